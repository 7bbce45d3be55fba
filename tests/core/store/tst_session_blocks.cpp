// Blocks hold what the tables of facts hold: whatever was resolved in whichever order, and whatever a block could not
// say is read out of the table.

#include <QTest>

#include <algorithm>
#include <limits>
#include <map>
#include <random>

#include "core/generate/traffic.h"
#include "core/pipeline/resolve.h"
#include "core/store/columns.h"
#include "core/store/fact_store.h"
#include "core/store/session_blocks.h"
#include "core/store/session_scan.h"
#include "tests/support/test_cache.h"

using namespace naap;
using namespace std::chrono_literals;

namespace {

using Sessions = std::map<std::int64_t, Session>;

Instant at(const char* time)
{
    return parseInstant(std::string("2026-04-01T") + time + "Z").value();
}

/// The columns of sessions that blocks have.
std::vector<std::string> blockColumns(Cache& cache)
{
    std::vector<std::string> columns;
    auto names = cache.db().prepare("SELECT name FROM pragma_table_info('session') WHERE cid > 0 ORDER BY cid");
    std::size_t member = 0;
    while (names.step())
        if (names.text(0) != "demand_hour" && isInSessionBlocks(member++))
            columns.emplace_back(names.text(0));
    return columns;
}

Sessions parts(Cache& cache, const SessionRange& range)
{
    const std::vector<std::string> names = blockColumns(cache);
    const std::vector<std::string_view> columns(names.begin(), names.end());
    Sessions sessions;
    visitSessionParts(cache, range, columns, [&](std::int64_t id, const Session& session) {
        if (!sessions.emplace(id, session).second)
            qFatal("a session was visited twice");
    });
    return sessions;
}

/// What parts() is to be, out of the table alone.
Sessions rows(Cache& cache, const SessionRange& range)
{
    Sessions sessions;
    FactStore(cache).visitSessions({}, [&](const StoredSession& row) {
        const Session& s = row.session;
        const Instant hour = s.demandHour();
        const bool isIn = (!range.from || s.last_seen >= *range.from) && (!range.to || s.last_seen < *range.to) &&
                          (!range.demand_from || hour >= *range.demand_from) &&
                          (!range.demand_to || hour < *range.demand_to);
        if (!isIn)
            return true;
        Session& kept = sessions[row.session_id] = s;
        std::size_t member = 0;
        visitSessionColumns(kept, [&](auto& value) {
            if (!isInSessionBlocks(member++))
                value = {};
        });
        return true;
    });
    return sessions;
}

std::vector<std::string> tableOf(const std::vector<std::pair<std::int64_t, StatusHour>>& hours)
{
    std::vector<std::string> lines;
    for (const auto& [id, hour] : hours)
        lines.push_back(fmt::format("{} {} {} {} {:a} {:a} {:a} {:a} {} {} {} {} {} {}", id, toMs(hour.window_start),
                                    hour.status_samples, hour.error_samples, hour.output_fps_sum, hour.output_fps_sumsq,
                                    hour.input_fps_sum, hour.e2e_latency_sum_ms, hour.e2e_latency_sample_count,
                                    hour.fps_positive_samples, hour.running_state_samples, hour.degraded_input_samples,
                                    hour.degraded_inference_samples, hour.is_terminal_tail_artifact));
    std::ranges::sort(lines);
    return lines;
}

std::vector<std::string> statusHours(Cache& cache)
{
    std::vector<std::pair<std::int64_t, StatusHour>> hours;
    visitStatusHoursIn(cache, at("00:00:00"), at("00:00:00") + 48h,
                       [&](std::int64_t id, const StatusHour& hour) { hours.emplace_back(id, hour); });
    return tableOf(hours);
}

std::vector<std::string> statusRows(Cache& cache)
{
    std::vector<std::pair<std::int64_t, StatusHour>> hours;
    FactStore facts(cache);
    for (Instant hour = at("00:00:00"); hour < at("00:00:00") + 48h; hour += 1h)
        for (const auto& each : facts.statusHoursOf(hour))
            hours.emplace_back(each.session_id, each.hour);
    return tableOf(hours);
}

std::vector<std::string> trafficLines()
{
    TrafficOptions options;
    options.from = at("10:00:00");
    options.hours = 4;
    options.sessions_per_hour = 60;
    options.orchestrators = 5;
    options.capability_seconds = 300;
    options.late_minutes_share = 0.05;
    std::vector<std::string> lines;
    generateTraffic(options, [&](const GeneratedRecord& record) {
        lines.emplace_back(std::string(record.envelope) + '\n');
        return true;
    });
    std::mt19937 random(11);
    std::shuffle(lines.begin(), lines.end(), random);
    return lines;
}

/// A cache of traffic that came in a mess, a few hundred records at a time.
struct Messy : TestCache {
    enum class End { with_blocks, crash };

    explicit Messy(End end = End::with_blocks)
    {
        Resolver resolver(cache(), 40, 2);
        std::string some;
        std::size_t lines = 0;
        for (const std::string& line : trafficLines()) {
            some += line;
            if (++lines % 400 != 0)
                continue;
            importText(std::exchange(some, {}), {.org = {.given = "cloudspe"}});
            resolver.resolveDirty().value();
        }
        importText(some, {.org = {.given = "cloudspe"}});
        resolver.resolveDirty().value();
        if (end == End::with_blocks && !resolver.writePutOff())
            qFatal("blocks are not written");
    }
};

}  // namespace

class TestSessionBlocks : public QObject {
    Q_OBJECT

private slots:
    void valuesComeBack();
    void partsAreThoseOfTheTable_data();
    void partsAreThoseOfTheTable();
    void statusHoursAreThoseOfTheTable();
    void whatIsInWorkIsReadOutOfTheTable();
    void damagedBlocksAreReadOutOfTheTable();
    void hoursThatChangeAllTheTimeAreReadOutOfTheTable();
    void blocksOfAnOlderCacheAreMadeByTheNextResolution();
};

void TestSessionBlocks::valuesComeBack()
{
    TestCache cache;
    Session blank;
    Session full;
    full.org = "cloudspe";
    full.gateway = "gateway-1";
    full.model_id = "";  // not the same as none
    full.gpu_memory_bytes_total = std::numeric_limits<std::int64_t>::max();
    full.startup_latency_ms = std::numeric_limits<std::int64_t>::min();
    full.started_at = at("10:00:00.001");
    full.last_seen = at("11:00:00");
    full.loading_only = true;
    full.fees_wei = "123456789012345678901234567890";
    const IdentifiedSession sessions[] = {{-3, &blank}, {7, &full}, {std::numeric_limits<std::int64_t>::max(), &blank}};
    replaceSessionBlock(cache.cache(), at("10:00:00"), sessions);
    QVERIFY(parts(cache.cache(), {}) == (Sessions{{-3, blank}, {7, full}, {sessions[2].session_id, blank}}));
    QVERIFY(parts(cache.cache(), {.to = at("11:00:00")}) == (Sessions{{-3, blank}, {sessions[2].session_id, blank}}));
    QVERIFY(parts(cache.cache(), {.demand_from = at("11:00:00")}).empty());
    replaceSessionBlock(cache.cache(), at("10:00:00"), {});
    QVERIFY(parts(cache.cache(), {}).empty());
}

void TestSessionBlocks::partsAreThoseOfTheTable_data()
{
    QTest::addColumn<SessionRange>("range");
    QTest::newRow("all") << SessionRange{};
    QTest::newRow("seen from") << SessionRange{.from = at("11:30:00")};
    QTest::newRow("seen before") << SessionRange{.to = at("12:10:00")};
    QTest::newRow("seen between") << SessionRange{.from = at("11:30:00"), .to = at("11:45:00")};
    QTest::newRow("demanded between") << SessionRange{.demand_from = at("11:00:00"), .demand_to = at("13:00:00")};
    QTest::newRow("few, seen from") << SessionRange{.from = at("13:57:00")};
    QTest::newRow("few, seen from, demanded from")
        << SessionRange{.from = at("13:57:00"), .demand_from = at("13:00:00")};
    QTest::newRow("demanded before, seen from") << SessionRange{.from = at("11:50:00"), .demand_to = at("12:00:00")};
}

void TestSessionBlocks::partsAreThoseOfTheTable()
{
    QFETCH(SessionRange, range);
    static Messy messy;
    const Sessions expected = rows(messy.cache(), range);
    QVERIFY(!expected.empty());
    QVERIFY(parts(messy.cache(), range) == expected);
}

void TestSessionBlocks::statusHoursAreThoseOfTheTable()
{
    Messy messy;
    QVERIFY(statusRows(messy.cache()).size() > 50);
    QCOMPARE(statusHours(messy.cache()), statusRows(messy.cache()));
}

void TestSessionBlocks::whatIsInWorkIsReadOutOfTheTable()
{
    Messy messy;
    Database& db = messy.cache().db();
    // As between two transactions of a resolution: rows are new, the rollups of their hour are not.
    db.execute("UPDATE session SET gateway = 'renamed' WHERE demand_hour = " + std::to_string(toMs(at("11:00:00"))));
    db.execute("UPDATE status_hour SET status_samples = 77 WHERE window_start = " +
               std::to_string(toMs(at("11:00:00"))));
    QVERIFY(parts(messy.cache(), {}) != rows(messy.cache(), {}));
    QVERIFY(statusHours(messy.cache()) != statusRows(messy.cache()));
    db.execute("INSERT INTO dirty_hour VALUES (" + std::to_string(toMs(at("11:00:00"))) + ")");
    QVERIFY(parts(messy.cache(), {}) == rows(messy.cache(), {}));
    QCOMPARE(statusHours(messy.cache()), statusRows(messy.cache()));
}

void TestSessionBlocks::damagedBlocksAreReadOutOfTheTable()
{
    Messy messy;
    messy.cache().db().execute("UPDATE session_block SET data = substr(data, 1, length(data) / 2)");
    messy.cache().db().execute("UPDATE status_block SET data = x'ffffffffffffffffff01'");
    QVERIFY(parts(messy.cache(), {}) == rows(messy.cache(), {}));
    QCOMPARE(statusHours(messy.cache()), statusRows(messy.cache()));
}

/// While one watches, their blocks are put off; the next who watches makes good for one that crashed.
void TestSessionBlocks::hoursThatChangeAllTheTimeAreReadOutOfTheTable()
{
    Messy messy(Messy::End::crash);
    QVERIFY(!hoursOfPutOffBlocks(messy.cache()).empty());
    QVERIFY(parts(messy.cache(), {}) == rows(messy.cache(), {}));
    QCOMPARE(statusHours(messy.cache()), statusRows(messy.cache()));
    QVERIFY(Resolver(messy.cache(), 40, 2).writePutOff());
    QVERIFY(hoursOfPutOffBlocks(messy.cache()).empty());
    QVERIFY(parts(messy.cache(), {}) == rows(messy.cache(), {}));
    QCOMPARE(statusHours(messy.cache()), statusRows(messy.cache()));
}

void TestSessionBlocks::blocksOfAnOlderCacheAreMadeByTheNextResolution()
{
    Messy messy;
    const std::string facts = factsText(messy.cache());
    Database& db = messy.cache().db();
    const auto blocks = db.integer("SELECT count(*) FROM session_block");
    // As the step from schema 6 leaves it.
    db.execute("DELETE FROM session_block");
    db.execute("DELETE FROM status_block");
    db.execute("INSERT OR IGNORE INTO dirty_hour SELECT demand_hour FROM session");
    db.execute("INSERT OR IGNORE INTO dirty_hour SELECT hour FROM rollup_hour");
    QVERIFY(parts(messy.cache(), {}) == rows(messy.cache(), {}));
    QVERIFY(Resolver(messy.cache()).resolveDirty());
    QCOMPARE(db.integer("SELECT count(*) FROM session_block"), blocks);
    QVERIFY(parts(messy.cache(), {}) == rows(messy.cache(), {}));
    QCOMPARE(factsText(messy.cache()), facts);
}

QTEST_GUILESS_MAIN(TestSessionBlocks)
#include "tst_session_blocks.moc"
