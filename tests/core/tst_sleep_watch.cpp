#include <QtTest>

#include "core/sleep_watch.h"

namespace naap {

using namespace std::chrono_literals;

class SleepWatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ordinaryLooksAreNoSleep()
    {
        SleepWatch watch;
        QVERIFY(!look(watch, 0s, 0s, 0s));
        QVERIFY(!look(watch, 1s, 0s, 0s));
        QVERIFY(!look(watch, 10s, 0s, 0s));
    }
    void aSuspendedMachineSlept()
    {
        SleepWatch watch;
        QVERIFY(!look(watch, 0s, 0s, 0s));
        const auto sleep = look(watch, 1s, 8h, 0s);
        QVERIFY(sleep.has_value());
        QCOMPARE(sleep->cause, Sleep::Cause::machine_slept);
        QCOMPARE(std::chrono::duration_cast<std::chrono::seconds>(sleep->to - sleep->from).count(), 8 * 3600 + 1);
        QVERIFY(!look(watch, 1s, 0s, 0s));
    }
    void aStoppedProgramIsToldApart()
    {
        SleepWatch watch;
        QVERIFY(!look(watch, 0s, 0s, 0s));
        const auto stop = look(watch, 100s, 0s, 0s);
        QVERIFY(stop.has_value());
        QCOMPARE(stop->cause, Sleep::Cause::program_stopped);
    }
    void aClockThatIsSetIsNoSleep()
    {
        SleepWatch watch;
        QVERIFY(!look(watch, 0s, 0s, 0s));
        QVERIFY(!look(watch, 1s, 0s, 3h));
        QVERIFY(!look(watch, 1s, 0s, -5h));
    }

private:
    /// What the clocks say after so much time awake, asleep, and after setting the wall clock.
    std::optional<Sleep> look(SleepWatch& watch, std::chrono::seconds awake, std::chrono::seconds asleep,
                              std::chrono::seconds set)
    {
        m_clocks.awake += awake;
        m_clocks.boot += awake + asleep;
        m_clocks.wall += awake + asleep + set;
        return watch.look(m_clocks);
    }
    Clocks m_clocks{100s, 200s, std::chrono::system_clock::now()};
};

}  // namespace naap

QTEST_GUILESS_MAIN(naap::SleepWatchTest)
#include "tst_sleep_watch.moc"
