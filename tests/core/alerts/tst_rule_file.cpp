#include <QtTest>

#include <nlohmann/json.hpp>

#include "core/alerts/bundled_rules.h"
#include "core/alerts/message.h"
#include "core/reports/alert_snapshots.h"
#include "tests/support/printing.h"

using namespace naap;
using Json = nlohmann::ordered_json;

namespace {

Json goodRule(const std::string& id = "a")
{
    return {{"id", id},
            {"metric", {{"report", "sla"}, {"field", "failure_rate"}}},
            {"group_by", {"orchestrator_address"}},
            {"condition", {{"type", "above"}, {"warning", 0.01}, {"critical", 0.05}}}};
}

/// The good rule with one place of it set to something else.
Json with(const std::string& pointer, const Json& value)
{
    Json rule = goodRule();
    rule[Json::json_pointer(pointer)] = value;
    return rule;
}

RuleFile read(const std::vector<Json>& rules)
{
    return readAlertRules(Json{{"version", 1}, {"rules", rules}}.dump());
}

std::vector<AlertRule> templates()
{
    std::vector<AlertRule> rules = bundledAlertRules("defaults");
    for (AlertRule& each : bundledAlertRules("upstream"))
        rules.push_back(std::move(each));
    return rules;
}

}  // namespace

class TestRuleFile : public QObject {
    Q_OBJECT

private slots:
    void aRuleIsReadAsItIsWritten()
    {
        Json rule = goodRule();
        rule["for"] = {{"windows", 3}, {"minutes", 15}};
        rule["recovery"] = {{"threshold", "0.5%"}, {"windows", 2}};
        rule["minimum"] = {{"sessions", 20}};
        rule["no_data"] = "alert";
        rule["schedule"] = {{"quiet", Json::array({{{"days", {"sat", "sun"}}, {"from", "22:00"}, {"to", "07:00"}}})}};
        const RuleFile file = read({rule});
        QVERIFY2(file.problems.empty(), file.problems.empty() ? "" : file.problems[0].reason.c_str());
        const AlertRule& read = file.rules.at(0);
        QCOMPARE(read.metric.name(), std::string("failure_rate"));
        QCOMPARE(read.pending_windows, 3);
        QCOMPARE(read.pending_time.count(), 15);
        QCOMPARE(*read.condition.recovery, 0.005);
        QCOMPARE(read.recovery_windows, 2);
        QCOMPARE(read.minimum.sessions, std::int64_t{20});
        QVERIFY(read.no_data == NoData::alert);
        QCOMPARE(read.schedule.quiet.at(0).days, std::uint8_t{0x60});
    }

    void whatIsWrongIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("reason");  // a part of it
        const auto row = [](const char* name, const Json& rule, const char* place, const char* reason) {
            QTest::newRow(name) << QByteArray::fromStdString(rule.dump()) << place << reason;
        };
        row("no object", 3, "/rules/0", "expected an object");
        row("unknown member", with("/colour", "red"), "/rules/0/colour", "no such member");
        row("a name with a slash", with("/a~1b", 1), "/rules/0/a~1b", "no such member");
        row("member within", with("/metric/agregate", "mean"), "/rules/0/metric/agregate", "no such member");
        row("unknown report", with("/metric/report", "leaderboard"), "/rules/0/metric/report", "is none of");
        row("unknown metric", with("/metric/field", "fps"), "/rules/0/metric/field", "no metric 'fps'");
        row("metric of another report", with("/metric/field", "missing_capacity_rate"), "/rules/0/metric/field",
            "no metric");
        row("a percentile", with("/metric/field", "p95_output_fps"), "/rules/0/metric/field", "percentile");
        row("unknown unit", with("/metric/unit", "parsec"), "/rules/0/metric/unit", "no unit");
        row("unit of a threshold", with("/condition/warning", "1ms"), "/rules/0/condition/warning", "no unit");
        row("no number", with("/condition/warning", "low"), "/rules/0/condition/warning", "is no number");
        row("a ratio of rates",
            with("/metric", {{"report", "sla"}, {"numerator", "swap_rate"}, {"denominator", "requested_sessions"}}),
            "/rules/0/metric/numerator", "added up");
        row("half a ratio", with("/metric", {{"report", "sla"}, {"numerator", "requested_sessions"}}),
            "/rules/0/metric/denominator", "is missing");
        row("scope with an unknown field", with("/scope", "gateway = \"g\""), "/rules/0/scope", "gateway");
        row("scope that does not parse", with("/scope", "pipeline_id ="), "/rules/0/scope", "column");
        row("a pattern without end", with("/scope", "pipeline_id matches \"(a\""), "/rules/0/scope", "column");
        row("a pattern that would run for ever", with("/scope", "pipeline_id matches \"((a{50}){50}){50}\""),
            "/rules/0/scope", "repeats too much");
        row("unknown group", with("/group_by/0", "gateway"), "/rules/0/group_by/0", "is none of");
        row("group twice", with("/group_by", {"org", "org"}), "/rules/0/group_by/1", "twice");
        Json halfCohort = with("/metric/field", "sla_score");
        halfCohort["group_by"] = Json::array({"pipeline_id"});
        row("score without its cohort", halfCohort, "/rules/0/group_by", "'model_id' has to be here");
        row("unknown condition", with("/condition/type", "beyond"), "/rules/0/condition/type", "is none of");
        row("no threshold", with("/condition", {{"type", "above"}}), "/rules/0/condition/warning", "needed");
        row("warning beyond critical", with("/condition/warning", 0.5), "/rules/0/condition/warning", "beyond");
        row("recovery beyond the threshold", with("/recovery", {{"threshold", 0.02}}), "/rules/0/recovery/threshold",
            "beyond");
        row("a share above 1", with("/condition/critical", 5), "/rules/0/condition/critical", "between 0 and 1");
        row("an empty band", with("/condition", {{"type", "outside"}, {"warning", {0.5, 0.5}}}),
            "/rules/0/condition/warning", "nothing lies");
        row("bands the wrong way round",
            with("/condition", {{"type", "outside"}, {"warning", {0, 1}}, {"critical", {0.2, 0.8}}}),
            "/rules/0/condition/warning", "within");
        row("a drop by more than all", with("/condition", {{"type", "change"}, {"warning", 1.5}}),
            "/rules/0/condition/warning", "drop");
        row("no windows", with("/for", {{"windows", 0}}), "/rules/0/for/windows", "whole number");
        row("unknown behaviour", with("/no_data", "panic"), "/rules/0/no_data", "is none of");
        row("unknown placeholder", with("/message", "{gateway} is bad"), "/rules/0/message", "{gateway}");
        row("half a brace", with("/message", "{value"), "/rules/0/message", "brace");
        row("a time that is none", with("/schedule", {{"quiet", {{{"from", "25:00"}, {"to", "07:00"}}}}}),
            "/rules/0/schedule/quiet/0/from", "time of day");
        row("mutes itself", with("/muted_by", {"a"}), "/rules/0/muted_by/0", "mute each other");
        row("muted by no verdict", with("/muted_by", {"verdict:mine"}), "/rules/0/muted_by/0", "no such verdict");
        row("muted by nobody", with("/muted_by", {"b"}), "/rules/0/muted_by/0", "no usable rule");
    }
    void whatIsWrongIsRefusedWithItsPlace()
    {
        QFETCH(QByteArray, rule);
        QFETCH(QString, place);
        QFETCH(QString, reason);
        const RuleFile file = read({Json::parse(rule.toStdString()), goodRule("other")});
        QCOMPARE(file.problems.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(file.problems[0].place), place);
        QVERIFY2(QString::fromStdString(file.problems[0].reason).contains(reason), file.problems[0].reason.c_str());
        QCOMPARE(file.rules.size(), std::size_t{1});  // the other is unharmed
        QCOMPARE(file.rules[0].id, std::string("other"));
    }

    void rulesThatMuteEachOtherAreBothRefused()
    {
        Json a = goodRule("a");
        Json b = goodRule("b");
        Json c = goodRule("c");
        a["muted_by"] = {"b"};
        b["muted_by"] = {"a"};
        const RuleFile file = read({a, b, c});
        QCOMPARE(file.problems.size(), std::size_t{2});
        QCOMPARE(file.rules.size(), std::size_t{1});
    }

    void anIdTwiceIsRefusedTheSecondTime()
    {
        const RuleFile file = read({goodRule(), goodRule()});
        QCOMPARE(file.problems, (std::vector<RuleProblem>{{"/rules/1/id", "'a' is also the id of /rules/0"}}));
        QCOMPARE(file.rules.size(), std::size_t{1});
    }

    void filesThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("no JSON") << QByteArray("{") << "";
        QTest::newRow("a list") << QByteArray("[]") << "";
        QTest::newRow("newer") << QByteArray(R"({"version": 2, "rules": [], "clouds": 1})") << "/version";
        QTest::newRow("no version") << QByteArray(R"({"rules": []})") << "/version";
        QTest::newRow("no rules") << QByteArray(R"({"version": 1})") << "/rules";
        QTest::newRow("deep") << QByteArray(100'000, '[') << "";
    }
    void filesThatAreNone()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, place);
        const RuleFile file = readAlertRules(text.toStdString());
        QVERIFY(file.rules.empty());
        QCOMPARE(file.problems.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(file.problems[0].place), place);
    }

    void whatComesWithTheProgramIsGood()
    {
        QCOMPARE(bundledRules().size(), std::size_t{3});
        for (const BundledRules& each : bundledRules()) {
            if (each.name == "targets") {
                const TargetFile targets = readTargetFile(each.json);
                QVERIFY(targets.problems.empty());
                QCOMPARE(targets.targets.size(), std::size_t{4});
                continue;
            }
            const RuleFile file = readAlertRules(each.json);
            for (const RuleProblem& problem : file.problems)
                QWARN((problem.place + ": " + problem.reason).c_str());
            QVERIFY(file.problems.empty());
            QVERIFY(file.rules.size() >= 5);
            for (const AlertRule& rule : file.rules)
                QCOMPARE(rule.locked, each.name == "upstream");
        }
    }

    void unitsBecomeTheMetricsOwn_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("threshold");
        QTest::addColumn<double>("value");
        QTest::newRow("seconds for ms") << "avg_e2e_latency_ms"
                                        << "3s" << 3000.0;
        QTest::newRow("ms") << "avg_e2e_latency_ms"
                            << "250 ms" << 250.0;
        QTest::newRow("per cent") << "failure_rate"
                                  << "5%" << 0.05;
        QTest::newRow("frames") << "avg_output_fps"
                                << "18fps" << 18.0;
    }
    void unitsBecomeTheMetricsOwn()
    {
        QFETCH(QString, field);
        QFETCH(QString, threshold);
        QFETCH(double, value);
        Json rule = goodRule();
        rule["metric"]["field"] = field.toStdString();
        rule["condition"] = {{"type", "above"}, {"warning", threshold.toStdString()}};
        const RuleFile file = read({rule});
        QVERIFY(file.problems.empty());
        QCOMPARE(*file.rules[0].condition.warning, value);
    }

    void aMessageSaysWhatIsKnown()
    {
        Json json = goodRule();
        json["message"] = "{orchestrator_address}: {value} above {threshold} at {window}, {sessions} sessions";
        const AlertRule rule = read({json}).rules.at(0);
        const std::vector<std::optional<std::string>> labels{"0xa"};
        const MessageFacts facts{.labels = labels,
                                 .level = AlertLevel::warning,
                                 .value = 0.125,
                                 .threshold = 0.01,
                                 .window_start = instantFromMs(1'775'001'600'000),
                                 .sessions = 8};
        QCOMPARE(messageOf(rule, facts), std::string("0xa: 12.5 % above 1 % at 2026-04-01 00:00 UTC, 8 sessions"));
    }

    /// Each message that comes with the program, where nobody knows the value, the threshold or both.
    void noMessageIsMadeOfWhatNobodyKnows_data()
    {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const AlertRule& rule : templates()) {
            QTest::newRow((std::to_string(number) + " " + rule.id).c_str()) << number;
            ++number;
        }
    }
    void noMessageIsMadeOfWhatNobodyKnows()
    {
        QFETCH(const int, number);
        const AlertRule rule = templates().at(static_cast<std::size_t>(number));
        const std::vector<std::optional<std::string>> labels(rule.group_by.size(), "x");
        for (const bool knowsValue : {false, true})
            for (const bool knowsThreshold : {false, true}) {
                const std::string said =
                    messageOf(rule, {.labels = labels,
                                     .level = AlertLevel::warning,
                                     .value = knowsValue ? std::optional(0.5) : std::nullopt,
                                     .threshold = knowsThreshold ? std::optional(0.25) : std::nullopt,
                                     .window_start = instantFromMs(1'775'001'600'000)});
                for (const char* word : {"unknown", "{", "}", "nan", "null"})
                    QVERIFY2(said.find(word) == std::string::npos, said.c_str());
            }
        AlertStatus silent;
        silent.phase = AlertState::firing;
        silent.level = AlertLevel::warning;
        const std::string said = alertMessage(rule, labels, silent);
        QVERIFY2(said.find("unknown") == std::string::npos, said.c_str());
        QVERIFY2(said.ends_with("no evidence"), said.c_str());
    }

    void quietTimesRunOverMidnight_data()
    {
        QTest::addColumn<QString>("at");
        QTest::addColumn<bool>("quiet");
        // 2026-04-04 is a Saturday; quiet Saturday from 22:00 to Sunday 07:00, two hours east of UTC
        QTest::newRow("before") << "2026-04-04T19:59:00Z" << false;
        QTest::newRow("begins") << "2026-04-04T20:00:00Z" << true;
        QTest::newRow("after midnight") << "2026-04-05T04:59:00Z" << true;
        QTest::newRow("over") << "2026-04-05T05:00:00Z" << false;
        QTest::newRow("another night") << "2026-04-05T21:00:00Z" << false;
    }
    void quietTimesRunOverMidnight()
    {
        QFETCH(QString, at);
        QFETCH(bool, quiet);
        RuleSchedule schedule;
        schedule.utc_offset = std::chrono::minutes(120);
        schedule.quiet.push_back({.days = 0x20, .from = std::chrono::hours(22), .to = std::chrono::hours(7)});
        QCOMPARE(schedule.isQuiet(*parseInstant(at.toStdString())), quiet);
    }
};

QTEST_APPLESS_MAIN(TestRuleFile)
#include "tst_rule_file.moc"
