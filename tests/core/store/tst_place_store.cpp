#include <QtTest>

#include "core/pipeline/reread_places.h"
#include "core/store/place_store.h"
#include "core/store/schema.h"
#include "tests/support/playing.h"

using namespace naap;
using namespace naap::telling;

namespace {

Envelope withRegion(Envelope event, const char* region)
{
    event.extra["gateway_region"] = region;
    return event;
}

std::string ofName(StatedRegion::Of of)
{
    switch (of) {
        case StatedRegion::Of::gateway: return "gateway";
        case StatedRegion::Of::orchestrator: return "orchestrator";
        case StatedRegion::Of::host: return "host";
        case StatedRegion::Of::session_gateway: return "session_gateway";
        case StatedRegion::Of::session_orchestrator: break;
    }
    return "session_orchestrator";
}

/// `gateway gw-1 eu-west 3`, a line each.
std::string statedIn(TestCache& cache)
{
    std::string text;
    for (const auto& [stated, events] : PlaceStore(cache.cache()).stated())
        text += fmt::format("{} {} {} {}\n", ofName(stated.of), stated.name, stated.region, events);
    return text;
}

std::vector<Envelope> placedEvents()
{
    return {withRegion(request("10:00:00").from("gw-1"), "eu-west"),
            withRegion(ingest("10:00:01").from("gw-1").by("0xA1", "https://Alpha.example:8935"), " eu-west ")
                .with("orchestrator_info/region", "us-east-1"),
            status("10:00:05").by("0xA1", "").with("region", "us-east-2"),
            status("10:00:15").with("region", "us-west-1"),
            withRegion(playable("10:00:03"), "ap-south"),
            closed("2026-04-02T10:00:20Z").from("gw-1")};
}

}  // namespace

/// What the cache keeps of places.
class PlaceStoreTest : public QObject {
    Q_OBJECT

private slots:
    void eventsStateRegions()
    {
        TestCache cache;
        deliver(cache, placedEvents(), {});
        QCOMPARE(statedIn(cache), std::string("gateway gw-1 eu-west 2\n"
                                              "host alpha.example us-east-1 1\n"
                                              "orchestrator 0xa1 us-east-2 1\n"
                                              "session_gateway cloudspe|s1|r1 ap-south 1\n"
                                              "session_orchestrator cloudspe|s1|r1 us-west-1 1\n"));
    }

    void theSameEventsStateTheSameInAnyOrder()
    {
        TestCache straight;
        deliver(straight, placedEvents(), {});
        TestCache shuffled;
        deliver(shuffled, placedEvents(), {.seed = 5, .parts = 3});
        QCOMPARE(statedIn(shuffled), statedIn(straight));
    }

    void aSupersededEventTakesItsRegionAlong()
    {
        // One identity, two payloads: whichever comes first, one of them stays.
        const Envelope one = withRegion(request("10:00:00").from("gw-1").id("e1").with("note", "a"), "eu-west");
        const Envelope two = withRegion(request("10:00:00").from("gw-1").id("e1").with("note", "b"), "us-east");
        TestCache forwards;
        deliver(forwards, {one}, {});
        deliver(forwards, {two}, {});
        TestCache backwards;
        deliver(backwards, {two}, {});
        deliver(backwards, {one}, {});
        QCOMPARE(statedIn(forwards), statedIn(backwards));
        QCOMPARE(PlaceStore(forwards.cache()).stated().size(), std::size_t(1));
    }

    void longTextsAndBlanksAreNoRegions()
    {
        TestCache cache;
        deliver(cache,
                {withRegion(request("10:00:00").from("gw-1"), "  "),
                 withRegion(request("10:00:01").from("gw-1"), std::string(65, 'x').c_str())},
                {});
        QCOMPARE(statedIn(cache), std::string());
    }

    void eventsOfAnOlderVersionCanBeReadAgain()
    {
        TestCache cache;
        deliver(cache, placedEvents(), {});
        const std::string before = statedIn(cache);
        cache.cache().db().execute("DELETE FROM stated_region");
        QCOMPARE(rereadStatedRegions(cache.cache()).value(), 5);
        QCOMPARE(statedIn(cache), before);
        QCOMPARE(rereadStatedRegions(cache.cache()).value(), 5);
        QCOMPARE(statedIn(cache), before);
    }

    void whatIsSetByHandCanBeUndone()
    {
        TestCache cache;
        PlaceStore store(cache.cache());
        PlaceEntry entry{PlaceKind::gateway, "gw-1", "eu-west", 50, -5, "rack", false};
        store.replaceTable(std::vector{entry});
        entry.by_hand = true;
        entry.region = "us-east";
        store.put(entry);
        QCOMPARE(store.entries().size(), std::size_t(2));
        QVERIFY(store.entries()[1] == entry);
        // A new table leaves it alone.
        store.replaceTable({});
        QCOMPARE(store.entries().size(), std::size_t(1));
        QVERIFY(store.removeByHand(PlaceKind::gateway, "gw-1"));
        QVERIFY(!store.removeByHand(PlaceKind::gateway, "gw-1"));
        QVERIFY(store.entries().empty());
    }

    void aCacheOfAnOlderVersionIsUpgraded()
    {
        TestCache cache;
        deliver(cache, {request("10:00:00")}, {});
        for (const char* table : {"stated_region", "place_entry", "session_block", "status_block"})
            cache.cache().db().execute(std::string("DROP TABLE ") + table);
        cache.cache().db().execute("PRAGMA user_version = 5");
        cache.reopen();
        QCOMPARE(cache.cache().schemaVersion(), newestSchemaVersion());
        QVERIFY(PlaceStore(cache.cache()).stated().empty());
        deliver(cache, placedEvents(), {});
        QVERIFY(!PlaceStore(cache.cache()).stated().empty());
    }
};

QTEST_APPLESS_MAIN(PlaceStoreTest)
#include "tst_place_store.moc"
