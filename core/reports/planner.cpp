#include "core/reports/planner.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/events/names.h"
#include "core/metrics/demand_rollup.h"
#include "core/metrics/percentile.h"
#include "core/metrics/planner.h"
#include "core/metrics/rates.h"
#include "core/reports/inventory.h"
#include "core/reports/regional_scan.h"

namespace naap {
namespace {

/// What GPUs of the type asked for are seen to do.
struct TypeOffers {
    std::vector<std::string> types;
    std::set<std::string> pipelines;
};

TypeOffers offersOf(const Inventory& inventory, const std::string& type)
{
    std::set<std::string> types;
    TypeOffers offers;
    for (const InventoryGpu& gpu : inventory.gpus) {
        const std::string& name = gpu.gpu_model_name.value_or("");
        if (!type.empty() && !containsIgnoringCase(name, lowered(type)))
            continue;
        types.insert(name);
        offers.pipelines.insert(gpu.pipelines.begin(), gpu.pipelines.end());
    }
    offers.types.assign(types.begin(), types.end());
    return offers;
}

/// An unmet session with what decides whether it counts.
struct Unmet {
    Instant start{};
    bool refused = false;    ///< no orchestrator was found
    bool isHere = false;     ///< asked for in the region itself
    bool isNear = false;     ///< in a region within reach, or nobody knows where
    bool isOffered = false;  ///< GPUs of the type offer its pipeline
};

class Plan {
public:
    Plan(const PlanQuestion& question, const TypeOffers& offers, const RegionTable& table, std::string region)
        : m_question(question), m_offers(offers), m_table(table), m_region(std::move(region))
    {
    }

    void add(const PlacedSession& placed)
    {
        const Session& session = placed.session;
        if (!placed.demanded_in || !session.requested())
            return;
        ++m_requested;
        const bool unserved = isUnserved(session);
        const bool slow = !unserved && session.prompt_to_first_frame_ms.value_or(0) > m_question.slow_over_ms;
        if (!unserved && !slow && sessionMs(session) > 0)
            m_lengths.push_back(sessionMs(session));
        m_unserved += unserved ? 1 : 0;
        m_slow += slow ? 1 : 0;
        if (!unserved && !slow)
            return;
        m_unknown += placed.gateway.isKnown() ? 0 : 1;
        m_unmet.push_back({session.started_at.value_or(session.last_seen), session.selection_outcome == "no_orch",
                           placed.gateway.region == m_region, isNear(placed.gateway),
                           m_offers.pipelines.contains(session.pipeline_id)});
    }

    void answer(PlanAnswer& answer) const
    {
        answer.requested_sessions = m_requested;
        answer.unserved_sessions = m_unserved;
        answer.slow_sessions = m_slow;
        answer.unknown_region_sessions = m_unknown;
        const auto careful = [](const Unmet& s) { return s.refused && s.isHere && s.isOffered; };
        const auto hopeful = [](const Unmet& s) { return s.isNear; };
        count(careful, lengthAt(kP90), answer.low_candidates, answer.low);
        count(hopeful, lengthAt(kP50), answer.high_candidates, answer.high);
        // A long session shuts more out than a short one only on average; the range must not turn round.
        answer.high = std::max(answer.high, answer.low);
        answer.low_share = ratio(answer.low, m_unserved + m_slow);
        answer.high_share = ratio(answer.high, m_unserved + m_slow);
        answer.assumptions = assumptions();
    }

private:
    bool isNear(const Place& place) const
    {
        const Region* there = m_table.region(place.region);
        return !there || distanceKm(m_table.region(m_region)->at, there->at) <= m_question.reach_km;
    }

    milliseconds lengthAt(Level level) const { return milliseconds(percentileOf(m_lengths, level).value_or(0)); }

    template <class Counts>
    void count(Counts counts, milliseconds length, std::int64_t& candidates, std::int64_t& inReach) const
    {
        std::vector<UnmetSession> sessions;
        for (const Unmet& each : m_unmet)
            if (counts(each))
                sessions.push_back({each.start, length});
        candidates = static_cast<std::int64_t>(sessions.size());
        inReach = sessionsInReach(sessions, m_question.gpus * m_question.streams_per_gpu);
    }

    std::vector<std::string> assumptions() const
    {
        const auto seconds = [](milliseconds length) { return static_cast<double>(length.count()) / 1000; };
        return {
            fmt::format(
                "A GPU serves {} at a time; no event tells how many fit.",
                m_question.streams_per_gpu == 1 ? "1 stream" : fmt::format("{} streams", m_question.streams_per_gpu)),
            fmt::format("Careful: only sessions that found no orchestrator, asked for in {} itself, of a pipeline that "
                        "GPUs of this type offer; each would have lasted {:.0f} s, as long as 9 of 10 good sessions at "
                        "most.",
                        m_region, seconds(lengthAt(kP90))),
            fmt::format(
                "Hopeful: also sessions that failed, and those whose first frame took more than {} ms, from any "
                "region within {:.0f} km and from places that are not known; each would have lasted {:.0f} s, "
                "half of the good sessions being shorter.",
                m_question.slow_over_ms, m_question.reach_km, seconds(lengthAt(kP50))),
            "Gateways would have chosen these GPUs whenever one was free, and price would not have mattered.",
            "Demand would have been the same: who was refused may have tried again, and counts each time.",
            "Distances are those between the middles of regions.",
        };
    }

    const PlanQuestion& m_question;
    const TypeOffers& m_offers;
    const RegionTable& m_table;
    std::string m_region;
    std::vector<Unmet> m_unmet;
    std::vector<std::int64_t> m_lengths;
    std::int64_t m_requested = 0, m_unserved = 0, m_slow = 0, m_unknown = 0;
};

std::string shareText(std::optional<double> share)
{
    return share ? fmt::format("{:.1f} %", *share * 100) : "–";
}

}  // namespace

Result<PlanAnswer> planFor(Cache& cache, const PlanQuestion& question)
{
    return guarded(cache, [&]() -> Result<PlanAnswer> {
        const ReadSnapshot snapshot(cache.db());
        PlaceBook book = placeBookOf(cache);
        const auto region = book.table().regionNamed(question.region);
        if (!region)
            return failure(Error::Code::usage, fmt::format("there is no region `{}`; `naap-lens places regions` lists "
                                                           "them",
                                                           question.region));
        ReportQuery query;
        query.from = question.from;
        query.to = question.to;
        query.grain = Grain::range;
        const ReportWindows windows(cache, query);
        if (windows.isEmpty())
            return failure(Error::Code::usage, "no events are held of this range");
        const TypeOffers offers =
            offersOf(inventoryOf(cache, windows.span().start, windows.span().end), question.gpu_model_name);
        if (offers.types.empty())
            return failure(Error::Code::usage,
                           fmt::format("nobody offers a GPU whose type holds `{}` in this range, so nothing is known "
                                       "of what it would serve",
                                       question.gpu_model_name));
        PlanAnswer answer;
        answer.from = windows.span().start;
        answer.to = windows.span().end;
        answer.region = *region;
        answer.gpus = question.gpus;
        answer.gpu_types = offers.types;
        Plan plan(question, offers, book.table(), *region);
        visitPlacedSessions(cache, book, windows, [&](const PlacedSession& placed) { plan.add(placed); });
        plan.answer(answer);
        answer.completeness = completenessSentence(cache, query);
        return answer;
    });
}

std::string planText(const PlanAnswer& a)
{
    std::string text = fmt::format(
        "{} more {} ({}) in {} would have had in reach between {} and {} of {} sessions that were unserved or slow "
        "({} to {}).\n\n",
        a.gpus, a.gpus == 1 ? "GPU" : "GPUs", fmt::join(a.gpu_types, ", "), a.region, a.low, a.high,
        a.unserved_sessions + a.slow_sessions, shareText(a.low_share), shareText(a.high_share));
    text += fmt::format(
        "From {} to {}: {} sessions were asked for, {} not served, {} slow; of {} of these nobody knows "
        "where they were asked for.\n\nAssumed:\n",
        formatInstant(a.from), formatInstant(a.to), a.requested_sessions, a.unserved_sessions, a.slow_sessions,
        a.unknown_region_sessions);
    for (const std::string& each : a.assumptions)
        text += "  - " + each + '\n';
    return text + '\n' + a.completeness + '\n';
}

std::string planJson(const PlanAnswer& a)
{
    const auto share = [](std::optional<double> value) {
        return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
    };
    const nlohmann::ordered_json json{{"from", formatInstant(a.from)},
                                      {"to", formatInstant(a.to)},
                                      {"region", a.region},
                                      {"gpus", a.gpus},
                                      {"gpu_types", a.gpu_types},
                                      {"requested_sessions", a.requested_sessions},
                                      {"unserved_sessions", a.unserved_sessions},
                                      {"slow_sessions", a.slow_sessions},
                                      {"unknown_region_sessions", a.unknown_region_sessions},
                                      {"low_candidates", a.low_candidates},
                                      {"high_candidates", a.high_candidates},
                                      {"low", a.low},
                                      {"high", a.high},
                                      {"low_share", share(a.low_share)},
                                      {"high_share", share(a.high_share)},
                                      {"assumptions", a.assumptions},
                                      {"completeness", a.completeness}};
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace naap
