#include <QtTest>

#include "core/reports/leaderboard_bands.h"
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
