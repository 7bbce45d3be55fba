#include <atomic>
#include <semaphore>

#include <QAbstractEventDispatcher>
#include <QTemporaryDir>
#include <QtTest>

#include "ui/models/cache_reader.h"

using namespace naap;
using namespace Qt::StringLiterals;

class TestCacheReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_path = m_folder.filePath(u"cache.db"_s).toStdString();
        QVERIFY(Cache::open(m_path, Cache::Access::write).has_value());
    }
    /// However many arrive together: a key that was pressed is heard between any two.
    void eachAnswerHasATurnOfItsOwn()
    {
        CacheReader reader(m_path);
        int turn = 0;
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &reader, [&] { ++turn; });
        std::vector<int> turns;
        std::counting_semaphore<8> go(0);
        std::atomic<int> answered = 0;
        for (int i = 0; i < 5; ++i)
            reader.ask<int>(
                this, QString::number(i),
                [&](Cache&) -> Result<int> {
                    go.acquire();
                    return ++answered;
                },
                [&](const Result<int>& answer) {
                    QVERIFY(answer);
                    turns.push_back(turn);
                });
        go.release(5);
        while (answered < 5)  // the window's thread is busy meanwhile
            std::this_thread::yield();
        QTRY_COMPARE(turns.size(), std::size_t{5});
        for (std::size_t i = 1; i < turns.size(); ++i)
            QVERIFY(turns[i] > turns[i - 1]);
        QCOMPARE(reader.pending(), 0);
    }
    void aNewerQuestionMakesTheOlderVoid()
    {
        CacheReader reader(m_path);
        std::vector<int> answers;
        for (int i = 0; i < 20; ++i)
            reader.ask<int>(
                this, u"same"_s, [i](Cache&) -> Result<int> { return i; },
                [&](const Result<int>& answer) { answers.push_back(*answer); });
        QTRY_COMPARE(reader.pending(), 0);
        QCOMPARE(answers, std::vector<int>{19});
    }
    void nobodyIsAnsweredAfterTheirEnd()
    {
        CacheReader reader(m_path);
        bool answered = false;
        auto asker = std::make_unique<QObject>();
        reader.ask<int>(
            asker.get(), u"gone"_s, [](Cache&) -> Result<int> { return 1; },
            [&](const Result<int>&) { answered = true; });
        asker.reset();
        QTRY_COMPARE(reader.pending(), 0);
        QVERIFY(!answered);
    }
    void partsHaveTurnsOfTheirOwn()
    {
        CacheReader reader(m_path);
        int turn = 0;
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &reader, [&] { ++turn; });
        std::vector<int> turns;
        const auto part = [&] { turns.push_back(turn); };
        reader.showInParts(this, u"parts"_s, {part, part, part});
        QCOMPARE(turns.size(), std::size_t{0});
        QCOMPARE(reader.pending(), 1);
        QTRY_COMPARE(reader.pending(), 0);
        QCOMPARE(turns.size(), std::size_t{3});
        QVERIFY(turns[0] < turns[1] && turns[1] < turns[2]);
    }
    void newerPartsMakeThoseThatAreLeftVoid()
    {
        CacheReader reader(m_path);
        std::vector<int> shown;
        const auto part = [&](int number) { return [&shown, number] { shown.push_back(number); }; };
        reader.showInParts(this, u"parts"_s,
                           {part(1),
                            [&] {
                                shown.push_back(2);
                                reader.showInParts(this, u"parts"_s, {part(10), part(11)});
                            },
                            part(3)});
        reader.showInParts(this, u"others"_s, {part(100)});
        QTRY_COMPARE(reader.pending(), 0);
        QCOMPARE(shown, (std::vector<int>{1, 100, 2, 10, 11}));
    }
    void partsEndWithTheirAsker()
    {
        CacheReader reader(m_path);
        bool shown = false;
        auto asker = std::make_unique<QObject>();
        reader.showInParts(asker.get(), u"parts"_s, {[&] { asker.reset(); }, [&] { shown = true; }});
        QTRY_COMPARE(reader.pending(), 0);
        QVERIFY(!shown);
    }

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_path;
};

QTEST_MAIN(TestCacheReader)
#include "tst_cache_reader.moc"
