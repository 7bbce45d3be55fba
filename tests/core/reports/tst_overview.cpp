#include <QtTest>

#include "core/reports/overview.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

Envelope in(const Envelope& event, const std::string& name)
{
    return event.in(name, name);
}

/// Played at 10 (with samples until 10:30), no orchestrator at 10, played at 12.
std::vector<Envelope> world()
{
    return {in(request("10:00:00"), "a"),
            in(playable("10:00:03"), "a"),
            in(status("10:00:10", "ONLINE", 20), "a"),
            in(status("10:30:00", "ONLINE", 10), "a"),
            in(request("10:10:00"), "b"),
            in(noOrchestrators("10:10:05"), "b"),
            in(request("12:00:00"), "c"),
            in(playable("12:00:06"), "c"),
            in(status("12:30:00", "ONLINE", 30), "c")};
}

}  // namespace

class TestOverview : public QObject {
    Q_OBJECT

private slots:
    void addsUpTheRange()
    {
        Told told(world());
        const Overview all = overview(told.cache(), {}).value();
        QCOMPARE(all.figures.requested_sessions, std::int64_t{3});
        QCOMPARE(all.figures.no_orch_sessions, std::int64_t{1});
        QCOMPARE(all.figures.servedSessions(), std::int64_t{2});
        QCOMPARE(*all.figures.startupSuccessRate(), 2.0 / 3);
        QCOMPARE(*all.figures.avgOutputFps(), 20.0);
        QCOMPARE(all.figures.streams_at_end, std::int64_t{1});
        QVERIFY(!all.before);  // all of the cache has nothing before it
        QCOMPARE(all.hours.size(), std::size_t{3});
        QCOMPARE(all.hours[1].figures.sessions, std::int64_t{0});
        QVERIFY(!all.hours[1].figures.startupSuccessRate());  // nobody asked: no rate, not 0
    }

    void comparesWithTheStretchBefore()
    {
        Told told(world());
        const Overview later = overview(told.cache(), {.from = at("12:00:00"), .to = at("14:00:00")}).value();
        QVERIFY(later.before);
        QCOMPARE(later.figures.requested_sessions, std::int64_t{1});
        QCOMPARE(later.before->requested_sessions, std::int64_t{2});
        QCOMPARE(*later.before->avgOutputFps(), 15.0);
        const Overview tooLong = overview(told.cache(), {.from = at("11:00:00"), .to = at("14:00:00")}).value();
        QVERIFY(!tooLong.before);  // the cache does not reach back so far
    }

    void comparesWithHoursFurtherBack()
    {
        Told told(world());
        OverviewQuery query{.from = at("12:00:00"), .to = at("13:00:00")};
        query.compared_back = std::chrono::hours(2);
        const Overview later = overview(told.cache(), query).value();
        const Overview earlier = overview(told.cache(), {.from = at("10:00:00"), .to = at("11:00:00")}).value();
        QVERIFY(later.before);
        QCOMPARE(later.before->requested_sessions, earlier.figures.requested_sessions);
        QCOMPARE(later.before->avgOutputFps(), earlier.figures.avgOutputFps());
        QCOMPARE(later.before->streams_at_end, earlier.figures.streams_at_end);
        query.to = at("15:00:00");
        QVERIFY(!overview(told.cache(), query).value().before);  // it would be compared with itself
    }

    void filtersSessions()
    {
        Told told(world());
        const Overview some = overview(told.cache(), {.filter = "selection_outcome != \"no_orch\""}).value();
        QCOMPARE(some.figures.requested_sessions, std::int64_t{2});
        QVERIFY(some.sla_is_filtered_out);
        QVERIFY(!overview(told.cache(), {.filter = "nonsense = 1"}));
        const Overview nobody = overview(told.cache(), {.orchestrators = {"0xnobody"}}).value();
        QCOMPARE(nobody.figures.sessions, std::int64_t{0});
        QVERIFY(!nobody.figures.avgOutputFps());
    }

    void anEmptyCacheIsSaidSo()
    {
        TestCache cache;
        QVERIFY(overview(cache.cache(), {}).value().cache_is_empty);
    }

    void streamsRunUntilTheyAreSilentForAMinute()
    {
        const std::vector<SessionSpan> spans{{at("10:00:00"), at("10:10:00")}};
        QCOMPARE(streamsAt(spans, at("09:59:59")), std::int64_t{0});
        QCOMPARE(streamsAt(spans, at("10:00:00")), std::int64_t{1});
        QCOMPARE(streamsAt(spans, at("10:11:00")), std::int64_t{1});
        QCOMPARE(streamsAt(spans, at("10:11:01")), std::int64_t{0});
    }

    void aClosedStreamHasEnded()
    {
        const std::vector<SessionSpan> spans{{at("10:00:00"), at("10:10:00"), true}};
        QCOMPARE(streamsAt(spans, at("10:09:59")), std::int64_t{1});
        QCOMPARE(streamsAt(spans, at("10:10:00")), std::int64_t{0});
    }

    /// The list of what runs holds who is counted, at the newest event and at any moment before it.
    void liveSessionsAreThoseCounted()
    {
        Told told({in(request("10:00:00"), "a"), in(playable("10:00:03"), "a"), in(status("10:20:00"), "a"),
                   in(request("10:19:00"), "b"), in(closed("10:19:50"), "b"), in(request("10:19:30"), "c"),
                   in(request("10:01:00"), "d")});
        const std::map<std::string, std::string> expected{{"10:20:00", "\"a\"\n\"c\"\n"},
                                                          {"10:19:40", "\"a\"\n\"b\"\n\"c\"\n"},
                                                          {"10:19:10", "\"a\"\n\"b\"\n"},
                                                          {"10:00:30", "\"a\"\n"}};
        for (const auto& [moment, streams] : expected) {
            const OverviewQuery query{.from = at("10:00:00"), .to = at(moment)};
            QCOMPARE(liveMoment(told.cache(), query), std::optional(at(moment)));
            QCOMPARE(told.lines("sessions", {"stream_id"}, {.filter = liveFilter(at(moment))}), streams);
            QCOMPARE(overview(told.cache(), query).value().figures.streams_at_end,
                     static_cast<std::int64_t>(std::ranges::count(streams, '\n')));
        }
        QCOMPARE(liveMoment(told.cache(), {}), std::optional(at("10:20:00")));
        QCOMPARE(liveMoment(told.cache(), {.to = at("15:00:00")}), std::optional(at("10:20:00")));
    }
};

QTEST_GUILESS_MAIN(TestOverview)
#include "tst_overview.moc"
