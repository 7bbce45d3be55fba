#include "core/reports/verdict_evidence.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/reports/rollup_rows.h"
#include "core/store/accounting_store.h"
#include "core/store/feed_state_store.h"
#include "core/store/rollup_store.h"

namespace naap {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::chrono::hours kHour{1};
constexpr int kHoursBefore = 24;
constexpr int kDaysBefore = 7;

using CohortKey = std::pair<std::string, std::optional<std::string>>;

void addRow(LayerFigures& figures, const SlaRollup& row)
{
    figures.requested_sessions += row.support.requested_sessions;
    figures.failed_sessions += row.support.effective_failed_sessions;
    figures.no_orch_sessions += row.support.no_orch_sessions;
    figures.output_fps_sum += row.support.output_fps_sum;
    figures.status_samples += row.support.status_samples;
}

void addRow(LayerFigures& figures, const DemandRollup& row)
{
    figures.requested_sessions += row.requested_sessions;
    figures.failed_sessions += row.effective_failed_sessions;
    figures.no_orch_sessions += row.no_orch_sessions;
    figures.output_fps_sum += row.output_fps_sum;
    figures.status_samples += row.status_samples;
}

/// Reads the hour asked for and those before it.
class EvidenceReader {
public:
    EvidenceReader(Cache& cache, std::optional<Instant> at, const OwnOrchestrators& mine) : m_cache(cache), m_mine(mine)
    {
        const auto newest = newestEvent(cache);
        m_evidence.at = at ? *at : newest.value_or(Instant{});
        m_evidence.hour = hourOf(m_evidence.at);
        if (!at)
            while (newest && !isSettled(m_evidence.hour, *newest))
                m_evidence.hour -= kHour;
        m_evidence.settled = newest && isSettled(m_evidence.hour, *newest);
        m_evidence.has_mine = !mine.empty();
        m_isEmpty = !newest;
    }

    /// By the clock: the last hour that is settled, and how old the feed is now.
    static EvidenceReader byClock(Cache& cache, Instant now, const OwnOrchestrators& mine)
    {
        EvidenceReader reader(cache, now, mine);
        reader.m_evidence.hour = hourOf(now - std::chrono::minutes(15)) - kHour;
        reader.m_evidence.settled = true;
        return reader;
    }

    VerdictEvidence read()
    {
        if (m_isEmpty)
            return std::move(m_evidence);
        readFeed();
        readComputer();
        readDemand();
        readOrchestrators();
        for (LayerEvidence* layer : {&m_evidence.network, &m_evidence.cohort, &m_evidence.mine})
            findQuiet(*layer);
        return std::move(m_evidence);
    }

private:
    Instant first() const { return m_evidence.hour - kHour * kHoursBefore; }
    Instant end() const { return m_evidence.hour + kHour; }

    void readFeed()
    {
        std::map<Instant, std::int64_t> events;
        std::optional<Instant> newest;
        for (const EventHour& each : eventsByHour(m_cache, {}, std::max(end(), hourOf(m_evidence.at) + kHour))) {
            events[each.hour] += each.events;
            newest = std::max(newest, std::optional(each.newest));
        }
        if (newest) {
            const auto lag = std::max(m_evidence.at - *newest, milliseconds(0));
            m_evidence.feed_lag_s = std::chrono::duration<double>(lag).count();
        }
        if (events.contains(m_evidence.hour))
            m_evidence.feed_events = static_cast<double>(events[m_evidence.hour]);
        std::vector<std::int64_t> usual;
        for (int day = 1; day <= kDaysBefore; ++day)
            if (const auto then = events.find(m_evidence.hour - std::chrono::hours(24 * day)); then != events.end())
                usual.push_back(then->second);
        if (usual.empty())
            return;
        std::ranges::sort(usual);
        m_evidence.feed_usual = static_cast<double>(usual[usual.size() / 2]);
    }

    /// Who slept and read the rest afterwards knows as much as who did not.
    void readComputer()
    {
        constexpr double leastAway = 300;
        constexpr double mostOfUsual = 0.5;
        milliseconds away{0};
        for (const WatchGap& gap : storedWatchGaps(m_cache))
            away += std::max(std::min(gap.to, end()) - std::max(gap.from, m_evidence.hour), milliseconds(0));
        m_evidence.away_s = std::chrono::duration<double>(away).count();
        if (m_evidence.away_s < leastAway) {
            m_evidence.away_s = 0;
            return;
        }
        m_evidence.computer_online =
            m_evidence.feed_usual && m_evidence.feed_events.value_or(0) >= *m_evidence.feed_usual * mostOfUsual;
    }

    bool isNow(Instant hour) const { return hour == m_evidence.hour; }

    template <class Row>
    void put(LayerEvidence& layer, const Row& row)
    {
        addRow(isNow(row.window_start) ? layer.now : layer.before, row);
        if (!isNow(row.window_start))
            m_perHour[&layer][row.window_start] += requestedIn(row);
    }

    static std::int64_t requestedIn(const SlaRollup& row) { return row.support.requested_sessions; }
    static std::int64_t requestedIn(const DemandRollup& row) { return row.requested_sessions; }

    /// Hours of the layer without a row had no sessions, if the network had some.
    void findQuiet(LayerEvidence& layer)
    {
        if (m_hoursBefore == 0)
            return;
        std::vector<std::int64_t> sessions(static_cast<std::size_t>(m_hoursBefore), 0);
        std::size_t place = 0;
        for (const auto& [hour, requested] : m_perHour[&layer])
            if (place < sessions.size())
                sessions[place++] = requested;
        std::ranges::sort(sessions);
        layer.quiet_hour = sessions[sessions.size() / 4];
    }

    void readDemand()
    {
        std::set<Instant> before;
        for (const DemandRollup& row : RollupStore(m_cache).demand(first(), end())) {
            put(m_evidence.network, row);
            if (isNow(row.window_start))
                m_evidence.network.now.hours = 1;
            else
                before.insert(row.window_start);
        }
        m_hoursBefore = static_cast<std::int64_t>(before.size());
        m_evidence.network.before.hours = m_hoursBefore;
    }

    void readOrchestrators()
    {
        const std::vector<SlaRollup> rows = RollupStore(m_cache).sla(first(), end());
        std::set<CohortKey> cohorts;
        for (const SlaRollup& row : rows)
            if (m_mine.contains(row.orchestrator_address))
                cohorts.emplace(row.pipeline_id, row.model_id);
        std::map<std::string, LayerEvidence> all;
        std::map<std::string, LayerEvidence> others;
        std::map<std::string, LayerEvidence> gpus;
        for (const SlaRollup& row : rows) {
            if (row.orchestrator_address.empty())
                continue;
            put(all[row.orchestrator_address], row);
            if (m_mine.contains(row.orchestrator_address)) {
                put(m_evidence.mine, row);
                if (row.gpu_id)
                    put(gpus[*row.gpu_id], row);
            } else if (cohorts.contains({row.pipeline_id, row.model_id})) {
                put(m_evidence.cohort, row);
                put(others[row.orchestrator_address], row);
            }
        }
        countFallen(all, m_evidence.network);
        countFallen(others, m_evidence.cohort);
        m_evidence.mine.members = static_cast<std::int64_t>(m_mine.size());
        setHours(m_evidence.mine);
        setHours(m_evidence.cohort);
        for (auto& [gpu, layer] : gpus) {
            setHours(layer);
            m_evidence.gpus.push_back({.gpu_id = gpu, .now = layer.now, .before = layer.before});
        }
    }

    /// An hour in which the network had sessions and this layer none counts as one with none.
    void setHours(LayerEvidence& layer) const
    {
        layer.now.hours = 1;
        layer.before.hours = m_hoursBefore;
    }

    void countFallen(const std::map<std::string, LayerEvidence>& orchestrators, LayerEvidence& layer) const
    {
        layer.members = static_cast<std::int64_t>(orchestrators.size());
        for (const auto& [address, each] : orchestrators) {
            const double usual = m_hoursBefore > 0 ? static_cast<double>(each.before.requested_sessions) /
                                                         static_cast<double>(m_hoursBefore)
                                                   : 0;
            layer.fell += usual >= 1 && static_cast<double>(each.now.requested_sessions) < usual / 2;
        }
    }

    Cache& m_cache;
    const OwnOrchestrators& m_mine;
    VerdictEvidence m_evidence;
    std::int64_t m_hoursBefore = 0;
    std::map<const LayerEvidence*, std::map<Instant, std::int64_t>> m_perHour;
    bool m_isEmpty = false;
};

template <class T>
Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json();
}

/// Without an hour behind them all figures are null: nobody looked.
Json figuresJson(const LayerFigures& figures)
{
    const bool known = figures.hours > 0;
    return {{"hours", figures.hours},
            {"requested_sessions", known ? Json(figures.requested_sessions) : Json()},
            {"sessions_per_hour", orNull(figures.sessionsPerHour())},
            {"failure_rate", orNull(figures.failureRate())},
            {"no_orch_rate", orNull(figures.noOrchRate())},
            {"avg_output_fps", orNull(figures.avgOutputFps())},
            {"status_samples", known ? Json(figures.status_samples) : Json()}};
}

const LayerEvidence* sessionsOf(const VerdictEvidence& evidence, VerdictLayer layer)
{
    switch (layer) {
        case VerdictLayer::network: return &evidence.network;
        case VerdictLayer::cohort: return &evidence.cohort;
        case VerdictLayer::mine: return &evidence.mine;
        case VerdictLayer::computer:
        case VerdictLayer::feed: break;
    }
    return nullptr;
}

Json layerJson(const VerdictEvidence& evidence, const LayerVerdict& layer)
{
    Json json{{"layer", nameOf(layer.layer)},
              {"state", nameOf(layer.state)},
              {"confidence", nameOf(layer.confidence)},
              {"finding", layer.finding.empty() ? Json() : Json(layer.finding)},
              {"missing", layer.missing}};
    if (layer.layer == VerdictLayer::computer)
        json["online"] = orNull(evidence.computer_online), json["away_s"] = evidence.away_s;
    if (layer.layer == VerdictLayer::feed) {
        json["lag_s"] = orNull(evidence.feed_lag_s);
        json["events"] = orNull(evidence.feed_events);
        json["usual_events"] = orNull(evidence.feed_usual);
    }
    if (const LayerEvidence* sessions = sessionsOf(evidence, layer.layer)) {
        json["now"] = figuresJson(sessions->now);
        json["before"] = figuresJson(sessions->before);
        json["quiet_hour_before"] = orNull(sessions->quiet_hour);
        json["orchestrators"] = sessions->members;
        json["orchestrators_fell"] = sessions->fell;
    }
    return json;
}

}  // namespace

Result<VerdictEvidence> verdictEvidence(Cache& cache, std::optional<Instant> at, const OwnOrchestrators& mine)
{
    return guarded(cache, [&]() -> Result<VerdictEvidence> { return EvidenceReader(cache, at, mine).read(); });
}

Result<VerdictEvidence> verdictEvidenceNow(Cache& cache, Instant now, const OwnOrchestrators& mine)
{
    return guarded(cache,
                   [&]() -> Result<VerdictEvidence> { return EvidenceReader::byClock(cache, now, mine).read(); });
}

Result<std::set<VerdictLayer>> troubledLayers(Cache& cache, Instant at, const OwnOrchestrators& mine)
{
    const auto evidence = verdictEvidenceNow(cache, at, mine);
    if (!evidence)
        return tl::unexpected(evidence.error());
    std::set<VerdictLayer> troubled;
    for (const LayerVerdict& each : verdictOf(*evidence).layers)
        if (each.state == LayerState::degraded)
            troubled.insert(each.layer);
    return troubled;
}

std::string verdictJson(const VerdictEvidence& evidence, const Verdict& verdict)
{
    const bool known = evidence.at != Instant{};
    Json json{{"sentence", verdict.sentence},
              {"cause", verdict.cause ? Json(nameOf(*verdict.cause)) : Json()},
              {"confidence", nameOf(verdict.confidence)},
              {"at", known ? Json(formatInstant(evidence.at)) : Json()},
              {"window_start", known ? Json(formatInstant(evidence.hour)) : Json()},
              {"settled", evidence.settled}};
    json["layers"] = Json::array();
    for (const LayerVerdict& layer : verdict.layers)
        json["layers"].push_back(layerJson(evidence, layer));
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string verdictText(const VerdictEvidence& evidence, const Verdict& verdict)
{
    std::string out = verdict.sentence + '\n';
    if (evidence.at == Instant{})
        return out;
    out += fmt::format("\nHour of {}{}, confidence {}\n", formatInstant(evidence.hour),
                       evidence.settled ? "" : " (may still change)", nameOf(verdict.confidence));
    for (const LayerVerdict& layer : verdict.layers) {
        std::string text = layer.finding;
        for (const std::string& what : layer.missing)
            text += fmt::format("{}not known: {}", text.empty() ? "" : "; ", what);
        out += fmt::format("  {:9} {:9} {}\n", nameOf(layer.layer), nameOf(layer.state), text);
    }
    return out;
}

}  // namespace naap
