#include <QtTest>

#include "core/reports/nearest.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

using Op = Condition::Operator;

/// Three streams of one morning: a good one with fees, a failed one, and one that was never requested.
std::vector<Envelope> threeStreams()
{
    return {request("10:00:00").in("a", "1").from("gw-1"),
            processed("10:00:02").in("a", "1"),
            playable("10:00:03").in("a", "1"),
            status("10:00:10").in("a", "1").from("gw-1"),
            payment("10:00:04", "1", "20000000000000000000 WEI"),
            request("11:00:00").in("b", "2"),
            error("11:00:05", "GPU kernel panic").in("b", "2"),
            status("12:00:00", "LOADING", 0).in("c", "3")};
}

ReportQuery where(std::vector<Condition> conditions)
{
    ReportQuery query;
    query.where = std::move(conditions);
    return query;
}

ReportQuery sortedBy(const char* field, bool descending)
{
    ReportQuery query;
    query.sort = SortBy{field, descending};
    return query;
}

}  // namespace

class Query : public QObject {
    Q_OBJECT

private slots:
    void conditions_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("op");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("streams");
        const auto row = [](const char* name, const char* field, Op op, const char* value, const char* streams) {
            QTest::newRow(name) << field << static_cast<int>(op) << value << streams;
        };
        row("text, exactly", "startup_outcome", Op::equal, "failed", "b");
        row("text, not by its start", "startup_outcome", Op::equal, "fail", "");
        row("text differs", "startup_outcome", Op::not_equal, "failed", "a c");
        row("boolean", "playable", Op::equal, "true", "a");
        row("boolean, negated", "playable", Op::not_equal, "true", "b c");
        row("null", "startup_latency_ms", Op::equal, "null", "b c");
        row("not null", "startup_latency_ms", Op::not_equal, "null", "a");
        row("null is no number", "startup_latency_ms", Op::at_most, "999999", "a");
        row("null differs from any", "startup_latency_ms", Op::not_equal, "2000", "b c");
        row("number", "health_signal_count", Op::at_least, "2", "a");
        row("number, equal in another spelling", "health_signal_count", Op::equal, "3.0", "a");
        row("money beyond 64 bits", "fees_wei", Op::at_least, "19999999999999999999", "a");
        row("money, not by its text", "fees_wei", Op::at_most, "9", "b c");
        row("instant", "last_seen", Op::at_least, "2026-04-01T11:00:00Z", "b c");
        row("instant, in another offset", "last_seen", Op::equal, "2026-04-01T13:00:00+01:00", "c");
        row("date", "last_seen", Op::at_most, "2026-04-01", "");
        row("blank text", "gateway", Op::equal, "", "b c");
    }

    void conditions()
    {
        QFETCH(QString, field);
        QFETCH(int, op);
        QFETCH(QString, value);
        QFETCH(QString, streams);
        Told told(threeStreams());
        QString found;
        for (const Json& row :
             told.rows("sessions", where({{field.toStdString(), static_cast<Op>(op), value.toStdString()}})))
            found += (found.isEmpty() ? "" : " ") + QString::fromStdString(row["stream_id"].get<std::string>());
        QCOMPARE(found, streams);
    }

    void severalConditionsMustAllHold()
    {
        Told told(threeStreams());
        QCOMPARE(told.lines("sessions", {"stream_id"},
                            where({{"requested", Op::equal, "true"}, {"playable", Op::equal, "false"}})),
                 std::string("\"b\"\n"));
    }

    void wrongWordsNameTheNearest_data()
    {
        QTest::addColumn<QString>("report");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("op");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* report, const char* field, const char* op, const char* value,
                            const char* said) { QTest::newRow(said) << report << field << op << value << said; };
        row("sesions", "org", "=", "x", "`sessions`");
        row("gpu_metrics", "org", "=", "x", "`gpu-metrics`");
        row("sessions", "stream", "=", "x", "`stream_id`");
        row("sessions", "last_seen", ">=", "yesterday", "`yesterday` is no time");
        row("sessions", "swap_count", "=", "many", "`many` is no number");
        row("sessions", "org", ">=", "5", "only = and !=");
        row("sessions", "playable", "=", "yes", "true or false");
    }

    void wrongWordsNameTheNearest()
    {
        QFETCH(QString, report);
        QFETCH(QString, field);
        QFETCH(QString, op);
        QFETCH(QString, value);
        QFETCH(QString, said);
        Told told(threeStreams());
        const auto answer =
            runReport(told.cache(), report.toStdString(),
                      where({{field.toStdString(), op == "=" ? Op::equal : Op::at_least, value.toStdString()}}));
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, Error::Code::usage);
        QVERIFY2(answer.error().message.find(said.toStdString()) != std::string::npos, answer.error().message.c_str());
    }

    void sorting()
    {
        Told told(threeStreams());
        QCOMPARE(told.lines("sessions", {"stream_id"}, sortedBy("last_seen", true)),
                 std::string("\"c\"\n\"b\"\n\"a\"\n"));
        // Nulls first, equal rows in the order of the key; the other way round nulls last.
        QCOMPARE(told.lines("sessions", {"stream_id"}, sortedBy("startup_latency_ms", false)),
                 std::string("\"b\"\n\"c\"\n\"a\"\n"));
        QCOMPARE(told.lines("sessions", {"stream_id"}, sortedBy("startup_latency_ms", true)),
                 std::string("\"a\"\n\"b\"\n\"c\"\n"));
        QVERIFY(!runReport(told.cache(), "sessions", sortedBy("nonsense", false)));
    }

    void moneySortsByAmount()
    {
        Told told({request("10:00:00").in("nine", "1"), payment("10:00:01", "1", "9 WEI"),
                   request("10:00:00").in("ten", "2"), payment("10:00:01", "2", "10 WEI")});
        QCOMPARE(told.lines("sessions", {"stream_id"}, sortedBy("fees_wei", false)),
                 std::string("\"nine\"\n\"ten\"\n"));
    }

    void limitComesLast()
    {
        Told told(threeStreams());
        ReportQuery query = sortedBy("last_seen", true);
        query.limit = 1;
        QCOMPARE(told.lines("sessions", {"stream_id"}, query), std::string("\"c\"\n"));
        query = where({{"requested", Op::equal, "false"}});
        query.limit = 1;
        QCOMPARE(told.lines("sessions", {"stream_id"}, query), std::string("\"c\"\n"));
        query = {};
        query.limit = 2;
        for (const char* report : {"sessions", "status-hours"})
            QCOMPARE(told.rows(report, query).size(), 2U);
        query.limit = 0;
        QCOMPARE(told.rows("sessions", query).size(), 0U);
        query.limit = -1;
        QVERIFY(!runReport(told.cache(), "sessions", query));
    }

    void rangesAreHalfOpen()
    {
        Told told(threeStreams());
        QCOMPARE(told.lines("sessions", {"stream_id"}, between("10:00:10", "11:00:05")), std::string("\"a\"\n"));
        QCOMPARE(told.lines("sessions", {"stream_id"}, between("11:00:05", "")), std::string("\"b\"\n\"c\"\n"));
        QCOMPARE(told.rows("demand", between("10:00:00", "11:00:00")).size(), 1U);
        QCOMPARE(told.rows("status-hours", between("10:00:00.001", "")).size(), 1U);
    }

    void nearestWords()
    {
        const std::string_view words[] = {"sessions", "sla", "selections", "status-hours", "gpus"};
        QCOMPARE(nearestWord("session", words), std::string_view("sessions"));
        QCOMPARE(nearestWord("SLA", words), std::string_view("sla"));
        QCOMPARE(nearestWord("slections", words), std::string_view("selections"));
        QCOMPARE(nearestWord("status_hours", words), std::string_view("status-hours"));
        QCOMPARE(nearestWord("gpsu", words), std::string_view("gpus"));
        QCOMPARE(nearestWord("x", {}), std::string_view());
    }

    /// Whatever is committed while a report is made, it answers for one state.
    void aSnapshotSeesNoLaterCommit()
    {
        Told told(threeStreams());
        auto reader = Cache::open(told.path(), Cache::Access::read);
        QVERIFY(reader.has_value());
        const ReadSnapshot snapshot((*reader)->db());
        const auto before = runReport(**reader, "sessions", {});
        told.importText(fileOf({request("13:00:00").in("d", "4")}, Form::wrapper));
        told.resolve();
        const auto after = runReport(**reader, "sessions", {});
        QVERIFY(before && after);
        QCOMPARE((*after)->rowCount(), (*before)->rowCount());
        QCOMPARE(told.rows("sessions").size(), 4U);
    }
};

QTEST_APPLESS_MAIN(Query)
#include "tst_query.moc"
