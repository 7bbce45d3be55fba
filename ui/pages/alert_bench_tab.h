#pragma once

#include "ui/models/bench_runner.h"
#include "ui/pages/alert_tabs.h"

class QSpinBox;
class QTableWidget;

namespace naap {

class RuleChart;

/// A rule above its own history: what would it have done, and what would it have done with other settings? The version
/// that is saved stays in view beside the one that is tried.
class BenchTab : public AlertTab {
    Q_OBJECT
public:
    BenchTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    bool isComplete() const override { return !m_reading && !m_trial.isBusy() && !m_before.isBusy(); }
    void takeFocus() override;
    /// Tries a rule's text in place of the one of the file.
    void setRule(const std::string& text);
    /// Milliseconds that the last back-test took, without the grid.
    double tookMs() const { return m_result ? m_result->took_ms : 0; }
    const BenchResult* result() const { return m_result.get(); }

Q_SIGNALS:
    void saveWanted(const std::string& rule);

private:
    QWidget* makeSide();
    void fillRules();
    void chooseRule();
    void readSeries();
    void takeSeries(std::shared_ptr<const AlertSeries> series);
    void run();
    void save();
    void showResult(const std::shared_ptr<const BenchResult>& result);
    void showBefore(const std::shared_ptr<const BenchResult>& result);
    void showCourse();
    void showThresholds();
    void showStrips();
    void showFigures();
    void showMost();
    void showGrid();
    void fillEntities();
    void move(int id, double value);
    void pickNearby(int row, int column);
    void change(const RuleSettings& settings);
    std::vector<TaggedAlert> tags() const;
    QVector<QStringList> figuresOf(const BenchResult& result) const;

    BenchRunner m_trial;
    BenchRunner m_before;
    RuleChart* m_chart;
    QComboBox* m_rules;
    QComboBox* m_entity;
    QSpinBox* m_pending;
    QPushButton* m_save;
    QPushButton* m_reset;
    QLabel* m_note;
    QTableWidget* m_figures;
    QTreeWidget* m_most;
    QTableWidget* m_grid;
    std::string m_saved;  ///< the rule as the file has it, or as it was given
    std::string m_text;   ///< as it is tried
    std::optional<AlertRule> m_rule;
    std::optional<AlertRule> m_saved_rule;
    std::shared_ptr<const AlertSeries> m_series;
    std::shared_ptr<const BenchResult> m_result;
    std::shared_ptr<const BenchResult> m_saved_result;
    bool m_reading = false;
    bool m_filling = false;
};

}  // namespace naap
