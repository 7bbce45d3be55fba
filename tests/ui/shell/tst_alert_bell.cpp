// Alerts told by the window: on a real session bus, to a notification service that is part of the test.

#include <QtTest>

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QMenu>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>

#include "core/alerts/told_message.h"
#include "ui/models/alert_center.h"
#include "ui/pages/workbench.h"
#include "ui/shell/alert_bell.h"
#include "ui/shell/desktop_notifier.h"
#include "ui/shell/tray.h"

using namespace naap;

namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");

/// A bus of the test's own, as a desktop session has one.
class SessionBus {
public:
    bool start()
    {
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty())
            return false;
        m_daemon.start(daemon,
                       {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
        if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead(5'000))
            return false;
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_daemon.readLine().trimmed());
        return true;
    }
    ~SessionBus()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

private:
    QProcess m_daemon;
};

}  // namespace

/// What a desktop does with notifications: keeps them, and says what a person clicks.
class NotificationService : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Shown {
        QString title;
        QString body;
        QStringList actions;
        int urgency = -1;
    };
    QList<Shown> shown;
    bool refuses = false;

public Q_SLOTS:
    uint Notify(const QString& program, uint, const QString&, const QString& title, const QString& body,
                const QStringList& actions, const QVariantMap& hints, int)
    {
        if (refuses)
            sendErrorReply(QDBusError::Failed, QStringLiteral("too many"));
        shown << Shown{title, body, actions, hints.value(QStringLiteral("urgency")).toInt()};
        return program == QLatin1String("NaaP Lens") ? static_cast<uint>(shown.size()) : 0;
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString& action);
    void NotificationClosed(uint id, uint reason);
};

class TestAlertBell : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("naap-lens-test"));
        QCoreApplication::setApplicationName(QStringLiteral("alert-bell"));
        QSettings().clear();
        m_hasBus = m_bus.start();
        if (!m_hasBus)
            return;
        QDBusConnection desktop =
            QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("desktop"));
        QVERIFY(desktop.registerObject(kPath, &m_service,
                                       QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(desktop.registerService(kService));
    }

    void init()
    {
        m_service.shown.clear();
        m_service.refuses = false;
    }

    void theTestButtonShowsTheExactMessage()
    {
        if (!m_hasBus)
            QSKIP("no dbus-daemon here");
        const Seen seen;
        QSignalSpy done(&seen.bench->alerts(), &AlertCenter::testDone);
        seen.bench->alerts().sendTest({.id = "desktop", .kind = ChannelKind::desktop});
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(done[0][1].toString(), QString());
        QCOMPARE(m_service.shown.size(), 1);
        QCOMPARE(m_service.shown[0].title.toStdString(), testMessage({}).title);
        QCOMPARE(m_service.shown[0].body.toStdString(), testMessage({}).text);
        QVERIFY(m_service.shown[0].actions.contains(QStringLiteral("default")));
        QVERIFY(!m_service.shown[0].actions.contains(QStringLiteral("acknowledge")));
    }

    void anAlertCanBeAnsweredRightThere()
    {
        if (!m_hasBus)
            QSKIP("no dbus-daemon here");
        const Seen seen;
        QSignalSpy gone(seen.bench.get(), &Workbench::goWanted);
        ToldAlert alert;
        alert.rule = "r";
        alert.rule_name = "A <b>rule</b>";
        alert.level = AlertLevel::critical;
        alert.text = "gateway <script> & co";
        Q_EMIT seen.bench->alerts().tellWanted(
            {.id = "desktop", .kind = ChannelKind::desktop},
            {.id = 3, .channel = "desktop", .body = bodyOf(messagesFor({alert}, {})[0])});
        QTRY_COMPARE(m_service.shown.size(), 1);
        QCOMPARE(m_service.shown[0].urgency, 2);
        QVERIFY(m_service.shown[0].actions.contains(QStringLiteral("acknowledge")));
        QVERIFY(m_service.shown[0].actions.contains(QStringLiteral("silence")));
        // What events say is no markup.
        QCOMPARE(m_service.shown[0].body, QStringLiteral("gateway &lt;script&gt; &amp; co"));
        // The bus hands on in order: the answer of the service first, and then what it says.
        Q_EMIT m_service.ActionInvoked(1, QStringLiteral("default"));
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(gone[0][0].toString(), QStringLiteral("alerts"));
    }

    void aServiceThatRefusesIsSaid()
    {
        if (!m_hasBus)
            QSKIP("no dbus-daemon here");
        m_service.refuses = true;
        const Seen seen;
        QSignalSpy done(&seen.bench->alerts(), &AlertCenter::testDone);
        seen.bench->alerts().sendTest({.id = "desktop", .kind = ChannelKind::desktop});
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(done[0][1].toString(), QStringLiteral("too many"));
    }

    void theBadgeSaysHowManyAlertsFire()
    {
        const Seen seen;
        QToolButton* badge = seen.bell->badge();
        QVERIFY(badge->text().contains(QStringLiteral("no alerts")));
        QVERIFY(!badge->accessibleName().isEmpty());
        QSignalSpy gone(seen.bench.get(), &Workbench::goWanted);
        QTest::mouseClick(badge, Qt::LeftButton);
        QCOMPARE(gone.size(), 1);
        QCOMPARE(gone[0][0].toString(), QStringLiteral("alerts"));
    }

    void theTrayPausesAlertsAndSaysHowTheNetworkIs()
    {
        const Seen seen;
        QVERIFY(!shownIn(*seen.tray).join(u' ').contains(QStringLiteral("ause alerts")));  // nobody watches
        seen.bench->alerts().start();
        seen.bench->alerts().setWatching(true);
        QTRY_VERIFY(shownIn(*seen.tray).contains(QStringLiteral("&Pause alerts for an hour")));
        QVERIFY(shownIn(*seen.tray).contains(QStringLiteral("Pause alerts until &tomorrow, 08:00")));
        const auto now = [] { return QDateTime::currentMSecsSinceEpoch(); };
        action(*seen.tray, QStringLiteral("&Pause alerts for an hour"))->trigger();
        QTRY_VERIFY(seen.bench->alerts().pausedUntil());
        const qint64 left = toMs(*seen.bench->alerts().pausedUntil()) - now();
        QVERIFY(left > 3'500'000 && left <= 3'600'000);
        QAction* resume = action(*seen.tray, QStringLiteral("&Resume alerts"));
        QVERIFY(resume && resume->isVisible());
        QVERIFY(!shownIn(*seen.tray).contains(QStringLiteral("&Pause alerts for an hour")));
        resume->trigger();
        QTRY_VERIFY(!seen.bench->alerts().pausedUntil());
        action(*seen.tray, QStringLiteral("Pause alerts until"))->trigger();
        QTRY_VERIFY(seen.bench->alerts().pausedUntil());
        const QDateTime until = QDateTime::fromMSecsSinceEpoch(toMs(*seen.bench->alerts().pausedUntil()));
        QCOMPARE(until.time(), QTime(8, 0));
        QCOMPARE(until.date(), QDate::currentDate().addDays(1));
        seen.tray->setVerdict(
            QStringLiteral("You: cohort steady & well, your startup failures went from 1 % to 34 %."));
        QVERIFY(seen.tray->toolTip().contains(QStringLiteral("You: cohort steady & well")));
        QAction* verdict = seen.tray->menu()->actions().first();
        QVERIFY(verdict->isVisible() && verdict->text().startsWith(QStringLiteral("You: cohort steady && well")));
        QSignalSpy gone(seen.bench.get(), &Workbench::goWanted);
        verdict->trigger();
        QCOMPARE(gone.at(0).at(0).toString(), QStringLiteral("overview"));
        action(*seen.tray, QStringLiteral("Show the &alerts"))->trigger();
        QCOMPARE(gone.at(1).at(0).toString(), QStringLiteral("alerts"));
        seen.bench->alerts().setWatching(false);
    }

private:
    static QStringList shownIn(const Tray& tray)
    {
        QStringList texts;
        for (const QAction* each : tray.menu()->actions())
            if (each->isVisible() && !each->isSeparator())
                texts << each->text();
        return texts;
    }
    static QAction* action(const Tray& tray, const QString& begin)
    {
        for (QAction* each : tray.menu()->actions())
            if (each->text().startsWith(begin))
                return each;
        return nullptr;
    }

    struct Seen {
        Seen()
        {
            const std::filesystem::path file = folder.path().toStdString() + "/cache.db";
            (void)Cache::open(file, Cache::Access::write);
            bench = std::make_unique<Workbench>(file);
            tray = new Tray(window.get());
            bell = new AlertBell(*bench, *tray, window.get());
            window->show();
        }
        ~Seen() { delete bell; }
        QTemporaryDir folder;
        std::unique_ptr<QWidget> window = std::make_unique<QWidget>();
        std::unique_ptr<Workbench> bench;
        Tray* tray = nullptr;
        AlertBell* bell = nullptr;
    };

    SessionBus m_bus;
    NotificationService m_service;
    bool m_hasBus = false;
};

QTEST_MAIN(TestAlertBell)
#include "tst_alert_bell.moc"
