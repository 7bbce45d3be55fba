#pragma once

#include <memory>

#include <QWidget>

#include "core/reports/orchestrator_profile.h"
#include "core/reports/session_groups.h"
#include "ui/pages/report_pane.h"

class QComboBox;
class QLabel;

namespace naap {

class BarChart;
class Histogram;
class StateView;
class TableView;
class Tile;
class TimeChart;
class XyChart;

/// A tab of the orchestrator page. It is refreshed when it is shown and out of date.
class OrchestratorTab : public QWidget {
    Q_OBJECT
public:
    OrchestratorTab(Workbench& workbench, QWidget* parent) : QWidget(parent), m_workbench(workbench) {}
    void setAddress(const QString& address);
    virtual void refresh() = 0;
    virtual bool isComplete() const { return !m_reading; }

Q_SIGNALS:
    void tabWanted(const QString& tab);  ///< by object name: "quality"

protected:
    Workbench& workbench() const { return m_workbench; }
    const QString& address() const { return m_address; }
    /// Called when the address changed, before refresh().
    virtual void addressChanged() {}
    /// Reads on a reader thread; `done` gets the answer, an error is said in the status bar.
    template <class T>
    void read(std::function<Result<T>(Cache&)> job, std::function<void(const T&)> done)
    {
        m_reading = true;
        m_workbench.reader().ask<T>(this, QStringLiteral("tab"), std::move(job),
                                    [this, done = std::move(done)](const Result<T>& answer) {
                                        m_reading = false;
                                        if (answer)
                                            done(*answer);
                                        else
                                            m_workbench.say(QString::fromStdString(answer.error().message));
                                    });
    }
    /// A table of one report about the address.
    ReportPane* makePane(const QString& report, const QString& title, const QStringList& columns,
                         const QString& addressField);

private:
    Workbench& m_workbench;
    QString m_address;
    bool m_reading = false;
    std::vector<std::pair<ReportPane*, QString>> m_panes;  ///< with the field that holds the address
};

/// The score by hour beside the peers', four figures, and sessions by outcome.
class SummaryTab : public OrchestratorTab {
    Q_OBJECT
public:
    SummaryTab(Workbench& workbench, QWidget* parent);
    void refresh() override;

private:
    struct Figures {
        SessionTally sessions;
        SlaSum sla;
        Band ptff;
    };
    struct Answer {
        std::vector<ScoreHour> scores;
        std::vector<OutcomeHour> outcomes;
        Figures now;
        std::optional<Figures> before;  ///< the stretch before, where a comparison is wanted
    };
    static Result<Figures> figuresOf(Cache& cache, const Scope& scope, const std::string& address,
                                     const ReportTable& sla);
    static Result<std::shared_ptr<const Answer>> answerOf(Cache& cache, const Scope& scope, const std::string& address);
    void buildTiles();
    void show(const Answer& answer);
    void showTiles(const Answer& answer);
    void showChanges(const Figures& now, const Figures& before);
    void showCourses(const Answer& answer);
    void showScores(const std::vector<ScoreHour>& hours);
    void alignCharts(const std::vector<ScoreHour>& hours);
    void showOutcomes(const std::vector<OutcomeHour>& hours);
    QWidget* m_tiles;
    Tile* m_sessions;
    Tile* m_startup;
    Tile* m_fps;
    Tile* m_ptff;
    TimeChart* m_score;
    TimeChart* m_outcomes;
    QLabel* m_note;
};

/// How FPS, its jitter, PTFF or E2E latency is spread: over time, and beside peers with the same work.
class QualityTab : public OrchestratorTab {
    Q_OBJECT
public:
    QualityTab(Workbench& workbench, QWidget* parent);
    void refresh() override;

protected:
    void addressChanged() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Answer {
        QualityValues values;
        std::vector<BandHour> bands;
        std::vector<EcdfStep> own;
        std::vector<EcdfStep> peers;
    };
    static Result<std::shared_ptr<const Answer>> answerOf(Cache& cache, const Scope& scope, const std::string& address,
                                                          const QString& measure);
    QString measure() const;
    QString unit() const;
    bool isByHour() const;  ///< one value a session and hour, else one a session
    QWidget* makeSpread();
    void show(const std::shared_ptr<const Answer>& answer);
    void showHistograms();
    void showBands(const std::vector<BandHour>& bands);
    void showSpread(const Answer& answer);
    QComboBox* m_measure;
    TimeChart* m_bands;
    Histogram* m_own;
    Histogram* m_peers;
    XyChart* m_ecdf;
    QLabel* m_note;
    std::shared_ptr<const Answer> m_answer;
    std::vector<std::pair<double, double>> m_zooms;  ///< stretches of values, each within the one before
};

/// Where sessions are lost: the startup funnel, failures by category, moves to and from others.
class ReliabilityTab : public OrchestratorTab {
    Q_OBJECT
public:
    ReliabilityTab(Workbench& workbench, QWidget* parent);
    void refresh() override;

private:
    struct Answer {
        StartupFunnel funnel;
        std::vector<FailureCount> failures;
        std::vector<SwapPartner> moves;
        SharedTable partners;  ///< the same, row by row
    };
    static Result<std::shared_ptr<const Answer>> answerOf(Cache& cache, const Scope& scope, const std::string& address);
    void show(const std::shared_ptr<const Answer>& answer);
    void showFunnel(const StartupFunnel& funnel);
    void showFailures(const std::vector<FailureCount>& failures);
    QWidget* makePartners();
    void openStep(int step);
    void openMoved(int row, const QString& field);
    BarChart* m_funnel;
    BarChart* m_failures;
    QLabel* m_no_failures;
    ReportModel* m_model;
    std::shared_ptr<const std::vector<SwapPartner>> m_moves;
    TableView* m_partners;
    StateView* m_state;
    std::vector<FailureCount> m_failure_counts;
};

/// What hardware it names, and what each GPU did hour by hour.
class HostsTab : public OrchestratorTab {
    Q_OBJECT
public:
    HostsTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    bool isComplete() const override;

private:
    ReportPane* m_gpus;
    ReportPane* m_hours;
};

/// What it offers and at what price, now and over time.
class OffersTab : public OrchestratorTab {
    Q_OBJECT
public:
    OffersTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    bool isComplete() const override;

private:
    using Prices = std::vector<PriceSeries>;
    void fillUnits();
    void showPrices();
    TimeChart* m_chart;
    QComboBox* m_unit;
    QLabel* m_note;
    ReportPane* m_offers;
    ReportPane* m_prices;
    std::shared_ptr<const Prices> m_series;
};

/// What gateways paid it.
class EarningsTab : public OrchestratorTab {
    Q_OBJECT
public:
    EarningsTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    bool isComplete() const override;

private:
    void show(const std::vector<EarningsHour>& hours);
    TimeChart* m_chart;
    QLabel* m_note;
    ReportPane* m_payments;
};

/// Its sessions.
class OrchestratorSessionsTab : public OrchestratorTab {
    Q_OBJECT
public:
    OrchestratorSessionsTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    bool isComplete() const override;

private:
    ReportPane* m_sessions;
};

}  // namespace naap
