#include <QtTest>

#include <sstream>

#include <fmt/format.h>

#include "core/alerts/state_machine.h"

using namespace naap;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Instant kMidnight = instantFromMs(1'775'001'600'000);

/// `60` a value, `-` nothing, `60?` a value with too little evidence, `x` nothing of a group that nobody expects.
AlertObservation observation(const std::string& word, int hour)
{
    AlertObservation seen;
    seen.window_start = kMidnight + hours(hour);
    if (word == "-" || word == "x") {
        seen.is_expected = word == "-";
        return seen;
    }
    seen.value = std::stod(word);
    seen.enough = word.back() != '?';
    return seen;
}

/// "02:15 pending>firing critical told": hours and minutes since midnight, from, to, level, whether it is announced.
std::string lineOf(const AlertTransition& t)
{
    const auto since = std::chrono::duration_cast<minutes>(t.at - kMidnight).count();
    return fmt::format("{:02}:{:02} {}>{} {} {}{}", since / 60, since % 60, nameOf(t.from), nameOf(t.to),
                       nameOf(t.level), nameOf(t.reason), t.announce ? " told" : "");
}

std::string linesOf(const std::vector<AlertTransition>& transitions)
{
    std::string text;
    for (const AlertTransition& each : transitions)
        text += (text.empty() ? "" : "; ") + lineOf(each);
    return text;
}

/// Hour h is known at h + 1:15. Fires above 10, critically above 20, recovers at 5 and below.
AlertRule simpleRule()
{
    AlertRule rule;
    rule.condition.kind = ConditionKind::above;
    rule.condition.warning = 10;
    rule.condition.critical = 20;
    rule.condition.recovery = 5;
    return rule;
}

std::string play(const AlertRule& rule, const std::string& words)
{
    AlertMachine machine(rule, 1);
    std::vector<AlertTransition> transitions;
    std::istringstream stream(words);
    std::string word;
    for (int hour = 0; stream >> word; ++hour)
        machine.observe(0, observation(word, hour), kMidnight + hours(hour) + minutes(75), transitions);
    return linesOf(transitions);
}

}  // namespace

class TestAlertStates : public QObject {
    Q_OBJECT

private slots:
    void windows_data()
    {
        QTest::addColumn<int>("pending");
        QTest::addColumn<int>("recovery");
        QTest::addColumn<QString>("noData");
        QTest::addColumn<QString>("values");
        QTest::addColumn<QString>("changes");
        const auto row = [](const char* name, int pending, int recovery, const char* noData, const char* values,
                            const char* changes) {
            QTest::newRow(name) << pending << recovery << noData << values << changes;
        };
        row("nothing is wrong", 1, 1, "keep", "1 2 3 10", "");
        row("fires at once", 1, 1, "keep", "11", "01:15 inactive>firing warning condition told");
        row("waits for the second window", 2, 1, "keep", "11 12",
            "01:15 inactive>pending warning condition; 02:15 pending>firing warning condition told");
        row("one bad window is not two", 2, 1, "keep", "11 1 11 1",
            "01:15 inactive>pending warning condition; 02:15 pending>inactive warning recovered; "
            "03:15 inactive>pending warning condition; 04:15 pending>inactive warning recovered");
        row("critical at once", 1, 1, "keep", "21", "01:15 inactive>firing critical condition told");
        row("critical has to last too", 2, 1, "keep", "21 11 21 21",
            "01:15 inactive>pending critical condition; 02:15 pending>firing warning condition told; "
            "04:15 firing>firing critical condition told");
        row("between the thresholds it goes on", 1, 1, "keep", "11 6 9 5",
            "01:15 inactive>firing warning condition told; 04:15 firing>inactive warning recovered told");
        row("recovery takes two windows", 1, 2, "keep", "11 5 5",
            "01:15 inactive>firing warning condition told; 02:15 firing>recovering warning recovered; "
            "03:15 recovering>inactive warning recovered told");
        row("a relapse is no new alert", 1, 2, "keep", "11 5 11 5 5",
            "01:15 inactive>firing warning condition told; 02:15 firing>recovering warning recovered; "
            "03:15 recovering>firing warning relapsed; 04:15 firing>recovering warning recovered; "
            "05:15 recovering>inactive warning recovered told");
        row("half a recovery is none", 1, 2, "keep", "11 5 7 5 5",
            "01:15 inactive>firing warning condition told; 02:15 firing>recovering warning recovered; "
            "03:15 recovering>firing warning relapsed; 04:15 firing>recovering warning recovered; "
            "05:15 recovering>inactive warning recovered told");
        row("too little evidence never fires", 1, 1, "keep", "99? 99?", "");
        row("too little evidence ends the waiting", 2, 1, "keep", "11 99? 11",
            "01:15 inactive>pending warning condition; 02:15 pending>inactive warning not_enough; "
            "03:15 inactive>pending warning condition");
        row("too little evidence ends no alert", 1, 1, "keep", "11 0? 0?",
            "01:15 inactive>firing warning condition told");
        row("silence keeps what was", 1, 1, "keep", "11 - - 12", "01:15 inactive>firing warning condition told");
        row("silence is fine", 1, 1, "ok", "11 -",
            "01:15 inactive>firing warning condition told; 02:15 firing>inactive warning recovered told");
        row("silence is an alert", 1, 1, "alert", "1 - - 1",
            "02:15 inactive>no_data warning no_data told; 04:15 no_data>inactive warning data_is_back told");
        row("silence has to last", 2, 1, "alert", "1 - 1 - -", "05:15 inactive>no_data warning no_data told");
        row("silence of nobody", 1, 1, "alert", "x x", "");
        row("back, and bad", 1, 1, "alert", "1 - 11",
            "02:15 inactive>no_data warning no_data told; 03:15 no_data>inactive warning data_is_back told; "
            "03:15 inactive>firing warning condition told");
        row("gone for good", 1, 1, "keep", "11 - - - - -",
            "01:15 inactive>firing warning condition told; 06:15 firing>inactive warning forgotten told");
    }
    void windows()
    {
        QFETCH(int, pending);
        QFETCH(int, recovery);
        QFETCH(QString, noData);
        QFETCH(QString, values);
        AlertRule rule = simpleRule();
        rule.pending_windows = pending;
        rule.recovery_windows = recovery;
        rule.no_data = noData == "ok" ? NoData::ok : noData == "keep" ? NoData::keep : NoData::alert;
        rule.forget_after_windows = 5;
        QTEST(QString::fromStdString(play(rule, values.toStdString())), "changes");
    }

    void aPendingTimeEndsBetweenTwoLooks_data()
    {
        QTest::addColumn<QList<int>>("looks");  // minutes since midnight
        QTest::newRow("every minute") << QList<int>{76, 77, 88, 89, 90, 91};
        QTest::newRow("once, much later") << QList<int>{300};
        QTest::newRow("to the moment") << QList<int>{90};
    }
    void aPendingTimeEndsBetweenTwoLooks()
    {
        QFETCH(QList<int>, looks);
        AlertRule rule = simpleRule();
        rule.pending_time = minutes(15);
        AlertMachine machine(rule, 1);
        std::vector<AlertTransition> transitions;
        machine.observe(0, observation("11", 0), kMidnight + minutes(75), transitions);
        for (const int look : looks)
            machine.advance(kMidnight + minutes(look), transitions);
        QCOMPARE(QString::fromStdString(linesOf(transitions)),
                 QString("01:15 inactive>pending warning condition; 01:30 pending>firing warning condition told"));
    }

    void theNextWindowComesAfterTheTimer()
    {
        AlertRule rule = simpleRule();
        rule.pending_time = minutes(15);
        QCOMPARE(QString::fromStdString(play(rule, "11 1")),
                 QString("01:15 inactive>pending warning condition; 01:30 pending>firing warning condition told; "
                         "02:15 firing>inactive warning recovered told"));
    }

    void whatWasKnownThenStays()
    {
        AlertMachine machine(simpleRule(), 1);
        std::vector<AlertTransition> transitions;
        machine.observe(0, observation("11", 0), kMidnight + minutes(75), transitions);
        machine.observe(0, observation("12", 1), kMidnight + minutes(135), transitions);
        machine.observe(0, observation("1", 0), kMidnight + minutes(140), transitions);  // hour 0 was fine after all
        machine.observe(0, observation("1", 1), kMidnight + minutes(140), transitions);  // and so was hour 1
        QCOMPARE(transitions.size(), std::size_t{1});
        QCOMPARE(*transitions[0].seen.value, 11.0);
        QVERIFY(machine.status(0).state() == AlertState::firing);
    }

    void anOpenWindowIsJudgedAgainAndCountsOnce()
    {
        AlertRule rule = simpleRule();
        rule.settled_only = false;
        rule.pending_windows = 2;
        AlertMachine machine(rule, 1);
        std::vector<AlertTransition> transitions;
        for (int minute = 10; minute < 60; minute += 10)
            machine.observe(0, observation("11", 0), kMidnight + minutes(minute), transitions);
        machine.observe(0, observation("11", 1), kMidnight + minutes(70), transitions);
        QCOMPARE(QString::fromStdString(linesOf(transitions)),
                 QString("00:10 inactive>pending warning condition; 01:10 pending>firing warning condition told"));
    }

    void aFlappingAlertIsToldOnce()
    {
        AlertRule rule = simpleRule();
        rule.flap_fires = 2;
        rule.flap_windows = 12;
        // The third fire within 12 hours is told as flapping, the fourth is not; after a calm night the fifth is.
        const QString text = QString::fromStdString(play(rule, "11 1 11 1 11 1 11 1 1 1 1 1 1 1 1 1 1 1 1 1 11"));
        QCOMPARE(text,
                 QString("01:15 inactive>firing warning condition told; 02:15 firing>inactive warning recovered told; "
                         "03:15 inactive>firing warning condition told; 04:15 firing>inactive warning recovered told; "
                         "05:15 inactive>firing warning condition told; 06:15 firing>inactive warning recovered; "
                         "07:15 inactive>firing warning condition; 08:15 firing>inactive warning recovered; "
                         "21:15 inactive>firing warning condition told"));
    }

    void whatFiresUnderASilenceIsToldWhenItEnds()
    {
        AlertMachine machine(simpleRule(), 1);
        std::vector<AlertTransition> transitions;
        machine.setSilenced(0, true, kMidnight, transitions);
        machine.observe(0, observation("11", 0), kMidnight + minutes(75), transitions);
        QVERIFY(machine.status(0).state() == AlertState::silenced);
        machine.setSilenced(0, false, kMidnight + minutes(100), transitions);
        QCOMPARE(QString::fromStdString(linesOf(transitions)),
                 QString("01:15 inactive>firing warning condition; 01:40 silenced>firing warning silence told"));
    }

    void whatBeganAndEndedUnderASilenceIsNeverTold()
    {
        AlertMachine machine(simpleRule(), 1);
        std::vector<AlertTransition> transitions;
        machine.setSilenced(0, true, kMidnight, transitions);
        machine.observe(0, observation("11", 0), kMidnight + minutes(75), transitions);
        machine.observe(0, observation("1", 1), kMidnight + minutes(135), transitions);
        machine.setSilenced(0, false, kMidnight + minutes(140), transitions);
        QVERIFY(std::ranges::none_of(transitions, &AlertTransition::announce));
    }

    void scoresWithoutABenchmarkReachLess()
    {
        RuleCondition condition;
        condition.kind = ConditionKind::below;
        condition.warning = 95;
        QVERIFY(condition.levelOf(84, 1) == AlertLevel::warning);
        QVERIFY(condition.levelOf(84, 0.85) == AlertLevel::none);  // 95 of the 85 that can be reached is 80.75
        QVERIFY(condition.levelOf(80, 0.85) == AlertLevel::warning);
    }
};

QTEST_APPLESS_MAIN(TestAlertStates)
#include "tst_alert_states.moc"
