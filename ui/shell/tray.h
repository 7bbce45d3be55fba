#pragma once

#include <QObject>

class QSystemTrayIcon;
class QWidget;

namespace naap {

/// Keeps a closed window at hand: its icon in the tray of the desktop opens it again, or ends the program.
class Tray : public QObject {
    Q_OBJECT
public:
    explicit Tray(QWidget* window);
    /// Some desktops have no tray; a window that hides there would be gone.
    static bool isThere();
    /// Hides the window and shows the icon.
    void takeOver();
    void setToolTip(const QString& words);

Q_SIGNALS:
    void quitWanted();

private:
    void openWindow();
    QWidget* m_window;
    QSystemTrayIcon* m_icon;
};

}  // namespace naap
