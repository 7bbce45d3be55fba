#pragma once

#include <QWidget>

#include "core/geo/host_lookup.h"
#include "ui/pages/workbench.h"

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace naap {

class HostResolving;

/// Whether names of orchestrators' hosts may be resolved, which is off until somebody allows it, and the doing of it.
class HostsBar : public QWidget {
    Q_OBJECT
public:
    HostsBar(Workbench& workbench, QWidget* parent);
    /// In place of the system's.
    void setResolver(HostResolver resolver) { m_resolver = std::move(resolver); }
    /// Whether there is a file to look addresses up in, and the cache is free to be changed.
    void setReady(bool has_file, bool is_free);
    bool isBusy() const;

Q_SIGNALS:
    void resolved(const HostLookup& result);
    void said(const QString& sentence, bool failed);

private:
    void begin();
    void startOver(const std::set<std::string>& hosts, const std::string& file);
    void showState();

    Workbench& m_workbench;
    HostResolver m_resolver = resolveBySystem;
    HostResolving* m_resolving;
    QCheckBox* m_allowed;
    QPushButton* m_begin;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_explained;
    bool m_reading = false;
    bool m_has_file = false;
    bool m_is_free = true;
};

}  // namespace naap
