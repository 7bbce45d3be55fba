#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/program.h"

using namespace naap::test;

/// naap-lens places, planner and share, on two hours of a network that stands at known places.
class TestPlaces : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QCOMPARE(run({"generate", "--hours", "2", "--sessions-per-hour", "60", "--orchestrators", "12", "--gateways",
                      "6", "--geography", "names", "--out", "placed.ndjson"})
                     .status,
                 0);
        QCOMPARE(run({"import", "placed.ndjson", "--db", "cache.db"}).status, 0);
    }

    void placesAreListedWithTheirReasons()
    {
        const Run list = run({"places", "list", "--format", "json", "--db", "cache.db"});
        QCOMPARE(list.status, 0);
        const Json rows = list.json();
        QCOMPARE(rows[0]["name"].get<std::string>(), std::string("gateway-ap-southeast-1b-3"));
        QCOMPARE(rows[0]["region"].get<std::string>(), std::string("ap-southeast"));
        QCOMPARE(rows[0]["evidence"][0].get<std::string>(),
                 std::string("name: code ap-southeast-1 (AWS, Singapore) (gateway)"));
    }

    void theTableGoesInAndOut()
    {
        QVERIFY(writeFile(m_folder.filePath("places.csv"),
                          "kind,name,region,lat,lon,note\ngateway,gateway-fra-2,eu-north,59.33,18.07,moved\n"
                          "gateway,x,atlantis,,,\n"));
        const Run import = run({"places", "import", "places.csv", "--db", "cache.db"});
        QCOMPARE(import.status, 1);
        QVERIFY2(import.err.contains("places.csv: line 3: there is no region `atlantis`"), import.err);
        QVERIFY(import.out.contains("1 place "));
        const Run exported = run({"places", "export", "--db", "cache.db"});
        QCOMPARE(exported.out, QByteArray("#naap-lens places 1\nkind,name,region,lat,lon,note\n"
                                          "gateway,gateway-fra-2,eu-north,57.5,17.5,moved\n"));
        QCOMPARE(regionOf("gateway-fra-2"), QByteArray("eu-north"));
        QCOMPARE(run({"places", "set", "gateway", "gateway-fra-2", "eu-south", "--db", "cache.db"}).status, 0);
        QCOMPARE(regionOf("gateway-fra-2"), QByteArray("eu-south"));
        QCOMPARE(run({"places", "unset", "gateway", "gateway-fra-2", "--db", "cache.db"}).status, 0);
        QCOMPARE(regionOf("gateway-fra-2"), QByteArray("eu-north"));
        const Run nothing = run({"places", "unset", "gateway", "gateway-fra-2", "--db", "cache.db"});
        QCOMPARE(nothing.status, 2);
        QVERIFY(nothing.err.contains("was not set by hand"));
        QCOMPARE(run({"places", "import", "-", "--db", "cache.db"}, "nonsense").status, 1);
        QCOMPARE(regionOf("gateway-fra-2"), QByteArray("eu-north"));
    }

    void aLookUpFileThatIsNoneIsRefused()
    {
        QVERIFY(writeFile(m_folder.filePath("broken.mmdb"), "nothing"));
        const Run broken = run({"places", "lookup", "broken.mmdb", "--db", "cache.db"});
        QCOMPARE(broken.status, 1);
        QVERIFY2(broken.err.contains("broken.mmdb: "), broken.err);
        QCOMPARE(run({"places", "lookup", "none", "--db", "cache.db"}).status, 0);
        const Run noFile = run({"places", "lookup", "--dns", "--db", "cache.db"});
        QCOMPARE(noFile.status, 2);
        QVERIFY2(noFile.err.contains("no file to look addresses up in"), noFile.err);
        QCOMPARE(run({"places", "list", "--dns", "--db", "cache.db"}).status, 2);
    }

    void factsDoNotKnowRegions()
    {
        const QByteArray before = checksumOf(m_folder.path(), "cache.db");
        QCOMPARE(run({"places", "set", "gateway", "gateway-gru-6", "oceania", "--db", "cache.db"}).status, 0);
        QCOMPARE(checksumOf(m_folder.path(), "cache.db"), before);
        QCOMPARE(run({"places", "unset", "gateway", "gateway-gru-6", "--db", "cache.db"}).status, 0);
    }

    void regionalReportsTellWhatTheyCover()
    {
        const Run regions = run({"query", "regions", "--grain", "range", "--format", "csv", "--db", "cache.db"});
        QCOMPARE(regions.status, 0);
        QVERIFY(regions.out.contains(",unknown,"));
        QVERIFY(regions.err.contains("nothing of what others did"));
    }

    void aPlanComesWithItsAssumptions()
    {
        const Run plan = run({"planner", "--gpus", "4", "--region", "fra", "--reach", "20000", "--db", "cache.db"});
        QCOMPARE(plan.status, 0);
        QVERIFY(plan.out.contains("in eu-central would have had in reach between"));
        QVERIFY(plan.out.contains("Assumed:"));
        QVERIFY(run({"planner", "--region", "fra", "--format", "json", "--db", "cache.db"}).json().contains("high"));
    }

    void aBundleIsListedBeforeItIsWritten()
    {
        const Run listed = run({"share", "--min-group", "5", "--db", "cache.db"});
        QCOMPARE(listed.status, 0);
        QVERIFY(listed.out.contains("region-matrix.csv: ") && listed.out.contains("Nothing was written"));
        QVERIFY(!QFile::exists(m_folder.filePath("bundle")));
        QCOMPARE(run({"share", "--min-group", "5", "--out", "bundle", "--db", "cache.db"}).status, 0);
        for (const char* name : {"bundle.json", "regions.csv", "region-matrix.csv", "supply-regions.csv",
                                 "region-cells.csv", "orchestrators.csv"})
            QVERIFY2(!readFile(m_folder.filePath(QString("bundle/") + name)).isEmpty(), name);
        QVERIFY(!readFile(m_folder.filePath("bundle/bundle.json")).contains("gateway-fra"));
    }

private:
    Run run(const QStringList& arguments, const QByteArray& input = {}) const
    {
        return runIn(m_folder.path(), arguments, input);
    }

    QByteArray regionOf(const QString& gateway) const
    {
        const Run list = run({"query", "places", "--where", "name=" + gateway, "--format", "json", "--db", "cache.db"});
        return QByteArray::fromStdString(list.json().at(0).at("region").get<std::string>());
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
