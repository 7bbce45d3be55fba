#include <algorithm>
#include <limits>
#include <random>

#include <QtTest>

#include "core/metrics/network_health.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

namespace {

IngestSample bytesAt(int seconds, std::uint64_t received)
{
    IngestSample s;
    s.event_ts = onThatDay(13) + std::chrono::seconds{seconds};
    s.event_id = "sample";
    s.connection_id = "connection";
    s.bytes_received = received;
    s.has_bytes = true;
    return s;
}

IngestSample packetsAt(int seconds, std::int64_t lost, std::int64_t received, double jitterMs = 5)
{
    IngestSample s = bytesAt(seconds, 0);
    s.tracks.push_back(
        {.type = TrackStats::Type::video, .jitter_ms = jitterMs, .packets_lost = lost, .packets_received = received});
    return s;
}

double inMbit(std::optional<double> bps)
{
    return bps.value_or(-1) / 1e6;
}

}  // namespace

class TestNetworkHealth : public QObject {
    Q_OBJECT

private slots:
    void t24_bitRatesFromByteCounters()
    {
        const std::vector<IngestSample> samples{bytesAt(0, 477890), bytesAt(5, 926059), bytesAt(10, 1672987)};
        const std::span<const IngestSample> all(samples);
        COMPARE_CLOSE(inMbit(networkHealthOf(all.first(2)).received.avgBps()), 0.7170704);
        const NetworkHealth health = networkHealthOf(samples);
        COMPARE_CLOSE(inMbit(health.received.max_bps), 1.1950848);
        COMPARE_CLOSE(inMbit(health.received.avgBps()), 0.9560776);
        QCOMPARE(health.received.bytes, 1195097);
        QCOMPARE(health.pair_count, 2);
    }

    void t25_packetLossFromDifferences()
    {
        const NetworkHealth health =
            networkHealthOf(std::vector<IngestSample>{packetsAt(0, 2, 413), packetsAt(5, 8, 816)});
        COMPARE_CLOSE(health.video.packetLossRate(), 0.014669927);
        QVERIFY(!health.audio.packetLossRate());
    }

    void oneSampleTellsNoRate()
    {
        const NetworkHealth health = networkHealthOf(std::vector<IngestSample>{bytesAt(0, 477890)});
        QVERIFY(!health.received.avgBps());
        QVERIFY(!health.received.max_bps);
        QCOMPARE(health.received.bytes, 0);
        QVERIFY(networkHealthOf({}) == NetworkHealth{});
    }

    void aCounterThatFallsStartedAnew()
    {
        const NetworkHealth health =
            networkHealthOf(std::vector<IngestSample>{bytesAt(0, 1000), bytesAt(5, 3000), bytesAt(10, 500)});
        QCOMPARE(health.received.bytes, 2500);
        QCOMPARE(health.received.resets, 1);
    }

    void longGapsCountBytesButNoRate()
    {
        const NetworkHealth health =
            networkHealthOf(std::vector<IngestSample>{bytesAt(0, 0), bytesAt(60, 6000), bytesAt(121, 1'000'000)});
        QCOMPARE(health.received.bytes, 1'000'000);
        QCOMPARE(health.received.rated_bytes, 6000);
        COMPARE_CLOSE(health.received.avgBps(), 800);
        COMPARE_CLOSE(health.received.max_bps, 800);
    }

    void connectionsAreNotMixed()
    {
        std::vector<IngestSample> samples{bytesAt(0, 1000), bytesAt(1, 9000), bytesAt(5, 2000), bytesAt(6, 9500)};
        samples[1].connection_id = samples[3].connection_id = "another";
        const NetworkHealth health = networkHealthOf(samples);
        QCOMPARE(health.received.bytes, 1500);
        QCOMPARE(health.received.resets, 0);
    }

    void growthBelongsToTheHourOfTheLaterSample()
    {
        const auto hours = networkHealthByHour(std::vector<IngestSample>{bytesAt(3598, 0), bytesAt(3603, 5000)});
        QCOMPARE(hours.size(), std::size_t(2));
        QCOMPARE(hours.at(onThatDay(13)).received.bytes, 0);
        QCOMPARE(hours.at(onThatDay(14)).received.bytes, 5000);
    }

    void orderDoesNotMatter()
    {
        std::vector<IngestSample> samples;
        for (int i = 0; i < 20; ++i)
            samples.push_back(packetsAt(5 * i, i / 3, 100 * i, 0.1 * (i + 1) / 3));
        const NetworkHealth expected = networkHealthOf(samples);
        std::mt19937 chance(4);
        for (int round = 0; round < 10; ++round) {
            std::shuffle(samples.begin(), samples.end(), chance);
            QVERIFY(networkHealthOf(samples) == expected);
        }
    }

    void twoSamplesOfOneInstantLoseNothing()
    {
        std::vector<IngestSample> samples{bytesAt(0, 1000), bytesAt(5, 2000), bytesAt(5, 2500), bytesAt(10, 3000)};
        samples[2].event_id = "sample-2";
        QCOMPARE(networkHealthOf(samples).received.bytes, 2000);
    }

    void latePacketsAreNoNegativeLoss()
    {
        const NetworkHealth health =
            networkHealthOf(std::vector<IngestSample>{packetsAt(0, 5, 100), packetsAt(5, 3, 200)});
        QCOMPARE(health.video.packets_lost, 0);
        QCOMPARE(health.video.packets_received, 100);
    }

    void aRestartedTrackCountsFromZero()
    {
        const NetworkHealth health =
            networkHealthOf(std::vector<IngestSample>{packetsAt(0, 50, 1000), packetsAt(5, 1, 20)});
        QCOMPARE(health.video.packets_received, 20);
        QCOMPARE(health.video.packets_lost, 1);
        QCOMPARE(health.video.resets, 1);
    }

    void absurdCountersDoNotWrapAround()
    {
        constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
        constexpr auto kLeastLost = std::numeric_limits<std::int64_t>::min();
        constexpr auto kMostLost = std::numeric_limits<std::int64_t>::max();
        std::vector<IngestSample> samples{packetsAt(0, kLeastLost, 0), packetsAt(5, kMostLost, kMostLost),
                                          packetsAt(10, kLeastLost, -1), packetsAt(15, kMostLost, kMostLost)};
        samples[1].bytes_received = samples[3].bytes_received = kMost;
        const NetworkHealth health = networkHealthOf(samples);
        QCOMPARE(health.received.bytes, std::numeric_limits<std::int64_t>::max());
        QCOMPARE(health.video.packets_lost, kMostLost);
        QCOMPARE(health.video.packets_received, kMostLost);
    }

    void jitterOfPackets()
    {
        const NetworkHealth health = networkHealthOf(
            std::vector<IngestSample>{packetsAt(0, 0, 1, 2), packetsAt(5, 0, 2, 4), packetsAt(10, 0, 3, 12)});
        COMPARE_CLOSE(health.video.jitterMeanMs(), 6);
        COMPARE_CLOSE(health.video.jitter_p95_ms, 12);
        COMPARE_CLOSE(health.video.jitter_max_ms, 12);
        QVERIFY(!health.audio.jitterMeanMs());
        QVERIFY(!health.video.rttMeanMs());  // a round trip of 0 is unknown
    }

    void roundTripIsInNanoseconds()
    {
        std::vector<IngestSample> samples{packetsAt(0, 0, 1), packetsAt(5, 0, 2)};
        samples[0].tracks[0].rtt_ns = 20'000'000;
        COMPARE_CLOSE(networkHealthOf(samples).video.rttMeanMs(), 20);
    }

    void wordsForTheConnection()
    {
        std::vector<IngestSample> samples{bytesAt(0, 0), bytesAt(5, 0), bytesAt(10, 0), bytesAt(15, 0), bytesAt(20, 0)};
        samples[0].conn_quality = samples[1].conn_quality = "good";
        samples[2].conn_quality = "bad";
        samples[3].conn_quality = "fair";
        const NetworkHealth health = networkHealthOf(samples);
        COMPARE_CLOSE(health.connQualityGoodRate(), 0.5);
        QCOMPARE(health.unknown_quality_samples, 1);
        QVERIFY(!networkHealthOf({}).connQualityGoodRate());
    }
};

QTEST_APPLESS_MAIN(TestNetworkHealth)
#include "tst_network_health.moc"
