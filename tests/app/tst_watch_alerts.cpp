// Alerts of a watch without a window: the real program, a file that grows, a server that is told.

#include <QTest>

#include <QDBusConnection>
#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <atomic>

#include <fmt/format.h>

#include "core/events/instant.h"
#include "core/store/sqlite.h"
#include "tests/app/program.h"
#include "tests/support/faulty_server.h"
#include "tests/support/telling.h"

using namespace naap;
using namespace naap::test;

namespace {

constexpr int kPatience = 60'000;

/// Requests of a gateway that ended just now, as lines of a file.
QByteArray requestsNow(int count, bool success)
{
    static int number = 0;
    const std::string now =
        formatInstant(std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()));
    std::vector<telling::Envelope> events;
    for (int i = 0; i < count; ++i)
        events.push_back(
            telling::batchCompleted(now, fmt::format("r{}", ++number), "https://o1:8935", success).from("gw-1"));
    return QByteArray::fromStdString(telling::fileOf(events, telling::Form::ndjson));
}

/// JSON that is written with ' for ".
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

const QByteArray kRules = json(
    "{'version': 1, 'rules': [{'id': 'failures', 'name': 'Requests fail',"
    "'metric': {'report': 'requests', 'field': 'success_rate'}, 'group_by': ['gateway'],"
    "'settled_only': false, 'condition': {'type': 'below', 'warning': '90%'},"
    "'minimum': {'samples': 10},"
    "'message': 'Only {value} of the requests of {gateway} succeeded'}]}");

QByteArray channelsOf(const QByteArray& channels)
{
    return json("{'version': 1, 'channels': [" + channels + "]}");
}

QByteArray hookAt(const std::string& url)
{
    return "{'id': 'hook', 'kind': 'webhook', 'url': '" + QByteArray::fromStdString(url) + "'}";
}

}  // namespace

/// What a desktop does with notifications.
class Desktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    QStringList shown;

public Q_SLOTS:
    uint Notify(const QString&, uint, const QString&, const QString& title, const QString& body, const QStringList&,
                const QVariantMap&, int)
    {
        shown << title + ": " + body;
        return static_cast<uint>(shown.size());
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString& action);
};

class TestWatchAlerts : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(writeFile(path("rules.json"), kRules));
        QVERIFY(writeFile(path("events.ndjson"), requestsNow(12, true)));
    }

    /// Told once over a kill, and told when it is over.
    void anAlertIsToldOnceOverAKill()
    {
        const FaultyServer server(always(answer(200, "{}")));
        QVERIFY(writeFile(path("channels.json"), channelsOf(hookAt(server.url("/alerts")) +
                                                            ", {'id': 'log', 'kind': 'log', 'file': 'alerts.log'}")));
        start();
        QVERIFY2(waitForLog(": live"), m_log);
        append(requestsNow(30, false));
        QVERIFY2(waitForLog("alert begins"), m_log);
        QVERIFY2(m_log.contains("Only 28.57 % of the requests of gw-1 succeeded"), m_log);
        QTRY_COMPARE_WITH_TIMEOUT(server.calls().size(), std::size_t{1}, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(readFile(path("alerts.log")).count('\n'), 1, kPatience);
        const Json body = Json::parse(server.calls()[0].body);
        QCOMPARE(body.at("kind").get<std::string>(), std::string("begins"));
        QCOMPARE(body.at("alerts").at(0).at("entity").at("gateway").get<std::string>(), std::string("gw-1"));
        QVERIFY2(waitUntilAllIsTold(), m_log);
        end(SIGKILL);
        start();
        QVERIFY2(waitForLog(": live"), m_log);
        append(requestsNow(400, true));
        QVERIFY2(waitForLog("alert ends"), m_log);
        QVERIFY2(!m_log.contains("alert begins"), m_log);
        QTRY_COMPARE_WITH_TIMEOUT(server.calls().size(), std::size_t{2}, kPatience);
        QCOMPARE(Json::parse(server.calls()[1].body).at("kind").get<std::string>(), std::string("ends"));
        end(SIGTERM);
        QCOMPARE(m_status, 0);
    }

    /// A kill in the middle of telling: the message comes again, with the number that it had.
    void whatWasNotToldIsToldByTheNext()
    {
        std::atomic<bool> hangs = true;
        const FaultyServer server([&](const HttpCall&, Wire& wire) {
            if (hangs)
                wire.stayingSilent();
            else
                wire.send(answer(204, ""));
        });
        QVERIFY(writeFile(path("channels.json"), channelsOf(hookAt(server.url()))));
        append(requestsNow(30, false));
        start();
        QTRY_COMPARE_WITH_TIMEOUT(server.calls().size(), std::size_t{1}, kPatience);
        end(SIGKILL);
        hangs = false;
        start();
        QTRY_COMPARE_WITH_TIMEOUT(server.calls().size(), std::size_t{2}, kPatience);
        const auto calls = server.calls();
        QCOMPARE(calls[1].body, calls[0].body);
        QCOMPARE(calls[1].headers.at("x-naap-lens-delivery"), calls[0].headers.at("x-naap-lens-delivery"));
    }

    void filesAreReadAgainAtHangUp()
    {
        start({}, false);
        QVERIFY2(waitForLog(": live"), m_log);
        QVERIFY(writeFile(path("rules.json"), "no JSON"));
        ::kill(static_cast<pid_t>(m_process->processId()), SIGHUP);
        QVERIFY2(waitForLog("no rule that can be used"), m_log);
        QVERIFY(writeFile(path("rules.json"), QByteArray(kRules).replace("Requests fail", "Renamed")));
        ::kill(static_cast<pid_t>(m_process->processId()), SIGHUP);
        QVERIFY2(waitForLog("read the rules of alerts again"), m_log);
        append(requestsNow(30, false));
        QVERIFY2(waitForLog("warning: Renamed"), m_log);
    }

    /// What the rules are about may come yet: such a rule is named, and judged like the others.
    void aRuleAboutNobodyIsNamed()
    {
        const QByteArray nobody = json(
            "{'id': 'nobody', 'metric': {'report': 'requests', 'field': 'success_rate'},"
            " 'scope': 'gateway = \\'gw-9\\'', 'condition': {'type': 'below', 'warning': 0.9}},");
        QVERIFY(writeFile(path("rules.json"), QByteArray(kRules).replace("\"rules\": [", "\"rules\": [" + nobody)));
        append(requestsNow(30, false));
        start({}, false);
        QVERIFY2(waitForLog("rules.json: /rules/0/scope: it meets none of the "), m_log);
        QVERIFY2(waitForLog("alert begins"), m_log);
        append(requestsNow(400, true));
        QVERIFY2(waitForLog("alert ends"), m_log);
        QCOMPARE(m_log.count("/rules/0/scope"), 1);
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("no such file") << QStringList{"--rules", "nowhere.json"} << QByteArray("nowhere.json");
        QTest::newRow("no rules") << QStringList{"--rules", "events.ndjson"} << QByteArray("no rule that can be used");
        QTest::newRow("newer") << QStringList{"--rules", "newer.json"} << QByteArray("newer");
        QTest::newRow("channels alone") << QStringList{"--channels", "channels.json"} << QByteArray("--rules");
        QTest::newRow("no channels") << QStringList{"--rules", "rules.json", "--channels", "rules.json"}
                                     << QByteArray("no channel");
    }
    void wrongUsage()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, words);
        QVERIFY(writeFile(path("newer.json"), json("{'version': 2, 'rules': []}")));
        const Run run =
            runIn(m_folder->path(), QStringList{"watch", "--follow", "events.ndjson", "--db", "x.db"} + arguments);
        QVERIFY(run.status == 1 || run.status == 2);
        QVERIFY2(run.err.contains(words), run.err);
    }

    void theDesktopIsToldWhereThereIsOne()
    {
        const QString daemon = QStandardPaths::findExecutable("dbus-daemon");
        if (daemon.isEmpty())
            QSKIP("no dbus-daemon here");
        QProcess bus;
        bus.start(daemon, {"--session", "--nofork", "--print-address=1"});
        QVERIFY(bus.waitForStarted() && bus.waitForReadyRead(5'000));
        const QString address = QString::fromUtf8(bus.readLine().trimmed());
        Desktop desktop;
        QDBusConnection connection = QDBusConnection::connectToBus(address, "desktop");
        QVERIFY(connection.registerObject("/org/freedesktop/Notifications", &desktop,
                                          QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(connection.registerService("org.freedesktop.Notifications"));
        QVERIFY(writeFile(path("channels.json"), channelsOf("{'id': 'desktop', 'kind': 'desktop'}")));
        append(requestsNow(30, false));
        start({{"DBUS_SESSION_BUS_ADDRESS", address}});
        QTRY_COMPARE_WITH_TIMEOUT(desktop.shown.size(), 1, kPatience);
        QCOMPARE(desktop.shown[0], QString("warning: Requests fail: Only 28.57 % of the requests of gw-1 succeeded"));
        Q_EMIT desktop.ActionInvoked(1, "silence");
        append(requestsNow(400, true));  // what ends under a silence is not told
        QVERIFY2(waitUntilAllIsTold(), m_log);
        end(SIGTERM);
        QCOMPARE(m_status, 0);
        QDBusConnection::disconnectFromBus("desktop");
        bus.kill();
        bus.waitForFinished();
    }

    void cleanup()
    {
        end(SIGKILL);
        m_log.clear();
    }

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    void append(const QByteArray& bytes)
    {
        QFile file(path("events.ndjson"));
        QVERIFY(file.open(QIODevice::Append) && file.write(bytes) == bytes.size());
    }
    void start(const QMap<QString, QString>& environment = {}, bool channels = true)
    {
        m_log.clear();
        m_process = std::make_unique<QProcess>();
        QStringList arguments{"watch", "--follow",  "events.ndjson", "--org",     "cloudspe",
                              "--db",  "alerts.db", "--rules",       "rules.json"};
        if (channels)
            arguments << "--channels"
                      << "channels.json";
        prepare(*m_process, m_folder->path(), arguments, environment);
        m_process->start();
        QVERIFY2(m_process->waitForStarted(), "NAAP_LENS names the program");
    }
    void end(int signal)
    {
        if (!m_process)
            return;
        if (m_process->state() != QProcess::NotRunning)  // 0 would be all of us
            ::kill(static_cast<pid_t>(m_process->processId()), signal);
        m_process->waitForFinished(kPatience);
        m_status = m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -1;
        m_process.reset();
    }
    bool waitForLog(const QByteArray& words)
    {
        QElapsedTimer clock;
        clock.start();
        while (!m_log.contains(words)) {
            if (clock.elapsed() > kPatience || m_process->state() == QProcess::NotRunning)
                return false;
            m_process->waitForReadyRead(100);
            m_log += m_process->readAllStandardError();
        }
        return true;
    }
    /// As the file beside the cache has it.
    bool waitUntilAllIsTold()
    {
        return QTest::qWaitFor(
            [this] {
                Database book(path("alerts.db.alerts").toStdString(), Database::Mode::read_only);
                return book.integer("SELECT count(*) FROM message WHERE outcome = ''") == 0;
            },
            kPatience);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_log;
    int m_status = -1;
};

QTEST_GUILESS_MAIN(TestWatchAlerts)
#include "tst_watch_alerts.moc"
