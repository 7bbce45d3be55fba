#include "ui/shell/tray.h"

#include <QApplication>
#include <QMenu>
#include <QSystemTrayIcon>
#include <QWidget>

namespace naap {

Tray::Tray(QWidget* window)
    : QObject(window), m_window(window), m_icon(new QSystemTrayIcon(QApplication::windowIcon(), this))
{
    auto* menu = new QMenu(window);
    menu->addAction(tr("&Open NaaP Lens"), this, &Tray::openWindow);
    m_showAlerts = menu->addAction(tr("Show the &alerts"), this, &Tray::alertsWanted);
    menu->addAction(tr("&Quit"), this, &Tray::quitWanted);
    m_icon->setContextMenu(menu);
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::alertsWanted);
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason != QSystemTrayIcon::Context)
            openWindow();
    });
    update();
}

bool Tray::isThere()
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void Tray::takeOver()
{
    m_keepsWindow = true;
    update();
    m_window->hide();
}

void Tray::setAlertsWanted(bool wanted)
{
    m_alertsWanted = wanted;
    update();
}

bool Tray::isShown() const
{
    return m_icon->isVisible();
}

void Tray::setAlerts(const QIcon& icon, const QString& words)
{
    m_icon->setIcon(icon);
    m_alerts = words;
    update();
}

void Tray::setLive(const QString& words)
{
    m_live = words;
    update();
}

void Tray::tell(const QString& title, const QString& text, bool isCritical)
{
    m_icon->showMessage(title, text, isCritical ? QSystemTrayIcon::Critical : QSystemTrayIcon::Warning);
}

void Tray::openWindow()
{
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    m_keepsWindow = false;
    update();
}

void Tray::update()
{
    QStringList words{QStringLiteral("NaaP Lens")};
    if (!m_live.isEmpty())
        words << m_live;
    if (m_alertsWanted && !m_alerts.isEmpty())
        words << m_alerts;
    m_icon->setToolTip(words.join(u'\n'));
    m_showAlerts->setVisible(m_alertsWanted);
    m_icon->setVisible((m_keepsWindow || m_alertsWanted) && isThere());
}

}  // namespace naap
