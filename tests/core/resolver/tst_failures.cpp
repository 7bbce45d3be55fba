#include <QtTest>

#include <algorithm>

#include "core/resolver/failures.h"
#include "scenario.h"

using namespace naap;
using namespace naap::scenario;

namespace {

SessionEvent sample(const char* time, std::string_view id, std::int64_t restarts, std::string_view error = "")
{
    SessionEvent event = status(at(time), id);
    event.restart_count = restarts;
    event.last_error = error;
    return event;
}

/// `name xcount message` of each incident
QStringList incidents(std::vector<SessionEvent> events)
{
    std::ranges::reverse(events);
    QStringList list;
    for (const Failure& f : failuresOf(Session{.session_key = "key", .org = "org"}, events))
        list << q(f.name + " x" + std::to_string(f.count) + (f.message.empty() ? "" : " " + f.message));
    return list;
}

}  // namespace

class FailuresTest : public QObject {
    Q_OBJECT
private slots:
    void aRestartIsOneIncidentHoweverOftenReported()
    {
        const std::vector<SessionEvent> events{sample("12:00:00", "a", 0), sample("12:00:10", "b", 0),
                                               sample("12:00:20", "c", 1), sample("12:00:30", "d", 1),
                                               sample("12:00:40", "e", 1)};
        const auto failures = failuresOf(Session{.session_key = "key", .org = "org"}, events);
        QCOMPARE(failures.size(), 1u);
        QCOMPARE(q(failures[0].name), QString("inference_restart"));
        QCOMPARE(failures[0].count, 3);
        QCOMPARE(failures[0].restart_count, 1);
        QCOMPARE(failures[0].first_ts, at("12:00:20"));
        QCOMPARE(failures[0].last_ts, at("12:00:40"));
        QCOMPARE(q(failures[0].first_event_id + failures[0].last_event_id), QString("ce"));
        QCOMPARE(q(failures[0].session_key + "/" + failures[0].org), QString("key/org"));
    }

    void eachFurtherRestartIsAnother()
    {
        QCOMPARE(incidents({sample("12:00:00", "a", 2), sample("12:00:10", "b", 3), sample("12:00:20", "c", 3)}),
                 QStringList({"inference_restart x1", "inference_restart x2"}));
    }

    void aCounterThatFallsIsNoRestart()
    {
        QCOMPARE(incidents({sample("12:00:00", "a", 2), sample("12:00:10", "b", 0), sample("12:00:20", "c", 0)}),
                 QStringList({"inference_restart x1"}));
    }

    void anErrorIsOneIncidentWhileItsTextStays()
    {
        QCOMPARE(
            incidents({sample("12:00:00", "a", 0, "E1"), sample("12:00:10", "b", 0, "E1"),
                       sample("12:00:20", "c", 0, "E2"), sample("12:00:30", "d", 0), sample("12:00:40", "e", 0, "E2")}),
            QStringList({"inference_error x2 E1", "inference_error x1 E2", "inference_error x1 E2"}));
    }

    void anErrorThatComesWithARestartIsItsMessage()
    {
        QCOMPARE(incidents({sample("12:00:00", "a", 0), sample("12:00:10", "b", 1, "CUDA"),
                            sample("12:00:20", "c", 1, "CUDA"), sample("12:00:30", "d", 1, "later")}),
                 QStringList({"inference_restart x3 CUDA", "inference_error x1 later"}));
    }

    void tracesFailUnderTheirOwnNames()
    {
        SessionEvent swap = trace(at("12:00:05"), "b", kSwap, "0xA", "https://a");
        swap.message = "orchestrator timed out";
        QCOMPARE(incidents({trace(at("12:00:00"), "a", kNoOrchestrators), swap, trace(at("12:00:06"), "c", kSwap),
                            trace(at("12:00:07"), "d", kIngest)}),
                 QStringList({"gateway_no_orchestrators_available x1", "orchestrator_swap x1 orchestrator timed out",
                              "orchestrator_swap x1"}));
        QCOMPARE(q(failuresOf(Session{}, {&swap, 1})[0].orchestrator_address), QString("0xa"));
    }

    void streamErrorsSayWhetherTheyExcuse()
    {
        const std::vector<SessionEvent> events{streamEvent(at("12:00:00"), "a", "error", "User disconnected"),
                                               streamEvent(at("12:00:01"), "b", "Error", "GPU kernel panic"),
                                               streamEvent(at("12:00:02"), "c", "params_update")};
        const auto failures = failuresOf(Session{}, events);
        QCOMPARE(failures.size(), 2u);
        QVERIFY(failures[0].excusable);
        QVERIFY(!failures[1].excusable);
        QCOMPARE(q(failures[1].name + ": " + failures[1].message), QString("error: GPU kernel panic"));
    }

    void healthySessionsHaveNone()
    {
        QVERIFY(incidents({trace(at("12:00:00"), "a", kRequest), sample("12:00:10", "b", 0)}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(FailuresTest)
#include "tst_failures.moc"
