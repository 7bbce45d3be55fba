// Capability timelines that a long watch holds: what they say is what all snapshots say at once, and old days go.

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

#include <fmt/format.h>

#include "core/pipeline/timelines.h"
#include "tests/support/test_cache.h"

using namespace naap;
using namespace std::chrono_literals;

namespace {

const std::string kOrg = "acme";
const Instant kDay{std::chrono::sys_days{std::chrono::year{2026} / 4 / 1}};
constexpr auto kOneDay = std::chrono::days(1);

/// One node's element; its free memory changes what it says, and with it the version.
std::string node(int number, int memory)
{
    return fmt::format(
        R"({{"address":"0x{0:040x}","local_address":"0x{1:040x}","orch_uri":"https://node-{0}:8935","hardware":[)"
        R"({{"pipeline":"live-video-to-video","model_id":"m","gpu_info":{{"0":{{"id":"GPU-{0}","name":"A",)"
        R"("memory_free":{2},"memory_total":100}}}}}}]}})",
        number, 100 + number, memory);
}

std::string offers(const std::string& id, Instant at, const std::string& elements)
{
    return fmt::format(R"({{"id":"{}","type":"network_capabilities","timestamp":"{}","gateway":"","data":[{}]}})"
                       "\n",
                       id, toMs(at), elements);
}

/// Some nodes every ten seconds. Two events share each third instant, and each seventh names a node twice.
std::string busyDay(Instant day)
{
    std::string text;
    for (int i = 0; i < 24 * 360; ++i) {
        const Instant at = day + i * 10s;
        text += offers(fmt::format("a{}", i), at,
                       node(1, i) + ',' + node(2, i / 2) + (i % 7 == 0 ? ',' + node(1, i + 1) : std::string()));
        if (i % 3 == 0)
            text += offers(fmt::format("b{}", i), at, node(1, i + 2) + ',' + node(3, i / 100));
    }
    return text;
}

AttributionQuery queryAt(Instant at, int node)
{
    static const std::string urls[] = {"", "https://node-1:8935", "https://node-2:8935", "https://node-3:8935"};
    return {.selection_ts = at, .url = urls[node], .address = {}, .pipeline = "live-video-to-video", .model = "m"};
}

/// Who served, and which snapshot says so.
std::string answer(const CapabilityTimeline& timeline, const AttributionQuery& query)
{
    const Decision decision = timeline.attribute(query);
    return fmt::format("{} {} {} {}", decision.method, decision.orchestrator_address.value_or(""),
                       decision.capability_version_id.value_or(""), decision.snapshot_event_id.value_or(""));
}

void verifySame(const CapabilityTimeline& actual, const CapabilityTimeline& expected, Instant day)
{
    QCOMPARE(actual.versionCount(), expected.versionCount());
    for (int n = 1; n <= 3; ++n) {
        const std::string url(queryAt(day, n).url);
        QVERIFY(actual.versionStarts(url, {}, {}) == expected.versionStarts(url, {}, {}));
        for (auto at = day - 5min; at < day + 24h; at += 97s)
            QCOMPARE(answer(actual, queryAt(at, n)), answer(expected, queryAt(at, n)));
    }
}

/// One line each, in order.
std::string reachText(const std::vector<CapabilityReach>& reach)
{
    std::set<std::string> lines;
    for (const CapabilityReach& each : reach) {
        std::string line = fmt::format("{} {}", toMs(each.from), toMs(each.to));
        for (const std::string& name : each.names)
            line += ' ' + name;
        lines.insert(line);
    }
    std::string text;
    for (const std::string& line : lines)
        text += line + '\n';
    return text;
}

CapabilityTimeline atOnce(EvidenceStore& evidence, Instant day)
{
    return {kOrg, evidence.capabilities(kOrg, day - Timelines::kBefore, day + Timelines::kAfter)};
}

}  // namespace

class TestTimelines : public QObject {
    Q_OBJECT

private slots:
    void aDayReadInPiecesIsTheDay();
    void aDayThatGoesOnIsTheDay();
    void lateEventsGiveTheDay();
    void aNewAliasReachesWhoBoreTheOldOne();
    void aDayMayBeginWithANodeNamedTwice();
    void daysThatNobodyAsksForAreForgotten();
};

void TestTimelines::aDayReadInPiecesIsTheDay()
{
    TestCache cache;
    cache.importText(busyDay(kDay), {.org = {.given = kOrg}});
    EvidenceStore evidence(cache.cache());
    Timelines timelines(evidence);
    const CapabilityTimeline expected = atOnce(evidence, kDay);
    QVERIFY(expected.versionCount() > 12'000);  // several pieces
    verifySame(timelines.of(kOrg, kDay), expected, kDay);
}

void TestTimelines::aDayThatGoesOnIsTheDay()
{
    const std::string text = busyDay(kDay);
    const auto half = text.find('\n', text.size() / 2) + 1;
    TestCache cache;
    cache.importText(text.substr(0, half), {.org = {.given = kOrg}});
    EvidenceStore evidence(cache.cache());
    Timelines timelines(evidence);
    (void)timelines.of(kOrg, kDay);
    FreshSnapshots fresh;
    cache.importText(text.substr(half), {.org = {.given = kOrg}});
    auto rows =
        cache.cache().db().prepare("SELECT event_ts, event_id FROM capability_event ORDER BY event_ts, event_id");
    std::int64_t known = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(half), '\n');
    while (rows.step())
        if (--known < 0)
            fresh.emplace(instantFromMs(rows.integer(0)), rows.text(1));
    rows.reset();
    QVERIFY(timelines.extend(kOrg, kDay, fresh));
    verifySame(timelines.of(kOrg, kDay), atOnce(evidence, kDay), kDay);
}

/// Events in any order, some at a time: what they say and what they can have changed is what reading anew says.
void TestTimelines::lateEventsGiveTheDay()
{
    std::vector<std::pair<Instant, std::string>> ids;
    std::vector<std::string> lines;
    for (int i = 0; i < 300; ++i) {
        const Instant at = kDay - 5min + i / 3 * 30s;  // three share each instant
        ids.emplace_back(at, fmt::format("e{}", i * 7 % 300));
        // Some repeat what their node said before, some come back to what it said long ago.
        lines.push_back(offers(ids.back().second, at, node(1, i / 4 % 5) + ',' + node(2 + i % 2, i / 40)));
    }
    std::vector<std::size_t> order(lines.size());
    std::iota(order.begin(), order.end(), 0);
    std::mt19937 random(3);
    std::shuffle(order.begin(), order.end(), random);
    TestCache cache;
    EvidenceStore evidence(cache.cache());
    Timelines timelines(evidence);
    Timelines anew(evidence);
    (void)timelines.of(kOrg, kDay);
    for (std::size_t i = 0; i < order.size();) {
        std::string text;
        FreshSnapshots fresh;
        for (const std::size_t end = std::min(order.size(), i + 1 + random() % 12); i < end; ++i) {
            text += lines[order[i]];
            fresh.insert(ids[order[i]]);
        }
        cache.importText(text, {.org = {.given = kOrg}});
        const auto reach = timelines.extend(kOrg, kDay, fresh);
        QVERIFY(reach);
        QCOMPARE(reachText(*reach), reachText(anew.reload(kOrg, kDay, fresh)));
        verifySame(timelines.of(kOrg, kDay), atOnce(evidence, kDay), kDay);
    }
    QVERIFY(timelines.of(kOrg, kDay).versionCount() > 100);
}

/// What was selected under the alias that a node had is no longer within that version.
void TestTimelines::aNewAliasReachesWhoBoreTheOldOne()
{
    const std::string old = fmt::format("0x{:040x}", 101);
    const std::string other = fmt::format("0x{:040x}", 201);
    std::string changed = node(1, 2);
    changed.replace(changed.find(old), old.size(), other);
    TestCache cache;
    cache.importText(offers("a", kDay, node(1, 1)), {.org = {.given = kOrg}});
    EvidenceStore evidence(cache.cache());
    Timelines timelines(evidence);
    (void)timelines.of(kOrg, kDay);
    cache.importText(offers("b", kDay + 10s, changed), {.org = {.given = kOrg}});
    const auto reach = timelines.extend(kOrg, kDay, {{kDay + 10s, "b"}});
    QVERIFY(reach);
    QCOMPARE(reach->size(), 1u);
    QVERIFY(reach->front().names.contains(old));
    QVERIFY(reach->front().names.contains(other));
}

/// The second place counts (R24), so the node between them comes first.
void TestTimelines::aDayMayBeginWithANodeNamedTwice()
{
    TestCache cache;
    cache.importText(offers("a", kDay, node(1, 5) + ',' + node(2, 6) + ',' + node(1, 7)), {.org = {.given = kOrg}});
    EvidenceStore evidence(cache.cache());
    Timelines timelines(evidence);
    QCOMPARE(timelines.of(kOrg, kDay).versionCount(), 2);
    verifySame(timelines.of(kOrg, kDay), atOnce(evidence, kDay), kDay);
}

void TestTimelines::daysThatNobodyAsksForAreForgotten()
{
    std::string text;
    for (int day = 0; day < 5; ++day)
        for (int hour = 0; hour < 24; ++hour)
            text += offers(fmt::format("{}-{}", day, hour), kDay + day * kOneDay + hour * 1h, node(1, hour));
    TestCache cache;
    cache.importText(text, {.org = {.given = kOrg}});
    EvidenceStore evidence(cache.cache());
    Timelines timelines(evidence);
    for (int day = 0; day < 5; ++day)
        (void)timelines.of(kOrg, kDay + day * kOneDay);
    QCOMPARE(timelines.days(), 4u);
    const Instant today = kDay + 4 * kOneDay;
    for (std::uint64_t i = 0; i < Timelines::kForgottenAfter; ++i) {
        (void)timelines.of(kOrg, today);
        if (i % 1000 == 0)
            (void)timelines.of(kOrg, today - kOneDay);  // a stream that began the day before
    }
    QCOMPARE(timelines.days(), 2u);
    const Instant old = kDay + kOneDay;  // and a late event
    verifySame(timelines.of(kOrg, old), atOnce(evidence, old), old);
    QCOMPARE(timelines.days(), 3u);
}

QTEST_APPLESS_MAIN(TestTimelines)
#include "tst_timelines.moc"
