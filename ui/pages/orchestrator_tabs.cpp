#include "ui/pages/orchestrator_tabs.h"

#include <set>

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/metrics/prices.h"
#include "core/metrics/rates.h"
#include "core/reports/filter.h"
#include "ui/charts/bar_chart.h"
#include "ui/charts/histogram.h"
#include "ui/charts/time_chart.h"
#include "ui/charts/xy_chart.h"
#include "ui/pages/chart_parts.h"
#include "ui/roles.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tile.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr std::int64_t kFewValues = 20;  // below it the 95th percentile is the maximum

QVBoxLayout* rowsIn(QWidget* widget)
{
    auto* rows = new QVBoxLayout(widget);
    rows->setContentsMargins(0, 6, 0, 0);
    rows->setSpacing(6);
    return rows;
}

/// What the summary reads of sessions.
std::vector<std::string> summaryFields()
{
    std::vector<std::string> fields = groupedFields();
    for (std::string& field : profileFields())
        fields.push_back(std::move(field));
    return fields;
}

QString textOfName(const std::string& name)
{
    return QString::fromStdString(name);
}

QVector<double> valuesOfHours(const std::vector<ScoreHour>& hours, std::optional<double> (*figure)(const SlaSupport&))
{
    QVector<double> values;
    for (const ScoreHour& hour : hours)
        values << figure(hour.own.support()).value_or(qQNaN());
    return values;
}

/// A band as two edges and its middle.
QVector<TimeChart::Series> bandSeries(const QString& edges, const QString& middle)
{
    return {{.name = edges, .kind = TimeChart::Series::Kind::band, .points = {}, .low = {}},
            {.name = middle, .kind = TimeChart::Series::Kind::line, .points = {}, .low = {}}};
}

void addBand(QVector<TimeChart::Series>& series, Instant hour, const Band& band)
{
    series[0].points << pointAt(hour, band.p95);
    series[0].low << band.p5.value_or(qQNaN());
    series[1].points << pointAt(hour, band.p50);
}

QVector<QPointF> pointsOf(const std::vector<EcdfStep>& steps)
{
    QVector<QPointF> points;
    for (const EcdfStep& step : steps)
        points << QPointF(step.value, step.share);
    return points;
}

QVector<double> valuesOfTimed(const std::vector<TimedValue>& values)
{
    QVector<double> plain;
    for (const TimedValue& each : values)
        plain << each.value;
    return plain;
}

/// "+2.1", with its sign whatever it is; blank when either side is not known.
QString changeText(const ValueText& text, std::optional<double> now, std::optional<double> before, int decimals)
{
    if (!now || !before)
        return {};
    const double change = *now - *before;
    return (change > 0 ? u"+"_s : QString()) + text.number(change, decimals);
}

int better(std::optional<double> now, std::optional<double> before, bool moreIsBetter)
{
    if (!now || !before || *now == *before)
        return 0;
    return (*now > *before) == moreIsBetter ? 1 : -1;
}

QString weiText(const ValueText& text, Int128 wei)
{
    return text.cell(formatWei(wei), {.name = "wei", .type = FieldType::wei, .unit = "wei", .meaning = {}});
}

constexpr double kWeiPerGwei = 1e9;
constexpr double kWeiPerEth = 1e18;

}  // namespace

// --- what tabs share

void OrchestratorTab::setAddress(const QString& address)
{
    m_address = address;
    for (const auto& [pane, field] : m_panes)
        pane->setConditions({{.field = field.toStdString(), .value = address.toStdString()}});
    addressChanged();
}

ReportPane* OrchestratorTab::makePane(const QString& report, const QString& title, const QStringList& columns,
                                      const QString& addressField)
{
    auto* pane = new ReportPane(m_workbench, report, title, columns, this);
    pane->setUsesFilter(false);
    m_panes.emplace_back(pane, addressField);
    return pane;
}

// --- summary

SummaryTab::SummaryTab(Workbench& workbench, QWidget* parent)
    : OrchestratorTab(workbench, parent),
      m_tiles(new QWidget(this)),
      m_score(makeTimeChart(workbench, tr("SLA score by hour, beside the other orchestrators"), this)),
      m_outcomes(makeTimeChart(workbench, tr("Sessions by hour and outcome"), this)),
      m_note(makeNote(this))
{
    buildTiles();
    auto* rows = rowsIn(this);
    rows->addWidget(m_tiles);
    rows->addWidget(m_score, 3);
    rows->addWidget(m_outcomes, 2);
    rows->addWidget(m_note);
    connect(m_score, &TimeChart::timeOpened, this, [this] { this->workbench().go(u"sla"_s, address()); });
}

void SummaryTab::buildTiles()
{
    auto* row = new QHBoxLayout(m_tiles);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_sessions = new Tile(tr("Sessions"), tr("Sessions that are attributed to this orchestrator."), m_tiles);
    m_startup = new Tile(tr("Startup success"), tr("Sessions that became playable / requested sessions."), m_tiles);
    m_fps = new Tile(tr("Output FPS"), tr("Mean over status samples, those at 0 FPS included."), m_tiles);
    m_ptff =
        new Tile(tr("PTFF, median"), tr("Prompt to first frame: runner's start to a few processed segments."), m_tiles);
    for (const auto& [tile, tab] : {std::pair{m_sessions, u"sessions"_s}, std::pair{m_startup, u"reliability"_s},
                                    std::pair{m_fps, u"quality"_s}, std::pair{m_ptff, u"quality"_s}}) {
        row->addWidget(tile, 1);
        connect(tile, &Tile::opened, this, [this, tab = tab] { Q_EMIT tabWanted(tab); });
    }
}

void SummaryTab::refresh()
{
    using Shared = std::shared_ptr<const Answer>;
    read<Shared>([scope = workbench().scope(),
                  address = address().toStdString()](Cache& cache) { return answerOf(cache, scope, address); },
                 [this](const Shared& answer) { show(*answer); });
}

Result<SummaryTab::Figures> SummaryTab::figuresOf(Cache& cache, const Scope& scope, const std::string& address,
                                                  const ReportTable& sla)
{
    ReportQuery query = rangeQuery(scope);
    query.where.push_back({.field = "orchestrator_address", .value = address});
    query.fields = summaryFields();
    const auto sessions = tableOf(cache, "sessions", query);
    if (!sessions)
        return tl::unexpected(sessions.error());
    Figures figures;
    figures.sessions = groupSessions(**sessions, {}).front().tally;
    figures.sla = sumOf(sla, address);
    std::vector<double> ptff;
    for (const TimedValue& each : ptffValues(**sessions, address).own)
        ptff.push_back(each.value);
    figures.ptff = bandOf(std::move(ptff));
    return figures;
}

Result<std::shared_ptr<const SummaryTab::Answer>> SummaryTab::answerOf(Cache& cache, const Scope& scope,
                                                                       const std::string& address)
{
    const auto sla = tableOf(cache, "sla", slaQuery(scope));
    if (!sla)
        return tl::unexpected(sla.error());
    auto answer = std::make_shared<Answer>();
    answer->scores = scoreHours(**sla, address);
    ReportQuery query = rangeQuery(scope);
    query.where.push_back({.field = "orchestrator_address", .value = address});
    query.fields = summaryFields();
    const auto sessions = tableOf(cache, "sessions", query);
    auto now = figuresOf(cache, scope, address, **sla);
    if (!sessions || !now)
        return tl::unexpected(sessions ? now.error() : sessions.error());
    answer->outcomes = sessionsByHour(**sessions);
    answer->now = std::move(*now);
    if (const auto previous = scope.previous())
        if (const auto earlier = tableOf(cache, "sla", slaQuery(*previous)))
            if (auto before = figuresOf(cache, *previous, address, **earlier))
                answer->before = std::move(*before);
    return answer;
}

void SummaryTab::show(const Answer& answer)
{
    showTiles(answer);
    showCourses(answer);
    showScores(answer.scores);
    showOutcomes(answer.outcomes);
    alignCharts(answer.scores);
    const auto score = answer.now.sla.slaScoreWeightedMean();
    const ValueText& text = workbench().text();
    m_note->setText(score
                        ? tr("Mean SLA score of the range: %1, weighted by %2 requested session-hours. A double click "
                             "on the score shows how it was made.")
                              .arg(text.number(*score, 1))
                              .arg(answer.now.sla.support().requested_sessions)
                        : tr("No SLA score: no session of this orchestrator was requested in this stretch of time."));
}

void SummaryTab::showTiles(const Answer& answer)
{
    const ValueText& text = workbench().text();
    const SessionTally& tally = answer.now.sessions;
    const SlaSupport& sla = answer.now.sla.support();
    m_sessions->setValue(text.number(static_cast<double>(tally.sessions_count), 0),
                         tr("%n requested", nullptr, static_cast<int>(tally.requested_sessions)));
    m_startup->setValue(percentOrDash(text, startupSuccessRate(tally)), tally.requested_sessions
                                                                            ? tr("n = %1").arg(tally.requested_sessions)
                                                                            : tr("no session was requested"));
    m_fps->setValue(numberOrDash(text, avgOutputFps(sla), 1),
                    sla.status_samples ? tr("n = %1 samples").arg(sla.status_samples) : tr("no status sample"));
    m_ptff->setValue(durationOrDash(text, answer.now.ptff.p50),
                     answer.now.ptff.n
                         ? tr("n = %1; p95 %2").arg(answer.now.ptff.n).arg(durationOrDash(text, answer.now.ptff.p95))
                         : tr("no session has both trace events"));
    for (Tile* tile : {m_sessions, m_startup, m_fps, m_ptff})
        tile->setChange({}, {}, 0);
    if (answer.before)
        showChanges(answer.now, *answer.before);
}

void SummaryTab::showChanges(const Figures& now, const Figures& before)
{
    const ValueText& text = workbench().text();
    const QString against =
        workbench().scope().compare == CompareTo::week_before ? tr("a week before") : tr("the stretch before");
    const auto percent = [](std::optional<double> share) { return share ? std::optional(*share * 100) : std::nullopt; };
    const auto set = [&](Tile* tile, std::optional<double> a, std::optional<double> b, int decimals, bool more) {
        tile->setChange(changeText(text, a, b, decimals), against, better(a, b, more));
    };
    const auto count = [](const Figures& of) { return std::optional(static_cast<double>(of.sessions.sessions_count)); };
    set(m_sessions, count(now), count(before), 0, true);
    set(m_startup, percent(startupSuccessRate(now.sessions)), percent(startupSuccessRate(before.sessions)), 1, true);
    set(m_fps, avgOutputFps(now.sla.support()), avgOutputFps(before.sla.support()), 1, true);
    set(m_ptff, now.ptff.p50, before.ptff.p50, 0, false);
}

void SummaryTab::showCourses(const Answer& answer)
{
    QVector<double> sessions;
    for (const OutcomeHour& hour : answer.outcomes) {
        std::int64_t all = 0;
        for (const std::int64_t each : hour.sessions)
            all += each;
        sessions << static_cast<double>(all);
    }
    m_sessions->setCourse(sessions);
    m_startup->setCourse(valuesOfHours(answer.scores, startupSuccessRate<SlaSupport>));
    m_fps->setCourse(valuesOfHours(answer.scores, avgOutputFps<SlaSupport>));
    m_ptff->setCourse(valuesOfHours(answer.scores, avgPromptToFirstFrameMs<SlaSupport>));
}

void SummaryTab::showScores(const std::vector<ScoreHour>& hours)
{
    auto series = bandSeries(tr("Others, 5th to 95th percentile"), tr("Others, median"));
    series[1].kind = TimeChart::Series::Kind::pale_line;
    series << TimeChart::Series{.name = tr("This orchestrator"), .kind = {}, .points = {}, .low = {}};
    std::optional<Instant> provisional;
    for (const ScoreHour& hour : hours) {
        addBand(series, hour.window_start, hour.peers);
        series[2].points << pointAt(hour.window_start, hour.own.slaScoreWeightedMean());
        if (!provisional && hour.own.rows() > 0 && !hour.own.settled())
            provisional = hour.window_start;
    }
    dress(*m_score, workbench());
    m_score->setProvisionalFrom(msOf(provisional));
    m_score->setSeries(std::move(series), tr("points"));
}

/// Without a chosen range both charts show the hours of the network: one hour stands above the other.
void SummaryTab::alignCharts(const std::vector<ScoreHour>& hours)
{
    const Scope& scope = workbench().scope();
    if (scope.from || scope.to || hours.empty())
        return;
    const qint64 from = toMs(hours.front().window_start);
    const qint64 to = toMs(hours.back().window_start + std::chrono::hours(1));
    m_score->setRange(from, to);
    m_outcomes->setRange(from, to);
}

void SummaryTab::showOutcomes(const std::vector<OutcomeHour>& hours)
{
    const QStringList names{tr("Success"), tr("Excused failure"), tr("Unexcused failure"), tr("No orchestrator"),
                            tr("Unknown")};
    QVector<TimeChart::Series> series;
    for (std::size_t outcome = 0; !hours.empty() && outcome < kSessionOutcomeCount; ++outcome) {
        TimeChart::Series each{.name = names.value(static_cast<qsizetype>(outcome)),
                               .kind = TimeChart::Series::Kind::stacked_bar,
                               .points = {},
                               .low = {}};
        for (const OutcomeHour& hour : hours)
            each.points << pointAt(hour.hour, static_cast<double>(hour.sessions[outcome]));
        series << each;
    }
    dress(*m_outcomes, workbench());
    m_outcomes->setSeries(std::move(series), tr("sessions"));
}

// --- quality

QualityTab::QualityTab(Workbench& workbench, QWidget* parent)
    : OrchestratorTab(workbench, parent),
      m_measure(new QComboBox(this)),
      m_bands(makeTimeChart(workbench, tr("Percentiles by hour"), this)),
      m_note(makeNote(this))
{
    m_measure->setAccessibleName(tr("Measure of quality"));
    m_measure->addItem(tr("Output FPS"), u"fps"_s);
    m_measure->addItem(tr("Prompt to first frame"), u"ptff"_s);
    m_measure->addItem(tr("End-to-end latency"), u"e2e"_s);
    m_measure->addItem(tr("FPS jitter coefficient"), u"jitter"_s);
    auto* label = new QLabel(tr("&Measure"), this);
    label->setBuddy(m_measure);
    auto* choice = new QHBoxLayout;
    choice->addWidget(label);
    choice->addWidget(m_measure);
    choice->addWidget(m_note, 1);
    auto* rows = rowsIn(this);
    rows->addLayout(choice);
    rows->addWidget(m_bands, 1);
    rows->addWidget(makeSpread(), 1);
    connect(m_measure, &QComboBox::currentIndexChanged, this, [this] {
        m_zooms.clear();  // stretches of another measure
        refresh();
    });
}

QWidget* QualityTab::makeSpread()
{
    auto* spread = new QWidget(this);
    m_own = new Histogram(spread);
    m_peers = new Histogram(spread);
    m_ecdf = new XyChart(spread);
    m_own->setTitle(tr("How often: this orchestrator"));
    m_peers->setTitle(tr("How often: others with the same work"));
    m_ecdf->setTitle(tr("Share of values at or below"));
    auto* histograms = new QVBoxLayout;
    histograms->addWidget(m_own);
    histograms->addWidget(m_peers);
    auto* row = new QHBoxLayout(spread);
    row->setContentsMargins(0, 0, 0, 0);
    row->addLayout(histograms, 1);
    row->addWidget(m_ecdf, 1);
    for (Chart* chart : {static_cast<Chart*>(m_own), static_cast<Chart*>(m_peers), static_cast<Chart*>(m_ecdf)}) {
        chart->setMinimumHeight(130);
        connect(chart, &Chart::failed, &workbench(), &Workbench::say);
    }
    for (Histogram* each : {m_own, m_peers}) {
        each->setToolTip(tr("Dragging shows a stretch of values alone; Backspace or Esc goes back."));
        connect(each, &Histogram::rangePicked, this, [this](double low, double high) {
            m_zooms.emplace_back(low, high);
            showHistograms();
        });
    }
    return spread;
}

void QualityTab::addressChanged()
{
    m_zooms.clear();
}

/// Backspace and Esc undo a zoom of the histograms; without one, the window goes back.
void QualityTab::keyPressEvent(QKeyEvent* event)
{
    const bool isBack = event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Escape;
    if (!isBack || m_zooms.empty())
        return QWidget::keyPressEvent(event);
    m_zooms.pop_back();
    showHistograms();
}

QString QualityTab::measure() const
{
    return m_measure->currentData().toString();
}

QString QualityTab::unit() const
{
    const QString of = measure();
    return of == "fps"_L1 ? tr("fps") : of == "jitter"_L1 ? QString() : tr("ms");
}

bool QualityTab::isByHour() const
{
    return measure() == "fps"_L1 || measure() == "jitter"_L1;
}

void QualityTab::refresh()
{
    using Shared = std::shared_ptr<const Answer>;
    read<Shared>([scope = workbench().scope(), address = address().toStdString(),
                  of = measure()](Cache& cache) { return answerOf(cache, scope, address, of); },
                 [this](const Shared& answer) { show(answer); });
}

Result<std::shared_ptr<const QualityTab::Answer>> QualityTab::answerOf(Cache& cache, const Scope& scope,
                                                                       const std::string& address,
                                                                       const QString& measure)
{
    ReportQuery query = rangeQuery(scope);
    query.fields = profileFields();
    const auto sessions = tableOf(cache, "sessions", query);
    if (!sessions)
        return tl::unexpected(sessions.error());
    auto answer = std::make_shared<Answer>();
    if (measure == "fps"_L1 || measure == "jitter"_L1) {
        const auto hours = tableOf(cache, "status-hours", rangeQuery(scope));
        if (!hours)
            return tl::unexpected(hours.error());
        answer->values =
            measure == "fps"_L1 ? fpsValues(**sessions, **hours, address) : jitterValues(**sessions, **hours, address);
    } else {
        answer->values = measure == "e2e"_L1 ? e2eValues(**sessions, address) : ptffValues(**sessions, address);
    }
    answer->bands = bandsByHour(answer->values.own);
    std::vector<double> own;
    for (const TimedValue& each : answer->values.own)
        own.push_back(each.value);
    answer->own = ecdfOf(std::move(own));
    answer->peers = ecdfOf(answer->values.peers);
    return answer;
}

void QualityTab::show(const std::shared_ptr<const Answer>& shared)
{
    m_answer = shared;
    const Answer& answer = *shared;
    const auto own = static_cast<std::int64_t>(answer.values.own.size());
    QString note =
        isByHour()
            ? tr("One value a session and hour: n = %1 here, n = %2 of %3 other orchestrators with the same "
                 "pipelines and models.")
            : tr("One value a session: n = %1 here, n = %2 of %3 other orchestrators with the same pipelines and "
                 "models.");
    note = note.arg(own).arg(answer.values.peers.size()).arg(answer.values.peer_orchestrators);
    if (own > 0 && own < kFewValues)
        note += u" "_s + tr("These are few values: the 95th percentile is the largest of them.");
    m_note->setText(note);
    showBands(answer.bands);
    showSpread(answer);
}

void QualityTab::showBands(const std::vector<BandHour>& bands)
{
    auto series = bandSeries(tr("5th to 95th percentile"), tr("Median"));
    for (const BandHour& hour : bands)
        addBand(series, hour.hour, hour.band);
    dress(*m_bands, workbench());
    m_bands->setSeries(std::move(series), unit());
}

void QualityTab::showHistograms()
{
    if (!m_answer)
        return;
    const auto inZoom = [this](QVector<double> values) {
        if (!m_zooms.empty())
            values.removeIf([zoom = m_zooms.back()](double v) { return v < zoom.first || v > zoom.second; });
        return values;
    };
    const QualityValues& values = m_answer->values;
    m_own->setValues(inZoom(valuesOfTimed(values.own)), m_measure->currentText(), unit(), 24);
    m_peers->setValues(inZoom(QVector<double>(values.peers.begin(), values.peers.end())), m_measure->currentText(),
                       unit(), 24);
    if (m_zooms.empty())
        return;
    const ValueText& text = workbench().text();
    workbench().say(tr("The histograms show %1 to %2 %3 alone. Backspace or Esc goes back.")
                        .arg(text.number(m_zooms.back().first), text.number(m_zooms.back().second), unit()));
}

void QualityTab::showSpread(const Answer& answer)
{
    showHistograms();
    QVector<XyChart::Series> series{
        {.name = tr("This orchestrator"),
         .kind = XyChart::Series::Kind::step,
         .points = pointsOf(answer.own),
         .labels = {}},
        {.name = tr("Others"), .kind = XyChart::Series::Kind::step, .points = pointsOf(answer.peers), .labels = {}}};
    const QString name = m_measure->currentText();
    m_ecdf->setSeries(std::move(series), unit().isEmpty() ? name : u"%1 (%2)"_s.arg(name, unit()), tr("share"));
    for (Chart* chart : {static_cast<Chart*>(m_own), static_cast<Chart*>(m_peers), static_cast<Chart*>(m_ecdf)})
        chart->setCaption(workbench().caption());
}

// --- reliability

ReliabilityTab::ReliabilityTab(Workbench& workbench, QWidget* parent)
    : OrchestratorTab(workbench, parent),
      m_funnel(new BarChart(this)),
      m_failures(new BarChart(this)),
      m_no_failures(makeNote(this))
{
    m_funnel->setTitle(tr("How far requested sessions came"));
    m_failures->setTitle(tr("Failures by category"));
    m_no_failures->setText(tr("No failure of this orchestrator is known in this stretch of time."));
    auto* across = new QHBoxLayout;
    across->setSpacing(24);
    across->addWidget(m_funnel, 1, Qt::AlignTop);
    auto* failures = new QVBoxLayout;
    failures->addWidget(m_failures);
    failures->addWidget(m_no_failures);
    failures->addStretch(1);
    across->addLayout(failures, 1);
    auto* rows = rowsIn(this);
    rows->addLayout(across);
    rows->addWidget(makePartners(), 1);
    connect(m_funnel, &BarChart::barOpened, this, &ReliabilityTab::openStep);
    connect(m_failures, &BarChart::barOpened, this, [this](int bar) {
        if (bar < 0 || bar >= static_cast<int>(m_failure_counts.size()))
            return;
        const QString type = textOfName(m_failure_counts[static_cast<std::size_t>(bar)].failure_type);
        this->workbench().go(u"reports"_s, u"failures"_s, u"failure_type = \"%1\""_s.arg(type));
    });
    for (BarChart* chart : {m_funnel, m_failures}) {
        chart->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(chart, &Chart::failed, &workbench, &Workbench::say);
    }
}

QWidget* ReliabilityTab::makePartners()
{
    auto* box = new QWidget(this);
    auto* rows = rowsIn(box);
    auto* label = new QLabel(tr("&Swaps with others: who took sessions over, and from whom they came"), box);
    m_model = new ReportModel(this);
    m_partners = new TableView(box);
    m_partners->setModel(m_model);
    m_partners->setAccessibleName(tr("Orchestrators with which sessions were exchanged"));
    m_partners->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);  // the most moves first
    m_state = new StateView(m_partners, box);
    label->setBuddy(m_partners);
    rows->addWidget(label);
    rows->addWidget(m_state, 1);
    connect(m_partners, &TableView::said, &workbench(), &Workbench::say);
    connect(m_partners, &TableView::currentRowChanged, this, [this](int row) {
        if (row >= 0 && m_model->table())
            workbench().inspect(tr("Swaps"), m_model->table(), static_cast<std::size_t>(row));
    });
    m_partners->setHasSessions(true);
    connect(m_partners, &TableView::sessionsWanted, this, &ReliabilityTab::openMoved);
    connect(m_partners, &TableView::filterWanted, &workbench(), &Workbench::addCondition);
    connect(m_partners, &TableView::rowOpened, this, [this](int row) {
        const QString field = m_partners->currentIndex().data(kFieldRole).toString();
        const QString partner = textOfCell(m_model->cellAt(row, u"orchestrator_address"_s));
        if (field == "taken_over"_L1 || field == "handed_over"_L1 || partner.isEmpty())
            openMoved(row, field);
        else
            workbench().go(u"orchestrator"_s, partner);
    });
    return box;
}

/// The sessions that were moved; on a cell of one direction, those moved so.
void ReliabilityTab::openMoved(int row, const QString& field)
{
    if (!m_moves || row < 0 || row >= static_cast<int>(m_moves->size()))
        return;
    const SwapPartner& with = (*m_moves)[static_cast<std::size_t>(row)];
    std::set<std::string> keys;
    if (field != "handed_over"_L1)
        keys.insert(with.taken_keys.begin(), with.taken_keys.end());
    if (field != "taken_over"_L1)
        keys.insert(with.handed_keys.begin(), with.handed_keys.end());
    if (keys.empty())
        return workbench().say(tr("No session was moved that way."));
    // A filter has an end: what is beyond it is said, not left out in silence.
    constexpr std::size_t kLongest = 9'000;
    std::vector<std::string> named;
    std::size_t length = 0;
    for (const std::string& key : keys)
        if ((length += key.size() + 4) < kLongest)
            named.push_back(key);
    if (named.size() < keys.size())
        workbench().say(
            tr("The first %1 of %2 sessions that were moved are shown.").arg(named.size()).arg(keys.size()));
    const Field field_of_keys{.name = "session_key", .type = FieldType::text, .unit = {}, .meaning = {}};
    workbench().go(u"sessions"_s, {},
                   QString::fromStdString(withCondition({}, field_of_keys, FilterOp::in, Cell(std::move(named)))));
}

void ReliabilityTab::refresh()
{
    using Shared = std::shared_ptr<const Answer>;
    read<Shared>([scope = workbench().scope(),
                  address = address().toStdString()](Cache& cache) { return answerOf(cache, scope, address); },
                 [this](const Shared& answer) { show(answer); });
}

Result<std::shared_ptr<const ReliabilityTab::Answer>> ReliabilityTab::answerOf(Cache& cache, const Scope& scope,
                                                                               const std::string& address)
{
    const ReportQuery query = rangeQuery(scope);
    ReportQuery narrow = query;
    narrow.fields = profileFields();
    const auto sessions = tableOf(cache, "sessions", narrow);
    const auto failures = tableOf(cache, "failures", query);
    const auto selections = tableOf(cache, "selections", query);
    for (const auto* table : {&sessions, &failures, &selections})
        if (!*table)
            return tl::unexpected(table->error());
    auto answer = std::make_shared<Answer>();
    answer->funnel = startupFunnel(**sessions, address);
    answer->failures = failureCounts(**failures, **sessions, address);
    answer->moves = swapPartners(**selections, address);
    answer->partners = SharedTable(swapPartnerTable(answer->moves));
    return answer;
}

void ReliabilityTab::show(const std::shared_ptr<const Answer>& answer)
{
    showFunnel(answer->funnel);
    showFailures(answer->failures);
    m_model->setValueText(workbench().text());
    m_model->setTable(answer->partners);
    m_moves = std::shared_ptr<const std::vector<SwapPartner>>(answer, &answer->moves);
    m_partners->resizeColumnsToContents();
    if (answer->partners->rowCount() == 0)
        m_state->showEmpty(tr("No session was exchanged with another orchestrator"),
                           tr("Sessions that were moved in this stretch of time would be listed here."));
    else
        m_state->showContent();
}

void ReliabilityTab::showFunnel(const StartupFunnel& funnel)
{
    const ValueText& text = workbench().text();
    QVector<BarChart::Bar> bars;
    const auto add = [&](const QString& label, std::int64_t sessions, const QString& meaning) {
        const auto value = static_cast<double>(sessions);
        const QString share =
            funnel.requested ? u" (%1)"_s.arg(text.percent(value / static_cast<double>(funnel.requested))) : QString();
        bars << BarChart::Bar{.label = label,
                              .value = value,
                              .text = text.number(value, 0) + share,
                              .low = 0,
                              .tooltip = meaning,
                              .parts = {}};
    };
    add(tr("Requested"), funnel.requested, tr("The stream request was seen."));
    add(tr("Selected"), funnel.selected, tr("An orchestrator was chosen."));
    add(tr("Started"), funnel.started, tr("A first processed segment came back."));
    add(tr("Playable"), funnel.playable, tr("A few processed segments came back."));
    add(tr("Ended well"), funnel.ended_well, tr("Playable and closed, without an error reported."));
    m_funnel->setCaption(workbench().caption());
    m_funnel->setBars(std::move(bars), tr("sessions"));
}

void ReliabilityTab::showFailures(const std::vector<FailureCount>& failures)
{
    m_failure_counts = failures;
    QVector<BarChart::Bar> bars;
    for (const FailureCount& each : failures) {
        QString label = textOfName(each.failure_type);
        label.replace(u'_', u' ');
        const auto value = static_cast<double>(each.events);
        bars << BarChart::Bar{
            .label = label,
            .value = value,
            .text = tr("%1 in %n session(s)", nullptr, static_cast<int>(each.sessions)).arg(each.events),
            .low = 0,
            .tooltip = tr("%1 of %2 are excusable.").arg(each.excusable_events).arg(each.events),
            .parts = {}};
    }
    m_failures->setCaption(workbench().caption());
    m_failures->setVisible(!bars.isEmpty());
    m_no_failures->setVisible(bars.isEmpty());
    m_failures->setBars(std::move(bars), tr("events"));
}

void ReliabilityTab::openStep(int step)
{
    // A later step implies the earlier ones, so each condition names what came back last.
    const QStringList conditions{QString(), u" and (selection_outcome = \"selected\" or playable)"_s,
                                 u" and (startup_latency_ms is not missing or playable)"_s, u" and playable"_s,
                                 u" and playable and completed and not error_seen"_s};
    if (step < 0 || step >= conditions.size())
        return;
    workbench().go(u"sessions"_s, {},
                   u"orchestrator_address = \"%1\" and requested"_s.arg(address()) + conditions.at(step));
}

// --- hosts and GPUs

HostsTab::HostsTab(Workbench& workbench, QWidget* parent)
    : OrchestratorTab(workbench, parent),
      m_gpus(makePane(u"gpus"_s, tr("GPU ids it named"),
                      {u"gpu_id"_s, u"gpu_model_name"_s, u"gpu_memory_bytes_total"_s, u"orchestrator_uri"_s,
                       u"pipelines"_s, u"models"_s, u"first_seen"_s, u"last_seen"_s},
                      u"orchestrator_address"_s)),
      m_hours(makePane(u"gpu-metrics"_s, tr("GPUs hour by hour"),
                       {u"window_start"_s, u"gpu_id"_s, u"gpu_model_name"_s, u"model_id"_s, u"known_sessions_count"_s,
                        u"avg_output_fps"_s, u"p95_output_fps"_s, u"fps_jitter_coefficient"_s, u"status_samples"_s,
                        u"avg_prompt_to_first_frame_ms"_s, u"avg_startup_latency_ms"_s, u"avg_e2e_latency_ms"_s,
                        u"startup_failed_rate"_s, u"swap_rate"_s, u"sessions_ending_in_error"_s},
                       u"orchestrator_address"_s))
{
    auto* split = new QSplitter(Qt::Vertical, this);
    split->addWidget(m_gpus);
    split->addWidget(m_hours);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    rowsIn(this)->addWidget(split);
    m_hours->setSort(u"window_start"_s, true);
    m_gpus->setEmptyText(tr("It named no GPU in this stretch of time"),
                         tr("Its capability events carry no hardware, or there were none."));
    m_hours->setEmptyText(tr("No hour of work can be ascribed to a GPU"),
                          tr("A GPU is known only where one alone serves the model."));
    for (ReportPane* pane : {m_gpus, m_hours})
        connect(pane, &ReportPane::rowOpened, this, [this, pane](int row) {
            const QString gpu = textOfCell(pane->model().cellAt(row, u"gpu_id"_s));
            if (!gpu.isEmpty())
                this->workbench().go(u"gpus"_s, gpu);
        });
}

void HostsTab::refresh()
{
    m_gpus->refresh();
    m_hours->refresh();
}

bool HostsTab::isComplete() const
{
    return m_gpus->isComplete() && m_hours->isComplete();
}

// --- capabilities and prices

OffersTab::OffersTab(Workbench& workbench, QWidget* parent)
    : OrchestratorTab(workbench, parent),
      m_chart(makeTimeChart(workbench, tr("Prices as advertised, hour by hour"), this)),
      m_unit(new QComboBox(this)),
      m_note(makeNote(this)),
      m_offers(makePane(u"offers"_s, tr("Capabilities"),
                        {u"pipeline_id"_s, u"model_id"_s, u"gpu_model_name"_s, u"warm"_s, u"advertised_capacity"_s,
                         u"gpu_id"_s, u"capability_family"_s, u"orchestrator_uri"_s, u"first_seen"_s, u"last_seen"_s},
                        u"orchestrator_address"_s)),
      m_prices(
          makePane(u"prices"_s, tr("Prices"),
                   {u"pipeline_id"_s, u"model_id"_s, u"gwei_per_megapixel"_s, u"price_wei_per_unit"_s, u"unit"_s,
                    u"price_per_unit"_s, u"pixels_per_unit"_s, u"orchestrator_uri"_s, u"first_seen"_s, u"last_seen"_s},
                   u"orchestrator_address"_s))
{
    m_unit->setAccessibleName(tr("What the price is for"));
    m_unit->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* choice = new QHBoxLayout;
    auto* label = new QLabel(tr("Price &for a"), this);
    label->setBuddy(m_unit);
    choice->addWidget(label);
    choice->addWidget(m_unit);
    choice->addWidget(m_note, 1);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_offers);
    split->addWidget(m_prices);
    split->setChildrenCollapsible(false);
    auto* rows = rowsIn(this);
    rows->addLayout(choice);
    rows->addWidget(m_chart, 1);
    rows->addWidget(split, 1);
    m_offers->setEmptyText(tr("It offered nothing in this stretch of time"), tr("There were no capability events."));
    m_prices->setEmptyText(tr("It advertised no price in this stretch of time"), tr("Its events name none."));
    connect(m_unit, &QComboBox::currentIndexChanged, this, &OffersTab::showPrices);
}

void OffersTab::refresh()
{
    m_offers->refresh();
    m_prices->refresh();
    using Shared = std::shared_ptr<const Prices>;
    read<Shared>(
        [scope = workbench().scope(), address = address().toStdString()](Cache& cache) -> Result<Shared> {
            return std::make_shared<const Prices>(priceHours(cache, address, scope.from, scope.to));
        },
        [this](const Shared& prices) {
            m_series = prices;
            fillUnits();
            showPrices();
        });
}

bool OffersTab::isComplete() const
{
    return OrchestratorTab::isComplete() && m_offers->isComplete() && m_prices->isComplete();
}

void OffersTab::fillUnits()
{
    const QSignalBlocker quiet(m_unit);
    const QString chosen = m_unit->currentData().toString();
    const QVector<std::pair<QString, QString>> names{
        {u"pixel"_s, tr("megapixel")}, {u"token"_s, tr("token")}, {u"second"_s, tr("second")}};
    m_unit->clear();
    for (const auto& [unit, name] : names)
        for (const PriceSeries& series : *m_series)
            if (QString::fromStdString(series.unit) == unit && m_unit->findData(unit) < 0)
                m_unit->addItem(name, unit);
    m_unit->setCurrentIndex(qMax(0, m_unit->findData(chosen)));
    m_unit->setEnabled(m_unit->count() > 1);
}

void OffersTab::showPrices()
{
    if (!m_series)
        return;
    const QString unit = m_unit->currentData().toString();
    QVector<TimeChart::Series> shown;
    for (const PriceSeries& series : *m_series) {
        if (QString::fromStdString(series.unit) != unit)
            continue;
        const std::string& name = series.model_id.empty() ? series.pipeline_id : series.model_id;
        TimeChart::Series line{
            .name = name.empty() ? tr("Any other work") : textOfName(name), .kind = {}, .points = {}, .low = {}};
        for (const auto& [hour, wei] : series.wei_by_hour)
            line.points << pointAt(hour, unit == "pixel"_L1 ? gweiPerMegapixel(wei) : wei / kWeiPerGwei);
        shown << line;
    }
    // One line has no legend, so the title says whose it is.
    m_chart->setTitle(shown.size() == 1 ? tr("Price as advertised, hour by hour: %1").arg(shown.first().name)
                                        : tr("Prices as advertised, hour by hour"));
    m_note->setText(shown.isEmpty() ? tr("No price above 0 was advertised in this stretch of time.")
                                    : tr("The price last advertised in each hour; of several hosts the dearest."));
    dress(*m_chart, workbench());
    m_chart->setSeries(std::move(shown), unit == "pixel"_L1 ? tr("gwei/MP") : tr("gwei"));
}

// --- earnings

EarningsTab::EarningsTab(Workbench& workbench, QWidget* parent)
    : OrchestratorTab(workbench, parent),
      m_chart(makeTimeChart(workbench, tr("Expected fees by hour"), this)),
      m_note(makeNote(this)),
      m_payments(makePane(u"payments"_s, tr("Payments"),
                          {u"event_ts"_s, u"expected_fees_wei"_s, u"face_total_wei"_s, u"num_tickets"_s, u"win_prob"_s,
                           u"price_wei_per_pixel"_s, u"paid_pixels_estimate"_s, u"gateway"_s, u"sender"_s,
                           u"model_id"_s, u"pipeline_id"_s, u"link_status"_s, u"inferred_session_key"_s},
                          u"recipient"_s))
{
    auto* rows = rowsIn(this);
    rows->addWidget(m_note);
    rows->addWidget(m_chart, 1);
    rows->addWidget(m_payments, 1);
    m_payments->setSort(u"event_ts"_s, true);
    m_payments->setEmptyText(tr("No payment to it was seen in this stretch of time"),
                             tr("Gateways whose events are in the cache paid others, or did not tell."));
    connect(m_payments, &ReportPane::rowOpened, this, [this](int row) {
        const QString session = textOfCell(m_payments->model().cellAt(row, u"inferred_session_key"_s));
        if (!session.isEmpty())
            this->workbench().go(u"recorder"_s, session);
    });
}

void EarningsTab::refresh()
{
    m_payments->refresh();
    using Hours = std::vector<EarningsHour>;
    ReportQuery query = rangeQuery(workbench().scope());
    query.where.push_back({.field = "recipient", .value = address().toStdString()});
    read<Hours>(
        [query, address = address().toStdString()](Cache& cache) -> Result<Hours> {
            const auto payments = tableOf(cache, "payments", query);
            if (!payments)
                return tl::unexpected(payments.error());
            return earningsByHour(**payments, address);
        },
        [this](const Hours& hours) { show(hours); });
}

bool EarningsTab::isComplete() const
{
    return OrchestratorTab::isComplete() && m_payments->isComplete();
}

void EarningsTab::show(const std::vector<EarningsHour>& hours)
{
    EarningsHour all;
    Int128 most = 0;
    for (const EarningsHour& hour : hours) {
        all.payments += hour.payments;
        all.expected_fees_wei += hour.expected_fees_wei;
        all.face_total_wei += hour.face_total_wei;
        most = std::max(most, hour.expected_fees_wei);
    }
    // An axis of zeros before the first digit says nothing: gwei below a thousandth of an ETH.
    const bool inEth = static_cast<double>(most) >= kWeiPerEth / 1000;
    TimeChart::Series bars{
        .name = tr("Expected fees"), .kind = TimeChart::Series::Kind::stacked_bar, .points = {}, .low = {}};
    for (const EarningsHour& hour : hours)
        bars.points << pointAt(hour.hour,
                               static_cast<double>(hour.expected_fees_wei) / (inEth ? kWeiPerEth : kWeiPerGwei));
    dress(*m_chart, workbench());
    m_chart->setSeries(hours.empty() ? QVector<TimeChart::Series>() : QVector<TimeChart::Series>{bars},
                       inEth ? tr("ETH") : tr("gwei"));
    const ValueText& text = workbench().text();
    m_note->setText(
        hours.empty() ? tr("No payment was seen.")
                      : tr("Expected fees %1 from %2 payments (face value x chance to win). All tickets together are "
                           "worth %3 on their face, which is no revenue: few of them win.")
                            .arg(weiText(text, all.expected_fees_wei))
                            .arg(text.number(static_cast<double>(all.payments), 0), weiText(text, all.face_total_wei)));
}

// --- sessions

OrchestratorSessionsTab::OrchestratorSessionsTab(Workbench& workbench, QWidget* parent)
    : OrchestratorTab(workbench, parent),
      m_sessions(makePane(
          u"sessions"_s, tr("Sessions of this orchestrator"),
          {u"started_at"_s, u"stream_id"_s, u"gateway"_s, u"model_id"_s, u"gpu_model_name"_s, u"startup_outcome"_s,
           u"excusal_reason"_s, u"startup_latency_ms"_s, u"prompt_to_first_frame_ms"_s, u"e2e_latency_ms"_s,
           u"swap_count"_s, u"restart_seen"_s, u"status_error_sample_count"_s, u"expected_fees_wei"_s,
           u"attribution_status"_s, u"pipeline_id"_s, u"last_seen"_s, u"session_key"_s},
          u"orchestrator_address"_s))
{
    rowsIn(this)->addWidget(m_sessions);
    m_sessions->setSort(u"started_at"_s, true);
    m_sessions->view().setToolTip(tr("Enter opens the session recorder."));
    m_sessions->setEmptyText(tr("No session is attributed to it in this stretch of time"),
                             tr("Choose a longer stretch of time in the bar above."));
    connect(m_sessions, &ReportPane::rowOpened, this, [this](int row) {
        this->workbench().go(u"recorder"_s, textOfCell(m_sessions->model().cellAt(row, u"session_key"_s)));
    });
}

void OrchestratorSessionsTab::refresh()
{
    m_sessions->refresh();
}

bool OrchestratorSessionsTab::isComplete() const
{
    return m_sessions->isComplete();
}

}  // namespace naap
