#pragma once

#include <memory>
#include <optional>

#include <QHash>
#include <QWidget>

#include "core/reports/session_recording.h"
#include "ui/charts/lane_chart.h"
#include "ui/models/report_model.h"
#include "ui/pages/workbench.h"

class QLabel;
class QTextBrowser;
class QTreeWidget;
class QUrl;

namespace naap {

class BarChart;
class StateView;
class TableView;

/// One session: its ids and outcome, its lanes, its startup step by step, why it counts as it does, and its events.
class SessionView : public QWidget {
    Q_OBJECT
public:
    /// `compact`: one of two side by side; what stands below the lanes goes into tabs.
    SessionView(Workbench& workbench, const QString& session_key, bool compact, QWidget* parent = nullptr);

    void refresh();
    bool isComplete() const { return m_complete; }
    const QString& sessionKey() const { return m_key; }
    /// What was read; none before, and when there is no such session.
    const SessionRecording* recording() const;
    void showTime(qint64 from_ms, qint64 to_ms) { m_lanes->showTime(from_ms, to_ms); }
    void takeFocus() { m_lanes->setFocus(); }
    /// All that is shown but the lanes, as a text to send to others: outcome, figures, startup, why, events.
    QString asMarkdown() const;

Q_SIGNALS:
    void loaded();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// All that is shown, made on a reader thread.
    struct Answer {
        std::optional<SessionRecording> recording;
        SharedTable events;
        QVector<LaneChart::Lane> lanes;
        QStringList items;          ///< by id on the lanes: the event that it shows
        QHash<QString, int> rows;   ///< event -> row of `events`
        QHash<QString, int> shown;  ///< event -> id on the lanes
    };
    static Result<std::shared_ptr<const Answer>> read(Cache& cache, const std::string& key,
                                                      const std::optional<SortBy>& sort);

    QWidget* buildHeader();
    QWidget* buildLanes();
    QWidget* buildEvents();
    QWidget* buildStartup();
    QWidget* buildWhy();
    QWidget* buildBelow(bool compact);
    void connectParts();

    void show(const Result<std::shared_ptr<const Answer>>& answer);
    void showHeader(const SessionRecording& recording);
    void showStartup(const SessionRecording& recording);
    QString startupMarkdown() const;
    void showCursors();
    QString cursorValues(qint64 a, qint64 b) const;
    void showEvent(int row);
    void showItem(int id);
    void openLink(const QUrl& link);

    Workbench& m_workbench;
    QString m_key;
    std::shared_ptr<const Answer> m_answer;
    std::optional<SortBy> m_sort;
    bool m_complete = false;
    StateView* m_state = nullptr;
    QLabel* m_outcome = nullptr;
    QLabel* m_ids = nullptr;
    QLabel* m_figures = nullptr;
    LaneChart* m_lanes = nullptr;
    QLabel* m_cursors = nullptr;
    BarChart* m_startup = nullptr;
    QTextBrowser* m_why = nullptr;
    ReportModel* m_model = nullptr;
    TableView* m_events = nullptr;
    QTreeWidget* m_json = nullptr;
};

}  // namespace naap
