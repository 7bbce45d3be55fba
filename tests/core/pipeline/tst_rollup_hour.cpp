// Rollups of hours that change while one watches: made anew where sessions changed, and the same as all made anew.

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "core/generate/traffic.h"
#include "core/metrics/benchmark.h"
#include "core/pipeline/rollup_hour.h"
#include "core/store/rollup_store.h"
#include "tests/support/test_cache.h"

using namespace naap;

namespace {

/// Two hours in which sessions get attributed, swapped and late events, shuffled: most sessions change many times.
std::vector<std::string> shuffledTraffic()
{
    TrafficOptions options;
    options.hours = 2;
    options.sessions_per_hour = 80;
    options.orchestrators = 5;
    options.named_gateways = 2;
    options.capability_seconds = 300;
    options.late_minutes_share = 0.05;
    std::vector<std::string> lines;
    generateTraffic(options, [&](const GeneratedRecord& record) {
        lines.emplace_back(record.envelope);
        return true;
    });
    std::mt19937 random(7);
    std::shuffle(lines.begin(), lines.end(), random);
    return lines;
}

std::vector<Instant> hoursOf(TestCache& cache)
{
    std::set<Instant> hours;
    for (const SlaRollup& row : cache.sla())
        hours.insert(row.window_start);
    for (const DemandRollup& row : cache.demand())
        hours.insert(row.window_start);
    return {hours.begin(), hours.end()};
}

/// What the cache holds of each hour is what its facts say.
void verifyHours(TestCache& cache)
{
    FactStore facts(cache.cache());
    RollupStore rollups(cache.cache());
    std::map<std::int64_t, std::optional<Session>> sessions;
    const auto sessionOf = [&](std::int64_t id) -> const Session* {
        const auto [known, isNew] = sessions.try_emplace(id);
        if (isNew)
            known->second = facts.session(id);
        return known->second ? &*known->second : nullptr;
    };
    for (const Instant hour : hoursOf(cache)) {
        const RollupHour whole(hour, facts, sessionOf);
        QVERIFY(whole.sla() == rollups.sla(hour, hour + std::chrono::hours(1)));
        QVERIFY(whole.demand() == rollups.demand(hour, hour + std::chrono::hours(1)));
        const Instant date = dayOf(hour);
        const Instant next = date + std::chrono::days(1);
        QVERIFY(rollups.benchmarks(date, next) == benchmarksOfDate(date, rollups.sla(date, next)));
    }
}

}  // namespace

class TestRollupHour : public QObject {
    Q_OBJECT

private slots:
    void changedSessionsGiveTheRowsOfAWholeHour_data();
    void changedSessionsGiveTheRowsOfAWholeHour();
    void aRepairForgetsWhatIsRemembered();
};

void TestRollupHour::changedSessionsGiveTheRowsOfAWholeHour_data()
{
    QTest::addColumn<int>("hours");
    QTest::newRow("nothing remembered") << 0;
    QTest::newRow("one hour, always the wrong one") << 1;
    QTest::newRow("all hours") << 10;
}

void TestRollupHour::changedSessionsGiveTheRowsOfAWholeHour()
{
    QFETCH(int, hours);
    const std::vector<std::string> lines = shuffledTraffic();
    TestCache whole;
    TestCache cache;
    Resolver resolver(cache.cache(), 40, static_cast<std::size_t>(hours));
    std::string all;
    std::string some;
    int batches = 0;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        all += lines[at] + '\n';
        some += lines[at] + '\n';
        // A few sessions at a time, after a start that lets the hours have some.
        const bool isFull = at > lines.size() / 2 ? at % 10 == 0 : at % 1000 == 0;
        if (!isFull && at + 1 < lines.size())
            continue;
        cache.importText(some, {.org = {.given = "cloudspe"}});
        some.clear();
        QVERIFY(resolver.resolveDirty());
        if (++batches % 20 == 0)
            verifyHours(cache);
    }
    QVERIFY(batches > 60);
    whole.importText(all, {.org = {.given = "cloudspe"}});
    whole.resolve();
    QCOMPARE(factsText(cache.cache()), factsText(whole.cache()));
}

void TestRollupHour::aRepairForgetsWhatIsRemembered()
{
    TestCache cache;
    std::string text;
    for (const std::string& line : shuffledTraffic())
        text += line + '\n';
    cache.importText(text, {.org = {.given = "cloudspe"}});
    Resolver resolver(cache.cache(), Resolver::kMostSessions, 10);
    QVERIFY(resolver.resolveDirty());
    const std::string before = factsText(cache.cache());
    cache.cache().db().execute("DELETE FROM rollup_hour");
    const Instant day = TrafficOptions().from;
    QVERIFY(resolver.repair(day - std::chrono::hours(24), day + std::chrono::hours(48), {}, {}));
    QCOMPARE(factsText(cache.cache()), before);
}

QTEST_GUILESS_MAIN(TestRollupHour)
#include "tst_rollup_hour.moc"
