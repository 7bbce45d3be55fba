#include "ui/pages/sessions_page.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/metrics/rates.h"
#include "core/reports/filter.h"
#include "core/reports/rollup_rows.h"
#include "ui/charts/bar_chart.h"
#include "ui/charts/histogram.h"
#include "ui/charts/time_chart.h"
#include "ui/pages/all_pages.h"
#include "ui/pages/chart_parts.h"
#include "ui/pages/report_pane.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr std::int64_t kWorst = 50;
constexpr std::size_t kTypical = 10;
constexpr std::size_t kMostWords = 12;  // bars of a column of words
constexpr int kMostGroups = 500;        // more are a list, not an overview
constexpr int kValueRole = Qt::UserRole;

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

const QStringList& tableColumns()
{
    static const QStringList kColumns{u"started_at"_s,
                                      u"stream_id"_s,
                                      u"gateway"_s,
                                      u"orchestrator_address"_s,
                                      u"gpu_model_name"_s,
                                      u"model_id"_s,
                                      u"startup_outcome"_s,
                                      u"excusal_reason"_s,
                                      u"startup_latency_ms"_s,
                                      u"prompt_to_first_frame_ms"_s,
                                      u"e2e_latency_ms"_s,
                                      u"swap_count"_s,
                                      u"restart_seen"_s,
                                      u"status_error_sample_count"_s,
                                      u"expected_fees_wei"_s,
                                      u"attribution_status"_s,
                                      u"attribution_reason"_s,
                                      u"request_id"_s,
                                      u"pipeline_id"_s,
                                      u"last_seen"_s,
                                      u"session_key"_s};
    return kColumns;
}

const Field* sessionField(const QString& name)
{
    const ReportInfo* report = findReport("sessions");
    const std::string wanted = name.toStdString();
    for (const Field& field : report->fields)
        if (field.name == wanted)
            return &field;
    return nullptr;
}

bool isMeasure(const Field& field)
{
    return field.type == FieldType::integer || field.type == FieldType::real;
}

/// What sessions can be grouped by: all that is no measure and no time, and small counts.
bool isGrouping(const Field& field)
{
    return field.type == FieldType::text || field.type == FieldType::boolean || field.name == "swap_count";
}

/// A group's text as a value of its field; none: null.
Cell cellOf(const Field& field, const std::optional<std::string>& text)
{
    if (!text)
        return {};
    if (field.type == FieldType::boolean)
        return *text == "true";
    if (field.type == FieldType::integer)
        return static_cast<std::int64_t>(std::stoll(*text));
    return *text;
}

QString outcomeName(std::size_t outcome)
{
    switch (static_cast<SessionOutcome>(outcome)) {
        case SessionOutcome::success: return SessionsPage::tr("Success");
        case SessionOutcome::excused: return SessionsPage::tr("Excused failure");
        case SessionOutcome::unexcused: return SessionsPage::tr("Unexcused failure");
        case SessionOutcome::no_orchestrator: return SessionsPage::tr("No orchestrator");
        case SessionOutcome::unknown: return SessionsPage::tr("Unknown");
    }
    return {};
}

/// The first hour that may still change; none of a cache that is settled throughout.
std::optional<Instant> provisionalFrom(Cache& cache, const std::vector<OutcomeHour>& hours)
{
    for (const OutcomeHour& each : hours)
        if (!isSettledIn(cache, each.hour, {}))
            return each.hour;
    return std::nullopt;
}

QToolButton* choiceButton(const QString& text, const QString& meaning)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(meaning);
    button->setAccessibleName(text);
    button->setAccessibleDescription(meaning);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

QComboBox* labelledCombo(FlowLayout* row, const QString& label, const QString& name)
{
    auto* combo = new QComboBox(row->parentWidget());
    combo->setAccessibleName(name);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(labelled(label, combo));
    return combo;
}

}  // namespace

SessionsPage::SessionsPage(Workbench& workbench)
    : Page(workbench, u"sessions"_s, tr("Sessions"), tr("Which sessions went wrong, and which are typical?"))
{
    m_pane = new ReportPane(workbench, u"sessions"_s, tr("Sessions"), tableColumns(), this);
    buildChart();
    auto* across = new QSplitter(Qt::Horizontal, this);
    across->addWidget(m_pane);
    across->addWidget(buildSide());
    across->setStretchFactor(0, 5);
    across->setStretchFactor(1, 3);
    across->setChildrenCollapsible(true);
    body()->addWidget(m_chart);
    body()->addWidget(buildTools());
    body()->addWidget(across, 1);
    fillMeasures();
    fillGroupings();
    connectTable();
}

void SessionsPage::buildChart()
{
    m_chart = new TimeChart(this);
    m_chart->setTitle(tr("Sessions by hour and outcome"));
    m_chart->setFixedHeight(170);
    showGaps(*m_chart, workbench());
    connect(m_chart, &TimeChart::rangePicked, this,
            [this](qint64 from, qint64 to) { workbench().zoom(instantFromMs(from), instantFromMs(to)); });
    connect(m_chart, &TimeChart::timeOpened, this, [this](qint64 at) {
        const Instant hour = hourOf(instantFromMs(at));
        workbench().zoom(hour, hour + std::chrono::hours(1));
    });
    connect(m_chart, &Chart::failed, &workbench(), &Workbench::say);
}

QWidget* SessionsPage::buildTools()
{
    auto* tools = new QWidget(this);
    auto* row = new FlowLayout(tools);
    row->setSpacing(6);
    row->setContentsMargins(0, 2, 0, 2);
    m_all = choiceButton(tr("All"), tr("Shows all sessions of the range and filter, the latest first."));
    m_worst = choiceButton(tr("Worst 50"), tr("Shows the 50 sessions with the highest values of the measure."));
    m_typical = choiceButton(tr("Typical 10"), tr("Shows the 10 sessions nearest to the median of the measure."));
    m_all->setChecked(true);
    row->addWidget(m_all);
    row->addWidget(m_worst);
    row->addWidget(m_typical);
    m_measure = labelledCombo(row, tr("by"), tr("Measure"));
    m_measure->setToolTip(tr("What worst and typical are judged by, and whose spread is shown."));
    m_chosen = new QLabel(tools);
    m_chosen->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(m_chosen);
    m_group = labelledCombo(row, tr("Group by"), tr("Group by"));
    m_second = labelledCombo(row, tr("then by"), tr("Within each group, group by"));
    m_group->setToolTip(tr("The column whose values make the groups below."));
    m_second->setToolTip(tr("A second column, for subtotals within each group."));
    connect(m_all, &QToolButton::clicked, this, [this] { choose(Choice::all); });
    connect(m_worst, &QToolButton::clicked, this, [this] { choose(Choice::worst); });
    connect(m_typical, &QToolButton::clicked, this, [this] { choose(Choice::typical); });
    return tools;
}

QWidget* SessionsPage::buildSide()
{
    auto* side = new QSplitter(Qt::Vertical, this);
    auto* spread = new QWidget(side);
    auto* rows = new QVBoxLayout(spread);
    rows->setContentsMargins(4, 0, 0, 0);
    m_histogram = new Histogram(spread);
    m_histogram->setMinimumHeight(140);
    m_values = new QLabel(spread);
    m_values->setForegroundRole(QPalette::PlaceholderText);
    m_values->setWordWrap(true);
    m_words = new BarChart(spread);
    m_spread = new QStackedWidget(spread);
    m_spread->addWidget(m_histogram);
    m_spread->addWidget(m_words);
    rows->addWidget(m_spread, 1);
    connect(m_words, &BarChart::barOpened, this, [this](int bar) {
        const Field* field = sessionField(m_word_column);
        if (!field || bar < 0 || bar >= static_cast<int>(m_bar_values.size()))
            return;
        const std::string filter = withCondition(workbench().scope().filter.toStdString(), *field, FilterOp::equal,
                                                 cellOf(*field, m_bar_values[static_cast<std::size_t>(bar)]));
        workbench().go(id(), {}, QString::fromStdString(filter));
    });
    connect(m_words, &Chart::failed, &workbench(), &Workbench::say);
    rows->addWidget(m_values);
    connect(m_histogram, &Histogram::rangePicked, this, &SessionsPage::filterBetween);
    connect(m_histogram, &Chart::failed, &workbench(), &Workbench::say);
    buildGroups();
    side->addWidget(spread);
    side->addWidget(m_groups);
    side->setStretchFactor(0, 2);
    side->setStretchFactor(1, 3);
    return side;
}

void SessionsPage::buildGroups()
{
    m_groups = new QTreeWidget(this);
    m_groups->setAccessibleName(tr("Groups of sessions with subtotals"));
    m_groups->setToolTip(tr("Enter, X or a double click shows the sessions of a group, Shift+X all others."));
    m_groups->setHeaderLabels({tr("Group"), tr("Sessions"), tr("Requested"), tr("Success"), tr("Excused"),
                               tr("Unexcused"), tr("No orch."), tr("Success %"), tr("Effective %"), tr("Swapped %"),
                               tr("Startup ms")});
    QTreeWidgetItem* header = m_groups->headerItem();
    header->setToolTip(4, tr("Failed for a reason outside the network; those without an orchestrator among them."));
    header->setToolTip(7, tr("startup_success_rate: became playable / requested"));
    header->setToolTip(8, tr("effective_success_rate: 1 - (unexcused or without output) / requested"));
    header->setToolTip(9, tr("swap_rate: changed orchestrator / requested"));
    header->setToolTip(10, tr("Mean startup latency of values above 0"));
    for (int column = 1; column < header->columnCount(); ++column)
        header->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    m_groups->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_groups->setAccessibleDescription(m_groups->toolTip());
    m_groups->setAlternatingRowColors(true);
    m_groups->setUniformRowHeights(true);
    connect(m_groups, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem* item) { filterBy(item, FilterOp::equal); });
    m_groups->installEventFilter(this);
}

void SessionsPage::fillMeasures()
{
    for (const Field& field : findReport("sessions")->fields)
        if (isMeasure(field))
            m_measure->addItem(headerOf(field), text(field.name));
    m_measure->setCurrentIndex(qMax(0, m_measure->findData(u"startup_latency_ms"_s)));
    connect(m_measure, &QComboBox::currentIndexChanged, this, [this] {
        m_word_column.clear();
        readSummary();
        if (m_choice == Choice::worst)
            choose(m_choice);
    });
}

void SessionsPage::fillGroupings()
{
    m_second->addItem(tr("nothing"), QString());
    for (const QString& name :
         {u"orchestrator_address"_s, u"gateway"_s, u"model_id"_s, u"pipeline_id"_s, u"gpu_model_name"_s,
          u"startup_outcome"_s, u"excusal_reason"_s, u"selection_outcome"_s, u"attribution_status"_s, u"org"_s}) {
        const Field* field = sessionField(name);
        const QString words = field ? headerOf(*field) : name;
        m_group->addItem(words, name);
        m_second->addItem(words, name);
    }
    // Then every other column that makes groups.
    for (const Field& field : findReport("sessions")->fields)
        if (const QString name = text(field.name); isGrouping(field) && m_group->findData(name) < 0) {
            m_group->addItem(headerOf(field), name);
            m_second->addItem(headerOf(field), name);
        }
    connect(m_group, &QComboBox::currentIndexChanged, this, &SessionsPage::readSummary);
    connect(m_second, &QComboBox::currentIndexChanged, this, &SessionsPage::readSummary);
}

void SessionsPage::connectTable()
{
    m_pane->setSort(u"started_at"_s, true);
    m_pane->view().setToolTip(tr("Enter opens the recorder; V compares two selected sessions."));
    m_pane->view().installEventFilter(this);
    connect(m_pane, &ReportPane::rowOpened, this, &SessionsPage::openRow);
    connect(m_pane, &ReportPane::loaded, this, &SessionsPage::readValues);
    connect(m_pane->view().selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) { pickMeasureOf(current.column()); });
}

void SessionsPage::takeFocus()
{
    m_pane->takeFocus();
}

bool SessionsPage::isComplete() const
{
    return m_summary_read && m_values_read && m_pane->isComplete();
}

QString SessionsPage::measure() const
{
    return m_measure->currentData().toString();
}

QString SessionsPage::measureName() const
{
    return m_measure->currentText();
}

void SessionsPage::refresh()
{
    if (m_choice != Choice::typical)
        refreshTable({});
    readSummary();
}

void SessionsPage::choose(Choice choice)
{
    m_choice = choice;
    (choice == Choice::all ? m_all : choice == Choice::worst ? m_worst : m_typical)->setChecked(true);
    if (choice == Choice::typical)
        return readTypical();
    if (choice == Choice::all && m_summary_read)
        showValues(m_all_values);
    refreshTable({});
}

void SessionsPage::refreshTable(std::optional<TypicalRange> typical)
{
    std::vector<Condition> conditions;
    const std::string field = measure().toStdString();
    m_chosen->clear();
    m_pane->setLimit(100'000);
    m_pane->setReadsShownOnly(m_choice == Choice::all);
    m_pane->setSort(m_choice == Choice::all ? u"started_at"_s : measure(), m_choice != Choice::typical);
    if (m_choice != Choice::all)
        conditions.push_back({.field = field, .op = Condition::Operator::not_equal, .value = "null"});
    if (m_choice == Choice::worst)
        m_pane->setLimit(kWorst);
    if (m_choice == Choice::typical && typical) {
        conditions.push_back({.field = field, .op = Condition::Operator::at_least, .value = textOf(typical->low)});
        conditions.push_back({.field = field, .op = Condition::Operator::at_most, .value = textOf(typical->high)});
        m_pane->setLimit(kTypical);
        m_chosen->setText(tr("median %1").arg(workbench().text().number(typical->median)));
    }
    m_pane->setConditions(std::move(conditions));
    m_pane->refresh();
}

/// Hours, groups and values in one reading, so that all sessions are passed once.
void SessionsPage::readSummary()
{
    m_summary_read = false;
    ReportQuery query = workbench().scope().query();
    const std::string first = m_group->currentData().toString().toStdString();
    std::string second = m_second->currentData().toString().toStdString();
    if (second == first)
        second.clear();
    query.fields = groupedFields();
    const std::string column = m_word_column.toStdString();
    for (const std::string& field : {first, second, column, measure().toStdString()})
        query.fields.push_back(field);
    workbench().reader().ask<Summary>(
        this, u"summary"_s,
        [query, first, second, column, field = measure().toStdString()](Cache& cache) -> Result<Summary> {
            const auto sessions = runReport(cache, "sessions", query);
            if (!sessions)
                return tl::unexpected(sessions.error());
            Summary summary;
            summary.hours = sessionsByHour(**sessions);
            summary.groups = groupSessions(**sessions, first, second);
            summary.values = std::make_shared<const ColumnValues>(valuesOf(**sessions, field));
            if (!column.empty())
                summary.words = groupSessions(**sessions, column);
            summary.provisional_from = provisionalFrom(cache, summary.hours);
            return summary;
        },
        [this](const Result<Summary>& summary) { showSummary(summary); });
}

void SessionsPage::showSummary(const Result<Summary>& summary)
{
    m_summary_read = true;
    if (!summary)
        return workbench().say(QString::fromStdString(summary.error().message));
    m_all_values = summary->values;
    if (m_choice == Choice::typical)
        readTypical();
    showHours(*summary);
    const auto shown = [this, words = summary->words] {
        if (m_choice == Choice::all)
            showValues(m_all_values);
        if (m_choice == Choice::all && !m_word_column.isEmpty())
            showWords(words);
    };
    workbench().reader().showInParts(this, u"parts"_s,
                                     {[this, groups = summary->groups] { showGroups(groups); }, shown});
}

void SessionsPage::showHours(const Summary& summary)
{
    QVector<TimeChart::Series> series(static_cast<qsizetype>(kSessionOutcomeCount));
    for (std::size_t outcome = 0; outcome < kSessionOutcomeCount; ++outcome) {
        TimeChart::Series& each = series[static_cast<qsizetype>(outcome)];
        each.name = outcomeName(outcome);
        each.kind = TimeChart::Series::Kind::stacked_bar;
        for (const OutcomeHour& hour : summary.hours)
            each.points << QPointF(static_cast<double>(toMs(hour.hour)), static_cast<double>(hour.sessions[outcome]));
    }
    const auto ms = [](std::optional<Instant> at) {
        return at ? std::optional<qint64>(toMs(*at)) : std::optional<qint64>();
    };
    m_chart->setUtcOffset(workbench().utcOffsetMs());
    m_chart->setRange(ms(workbench().scope().from), ms(workbench().scope().to));
    m_chart->setProvisionalFrom(ms(summary.provisional_from));
    m_chart->setCaption(workbench().caption());
    m_chart->setSeries(std::move(series), tr("sessions"));
}

void SessionsPage::readTypical()
{
    if (!m_summary_read)
        return;  // it comes back here with the values
    workbench().reader().ask<std::optional<TypicalRange>>(
        this, u"typical"_s,
        [values = m_all_values](Cache&) -> Result<std::optional<TypicalRange>> {
            return typicalRange(values->values, kTypical);
        },
        [this](const Result<std::optional<TypicalRange>>& range) {
            if (m_choice == Choice::typical)
                refreshTable(range.value_or(std::nullopt));
        });
}

/// Of the worst or typical sessions alone; those of all come with the summary.
void SessionsPage::readValues()
{
    const SharedTable table = m_pane->table();
    if (!table || m_choice == Choice::all)
        return;
    m_values_read = false;
    workbench().reader().ask<SharedValues>(
        this, u"values"_s,
        [table, field = measure().toStdString()](Cache&) -> Result<SharedValues> {
            return std::make_shared<const ColumnValues>(valuesOf(*table, field));
        },
        [this](const Result<SharedValues>& values) {
            m_values_read = true;
            if (!values)
                return workbench().say(QString::fromStdString(values.error().message));
            if (m_choice != Choice::all)
                showValues(*values);
        });
}

void SessionsPage::showValues(const SharedValues& shared)
{
    const ColumnValues& values = *shared;
    const Field* field = sessionField(measure());
    m_spread->setCurrentWidget(m_histogram);
    m_histogram->setTitle(tr("How %1 is spread").arg(measureName()));
    m_histogram->setCaption(workbench().caption());
    m_histogram->setValues(QVector<double>(values.values.begin(), values.values.end()),
                           field ? wordsOf(*field) : measureName(), field ? text(field->unit) : QString());
    const QString n = tr("n = %1").arg(values.values.size());
    m_values->setText(values.missing == 0 ? n
                                          : tr("%1; %2 more have no value, since an event that it is made of was not "
                                               "seen")
                                                .arg(n)
                                                .arg(values.missing));
}

/// How often the words of a column come, the most frequent first.
void SessionsPage::showWords(const std::vector<SessionGroup>& words)
{
    const Field* field = sessionField(m_word_column);
    if (!field || words.empty())
        return;
    const ValueText& write = workbench().text();
    const auto all = static_cast<double>(words.front().tally.sessions_count);
    QVector<BarChart::Bar> bars;
    m_bar_values.clear();
    for (std::size_t i = 1; i < words.size() && i <= kMostWords; ++i) {
        const auto count = static_cast<double>(words[i].tally.sessions_count);
        const QString name = words[i].value ? QString::fromStdString(*words[i].value) : tr("– (not known)");
        bars << BarChart::Bar{.label = shortened(name),
                              .value = count,
                              .text = u"%1 (%2)"_s.arg(write.number(count, 0), write.percent(count / all)),
                              .low = 0,
                              .tooltip = tr("%1: a click or Enter shows its sessions.").arg(name),
                              .parts = {}};
        m_bar_values.push_back(words[i].value);
    }
    m_words->setTitle(tr("How %1 is spread").arg(wordsOf(*field)));
    m_words->setCaption(workbench().caption());
    m_words->setBars(std::move(bars), tr("sessions"));
    const auto more = static_cast<int>(words.size()) - 1 - static_cast<int>(kMostWords);
    m_values->setText(more > 0 ? tr("%n other value(s) are rarer", nullptr, more)
                               : tr("%n value(s)", nullptr, static_cast<int>(words.size()) - 1));
    m_spread->setCurrentWidget(m_words);
}

QTreeWidgetItem* SessionsPage::groupItem(const SessionGroup& group) const
{
    const ValueText& words = workbench().text();
    const SessionTally& t = group.tally;
    const auto& value = group.level == 2 ? group.second : group.value;
    const QString name = group.level == 0 ? tr("All sessions")
                         : value          ? shortened(QString::fromStdString(*value))
                                          : tr("– (not known)");
    const auto count = [&](std::int64_t n) { return words.number(static_cast<double>(n), 0); };
    const auto rate = [&](std::optional<double> share) { return share ? words.percent(*share) : u"–"_s; };
    const auto startup = mean(t.startup_latency_sum_ms, t.startup_latency_sample_count);
    auto* item = new QTreeWidgetItem({name, count(t.sessions_count), count(t.requested_sessions),
                                      count(t.startup_success_sessions), count(t.startup_excused_sessions),
                                      count(t.startup_failed_sessions), count(t.no_orch_sessions),
                                      rate(startupSuccessRate(t)), rate(effectiveSuccessRate(t)), rate(swapRate(t)),
                                      startup ? words.number(*startup, 0) : u"–"_s});
    item->setToolTip(0, value ? QString::fromStdString(*value) : name);
    item->setData(0, kValueRole, value ? QVariant(QString::fromStdString(*value)) : QVariant());
    for (int column = 1; column < item->columnCount(); ++column) {
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        if (item->text(column) == u"–"_s)
            item->setToolTip(column, column == 10 ? tr("No session of the group has a startup latency.")
                                                  : tr("No session of the group was requested: there is no rate."));
    }
    return item;
}

void SessionsPage::showGroups(const std::vector<SessionGroup>& groups)
{
    m_groups->clear();
    m_groups->headerItem()->setText(0, m_group->currentText());
    QList<QTreeWidgetItem*> top;
    for (const SessionGroup& group : groups) {
        if (group.level < 2 && top.size() > kMostGroups)
            break;
        QTreeWidgetItem* item = groupItem(group);
        if (group.level == 2)
            top.back()->addChild(item);
        else
            top << item;
        if (group.level == 0) {
            QFont bold = m_groups->font();
            bold.setBold(true);
            for (int column = 0; column < item->columnCount(); ++column)
                item->setFont(column, bold);
        }
    }
    m_groups->addTopLevelItems(top);
    for (int column = 0; column < m_groups->columnCount(); ++column)
        m_groups->resizeColumnToContents(column);
}

void SessionsPage::openRow(int row)
{
    if (const QString key = textOfCell(m_pane->model().cellAt(row, u"session_key"_s)); !key.isEmpty())
        workbench().go(u"recorder"_s, key);
}

void SessionsPage::compareSelected()
{
    const QModelIndexList rows = m_pane->view().selectionModel()->selectedRows();
    if (rows.size() != 2)
        return workbench().say(tr("Select two sessions to compare them (selected now: %1).").arg(rows.size()));
    const auto key = [&](int at) { return textOfCell(m_pane->model().cellAt(rows[at].row(), u"session_key"_s)); };
    workbench().go(u"recorder"_s, key(0) + u'|' + key(1));
}

bool SessionsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_pane->view() && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_V && key->modifiers() == Qt::NoModifier) {
            compareSelected();
            return true;
        }
    }
    if (watched == m_groups && event->type() == QEvent::KeyPress && m_groups->currentItem()) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_X && !(key->modifiers() & ~Qt::ShiftModifier)) {
            filterBy(m_groups->currentItem(), key->modifiers() ? FilterOp::not_equal : FilterOp::equal);
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

/// The chosen column is the one whose spread is shown: a histogram of numbers, bars of words.
void SessionsPage::pickMeasureOf(int column)
{
    const Field* field = m_pane->model().fieldAt(column);
    if (!field || m_choice != Choice::all)
        return;
    const bool isWords = isGrouping(*field) && !isMeasure(*field);
    const QString words = isWords ? text(field->name) : QString();
    const bool wasWords = !m_word_column.isEmpty();
    if (words != m_word_column) {
        m_word_column = words;
        if (isWords)
            return readSummary();
    }
    const int index = isMeasure(*field) ? m_measure->findData(text(field->name)) : -1;
    if (index >= 0 && index != m_measure->currentIndex())
        m_measure->setCurrentIndex(index);
    else if (wasWords && !isWords && m_summary_read)
        showValues(m_all_values);
}

/// Within its group, or all but the value of the row itself.
void SessionsPage::filterBy(QTreeWidgetItem* item, FilterOp op)
{
    std::string filter = workbench().scope().filter.toStdString();
    const auto add = [&](QTreeWidgetItem* of, const QComboBox* by) {
        const QVariant value = of->data(0, kValueRole);
        if (const Field* field = sessionField(by->currentData().toString()))
            filter = withCondition(
                filter, *field, op,
                cellOf(*field, value.isValid() ? std::optional(value.toString().toStdString()) : std::nullopt));
    };
    if (item->parent()) {
        if (op == FilterOp::equal)
            add(item->parent(), m_group);
        add(item, m_second);
    } else if (m_groups->indexOfTopLevelItem(item) > 0) {
        add(item, m_group);
    } else {
        return;
    }
    workbench().go(id(), {}, QString::fromStdString(filter));
}

void SessionsPage::filterBetween(double low, double high)
{
    const Field* field = sessionField(measure());
    if (!field)
        return;
    std::string filter = workbench().scope().filter.toStdString();
    const bool isWhole = field->type == FieldType::integer;  // others have values between whole numbers
    filter = withCondition(filter, *field, FilterOp::at_least, Cell(isWhole ? std::floor(low) : low));
    filter = withCondition(filter, *field, FilterOp::at_most, Cell(isWhole ? std::ceil(high) : high));
    workbench().go(id(), {}, QString::fromStdString(filter));
}

Page* makeSessionsPage(Workbench& workbench)
{
    return new SessionsPage(workbench);
}

}  // namespace naap
