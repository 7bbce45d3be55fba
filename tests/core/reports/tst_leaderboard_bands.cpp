#include <map>
#include <set>

#include <QtTest>

#include "core/metrics/sla_rollup.h"
#include "core/reports/leaderboard_bands.h"
#include "core/store/fact_store.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

/// The sample, imported once for all functions.
TestCache& sample()
{
    static TestCache cache;
    static const bool once = [] {
        cache.importFile(qEnvironmentVariable("NAAP_SOURCE_DIR").toStdString() +
                         "/resources/sample/sample-day.ndjson.zst");
        cache.resolve();
        return true;
    }();
    Q_UNUSED(once)
    return cache;
}

std::string cellOf(const ReportTable& table, std::size_t row, std::string_view name)
{
    for (std::size_t i = 0; i < table.fields().size(); ++i)
        if (table.fields()[i].name == name)
            return textOf(table.cell(row, i));
    throw std::runtime_error("no such field");
}

Board boardOf(const BoardQuery& query, const RankRules& rules = {})
{
    return rankBoard(boardEvidence(sample().cache(), query).value(), rules);
}

constexpr std::chrono::hours kLong{24 * 365 * 20};  // before the sample, so that the report takes all of it

}  // namespace

class LeaderboardBands : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { sample(); }

    void saysWhatTheReportSays()
    {
        ReportQuery query;
        query.from = at("00:00:00") - kLong;
        const auto report = runReport(sample().cache(), "leaderboard", query).value();
        const Board board = boardOf({});
        QCOMPARE(board.ranked.size() + board.unranked.size(), report->rowCount());
        std::vector<BoardRow> rows = board.ranked;
        rows.insert(rows.end(), board.unranked.begin(), board.unranked.end());
        const auto table = boardTable(rows, BoardGrouping::orchestrator);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            for (const char* name : {"orchestrator_address", "rank", "streams_handled", "requested_sessions",
                                     "startup_success_rate", "no_swap_rate", "health_signal_coverage_ratio"})
                QCOMPARE(cellOf(*table, row, name), cellOf(*report, row, name));
            for (const char* name : {"leaderboard_score", "avg_output_fps", "sla_score_weighted_mean"})
                QVERIFY(std::abs(QString::fromStdString(cellOf(*table, row, name)).toDouble() -
                                 QString::fromStdString(cellOf(*report, row, name)).toDouble()) < 1e-9);
        }
    }

    /// Two threads count sessions as they lie in the cache; here one goes through them by key.
    void countsSessionBySession()
    {
        const BoardEvidence evidence = boardEvidence(sample().cache(), {}).value();
        std::vector<BoardFacts> facts;
        std::map<std::string, std::size_t> index;
        std::map<std::string, std::set<std::string>> gpus;
        std::size_t next = 0;
        FactStore store(sample().cache());
        store.visitSessions({}, [&](const StoredSession& stored) {
            const Session& session = stored.session;
            auto hours = store.statusHours(stored.session_id);
            std::erase_if(hours, &StatusHour::is_terminal_tail_artifact);
            const std::string address = session.orchestrator_address.value_or("");
            if (hours.empty() || address.empty())
                return true;
            const auto [entity, isNew] = index.emplace(address, facts.size());
            if (isNew)
                facts.push_back({.name = address});
            BoardFacts& of = facts[entity->second];
            RankEvidence expected{.entity = entity->second};
            for (const StatusHour& hour : hours) {
                ++expected.streams_handled;
                expected.degraded_streams += hour.degraded_input_samples + hour.degraded_inference_samples > 0;
                expected.output_fps_sum += hour.output_fps_sum;
                expected.status_samples += hour.status_samples;
                addTo(of.support, supportOf(session, hour));
            }
            ++of.sessions;
            of.payment_count += session.payment_count;
            of.last_seen = std::max(of.last_seen.value_or(session.last_seen), session.last_seen);
            if (session.gpu_id)
                gpus[address].insert(*session.gpu_id);
            const RankEvidence& counted = evidence.sessions[next++];
            [&] {
                QCOMPARE(counted.entity, expected.entity);
                QCOMPARE(counted.streams_handled, expected.streams_handled);
                QCOMPARE(counted.degraded_streams, expected.degraded_streams);
                QVERIFY(counted.output_fps_sum == expected.output_fps_sum);
                QCOMPARE(counted.status_samples, expected.status_samples);
            }();
            return next < evidence.sessions.size() && !QTest::currentTestFailed();
        });
        QCOMPARE(next, evidence.sessions.size());
        QCOMPARE(evidence.facts.size(), facts.size());
        for (std::size_t i = 0; i < facts.size(); ++i) {
            QCOMPARE(evidence.facts[i].name, facts[i].name);
            QVERIFY(evidence.facts[i].support == facts[i].support);  // to the bit
            QCOMPARE(evidence.facts[i].sessions, facts[i].sessions);
            QCOMPARE(evidence.facts[i].payment_count, facts[i].payment_count);
            QCOMPARE(evidence.facts[i].last_seen, facts[i].last_seen);
            QCOMPARE(evidence.facts[i].gpus_seen, static_cast<std::int64_t>(gpus[facts[i].name].size()));
        }
    }

    void groupsBySessionsOfOtherKinds_data()
    {
        QTest::addColumn<BoardGrouping>("grouping");
        QTest::newRow("GPU types") << BoardGrouping::gpu_type;
        QTest::newRow("pipelines and models") << BoardGrouping::pipeline_and_model;
    }
    void groupsBySessionsOfOtherKinds()
    {
        QFETCH(const BoardGrouping, grouping);
        const Board board = boardOf({.grouping = grouping});
        QVERIFY(!board.ranked.empty());
        QVERIFY(board.ranked.front().interval.band == 1);
    }

    void aFilterOnTheBoardTakesRowsOff()
    {
        const Board all = boardOf({});
        const std::string& address = all.ranked[2].facts.name;
        const Board one = boardOf({.filter = "orchestrator_address = \"" + address + "\""});
        QCOMPARE(one.ranked.size(), std::size_t{1});
        QCOMPARE(one.ranked[0].interval.row.rank, std::optional<std::int64_t>(3));  // not first among itself
        QCOMPARE(one.filtered_out, static_cast<std::int64_t>(all.ranked.size() + all.unranked.size()) - 1);
    }

    void aFilterOnSessionsChangesTheRanking()
    {
        const auto evidence = boardEvidence(sample().cache(), {.filter = "swap_count > 0"}).value();
        QVERIFY(evidence.filters_sessions);
        QVERIFY(evidence.sessions_filtered_out > 0);
        const auto bad = boardEvidence(sample().cache(), {.filter = "nonsense = 1"});
        QVERIFY(!bad);
        QVERIFY(QString::fromStdString(bad.error().message).contains(QStringLiteral("nonsense")));
    }

    void tooFewSessionsAreApart()
    {
        RankRules rules;
        rules.fewest_streams = 30;
        const Board board = boardOf({}, rules);
        QVERIFY(!board.unranked.empty());
        for (const BoardRow& row : board.unranked)
            QVERIFY(!row.interval.row.rank && row.interval.row.input.streams_handled < 30);
    }

    void nullsSortLast()
    {
        Board board = boardOf({});
        for (const bool descending : {false, true}) {
            sortBoard(board.ranked, BoardGrouping::orchestrator, "avg_discovery_latency_ms", descending);
            QVERIFY(board.ranked.front().interval.row.input.avg_discovery_latency_ms);
            QVERIFY(!board.ranked.back().interval.row.input.avg_discovery_latency_ms);
        }
    }
};

QTEST_GUILESS_MAIN(LeaderboardBands)
#include "tst_leaderboard_bands.moc"
