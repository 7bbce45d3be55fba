#include <QtTest>

#include <algorithm>

#include "core/resolver/intervals.h"
#include "core/resolver/session_resolver.h"
#include "scenario.h"

using namespace naap;
using namespace naap::scenario;

namespace {

// One public documentation example of a real stream, its ids and hashes included.
constexpr std::string_view kAddress = "0x52cf2968b3dc6016778742d3539449a6597d5954";
constexpr std::string_view kUrl = "https://rtav-orch2.xodeapp.xyz:28935";
constexpr std::string_view kModel = "streamdiffusion-sdxl-faceid";
constexpr std::string_view kGpu = "GPU-a8d13655-197b-2226-d09f-b4b81e07504b";
const std::string kOrchestrator = "0xd00354656922168815fcd1e51cbddb9e359e3c7f";

struct Sample {
    std::int64_t ms;
    double output_fps;
    double input_fps;
};
constexpr Sample kSamples[] = {
    {1767908955607, 17.298215447072742, 20.484865861692217}, {1767908965605, 17.18697998280588, 17.18697998280588},
    {1767908975605, 17.089245637926744, 17.189182746920466}, {1767908985617, 17.19078224438009, 17.19078224438009},
    {1767908995608, 17.182905190758706, 17.08300457918453},  {1767909005608, 17.185857728016792, 17.185857728016792},
    {1767909015607, 15.9870066387818, 17.186032136690436},   {1767909025622, 15.887257403699925, 17.08629569831879},
    {1767909035609, 17.08506651822032, 17.184979187917513},  {1767909045606, 16.987496019253673, 17.087422466425753},
    {1767909055611, 15.785640774906039, 17.18436843850531},  {1767909065608, 15.289066594518758, 16.68806615218714},
    {1767909075626, 9.792241483474283, 17.5860663376681},    {1767909085603, 13.18788839671513, 17.18421821390153},
    {1767909095606, 15.591995648138624, 17.191174688973355}, {1767909105611, 16.287628279939398, 16.9870969790779},
    {1767909115610, 16.983902096084837, 17.28361801542751},
};
constexpr std::string_view kSampleIds[] = {"s00", "s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08",
                                           "s09", "s10", "s11", "s12", "s13", "s14", "s15", "s16"};

std::vector<SessionEvent> goldenEvents()
{
    const auto stage = [](std::int64_t when, std::string_view id, std::string_view subtype) {
        return trace(instantFromMs(when), id, subtype, kAddress, kUrl);
    };
    std::vector<SessionEvent> events{
        trace(instantFromMs(1767908945298), "59485235-8460-472f-a894-3b84f37ee9bb", kRequest),
        stage(1767908947583, "b7324ec5-f04f-4ef8-a9af-edeb3271df78", kIngest),
        stage(1767908947583, "dd5bbc80-5b77-40e2-b006-82dcbcff37f1", "runner_receive_first_ingest_segment"),
        stage(1767908947689, "593a65e8-41a8-408d-85e3-93260d8b0fcd", "runner_send_first_processed_segment"),
        stage(1767908947953, "1baf3b8b-ed05-4c74-93a8-b78f03a16ccb", "gateway_receive_first_processed_segment"),
        stage(1767908952042, "a5d0475b-2781-499b-b970-166c609b4c83", kPlayable),
    };
    for (std::size_t i = 0; i < std::size(kSamples); ++i) {
        const bool degraded = kSamples[i].output_fps < 10;
        SessionEvent event = status(instantFromMs(kSamples[i].ms), kSampleIds[i],
                                    degraded ? "DEGRADED_INFERENCE" : "ONLINE", kSamples[i].output_fps);
        event.input_fps = kSamples[i].input_fps;
        event.address = kAddress;
        event.url = kUrl;
        event.pipeline = kModel;
        event.start_time = instantFromMs(1767908945607);
        events.push_back(event);
    }
    return events;
}

CapabilitySnapshot goldenSnapshot(std::int64_t when)
{
    auto surface = std::make_shared<CapabilitySurface>();
    surface->orch_address = kOrchestrator;
    surface->orch_name = "0x52CF2968b3DC6016778742D3539449a6597D5954";
    surface->orch_uri = kUrl;
    surface->alias = kAddress;
    surface->hardware_given = true;
    surface->hardware = {
        {"live-video-to-video", std::string(kModel), {{std::string(kGpu), "NVIDIA GeForce RTX 5090", 34190917632}}}};
    CapabilitySnapshot snapshot;
    snapshot.event_ts = instantFromMs(when);
    snapshot.event_id = "e89def1c-7a3c-40aa-a51a-ad490a305112";
    snapshot.surface = std::move(surface);
    snapshot.payload_hash = md5FromHex("0c389efed7b83e3cf8c9ef53214de98f").value();
    return snapshot;
}

SessionFacts golden(std::int64_t capabilityMs, const std::vector<SessionEvent>& events = goldenEvents())
{
    const Payment first{.face_value_wei = 2'402'400'000'000'000, .win_prob_e10 = 9'990'010, .num_tickets = 2};
    const Payment* linked[] = {&first};
    const CapabilityTimeline timeline("cloudspe", {goldenSnapshot(capabilityMs)});
    return resolveSession("cloudspe", "stream-o5s73x-mk5zc8fy", "db936fab", events, always(timeline), linked).value();
}

constexpr std::int64_t kCapabilityMs = 1767909021590;

}  // namespace

class GoldenSessionTest : public QObject {
    Q_OBJECT
private slots:
    void milestonesAndLatencies()
    {
        const Session s = golden(kCapabilityMs).session;
        QCOMPARE(q(s.session_key), QString("cloudspe|stream-o5s73x-mk5zc8fy|db936fab"));
        QCOMPARE(toMs(*s.started_at), 1767908945298);
        QCOMPARE(toMs(*s.first_ingest_at), 1767908947583);
        QCOMPARE(toMs(*s.first_processed_at), 1767908947953);
        QCOMPARE(toMs(*s.runner_first_processed_at), 1767908947689);
        QCOMPARE(toMs(*s.few_processed_at), 1767908952042);
        QCOMPARE(toMs(*s.status_start_time), 1767908945607);
        QCOMPARE(q(formatInstant(s.last_seen)), QString("2026-01-08T21:51:55.610Z"));
        QCOMPARE(s.startup_latency_ms, std::optional<std::int64_t>(2655));
        QCOMPARE(s.e2e_latency_ms, std::optional<std::int64_t>(106));
        QCOMPARE(s.prompt_to_first_frame_ms, std::optional<std::int64_t>(6435));
    }

    void samplesAndOutcome()
    {
        const SessionFacts facts = golden(kCapabilityMs);
        const Session& s = facts.session;
        QCOMPARE(s.status_sample_count, 17);
        QCOMPARE(s.online_seen_count, 16);
        QCOMPARE(s.degraded_inference_seen_count, 1);
        QCOMPARE(s.running_state_samples_count, 17);
        QCOMPARE(s.positive_output_seen_count, 17);
        QCOMPARE(s.status_error_sample_count, 0);
        QCOMPARE(q(s.startup_outcome), QString("success"));
        QCOMPARE(s.completed_count + s.swap_count, 0);
        QCOMPARE(s.health_signal_count, 3);
        QCOMPARE(s.health_expected_signal_count, 3);
        QCOMPARE(facts.status_hours.size(), 1u);
        const StatusHour& hour = facts.status_hours[0];
        QCOMPARE(q(formatInstant(hour.window_start)), QString("2026-01-08T21:00:00.000Z"));
        QVERIFY(hour.output_fps_sum == 271.9991760846937);
        QVERIFY(hour.input_fps_sum == 294.9700114580933);
        QCOMPARE(hour.e2e_latency_sample_count, 0);
        QVERIFY(!hour.is_terminal_tail_artifact);
    }

    void selectionAndDecision()
    {
        const SessionFacts facts = golden(kCapabilityMs);
        QCOMPARE(facts.selections.size(), 1u);
        const Selection& selection = facts.selections[0];
        QCOMPARE(q(selection.trigger), QString("initial"));
        QCOMPARE(q(selection.anchor_event_id), QString("b7324ec5-f04f-4ef8-a9af-edeb3271df78"));
        QCOMPARE(toMs(selection.selection_ts), 1767908947583);
        QCOMPARE(q(selection.observed_pipeline + selection.observed_model), QString(""));
        QCOMPARE(q(selection.selection_event_id), QString("01e6598676db6ceee90825aa7f6538cb"));
        QCOMPARE(q(selection.input_hash), QString("5a24ee133825ad0353488695ff8f5c07"));
        QCOMPARE(answer(selection.decision), kMissing);
    }

    void sessionRow()
    {
        const Session s = golden(kCapabilityMs).session;
        QCOMPARE(q(s.selection_outcome), QString("selected"));
        QCOMPARE(q(s.attribution_status), QString("unresolved"));
        QCOMPARE(q(s.pipeline_id), QString("live-video-to-video"));
        QCOMPARE(q(s.model_id), QString("streamdiffusion-sdxl-faceid"));
        QVERIFY(!s.orchestrator_address && !s.gpu_id);
        QCOMPARE(s.payment_count, 1);
        QCOMPARE(q(s.fees_wei), QString("4804800000000000"));
        QCOMPARE(q(s.expected_fees_wei), QString("4800000004800"));
        QCOMPARE(q(s.first_event_id), QString("59485235-8460-472f-a894-3b84f37ee9bb"));
        QCOMPARE(q(s.last_event_id), QString("s16"));
    }

    void capabilityHashes()
    {
        const CapabilitySnapshot snapshot = goldenSnapshot(kCapabilityMs);
        const std::string version =
            versionId("cloudspe", kOrchestrator, kUrl, snapshot.event_id, snapshot.payload_hash);
        QCOMPARE(q(version), QString("7296d46e1b481454be09dcedd259eb17"));
        const auto rows = expandIntervals(*snapshot.surface);
        QCOMPARE(rows.size(), 1u);
        QCOMPARE(q(intervalHash(version, rows[0])), QString("2aee28612b8a68b60469055e77fcc4f4"));
    }

    void otherCapabilityTimes_data()
    {
        QTest::addColumn<qint64>("capabilityMs");
        QTest::addColumn<QString>("expected");
        QTest::newRow("7.6 s before") << qint64{1767908940000} << "resolved/matched/uri_interval_exact/high";
        QTest::newRow("30.000 s after") << qint64{1767908977583} << "resolved/future_skew/uri_interval_future/high";
        QTest::newRow("600.001 s before") << qint64{1767908347582} << "stale/stale_candidate/uri_interval_stale/medium";
    }

    void otherCapabilityTimes()
    {
        QFETCH(qint64, capabilityMs);
        const SessionFacts facts = golden(capabilityMs);
        QTEST(answer(facts.selections[0].decision), "expected");
        QCOMPARE(q(facts.session.orchestrator_address), q(kOrchestrator));
        QCOMPARE(q(facts.session.orchestrator_uri), q(kUrl));
        QCOMPARE(q(facts.session.gpu_id), q(kGpu));
        QCOMPARE(q(facts.session.gpu_model_name), QString("NVIDIA GeForce RTX 5090"));
        QCOMPARE(q(facts.session.model_id), q(kModel));
        QCOMPARE(q(facts.selections[0].decision.capability_version_id), QString("7296d46e1b481454be09dcedd259eb17"));
    }

    void anyOrderGivesTheSameFacts()
    {
        std::vector<SessionEvent> events = goldenEvents();
        std::ranges::reverse(events);
        QVERIFY(golden(kCapabilityMs, events) == golden(kCapabilityMs));
    }
};

QTEST_APPLESS_MAIN(GoldenSessionTest)
#include "tst_golden_session.moc"
