#pragma once

#include <memory>

#include "core/reports/map_figures.h"
#include "ui/models/report_model.h"
#include "ui/pages/page.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QTabWidget;

namespace naap {

class MapView;
class PlannerView;
class ShareView;
class StateView;
class TableView;
class TimePlayer;

/// Demand and supply on the map, hour by hour; the same rows as a list, and the gaps between both; what more GPUs
/// would have served; and a bundle of figures for others.
class MapPage : public Page {
    Q_OBJECT
public:
    explicit MapPage(Workbench& workbench);
    std::vector<PageView> views() override;
    void takeFocus() override;
    bool isComplete() const override;

protected:
    void refresh() override;

private:
    struct Facts {
        Interval extent;
        std::set<std::string> gpu_types;
        std::shared_ptr<const MapFacts> all;
    };
    struct Answer {
        MapFigures figures;
        SharedTable places;
        SharedTable gaps;
    };
    struct List {
        TableView* view = nullptr;
        ReportModel* model = nullptr;
        std::optional<SortBy> sort;
    };

    QWidget* makeTools();
    QWidget* makeZoom();
    QWidget* makeMap();
    QWidget* makeLists();
    QWidget* makeLinks();
    void makeList(List& list, const QString& name, const QStringList& columns);

    void showFacts(const Result<Facts>& facts);
    void fillHours();
    void fillGpuTypes(const std::set<std::string>& types);
    void readFigures();
    void showFigures(const Result<std::shared_ptr<const Answer>>& answer);
    void showList(List& list, const SharedTable& rows, bool fits);
    void showMap();
    void showLayer();
    void forgetScale();
    static void showOrder(const List& list);
    void showEmpty();

    MapGrouping grouping() const;
    Interval window() const;
    void chooseCell(int cell);
    void choosePlace(const List& list, int row);
    void planHere();
    void showChosen();
    void openSessions();
    void openGateways();
    void openOrchestrators();
    const MapRow* chosen() const;

    QComboBox* m_measure = nullptr;
    QComboBox* m_gpu_type = nullptr;
    QComboBox* m_grouping = nullptr;
    QComboBox* m_projection = nullptr;
    QSpinBox* m_min_group = nullptr;
    MapView* m_map = nullptr;
    TimePlayer* m_player = nullptr;
    QTabWidget* m_tabs = nullptr;
    List m_places;
    List m_gaps;
    PlannerView* m_planner = nullptr;
    std::optional<RangeChoice> m_asked_about;  ///< range of planner and bundle
    ShareView* m_share = nullptr;
    QPushButton* m_open_sessions = nullptr;
    QPushButton* m_open_gateways = nullptr;
    QPushButton* m_open_orchestrators = nullptr;
    QLabel* m_chosen_label = nullptr;
    StateView* m_state = nullptr;

    std::shared_ptr<const MapFacts> m_facts;
    Interval m_extent;  ///< of the facts; empty: there are none
    std::shared_ptr<const Answer> m_answer;
    QVector<Instant> m_hours;
    QVector<std::size_t> m_cell_rows;  ///< cell of the map -> row of the figures
    QString m_chosen;                  ///< name of the place in the tables; blank: none
    double m_scale_high = 0;
    bool m_reading = false;
    bool m_names_changed = false;  ///< the columns of the lists want other widths
    bool m_choosing = false;       ///< map and lists follow each other
};

}  // namespace naap
