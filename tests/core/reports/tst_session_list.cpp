// The list of sessions reads only what it needs. Whatever is asked, it answers as if all sessions had been read, put in
// the order of their keys, chosen and sorted.

#include <QtTest>

#include <algorithm>
#include <map>
#include <numeric>

#include "core/generate/traffic.h"
#include "core/reports/fact_rows.h"
#include "core/reports/places.h"
#include "core/reports/row_choice.h"
#include "core/reports/session_groups.h"
#include "core/reports/session_list.h"
#include "core/reports/session_test.h"
#include "core/store/fact_store.h"
#include "core/store/place_store.h"
#include "core/store/session_scan.h"
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
    options.geography = Geography::names;
    return options;
}

struct Traffic : TestCache {
    std::map<std::string, std::int64_t> requested;  ///< sessions by region of their gateway

    Traffic()
    {
        std::string text;
        generateTraffic(
            traffic(),
            [&](const GeneratedRecord& record) {
                text.append(record.envelope).append("\n");
                return true;
            },
            [this](const ExpectedSession& session) {
                if (session.requested)
                    ++requested[std::string(session.gateway_region)];
            });
        importText(text);
        resolve();
    }
};

Traffic& told()
{
    static Traffic traffic;
    return traffic;
}

/// Whole sessions and, worked out from the book for each by itself, where both ends of them stand.
class Told : public ReportTable {
public:
    explicit Told(std::vector<Session> sessions) : m_sessions(std::move(sessions))
    {
        PlaceBook book = placeBookOf(told().cache());
        for (const Session& each : m_sessions) {
            const std::string address = each.orchestrator_address.value_or("");
            const Place& served = book.orchestratorOf(each.session_key, address, each.orchestrator_uri.value_or(""));
            const bool isRefused = address.empty() && each.selection_outcome == "no_orch";
            m_regions.push_back({book.gatewayOf(each.session_key, each.gateway).region,
                                 isRefused ? std::string("none") : served.region});
        }
    }
    std::span<const Field> fields() const override { return findReport("sessions")->fields; }
    std::size_t rowCount() const override { return m_sessions.size(); }
    Cell cell(std::size_t row, std::size_t field) const override
    {
        const std::string_view name = fields()[field].name;
        if (name == "region" || name == "orchestrator_region") {
            const std::string& region = name == "region" ? m_regions[row].first : m_regions[row].second;
            return region == "unknown" ? Cell() : Cell(region);
        }
        return std::ranges::find(sessionColumns(), name, [](const auto& each) { return each.field.name; })
            ->get(m_sessions[row]);
    }

private:
    std::vector<Session> m_sessions;
    std::vector<std::pair<std::string, std::string>> m_regions;
};

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
    return std::make_unique<Told>(std::move(sessions));
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
                                 "restart_seen", "expected_fees_wei", "session_key", "region", "orchestrator_region"})
            for (const bool descending : {false, true})
                for (const char* filter :
                     {"", "startup_outcome = success and prompt_to_first_frame_ms > 900",
                      "requested and not (error_seen or playable)", "orchestrator_address is missing",
                      "swap_count > 99", "region = \"eu-west\" or orchestrator_region is missing"})
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

    void aSessionIsFoundByItsKey()
    {
        const auto some = all({});
        const auto key = textOf(some->cell(7, 0));
        const auto seen = std::ranges::find(some->fields(), "last_seen", &Field::name) - some->fields().begin();
        const Instant lastSeen = std::get<Instant>(some->cell(7, static_cast<std::size_t>(seen)));
        ReportQuery query{.where = {{.field = "session_key", .value = key}}};
        const auto rows = [&] { return runReport(told().cache(), "sessions", query).value()->rowCount(); };
        QCOMPARE(written(*runReport(told().cache(), "sessions", query).value()),
                 written(*RowChoice::of(*findReport("sessions"), query).value().apply(all(query))));
        QCOMPARE(rows(), std::size_t{1});
        query.from = lastSeen;
        QCOMPARE(rows(), std::size_t{1});
        query.to = lastSeen;
        query.from = std::nullopt;
        QCOMPARE(rows(), std::size_t{0});
        query.to = std::nullopt;
        query.filter = "swap_count > 99";
        QCOMPARE(rows(), std::size_t{0});
        query = {.where = {{.field = "session_key", .value = "nobody|has|this"}}};
        QCOMPARE(rows(), std::size_t{0});
        query.where[0] = {.field = "session_key", .op = Condition::Operator::not_equal, .value = key};
        QCOMPARE(rows(), some->rowCount() - 1);
    }

    void theLatestHoursComeFirstAndKeepTheirOrder()
    {
        // By hour and then by key; turned round, hours descend and keys do not.
        const auto up = runReport(told().cache(), "demand", {}).value();
        const auto down = runReport(told().cache(), "demand", {.sort = SortBy{"window_start", true}}).value();
        std::vector<std::size_t> rows(up->rowCount());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        std::ranges::stable_sort(rows, std::greater(),
                                 [&](std::size_t row) { return std::get<Instant>(up->cell(row, 0)); });
        QVERIFY(rows.size() > 20 && down->rowCount() == rows.size());
        for (std::size_t row = 0; row < rows.size(); ++row)
            for (std::size_t field = 0; field < up->fields().size(); ++field)
                QVERIFY(down->cell(row, field) == up->cell(rows[row], field));
    }

    void theLatestHaveOnlyTheFieldsAskedFor()
    {
        ReportQuery query{.sort = SortBy{"started_at", true}, .limit = 50};
        const auto whole = runReport(told().cache(), "sessions", query).value();
        query.fields = {"gateway", "session_key", "swap_count", "region"};
        const auto narrow = runReport(told().cache(), "sessions", query).value();
        QCOMPARE(narrow->fields().size(), query.fields.size());
        QCOMPARE(narrow->rowCount(), std::size_t{50});
        for (std::size_t field = 0; field < narrow->fields().size(); ++field) {
            const std::string_view name = narrow->fields()[field].name;
            const auto same = std::ranges::find(whole->fields(), name, &Field::name) - whole->fields().begin();
            for (std::size_t row = 0; row < narrow->rowCount(); ++row)
                QVERIFY(narrow->cell(row, field) == whole->cell(row, static_cast<std::size_t>(same)));
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

    void regionsAreThoseOfTheTraffic()
    {
        std::map<std::string, std::int64_t> found;
        const auto narrow =
            runReport(told().cache(), "sessions", {.filter = "requested", .fields = {"region"}}).value();
        for (std::size_t row = 0; row < narrow->rowCount(); ++row)
            ++found[textOf(narrow->cell(row, 0))];
        QVERIFY(found.size() > 2);
        QVERIFY(found == told().requested);
        for (const auto& [region, sessions] : told().requested) {
            const ReportQuery query{
                .where = {{.field = "region", .value = region}, {.field = "requested", .value = "true"}}};
            QCOMPARE(runReport(told().cache(), "sessions", query).value()->rowCount(),
                     static_cast<std::size_t>(sessions));
        }
    }

    void aTestOfSessionsKnowsRegionsToo()
    {
        const auto test = SessionTest::of(told().cache(), "requested and region is not missing").value();
        const std::vector<std::string_view> columns = test.columns();
        std::int64_t met = 0;
        visitSessionParts(told().cache(), {}, columns,
                          [&](std::int64_t, const Session& session) { met += test.meets(session); });
        std::int64_t expected = 0;
        for (const auto& [region, sessions] : told().requested)
            expected += region.empty() ? 0 : sessions;
        QVERIFY(expected > 0);
        QCOMPARE(met, expected);
    }

    void anotherTableIsAnotherAnswerAtOnce()
    {
        const ReportQuery query{.filter = "region = \"oceania\"", .sort = SortBy{"started_at", true}, .limit = 5};
        QCOMPARE(runReport(told().cache(), "sessions", query).value()->rowCount(), std::size_t{0});
        const auto some = runReport(told().cache(), "sessions", {.limit = 1, .fields = {"gateway"}}).value();
        const auto place = std::ranges::find(some->fields(), "gateway", &Field::name) - some->fields().begin();
        const std::string gateway = textOf(some->cell(0, static_cast<std::size_t>(place)));
        PlaceStore places(told().cache());
        places.put({.kind = PlaceKind::gateway, .name = gateway, .region = "oceania", .by_hand = true});
        const auto moved = runReport(told().cache(), "sessions", query).value();
        QCOMPARE(moved->rowCount(), std::size_t{5});
        places.removeByHand(PlaceKind::gateway, gateway);
        QCOMPARE(runReport(told().cache(), "sessions", query).value()->rowCount(), std::size_t{0});
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
