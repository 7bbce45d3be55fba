#include <QtTest>

#include "ui/shell/import_job.h"

using namespace naap;
using namespace Qt::StringLiterals;

class TestImportJob : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timeLeftIsReadable_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("expected");
        QTest::newRow("seconds") << 40.4 << u"40 s left"_s;
        QTest::newRow("still seconds") << 119.0 << u"119 s left"_s;
        QTest::newRow("minutes") << 120.0 << u"2 min left"_s;
        QTest::newRow("rounded") << 739.0 << u"12 min left"_s;
        QTest::newRow("hours") << 7500.0 << u"2 h 5 min left"_s;
        QTest::newRow("no 60 minutes") << 10'790.0 << u"3 h 0 min left"_s;
    }
    void timeLeftIsReadable()
    {
        QFETCH(double, seconds);
        QTEST(timeLeftText(seconds, QLocale::c()), "expected");
    }

    void reasonsAreNamedTheMostFrequentFirst()
    {
        ImportOutcome outcome;
        QCOMPARE(reasonsText(outcome, QLocale::c()), QString());
        outcome.reasons = {{u"ignored: a"_s, 2}, {u"rejected: b"_s, 7}};
        QCOMPARE(reasonsText(outcome, QLocale::c()), u"rejected: b 7, ignored: a 2"_s);
        outcome.reasons.emplace_back(u"ignored: c"_s, 1);
        outcome.reasons.emplace_back(u"ignored: d"_s, 1);
        QVERIFY(reasonsText(outcome, QLocale::c()).startsWith(u"rejected: b 7, ignored: a 2, ignored: c 1, 1 other"_s));
    }
};

QTEST_MAIN(TestImportJob)
#include "tst_import_job.moc"
