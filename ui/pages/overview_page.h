#pragma once

#include "core/reports/overview.h"
#include "ui/pages/page.h"

class QLabel;
class QStackedWidget;

namespace naap {

class ReportPane;
class StateView;
class Tile;
class TileGrid;
class TimeChart;
class VerdictBar;

/// The network and one's own orchestrators in a few figures, demand by hour, and the sessions that run.
class OverviewPage : public Page {
    Q_OBJECT
public:
    explicit OverviewPage(Workbench& workbench);
    void takeFocus() override;
    bool isComplete() const override;

protected:
    void refresh() override;

private:
    struct Tiles {
        QLabel* title = nullptr;
        TileGrid* grid = nullptr;
        Tile* streams = nullptr;
        Tile* startup = nullptr;
        Tile* fps = nullptr;
        Tile* ptff = nullptr;
        Tile* sla = nullptr;
        Tile* unserved = nullptr;  ///< none among one's own: who found no orchestrator belongs to nobody
    };
    struct Answer {
        Overview network;
        std::optional<Overview> mine;
    };

    struct Live {
        std::optional<Instant> moment;  ///< nothing in an empty cache
        bool any = false;               ///< sessions run at that moment
    };

    QWidget* makeContent();
    QWidget* makeFirstUse();
    Tiles makeTiles(QWidget* parent, bool mine);
    void connectTiles(const Tiles& tiles, bool mine);
    QWidget* makeStrip();
    QWidget* makeSessions();
    std::set<std::string> mineOrchestrators() const;
    void openSessions(bool mine, const std::string& condition);

    void findLive(const OverviewQuery& query);
    void showSessions(const Live& live);
    void showAnswer(const Result<Answer>& answer);
    void showTiles(const Tiles& tiles, const Overview& overview);
    void showRates(const Tiles& tiles, const Overview& overview);
    void showLatency(const Tiles& tiles, const Overview& overview);
    void showStrip(const Overview& overview);

    QStackedWidget* m_stack;
    StateView* m_state = nullptr;
    VerdictBar* m_verdict = nullptr;
    Tiles m_mine;
    Tiles m_network;
    TimeChart* m_strip = nullptr;
    ReportPane* m_sessions = nullptr;
    QLabel* m_sessions_title = nullptr;
    Live m_live;
    bool m_reading = false;
    bool m_finding = false;  ///< who runs
};

}  // namespace naap
