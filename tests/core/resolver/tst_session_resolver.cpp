#include <QtTest>

#include <algorithm>
#include <random>

#include "core/resolver/excusal.h"
#include "core/resolver/session_resolver.h"
#include "scenario.h"

using namespace naap;
using namespace naap::scenario;

namespace {

const CapabilityTimeline kEmptyTimeline("org", {});

SessionFacts resolved(const std::vector<SessionEvent>& events, const CapabilityTimeline& timeline = kEmptyTimeline)
{
    return resolveSession("org", "stream", "request", events, always(timeline), {}).value();
}

Session sessionOf(const std::vector<SessionEvent>& events)
{
    return resolved(events).session;
}

SessionEvent fromGateway(SessionEvent event, std::string_view gateway)
{
    event.gateway = gateway;
    return event;
}

SessionEvent withPipeline(SessionEvent event, std::string_view pipeline)
{
    event.pipeline = pipeline;
    return event;
}

QString outcome(const Session& session)
{
    return q(session.startup_outcome + "/" + session.excusal_reason);
}

/// `trigger identity` of each selection
QStringList triggers(const SessionFacts& facts)
{
    QStringList list;
    for (const Selection& s : facts.selections)
        list << q(s.trigger + " " + (s.observed_address.empty() ? s.observed_url : s.observed_address));
    return list;
}

std::optional<Instant> maybe(const char* time)
{
    return *time == '\0' ? std::nullopt : std::optional(at(time));
}

}  // namespace

class SessionResolverTest : public QObject {
    Q_OBJECT
private slots:
    // R10
    void keysNameTheMissingSide()
    {
        QCOMPARE(q(sessionKey("cloudspe", "stream-o5s73x-mk5zc8fy", "db936fab")),
                 QString("cloudspe|stream-o5s73x-mk5zc8fy|db936fab"));
        QCOMPARE(q(sessionKey("o", "s", "")), QString("o|s|_missing_request"));
        QCOMPARE(q(sessionKey("o", "", "r")), QString("o|_missing_stream|r"));
        QCOMPARE(q(sessionKey("o", "", "")), QString(""));
    }

    void onlyGatewayTracesSamplesAndStreamEventsMakeASession()
    {
        SessionEvent swap = trace(at("12:00:00"), "e1", "");
        swap.family = Family::gateway_orchestrator_swap;
        const std::vector<SessionEvent> bystanders{
            trace(at("12:00:00"), "e2", "runner_send_first_processed_segment", "0xa"), swap};
        QVERIFY(!resolveSession("org", "s", "r", bystanders, always(kEmptyTimeline), {}));
        QVERIFY(!resolveSession("org", "s", "r", {}, always(kEmptyTimeline), {}));
        for (const SessionEvent& event : {trace(at("12:00:00"), "e", kRequest), status(at("12:00:00"), "e"),
                                          streamEvent(at("12:00:00"), "e", "params_update")})
            QVERIFY(resolveSession("org", "s", "r", {&event, 1}, always(kEmptyTimeline), {}));
        const SessionEvent request = trace(at("12:00:00"), "e", kRequest);
        QVERIFY(!resolveSession("org", "", "", {&request, 1}, always(kEmptyTimeline), {}));
    }

    // R11
    void twoRequestsAreOneSessionRequestedOnce()
    {
        const Session session = sessionOf({trace(at("12:00:02"), "b", kRequest), trace(at("12:00:00"), "a", kRequest)});
        QCOMPARE(session.started_count, 2);
        QCOMPARE(session.started_at, std::optional(at("12:00:00")));
        QVERIFY(session.requested());
    }

    void tracesCountWhatTheyMean()
    {
        const Session session = sessionOf({trace(at("12:00:00"), "a", kNoOrchestrators),
                                           trace(at("12:00:01"), "b", kClosed), trace(at("12:00:02"), "c", kSwap),
                                           trace(at("12:00:03"), "d", kPlayable), trace(at("12:00:04"), "e", kPlayable),
                                           trace(at("12:00:05"), "f", "gateway_receive_first_data_segment")});
        QCOMPARE(session.no_orch_count, 1);
        QCOMPARE(session.completed_count, 1);
        QCOMPARE(session.swap_count, 1);
        QCOMPARE(session.playable_seen_count, 2);
        QCOMPARE(session.few_processed_at, std::optional(at("12:00:03")));
        QCOMPARE(session.last_seen, at("12:00:05"));
        QVERIFY(!session.first_processed_at);
    }

    void theExtensionFamilyAddsToSwapsOnly()
    {
        SessionEvent swap = trace(at("12:00:09"), "z", "", "0xb");
        swap.family = Family::gateway_orchestrator_swap;
        const SessionFacts facts = resolved({trace(at("12:00:00"), "a", kIngest, "0xa"), swap});
        QCOMPARE(facts.session.swap_count, 1);
        QCOMPARE(facts.session.last_seen, at("12:00:00"));
        QCOMPARE(q(facts.session.last_event_id), QString("a"));
        QCOMPARE(facts.selections.size(), 1u);
    }

    // R12
    void runnerTracesAreNoSignOfLife()
    {
        const Session session =
            sessionOf({trace(at("12:00:00"), "a", kRequest), status(at("12:00:05"), "b"),
                       trace(at("12:00:07"), "c", "runner_send_first_processed_segment", "0xa", "https://a")});
        QCOMPARE(session.last_seen, at("12:00:05"));
        QCOMPARE(session.runner_first_processed_at, std::optional(at("12:00:07")));
        QCOMPARE(q(session.last_event_id), QString("b"));
        QCOMPARE(q(session.selection_outcome), QString("unknown"));
    }

    void aBlankGatewayOfTheLatestSampleYieldsToTheTraces()
    {
        const auto traced = fromGateway(trace(at("12:00:00"), "a", kRequest), "gw-b");
        const auto older = fromGateway(status(at("12:00:05"), "b"), "gw-a");
        QCOMPARE(q(sessionOf({traced, older}).gateway), QString("gw-a"));
        QCOMPARE(q(sessionOf({traced, older, status(at("12:00:15"), "c")}).gateway), QString("gw-b"));
        QCOMPARE(q(sessionOf({status(at("12:00:15"), "c")}).gateway), QString(""));
    }

    void tiesOfTheLatestGoToTheGreaterEventId()
    {
        const auto a = withPipeline(fromGateway(status(at("12:00:05"), "a"), "gw-a"), "streamdiffusion");
        const auto b = withPipeline(fromGateway(status(at("12:00:05"), "b"), "gw-b"), "streamdiffusion-sdxl");
        const Session session = sessionOf({b, a});
        QCOMPARE(q(session.gateway), QString("gw-b"));
        QCOMPARE(q(session.model_id), QString("streamdiffusion-sdxl"));
        QCOMPARE(q(session.first_event_id + session.last_event_id), QString("ab"));
    }

    void statesAndErrorsAreCounted()
    {
        SessionEvent restarted = status(at("12:00:01"), "b", "DEGRADED_INPUT", 0);
        restarted.restart_count = 1;
        restarted.last_error = "CUDA error";
        const Session session =
            sessionOf({status(at("12:00:00"), "a"), restarted, status(at("12:00:02"), "c", "DEGRADED_INFERENCE", 3),
                       status(at("12:00:03"), "d", "LOADING", 0), status(at("12:00:04"), "e", "BANANA", 0)});
        QCOMPARE(session.status_sample_count, 5);
        QCOMPARE(session.online_seen_count, 1);
        QCOMPARE(session.running_state_samples_count, 3);
        QCOMPARE(session.degraded_input_seen_count, 1);
        QCOMPARE(session.degraded_inference_seen_count, 1);
        QCOMPARE(session.positive_output_seen_count, 2);
        QCOMPARE(session.restart_seen_count, 1);
        QCOMPARE(session.status_error_sample_count, 1);
    }

    void futureFieldsStandBesideTheFacts()
    {
        SessionEvent early = status(at("12:00:00"), "a");
        early.reported_gpu_id = "GPU-old";
        SessionEvent late = status(at("12:00:10"), "b");
        late.reported_gpu_id = "GPU-new";
        late.is_test_load = true;
        const Session session = sessionOf({late, early});
        QCOMPARE(q(session.reported_gpu_id), QString("GPU-new"));
        QVERIFY(session.is_test_load);
        QVERIFY(!session.gpu_id);
    }

    // R13
    void latencies_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<qint64>("expected");
        QTest::newRow("usual") << "12:00:00.000"
                               << "12:00:02.655" << qint64{2655};
        QTest::newRow("zero is valid") << "12:00:00.000"
                                       << "12:00:00.000" << qint64{0};
        QTest::newRow("inverted") << "12:00:01.000"
                                  << "12:00:00.000" << qint64{-1};
        QTest::newRow("no start") << ""
                                  << "12:00:00.000" << qint64{-1};
        QTest::newRow("no end") << "12:00:00.000"
                                << "" << qint64{-1};
    }

    void latencies()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(qint64, expected);
        const auto start = maybe(qPrintable(from));
        const auto end = maybe(qPrintable(to));
        std::vector<SessionEvent> events{status(at("12:00:30"), "s")};
        events[0].start_time = start;
        if (start) {
            events.push_back(trace(*start, "a", kRequest));
            events.push_back(trace(*start, "b", kIngest));
        }
        if (end) {
            events.push_back(trace(*end, "c", "gateway_receive_first_processed_segment"));
            events.push_back(trace(*end, "d", "runner_send_first_processed_segment"));
            events.push_back(trace(*end, "e", kPlayable));
        }
        const Session session = sessionOf(events);
        QCOMPARE(session.startup_latency_ms.value_or(-1), expected);
        QCOMPARE(session.e2e_latency_ms.value_or(-1), expected);
        QCOMPARE(session.prompt_to_first_frame_ms.value_or(-1), expected);
    }

    void theEarliestStartTimeOfAllSamplesCounts()
    {
        auto first = status(at("12:00:10"), "a");
        first.start_time = at("12:00:05");
        auto second = status(at("12:00:20"), "b");
        second.start_time = at("12:00:01");
        QCOMPARE(sessionOf({first, second, status(at("12:00:30"), "c")}).status_start_time,
                 std::optional(at("12:00:01")));
    }

    // R14
    void startupOutcomes()
    {
        const auto request = trace(at("12:00:00"), "a", kRequest);
        const auto left = streamEvent(at("12:00:01"), "b", "error", "WHIP Disconnected by client");
        const auto panic = streamEvent(at("12:00:02"), "c", "ERROR", "GPU kernel panic");
        const auto nobody = trace(at("12:00:03"), "d", kNoOrchestrators);
        const auto playable = trace(at("12:00:04"), "e", kPlayable);
        const auto chosen = trace(at("12:00:02"), "f", kIngest, "0xa");
        QCOMPARE(outcome(sessionOf({nobody, playable})), QString("unknown/none"));
        QCOMPARE(outcome(sessionOf({request, left, panic, nobody, playable})), QString("success/none"));
        QCOMPARE(outcome(sessionOf({request, nobody})), QString("failed/no_orch"));
        QCOMPARE(outcome(sessionOf({request, chosen, nobody})), QString("failed/none"));
        QCOMPARE(outcome(sessionOf({request, left})), QString("failed/excusable_error"));
        QCOMPARE(outcome(sessionOf({request, left, panic})), QString("failed/none"));
        QCOMPARE(outcome(sessionOf({request})), QString("failed/none"));
        QCOMPARE(sessionOf({request, left, panic}).startup_error_count, 2);
        QCOMPARE(sessionOf({request, left, panic}).excusable_error_count, 1);
    }

    void excusableTexts()
    {
        for (const char* text : {"No Orchestrators Available", "x mediamtx ingest disconnected y", "WHIP disconnected",
                                 "missing video", "ICE connection state failed", "user disconnected"})
            QVERIFY2(isExcusable(text), text);
        QVERIFY(!isExcusable("whip connected"));
        QVERIFY(!isExcusable(""));
    }

    // R15, R16
    void outputAndHealth_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<double>("fps");
        QTest::addColumn<bool>("requested");
        QTest::addColumn<bool>("loadingOnly");
        QTest::addColumn<bool>("zeroOutput");
        QTest::addColumn<int>("signals_");
        QTest::newRow("online") << "ONLINE" << 8.0 << true << false << false << 2;
        QTest::newRow("online at 0 fps") << "ONLINE" << 0.0 << true << false << true << 2;
        QTest::newRow("loading") << "LOADING" << 0.0 << true << true << true << 1;
        QTest::newRow("offline with output") << "OFFLINE" << 5.0 << true << true << false << 2;
        QTest::newRow("no samples") << "" << 0.0 << true << false << false << 0;
        QTest::newRow("healthy, never requested") << "ONLINE" << 8.0 << false << false << false << 2;
    }

    void outputAndHealth()
    {
        QFETCH(QString, state);
        QFETCH(double, fps);
        QFETCH(bool, requested);
        QFETCH(int, signals_);
        const std::string stateText = state.toStdString();
        std::vector<SessionEvent> events;
        if (requested)
            events.push_back(trace(at("12:00:00"), "a", kRequest));
        if (!stateText.empty())
            events.push_back(status(at("12:00:10"), "b", stateText, fps));
        const Session session = sessionOf(events);
        QTEST(session.loading_only, "loadingOnly");
        QTEST(session.zero_output_fps, "zeroOutput");
        QCOMPARE(session.health_signal_count, signals_);
        QCOMPARE(session.health_expected_signal_count, requested ? 3 : 0);
    }

    void playableSessionsWithOutputAreFullyHealthy()
    {
        QCOMPARE(sessionOf({trace(at("12:00:00"), "a", kRequest), trace(at("12:00:04"), "b", kPlayable),
                            status(at("12:00:10"), "c")})
                     .health_signal_count,
                 3);
    }

    // R17
    void unresolvedSessionsTakeNamesFromHints()
    {
        const auto traced = withPipeline(trace(at("12:00:00"), "a", kRequest), "text-to-image");
        const auto event = withPipeline(streamEvent(at("12:00:01"), "b", "params_update"), "llm");
        const Session session = sessionOf({traced, event});
        QCOMPARE(q(session.pipeline_id), QString("text-to-image"));
        QVERIFY(!session.model_id);
        const auto sampled = withPipeline(status(at("12:00:02"), "c"), "pip_SDXL-turbo");
        QCOMPARE(q(sessionOf({traced, event, sampled}).model_id), QString("streamdiffusion-sdxl"));
        QCOMPARE(q(sessionOf({event}).pipeline_id), QString("llm"));
    }

    void aCapabilityNameIsNoCanonicalPipeline()
    {
        const CapabilityTimeline timeline(
            "org", {seen(at("11:59:55"), {.hardware = {hardware("openai-chat-completions", "Qwen")}})});
        const Session session =
            resolved({withPipeline(status(at("12:00:00"), "a"), ""), trace(at("12:00:00"), "b", kIngest, "0xA")},
                     timeline)
                .session;
        QCOMPARE(q(session.pipeline_id), QString(""));
        QCOMPARE(q(session.model_id), QString("Qwen"));
        QCOMPARE(q(session.attribution_status), QString("resolved"));
    }

    void reasonsOfSessionsWithoutSelection()
    {
        const Session excused =
            sessionOf({trace(at("12:00:00"), "a", kRequest), trace(at("12:00:01"), "b", kNoOrchestrators)});
        QCOMPARE(q(excused.selection_outcome + "/" + excused.attribution_status + "/" + excused.attribution_reason),
                 QString("no_orch/unresolved/no_selection_no_orch_excused"));
        const Session dark = sessionOf({trace(at("12:00:00"), "a", kRequest)});
        QCOMPARE(q(dark.selection_outcome + "/" + dark.attribution_reason + "/" + dark.attribution_method + "/" +
                   dark.attribution_confidence),
                 QString("unknown/missing_candidate/missing/low"));
        QVERIFY(!dark.current_selection_ts);
    }

    void anAmbiguousNodeLeavesOnlyHints()
    {
        const CapabilityTimeline timeline(
            "org", {seen(at("11:59:55"), {.hardware = {live("streamdiffusion"), live("streamdiffusion-sdxl")}})});
        const Session session = resolved({trace(at("12:00:00"), "a", kIngest, "0xA", "https://a:8935"),
                                          withPipeline(status(at("12:00:05"), "b"), "streamdiffusion-sdxl")},
                                         timeline)
                                    .session;
        QCOMPARE(q(session.attribution_status), QString("ambiguous"));
        QCOMPARE(q(session.model_id), QString("streamdiffusion-sdxl"));
        QVERIFY(!session.orchestrator_address);
    }

    // R19
    void statusHoursAddUpAllSamples()
    {
        auto measured = status(at("11:00:18"), "c", "ONLINE", 10);
        measured.e2e_latency_ms = 250;
        const SessionFacts facts =
            resolved({measured, status(at("10:59:58"), "a", "ONLINE", 20), status(at("11:00:08"), "b", "ONLINE", 0)});
        QCOMPARE(facts.status_hours.size(), 2u);
        const StatusHour& ten = facts.status_hours[0];
        const StatusHour& eleven = facts.status_hours[1];
        QCOMPARE(ten.window_start, at("10:00:00"));
        QCOMPARE(ten.status_samples, 1);
        QCOMPARE(ten.output_fps_sum, 20.0);
        QCOMPARE(eleven.status_samples, 2);
        QCOMPARE(eleven.fps_positive_samples, 1);
        QCOMPARE(eleven.output_fps_sum / static_cast<double>(eleven.status_samples), 5.0);
        QCOMPARE(eleven.output_fps_sumsq, 100.0);
        QCOMPARE(eleven.e2e_latency_sum_ms, 250.0);
        QCOMPARE(eleven.e2e_latency_sample_count, 1);
    }

    void samplesOfSeveralGatewaysAreKeptApart()
    {
        const SessionFacts facts = resolved({fromGateway(status(at("11:00:00"), "a", "ONLINE", 1), "gw-b"),
                                             fromGateway(status(at("11:00:10"), "b", "ONLINE", 2), "gw-a"),
                                             fromGateway(status(at("11:00:20"), "c", "ONLINE", 4), "gw-b"),
                                             fromGateway(status(at("12:00:20"), "d", "ONLINE", 8), "gw-b")});
        const std::string key = "org|stream|request";
        const std::vector<GatewayHour> expected{{key, at("11:00:00"), "gw-a", 1, 2},
                                                {key, at("11:00:00"), "gw-b", 2, 5},
                                                {key, at("12:00:00"), "gw-b", 1, 8}};
        QVERIFY(facts.gateway_hours == expected);
    }

    // R20
    void terminalTails_data()
    {
        QTest::addColumn<QString>("started");
        QTest::addColumn<QString>("rows");  // hour:samples/positive/running
        QTest::addColumn<QString>("artifacts");
        QTest::newRow("no previous row") << "10:50:00"
                                         << "11:1/0/0"
                                         << "11";
        QTest::newRow("failed in its own hour") << "11:01:00"
                                                << "11:1/0/0"
                                                << "";
        QTest::newRow("a thin previous row") << "10:50:00"
                                             << "10:2/0/0 11:1/0/0"
                                             << "11";
        QTest::newRow("three loading samples before") << "10:50:00"
                                                      << "10:3/0/0 11:1/0/0"
                                                      << "";
        QTest::newRow("a healthy previous row") << "10:50:00"
                                                << "10:3/3/3 11:1/0/0"
                                                << "";
        QTest::newRow("running at the end") << "10:50:00"
                                            << "11:1/0/1"
                                            << "";
        QTest::newRow("a gap before the tail") << "10:50:00"
                                               << "10:3/3/3 12:1/0/0"
                                               << "";
        QTest::newRow("never started") << ""
                                       << "11:1/0/0"
                                       << "";
        QTest::newRow("three samples are no tail") << "10:50:00"
                                                   << "11:3/0/0"
                                                   << "";
    }

    void terminalTails()
    {
        QFETCH(QString, started);
        QFETCH(QString, rows);
        QStringList ids;
        std::vector<SessionEvent> events;
        if (!started.isEmpty())
            events.push_back(trace(at(started.toStdString()), "start", kRequest));
        for (int id = 0; id < 20; ++id)
            ids << QString("s%1").arg(id, 2, 10, QChar('0'));
        std::vector<std::string> names;
        for (const QString& id : ids)
            names.push_back(id.toStdString());
        std::size_t next = 0;
        for (const QString& row : rows.split(' ')) {
            const QStringList counts = row.mid(3).split('/');
            for (int i = 0; i < counts[0].toInt(); ++i) {
                const bool running = i < counts[2].toInt();
                const double fps = i < counts[1].toInt() ? 20 : 0;
                const Instant when = at(row.left(2).toStdString() + ":05:00") - ms(1000) + secondsLong(i);
                events.push_back(status(when, names.at(next++), running ? "ONLINE" : "LOADING", fps));
            }
        }
        QStringList found;
        for (const StatusHour& hour : resolved(events).status_hours)
            if (hour.is_terminal_tail_artifact)
                found << q(formatInstant(hour.window_start).substr(11, 2));
        QTEST(found.join(' '), "artifacts");
    }

    void aLaterEventTurnsATailBack()
    {
        const auto start = trace(at("10:50:00"), "a", kRequest);
        const auto sample = status(at("11:05:00"), "b", "LOADING", 0);
        QVERIFY(resolved({start, sample}).status_hours[0].is_terminal_tail_artifact);
        const auto late = streamEvent(at("12:00:00"), "c", "params_update");
        QVERIFY(!resolved({start, sample, late}).status_hours[0].is_terminal_tail_artifact);
    }

    void previousRowsBeyondTheDayBeforeAreNotLookedAt()
    {
        const auto start = trace(at("2026-04-01T21:00:00Z"), "a", kRequest);
        const auto tail = status(at("2026-04-02T00:05:00Z"), "z", "LOADING", 0);
        const auto at22 = status(at("2026-04-01T22:30:00Z"), "b");
        const auto at23 = status(at("2026-04-01T23:30:00Z"), "c");
        QVERIFY(resolved({start, at22, tail}).status_hours.back().is_terminal_tail_artifact);
        QVERIFY(!resolved({start, at23, tail}).status_hours.back().is_terminal_tail_artifact);
    }

    // R29, R30
    void selectionsFollowTheOrchestrator()
    {
        const std::string urlB = "https://B:8935";
        const SessionFacts facts = resolved(
            {trace(at("12:00:00"), "1", kRequest), trace(at("12:00:01"), "2", kIngest, "0xA", "https://a:8935"),
             trace(at("12:00:02"), "3", kPlayable, " 0xa ", "https://a:8935"),
             trace(at("12:00:03"), "4", kSwap, "0xA", "https://a:8935"),
             trace(at("12:00:04"), "5", kIngest, "0xB", "https://b:8935"), trace(at("12:00:05"), "6", kSwap),
             trace(at("12:00:06"), "7", kIngest, "", urlB), trace(at("12:00:07"), "8", kIngest, "0xA", urlB)});
        const QStringList expected{"initial 0xa", "swap 0xa", "orch_change_fallback 0xb",
                                   "orch_change_fallback https://B:8935", "orch_change_fallback 0xa"};
        QCOMPARE(triggers(facts), expected);
        QCOMPARE(facts.session.swap_count, 2);
        QCOMPARE(facts.selections[4].seq, 5);
        QCOMPARE(q(facts.selections[2].anchor_event_id), QString("5"));
    }

    void aTraceComesBeforeASampleOfTheSameInstant()
    {
        auto sample = withPipeline(status(at("12:00:00"), "a"), "streamdiffusion");
        sample.address = "0xb";
        const SessionFacts facts = resolved({sample, trace(at("12:00:00"), "z", kIngest, "0xa")});
        const QStringList expected{"initial 0xa", "orch_change_fallback 0xb"};
        QCOMPARE(triggers(facts), expected);
        QCOMPARE(q(facts.selections[1].observed_model), QString("streamdiffusion"));
        QCOMPARE(q(facts.selections[1].anchor_event_type), QString("ai_stream_status"));
        QCOMPARE(facts.session.current_selection_event_id, std::optional(facts.selections[0].selection_event_id));
    }

    void hintsOfTracesComeFromPipelineIdOnly()
    {
        auto event = withPipeline(trace(at("12:00:00"), "a", kIngest, "0xa"), "llm");
        QCOMPARE(q(resolved({event}).selections[0].observed_pipeline), QString(""));
        event.pipeline_id = "text-to-image";
        QCOMPARE(q(resolved({event}).selections[0].observed_pipeline), QString("text-to-image"));
    }

    void streamEventsMayMarkSwaps()
    {
        auto swap = streamEvent(at("12:00:05"), "b", "OrchestratorSwapped");
        swap.address = "0xa";
        const SessionFacts facts = resolved({trace(at("12:00:00"), "a", kIngest, "0xa"), swap});
        const QStringList expected{"initial 0xa", "swap 0xa"};
        QCOMPARE(triggers(facts), expected);
        QCOMPARE(facts.session.swap_count, 0);
    }

    void parameterUpdatesChangeNothing()
    {
        auto update = streamEvent(at("12:00:05"), "b", "params_update");
        update.address = "0xa";
        QCOMPARE(resolved({trace(at("12:00:00"), "a", kIngest, "0xA"), update}).selections.size(), 1u);
    }

    void eachDayBeginsAnew()
    {
        const Node a{.hardware = {live("m1")}};
        const CapabilityTimeline first("org", {seen(at("2026-04-01T23:59:00Z"), a)});
        const CapabilityTimeline second("org", {});
        std::vector<Instant> asked;
        const TimelineOfDay timelineOf = [&](Instant day) -> const CapabilityTimeline& {
            asked.push_back(day);
            return day == at("2026-04-01T00:00:00Z") ? first : second;
        };
        const std::vector<SessionEvent> events{trace(at("2026-04-01T23:59:30Z"), "a", kIngest, "0xa"),
                                               trace(at("2026-04-01T23:59:40Z"), "b", kIngest, "0xa"),
                                               trace(at("2026-04-02T00:00:30Z"), "c", kIngest, "0xa")};
        const SessionFacts facts = resolveSession("org", "s", "r", events, timelineOf, {}).value();
        const QStringList expected{"initial 0xa", "initial 0xa"};
        QCOMPARE(triggers(facts), expected);
        QCOMPARE(facts.selections[1].seq, 1);
        QCOMPARE(q(facts.selections[0].decision.status), QString("resolved"));
        QCOMPARE(q(facts.session.attribution_status), QString("unresolved"));
        const std::vector<Instant> days{at("2026-04-01T00:00:00Z"), at("2026-04-02T00:00:00Z")};
        QVERIFY(asked == days);
    }

    // R36
    void severalUnknownIdentitiesMakeASessionAmbiguous()
    {
        const Node a{.hardware = {live("m1")}};
        const CapabilityTimeline timeline("org", {seen(at("09:59:30"), a)});
        const auto first = trace(at("10:00:00"), "a", kIngest, "0xa", "https://a:8935");
        const auto unknown = trace(at("10:05:00"), "b", kIngest, "", "https://unknown");
        const SessionFacts facts = resolved({first, unknown}, timeline);
        QCOMPARE(q(facts.session.attribution_status + "/" + facts.session.attribution_reason + "/" +
                   facts.session.attribution_method + "/" + facts.session.attribution_confidence),
                 kAmbiguous);
        QCOMPARE(answer(facts.selections[1].decision), kMissing);
        QVERIFY(!facts.session.orchestrator_address);
        QCOMPARE(q(resolved({unknown}, timeline).session.attribution_status), QString("unresolved"));
    }

    void identitiesOfAnotherDayDoNotMatter()
    {
        const SessionFacts facts = resolved({trace(at("2026-04-01T23:59:30Z"), "a", kIngest, "0xa"),
                                             trace(at("2026-04-02T00:00:30Z"), "b", kIngest, "0xb")});
        QCOMPARE(q(facts.session.attribution_status), QString("unresolved"));
    }

    void aSwapToAKnownNodeIsItsSession()
    {
        const CapabilityTimeline timeline(
            "org", {seen(at("11:59:00"), {.hardware = {live("streamdiffusion")}}),
                    seen(at("11:59:00"), {.address = "0xb",
                                          .uri = "https://b:8935",
                                          .hardware = {live("streamdiffusion-sdxl", {gpu("g2")})}})});
        const SessionFacts facts = resolved({trace(at("12:00:01"), "a", kIngest, "0xA", "https://a:8935"),
                                             trace(at("12:00:03"), "b", kSwap, "0xA", "https://a:8935"),
                                             trace(at("12:00:04"), "c", kIngest, "0xB", "https://b:8935")},
                                            timeline);
        QCOMPARE(q(facts.session.orchestrator_address), QString("0xb"));
        QCOMPARE(q(facts.session.gpu_id), QString("g2"));
        QCOMPARE(q(facts.session.model_id), QString("streamdiffusion-sdxl"));
        QCOMPARE(facts.session.attribution_snapshot_ts, std::optional(at("11:59:00")));
        QVERIFY(facts.session.orchestrator_changed);
    }

    // R44
    void feesAreExact()
    {
        const Payment first{.face_value_wei = 2'402'400'000'000'000, .win_prob_e10 = 9'990'010, .num_tickets = 2};
        const Payment second{.face_value_wei = 1, .win_prob_e10 = 9'999'999'999, .num_tickets = 1};
        const std::vector<const Payment*> payments{&first, &second};
        const std::vector<SessionEvent> events{trace(at("12:00:00"), "a", kRequest)};
        const Session session =
            resolveSession("org", "s", "r", events, always(kEmptyTimeline), payments).value().session;
        QCOMPARE(session.payment_count, 2);
        QCOMPARE(q(session.fees_wei), QString("4804800000000001"));
        // 4800000004800 + 0.48... of the first and 0.99... of the second, rounded down once
        const Int128 exact = (Int128{4'804'800'000'000'000} * 9'990'010 + 9'999'999'999) / 10'000'000'000;
        QCOMPARE(q(session.expected_fees_wei), q(formatWei(exact)));
        const Payment absurd{
            .face_value_wei = Int128{1} << 120, .win_prob_e10 = 10'000'000'000, .num_tickets = 1 << 20};
        const std::vector<const Payment*> twice{&absurd, &absurd};
        QVERIFY(feesOf(twice).face > 0);
        QVERIFY(feesOf({}) == Fees{});
    }

    // R48
    void orderOfEventsDoesNotMatter()
    {
        std::mt19937 random(11);
        std::vector<std::string> ids;
        for (int i = 0; i < 60; ++i)
            ids.push_back(std::to_string(random()));
        const CapabilityTimeline timeline("org", {seen(at("11:59:55"), {.hardware = {live("streamdiffusion")}})});
        const std::vector<std::string_view> subtypes{
            kRequest, kIngest, kPlayable, kSwap, kNoOrchestrators, kClosed, "runner_send_first_processed_segment"};
        const std::vector<std::string_view> states{"ONLINE", "LOADING", "DEGRADED_INPUT", "OFFLINE"};
        const std::vector<std::string_view> addresses{"", "0xA", "0xb"};
        std::vector<SessionEvent> events;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            // few distinct instants, so that ties are common
            const Instant when = at("12:00:00") + secondsLong(static_cast<std::int64_t>(random() % 12) * 600);
            SessionEvent event =
                i % 3 == 0 ? trace(when, ids[i], subtypes[random() % subtypes.size()])
                : i % 3 == 1
                    ? status(when, ids[i], states[random() % states.size()], 0.1 * static_cast<double>(random() % 300))
                    : streamEvent(when, ids[i], random() % 2 ? "error" : "swapped", "missing video");
            event.address = addresses[random() % addresses.size()];
            event.gateway = addresses[random() % addresses.size()];
            event.pipeline = random() % 2 ? "streamdiffusion" : "";
            events.push_back(event);
        }
        const SessionFacts facts = resolved(events, timeline);
        QVERIFY(facts.selections.size() > 5);
        for (int round = 0; round < 50; ++round) {
            std::ranges::shuffle(events, random);
            QVERIFY(resolved(events, timeline) == facts);
        }
    }
};

QTEST_APPLESS_MAIN(SessionResolverTest)
#include "tst_session_resolver.moc"
