#pragma once

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/pipeline/capability_reach.h"
#include "core/resolver/capability_timeline.h"
#include "core/store/evidence_store.h"

namespace naap {

/// (event_ts, event_id) of capability events that came since the last resolution.
using FreshSnapshots = std::set<std::pair<Instant, std::string>>;

/// Capability timelines of (org, UTC day), made when asked for. A few of those used last are kept, but none that nobody
/// asked for over `kForgottenAfter` questions: while watching, a day that is over must not stay for days.
class Timelines {
public:
    static constexpr std::uint64_t kForgottenAfter = 10'000;

    explicit Timelines(EvidenceStore& evidence) : m_evidence(evidence) {}

    const CapabilityTimeline& of(const std::string& org, Instant day);
    /// Reads the day anew and keeps it. Returns what the fresh snapshots can have changed.
    std::vector<CapabilityReach> reload(const std::string& org, Instant day, const FreshSnapshots& fresh);
    /// The same when the day is held: then it is read from the first fresh snapshot on. Nothing otherwise.
    std::optional<std::vector<CapabilityReach>> extend(const std::string& org, Instant day,
                                                       const FreshSnapshots& fresh);
    /// Forgets the days whose window holds `event_ts`.
    void invalidate(const std::string& org, Instant event_ts);
    /// How many days are held.
    std::size_t days() const { return m_entries.size(); }

    /// The window of snapshots that decide selections of a day (R28).
    static constexpr auto kBefore = std::chrono::minutes(10);
    static constexpr auto kAfter = std::chrono::hours(24) + std::chrono::seconds(30);

private:
    /// What a node says from an instant on.
    struct Saying {
        Instant from{};
        Md5 payload_hash{};
        std::int64_t surface_id = 0;
    };
    using Said = std::vector<Saying>;  ///< by time, without repeats
    struct Entry {
        std::string org;
        Instant day{};
        std::unique_ptr<CapabilityTimeline> timeline;
        std::map<std::pair<std::string, std::string>, Said> said;  ///< by (address, URI)
        Instant newest = Instant::min();
        std::uint64_t last_asked = 0;  ///< number of the question
    };
    static constexpr std::size_t kKept = 4;

    Entry* find(const std::string& org, Instant day);
    Entry& keep(Entry entry);
    static void rewind(Entry& entry, Instant from);
    std::vector<CapabilityReach> read(Entry& entry, Instant from, const FreshSnapshots& fresh);

    EvidenceStore& m_evidence;
    std::list<Entry> m_entries;  ///< most recently used first
    std::uint64_t m_asked = 0;
};

}  // namespace naap
