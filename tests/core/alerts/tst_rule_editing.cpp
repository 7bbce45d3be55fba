#include <QtTest>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/alerts/backtest.h"
#include "core/alerts/bundled_rules.h"
#include "core/alerts/rule_editing.h"
#include "core/reports/alert_snapshots.h"
#include "tests/support/printing.h"

using namespace naap;
using nlohmann::json;
using std::chrono::hours;

namespace {

const Instant kMonday = instantFromMs(1'775'433'600'000);  // 2026-04-06, a Monday, 00:00

std::optional<std::string> anyScope(AlertReport, std::string_view)
{
    return std::nullopt;
}

json rule(const std::string& id)
{
    return {{"id", id},
            {"metric", {{"report", "sla"}, {"field", "failure_rate"}}},
            {"condition", {{"type", "above"}, {"warning", "1%"}}}};
}

std::string file(const std::vector<json>& rules)
{
    return json{{"version", 1}, {"rules", rules}}.dump();
}

Backtest fired(const std::vector<std::pair<std::size_t, int>>& groupsAndHours)
{
    Backtest result;
    result.from = kMonday;
    result.to = kMonday + hours(240);
    for (const auto& [group, hour] : groupsAndHours)
        result.episodes.push_back(
            {.group = group, .fired_at = kMonday + hours(hour), .ended_at = kMonday + hours(hour + 2)});
    return result;
}

}  // namespace

class TestRuleEditing : public QObject {
    Q_OBJECT

private slots:
    void whatIsWrongStaysAsItIs()
    {
        json broken = rule("broken");
        broken["metric"]["field"] = "luck";
        const std::string before = file({broken, rule("good")});
        const auto texts = ruleTexts(before);
        QCOMPARE(texts.size(), std::size_t{2});
        QCOMPARE(texts[0].id, std::string("broken"));
        const std::string after = withEnabled(before, 1, false);
        QVERIFY(json::parse(ruleTexts(after)[0].text) == broken);
        QVERIFY(!ruleTexts(after)[1].enabled);
        QVERIFY(ruleTexts("no JSON").empty());
    }

    void aRuleIsChangedAddedAndRemoved()
    {
        std::string text = file({rule("a"), rule("b")});
        text = withRuleText(text, 1, rule("c").dump());
        text = withRuleText(text, 2, rule("d").dump());
        QCOMPARE(ruleTexts(text).size(), std::size_t{3});
        QCOMPARE(ruleTexts(text)[1].id, std::string("c"));
        QCOMPARE(withRuleText(text, 0, "[1"), text);
        text = withoutRule(text, 0);
        QCOMPARE(ruleTexts(text)[0].id, std::string("c"));
    }

    void problemsAreThoseOfTheRule()
    {
        json broken = rule("b");
        broken["condition"]["warning"] = "200%";
        const std::string text = file({rule("a"), broken});
        QCOMPARE(ruleProblems(text, 0, anyScope).size(), std::size_t{0});
        const auto problems = ruleProblems(text, 1, anyScope);
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems[0].place, std::string("/condition/warning"));
        json twice = rule("a");
        QCOMPARE(ruleProblems(file({rule("a"), twice}), 1, anyScope).at(0).place, std::string("/id"));
    }

    void aCopyIsFree()
    {
        json locked = rule("a");
        locked["locked"] = true;
        locked["muted_by"] = {"feed-stale", "b"};
        const auto copy = json::parse(copyOfRule(locked.dump(), file({rule("a"), rule("a-2"), rule("b")})));
        QCOMPARE(copy.at("id").get<std::string>(), std::string("a-3"));
        QVERIFY(!copy.contains("locked"));
        QVERIFY(copy.at("muted_by") == json({"b"}));
    }

    void settingsGoIntoTheirPlaces()
    {
        const auto changed =
            json::parse(withSettings(rule("a").dump(), {.warning = 0.1 + 0.2, .recovery = 0.05, .pending_windows = 3}));
        QCOMPARE(changed.at("condition").at("warning").get<double>(), 0.3);
        QVERIFY(!changed.at("condition").contains("critical"));
        QCOMPARE(changed.at("recovery").at("threshold").get<double>(), 0.05);
        QCOMPARE(changed.at("for").at("windows").get<int>(), 3);
    }

    void aRuleIsAboutWhatARowIsAbout_data()
    {
        QTest::addColumn<QStringList>("names");  // field=value, ! behind a key
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("expected");  // report, metric, groups, scope, first threshold
        QTest::newRow("leaderboard") << QStringList{"orchestrator_address=0xa1!", "pipeline_id=live"} << "startup_rate"
                                     << "sla failure_rate [orchestrator_address] orchestrator_address = \"0xa1\" 1%";
        QTest::newRow("a metric's cell") << QStringList{"orchestrator_address=0xa1!"} << "swap_rate"
                                         << "sla swap_rate [orchestrator_address] orchestrator_address = \"0xa1\" 5%";
        QTest::newRow("a metric without a template")
            << QStringList{"orchestrator_address=0xa1!"} << "avg_prompt_to_first_frame_ms"
            << "sla avg_prompt_to_first_frame_ms [orchestrator_address] orchestrator_address = \"0xa1\" rise 20%";
        QTest::newRow("a score wants its cohort")
            << QStringList{"orchestrator_address=0xa1!"} << "sla_score"
            << "sla sla_score [orchestrator_address pipeline_id model_id] orchestrator_address = \"0xa1\" 95";
        QTest::newRow("a GPU of an orchestrator")
            << QStringList{"orchestrator_address=0xa1!", "orchestrator_uri=https://o!", "gpu_id=GPU-1!"} << "vram"
            << "sla failure_rate [orchestrator_address gpu_id] orchestrator_address = \"0xa1\" and gpu_id = "
               "\"GPU-1\" 1%";
        QTest::newRow("a gateway's hour")
            << QStringList{"gateway=gw-1!", "region=fra!", "pipeline_id=live!"} << "requested_sessions"
            << "demand requested_sessions [gateway pipeline_id] gateway = \"gw-1\" and pipeline_id = \"live\" drop "
               "80%";
        QTest::newRow("a region") << QStringList{"region=fra!"} << ""
                                  << "demand missing_capacity_rate [region] region = \"fra\" 5%";
        QTest::newRow("a capability") << QStringList{"capability_name=text!"} << ""
                                      << "requests success_rate [capability_name] capability_name = \"text\" 95%";
        QTest::newRow("a session mentions it")
            << QStringList{"session_key=s!", "orchestrator_address=0xa1", "gateway=gw-1"} << "swaps"
            << "sla failure_rate [orchestrator_address] orchestrator_address = \"0xa1\" 1%";
        QTest::newRow("the cell pointed at")
            << QStringList{"session_key=s!", "orchestrator_address=0xa1", "gateway=g\"w"} << "gateway"
            << "demand missing_capacity_rate [gateway] gateway = \"g\\\"w\" 5%";
        QTest::newRow("about nobody") << QStringList{"session_key=s!"} << ""
                                      << "";
    }
    void aRuleIsAboutWhatARowIsAbout()
    {
        QFETCH(QStringList, names);
        QFETCH(QString, cell);
        QFETCH(QString, expected);
        PointedRow row{.names = {}, .field = cell.toStdString()};
        for (const QString& each : names) {
            const QString value = each.section(u'=', 1);
            row.names.push_back({each.section(u'=', 0, 0).toStdString(), QString(value).remove(u'!').toStdString(),
                                 value.endsWith(u'!')});
        }
        std::string templates;
        for (const BundledRules& each : bundledRules())
            if (each.name == "defaults")
                templates = each.json;
        const auto text = ruleAbout(row, templates);
        QCOMPARE(text.has_value(), !expected.isEmpty());
        if (!text)
            return;
        const auto rule = json::parse(*text);
        std::string groups;
        for (const auto& each : rule.at("group_by"))
            groups += (groups.empty() ? "" : " ") + each.get<std::string>();
        const auto& condition = rule.at("condition");
        const auto& warning = condition.at("warning");
        const std::string told =
            fmt::format("{} {} [{}] {} {}{}", rule.at("metric").at("report").get<std::string>(),
                        rule.at("metric").at("field").get<std::string>(), groups, rule.at("scope").get<std::string>(),
                        condition.at("type") == "change" ? condition.at("direction").get<std::string>() + " " : "",
                        warning.is_string() ? warning.get<std::string>() : warning.dump());
        QCOMPARE(QString::fromStdString(told), expected);
        const RuleFile file = readAlertRules(withRuleText(emptyRuleFile(), 0, *text));
        QVERIFY2(file.problems.empty(), file.problems.empty() ? "" : file.problems[0].reason.c_str());
    }

    void precisionCountsWhatPeopleSaid()
    {
        const std::vector<AlertGroup> groups{{{std::string("gw-1")}}, {{std::string("gw-2")}}};
        const auto tag = [&](std::size_t group, int from, bool isTrue) {
            return TaggedAlert{groups[group], kMonday + hours(from), kMonday + hours(from + 1), isTrue};
        };
        const Backtest result = fired({{0, 10}, {1, 50}});
        const TagScore score = scoreOf(result, groups, {tag(0, 11, true), tag(1, 11, true), tag(1, 51, false)});
        QCOMPARE(score.true_alerts, std::int64_t{2});
        QCOMPARE(score.caught, std::int64_t{1});
        QCOMPARE(score.false_fires, std::int64_t{1});
        QCOMPARE(*score.precision(), 0.5);
        QCOMPARE(score.missed, std::vector<std::size_t>{1});
        QVERIFY(!scoreOf(result, groups, {}).precision());  // nobody said anything: not zero
    }

    void officeHoursAreThoseOfTheZone()
    {
        const Backtest result = fired({{0, 7}, {0, 12}, {0, 18}, {0, 5 * 24 + 12}});  // Monday thrice, and a Saturday
        QCOMPARE(firesOffHours(result, {}), std::int64_t{3});
        QCOMPARE(firesOffHours(result, hours(1)), std::int64_t{2});
        QCOMPARE(firesOffHours(result, hours(-1)), std::int64_t{2});
    }
};

QTEST_APPLESS_MAIN(TestRuleEditing)
#include "tst_rule_editing.moc"
