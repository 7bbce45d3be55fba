// Scenarios of which orchestrator served a stream. From raw records to facts, in any order.

#include <QTest>

#include <chrono>

#include "tests/support/playing.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

const std::string kA = "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const std::string kB = "0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
const std::string kWallet = "0xcccccccccccccccccccccccccccccccccccccccc";
const std::string kUrlA = "https://a:8935";
const std::string kUrlB = "https://b:8935";
const std::string kMissing = "unresolved/missing_candidate/missing/low";
const std::string kAmbiguous = "ambiguous/ambiguous_candidates/ambiguous/low";

std::string answer(const Decision& d)
{
    return d.status + "/" + d.reason + "/" + d.method + "/" + d.confidence;
}

std::string answer(const Session& s)
{
    return s.attribution_status + "/" + s.attribution_reason + "/" + s.attribution_method + "/" +
           s.attribution_confidence;
}

Envelope after(Envelope envelope, std::int64_t ms)
{
    envelope.when += std::chrono::milliseconds(ms);
    return envelope;
}

Node nodeA()
{
    return Node(kA, kUrlA).live("m1");
}

/// The only decision of session s1/r1.
Decision onlyDecision(TestCache& cache)
{
    const auto selections = cache.selections();
    if (selections.size() != 1)
        throw std::runtime_error("there are " + std::to_string(selections.size()) + " selections");
    return selections[0].decision;
}

/// Plays and compares the decision of the only selection.
void expectDecision(const std::vector<Envelope>& events, const std::string& expected,
                    const std::function<void(const Decision&)>& check = {})
{
    play(events, [&](TestCache& cache) {
        const Decision decision = onlyDecision(cache);
        QCOMPARE(answer(decision), expected);
        if (check)
            check(decision);
    });
}

std::vector<std::string> triggers(TestCache& cache)
{
    std::vector<std::string> result;
    for (const Selection& s : cache.selections())
        result.push_back(s.trigger + " " + (s.observed_address.empty() ? s.observed_url : s.observed_address));
    return result;
}

}  // namespace

class TestScenariosAttribution : public QObject {
    Q_OBJECT

private slots:
    void s13_swapFromAToB()
    {
        play({capabilities("09:59:00", {nodeA(), Node(kB, kUrlB).live("m1", {"GPU-2"})}), request("10:00:00"),
              ingest("10:00:01").by(kA, kUrlA), swapOf("10:01:00").by(kA, kUrlA), status("10:01:10").by(kB, kUrlB)},
             [](TestCache& cache) {
                 QCOMPARE(triggers(cache),
                          (std::vector<std::string>{"initial " + kA, "swap " + kA, "orch_change_fallback " + kB}));
                 const Session s = cache.session();
                 QCOMPARE(s.swap_count, 1);
                 QCOMPARE(s.orchestrator_address, std::optional(kB));
                 QCOMPARE(s.gpu_id, std::optional<std::string>("GPU-2"));
                 QVERIFY(s.orchestrator_changed);
             });
    }

    void s14_swapWithoutAnOrchestrator()
    {
        play({request("10:00:00"), swapOf("10:01:00")}, [](TestCache& cache) {
            QCOMPARE(cache.session().swap_count, 1);
            QVERIFY(cache.selections().empty());
        });
    }

    void s29_capabilityArrays_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<int>("snapshots");
        QTest::addColumn<QString>("decision");
        const QByteArray a = "{\"address\":\"0xAa\",\"local_address\":\"\",\"orch_uri\":\"https://A:8935\"";
        const QByteArray live =
            ",\"hardware\":[{\"pipeline\":\"live-video-to-video\",\"model_id\":\"m1\",\"gpu_info\":";
        const QByteArray gpu = "{\"id\":\"GPU-1\",\"name\":\"RTX\",\"memory_total\":1}";
        const QString exact = "resolved/matched/uri_interval_exact/high";
        const QString less = "hardware_less/matched_without_hardware/uri_interval_exact/high";
        QTest::newRow("gpu map") << "[" + a + live + "{\"0\":" + gpu + "}}]}]" << 1 << exact;
        QTest::newRow("gpu array") << "[" + a + live + "[" + gpu + "]}]}]" << 1 << exact;
        QTest::newRow("gpu null") << "[" + a + live + "null}]}]" << 1 << less;
        QTest::newRow("hardware null") << "[" + a + ",\"hardware\":null}]" << 1 << less;
        QTest::newRow("blank address") << QByteArray("[{\"address\":\" \",\"orch_uri\":\"https://a:8935\"}]") << 0
                                       << QString::fromStdString(kMissing);
        QTest::newRow("blank beside a good one")
            << "[{\"address\":\"\"}," + a + live + "{\"0\":" + gpu + "}}]}]" << 1 << exact;
        QTest::newRow("twice in one event: the last") << "[" + a + "}," + a + live + "[" + gpu + "]}]}]" << 1 << exact;
        QTest::newRow("empty array") << QByteArray("[]") << 0 << QString::fromStdString(kMissing);
        QTest::newRow("single object") << a + live + "[" + gpu + "]}]}" << 1 << exact;
        QTest::newRow("wrong type inside hardware") << "[" + a + ",\"hardware\":[7]}]" << 1 << less;
    }

    void s29_capabilityArrays()
    {
        QFETCH(QByteArray, data);
        QFETCH(int, snapshots);
        QFETCH(QString, decision);
        play({sent("09:59:00", "network_capabilities", Json::parse(data.toStdString())).id("caps"),
              ingest("10:00:00").by("0xaa", kUrlA)},
             [&](TestCache& cache) {
                 QCOMPARE(answer(onlyDecision(cache)), decision.toStdString());
                 const std::string facts = factsText(cache.cache());
                 int found = 0;
                 for (std::size_t i = facts.find("\ncapability\t"); i != std::string::npos;
                      i = facts.find("\ncapability\t", i + 1))
                     ++found;
                 QCOMPARE(found, snapshots);
             });
    }

    void s30_versionChain()
    {
        const Node a = nodeA().load(1);
        const Node b = nodeA().load(2);
        play({capabilities("09:40:00", {a}), capabilities("09:45:00", {a}), capabilities("09:50:00", {b}),
              capabilities("09:55:00", {a}), ingest("09:50:00.001").by(kA, kUrlA).in("s2", "r2"),
              ingest("09:50:00").by(kA, kUrlA).in("s3", "r3"), ingest("09:55:30").by(kA, kUrlA),
              ingest("09:45:30").by(kA, kUrlA).in("s4", "r4")},
             [](TestCache& cache) {
                 // B's version began at 09:50, A's second at 09:55; the repeat at 09:45 began none.
                 QCOMPARE(cache.session("s2", "r2").attribution_snapshot_ts, std::optional(at("09:50:00")));
                 QCOMPARE(cache.session("s3", "r3").attribution_snapshot_ts, std::optional(at("09:50:00")));
                 QCOMPARE(cache.session().attribution_snapshot_ts, std::optional(at("09:55:00")));
                 QCOMPARE(cache.session("s4", "r4").attribution_snapshot_ts, std::optional(at("09:40:00")));
             });
    }

    void s31_timeClasses_data()
    {
        QTest::addColumn<qint64>("snapshotAfter");  // ms after the selection
        QTest::addColumn<QString>("decision");
        QTest::newRow("equal time") << qint64{0} << "resolved/matched/uri_interval_exact/high";
        QTest::newRow("ten minutes") << qint64{-600'000} << "resolved/matched/uri_interval_exact/high";
        QTest::newRow("and a millisecond") << qint64{-600'001} << "stale/stale_candidate/uri_interval_stale/medium";
        QTest::newRow("half a minute ahead") << qint64{30'000} << "resolved/future_skew/uri_interval_future/high";
        QTest::newRow("and a millisecond ahead") << qint64{30'001} << QString::fromStdString(kMissing);
    }

    void s31_timeClasses()
    {
        QFETCH(qint64, snapshotAfter);
        QFETCH(QString, decision);
        expectDecision({after(capabilities("10:00:00", {nodeA()}), snapshotAfter), ingest("10:00:00").by(kA, kUrlA)},
                       decision.toStdString());
    }

    void s32_anUnchangedPayloadGoesStale()
    {
        expectDecision({capabilities("11:49:59", {nodeA()}), capabilities("11:55:00", {nodeA()}),
                        capabilities("11:59:59", {nodeA()}), ingest("12:00:00").by(kA, kUrlA)},
                       "stale/stale_candidate/uri_interval_stale/medium",
                       [](const Decision& d) { QCOMPARE(d.orchestrator_address, std::optional(kA)); });
    }

    void s33_theUrlWinsOverAConflictingAddress()
    {
        expectDecision(
            {capabilities("09:59:00", {nodeA(), Node(kB, kUrlB).live("m1")}), ingest("10:00:00").by(kA, kUrlB)},
            "resolved/matched/uri_interval_exact/high",
            [](const Decision& d) { QCOMPARE(d.orchestrator_address, std::optional(kB)); });
    }

    void s34_unknownUrl()
    {
        const std::string unknown = "https://unknown:8935";
        expectDecision(
            {capabilities("09:59:00", {Node(kA, kUrlA, kWallet).live("m1")}), ingest("10:00:00").by(kWallet, unknown)},
            "unresolved/missing_uri_snapshot_local_alias_present/missing/low");
        expectDecision({capabilities("09:59:00", {nodeA()}), ingest("10:00:00").by(kA, unknown)},
                       "unresolved/missing_uri_snapshot_address_match_present/missing/low");
        expectDecision({capabilities("09:59:00", {nodeA()}), ingest("10:00:00").by(kB, unknown)}, kMissing);
    }

    void s35_withoutAUrl()
    {
        expectDecision(
            {capabilities("09:59:00", {Node(kA, kUrlA, kWallet).live("m1")}), ingest("10:00:00").by(kWallet, "")},
            "resolved/matched/alias_interval_exact/high",
            [](const Decision& d) { QCOMPARE(d.orchestrator_address, std::optional(kA)); });
        // kB is the address of one node and the alias of another: the address counts.
        expectDecision({capabilities("09:59:00", {Node(kB, kUrlB).live("m1")}),
                        capabilities("09:59:30", {Node(kA, kUrlA, kB).live("m1")}), ingest("10:00:00").by(kB, "")},
                       "resolved/matched/address_interval_exact/high",
                       [](const Decision& d) { QCOMPARE(d.orchestrator_address, std::optional(kB)); });
    }

    void s36_modelsAndHints()
    {
        const Node two = nodeA().live("m2", {"GPU-2"});
        const auto hinted = [](const char* model) { return status("10:00:00").by(kA, kUrlA).with("pipeline", model); };
        expectDecision({capabilities("09:59:00", {two}), ingest("10:00:00").by(kA, kUrlA)}, kAmbiguous,
                       [](const Decision& d) { QVERIFY(!d.orchestrator_address && !d.capability_version_id); });
        expectDecision({capabilities("09:59:00", {two}), hinted("M2")}, "resolved/matched/uri_interval_exact/high",
                       [](const Decision& d) { QCOMPARE(d.model_id, std::optional<std::string>("m2")); });
        expectDecision({capabilities("09:59:00", {two}), hinted("other")}, kAmbiguous);
        expectDecision({capabilities("09:59:00", {nodeA()}), hinted("other")},
                       "resolved/matched/uri_interval_exact/high",
                       [](const Decision& d) { QCOMPARE(d.model_id, std::optional<std::string>("m1")); });
    }

    void s37_twoAddressesOnOneUrl()
    {
        expectDecision(
            {capabilities("09:59:00", {nodeA(), Node(kB, kUrlA).live("m1")}), ingest("10:00:00").by(kA, kUrlA)},
            kAmbiguous);
    }

    void s38_gpus()
    {
        const auto decided = [](const Node& node, const std::string& expected, const std::optional<std::string>& gpu,
                                const std::optional<std::string>& model) {
            expectDecision({capabilities("09:59:00", {node}), ingest("10:00:00").by(kA, kUrlA)}, expected,
                           [&](const Decision& d) {
                               QCOMPARE(d.gpu_id, gpu);
                               QCOMPARE(d.model_id, model);
                           });
        };
        const std::string exact = "resolved/matched/uri_interval_exact/high";
        const std::string less = "hardware_less/matched_without_hardware/uri_interval_exact/high";
        const Node bare(kA, kUrlA);
        decided(bare.live("m1", {"GPU-1", "GPU-2"}), exact, {}, "m1");
        decided(bare.live("m1", {"GPU-1", "GPU-1"}), exact, "GPU-1", "m1");
        decided(bare.live("m1", {}), less, {}, "m1");
        decided(bare, less, {}, "");
    }

    void s39_withoutHardwareAndStale()
    {
        expectDecision({capabilities("09:40:00", {Node(kA, kUrlA).offers(35, "m1")}), ingest("10:00:00").by(kA, kUrlA)},
                       "hardware_less/matched_without_hardware/uri_interval_stale/medium");
    }

    void s40_onlyPerCapability()
    {
        const Node offers = Node(kA, kUrlA).offers(35, "m1").offers(27, "m2");
        expectDecision({capabilities("09:59:00", {offers}), status("10:00:00").by(kA, kUrlA).with("pipeline", "m2")},
                       "hardware_less/matched_without_hardware/uri_interval_exact/high", [](const Decision& d) {
                           QCOMPARE(d.pipeline_id, std::optional<std::string>("text-to-image"));
                           QCOMPARE(d.model_id, std::optional<std::string>("m2"));
                       });
        expectDecision(
            {capabilities("09:59:00", {Node(kA, kUrlA).offers(37, "chat")}), ingest("10:00:00").by(kA, kUrlA)},
            "hardware_less/matched_without_hardware/uri_interval_exact/high",
            [](const Decision& d) { QCOMPARE(d.model_id, std::optional<std::string>("")); });
    }

    void s41_hardwareExcludesPerCapability()
    {
        expectDecision({capabilities("09:59:00", {nodeA().offers(27, "m2")}), ingest("10:00:00").by(kA, kUrlA)},
                       "resolved/matched/uri_interval_exact/high",
                       [](const Decision& d) { QCOMPARE(d.model_id, std::optional<std::string>("m1")); });
    }

    void s42_lateCapabilityRepairsAnOldSession()
    {
        const Envelope old = ingest("2026-03-30T10:00:00Z").by(kA, kUrlA).in("old", "r");
        const Envelope late = capabilities("2026-03-30T09:59:00Z", {nodeA()});
        const Envelope today = ingest("10:00:00").by(kA, kUrlA);
        play({old, today, late}, [](TestCache& cache) {
            QCOMPARE(cache.session("old", "r").attribution_status, std::string("resolved"));
            QCOMPARE(cache.session().attribution_status, std::string("unresolved"));
        });
        TestCache cache;
        deliver(cache, {old, today}, {});
        QCOMPARE(cache.session("old", "r").attribution_status, std::string("unresolved"));
        cache.importText(fileOf({late}, Form::wrapper));
        QCOMPARE(cache.resolve().sessions, 1);
        QCOMPARE(cache.session("old", "r").orchestrator_address, std::optional(kA));
        QCOMPARE(cache.count("SELECT count(*) FROM superseded_decision"), 1);
    }

    void s43_twoIdentitiesNothingResolvable()
    {
        play({ingest("10:00:00").by(kA, kUrlA), status("10:05:00").by(kB, kUrlB)}, [](TestCache& cache) {
            QCOMPARE(answer(cache.session()), kAmbiguous);
            QCOMPARE(answer(cache.selections().at(1).decision), kMissing);
        });
    }

    void s44_overMidnight()
    {
        play({capabilities("23:55:00", {nodeA()}), ingest("23:59:00").by(kA, kUrlA),
              status("2026-04-02T00:00:10Z").by(kA, kUrlA)},
             [](TestCache& cache) {
                 const auto selections = cache.selections();
                 QCOMPARE(selections.size(), 2U);
                 for (const Selection& s : selections) {
                     QCOMPARE(s.trigger, std::string("initial"));
                     QCOMPARE(s.seq, 1);
                     QCOMPARE(s.decision.status, std::string("resolved"));
                 }
                 QCOMPARE(cache.session().current_selection_ts, std::optional(at("2026-04-02T00:00:10Z")));
             });
    }

    void s45_snapshotsJustOutsideTheDay()
    {
        expectDecision({capabilities("23:55:00", {nodeA()}), ingest("2026-04-02T00:01:00Z").by(kA, kUrlA)},
                       "resolved/matched/uri_interval_exact/high");
        expectDecision({capabilities("2026-04-02T00:00:20Z", {nodeA()}), ingest("23:59:55").by(kA, kUrlA)},
                       "resolved/future_skew/uri_interval_future/high");
        // Further back than ten minutes before the day, a snapshot is not looked at.
        expectDecision({capabilities("23:49:59", {nodeA()}), ingest("2026-04-02T00:00:00Z").by(kA, kUrlA)}, kMissing);
    }

    void s51_mixedCaseAddresses()
    {
        const std::string mixed = "0xAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa";
        play({capabilities("09:59:00", {Node(mixed, "HTTPS://A:8935").live("m1")}), ingest("10:00:00").by(kA, kUrlA),
              status("10:00:10").by(mixed, "https://A:8935")},
             [&](TestCache& cache) {
                 QCOMPARE(cache.selections().size(), 1U);
                 QCOMPARE(cache.session().orchestrator_address, std::optional(kA));
                 QCOMPARE(cache.session().attribution_status, std::string("resolved"));
             });
    }
};

QTEST_APPLESS_MAIN(TestScenariosAttribution)
#include "tst_scenarios_attribution.moc"
