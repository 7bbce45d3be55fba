#include <QTemporaryDir>
#include <QtTest>

#include <unistd.h>

#include <fmt/format.h>

#include "core/feed/public_api_tables.h"
#include "tests/app/program.h"
#include "tests/support/faulty_server.h"
#include "tests/support/test_cache.h"

using namespace naap;
using namespace naap::test;

namespace {

constexpr auto kToken = "tok-77aa-never-shown";

/// A small API: one GPU's hour in each hour that is asked for, one price, nothing else.
void serve(const HttpCall& call, Wire& wire)
{
    const std::string path = call.path.starts_with("/v1/") ? call.path.substr(4) : std::string();
    const ApiEndpoint* endpoint = findApiEndpoint(path);
    if (!endpoint)
        return wire.send(answer(404, "404 page not found", "", "text/plain"));
    if (path == "streaming/gpu-metrics")
        return wire.send(answer(
            200,
            fmt::format(
                R"({{"data":[{{"window_start":"{}","org":"a","orchestrator_address":"0x1","pipeline_id":"live-video-to-video","model_id":"m","gpu_id":"GPU-1",)"
                R"("gpu_model_name":"","known_sessions_count":2,"startup_success_sessions":2,"avg_output_fps":20.5,"avg_e2e_latency_ms":0,"swap_rate":0}}],)"
                R"("pagination":{{"next_cursor":""}}}})",
                call.query.at("start"))));
    if (path == "dashboard/pricing")
        return wire.send(answer(
            200, R"([{"orchAddress":"0x1","pipeline":"p","priceWeiPerUnit":7,"pixelsPerUnit":1,"isWarm":true}])"));
    if (endpoint->time == ApiTime::pages)
        return wire.send(answer(200, R"({"data":[],"pagination":{"next_cursor":""}})"));
    wire.send(answer(200, path == "dashboard/pipelines"                                 ? R"({"streaming":[]})"
                          : path == "dashboard/kpi" || path == "dashboard/gpu-capacity" ? "{}"
                                                                                        : "[]"));
}

}  // namespace

/// `naap-lens fetch`, against a server of ours.
class TestFetch : public QObject {
    Q_OBJECT

private slots:
    void whatCameCanBeQueried()
    {
        const FaultyServer server(serve);
        const Run fetched = run({"fetch", "--db", "a.db", "--url", url(server) + "/v1/", "--format", "json", "--from",
                                 "2026-04-01", "--to", "2026-04-01T02:00:00Z"});
        QVERIFY2(fetched.status == 0, fetched.err);
        const Json lines = fetched.json();
        QCOMPARE(lines.size(), std::size_t{22});
        for (const Json& line : lines)
            QCOMPARE(line.at("state"), "live");
        const Json rows = run({"query", "api-gpu-metrics", "--db", "a.db", "--format", "json"}).json();
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(rows[1].at("window_start"), "2026-04-01T01:00:00.000Z");
        QCOMPARE(rows[1].at("avg_output_fps"), 20.5);
        QVERIFY(rows[1].at("avg_e2e_latency_ms").is_null());
        QCOMPARE(rows[1].at("server").get<std::string>(), url(server).toStdString());
        QCOMPARE(run({"query", "api-prices", "--db", "a.db", "--format", "json"}).json()[0].at("price_wei_per_unit"),
                 7);
        QCOMPARE(run({"query", "gpu-metrics", "--db", "a.db", "--format", "json"}).json().size(), std::size_t{0});
        QCOMPARE(run({"query", "reconciliation", "--db", "a.db", "--format", "json"}).json()[0].at("likely_cause"),
                 "missing events here");
    }

    void aTokenComesThroughADescriptorAndIsNeverShown()
    {
        const FaultyServer server([](const HttpCall& call, Wire& wire) {
            const auto token = call.headers.find("authorization");
            const bool good = token != call.headers.end() && token->second == std::string("Bearer ") + kToken;
            if (!good)
                return wire.send(answer(401, "no"));
            if (call.path == "/v1/dashboard/pricing")
                return wire.send(answer(500, "bad token: " + token->second));
            serve(call, wire);
        });
        const QStringList arguments{"fetch", "--db", "b.db", "--url", url(server), "--token-fd", "0"};
        const Run with = runIn(m_folder.path(), arguments, QByteArray(kToken) + "\n");
        QCOMPARE(with.status, 1);  // of the price list
        QVERIFY2(with.out.contains("bad token: Bearer (hidden)"), with.out + with.err);
        QVERIFY(!with.out.contains(kToken) && !with.err.contains(kToken));
        for (const QString& file : QDir(m_folder.path()).entryList({"b.db*"}))
            QVERIFY(!readFile(m_folder.path() + "/" + file).contains(kToken));
        const Run without = run({"fetch", "--db", "b.db", "--url", url(server)});
        QCOMPARE(without.status, 1);
        QVERIFY2(without.err.contains("HTTP status 401; a token is missing or no longer valid"), without.err);
        const Run none = run({"fetch", "--db", "b.db", "--url", url(server), "--token-fd", "0"});
        QCOMPARE(none.status, 2);
        QVERIFY2(none.err.contains("gives no token"), none.err);
    }

    void anOwnCertificateAuthority()
    {
        const Authority authority;
        const FaultyServer server(serve, authority.identity("127.0.0.1"));
        const Run stranger = run({"fetch", "--db", "c.db", "--url", url(server)});
        QCOMPARE(stranger.status, 1);
        QVERIFY2(stranger.err.contains("signed by nobody this computer trusts"), stranger.err);
        QVERIFY(writeFile(m_folder.filePath("ca.pem"), QByteArray::fromStdString(authority.pem())));
        const Run known = run({"fetch", "--db", "c.db", "--url", url(server), "--ca", "ca.pem"});
        QVERIFY2(known.status == 0, known.err);
    }

    void nobodyThere()
    {
        const Run failed = run({"fetch", "--db", "d.db", "--url", QString("http://127.0.0.1:%1").arg(unusedPort())});
        QCOMPARE(failed.status, 1);
        QVERIFY2(failed.err.contains("nobody answers there"), failed.err);
        QVERIFY(failed.out.contains("not asked yet"));
    }

    void aPasswordOnTheCommandLineIsRefused()
    {
        const Run failed = run({"fetch", "--db", "e.db", "--proxy", "http://me:pw-77@proxy:8080"});
        QCOMPARE(failed.status, 2);
        QVERIFY2(failed.err.contains("https_proxy") && !failed.err.contains("pw-77"), failed.err);
    }

    void followingEndsWithASignal()
    {
        const FaultyServer server(serve);
        QProcess process;
        prepare(process, m_folder.path(),
                {"fetch", "--follow", "--db", "f.db", "--url", url(server), "--from", "2026-04-01", "--to",
                 "2026-04-01T01:00:00Z"});
        process.start();
        QByteArray told;
        QTRY_VERIFY_WITH_TIMEOUT((told += process.readAllStandardError()).contains("requests/byoc/auth  live"), 30'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        const Run run = finish(process);
        QVERIFY2(run.status == 0, run.err);
        QVERIFY(run.out.contains("dashboard/pricing"));
        QCOMPARE(told.count("streaming/sla  live"), qsizetype{1});
    }

private:
    static QString url(const FaultyServer& server) { return QString::fromStdString(server.url()); }
    Run run(const QStringList& arguments) const { return runIn(m_folder.path(), arguments); }

    QTemporaryDir m_folder;
};

QTEST_MAIN(TestFetch)
#include "tst_fetch.moc"
