#include <QtTest>

#include <QTemporaryDir>

#include "tests/app/program.h"

using namespace naap::test;

namespace {

// The second is switched off, the third only asks whether there is a name: neither names what is not there.
const char* const kNobody =
    ", {\"id\": \"nobody\", \"metric\": {\"report\": \"sla\", \"field\": \"failure_rate\"}, \"scope\":"
    " \"orchestrator_address = '0x0'\", \"condition\": {\"type\": \"above\", \"warning\": 0.1}}"
    ", {\"id\": \"off\", \"enabled\": false, \"metric\": {\"report\": \"sla\", \"field\": \"failure_rate\"},"
    " \"scope\": \"orchestrator_address = '0x0'\", \"condition\": {\"type\": \"above\", \"warning\": 0.1}}"
    ", {\"id\": \"nameless\", \"metric\": {\"report\": \"sla\", \"field\": \"failure_rate\"}, \"scope\":"
    " \"orchestrator_address is missing\", \"condition\": {\"type\": \"above\", \"warning\": 0.99}}";

}  // namespace

/// `alerts` and `verdict` as cron and people call them.
class TestAlerts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QCOMPARE(run(smallTraffic("small.ndjson")).status, 0);
        QCOMPARE(run({"import", "small.ndjson", "--org", "cloudspe", "--db", "c.db"}).status, 0);
        const QByteArray freshness = R"({"version": 1, "rules": [{"id": "stale", "settled_only": false,
            "metric": {"report": "feed", "field": "freshness_s"},
            "condition": {"type": "above", "warning": "1h", "critical": "1000h"}}%1]})";
        QVERIFY(writeFile(path("rules.json"), QByteArray(freshness).replace("%1", "")));
        QVERIFY(writeFile(path("half.json"), QByteArray(freshness).replace("%1", R"(, {"id": "x"})")));
        QVERIFY(writeFile(path("nobody.json"), QByteArray(freshness).replace("%1", kNobody)));
        QVERIFY(writeFile(path("newer.json"), R"({"version": 9, "rules": []})"));
    }

    void exitStatusesAreThoseOfAMonitor_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::newRow("fine") << QStringList{"check", "rules.json", "--db", "c.db"} << 0;
        QTest::newRow("warning") << QStringList{"check", "rules.json", "--at", "2026-04-01T12:00:00Z", "--db", "c.db"}
                                 << 1;
        QTest::newRow("critical") << QStringList{"check", "rules.json", "--at", "2026-08-01", "--db", "c.db"} << 2;
        QTest::newRow("half a file, fine") << QStringList{"check", "half.json", "--db", "c.db"} << 3;
        QTest::newRow("half a file, critical")
            << QStringList{"check", "half.json", "--at", "2026-08-01", "--db", "c.db"} << 2;
        QTest::newRow("a rule about nobody, fine") << QStringList{"check", "nobody.json", "--db", "c.db"} << 3;
        QTest::newRow("a rule about nobody, critical")
            << QStringList{"check", "nobody.json", "--at", "2026-08-01", "--db", "c.db"} << 2;
        QTest::newRow("a rule about nobody, tried") << QStringList{"backtest", "nobody.json", "--db", "c.db"} << 1;
        QTest::newRow("newer file") << QStringList{"check", "newer.json", "--db", "c.db"} << 3;
        QTest::newRow("no file") << QStringList{"check", "none.json", "--db", "c.db"} << 3;
        QTest::newRow("no cache") << QStringList{"check", "rules.json", "--db", "none.db"} << 3;
        QTest::newRow("no verb") << QStringList{} << 64;
        QTest::newRow("another verb") << QStringList{"chekc"} << 64;
        QTest::newRow("another option") << QStringList{"check", "--loud"} << 64;
        QTest::newRow("another rule") << QStringList{"check", "rules.json", "--rule", "q", "--db", "c.db"} << 64;
        QTest::newRow("no rules to test") << QStringList{"backtest", "--db", "c.db"} << 64;
    }
    void exitStatusesAreThoseOfAMonitor()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        const Run result = run(QStringList{"alerts"} + arguments);
        QVERIFY2(result.status == status, result.err + result.out);
        QVERIFY(status < 3 || !result.err.isEmpty());
    }

    void whatIsWrongHasItsPlace()
    {
        const Run result = run({"alerts", "check", "half.json", "--db", "c.db", "--format", "json"});
        QVERIFY2(result.err.contains("half.json: /rules/1/metric: is missing"), result.err);
        QCOMPARE(result.json().at("problems").at(0).at("place").get<std::string>(), std::string("/rules/1/metric"));
        QCOMPARE(result.json().at("level").get<std::string>(), std::string("ok"));
    }

    /// A filter that meets nothing in the whole cache is a mistake; the other rules are judged.
    void aRuleAboutNobodyHasItsPlace()
    {
        const Run result =
            run({"alerts", "check", "nobody.json", "--at", "2026-08-01", "--db", "c.db", "--format", "json"});
        QVERIFY2(result.err.contains("nobody.json: /rules/1/scope: it meets none of the "), result.err);
        const auto told = result.json();
        QCOMPARE(told.at("problems").size(), std::size_t{1});
        QCOMPARE(told.at("problems").at(0).at("place").get<std::string>(), std::string("/rules/1/scope"));
        QCOMPARE(told.at("rules").at(0).at("alerts").size(), std::size_t{1});
        QVERIFY(told.at("rules").at(1).at("remark").get<std::string>().starts_with("its scope matches no row: "));
    }

    void templatesCanBeUsedAsTheyAre()
    {
        for (const char* set : {"defaults", "upstream"}) {
            QVERIFY(writeFile(path("own.json"), run({"alerts", "templates", "--set", set}).out));
            const Run result = run({"alerts", "backtest", "own.json", "--db", "c.db", "--format", "json"});
            QVERIFY2(result.status == 0, result.err);
            const auto told = result.json();
            for (const auto& rule : told.at("rules"))
                QVERIFY(rule.at("windows").get<int>() >= 0 && rule.contains("episodes") && rule.contains("bands"));
        }
        QVERIFY(writeFile(path("targets.json"), run({"alerts", "templates", "--set", "targets"}).out));
        const Run targets = run({"alerts", "targets", "targets.json", "--db", "c.db", "--format", "json"});
        QVERIFY2(targets.status == 0, targets.err);
        QCOMPARE(targets.json().at("targets").size(), std::size_t{4});
    }

    void aVerdictSaysWhatIsMissing()
    {
        const Json verdict = run({"verdict", "--db", "c.db", "--format", "json"}).json();
        QCOMPARE(verdict.at("layers").size(), std::size_t{5});
        QVERIFY(verdict.at("layers").at(0).at("online").is_null());
        QVERIFY(verdict.at("layers").at(4).at("now").at("failure_rate").is_null());
        QVERIFY(!verdict.at("sentence").get<std::string>().empty());
    }

    void aVerdictIsGivenOfAnyPastMoment()
    {
        const Json verdict =
            run({"verdict", "--db", "c.db", "--at", "2026-04-01T01:30:00Z", "--format", "json"}).json();
        QCOMPARE(verdict.at("at").get<std::string>(), std::string("2026-04-01T01:30:00.000Z"));
        QCOMPARE(verdict.at("layers").size(), std::size_t{5});
        const Run later = run({"verdict", "--db", "c.db", "--at", "2026-08-01T00:00:00Z"});
        QVERIFY2(later.status == 0 && later.out.contains("feed"), later.out);
        QVERIFY2(later.out != run({"verdict", "--db", "c.db", "--at", "2026-04-01T01:30:00Z"}).out, later.out);
    }

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    Run run(const QStringList& arguments) const { return runIn(m_folder.path(), arguments); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestAlerts)
#include "tst_alerts.moc"
