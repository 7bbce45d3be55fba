#pragma once

#include <atomic>
#include <memory>

#include "core/reports/event_search.h"
#include "ui/pages/event_detail.h"
#include "ui/pages/page.h"

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace naap {

class ReportModel;
class ReportPane;
class StateView;
class TableView;

/// Events one by one: the list, the chosen one's fields with their meanings, and its JSON. Its subject is the key of
/// the session that is followed; blank: all events. A condition on a JSON path searches the payloads of the range.
class EventsPage : public Page {
    Q_OBJECT
public:
    explicit EventsPage(Workbench& workbench);
    ~EventsPage() override;
    void setSubject(const QString& subject) override;
    QString subject() const override { return m_subject; }
    void takeFocus() override;
    bool isComplete() const override;

protected:
    void refresh() override;

private:
    /// How far a search is; the reader thread writes, the window's thread looks now and then.
    struct Progress {
        std::atomic<std::int64_t> hours_read{0};
        std::atomic<std::int64_t> hours{0};
        std::atomic<std::int64_t> found{0};
        std::atomic<bool> stopped{false};
    };

    QWidget* makeSearchRow();
    QWidget* makeLists();
    void connectLists();
    void connectSearch();
    void addTest(const QString& path, const std::optional<QString>& value, bool include);
    std::vector<Condition> conditions() const;
    void search();
    void stopSearch();
    void showProgress();
    void showFound(const Result<EventSearchResult>& result);
    void showList();
    void followCurrent();
    void showFollowing();
    SharedTable currentTable() const;
    int currentRow() const;
    void showRow(int row);
    void clearDetail();

    QString m_subject;
    ReportPane* m_pane;
    ReportModel* m_found_model;
    TableView* m_found;
    StateView* m_found_state;
    QStackedWidget* m_lists;
    EventDetail* m_detail;
    QLineEdit* m_condition;
    QPushButton* m_search;
    QPushButton* m_stop;
    QPushButton* m_follow;
    QProgressBar* m_bar;
    QLabel* m_note;
    QTimer* m_tick;
    std::shared_ptr<Progress> m_progress;
    /// What the row in detail was like when it was asked for.
    struct RowShown {
        std::vector<Cell> cells;
        ValueText text;
        bool operator==(const RowShown&) const = default;
    };
    RowShown m_asked;
    bool m_reading = false;
};

}  // namespace naap
