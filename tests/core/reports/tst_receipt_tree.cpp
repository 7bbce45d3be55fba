#include <QtTest>

#include "core/reports/receipt_tree.h"

using namespace naap;

namespace {

SlaSupport support()
{
    SlaSupport s;
    s.known_sessions_count = s.requested_sessions = 10;
    s.startup_success_sessions = 8;
    s.output_failed_sessions = 1;
    s.total_swapped_sessions = 2;
    s.health_signal_count = 27;
    s.health_expected_signal_count = 30;
    s.status_samples = 40;
    s.output_fps_sum = 600;
    s.output_fps_sumsq = 9000;
    s.prompt_to_first_frame_sum_ms = 8000;
    s.prompt_to_first_frame_sample_count = 8;
    return s;
}

Benchmark7 benchmark()
{
    return {.ptff = {.rows = 60, .good = 500, .bad = 2000}, .e2e = {}, .fps = {.rows = 60, .good = 20, .bad = 10}};
}

SlaReceipt receipt()
{
    SlaReceipt r;
    r.row.rollup.org = "local";
    r.row.rollup.orchestrator_address = "0xa";
    r.row.rollup.support = support();
    r.row.score = slaScoreOf(support(), benchmark());
    r.points_lost = pointsLost(r.row.score);
    ReceiptSession failed;
    failed.session_key = "local|s1|r|1";
    failed.startup_outcome = "failed";
    failed.excusal_reason = "none";
    failed.requested = true;
    failed.effective_failed = true;
    failed.health_signal_count = 1;
    failed.health_expected_signal_count = 3;
    r.sessions = {failed};
    return r;
}

double sumOf(const ReceiptNode& node)
{
    double sum = 0;
    for (const ReceiptNode& part : node.parts)
        sum += part.weight.value_or(1) * part.value.value_or(0);
    return sum;
}

}  // namespace

/// A score's arithmetic as a tree, and what it would have been otherwise.
class ReceiptTrees : public QObject {
    Q_OBJECT

private slots:
    void partsMakeTheirWhole()
    {
        const SlaReceipt r = receipt();
        const ReceiptNode root = receiptTree(r.row.score, r.row.rollup.support);
        QCOMPARE(root.parts.size(), std::size_t{3});
        const ReceiptNode& coverage = root.parts[0];
        const ReceiptNode& reliability = root.parts[1];
        const ReceiptNode& quality = root.parts[2];
        QCOMPARE(sumOf(reliability), *reliability.value);
        QCOMPARE(sumOf(quality), *quality.value);
        QCOMPARE(sumOf(quality.parts[0]), *quality.parts[0].value);
        QCOMPARE(100 * *coverage.value * (0.7 * *reliability.value + 0.3 * *quality.value), *root.value);
        QCOMPARE(*reliability.parts[0].count, std::int64_t{8});
        QCOMPARE(*reliability.parts[0].of, std::int64_t{10});
    }

    void pointsLostAddUp()
    {
        const SlaReceipt r = receipt();
        const ReceiptNode root = receiptTree(r.row.score, r.row.rollup.support);
        QVERIFY(std::abs(*root.points_lost - (100 - *r.row.score.sla_score)) < 1e-9);
        double parts = 0;
        for (const ReceiptNode& part : root.parts)
            parts += *part.points_lost;
        QCOMPARE(parts, *root.points_lost);
    }

    void theFormulasOwnWeightsChangeNothing()
    {
        const SlaReceipt r = receipt();
        QCOMPARE(whatIf(r, {}).score, r.row.score);
        QCOMPARE(pointsLost(r.row.score, SlaWeights()), pointsLost(r.row.score));
        QVERIFY(WhatIf().changesNothing());
    }

    void weightsCountByHowTheyCompare()
    {
        WhatIf changes;
        changes.weights.reliability = 0.5;
        changes.weights.quality = 0;
        const SlaReceipt r = receipt();
        const SlaScore score = whatIf(r, changes).score;
        QVERIFY(std::abs(*score.sla_score - 100 * score.health_signal_coverage_ratio * *score.reliability_score) <
                1e-9);
        changes.weights.reliability = 0;  // nothing counts: both alike
        const SlaWeights alike = changes.weights.normalised();
        QCOMPARE(alike.reliability, 0.5);
        QCOMPARE(alike.quality, 0.5);
    }

    void aSessionLeftOutCountsNeitherWay()
    {
        const SlaReceipt r = receipt();
        const WhatIfAnswer answer = whatIf(r, {.weights = {}, .left_out = {"local|s1|r|1"}});
        QCOMPARE(answer.support.requested_sessions, std::int64_t{9});
        QCOMPARE(answer.support.startup_success_sessions, std::int64_t{8});
        QCOMPARE(answer.support.health_signal_count, std::int64_t{26});
        QCOMPARE(answer.support.health_expected_signal_count, std::int64_t{27});
        QCOMPARE(answer.support.status_samples, std::int64_t{40});
        QVERIFY(*answer.score.sla_score > *r.row.score.sla_score);
        QCOMPARE(answer.score.ptff, r.row.score.ptff);  // the benchmark is read back whole
        QVERIFY(isContested(r.sessions.front()));
    }

    void placeBetweenTheEdges()
    {
        const SlaScore score = receipt().row.score;
        QVERIFY(std::abs(*placeInCohort(score.ptff) - (2000.0 - 1000.0) / 1500.0) < 1e-9);
        QVERIFY(std::abs(*placeInCohort(score.fps) - 0.5) < 1e-9);
        QVERIFY(!placeInCohort(score.e2e));
    }

    void withoutRequestsThereIsNoScore()
    {
        const SlaSupport none;
        const ReceiptNode root = receiptTree(slaScoreOf(none, {}), none);
        QVERIFY(!root.value);
        QVERIFY(!root.points_lost);
    }

    void markdownNeedsNoRepair()
    {
        const std::string text = receiptMarkdown(receipt());
        QVERIFY(text.starts_with("### SLA score "));
        QVERIFY(text.find("- 0.7 × reliability **") != std::string::npos);
        QVERIFY(text.find("(8 of 10)") != std::string::npos);
        QVERIFY(text.find("local\\|s1\\|r\\|1") != std::string::npos);
        QVERIFY(text.find("| points lost by | points | leaves |") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(ReceiptTrees)
#include "tst_receipt_tree.moc"
