#include "ui/shell/desktop_notifier.h"

#ifdef NAAP_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

namespace naap {

#ifdef NAAP_DBUS

namespace {

using namespace Qt::StringLiterals;

const QString kService = u"org.freedesktop.Notifications"_s;
const QString kPath = u"/org/freedesktop/Notifications"_s;
constexpr int kPatienceMs = 10'000;

/// The body is a little markup: what events say must not become any.
QString escaped(const QString& text)
{
    return text.toHtmlEscaped();
}

}  // namespace

DesktopNotifier::DesktopNotifier(QObject* parent) : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(kService, kPath, kService, u"ActionInvoked"_s, this, SLOT(actionInvoked(uint, QString)));
    bus.connect(kService, kPath, kService, u"NotificationClosed"_s, this, SLOT(notificationClosed(uint, uint)));
}

void DesktopNotifier::show(const Notification& notification, Done done, Acted acted)
{
    if (!QDBusConnection::sessionBus().isConnected())
        return done(tr("this desktop has no session bus"));
    QStringList actions;
    for (const auto& [key, label] : notification.actions)
        actions << key << label;
    QVariantMap hints;
    hints[u"urgency"_s] = QVariant::fromValue(static_cast<uchar>(notification.is_critical ? 2 : 1));
    hints[u"desktop-entry"_s] = u"naap-lens"_s;
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kService, u"Notify"_s);
    call.setArguments({u"NaaP Lens"_s, uint{0}, u"naap-lens"_s, notification.title, escaped(notification.text), actions,
                       hints, notification.is_critical ? 0 : -1});
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, kPatienceMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, watcher, done = std::move(done), acted = std::move(acted)] {
                const QDBusPendingReply<uint> reply = *watcher;
                watcher->deleteLater();
                if (reply.isError())
                    return done(reply.error().message());
                m_shown[reply.value()] = acted;
                done({});
            });
}

#else

DesktopNotifier::DesktopNotifier(QObject* parent) : QObject(parent) {}

void DesktopNotifier::show(const Notification&, Done done, Acted)
{
    done(tr("this platform has no notification service that we know; the tray icon shows them"));
}

#endif

void DesktopNotifier::actionInvoked(uint id, const QString& action)
{
    if (const auto shown = m_shown.constFind(id); shown != m_shown.constEnd()) {
        const Acted acted = *shown;
        acted(action);
    }
}

void DesktopNotifier::notificationClosed(uint id, uint)
{
    m_shown.remove(id);
}

}  // namespace naap
