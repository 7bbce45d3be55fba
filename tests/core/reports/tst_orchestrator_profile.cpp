#include <QtTest>

#include "core/reports/orchestrator_profile.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

constexpr const char* kAlpha = "0xa1";
constexpr const char* kBeta = "0xb2";

Envelope in(const Envelope& event, const std::string& name)
{
    return event.in(name, name);
}
Envelope alpha(const Envelope& event)
{
    return event.by("0xA1", "https://alpha:8935");
}
Envelope beta(const Envelope& event)
{
    return event.by("0xB2", "https://beta:8935");
}

/// A session that starts on an orchestrator at `hour`, plays and closes.
std::vector<Envelope> played(const std::string& name, const std::string& hour, Envelope (*who)(const Envelope&),
                             double fps)
{
    return {in(request(hour + ":00:00"), name),
            who(in(ingest(hour + ":00:01"), name)),
            who(in(processed(hour + ":00:02"), name)),
            in(playable(hour + ":00:03"), name),
            who(in(status(hour + ":00:05", "ONLINE", fps), name)),
            who(in(status(hour + ":00:15", "ONLINE", fps), name)),
            in(closed(hour + ":00:20"), name)};
}

std::vector<Envelope> world()
{
    std::vector<Envelope> events{
        capabilities("09:59:50", {Node("0xA1", "https://alpha:8935").live("m", {"GPU-1"}),
                                  Node("0xB2", "https://beta:8935").live("m", {"GPU-2"})}),
        // Chosen, and nothing came back.
        in(request("10:30:00"), "lost"),
        alpha(in(ingest("10:30:01"), "lost")),
        in(closed("10:30:30"), "lost"),
        // Begins on alpha, goes on with beta.
        in(request("12:30:00"), "moved"),
        alpha(in(ingest("12:30:01"), "moved")),
        alpha(in(processed("12:30:02"), "moved")),
        in(playable("12:30:03"), "moved"),
        beta(in(swapOf("12:30:30"), "moved")),
        beta(in(status("12:30:40"), "moved")),
    };
    for (const auto& session :
         {played("a", "10", alpha, 20), played("b", "12", alpha, 10), played("c", "10", beta, 16)})
        events.insert(events.end(), session.begin(), session.end());
    return events;
}

struct World : Told {
    World() : Told(world()) {}
    std::unique_ptr<ReportTable> table(std::string_view report) { return runReport(cache(), report, {}).value(); }
};

}  // namespace

class OrchestratorProfile : public QObject {
    Q_OBJECT

private slots:
    void bandsAreNearestRankAndEmptyWithoutValues()
    {
        QCOMPARE(bandOf({}), Band{});
        QCOMPARE(bandOf({30, 10, 20}), (Band{3, 10.0, 20.0, 30.0}));
        const auto hours = bandsByHour(std::vector<TimedValue>{{at("10:20:00"), 5}, {at("12:00:00"), 7}});
        QCOMPARE(hours.size(), std::size_t{3});
        QCOMPARE(hours[1], (BandHour{at("11:00:00"), {}}));
        QCOMPARE(hours[2].band.p50, std::optional(7.0));
    }

    void anEcdfEndsAtOne()
    {
        QVERIFY(ecdfOf({}).empty());
        QCOMPARE(ecdfOf({2, 1, 2, 4}), (std::vector<EcdfStep>{{1, 0.25}, {2, 0.75}, {4, 1}}));
    }

    void hoursOfAScoreStandBesideThePeers()
    {
        World told;
        const auto sla = told.table("sla");
        const auto hours = scoreHours(*sla, kAlpha);
        QCOMPARE(hours.size(), std::size_t{3});
        QCOMPARE(hours[0].window_start, at("10:00:00"));
        QCOMPARE(hours[0].peers.n, std::int64_t{1});
        QVERIFY(hours[0].own.slaScoreWeightedMean());
        QCOMPARE(hours[1].own.rows(), std::size_t{0});  // nothing happened at 11: no score, not 0
        QVERIFY(!hours[1].own.slaScoreWeightedMean());
        std::int64_t sessions = 0;
        for (const ScoreHour& hour : hours)
            sessions += hour.own.support().known_sessions_count;
        QCOMPARE(sumOf(*sla, kAlpha).support().known_sessions_count, sessions);
        QCOMPARE(sumOf(*sla, "0xno").rows(), std::size_t{0});
    }

    void peersAreOthersWithTheSameWork()
    {
        World told;
        const auto values = fpsValues(*told.table("sessions"), *told.table("status-hours"), kAlpha);
        QCOMPARE(values.own.front(), (TimedValue{at("10:00:00"), 20}));
        QVERIFY(std::ranges::find(values.peers, 16.0) != values.peers.end());
        QCOMPARE(values.peer_orchestrators, std::int64_t{1});
        QVERIFY(fpsValues(*told.table("sessions"), *told.table("status-hours"), "0xno").peers.empty());
    }

    /// Samples of 20 and 10 FPS: mean 15, deviation 5.
    void unsteadinessAndLatencyHaveValuesToo()
    {
        Told told({capabilities("09:59:50", {Node("0xA1", "https://alpha:8935").live("m", {"GPU-1"})}),
                   request("10:00:00").by("0xa1", "https://alpha:8935"), ingest("10:00:01"), runnerOutput("10:00:03"),
                   status("10:00:10", "ONLINE", 20).by("0xa1", "https://alpha:8935"),
                   status("10:00:20", "ONLINE", 10).by("0xa1", "https://alpha:8935")});
        const auto sessions = runReport(told.cache(), "sessions", {}).value();
        const auto hours = runReport(told.cache(), "status-hours", {}).value();
        const auto jitter = jitterValues(*sessions, *hours, "0xa1");
        QCOMPARE(jitter.own, (std::vector<TimedValue>{{at("10:00:00"), 5.0 / 15}}));
        QCOMPARE(e2eValues(*sessions, "0xa1").own, (std::vector<TimedValue>{{at("10:00:00"), 2'000}}));
    }

    void noStepOfTheFunnelGrows()
    {
        World told;
        const StartupFunnel alone = startupFunnel(*told.table("sessions"), kAlpha);
        QCOMPARE(alone, (StartupFunnel{3, 3, 2, 2, 2}));
        const StartupFunnel other = startupFunnel(*told.table("sessions"), kBeta);
        QCOMPARE(other, (StartupFunnel{2, 2, 2, 2, 1}));  // the one that moved was not closed
    }

    void movesNameTheirPartner()
    {
        World told;
        const auto selections = told.table("selections");
        const auto ofAlpha = swapPartners(*selections, kAlpha);
        QCOMPARE(ofAlpha.size(), std::size_t{1});
        const std::vector<std::string> moved = ofAlpha[0].handed_keys;
        QCOMPARE(moved.size(), std::size_t{1});
        QCOMPARE(ofAlpha[0], (SwapPartner{kBeta, 0, 1, "swap", {}, moved}));
        QCOMPARE(swapPartners(*selections, kBeta)[0], (SwapPartner{kAlpha, 1, 0, "swap", moved, {}}));
        const auto sessions =
            runReport(told.cache(), "sessions", {.where = {{.field = "session_key", .value = moved[0]}}});
        QCOMPARE((*sessions)->rowCount(), std::size_t{1});
    }

    void failuresOfOwnSessionsCount()
    {
        Told told({capabilities("09:59:50", {Node("0xA1", "https://alpha:8935").live("m", {"GPU-1"})}),
                   request("10:00:00"), ingest("10:00:01").by("0xA1", "https://alpha:8935"),
                   error("10:00:05", "WHIP disconnected"), in(noOrchestrators("10:20:00"), "x")});
        const auto table = [&](std::string_view name) { return runReport(told.cache(), name, {}).value(); };
        const auto counts = failureCounts(*table("failures"), *table("sessions"), kAlpha);
        QCOMPARE(counts.size(), std::size_t{1});
        QCOMPARE(counts[0].failure_type, std::string("error"));
        QCOMPARE(counts[0].events, std::int64_t{1});
        QCOMPARE(counts[0].sessions, std::int64_t{1});
    }

    void moneyIsAddedExactly()
    {
        Told told({payment("10:00:00", "r1", "9007199254740993 WEI").with("recipient", "0xA1"),
                   payment("10:59:59", "", "1 WEI").with("recipient", "0xA1").id("p2"),
                   payment("12:00:00", "", "5 WEI").with("recipient", "0xA1").id("p3"),
                   payment("12:00:00", "", "5 WEI").with("recipient", "0xB2").id("p4")});
        const auto hours = earningsByHour(*runReport(told.cache(), "payments", {}).value(), kAlpha);
        QCOMPARE(hours.size(), std::size_t{3});
        QCOMPARE(hours[0].payments, std::int64_t{2});
        QCOMPARE(hours[1], (EarningsHour{at("11:00:00"), 0, 0, 0}));
        Int128 sum = 0;
        for (const Json& row : told.rows("payments"))
            if (row["recipient"] == kAlpha)
                sum += parseWei(row["face_total_wei"].get<std::string>()).value();
        QCOMPARE(formatWei(hours[0].face_total_wei + hours[2].face_total_wei), formatWei(sum));
    }

    void pricesFollowWhatWasAdvertised()
    {
        const auto node = [](int wei) {
            return Node("0xA1", "https://a")
                .with("capabilities_prices",
                      Json::array(
                          {{{"capability", 35}, {"constraint", "m"}, {"pricePerUnit", wei}, {"pixelsPerUnit", 2}}}));
        };
        Told told({capabilities("09:00:00", {node(100)}), capabilities("10:10:00", {node(100)}),
                   capabilities("10:50:00", {node(300)}), capabilities("12:00:00", {node(100)})});
        const auto series = priceHours(told.cache(), kAlpha, {}, {});
        QCOMPARE(series.size(), std::size_t{1});
        QCOMPARE(series[0].model_id, std::string("m"));
        QCOMPARE(series[0].wei_by_hour,
                 (std::map<Instant, double>{{at("09:00:00"), 50}, {at("10:00:00"), 150}, {at("12:00:00"), 50}}));
        QVERIFY(priceHours(told.cache(), kBeta, {}, {}).empty());
    }
};

QTEST_GUILESS_MAIN(OrchestratorProfile)
#include "tst_orchestrator_profile.moc"
