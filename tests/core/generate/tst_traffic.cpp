#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/events/md5.h"
#include "core/generate/random.h"
#include "core/generate/traffic.h"

using namespace naap;
using nlohmann::json;

namespace {

struct Delivered {
    std::string envelope;
    RecordKind kind;
    std::string reason;
    Instant at;
    std::optional<Family> family;
};

struct Run {
    std::vector<Delivered> records;
    std::vector<ExpectedSession> sessions;
    TrafficTotals totals;
};

Run run(const TrafficOptions& options)
{
    Run result;
    result.totals = generateTraffic(
        options,
        [&](const GeneratedRecord& r) {
            result.records.push_back({std::string(r.envelope), r.kind, std::string(r.reason), r.at, r.family});
            return true;
        },
        [&](const ExpectedSession& s) { result.sessions.push_back(s); });
    return result;
}

TrafficOptions quietHours(int hours)
{
    TrafficOptions options;
    options.hours = hours;
    options.sessions_per_hour = 60;
    options.orchestrators = 12;
    options.capability_seconds = 300;
    return options;
}

std::string textOf(const Run& run)
{
    std::string text;
    for (const Delivered& record : run.records)
        text += record.envelope + '\n';
    return text;
}

bool isAccepted(const Delivered& record)
{
    return record.kind == RecordKind::accepted;
}

double shareOf(const TrafficTotals& totals, Family family)
{
    return static_cast<double>(totals.accepted[static_cast<std::size_t>(family)]) /
           static_cast<double>(totals.acceptedTotal());
}

/// One session as a plain reading of its events finds it; knows nothing of how the generator keeps its accounts.
struct Reading {
    int requests = 0, playable = 0, swaps = 0, samples = 0, running = 0, positive = 0;
    bool named = false;
};

std::map<std::string, Reading> readSessions(const Run& run)
{
    std::map<std::string, Reading> readings;
    for (const Delivered& record : run.records) {
        if (!isAccepted(record))
            continue;
        const json event = json::parse(record.envelope);
        const std::string type = event["type"];
        if (type != "stream_trace" && type != "ai_stream_status" && type != "ai_stream_events")
            continue;
        const json& data = event["data"];
        const std::string subtype = data["type"];
        const std::string stream = data["stream_id"];
        const std::string request = data["request_id"];
        if (subtype.starts_with("runner_") || (stream.empty() && request.empty()))
            continue;
        Reading& reading = readings["cloudspe|" + (stream.empty() ? "_missing_stream" : stream) + "|" +
                                    (request.empty() ? "_missing_request" : request)];
        reading.requests += subtype == "gateway_receive_stream_request";
        reading.playable += subtype == "gateway_receive_few_processed_segments";
        reading.swaps += subtype == "orchestrator_swap";
        if (data.contains("orchestrator_info"))
            reading.named = reading.named || data["orchestrator_info"]["address"] != "";
        if (type != "ai_stream_status")
            continue;
        const std::string state = data["state"];
        ++reading.samples;
        reading.running += state == "ONLINE" || state.starts_with("DEGRADED_");
        reading.positive += data["inference_status"]["fps"] > 0;
    }
    return readings;
}

}  // namespace

class TestTraffic : public QObject {
    Q_OBJECT

private slots:
    void oneSeedGivesTheSameBytesEverywhere()
    {
        const std::string text = textOf(run(quietHours(2)));
        QCOMPARE(hexOf(md5Of(text)), std::string("2e8b6ba603d3d2d8b4244e04d9173c17"));
    }

    void anotherSeedGivesOtherBytes()
    {
        TrafficOptions other = quietHours(1);
        other.seed = 2;
        QVERIFY(textOf(run(quietHours(1))) != textOf(run(other)));
    }

    void randomNumbersStayInTheirRange()
    {
        Random random(7);
        std::set<std::int64_t> seen;
        for (int i = 0; i < 1'000; ++i)
            seen.insert(random.between(-2, 2));
        QCOMPARE(seen, (std::set<std::int64_t>{-2, -1, 0, 1, 2}));
        for (int i = 0; i < 1'000; ++i) {
            const double value = random.fraction(17'298);
            QVERIFY(value >= 17.298 - 1e-9 && value < 17.299);
            QVERIFY(std::abs(random.bell(1'000, 10) - 1'000) <= 20);
        }
    }

    void everyEnvelopeIsJsonOfTheContract()
    {
        const Run day = run(quietHours(6));
        QVERIFY(day.records.size() > 5'000);
        for (const Delivered& record : day.records) {
            const json event = json::parse(record.envelope);
            QCOMPARE(event.size(), std::size_t{5});
            QCOMPARE(event["id"].get<std::string>().size(), std::size_t{36});
            QCOMPARE(std::stoll(event["timestamp"].get<std::string>()), toMs(record.at));
            QVERIFY(event["gateway"].is_string());
            QCOMPARE(record.envelope.find_first_of("\r\n\t"), std::string::npos);
            if (record.kind == RecordKind::accepted)
                QCOMPARE(event["type"].get<std::string>(), std::string(familyName(*record.family)));
        }
    }

    void sharesAreThoseOfTheNetwork_data()
    {
        QTest::addColumn<int>("family");
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        const auto row = [](const char* name, Family family, double least, double most) {
            QTest::newRow(name) << static_cast<int>(family) << least << most;
        };
        row("traces", Family::stream_trace, 0.26, 0.33);
        row("ingest metrics", Family::stream_ingest_metrics, 0.22, 0.30);
        row("status", Family::ai_stream_status, 0.19, 0.26);
        row("payments", Family::create_new_payment, 0.13, 0.17);
        row("stream events", Family::ai_stream_events, 0.035, 0.065);
        row("capabilities", Family::network_capabilities, 0.004, 0.012);
        row("discovery", Family::discovery_results, 0.003, 0.009);
        row("AI batch", Family::ai_batch_request, 0.0005, 0.005);
        row("LLM", Family::ai_llm_request, 0.00001, 0.002);
        row("BYOC at the gateway", Family::job_gateway, 0.0003, 0.005);
        row("BYOC at the orchestrator", Family::job_orchestrator, 0.0001, 0.003);
        row("BYOC payments", Family::job_payment, 0.0001, 0.003);
        row("BYOC auth", Family::job_auth, 0.000001, 0.001);
        row("workers", Family::worker_lifecycle, 0.000001, 0.001);
    }

    void sharesAreThoseOfTheNetwork()
    {
        static const TrafficTotals totals = generateTraffic(networkDay(1), [](const GeneratedRecord&) { return true; });
        QFETCH(int, family);
        QFETCH(double, least);
        QFETCH(double, most);
        const double share = shareOf(totals, static_cast<Family>(family));
        QVERIFY2(share >= least && share <= most, qPrintable(QString::number(share)));
        QVERIFY(totals.acceptedTotal() > 735'000 && totals.acceptedTotal() < 775'000);
        QVERIFY(totals.bytes > 900'000'000 && totals.bytes < 1'080'000'000);
    }

    void asManyRecordsAreIgnoredAsAskedFor_data()
    {
        QTest::addColumn<double>("asked");
        QTest::newRow("none") << 0.0;
        QTest::newRow("few") << 0.05;
        QTest::newRow("as the live network") << 0.57;
        QTest::newRow("nearly all") << 0.9;
    }

    void asManyRecordsAreIgnoredAsAskedFor()
    {
        QFETCH(double, asked);
        TrafficOptions options = quietHours(6);
        options.ignored_share = asked;
        options.duplicate_share = 0.0;
        const Run day = run(options);
        const auto ignored = std::count_if(day.records.begin(), day.records.end(),
                                           [](const Delivered& r) { return r.kind == RecordKind::ignored; });
        const double share = static_cast<double>(ignored) / static_cast<double>(day.records.size());
        QVERIFY2(std::abs(share - asked) <= 0.01, qPrintable(QString::number(share)));
        for (const Delivered& record : day.records)
            QCOMPARE(record.reason.empty(), record.kind != RecordKind::ignored);
    }

    void noiseLeavesTheAcceptedEventsAlone()
    {
        const auto acceptedText = [](const Run& r) {
            std::vector<std::string> lines;
            for (const Delivered& record : r.records)
                if (isAccepted(record))
                    lines.push_back(record.envelope);
            return lines;
        };
        TrafficOptions noisy = quietHours(2);
        noisy.ignored_share = 0.5;
        noisy.broken_share = 0.02;
        QVERIFY(acceptedText(run(noisy)) == acceptedText(run(quietHours(2))));
    }

    void duplicatesRepeatAnEarlierEventByteForByte()
    {
        TrafficOptions options = quietHours(4);
        options.duplicate_share = 0.1;
        const Run day = run(options);
        std::set<std::string> seen;
        std::uint64_t repeated = 0;
        for (const Delivered& record : day.records) {
            const bool isNew = seen.insert(record.envelope).second;
            QCOMPARE(isNew, record.kind != RecordKind::duplicate);
            repeated += !isNew;
        }
        QCOMPARE(repeated, day.totals.duplicates);
        QVERIFY(repeated > day.totals.acceptedTotal() / 12);
    }

    void brokenRecordsAreBrokenInTheWayTheySay()
    {
        TrafficOptions options = quietHours(4);
        options.broken_share = 0.05;
        const Run day = run(options);
        std::map<std::string, int> reasons;
        for (const Delivered& record : day.records) {
            if (record.kind != RecordKind::rejected)
                continue;
            ++reasons[record.reason];
            const json event = json::parse(record.envelope, nullptr, false);
            QCOMPARE(event.is_discarded(), record.reason == "malformed_json");
            if (record.reason == "missing_event_id")
                QCOMPARE(event["id"].get<std::string>(), std::string());
            if (record.reason == "invalid_timestamp")
                QVERIFY(!parseInstant(event["timestamp"].get<std::string>()));
        }
        QCOMPARE(reasons.size(), std::size_t{3});
        for (const auto& [reason, count] : reasons)
            QCOMPARE(static_cast<std::uint64_t>(count), day.totals.rejected.at(reason));
    }

    void deliveryIsMostlyInOrderAndSometimesLate()
    {
        TrafficOptions options = quietHours(24);
        options.late_hours_share = 0.002;
        Instant newest = options.from;
        int inOrder = 0, minutes = 0, hours = 0, all = 0;
        generateTraffic(options, [&](const GeneratedRecord& r) {
            const auto behind = newest - r.at;
            newest = std::max(newest, r.at);
            inOrder += behind < std::chrono::seconds(2);
            minutes += behind > std::chrono::seconds(50) && behind < std::chrono::minutes(6);
            hours += behind > std::chrono::minutes(59);
            ++all;
            return r.delivered >= r.at;
        });
        QVERIFY(all > 20'000);
        QVERIFY(inOrder > all * 98 / 100);
        QVERIFY(minutes > all / 500);
        QVERIFY(hours > all / 2'000);
    }

    void allEventsLieInTheAskedHours()
    {
        const TrafficOptions options = quietHours(3);
        for (const Delivered& record : run(options).records)
            QVERIFY(record.at >= options.from && record.at < options.from + std::chrono::hours(3));
    }

    void expectedSessionsAreWhatTheEventsSay()
    {
        const Run day = run(quietHours(24));
        std::map<std::string, Reading> readings = readSessions(day);
        QCOMPARE(day.sessions.size(), readings.size());
        QCOMPARE(day.totals.sessions, static_cast<std::uint64_t>(readings.size()));
        for (const ExpectedSession& session : day.sessions) {
            QVERIFY2(readings.contains(session.key), session.key.c_str());
            const Reading& reading = readings[session.key];
            QCOMPARE(session.requested, reading.requests > 0);
            QCOMPARE(session.playable, reading.playable > 0);
            QCOMPARE(session.swap_count, reading.swaps);
            QCOMPARE(session.status_sample_count, reading.samples);
            QCOMPARE(session.loading_only, reading.samples > 0 && reading.running == 0);
            QCOMPARE(session.zero_output_fps, reading.samples > 0 && reading.positive == 0);
            QCOMPARE(session.selection_outcome == "selected", reading.named);
        }
    }

    void everyOutcomeHappens()
    {
        const Run day = run(quietHours(24));
        std::map<std::string, int> outcomes;
        int swapped = 0, loading = 0, zeroOutput = 0;
        for (const ExpectedSession& session : day.sessions) {
            ++outcomes[std::string(session.startup_outcome) + "/" + std::string(session.excusal_reason)];
            swapped += session.swap_count > 0;
            loading += session.loading_only;
            zeroOutput += session.zero_output_fps && !session.loading_only;
        }
        const int all = static_cast<int>(day.sessions.size());
        QVERIFY(outcomes["success/none"] > all * 82 / 100 && outcomes["success/none"] < all * 94 / 100);
        for (const char* outcome : {"failed/none", "failed/no_orch", "failed/excusable_error", "unknown/none"})
            QVERIFY2(outcomes[outcome] > 0, outcome);
        QCOMPARE(outcomes.size(), std::size_t{5});
        QVERIFY(swapped > 0 && loading > 0 && zeroOutput > 0);
    }

    void idleNodesRepeatTheirCapabilitiesAndBusyOnesDoNot()
    {
        TrafficOptions options = networkDay(1);
        options.hours = 2;
        std::map<std::string, std::string> last;
        int changed = 0, all = 0;
        generateTraffic(options, [&](const GeneratedRecord& r) {
            if (r.family != Family::network_capabilities || r.kind != RecordKind::accepted)
                return true;
            const json entries = json::parse(r.data);
            for (const json& entry : entries) {
                std::string& before = last[entry["address"].get<std::string>() + entry["orch_uri"].get<std::string>()];
                changed += before != entry.dump();
                before = entry.dump();
                ++all;
            }
            return entries.size() == 40;
        });
        QVERIFY(all > 40 * 400);
        QVERIFY(changed > all * 15 / 100 && changed < all * 45 / 100);
    }

    void gatewaysAreNamedWhenAskedFor()
    {
        TrafficOptions options = quietHours(4);
        options.named_gateways = 3;
        std::set<std::string> names;
        generateTraffic(options, [&](const GeneratedRecord& r) { return names.insert(std::string(r.gateway)), true; });
        QCOMPARE(names, (std::set<std::string>{"", "gateway-2", "gateway-3", "gateway-4"}));
    }

    void testLoadIsMarkedWhenAskedFor()
    {
        TrafficOptions options = quietHours(4);
        QVERIFY(textOf(run(options)).find("is_test_load") == std::string::npos);
        options.mark_test_load = true;
        for (const Delivered& record : run(options).records) {
            const bool marked = record.envelope.find(R"("is_test_load":true)") != std::string::npos;
            const bool tester = record.envelope.find("aiJobTesterStream-") != std::string::npos;
            QVERIFY(!tester || marked);
        }
    }

    void theSinkCanEndIt()
    {
        int taken = 0;
        const TrafficTotals totals =
            generateTraffic(quietHours(24), [&](const GeneratedRecord&) { return ++taken < 100; });
        QCOMPARE(taken, 100);
        QCOMPARE(totals.records, std::uint64_t{100});
    }

    void unusableOptionsHaveAProblem_data()
    {
        QTest::addColumn<TrafficOptions>("options");
        const auto row = [](const char* name, auto change) {
            TrafficOptions options;
            change(options);
            QTest::newRow(name) << options;
        };
        row("no hours", [](TrafficOptions& o) { o.hours = 0; });
        row("negative sessions", [](TrafficOptions& o) { o.sessions_per_hour = -1; });
        row("no orchestrators", [](TrafficOptions& o) { o.orchestrators = 0; });
        row("no gateways", [](TrafficOptions& o) { o.gateways = 0; });
        row("more names than gateways", [](TrafficOptions& o) { o.named_gateways = 5; });
        row("share above one", [](TrafficOptions& o) { o.duplicate_share = 1.5; });
        row("everything ignored", [](TrafficOptions& o) { o.ignored_share = 1.0; });
        row("negative share", [](TrafficOptions& o) { o.broken_share = -0.1; });
        row("org with a bar", [](TrafficOptions& o) { o.org = "a|b"; });
        row("no capability cadence", [](TrafficOptions& o) { o.capability_seconds = 0; });
    }

    void unusableOptionsHaveAProblem()
    {
        QFETCH(TrafficOptions, options);
        QVERIFY(problemOf(options).has_value());
        QVERIFY(!problemOf(TrafficOptions()).has_value());
        QVERIFY(!problemOf(networkDay(8)).has_value());
    }

    void theSmallestNetworkWorks()
    {
        TrafficOptions options = quietHours(3);
        options.orchestrators = 1;
        options.gateways = 1;
        options.named_gateways = 0;
        QVERIFY(run(options).totals.acceptedTotal() > 1'000);
    }
};

QTEST_APPLESS_MAIN(TestTraffic)
#include "tst_traffic.moc"
