#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <zlib.h>
#include <zstd.h>
#include <nlohmann/json.hpp>

#include "core/events/md5.h"
#include "core/generate/carrier_encoder.h"
#include "core/generate/traffic_writer.h"

using namespace naap;
using nlohmann::json;

namespace {

TrafficOptions twoHours(Carrier carrier = Carrier::ndjson)
{
    TrafficOptions options;
    options.hours = 2;
    options.sessions_per_hour = 60;
    options.orchestrators = 12;
    options.capability_seconds = 300;
    options.ignored_share = 0.0;
    options.carrier = carrier;
    return options;
}

std::string contentOf(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<json> linesOf(const std::string& text)
{
    std::vector<json> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(json::parse(line));
    return lines;
}

std::string unzstd(const std::string& packed)
{
    std::string text(64U << 20U, '\0');
    const std::size_t size = ZSTD_decompress(text.data(), text.size(), packed.data(), packed.size());
    text.resize(ZSTD_isError(size) ? 0 : size);
    return text;
}

std::string gunzip(const std::string& path)
{
    std::string text(64U << 20U, '\0');
    gzFile file = gzopen(path.c_str(), "rb");
    const int size = gzread(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
    text.resize(static_cast<std::size_t>(std::max(size, 0)));
    return text;
}

}  // namespace

class TestTrafficWriter : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::string pathOf(const char* name) const { return (m_dir.path() + "/" + name).toStdString(); }

    std::vector<json> ndjson() const
    {
        const std::string path = pathOf("n.ndjson");
        return writeTraffic(twoHours(), path) ? linesOf(contentOf(path)) : std::vector<json>();
    }

private slots:
    void theSummaryCountsWhatIsInTheFile()
    {
        const std::string path = pathOf("counted.ndjson");
        const Result<TrafficSummary> summary = writeTraffic(twoHours(), path);
        QVERIFY(summary.has_value());
        QCOMPARE(summary->bytes_written, static_cast<std::uint64_t>(std::filesystem::file_size(path)));
        QCOMPARE(summary->bytes_uncompressed, summary->bytes_written);
        QCOMPARE(summary->totals.records, static_cast<std::uint64_t>(linesOf(contentOf(path)).size()));
    }

    void wrappersHoldTheSameEnvelopes()
    {
        const std::string path = pathOf("w.json");
        QVERIFY(writeTraffic(twoHours(Carrier::wrapper_array), path).has_value());
        const json wrappers = json::parse(contentOf(path));
        const std::vector<json> envelopes = ndjson();
        QVERIFY(!envelopes.empty());
        QCOMPARE(wrappers.size(), envelopes.size());
        for (std::size_t i = 0; i < envelopes.size(); ++i) {
            const json& wrapper = wrappers[i];
            QVERIFY(wrapper["value"] == envelopes[i]);
            QCOMPARE(wrapper.size(), std::size_t{8});
            QCOMPARE(wrapper["id"].get<std::string>(), "log-" + std::to_string(i));
            QCOMPARE(std::to_string(wrapper["timestamp"].get<std::int64_t>()),
                     envelopes[i]["timestamp"].get<std::string>());
            QCOMPARE(wrapper["topic"].get<std::string>(), std::string("streaming-events"));
        }
    }

    void rowsHoldTheSameEnvelopes()
    {
        const std::string path = pathOf("r.ndjson");
        QVERIFY(writeTraffic(twoHours(Carrier::rows), path).has_value());
        const std::vector<json> rows = linesOf(contentOf(path));
        const std::vector<json> envelopes = ndjson();
        QVERIFY(!envelopes.empty());
        QCOMPARE(rows.size(), envelopes.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const json& row = rows[i];
            const json& envelope = envelopes[i];
            QCOMPARE(row.size(), std::size_t{13});
            QVERIFY(row["event_id"] == envelope["id"] && row["event_type"] == envelope["type"]);
            QVERIFY(row["gateway"] == envelope["gateway"] && row["org"] == "cloudspe");
            const std::string data = row["data"];
            QVERIFY(json::parse(data) == envelope["data"]);
            QCOMPARE(QString::fromStdString(hexOf(md5Of(data))).toUpper().toStdString(),
                     row["payload_hash"].get<std::string>());
            const std::optional<Instant> at = parseInstant(row["event_ts"].get<std::string>());
            QVERIFY(at && std::to_string(toMs(*at)) == envelope["timestamp"].get<std::string>());
            const std::string subtype = row["event_subtype"];
            if (!subtype.empty())
                QVERIFY(subtype == envelope["data"]["type"].get<std::string>());
            QCOMPARE(subtype.empty(), !hasSubtype(*familyOf(row["event_type"].get<std::string>())));
        }
    }

    void rowsLeaveOutWhatTheAcceptedStoreDoesNotHave()
    {
        TrafficOptions options = twoHours(Carrier::rows);
        options.ignored_share = 0.5;
        options.broken_share = 0.1;
        const Result<TrafficSummary> summary = writeTraffic(options, pathOf("clean.ndjson"));
        QVERIFY(summary.has_value());
        QVERIFY(summary->totals.ignored.empty() && summary->totals.rejected.empty());
        QCOMPARE(linesOf(contentOf(pathOf("clean.ndjson"))).size(), std::size_t{summary->totals.records});
    }

    void anArrayStaysReadableWithBrokenRecords()
    {
        TrafficOptions options = twoHours(Carrier::wrapper_array);
        options.broken_share = 0.1;
        const Result<TrafficSummary> summary = writeTraffic(options, pathOf("broken.json"));
        QVERIFY(summary.has_value());
        QCOMPARE(summary->totals.rejected.size(), std::size_t{2});
        QCOMPARE(json::parse(contentOf(pathOf("broken.json"))).size(), std::size_t{summary->totals.records});
    }

    void theNameDecidesTheCompression()
    {
        const std::string plain = pathOf("plain.ndjson");
        QVERIFY(writeTraffic(twoHours(), plain).has_value());
        const std::string text = contentOf(plain);
        const Result<TrafficSummary> zstd = writeTraffic(twoHours(), pathOf("packed.ndjson.zst"));
        QVERIFY(zstd.has_value());
        QVERIFY(unzstd(contentOf(pathOf("packed.ndjson.zst"))) == text);
        QCOMPARE(zstd->bytes_uncompressed, static_cast<std::uint64_t>(text.size()));
        QVERIFY(zstd->bytes_written * 5 < zstd->bytes_uncompressed);
        QVERIFY(writeTraffic(twoHours(), pathOf("packed.ndjson.gz")).has_value());
        QVERIFY(gunzip(pathOf("packed.ndjson.gz")) == text);
    }

    void expectedOutcomesLieBesideTheFile()
    {
        TrafficOutput output;
        output.path = pathOf("explained.ndjson");
        output.expected = true;
        const Result<TrafficSummary> summary = writeTraffic(twoHours(), output);
        QVERIFY(summary.has_value());
        const json expected = json::parse(contentOf(output.path + ".expected.json"));
        QCOMPARE(std::uint64_t{expected["sessions"].size()}, summary->totals.sessions);
        const json& totals = expected["totals"];
        std::uint64_t sum = totals["duplicates"];
        for (const auto* group : {"accepted", "ignored", "rejected"})
            for (const auto& [name, count] : totals[group].items())
                sum += count.get<std::uint64_t>();
        QCOMPARE(sum, totals["records"].get<std::uint64_t>());
        QCOMPARE(sum, static_cast<std::uint64_t>(linesOf(contentOf(output.path)).size()));
    }

    void cancellingLeavesNothingBehind()
    {
        const std::string path = pathOf("cancelled.ndjson");
        TrafficOptions options = twoHours();
        options.sessions_per_hour = 600;
        int asked = 0;
        const Result<TrafficSummary> summary =
            writeTraffic(options, path, [&](const TrafficProgress& p) { return ++asked, p.records == 0; });
        QCOMPARE(asked, 1);
        QVERIFY(!summary);
        QCOMPARE(summary.error().code, Error::Code::cancelled);
        QVERIFY(!std::filesystem::exists(path) && !std::filesystem::exists(path + ".part"));
    }

    void aFileThatCannotBeWrittenIsAnError()
    {
        const std::string path = pathOf("no/such/directory.ndjson");
        const Result<TrafficSummary> summary = writeTraffic(twoHours(), path);
        QVERIFY(!summary);
        QCOMPARE(summary.error().code, Error::Code::io);
        QVERIFY(summary.error().message.find(path) != std::string::npos);
    }

    void aFullDiskIsAnError()
    {
        if (!std::filesystem::exists("/dev/full"))
            QSKIP("this system has no /dev/full");
        const std::string path = pathOf("full.ndjson");
        std::filesystem::create_symlink("/dev/full", path + ".part");
        const Result<TrafficSummary> summary = writeTraffic(twoHours(), path);
        QVERIFY(!summary);
        QCOMPARE(summary.error().code, Error::Code::io);
        QVERIFY(!std::filesystem::exists(path));
    }

    void wrongOptionsAreRefused()
    {
        TrafficOptions options = twoHours();
        options.hours = 0;
        QCOMPARE(writeTraffic(options, pathOf("never.ndjson")).error().code, Error::Code::usage);
        TrafficOutput output;
        output.path = "-";
        output.expected = true;
        QCOMPARE(writeTraffic(twoHours(), output).error().code, Error::Code::usage);
    }

    void topicsBelongToTheirOrg_data()
    {
        QTest::addColumn<std::string>("org");
        QTest::addColumn<std::string>("topic");
        QTest::newRow("daydream") << std::string("daydream") << std::string("network_events");
        QTest::newRow("cloudspe") << std::string("cloudspe") << std::string("streaming_events");
        QTest::newRow("another") << std::string("vtest_one") << std::string("vtest_one");
    }

    void topicsBelongToTheirOrg()
    {
        QFETCH(std::string, org);
        QFETCH(std::string, topic);
        QCOMPARE(topicOf(org), topic);
    }
};

QTEST_APPLESS_MAIN(TestTrafficWriter)
#include "tst_traffic_writer.moc"
