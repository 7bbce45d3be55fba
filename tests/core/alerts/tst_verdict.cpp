#include <QtTest>

#include "core/alerts/verdict.h"
#include "tests/support/printing.h"

using namespace naap;

namespace {

/// `sessions` an hour for a day, of which `failed` failed.
LayerFigures usual(std::int64_t sessions, std::int64_t failed)
{
    return {.hours = 24,
            .requested_sessions = 24 * sessions,
            .failed_sessions = 24 * failed,
            .output_fps_sum = 24 * 100 * 20.0,
            .status_samples = 24 * 100};
}

LayerFigures hour(std::int64_t sessions, std::int64_t failed, double fps = 20)
{
    return {.hours = 1,
            .requested_sessions = sessions,
            .failed_sessions = failed,
            .output_fps_sum = 100 * fps,
            .status_samples = 100};
}

/// All is well with 400 sessions an hour, 100 of the cohort and 50 of mine.
VerdictEvidence healthy()
{
    VerdictEvidence evidence;
    evidence.at = instantFromMs(1'775'005'200'000);
    evidence.hour = evidence.at;
    evidence.settled = true;
    evidence.feed_lag_s = 12;
    evidence.feed_events = 9'000;
    evidence.feed_usual = 10'000;
    evidence.network = {.now = hour(400, 4), .before = usual(400, 4), .quiet_hour = 300, .members = 41};
    evidence.cohort = {.now = hour(100, 1), .before = usual(100, 1), .quiet_hour = 70, .members = 10};
    evidence.mine = {.now = hour(50, 0), .before = usual(50, 0), .quiet_hour = 40, .members = 1};
    evidence.has_mine = true;
    return evidence;
}

using Change = void (*)(VerdictEvidence&);
struct Case {
    const char* name;
    Change change;
    const char* cause;  ///< a layer, "fine" or "cannot tell"
    const char* says;   ///< a part of the sentence
};

const Case kCases[] = {
    {"all is well", [](VerdictEvidence&) {}, "fine", "All is well"},
    {"the computer slept", [](VerdictEvidence& e) { e.computer_online = false; }, "computer", "asleep"},
    {"the feed is stale", [](VerdictEvidence& e) { e.feed_lag_s = 900; }, "feed", "900 s old"},
    {"the feed is thin", [](VerdictEvidence& e) { e.feed_events = 1'000; }, "feed", "10 % of the usual events"},
    {"the network lost its sessions",
     [](VerdictEvidence& e) {
         e.network.now = hour(116, 1), e.network.fell = 38;
         e.mine.now = hour(14, 0);
     },
     "network", "sessions fell by 71 % to 116; 38 of 41 orchestrators lost half their sessions"},
    {"it is night", [](VerdictEvidence& e) { e.network.now = hour(190, 2), e.network.quiet_hour = 200; }, "fine",
     "network steady (190 sessions)"},
    {"the network finds nobody", [](VerdictEvidence& e) { e.network.now.no_orch_sessions = 100; }, "network",
     "without an orchestrator rose from 0 % to 25 %"},
    {"the cohort fails", [](VerdictEvidence& e) { e.cohort.now = hour(100, 30), e.mine.now = hour(50, 15); }, "cohort",
     "failures rose from 1.0 % to 30 %; feed healthy (lag 12 s); yours too"},
    {"I fail", [](VerdictEvidence& e) { e.mine.now = hour(50, 17); }, "mine",
     "You: failures rose from 0 % to 34 %; feed healthy (lag 12 s); network steady (400 sessions); cohort steady"},
    {"I am slow", [](VerdictEvidence& e) { e.mine.now = hour(50, 0, 15.9); }, "mine",
     "output fell from 20.0 to 15.9 fps"},
    {"a fifth slower is not slow", [](VerdictEvidence& e) { e.mine.now = hour(50, 0, 16); }, "fine", "All is well"},
    {"one failure of fifty is chance", [](VerdictEvidence& e) { e.mine.now = hour(50, 2); }, "fine", "All is well"},
    {"too few to tell", [](VerdictEvidence& e) { e.mine.now = hour(2, 2), e.mine.before = usual(0, 0); }, "cannot tell",
     "sessions in the 24 hours before"},
    {"nothing is held", [](VerdictEvidence& e) { e = {}; }, "cannot tell", "events"},
    {"nobody said who I am", [](VerdictEvidence& e) { e.mine = {}, e.cohort = {}, e.has_mine = false; }, "fine",
     "All is well: network steady"},
};

}  // namespace

class TestVerdict : public QObject {
    Q_OBJECT

private slots:
    void namesTheOutermostLayer_data()
    {
        QTest::addColumn<int>("number");
        for (int i = 0; i < static_cast<int>(std::size(kCases)); ++i)
            QTest::newRow(kCases[i].name) << i;
    }
    void namesTheOutermostLayer()
    {
        QFETCH(int, number);
        VerdictEvidence evidence = healthy();
        kCases[number].change(evidence);
        const Verdict verdict = verdictOf(evidence);
        const bool tells = verdict.confidence != Certainty::none;
        const std::string cause(verdict.cause ? nameOf(*verdict.cause) : tells ? "fine" : "cannot tell");
        QCOMPARE(cause, std::string(kCases[number].cause));
        QVERIFY2(verdict.sentence.find(kCases[number].says) != std::string::npos, verdict.sentence.c_str());
        QCOMPARE(verdict.layers.size(), std::size_t{5});
    }

    void oneGpuOfSeveralIsNamed()
    {
        VerdictEvidence evidence = healthy();
        evidence.mine.now = hour(50, 17);
        evidence.gpus = {{.gpu_id = "GPU-1", .now = hour(25, 0), .before = usual(25, 0)},
                         {.gpu_id = "GPU-2", .now = hour(25, 17), .before = usual(25, 0)}};
        QVERIFY(verdictOf(evidence).sentence.find("only GPU GPU-2") != std::string::npos);
    }

    void withoutEvidenceNothingIsZero()
    {
        const LayerFigures none;
        QVERIFY(!none.failureRate());
        QVERIFY(!none.avgOutputFps());
        QVERIFY(!none.sessionsPerHour());
        for (const LayerVerdict& layer : verdictOf({}).layers) {
            QVERIFY(layer.state == LayerState::unknown);
            QVERIFY(!layer.missing.empty());
        }
    }
};

QTEST_APPLESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
