#include "ui/shell/tray.h"

#include <QApplication>
#include <QMenu>
#include <QSystemTrayIcon>
#include <QWidget>

namespace naap {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kTipLength = 160;  // some desktops cut tips, and none wraps them
constexpr qsizetype kMenuLength = 80;

QString shortened(const QString& sentence, qsizetype most)
{
    return sentence.size() <= most ? sentence : sentence.left(most - 1).trimmed() + u'…';
}

}  // namespace

Tray::Tray(QWidget* window)
    : QObject(window), m_window(window), m_icon(new QSystemTrayIcon(QApplication::windowIcon(), this))
{
    m_menu = new QMenu(window);
    m_showVerdict = m_menu->addAction(QString(), this, &Tray::verdictWanted);
    m_menu->addAction(tr("&Open NaaP Lens"), this, &Tray::openWindow);
    m_showAlerts = m_menu->addAction(tr("Show the &alerts"), this, &Tray::alertsWanted);
    m_menu->addSeparator();
    m_pauseHour = m_menu->addAction(tr("&Pause alerts for an hour"), this, [this] { Q_EMIT pauseWanted(Pause::hour); });
    m_pauseTomorrow = m_menu->addAction(tr("Pause alerts until &tomorrow, 08:00"), this,
                                        [this] { Q_EMIT pauseWanted(Pause::tomorrow); });
    m_resume = m_menu->addAction(QString(), this, [this] { Q_EMIT pauseWanted(Pause::none); });
    m_menu->addSeparator();
    m_menu->addAction(tr("&Quit"), this, &Tray::quitWanted);
    m_icon->setContextMenu(m_menu);
    setPause(false, {});
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

void Tray::setVerdict(const QString& sentence)
{
    m_verdict = sentence;
    update();
}

void Tray::setPause(bool possible, const QString& until)
{
    m_pauseHour->setVisible(possible && until.isEmpty());
    m_pauseTomorrow->setVisible(possible && until.isEmpty());
    m_resume->setVisible(possible && !until.isEmpty());
    m_resume->setText(tr("&Resume alerts, paused until %1").arg(until));
}

QString Tray::toolTip() const
{
    return m_icon->toolTip();
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
    if (!m_verdict.isEmpty())
        words << shortened(m_verdict, kTipLength);
    m_icon->setToolTip(words.join(u'\n'));
    m_showVerdict->setVisible(!m_verdict.isEmpty());
    m_showVerdict->setText(shortened(m_verdict, kMenuLength).replace(u'&', u"&&"_s));
    m_showVerdict->setToolTip(m_verdict);
    m_showAlerts->setVisible(m_alertsWanted);
    m_icon->setVisible((m_keepsWindow || m_alertsWanted) && isThere());
}

}  // namespace naap
