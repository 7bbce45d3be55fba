#include "ui/pages/report_pane.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include "core/reports/report.h"
#include "core/reports/session_test.h"
#include "ui/pages/session_links.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/steady_width.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

constexpr std::int64_t kFirstRows = 500;  // more than a screen holds

/// The scope's "settled hours only", for reports that know it.
void addSettled(const Scope& scope, const QString& report, ReportQuery& query)
{
    const ReportInfo* info = scope.settled_only ? findReport(report.toStdString()) : nullptr;
    if (!info)
        return;
    for (const Field& field : info->fields)
        if (field.name == "settled")
            query.where.push_back({.field = "settled", .value = "true"});
}

/// A filter that both texts have to meet; either may be blank.
std::string bothOf(const std::string& one, const std::string& other)
{
    return isBlank(one) ? other : "(" + one + ") and (" + other + ")";
}

}  // namespace

void readReport(Workbench& workbench, QObject* asker, const QString& topic, const QString& report,
                const ReportQuery& query, std::function<void(const Result<SharedTable>&)> done)
{
    ReportQuery full = query;
    addSettled(workbench.scope(), report, full);
    workbench.reader().ask<SharedTable>(
        asker, topic,
        [name = report.toStdString(), full](Cache& cache) -> Result<SharedTable> {
            auto table = runReport(cache, name, full);
            if (!table)
                return tl::unexpected(table.error());
            return SharedTable(std::move(*table));
        },
        std::move(done));
}

ReportPane::ReportPane(Workbench& workbench, const QString& report, const QString& title, const QStringList& columns,
                       QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_report(report),
      m_title(title),
      m_model(new ReportModel(this)),
      m_view(new TableView(this)),
      m_state(new StateView(m_view, this)),
      m_count(new QLabel(this))
{
    m_model->setColumns(columns);
    m_view->setModel(m_model);
    m_model->setGaps(workbench.gaps());
    connect(&workbench, &Workbench::gapsChanged, m_model, [this] { m_model->setGaps(m_workbench.gaps()); });
    m_view->setAccessibleName(title);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_state->showLoading(tr("Reading…"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    rows->addWidget(m_state, 1);
    rows->addWidget(m_count);
    connect(m_view, &TableView::rowOpened, this, &ReportPane::rowOpened);
    connect(m_view, &TableView::sessionsWanted, this, &ReportPane::openSessions);
    connect(m_view, &TableView::filterWanted, this, &ReportPane::addCondition);
    connect(m_view, &TableView::said, &workbench, &Workbench::say);
    connect(m_view, &TableView::sortWanted, this, [this](const QString& field, bool descending) {
        setSort(field, descending);
        refresh();
    });
    connect(m_view, &TableView::currentRowChanged, this, [this](int row) {
        if (row >= 0 && table())
            inspect(row);
        Q_EMIT currentRowChanged(row);
    });
    connect(m_state, &StateView::actionWanted, &workbench, &Workbench::importWanted);
}

void ReportPane::setConditions(std::vector<Condition> conditions)
{
    m_conditions = std::move(conditions);
}

void ReportPane::setColumns(const QStringList& columns)
{
    m_model->setColumns(columns);
    m_view->resizeColumnsToContents();
}

void ReportPane::setSort(const QString& field, bool descending)
{
    m_sort = SortBy{field.toStdString(), descending};
}

void ReportPane::setLimit(std::int64_t rows)
{
    m_limit = rows;
}

void ReportPane::setUsesFilter(bool uses)
{
    m_uses_filter = uses;
}

void ReportPane::setUsesRange(bool uses)
{
    m_uses_range = uses;
}

void ReportPane::setReadsShownOnly(bool only)
{
    m_reads_shown_only = only;
}

void ReportPane::setOwnFilter(const QString& filter)
{
    m_own_filter = filter;
}

void ReportPane::setOwnStart(std::optional<Instant> from)
{
    m_own_start = from;
}

void ReportPane::setEmptyText(const QString& what, const QString& hint)
{
    m_empty_what = what;
    m_empty_hint = hint;
}

void ReportPane::refresh()
{
    m_complete = false;
    m_query = m_workbench.scope().query();
    if (!m_uses_range)
        m_query.from = m_query.to = std::nullopt;
    if (!m_uses_filter)
        m_query.filter.clear();
    if (m_own_start) {
        m_query.from = m_own_start;
        m_query.to = std::nullopt;
    }
    if (!m_own_filter.isEmpty())
        m_query.filter = bothOf(m_query.filter, m_own_filter.toStdString());
    m_query.where = m_conditions;
    m_query.sort = m_sort;
    m_query.fields.clear();
    if (m_reads_shown_only)
        for (const QString& column : m_model->columns())
            m_query.fields.push_back(column.toStdString());
    // Where the first rows cost less than all of them, they are shown while the rest is read.
    const ReportInfo* report = findReport(m_report.toStdString());
    const bool first = report && report->is_final && m_model->rowCount() <= kFirstRows;
    read(first ? std::min(m_limit, kFirstRows) : m_limit);
}

void ReportPane::read(std::int64_t limit)
{
    m_query.limit = limit;
    readReport(m_workbench, this, QStringLiteral("rows"), m_report, m_query,
               [this, limit](const Result<SharedTable>& answer) { show(answer, limit); });
}

/// Tables that follow the filter know conditions on all that they show; for the others it speaks of sessions.
void ReportPane::addCondition(const QString& field, const QString& value, bool include)
{
    m_workbench.addConditionOf(m_uses_filter ? m_report : QStringLiteral("sessions"), field, value, include);
}

/// Of a table that has not all fields, the row is read whole by its key.
void ReportPane::inspect(int row)
{
    if (m_query.fields.empty())
        return m_workbench.inspect(m_title, table(), static_cast<std::size_t>(row));
    ReportQuery whole;
    for (std::size_t i = 0; i < table()->fields().size(); ++i)
        if (const Field& field = table()->fields()[i]; field.is_key)
            whole.where.push_back(
                {.field = std::string(field.name), .value = textOf(table()->cell(static_cast<std::size_t>(row), i))});
    whole.limit = 1;
    readReport(m_workbench, this, QStringLiteral("inspected"), m_report, whole,
               [this](const Result<SharedTable>& answer) {
                   if (answer && (*answer)->rowCount() == 1)
                       m_workbench.inspect(m_title, *answer, 0);
               });
}

void ReportPane::openSessions(int row, const QString& field)
{
    const auto filter =
        row < 0 || !table() ? std::nullopt : sessionsBehind(*table(), static_cast<std::size_t>(row), m_report, field);
    if (filter)
        m_workbench.go(QStringLiteral("sessions"), {}, *filter);
    else
        m_workbench.say(tr("This row names no sessions."));
}

void ReportPane::takeFocus()
{
    m_state->takeFocus();
}

void ReportPane::show(const Result<SharedTable>& answer, std::int64_t limit)
{
    const bool isAll = !answer || limit == m_limit || static_cast<std::int64_t>((*answer)->rowCount()) < limit;
    if (!answer) {
        m_complete = true;
        m_count->clear();
        m_state->showError(tr("%1 cannot be shown").arg(m_title), QString::fromStdString(answer.error().message));
        return;
    }
    m_model->setValueText(m_workbench.text());
    m_model->setTable(*answer);
    m_view->setHasSessions(m_report != QLatin1String("sessions") && namesSessions(**answer));
    if ((*answer)->rowCount() == 0)
        return showNothing();
    if (!isAll)
        read(m_limit);
    if (m_fits)
        return showRows(isAll);
    const auto ofThese = [this, of = *answer](std::function<void()> show) {
        return [this, of, show = std::move(show)] {
            if (of == table())  // newer rows have their own turns
                show();
        };
    };
    m_workbench.reader().showInParts(this, QStringLiteral("new rows"),
                                     {ofThese([this] { fitColumns(); }), ofThese([this, isAll] { showRows(isAll); })});
}

void ReportPane::fitColumns()
{
    m_view->resizeColumnsToContents();
    m_fits = true;
}

void ReportPane::showRows(bool isAll)
{
    m_complete = isAll;
    showOrder();
    m_state->showContent();
    const int rows = m_model->rowCount();
    if (!isAll) {
        setTextInPlace(*m_count, tr("The first %n row(s); the others are being read…", nullptr, rows));
        return;
    }
    setTextInPlace(*m_count, rows >= m_limit ? tr("The first %n row(s); narrow the range or the filter to see others",
                                                  nullptr, rows)
                                             : tr("%n row(s)", nullptr, rows));
    Q_EMIT loaded();
}

/// The arrow in the header says how the rows are ordered; without a wish, by key.
void ReportPane::showOrder()
{
    const QSignalBlocker quiet(m_view->horizontalHeader());
    int section = -1;
    for (int column = 0; m_sort && column < m_model->columnCount(); ++column)
        if (m_model->fieldAt(column)->name == m_sort->field)
            section = column;
    m_view->horizontalHeader()->setSortIndicator(
        section, m_sort && m_sort->descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void ReportPane::showNothing()
{
    m_complete = true;
    m_fits = false;
    m_count->clear();
    const Scope& scope = m_workbench.scope();
    if (!m_empty_what.isEmpty())
        m_state->showEmpty(m_empty_what, m_empty_hint);
    else if (m_uses_filter && !scope.filter.isEmpty())
        m_state->showEmpty(tr("Nothing matches the filter"), tr("Filter: %1").arg(scope.filter));
    else if (m_uses_range && scope.from)
        m_state->showEmpty(tr("Nothing in this stretch of time"), tr("Choose a longer one in the time bar above."));
    else
        m_state->showEmpty(tr("The cache holds nothing for this yet"),
                           tr("Open event files, or drop them on the window."), tr("Open event files…"));
    Q_EMIT loaded();
}

}  // namespace naap
