#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/events/wei.h"
#include "core/facts/rollup.h"
#include "core/facts/session.h"
#include "core/metrics/concurrency.h"

namespace naap {

/// What sessions of one place ask for in one window (docs/regions.md, Demand).
struct RegionDemand {
    DemandRollup counters;               ///< sessions that started in the window
    std::int64_t unserved_sessions = 0;  ///< of these, requested and effectively failed or without orchestrator
    Int128 fees_wei = 0;                 ///< face value of payments linked to them
    std::set<std::string> gateways;      ///< names of gateways with a requested session; blank names are left out
    std::vector<double> prompt_to_first_frame_ms;  ///< values above 0
    std::vector<Interval> streams;                 ///< all that ran in the window, also those that started before
};

/// Counts a session that started in the window.
void addDemanded(RegionDemand& demand, const Session& session);

/// Adds the demand of another place in the same window.
void addTo(RegionDemand& total, const RegionDemand& part);

/// Adds the session as a stream. Without a start, or of no length, it is none.
void addStream(std::vector<Interval>& streams, const Session& session);

/// No-orchestrator sessions / requested sessions: the share of the demand for which there was no capacity. Null without
/// requests.
std::optional<double> supplyGap(const RegionDemand& demand);

/// Requested sessions / those of all regions, `unknown` among them. Null when nobody asked.
std::optional<double> demandShare(std::int64_t requested, std::int64_t requestedOfAll);

/// What orchestrators of one place serve in one window.
struct RegionSupply {
    std::set<std::string> orchestrators;  ///< addresses on offer or at work
    std::set<std::string> gpus;           ///< address and GPU id, on offer
    std::int64_t assigned_sessions = 0;   ///< that started in the window and are attributed to them
    std::int64_t startup_success_sessions = 0;
    std::vector<double> prompt_to_first_frame_ms;
    std::vector<Interval> streams;
};

/// Counts a session that started in the window and is attributed to an orchestrator.
void addAssigned(RegionSupply& supply, const Session& session);

/// Minutes that the streams share with the window, added: one stream of an hour and two streams of half an hour are 60
/// both.
double streamMinutes(const Interval& window, const std::vector<Interval>& streams);

}  // namespace naap
