#include <QtTest>

#include <nlohmann/json.hpp>

#include "core/alerts/backtest.h"
#include "core/alerts/rule_editing.h"
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
