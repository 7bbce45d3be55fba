#pragma once

#include <list>
#include <memory>
#include <string>

#include "core/resolver/capability_timeline.h"
#include "core/store/evidence_store.h"

namespace naap {

/// Capability timelines of (org, UTC day), made when asked for; the ones used last are kept.
class Timelines {
public:
    explicit Timelines(EvidenceStore& evidence) : m_evidence(evidence) {}

    const CapabilityTimeline& of(const std::string& org, Instant day);
    /// Forgets the days whose window holds `event_ts`.
    void invalidate(const std::string& org, Instant event_ts);

    /// The window of snapshots that decide selections of a day (R28).
    static constexpr auto kBefore = std::chrono::minutes(10);
    static constexpr auto kAfter = std::chrono::hours(24) + std::chrono::seconds(30);

private:
    struct Entry {
        std::string org;
        Instant day{};
        std::unique_ptr<CapabilityTimeline> timeline;
    };
    static constexpr std::size_t kKept = 4;

    EvidenceStore& m_evidence;
    std::list<Entry> m_entries;  ///< most recently used first
};

}  // namespace naap
