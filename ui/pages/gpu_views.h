#pragma once

#include <memory>

#include <QWidget>

#include "core/reports/gpu_profile.h"
#include "core/reports/orchestrator_profile.h"
#include "ui/pages/report_pane.h"

class QComboBox;
class QLabel;

namespace naap {

class BarChart;
class HeatMap;
class LaneChart;
class StateView;
class TableView;
class TimeChart;

/// `sla` rows of today's scope, and whether its filter could be applied to them.
struct FilteredSla {
    SharedTable rows;
    bool filtered = true;
};

/// GPU by hour, coloured by a measure.
class GpuHeatTab : public QWidget {
    Q_OBJECT
public:
    GpuHeatTab(Workbench& workbench, QWidget* parent);
    void refresh();
    bool isComplete() const { return !m_reading; }

private:
    struct Answer {
        GpuHours hours;
        bool filtered = true;
    };
    QWidget* makeChoice();
    QWidget* makeMap();
    void show(const Result<std::shared_ptr<const Answer>>& answer);
    void showMeasure();
    const FeedGap* gapAt(Instant hour) const;
    void showNote(std::size_t shown);
    void sayCell(int row, int column);
    void openCell(int row, int column);
    Workbench& m_workbench;
    QComboBox* m_measure;
    QLabel* m_cell;
    HeatMap* m_map;
    StateView* m_state;
    QLabel* m_note;
    std::shared_ptr<const Answer> m_answer;
    bool m_reading = false;
};

/// GPU types beside each other, for each pipeline and model.
class GpuTypesTab : public QWidget {
    Q_OBJECT
public:
    GpuTypesTab(Workbench& workbench, QWidget* parent);
    void refresh();
    bool isComplete() const { return !m_reading; }

private:
    struct Answer {
        std::vector<GpuTypeLine> lines;
        SharedTable table;
        bool filtered = true;
    };
    QWidget* makeBars();
    void show(const Result<std::shared_ptr<const Answer>>& answer);
    void fillWork();
    void showBars();
    void chooseWorkOf(int row);
    void openSessions(int row);
    QVector<int> m_bar_rows;  ///< the row of the table behind each bar
    Workbench& m_workbench;
    ReportModel* m_model;
    TableView* m_table;
    StateView* m_state;
    QComboBox* m_work;
    QComboBox* m_measure;
    BarChart* m_bars;
    QLabel* m_note;
    std::shared_ptr<const Answer> m_answer;
    bool m_reading = false;
};

/// One GPU id: its sessions as lanes, its FPS by hour, and the list of its sessions.
class GpuView : public QWidget {
    Q_OBJECT
public:
    GpuView(Workbench& workbench, QWidget* parent);
    void setGpu(const QString& gpu);
    void refresh();
    bool isComplete() const;
    void takeFocus();

private:
    struct Answer {
        SharedTable sessions;
        std::vector<GpuSession> lanes;
        GpuHours hours;
        SharedTable hosts;
    };
    static Result<std::shared_ptr<const Answer>> answerOf(Cache& cache, const Scope& scope, const std::string& gpu);
    QWidget* makeHeader();
    void show(const Answer& answer);
    void showFacts(const Answer& answer);
    void showLanes(const Answer& answer);
    void showFps(const Answer& answer);
    void openSession(int id);
    Workbench& m_workbench;
    QString m_gpu;
    QLabel* m_id;
    QLabel* m_facts;
    LaneChart* m_lanes;
    TimeChart* m_fps;
    QLabel* m_note;
    ReportPane* m_sessions;
    std::shared_ptr<const Answer> m_answer;
    bool m_reading = false;
};

}  // namespace naap
