#include <fmt/format.h>

#include "app/options.h"
#include "app/values.h"
#include "core/alerts/bundled_rules.h"
#include "core/reports/alert_output.h"
#include "core/store/dirty_store.h"
#include "core/text_file.h"

namespace naap {
namespace {

class AlertsCommand : public Command {
public:
    std::string_view name() const override { return "alerts"; }
    std::string_view summary() const override { return "Judge alert rules, now or over the cache's past"; }
    std::string_view usage() const override { return "backtest|check|targets|templates [FILE] [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "check judges the rules of FILE, or those that come with the program, at the newest event of the cache, "
               "and tells by its exit status: 0 nothing fires, 1 a warning, 2 something critical, 3 it could not be "
               "told (a rule is wrong, or the cache cannot be read), 64 wrong usage. For cron, add --now: without it a "
               "feed that stands still looks fresh.\n\n"
               "backtest runs the rules over the past: how often each would have fired, for whom and how long, and "
               "what "
               "other thresholds and pending times would have done. targets says how often the targets of FILE were "
               "met. templates prints a file to begin with.\n\n"
               "Examples:\n"
               "  naap-lens alerts templates > rules.json\n"
               "  naap-lens alerts backtest rules.json --rule failure-rate-orchestrator\n"
               "  naap-lens alerts backtest rules.json --from 2026-04-01 --to 2026-05-01 --format json\n"
               "  naap-lens alerts check rules.json --now --format json\n"
               "  naap-lens alerts templates --set upstream --format table\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.choice("WHAT", m_what, {"backtest", "check", "targets", "templates"}, "WHAT", "what to do");
        syntax.text("FILE", m_file, "FILE", "the rules");
        m_range.declare(syntax, "backtest, targets: windows");
        syntax.value("--at", m_at, parseTime, "TIME", "check: judge as of this time");
        syntax.flag("--now", m_now, "check: judge as of the clock").excludes("--at");
        syntax.text("--rule", m_rule, "ID", "only this rule");
        syntax.value("--mine", m_mine, parseAddress, "ADDRESS",
                     "an orchestrator of yours, for rules about your own; may be given several times");
        syntax.choice("--set", m_set, {"defaults", "upstream", "targets"}, "SET",
                      "templates: rules to begin with, what the network's own operators use, or targets");
        syntax.choice("--format", m_format, {"table", "json"}, "FORMAT", "table (for people) or json");
        m_cache.declare(syntax);
    }

    int badStatus() const override { return m_bad; }
    int usageStatus() const override { return 64; }
    int failedStatus() const override { return m_what == "check" ? kUnknown : 1; }

    Result<bool> run(Output& output) override
    {
        if (m_what.empty())
            return failure(Error::Code::usage, "alerts wants to know what: backtest, check, targets or templates");
        if (m_what == "templates")
            return printTemplates(output);
        if (auto good = m_range.check(); !good)
            return tl::unexpected(good.error());
        if (m_what == "targets")
            return judgeTargets(output);
        if (m_what == "backtest" && m_file.empty())
            return failure(Error::Code::usage, "alerts backtest wants the name of a rule file");
        auto rules = readRuleFile();
        if (!rules)
            return tl::unexpected(rules.error());
        auto cache = m_cache.open(Cache::Access::read);
        if (!cache)
            return tl::unexpected(cache.error());
        if (!DirtyStore(**cache).isClean())
            remark("Not all events of this cache are resolved yet; `naap-lens resolve` brings the figures up to date.");
        return m_what == "check" ? check(**cache, *rules, output) : test(**cache, *rules, output);
    }

private:
    static constexpr int kUnknown = 3;

    FormatOptions options() const { return {.width = outputWidth(), .colour = outputHasStyle()}; }

    Result<bool> printTemplates(Output& output) const
    {
        if (m_format == "table" && m_set == "targets")
            return failure(Error::Code::usage, "alerts templates prints targets as JSON only");
        if (m_format == "table") {
            output.write(rulesText(bundledAlertRules(m_set), options()));
            return true;
        }
        for (const BundledRules& each : bundledRules())
            if (each.name == m_set)
                output.write(each.json);
        return true;
    }

    /// The rules asked for. What is wrong with others goes to standard error.
    Result<RuleFile> readRuleFile() const
    {
        RuleFile file;
        if (m_file.empty()) {
            file.rules = bundledAlertRules("defaults");
        } else {
            auto text = textOfFile(m_file, kMostOfSettings);
            if (!text)
                return tl::unexpected(text.error());
            file = readAlertRules(*text);
        }
        tellProblems(file.problems);
        if (file.rules.empty())
            return failure(Error::Code::malformed, fmt::format("{}: no rule that can be used", m_file));
        if (m_rule.empty())
            return file;
        std::vector<std::string> ids;
        for (const AlertRule& rule : file.rules)
            ids.push_back(rule.id);
        std::erase_if(file.rules, [&](const AlertRule& rule) { return rule.id != m_rule; });
        if (file.rules.empty())
            return failure(Error::Code::usage, fmt::format("there is no rule '{}'{}", m_rule, suggestion(m_rule, ids)));
        file.rules[0].enabled = true;
        return file;
    }

    Result<bool> check(Cache& cache, const RuleFile& file, Output& output)
    {
        const auto result = checkAlerts(cache, file.rules, m_now ? std::optional(clockNow()) : m_at, mine());
        if (!result)
            return tl::unexpected(result.error());
        const auto problems = withUnmatched(file.problems, result->unmatched());
        output.write(m_format == "json" ? checkJson(*result, problems) : checkText(*result, options()));
        m_bad = result->worst == AlertLevel::critical ? 2 : result->worst == AlertLevel::warning ? 1 : kUnknown;
        return result->worst == AlertLevel::none && problems.empty();
    }

    Result<bool> test(Cache& cache, const RuleFile& file, Output& output) const
    {
        const auto results = backtestRules(cache, file.rules, m_range.from, m_range.to, mine());
        if (!results)
            return tl::unexpected(results.error());
        const auto unmatched = unmatchedScopes(cache, file.rules);
        if (!unmatched)
            return tl::unexpected(unmatched.error());
        const auto problems = withUnmatched(file.problems, *unmatched);
        output.write(m_format == "json" ? backtestJson(*results, problems) : backtestText(*results, options()));
        return problems.empty();
    }

    Result<bool> judgeTargets(Output& output) const
    {
        if (m_file.empty())
            return failure(Error::Code::usage, "alerts targets wants the name of a target file");
        auto text = textOfFile(m_file, kMostOfSettings);
        if (!text)
            return tl::unexpected(text.error());
        const TargetFile file = readTargetFile(*text);
        tellProblems(file.problems);
        if (file.targets.empty())
            return failure(Error::Code::malformed, fmt::format("{}: no target that can be used", m_file));
        auto cache = m_cache.open(Cache::Access::read);
        if (!cache)
            return tl::unexpected(cache.error());
        std::vector<TargetReport> reports;
        for (const Target& target : file.targets) {
            auto result = targetResultIn(**cache, target, m_range.from, m_range.to, mine());
            if (!result)
                return tl::unexpected(result.error());
            reports.push_back({target, std::move(*result)});
        }
        output.write(m_format == "json" ? targetsJson(reports, file.problems) : targetsText(reports, options()));
        return file.problems.empty();
    }

    /// What is wrong with the file itself is told already.
    std::vector<RuleProblem> withUnmatched(std::vector<RuleProblem> problems,
                                           const std::vector<RuleProblem>& unmatched) const
    {
        tellProblems(unmatched);
        problems.insert(problems.end(), unmatched.begin(), unmatched.end());
        return problems;
    }

    void tellProblems(const std::vector<RuleProblem>& problems) const
    {
        for (const RuleProblem& each : problems)
            complain(fmt::format("{}: {}: {}", m_file, each.place.empty() ? "the file" : each.place, each.reason));
    }

    OwnOrchestrators mine() const { return {m_mine.begin(), m_mine.end()}; }

    std::string m_what;
    std::string m_file;
    RangeOption m_range;
    std::optional<Instant> m_at;
    bool m_now = false;
    std::string m_rule;
    std::vector<std::string> m_mine;
    std::string m_set = "defaults";
    std::string m_format;
    CacheOption m_cache;
    int m_bad = 1;
};

}  // namespace

std::unique_ptr<Command> makeAlertsCommand()
{
    return std::make_unique<AlertsCommand>();
}

}  // namespace naap
