// Scenarios of request jobs and payments. From raw records to facts, in any order.

#include <QTest>

#include "core/store/evidence_store.h"
#include "tests/support/playing.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

const std::string kA = "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const std::string kUrlA = "https://a:8935";
const std::string kChat = "openai-chat-completions";

Job onlyJob(TestCache& cache)
{
    const auto jobs = cache.jobs();
    if (jobs.size() != 1)
        throw std::runtime_error("there are " + std::to_string(jobs.size()) + " jobs");
    return jobs[0];
}

Node imageNode()
{
    return Node(kA, kUrlA).offers(27, "m1");
}

}  // namespace

class TestScenariosRequests : public QObject {
    Q_OBJECT

private slots:
    void s46_receivedLaterThanCompleted()
    {
        play({capabilities("09:59:50", {imageNode()}), batchReceived("10:00:00", "j1"),
              batchCompleted("10:00:05", "j1", kUrlA)},
             [](TestCache& cache) {
                 const Job job = onlyJob(cache);
                 QCOMPARE(job.received_at, std::optional(at("10:00:00")));
                 QCOMPARE(job.decision.status, std::string("hardware_less"));
                 QCOMPARE(job.decision.orchestrator_address, std::optional(kA));
                 QCOMPARE(job.selection_outcome, std::string("selected"));
                 QVERIFY(job.success);
             });
        play({batchReceived("10:00:09", "j1"), batchCompleted("10:00:05", "j1", kUrlA)},
             [](TestCache& cache) { QCOMPARE(onlyJob(cache).received_at, std::optional<Instant>()); });
        play({batchReceived("10:00:00", "j1")}, [](TestCache& cache) { QVERIFY(cache.jobs().empty()); });
    }

    void s46_attributedAtTheTimeOfReceipt()
    {
        // The node was announced between receipt and completion: too late for the one, in time for the other.
        const Envelope node = capabilities("10:01:00", {imageNode()});
        play({node, batchReceived("10:00:00", "j1"), batchCompleted("10:01:30", "j1", kUrlA)},
             [](TestCache& cache) { QCOMPARE(onlyJob(cache).decision.reason, std::string("missing_candidate")); });
        play({node, batchCompleted("10:01:30", "j1", kUrlA)},
             [](TestCache& cache) { QCOMPARE(onlyJob(cache).decision.status, std::string("hardware_less")); });
    }

    void s46_failures()
    {
        const auto failed = [](const char* type) {
            return batchCompleted("10:00:05", "j1", "", false).with("error_type", type);
        };
        play({failed(" No_Orchestrators ")}, [](TestCache& cache) {
            QCOMPARE(onlyJob(cache).selection_outcome, std::string("no_orch"));
            QVERIFY(!onlyJob(cache).success);
        });
        play({failed("inference_error")},
             [](TestCache& cache) { QCOMPARE(onlyJob(cache).selection_outcome, std::string("unknown")); });
    }

    void s46_theLastCompletionCounts()
    {
        play({batchCompleted("10:00:05", "j1", kUrlA), batchCompleted("10:00:07", "j1", "https://b:8935", false),
              batchCompleted("10:00:06", "j1", kUrlA)},
             [](TestCache& cache) {
                 QCOMPARE(onlyJob(cache).completed_at, at("10:00:07"));
                 QVERIFY(!onlyJob(cache).success);
             });
        play({batchCompleted("10:00:05", "", kUrlA)}, [](TestCache& cache) { QVERIFY(cache.jobs().empty()); });
    }

    void s47_llmWithAndWithoutTtft()
    {
        play({llmCompleted("10:00:00", "j1"),
              llmCompleted("10:00:01", "j2").without("ttft_ms").with("total_tokens", nullptr),
              llmCompleted("10:00:02", "j3").with("type", "llm_request_completed"),
              llmCompleted("10:00:03", "j4").with("type", "llm_request_started")},
             [](TestCache& cache) {
                 const auto rows = cache.llm();
                 QCOMPARE(rows.size(), 3U);
                 QCOMPARE(rows[0].ttft_ms, std::optional<std::int64_t>(180));
                 QVERIFY(rows[0].streaming);
                 QCOMPARE(rows[1].ttft_ms, std::optional<std::int64_t>());
                 QCOMPARE(rows[1].total_tokens, std::optional<std::int64_t>());
                 QVERIFY(!rows[2].streaming);
             });
    }

    void s48_workersNameTheModel_data()
    {
        QTest::addColumn<QString>("jobUrl");
        QTest::addColumn<QStringList>("workers");  // when, url, model
        QTest::addColumn<QString>("model");        // blank: none
        QTest::newRow("the newest") << "" << QStringList{"11:00:00", "", "gpt-4o-mini", "10:00:00", "", "gpt-3.5"}
                                    << "gpt-4o-mini";
        QTest::newRow("none from the future") << "" << QStringList{"13:00:00", "", "gpt-4o"} << "";
        QTest::newRow("the same worker") << "http://b" << QStringList{"11:55:00", "http://a", "wrong",
                                                                      "11:50:00", "http://b", "right"}
                                         << "right";
        QTest::newRow("no url, any worker") << "" << QStringList{"11:55:00", "http://a", "that"} << "that";
        QTest::newRow("an exact list that is all later does not fall back")
            << "http://b" << QStringList{"13:00:00", "http://b", "later", "11:00:00", "", "earlier"} << "";
    }

    void s48_workersNameTheModel()
    {
        QFETCH(QString, jobUrl);
        QFETCH(QStringList, workers);
        QFETCH(QString, model);
        std::vector<Envelope> events{
            byocCompleted("12:00:00", kChat, kA, kUrlA).with("worker_url", jobUrl.toStdString())};
        for (qsizetype i = 0; i + 2 < workers.size(); i += 3)
            events.push_back(workerRegistered(workers[i].toStdString(), kChat, kA, workers[i + 2].toStdString())
                                 .with("worker_url", workers[i + 1].toStdString()));
        events.push_back(workerRegistered("11:59:00", "other-capability", kA, "not this"));
        play(events, [&](TestCache& cache) {
            QCOMPARE(onlyJob(cache).model_id.value_or(""), model.toStdString());
            QCOMPARE(onlyJob(cache).pipeline_id, kChat);
        });
    }

    void s48_eachAttemptIsAJob()
    {
        play({byocCompleted("12:00:00", kChat, kA, kUrlA, false), byocCompleted("12:00:02", kChat, "0xb", "", true),
              byocCompleted("12:00:03", kChat, "", "", true)},
             [](TestCache& cache) {
                 QCOMPARE(cache.jobs().size(), 3U);
                 int succeeded = 0;
                 int selected = 0;
                 for (const Job& job : cache.jobs()) {
                     succeeded += job.success;
                     selected += job.selection_outcome == "selected";
                 }
                 QCOMPARE(succeeded, 2);
                 QCOMPARE(selected, 2);
             });
    }

    void s48_aModelHintDisambiguates()
    {
        const Node two = Node(kA, kUrlA).hardware(kChat, "gpt-4o", {"GPU-1"}).hardware(kChat, "gpt-3.5", {"GPU-2"});
        play({capabilities("11:59:00", {two}), byocCompleted("12:00:00", kChat, kA, kUrlA)},
             [](TestCache& cache) { QCOMPARE(onlyJob(cache).decision.status, std::string("ambiguous")); });
        play({capabilities("11:59:00", {two}), byocCompleted("12:00:00", kChat, kA, kUrlA),
              workerRegistered("11:00:00", kChat, kA, "GPT-3.5")},
             [](TestCache& cache) {
                 QCOMPARE(onlyJob(cache).decision.status, std::string("resolved"));
                 QCOMPARE(onlyJob(cache).decision.gpu_id, std::optional<std::string>("GPU-2"));
             });
    }

    void s48_theDecisionsModelWhenNoWorkerNamesOne()
    {
        const Node one = Node(kA, kUrlA).hardware(kChat, "Qwen", {"GPU-1"});
        play({capabilities("11:59:00", {one}), byocCompleted("12:00:00", kChat, kA, kUrlA)},
             [](TestCache& cache) { QCOMPARE(onlyJob(cache).model_id, std::optional<std::string>("Qwen")); });
    }

    void s49_payments()
    {
        const Envelope named = payment("10:00:05", "r1", "2402400000000000 WEI");
        const Envelope unnamed = payment("10:01:05", "", "2400000000000000 WEI");
        const Envelope eth = payment("10:02:05", "r1", "0.05 ETH");
        const Envelope unreadable = payment("10:03:05", "r1", "a lot");
        play({request("10:00:00"), named, unnamed, eth, unreadable}, [](TestCache& cache) {
            const Session s = cache.session();
            QCOMPARE(s.payment_count, 3);
            QCOMPARE(s.fees_wei, std::string("104804800000000000"));
            EvidenceStore evidence(cache.cache());
            const auto payments = evidence.payments(at("10:00:00"), at("11:00:00"));
            QCOMPARE(payments.size(), 4U);
            QCOMPARE(payments[0].win_prob_e10, 9'990'010);
            QVERIFY(!payments[0].face_value_in_eth && payments[2].face_value_in_eth);
            QVERIFY(payments[3].parse_failure);
            QVERIFY(payments[3].face_value_wei == 0);
            QCOMPARE(payments[0].recipient, std::string("0xrecipient"));
        });
    }

    void s49_aPaymentBeforeItsSessionLinksLater()
    {
        TestCache cache;
        deliver(cache, {payment("10:00:05", "r1", "7 WEI"), request("10:00:00").in("s2", "r2")}, {});
        QCOMPARE(cache.session("s2", "r2").payment_count, 0);
        deliver(cache, {request("10:00:01")}, {});
        QCOMPARE(cache.session().payment_count, 1);
        QCOMPARE(cache.session().fees_wei, std::string("14"));
    }

    void s49_aPaymentLinksToOneSessionOfItsRequest()
    {
        play({status("10:00:00").in("", "r1"), status("10:00:01").in("s2", "r1"), status("10:00:02").in("s1", "r1"),
              runnerOutput("10:00:02").in("s0", "r1"), payment("10:00:05", "r1", "7 WEI"),
              payment("10:00:06", "r1", "8 WEI").of("daydream")},
             [](TestCache& cache) {
                 QCOMPARE(cache.session("s1", "r1").payment_count, 1);
                 QCOMPARE(cache.session("s2", "r1").payment_count, 0);
                 QCOMPARE(cache.find("cloudspe|_missing_stream|r1")->payment_count, 0);
             });
    }
};

QTEST_APPLESS_MAIN(TestScenariosRequests)
#include "tst_scenarios_requests.moc"
