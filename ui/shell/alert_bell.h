#pragma once

#include <QObject>
#include <QTimer>

#include "core/alerts/channel.h"
#include "core/store/alert_book.h"
#include "ui/shell/tray.h"

class QToolButton;
class QWidget;

namespace naap {

class DesktopNotifier;
class Workbench;

/// Alerts outside of their page: the count in the status bar, the tray icon, notifications of the desktop, a sound.
class AlertBell : public QObject {
    Q_OBJECT
public:
    AlertBell(Workbench& workbench, Tray& tray, QWidget* window);
    /// For the status bar.
    QToolButton* badge() const { return m_badge; }

private:
    void showCount();
    void showTray();
    void showPause();
    void pause(Tray::Pause pause);
    void askVerdict();
    void tell(const Channel& channel, const BookedMessage& message);
    void notify(const Channel& channel, const BookedMessage& message);
    void ring(const QString& file);
    void done(const Channel& channel, const BookedMessage& message, const QString& problem);
    void act(const BookedMessage& message, const QString& action);
    void open(const QString& page);

    Workbench& m_workbench;
    Tray& m_tray;
    QWidget* m_window;
    QToolButton* m_badge;
    DesktopNotifier* m_notifier;
    QTimer m_verdict;  ///< asks again now and then
};

}  // namespace naap
