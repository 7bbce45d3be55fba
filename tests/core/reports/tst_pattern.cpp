#include <QtTest>

#include "core/reports/pattern.h"
#include "tests/support/printing.h"

using namespace naap;

/// Regular expressions that cannot hang: each text is what some part of must match.
class Patterns : public QObject {
    Q_OBJECT

private slots:
    void finds_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("passed");
        const auto row = [](const char* pattern, const char* found, const char* passed) {
            QTest::newRow(pattern) << pattern << found << passed;
        };
        row("", "|a", "-");
        row("sdxl", "sdxl|my-sdxl-turbo", "sdx|SDXL");
        row("(?i)sdxl", "sdxl|SdXl", "sdx");
        row("(?i)[^a]", "b", "a|A");
        row("^gw-[0-9]+$", "gw-1|gw-10", "gw-|xgw-1|gw-1x");
        row("a.c", "abc|a-c", "ac");
        row("ab*c", "ac|abc|abbbc", "adc");
        row("ab+c", "abc|abbc", "ac");
        row("ab?c", "ac|abc", "abbc");
        row("^(a|bc|)d$", "ad|bcd|d", "abcd");
        row("^a{2}$", "aa", "a|aaa");
        row("^a{2,}$", "aa|aaaa", "a");
        row("^a{1,3}$", "a|aa|aaa", "aaaa");
        row("^(ab){2}c$", "ababc", "abc");
        row("^a{0}$", "", "a");
        row("^\\d\\w\\s\\D\\W\\S$", "1a b-c", "aa b-c");
        row("\\.\\*", "x.*y", "x.y");
        row("[]a]", "]|a", "b");
        row("[a-]", "-|a", "b");
        row("[\\d.]", "5|.", "x");
        row("^(a*)*$", "|aaa", "b");
        row("^(?:a|b)+?$", "abab", "c");
        row("a|", "|b", "-");
        row("x^y", "-", "xy");
    }

    void finds()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, found);
        QFETCH(QString, passed);
        const auto read = Pattern::of(pattern.toStdString());
        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        for (const QString& text : found.split('|'))
            QVERIFY2(found == "-" || read->isFoundIn(text.toStdString()), qPrintable(text));
        for (const QString& text : passed.split('|'))
            QVERIFY2(passed == "-" || !read->isFoundIn(text.toStdString()), qPrintable(text));
    }

    void refuses_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<QString>("said");
        QTest::newRow("*a") << 0 << "nothing that this `*` repeats";
        QTest::newRow("a(b") << 1 << "not closed";
        QTest::newRow("ab)") << 2 << "no `(`";
        QTest::newRow("a[b") << 1 << "not closed";
        QTest::newRow("a\\") << 1 << "at the end";
        QTest::newRow("a\\q") << 1 << "no `\\q`";
        QTest::newRow("a{x}") << 1 << "{2,5}";
        QTest::newRow("a{5,2}") << 1 << "{2,5}";
        QTest::newRow("[z-a]") << 1 << "a-z";
        QTest::newRow("(?=a)") << 0 << "(?:";
        QTest::newRow("((a{50}){50}){50}") << 12 << "too much";
    }

    void refuses()
    {
        QFETCH(int, offset);
        QFETCH(QString, said);
        const auto read = Pattern::of(QTest::currentDataTag());
        QVERIFY(!read);
        QVERIFY2(read.error().message.find(said.toStdString()) != std::string::npos, read.error().message.c_str());
        QCOMPARE(static_cast<int>(read.error().offset), offset);
    }

    /// What takes a backtracking engine longer than the universe has.
    void neverHangs()
    {
        const std::string text(4'000, 'a');
        for (const char* pattern : {"(a+)+$b", "(a*)*b", "(a|aa)+b", "(a?){50}a{50}b", "^(([a-z])+.)+[A-Z]$"})
            QVERIFY(!Pattern::of(pattern)->isFoundIn(text));
        QVERIFY(!Pattern::of(std::string(201, 'a')));
        QVERIFY(!Pattern::of(std::string(100, '(') + std::string(100, ')')));
    }
};

QTEST_APPLESS_MAIN(Patterns)
#include "tst_pattern.moc"
