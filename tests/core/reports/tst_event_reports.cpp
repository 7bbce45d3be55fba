#include <QtTest>

#include "core/events/md5.h"
#include "core/store/range_store.h"
#include "tests/core/reports/report_rows.h"

using namespace naap;
using namespace naap::telling;

namespace {

Envelope restarted(std::string_view when, int times)
{
    return status(when).with("inference_status/restart_count", times);
}

Envelope failing(std::string_view when, const Json& message)
{
    return status(when).with("inference_status/last_error", message);
}

ReportQuery first(std::int64_t limit)
{
    ReportQuery query;
    query.limit = limit;
    return query;
}

const std::vector<Envelope> kThreeHours{trace("12:00:00", "gateway_receive_stream_request").id("e5").from("g1"),
                                        status("11:30:00").id("e4"), paramsUpdate("10:00:00").id("e2"),
                                        status("10:00:00").id("e1").in("s2", ""),
                                        sent("11:00:00", "network_capabilities", Json::array()).id("e3")};

}  // namespace

class EventReports : public QObject {
    Q_OBJECT

private slots:
    void repeatedSamplesAreOneIncident()
    {
        Told told({request("10:00:00"), restarted("10:00:10", 0), restarted("10:00:20", 1), restarted("10:00:30", 1),
                   restarted("10:00:40", 1), swapOf("10:00:50").from("g1"), restarted("10:01:00", 2)});
        QCOMPARE(
            told.lines("failures", {"session_key", "first_ts", "failure_type", "count", "restart_count", "gateway"}),
            std::string("\"cloudspe|s1|r1\" \"2026-04-01T10:00:20.000Z\" \"inference_restart\" 3 1 \"\"\n"
                        "\"cloudspe|s1|r1\" \"2026-04-01T10:00:50.000Z\" \"orchestrator_swap\" 1 0 \"g1\"\n"
                        "\"cloudspe|s1|r1\" \"2026-04-01T10:01:00.000Z\" \"inference_restart\" 1 2 \"\"\n"));
    }

    void errorsOfSamplesAndEvents()
    {
        Told told({request("10:00:00"), failing("10:00:10", "out of memory"), failing("10:00:20", "out of memory"),
                   failing("10:00:30", nullptr), error("10:00:40", "no orchestrators available within timeout"),
                   request("10:00:00").in("s0", "r0"), noOrchestrators("10:00:05").in("s0", "r0")});
        QCOMPARE(told.lines("failures", {"session_key", "failure_type", "count", "message", "excusable"}),
                 std::string("\"cloudspe|s0|r0\" \"gateway_no_orchestrators_available\" 1 \"\" false\n"
                             "\"cloudspe|s1|r1\" \"inference_error\" 2 \"out of memory\" false\n"
                             "\"cloudspe|s1|r1\" \"error\" 1 \"no orchestrators available within timeout\" true\n"));
    }

    void anIncidentBelongsToWhereItBegan()
    {
        Told told({request("10:00:00"), failing("10:00:10", "x"), failing("10:00:20", "x"), failing("10:00:30", "y")});
        QCOMPARE(told.lines("failures", {"message"}, between("10:00:20", "10:00:30")), std::string());
        QCOMPARE(told.lines("failures", {"message", "count"}, between("10:00:10", "10:00:30")),
                 std::string("\"x\" 2\n"));
    }

    void fieldsAreCountedByPath()
    {
        const Json one = Json::array({{{"address", "0xa"}, {"url", "u"}, {"latency_ms", 1}},
                                      {{"address", "0xb"}, {"url", ""}, {"latency_ms", "2"}}});
        const Json two = Json::array({{{"address", "0xa"}, {"url", nullptr}, {"tags", Json::array()}}});
        Told told({sent("10:00:00", "discovery_results", one).from("g1"), sent("10:00:10", "discovery_results", two),
                   sent("09:00:00", "discovery_results", two)});
        QCOMPARE(
            told.lines("fields", {"path", "family_records", "records", "filled_share", "first_seen", "example_type"},
                       between("10:00:00", "")),
            std::string("\"data\" 2 2 1 \"2026-04-01T10:00:00.000Z\" \"array\"\n"
                        "\"data[]\" 2 2 1 \"2026-04-01T10:00:00.000Z\" \"object\"\n"
                        "\"data[].address\" 2 2 1 \"2026-04-01T10:00:00.000Z\" \"string\"\n"
                        "\"data[].latency_ms\" 2 1 0.5 \"2026-04-01T10:00:00.000Z\" \"string|number\"\n"
                        "\"data[].tags\" 2 1 0 \"2026-04-01T10:00:10.000Z\" \"array\"\n"
                        "\"data[].url\" 2 2 0.5 \"2026-04-01T10:00:00.000Z\" \"string|null\"\n"
                        "\"gateway\" 2 2 0.5 \"2026-04-01T10:00:00.000Z\" \"string\"\n"));
    }

    void fieldsOfEveryCarrierAreTheSame()
    {
        const std::vector<Envelope> events{status("10:00:00"), error("10:00:01", "x")};
        Told wrapped(events);
        TestCache rowCache;
        rowCache.importText(fileOf(events, Form::rows));
        const auto table = runReport(rowCache.cache(), "fields", {});
        const auto other = runReport(wrapped.cache(), "fields", {});
        QCOMPARE((*table)->rowCount(), (*other)->rowCount());
        for (std::size_t row = 0; row < (*table)->rowCount(); ++row)
            for (std::size_t field = 0; field < (*table)->fields().size(); ++field)
                QVERIFY((*table)->cell(row, field) == (*other)->cell(row, field));
    }

    void eventsByTime()
    {
        Told told(kThreeHours);
        QCOMPARE(
            told.lines("events",
                       {"event_id", "event_ts", "org", "event_type", "event_subtype", "gateway", "session_key"}),
            std::string("\"e1\" \"2026-04-01T10:00:00.000Z\" \"cloudspe\" \"ai_stream_status\" \"status\" \"\" "
                        "\"cloudspe|s2|_missing_request\"\n"
                        "\"e2\" \"2026-04-01T10:00:00.000Z\" \"cloudspe\" \"ai_stream_events\" \"params_update\" \"\" "
                        "\"cloudspe|s1|r1\"\n"
                        "\"e3\" \"2026-04-01T11:00:00.000Z\" \"cloudspe\" \"network_capabilities\" \"\" \"\" null\n"
                        "\"e4\" \"2026-04-01T11:30:00.000Z\" \"cloudspe\" \"ai_stream_status\" \"status\" \"\" "
                        "\"cloudspe|s1|r1\"\n"
                        "\"e5\" \"2026-04-01T12:00:00.000Z\" \"cloudspe\" \"stream_trace\" "
                        "\"gateway_receive_stream_request\" \"g1\" \"cloudspe|s1|r1\"\n"));
        QCOMPARE(told.lines("events", {"event_id"}, between("10:00:00.001", "11:30:00")), std::string("\"e3\"\n"));
        QVERIFY(!told.rows("events").at(0).contains("data"));
    }

    void aDuplicateAndALoserAreNotListed()
    {
        const Envelope one = error("10:00:00", "this").id("e1");
        const Envelope other = error("10:00:00", "that").id("e1");
        Told told({one, one, other});
        // Of two payloads under one identity the one with the smaller MD5 stays.
        const bool oneStays = md5Of(one.data.dump()) < md5Of(other.data.dump());
        ReportQuery query;
        query.payload = true;
        const Json rows = told.rows("events", query);
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(Json::parse(rows.at(0)["data"].get<std::string>()), (oneStays ? one : other).data);
    }

    void limitsGiveTheHeadOfTheOrder_data()
    {
        QTest::addColumn<bool>("newestFirst");
        QTest::addColumn<QString>("session");
        QTest::addColumn<QString>("expected");
        QTest::newRow("oldest") << false << ""
                                << "\"e1\"\n\"e2\"\n";
        QTest::newRow("newest") << true << ""
                                << "\"e5\"\n\"e4\"\n";
        QTest::newRow("oldest of a session") << false << "cloudspe|s1|r1"
                                             << "\"e2\"\n\"e4\"\n";
        QTest::newRow("newest of a session") << true << "cloudspe|s2|_missing_request"
                                             << "\"e1\"\n";
    }
    void limitsGiveTheHeadOfTheOrder()
    {
        QFETCH(bool, newestFirst);
        QFETCH(QString, session);
        QFETCH(QString, expected);
        Told told(kThreeHours);
        ReportQuery query = first(2);
        if (newestFirst)
            query.sort = SortBy{"event_ts", true};
        if (!session.isEmpty())
            query.where.push_back({"session_key", Condition::Operator::equal, session.toStdString()});
        QCOMPARE(QString::fromStdString(told.lines("events", {"event_id"}, query)), expected);
        query.payload = true;
        QCOMPARE(QString::fromStdString(told.lines("events", {"event_id"}, query)), expected);
        for (const Json& row : told.rows("events", query))
            QVERIFY(!row.at("data").get<std::string>().empty());
    }

    void readingStopsWithTheHourThatFillsTheLimit()
    {
        Told told(kThreeHours);
        const ReportInfo* events = findReport("events");
        QVERIFY2(events->heeds_all, "runReport() hands it the limit beside conditions and order");
        const auto ids = [&](const ReportQuery& query) {
            const auto table = events->run(told.cache(), query);
            std::string text;
            for (std::size_t row = 0; row < table->rowCount(); ++row)
                text += std::get<std::string>(table->cell(row, 0));
            return text;
        };
        ReportQuery query = first(1);
        QCOMPARE(ids(query), std::string("e1"));
        query.sort = SortBy{"event_ts", true};
        QCOMPARE(ids(query), std::string("e5"));
        // What comes last by gateway is known at the end only.
        query.sort = SortBy{"gateway", true};
        QCOMPARE(ids(query), std::string("e1e2e3e4e5"));
        // Only what is wanted counts towards the limit, however the condition is written.
        query.sort.reset();
        query.where = {{"gateway", Condition::Operator::not_equal, ""}};
        QCOMPARE(ids(query), std::string("e5"));
        query.where = {{"event_type", Condition::Operator::equal, "ai_stream_status"}};
        QCOMPARE(ids(query), std::string("e1"));
        query.filter = "event_ts > 2026-04-01T11:00Z";
        QCOMPARE(ids(query), std::string("e4"));
        query.where.clear();
        query.filter = "session_key is missing or gateway = g1";
        QCOMPARE(ids(query), std::string("e3"));
        query.limit = 2;
        QCOMPARE(ids(query), std::string("e3e5"));
        query.payload = true;
        QCOMPARE(ids(query), std::string("e3e5"));
    }

    /// Events of one session, stream events and samples, over hours in which others have theirs.
    void aSessionIsReadByItsHours()
    {
        std::vector<Envelope> events = kThreeHours;
        events.push_back(
            sent("13:00:00", "stream_ingest_metrics", {{"stats", Json::object()}}).in("s1", "r1").id("e6"));
        events.push_back(status("14:00:00").in("s3", "r3").id("e7"));
        Told told(events);
        QCOMPARE(*hoursOfSession(told.cache(), "cloudspe|s1|r1"),
                 std::vector<Instant>({at("10:00:00"), at("11:00:00"), at("12:00:00"), at("13:00:00")}));
        QVERIFY(hoursOfSession(told.cache(), "nobody's")->empty());
        const std::string expected = "\"e2\"\n\"e4\"\n\"e5\"\n\"e6\"\n";
        ReportQuery query;
        query.filter = "session_key = \"cloudspe|s1|r1\" and event_type != \"\"";
        QCOMPARE(told.lines("events", {"event_id"}, query), expected);
        query.filter.clear();
        query.where = {{"session_key", Condition::Operator::equal, "cloudspe|s1|r1"}};
        QCOMPARE(told.lines("events", {"event_id"}, query), expected);
        told.cache().db().execute("UPDATE ingest_run SET data = x'00'");
        QVERIFY(!hoursOfSession(told.cache(), "cloudspe|s1|r1"));
        QCOMPARE(told.lines("events", {"event_id"}, query), expected);
    }

    void whatUsersWriteIsInNoReport()
    {
        Envelope update = paramsUpdate("10:00:01").with("params/prompt", "a secret cat").with("params/secret name", 1);
        Envelope client = sent("10:00:02", "stream_ingest_metrics",
                               {{"stats", {{"conn_quality", "good"}, {"client_ip", "203.0.113.9"}}}})
                              .in("s1", "r1");
        Told told({request("10:00:00"), update, client,
                   status("10:00:05").with("inference_status/last_params", {{"prompt", "a secret cat"}})});
        for (const ReportInfo& report : allReports()) {
            const std::string text = told.rows(report.name).dump();
            QVERIFY2(text.find("secret") == std::string::npos, std::string(report.name).c_str());
            QVERIFY2(text.find("203.0.113.9") == std::string::npos, std::string(report.name).c_str());
        }
        ReportQuery query;
        query.payload = true;
        const std::string payloads = told.rows("events", query).dump();
        QVERIFY(payloads.find("redacted") != std::string::npos);
        QVERIFY(payloads.find("secret") == std::string::npos);
        QVERIFY(payloads.find("203.0.113.9") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(EventReports)
#include "tst_event_reports.moc"
