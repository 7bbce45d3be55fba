// Scenarios of how records arrive: classes and reasons, duplicates, carriers, crashes. From raw records to facts.

#include <QTest>

#include <tuple>

#include "tests/support/playing.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

/// One record whose members may be anything.
std::string recordOf(const Json& members)
{
    return members.dump() + "\n";
}

std::string line(std::string_view type, const Json& data)
{
    static int number = 0;
    return recordOf(
        {{"id", "x" + std::to_string(++number)}, {"type", type}, {"timestamp", "1775037600000"}, {"data", data}});
}

void verifySums(TestCache& cache, const ImportSummary& summary)
{
    const IngestCounts& t = summary.totals;
    QCOMPARE(t.records, t.accepted + t.ignored + t.rejected + t.duplicates);
    QCOMPARE(cache.accounted("accepted") + cache.accounted("ignored") + cache.accounted("rejected") +
                 cache.accounted("duplicate"),
             t.records);
}

}  // namespace

class TestScenariosArrival : public QObject {
    Q_OBJECT

private slots:
    void s24_ignoredReasons()
    {
        TestCache cache;
        const std::string trace = "stream_trace";
        const auto summary = cache.importText(
            line(trace, {{"type", "APP_x"}, {"stream_id", "s"}}) + line(trace, {{"type", "app_param_update"}}) +
            line(trace, {{"type", "stream_started"}, {"client_source", "Scope"}, {"stream_id", "s"}}) +
            line(trace, {{"type", "stream_started"}}) + line(trace, {{"type", ""}}) + line(trace, Json::object()) +
            line(trace, {{"type", "Gateway_Receive_Stream_Request"}}) + line("create_signed_ticket", Json::object()) +
            line("webrtc_stats", Json::object()) + line("", Json::object()));
        QCOMPARE(cache.accounted("ignored", "ignored_stream_trace_non_core_app"), 2);
        QCOMPARE(cache.accounted("ignored", "ignored_stream_trace_scope_client_noise"), 1);
        QCOMPARE(cache.accounted("ignored", "unsupported_stream_trace_type"), 4);
        QCOMPARE(cache.accounted("ignored", "unsupported_event_family"), 3);
        verifySums(cache, summary);
        cache.resolve();
        QVERIFY(cache.sessions().empty());
    }

    void s25_rejectedReasons()
    {
        TestCache cache;
        const Json good = request("10:00:00").json();
        const auto changed = [&good](const char* member, const Json& value) {
            Json record = good;
            record[member] = value;
            return recordOf(record);
        };
        const auto without = [&good](const char* member) {
            Json record = good;
            record.erase(member);
            return recordOf(record);
        };
        const std::string text = without("id") + changed("id", "") + changed("timestamp", "soon") +
                                 without("timestamp") + "{\"id\":\"c\"\n[1,2]\n7\n" +
                                 changed("note", std::string(17U * 1024 * 1024, 'x')) + recordOf(good);
        const auto summary = cache.importText(text);
        QCOMPARE(cache.accounted("rejected", "missing_event_id"), 2);
        QCOMPARE(cache.accounted("rejected", "invalid_timestamp"), 2);
        QCOMPARE(cache.accounted("rejected", "malformed_json"), 3);
        QCOMPARE(cache.accounted("rejected", "oversize_record"), 1);
        QCOMPARE(summary.totals.accepted, 1);
        QCOMPARE(summary.rejected_samples.size(), 8U);
        QCOMPARE(summary.rejected_samples[0].line, 1U);
        verifySums(cache, summary);
    }

    void s25_noOrg()
    {
        TestCache cache;
        ImportOptions options;
        options.org.forbid_default = true;
        cache.importText(request("10:00:00").text(Form::ndjson), options);
        QCOMPARE(cache.accounted("rejected", "missing_org"), 1);
        QVERIFY(cache.importText(request("10:00:00").text(Form::ndjson)).default_org_used);
        cache.resolve();
        QVERIFY(cache.find("local|s1|r1"));
    }

    void s26_sameDuplicates()
    {
        TestCache cache;
        const std::string text = request("10:00:00").id("x").text(Form::ndjson) + "\n";
        const auto summary = cache.importText(text + text + text);
        QCOMPARE(summary.totals.accepted, 1);
        QCOMPARE(summary.totals.duplicates, 2);
        QCOMPARE(cache.accounted("duplicate", "duplicate_event"), 2);
        verifySums(cache, summary);
    }

    void s26_otherSpellingOfTheSamePayload()
    {
        TestCache cache;
        const std::string compact = status("10:00:00").with("inference_status/fps", 1).id("x").json().dump();
        Json other = status("10:00:00").with("inference_status/fps", 1.0).id("x").json();
        other["timestamp"] = toMs(at("10:00:00"));
        std::string spaced = other.dump(1, '\t');
        std::erase(spaced, '\n');
        const auto summary = cache.importText(compact + "\n" + spaced + "\n");
        QCOMPARE(summary.totals.duplicates, 1);
        QCOMPARE(cache.accounted("duplicate", "duplicate_event"), 1);
        QCOMPARE(cache.accounted("duplicate", "duplicate_conflict"), 0);
    }

    void s26_conflictingPayloads_data()
    {
        QTest::addColumn<int>("family");
        for (int i = 0; i < static_cast<int>(kFamilyNames.size()); ++i)
            if (static_cast<Family>(i) != Family::job_orchestrator)
                QTest::newRow(kFamilyNames[static_cast<std::size_t>(i)].data()) << i;
    }

    /// Two payloads of one identity, in both orders, in one batch, in two, resolved between or not: the same facts.
    void s26_conflictingPayloads()
    {
        QFETCH(int, family);
        const auto [one, other] = conflictOf(static_cast<Family>(family));
        const std::vector<Envelope> around{request("10:00:00"),
                                           request("10:00:00").in("s9", "r9"),
                                           batchCompleted("10:00:05", "j0", "https://a:8935"),
                                           ingest("10:00:03").by("0xa", "https://a:8935"),
                                           byocCompleted("10:00:07", "chat", "0xa", "https://a:8935"),
                                           status("10:00:09").by("0xa", "https://a:8935").in("s3", "r3")};
        std::string expected;
        for (const bool swapped : {false, true})
            for (const bool separate : {false, true})
                for (const bool resolved : {false, true}) {
                    TestCache cache;
                    deliver(cache, around, {});
                    std::vector<Envelope> pair{swapped ? other : one, swapped ? one : other};
                    deliver(cache, pair, {.parts = separate ? 2 : 1, .resolve_after_each = resolved});
                    QCOMPARE(cache.accounted("duplicate", "duplicate_conflict"), 1);
                    QCOMPARE(cache.accounted("accepted"), 7);
                    const std::string facts = factsText(cache.cache());
                    if (expected.empty())
                        expected = facts;
                    QVERIFY2(facts == expected, firstDifference(expected, facts).c_str());
                }
    }

    void s26_aThirdDeliveryIsComparedWithThePayloadThatIsKept()
    {
        const Envelope one = error("10:00:00", "one").id("x");
        const Envelope other = error("10:00:00", "other").id("x");
        for (const bool reopened : {false, true}) {
            for (const bool swapped : {false, true}) {
                TestCache cache;
                std::vector<Envelope> told{one, other};
                if (swapped)
                    std::swap(told[0], told[1]);
                cache.importText(fileOf(told, Form::wrapper));
                const std::int64_t conflicts = cache.accounted("duplicate", "duplicate_conflict");
                QCOMPARE(conflicts, 1);
                if (reopened)
                    cache.reopen();
                // Both again: one of them is the payload that is kept.
                cache.importText(fileOf({one, other}, Form::wrapper));
                QCOMPARE(cache.accounted("duplicate", "duplicate_conflict"), 2);
                QCOMPARE(cache.accounted("duplicate", "duplicate_event"), 1);
            }
        }
        TestCache inOneFile;
        inOneFile.importText(fileOf({one, other, one, other}, Form::wrapper));
        QCOMPARE(inOneFile.accounted("duplicate", "duplicate_conflict"), 2);
        QCOMPARE(inOneFile.accounted("duplicate", "duplicate_event"), 1);
    }

    void s26_anInertCapabilityEventCanWin()
    {
        const Node node = Node("0xa", "https://a:8935").live("m1");
        const Envelope full = capabilities("09:59:00", {node}).id("x");
        const std::vector<Envelope> empties{sent("09:59:00", "network_capabilities", Json::array()).id("x"),
                                            sent("09:59:00", "network_capabilities", {{"note", "a"}}).id("x"),
                                            sent("09:59:00", "network_capabilities", {{"note", "b"}}).id("x"),
                                            sent("09:59:00", "network_capabilities", {{"note", "c"}}).id("x")};
        for (const Envelope& empty : empties)
            play({full, empty, ingest("10:00:00").by("0xa", "https://a:8935"),
                  ingest("10:00:01").by("0xa", "https://a:8935").in("s2", "r2")},
                 [](TestCache& cache) { QCOMPARE(cache.sessions().size(), 2U); });
    }

    void s27_oneIdInTwoOrgs()
    {
        play({request("10:00:00").id("x"), request("10:00:00").id("x").of("daydream"),
              request("10:00:00").id("x").of("vtest_1")},
             [](TestCache& cache) {
                 QCOMPARE(cache.accounted("accepted"), 3);
                 QVERIFY(cache.find("cloudspe|s1|r1") && cache.find("daydream|s1|r1") && cache.find("vtest_1|s1|r1"));
             });
    }

    void s27_oneIdInTwoFamiliesOrInstants()
    {
        play({request("10:00:00").id("x"), status("10:00:00").id("x"), status("10:00:01").id("x")},
             [](TestCache& cache) {
                 QCOMPARE(cache.accounted("accepted"), 3);
                 QCOMPARE(cache.session().status_sample_count, 2);
                 QCOMPARE(cache.session().started_count, 1);
             });
    }

    void s28_allCarriersIntoOneCache()
    {
        const std::vector<Envelope> events{
            request("10:00:00"), playable("10:00:04"), status("10:00:10").by("0xA", "https://a"),
            payment("10:00:11", "r1", "5 WEI"), capabilities("10:00:01", {Node("0xa", "https://a").live("m1")})};
        TestCache alone;
        deliver(alone, events, {});
        TestCache cache;
        ImportOptions options;
        options.org.given = "cloudspe";
        for (const Form form : {Form::ndjson, Form::wrapper, Form::rows})
            cache.importText(fileOf(events, form), options);
        cache.resolve();
        QCOMPARE(cache.accounted("accepted"), 5);
        QCOMPARE(cache.accounted("duplicate", "duplicate_event"), 10);
        QCOMPARE(factsText(cache.cache()), factsText(alone.cache()));
    }

    void s50_normalisation_data()
    {
        QTest::addColumn<QString>("hint");
        QTest::addColumn<QString>("pipeline");
        QTest::addColumn<QString>("model");
        const char* live = "live-video-to-video";
        QTest::newRow("alias") << "pip_SDXL-turbo-v2v" << live << "streamdiffusion-sdxl-v2v";
        QTest::newRow("plain") << "streamdiffusion" << live << "streamdiffusion";
        QTest::newRow("not in the table") << "streamdiffusion-sdturbo"
                                          << ""
                                          << "";
        QTest::newRow("canonical") << "text-to-image"
                                   << "text-to-image"
                                   << "";
        QTest::newRow("noop") << "noop"
                              << "noop"
                              << "";
        QTest::newRow("unknown") << "comfyui"
                                 << ""
                                 << "";
    }

    void s50_normalisation()
    {
        QFETCH(QString, hint);
        QFETCH(QString, pipeline);
        QFETCH(QString, model);
        play({status("10:00:00").with("pipeline", hint.toStdString())}, [&](TestCache& cache) {
            QCOMPARE(cache.session().pipeline_id, pipeline.toStdString());
            QCOMPARE(cache.session().model_id.value_or(""), model.toStdString());
        });
    }

    void s52_unknownThingsAreKept()
    {
        Envelope odd = status("10:00:00", "HOVERING", 5)
                           .with("new_member", {{"deep", Json::array({1, 2})}})
                           .with("orchestrator_info", {{"address", "0xa"}, {"url", ""}, {"gpu_id", "GPU-9"}})
                           .with("gpu_id", "GPU-8")
                           .with("is_test_load", true);
        odd.extra["gateway_region"] = "eu";
        odd.extra["value"] = "an unknown member of an envelope";
        Envelope swap = sent("10:00:05", "gateway_orchestrator_swap", {{"old_orchestrator", "0xa"}}).in("s1", "r1");
        play({odd, swap, sent("10:00:06", "gpu_utilization_metrics", {{"gpu_id", "GPU-9"}, {"cue_pct", 5}}),
              sent("10:00:07", "ai_stream_events", {{"type", "inference_complete"}, {"seq", 4}}).in("s1", "r1")},
             [](TestCache& cache) {
                 const Session s = cache.session();
                 QCOMPARE(s.status_sample_count, 1);
                 QCOMPARE(s.running_state_samples_count, 0);
                 QCOMPARE(s.positive_output_seen_count, 1);
                 QCOMPARE(s.swap_count, 1);
                 QCOMPARE(s.startup_error_count, 0);
                 QCOMPARE(s.reported_gpu_id, std::optional<std::string>("GPU-9"));
                 QCOMPARE(s.gpu_id, std::optional<std::string>());
                 QVERIFY(s.is_test_load);
                 QCOMPARE(cache.count("SELECT count(*) FROM gpu_utilization_event"), 1);
             });
    }

    void s53_theSameFilesAgain()
    {
        const std::vector<Envelope> events{request("10:00:00"), playable("10:00:04"), status("10:00:10"),
                                           payment("10:00:11", "r1", "5 WEI"), error("10:00:12", "GPU kernel panic")};
        TestCache once;
        deliver(once, events, {});
        // The first import broke off after some batches; the second found the rest.
        TestCache again;
        deliver(again, {events.begin(), events.begin() + 3}, {.batch_records = 1});
        again.reopen();
        deliver(again, events, {});
        again.reopen();
        deliver(again, events, {});
        QCOMPARE(again.accounted("accepted"), 5);
        QCOMPARE(factsText(again.cache()), factsText(once.cache()));
    }

private:
    static std::pair<Envelope, Envelope> conflictOf(Family family)
    {
        const auto pairOf = [](const Envelope& base, const char* member, const Json& one, const Json& other) {
            return std::pair(base.with(member, one).id("x"), base.with(member, other).id("x"));
        };
        const Node node = Node("0xa", "https://a:8935").live("m1");
        switch (family) {
            case Family::stream_trace: return pairOf(closed("10:00:20"), "stream_id", "s1", "s9");
            case Family::ai_stream_status: return pairOf(status("11:00:20"), "inference_status/fps", 3, 4);
            case Family::ai_stream_events: return pairOf(error("10:00:20", ""), "message", "ok", "user disconnected");
            case Family::stream_ingest_metrics:
                return pairOf(sent("10:00:20", "stream_ingest_metrics", Json::object()).in("s1", "r1"),
                              "stats/conn_quality", "good", "bad");
            case Family::network_capabilities:
                return {capabilities("09:59:00", {node}).id("x"), capabilities("09:59:00", {node.load(7)}).id("x")};
            case Family::discovery_results: {
                const auto found = [](const char* latency) {
                    return sent("10:00:20", "discovery_results",
                                Json::array({{{"address", "0xa"}, {"url", "https://a"}, {"latency_ms", latency}}}))
                        .id("x");
                };
                return {found("77"), found("78")};
            }
            case Family::create_new_payment: return pairOf(payment("10:00:20", "r1", "5 WEI"), "requestID", "r1", "r9");
            case Family::ai_batch_request:
                return pairOf(batchCompleted("10:00:20", "j1", "https://a:8935"), "request_id", "j1", "j2");
            case Family::ai_llm_request: return pairOf(llmCompleted("10:00:20", "j1"), "request_id", "j1", "j2");
            case Family::job_gateway:
                return pairOf(byocCompleted("10:00:20", "chat", "0xa", ""), "type", "job_gateway_completed",
                              "job_gateway_submitted");
            case Family::job_payment:
                return pairOf(sent("10:00:20", "job_payment", {{"type", "payment_created"}}), "amount", 1, 2);
            case Family::job_auth:
                return pairOf(sent("10:00:20", "job_auth", {{"capability", "chat"}}), "success", true, false);
            case Family::worker_lifecycle:
                return {workerRegistered("09:00:00", "chat", "0xa", "m1").id("x"),
                        workerRegistered("09:00:00", "other", "0xa", "m2").id("x")};
            case Family::gateway_orchestrator_swap:
                return pairOf(sent("10:00:20", "gateway_orchestrator_swap", Json::object()).in("s1", "r1"), "stream_id",
                              "s1", "s9");
            case Family::gpu_utilization_metrics:
            case Family::job_orchestrator: break;
        }
        return pairOf(sent("10:00:20", "gpu_utilization_metrics", {{"gpu_id", "GPU-1"}}), "utilization_pct", 1, 2);
    }
};

QTEST_APPLESS_MAIN(TestScenariosArrival)
#include "tst_scenarios_arrival.moc"
