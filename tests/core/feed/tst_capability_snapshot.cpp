#include <QtTest>

#include "core/events/md5.h"
#include "tests/core/feed/feed_reading.h"
#include "tests/support/printing.h"
#include "tests/support/test_cache.h"

using namespace naap;

namespace {

const std::string kSnapshot =
    R"({"capabilities_names":{"-2":"Invalid","35":"Live"},"orchestrators":[{"address":"0xA1","orch_uri":"https://a"},{"address":"0xB2"}]})";

FeedOptions takenAt(std::int64_t ms, FeedOptions options = {})
{
    options.snapshot_at = instantFromMs(ms);
    return options;
}

std::string prettyPrinted()
{
    std::string text = kSnapshot;
    for (std::size_t at = 0; (at = text.find(',', at)) != std::string::npos; at += 4)
        text.replace(at, 1, ",\n  ");
    return text + "\n\n";
}

}  // namespace

/// The file of the HTTP endpoint: no id, no time.
class CapabilitySnapshotTest : public QObject {
    Q_OBJECT

private slots:
    void oneEventOfTheTimeGiven()
    {
        const std::string expected =
            "{\"id\":\"" + hexOf(md5Of(kSnapshot)) +
            "\",\"type\":\"network_capabilities\",\"timestamp\":\"1775044800000\",\"gateway\":\"\",\"data\":"
            "[{\"address\":\"0xA1\",\"orch_uri\":\"https://a\"},{\"address\":\"0xB2\"}]}";
        for (const std::string& file : {kSnapshot, kSnapshot + "\n", prettyPrinted()})
            for (const std::size_t block : {std::size_t{1} << 20, std::size_t{1}}) {
                const Reading reading = readBytes(file, takenAt(1'775'044'800'000, inBlocksOf(block)));
                QVERIFY2(!reading.error, reading.error ? reading.error->message.c_str() : "");
                QCOMPARE(reading.records.size(), std::size_t{1});
                QCOMPARE(reading.records[0].text, expected);
                QCOMPARE(reading.records[0].size, std::uint64_t{file.size()});
                QCOMPARE(reading.format, std::string("capability snapshot"));
            }
    }

    void whatIsNoSnapshotIsReadAsEver()
    {
        QCOMPARE(readBytes("{\"id\":1}\n{\"id\":2}\n", takenAt(0)).records.size(), std::size_t{2});
        QCOMPARE(readBytes("[{\"id\":1}]", takenAt(0)).format, std::string("JSON array"));
        QCOMPARE(readBytes(kSnapshot + "\n" + kSnapshot, takenAt(0)).records.size(), std::size_t{2});
        QVERIFY(readBytes("{\"generated_at\":0,\"topics\":[]}", takenAt(0)).error);
    }

    void brokenOnesSayWhy()
    {
        const auto said = [](const std::string& file) {
            const Reading reading = readBytes(file, takenAt(0));
            return reading.error ? reading.error->message : std::string();
        };
        QVERIFY(said("{\"capabilities_names\":{},\"orchestrators\":{}}").find("list of orchestrators") !=
                std::string::npos);
        QVERIFY(said("{\"capabilities_names\":nul,\"orchestrators\":[]}").find("cannot be read") != std::string::npos);
    }

    void importedTwiceItIsOneEvent()
    {
        TestCache cache;
        const ImportOptions options{.org = {.given = "acme"}, .snapshot_at = instantFromMs(1'775'044'800'000)};
        QCOMPARE(cache.importText(kSnapshot, options).totals.accepted, std::int64_t{1});
        QCOMPARE(cache.importText(prettyPrinted(), options).totals.duplicates, std::int64_t{1});
        const ImportOptions later{.org = {.given = "acme"}, .snapshot_at = instantFromMs(1'775'044'900'000)};
        QCOMPARE(cache.importText(kSnapshot, later).totals.accepted, std::int64_t{1});
        QCOMPARE(cache.count("SELECT count(*) FROM capability_event WHERE org = 'acme'"), std::int64_t{2});
    }
};

QTEST_APPLESS_MAIN(CapabilitySnapshotTest)
#include "tst_capability_snapshot.moc"
