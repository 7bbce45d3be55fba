// A back-test of one rule over 30 days of 200 orchestrators, from the cache; and 200 rules over 2,000 entities in one
// new window.

#include <ctime>

#include "bench/alert_rows.h"
#include "core/alerts/backtest.h"
#include "core/reports/alert_snapshots.h"
#include "core/store/accounting_store.h"

namespace {

using namespace naap;
using namespace naap::bench;

constexpr int kRounds = 5;

/// Milliseconds of processor time that `work` takes: what it costs on a machine that has other things to do.
double cpuMs(const std::function<void()>& work)
{
    const std::clock_t start = std::clock();
    work();
    return 1'000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void backtestMonth()
{
    constexpr int days = 30;
    const auto cache = cacheOf("alerts-month.db", 24 * days, 200);
    const Instant end = kStart + std::chrono::hours(24 * days);
    for (const AlertRule& rule : bundledAlertRules("defaults")) {
        if (rule.metric.report != AlertReport::sla || rule.mine)
            continue;
        std::vector<double> reading, running, nearby;
        std::int64_t fires = 0;
        for (int i = 0; i < kRounds; ++i) {
            AlertSeries series;
            reading.push_back(cpuMs([&] {
                const auto hours = alertHours(*cache, rule, kStart, end);
                series = seriesOf(rule, *hours, {.from = kStart, .to = end, .now = end + std::chrono::hours(1)});
            }));
            running.push_back(cpuMs([&] { fires = backtest(rule, series).fires; }));
            nearby.push_back(cpuMs([&] { nearbyResults(rule, series); }));
        }
        fmt::print(
            "{:28} 30 days x 200   {:6} fires   read {:6.0f} ms   back-test {:5.0f} ms   grid {:5.0f} ms   "
            "in all {:6.0f} ms processor time (floor 1,000)\n",
            rule.id, fires, median(reading), median(running), median(nearby),
            median(reading) + median(running) + median(nearby));
    }
}

/// Rules as a user makes them from the templates: other thresholds, a few scopes.
std::vector<AlertRule> manyRules(int count)
{
    std::vector<AlertRule> templates = bundledAlertRules("defaults");
    std::erase_if(templates, [](const AlertRule& rule) {
        return rule.metric.report != AlertReport::sla || rule.mine || lookBack(rule).count() > 0;
    });
    std::vector<AlertRule> rules;
    for (int i = 0; i < count; ++i) {
        AlertRule rule = templates[static_cast<std::size_t>(i) % templates.size()];
        rule.id = fmt::format("{}-{}", rule.id, i);
        rule.group_by = {"orchestrator_address", "pipeline_id", "model_id"};
        if (rule.condition.warning)
            *rule.condition.warning *= 1 - i * 0.0001;
        if (i % 4 == 3)
            rule.scope = fmt::format("model_id = \"m{}\"", i % 2 + 1);
        rules.push_back(std::move(rule));
    }
    return rules;
}

void oneWindow()
{
    constexpr int entities = 2'000;
    const auto cache = cacheOf("alerts-window.db", 25, entities);
    const Instant hour = kStart + std::chrono::hours(24);
    const std::vector<AlertRule> rules = manyRules(200);
    std::vector<double> times;
    std::size_t transitions = 0;
    for (int i = 0; i < kRounds; ++i) {
        std::vector<AlertMachine> machines;
        for (const AlertRule& rule : rules)
            machines.emplace_back(rule, entities);
        times.push_back(cpuMs([&] {
            std::map<std::string, AlertHours> known;
            std::vector<AlertTransition> out;
            for (std::size_t k = 0; k < rules.size(); ++k) {
                auto& hours = known[alertHoursKey(rules[k])];
                if (hours.hours == 0)
                    hours = *alertHours(*cache, rules[k], hour, hour + std::chrono::hours(1));
                const SeriesRange range{
                    .from = hour, .to = hour + std::chrono::hours(1), .now = hour + std::chrono::hours(2)};
                const AlertSeries series = unlabelledSeriesOf(rules[k], hours, range);
                for (std::size_t group = 0; group < series.width; ++group)
                    machines[k].observe(group, series.at(0, group), series.judged_at[0], out);
            }
            transitions = out.size();
        }));
    }
    fmt::print(
        "200 rules x 2,000 entities, one new window: processor time, median {:5.0f} ms, largest {:5.0f} ms (floor "
        "200), {} "
        "changes\n",
        median(times), largest(times), transitions);
}

}  // namespace

int main()
{
    backtestMonth();
    oneWindow();
    return 0;
}
