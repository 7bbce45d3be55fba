// Channels against servers and programs that fail in each way, and a watcher that none of them delays.

#include <QTest>

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <atomic>
#include <fstream>
#include <mutex>
#include <sstream>

#include <fmt/format.h>
#include <sys/stat.h>
#include <nlohmann/json.hpp>

#include "core/alerts/told_message.h"
#include "core/notify/alert_watcher.h"
#include "tests/support/faulty_server.h"
#include "tests/support/printing.h"
#include "tests/support/test_cache.h"

using namespace naap;
using namespace naap::test;

namespace {

const Instant kNow = instantFromMs(1'775'044'800'000);

/// Knows one secret, or none.
class Secrets : public ChannelSecrets {
public:
    explicit Secrets(std::string text) : m_text(std::move(text)) {}
    Result<Secret> secret(const std::string& name) override
    {
        if (m_text.empty())
            return failure(Error::Code::io, fmt::format("the key store knows no secret of {}", name));
        return Secret(m_text);
    }

private:
    std::string m_text;
};

Channel webhook(const std::string& url, bool isSigned = false)
{
    return {.id = "hook", .kind = ChannelKind::webhook, .url = url, .is_signed = isSigned};
}

BookedMessage message()
{
    return {.id = 7, .channel = "hook", .body = bodyOf(testMessage(kNow)), .made_at = kNow};
}

SendOutcome send(const Channel& channel, const std::string& secret = "")
{
    HttpOptions options;
    options.limits = {.connect = milliseconds(500),
                      .stall = milliseconds(1'000),
                      .whole = milliseconds(700),
                      .body_bytes = 10'000,
                      .redirects = 0};
    HttpClient http(std::move(options));
    Secrets secrets(secret);
    return sendBy(channel, message(), secrets, http, kNow, {});
}

std::string contentOf(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::string script(const TestFolder& folder, const std::string& name, const std::string& lines)
{
    const std::string file = folder.write(name, "#!/bin/sh\n" + lines);
    ::chmod(file.c_str(), 0700);
    return file;
}

/// A watcher over an empty cache, whose clock stands still until somebody moves it.
struct WatchedWorld {
    explicit WatchedWorld(std::vector<Channel> channels)
    {
        WatcherCalls calls;
        calls.interval = milliseconds(20);
        calls.webhook_limits.whole = milliseconds(60'000);
        calls.webhook_limits.stall = milliseconds(60'000);
        calls.now = [this] { return instantFromMs(ms); };
        calls.changed = [this](std::shared_ptr<const AlertPicture> picture) {
            const std::scoped_lock lock(mutex);
            latest = std::move(picture);
            ++looks;
        };
        calls.tell = [this](const Channel& channel, const BookedMessage& each) {
            const std::scoped_lock lock(mutex);
            locally.push_back(channel.id + " " + shownMessage(each.body)->title);
            localIds.push_back(each.id);
        };
        watcher = std::make_unique<AlertWatcher>(cache.path(), std::make_shared<Secrets>("s3cret"), std::move(calls));
        watcher->setSettings({.channels = std::move(channels)});
    }
    void test(const std::string& channel)
    {
        watcher->post([channel](AlertWatch& watch, Instant now) { (void)watch.sendTest(channel, now); });
    }
    std::shared_ptr<const AlertPicture> picture()
    {
        const std::scoped_lock lock(mutex);
        return latest ? latest : std::make_shared<const AlertPicture>();
    }
    std::size_t told() { return picture()->told.size(); }
    std::vector<std::string> toldLocally()
    {
        const std::scoped_lock lock(mutex);
        return locally;
    }
    std::int64_t firstLocalId()
    {
        const std::scoped_lock lock(mutex);
        return localIds.at(0);
    }

    TestCache cache;
    std::atomic<std::int64_t> ms{toMs(kNow)};
    std::atomic<int> looks{0};
    std::mutex mutex;  // guards the three below
    std::shared_ptr<const AlertPicture> latest;
    std::vector<std::string> locally;
    std::vector<std::int64_t> localIds;
    std::unique_ptr<AlertWatcher> watcher;
};

}  // namespace

class TestChannels : public QObject {
    Q_OBJECT

private slots:
    void aWebhookGetsTheExactBodyAndASignature()
    {
        FaultyServer server(always(answer(200, "ok", "", "text/plain")));
        const SendOutcome outcome = send(webhook(server.url("/alerts?team=a"), true), "s3cret");
        QVERIFY2(outcome.told, outcome.problem.c_str());
        const HttpCall call = server.calls().at(0);
        QCOMPARE(call.body, message().body);
        QCOMPARE(call.headers.at("content-type"), std::string("application/json"));
        QCOMPARE(call.headers.at("x-naap-lens-delivery"), std::string("7"));
        const std::string timestamp = call.headers.at("x-naap-lens-timestamp");
        QCOMPARE(timestamp, std::string("1775044800"));
        const QByteArray text = QByteArray::fromStdString(timestamp + ".7." + call.body);
        const QByteArray expected =
            "sha256=" + QMessageAuthenticationCode::hash(text, "s3cret", QCryptographicHash::Sha256).toHex();
        QCOMPARE(QByteArray::fromStdString(call.headers.at("x-naap-lens-signature")), expected);
    }

    void withoutASecretNothingIsSent()
    {
        FaultyServer server(always(answer(200, "{}")));
        const SendOutcome outcome = send(webhook(server.url("/"), true));
        QVERIFY(!outcome.told);
        QVERIFY(outcome.problem.find("knows no secret") != std::string::npos);
        QCOMPARE(server.calls().size(), std::size_t{0});
    }

    void webhooksFail_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("isFinal");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* name, const std::string& bytes, bool isFinal, const char* problem) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << isFinal << problem;
        };
        row("says nothing", "", false, "said nothing");
        row("hangs up", "X", false, "");
        row("is broken", answer(500, "{}"), false, "500");
        row("is busy", answer(429, "{}", "Retry-After: 120\r\n"), false, "429");
        row("does not know the path", answer(404, "{}"), true, "404");
        row("wants a token", answer(401, "{}"), true, "401");
        row("sends elsewhere", answer(302, "", "Location: http://127.0.0.1:1/x\r\n"), true, "sent on");
        row("sends to the same host", answer(307, "", "Location: /other\r\n"), true, "sent on");
    }
    void webhooksFail()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, isFinal);
        QFETCH(QString, problem);
        FaultyServer server([&](const HttpCall&, Wire& wire) {
            if (bytes.isEmpty())
                wire.stayingSilent();
            else if (bytes != "X")
                wire.send(bytes.toStdString());
        });
        const SendOutcome outcome = send(webhook(server.url("/alerts")));
        QVERIFY(!outcome.told);
        QCOMPARE(outcome.is_final, isFinal);
        QVERIFY2(outcome.problem.find(problem.toStdString()) != std::string::npos, outcome.problem.c_str());
        QCOMPARE(outcome.retry_after.has_value(), bytes.contains("Retry-After"));
        QCOMPARE(server.calls().size(), std::size_t{1});
    }

    void nobodyListens()
    {
        const SendOutcome outcome = send(webhook(fmt::format("http://127.0.0.1:{}/", unusedPort())));
        QVERIFY(!outcome.told);
        QVERIFY(!outcome.is_final);
    }

    void aCommandGetsItsArgumentsWhole()
    {
        TestFolder folder;
        const std::filesystem::path out = folder.path() / "out";
        const std::string program =
            script(folder, "told", fmt::format("printf '%s|' \"$@\" > {0}\ncat >> {0}\n", out.string()));
        Channel channel{.id = "run", .kind = ChannelKind::command};
        channel.arguments = {program, "{level}: {title}", "; rm -rf \"$HOME\" {nothing}"};
        const SendOutcome outcome = send(channel);
        QVERIFY2(outcome.told, outcome.problem.c_str());
        QCOMPARE(contentOf(out), "warning: warning: Test of a channel|; rm -rf \"$HOME\" {nothing}|" + message().body);
    }

    void commandsFail()
    {
        TestFolder folder;
        Channel channel{.id = "run", .kind = ChannelKind::command};
        channel.arguments = {(folder.path() / "nothing").string()};
        QVERIFY(send(channel).is_final);
        channel.arguments = {script(folder, "bad", "exit 3\n")};
        const SendOutcome outcome = send(channel);
        QVERIFY(!outcome.told && !outcome.is_final);
        QVERIFY2(outcome.problem.find("status 3") != std::string::npos, outcome.problem.c_str());
    }

    void aLogGetsALine()
    {
        TestFolder folder;
        Channel channel{.id = "log", .kind = ChannelKind::log, .file = (folder.path() / "alerts.log").string()};
        QVERIFY(send(channel).told);
        QVERIFY(send(channel).told);
        QCOMPARE(contentOf(channel.file), message().body + "\n" + message().body + "\n");
        channel.file = (folder.path() / "no/such/folder").string();
        QVERIFY(!send(channel).told);
    }

    void oneThatHangsDelaysNothing()
    {
        FaultyServer silent([](const HttpCall&, Wire& wire) { wire.stayingSilent(); });
        FaultyServer good(always(answer(200, "{}")));
        Channel other = webhook(good.url("/"));
        other.id = "good";
        WatchedWorld world({webhook(silent.url("/")), other});
        world.test("hook");
        QTRY_COMPARE(silent.calls().size(), std::size_t{1});
        const int before = world.looks;
        world.test("good");
        QTRY_COMPARE(world.told(), std::size_t{1});
        QTRY_VERIFY(world.looks > before + 5);
        QCOMPARE(world.picture()->waiting.size(), std::size_t{1});
    }

    void aServerThatComesBackIsToldOnce()
    {
        std::atomic<int> asked{0};
        FaultyServer server(
            [&](const HttpCall&, Wire& wire) { wire.send(++asked < 3 ? answer(503, "{}") : answer(204, "")); });
        WatchedWorld world({webhook(server.url("/"), true)});
        world.test("hook");
        QTRY_COMPARE(asked.load(), 1);
        QTRY_VERIFY(!world.picture()->waiting.empty() && !world.picture()->waiting[0].problem.empty());
        world.ms += 9'000;
        const int before = world.looks;
        QTRY_VERIFY(world.looks > before + 5);
        QCOMPARE(asked.load(), 1);  // not before ten seconds
        world.ms += 2'000;
        QTRY_COMPARE(asked.load(), 2);
        QTRY_COMPARE(world.picture()->waiting.at(0).attempts, 2);
        QTRY_VERIFY(!world.picture()->waiting[0].problem.empty());
        world.ms += 31'000;
        QTRY_COMPARE(world.told(), std::size_t{1});
        QCOMPARE(world.picture()->told[0].outcome, std::string("told"));
        QCOMPARE(asked.load(), 3);
        for (const HttpCall& call : server.calls())  // receivers can tell that it is the same
            QCOMPARE(call.headers.at("x-naap-lens-delivery"), server.calls()[0].headers.at("x-naap-lens-delivery"));
    }

    void oneThatNeverComesBackIsGivenUp()
    {
        WatchedWorld world({webhook(fmt::format("http://127.0.0.1:{}/", unusedPort()))});
        world.test("hook");
        for (int i = 0; i < 400 && world.told() == 0; ++i) {
            world.ms += 3'600'000;
            QTest::qWait(25);
        }
        QCOMPARE(world.told(), std::size_t{1});
        QCOMPARE(world.picture()->told[0].outcome, std::string("given_up"));
        QCOMPARE(world.picture()->told[0].attempts, 8);
        QVERIFY(!world.picture()->told[0].problem.empty());
    }

    void theWindowTellsWhatIsLocal()
    {
        WatchedWorld world({{.id = "desktop", .kind = ChannelKind::desktop}});
        world.test("desktop");
        QTRY_VERIFY(!world.toldLocally().empty());
        QCOMPARE(world.toldLocally()[0], std::string("desktop warning: Test of a channel"));
        world.watcher->localDone(world.firstLocalId(), "");
        QTRY_COMPARE(world.told(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestChannels)
#include "tst_channels.moc"
