// The list of sessions reads only what it needs. Whatever is asked, it answers as if all sessions had been read, put in
// the order of their keys, chosen and sorted.

#include <QtTest>

#include <algorithm>

#include "core/generate/traffic.h"
#include "core/reports/fact_rows.h"
#include "core/reports/row_choice.h"
#include "core/reports/session_groups.h"
#include "core/reports/session_list.h"
#include "core/store/fact_store.h"
#include "tests/support/printing.h"
#include "tests/support/test_cache.h"

using namespace naap;

namespace {

TrafficOptions traffic()
{
    TrafficOptions options;
    options.from = parseInstant("2026-04-01T18:00:00Z").value();
    options.hours = 20;
    options.sessions_per_hour = 30;
    options.orchestrators = 6;
    options.capability_seconds = 600;
    return options;
}

struct Traffic : TestCache {
    Traffic()
    {
        std::string text;
        generateTraffic(
            traffic(),
            [&](const GeneratedRecord& record) {
                text.append(record.envelope).append("\n");
                return true;
            },
            [](const ExpectedSession&) {});
        importText(text);
        resolve();
    }
};

Traffic& told()
{
    static Traffic traffic;
    return traffic;
}

/// Every session whole, in the order of keys.
std::unique_ptr<ReportTable> all(const ReportQuery& query)
{
    std::vector<Session> sessions;
    FactStore(told().cache())
        .visitSessions({.from = query.from, .to = query.to, .orchestrator_address = {}},
                       [&](const StoredSession& each) {
                           sessions.push_back(each.session);
                           return true;
                       });
    return std::make_unique<RowsTable<Session>>(std::move(sessions), sessionColumns());
}

std::string written(const ReportTable& table)
{
    std::string text;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        for (std::size_t field = 0; field < table.fields().size(); ++field) {
            appendText(text, table.cell(row, field));
            text += '\t';
        }
        text += '\n';
    }
    return text;
}

Instant time(const char* text)
{
    return parseInstant(text).value();
}

}  // namespace

class SessionList : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(all({})->rowCount() > 400); }

    void answersAsIfAllHadBeenRead_data()
    {
        QTest::addColumn<QString>("sort");
        QTest::addColumn<bool>("descending");
        QTest::addColumn<QString>("filter");
        QTest::addColumn<qint64>("limit");
        for (const char* sort : {"", "started_at", "last_seen", "startup_outcome", "startup_latency_ms", "gpu_id",
                                 "restart_seen", "expected_fees_wei", "session_key"})
            for (const bool descending : {false, true})
                for (const char* filter : {"", "startup_outcome = success and prompt_to_first_frame_ms > 900",
                                           "requested and not (error_seen or playable)",
                                           "orchestrator_address is missing", "swap_count > 99"})
                    for (const qint64 limit : {-1, 0, 1, 7, 100, 100'000})
                        QTest::addRow("%s %s, %s, %lld", sort, descending ? "down" : "up", filter, limit)
                            << sort << descending << filter << limit;
    }
    void answersAsIfAllHadBeenRead()
    {
        QFETCH(QString, sort);
        QFETCH(bool, descending);
        QFETCH(QString, filter);
        QFETCH(qint64, limit);
        ReportQuery query;
        query.filter = filter.toStdString();
        if (!sort.isEmpty())
            query.sort = SortBy{sort.toStdString(), descending};
        if (limit >= 0)
            query.limit = limit;
        for (const bool range : {false, true}) {
            if (range) {
                query.from = time("2026-04-01T22:30:00Z");
                query.to = time("2026-04-02T03:00:00Z");
            }
            const auto expected = RowChoice::of(*findReport("sessions"), query).value().apply(all(query));
            const auto answer = runReport(told().cache(), "sessions", query);
            QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
            QCOMPARE((*answer)->rowCount(), expected->rowCount());
            QVERIFY(written(**answer) == written(*expected));
        }
    }

    void everyFieldIsReadFromItsColumn()
    {
        for (const Field& field : findReport("sessions")->fields) {
            const auto narrow = runReport(told().cache(), "sessions", {.fields = {std::string(field.name)}});
            QVERIFY(narrow);
            QCOMPARE((*narrow)->fields().size(), std::size_t{1});
            const auto whole = all({});
            const auto place = std::ranges::find(whole->fields(), field.name, &Field::name) - whole->fields().begin();
            std::vector<std::string> expected;
            std::vector<std::string> found;
            for (std::size_t row = 0; row < whole->rowCount(); ++row) {
                expected.push_back(textOf(whole->cell(row, static_cast<std::size_t>(place))));
                found.push_back(textOf((*narrow)->cell(row, 0)));
            }
            std::ranges::sort(expected);
            std::ranges::sort(found);
            QVERIFY2(expected == found, field.name.data());
        }
    }

    void groupsOfNarrowListsAreThoseOfWholeOnes()
    {
        ReportQuery query;
        query.fields = groupedFields();
        query.fields.push_back("gateway");
        query.filter = "model_id is not missing";
        const auto narrow = runReport(told().cache(), "sessions", query);
        query.fields.clear();
        const auto whole = runReport(told().cache(), "sessions", query);
        QVERIFY(narrow && whole);
        QVERIFY(sessionsByHour(**narrow) == sessionsByHour(**whole));
        QCOMPARE(written(*groupTable(groupSessions(**narrow, "gateway", "startup_outcome"))),
                 written(*groupTable(groupSessions(**whole, "gateway", "startup_outcome"))));
    }
};

QTEST_GUILESS_MAIN(SessionList)
#include "tst_session_list.moc"
