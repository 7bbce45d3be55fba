#include <QtTest>

#include "core/reports/event_search.h"
#include "tests/core/reports/report_rows.h"

using namespace naap;
using namespace naap::telling;

namespace {

const std::string kStatus =
    R"({"state":"ONLINE","pipeline":"sdxl turbo","inference_status":{"fps":12.5,"last_error":null,"restart_count":0},)"
    R"("stats":{"tracks":[{"type":"audio","loss":0.5},{"type":"video","loss":3}]},"a.b":"x","text":"10","blank":""})";

bool holds(const char* text, std::string_view data = kStatus)
{
    const auto condition = JsonCondition::of(text);
    if (!condition)
        qFatal("%s: %s", text, condition.error().message.c_str());
    return condition->holds(data);
}

}  // namespace

/// Conditions on the members of an event, and the search through payloads.
class JsonPaths : public QObject {
    Q_OBJECT

private slots:
    void holds_data()
    {
        QTest::addColumn<bool>("expected");
        const auto row = [](const char* text, bool expected) { QTest::newRow(text) << expected; };
        row("", true);
        row("data.state = ONLINE", true);
        row("data.state == ONLINE", true);
        row("state = ONLINE", true);
        row("data.state = online", false);
        row("data.state != ONLINE", false);
        row("data.state != LOADING", true);
        row("data.nothing != LOADING", false);
        row("data.state ~ line", true);
        row("data.pipeline = \"sdxl turbo\"", true);
        row("data.inference_status.fps < 18", true);
        row("data.inference_status.fps >= 12.5", true);
        row("data.inference_status.fps > 12.5", false);
        row("data.inference_status.fps<18 and data.state=ONLINE", true);
        row("data.inference_status.fps < 18 AND data.state = LOADING", false);
        row("data.text > 9", true);
        row("data.state > 9", false);
        row("data.stats.tracks[].loss > 2", true);
        row("data.stats.tracks[0].loss > 2", false);
        row("data.stats.tracks[1].loss > 2", true);
        row("data.stats.tracks.type = video", true);
        row("data.stats.*.type = audio", true);
        row("data.\"a.b\" = x", true);
        row("data.inference_status.last_error exists", false);
        row("data.inference_status.last_error is missing", true);
        row("data.inference_status.last_error = null", true);
        row("data.inference_status.restart_count", false);
        row("data.inference_status.restart_count exists", true);
        row("data.blank", false);
        row("data.state", true);
        row("data.nothing is missing", true);
        row("data.state is not missing", true);
        row("android = 1", false);
    }
    void holds()
    {
        QFETCH(bool, expected);
        QCOMPARE(::holds(QTest::currentDataTag()), expected);
    }

    void rootsThatAreLists()
    {
        const std::string list = R"([{"address":"0xa","latency_ms":"77"},{"address":"0xb"}])";
        QVERIFY(::holds("data[].address = 0xb", list));
        QVERIFY(::holds("data[0].latency_ms >= 77", list));
        QVERIFY(!::holds("data[1].latency_ms >= 77", list));
        QVERIFY(::holds("[].address = 0xa", list));
        QVERIFY(::holds("address = 0xa", list));
    }

    void whatIsNoJsonMeetsOnlyMissing()
    {
        QVERIFY(!::holds("data.state", "no json"));
        QVERIFY(::holds("data.state is missing", "no json"));
        QVERIFY(!::holds("data.state = x", ""));
    }

    void errorsNameTheirPlace_data()
    {
        QTest::addColumn<int>("offset");
        QTest::newRow("= x") << 0;
        QTest::newRow("data.state =") << 12;
        QTest::newRow("data. = x") << 5;
        QTest::newRow("data[x] = 1") << 5;
        QTest::newRow("data.a is nothing") << 10;
        QTest::newRow("data.a = \"x") << 11;
        QTest::newRow("data.a = x or data.b") << 11;
        QTest::newRow("data.a = x and ") << 15;
    }
    void errorsNameTheirPlace()
    {
        QFETCH(int, offset);
        const auto condition = JsonCondition::of(QTest::currentDataTag());
        QVERIFY(!condition);
        QCOMPARE(static_cast<int>(condition.error().offset), offset);
    }

    void searchesHourByHourUpToTheLimit()
    {
        Told told({request("10:00:00"), status("10:00:10").with("inference_status/fps", 20),
                   status("11:00:10").with("inference_status/fps", 5),
                   status("12:00:10").with("inference_status/fps", 4)});
        const auto slow = JsonCondition::of("data.inference_status.fps < 10");
        QVERIFY(slow);
        int calls = 0;
        const auto all = searchEvents(told.cache(), {}, *slow, 10, [&](const SearchProgress&) { return ++calls > 0; });
        QVERIFY(all);
        QCOMPARE(all->table->rowCount(), std::size_t{2});
        QCOMPARE(calls, 3);
        QCOMPARE(all->progress.events_read, std::int64_t{4});
        QVERIFY(!all->is_cut);

        const auto one = searchEvents(told.cache(), {}, *slow, 1, [](const SearchProgress&) { return true; });
        QCOMPARE(one->table->rowCount(), std::size_t{1});
        QVERIFY(one->is_cut);

        const auto stopped = searchEvents(told.cache(), {}, *slow, 10, [](const SearchProgress&) { return false; });
        QCOMPARE(stopped->table->rowCount(), std::size_t{0});
        QVERIFY(stopped->is_stopped);

        const auto none = searchEvents(told.cache(), between("10:00:00", "11:00:00"), *slow, 10,
                                       [](const SearchProgress&) { return true; });
        QCOMPARE(none->table->rowCount(), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(JsonPaths)
#include "tst_json_path.moc"
