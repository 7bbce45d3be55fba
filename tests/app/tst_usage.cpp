#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/program.h"

using namespace naap::test;

namespace {

const QStringList kCommands{"import", "fetch",   "secret",  "watch",    "replay",     "query",  "explain",
                            "alerts", "verdict", "places",  "planner",  "share",      "doctor", "resolve",
                            "verify", "prune",   "compact", "generate", "completion", "version"};

QStringList optionsIn(const QByteArray& help)
{
    static const QRegularExpression kOption("^ +(?:-., )?(--[a-z-]+)", QRegularExpression::MultilineOption);
    QStringList options;
    for (auto matches = kOption.globalMatch(QString::fromUtf8(help)); matches.hasNext();)
        options.append(matches.next().captured(1));
    return options;
}

}  // namespace

/// How the program speaks to people: help, wrong usage, completion, streams.
class TestUsage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();

    void withoutArgumentsItIntroducesItself();
    void everyCommandTeaches_data();
    void everyCommandTeaches();
    void wrongUsageNamesTheNearestWord_data();
    void wrongUsageNamesTheNearestWord();
    void failuresAreNotWrongUsage_data();
    void failuresAreNotWrongUsage();
    void spansTimesAndSizes_data();
    void spansTimesAndSizes();
    void theManualKnowsEveryOption();
    void completionScriptsAreValid_data();
    void completionScriptsAreValid();
    void bashCompletes_data();
    void bashCompletes();
    void aReaderThatGoesAwayIsNoFailure();
    void aFullDiskIsAFailure();

private:
    Run run(const QStringList& arguments, const QMap<QString, QString>& environment = {}) const
    {
        return runIn(m_folder.path(), arguments, {}, environment);
    }

    QTemporaryDir m_folder;
};

void TestUsage::initTestCase()
{
    QCOMPARE(run({"generate", "--hours", "1", "--sessions-per-hour", "2", "--out", "small.ndjson"}).status, 0);
    QCOMPARE(run({"import", "small.ndjson", "--db", "cache.db", "--org", "acme"}).status, 0);
}

void TestUsage::withoutArgumentsItIntroducesItself()
{
    const Run run = this->run({});
    QCOMPARE(run.status, 0);
    QVERIFY(run.out.contains("The window is not part of this version yet"));
    for (const QString& command : kCommands)
        QVERIFY2(run.out.contains("  " + command.toUtf8() + " "), qPrintable(command));
    QVERIFY(run.err.isEmpty());
    QCOMPARE(this->run({"--help"}).out, run.out);
    QCOMPARE(this->run({"help"}).out, run.out);
}

void TestUsage::everyCommandTeaches_data()
{
    QTest::addColumn<QString>("command");
    for (const QString& command : kCommands)
        QTest::newRow(qPrintable(command)) << command;
}

void TestUsage::everyCommandTeaches()
{
    QFETCH(QString, command);
    const Run help = run({command, "--help"});
    QCOMPARE(help.status, 0);
    QVERIFY(help.out.startsWith("Usage: naap-lens " + command.toUtf8()));
    QVERIFY(help.out.contains("Example"));
    QVERIFY(help.out.contains("  naap-lens " + command.toUtf8()) ||
            help.out.contains("(naap-lens " + command.toUtf8()));
    QVERIFY(help.err.isEmpty());
    QCOMPARE(run({"help", command}).out, help.out);
    QCOMPARE(run({command, "-h"}).out, help.out);

    const QByteArray narrow = run({command, "--help"}, {{"COLUMNS", "60"}}).out;
    for (const QByteArray& line : narrow.split('\n'))
        if (!line.startsWith(' ') && !line.startsWith("Usage"))
            QVERIFY2(line.size() <= 60, line);
}

void TestUsage::wrongUsageNamesTheNearestWord_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("hint");
    QTest::newRow("command") << QStringList{"imprt", "x"} << QByteArray("'import'");
    QTest::newRow("option of the program") << QStringList{"--verson"} << QByteArray("'--version'");
    QTest::newRow("option") << QStringList{"query", "sla", "--formt", "json"} << QByteArray("'--format'");
    QTest::newRow("option=value") << QStringList{"query", "sla", "--formt=json"} << QByteArray("'--format'");
    QTest::newRow("report") << QStringList{"query", "leaderbord"} << QByteArray("leaderboard");
    QTest::newRow("where") << QStringList{"query", "sla", "--db", "cache.db", "--where", "sla_scor>=1"}
                           << QByteArray("sla_score");
    QTest::newRow("sort") << QStringList{"query", "sla", "--db", "cache.db", "--sort", "reigon"}
                          << QByteArray("region");
    QTest::newRow("format") << QStringList{"query", "sla", "--format", "jsn"} << QByteArray("'json'");
    QTest::newRow("explain format") << QStringList{"explain", "sla", "--orchestrator", "0x1", "--format", "tabel"}
                                    << QByteArray("'table'");
    QTest::newRow("explain what") << QStringList{"explain", "slo", "--orchestrator", "0x1"} << QByteArray("'sla'");
    QTest::newRow("shell") << QStringList{"completion", "bsh"} << QByteArray("'bash'");
    QTest::newRow("carrier") << QStringList{"generate", "--out", "x", "--carrier", "row"} << QByteArray("'rows'");
    QTest::newRow("time") << QStringList{"query", "sla", "--from", "yesterday"}
                          << QByteArray("'yesterday' is not a time");
    QTest::newRow("span") << QStringList{"query", "sla", "--last", "24"} << QByteArray("24h");
    QTest::newRow("size") << QStringList{"prune", "--max-size", "2XB"} << QByteArray("2GB");
    QTest::newRow("condition") << QStringList{"query", "sla", "--where", "org"} << QByteArray("KEY=VALUE");
    QTest::newRow("order") << QStringList{"query", "sla", "--sort", "org:up"} << QByteArray("FIELD:desc");
    QTest::newRow("limit") << QStringList{"query", "sla", "--limit", "-1"} << QByteArray("'-1' is not a whole number");
    QTest::newRow("value missing") << QStringList{"query", "sla", "--from"} << QByteArray("--from needs a value: TIME");
    QTest::newRow("word too many") << QStringList{"query", "sla", "demand"}
                                   << QByteArray("'demand' is one word too many");
    QTest::newRow("range reversed") << QStringList{"query", "sla", "--from", "2026-04-02", "--to", "2026-04-01"}
                                    << QByteArray("nothing lies between");
    QTest::newRow("last and from") << QStringList{"query", "sla", "--last", "1h", "--from", "2026-04-02"}
                                   << QByteArray("excludes");
    QTest::newRow("grain of sla") << QStringList{"query", "sla", "--grain", "day"} << QByteArray("has no --grain");
    QTest::newRow("group of regions") << QStringList{"query", "regions", "--min-group", "3"}
                                      << QByteArray("'region-cells'");
    QTest::newRow("region") << QStringList{"places", "set", "gateway", "gw-1", "atlantis", "--db", "cache.db"}
                            << QByteArray("there is no region `atlantis`");
    QTest::newRow("too few words") << QStringList{"places", "set", "gateway", "--db", "cache.db"}
                                   << QByteArray("wants KIND NAME REGION");
    QTest::newRow("place to plan for") << QStringList{"planner", "--db", "cache.db"} << QByteArray("--region REGION");
    QTest::newRow("group of one") << QStringList{"share", "--min-group", "1", "--db", "cache.db"}
                                  << QByteArray("hides nobody");
    QTest::newRow("payload of sla") << QStringList{"query", "sla", "--payload"} << QByteArray("'events'");
    QTest::newRow("no files") << QStringList{"import"} << QByteArray("standard input");
    QTest::newRow("override of nothing") << QStringList{"import", "x", "--org-override"} << QByteArray("--org");
    QTest::newRow("nothing to prune by") << QStringList{"prune"} << QByteArray("--keep");
    QTest::newRow("nowhere to write") << QStringList{"generate"} << QByteArray("--out");
    QTest::newRow("hours") << QStringList{"generate", "--out", "x", "--hours", "0"} << QByteArray("hours");
    QTest::newRow("empty cache name") << QStringList{"query", "sla", "--db", ""} << QByteArray("--db");
}

void TestUsage::wrongUsageNamesTheNearestWord()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, hint);
    const Run wrong = run(arguments);
    QVERIFY2(wrong.status == 2, wrong.err);
    QVERIFY2(wrong.out.isEmpty(), wrong.out);
    QVERIFY2(wrong.err.contains(hint), wrong.err);
    QVERIFY2(wrong.err.contains("--help'."), wrong.err);
}

void TestUsage::failuresAreNotWrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("reason");
    for (const char* command : {"doctor", "resolve", "verify", "compact"})
        QTest::newRow(command) << QStringList{command, "--db", "nowhere.db"} << QByteArray("nowhere.db");
    QTest::newRow("query") << QStringList{"query", "sla", "--db", "nowhere.db"} << QByteArray("nowhere.db");
    QTest::newRow("prune") << QStringList{"prune", "--keep", "1d", "--db", "nowhere.db"} << QByteArray("nowhere.db");
    QTest::newRow("not a cache") << QStringList{"query", "sla", "--db", "small.ndjson"} << QByteArray("small.ndjson");
    QTest::newRow("unwritable") << QStringList{"generate", "--hours", "1", "--out", "no/such/folder/x"}
                                << QByteArray("no/such/folder/x");
}

void TestUsage::failuresAreNotWrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, reason);
    const Run failed = run(arguments);
    QVERIFY2(failed.status == 1, failed.err);
    QVERIFY(failed.out.isEmpty());
    QVERIFY2(failed.err.startsWith("naap-lens: "), failed.err);
    QVERIFY2(failed.err.contains(reason), failed.err);
    QVERIFY2(!QFile::exists(m_folder.filePath("nowhere.db")), "reading makes no cache");
}

void TestUsage::spansTimesAndSizes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    for (const char* span : {"30s", "90m", "24h", "7d", "2w", "1.5h"})
        QTest::newRow(span) << QStringList{"query", "sla", "--db", "cache.db", "--last", span} << 0;
    for (const char* span : {"", "h", "0h", "-1h", "24 hours", "1e300w", "nan h"})
        QTest::newRow(qPrintable(QString("no span: ") + span))
            << QStringList{"query", "sla", "--db", "cache.db", QString("--last=") + span} << 2;
    for (const char* time : {"2026-04-01", "2026-04-01T00:00:00Z", "2026-04-01T02:00:00.5+02:00", "2026-04-01 00:00:00",
                             "1775001600", "1775001600000"})
        QTest::newRow(time) << QStringList{"query", "sla", "--db", "cache.db", "--from", time} << 0;
    for (const char* time : {"2026-13-01", "2026-04-31", "04/01/2026", "now"})
        QTest::newRow(qPrintable(QString("no time: ") + time))
            << QStringList{"query", "sla", "--db", "cache.db", "--from", time} << 2;
    for (const char* size : {"500MB", "2GB", "1.5GiB", "2gb", "1000000000"})
        QTest::newRow(size) << QStringList{"prune", "--dry-run", "--db", "cache.db", "--max-size", size} << 0;
    for (const char* size : {"GB", "-2GB", "2 XB", "1e40TB"})
        QTest::newRow(qPrintable(QString("no size: ") + size))
            << QStringList{"prune", "--dry-run", "--db", "cache.db", QString("--max-size=") + size} << 2;
}

void TestUsage::spansTimesAndSizes()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    const Run result = run(arguments);
    QVERIFY2(result.status == status, result.err);
}

void TestUsage::theManualKnowsEveryOption()
{
    QString manual = QString::fromUtf8(readFile(qEnvironmentVariable("NAAP_SOURCE_DIR") + "/docs/naap-lens.1"));
    QVERIFY(!manual.isEmpty());
    manual.replace("\\-", "-");
    for (const QString& command : kCommands) {
        const auto begin = manual.indexOf(".SS " + command);
        QVERIFY2(begin >= 0, qPrintable(command));
        const auto end =
            manual.indexOf(QRegularExpression("^\\.S[SH] ", QRegularExpression::MultilineOption), begin + 4);
        const QString section = manual.mid(begin, end - begin);
        for (const QString& option : optionsIn(run({command, "--help"}).out))
            if (option != "--help" && option != "--db")
                QVERIFY2(section.contains(option), qPrintable(command + " " + option));
    }
}

void TestUsage::completionScriptsAreValid_data()
{
    QTest::addColumn<QString>("shell");
    for (const char* shell : {"bash", "zsh", "fish"})
        QTest::newRow(shell) << shell;
}

void TestUsage::completionScriptsAreValid()
{
    QFETCH(QString, shell);
    const Run script = run({"completion", shell});
    QCOMPARE(script.status, 0);
    for (const QString& command : kCommands)
        QVERIFY(script.out.contains(command.toUtf8()));
    QVERIFY(script.out.contains("sla_score"));
    QProcess check;
    check.start(shell, {"-n", "/dev/stdin"});
    if (!check.waitForStarted())
        QSKIP("this shell is not installed here");
    check.write(script.out);
    check.closeWriteChannel();
    const Run checked = finish(check);
    QVERIFY2(checked.status == 0 && checked.err.isEmpty(), checked.err);
}

void TestUsage::bashCompletes_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("expected");
    QTest::newRow("commands") << "imp"
                              << "import";
    QTest::newRow("reports") << "query leader"
                             << "leaderboard";
    QTest::newRow("options") << "query sla --form"
                             << "--format";
    QTest::newRow("formats") << "query sla --format nd"
                             << "ndjson";
    QTest::newRow("fields to sort by") << "query sla --sort sla_sc"
                                       << "sla_score";
    QTest::newRow("fields to select by") << "query sessions --where playab"
                                         << "playable=";
    QTest::newRow("what to explain") << "explain s"
                                     << "sla";
    QTest::newRow("shells") << "completion f"
                            << "fish";
    QTest::newRow("what to do with places") << "places exp"
                                            << "export";
    QTest::newRow("grains") << "query regions --grain d"
                            << "day";
    QTest::newRow("carriers") << "generate --carrier ro"
                              << "rows";
    QTest::newRow("help") << "help comp"
                          << "compact completion";
}

void TestUsage::bashCompletes()
{
    QFETCH(QString, words);
    QFETCH(QString, expected);
    // compopt works only while bash itself completes.
    const QString script = "compopt() { :; }\nsource <(\"$NAAP_LENS\" completion bash)\nCOMP_WORDS=(naap-lens " +
                           words + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_naap_lens\necho \"${COMPREPLY[*]}\"\n";
    QProcess bash;
    bash.start("bash", {"--norc", "-c", script});
    const Run result = finish(bash);
    QCOMPARE(QString::fromUtf8(result.out).trimmed(), expected);
    QVERIFY2(result.err.isEmpty(), result.err);
}

void TestUsage::aReaderThatGoesAwayIsNoFailure()
{
    QProcess bash;
    prepare(bash, m_folder.path(), {});
    bash.setProgram("bash");
    bash.setArguments(
        {"-c",
         "\"$NAAP_LENS\" query events --payload --format ndjson --db cache.db | head -n 1; echo \"${PIPESTATUS[*]}\""});
    bash.start();
    const Run result = finish(bash);
    QVERIFY2(result.err.isEmpty(), result.err);
    QVERIFY(result.out.endsWith("}\n0 0\n"));
}

void TestUsage::aFullDiskIsAFailure()
{
    QProcess process;
    prepare(process, m_folder.path(), {"query", "events", "--db", "cache.db"});
    process.setStandardOutputFile("/dev/full");
    process.start();
    const Run result = finish(process);
    QCOMPARE(result.status, 1);
    QVERIFY2(result.err.contains("standard output"), result.err);
}

QTEST_GUILESS_MAIN(TestUsage)
#include "tst_usage.moc"
