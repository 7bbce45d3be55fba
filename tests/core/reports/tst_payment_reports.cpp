#include <QtTest>

#include "tests/core/reports/report_rows.h"

using namespace naap;
using namespace naap::telling;

namespace {

Envelope paid(std::string_view when, std::string_view requestId, std::string_view session, std::string_view face,
              int tickets, std::string_view chance)
{
    return payment(when, requestId, face)
        .with("sessionID", session)
        .with("numTickets", std::to_string(tickets))
        .with("winProb", chance)
        .with("manifestID", "plain");
}

Envelope found(std::string_view when, const Json& candidates)
{
    return sent(when, "discovery_results", candidates);
}

Json candidate(const char* address, int latency)
{
    return {{"address", address}, {"url", "https://" + std::string(address)}, {"latency_ms", latency}};
}

Json track(const char* type, double jitter, int lost, int received)
{
    return {{"type", type}, {"jitter", jitter}, {"packets_lost", lost}, {"packets_received", received}, {"rtt", 0}};
}

Envelope sample(std::string_view when, std::int64_t received, std::int64_t returned, const char* quality,
                const Json& tracks)
{
    return sent(when, "stream_ingest_metrics",
                {{"stats",
                  {{"conn_quality", quality},
                   {"peer_conn_stats", {{"ID", "c1"}, {"BytesReceived", received}, {"BytesSent", returned}}},
                   {"track_stats", tracks}}}})
        .in("s1", "r1");
}

}  // namespace

class PaymentReports : public QObject {
    Q_OBJECT

private slots:
    void amountsAreExact()
    {
        // 3 tickets of 0.02 ETH, one in 1000 wins; and 7 wei, of which half is 3.5 and rounds down.
        Told told({paid("10:00:00", "", "p1", "0.02 ETH", 3, "0.0010000000"),
                   paid("10:00:01", "", "p1", "7 WEI", 1, "0.5000000000"),
                   paid("10:00:02", "", "p1", "a lot", 1, "0.5000000000")});
        QCOMPARE(told.lines("payments", {"face_value_wei", "num_tickets", "win_prob", "face_total_wei",
                                         "expected_fees_wei", "parse_failure"}),
                 std::string("\"20000000000000000\" 3 0.001 \"60000000000000000\" \"60000000000000\" false\n"
                             "\"7\" 1 0.5 \"7\" \"3\" false\n"
                             "\"0\" 1 0.5 \"0\" \"0\" true\n"));
    }

    void pixelsPaidFor()
    {
        // 2 x 10^15 wei at 1/1000 is 2 x 10^12 wei, which buys 1.6 x 10^9 pixels of 1250 wei.
        Told told(
            {paid("10:00:00", "", "p1", "2000000000000000 WEI", 1, "0.0010000000").with("price", "1250.000 wei/pixel"),
             paid("10:00:01", "", "p1", "2000000000000000 WEI", 1, "0.0010000000").without("price")});
        QCOMPARE(told.lines("payments", {"price_wei_per_pixel", "paid_pixels_estimate"}),
                 std::string("1250 1600000000\nnull null\n"));
    }

    void onlyTheRequestLinksAndTheRestIsInferred()
    {
        Told told({request("10:00:00"), request("10:00:01").in("s2", "r2"),
                   paid("10:00:05", "r1", "p1", "10 WEI", 1, "1.0000000000").with("manifestID", "35_sdxl"),
                   paid("10:00:06", "", "p1", "10 WEI", 1, "1.0000000000").with("manifestID", "35_sdxl"),
                   paid("10:00:07", "", "p2", "10 WEI", 1, "1.0000000000"),
                   paid("10:00:08", "r1", "p3", "10 WEI", 1, "1.0000000000"),
                   paid("10:00:09", "r2", "p3", "10 WEI", 1, "1.0000000000"),
                   paid("10:00:10", "", "p3", "10 WEI", 1, "1.0000000000"),
                   paid("10:00:11", "unheard of", "", "10 WEI", 1, "1.0000000000")});
        const std::string expected =
            "\"request_id\" \"resolved\" \"cloudspe|s1|r1\" \"cloudspe|s1|r1\" \"\"\n"
            "\"unlinked\" \"unresolved\" null \"cloudspe|s1|r1\" \"sdxl\"\n"
            "\"unlinked\" \"unresolved\" null null null\n"
            "\"request_id\" \"resolved\" \"cloudspe|s1|r1\" \"cloudspe|s1|r1\" \"\"\n"
            "\"request_id\" \"resolved\" \"cloudspe|s2|r2\" \"cloudspe|s2|r2\" \"\"\n"
            "\"unlinked\" \"unresolved\" null null null\n"  // two sessions share p3
            "\"unlinked\" \"unresolved\" null null null\n";
        QCOMPARE(told.lines("payments",
                            {"link_method", "link_status", "session_key", "inferred_session_key", "pipeline_id"}),
                 expected);
        // The payment that named the request lies before the range, and still tells whose this one is.
        QCOMPARE(told.lines("payments", {"inferred_session_key"}, between("10:00:06", "10:00:07")),
                 std::string("\"cloudspe|s1|r1\"\n"));
    }

    /// The first or last ones are read alone, but what they belong to is found in all others.
    void aFewAreWhatTheyAreAmongAll_data()
    {
        QTest::addColumn<std::optional<Instant>>("from");
        QTest::addColumn<std::optional<Instant>>("to");
        QTest::newRow("all") << std::optional<Instant>() << std::optional<Instant>();
        QTest::newRow("within hours") << std::optional(at("10:30:00")) << std::optional(at("13:10:00"));
        QTest::newRow("to the end") << std::optional(at("11:00:00")) << std::optional<Instant>();
    }
    void aFewAreWhatTheyAreAmongAll()
    {
        QFETCH(const std::optional<Instant>, from);
        QFETCH(const std::optional<Instant>, to);
        std::vector<Envelope> events{request("09:00:00"),
                                     request("09:00:00").in("s2", "r2"),
                                     request("12:00:00").in("s3", "r3"),
                                     paid("09:00:01", "r1", "p1", "5 WEI", 1, "1.0000000000"),
                                     paid("12:00:01", "r2", "p2", "5 WEI", 1, "1.0000000000"),
                                     paid("12:40:01", "r3", "p3", "5 WEI", 1, "1.0000000000"),
                                     paid("12:50:01", "r2", "p3", "5 WEI", 1, "1.0000000000"),  // p3 names two sessions
                                     paid("11:50:01", "r9", "p1", "5 WEI", 1, "1.0000000000")};
        for (const char* hour : {"10", "11", "12", "13"})
            for (const char* session : {"p1", "p2", "p3", "p4"})
                for (const char* minute : {":05:00", ":45:00"})
                    events.push_back(paid(std::string(hour) + minute, "", session, "7 WEI", 2, "0.5000000000"));
        Told told(events);
        const Json all = told.rows("payments", {.from = from, .to = to});
        QVERIFY(all.size() > 8);
        for (const std::size_t limit : {1U, 3U, 8U, 9U})
            for (const bool descending : {false, true}) {
                ReportQuery query{.from = from, .to = to};
                query.sort = SortBy{"event_ts", descending};
                query.limit = static_cast<std::int64_t>(limit);
                Json expected = all;
                std::stable_sort(expected.begin(), expected.end(), [&](const Json& a, const Json& b) {
                    return descending ? a.at("event_ts") > b.at("event_ts") : a.at("event_ts") < b.at("event_ts");
                });
                expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(limit), expected.end());
                QCOMPARE(told.rows("payments", query).dump(), expected.dump());
            }
    }

    void aSessionWithAStreamIsPreferred()
    {
        Told told({request("10:00:00").in("", "r1"), request("10:00:01").in("zz", "r1"),
                   paid("10:00:05", "r1", "p1", "10 WEI", 1, "1.0000000000")});
        QCOMPARE(told.lines("payments", {"session_key"}), std::string("\"cloudspe|zz|r1\"\n"));
    }

    void discoveryLatencies()
    {
        Told told({found("10:00:00", Json::array({candidate("0xB", 40), candidate("0xA", 5), candidate("0xC", 0)})),
                   found("10:10:00", Json::array({candidate("0xb", 10), candidate("", 9)})),
                   found("11:00:00", Json::array({candidate("0xb", 30)})),
                   found("12:00:00", Json::array({candidate("0xb", 20)}))});
        QCOMPARE(
            told.lines("discovery", {"orchestrator_address", "count", "latency_sum_ms", "mean", "p50", "p95", "p99"}),
            std::string("\"0xa\" 1 5 5 5 5 5\n\"0xb\" 4 100 25 20 40 40\n"));
        QCOMPARE(told.lines("discovery", {"orchestrator_address", "mean"}, between("10:10:00", "12:00:00")),
                 std::string("\"0xb\" 20\n"));
    }

    void trafficLossAndJitterOfASession()
    {
        // Received: 625,000 bytes in 5 s are 1 Mbit/s, 1,875,000 are 3; lost: 2 of 200 packets.
        Told told(
            {sample("10:00:00", 1000, 50, "good", Json::array({track("video", 4, 1, 100), track("audio", 1, 0, 10)})),
             sample("10:00:05", 626'000, 50, "bad", Json::array({track("video", 8, 2, 200), track("audio", 1, 0, 20)})),
             sample("10:00:10", 2'501'000, 1'250'050, "good",
                    Json::array({track("video", 6, 3, 298), track("audio", 1, 0, 30)}))});
        const Json row = told.rows("network").at(0);
        QCOMPARE(row["session_key"].get<std::string>(), std::string("cloudspe|s1|r1"));
        QCOMPARE(row["last_sample"].get<std::string>(), std::string("2026-04-01T10:00:10.000Z"));
        QCOMPARE(row["bytes_received"].get<int>(), 2'500'000);
        QCOMPARE(row["avg_bps_received"].get<double>(), 2e6);
        QCOMPARE(row["max_bps_received"].get<double>(), 3e6);
        QCOMPARE(row["bytes_sent"].get<int>(), 1'250'000);
        QCOMPARE(row["avg_bps_sent"].get<double>(), 1e6);
        QCOMPARE(row["max_bps_sent"].get<double>(), 2e6);
        QCOMPARE(row["video_packets_lost"].get<int>(), 2);
        QCOMPARE(row["video_packet_loss_rate"].get<double>(), 0.01);
        QCOMPARE(row["video_jitter_mean_ms"].get<double>(), 6.0);
        QCOMPARE(row["video_jitter_max_ms"].get<double>(), 8.0);
        QVERIFY(row["video_rtt_mean_ms"].is_null());
        QCOMPARE(row["audio_packet_loss_rate"].get<double>(), 0.0);
        QCOMPARE(row["good_samples"].get<int>(), 2);
        QCOMPARE(row["conn_quality_good_rate"].get<double>(), 2.0 / 3);
    }

    void aSessionStandsWholeWhereItsLastSampleIs()
    {
        Told told({sample("10:00:00", 0, 0, "good", Json::array()), sample("10:00:05", 500, 0, "good", Json::array())});
        QCOMPARE(told.lines("network", {"bytes_received"}, between("10:00:05", "10:00:06")), std::string("500\n"));
        QCOMPARE(told.rows("network", between("10:00:00", "10:00:05")).size(), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(PaymentReports)
#include "tst_payment_reports.moc"
