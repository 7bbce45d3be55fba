// However made-up traffic arrives, the facts are the same (R48), and they are what the generator meant.

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

#include "core/generate/carrier_encoder.h"
#include "core/generate/traffic.h"
#include "tests/support/printing.h"
#include "tests/support/test_cache.h"

using namespace naap;

namespace {

TrafficOptions traffic()
{
    TrafficOptions options;
    options.from = parseInstant("2026-04-01T22:00:00Z").value();  // over midnight
    options.hours = 4;
    options.sessions_per_hour = 100;
    options.orchestrators = 10;
    options.capability_seconds = 240;
    options.named_gateways = 2;
    options.late_hours_share = 0.002;
    options.broken_share = 0.001;
    options.ignored_share = 0.05;
    options.duplicate_share = 0.01;
    return options;
}

struct Traffic {
    std::vector<std::string> lines;
    std::vector<bool> isCapability;
    std::vector<ExpectedSession> sessions;
    TrafficTotals totals;
};

const Traffic& told()
{
    static const Traffic all = [] {
        Traffic t;
        t.totals = generateTraffic(
            traffic(),
            [&](const GeneratedRecord& r) {
                t.lines.emplace_back(r.envelope);
                t.isCapability.push_back(r.type == "network_capabilities");
                return true;
            },
            [&](const ExpectedSession& session) { t.sessions.push_back(session); });
        return t;
    }();
    return all;
}

std::string textOf(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text += line + '\n';
    return text;
}

std::string encoded(Carrier carrier)
{
    TrafficOptions options = traffic();
    options.carrier = carrier;
    CarrierEncoder encoder(carrier, options.org);
    std::string text;
    encoder.begin(text);
    generateTraffic(options, [&](const GeneratedRecord& record) {
        encoder.record(text, record);
        return true;
    });
    encoder.end(text);
    return text;
}

ImportOptions batchesOf(std::int64_t records)
{
    ImportOptions options;
    options.org.given = "cloudspe";
    options.limits.records = records;
    return options;
}

std::vector<std::string> shuffled(std::vector<std::string> lines, unsigned seed)
{
    std::shuffle(lines.begin(), lines.end(), std::mt19937(seed));
    return lines;
}

/// Imports the lines in so many files, resolving after each or once.
void importParts(TestCache& cache, const std::vector<std::string>& lines, std::size_t parts, bool resolveEach)
{
    for (std::size_t part = 0; part < parts; ++part) {
        const auto from = static_cast<std::ptrdiff_t>(lines.size() * part / parts);
        const auto to = static_cast<std::ptrdiff_t>(lines.size() * (part + 1) / parts);
        cache.importText(textOf({lines.begin() + from, lines.begin() + to}), batchesOf(40'000));
        if (resolveEach)
            cache.resolve();
    }
    cache.resolve();
}

/// The facts of the traffic in the order told, in one file and one batch.
const std::string& expectedFacts()
{
    static const std::string facts = [] {
        TestCache cache;
        importParts(cache, told().lines, 1, false);
        return factsText(cache.cache());
    }();
    return facts;
}

void verifyFacts(TestCache& cache, const std::string& expected = expectedFacts())
{
    const std::string facts = factsText(cache.cache());
    QVERIFY2(facts == expected, firstDifference(expected, facts).c_str());
}

/// Every so many-th accepted line as another producer would have it: another payload under the same identity.
std::vector<std::pair<std::string, std::string>> conflicts()
{
    std::vector<std::pair<std::string, std::string>> pairs;
    const std::vector<std::string>& lines = told().lines;
    for (std::size_t i = 0; i < lines.size(); i += 17) {
        std::string other = lines[i];
        const std::size_t data = other.find("\"data\":");
        if (data == std::string::npos || other.find("\"id\":\"\"") != std::string::npos)
            continue;
        const std::size_t number = other.find("\"fps\":", data);
        const std::size_t address = other.find("\"address\":\"0x", data);
        const std::size_t request = other.find("\"request_id\":\"", data);
        if (number != std::string::npos)
            other.insert(number + 6, "1");
        else if (address != std::string::npos)
            other[address + 14] = other[address + 14] == 'a' ? 'b' : 'a';
        else if (request != std::string::npos)
            other.insert(request + 14, "f");
        else
            continue;
        pairs.emplace_back(lines[i], other);
    }
    return pairs;
}

}  // namespace

class TestConvergence : public QObject {
    Q_OBJECT

private slots:
    void theTrafficIsWorthTheTest()
    {
        QVERIFY(told().sessions.size() >= 300);
        QVERIFY(told().lines.size() > 8'000);
        QVERIFY(expectedFacts().find("\nselection\t") != std::string::npos);
        QVERIFY(expectedFacts().find("\nsla\t") != std::string::npos);
        QVERIFY(expectedFacts().find("\njob ai_batch\t") != std::string::npos);
        QVERIFY(expectedFacts().find("resolved\tmatched\t") != std::string::npos);
    }

    void sessionsAreWhatTheGeneratorMeant()
    {
        TestCache cache;
        importParts(cache, shuffled(told().lines, 9), 3, true);
        std::map<std::string, Session> sessions;
        for (const Session& s : cache.sessions())
            sessions.emplace(s.session_key, s);
        QCOMPARE(sessions.size(), told().sessions.size());
        for (const ExpectedSession& expected : told().sessions) {
            QVERIFY2(sessions.contains(expected.key), expected.key.c_str());
            const Session& s = sessions[expected.key];
            QCOMPARE(s.requested(), expected.requested);
            QCOMPARE(s.playable(), expected.playable);
            QCOMPARE(s.startup_outcome, std::string(expected.startup_outcome));
            QCOMPARE(s.excusal_reason, std::string(expected.excusal_reason));
            QCOMPARE(s.selection_outcome, std::string(expected.selection_outcome));
            QCOMPARE(s.swap_count, expected.swap_count);
            QCOMPARE(s.status_sample_count, expected.status_sample_count);
            QCOMPARE(s.loading_only, expected.loading_only);
            QCOMPARE(s.zero_output_fps, expected.zero_output_fps);
        }
    }

    void theAccountsAreTheGenerators()
    {
        TestCache cache;
        const ImportSummary summary = cache.importText(textOf(told().lines), batchesOf(5'000));
        const TrafficTotals& totals = told().totals;
        QCOMPARE(summary.totals.records, static_cast<std::int64_t>(totals.records));
        QCOMPARE(summary.totals.accepted, static_cast<std::int64_t>(totals.acceptedTotal()));
        QCOMPARE(summary.totals.duplicates, static_cast<std::int64_t>(totals.duplicates));
        for (const auto& [reason, count] : totals.ignored)
            QCOMPARE(cache.accounted("ignored", reason), static_cast<std::int64_t>(count));
        for (const auto& [reason, count] : totals.rejected)
            QCOMPARE(cache.accounted("rejected", reason), static_cast<std::int64_t>(count));
    }

    void arrival_data()
    {
        QTest::addColumn<unsigned>("seed");  // 0: in the order told
        QTest::addColumn<int>("parts");
        QTest::addColumn<bool>("resolveEach");
        QTest::newRow("told, seven files") << 0U << 7 << false;
        QTest::newRow("told, resolved after each of 25 files") << 0U << 25 << true;
        QTest::newRow("shuffled") << 1U << 1 << false;
        QTest::newRow("shuffled, five files") << 2U << 5 << false;
        QTest::newRow("shuffled, resolved after each of 12 files") << 3U << 12 << true;
        QTest::newRow("shuffled, resolved after each of 3 files") << 4U << 3 << true;
    }

    void arrival()
    {
        QFETCH(unsigned, seed);
        QFETCH(int, parts);
        QFETCH(bool, resolveEach);
        TestCache cache;
        importParts(cache, seed == 0 ? told().lines : shuffled(told().lines, seed), static_cast<std::size_t>(parts),
                    resolveEach);
        verifyFacts(cache);
    }

    void batches_data()
    {
        QTest::addColumn<int>("records");
        QTest::newRow("ten records a batch") << 10;
        QTest::newRow("997 records a batch") << 997;
        QTest::newRow("one batch") << 1'000'000;
    }

    void batches()
    {
        QFETCH(int, records);
        TestCache cache;
        cache.importText(textOf(told().lines), batchesOf(records));
        cache.resolve();
        verifyFacts(cache);
    }

    void carriers_data()
    {
        QTest::addColumn<int>("carrier");
        QTest::newRow("envelopes") << static_cast<int>(Carrier::ndjson);
        QTest::newRow("wrappers") << static_cast<int>(Carrier::wrapper_array);
        QTest::newRow("rows") << static_cast<int>(Carrier::rows);
    }

    void carriers()
    {
        QFETCH(int, carrier);
        TestCache cache;
        cache.importText(encoded(static_cast<Carrier>(carrier)), batchesOf(40'000));
        cache.resolve();
        verifyFacts(cache);
        // A second carrier of the same traffic adds nothing.
        const std::int64_t accepted = cache.accounted("accepted");
        cache.importText(encoded(Carrier::wrapper_array), batchesOf(40'000));
        cache.resolve();
        QCOMPARE(cache.accounted("accepted"), accepted);
        verifyFacts(cache);
    }

    void everythingTwice()
    {
        std::vector<std::string> lines = told().lines;
        lines.insert(lines.end(), told().lines.begin(), told().lines.end());
        TestCache cache;
        importParts(cache, shuffled(lines, 11), 4, true);
        verifyFacts(cache);
    }

    void lateCapabilities()
    {
        std::vector<std::string> lines;
        for (const bool late : {false, true})
            for (std::size_t i = 0; i < told().lines.size(); ++i)
                if (told().isCapability[i] == late)
                    lines.push_back(told().lines[i]);
        TestCache cache;
        importParts(cache, lines, 30, true);
        verifyFacts(cache);
    }

    void earlyCapabilities()
    {
        std::vector<std::string> lines;
        for (const bool early : {true, false})
            for (std::size_t i = told().lines.size(); i-- > 0;)
                if (told().isCapability[i] == early)
                    lines.push_back(told().lines[i]);
        TestCache cache;
        importParts(cache, lines, 9, true);
        verifyFacts(cache);
    }

    void conflictingPayloadsInAnyOrder()
    {
        const auto pairs = conflicts();
        QVERIFY(pairs.size() > 200);
        std::string expected;
        for (const unsigned seed : {0U, 5U, 6U})
            for (const bool otherFirst : {false, true}) {
                std::vector<std::string> lines = told().lines;
                std::vector<std::string> others;
                for (const auto& [one, other] : pairs)
                    others.push_back(other);
                lines.insert(otherFirst ? lines.begin() : lines.end(), others.begin(), others.end());
                TestCache cache;
                importParts(cache, seed == 0 ? lines : shuffled(lines, seed), seed == 5 ? 6 : 2, seed != 0);
                if (expected.empty())
                    expected = factsText(cache.cache());
                verifyFacts(cache, expected);
            }
        QVERIFY(expected != expectedFacts());
    }

    void repairChangesNothing()
    {
        TestCache cache;
        importParts(cache, told().lines, 2, true);
        Resolver resolver(cache.cache());
        const Instant from = traffic().from;
        const auto done = resolver.repair(from - std::chrono::hours(48), from + std::chrono::hours(48), {}, {});
        QVERIFY(done.has_value());
        QVERIFY(done->sessions >= static_cast<std::int64_t>(told().sessions.size()));
        verifyFacts(cache);
    }

    void anInterruptedResolutionGoesOn()
    {
        TestCache cache;
        cache.importText(textOf(told().lines), batchesOf(40'000));
        std::stop_source stop;
        Resolver resolver(cache.cache());
        const auto interrupted =
            resolver.resolveDirty([&](const ResolveProgress&) { stop.request_stop(); }, stop.get_token());
        QVERIFY(interrupted && interrupted->cancelled);
        QVERIFY(factsText(cache.cache()) != expectedFacts());
        cache.reopen();
        cache.resolve();
        verifyFacts(cache);
    }
};

QTEST_APPLESS_MAIN(TestConvergence)
#include "tst_convergence.moc"
