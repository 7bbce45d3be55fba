#include <QtTest>

#include "core/pipeline/maintenance.h"
#include "core/pipeline/public_api_feed.h"
#include "core/store/api_store.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/scripted_api.h"

using namespace naap;
using namespace naap::telling;
using test::ScriptedApi;

namespace {

Instant clock(const char* text)
{
    return *parseInstant(text);
}

/// A cache, a server, and what polls the one into the other.
struct Polled : TestCache {
    ScriptedApi api;
    std::vector<ApiPollStatus> seen;

    Polled()
    {
        api.now = clock("2026-04-01T12:30:00Z");
        api.serveEmpty();
    }
    PublicApiFeed feed(ApiFeedOptions options = {})
    {
        return {cache(), api, "https://api.invalid", api.surroundings(), options, [this](const ApiPollStatus& status) {
                    seen.push_back(status);
                }};
    }
    void step(PublicApiFeed& feed)
    {
        const auto done = feed.step({});
        QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
    }
    std::int64_t rows(const std::string& endpoint)
    {
        return count("SELECT count(*) FROM api_row WHERE endpoint = '" + endpoint + "'");
    }
    std::int64_t windows(const std::string& endpoint)
    {
        return count("SELECT count(*) FROM api_window WHERE endpoint = '" + endpoint + "'");
    }
};

const ApiPollStatus& statusOf(const PublicApiFeed& feed, std::string_view endpoint)
{
    return *std::ranges::find(feed.endpoints(), endpoint, &ApiPollStatus::endpoint);
}

/// A price list of these orchestrators.
std::string prices(const std::vector<std::string>& addresses)
{
    Json rows = Json::array();
    for (const std::string& address : addresses)
        rows.push_back({{"orchAddress", address},
                        {"pipeline", "live"},
                        {"priceWeiPerUnit", 5},
                        {"pixelsPerUnit", 1},
                        {"isWarm", true}});
    return rows.dump();
}

/// Rows of the hour that is asked for, so many.
ScriptedApi::Answer demandOf(const int& sessions)
{
    return [&sessions](const HttpRequest& request) {
        const Json row{{"window_start", test::parameter(request, "start")},
                       {"org", "a"},
                       {"gateway", "g"},
                       {"pipeline_id", "live-video-to-video"},
                       {"model_id", "m"},
                       {"requested_sessions", sessions},
                       {"startup_success_sessions", 1},
                       {"no_orch_sessions", 0},
                       {"effective_success_rate", 1},
                       {"total_minutes", 2.5}};
        const Json body{{"data", sessions > 0 ? Json::array({row}) : Json::array()},
                        {"pagination", {{"next_cursor", ""}}}};
        return test::json(body.dump());
    };
}

}  // namespace

class TestPublicApiFeed : public QObject {
    Q_OBJECT

private slots:
    void eachEndpointIsPolledIntoTheCache()
    {
        Polled world;
        world.api.set("/v1/dashboard/pricing", prices({"0x1", "0x2"}));
        int sessions = 4;
        world.api.set("/v1/streaming/demand", demandOf(sessions));
        auto feed = world.feed();
        world.step(feed);
        QCOMPARE(feed.endpoints().size(), std::size_t{22});
        for (const ApiPollStatus& status : feed.endpoints())
            QVERIFY2(status.state == ApiPollState::live || status.endpoint == "dashboard/kpi",
                     (status.endpoint + ": " + status.sentence).c_str());
        QCOMPARE(world.rows("dashboard/pricing"), 2);
        QCOMPARE(world.rows("streaming/demand"), 3);  // 10, 11 and 12 o'clock
        QCOMPARE(world.windows("streaming/sla"), 3);  // empty hours are known to be empty
        QCOMPARE(statusOf(feed, "streaming/demand").rows, 3);
        QVERIFY(world.sessions().empty());  // nothing of it became a fact
    }

    void anHourIsReplacedAsAWhole()
    {
        Polled world;
        int sessions = 4;
        world.api.set("/v1/streaming/demand", demandOf(sessions));
        auto feed = world.feed();
        world.step(feed);
        QCOMPARE(world.count("SELECT sum(members ->> 'requested_sessions') FROM api_row"), 12);
        sessions = 7;
        world.api.now += std::chrono::minutes(6);
        world.step(feed);
        QCOMPARE(world.count("SELECT sum(members ->> 'requested_sessions') FROM api_row"), 21);
        sessions = 0;  // the API takes its rows back
        world.api.now += std::chrono::minutes(6);
        world.step(feed);
        QCOMPARE(world.rows("streaming/demand"), 0);
        QCOMPARE(world.windows("streaming/demand"), 3);
    }

    void whatIsTrueOnlyNowReplacesWhatWas()
    {
        Polled world;
        world.api.set("/v1/dashboard/pricing", prices({"0x1", "0x2"}));
        auto feed = world.feed();
        world.step(feed);
        world.api.set("/v1/dashboard/pricing", prices({"0x3"}));
        world.api.now += std::chrono::hours(2);
        world.step(feed);
        QCOMPARE(world.rows("dashboard/pricing"), 1);
        QCOMPARE(world.windows("dashboard/pricing"), 1);
    }

    void cadence()
    {
        Polled world;
        auto feed = world.feed();
        world.step(feed);
        const std::size_t feeds = world.api.count("/v1/dashboard/job-feed");
        const std::size_t capacities = world.api.count("/v1/dashboard/gpu-capacity");
        const std::size_t catalogs = world.api.count("/v1/dashboard/pipeline-catalog");
        const Instant begin = world.api.now;
        while (world.api.now < begin + std::chrono::hours(1)) {
            world.api.now = std::max(world.api.now, *feed.nextDue());
            world.step(feed);
        }
        const auto within = [](std::size_t calls, std::size_t fewest, std::size_t most) {
            return calls >= fewest && calls <= most;
        };
        QVERIFY(within(world.api.count("/v1/dashboard/job-feed") - feeds, 200,
                       241));  // every 15 s, and questions take time
        QVERIFY(within(world.api.count("/v1/dashboard/gpu-capacity") - capacities, 11, 12));  // every 5 min
        QVERIFY(within(world.api.count("/v1/dashboard/pipeline-catalog") - catalogs, 3, 4));  // every 15 min
    }

    void theLastDayIsFetchedEveryHour()
    {
        Polled world;
        auto feed = world.feed();
        world.step(feed);
        QCOMPARE(world.windows("streaming/demand"), 3);
        world.api.now += std::chrono::minutes(61);  // 13:31
        world.step(feed);
        QCOMPARE(world.windows("streaming/demand"), 25);  // 13:00 of the day before to 13:00
        Polled eager;
        auto first = eager.feed({.day_first = true});
        eager.step(first);
        QCOMPARE(eager.windows("streaming/demand"), 25);
    }

    void backFill()
    {
        Polled world;
        auto feed = world.feed({clock("2026-03-30T22:15:00Z"), clock("2026-03-31T01:00:00Z"), false});
        world.step(feed);
        QCOMPARE(world.windows("streaming/demand"), 2);  // 23 and 0 o'clock
        const auto first = std::ranges::find_if(
            world.api.asked, [](const std::string& path) { return path.find("demand") != std::string::npos; });
        QVERIFY2(first->find("start=2026-03-30T23%3A00%3A00Z") != std::string::npos, first->c_str());
    }

    void anInterruptedBackFillGoesOnWhereItWas()
    {
        Polled world;
        int sessions = 1, left = 2;
        const auto answer = demandOf(sessions);
        world.api.set("/v1/streaming/demand", [&, answer](const HttpRequest& request) {
            return left-- > 0 ? answer(request) : test::status(503);
        });
        auto feed = world.feed({clock("2026-04-01T05:00:00Z"), clock("2026-04-01T09:00:00Z"), false});
        world.step(feed);
        QCOMPARE(world.windows("streaming/demand"), 2);
        QCOMPARE(static_cast<int>(statusOf(feed, "streaming/demand").state), static_cast<int>(ApiPollState::retrying));
        left = 100;
        world.api.asked.clear();
        world.api.now = statusOf(feed, "streaming/demand").next_due;
        world.step(feed);
        QCOMPARE(world.windows("streaming/demand"), 4);
        QCOMPARE(world.api.count("/v1/streaming/demand"), std::size_t{2});
    }

    void oneEndpointFailsByItself()
    {
        Polled world;
        world.api.set("/v1/dashboard/pricing", prices({"0x1"}));
        auto feed = world.feed();
        world.step(feed);
        world.api.set("/v1/dashboard/pricing", [](const HttpRequest&) { return test::status(500); });
        const std::vector<int> steps{1000, 2000, 5000, 10000, 15000, 30000, 300000, 300000};
        world.api.now += std::chrono::minutes(20);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            world.step(feed);
            const ApiPollStatus& status = statusOf(feed, "dashboard/pricing");
            QCOMPARE(status.failures, static_cast<int>(i) + 1);
            QCOMPARE(static_cast<int>(status.state), static_cast<int>(ApiPollState::retrying));
            QCOMPARE(status.sentence, std::string("HTTP status 500") + status.sentence.substr(15));
            const auto failed =
                std::ranges::find_if(world.seen.rbegin(), world.seen.rend(),
                                     [](const ApiPollStatus& each) { return each.endpoint == "dashboard/pricing"; });
            QCOMPARE(failed->failures, status.failures);
            const Instant due = status.next_due;
            QCOMPARE(static_cast<int>(statusOf(feed, "streaming/sla").state), static_cast<int>(ApiPollState::live));
            world.api.now = due;
        }
        QCOMPARE(world.rows("dashboard/pricing"), 1);  // the old figures stay
        world.api.set("/v1/dashboard/pricing", prices({"0x1", "0x2"}));
        world.step(feed);
        QCOMPARE(static_cast<int>(statusOf(feed, "dashboard/pricing").state), static_cast<int>(ApiPollState::live));
        QVERIFY(statusOf(feed, "dashboard/pricing").sentence.empty());
        QCOMPARE(world.rows("dashboard/pricing"), 2);
    }

    void aBusyServerIsLeftAloneAsLongAsItWishes()
    {
        Polled world;
        auto feed = world.feed();
        world.step(feed);
        for (const ApiEndpoint& endpoint : apiEndpoints())
            world.api.set(fmt::format("/v1/{}", endpoint.name),
                          [](const HttpRequest&) { return test::status(429, std::chrono::seconds(90)); });
        world.api.now += std::chrono::minutes(20);
        world.api.asked.clear();
        world.step(feed);
        QCOMPARE(world.api.asked.size(), std::size_t{1});  // the first refusal counts for all
        const Instant refused = world.api.now;
        QCOMPARE((*feed.nextDue() - refused).count(), 94500);  // 90 s and half of a tenth
        world.api.now += std::chrono::seconds(89);
        world.step(feed);
        QCOMPARE(world.api.asked.size(), std::size_t{1});
        world.api.serveEmpty();
        world.api.now = *feed.nextDue();
        world.step(feed);
        QVERIFY(world.api.asked.size() > 22);
    }

    void aDeadServerIsTriedWithOneQuestion()
    {
        Polled world;
        auto feed = world.feed();
        world.api.set("/v1/streaming/sla", [](const HttpRequest&) { return test::trouble(HttpProblem::refused); });
        const std::vector<int> steps{1000, 2000, 5000, 10000, 15000, 30000, 300000};
        for (const int step : steps) {
            world.api.asked.clear();
            world.step(feed);
            QCOMPARE(world.api.asked.size(), std::size_t{1});
            QCOMPARE((*feed.nextDue() - world.api.now).count(), step);
            world.api.now = *feed.nextDue();
        }
        world.api.serveEmpty();
        world.step(feed);
        QCOMPARE(static_cast<int>(statusOf(feed, "streaming/sla").state), static_cast<int>(ApiPollState::live));
    }

    void whatDoesNotPassByItselfStops()
    {
        Polled world;
        world.api.set("/v1/streaming/sla", [](const HttpRequest&) { return test::status(401); });
        auto feed = world.feed();
        world.step(feed);
        QVERIFY(!feed.nextDue().has_value());
        for (const ApiPollStatus& status : feed.endpoints())
            QCOMPARE(static_cast<int>(status.state), static_cast<int>(ApiPollState::stopped));
        QVERIFY(feed.run({}).has_value());  // and ends at once

        Polled other;
        other.api.set("/v1/dashboard/pricing", [](const HttpRequest&) { return test::status(400); });
        auto rest = other.feed();
        other.step(rest);
        QCOMPARE(static_cast<int>(statusOf(rest, "dashboard/pricing").state), static_cast<int>(ApiPollState::stopped));
        QVERIFY(rest.nextDue().has_value());
    }

    void anEndpointThatIsNotServedRests()
    {
        Polled world;
        world.api.set("/v1/dashboard/pricing", [](const HttpRequest&) { return test::status(404); });
        auto feed = world.feed();
        world.step(feed);
        const ApiPollStatus& status = statusOf(feed, "dashboard/pricing");
        QCOMPARE(static_cast<int>(status.state), static_cast<int>(ApiPollState::resting));
        QVERIFY(status.next_due - world.api.now > std::chrono::minutes(50));
        QCOMPARE(static_cast<int>(statusOf(feed, "requests/byoc/auth").state), static_cast<int>(ApiPollState::live));
    }

    void aServerThatIsUpgradedIsNoticed()
    {
        ScriptedApi api;
        TestCache cache;
        api.now = clock("2026-04-01T12:30:00Z");
        for (const char* path : {"/v1/sla/compliance", "/v1/network/demand", "/v1/gpu/metrics"})
            api.set(path, R"({"compliance":[],"demand":[],"metrics":[],"pagination":{"total_pages":0}})");
        PublicApiFeed feed(cache.cache(), api, "https://api.invalid", api.surroundings());
        QVERIFY(feed.step({}).has_value());
        QCOMPARE(static_cast<int>(statusOf(feed, "streaming/sla").state), static_cast<int>(ApiPollState::live));
        QCOMPARE(static_cast<int>(statusOf(feed, "dashboard/kpi").state), static_cast<int>(ApiPollState::resting));
        QCOMPARE(cache.count("SELECT count(*) FROM api_window WHERE generation = 'legacy-v1'"), 9);
        for (const char* path : {"/v1/sla/compliance", "/v1/network/demand", "/v1/gpu/metrics"})
            api.set(path, [](const HttpRequest&) { return test::status(404); });
        api.serveEmpty();
        for (int i = 0; i < 2; ++i) {
            api.now += std::chrono::hours(2);
            QVERIFY(feed.step({}).has_value());
        }
        QCOMPARE(static_cast<int>(statusOf(feed, "streaming/sla").state), static_cast<int>(ApiPollState::live));
        QCOMPARE(static_cast<int>(*feed.api().generation()), static_cast<int>(ApiGeneration::v1));
        QCOMPARE(static_cast<int>(statusOf(feed, "dashboard/pricing").state), static_cast<int>(ApiPollState::live));
    }

    void nothingNewIsConfirmed()
    {
        Polled world;
        int changes = 0;
        world.api.set("/v1/dashboard/pricing", [&](const HttpRequest& request) {
            HttpResponse response;
            response.status = request.if_none_match == "\"e1\"" ? 304 : 200;
            changes += response.status == 200 ? 1 : 0;
            response.body = prices({"0x1"});
            response.etag = "\"e1\"";
            return response;
        });
        {
            auto feed = world.feed();
            world.step(feed);
        }
        world.api.now += std::chrono::minutes(30);
        auto again = world.feed();  // as after a restart: the tag is in the cache
        world.step(again);
        QCOMPARE(changes, 1);
        QCOMPARE(world.rows("dashboard/pricing"), 1);
        QVERIFY(world.count("SELECT fetched_at FROM api_row WHERE endpoint = 'dashboard/pricing'") >=
                toMs(clock("2026-04-01T13:00:00Z")));
    }

    void aStopEndsTheRun()
    {
        Polled world;
        std::stop_source source;
        world.api.set("/v1/dashboard/pricing", [&](const HttpRequest&) {
            source.request_stop();
            return test::trouble(HttpProblem::cancelled);
        });
        auto feed = world.feed();
        QVERIFY(feed.run(source.get_token()).has_value());
        QCOMPARE(world.api.count("/v1/dashboard/pricing"), std::size_t{1});
        QCOMPARE(static_cast<int>(statusOf(feed, "dashboard/pricing").state), static_cast<int>(ApiPollState::waiting));
    }

    void oldFiguresGoWithTheRest()
    {
        Polled world;
        int sessions = 1;
        world.api.set("/v1/streaming/demand", demandOf(sessions));
        auto feed = world.feed({clock("2026-03-30T22:00:00Z"), {}, false});
        world.step(feed);
        const std::int64_t before = world.rows("streaming/demand");
        QCOMPARE(before, 39);  // 22:00 to 12:00, two days later
        QVERIFY(prune(world.cache(), {clock("2026-04-01T00:00:00Z"), {}, false}).has_value());
        QCOMPARE(world.rows("streaming/demand"), 13);
    }
};

QTEST_MAIN(TestPublicApiFeed)
#include "tst_public_api_feed.moc"
