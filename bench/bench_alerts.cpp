// A back-test of one rule over 30 days of 200 orchestrators, from the cache; and 200 rules over 2,000 entities in one
// new window.

#include <ctime>

#include "bench/measure.h"
#include "core/alerts/backtest.h"
#include "core/metrics/benchmark.h"
#include "core/reports/alert_snapshots.h"
#include "core/store/accounting_store.h"
#include "core/store/rollup_store.h"

namespace {

using namespace naap;
using namespace naap::bench;

const Instant kStart = instantFromMs(1'775'001'600'000);
constexpr int kRounds = 5;

/// Milliseconds of processor time that `work` takes: what it costs on a machine that has other things to do.
double cpuMs(const std::function<void()>& work)
{
    const std::clock_t start = std::clock();
    work();
    return 1'000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// Whole numbers that look random and are the same everywhere.
std::uint64_t mixed(std::uint64_t value)
{
    value ^= value >> 31;
    value *= 0x9E3779B97F4A7C15U;
    return value ^ value >> 29;
}

SlaRollup rowOf(Instant hour, int orchestrator)
{
    const std::uint64_t chance =
        mixed(static_cast<std::uint64_t>(toMs(hour)) + static_cast<std::uint64_t>(orchestrator));
    SlaRollup row;
    row.window_start = hour;
    row.org = "daydream";
    row.orchestrator_address = fmt::format("0x{:0>40}", orchestrator);
    row.pipeline_id = "live-video-to-video";
    row.model_id = orchestrator % 3 == 0 ? "m1" : "m2";
    row.gpu_id = fmt::format("GPU-{}", orchestrator);
    SlaSupport& s = row.support;
    s.known_sessions_count = s.requested_sessions = 20 + static_cast<std::int64_t>(chance % 20);
    s.output_failed_sessions = s.effective_failed_sessions = chance % 40 == 0 ? 3 : 0;
    s.startup_success_sessions = s.requested_sessions - s.output_failed_sessions;
    s.health_expected_signal_count = 3 * s.requested_sessions;
    s.health_signal_count = s.health_expected_signal_count - s.output_failed_sessions;
    s.status_samples = 60 * s.requested_sessions;
    s.output_fps_sum = static_cast<double>(s.status_samples) * (15 + static_cast<double>(chance % 7));
    s.output_fps_sumsq = s.output_fps_sum * 22;
    s.e2e_latency_sample_count = s.status_samples;
    s.e2e_latency_sum_ms = static_cast<double>(s.status_samples) * 900;
    return row;
}

std::vector<SlaRollup> hourOfRows(Instant hour, int orchestrators)
{
    std::vector<SlaRollup> rows;
    for (int i = 0; i < orchestrators; ++i)
        rows.push_back(rowOf(hour, i));
    return rows;
}

std::unique_ptr<Cache> cacheOf(const std::string& name, int hours, int orchestrators)
{
    const std::string path = (folder() / name).string();
    removeCache(path);
    auto cache = Cache::open(path, Cache::Access::write);
    if (!cache)
        std::exit(1);
    Transaction transaction((*cache)->db());
    RollupStore store(**cache);
    std::vector<SlaRollup> day;
    for (int i = 0; i < hours; ++i) {
        const Instant hour = kStart + std::chrono::hours(i);
        const auto rows = hourOfRows(hour, orchestrators);
        store.replaceSlaHour(hour, rows);
        day.insert(day.end(), rows.begin(), rows.end());
        if (i % 24 == 23) {
            store.replaceBenchmarks(dayOf(hour), benchmarksOfDate(dayOf(hour), day));
            day.clear();
        }
    }
    transaction.commit();
    return std::move(*cache);
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
