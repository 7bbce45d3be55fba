#pragma once

#include <QStringList>
#include <QWidget>

#include "ui/models/report_model.h"
#include "ui/pages/workbench.h"

class QLabel;

namespace naap {

class StateView;
class TableView;

/// A table over one report in today's scope: reads it, sorts by asking again, says why it is empty, counts its rows,
/// and passes filters and the current row on to the workbench.
class ReportPane : public QWidget {
    Q_OBJECT
public:
    /// `columns` by name, in order; empty: all fields. `title` names the table for screen readers and the inspector.
    ReportPane(Workbench& workbench, const QString& report, const QString& title, const QStringList& columns,
               QWidget* parent = nullptr);

    /// Conditions beyond the scope's filter, such as the session that the page is about.
    void setConditions(std::vector<Condition> conditions);
    void setColumns(const QStringList& columns);
    void setSort(const QString& field, bool descending);
    void setLimit(std::int64_t rows);
    /// Whether the scope's filter applies; off for panes about one subject. On by default.
    void setUsesFilter(bool uses);
    void setUsesRange(bool uses);
    /// A filter that rows have to meet as well as the scope's; blank: none.
    void setOwnFilter(const QString& filter);
    /// Whether only the fields that are shown are read: for very many rows. The inspector reads its row whole.
    void setReadsShownOnly(bool only);
    /// Rows from then on, in place of the scope's range; none: the scope's.
    void setOwnStart(std::optional<Instant> from);
    /// What an empty table says in place of the usual sentence.
    void setEmptyText(const QString& what, const QString& hint);
    void refresh();
    void takeFocus();
    /// Goes to the sessions behind a number of a row; `field` blank: behind all of the row.
    void openSessions(int row, const QString& field = {});

    TableView& view() const { return *m_view; }
    ReportModel& model() const { return *m_model; }
    const SharedTable& table() const { return m_model->table(); }
    bool isComplete() const { return m_complete; }

Q_SIGNALS:
    void rowOpened(int row);
    void currentRowChanged(int row);
    void loaded();  ///< a new answer is in the model

private:
    void read(std::int64_t limit);
    void show(const Result<SharedTable>& answer, std::int64_t limit);
    void fitColumns();
    void showRows(bool isAll);
    void showNothing();
    void addCondition(const QString& field, const QString& value, bool include);
    void showOrder();
    void inspect(int row);

    Workbench& m_workbench;
    QString m_report;
    QString m_title;
    std::vector<Condition> m_conditions;
    std::optional<SortBy> m_sort;
    std::int64_t m_limit = 100'000;
    QString m_own_filter;
    std::optional<Instant> m_own_start;
    ReportQuery m_query;  ///< the question that is being answered
    bool m_uses_filter = true;
    bool m_uses_range = true;
    bool m_reads_shown_only = false;
    bool m_complete = false;
    bool m_fits = false;  ///< columns are as wide as what they hold
    QString m_empty_what;
    QString m_empty_hint;
    ReportModel* m_model;
    TableView* m_view;
    StateView* m_state;
    QLabel* m_count;
};

/// Reads a report on a reader thread; `done` gets its answer. The way for charts and tiles.
void readReport(Workbench& workbench, QObject* asker, const QString& topic, const QString& report,
                const ReportQuery& query, std::function<void(const Result<SharedTable>&)> done);

}  // namespace naap
