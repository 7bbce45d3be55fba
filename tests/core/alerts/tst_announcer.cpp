#include <QtTest>

#include <sstream>

#include <fmt/format.h>

#include "core/alerts/announcer.h"
#include "tests/support/printing.h"

using namespace naap;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Instant kMidnight = instantFromMs(1'775'001'600'000);

AlertRule watched()
{
    AlertRule rule;
    rule.id = std::string("r");
    rule.group_by.emplace_back("gateway");
    rule.condition.kind = ConditionKind::above;
    rule.condition.warning = 10;
    rule.condition.critical = 20;
    rule.repeat_warning = hours(4);
    rule.repeat_critical = hours(2);
    return rule;
}

/// One value an hour, known at h + 1:15; somebody looks every quarter of an hour. "02:15 begins warning".
std::string told(const AlertRule& rule, const std::string& values, const Silence& silence = {})
{
    AlertMachine machine(rule, 1);
    AlertAnnouncer announcer(rule);
    AlertGroup group;
    group.labels.emplace_back("gw-1");
    std::istringstream stream(values);
    std::vector<AlertTransition> transitions;
    std::string text;
    double value = 0;
    for (int hour = 0; stream >> value; ++hour)
        for (int quarter = 0; quarter < 4; ++quarter) {
            const Instant at = kMidnight + hours(hour) + minutes(75 + 15 * quarter);
            transitions.clear();
            machine.setSilenced(0, silence.covers(rule, group, at), at, transitions);
            AlertObservation seen;
            seen.window_start = kMidnight + hours(hour);
            seen.value = value;
            if (quarter == 0)
                machine.observe(0, seen, at, transitions);
            announcer.take(transitions);
            for (const Announcement& each : announcer.due(at, machine)) {
                const auto since = std::chrono::duration_cast<minutes>(each.at - kMidnight).count();
                text += fmt::format("{}{:02}:{:02} {} {}", text.empty() ? "" : "; ", since / 60, since % 60,
                                    nameOf(each.kind), nameOf(each.level));
            }
        }
    return text;
}

}  // namespace

class TestAnnouncer : public QObject {
    Q_OBJECT

private slots:
    void tellsOnceAndAgain_data()
    {
        QTest::addColumn<QString>("values");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << "1 1"
                                 << "";
        QTest::newRow("once") << "11 11 1"
                              << "01:15 begins warning; 03:15 ends warning";
        QTest::newRow("again after four hours") << "11 11 11 11 11 1"
                                                << "01:15 begins warning; 05:15 repeats warning; 06:15 ends warning";
        QTest::newRow("worse")
            << "11 21 21 21 1"
            << "01:15 begins warning; 02:15 worsens critical; 04:15 repeats critical; 05:15 ends critical";
    }
    void tellsOnceAndAgain()
    {
        QFETCH(QString, values);
        QTEST(QString::fromStdString(told(watched(), values.toStdString())), "text");
    }

    void quietHours_data()
    {
        QTest::addColumn<QString>("values");
        QTest::addColumn<QString>("text");
        QTest::newRow("told when they are over") << "11 11 11 11 1"
                                                 << "04:00 begins warning; 05:15 ends warning";
        QTest::newRow("over before they are") << "11 1 1 1 1"
                                              << "";
        QTest::newRow("ends within, told after") << "1 1"
                                                 << "";
    }
    void quietHours()
    {
        QFETCH(QString, values);
        AlertRule rule = watched();
        rule.schedule.quiet.push_back({.from = hours(1), .to = hours(4)});
        QTEST(QString::fromStdString(told(rule, values.toStdString())), "text");
    }

    void aSilenceCoversWhatItNames_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("gateway");
        QTest::addColumn<QString>("text");
        const QString all = "01:15 begins warning; 05:15 ends warning";
        const QString late = "03:15 begins warning; 05:15 ends warning";
        QTest::newRow("everything") << ""
                                    << "" << late;
        QTest::newRow("the rule") << "r"
                                  << "" << late;
        QTest::newRow("the gateway") << ""
                                     << "gw-1" << late;
        QTest::newRow("another rule") << "q"
                                      << "" << all;
        QTest::newRow("another gateway") << "r"
                                         << "gw-2" << all;
    }
    void aSilenceCoversWhatItNames()
    {
        QFETCH(QString, rule);
        QFETCH(QString, gateway);
        Silence silence{.rule = rule.toStdString(), .from = kMidnight, .to = kMidnight + hours(3) + minutes(10)};
        if (!gateway.isEmpty())
            silence.labels.emplace_back("gateway", gateway.toStdString());
        QTEST(QString::fromStdString(told(watched(), "11 11 11 11 1", silence)), "text");
    }
};

QTEST_APPLESS_MAIN(TestAnnouncer)
#include "tst_announcer.moc"
