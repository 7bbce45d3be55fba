// Scenarios of what became of a stream: startup, output, health, hours. From raw records to facts, in any order.

#include <QTest>

#include "tests/support/playing.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

std::string outcome(const Session& s)
{
    return s.startup_outcome + "/" + s.excusal_reason;
}

/// Samples of one session every 10 seconds from `when` on.
std::vector<Envelope> samples(std::string_view when, int count, std::string_view state, double fps)
{
    std::vector<Envelope> result;
    for (int i = 0; i < count; ++i) {
        Envelope sample = status(when, state, fps);
        sample.when += std::chrono::seconds(10 * i);
        result.push_back(sample);
    }
    return result;
}

std::vector<Envelope> joined(std::vector<Envelope> first, const std::vector<Envelope>& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

}  // namespace

class TestScenariosOutcomes : public QObject {
    Q_OBJECT

private slots:
    void s01_cleanSuccess()
    {
        play({request("10:00:00"), ingest("10:00:01").by("0xa", "https://a:8935"), processed("10:00:02"),
              playable("10:00:04"), status("10:00:10"), closed("10:00:20")},
             [](TestCache& cache) {
                 const Session s = cache.session();
                 QCOMPARE(outcome(s), std::string("success/none"));
                 QCOMPARE(s.selection_outcome, std::string("selected"));
                 QCOMPARE(s.health_signal_count, 3);
                 QCOMPARE(s.health_expected_signal_count, 3);
                 QCOMPARE(s.swap_count, 0);
                 QCOMPARE(s.completed_count, 1);
                 QCOMPARE(s.startup_latency_ms, std::optional<std::int64_t>(2000));
                 QCOMPARE(cache.statusHours().size(), 1U);
                 QVERIFY(!cache.statusHours()[0].is_terminal_tail_artifact);
             });
    }

    void s02_noOrchestratorsAtAll()
    {
        play({request("10:00:00"), noOrchestrators("10:00:01")}, [](TestCache& cache) {
            const Session s = cache.session();
            QCOMPARE(outcome(s), std::string("failed/no_orch"));
            QCOMPARE(s.selection_outcome, std::string("no_orch"));
            QCOMPARE(s.attribution_status, std::string("unresolved"));
            QCOMPARE(s.attribution_reason, std::string("no_selection_no_orch_excused"));
            QCOMPARE(cache.demand().at(0).no_orch_sessions, 1);
            QCOMPARE(cache.demand().at(0).startup_excused_sessions, 1);
        });
    }

    void s03_noOrchestratorsAfterASelectionDoNotExcuse()
    {
        play({request("10:00:00"), ingest("10:00:01").by("0xa", "https://a:8935"), noOrchestrators("10:00:30")},
             [](TestCache& cache) {
                 const Session s = cache.session();
                 QCOMPARE(outcome(s), std::string("failed/none"));
                 QCOMPARE(s.selection_outcome, std::string("selected"));
                 QCOMPARE(s.no_orch_count, 1);
             });
    }

    void s04_onlyAnExcusableError()
    {
        play({request("10:00:00"), error("10:00:03", "WHIP Disconnected by client")}, [](TestCache& cache) {
            QCOMPARE(outcome(cache.session()), std::string("failed/excusable_error"));
            QCOMPARE(cache.session().excusable_error_count, 1);
        });
    }

    void s05_oneOtherErrorSpoilsTheExcuse()
    {
        play({request("10:00:00"), error("10:00:03", "WHIP Disconnected by client"),
              error("10:00:04", "GPU kernel panic")},
             [](TestCache& cache) {
                 QCOMPARE(outcome(cache.session()), std::string("failed/none"));
                 QCOMPARE(cache.session().startup_error_count, 2);
                 QCOMPARE(cache.session().excusable_error_count, 1);
             });
    }

    void s06_playableWithErrorsIsASuccess()
    {
        std::vector<Envelope> events{request("10:00:00"), playable("10:00:05")};
        for (const char* when : {"10:00:06", "10:00:07", "10:00:08", "10:00:09", "10:00:10"})
            events.push_back(error(when, "GPU kernel panic"));
        play(events, [](TestCache& cache) {
            QCOMPARE(outcome(cache.session()), std::string("success/none"));
            QCOMPARE(cache.session().startup_error_count, 5);
        });
    }

    void s07_darkSession()
    {
        play({request("10:00:00")}, [](TestCache& cache) {
            const Session s = cache.session();
            QCOMPARE(outcome(s), std::string("failed/none"));
            QCOMPARE(s.health_signal_count, 0);
            QCOMPARE(s.health_expected_signal_count, 3);
            QCOMPARE(s.selection_outcome, std::string("unknown"));
            QCOMPARE(cache.demand().at(0).startup_failed_sessions, 1);
        });
    }

    void s08_orphanedStatus()
    {
        play({status("10:00:00")}, [](TestCache& cache) {
            const Session s = cache.session();
            QCOMPARE(outcome(s), std::string("unknown/none"));
            QCOMPARE(s.status_sample_count, 1);
            QCOMPARE(s.health_expected_signal_count, 0);
            QCOMPARE(cache.statusHours().size(), 1U);
            for (const DemandRollup& row : cache.demand())
                QCOMPARE(row.requested_sessions, 0);
        });
    }

    void s09_closedWithoutARequest()
    {
        play({closed("10:00:00")}, [](TestCache& cache) {
            QCOMPARE(outcome(cache.session()), std::string("unknown/none"));
            QCOMPARE(cache.session().completed_count, 1);
        });
    }

    void s10_onlyLoading()
    {
        play(joined({request("10:00:00")}, samples("10:00:10", 4, "LOADING", 0)), [](TestCache& cache) {
            const Session s = cache.session();
            QVERIFY(s.loading_only);
            QVERIFY(s.zero_output_fps);
            QCOMPARE(s.health_signal_count, 1);
            QCOMPARE(cache.sla().size(), 1U);
            QCOMPARE(cache.sla()[0].support.output_failed_sessions, 1);
            QCOMPARE(cache.sla()[0].support.effective_failed_sessions, 1);
        });
    }

    void s11_onlyOfflineWithOneFrame()
    {
        play({request("10:00:00"), status("10:00:10", "OFFLINE", 0), status("10:00:20", "OFFLINE", 3)},
             [](TestCache& cache) {
                 QVERIFY(cache.session().loading_only);
                 QVERIFY(!cache.session().zero_output_fps);
             });
    }

    void s12_onlineWithoutOutput()
    {
        play({request("10:00:00"), playable("10:00:05"), status("10:00:10", "ONLINE", 0)}, [](TestCache& cache) {
            const Session s = cache.session();
            QVERIFY(s.zero_output_fps);
            QVERIFY(!s.loading_only);
            QCOMPARE(s.health_signal_count, 3);
        });
        play({request("10:00:00"), status("10:00:10", "ONLINE", 0)}, [](TestCache& cache) {
            QVERIFY(cache.session().zero_output_fps);
            QCOMPARE(cache.session().health_signal_count, 2);
            QCOMPARE(cache.session().health_expected_signal_count, 3);
        });
    }

    void s15_parameterUpdatesOpenNothing()
    {
        play({request("10:00:00"), ingest("10:00:01").by("0xa", "https://a:8935"),
              paramsUpdate("10:00:30").by("0xa", "https://a:8935"),
              paramsUpdate("10:00:40").by("0xa", "https://a:8935")},
             [](TestCache& cache) {
                 QCOMPARE(cache.sessions().size(), 1U);
                 QCOMPARE(cache.selections().size(), 1U);
                 QCOMPARE(cache.session().startup_error_count, 0);
             });
    }

    void s16_failureWithinOneHourIsVisible()
    {
        play({request("11:01:00"), status("11:05:00", "LOADING", 0)}, [](TestCache& cache) {
            QCOMPARE(cache.statusHours().size(), 1U);
            QVERIFY(!cache.statusHours()[0].is_terminal_tail_artifact);
            QCOMPARE(cache.sla().size(), 1U);
        });
    }

    void s17_rolloverTail_data()
    {
        QTest::addColumn<QString>("started");
        QTest::addColumn<int>("hour");          // of the row before the last one, -1: none
        QTest::addColumn<QString>("state");     // of its samples
        QTest::addColumn<int>("count");         // of its samples
        QTest::addColumn<QString>("lastWhen");  // the last sample
        QTest::addColumn<QString>("lastState");
        QTest::addColumn<bool>("artifact");
        QTest::newRow("no row before") << "10:50:00" << -1 << "" << 0 << "11:05:00"
                                       << "LOADING" << true;
        QTest::newRow("started in the hour") << "11:01:00" << -1 << "" << 0 << "11:05:00"
                                             << "LOADING" << false;
        QTest::newRow("row before failing too") << "10:50:00" << 10 << "LOADING" << 2 << "11:05:00"
                                                << "LOADING" << true;
        QTest::newRow("row before long") << "10:50:00" << 10 << "LOADING" << 3 << "11:05:00"
                                         << "LOADING" << false;
        QTest::newRow("row before healthy") << "10:50:00" << 10 << "ONLINE" << 3 << "11:05:00"
                                            << "LOADING" << false;
        QTest::newRow("running") << "10:50:00" << -1 << "" << 0 << "11:05:00"
                                 << "ONLINE" << false;
        QTest::newRow("row before is two hours away") << "10:50:00" << 10 << "ONLINE" << 3 << "12:05:00"
                                                      << "LOADING" << false;
        QTest::newRow("never started") << "" << -1 << "" << 0 << "11:05:00"
                                       << "LOADING" << false;
    }

    void s17_rolloverTail()
    {
        QFETCH(QString, started);
        QFETCH(int, hour);
        QFETCH(QString, state);
        QFETCH(int, count);
        QFETCH(QString, lastWhen);
        QFETCH(QString, lastState);
        QFETCH(bool, artifact);
        std::vector<Envelope> events{status(lastWhen.toStdString(), lastState.toStdString(), 0)};
        if (!started.isEmpty())
            events.push_back(request(started.toStdString()));
        if (hour > 0)
            events = joined(events, samples("10:52:00", count, state.toStdString(), state == "ONLINE" ? 20 : 0));
        play(events, [&](TestCache& cache) {
            const auto hours = cache.statusHours();
            QCOMPARE(hours.size(), hour > 0 ? 2U : 1U);
            QCOMPARE(hours.back().is_terminal_tail_artifact, artifact);
            if (hour > 0)
                QVERIFY(!hours.front().is_terminal_tail_artifact);
            QCOMPARE(cache.sla().size(), hours.size() - (artifact ? 1U : 0U));
        });
    }

    void s17_aLateEventTurnsAnArtifactBack()
    {
        const std::vector<Envelope> tail{request("10:50:00"), status("11:05:00", "LOADING", 0)};
        TestCache cache;
        deliver(cache, tail, {});
        QVERIFY(cache.statusHours().at(0).is_terminal_tail_artifact);
        deliver(cache, {closed("12:01:00")}, {});
        QVERIFY(!cache.statusHours().at(0).is_terminal_tail_artifact);
    }

    void s18_longHourWithoutOutput()
    {
        play(joined({request("10:50:00")}, samples("11:00:00", 3, "LOADING", 0)), [](TestCache& cache) {
            QCOMPARE(cache.statusHours().size(), 1U);
            QVERIFY(!cache.statusHours()[0].is_terminal_tail_artifact);
        });
    }

    void s19_sessionOverThreeHours()
    {
        play(joined(joined({request("10:30:00"), playable("10:30:05")}, samples("10:31:00", 3, "ONLINE", 20)),
                    joined(samples("11:10:00", 3, "ONLINE", 20), samples("12:09:00", 7, "ONLINE", 20))),
             [](TestCache& cache) {
                 QCOMPARE(cache.statusHours().size(), 3U);
                 QCOMPARE(cache.sla().size(), 3U);
                 std::int64_t requested = 0;
                 for (const DemandRollup& row : cache.demand()) {
                     QCOMPARE(row.requested_sessions, row.window_start == at("10:00:00") ? 1 : 0);
                     requested += row.requested_sessions;
                 }
                 QCOMPARE(requested, 1);
                 QCOMPARE(cache.demand().at(0).total_ms, std::int64_t{100} * 60 * 1000);
                 QCOMPARE(cache.demand().size(), 3U);
             });
    }

    void s19_aLateStartMovesTheDemandAndBothHoursFollow()
    {
        TestCache cache;
        deliver(cache, {status("10:01:00")}, {});
        QCOMPARE(cache.demand().at(0).window_start, at("10:00:00"));
        deliver(cache, {request("09:58:00")}, {});
        const auto demand = cache.demand();
        QCOMPARE(demand.size(), 2U);
        QCOMPARE(demand[0].window_start, at("09:00:00"));
        QCOMPARE(demand[0].requested_sessions, 1);
        QCOMPARE(demand[1].requested_sessions, 0);
        QCOMPARE(demand[1].status_samples, 1);
    }

    void s20_missingIds()
    {
        const auto sample = [](const char* when, const char* stream, const char* requestId) {
            return status(when).in(stream, requestId);
        };
        play({sample("10:00:00", "s1", "r1"), sample("10:00:01", "s1", ""), sample("10:00:02", "", "r1"),
              sample("10:00:03", "", ""), status("10:00:04").without("stream_id").without("request_id")},
             [](TestCache& cache) {
                 QCOMPARE(cache.sessions().size(), 3U);
                 QVERIFY(cache.find("cloudspe|s1|r1"));
                 const auto noRequest = cache.find("cloudspe|s1|_missing_request");
                 QVERIFY(noRequest);
                 QCOMPARE(noRequest->request_id, std::string());
                 const auto noStream = cache.find("cloudspe|_missing_stream|r1");
                 QVERIFY(noStream);
                 QCOMPARE(noStream->stream_id, std::string());
                 QCOMPARE(cache.accounted("accepted"), 5);
             });
    }

    void s20_idsWithABarShareAKeyWhateverComesFirst()
    {
        play({status("10:00:00").in("a|b", "c"), status("10:00:01").in("a", "b|c")}, [](TestCache& cache) {
            QCOMPARE(cache.sessions().size(), 1U);
            QCOMPARE(cache.session("a", "b|c").stream_id, std::string("a"));
        });
    }

    void s21_latencyEndsMissingOrInverted()
    {
        play({request("10:00:10"), processed("10:00:02"), ingest("10:00:01"),
              status("10:00:20").with("start_time", toMs(at("10:00:15"))), playable("10:00:05")},
             [](TestCache& cache) {
                 const Session s = cache.session();
                 QCOMPARE(s.startup_latency_ms, std::optional<std::int64_t>());
                 QCOMPARE(s.e2e_latency_ms, std::optional<std::int64_t>());
                 QCOMPARE(s.prompt_to_first_frame_ms, std::optional<std::int64_t>());
             });
        play({request("10:00:10"), processed("10:00:10")},
             [](TestCache& cache) { QCOMPARE(cache.session().startup_latency_ms, std::optional<std::int64_t>(0)); });
    }

    void s21_theRunnersClockIsTheEnvelope()
    {
        play({ingest("10:00:01.000"), runnerOutput("10:00:01.106").with("timestamp", toMs(at("10:00:01.105"))),
              request("10:00:00")},
             [](TestCache& cache) {
                 QCOMPARE(cache.session().e2e_latency_ms, std::optional<std::int64_t>(106));
                 QCOMPARE(cache.session().last_seen, at("10:00:01"));
             });
    }

    void s22_startTimes_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<qint64>("expected");  // 0: none
        const qint64 ms = 1775037600123;
        QTest::newRow("milliseconds") << QByteArray("1775037600123") << ms;
        QTest::newRow("float seconds") << QByteArray("1775037600.123") << ms;
        QTest::newRow("text") << QByteArray("\"1775037600123\"") << ms;
        QTest::newRow("null") << QByteArray("null") << qint64{0};
        QTest::newRow("zero") << QByteArray("0") << qint64{0};
        QTest::newRow("negative") << QByteArray("-5") << qint64{0};
        QTest::newRow("words") << QByteArray("\"soon\"") << qint64{0};
    }

    void s22_startTimes()
    {
        QFETCH(QByteArray, json);
        QFETCH(qint64, expected);
        play({status("10:00:10").with("start_time", Json::parse(json.toStdString()))}, [&](TestCache& cache) {
            const auto start = cache.session().status_start_time;
            QCOMPARE(start ? toMs(*start) : 0, expected);
        });
    }

    void s23_lastErrors_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("errors");
        QTest::newRow("null") << QByteArray("null") << 0;
        QTest::newRow("blank") << QByteArray("\"\"") << 0;
        QTest::newRow("the text null") << QByteArray("\"null\"") << 0;
        QTest::newRow("text") << QByteArray("\"CUDA ERROR\"") << 1;
    }

    void s23_lastErrors()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, errors);
        play({status("10:00:10").with("inference_status/last_error", Json::parse(json.toStdString()))},
             [&](TestCache& cache) {
                 QCOMPARE(cache.session().status_error_sample_count, errors);
                 QCOMPARE(cache.statusHours().at(0).error_samples, errors);
                 QCOMPARE(cache.session().startup_error_count, 0);
             });
    }
};

QTEST_APPLESS_MAIN(TestScenariosOutcomes)
#include "tst_scenarios_outcomes.moc"
