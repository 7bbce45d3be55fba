#include <QtTest>

#include "core/reports/session_recording.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

const std::string kKey = "cloudspe|s1|r1";
const Node kAlpha = Node("0xa1", "https://alpha:8935").live("model-x", {"GPU-1"});

SessionRecording recorded(const std::vector<Envelope>& events)
{
    Told told(events);
    auto recording = recordingOf(told.cache(), kKey);
    if (!recording)
        throw std::runtime_error(recording.error().message);
    return recording->value();
}

const RecordedLane& lane(const SessionRecording& r, LaneKind kind)
{
    return r.lanes.at(static_cast<std::size_t>(kind));
}

/// The codes of what is missing on a lane, with a blank behind each.
std::string missing(const RecordedLane& of)
{
    std::string text;
    for (const RecordedMark& mark : of.marks)
        if (mark.look == RecordedLook::missing)
            text += mark.what + ' ';
    for (const RecordedSpan& span : of.spans)
        if (span.look == RecordedLook::missing)
            text += span.what + ' ';
    return text;
}

Envelope ingestSample(std::string_view when, int bytes, int lost, int received)
{
    return sent(when, "stream_ingest_metrics",
                {{"stats",
                  {{"conn_quality", "good"},
                   {"peer_conn_stats", {{"ID", "c1"}, {"BytesReceived", bytes}, {"BytesSent", 1}}},
                   {"track_stats",
                    {{{"type", "video"}, {"jitter", 10}, {"packets_lost", lost}, {"packets_received", received}}}}}}})
        .in("s1", "r1");
}

std::vector<Envelope> played()
{
    return {capabilities("09:59:30", {kAlpha}),
            request("10:00:00"),
            ingest("10:00:01").by("0xA1", "https://alpha:8935"),
            runnerOutput("10:00:02"),
            processed("10:00:03"),
            playable("10:00:05"),
            status("10:00:10", "ONLINE", 20),
            status("10:00:20", "ONLINE", 18),
            closed("10:00:25")};
}

}  // namespace

class SessionRecordings : public QObject {
    Q_OBJECT

private slots:
    void unknownSessionIsNone()
    {
        Told told({request("10:00:00")});
        const auto recording = recordingOf(told.cache(), "cloudspe|s1|other");
        QVERIFY(recording);
        QVERIFY(!*recording);
    }

    void startupIsNamedSteps()
    {
        const SessionRecording r = recorded(played());
        QCOMPARE(r.startup.size(), kMilestoneCount - 1);
        QCOMPARE(r.startup[0].ms, std::optional<std::int64_t>(1000));
        QCOMPARE(r.startup[3].ms, std::optional<std::int64_t>(2000));
        QCOMPARE(r.startup[3].offset_ms, std::optional<std::int64_t>(3000));
        QCOMPARE(r.outcome.rule, OutcomeRule::became_playable);
        QCOMPARE(r.outcome.evidence.size(), std::size_t{1});
        QCOMPARE(r.from, at("10:00:00"));
        QCOMPARE(r.to, at("10:00:25"));
    }

    void nothingIsMissingFromAWholeFeed()
    {
        const SessionRecording r = recorded(played());
        QCOMPARE(missing(lane(r, LaneKind::gateway)), std::string());
        QCOMPARE(missing(lane(r, LaneKind::state)), std::string());
        QCOMPARE(lane(r, LaneKind::gateway).marks.size(), std::size_t{6});
    }

    void whatALaterEventProvesIsMissing()
    {
        std::vector<Envelope> events = played();
        events.erase(events.begin() + 3, events.begin() + 5);  // runner's output, and its arrival
        const SessionRecording r = recorded(events);
        QCOMPARE(missing(lane(r, LaneKind::gateway)),
                 std::string("runner_send_first_processed_segment gateway_receive_first_processed_segment "));
        QCOMPARE(r.startup[1].ms, std::nullopt);
        QCOMPARE(r.startup[2].ms, std::nullopt);
        QCOMPARE(r.startup[3].ms, std::nullopt);
    }

    void aFailedStartLacksItsNextStepAndItsEnd()
    {
        const SessionRecording r =
            recorded({request("10:00:00"), ingest("10:00:01"), request("10:30:00").in("s2", "")});
        QCOMPARE(missing(lane(r, LaneKind::gateway)),
                 std::string("runner_send_first_processed_segment gateway_ingest_stream_closed "));
        QCOMPARE(r.outcome.rule, OutcomeRule::nothing_excuses);
    }

    void aSessionThatMayStillRunNeedNotBeClosed()
    {
        std::vector<Envelope> events = played();
        events.pop_back();
        QCOMPARE(missing(lane(recorded(events), LaneKind::gateway)), std::string());
    }

    void withoutOrchestratorNothingMoreIsExpected()
    {
        const SessionRecording r = recorded({request("10:00:00"), noOrchestrators("10:00:05"), closed("10:00:06")});
        QCOMPARE(missing(lane(r, LaneKind::gateway)), std::string());
        QCOMPARE(r.outcome.rule, OutcomeRule::no_orchestrator);
        QCOMPARE(r.outcome.evidence.front().what, std::string("gateway_no_orchestrators_available"));
        QVERIFY(!r.attribution.selection);
        QCOMPARE(lane(r, LaneKind::errors).marks.size(), std::size_t{1});
    }

    void errorsExcuseOnlyTogether()
    {
        const SessionRecording excused = recorded({request("10:00:00"), error("10:00:05", "user disconnected")});
        QCOMPARE(excused.outcome.rule, OutcomeRule::only_excusable_errors);
        const SessionRecording failed = recorded(
            {request("10:00:00"), error("10:00:05", "user disconnected"), error("10:00:06", "GPU kernel panic")});
        QCOMPARE(failed.outcome.rule, OutcomeRule::some_error_not_excused);
        QCOMPARE(failed.outcome.evidence.size(), std::size_t{2});
        QVERIFY(failed.outcome.evidence[0].excuses);
        QVERIFY(!failed.outcome.evidence[1].excuses);
    }

    void aSilentStatusIsAGap()
    {
        std::vector<Envelope> events = played();
        events.push_back(status("10:02:00", "OFFLINE", 0));
        const SessionRecording r = recorded(events);
        const RecordedLane& state = lane(r, LaneKind::state);
        QCOMPARE(state.spans.size(), std::size_t{3});
        QCOMPARE(state.spans[0].what, std::string("ONLINE"));
        QCOMPARE(state.spans[0].to, at("10:00:30"));
        QCOMPARE(state.spans[1].look, RecordedLook::missing);
        QCOMPARE(state.spans[2].what, std::string("OFFLINE"));
        const auto& points = lane(r, LaneKind::fps).lines[1].points;
        QCOMPARE(points.size(), std::size_t{4});  // three samples and a break
        QVERIFY(!points[2].second);
    }

    void networkIsWhatLiesBetweenSamples()
    {
        std::vector<Envelope> events = played();
        events.push_back(ingestSample("10:00:05", 1'000'000, 0, 100));
        events.push_back(ingestSample("10:00:10", 2'250'000, 4, 296));
        const SessionRecording r = recorded(events);
        QCOMPARE(lane(r, LaneKind::loss).lines[0].points.size(), std::size_t{1});
        QCOMPARE(lane(r, LaneKind::loss).lines[0].points[0].second, std::optional(2.0));
        QCOMPARE(lane(r, LaneKind::bitrate).lines[0].points[0].second, std::optional(2.0));
        QCOMPARE(lane(r, LaneKind::jitter).lines[0].points.size(), std::size_t{2});
    }

    void attributionNamesItsSnapshot()
    {
        const SessionRecording r = recorded(played());
        QVERIFY(r.attribution.selection);
        QCOMPARE(r.attribution.snapshot_age_ms, std::optional<std::int64_t>(31'000));
        QVERIFY(!r.attribution.overruled);
        QCOMPARE(lane(r, LaneKind::attempts).spans.front().text, std::string("0xa1"));
    }

    void paymentsAreMarks()
    {
        std::vector<Envelope> events = played();
        events.push_back(payment("10:00:02", "r1", "4000000 WEI"));
        const SessionRecording r = recorded(events);
        QCOMPARE(lane(r, LaneKind::payments).marks.size(), std::size_t{1});
        QCOMPARE(lane(r, LaneKind::payments).marks[0].what, std::string("payment"));
    }

    void cursorsReadTheLatestValue()
    {
        const SessionRecording r = recorded(played());
        const RecordedLine& output = lane(r, LaneKind::fps).lines[1];
        QCOMPARE(valueAt(output, at("10:00:09")), std::nullopt);
        QCOMPARE(valueAt(output, at("10:00:10")), std::optional(20.0));
        QCOMPARE(valueAt(output, at("10:00:25")), std::optional(18.0));
        QCOMPARE(eventsBetween(lane(r, LaneKind::gateway), at("10:00:01"), at("10:00:03")), std::int64_t{3});
    }

    void differencesLeaveNamesOut()
    {
        Session a = recorded(played()).session;
        Session b = a;
        b.session_key = "other";
        QVERIFY(differencesOf(a, b).empty());
        b.swap_count = 2;
        const auto differences = differencesOf(a, b);
        QCOMPARE(differences.size(), std::size_t{1});
        QCOMPARE(differences[0].field.name, std::string_view("swap_count"));
    }
};

QTEST_GUILESS_MAIN(SessionRecordings)
#include "tst_session_recording.moc"
