#include <QtTest>

#include "core/store/read_in_two.h"
#include "tests/support/printing.h"
#include "tests/support/test_cache.h"

using namespace naap;

class ReadInTwo : public QObject {
    Q_OBJECT

private slots:
    void bothSeeOneState()
    {
        TestCache held;
        held.cache().bumpRevision();
        std::int64_t here = 0;
        std::int64_t beside = 0;
        Cache* other = nullptr;
        readInTwo(
            held.cache(), [&](Cache& cache) { here = cache.revision(); },
            [&](Cache& cache) {
                beside = cache.revision();
                other = &cache;
            });
        QCOMPARE(here, held.cache().revision());
        QCOMPARE(beside, here);
        QVERIFY(other != &held.cache());
    }

    void whatIsNotCommittedIsReadHere()
    {
        TestCache held;
        const Transaction transaction(held.cache().db());
        held.cache().bumpRevision();
        std::int64_t beside = 0;
        readInTwo(
            held.cache(), [](Cache&) {}, [&](Cache& cache) { beside = cache.revision(); });
        QCOMPARE(beside, held.cache().revision());
    }

    void handsOnWhatIsThrown_data()
    {
        QTest::addColumn<bool>("here");
        QTest::newRow("here") << true;
        QTest::newRow("beside") << false;
    }
    void handsOnWhatIsThrown()
    {
        QFETCH(const bool, here);
        TestCache held;
        const auto fail = [](Cache& cache) { cache.db().execute("nonsense"); };
        const auto pass = [](Cache&) {};
        QVERIFY_EXCEPTION_THROWN(here ? readInTwo(held.cache(), fail, pass) : readInTwo(held.cache(), pass, fail),
                                 SqlError);
    }
};

QTEST_GUILESS_MAIN(ReadInTwo)
#include "tst_read_in_two.moc"
