#include "app/desktop_thread.h"

#include <array>

#include <QCoreApplication>
#include <QThread>

#include "core/alerts/told_message.h"
#include "ui/shell/desktop_notifier.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

/// Answers for all alerts of a message.
void act(const ShownMessage& message, const QString& action, AlertWatcher& watcher)
{
    if (action == "acknowledge"_L1)
        watcher.post([message](AlertWatch& watch, Instant now) {
            for (const auto& [rule, labels] : message.alerts)
                (void)watch.acknowledge(rule, labels, true, now);  // what failed shows in the next picture
        });
    if (action == "silence"_L1)
        watcher.post([message](AlertWatch& watch, Instant now) {
            for (const BookedSilence& each : silencesFor(message, now))
                (void)watch.addSilence(each);
        });
}

}  // namespace

DesktopThread::DesktopThread()
{
    static int count = 1;
    static std::array<char, 10> name{"naap-lens"};
    static std::array<char*, 2> arguments{name.data(), nullptr};
    if (!QCoreApplication::instance())
        m_application = std::make_unique<QCoreApplication>(count, arguments.data());
    m_thread = std::make_unique<QThread>();
    m_thread->start();
    m_notifier = new DesktopNotifier;
    m_notifier->moveToThread(m_thread.get());
    QObject::connect(m_thread.get(), &QThread::finished, m_notifier, &QObject::deleteLater);
}

DesktopThread::~DesktopThread()
{
    m_thread->quit();
    m_thread->wait();
}

void DesktopThread::show(const BookedMessage& message, AlertWatcher& watcher)
{
    const auto shown = shownMessage(message.body).value_or(ShownMessage{});
    Notification notification{.title = QString::fromStdString(shown.title),
                              .text = QString::fromStdString(shown.text),
                              .is_critical = shown.level == "critical" && shown.kind != "ends",
                              .actions = {}};
    if (shown.kind != "ends")
        notification.actions = {{u"acknowledge"_s, QCoreApplication::translate("naap::AlertBell", "Acknowledge")},
                                {u"silence"_s, QCoreApplication::translate("naap::AlertBell", "Silence for an hour")}};
    QMetaObject::invokeMethod(
        m_notifier,
        [notifier = m_notifier, notification, shown, id = message.id, &watcher] {
            notifier->show(
                notification, [id, &watcher](const QString& problem) { watcher.localDone(id, problem.toStdString()); },
                [shown, &watcher](const QString& action) { act(shown, action, watcher); });
        },
        Qt::QueuedConnection);
}

}  // namespace naap
