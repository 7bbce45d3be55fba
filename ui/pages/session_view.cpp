#include "ui/pages/session_view.h"

#include <cmath>
#include <limits>

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QTextBrowser>
#include <QTextDocument>
#include <QToolButton>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/charts/bar_chart.h"
#include "ui/pages/recorder_words.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr int kLineLane = 44;
constexpr int kPlainLane = 28;

QString text(const std::string& words)
{
    return QString::fromStdString(words);
}

LaneChart::Look lookOf(RecordedLook look)
{
    switch (look) {
        case RecordedLook::good: return LaneChart::Look::good;
        case RecordedLook::warning: return LaneChart::Look::warning;
        case RecordedLook::bad: return LaneChart::Look::bad;
        case RecordedLook::missing: return LaneChart::Look::missing;
        case RecordedLook::normal: break;
    }
    return LaneChart::Look::normal;
}

/// What an item is, and what belongs to it; an absent one says so.
QString labelOf(const std::string& what, const QString& more, RecordedLook look)
{
    const QString words = eventWords(what);
    if (look == RecordedLook::missing)
        return what.starts_with("no_") ? words : SessionView::tr("Expected and not seen: %1").arg(words);
    return more.isEmpty() ? words : SessionView::tr("%1: %2").arg(words, more);
}

QString spanLabel(const RecordedSpan& span, LaneKind kind)
{
    if (kind != LaneKind::attempts)
        return labelOf(span.what, text(span.text), span.look);
    return span.what == "swap" ? labelOf(span.what, shortened(text(span.text)), span.look) : shortened(text(span.text));
}

LaneChart::Line lineOf(const RecordedLine& line)
{
    LaneChart::Line result{.name = lineWords(line.name),
                           .points = {},
                           .unit = QString::fromUtf8(line.unit.data(), static_cast<qsizetype>(line.unit.size()))};
    result.points.reserve(static_cast<qsizetype>(line.points.size()));
    for (const auto& [at, value] : line.points)
        result.points << QPointF(static_cast<double>(toMs(at)),
                                 value.value_or(std::numeric_limits<double>::quiet_NaN()));
    return result;
}

/// Makes lanes, and ids for all that an event shows.
class LaneMaker {
public:
    LaneMaker(QStringList& items, QHash<QString, int>& shown) : m_items(items), m_shown(shown) {}

    LaneChart::Lane make(const RecordedLane& from)
    {
        LaneChart::Lane lane;
        lane.name = laneWords(from.kind);
        lane.height = from.lines.empty() ? kPlainLane : kLineLane;
        for (const RecordedSpan& span : from.spans)
            lane.spans << LaneChart::Span{.from_ms = toMs(span.from),
                                          .to_ms = toMs(span.to),
                                          .label = spanLabel(span, from.kind),
                                          .look = lookOf(span.look),
                                          .id = idOf(span.event_id)};
        for (const RecordedMark& mark : from.marks)
            lane.marks << LaneChart::Mark{.at_ms = toMs(mark.at),
                                          .label = markLabel(mark, from.kind),
                                          .look = lookOf(mark.look),
                                          .id = idOf(mark.event_id)};
        for (const RecordedLine& line : from.lines)
            lane.lines << lineOf(line);
        return lane;
    }

private:
    static QString markLabel(const RecordedMark& mark, LaneKind kind)
    {
        const QString more =
            kind == LaneKind::payments ? SessionView::tr("%1 wei expected").arg(text(mark.text)) : text(mark.text);
        return labelOf(mark.what, more, mark.look);
    }

    int idOf(const std::string& event_id)
    {
        const int id = static_cast<int>(m_items.size());
        m_items << text(event_id);
        if (!event_id.empty() && !m_shown.contains(m_items.back()))
            m_shown.insert(m_items.back(), id);
        return id;
    }

    QStringList& m_items;
    QHash<QString, int>& m_shown;
};

void addJson(QTreeWidgetItem* parent, const QString& name, const QJsonValue& value)
{
    auto* item = new QTreeWidgetItem(parent, {name});
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        item->setText(1, object.isEmpty() ? u"{}"_s : QString());
        for (auto it = object.begin(); it != object.end(); ++it)
            addJson(item, it.key(), it.value());
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        item->setText(1, SessionView::tr("%n element(s)", nullptr, static_cast<int>(array.size())));
        for (qsizetype i = 0; i < array.size(); ++i)
            addJson(item, u"[%1]"_s.arg(i), array.at(i));
    } else if (value.isString()) {
        item->setText(1, value.toString());
    } else {
        item->setText(1, value.isNull() ? u"null"_s : value.toVariant().toString());
    }
    item->setToolTip(1, item->text(1));
}

void fillJson(QTreeWidget* tree, const QByteArray& json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        new QTreeWidgetItem(tree, {SessionView::tr("not JSON"), QString::fromUtf8(json)});
    } else if (document.isArray()) {
        addJson(tree->invisibleRootItem(), SessionView::tr("data"), document.array());
    } else {
        const QJsonObject object = document.object();
        for (auto it = object.begin(); it != object.end(); ++it)
            addJson(tree->invisibleRootItem(), it.key(), it.value());
    }
    tree->expandToDepth(0);
    tree->resizeColumnToContents(0);
}

QLabel* selectable(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard |
                                   Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    label->setWordWrap(true);
    return label;
}

QString plainOf(const QString& html)
{
    QTextDocument document;
    document.setHtml(html);
    return document.toPlainText();
}

QString orDash(const std::string& value)
{
    return value.empty() ? u"–"_s : text(value).toHtmlEscaped();
}

}  // namespace

SessionView::SessionView(Workbench& workbench, const QString& session_key, bool compact, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_key(session_key)
{
    auto* content = new QWidget(this);
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    auto* down = new QSplitter(Qt::Vertical, content);
    down->addWidget(buildLanes());
    down->addWidget(buildBelow(compact));
    down->setStretchFactor(0, 3);
    down->setStretchFactor(1, 2);
    down->setSizes({3000, 2000});  // shares, whatever the two would like
    rows->addWidget(buildHeader());
    rows->addWidget(down, 1);
    m_state = new StateView(content, this);
    m_state->showLoading(tr("Reading the session…"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_state);
    connectParts();
}

QWidget* SessionView::buildHeader()
{
    auto* header = new QWidget(this);
    auto* rows = new QVBoxLayout(header);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    auto* first = new QHBoxLayout;
    m_outcome = selectable(header);
    m_outcome->setAccessibleName(tr("Outcome"));
    auto* copy = new QToolButton(header);
    copy->setText(tr("Copy key"));
    copy->setToolTip(tr("Copies the session's key: org, stream and request."));
    copy->setAccessibleName(tr("Copy the session's key"));
    connect(copy, &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_key);
        m_workbench.say(tr("The session's key is in the clipboard."));
    });
    auto* markdown = new QToolButton(header);
    markdown->setText(tr("Copy as Markdown"));
    markdown->setToolTip(tr("Copies outcome, figures, startup, reasons and events, to send to others."));
    markdown->setAccessibleName(tr("Copy the session as Markdown"));
    connect(markdown, &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(asMarkdown());
        m_workbench.say(tr("The session was copied as Markdown."));
    });
    first->addWidget(m_outcome, 1);
    first->addWidget(copy);
    first->addWidget(markdown);
    m_ids = selectable(header);
    m_ids->setAccessibleName(tr("Ids of the session"));
    m_figures = selectable(header);
    m_figures->setAccessibleName(tr("Figures of the session"));
    rows->addLayout(first);
    rows->addWidget(m_ids);
    rows->addWidget(m_figures);
    connect(m_ids, &QLabel::linkActivated, this,
            [this](const QString& address) { m_workbench.go(u"orchestrator"_s, address); });
    return header;
}

QWidget* SessionView::buildLanes()
{
    auto* part = new QWidget(this);
    m_lanes = new LaneChart(part);
    m_lanes->setTitle(tr("What happened in the session"));
    m_lanes->setToolTip(tr(
        "Drag or wheel: zoom. Backspace: back. Shift and drag: pan. A, B: cursors. N, P: next and previous error. 0: "
        "everything."));
    auto* scroll = new QScrollArea(part);
    scroll->setWidget(m_lanes);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_cursors = selectable(part);
    m_cursors->setAccessibleName(tr("Cursors A and B"));
    m_cursors->setForegroundRole(QPalette::PlaceholderText);
    auto* rows = new QVBoxLayout(part);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    rows->addWidget(scroll, 1);
    rows->addWidget(m_cursors);
    return part;
}

QWidget* SessionView::buildEvents()
{
    m_model = new ReportModel(this);
    m_model->setColumns({u"event_ts"_s, u"event_type"_s, u"event_subtype"_s, u"gateway"_s, u"event_id"_s, u"source"_s});
    m_events = new TableView(this);
    m_events->setModel(m_model);
    m_events->setAccessibleName(tr("Events of the session"));
    m_json = new QTreeWidget(this);
    m_json->setAccessibleName(tr("What the event says"));
    m_json->setHeaderLabels({tr("Member"), tr("Value")});
    m_json->setAlternatingRowColors(true);
    m_json->setUniformRowHeights(true);
    m_json->header()->setStretchLastSection(true);
    auto* across = new QSplitter(Qt::Horizontal, this);
    across->addWidget(m_events);
    across->addWidget(m_json);
    across->setStretchFactor(0, 3);
    across->setStretchFactor(1, 2);
    return across;
}

QWidget* SessionView::buildStartup()
{
    m_startup = new BarChart(this);
    m_startup->setTitle(tr("Startup, step by step"));
    return m_startup;
}

QWidget* SessionView::buildWhy()
{
    m_why = new QTextBrowser(this);
    m_why->setOpenLinks(false);
    m_why->setFrameShape(QFrame::NoFrame);
    m_why->setAccessibleName(tr("Why the session counts as it does"));
    return m_why;
}

QWidget* SessionView::buildBelow(bool compact)
{
    QWidget* events = buildEvents();
    QWidget* startup = buildStartup();
    QWidget* why = buildWhy();
    if (compact) {
        auto* tabs = new Tabs(this);
        tabs->addTab(startup, tr("Startup"));
        tabs->addTab(why, tr("Why"));
        tabs->addTab(events, tr("Events"));
        return tabs;
    }
    auto* side = new QSplitter(Qt::Vertical, this);
    side->addWidget(startup);
    side->addWidget(why);
    auto* across = new QSplitter(Qt::Horizontal, this);
    across->addWidget(events);
    across->addWidget(side);
    across->setStretchFactor(0, 3);
    across->setStretchFactor(1, 2);
    return across;
}

void SessionView::connectParts()
{
    m_events->installEventFilter(this);
    connect(m_lanes, &LaneChart::cursorsChanged, this, &SessionView::showCursors);
    connect(m_lanes, &LaneChart::currentChanged, this, &SessionView::showItem);
    connect(m_lanes, &LaneChart::opened, this, &SessionView::showItem);
    connect(m_lanes, &Chart::failed, &m_workbench, &Workbench::say);
    connect(m_startup, &Chart::failed, &m_workbench, &Workbench::say);
    connect(m_events, &TableView::currentRowChanged, this, &SessionView::showEvent);
    connect(m_events, &TableView::said, &m_workbench, &Workbench::say);
    connect(m_events, &TableView::sortWanted, this, [this](const QString& field, bool descending) {
        m_sort = SortBy{field.toStdString(), descending};
        refresh();
    });
    connect(m_why, &QTextBrowser::anchorClicked, this, &SessionView::openLink);
}

const SessionRecording* SessionView::recording() const
{
    return m_answer && m_answer->recording ? &*m_answer->recording : nullptr;
}

Result<std::shared_ptr<const SessionView::Answer>> SessionView::read(Cache& cache, const std::string& key,
                                                                     const std::optional<SortBy>& sort)
{
    auto answer = std::make_shared<Answer>();
    auto recording = recordingOf(cache, key);
    if (!recording)
        return tl::unexpected(recording.error());
    answer->recording = std::move(*recording);
    ReportQuery query;
    query.where.push_back({.field = "session_key", .value = key});
    query.sort = sort;
    query.payload = true;
    auto events = runReport(cache, "events", query);
    if (!events)
        return tl::unexpected(events.error());
    answer->events = SharedTable(std::move(*events));
    if (const int id = fieldIndex(*answer->events, "event_id"); id >= 0)
        for (std::size_t row = 0; row < answer->events->rowCount(); ++row)
            answer->rows.insert(textOfCell(answer->events->cell(row, static_cast<std::size_t>(id))),
                                static_cast<int>(row));
    if (answer->recording) {
        LaneMaker maker(answer->items, answer->shown);
        for (const RecordedLane& lane : answer->recording->lanes)
            answer->lanes << maker.make(lane);
    }
    return std::shared_ptr<const Answer>(std::move(answer));
}

void SessionView::refresh()
{
    m_complete = false;
    m_workbench.reader().ask<std::shared_ptr<const Answer>>(
        this, u"session"_s, [key = m_key.toStdString(), sort = m_sort](Cache& cache) { return read(cache, key, sort); },
        [this](const Result<std::shared_ptr<const Answer>>& answer) { show(answer); });
}

void SessionView::show(const Result<std::shared_ptr<const Answer>>& answer)
{
    m_complete = true;
    if (!answer)
        return m_state->showError(tr("The session cannot be shown"), text(answer.error().message));
    m_answer = *answer;
    if (!m_answer->recording) {
        m_state->showEmpty(tr("The cache has no session with this key"),
                           tr("%1\nIts events may not have been imported, or were removed.").arg(m_key));
        Q_EMIT loaded();
        return;
    }
    const SessionRecording& r = *m_answer->recording;
    m_state->showContent();
    showHeader(r);
    showStartup(r);
    m_why->setHtml(whyHtml(r, m_workbench.text()));
    m_lanes->setUtcOffset(m_workbench.utcOffsetMs());
    m_lanes->setCaption(tr("session %1 · %2").arg(m_key, m_workbench.caption()));
    m_lanes->setLanes(m_answer->lanes);
    m_lanes->setMinimumHeight(m_lanes->sizeHint().height() * 3 / 4);  // rather scrolled than squeezed further
    m_model->setValueText(m_workbench.text());
    m_model->setTable(m_answer->events);
    m_events->resizeColumnsToContents();
    if (m_events->currentRow() < 0 && m_model->rowCount() > 0)
        m_events->setCurrentIndex(m_model->index(0, 0));
    showCursors();
    Q_EMIT loaded();
}

void SessionView::showHeader(const SessionRecording& r)
{
    const Session& s = r.session;
    const ValueText& words = m_workbench.text();
    const QString lasted = words.duration(static_cast<double>((r.to - r.from).count()));
    m_outcome->setText(u"<b>%1</b> · %2 · %3"_s.arg(outcomeWords(s).toHtmlEscaped(), words.instant(r.from),
                                                    tr("%1 long").arg(lasted)));
    const QString address = orDash(s.orchestrator_address.value_or(""));
    const QString orchestrator =
        s.orchestrator_address ? u"<a href=\"%1\">%1</a>"_s.arg(address) : tr("– (not attributed)").toHtmlEscaped();
    m_ids->setText(tr("stream %1 · request %2 · org %3 · gateway %4<br>orchestrator %5 · GPU %6 · %7 %8")
                       .arg(orDash(s.stream_id), orDash(s.request_id), orDash(s.org), orDash(s.gateway), orchestrator,
                            orDash(s.gpu_model_name.value_or("")), orDash(s.pipeline_id),
                            orDash(s.model_id.value_or(""))));
    const auto figure = [&](std::optional<std::int64_t> ms) {
        return ms ? words.duration(static_cast<double>(*ms)) : u"–"_s;
    };
    m_figures->setText(
        tr("startup %1 · prompt to first frame %2 · end to end %3 · swaps %4 · status samples %5 · "
           "payments %6")
            .arg(figure(s.startup_latency_ms), figure(s.prompt_to_first_frame_ms), figure(s.e2e_latency_ms))
            .arg(s.swap_count)
            .arg(s.status_sample_count)
            .arg(s.payment_count));
    m_figures->setToolTip(tr("A dash: one of the two events that the latency lies between was not seen."));
}

void SessionView::showStartup(const SessionRecording& r)
{
    QVector<BarChart::Bar> bars;
    for (const StartupStep& step : r.startup) {
        BarChart::Bar bar;
        bar.label = stepWords(step);
        bar.value = static_cast<double>(step.ms.value_or(0));
        bar.low = step.ms ? static_cast<double>(step.offset_ms.value_or(0)) : 0.0;
        bar.text = step.ms ? tr("%1 ms").arg(m_workbench.text().number(bar.value, 0)) : u"–"_s;
        bar.tooltip = step.ms ? bar.label : tr("%1: not both events were seen, or not in this order.").arg(bar.label);
        bars << bar;
    }
    m_startup->setCaption(tr("session %1").arg(m_key));
    m_startup->setBars(bars, tr("ms"));
}

QString SessionView::startupMarkdown() const
{
    QString rows = u"| %1 | ms |\n| --- | ---: |\n"_s.arg(tr("Step"));
    for (const StartupStep& step : recording()->startup)
        rows += u"| %1 | %2 |\n"_s.arg(stepWords(step), step.ms ? QString::number(*step.ms) : u"–"_s);
    return rows;
}

QString SessionView::asMarkdown() const
{
    if (!recording())
        return {};
    const auto chapter = [](const QString& title, const QString& body) { return u"## %1\n\n%2\n"_s.arg(title, body); };
    return u"# %1\n\n%2\n\n%3\n\n%4\n\n"_s.arg(tr("Session %1").arg(m_key), plainOf(m_outcome->text()),
                                               plainOf(m_ids->text()), plainOf(m_figures->text())) +
           chapter(tr("Startup, step by step"), startupMarkdown()) +
           chapter(tr("Why"), m_why->document()->toPlainText() + u'\n') +
           chapter(tr("Events"), m_events->asText(TableView::Format::markdown, false));
}

void SessionView::showCursors()
{
    const auto a = m_lanes->cursorA();
    const auto b = m_lanes->cursorB();
    const auto clock = [&](std::optional<qint64> at) { return at ? clockText(*at, m_workbench.text()) : u"–"_s; };
    if (!a && !b)
        return m_cursors->setText(tr("Point at the lanes and press A and B to measure between two times."));
    QString words = tr("A %1 · B %2").arg(clock(a), clock(b));
    if (a && b)
        words += tr(" · B − A = %1 ms").arg(m_workbench.text().number(static_cast<double>(*b - *a), 0)) +
                 cursorValues(*a, *b);
    m_cursors->setText(words);
}

QString SessionView::cursorValues(qint64 a, qint64 b) const
{
    const SessionRecording* r = recording();
    if (!r)
        return {};
    const ValueText& words = m_workbench.text();
    const Instant at = instantFromMs(a);
    const Instant then = instantFromMs(b);
    QString result;
    std::int64_t events = 0;
    for (const RecordedLane& lane : r->lanes) {
        events += eventsBetween(lane, std::min(at, then), std::max(at, then));
        for (const RecordedLine& line : lane.lines) {
            const auto before = valueAt(line, at);
            const auto after = valueAt(line, then);
            if (before && after)
                result += u" · %1 %2 → %3 %4"_s.arg(
                    lineWords(line.name), words.number(*before), words.number(*after),
                    QString::fromUtf8(line.unit.data(), static_cast<qsizetype>(line.unit.size())));
        }
    }
    return tr(" · %n mark(s) between", nullptr, static_cast<int>(events)) + result;
}

void SessionView::showEvent(int row)
{
    m_json->clear();
    if (row < 0)
        return;
    fillJson(m_json, textOfCell(m_model->cellAt(row, u"data"_s)).toUtf8());
    if (m_answer)
        m_lanes->setCurrent(m_answer->shown.value(textOfCell(m_model->cellAt(row, u"event_id"_s)), -1));
}

void SessionView::showItem(int id)
{
    if (!m_answer || id < 0 || id >= m_answer->items.size())
        return;
    const QString& event = m_answer->items[id];
    if (event.isEmpty())
        return m_workbench.say(tr("No event shows this: it was expected and did not come."));
    const int row = m_answer->rows.value(event, -1);
    if (row < 0)
        return m_workbench.say(
            tr("Event %1 names the request, not the session; it is in the payments report.").arg(event));
    if (row != m_events->currentRow()) {
        m_events->setCurrentIndex(m_model->index(row, 0));
        m_events->scrollTo(m_model->index(row, 0));
    }
    m_lanes->setCurrent(id);
}

void SessionView::openLink(const QUrl& link)
{
    if (m_answer && link.scheme() == u"event"_s)
        showItem(m_answer->shown.value(link.path(), -1));
}

bool SessionView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_events && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool steps = key->key() == Qt::Key_N || key->key() == Qt::Key_P;
        if (steps && key->modifiers() == Qt::NoModifier) {
            QApplication::sendEvent(m_lanes, event);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace naap
