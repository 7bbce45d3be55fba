#include <algorithm>

#include <QtTest>

#include "core/metrics/requests.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

namespace {

Job job(const std::string& id, std::optional<std::int64_t> durationMs)
{
    Job j;
    j.org = "org";
    j.request_id = id;
    j.completed_at = onThatDay(13, 10);
    j.gateway = "gateway";
    j.pipeline_id = "text-to-image";
    j.success = true;
    j.duration_ms = durationMs;
    j.orch_url = " https://Orchestrator:8935 ";
    j.selection_outcome = "selected";
    return j;
}

std::vector<const Job*> pointersTo(const std::vector<Job>& jobs)
{
    std::vector<const Job*> pointers;
    for (const Job& j : jobs)
        pointers.push_back(&j);
    return pointers;
}

LlmRequest answer(const std::string& id, std::optional<std::int64_t> ttftMs)
{
    LlmRequest r;
    r.org = "org";
    r.request_id = id;
    r.model = "qwen";
    r.ttft_ms = ttftMs;
    return r;
}

}  // namespace

class TestRequests : public QObject {
    Q_OBJECT

private slots:
    void t31_aMissingDurationDoesNotDiluteTheMean()
    {
        const std::vector<Job> jobs{job("a", 1200), job("b", 1800), job("c", std::nullopt), job("d", 600)};
        const auto rows = requestRollups(pointersTo(jobs));
        QCOMPARE(rows.size(), std::size_t(1));
        COMPARE_CLOSE(avgDurationMs(rows[0]), 1200);
        // what upstream shows: the same sum over all jobs
        QCOMPARE(rows[0].duration_ms_sum / rows[0].job_count, 900);
        QCOMPARE(rows[0].p50_duration_ms, std::optional<std::int64_t>(1200));
        QCOMPARE(rows[0].p99_duration_ms, std::optional<std::int64_t>(1800));
    }

    void failuresWithoutOrchestratorAreFailures()
    {
        std::vector<Job> jobs{job("a", 1), job("b", 1), job("c", 1)};
        jobs[1].success = false;
        jobs[2].success = false;
        jobs[2].selection_outcome = "no_orch";
        jobs[0].decision.status = "hardware_less";
        const RequestRollup row = requestRollups(pointersTo(jobs)).at(0);
        QCOMPARE(row.no_orch_count, 1);
        COMPARE_CLOSE(successRate(row), 1.0 / 3);
        COMPARE_CLOSE(selectedSuccessRate(row), 0.5);
        COMPARE_CLOSE(attributionRate(row), 0.5);
    }

    void noJobsNoRates()
    {
        QVERIFY(!successRate({}));
        QVERIFY(!selectedSuccessRate({}));
        QVERIFY(!avgDurationMs({}));
        QVERIFY(!attributionRate({}));
        QVERIFY(!avgTtftMs({}));
        QVERIFY(!tokensPerSecWeighted({}));
    }

    void jobsCountInTheHourOfCompletionByOrchestrator()
    {
        std::vector<Job> jobs{job("a", 1), job("b", 1), job("c", 1), job("d", 1)};
        jobs[0].orch_url = "https://orchestrator:8935";  // the same, spelled otherwise
        jobs[1].completed_at = onThatDay(14);
        jobs[2].kind = Job::Kind::byoc;
        jobs[2].orch_address = kOrchestrator;
        jobs[3].orch_address = kOrchestrator;  // AI batch: a URL only
        const auto rows = requestRollups(pointersTo(jobs));
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows[0].capability_family, std::string("builtin"));
        QCOMPARE(rows[0].job_count, 2);
        QCOMPARE(rows[0].orchestrator_address, std::string());
        QCOMPARE(rows[0].orchestrator_uri, std::string("https://orchestrator:8935"));
        QCOMPARE(rows[1].capability_family, std::string("byoc"));
        QCOMPARE(rows[1].orchestrator_address, std::string(kOrchestrator));
        QCOMPARE(rows[2].window_start, onThatDay(14));
        RequestRollup total;
        for (const RequestRollup& row : rows)
            addTo(total, row);
        QCOMPARE(total.job_count, 4);
    }

    void jobsWithoutPipelineHaveNoRow()
    {
        std::vector<Job> jobs{job("a", 1)};
        jobs[0].pipeline_id.clear();
        QVERIFY(requestRollups(pointersTo(jobs)).empty());
    }

    void orderDoesNotMatter()
    {
        std::vector<Job> jobs;
        for (int i = 0; i < 20; ++i) {
            jobs.push_back(job(numbered("job", static_cast<std::size_t>(i)), i));
            jobs.back().price_per_unit = 0.1 * i / 3;
        }
        const auto expected = requestRollups(pointersTo(jobs));
        std::reverse(jobs.begin(), jobs.end());
        QVERIFY(requestRollups(pointersTo(jobs)) == expected);
    }

    void onlyAnswersThatReportIt_countForTheFirstToken()
    {
        std::vector<Job> jobs{job("a", 1), job("b", 1)};
        for (Job& j : jobs)
            j.pipeline_id = "llm";
        const LlmRequest streaming = answer("a", 350);
        const LlmRequest whole = answer("b", std::nullopt);
        const auto rows = llmRollups(pointersTo(jobs), std::vector<const LlmRequest*>{&streaming, &whole});
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].llm_request_count, 2);
        QCOMPARE(rows[0].llm_success_count, 2);
        COMPARE_CLOSE(avgTtftMs(rows[0]), 350);
    }

    void longAnswersWeighMoreInTheWeightedSpeed()
    {
        std::vector<Job> jobs{job("a", 1), job("b", 1)};
        for (Job& j : jobs)
            j.pipeline_id = "llm";
        LlmRequest fast = answer("a", 1);
        fast.completion_tokens = 100;
        fast.tokens_per_second = 100;  // 1 s
        fast.total_tokens = 150;
        LlmRequest slow = answer("b", 1);
        slow.completion_tokens = 300;
        slow.tokens_per_second = 20;  // 15 s
        const auto rows = llmRollups(pointersTo(jobs), std::vector<const LlmRequest*>{&fast, &slow});
        COMPARE_CLOSE(avgTokensPerSec(rows.at(0)), 60);
        COMPARE_CLOSE(tokensPerSecWeighted(rows.at(0)), 25);
        COMPARE_CLOSE(avgTotalTokens(rows.at(0)), 150);
    }

    void answersWithoutAnLlmJobOrModelAreLeftOut()
    {
        std::vector<Job> jobs{job("a", 1), job("b", 1)};
        jobs[1].pipeline_id = "llm";
        const LlmRequest otherPipeline = answer("a", 1);
        LlmRequest noModel = answer("b", 1);
        noModel.model.clear();
        const LlmRequest noJob = answer("c", 1);
        const std::vector<const LlmRequest*> requests{&otherPipeline, &noModel, &noJob};
        QVERIFY(llmRollups(pointersTo(jobs), requests).empty());
    }
};

QTEST_APPLESS_MAIN(TestRequests)
#include "tst_requests.moc"
