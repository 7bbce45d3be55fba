#include <QtTest>

#include "tests/core/reports/report_rows.h"

using namespace naap;
using namespace naap::telling;

namespace {

const Node kAlpha = Node("0xA1", "https://alpha:8935").live("model-x", {"GPU-1", "GPU-2"});

Json priceRow(int capability, const char* constraint, int wei, int units)
{
    return {{"capability", capability}, {"constraint", constraint}, {"pricePerUnit", wei}, {"pixelsPerUnit", units}};
}

/// A stream that starts, plays and ends well on alpha.
std::vector<Envelope> goodStream()
{
    return {request("10:00:00"),
            ingest("10:00:01").by("0xA1", "https://alpha:8935"),
            processed("10:00:02").by("0xA1", "https://alpha:8935"),
            playable("10:00:03"),
            status("10:00:05").by("0xA1", "https://alpha:8935"),
            status("10:00:15").by("0xA1", "https://alpha:8935"),
            closed("10:00:20")};
}

}  // namespace

class SupplyReports : public QObject {
    Q_OBJECT

private slots:
    void orchestratorsTellWhatTheyOfferAndHowTheyServed()
    {
        auto events = goodStream();
        events.push_back(capabilities(
            "09:59:50", {kAlpha.with("capabilities/version", "0.8.8"), Node("0xb2", "https://beta").offers(27, "sd")}));
        events.push_back(capabilities("10:30:00", {kAlpha.with("capabilities/version", "0.8.9")}));
        Told told(events);
        QCOMPARE(told.lines("orchestrators", {"orchestrator_address", "orchestrator_uri", "name", "version",
                                              "last_seen", "gpu_count", "pipelines", "models", "known_sessions_count"}),
                 std::string("\"0xa1\" \"https://alpha:8935\" \"0xA1\" \"0.8.9\" \"2026-04-01T10:30:00.000Z\" 2 "
                             "[\"live-video-to-video\"] [\"model-x\"] 1\n"
                             "\"0xb2\" \"https://beta\" \"0xb2\" null \"2026-04-01T09:59:50.000Z\" 0 "
                             "[\"text-to-image\"] [\"sd\"] 0\n"));
        // A good row without a benchmark: full reliability, all components neutral.
        const Json rows = told.rows("orchestrators");
        QCOMPARE(rows[0]["sla_score_weighted_mean"].get<double>(), 85.0);
        QVERIFY(rows[1]["sla_score_weighted_mean"].is_null());
    }

    void onlyEvidenceOfTheRangeCounts()
    {
        Told told(
            {capabilities("09:00:00", {Node("0xb2", "https://beta"), kAlpha}), capabilities("11:00:00", {kAlpha})});
        QCOMPARE(told.lines("orchestrators", {"orchestrator_address", "last_seen"}, between("09:00:00", "11:00:00")),
                 std::string("\"0xa1\" \"2026-04-01T09:00:00.000Z\"\n\"0xb2\" \"2026-04-01T09:00:00.000Z\"\n"));
        QCOMPARE(told.lines("gpus", {"gpu_id", "first_seen", "last_seen"}, between("09:00:01", "")),
                 std::string("\"GPU-1\" \"2026-04-01T11:00:00.000Z\" \"2026-04-01T11:00:00.000Z\"\n"
                             "\"GPU-2\" \"2026-04-01T11:00:00.000Z\" \"2026-04-01T11:00:00.000Z\"\n"));
    }

    void theLastElementOfANodeSpeaksForItsEvent()
    {
        Told told({capabilities("09:00:00", {Node("0xa1", "https://ALPHA").live("old", {"GPU-1"}),
                                             Node("0xa1", "https://alpha").live("new", {"GPU-2"})})});
        QCOMPARE(told.lines("offers", {"orchestrator_uri", "model_id", "gpu_id"}),
                 std::string("\"https://alpha\" \"new\" \"GPU-2\"\n"));
    }

    void offersByHardware()
    {
        Told told({capabilities("09:00:00", {Node("0xa1", "https://a")
                                                 .hardware("Live-Video-To-Video", "m", {"GPU-1", ""})
                                                 .hardware("openai-chat-completions", "q", {"GPU-1"})
                                                 .hardware("text-to-image", "", {})
                                                 .hardware("", "nameless", {"GPU-1"})})});
        QCOMPARE(told.lines("offers", {"capability_id", "pipeline_id", "model_id", "gpu_id", "capability_family",
                                       "warm", "hardware_present", "supports_stream", "supports_request"}),
                 std::string("27 \"text-to-image\" null null \"builtin\" null false false true\n"
                             "35 \"live-video-to-video\" \"m\" null \"builtin\" null false true false\n"
                             "35 \"live-video-to-video\" \"m\" \"GPU-1\" \"builtin\" null true true false\n"
                             "37 \"openai-chat-completions\" \"q\" \"GPU-1\" \"byoc\" null true true true\n"));
    }

    void offersByCapabilityOnlyWithoutHardware()
    {
        const Node bare = Node("0xa1", "https://a").offers(27, "sd").offers(37, "external").offers(0, "h264");
        const Node full = Node("0xb2", "https://b").live("m", {"GPU-1"}).offers(27, "sd");
        Told told({capabilities("09:00:00", {bare, full})});
        QCOMPARE(told.lines("offers", {"orchestrator_address", "pipeline_id", "model_id", "warm", "advertised_capacity",
                                       "hardware_present"}),
                 std::string("\"0xa1\" \"text-to-image\" \"sd\" true 2 false\n"
                             "\"0xb2\" \"live-video-to-video\" \"m\" null null true\n"));
    }

    void workersOfferWhatTheirNodeDoesNot()
    {
        Told told({capabilities("09:00:00", {Node("0xa1", "https://a:8935").hardware("chat", "q", {"GPU-1"})}),
                   workerRegistered("09:10:00", "chat", "0xA1", "q"),
                   workerRegistered("09:20:00", "voice", "0xA1", "v"),
                   workerRegistered("09:30:00", "gone", "0xA1", "v").with("type", "worker_unregistered"),
                   workerRegistered("09:40:00", "voice", "0xC3", "v")});
        QCOMPARE(told.lines("offers", {"orchestrator_address", "capability_id", "pipeline_id", "model_id", "gpu_id",
                                       "last_seen"}),
                 std::string("\"0xa1\" 37 \"chat\" \"q\" \"GPU-1\" \"2026-04-01T09:00:00.000Z\"\n"
                             "\"0xa1\" 37 \"voice\" \"v\" null \"2026-04-01T09:20:00.000Z\"\n"
                             "\"0xc3\" 37 \"voice\" \"v\" null \"2026-04-01T09:40:00.000Z\"\n"));
        QCOMPARE(told.lines("orchestrators", {"orchestrator_address", "name", "last_seen"}),
                 std::string("\"0xa1\" \"0xa1\" \"2026-04-01T09:20:00.000Z\"\n"
                             "\"0xc3\" null \"2026-04-01T09:40:00.000Z\"\n"));
    }

    void gpusAreAsLastAdvertised()
    {
        const Node first = Node("0xa1", "https://a").live("m1", {"GPU-1"});
        const Node then = Node("0xa1", "https://a")
                              .hardware("text-to-image", "m2", {"GPU-1"})
                              .with("hardware/0/gpu_info/0/name", "RTX 5090")
                              .with("hardware/0/gpu_info/0/memory_total", 24576);
        Told told({capabilities("09:00:00", {first}), capabilities("09:05:00", {then}),
                   capabilities("09:10:00", {then.load(5)})});
        // 24576 can only be MiB: 24576 x 1048576 bytes.
        QCOMPARE(told.lines("gpus", {"gpu_id", "gpu_model_name", "gpu_memory_bytes_total", "pipelines", "models",
                                     "first_seen", "last_seen"}),
                 std::string("\"GPU-1\" \"RTX 5090\" 25769803776 [\"live-video-to-video\",\"text-to-image\"] "
                             "[\"m1\",\"m2\"] \"2026-04-01T09:00:00.000Z\" \"2026-04-01T09:10:00.000Z\"\n"));
    }

    void pricesNameTheirUnit()
    {
        const Json rows =
            Json::array({priceRow(35, "m", 2001, 4), priceRow(33, "llama", 300, 1), priceRow(36, "bark", 50, 2),
                         priceRow(37, "chat", 2500, 1), priceRow(27, "free", 0, 1)});
        const Node node = Node("0xa1", "https://a")
                              .with("capabilities_prices", rows)
                              .with("price_info", {{"pricePerUnit", 1200}, {"pixelsPerUnit", 1000}});
        Told told({capabilities("09:00:00", {node})});
        QCOMPARE(told.lines("prices", {"capability_id", "constraint", "pipeline_id", "model_id", "unit",
                                       "price_wei_per_unit", "wei_per_pixel", "gwei_per_megapixel"}),
                 std::string("null \"\" null null \"pixel\" 1.2 1.2 0.0012\n"
                             "27 \"free\" \"text-to-image\" \"free\" \"pixel\" 0 0 0\n"
                             "33 \"llama\" \"llm\" \"llama\" \"token\" 300 null null\n"
                             "35 \"m\" \"live-video-to-video\" \"m\" \"pixel\" 500.25 500.25 0.50025\n"
                             "36 \"bark\" \"text-to-speech\" \"bark\" \"second\" 25 null null\n"
                             "37 \"chat\" \"chat\" null \"pixel\" 2500 2500 2.5\n"));
    }

    void theLatestPriceIsCurrent()
    {
        const auto asking = [](int wei) {
            return Node("0xa1", "https://a").with("capabilities_prices", Json::array({priceRow(35, "m", wei, 1)}));
        };
        // Back to the first price: the same words as at 09:00, and yet the latest.
        Told told({capabilities("09:00:00", {asking(10)}), capabilities("09:05:00", {asking(20)}),
                   capabilities("09:10:00", {asking(10)})});
        const std::string all = told.lines("prices", {"price_per_unit", "first_seen", "last_seen"});
        QCOMPARE(all, std::string("10 \"2026-04-01T09:00:00.000Z\" \"2026-04-01T09:10:00.000Z\"\n"));
        QCOMPARE(told.lines("prices", {"price_per_unit"}, between("", "09:10:00")), std::string("20\n"));
    }
};

QTEST_APPLESS_MAIN(SupplyReports)
#include "tst_supply_reports.moc"
