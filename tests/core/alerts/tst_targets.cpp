#include <QtTest>

#include "core/reports/alert_snapshots.h"
#include "tests/support/printing.h"

using namespace naap;
using std::chrono::hours;

namespace {

const Instant kStart = instantFromMs(1'775'001'600'000);

/// 99 % of the sessions have output, of at least 20 sessions; a fourth of the hours may miss it.
Target target()
{
    const TargetFile file = readTargetFile(R"({"version": 1, "targets": [{"id": "t",
        "metric": {"report": "sla", "field": "output_viability_rate"}, "objective": {"at_least": "99%"},
        "budget": 0.25, "minimum": {"sessions": 20}}]})");
    return file.targets.at(0);
}

struct Hour {
    std::int64_t requested;
    std::int64_t failed;
    std::int64_t excused;
};

TargetResult judged(const std::vector<Hour>& story)
{
    AlertHours all{.from = kStart, .hours = story.size()};
    AlertGroupHours& group = all.groups.emplace_back();
    for (const Hour& each : story) {
        AlertSums& sums = group.sums.emplace_back();
        sums.rows = each.requested > 0;
        sums.support.requested_sessions = each.requested;
        sums.support.output_failed_sessions = each.failed;
        sums.support.startup_excused_sessions = each.excused;
    }
    const Instant end = kStart + hours(story.size());
    return targetResult(target(), all, {.from = kStart, .to = end, .now = end + hours(1)});
}

}  // namespace

class TestTargets : public QObject {
    Q_OBJECT

private slots:
    void windowsAreMetMissedOrNeither()
    {
        // 100 %, 99 % is just enough, 98 %, 10 sessions are too few, nothing at all, 95 %, 100 %, 90 %
        const TargetResult result = judged(
            {{100, 0, 0}, {100, 1, 0}, {100, 2, 1}, {10, 9, 9}, {0, 0, 0}, {100, 5, 4}, {100, 0, 0}, {20, 2, 0}});
        std::string text;
        for (const Compliance each : result.compliance)
            text += std::string(nameOf(each)) + ' ';
        QCOMPARE(text, std::string("met met missed cannot_tell cannot_tell missed met missed "));
        const TargetStanding& standing = result.standings.at(0);
        QCOMPARE(standing.met, std::int64_t{3});
        QCOMPARE(standing.missed, std::int64_t{3});
        QCOMPARE(standing.cannot_tell, std::int64_t{2});
        QCOMPARE(*standing.compliance(), 0.5);
        QCOMPARE(*standing.burn(0.25), 2.0);         // half of the hours missed it, a fourth may
        QCOMPARE(*standing.budgetLeft(0.25), -1.0);  // overdrawn by as much again
        QCOMPARE(*standing.latest, 0.9);
    }

    void aViolationRunsToTheLastMissedWindow()
    {
        const TargetResult result =
            judged({{100, 0, 0}, {100, 2, 1}, {10, 9, 9}, {100, 5, 4}, {100, 0, 0}, {20, 2, 0}});
        QCOMPARE(result.violations.size(), std::size_t{2});
        const Violation& first = result.violations[0];
        QCOMPARE(first.from, kStart + hours(1));
        QCOMPARE(first.to, kStart + hours(4));
        QCOMPARE(first.windows, std::int64_t{2});
        QCOMPARE(first.worst, 0.95);
        QCOMPARE(first.sessions, std::int64_t{200});
        QCOMPARE(*first.excused_share, 5.0 / 200);
        QCOMPARE(result.violations[1].from, kStart + hours(5));
        QCOMPARE(result.violations[1].to, kStart + hours(6));
    }

    void withoutEvidenceNothingIsZero()
    {
        const TargetResult result = judged({{0, 0, 0}, {5, 5, 0}});
        QVERIFY(!result.standings.at(0).compliance());
        QVERIFY(!result.standings.at(0).burn(0.25));
        QVERIFY(!result.standings.at(0).latest);
        QVERIFY(result.violations.empty());
    }

    void mistakesHaveTheirPlace_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("place");
        QTest::newRow("neither") << R"("objective": {})"
                                 << "/targets/0/objective/at_least";
        QTest::newRow("both") << R"("objective": {"at_least": 1, "at_most": 1})"
                              << "/targets/0/objective/at_least";
        QTest::newRow("no objective") << R"("budget": 0.1)"
                                      << "/targets/0/objective";
        QTest::newRow("out of reach") << R"("objective": {"at_least": 2})"
                                      << "/targets/0/objective/at_least";
        QTest::newRow("unit") << R"("objective": {"at_most": "1s"})"
                              << "/targets/0/objective/at_most";
        QTest::newRow("budget") << R"("objective": {"at_least": 1}, "budget": 1)"
                                << "/targets/0/budget";
        QTest::newRow("member") << R"("objective": {"at_least": 1}, "for": 1)"
                                << "/targets/0/for";
        QTest::newRow("scope") << R"("objective": {"at_least": 1}, "scope": "x = 1")"
                               << "/targets/0/scope";
    }
    void mistakesHaveTheirPlace()
    {
        QFETCH(QString, member);
        const QString text = R"({"version": 1, "targets": [{"id": "t", "metric": {"report": "sla",
            "field": "output_viability_rate"}, %1}]})";
        const TargetFile file = readTargetFile(text.arg(member).toStdString());
        QCOMPARE(file.problems.size(), std::size_t{1});
        QVERIFY(file.targets.empty());
        QTEST(QString::fromStdString(file.problems[0].place), "place");
    }
};

QTEST_APPLESS_MAIN(TestTargets)
#include "tst_targets.moc"
