#include <set>

#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/program.h"

using namespace naap::test;

namespace {

/// The records of an RFC 4180 text, as cells.
QList<QStringList> csvRecords(const QString& text)
{
    QList<QStringList> records;
    QStringList record;
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c != '"')
                cell += c;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                cell += text[++i];
            else
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            record.append(cell);
            cell.clear();
        } else if (c == '\n') {
            record.append(cell);
            records.append(record);
            record.clear();
            cell.clear();
        } else if (c != '\r') {
            cell += c;
        }
    }
    return records;
}

QStringList namesOf(const Json& object)
{
    QStringList names;
    for (const auto& [name, value] : object.items())
        names.append(QString::fromStdString(name));
    return names;
}

}  // namespace

/// naap-lens query, on two hours of a small network.
class TestQuery : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();

    void everyReportInEveryFormat_data();
    void everyReportInEveryFormat();
    void theListNamesAllReportsOfTheManual();
    void fieldsHaveTypesAndMeanings();
    void whereSelectsRows_data();
    void whereSelectsRows();
    void filterSelectsRows();
    void filterErrorsShowTheirPlace();
    void sortAndLimit();
    void rangeIsHalfOpen();
    void lastCountsBackFromTheNewestEvent();
    void nowIsTheClockOnlyWhenAskedFor();
    void payloadComesOnlyWhenAskedFor();
    void tablesFitTheTerminal();
    void sameCacheSameBytes();
    void explainTakesAScoreApart();

private:
    Run query(const QStringList& arguments) const
    {
        return runIn(m_folder.path(), QStringList{"query", "--db", "cache.db"} + arguments);
    }
    Json rows(const QStringList& arguments) const { return query(arguments + QStringList{"--format", "json"}).json(); }

    QTemporaryDir m_folder;
};

void TestQuery::initTestCase()
{
    QCOMPARE(runIn(m_folder.path(), smallTraffic("traffic.ndjson")).status, 0);
    QCOMPARE(runIn(m_folder.path(), {"import", "traffic.ndjson", "--db", "cache.db", "--org", "cloudspe"}).status, 0);
}

void TestQuery::everyReportInEveryFormat_data()
{
    QTest::addColumn<QString>("report");
    const Json reports = rows({});
    QVERIFY(reports.size() >= 20);
    for (const Json& report : reports) {
        const std::string name = report.at("report");
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
}

void TestQuery::everyReportInEveryFormat()
{
    QFETCH(QString, report);
    QStringList fields;
    for (const Json& field : rows({report, "--fields"}))
        fields.append(QString::fromStdString(field.at("field").get<std::string>()));

    const Run json = query({report, "--format", "json"});
    QCOMPARE(json.status, 0);
    // A report by regions says what it covers, whoever reads it.
    const bool covers = report.contains("region");
    QVERIFY2(covers ? json.err.contains("nothing of what others did") : json.err.isEmpty(), json.err);
    const Json all = json.json();
    QVERIFY(all.is_array());
    for (const Json& row : all)
        QCOMPARE(namesOf(row), fields);

    const Run ndjson = query({report, "--format", "ndjson"});
    QCOMPARE(ndjson.status, 0);
    const QList<QByteArray> lines = ndjson.out.isEmpty() ? QList<QByteArray>() : ndjson.out.chopped(1).split('\n');
    QCOMPARE(static_cast<std::size_t>(lines.size()), all.size());
    for (qsizetype i = 0; i < lines.size(); ++i)
        QVERIFY(Json::parse(lines[i].toStdString()) == all[static_cast<std::size_t>(i)]);

    const Run csv = query({report, "--format", "csv"});
    QCOMPARE(csv.status, 0);
    const QList<QStringList> records = csvRecords(QString::fromUtf8(csv.out));
    QCOMPARE(records.first(), fields);
    QCOMPARE(static_cast<std::size_t>(records.size()), all.size() + 1);
    for (const QStringList& record : records)
        QCOMPARE(record.size(), fields.size());

    const Run table = query({report});
    QCOMPARE(table.status, 0);
    QVERIFY(table.out.contains(fields.first().toUtf8()));
}

void TestQuery::theListNamesAllReportsOfTheManual()
{
    std::set<std::string> names;
    for (const Json& row : rows({})) {
        names.insert(row.at("report").get<std::string>());
        QVERIFY(!row.at("summary").get<std::string>().empty());
    }
    for (const char* name :
         {"ingest",      "sessions",      "selections", "status-hours",  "sla",      "demand", "gpu-metrics",
          "leaderboard", "latency",       "benchmarks", "orchestrators", "gpus",     "offers", "prices",
          "payments",    "discovery",     "network",    "jobs",          "requests", "llm",    "byoc-workers",
          "byoc-auth",   "byoc-payments", "failures",   "coverage",      "fields",   "events"})
        QVERIFY2(names.contains(name), name);
}

void TestQuery::fieldsHaveTypesAndMeanings()
{
    const Json fields = rows({"sla", "--fields"});
    QVERIFY(fields.size() > 20);
    for (const Json& field : fields) {
        QVERIFY(!field.at("type").get<std::string>().empty());
        QVERIFY2(!field.at("meaning").get<std::string>().empty(), field.at("field").get<std::string>().c_str());
    }
    QCOMPARE(fields.at(0).at("field").get<std::string>(), "window_start");
    QVERIFY(fields.at(0).at("key").get<bool>());
    QVERIFY(fields.at(0).at("selects_time").get<bool>());
}

void TestQuery::whereSelectsRows_data()
{
    QTest::addColumn<QStringList>("conditions");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("expected");
    QTest::newRow("equal") << QStringList{"playable=true"} << "playable"
                           << "true";
    QTest::newRow("not equal") << QStringList{"playable!=true"} << "playable"
                               << "false";
    QTest::newRow("at least") << QStringList{"swap_count>=1"} << "swap_count"
                              << ">=1";
    QTest::newRow("at most") << QStringList{"swap_count<=0"} << "swap_count"
                             << "0";
    QTest::newRow("null") << QStringList{"orchestrator_address=null"} << "orchestrator_address"
                          << "null";
    QTest::newRow("both") << QStringList{"requested=true", "playable=false"} << "playable"
                          << "false";
}

void TestQuery::whereSelectsRows()
{
    QFETCH(QStringList, conditions);
    QFETCH(QString, field);
    QFETCH(QString, expected);
    QStringList arguments{"sessions"};
    for (const QString& condition : conditions)
        arguments += {"--where", condition};
    const Json chosen = rows(arguments);
    const auto meets = [&](const Json& value) {
        return expected == ">=1" ? value.get<int>() >= 1 : value.dump() == expected.toStdString();
    };
    std::size_t count = 0;
    for (const Json& row : rows({"sessions"}))
        if (meets(row.at(field.toStdString())) && (conditions.size() < 2 || row.at("requested").get<bool>()))
            ++count;
    QVERIFY2(count > 0, "the traffic has such sessions");
    QCOMPARE(chosen.size(), count);
    for (const Json& row : chosen)
        QVERIFY(meets(row.at(field.toStdString())));
}

void TestQuery::filterSelectsRows()
{
    const std::size_t all = rows({"sessions"}).size();
    const std::size_t playable = rows({"sessions", "--where", "playable=true"}).size();
    QVERIFY(playable > 0 && playable < all);
    QCOMPARE(rows({"sessions", "--filter", ""}).size(), all);
    QCOMPARE(rows({"sessions", "--filter", "playable"}).size(), playable);
    QCOMPARE(rows({"sessions", "--filter", "not playable"}).size(), all - playable);
    QCOMPARE(rows({"sessions", "--filter", "not playable", "--where", "playable=true"}).size(), std::size_t(0));
    QCOMPARE(rows({"sessions", "--filter", "playable or swap_count >= 0", "--limit", "3"}).size(), std::size_t(3));
}

void TestQuery::filterErrorsShowTheirPlace()
{
    const Run wrong = query({"sessions", "--filter", "playable and swap_cont > 1"});
    QCOMPARE(wrong.status, 2);
    QVERIFY2(wrong.err.contains("--filter: there is no field `swap_cont`; the nearest is `swap_count`\n"
                                "playable and swap_cont > 1\n"
                                "             ^\n"),
             wrong.err);
    QVERIFY2(wrong.err.contains("naap-lens query --help"), wrong.err);
}

void TestQuery::sortAndLimit()
{
    const Json sorted = rows({"sessions", "--sort", "status_sample_count:desc", "--limit", "5"});
    QCOMPARE(sorted.size(), std::size_t(5));
    int before = std::numeric_limits<int>::max();
    int most = 0;
    for (const Json& row : rows({"sessions"}))
        most = std::max(most, row.at("status_sample_count").get<int>());
    QCOMPARE(sorted.at(0).at("status_sample_count").get<int>(), most);
    for (const Json& row : sorted) {
        const int now = row.at("status_sample_count").get<int>();
        QVERIFY(now <= before);
        before = now;
    }
    QVERIFY(rows({"sessions", "--limit", "0"}).empty());
    QVERIFY2(rows({"--limit", "0", "sessions"}).empty(), "an option takes one value, not the name behind it");
    QCOMPARE(rows({"--where", "playable=true", "--limit", "1", "--where", "requested=true", "sessions"}).size(),
             std::size_t(1));
}

void TestQuery::rangeIsHalfOpen()
{
    const auto hours = [&](const QStringList& range) {
        std::set<std::string> starts;
        for (const Json& row : rows(QStringList{"demand"} + range))
            starts.insert(row.at("window_start").get<std::string>());
        return starts;
    };
    using Hours = std::set<std::string>;
    QCOMPARE(hours({"--from", "2026-04-01", "--to", "2026-04-01T01:00:00Z"}), Hours{"2026-04-01T00:00:00.000Z"});
    QVERIFY(hours({"--from", "2026-04-01T01:00:00Z"}).contains("2026-04-01T01:00:00.000Z"));
    QVERIFY(!hours({"--from", "1775005200"}).contains("2026-04-01T00:00:00.000Z"));
    QCOMPARE(hours({"--from", "2027-01-01"}), Hours{});
}

void TestQuery::lastCountsBackFromTheNewestEvent()
{
    const Json events = rows({"events"});
    std::string newest;
    for (const Json& row : events)
        newest = std::max(newest, row.at("event_ts").get<std::string>());
    const QDateTime from = QDateTime::fromString(QString::fromStdString(newest), Qt::ISODateWithMs).addSecs(-600);
    std::size_t expected = 0;
    for (const Json& row : events)
        if (QDateTime::fromString(QString::fromStdString(row.at("event_ts").get<std::string>()), Qt::ISODateWithMs) >=
            from)
            ++expected;
    QVERIFY(expected > 0 && expected < events.size());
    QCOMPARE(rows({"events", "--last", "10m"}).size(), expected);
    QCOMPARE(rows({"events", "--last", "2w"}).size(), events.size());
}

void TestQuery::nowIsTheClockOnlyWhenAskedFor()
{
    QVERIFY(!rows({"sessions", "--last", "24h"}).empty());
    QVERIFY(rows({"sessions", "--last", "1s", "--now"}).empty());
}

void TestQuery::payloadComesOnlyWhenAskedFor()
{
    QVERIFY(!rows({"events", "--limit", "1"}).at(0).contains("data"));
    const Json row = rows({"events", "--limit", "1", "--payload"}).at(0);
    QVERIFY(row.contains("data"));
    QVERIFY(!row.at("data").is_null());
}

void TestQuery::tablesFitTheTerminal()
{
    const Run narrow = runIn(m_folder.path(), {"query", "sla", "--db", "cache.db"}, {}, {{"COLUMNS", "80"}});
    QCOMPARE(narrow.status, 0);
    for (const QString& line : QString::fromUtf8(narrow.out).split('\n'))
        QVERIFY2(line.size() <= 80, qPrintable(line));
    QVERIFY2(!narrow.out.contains('\x1b'), "no escape codes where there is no terminal");
}

void TestQuery::sameCacheSameBytes()
{
    for (const char* report : {"sla", "leaderboard", "sessions"})
        QCOMPARE(query({report, "--format", "json"}).out, query({report, "--format", "json"}).out);
}

void TestQuery::explainTakesAScoreApart()
{
    const Json row = rows({"sla", "--where", "sla_score>=0", "--sort", "sla_score", "--limit", "1"}).at(0);
    QStringList arguments{"explain",        "sla",
                          "--db",           "cache.db",
                          "--orchestrator", QString::fromStdString(row.at("orchestrator_address").get<std::string>()),
                          "--window",       QString::fromStdString(row.at("window_start").get<std::string>()),
                          "--pipeline",     QString::fromStdString(row.at("pipeline_id").get<std::string>())};
    for (const auto& [option, field] : {std::pair{"--model", "model_id"}, std::pair{"--gpu", "gpu_id"}})
        if (row.at(field).is_string())
            arguments += {option, QString::fromStdString(row.at(field).get<std::string>())};
    const Run json = runIn(m_folder.path(), arguments + QStringList{"--format", "json"});
    QVERIFY2(json.status == 0, json.err);
    const Json receipt = json.json();
    QCOMPARE(receipt.at("row").at("sla_score").dump(), row.at("sla_score").dump());
    QVERIFY(!receipt.at("components").empty());
    QVERIFY(!receipt.at("sessions").empty());
    const Run table = runIn(m_folder.path(), arguments);
    QCOMPARE(table.status, 0);
    QVERIFY(!table.out.isEmpty());

    arguments[5] = "0x0000000000000000000000000000000000000000";
    const Run nobody = runIn(m_folder.path(), arguments);
    QCOMPARE(nobody.status, 2);
    QVERIFY(nobody.out.isEmpty());
    QVERIFY(!nobody.err.isEmpty());
}

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
