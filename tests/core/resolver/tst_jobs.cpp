#include <QtTest>

#include <algorithm>

#include "core/resolver/jobs.h"
#include "scenario.h"

using namespace naap;
using namespace naap::scenario;

namespace {

const std::string kUrl = "https://a:8935";

AiBatchEvent received(Instant when, std::string requestId = "r1")
{
    return {.event_ts = when,
            .event_id = "received",
            .org = "org",
            .subtype = "ai_batch_request_received",
            .request_id = std::move(requestId)};
}

AiBatchEvent completed(Instant when, std::string requestId = "r1", std::string url = kUrl)
{
    return {.event_ts = when,
            .event_id = "completed",
            .org = "org",
            .subtype = "ai_batch_request_completed",
            .request_id = std::move(requestId),
            .pipeline = "text-to-image",
            .model_id = "sd",
            .success = true,
            .orch_url = std::move(url)};
}

CapabilityTimeline builtinNode(Instant when)
{
    return {"org", {seen(when, {.uri = kUrl, .models = {{27, "sd", true, 1}}})}};
}

Job batchJob(const std::vector<AiBatchEvent>& events, const CapabilityTimeline& timeline)
{
    return resolveAiBatchJob(events, always(timeline)).value();
}

WorkerSnapshot worker(const char* time, std::string url, std::string model, std::string id = "w")
{
    return {.event_ts = at(time),
            .event_id = std::move(id),
            .org = "org",
            .capability = "chat",
            .orch_address = "0xa",
            .worker_url = std::move(url),
            .model = std::move(model),
            .price_per_unit = 7};
}

ByocEvent attempt(std::string workerUrl = {}, std::string address = "0xA")
{
    return {.event_ts = at("12:00:00"),
            .event_id = "job-1",
            .org = "org",
            .gateway = "gw",
            .subtype = "job_gateway_completed",
            .capability = "chat",
            .orch_address = std::move(address),
            .orch_url = kUrl,
            .worker_url = std::move(workerUrl)};
}

QString modelFor(const std::vector<WorkerSnapshot>& snapshots, std::string_view workerUrl = "")
{
    const WorkerTimeline workers(snapshots);
    const WorkerSnapshot* found = workers.lookup("org", "chat", "0xA", workerUrl, at("12:00:00"));
    return found == nullptr ? "none" : q(found->model);
}

}  // namespace

class JobsTest : public QObject {
    Q_OBJECT
private slots:
    // R37
    void aJobIsAttributedWhenItWasReceived()
    {
        const CapabilityTimeline timeline = builtinNode(at("09:59:50"));
        const Job job = batchJob({completed(at("10:10:00")), received(at("09:59:55"))}, timeline);
        QCOMPARE(job.received_at, std::optional(at("09:59:55")));
        QCOMPARE(answer(job.decision), QString("hardware_less/matched_without_hardware/uri_interval_exact/high"));
        QCOMPARE(q(job.decision.model_id), QString("sd"));
        QCOMPARE(q(job.selection_outcome), QString("selected"));
        QVERIFY(job.kind == Job::Kind::ai_batch);
    }

    void withoutAReceiptTheCompletionCounts()
    {
        const CapabilityTimeline timeline = builtinNode(at("09:59:50"));
        const Job job = batchJob({completed(at("10:10:00"))}, timeline);
        QVERIFY(!job.received_at);
        QCOMPARE(q(job.decision.method), QString("uri_interval_stale"));
    }

    void receiptsAfterTheCompletionAreNotIts()
    {
        const CapabilityTimeline timeline = builtinNode(at("09:59:50"));
        QVERIFY(!batchJob({completed(at("10:00:00")), received(at("10:00:01"))}, timeline).received_at);
        QCOMPARE(batchJob({completed(at("10:00:00")), received(at("10:00:00")), received(at("09:00:00"))}, timeline)
                     .received_at,
                 std::optional(at("09:00:00")));
    }

    void theLatestOfSeveralCompletionsCounts()
    {
        AiBatchEvent a = completed(at("10:00:05"));
        AiBatchEvent b = completed(at("10:00:05"));
        b.event_id = "completed-b";
        b.success = false;
        AiBatchEvent early = completed(at("10:00:01"));
        early.event_id = "z";
        const CapabilityTimeline timeline("org", {});
        QVERIFY(!batchJob({b, a, early}, timeline).success);
        QVERIFY(!batchJob({early, a, b}, timeline).success);
    }

    void batchOutcomes_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("success");
        QTest::addColumn<QString>("errorType");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("reached") << "https://a" << false << "no_orchestrators"
                                 << "selected";
        QTest::newRow("nobody there") << "" << false << " No_Orchestrators "
                                      << "no_orch";
        QTest::newRow("other error") << "" << false << "timeout"
                                     << "unknown";
        QTest::newRow("success without URL") << "" << true << "no_orchestrators"
                                             << "unknown";
    }

    void batchOutcomes()
    {
        QFETCH(QString, url);
        QFETCH(bool, success);
        QFETCH(QString, errorType);
        AiBatchEvent event = completed(at("10:00:05"), "r1", url.toStdString());
        event.success = success;
        event.error_type = errorType.toStdString();
        const CapabilityTimeline timeline("org", {});
        QTEST(q(batchJob({event}, timeline).selection_outcome), "outcome");
    }

    void requestsWithoutCompletionOrIdAreNoJobs()
    {
        const CapabilityTimeline timeline("org", {});
        const std::vector<AiBatchEvent> events{received(at("10:00:00")), completed(at("10:00:05"), ""),
                                               completed(at("10:00:05"), "r3"), completed(at("10:00:05"), "r2"),
                                               received(at("10:00:01"), "r2")};
        const std::vector<Job> jobs = aiBatchJobs(events, always(timeline));
        QCOMPARE(jobs.size(), 2u);
        QCOMPARE(q(jobs[0].request_id + jobs[1].request_id), QString("r2r3"));
        QVERIFY(jobs[0].received_at && !jobs[1].received_at);
    }

    // R38
    void theLatestLlmRowOfARequestCounts()
    {
        const LlmRequest a{.request_id = "r", .event_ts = at("10:00:00"), .event_id = "a", .ttft_ms = 180};
        const LlmRequest b{.request_id = "r", .event_ts = at("10:00:00"), .event_id = "b"};
        const std::vector<LlmRequest> rows{b, a};
        QCOMPARE(q(chooseLlm(rows)->event_id), QString("b"));
        QVERIFY(!chooseLlm(rows)->ttft_ms);
        QVERIFY(!chooseLlm({}));
        const LlmRequest nameless{.event_ts = at("10:00:00"), .event_id = "a"};
        QVERIFY(!chooseLlm({&nameless, 1}));
    }

    // R40
    void theNewestAnnouncementBeforeTheJobSpeaks()
    {
        QCOMPARE(modelFor({worker("11:00:00", "", "gpt-4o-mini"), worker("10:00:00", "", "gpt-3.5")}),
                 QString("gpt-4o-mini"));
        QCOMPARE(modelFor({worker("13:00:00", "", "gpt-4o-mini")}), QString("none"));
        QCOMPARE(modelFor({worker("11:00:00", "", "a", "w1"), worker("11:00:00", "", "b", "w2")}), QString("b"));
        QCOMPARE(modelFor({worker("12:00:00", "", "now")}), QString("now"));
    }

    void theJobsOwnWorkerIsPreferred()
    {
        const std::vector<WorkerSnapshot> two{worker("11:55:00", "https://A", "wrong"),
                                              worker("11:50:00", "https://B", "right")};
        QCOMPARE(modelFor(two, "https://b"), QString("right"));
        QCOMPARE(modelFor(two), QString("wrong"));
        QCOMPARE(modelFor({two[0]}, "https://b"), QString("none"));
        QCOMPARE(modelFor({worker("11:50:00", "", "nameless")}, "https://b"), QString("nameless"));
    }

    void announcementsThatComeTooLateStillShutOutOthers()
    {
        QCOMPARE(modelFor({worker("11:50:00", "", "nameless"), worker("13:00:00", "https://b", "late")}, "https://b"),
                 QString("none"));
    }

    void onlyThirtyDaysAreRemembered()
    {
        WorkerSnapshot old = worker("11:00:00", "", "old");
        old.event_ts = at("2026-03-02T00:00:00Z");
        QCOMPARE(modelFor({old}), QString("old"));
        old.event_ts -= ms(1);
        QCOMPARE(modelFor({old}), QString("none"));
        WorkerSnapshot tomorrow = worker("11:00:00", "https://b", "tomorrow");
        tomorrow.event_ts = at("2026-04-02T00:00:00Z");
        QCOMPARE(modelFor({worker("11:50:00", "", "nameless"), tomorrow}, "https://b"), QString("nameless"));
    }

    void otherCapabilitiesAddressesAndOrgsDoNotSpeak()
    {
        WorkerSnapshot capability = worker("11:00:00", "", "m");
        capability.capability = "Chat";
        WorkerSnapshot address = worker("11:00:00", "", "m");
        address.orch_address = "0xb";
        WorkerSnapshot org = worker("11:00:00", "", "m");
        org.org = "other";
        QCOMPARE(modelFor({capability, address, org}), QString("none"));
    }

    // R39
    void theWorkersModelPicksTheSurface()
    {
        const CapabilityTimeline timeline(
            "org", {seen(at("11:59:50"), {.uri = kUrl, .hardware = {hardware("chat", "m1"), hardware("chat", "m2")}})});
        const WorkerTimeline workers({worker("11:00:00", "", "M2")});
        const Job job = resolveByocJob(attempt(), workers, always(timeline));
        QCOMPARE(q(job.decision.model_id), QString("m2"));
        QCOMPARE(q(job.model_id), QString("M2"));
        QCOMPARE(job.price_per_unit, std::optional(7.0));
        QCOMPARE(q(job.request_id + "/" + job.pipeline_id + "/" + job.orch_address + "/" + job.selection_outcome),
                 QString("job-1/chat/0xa/selected"));
        QVERIFY(!job.success);
        const Job unhinted = resolveByocJob(attempt(), WorkerTimeline({}), always(timeline));
        QCOMPARE(q(unhinted.decision.status), QString("ambiguous"));
        QCOMPARE(unhinted.price_per_unit, std::optional(0.0));
        QVERIFY(!unhinted.model_id);
    }

    void withoutWorkersTheDecisionNamesTheModel()
    {
        const CapabilityTimeline timeline("org",
                                          {seen(at("11:59:50"), {.uri = kUrl, .hardware = {hardware("chat", "m1")}})});
        QCOMPARE(q(resolveByocJob(attempt(), WorkerTimeline({}), always(timeline)).model_id), QString("m1"));
        const WorkerTimeline unregistered({worker("11:00:00", "", "")});
        QCOMPARE(q(resolveByocJob(attempt(), unregistered, always(timeline)).model_id), QString("m1"));
    }

    void anAttemptWithoutOrchestratorIsUnknown()
    {
        ByocEvent event = attempt({}, "");
        event.orch_url.clear();
        const CapabilityTimeline timeline("org", {});
        const Job job = resolveByocJob(event, WorkerTimeline({}), always(timeline));
        QCOMPARE(q(job.selection_outcome), QString("unknown"));
        QCOMPARE(answer(job.decision), kMissing);
    }

    void onlyCompletionsAreJobs()
    {
        ByocEvent event = attempt();
        QVERIFY(isByocCompletion(event));
        event.subtype = "job_gateway_submitted";
        QVERIFY(!isByocCompletion(event));
    }
};

QTEST_APPLESS_MAIN(JobsTest)
#include "tst_jobs.moc"
