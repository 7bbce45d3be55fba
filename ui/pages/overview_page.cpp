#include "ui/pages/overview_page.h"

#include <cmath>

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/reports/session_test.h"
#include "ui/charts/time_chart.h"
#include "ui/pages/all_pages.h"
#include "ui/pages/chart_parts.h"
#include "ui/pages/report_pane.h"
#include "ui/pages/tile_grid.h"
#include "ui/pages/verdict_bar.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/steady_width.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tile.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr std::int64_t kLatest = 200;
constexpr std::chrono::minutes kAround{2};  // of a point in time that is opened

const QStringList& sessionColumnNames()
{
    static const QStringList kColumns{u"started_at"_s,        u"stream_id"_s,
                                      u"gateway"_s,           u"orchestrator_address"_s,
                                      u"gpu_model_name"_s,    u"pipeline_id"_s,
                                      u"model_id"_s,          u"startup_outcome"_s,
                                      u"excusal_reason"_s,    u"prompt_to_first_frame_ms"_s,
                                      u"e2e_latency_ms"_s,    u"last_seen"_s,
                                      u"attribution_status"_s};
    return kColumns;
}

using Figure = std::optional<double> (*)(const OverviewFigures&);

QVector<double> courseOf(const Overview& overview, Figure figure)
{
    QVector<double> values;
    for (const OverviewHour& hour : overview.hours)
        values << figure(hour.figures).value_or(NAN);
    return values;
}

/// Why no tile has a change; blank: they have.
QString whyNothingBefore(const Overview& overview, const ValueText& text)
{
    if (overview.before)
        return {};
    if (!overview.back || !overview.from)
        return OverviewPage::tr(
            "All that the cache holds is shown. Choose a range, such as the last 24 hours, to see "
            "the change against the time before it.");
    return OverviewPage::tr("The time to compare with begins at %1, and the cache does not reach back so far.")
        .arg(text.instant(*overview.from - *overview.back));
}

/// A figure against the stretch before: `write` says how large a difference is, without a sign.
void setChange(Tile* tile, const Overview& overview, Figure figure, const std::function<QString(double)>& write,
               int more_is, const ValueText& text)
{
    const auto now = figure(overview.figures);
    const auto before = overview.before ? figure(*overview.before) : std::nullopt;
    if (!now || !before) {
        const QString why = whyNothingBefore(overview, text);
        return tile->setNoChange(OverviewPage::tr("no comparison"),
                                 !why.isEmpty() ? why
                                 : now          ? OverviewPage::tr("There was no value before.")
                                                : OverviewPage::tr("There is no value to compare."));
    }
    const double change = *now - *before;
    const QString size = write(std::abs(change));
    const bool isNone = size == write(0);
    const QString sign = isNone ? QString() : change > 0 ? u"+"_s : u"−"_s;
    tile->setChange(sign + size, OverviewPage::tr("before"), isNone ? 0 : change > 0 ? more_is : -more_is);
}

/// What the tiles are about, and what they are compared with.
QString titleOf(const QString& whose, const Overview& overview, CompareTo compare, const ValueText& text)
{
    if (!overview.before || !overview.from || !overview.to)
        return whose;
    if (compare == CompareTo::week_before && overview.back == std::chrono::days(7))
        return OverviewPage::tr("%1, against the same hours a week before").arg(whose);
    const auto length = static_cast<double>(toMs(*overview.to) - toMs(*overview.from));
    return OverviewPage::tr("%1, against the %2 before").arg(whose, text.duration(length));
}

std::optional<double> streams(const OverviewFigures& f)
{
    return static_cast<double>(f.streams_at_end);
}
std::optional<double> startup(const OverviewFigures& f)
{
    return f.startupSuccessRate();
}
std::optional<double> fps(const OverviewFigures& f)
{
    return f.avgOutputFps();
}
std::optional<double> ptff(const OverviewFigures& f)
{
    return f.ptff_p50_ms;
}
std::optional<double> sla(const OverviewFigures& f)
{
    return f.sla_score_weighted_mean;
}
std::optional<double> unserved(const OverviewFigures& f)
{
    return f.unservedRate();
}

const QString kDash = u"–"_s;

}  // namespace

OverviewPage::OverviewPage(Workbench& workbench)
    : Page(workbench, u"overview"_s, tr("Overview"),
           tr("Is everything all right, for me and for the network, right now?")),
      m_stack(new QStackedWidget(this))
{
    m_state = new StateView(makeContent(), m_stack);
    m_stack->addWidget(m_state);
    m_stack->addWidget(makeFirstUse());
    body()->addWidget(m_stack);
    offerApi({{u"api-kpi"_s, tr("Last 24 hours")},
              {u"api-kpi-hours"_s, tr("By hour")},
              {u"api-streaming-models"_s, tr("Models")},
              {u"api-capacity"_s, tr("Capacity now")}},
             tr("whether it is you or the network, what is yours, and what happened since the last fetch"));
    m_state->showLoading(tr("Reading…"));
}

QWidget* OverviewPage::makeContent()
{
    auto* content = new QWidget(this);
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    m_verdict = new VerdictBar(workbench(), content);
    rows->addWidget(m_verdict);
    m_mine = makeTiles(content, true);
    m_network = makeTiles(content, false);
    for (const Tiles* tiles : {&m_mine, &m_network}) {
        rows->addWidget(tiles->title);
        rows->addWidget(tiles->grid);
    }
    auto* split = new QSplitter(Qt::Vertical, content);
    split->addWidget(makeStrip());
    split->addWidget(makeSessions());
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    rows->addWidget(split, 1);
    return content;
}

QWidget* OverviewPage::makeFirstUse()
{
    auto* page = new QWidget(m_stack);
    auto* what = new QLabel(tr("There are no events here yet"), page);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    what->setFont(large);
    auto* hint =
        new QLabel(tr("Open files of network events, or drop them on the window. The sample is a made-up day to "
                      "look around in."),
                   page);
    auto* open = new QPushButton(tr("Open event files…"), page);
    auto* sample = new QPushButton(tr("Open the sample"), page);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(open);
    buttons->addWidget(sample);
    buttons->addStretch(1);
    auto* rows = new QVBoxLayout(page);
    rows->addStretch(2);
    for (QLabel* label : {what, hint}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        rows->addWidget(label);
    }
    rows->addSpacing(8);
    rows->addLayout(buttons);
    rows->addStretch(3);
    connect(open, &QPushButton::clicked, &workbench(), &Workbench::importWanted);
    connect(sample, &QPushButton::clicked, &workbench(), &Workbench::sampleWanted);
    return page;
}

OverviewPage::Tiles OverviewPage::makeTiles(QWidget* parent, bool mine)
{
    Tiles tiles;
    tiles.title = new QLabel(mine ? tr("Mine") : tr("The network"), parent);
    QFont bold = tiles.title->font();
    bold.setWeight(QFont::DemiBold);
    tiles.title->setFont(bold);
    tiles.title->hide();
    tiles.grid = new TileGrid(parent);
    const auto add = [&](const QString& name, const QString& meaning) {
        auto* tile = new Tile(name, meaning, tiles.grid);
        tiles.grid->add(tile);
        return tile;
    };
    tiles.streams = add(tr("Streams now"),
                        tr("Streams that nobody closed, heard from within a minute before the end of the range."));
    tiles.startup = add(tr("Startup success"), tr("Sessions that became playable / requested sessions."));
    tiles.fps = add(tr("Output FPS"), tr("Mean over all status samples, those at 0 FPS included."));
    tiles.ptff = add(tr("Prompt to first frame"), tr("Median and 95th percentile over sessions, by nearest rank."));
    tiles.sla = add(tr("SLA score"), tr("Mean of hourly scores, weighted by requested sessions."));
    if (!mine)
        tiles.unserved = add(tr("Unserved demand"), tr("Sessions for which no orchestrator was found / requested."));
    tiles.grid->setVisible(!mine);
    connectTiles(tiles, mine);
    return tiles;
}

void OverviewPage::connectTiles(const Tiles& tiles, bool mine)
{
    const auto opens = [this, mine](Tile* tile, const std::string& condition) {
        connect(tile, &Tile::opened, this, [this, mine, condition] { openSessions(mine, condition); });
    };
    connect(tiles.streams, &Tile::opened, this,
            [this, mine] { openSessions(mine, m_live.moment ? liveFilter(*m_live.moment) : std::string()); });
    opens(tiles.startup, "requested");
    opens(tiles.fps, "status_sample_count > 0");
    opens(tiles.ptff, "prompt_to_first_frame_ms > 0");
    connect(tiles.sla, &Tile::opened, this, [this, mine] {
        const auto addresses = mineOrchestrators();
        const bool one = mine && addresses.size() == 1;
        workbench().go(u"sla"_s, one ? QString::fromStdString(*addresses.begin()) : QString());
    });
    if (tiles.unserved)
        opens(tiles.unserved, "requested and selection_outcome = \"no_orch\"");
}

QWidget* OverviewPage::makeStrip()
{
    m_strip = new TimeChart(this);
    m_strip->setTitle(tr("Requested sessions by hour"));
    m_strip->setMinimumHeight(150);
    showGaps(*m_strip, workbench());
    connect(m_strip, &TimeChart::rangePicked, this,
            [this](qint64 from, qint64 to) { workbench().zoom(instantFromMs(from), instantFromMs(to)); });
    connect(m_strip, &TimeChart::timeOpened, this, [this](qint64 at) {
        workbench().zoom(instantFromMs(at) - kAround, instantFromMs(at) + kAround);
        workbench().go(u"events"_s);
    });
    connect(m_strip, &TimeChart::failed, &workbench(), &Workbench::say);
    return m_strip;
}

QWidget* OverviewPage::makeSessions()
{
    auto* part = new QWidget(this);
    m_sessions_title = new QLabel(part);
    m_sessions_title->setWordWrap(true);
    QFont bold = m_sessions_title->font();
    bold.setWeight(QFont::DemiBold);
    m_sessions_title->setFont(bold);
    m_sessions = new ReportPane(workbench(), u"sessions"_s, tr("Live sessions"), sessionColumnNames(), part);
    auto* rows = new QVBoxLayout(part);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_sessions_title);
    rows->addWidget(m_sessions, 1);
    m_sessions->setSort(u"started_at"_s, true);
    m_sessions->setLimit(kLatest);
    connect(m_sessions, &ReportPane::rowOpened, this, [this](int row) {
        workbench().go(u"recorder"_s, textOfCell(m_sessions->model().cellAt(row, u"session_key"_s)));
    });
    return part;
}

void OverviewPage::takeFocus()
{
    m_network.streams->setFocus();
}

bool OverviewPage::isComplete() const
{
    return !m_reading && !m_finding && m_verdict->isComplete() &&
           (m_stack->currentIndex() > 0 || m_sessions->isComplete());
}

std::set<std::string> OverviewPage::mineOrchestrators() const
{
    const QString prefix = u"orchestrator:"_s;
    std::set<std::string> addresses;
    for (const QString& entity : workbench().mine())
        if (entity.startsWith(prefix))
            addresses.insert(entity.mid(prefix.size()).toLower().toStdString());
    return addresses;
}

/// The sessions behind a tile: those of today's filter, of mine if it is mine, and with the condition.
void OverviewPage::openSessions(bool mine, const std::string& condition)
{
    QStringList parts;
    if (const QString filter = workbench().scope().filter; !filter.trimmed().isEmpty())
        parts << u"(%1)"_s.arg(filter);
    if (mine) {
        QStringList quoted;
        for (const std::string& address : mineOrchestrators())
            quoted << u"\"%1\""_s.arg(QString::fromStdString(address));
        parts << u"orchestrator_address in (%1)"_s.arg(quoted.join(u", "_s));
    }
    if (!condition.empty())
        parts << QString::fromStdString(condition);
    workbench().go(u"sessions"_s, {}, parts.join(u" and "_s));
}

void OverviewPage::refresh()
{
    const Scope& scope = workbench().scope();
    const OverviewQuery query{.from = scope.from,
                              .to = scope.to,
                              .filter = scope.filter.toStdString(),
                              .settled_only = scope.settled_only,
                              .orchestrators = {},
                              .compared_back = scope.comparedBack()};
    m_verdict->refresh();
    m_reading = true;
    workbench().reader().ask<Answer>(
        this, u"overview"_s,
        [query, mine = mineOrchestrators()](Cache& cache) -> Result<Answer> {
            auto network = overview(cache, query);
            if (!network)
                return tl::unexpected(network.error());
            Answer answer{std::move(*network), {}};
            if (mine.empty() || answer.network.cache_is_empty)
                return answer;
            OverviewQuery ofMine = query;
            ofMine.orchestrators = mine;
            auto own = overview(cache, ofMine);
            if (!own)
                return tl::unexpected(own.error());
            answer.mine = std::move(*own);
            return answer;
        },
        [this](const Result<Answer>& answer) { showAnswer(answer); });
    findLive(query);
}

/// Looks who runs; the list then shows them, or the latest where nobody does.
void OverviewPage::findLive(const OverviewQuery& query)
{
    m_finding = true;
    workbench().reader().ask<Live>(
        this, u"live"_s,
        [query](Cache& cache) -> Result<Live> {
            Live live{.moment = liveMoment(cache, query)};
            if (!live.moment)
                return live;
            ReportQuery who{.from = heardSince(*live.moment), .filter = query.filter};
            who.filter =
                isBlank(who.filter) ? liveFilter(*live.moment) : "(" + who.filter + ") and " + liveFilter(*live.moment);
            who.limit = 1;
            const auto found = runReport(cache, "sessions", who);
            if (!found)
                return tl::unexpected(found.error());
            live.any = (*found)->rowCount() > 0;
            return live;
        },
        [this](const Result<Live>& live) { showSessions(live.value_or(Live())); });
}

void OverviewPage::showSessions(const Live& live)
{
    m_finding = false;
    m_live = live;
    const QString when = live.moment ? workbench().text().instant(*live.moment) : QString();
    setTextInPlace(*m_sessions_title, live.any      ? tr("Live sessions, running at %1").arg(when)
                                      : live.moment ? tr("Latest sessions: none is running at %1").arg(when)
                                                    : tr("Latest sessions"));
    m_sessions->view().setAccessibleName(live.any ? tr("Live sessions") : tr("Latest sessions"));
    m_sessions->setOwnFilter(live.any ? QString::fromStdString(liveFilter(*live.moment)) : QString());
    m_sessions->setOwnStart(live.any ? std::optional(heardSince(*live.moment)) : std::nullopt);
    m_sessions->refresh();
}

void OverviewPage::showAnswer(const Result<Answer>& answer)
{
    m_reading = answer && !answer->network.cache_is_empty;  // the chart comes last
    m_stack->setCurrentIndex(answer && answer->network.cache_is_empty ? 1 : 0);
    if (!answer) {
        m_state->showError(tr("The overview cannot be shown"), QString::fromStdString(answer.error().message));
        return;
    }
    if (answer->network.cache_is_empty)
        return;
    m_mine.title->setVisible(answer->mine.has_value());
    m_mine.grid->setVisible(answer->mine.has_value());
    m_network.title->setVisible(answer->mine || answer->network.before);
    m_network.title->setText(
        titleOf(tr("The network"), answer->network, workbench().scope().compare, workbench().text()));
    if (answer->mine) {
        m_mine.title->setText(titleOf(tr("Mine"), *answer->mine, workbench().scope().compare, workbench().text()));
        showTiles(m_mine, *answer->mine);
    }
    showTiles(m_network, answer->network);
    m_state->showContent();
    workbench().reader().showInParts(this, u"strip"_s, {[this, network = answer->network] {
                                         m_reading = false;
                                         showStrip(network);
                                     }});
}

void OverviewPage::showTiles(const Tiles& tiles, const Overview& overview)
{
    const ValueText& text = workbench().text();
    const auto number = [&](double value) { return text.number(value, 1); };
    const OverviewFigures& now = overview.figures;
    tiles.streams->setValue(text.number(static_cast<double>(now.streams_at_end), 0),
                            overview.to ? tr("at %1").arg(text.instant(*overview.to)) : QString());
    setChange(tiles.streams, overview, streams, number, 0, text);
    tiles.streams->setCourse(courseOf(overview, streams));
    const auto score = now.sla_score_weighted_mean;
    tiles.sla->setValue(score ? number(*score) : kDash,
                        score ? tr("n = %1 sessions").arg(text.number(static_cast<double>(now.sla_sessions), 0))
                        : overview.sla_is_filtered_out ? tr("the filter is not about scores")
                                                       : tr("no hour has a score"));
    setChange(tiles.sla, overview, sla, number, 1, text);
    tiles.sla->setCourse(courseOf(overview, sla));
    showRates(tiles, overview);
    showLatency(tiles, overview);
}

void OverviewPage::showRates(const Tiles& tiles, const Overview& overview)
{
    const ValueText& text = workbench().text();
    const auto points = [&](double share) { return tr("%1 pp").arg(text.number(share * 100, 1)); };
    const auto count = [&](std::int64_t n) { return text.number(static_cast<double>(n), 0); };
    const OverviewFigures& now = overview.figures;
    const QString none = tr("no session was requested");
    const auto success = now.startupSuccessRate();
    tiles.startup->setValue(
        success ? text.percent(*success) : kDash,
        success ? tr("%1 of %2 requested").arg(count(now.startup_success_sessions), count(now.requested_sessions))
                : none);
    setChange(tiles.startup, overview, startup, points, 1, text);
    tiles.startup->setCourse(courseOf(overview, startup));
    if (!tiles.unserved)
        return;
    const auto share = now.unservedRate();
    tiles.unserved->setValue(
        share ? text.percent(*share) : kDash,
        share ? tr("%1 of %2 requested").arg(count(now.no_orch_sessions), count(now.requested_sessions)) : none);
    setChange(tiles.unserved, overview, unserved, points, -1, text);
    tiles.unserved->setCourse(courseOf(overview, unserved));
}

void OverviewPage::showLatency(const Tiles& tiles, const Overview& overview)
{
    const ValueText& text = workbench().text();
    const auto count = [&](std::int64_t n) { return text.number(static_cast<double>(n), 0); };
    const OverviewFigures& now = overview.figures;
    const auto mean = now.avgOutputFps();
    tiles.fps->setValue(mean ? text.number(*mean, 1) : kDash,
                        mean ? tr("n = %1 status samples").arg(count(now.status_samples)) : tr("no status samples"));
    setChange(
        tiles.fps, overview, fps, [&](double value) { return text.number(value, 1); }, 1, text);
    tiles.fps->setCourse(courseOf(overview, fps));
    const auto median = now.ptff_p50_ms;
    tiles.ptff->setValue(
        median ? text.duration(*median) : kDash,
        median ? tr("p95 %1, n = %2").arg(text.duration(now.ptff_p95_ms.value_or(0)), count(now.ptff_count))
               : tr("no session has one"));
    setChange(
        tiles.ptff, overview, ptff, [&](double ms) { return text.duration(ms); }, -1, text);
    tiles.ptff->setCourse(courseOf(overview, ptff));
}

void OverviewPage::showStrip(const Overview& overview)
{
    using Series = TimeChart::Series;
    Series served{.name = tr("served"), .kind = Series::Kind::stacked_bar, .points = {}, .low = {}};
    Series refused{.name = tr("unserved"), .kind = Series::Kind::stacked_bar, .points = {}, .low = {}};
    for (const OverviewHour& hour : overview.hours) {
        const auto at = static_cast<double>(toMs(hour.hour));
        served.points << QPointF(at, static_cast<double>(hour.figures.servedSessions()));
        refused.points << QPointF(at, static_cast<double>(hour.figures.no_orch_sessions));
    }
    m_strip->setCaption(workbench().caption());
    m_strip->setUtcOffset(workbench().utcOffsetMs());
    m_strip->setRange(overview.from ? std::optional<qint64>(toMs(*overview.from)) : std::nullopt,
                      overview.to ? std::optional<qint64>(toMs(*overview.to)) : std::nullopt);
    m_strip->setProvisionalFrom(overview.provisional_from ? std::optional<qint64>(toMs(*overview.provisional_from))
                                                          : std::nullopt);
    m_strip->setSeries({served, refused}, tr("sessions"));
}

Page* makeOverviewPage(Workbench& workbench)
{
    return new OverviewPage(workbench);
}

}  // namespace naap
