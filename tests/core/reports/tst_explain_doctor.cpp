#include <QtTest>

#include "core/pipeline/maintenance.h"
#include "core/reports/doctor.h"
#include "core/reports/explain.h"
#include "core/store/feed_state_store.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

const Node kAlpha = Node("0xa1", "https://alpha:8935").live("model-x", {"GPU-1"});

std::vector<Envelope> stream(const std::string& start, const std::string& name, bool plays)
{
    std::vector<Envelope> events{request(start + ":00"), ingest(start + ":01").by("0xa1", "https://alpha:8935"),
                                 status(start + ":10", plays ? "ONLINE" : "LOADING", plays ? 20 : 0)};
    if (plays)
        events.push_back(playable(start + ":03"));
    for (Envelope& event : events)
        event = event.in(name, name);
    return events;
}

/// Two good streams and a failed one at 10, one good one at 11.
std::vector<Envelope> world()
{
    std::vector<Envelope> events{capabilities("09:59:30", {kAlpha}), capabilities("10:59:30", {kAlpha})};
    for (const auto& part : {stream("10:00", "good", true), stream("10:05", "fine", true),
                             stream("10:06", "bad", false), stream("11:00", "late", true)})
        events.insert(events.end(), part.begin(), part.end());
    return events;
}

SlaReceipt explained(Told& told, const ExplainRequest& request)
{
    auto receipt = explainSla(told.cache(), request);
    if (!receipt)
        throw std::runtime_error(receipt.error().message);
    return *receipt;
}

std::string refusal(Told& told, const ExplainRequest& request)
{
    const auto receipt = explainSla(told.cache(), request);
    return receipt || receipt.error().code != Error::Code::usage ? "" : receipt.error().message;
}

double sumOfPoints(const SlaReceipt& receipt)
{
    double sum = 0;
    for (const PointsLost& lost : receipt.points_lost)
        sum += lost.points;
    return sum;
}

}  // namespace

class ExplainAndDoctor : public QObject {
    Q_OBJECT

private slots:
    void theLatestScoredHourIsExplained()
    {
        Told told(world());
        const SlaReceipt latest = explained(told, {.orchestrator = "0xA1"});
        QCOMPARE(latest.row.rollup.window_start, at("11:00:00"));
        QCOMPARE(latest.sessions.size(), std::size_t{1});
        QCOMPARE(latest.sessions.front().session_key, std::string("cloudspe|late|late"));
    }

    void pointsLostAddUpToTheScore()
    {
        Told told(world());
        const SlaReceipt receipt = explained(told, {.orchestrator = "0xa1", .window = at("10:30:00")});
        QCOMPARE(receipt.row.rollup.support.requested_sessions, std::int64_t{3});
        QVERIFY(receipt.row.score.sla_score.has_value());
        QVERIFY(std::abs(sumOfPoints(receipt) - (100 - *receipt.row.score.sla_score)) < 1e-9);
        QStringList sessions;
        for (const ReceiptSession& session : receipt.sessions)
            sessions << QString::fromStdString(session.session_key + " " + session.startup_outcome +
                                               (session.effective_failed ? " failed effectively" : ""));
        QCOMPARE(sessions, QStringList({"cloudspe|bad|bad failed failed effectively", "cloudspe|fine|fine success",
                                        "cloudspe|good|good success"}));
    }

    void theReceiptAsJson()
    {
        Told told(world());
        const SlaReceipt receipt = explained(told, {.orchestrator = "0xa1", .window = at("10:00:00")});
        const Json json = Json::parse(receiptJson(receipt));
        QStringList members;
        for (const auto& [name, value] : json.items())
            members << QString::fromStdString(name);
        QCOMPARE(members, QStringList({"row", "components", "points_lost", "sessions"}));
        const Json row = told.rows("sla", between("10:00:00", "11:00:00")).at(0);
        QCOMPARE(json["row"], row);
        QStringList component;
        for (const auto& [name, value] : json["components"][0].items())
            component << QString::fromStdString(name);
        QCOMPARE(component, QStringList({"name", "weight_in_score", "value", "x", "n", "evidence_full",
                                         "evidence_weight", "benchmark_rows", "good_edge", "bad_edge", "raw"}));
        QCOMPARE(json["components"].size(), 3U);
        QCOMPARE(json["sessions"].size(), 3U);
    }

    void theReceiptAsTextShowsItsArithmetic()
    {
        Told told(world());
        const std::string text = receiptText(explained(told, {.orchestrator = "0xa1"}), {});
        for (const char* part : {"SLA score 85.00", "1 of 1 requested sessions played", "no row can score more than 85",
                                 "points lost", "cloudspe|late|late"})
            QVERIFY2(text.find(part) != std::string::npos, (text + "lacks " + part).c_str());
    }

    void whatDoesNotFitIsAnsweredWithWhatThereIs()
    {
        Told told(world());
        QVERIFY(refusal(told, {.orchestrator = "0xa2"}).find("`0xa1`") != std::string::npos);
        QVERIFY(refusal(told, {.orchestrator = "0xa1", .model = "other"}).find("`model-x`") != std::string::npos);
        QVERIFY(refusal(told, {.orchestrator = "0xa1", .window = at("09:00:00")})
                    .find("from 2026-04-01T10:00:00.000Z to "
                          "2026-04-01T11:00:00.000Z") != std::string::npos);
        // Sessions that nobody could be found for stand under a blank address, which is no suggestion.
        std::vector<Envelope> unattributed = stream("10:00", "lost", true);
        for (Envelope& event : unattributed)
            event = event.by("0xdead", "https://nowhere");
        Told nobody(unattributed);
        QVERIFY(!nobody.rows("sla").empty());
        const std::string hint = refusal(nobody, {.orchestrator = "0xa1"});
        QVERIFY2(hint.find("could be attributed") != std::string::npos && hint.find("``") == std::string::npos,
                 hint.c_str());
        std::vector<Envelope> mixed = world();
        mixed.insert(mixed.end(), unattributed.begin(), unattributed.end());
        Told both(mixed);
        for (const char* short_word : {"", "x", "0"}) {
            const std::string said = refusal(both, {.orchestrator = short_word, .model = "none"});
            QVERIFY2(said.find("``") == std::string::npos, said.c_str());
        }
        Told empty({});
        QVERIFY(refusal(empty, {.orchestrator = "0xa1"}).find("no sla row in the cache") != std::string::npos);
    }

    void aHealthyCache()
    {
        Told told(world());
        const auto report = examine(told.cache(), {});
        QVERIFY(report.has_value());
        QVERIFY(report->isHealthy());
        const Json json = Json::parse(doctorJson(*report));
        QCOMPARE(json["integrity"], Json("ok"));
        QCOMPARE(json["accounting"], Json("ok"));
        QCOMPARE(json["events"], Json(17));
        QCOMPARE(json["sessions"], Json(4));
        QCOMPARE(json["first_event"], Json("2026-04-01T09:59:30.000Z"));
        QCOMPARE(json["last_event"], Json("2026-04-01T11:00:10.000Z"));
        QCOMPARE(json["facts_checksum"].get<std::string>().size(), 32U);
        QStringList names;
        for (const auto& [name, value] : json.items())
            names << QString::fromStdString(name);
        QCOMPARE(names.mid(0, 10),
                 QStringList({"schema_version", "integrity", "accounting", "events", "sessions", "first_event",
                              "last_event", "size_bytes", "revision", "facts_checksum"}));
    }

    void anEventThatIsNotAccountedForIsFound()
    {
        Told told(world());
        told.cache().db().execute("UPDATE accounting SET records = records + 1 WHERE class = 'accepted'");
        const auto report = examine(told.cache(), {});
        QVERIFY(report.has_value());
        QVERIFY(!report->accounting_errors.empty());
        QVERIFY(Json::parse(doctorJson(*report))["accounting"].is_array());
    }

    /// Records of each source and org; events that say nothing, entries without an address, repeats of snapshots.
    void everythingThatIsCountedIsTold()
    {
        Told told({capabilities("09:00:00", {kAlpha, Node("", "https://nameless:8935")}),
                   capabilities("09:10:00", {kAlpha}), capabilities("09:20:00", {kAlpha.load(1)}),
                   capabilities("09:30:00", {kAlpha}), sent("10:00:00", "ai_stream_status", Json()),
                   request("10:00:00")});
        told.importText(fileOf({request("10:00:00")}, Form::wrapper));
        told.importText(fileOf({request("10:00:01")}, Form::wrapper),
                        {.org = {.given = "other", .given_overrides = true}});
        const Json json = Json::parse(doctorJson(*examine(told.cache(), {})));
        QCOMPARE(json["counters"]["blank_address_entries"], Json(1));
        QCOMPARE(json["counters"]["capability_noops"], Json(1));
        QCOMPARE(json["counters"]["inert"], Json(1));
        QCOMPARE(json["events_removed"], Json(0));
        QCOMPARE(json["recent_pipeline_coverage_rate"], Json(nullptr));
        std::string sources;
        for (const Json& source : json["sources"]) {
            QCOMPARE(source["records"].get<int>(), source["accepted"].get<int>() + source["ignored"].get<int>() +
                                                       source["rejected"].get<int>() + source["duplicates"].get<int>());
            QVERIFY(source["bytes"].get<int>() > 0);
            sources += source["org"].get<std::string>() + " " + source["accepted"].dump() + " " +
                       source["duplicates"].dump() + "\n";
        }
        QCOMPARE(sources, std::string("cloudspe 6 0\ncloudspe 0 1\nother 1 0\n"));
        const std::string text = doctorText(*examine(told.cache(), {}));
        QVERIFY2(text.find("1 inert, 1 capability entries without an address, 1 snapshots that changed nothing") !=
                     std::string::npos,
                 text.c_str());
    }

    void whatNobodyWatchedIsTold()
    {
        Told told({request("10:00:00")});
        writeWatchGap(told.cache(), {at("10:05:00"), at("12:05:00"), "machine_slept"});
        writeWatchGap(told.cache(), {at("13:00:00"), at("13:01:00"), "program_stopped"});
        const auto report = examine(told.cache(), {});
        const Json gaps = Json::parse(doctorJson(*report))["watch_gaps"];
        QCOMPARE(gaps.size(), std::size_t{2});
        QCOMPARE(gaps[1]["cause"], Json("machine_slept"));
        QCOMPARE(gaps[1]["to"], Json("2026-04-01T12:05:00.000Z"));
        const std::string text = doctorText(*report);
        for (const char* line : {"2026-04-01T10:05:00.000Z to 2026-04-01T12:05:00.000Z: the machine slept",
                                 "2026-04-01T13:00:00.000Z to 2026-04-01T13:01:00.000Z: the program was stopped"})
            QVERIFY2(text.find(line) != std::string::npos, text.c_str());
    }

    /// Of two days the older goes; one of its events had lost to other payloads before.
    void whatRetentionRemovedIsAccountedFor()
    {
        std::vector<Envelope> events = world();
        const Envelope contested = events[2].id(events[2].idText());
        events.push_back(request("2026-04-02T10:00:00Z").in("next", "day"));
        events.push_back(request("2026-04-03T10:00:00Z").in("last", "day"));
        Told told(events);
        for (int rival = 1; rival < 8; ++rival)
            told.importText(fileOf({contested.with("rival", rival)}, Form::wrapper));
        told.resolve();
        const auto examined = [&] { return *examine(told.cache(), {}); };
        QCOMPARE(examined().events, std::int64_t{19});
        QVERIFY(told.count("SELECT count(*) FROM superseded_event") > 0);

        const auto pruned = prune(told.cache(), {.older_than = at("2026-04-02T12:00:00Z")});
        QVERIFY(pruned.has_value());
        QCOMPARE(pruned->events_removed, std::int64_t{17});
        QCOMPARE(examined().events, std::int64_t{2});
        QCOMPARE(examined().events_removed, std::optional<std::int64_t>(17));
        QVERIFY(examined().accounting_errors.empty());

        told.cache().db().execute("UPDATE counter SET value = value - 1 WHERE name = 'events_removed'");
        QVERIFY(!examined().accounting_errors.empty());
        // A cache that an older version pruned has no such count: the next prune makes it right.
        told.cache().db().execute("DELETE FROM counter WHERE name = 'events_removed'");
        QVERIFY(!examined().events_removed.has_value());
        QVERIFY(examined().accounting_errors.empty());
        QVERIFY(prune(told.cache(), {.older_than = at("2026-04-03T12:00:00Z")}).has_value());
        QCOMPARE(examined().events_removed, std::optional<std::int64_t>(18));
        QVERIFY(examined().accounting_errors.empty());
    }

    /// Equal for equal sets of events, whatever their order; other events, other sum.
    void theChecksumFollowsTheEvents()
    {
        auto events = world();
        Told told(events);
        std::ranges::reverse(events);
        Told reversed(events);
        QCOMPARE(factsChecksum(reversed.cache()), factsChecksum(told.cache()));
        events.push_back(status("11:00:20").in("late", "late"));
        Told other(events);
        QVERIFY(factsChecksum(other.cache()) != factsChecksum(told.cache()));
    }

    /// The newest event decides what is settled, but not the sum.
    void settledIsNoPartOfTheChecksum()
    {
        auto events = world();
        Told told(events);
        events.push_back(payment("15:00:00", "", "1 WEI"));
        Told settled(events);
        QVERIFY(told.lines("sla", {"settled"}) != settled.lines("sla", {"settled"}));
        QCOMPARE(factsChecksum(settled.cache()), factsChecksum(told.cache()));
    }
};

QTEST_APPLESS_MAIN(ExplainAndDoctor)
#include "tst_explain_doctor.moc"
