#include <QtTest>

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "core/resolver/capability_timeline.h"
#include "core/resolver/intervals.h"
#include "scenario.h"

using namespace naap;
using namespace naap::scenario;

namespace {

const Instant kNoon = at("12:00:00");
const std::string kUrl = "https://a:8935";
const std::string kOther = "https://b:8935";

/// A situation of R33, asked about at noon.
struct Situation {
    const char* name;
    std::vector<CapabilitySnapshot> snapshots;
    AttributionQuery query;
    QString expected;
    QString model = "null";
    QString address = "0xa";
};

Instant before(std::int64_t seconds)
{
    return kNoon - secondsLong(seconds);
}
Instant after(std::int64_t seconds)
{
    return kNoon + secondsLong(seconds);
}

AttributionQuery byUrl(std::string_view model = "")
{
    return {.selection_ts = kNoon, .url = kUrl, .pipeline = model.empty() ? "" : "live-video-to-video", .model = model};
}

AttributionQuery byAddress(std::string_view address)
{
    return {.selection_ts = kNoon, .address = address};
}

const QString kExact = "resolved/matched/uri_interval_exact/high";

std::vector<Situation> situations()
{
    const Node m1{.hardware = {live("m1")}};
    const Node m2{.hardware = {live("m2")}};
    const Node both{.hardware = {live("m1"), live("m2")}};
    const Node otherAddress{.address = "0xb", .hardware = {live("m1")}};
    const Node otherUrl{.uri = kOther, .hardware = {live("m1")}};
    const Node asAlias{.address = "0xb", .uri = kOther, .hardware = {live("m2")}, .alias = "0xa"};
    const Node byoc{.hardware = {hardware("openai-chat-completions", "Qwen")}};
    const AttributionQuery capability{
        .selection_ts = kNoon, .url = kUrl, .pipeline = "openai-embeddings", .verbatim = true};
    return {
        {"two models, no hint", {seen(before(5), both)}, byUrl(), kAmbiguous, "null", "null"},
        {"two models, a hint in another case", {seen(before(5), both)}, byUrl("M2"), kExact, "m2"},
        {"one model, a wrong hint", {seen(before(5), m1)}, byUrl("other"), kExact, "m1"},
        {"two models, a wrong hint", {seen(before(5), both)}, byUrl("other"), kAmbiguous, "null", "null"},
        {"the hinted model is 1000 s old", {seen(before(1000), m2), seen(before(5), m1)}, byUrl("m2"), kExact, "m1"},
        {"the hinted model comes 5 s later", {seen(before(5), m1), seen(after(5), m2)}, byUrl("m2"), kExact, "m1"},
        {"one URL, two addresses, one instant",
         {seen(before(5), m1), seen(before(5), otherAddress)},
         byUrl(),
         kAmbiguous,
         "null",
         "null"},
        {"one URL, two addresses, 50 s and 5 s",
         {seen(before(50), m1), seen(before(5), otherAddress)},
         byUrl(),
         kExact,
         "m1",
         "0xb"},
        {"address only, two URLs, one event",
         {seen(before(5), m1), seen(before(5), otherUrl)},
         byAddress("0xA"),
         kAmbiguous,
         "null",
         "null"},
        {"address only, two URLs, 50 s and 5 s",
         {seen(before(50), m2), seen(before(5), otherUrl)},
         byAddress("0xA"),
         "resolved/matched/address_interval_exact/high",
         "m1"},
        {"an address at 400 s, an alias at 5 s",
         {seen(before(400), m1), seen(before(5), asAlias)},
         byAddress("0xA"),
         "resolved/matched/address_interval_exact/high",
         "m1"},
        {"an address at 1400 s, an alias at 5 s",
         {seen(before(1400), m1), seen(before(5), asAlias)},
         byAddress("0xA"),
         "resolved/matched/alias_interval_exact/high",
         "m2",
         "0xb"},
        {"a BYOC capability that is not offered", {seen(before(5), byoc)}, capability, kExact, "Qwen"},
    };
}

}  // namespace

class CapabilityTimelineTest : public QObject {
    Q_OBJECT
private slots:
    void situationsOfPrecedence_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Situation& situation : situations())
            QTest::newRow(situation.name) << index++;
    }

    void situationsOfPrecedence()
    {
        QFETCH(int, index);
        const Situation situation = situations().at(static_cast<std::size_t>(index));
        const Decision decision = CapabilityTimeline("org", situation.snapshots).attribute(situation.query);
        QCOMPARE(answer(decision), situation.expected);
        QCOMPARE(q(decision.model_id), situation.model);
        QCOMPARE(q(decision.orchestrator_address), situation.address);
    }

    void ageDecidesTheTimeClass_data()
    {
        QTest::addColumn<qint64>("startsMsAfterSelection");
        QTest::addColumn<QString>("expected");
        QTest::newRow("same instant") << qint64{0} << kExact;
        QTest::newRow("just before") << qint64{-1} << kExact;
        QTest::newRow("ten minutes") << qint64{-600'000} << kExact;
        QTest::newRow("a millisecond older") << qint64{-600'001} << "stale/stale_candidate/uri_interval_stale/medium";
        QTest::newRow("thirty seconds later") << qint64{30'000} << "resolved/future_skew/uri_interval_future/high";
        QTest::newRow("a millisecond later still") << qint64{30'001} << kMissing;
    }

    void ageDecidesTheTimeClass()
    {
        QFETCH(qint64, startsMsAfterSelection);
        const Node node{.hardware = {live("m1")}};
        const CapabilityTimeline timeline("org", {seen(kNoon + ms(startsMsAfterSelection), node)});
        QTEST(answer(timeline.attribute(byUrl())), "expected");
    }

    void repeatsOfOnePayloadDoNotMakeANodeFresh()
    {
        const Node node{.hardware = {live("m1")}};
        const CapabilityTimeline timeline("org", {seen(at("11:49:59"), node), seen(at("11:59:59"), node)});
        QCOMPARE(timeline.versionCount(), 1);
        QCOMPARE(timeline.noopCount(), 1);
        QCOMPARE(answer(timeline.attribute(byUrl())), QString("stale/stale_candidate/uri_interval_stale/medium"));
    }

    void changedLoadMakesANodeFresh()
    {
        const Node node{.hardware = {live("m1")}};
        const CapabilityTimeline timeline("org", {seen(at("11:49:59"), node), seen(at("11:59:59"), node, "busy")});
        const Decision decision = timeline.attribute(byUrl());
        QCOMPARE(answer(decision), kExact);
        QCOMPARE(decision.snapshot_ts, std::optional(at("11:59:59")));
    }

    void anOldVersionYieldsToANearFutureOne()
    {
        const CapabilityTimeline timeline("org", {seen(at("11:43:20"), {.hardware = {live("m1")}}),
                                                  seen(at("12:00:10"), {.hardware = {live("m2")}})});
        const Decision decision = timeline.attribute(byUrl());
        QCOMPARE(answer(decision), QString("resolved/future_skew/uri_interval_future/high"));
        QCOMPARE(q(decision.model_id), QString("m2"));
    }

    void aVersionAtTheInstantHidesAllOthers()
    {
        const CapabilityTimeline timeline(
            "org", {seen(before(5), {.hardware = {live("m1")}}), seen(kNoon, {.hardware = {live("m2")}})});
        QCOMPARE(q(timeline.attribute(byUrl()).model_id), QString("m2"));
    }

    void anAliasOutlivedByItsNodeIsPrior()
    {
        const Node old{.hardware = {live("m1")}, .alias = "0xold"};
        const Node renamed{.hardware = {live("m1")}, .alias = "0xnew"};
        const CapabilityTimeline timeline("org", {seen(before(60), old), seen(before(30), renamed)});
        QCOMPARE(answer(timeline.attribute(byAddress("0xOLD"))),
                 QString("resolved/matched_prior/alias_interval_prior/high"));
        QCOMPARE(answer(timeline.attribute(byAddress("0xnew"))), QString("resolved/matched/alias_interval_exact/high"));
        QCOMPARE(timeline.attribute(byAddress("0xold")).snapshot_ts, std::optional(before(60)));
    }

    void chainOfVersionsCountsNoops()
    {
        const Node a{.hardware = {live("m1")}};
        const Node b{.hardware = {live("m2")}};
        const CapabilityTimeline timeline(
            "org", {seen(before(40), a), seen(before(30), a), seen(before(20), b), seen(before(10), a)});
        QCOMPARE(timeline.versionCount(), 3);
        QCOMPARE(timeline.noopCount(), 1);
        const std::vector<Instant> starts{before(40), before(20), before(10)};
        QCOMPARE(timeline.versionStarts("HTTPS://A:8935", "", ""), starts);
        QCOMPARE(timeline.versionStarts("", "0xA", ""), starts);
        QVERIFY(timeline.versionStarts(kOther, "0xb", "0xc").empty());
    }

    void theLastElementOfAnEventCounts()
    {
        CapabilitySnapshot first = seen(before(5), {.hardware = {live("m1")}});
        CapabilitySnapshot last = seen(before(5), {.hardware = {live("m2")}});
        last.element_index = 7;
        const CapabilityTimeline timeline("org", {last, first});
        QCOMPARE(timeline.versionCount(), 1);
        QCOMPARE(timeline.noopCount(), 0);
        QCOMPARE(q(timeline.attribute(byUrl()).model_id), QString("m2"));
    }

    void aUrlBeatsAConflictingAddress()
    {
        const CapabilityTimeline timeline(
            "org", {seen(before(900), {.address = "0xa", .uri = kUrl, .hardware = {live("m1")}}),
                    seen(before(5), {.address = "0xb", .uri = kOther, .hardware = {live("m2")}})});
        const Decision decision =
            timeline.attribute({.selection_ts = kNoon, .url = "HTTPS://A:8935 ", .address = "0xb"});
        QCOMPARE(q(decision.orchestrator_address), QString("0xa"));
        QCOMPARE(answer(decision), QString("stale/stale_candidate/uri_interval_stale/medium"));
    }

    void anUnknownUrlSaysWhatTheAddressKnows_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("reason");
        QTest::newRow("alias") << "0xALIAS"
                               << "missing_uri_snapshot_local_alias_present";
        QTest::newRow("address") << "0xA"
                                 << "missing_uri_snapshot_address_match_present";
        QTest::newRow("neither") << "0xc"
                                 << "missing_candidate";
        QTest::newRow("no address") << ""
                                    << "missing_candidate";
    }

    void anUnknownUrlSaysWhatTheAddressKnows()
    {
        QFETCH(QString, address);
        const CapabilityTimeline timeline("org", {seen(before(5000), {.hardware = {live("m1")}, .alias = "0xalias"})});
        const std::string observed = address.toStdString();
        const Decision decision = timeline.attribute({.selection_ts = kNoon, .url = kOther, .address = observed});
        QTEST(q(decision.reason), "reason");
        QCOMPARE(q(decision.status + "/" + decision.method + "/" + decision.confidence),
                 QString("unresolved/missing/low"));
        QVERIFY(!decision.orchestrator_address && !decision.capability_version_id);
    }

    void trailingSlashMakesAnotherNode()
    {
        const CapabilityTimeline timeline("org", {seen(before(5), {.hardware = {live("m1")}})});
        QCOMPARE(q(timeline.attribute({.selection_ts = kNoon, .url = kUrl + "/"}).reason),
                 QString("missing_candidate"));
    }

    void severalGpusOfOneModelLeaveTheGpuOpen()
    {
        const Node node{.hardware = {live("m1", {gpu("g1"), gpu("g2")})}};
        const Decision decision = CapabilityTimeline("org", {seen(before(5), node)}).attribute(byUrl());
        QCOMPARE(answer(decision), kExact);
        QVERIFY(!decision.gpu_id && !decision.gpu_model_name && !decision.gpu_memory_bytes_total);
        QCOMPARE(q(decision.model_id), QString("m1"));
    }

    void oneGpuListedTwiceIsKept()
    {
        const Node node{.hardware = {live("m1", {gpu("g1"), gpu("g1")})}};
        const Decision decision = CapabilityTimeline("org", {seen(before(5), node)}).attribute(byUrl());
        QCOMPARE(q(decision.gpu_id), QString("g1"));
        QCOMPARE(decision.gpu_memory_bytes_total, std::optional<std::int64_t>(24'000'000'000));
    }

    void aBlankModelWithTwoGpusTakesTheFirstHash()
    {
        const Node node{.hardware = {live("", {gpu("g1"), gpu("g2")})}};
        const CapabilitySnapshot snapshot = seen(before(5), node);
        const std::string version = versionId("org", "0xa", kUrl, snapshot.event_id, snapshot.payload_hash);
        const auto rows = expandIntervals(*snapshot.surface);
        const std::string first =
            intervalHash(version, rows[0]) < intervalHash(version, rows[1]) ? rows[0].gpu->id : rows[1].gpu->id;
        const Decision decision = CapabilityTimeline("org", {snapshot}).attribute(byUrl());
        QCOMPARE(q(decision.gpu_id), q(first));
        QCOMPARE(q(decision.capability_version_id), q(version));
        QCOMPARE(q(decision.snapshot_event_id), q(snapshot.event_id));
    }

    void anEntryWithAndOneWithoutGpuAreDecidedByHash()
    {
        const Node node{.hardware = {live("m1", {}), live("m1")}};
        const CapabilitySnapshot snapshot = seen(before(5), node);
        const std::string version = versionId("org", "0xa", kUrl, snapshot.event_id, snapshot.payload_hash);
        const auto rows = expandIntervals(*snapshot.surface);
        const bool gpuless = intervalHash(version, rows[0]) < intervalHash(version, rows[1]);
        const Decision decision = CapabilityTimeline("org", {snapshot}).attribute(byUrl());
        QCOMPARE(q(decision.status), QString(gpuless ? "hardware_less" : "resolved"));
    }

    void aNodeWithoutGpusIsHardwareLess()
    {
        const Node node{.hardware = {live("m1", {})}};
        const Decision decision = CapabilityTimeline("org", {seen(before(5), node)}).attribute(byUrl());
        QCOMPARE(answer(decision), QString("hardware_less/matched_without_hardware/uri_interval_exact/high"));
        QCOMPARE(q(decision.model_id), QString("m1"));
        QVERIFY(!decision.gpu_id);
    }

    void hardwareLessHidesStaleExceptInMethodAndConfidence()
    {
        const Node node{.models = {{27, "m1", true, 1}}};
        const Decision decision = CapabilityTimeline("org", {seen(before(700), node)}).attribute(byUrl());
        QCOMPARE(answer(decision), QString("hardware_less/matched_without_hardware/uri_interval_stale/medium"));
        QCOMPARE(q(decision.pipeline_id), QString("text-to-image"));
    }

    void aNodeThatOffersNothingIsKnownWithoutAModel()
    {
        const Decision decision = CapabilityTimeline("org", {seen(before(5), Node{})}).attribute(byUrl("m1"));
        QCOMPARE(q(decision.status), QString("hardware_less"));
        QCOMPARE(q(decision.model_id), QString(""));
        QCOMPARE(q(decision.orchestrator_address), QString("0xa"));
    }

    void spellingOfTheUrlIsKept()
    {
        const CapabilityTimeline timeline("org", {seen(before(5), {.uri = "https://A:8935", .hardware = {live("m")}})});
        const Decision decision = timeline.attribute(byUrl());
        QCOMPARE(q(decision.orchestrator_uri), QString("https://A:8935"));
    }

    void verbatimNamesMatchIgnoringCase()
    {
        const Node node{.hardware = {hardware("openai-chat-completions", "Qwen"), hardware("openai-embeddings", "E5")}};
        const CapabilityTimeline timeline("org", {seen(before(5), node)});
        const auto ask = [&](std::string_view capability, std::string_view model) {
            return timeline.attribute(
                {.selection_ts = kNoon, .url = kUrl, .pipeline = capability, .model = model, .verbatim = true});
        };
        QCOMPARE(q(ask("OpenAI-Embeddings", "").model_id), QString("E5"));
        QCOMPARE(q(ask("openai-embeddings", "e5").model_id), QString("E5"));
        QCOMPARE(answer(ask("other", "")), kAmbiguous);
    }

    void nothingIsKnownWithoutSnapshots()
    {
        const CapabilityTimeline timeline("org", {});
        QCOMPARE(answer(timeline.attribute(byUrl())), kMissing);
        QCOMPARE(answer(timeline.attribute({.selection_ts = kNoon})), kMissing);
        QCOMPARE(timeline.versionCount(), 0);
    }

    void orderOfSnapshotsDoesNotMatter()
    {
        std::vector<CapabilitySnapshot> snapshots;
        std::mt19937 random(7);
        for (int i = 0; i < 400; ++i) {
            Node node{.address = fmt::format("0x{}", random() % 3),
                      .uri = fmt::format("https://{}", random() % 3),
                      .hardware = {live(fmt::format("m{}", random() % 2))},
                      .alias = random() % 2 ? "0xalias" : ""};
            snapshots.push_back(
                seen(before(static_cast<std::int64_t>(random() % 1500)), node, "", fmt::format("event-{}", i)));
        }
        const CapabilityTimeline sorted("org", snapshots);
        for (int round = 0; round < 20; ++round) {
            std::ranges::shuffle(snapshots, random);
            const CapabilityTimeline shuffled("org", snapshots);
            QCOMPARE(shuffled.versionCount(), sorted.versionCount());
            for (int i = 0; i < 60; ++i) {
                const std::string url = i % 2 ? "" : fmt::format("https://{}", i % 3);
                const std::string address = i % 5 == 0 ? "0xalias" : fmt::format("0x{}", i % 3);
                const AttributionQuery query{.selection_ts = before(i * 25), .url = url, .address = address};
                QVERIFY(shuffled.attribute(query) == sorted.attribute(query));
            }
        }
    }

    // R26
    void hardwareGivesOneRowPerGpu()
    {
        CapabilitySurface surface = *Node{
            .hardware = {live("m1", {gpu("a"), gpu("b")}), live("m2", {})},
            .models = {{27, "ignored", true,
                        1}}}.surface();
        const auto rows = expandIntervals(surface);
        QCOMPARE(rows.size(), 3u);
        QCOMPARE(q(rows[0].gpu->id + rows[1].gpu->id), QString("ab"));
        QVERIFY(rows[0].hardwarePresent() && rows[1].hardwarePresent() && !rows[2].hardwarePresent());
        QCOMPARE(q(rows[2].model), QString("m2"));
    }

    void aGpuWithoutIdStillIsHardware()
    {
        const Decision decision =
            CapabilityTimeline("org", {seen(before(5), {.hardware = {live("m1", {gpu("")})}})}).attribute(byUrl());
        QCOMPARE(answer(decision), kExact);
        QVERIFY(!decision.gpu_id);
        QCOMPARE(q(decision.gpu_model_name), QString("RTX 4090"));
    }

    void perCapabilityGivesOneRowPerKnownModel()
    {
        const auto surface = Node{
            .models = {{27, "sd", true, 1},
                       {27, "sd", false, 0},
                       {35, "streamdiffusion", true, 1},
                       {36, "bark", true, 1},
                       {37, "byoc", true, 1},
                       {26, "segments", true, 1},
                       {99, "unknown", true,
                        1}}}.surface();
        const auto rows = expandIntervals(*surface);
        QCOMPARE(rows.size(), 3u);
        QCOMPARE(q(rows[0].pipeline), QString("text-to-image"));
        QCOMPARE(q(rows[1].pipeline), QString("live-video-to-video"));
        QCOMPARE(q(rows[2].pipeline), QString("text-to-speech"));
        QVERIFY(!rows[0].hardwarePresent());
    }

    void placeholdersStandForNodesWithoutOffers_data()
    {
        QTest::addColumn<bool>("parsable");
        QTest::addColumn<bool>("withHardware");
        QTest::addColumn<int>("capability");
        QTest::newRow("nothing advertised") << true << false << 0;
        QTest::newRow("only BYOC") << true << false << 37;
        QTest::newRow("unparsable hardware") << false << true << 27;
    }

    void placeholdersStandForNodesWithoutOffers()
    {
        QFETCH(bool, parsable);
        QFETCH(bool, withHardware);
        QFETCH(int, capability);
        Node node;
        if (withHardware)
            node.hardware = {live("m1")};
        if (capability != 0)
            node.models = {{capability, "m", true, 1}};
        CapabilitySurface surface = *node.surface();
        surface.parsable = parsable;
        const auto rows = expandIntervals(surface);
        QCOMPARE(rows.size(), 1u);
        QVERIFY(rows[0].pipeline.empty() && rows[0].model.empty() && !rows[0].hardwarePresent());
        QCOMPARE(q(intervalHash("v", rows[0])), q(joinedHash({"v", joinedHash({"hardware-less"})})));
    }

    void intervalHashesFollowTheirPath()
    {
        const auto withHardware = Node{.hardware = {live("m1"), live("m2", {})}}.surface();
        const auto withModels = Node{.models = {{27, "sd", true, 1}}}.surface();
        const auto hardwareRows = expandIntervals(*withHardware);
        const auto modelRows = expandIntervals(*withModels);
        QCOMPARE(intervalHash("v", hardwareRows[0]), joinedHash({"v", joinedHash({kLive, "m1", "g1", "24000000000"})}));
        QCOMPARE(intervalHash("v", hardwareRows[1]), joinedHash({"v", joinedHash({kLive, "m2", "hardware-less"})}));
        QCOMPARE(intervalHash("v", modelRows[0]),
                 joinedHash({"v", joinedHash({"text-to-image", "sd", "per-capability"})}));
    }
};

QTEST_APPLESS_MAIN(CapabilityTimelineTest)
#include "tst_capability_timeline.moc"
