#include <QtTest>

#include "core/geo/host_lookup.h"
#include "core/geo/place_book.h"
#include "core/geo/place_file.h"
#include "tests/core/geo/mmdb_file.h"
#include "tests/support/test_cache.h"

using namespace naap;

namespace {

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

const RegionTable& table()
{
    return RegionTable::bundled();
}

StatedRegionCount stated(StatedRegion::Of of, std::string name, std::string region, std::int64_t events = 1)
{
    return {{of, std::move(name), std::move(region), {}}, events};
}

PlaceEntry entry(PlaceKind kind, std::string name, std::string region, bool byHand = false)
{
    PlaceEntry result;
    result.kind = kind;
    result.name = std::move(name);
    result.region = std::move(region);
    result.by_hand = byHand;
    return result;
}

/// `region source confidence`, and `!` where evidence contradicts.
std::string told(const Place& place)
{
    if (!place.isKnown())
        return place.region;
    return place.region + ' ' + std::string(placeSourceName(*place.source)) + ' ' +
           std::string(confidenceName(*place.confidence)) + (place.contradicted ? " !" : "");
}

std::string sentences(const std::vector<LineProblem>& problems)
{
    std::string text;
    for (const LineProblem& problem : problems)
        text += sentenceOf(problem) + '\n';
    return text;
}

std::shared_ptr<const IpLookup> lookupIn(const TestFolder& folder, const std::string& bytes)
{
    auto lookup = IpLookup::open(folder.write("places.mmdb", bytes));
    if (!lookup)
        throw std::runtime_error(lookup.error().message);
    return std::move(*lookup);
}

std::string openError(const TestFolder& folder, const std::string& bytes)
{
    const auto lookup = IpLookup::open(folder.write("broken.mmdb", bytes));
    return lookup ? "opened" : lookup.error().message;
}

}  // namespace

/// Where gateways, orchestrators and hosts stand, and by what evidence.
class Places : public QObject {
    Q_OBJECT

private slots:
    /// A table and a person name a region; by country it is where the region, or its codes in that cell, leave no
    /// doubt.
    void aRegionTellsItsCountryWhereItHasOneAlone()
    {
        const RegionTable& table = RegionTable::bundled();
        QCOMPARE(table.countryOf("us-east", std::nullopt), std::string("US"));
        QCOMPARE(table.countryOf("ca", std::nullopt), std::string("CA"));
        QCOMPARE(table.countryOf("eu-central", std::nullopt), std::string());
        QCOMPARE(table.countryOf("eu-central", MapCell{50, 5}), std::string("DE"));
        QCOMPARE(table.countryOf("eu-central", MapCell{-90, 0}), std::string());
        QCOMPARE(table.countryOf("atlantis", std::nullopt), std::string());
        PlaceEvidence evidence;
        evidence.source = PlaceSource::table;
        evidence.region = "us-west";
        QCOMPARE(choosePlace({evidence}, table).country, std::string("US"));
    }

    void theTablesThatComeAlongAgreeWithEachOther()
    {
        QCOMPARE(sentences(table().problems()), std::string());
        for (const auto& [code, region] : table().regions())
            QVERIFY2(cellOf(region.at).has_value(), code.c_str());
        // A code's region is that of its country, at its longitude.
        for (const char* code : {"us-east-1", "us-central1", "westus", "fra", "syd", "blr", "ca-west-1"}) {
            const PlaceCode* place = table().code(code);
            QVERIFY2(place, code);
            QCOMPARE(table().regionOfCountry(place->country, place->at.lon).value_or(""), place->region);
        }
    }

    void countriesOfSeveralRegionsNeedALongitude()
    {
        QCOMPARE(table().regionOfCountry("DE", std::nullopt).value_or(""), std::string("eu-central"));
        QVERIFY(!table().regionOfCountry("US", std::nullopt));
        QCOMPARE(table().regionOfCountry("US", -74.0).value_or(""), std::string("us-east"));
        QCOMPARE(table().regionOfCountry("US", -97.0).value_or(""), std::string("us-central"));
        QCOMPARE(table().regionOfCountry("US", -122.0).value_or(""), std::string("us-west"));
        QVERIFY(!table().regionOfCountry("XX", 0.0));
    }

    void namesAreRead_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("place");
        QTest::newRow("a cloud's zone") << "gateway-daydream-us-east-1a"
                                        << "us-east name medium";
        QTest::newRow("a cloud's region") << "gw.eu-central-1.prod"
                                          << "eu-central name medium";
        QTest::newRow("another cloud") << "lp-europe-west4-b-2"
                                       << "eu-west name medium";
        QTest::newRow("written as one") << "GW-WestUS2"
                                        << "us-west name medium";
        QTest::newRow("airport in front") << "fra-gateway"
                                          << "eu-central name low";
        QTest::newRow("airport with a number") << "orch-sgp01"
                                               << "ap-southeast name low";
        QTest::newRow("hoster") << "node-fsn1-dc14"
                                << "eu-central name medium";
        QTest::newRow("a cloud's region over a city") << "ams-eu-west-2"
                                                      << "eu-west name medium";
        QTest::newRow("sydney is no south-east asia") << "ap-southeast-2"
                                                      << "oceania name medium";
        QTest::newRow("two cities that differ") << "fra-to-nyc"
                                                << "unknown";
        QTest::newRow("two cities of one region") << "lhr-ams"
                                                  << "eu-west name low";
        QTest::newRow("a code inside a word") << "frankly-infra"
                                              << "unknown";
        QTest::newRow("nothing in it") << "gateway-3"
                                       << "unknown";
        QTest::newRow("blank") << ""
                               << "unknown";
        QTest::newRow("a region's own code is no code of a name") << "us-east"
                                                                  << "unknown";
    }
    void namesAreRead()
    {
        QFETCH(QString, name);
        QFETCH(QString, place);
        PlaceBook book(table(), {});
        QCOMPARE(q(told(book.gateway(name.toStdString()))), place);
    }

    void hostsAreRead_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<QString>("place");
        QTest::newRow("label") << "https://nyc3.orch.example:8935"
                               << "us-east name low";
        QTest::newRow("the owner's name is no place") << "https://fra.example:8935"
                                                      << "unknown";
        QTest::newRow("nor is it with a suffix") << "https://gpu-fra.com"
                                                 << "unknown";
        QTest::newRow("address") << "https://203.0.113.7:8935"
                                 << "unknown";
        QTest::newRow("six") << "https://[2001:db8::1]:8935/x"
                             << "unknown";
        QTest::newRow("no uri at all") << ""
                                       << "unknown";
    }
    void hostsAreRead()
    {
        QFETCH(QString, uri);
        QFETCH(QString, place);
        PlaceBook book(table(), {});
        QCOMPARE(q(told(book.orchestrator("0xa1", uri.toStdString()))), place);
    }

    void theMostTrustedEvidenceDecides_data()
    {
        QTest::addColumn<bool>("byHand");
        QTest::addColumn<bool>("event");
        QTest::addColumn<bool>("inTable");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("place");
        // Each source says another region, so every weaker one contradicts.
        QTest::newRow("all") << true << true << true << "fra-1"
                             << "oceania by hand high !";
        QTest::newRow("events over the table") << false << true << true << "fra-1"
                                               << "us-east event medium !";
        QTest::newRow("the table over names") << false << false << true << "fra-1"
                                              << "ap-south table medium !";
        QTest::newRow("names last") << false << false << false << "fra-1"
                                    << "eu-central name low";
        QTest::newRow("events alone") << false << true << false << "gw"
                                      << "us-east event high";
        QTest::newRow("the table alone") << false << false << true << "gw"
                                         << "ap-south table high";
        QTest::newRow("by hand alone") << true << false << false << "gw"
                                       << "oceania by hand high";
        QTest::newRow("nothing") << false << false << false << "gw"
                                 << "unknown";
    }
    void theMostTrustedEvidenceDecides()
    {
        QFETCH(bool, byHand);
        QFETCH(bool, event);
        QFETCH(bool, inTable);
        QFETCH(QString, name);
        QFETCH(QString, place);
        PlaceBook::Sources sources;
        const std::string gateway = name.toStdString();
        if (inTable)
            sources.entries.push_back(entry(PlaceKind::gateway, gateway, "ap-south"));
        if (byHand)
            sources.entries.push_back(entry(PlaceKind::gateway, gateway, "oceania", true));
        if (event)
            sources.stated.push_back(stated(StatedRegion::Of::gateway, gateway, "us-east-1", 3));
        PlaceBook book(table(), std::move(sources));
        QCOMPARE(q(told(book.gateway(gateway))), place);
    }

    void eventsThatContradictEachOther()
    {
        PlaceBook::Sources sources;
        sources.stated = {stated(StatedRegion::Of::gateway, "gw", "eu-west-1", 2),
                          stated(StatedRegion::Of::gateway, "gw", "us-east", 2),
                          stated(StatedRegion::Of::gateway, "gw", "us-east", 1),
                          stated(StatedRegion::Of::gateway, "tie", "us-east", 2),
                          stated(StatedRegion::Of::gateway, "tie", "eu-west", 2)};
        PlaceBook book(table(), std::move(sources));
        const Place& place = book.gateway("gw");
        QCOMPARE(told(place), std::string("us-east event medium !"));
        QCOMPARE(place.evidence.size(), std::size_t(2));
        QCOMPARE(sentenceOf(place.evidence[0]), std::string("event: 3 events say us-east (gateway)"));
        QCOMPARE(sentenceOf(place.evidence[1]), std::string("event: 2 events say eu-west-1 (gateway)"));
        QCOMPARE(told(book.gateway("tie")), std::string("eu-west event medium !"));
    }

    void aTextThatNoTableKnowsIsToldAndNotUsed()
    {
        PlaceBook::Sources sources;
        sources.stated = {stated(StatedRegion::Of::gateway, "a", "Cellar-7", 4),
                          stated(StatedRegion::Of::gateway, "fra-b", "cellar-9")};
        sources.entries = {entry(PlaceKind::region, "cellar-7", "eu-north")};
        PlaceBook book(table(), std::move(sources));
        QCOMPARE(told(book.gateway("a")), std::string("eu-north event high"));
        QVERIFY(book.problems().empty());
        QCOMPARE(told(book.gateway("fra-b")), std::string("eu-central name low"));
        QCOMPARE(book.problems().size(), std::size_t(1));
        QVERIFY(book.problems().begin()->find("`cellar-9`, which is in no table") != std::string::npos);
    }

    void aHostIsNearerToTheTruthThanItsAddress()
    {
        PlaceBook::Sources sources;
        sources.entries = {entry(PlaceKind::orchestrator, "0xa1", "us-east"),
                           entry(PlaceKind::host, "two.example", "ap-east")};
        PlaceBook book(table(), std::move(sources));
        QCOMPARE(told(book.orchestrator("0xA1", "https://one.example:8935")), std::string("us-east table high"));
        QCOMPARE(told(book.orchestrator("0xa1", "https://TWO.example:8935")), std::string("ap-east table medium !"));
    }

    void aSessionSpeaksForItselfWhereItsGatewayHasNoName()
    {
        PlaceBook::Sources sources;
        sources.stated = {stated(StatedRegion::Of::session_gateway, "o|s|r", "eu-west"),
                          stated(StatedRegion::Of::gateway, "gw", "us-east")};
        PlaceBook book(table(), std::move(sources));
        QCOMPARE(told(book.gatewayOf("o|s|r", "")), std::string("eu-west event high"));
        QCOMPARE(told(book.gatewayOf("o|s|other", "")), std::string("unknown"));
        QCOMPARE(told(book.gatewayOf("o|s|r", "gw")), std::string("us-east event high"));
    }

    void cellsAreThoseOfTheEvidence()
    {
        PlaceBook book(table(), {.stated = {stated(StatedRegion::Of::gateway, "gw", "us-east")},
                                 .entries = {},
                                 .lookup = {},
                                 .problems = {}});
        // Sydney: (-33.9, 151.2) lies in (-35, 150).
        QVERIFY(book.gateway("syd-1").cell == (MapCell{-35, 150}));
        // A region alone is drawn at its own point: (38.5, -78).
        QVERIFY(book.gateway("gw").cell == (MapCell{35, -80}));
        QVERIFY(!book.gateway("x").cell);
    }

    void theUsersTableIsReadAndWrittenAlike()
    {
        const PlaceFile file = readPlaceFile(
            "#naap-lens places 1\r\nname,kind,region,lat,lon,note\r\ngw-1,gateway,eu-west,51.5074,-0.1278,\"a, "
            "\"\"b\"\"\"\r\n"
            "HTTPS://Orch.Example:8935,host,FRA,,,\r\n0xAB,orchestrator,us-east,,,\r\ncellar,region,eu-north,,,\r\n",
            table());
        QCOMPARE(sentences(file.problems), std::string());
        const std::string text = placeFileText(file.entries);
        QCOMPARE(text, std::string("#naap-lens places 1\nkind,name,region,lat,lon,note\n"
                                   "gateway,gw-1,eu-west,52.5,-2.5,\"a, \"\"b\"\"\"\n"
                                   "orchestrator,0xab,us-east,,,\n"
                                   "host,orch.example,eu-central,52.5,7.5,\n"
                                   "region,cellar,eu-north,,,\n"));
        QCOMPARE(placeFileText(readPlaceFile(text, table()).entries), text);
    }

    void brokenLinesAreToldAndTheRestIsUsed()
    {
        const PlaceFile file = readPlaceFile(
            "#naap-lens places 3\nkind,name,region,lat,lon,altitude\n"
            "gateway,a,eu-west,91,0,\n"
            "gateway,b,eu-west,0,-180.5,\n"
            "gateway,c,atlantis,,,\n"
            "satellite,d,eu-west,,,\n"
            "gateway,,eu-west,,,\n"
            "gateway,e,eu-west,north,,\n"
            "gateway,f,eu-west,,,1,2\n"
            "gateway,g,eu-west,,,\n"
            "gateway,g,us-east,,,\n"
            "gateway,\"h,eu-west,,,\n"
            "gateway,i,eu-west,90,180,\n",
            table());
        QCOMPARE(placeFileText(file.entries), std::string("#naap-lens places 1\nkind,name,region,lat,lon,note\n"
                                                          "gateway,g,us-east,,,\ngateway,i,eu-west,87.5,-177.5,\n"));
        const QString told = q(sentences(file.problems));
        for (const char* part :
             {"line 1: the table is of version 3, and this program knows 1", "line 3: latitude 91 lies off the map",
              "line 4: longitude -180.5 lies off the map", "line 5: there is no region `atlantis`",
              "line 6: `satellite` is none of gateway, orchestrator, host, region", "line 7: `name` is blank",
              "line 8: `north`, `` are not a latitude and a longitude", "line 9: 7 cells where there are 6 columns",
              "line 11: gateway `g` was placed in line 10 already", "line 12: a quote is opened and never closed"})
            QVERIFY2(told.contains(part), qPrintable(part + QString("\n") + told));
        QCOMPARE(file.problems.size(), std::size_t(10));
        QVERIFY(q(sentences(readPlaceFile("", table()).problems)).contains("no line of column names"));
        QVERIFY(q(sentences(readPlaceFile("kind,name,region\nhost,[a:1],fra\n", table()).problems))
                    .contains("line 2: `[a:1]` is no name of a host"));
    }

    void aNewerTableOfRegionsIsUsedAsFarAsItIsUnderstood()
    {
        const RegionTable newer = RegionTable::read(
            {"#naap-lens regions 2\nregion,name,lat,lon,shape\nmoon,The Moon,0,0,round\nmars,Mars,95,0,\n",
             "#naap-lens codes "
             "1\ncode,kind,region,lat,lon\nxyz,city,moon,1,1\nabc,crater,moon,1,1\ndef,city,mars,1,1\n",
             "#naap-lens countries 1\ncountry,region\nAA,moon\nBB,mars\n"});
        QVERIFY(newer.region("moon"));
        QVERIFY(newer.code("xyz"));
        QVERIFY(!newer.code("abc"));
        QCOMPARE(newer.problems().size(), std::size_t(5));
        QVERIFY(q(sentences(newer.problems())).contains("line 1: the table is of version 2"));
        QVERIFY(q(sentences(newer.problems())).contains("line 4: latitude 95 lies off the map"));
        QVERIFY(q(sentences(newer.problems())).contains("line 4: there is no kind `crater`"));
    }

    void namesAreResolvedToPlacesAlone()
    {
        const TestFolder folder;
        const auto lookup =
            lookupIn(folder, mmdb::file("Test-City", {{{203, 0, 113, 7}, mmdb::place("US", 40.71, -74.01)},
                                                      {{203, 0, 113, 8}, mmdb::place("FR", 48.9, 2.3)}}));
        const HostResolver resolve = [](const std::string& host) -> Result<std::vector<std::string>> {
            if (host == "one.example")
                return std::vector<std::string>{"2001:db8::1", "203.0.113.7"};
            if (host == "both.example")
                return std::vector<std::string>{"203.0.113.7", "203.0.113.8"};
            if (host == "new.example")
                return std::vector<std::string>{"203.0.113.99"};
            return failure(Error::Code::io, "Name or service not known");
        };
        const HostLookup result = lookUpHosts(
            {"203.0.113.7", "both.example", "gone.example", "new.example", "one.example"}, *lookup, resolve, {});
        QCOMPARE(result.asked, std::int64_t{4});
        QVERIFY(result.found == (std::vector<ResolvedHost>{{"one.example", "US", 40, -75}}));
        QVERIFY(result.problems == (std::vector<std::string>{"both.example: its addresses stand in several countries",
                                                             "gone.example: Name or service not known",
                                                             "new.example: Test-City knows none of its addresses"}));
        PlaceBook::Sources sources;
        sources.resolved = result.found;
        PlaceBook book(table(), std::move(sources));
        QCOMPARE(told(book.host("one.example")), std::string("us-east lookup medium"));
        QCOMPARE(sentenceOf(book.host("one.example").evidence[0]),
                 std::string("lookup: its name was resolved: US (host)"));
        QCOMPARE(told(book.host("gone.example")), std::string("unknown"));
    }

    void theSystemKnowsTheOwnMachine()
    {
        const auto addresses = resolveBySystem("localhost");
        QVERIFY2(addresses, addresses ? "" : addresses.error().message.c_str());
        QVERIFY(std::ranges::any_of(*addresses,
                                    [](const std::string& each) { return each == "127.0.0.1" || each == "::1"; }));
    }

    void addressesAreLookedUpInTheUsersFile()
    {
        const TestFolder folder;
        PlaceBook::Sources sources;
        sources.lookup = lookupIn(
            folder,
            mmdb::file("Test-City",
                       {{{203, 0, 113, 7}, mmdb::place("US", 40.71, -74.01)},
                        {{203, 0, 113, 8}, mmdb::map({{"country", mmdb::map({{"iso_code", mmdb::text("FR")}})}})},
                        {{203, 0, 113, 9}, mmdb::map({{"country", mmdb::map({{"iso_code", mmdb::text("US")}})}})},
                        {{203, 0, 113, 10}, mmdb::place("SE", 95, 0)},
                        {{203, 0, 113, 11}, mmdb::map({{"country", mmdb::text("SE")}})},
                        {{203, 0, 113, 12},
                         mmdb::map({{"location",
                                     mmdb::map({{"latitude", mmdb::text("x")}, {"longitude", mmdb::number(1)}})}})}}));
        PlaceBook book(table(), std::move(sources));
        const Place& newYork = book.host("203.0.113.7");
        QCOMPARE(told(newYork), std::string("us-east lookup medium"));
        QVERIFY(newYork.cell == (MapCell{40, -75}));
        QCOMPARE(told(book.host("203.0.113.8")), std::string("eu-west lookup low"));
        // A wide country without a position: the evidence is listed, the region is not guessed.
        QCOMPARE(told(book.host("203.0.113.9")), std::string("unknown"));
        QCOMPARE(book.host("203.0.113.9").evidence.size(), std::size_t(1));
        QCOMPARE(told(book.host("203.0.113.99")), std::string("unknown"));
        QCOMPARE(told(book.host("orch.one.example")), std::string("unknown"));
        QCOMPARE(told(book.host("2001:db8::1")), std::string("unknown"));
        QVERIFY(book.problems().empty());
        QCOMPARE(told(book.host("203.0.113.10")), std::string("unknown"));
        QCOMPARE(told(book.host("203.0.113.12")), std::string("unknown"));
        QString problems;
        for (const std::string& each : book.problems())
            problems += q(each) + '\n';
        QVERIFY2(problems.contains("lie off the map"), qPrintable(problems));
        QVERIFY2(problems.contains("`location.latitude` is no number"), qPrintable(problems));
    }

    void aFileThatKnowsNoPlacesIsRefused()
    {
        const TestFolder folder;
        QVERIFY(q(openError(folder, mmdb::file("Test-ASN", {}))).contains("type `Test-ASN` knows no places"));
        QVERIFY(q(openError(folder, "no database at all")).contains("broken.mmdb: "));
        const std::string good = mmdb::file("Test-City", {{{203, 0, 113, 7}, mmdb::place("US", 40.71, -74.01)}});
        QVERIFY(openError(folder, good.substr(0, good.size() / 2)) != "opened");
        QVERIFY(!IpLookup::open(folder.path() / "none.mmdb"));
    }

    void aDamagedRecordIsToldAndTheRestIsUsed()
    {
        const TestFolder folder;
        // The first record is a pointer to nowhere.
        std::string nowhere("\x2f\xff\xff", 3);
        PlaceBook::Sources sources;
        sources.lookup = lookupIn(
            folder, mmdb::file("Test-City",
                               {{{203, 0, 113, 7}, nowhere}, {{203, 0, 113, 8}, mmdb::place("US", 40.71, -74.01)}}));
        PlaceBook book(table(), std::move(sources));
        QCOMPARE(told(book.host("203.0.113.7")), std::string("unknown"));
        QCOMPARE(book.problems().size(), std::size_t(1));
        QCOMPARE(told(book.host("203.0.113.8")), std::string("us-east lookup medium"));
    }
};

QTEST_APPLESS_MAIN(Places)
#include "tst_places.moc"
