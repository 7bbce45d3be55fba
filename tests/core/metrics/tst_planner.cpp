#include <QtTest>

#include "core/geo/cells.h"
#include "core/metrics/planner.h"
#include "tests/support/telling.h"

using namespace naap;
using telling::at;

namespace {

UnmetSession asked(const char* when, int minutes)
{
    return {at(when), std::chrono::minutes(minutes)};
}

}  // namespace

/// How many sessions more GPUs would have reached.
class PlannerMath : public QObject {
    Q_OBJECT

private slots:
    void slotsAreTakenAndGivenBack()
    {
        const std::vector<UnmetSession> sessions{asked("10:00:00", 30), asked("10:10:00", 30), asked("10:20:00", 10),
                                                 asked("10:30:00", 5), asked("10:31:00", 5)};
        // One slot: the first until 10:30, then the one that starts as it ends; 10:31 finds it taken.
        QCOMPARE(sessionsInReach(sessions, 1), 2);
        // Two: 10:00 and 10:10; 10:20 finds both taken; 10:30 takes the first's place; 10:31 finds both taken.
        QCOMPARE(sessionsInReach(sessions, 2), 3);
        QCOMPARE(sessionsInReach(sessions, 3), 5);
        QCOMPARE(sessionsInReach(sessions, 0), 0);
        QCOMPARE(sessionsInReach({}, 4), 0);
    }

    void theOrderGivenDoesNotMatter()
    {
        std::vector<UnmetSession> sessions{asked("10:20:00", 10), asked("10:00:00", 30), asked("10:30:00", 5)};
        QCOMPARE(sessionsInReach(sessions, 1), 2);
        std::reverse(sessions.begin(), sessions.end());
        QCOMPARE(sessionsInReach(sessions, 1), 2);
    }

    void sessionsOfNoLengthMeetNobody()
    {
        const std::vector<UnmetSession> sessions{asked("10:00:00", 0), asked("10:00:00", 0)};
        QCOMPARE(sessionsInReach(sessions, 1), 2);
    }

    void distancesOverTheGround()
    {
        // A quarter of the way round: 6371.0088 x pi / 2.
        QVERIFY(std::abs(distanceKm({0, 0}, {0, 90}) - 10007.557) < 0.01);
        QVERIFY(std::abs(distanceKm({90, 0}, {-90, 0}) - 20015.114) < 0.01);
        // One degree of latitude.
        QVERIFY(std::abs(distanceKm({50, 8}, {51, 8}) - 111.195) < 0.001);
        QCOMPARE(distanceKm({50, 8}, {50, 8}), 0.0);
        // Across the date line, not round the world.
        QVERIFY(distanceKm({0, 179}, {0, -179}) < 223);
    }
};

QTEST_APPLESS_MAIN(PlannerMath)
#include "tst_planner.moc"
