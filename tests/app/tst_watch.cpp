#include <csignal>

#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest>

#include "core/feed/public_api_tables.h"
#include "tests/app/program.h"
#include "tests/support/faulty_server.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/mock_kafka.h"

using namespace naap::test;

namespace {

constexpr int kPatience = 60'000;

/// naap-lens watch while it runs.
class Watch {
public:
    Watch(const QString& folder, const QStringList& arguments, const QMap<QString, QString>& environment = {})
    {
        prepare(m_process, folder, QStringList{"watch", "--json"} + arguments, environment);
        m_process.start();
    }
    ~Watch()
    {
        if (m_process.state() != QProcess::NotRunning)
            m_process.kill();
        m_process.waitForFinished();
    }

    qint64 pid() const { return m_process.processId(); }
    void signal(int number) { ::kill(static_cast<pid_t>(pid()), number); }

    /// Asks for figures until one of the feeds has taken in so many records.
    bool waitForRecords(int records)
    {
        return waitFor([&] { return figures().contains("records") && figures().at("records").get<int>() >= records; },
                       true);
    }
    bool waitForLog(const QByteArray& words)
    {
        return waitFor([&] { return m_err.contains(words); }, false);
    }
    Run stop(int number = SIGTERM)
    {
        signal(number);
        Run run = naap::test::finish(m_process);
        run.out = m_out + run.out;
        run.err = m_err + run.err;
        return run;
    }
    const QByteArray& log() const { return m_err; }

private:
    /// The newest complete line of figures.
    Json figures() const
    {
        const auto lines = m_out.split('\n');
        return lines.size() < 2 ? Json::object() : Json::parse(lines.at(lines.size() - 2).toStdString());
    }
    bool waitFor(const std::function<bool()>& there, bool ask)
    {
        QElapsedTimer clock;
        clock.start();
        while (!there()) {
            if (clock.elapsed() > kPatience || m_process.state() == QProcess::NotRunning)
                return false;
            if (ask && m_err.contains(": "))  // it has begun to log, so it knows the signal
                signal(SIGUSR1);
            m_process.waitForReadyRead(100);
            m_out += m_process.readAllStandardOutput();
            m_err += m_process.readAllStandardError();
        }
        return true;
    }

    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
};

bool append(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::Append) && file.write(bytes) == bytes.size();
}

}  // namespace

/// naap-lens watch and replay, from the outside.
class TestWatch : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();

    void aFollowedFileGivesTheChecksumOfAnImport_data();
    void aFollowedFileGivesTheChecksumOfAnImport();
    void replayAndKafkaGiveTheChecksumOfAnImport();
    void replayKeepsItsPace_data();
    void replayKeepsItsPace();
    void aWatcherKilledInTheMiddleGoesOnAndCountsNothingTwice();
    void fileKafkaWithFaultsAndFollowingAgree_data();
    void fileKafkaWithFaultsAndFollowingAgree();
    void figuresComeAtAnInterval();
    void statesAreLogged();
    void theSecondWriterIsToldWhoHoldsTheCache();
    void wrongUsage_data();
    void wrongUsage();
    void passwordsAreNeverShown();
    void withoutASourceLeftItFails();
    void theApisFiguresComeBesideEvents();
    void aFileOfSourcesIsReadAgainAtHangUp();
    void secretsOfSourcesComeFromTheFileAndAreNowhereElse();
    void aFileWithASecretInItIsRefused();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    Run run(const QStringList& arguments) const { return runIn(m_folder.path(), arguments); }
    int recordsIn(const QString& cache) const
    {
        const Json records = run({"doctor", "--json", "--db", cache}).json().at("records");
        int sum = 0;
        for (const auto& [name, count] : records.items())
            sum += count.get<int>();
        return sum;
    }

    QTemporaryDir m_folder;
    QByteArray m_events;
    QByteArray m_checksum;
};

void TestWatch::initTestCase()
{
    QVERIFY2(QFile::exists(programPath()), "NAAP_LENS names the program");
    QCOMPARE(run(smallTraffic("traffic.ndjson")).status, 0);
    m_events = readFile(path("traffic.ndjson"));
    QCOMPARE(run({"import", "traffic.ndjson", "--org", "cloudspe", "--db", "imported.db"}).status, 0);
    m_checksum = checksumOf(m_folder.path(), "imported.db");
}

void TestWatch::aFollowedFileGivesTheChecksumOfAnImport_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestWatch::aFollowedFileGivesTheChecksumOfAnImport()
{
    QFETCH(int, signal);
    const QString cache = QString("followed-%1.db").arg(signal);
    const QString file = path(QString("growing-%1.ndjson").arg(signal));
    const auto half = m_events.size() / 2;
    QVERIFY(writeFile(file, m_events.left(half)));
    {
        Watch watch(m_folder.path(), {"--follow", file, "--org", "cloudspe", "--db", cache});
        QVERIFY2(watch.waitForRecords(static_cast<int>(m_events.left(half).count('\n'))), watch.log());
        const Run stopped = watch.stop(signal);
        QCOMPARE(stopped.status, 0);
    }
    QVERIFY(append(file, m_events.mid(half)));
    Watch again(m_folder.path(), {"--follow", file, "--org", "cloudspe", "--db", cache});
    QVERIFY2(again.waitForRecords(static_cast<int>(m_events.mid(half).count('\n'))), again.log());
    QCOMPARE(again.stop(signal).status, 0);
    QCOMPARE(recordsIn(cache), static_cast<int>(m_events.count('\n')));
    QCOMPARE(checksumOf(m_folder.path(), cache), m_checksum);
}

void TestWatch::replayAndKafkaGiveTheChecksumOfAnImport()
{
    naap::MockKafka kafka;
    kafka.createTopic("streaming_events", 3);
    const QString brokers = QString::fromStdString(kafka.brokers());
    const Run sent = run({"replay", "traffic.ndjson", "--to", "kafka://" + brokers + "/streaming_events"});
    QVERIFY2(sent.status == 0, sent.err);
    QVERIFY2(sent.out.contains("Sent "), sent.out);
    Watch watch(m_folder.path(), {"--kafka", brokers, "--topic", "streaming_events", "--db", "kafka.db"});
    QVERIFY2(watch.waitForRecords(static_cast<int>(m_events.count('\n'))), watch.log());
    QVERIFY2(watch.waitForLog(": live"), watch.log());
    QCOMPARE(watch.stop().status, 0);
    QCOMPARE(checksumOf(m_folder.path(), "kafka.db"), m_checksum);
    QCOMPARE(recordsIn("kafka.db"), static_cast<int>(m_events.count('\n')));
}

void TestWatch::replayKeepsItsPace_data()
{
    QTest::addColumn<QStringList>("pace");
    QTest::addColumn<int>("atLeast_ms");
    QTest::newRow("as fast as it can") << QStringList{} << 0;
    QTest::newRow("rate") << QStringList{"--rate", "4"} << 1250;    // the first at once
    QTest::newRow("speed") << QStringList{"--speed", "8"} << 1000;  // eight seconds of events
}

void TestWatch::replayKeepsItsPace()
{
    QFETCH(QStringList, pace);
    QFETCH(int, atLeast_ms);
    naap::MockKafka kafka;
    kafka.createTopic("streaming_events", 1);
    const QString brokers = QString::fromStdString(kafka.brokers());
    QByteArray lines = "{\"of\": \"no time\"}\n";
    for (int second : {0, 2, 4, 6, 8})
        lines += QByteArray(R"({"id":"p%1","type":"stream_trace","timestamp":"%2","data":{}})")
                     .replace("%1", QByteArray::number(second))
                     .replace("%2", QByteArray::number(1'775'001'600'000 + 1000 * second)) +
                 '\n';
    QVERIFY(writeFile(path("paced.ndjson"), lines));
    QElapsedTimer clock;
    clock.start();
    const Run sent = run(QStringList{"replay", "paced.ndjson", "--to", brokers + "/streaming_events"} + pace);
    QVERIFY2(sent.status == 0, sent.err);
    QVERIFY2(sent.out.contains("Sent 6 records"), sent.out);
    QVERIFY2(clock.elapsed() >= atLeast_ms && clock.elapsed() < atLeast_ms + 20'000,
             qPrintable(QString::number(clock.elapsed())));
}

void TestWatch::aWatcherKilledInTheMiddleGoesOnAndCountsNothingTwice()
{
    naap::MockKafka kafka;
    kafka.createTopic("streaming_events", 3);
    const QString brokers = QString::fromStdString(kafka.brokers());
    const QStringList arguments{"--kafka", brokers, "--topic", "streaming_events", "--db", "killed.db"};
    for (int part = 0; part < 3; ++part) {
        const auto at = m_events.size() * part / 3;
        QVERIFY(writeFile(path("part.ndjson"), m_events.mid(at, m_events.size() * (part + 1) / 3 - at)));
        std::vector<std::string> lines;
        for (const QByteArray& line : readFile(path("part.ndjson")).split('\n'))
            if (!line.isEmpty())
                lines.push_back(line.toStdString());
        kafka.send("streaming_events", lines);
        Watch watch(m_folder.path(), arguments);
        QVERIFY2(watch.waitForRecords(static_cast<int>(lines.size()) / 2), watch.log());
        watch.signal(SIGKILL);
    }
    // The cuts above went through lines: both pieces of such a line are rejected, so the whole comes once more.
    std::vector<std::string> all;
    for (const QByteArray& line : m_events.split('\n'))
        if (!line.isEmpty())
            all.push_back(line.toStdString());
    kafka.send("streaming_events", all);
    Watch watch(m_folder.path(), arguments);
    QVERIFY2(watch.waitForLog(": live"), watch.log());
    QCOMPARE(watch.stop().status, 0);
    QCOMPARE(checksumOf(m_folder.path(), "killed.db"), m_checksum);
    QCOMPARE(recordsIn("killed.db"), 2 * static_cast<int>(all.size()) + 2);
}

void TestWatch::fileKafkaWithFaultsAndFollowingAgree_data()
{
    QTest::addColumn<bool>("real");
    QTest::newRow("librdkafka's mock cluster") << false;
    QTest::newRow("a broker of Apache Kafka") << true;
}

/// The same events by an import, by a file that grows and is rotated, and by a topic whose broker is killed and whose
/// watcher is killed: doctor has one checksum for all.
void TestWatch::fileKafkaWithFaultsAndFollowingAgree()
{
    QFETCH(bool, real);
    const QString jars = qEnvironmentVariable("NAAP_KAFKA_JARS");
    if (real && jars.isEmpty())
        QSKIP("no Kafka broker: NAAP_KAFKA_JARS names no folder of its jars (see tests/support/kafka/pom.xml)");
    naap::KafkaBroker broker(jars);
    naap::MockKafka mock;
    if (real && !broker.format())
        QSKIP("no Kafka broker: java cannot run what is in NAAP_KAFKA_JARS");
    if (real)
        QVERIFY(broker.start());
    else
        mock.createTopic("streaming_events", 3);
    const QString brokers = QString::fromStdString(real ? broker.brokers() : mock.brokers());
    const QString cache = real ? "faults-real.db" : "faults.db";
    const QStringList arguments{"--kafka", brokers, "--topic", "streaming_events", "--db", cache};
    const auto half = m_events.indexOf('\n', m_events.size() / 2) + 1;
    const auto send = [&](const QByteArray& lines) {
        QVERIFY(writeFile(path("part.ndjson"), lines));
        const Run sent = run({"replay", "part.ndjson", "--to", "kafka://" + brokers + "/streaming_events"});
        QVERIFY2(sent.status == 0, sent.err);
    };
    send(m_events.left(half));
    {
        Watch watch(m_folder.path(), arguments);
        QVERIFY2(watch.waitForRecords(static_cast<int>(m_events.left(half).count('\n')) / 2), watch.log());
        watch.signal(SIGKILL);
    }
    Watch watch(m_folder.path(), arguments);
    QVERIFY2(watch.waitForLog(": live"), watch.log());
    if (real)
        broker.kill();
    else
        mock.setDown(true);
    QVERIFY2(watch.waitForLog(": waiting"), watch.log());
    if (real)
        QVERIFY(broker.start());
    else
        mock.setDown(false);
    send(m_events.mid(half));
    send(m_events.left(half));  // a producer that was in doubt sends again
    const int all = static_cast<int>(m_events.count('\n'));
    const int again = static_cast<int>(m_events.left(half).count('\n'));
    QVERIFY2(watch.waitForRecords(all), watch.log());
    QTRY_COMPARE_WITH_TIMEOUT(recordsIn(cache), all + again, 30'000);
    QCOMPARE(watch.stop().status, 0);
    QCOMPARE(recordsIn(cache), all + again);
    QCOMPARE(checksumOf(m_folder.path(), cache), m_checksum);

    const QString file = path(real ? "rotated-real.ndjson" : "rotated.ndjson");
    const QString followed = real ? "rotated-real.db" : "rotated.db";
    QVERIFY(writeFile(file, m_events.left(half)));
    Watch follower(m_folder.path(), {"--follow", file, "--org", "cloudspe", "--db", followed});
    QVERIFY2(follower.waitForRecords(again), follower.log());
    QVERIFY(QFile::rename(file, file + ".1"));
    QVERIFY(writeFile(file, m_events.mid(half)));
    QVERIFY2(follower.waitForRecords(all), follower.log());
    QCOMPARE(follower.stop().status, 0);
    QCOMPARE(checksumOf(m_folder.path(), followed), m_checksum);
}

void TestWatch::figuresComeAtAnInterval()
{
    QVERIFY(writeFile(path("figures.ndjson"), m_events.left(m_events.indexOf('\n') + 1)));
    Watch watch(m_folder.path(), {"--follow", "figures.ndjson", "--figures", "1", "--db", "figures.db"});
    QVERIFY2(watch.waitForLog(": live"), watch.log());
    QVERIFY2(watch.waitForRecords(1), watch.log());
    const Run stopped = watch.stop();
    const Json figures = Json::parse(stopped.out.split('\n').first().toStdString());
    for (const char* name : {"at", "feed", "state", "records", "accepted", "records_per_second", "last_error"})
        QVERIFY2(figures.contains(name), name);
}

void TestWatch::statesAreLogged()
{
    Watch watch(m_folder.path(), {"--follow", "later.ndjson", "--db", "states.db"});
    QVERIFY2(watch.waitForLog("later.ndjson\" is not there"), watch.log());
    QVERIFY(writeFile(path("later.ndjson"), m_events.left(m_events.indexOf('\n') + 1)));
    QVERIFY2(watch.waitForLog(": live"), watch.log());
    QVERIFY(QFile::remove(path("later.ndjson")));
    QVERIFY(writeFile(path("later.ndjson"), ""));
    QCOMPARE(watch.stop().status, 0);
}

void TestWatch::theSecondWriterIsToldWhoHoldsTheCache()
{
    Watch watch(m_folder.path(), {"--follow", "traffic.ndjson", "--db", "held.db"});
    QVERIFY2(watch.waitForLog(": live"), watch.log());
    const Run second = run({"watch", "--follow", "traffic.ndjson", "--db", "held.db"});
    QCOMPARE(second.status, 1);
    QVERIFY2(second.err.contains("process " + QByteArray::number(watch.pid())), second.err);
    QCOMPARE(run({"query", "sessions", "--db", "held.db"}).status, 0);
}

void TestWatch::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("hint");
    QTest::newRow("nothing") << QStringList{"watch"} << QByteArray("--follow");
    QTest::newRow("no topic") << QStringList{"watch", "--kafka", "localhost:1"} << QByteArray("--topic");
    QTest::newRow("no brokers") << QStringList{"watch", "--topic", "a"} << QByteArray("--kafka");
    QTest::newRow("start") << QStringList{"watch", "--kafka", "localhost:1", "--topic", "a", "--start", "soon"}
                           << QByteArray("'soon' is no place to start at");
    QTest::newRow("topic") << QStringList{"watch", "--kafka", "localhost:1", "--topic", "a b"}
                           << QByteArray("cannot be the name of a topic");
    QTest::newRow("no user") << QStringList{"watch", "--kafka", "localhost:1", "--topic", "a", "--sasl", "plain"}
                             << QByteArray("--user");
    QTest::newRow("sasl") << QStringList{"watch", "--kafka", "localhost:1", "--topic", "a", "--sasl", "plan"}
                          << QByteArray("'plain'");
    QTest::newRow("replay to nowhere") << QStringList{"replay", "x"} << QByteArray("--to");
    QTest::newRow("replay to a host") << QStringList{"replay", "x", "--to", "localhost:1"}
                                      << QByteArray("BROKERS/TOPIC");
    QTest::newRow("rate") << QStringList{"replay", "x", "--to", "localhost:1/a", "--rate", "0"}
                          << QByteArray("above 0");
}

void TestWatch::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, hint);
    const Run wrong = run(arguments);
    QVERIFY2(wrong.status == 2, wrong.err);
    QVERIFY2(wrong.err.contains(hint), wrong.err);
}

void TestWatch::passwordsAreNeverShown()
{
    naap::MockKafka kafka;  // knows no log-in, so it is refused
    QVERIFY(writeFile(path("password"), "sesame-opens\n"));
    Watch watch(m_folder.path(),
                {"--kafka", QString::fromStdString(kafka.brokers()), "--topic", "a", "--sasl", "scram-sha-512",
                 "--user", "me", "--db", "secret.db"},
                {{"NAAP_LENS_KAFKA_PASSWORD_FILE", path("password")}});
    QVERIFY2(watch.waitForLog(QByteArray::fromStdString(kafka.brokers())), watch.log());
    const Run stopped = watch.stop();
    QVERIFY2(!stopped.err.contains("sesame"), stopped.err);
    QVERIFY2(!stopped.out.contains("sesame"), stopped.out);
    QVERIFY(!readFile(path("secret.db")).contains("sesame"));
}

void TestWatch::withoutASourceLeftItFails()
{
    const Run failed = run({"watch", "--follow", "/dev/null", "--db", "null.db"});
    QCOMPARE(failed.status, 1);
    QVERIFY2(failed.err.contains("neither a file nor a folder"), failed.err);
}

/// Knows one price and otherwise nothing; wants a token where one is given.
naap::test::FaultyServer::Handler smallApi(std::string token = {})
{
    return [token](const HttpCall& call, Wire& wire) {
        const auto said = call.headers.find("authorization");
        if (!token.empty() && (said == call.headers.end() || said->second != "Bearer " + token))
            return wire.send(answer(401, "no"));
        const naap::ApiEndpoint* endpoint =
            naap::findApiEndpoint(call.path.substr(std::min<size_t>(4, call.path.size())));
        if (!endpoint)
            return wire.send(answer(404, "404 page not found", "", "text/plain"));
        if (endpoint->name == "dashboard/pricing")
            return wire.send(answer(
                200, R"([{"orchAddress":"0x1","pipeline":"p","priceWeiPerUnit":7,"pixelsPerUnit":1,"isWarm":true}])"));
        if (endpoint->time == naap::ApiTime::pages)
            return wire.send(answer(200, R"({"data":[],"pagination":{"next_cursor":""}})"));
        const bool one = endpoint->name == "dashboard/kpi" || endpoint->name == "dashboard/gpu-capacity";
        wire.send(answer(200, endpoint->name == "dashboard/pipelines" ? R"({"streaming":[]})" : one ? "{}" : "[]"));
    };
}

void TestWatch::theApisFiguresComeBesideEvents()
{
    const FaultyServer server(smallApi());
    Watch watch(m_folder.path(), {"--api", QString::fromStdString(server.url()), "--follow", "traffic.ndjson", "--org",
                                  "cloudspe", "--db", "both.db"});
    QVERIFY2(watch.waitForLog("api " + QByteArray::fromStdString(server.url()) + ": live"), watch.log());
    QVERIFY2(watch.waitForLog("traffic.ndjson: live"), watch.log());
    QCOMPARE(watch.stop().status, 0);
    QCOMPARE(checksumOf(m_folder.path(), "both.db"), m_checksum);
    QCOMPARE(run({"query", "api-prices", "--db", "both.db", "--format", "json"}).json().size(), std::size_t{1});
    const Json doctor = run({"doctor", "--json", "--db", "both.db"}).json();
    QCOMPARE(doctor.at("live_sources").size(), std::size_t{2});
    for (const Json& feed : doctor.at("live_sources"))
        QCOMPARE(feed.at("state"), "stopped");
    QVERIFY(doctor.at("positions").size() > 10);
    QVERIFY(run({"doctor", "--db", "both.db"}).out.contains("live sources"));
}

void TestWatch::aFileOfSourcesIsReadAgainAtHangUp()
{
    const auto listOf = [](const QByteArray& sources) {
        return R"({"format":"naap-lens-sources","version":1,"sources":[)" + sources + "]}";
    };
    QVERIFY(writeFile(path("one.ndjson"), m_events));
    QVERIFY(writeFile(path("two.ndjson"), m_events));
    const QByteArray one = R"({"id":"one","name":"One","kind":"files","path":"one.ndjson","org":"cloudspe"})";
    const QByteArray two = R"({"id":"two","name":"Two","kind":"files","path":"two.ndjson","org":"cloudspe"})";
    QVERIFY(writeFile(path("sources.json"), listOf(one)));
    Watch watch(m_folder.path(), {"--sources", "sources.json", "--db", "listed.db"});
    QVERIFY2(watch.waitForLog("one.ndjson: live"), watch.log());
    QVERIFY(writeFile(path("sources.json"), listOf(two)));
    watch.signal(SIGHUP);
    QVERIFY2(watch.waitForLog("two.ndjson: live"), watch.log());
    QVERIFY(writeFile(path("sources.json"), "no JSON"));
    watch.signal(SIGHUP);
    QVERIFY2(watch.waitForLog("is no list of sources"), watch.log());
    QCOMPARE(watch.stop().status, 0);
    QCOMPARE(recordsIn("listed.db"), 2 * static_cast<int>(m_events.count('\n')));
    QCOMPARE(checksumOf(m_folder.path(), "listed.db"), m_checksum);
}

void TestWatch::secretsOfSourcesComeFromTheFileAndAreNowhereElse()
{
    const QByteArray word = "tok-55-of-the-source";
    const FaultyServer server(smallApi(word.toStdString()));
    QVERIFY(writeFile(path("token"), word + "\n"));
    QVERIFY(writeFile(path("phrase"), "open up\n"));
    const auto shell = [&](const QString& command) {
        QProcess process;
        prepare(process, m_folder.path(), {});
        process.start("sh", {"-c", command});
        return finish(process);
    };
    const QString lens = programPath();
    const Run kept = shell(lens + " secret set source/api1 --file --fd 3 --passphrase-fd 4 3<token 4<phrase");
    QVERIFY2(kept.status == 0, kept.err);
    QVERIFY(writeFile(path("secret.json"), R"({"format":"naap-lens-sources","version":1,"sources":[
        {"id":"api1","name":"Api","kind":"api","has_secret":true,"url":")" +
                                               QByteArray::fromStdString(server.url()) + "\"}]}"));
    QVERIFY(QFile::remove(path("token")));
    QProcess watch;
    prepare(watch, m_folder.path(), {});
    watch.start("sh", {"-c", "exec " + lens +
                                 " watch --json --figures 1 --sources secret.json --db kept.db "
                                 "--passphrase-fd 4 4<phrase"});
    QByteArray log;
    QTRY_VERIFY2_WITH_TIMEOUT((log += watch.readAllStandardError()).contains(": catching up"), log.constData(),
                              kPatience);
    ::kill(static_cast<pid_t>(watch.processId()), SIGTERM);
    const Run ended = finish(watch);
    QVERIFY2(ended.status == 0, ended.err);
    QVERIFY(!(log + ended.err + ended.out).contains(word));
    QDirIterator walk(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString file = walk.next();
        QVERIFY2(!readFile(file).contains(word), qPrintable(file));
    }
    const Run fetched =
        shell(lens + " fetch --format ndjson --db kept.db --token-name source/api1 --passphrase-fd 4 --url " +
              QString::fromStdString(server.url()) + " 4<phrase");
    QVERIFY2(fetched.status == 0, fetched.err + fetched.out);
    QVERIFY(!(fetched.err + fetched.out).contains(word));
    const Run nobody = shell(lens + " watch --sources secret.json --db kept.db --passphrase-fd 4 4</dev/null");
    QCOMPARE(nobody.status, 2);
    QVERIFY2(nobody.err.contains("passphrase"), nobody.err);
}

void TestWatch::aFileWithASecretInItIsRefused()
{
    QVERIFY(writeFile(path("loose.json"), R"({"format":"naap-lens-sources","version":1,"sources":[
        {"id":"a","name":"A","kind":"api","url":"https://example.org","token":"tok-66"}]})"));
    const Run refused = run({"watch", "--sources", "loose.json", "--db", "loose.db"});
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.err.contains("does not belong into a file"), refused.err);
    QVERIFY(!refused.err.contains("tok-66"));
}

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
