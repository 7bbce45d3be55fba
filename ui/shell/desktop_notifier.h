#pragma once

#include <functional>

#include <QHash>
#include <QObject>
#include <QVariantMap>

namespace naap {

/// What a notification says, and what a person can do about it right there.
struct Notification {
    QString title;
    QString text;
    bool is_critical = false;
    QVector<std::pair<QString, QString>> actions;  ///< key and label; `default` is a click on all of it
};

/// Notifications of the desktop by org.freedesktop.Notifications. Nothing waits for the service: what came of it is
/// said later. Where a desktop has no such service, that is said too.
class DesktopNotifier : public QObject {
    Q_OBJECT
public:
    explicit DesktopNotifier(QObject* parent = nullptr);

    using Done = std::function<void(const QString& problem)>;  ///< blank: it is shown
    using Acted = std::function<void(const QString& action)>;
    void show(const Notification& notification, Done done, Acted acted);

private Q_SLOTS:
    void actionInvoked(uint id, const QString& action);
    void notificationClosed(uint id, uint reason);

private:
    QHash<uint, Acted> m_shown;
};

}  // namespace naap
