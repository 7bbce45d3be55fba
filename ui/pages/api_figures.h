#pragma once

#include <optional>
#include <vector>

#include <QString>
#include <QWidget>

#include "core/events/instant.h"

class QComboBox;
class QLabel;
class QTabWidget;

namespace naap {

class ReportPane;
class Workbench;

/// A report of what a public API says that answers a page's question.
struct ApiTableOffer {
    QString report;
    QString title;
};

/// Whose figures a page shows: those computed here from events, or, in their place and never among them, what a public
/// API says. Where the cache holds no figures of an API there is nothing to choose, and this takes no room. Where it
/// holds nothing else, the API's are shown.
class ApiFigures : public QWidget {
    Q_OBJECT
public:
    /// `only_events`: what no API tells, as the end of a sentence.
    ApiFigures(Workbench& workbench, const std::vector<ApiTableOffer>& tables, const QString& only_events,
               QWidget* parent);

    /// Asks what is held; reads the API's table if it is shown. `orchestrator` blank: all.
    void refresh(const QString& orchestrator);
    bool showsApi() const { return m_shows_api; }

Q_SIGNALS:
    void showsApiChanged(bool api);

private:
    struct Held {
        std::optional<Instant> fetched_at;  ///< figures of an API, last
        bool events = false;
    };
    void decide();
    void readTable();
    QString sentence() const;

    Workbench& m_workbench;
    QString m_only_events;
    QString m_orchestrator;
    Held m_held;
    std::optional<bool> m_wanted_api;  ///< what the person chose; nothing: not asked yet
    bool m_shows_api = false;
    QWidget* m_bar;
    QComboBox* m_whose;
    QLabel* m_says;
    QTabWidget* m_tabs;
    std::vector<ReportPane*> m_panes;
    std::vector<bool> m_by_orchestrator;  ///< whose rows name one, pane by pane
};

}  // namespace naap
