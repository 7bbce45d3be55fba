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
    menu->addAction(tr("&Quit"), this, &Tray::quitWanted);
    m_icon->setContextMenu(menu);
    m_icon->setToolTip(tr("NaaP Lens goes on watching"));
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason != QSystemTrayIcon::Context)
            openWindow();
    });
}

bool Tray::isThere()
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void Tray::takeOver()
{
    m_icon->show();
    m_window->hide();
}

void Tray::setToolTip(const QString& words)
{
    m_icon->setToolTip(words);
}

void Tray::openWindow()
{
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    m_icon->hide();
}

}  // namespace naap
