#include <QtTest>

#include "core/reports/session_groups.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

Envelope in(const Envelope& event, const std::string& name)
{
    return event.in(name, name);
}

/// Four sessions: played at 10 and 12, no orchestrator at 10, excused by its error at 12, and one that was never
/// requested.
std::vector<Envelope> world()
{
    return {in(request("10:00:00"), "a").from("g1"),
            in(processed("10:00:02"), "a").from("g1"),
            in(playable("10:00:03"), "a").from("g1"),
            in(request("10:10:00"), "b").from("g1"),
            in(noOrchestrators("10:10:05"), "b").from("g1"),
            in(request("12:00:00"), "c").from("g2"),
            in(processed("12:00:04"), "c").from("g2"),
            in(playable("12:00:06"), "c").from("g2"),
            in(request("12:30:00"), "d").from("g2"),
            in(error("12:30:09", "WHIP disconnected"), "d"),
            in(closed("12:40:00"), "e")};
}

struct Sessions : Told {
    Sessions() : Told(world()), table(runReport(cache(), "sessions", {}).value()) {}
    std::unique_ptr<ReportTable> table;
};

}  // namespace

class SessionGroups : public QObject {
    Q_OBJECT

private slots:
    void eachOutcomeIsOneClass()
    {
        QCOMPARE(outcomeOf("success", "none"), SessionOutcome::success);
        QCOMPARE(outcomeOf("failed", "excusable_error"), SessionOutcome::excused);
        QCOMPARE(outcomeOf("failed", "no_orch"), SessionOutcome::no_orchestrator);
        QCOMPARE(outcomeOf("failed", "none"), SessionOutcome::unexcused);
        QCOMPARE(outcomeOf("unknown", "none"), SessionOutcome::unknown);
    }

    void hoursWithoutSessionsAreThereToo()
    {
        const Sessions told;
        const auto hours = sessionsByHour(*told.table);
        QCOMPARE(hours.size(), std::size_t{3});
        QCOMPARE(hours[0], (OutcomeHour{at("10:00:00"), {1, 0, 0, 1, 0}}));
        QCOMPARE(hours[1], (OutcomeHour{at("11:00:00"), {0, 0, 0, 0, 0}}));
        QCOMPARE(hours[2], (OutcomeHour{at("12:00:00"), {1, 1, 0, 0, 1}}));
    }

    void groupsAddUpToTheWhole()
    {
        const Sessions told;
        const auto lines = groupSessions(*told.table, "gateway", "startup_outcome");
        QCOMPARE(lines.front().level, 0);
        QCOMPARE(lines.front().tally.sessions_count, std::int64_t{5});
        QCOMPARE(lines.front().tally.requested_sessions, std::int64_t{4});
        SessionTally groups;
        SessionTally parts;
        for (const SessionGroup& line : lines)
            (line.level == 1   ? groups
             : line.level == 2 ? parts
                               : groups) += line.level > 0 ? line.tally : SessionTally{};
        QCOMPARE(groups, lines.front().tally);
        QCOMPARE(parts, lines.front().tally);
    }

    void ratesComeFromTheSums()
    {
        const Sessions told;
        const auto table = groupTable(groupSessions(*told.table, "gateway"));
        const auto cell = [&](std::size_t row, std::string_view name) {
            for (std::size_t i = 0; i < table->fields().size(); ++i)
                if (table->fields()[i].name == name)
                    return textOf(table->cell(row, i));
            return std::string("no such field");
        };
        QCOMPARE(cell(0, "startup_success_rate"), std::string("0.5"));
        QCOMPARE(cell(0, "startup_excused_sessions"), std::string("2"));
        QCOMPARE(cell(0, "missing_capacity_rate"), std::string("0.25"));
        QCOMPARE(cell(0, "avg_startup_latency_ms"), std::string("3000"));
        QCOMPARE(cell(1, "value"), std::string("g1"));
        QCOMPARE(cell(3, "value"), std::string());
        QCOMPARE(cell(3, "startup_success_rate"), std::string());  // nothing was requested: no rate, not 0
    }

    void valuesLeaveNullsOut()
    {
        const Sessions told;
        const auto [values, missing] = valuesOf(*told.table, "startup_latency_ms");
        QCOMPARE(values, (std::vector<double>{2000, 4000}));
        QCOMPARE(missing, std::int64_t{3});
        QVERIFY(valuesOf(*told.table, "no_such_field").values.empty());
    }

    void typicalIsWhatLiesNearestToTheMedian()
    {
        QVERIFY(!typicalRange({}, 10));
        QCOMPARE(typicalRange({7}, 10), (std::optional(TypicalRange{7, 7, 7})));
        QCOMPARE(typicalRange({40, 3, 4, 4, 6, 9, 15}, 3), (std::optional(TypicalRange{4, 6, 6})));
        QCOMPARE(typicalRange({1, 2, 3, 4, 5}, 3), (std::optional(TypicalRange{2, 3, 4})));
        QCOMPARE(typicalRange({5, 1}, 10), (std::optional(TypicalRange{1, 1, 5})));
    }
};

QTEST_GUILESS_MAIN(SessionGroups)
#include "tst_session_groups.moc"
