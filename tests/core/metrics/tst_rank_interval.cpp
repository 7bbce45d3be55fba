#include <map>

#include <QtTest>

#include "core/metrics/rank_interval.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

namespace {

/// What one entity did: so many sessions of one hour each, alternating between two mean FPS.
struct Deeds {
    std::string name;
    int sessions = 0;
    double fps = 0;
    double spread = 0;
    int every_degraded = 0;  ///< each so-manieth is degraded; 0: none
};

struct World {
    std::vector<RankedEntity> entities;
    std::vector<RankEvidence> sessions;
};

World worldOf(const std::vector<Deeds>& all)
{
    World world;
    for (const Deeds& deeds : all) {
        for (int i = 0; i < deeds.sessions; ++i)
            world.sessions.push_back({.entity = world.entities.size(),
                                      .streams_handled = 1,
                                      .degraded_streams = deeds.every_degraded > 0 && i % deeds.every_degraded == 0,
                                      .output_fps_sum = 10 * (deeds.fps + (i % 2 == 0 ? 1 : -1) * deeds.spread),
                                      .status_samples = 10});
        world.entities.push_back({.name = deeds.name, .avg_discovery_latency_ms = 100});
    }
    return world;
}

std::vector<RankInterval> ranked(const std::vector<Deeds>& all, const RankRules& rules = {})
{
    const World world = worldOf(all);
    return rankIntervals(world.entities, world.sessions, rules);
}

/// `a 1 1-1 band 1`, a line each.
QString told(const std::vector<RankInterval>& rows)
{
    QStringList lines;
    for (const RankInterval& row : rows)
        lines << QStringLiteral("%1 %2 %3-%4 band %5 n %6")
                     .arg(QString::fromStdString(row.row.input.orchestrator_address))
                     .arg(row.row.rank.value_or(0))
                     .arg(row.rank_low.value_or(0))
                     .arg(row.rank_high.value_or(0))
                     .arg(row.band.value_or(0))
                     .arg(row.sessions);
    return lines.join(QStringLiteral("; "));
}

/// Poisson numbers of mean 1, one after the other.
class Draws {
public:
    explicit Draws(std::uint64_t seed) : m_state(seed) {}
    int next()
    {
        m_state += 0x9e3779b97f4a7c15U;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        const auto draw = static_cast<double>((z ^ (z >> 31U)) >> 11U) / 0x1p53;
        int k = 0;
        double share = std::exp(-1.0);
        for (double below = share; k < 16 && draw >= below; below += share)
            share /= ++k;
        return k;
    }

private:
    std::uint64_t m_state;
};

/// Scores of the entities in each resample, made session by session as the definition says.
std::map<std::string, std::vector<double>> scoresDrawn(const World& world, const RankRules& rules)
{
    std::map<std::string, std::vector<double>> scores;
    Draws draws(rules.seed);
    for (int i = 0; i < rules.resamples; ++i) {
        std::vector<RankEvidence> sums(world.entities.size());
        for (const RankEvidence& session : world.sessions) {
            const int times = draws.next();
            RankEvidence& sum = sums[session.entity];
            sum.streams_handled += times * session.streams_handled;
            sum.degraded_streams += times * session.degraded_streams;
            sum.output_fps_sum += times * session.output_fps_sum;
            sum.status_samples += times * session.status_samples;
        }
        std::vector<LeaderboardInput> inputs;
        for (std::size_t e = 0; e < sums.size(); ++e)
            inputs.push_back(
                {world.entities[e].name, sums[e].streams_handled,
                 static_cast<double>(sums[e].degraded_streams) / static_cast<double>(sums[e].streams_handled),
                 sums[e].output_fps_sum / static_cast<double>(sums[e].status_samples),
                 world.entities[e].avg_discovery_latency_ms});
        for (const LeaderboardRow& row : weightedLeaderboard(inputs, rules.weights, 0))
            scores[row.input.orchestrator_address].push_back(*row.leaderboard_score);
    }
    return scores;
}

}  // namespace

class TestRankInterval : public QObject {
    Q_OBJECT

private slots:
    void intervals_data()
    {
        QTest::addColumn<std::vector<Deeds>>("deeds");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nobody") << std::vector<Deeds>{} << QString();
        QTest::newRow("one alone") << std::vector<Deeds>{{"a", 20, 20, 1, 0}} << QStringLiteral("a 1 1-1 band 1 n 20");
        QTest::newRow("far apart")
            << std::vector<Deeds>{{"c", 100, 5, 0, 2}, {"a", 300, 25, 0, 0}, {"b", 200, 15, 0, 5}}
            << QStringLiteral("a 1 1-1 band 1 n 300; b 2 2-2 band 2 n 200; c 3 3-3 band 3 n 100");
        QTest::newRow("alike") << std::vector<Deeds>{{"a", 40, 20, 5, 4}, {"b", 40, 20, 5, 4}, {"z", 12, 2, 0, 1}}
                               << QStringLiteral("a 1 1-2 band 1 n 40; b 2 1-2 band 1 n 40; z 3 3-3 band 2 n 12");
        QTest::newRow("too few are not last") << std::vector<Deeds>{{"a", 9, 25, 0, 0}, {"b", 20, 5, 0, 2}}
                                              << QStringLiteral("b 1 1-1 band 1 n 20; a 0 0-0 band 0 n 9");
    }
    void intervals()
    {
        QFETCH(const std::vector<Deeds>, deeds);
        QFETCH(const QString, expected);
        QCOMPARE(told(ranked(deeds)), expected);
    }

    void thePointEstimateIsTheLeaderboards()
    {
        const World world = worldOf({{"a", 40, 22, 3, 5}, {"b", 60, 20, 3, 4}, {"c", 5, 1, 0, 0}});
        const auto rows = rankIntervals(world.entities, world.sessions);
        const auto plain = leaderboard(std::vector<LeaderboardInput>{
            {"a", 40, 8.0 / 40, 22, 100}, {"b", 60, 15.0 / 60, 20, 100}, {"c", 5, 0, 1, 100}});
        QCOMPARE(rows.size(), plain.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i].row.input.orchestrator_address, plain[i].input.orchestrator_address);
            QCOMPARE(rows[i].row.rank, plain[i].rank);
            QCOMPARE(rows[i].row.leaderboard_score.has_value(), plain[i].leaderboard_score.has_value());
            if (plain[i].leaderboard_score)
                COMPARE_CLOSE(rows[i].row.leaderboard_score, *plain[i].leaderboard_score);
        }
    }

    void theSameEachTime()
    {
        const std::vector<Deeds> deeds{{"a", 30, 20, 8, 3}, {"b", 25, 19, 8, 4}, {"c", 20, 18, 8, 5}};
        const auto once = ranked(deeds);
        const auto again = ranked(deeds);
        for (std::size_t i = 0; i < once.size(); ++i) {
            QCOMPARE(once[i].rank_low, again[i].rank_low);
            QCOMPARE(once[i].rank_high, again[i].rank_high);
            QCOMPARE(once[i].score_low, again[i].score_low);
            QCOMPARE(once[i].score_high, again[i].score_high);
        }
    }

    void drawsSessionBySession()
    {
        World world = worldOf({{"a", 300, 20.1, 8.3, 3}, {"b", 250, 19.7, 7.9, 4}, {"c", 280, 19.9, 8.1, 5}});
        // Put through each other, as sessions come by key; some with several hours.
        for (std::size_t i = 0; i < world.sessions.size(); ++i) {
            std::swap(world.sessions[i], world.sessions[(i * 389) % world.sessions.size()]);
            world.sessions[i].streams_handled += i % 7 == 0;
            world.sessions[i].output_fps_sum += 1.0 / (1.0 + static_cast<double>(i));
        }
        const RankRules rules{.resamples = 40, .seed = 7};
        auto scores = scoresDrawn(world, rules);
        for (const RankInterval& row : rankIntervals(world.entities, world.sessions, rules)) {
            std::vector<double>& drawn = scores.at(row.row.input.orchestrator_address);
            std::ranges::sort(drawn);
            // 2.5 % of 40 by nearest rank is the first, 97.5 % the 39th; to the bit.
            QVERIFY(*row.score_low == std::min(drawn[0], *row.row.leaderboard_score));
            QVERIFY(*row.score_high == std::max(drawn[38], *row.row.leaderboard_score));
            QVERIFY(*row.score_low < *row.score_high);
        }
    }

    void intervalsHoldTheirEstimate()
    {
        for (const RankInterval& row : ranked({{"a", 12, 20, 9, 2}, {"b", 11, 19, 9, 3}, {"c", 10, 21, 9, 4}})) {
            QVERIFY(*row.rank_low <= *row.row.rank && *row.row.rank <= *row.rank_high);
            QVERIFY(*row.score_low <= *row.row.leaderboard_score && *row.row.leaderboard_score <= *row.score_high);
        }
    }

    void moreSessionsNarrowTheInterval()
    {
        const auto width = [](int sessions) {
            const auto rows =
                ranked({{"a", sessions, 22, 8, 4}, {"b", sessions + 1, 18, 8, 5}, {"c", sessions, 2, 8, 2}});
            return *rows[1].score_high - *rows[1].score_low;
        };
        QVERIFY(width(2000) < width(20));
    }

    void weightsChangeTheOrder()
    {
        const std::vector<Deeds> deeds{{"fast", 20, 25, 0, 2}, {"steady", 20, 15, 0, 0}};
        RankRules rules;
        rules.weights = {.fps = 1, .degraded = 0, .volume = 0, .latency = 0};
        QCOMPARE(ranked(deeds, rules).front().row.input.orchestrator_address, std::string("fast"));
        COMPARE_CLOSE(ranked(deeds, rules).front().row.leaderboard_score, 100);
        rules.weights = {.fps = 0, .degraded = 1, .volume = 0, .latency = 0};
        QCOMPARE(ranked(deeds, rules).front().row.input.orchestrator_address, std::string("steady"));
        rules.weights = {.fps = 0, .degraded = 0, .volume = 0, .latency = 0};
        COMPARE_CLOSE(ranked(deeds, rules).front().row.leaderboard_score, 0);
    }

    void theGateMovesUpAndDown()
    {
        const std::vector<Deeds> deeds{{"a", 4, 25, 0, 0}, {"b", 20, 5, 0, 2}};
        RankRules rules;
        rules.fewest_streams = 3;
        QCOMPARE(ranked(deeds, rules)[1].row.rank, std::optional<std::int64_t>(2));
        COMPARE_CLOSE(ranked(deeds, rules)[1].row.leaderboard_score, 20);  // most volume, worst in all else
        QCOMPARE(ranked(deeds, rules)[1].row.input.streams_handled, std::int64_t{20});
        rules.fewest_streams = 21;
        QVERIFY(!ranked(deeds, rules)[0].row.rank);
        QVERIFY(!ranked(deeds, rules)[0].band);
    }
};

QTEST_GUILESS_MAIN(TestRankInterval)
#include "tst_rank_interval.moc"
