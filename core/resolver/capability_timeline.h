#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/evidence.h"
#include "core/events/instant.h"
#include "core/facts/selection.h"

namespace naap {

/// What is known about the orchestrator of one selection or job, and when.
struct AttributionQuery {
    Instant selection_ts{};
    std::string_view url;
    std::string_view address;
    std::string_view pipeline;  ///< normalised hint; in verbatim mode the BYOC capability name
    std::string_view model;
    bool verbatim = false;  ///< BYOC: the pipeline must be offered under exactly this name (R33)
};

/// Which orchestrators offered what, and when, within the resolution window of one org and one UTC day D (R28).
/// Attribution may run on several threads, while nobody appends. Copies share their content.
class CapabilityTimeline {
public:
    /// `snapshots`: those with event_ts in [D - 10 min, D + 24 h + 30 s), in any order, fastest in ascending
    /// (event_ts, event_id, element_index). Snapshots of equal surfaces should share one CapabilitySurface, because
    /// each distinct one is expanded once. Snapshots without an address are left out (R24).
    CapabilityTimeline(std::string org, std::vector<CapabilitySnapshot> snapshots);

    /// Adds snapshots that are all later than those it holds: the day goes on.
    void append(std::vector<CapabilitySnapshot> snapshots);
    /// Forgets what came at `from` or later, so that it can be appended again with what was late. noopCount() still
    /// counts what is forgotten.
    void rewind(Instant from);

    /// Who served the selection, as R31..R34 answer it. Address and URL may have any case and surrounding blanks.
    Decision attribute(const AttributionQuery& query) const;

    /// Snapshots that opened a version, and snapshots that repeated the payload before them (R25).
    std::int64_t versionCount() const;
    std::int64_t noopCount() const;

    /// Ascending, distinct starts of all versions that a selection can reach under any of these names of a node
    /// (blank ones are skipped). A changed snapshot of the node touches only selections between the version starts
    /// around it, and those up to 30 s before it.
    std::vector<Instant> versionStarts(std::string_view uri, std::string_view address, std::string_view alias) const;

private:
    struct Content;
    std::shared_ptr<Content> m_content;
};

/// The timeline of the org at hand for the UTC day that starts at `day`. The reference stays valid while the caller of
/// a resolver function waits for its result.
using TimelineOfDay = std::function<const CapabilityTimeline&(Instant day)>;

}  // namespace naap
