#pragma once

#include <QIcon>
#include <QObject>

class QAction;
class QMenu;
class QSystemTrayIcon;
class QWidget;

namespace naap {

/// The program's one icon in the tray of the desktop. It is there while a closed window is kept, to open it again or to
/// end the program, and while alerts want to be told there.
class Tray : public QObject {
    Q_OBJECT
public:
    explicit Tray(QWidget* window);
    /// Some desktops have no tray; a window that hides there would be gone.
    static bool isThere();
    enum class Pause { hour, tomorrow, none };

    /// Hides the window and shows the icon.
    void takeOver();
    /// Whether alerts want the icon also while the window is open.
    void setAlertsWanted(bool wanted);
    bool isShown() const;
    /// Also on a desktop that has no tray.
    bool isWanted() const { return m_keepsWindow || m_alertsWanted; }
    /// How alerts and live sources stand: a picture, and words for the tool tip.
    void setAlerts(const QIcon& icon, const QString& words);
    void setLive(const QString& words);
    /// "Is it me or the network?", in a sentence; blank: nobody knows yet.
    void setVerdict(const QString& sentence);
    /// Until when alerts are paused, in words; blank: they are not. `possible`: somebody watches.
    void setPause(bool possible, const QString& until);
    QMenu* menu() const { return m_menu; }
    QString toolTip() const;
    void tell(const QString& title, const QString& text, bool isCritical);

Q_SIGNALS:
    void quitWanted();
    void alertsWanted();  ///< a click on a message, or the menu
    void verdictWanted();
    void pauseWanted(naap::Tray::Pause pause);

private:
    void openWindow();
    void update();

    QWidget* m_window;
    QSystemTrayIcon* m_icon;
    QMenu* m_menu;
    QAction* m_showVerdict;
    QAction* m_showAlerts;
    QAction* m_pauseHour;
    QAction* m_pauseTomorrow;
    QAction* m_resume;
    QString m_verdict;
    QString m_alerts;
    QString m_live;
    bool m_keepsWindow = false;
    bool m_alertsWanted = false;
};

}  // namespace naap
