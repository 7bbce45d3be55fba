#pragma once

#include "core/reports/leaderboard_bands.h"
#include "ui/pages/page.h"

class QComboBox;
class QLabel;
class QSpinBox;

namespace naap {

class ReportModel;
class StateView;
class TableView;
class WeightsBox;
class XyChart;

/// The ranking with how sure it is: ranks, intervals and bands, under the network's weights or one's own. Who has too
/// few sessions is listed apart.
class LeaderboardPage : public Page {
    Q_OBJECT
public:
    explicit LeaderboardPage(Workbench& workbench);
    void takeFocus() override;
    bool isComplete() const override { return !m_reading; }

protected:
    void refresh() override;

private:
    using Evidence = std::shared_ptr<const BoardEvidence>;
    struct Answer {
        Evidence evidence;
        std::shared_ptr<const Board> board;
    };
    /// A table of rows and what stands in its model.
    struct Part {
        TableView* view = nullptr;
        ReportModel* model = nullptr;
        std::vector<BoardRow> rows;
        SharedTable table;
    };

    QWidget* makeTools();
    QWidget* makeTables();
    QWidget* makeUnranked();
    QWidget* makeScatter();
    void makePart(Part& part, const QString& name);
    void fillAxes();

    BoardGrouping grouping() const;
    RankRules rules() const;
    void rank();
    void showAnswer(const Result<Answer>& answer);
    void showNothing();
    void showRows();
    void showParts();
    void showUnranked();
    void fill(Part& part);
    void showColumns(Part& part, const QString& current);
    static QString nameAt(const Part& part, int row);
    void showScatter();
    void showFooter();
    void openRow(const Part& part, int row);
    void openSessions(const BoardRow& row);
    void rowChosen(const Part& part, int series, int row);

    WeightsBox* m_weights = nullptr;
    QComboBox* m_grouping = nullptr;
    QComboBox* m_columns = nullptr;
    QSpinBox* m_fewest = nullptr;
    StateView* m_state = nullptr;
    Part m_ranked;
    Part m_unranked;
    QWidget* m_unranked_panel = nullptr;
    QLabel* m_unranked_title = nullptr;
    XyChart* m_chart = nullptr;
    QComboBox* m_x = nullptr;
    QComboBox* m_y = nullptr;
    QLabel* m_footer = nullptr;
    Evidence m_evidence;  ///< none while it is being read
    std::int64_t m_filtered_out = 0;
    std::optional<SortBy> m_sort;
    bool m_reading = false;
    bool m_linking = false;  ///< table and scatter are following each other
};

}  // namespace naap
