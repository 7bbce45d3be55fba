#include <QtTest>

#include <QLabel>
#include <QSlider>
#include <QToolButton>

#include "ui/widgets/time_player.h"

using namespace naap;
using namespace Qt::StringLiterals;

namespace {

const QStringList kHours{u"09:00"_s, u"10:00"_s, u"11:00"_s};

struct Shown {
    Shown()
    {
        player.setSteps(u"all 3 hours"_s, kHours);
        player.resize(400, 40);
        player.show();
    }
    QSlider& slider() const { return *player.findChild<QSlider*>(); }
    QToolButton& play() const { return *player.findChild<QToolButton*>(); }
    QString label() const { return player.findChild<QLabel*>()->text(); }
    TimePlayer player;
};

}  // namespace

class TestTimePlayer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstPositionIsTheWhole()
    {
        Shown shown;
        QCOMPARE(shown.player.step(), -1);
        QCOMPARE(shown.label(), u"all 3 hours"_s);
    }

    void keysStepThroughTime()
    {
        Shown shown;
        QSignalSpy stepped(&shown.player, &TimePlayer::stepChanged);
        shown.slider().setFocus();
        QTest::keyClick(&shown.slider(), Qt::Key_Right);
        QTest::keyClick(&shown.slider(), Qt::Key_Right);
        QCOMPARE(stepped.value(1).value(0).toInt(), 1);
        QCOMPARE(shown.label(), u"10:00"_s);
        QCOMPARE(shown.slider().accessibleDescription(), u"10:00"_s);
        QTest::keyClick(&shown.slider(), Qt::Key_Home);
        QCOMPARE(shown.player.step(), -1);
    }

    void playingGoesToTheEndAndStops()
    {
        Shown shown;
        QSignalSpy stepped(&shown.player, &TimePlayer::stepChanged);
        QTest::mouseClick(&shown.play(), Qt::LeftButton);
        QVERIFY(shown.player.isPlaying());
        QCOMPARE(shown.player.step(), 0);  // at once
        QTRY_VERIFY_WITH_TIMEOUT(!shown.player.isPlaying(), 10'000);
        QCOMPARE(shown.player.step(), 2);
        QCOMPARE(stepped.size(), 3);
        QVERIFY(!shown.play().isChecked());
        QTest::mouseClick(&shown.play(), Qt::LeftButton);  // from the end: over again
        QCOMPARE(shown.player.step(), 0);
        QTest::mouseClick(&shown.play(), Qt::LeftButton);
        QVERIFY(!shown.player.isPlaying());
    }

    void playingWaitsForWhatIsNotYetShown()
    {
        Shown shown;
        shown.player.setReady(false);
        shown.player.setPlaying(true);
        QCOMPARE(shown.player.step(), -1);
        shown.player.setReady(true);
        QTRY_COMPARE_WITH_TIMEOUT(shown.player.step(), 0, 5'000);
        shown.player.setPlaying(false);
    }

    void otherStepsKeepThePosition()
    {
        Shown shown;
        shown.player.setStep(1);
        QSignalSpy stepped(&shown.player, &TimePlayer::stepChanged);
        shown.player.setSteps(u"all"_s, {u"a"_s, u"b"_s});
        QCOMPARE(shown.player.step(), 1);
        shown.player.setSteps(u"all"_s, {u"a"_s});
        QCOMPARE(shown.player.step(), -1);
        shown.player.setSteps({}, {});
        QVERIFY(!shown.slider().isEnabled() && !shown.play().isEnabled());
        QCOMPARE(stepped.size(), 0);
    }
};

QTEST_MAIN(TestTimePlayer)
#include "tst_time_player.moc"
