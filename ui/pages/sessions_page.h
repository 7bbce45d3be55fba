#pragma once

#include <optional>

#include "core/reports/filter.h"
#include "core/reports/session_groups.h"
#include "ui/pages/page.h"

class QComboBox;
class QStackedWidget;
class QLabel;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace naap {

class BarChart;
class Histogram;
class ReportPane;
class TimeChart;

/// Sessions over time by outcome, the table of them, how one measure is spread, and groups with subtotals.
class SessionsPage : public Page {
    Q_OBJECT
public:
    explicit SessionsPage(Workbench& workbench);
    void takeFocus() override;
    bool isComplete() const override;

    /// Which sessions the table shows.
    enum class Choice { all, worst, typical };
    void choose(Choice choice);

protected:
    void refresh() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// What the page knows of all sessions in the range; made on a reader thread.
    using SharedValues = std::shared_ptr<const ColumnValues>;
    struct Summary {
        std::vector<OutcomeHour> hours;
        std::vector<SessionGroup> groups;
        SharedValues values;              ///< of the measure
        std::vector<SessionGroup> words;  ///< of the chosen column, where it holds no numbers
        std::optional<Instant> provisional_from;
    };

    void buildChart();
    QWidget* buildTools();
    QWidget* buildSide();
    void buildGroups();
    void connectTable();
    void fillMeasures();
    void fillGroupings();

    void readSummary();
    void showSummary(const Result<Summary>& summary);
    void showHours(const Summary& summary);
    void readTypical();
    void readValues();
    void showValues(const SharedValues& values);
    void showWords(const std::vector<SessionGroup>& words);
    void showGroups(const std::vector<SessionGroup>& groups);
    QTreeWidgetItem* groupItem(const SessionGroup& group) const;
    void refreshTable(std::optional<TypicalRange> typical);
    void openRow(int row);
    void compareSelected();
    void pickMeasureOf(int column);
    void filterBy(QTreeWidgetItem* item, FilterOp op);
    void filterBetween(double low, double high);
    QString measure() const;
    QString measureName() const;

    TimeChart* m_chart = nullptr;
    ReportPane* m_pane = nullptr;
    Histogram* m_histogram = nullptr;
    BarChart* m_words = nullptr;  ///< in its place for a column of words
    QStackedWidget* m_spread = nullptr;
    QString m_word_column;  ///< the chosen column, if it holds words
    std::vector<std::optional<std::string>> m_bar_values;
    QTreeWidget* m_groups = nullptr;
    QComboBox* m_measure = nullptr;
    QComboBox* m_group = nullptr;
    QComboBox* m_second = nullptr;
    QToolButton* m_all = nullptr;
    QToolButton* m_worst = nullptr;
    QToolButton* m_typical = nullptr;
    QLabel* m_chosen = nullptr;
    QLabel* m_values = nullptr;
    SharedValues m_all_values;
    Choice m_choice = Choice::all;
    bool m_summary_read = false;
    bool m_values_read = true;
};

}  // namespace naap
