#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/facts/place.h"
#include "core/geo/ip_lookup.h"
#include "core/geo/place.h"

namespace naap {

/// Everything that is known of places, and the answer for each thing (docs/regions.md, Where a region comes from).
/// Answers are worked out when they are asked for, from the evidence alone. Not for several threads at once.
class PlaceBook {
public:
    struct Sources {
        std::vector<StatedRegionCount> stated;
        std::vector<PlaceEntry> entries;
        std::shared_ptr<const IpLookup> lookup;  ///< null: none
        std::vector<ResolvedHost> resolved = {};
        std::vector<std::string> problems;  ///< of gathering these
    };

    PlaceBook(const RegionTable& table, Sources sources);

    /// A gateway by the name that it gives itself. Blank: nothing is known of it.
    const Place& gateway(const std::string& name);
    /// One host.
    const Place& host(const std::string& host);
    /// A node: address and URI, either may be blank. Its host is nearer to the truth than its address, which may have
    /// hosts in several places.
    const Place& orchestrator(const std::string& address, const std::string& uri);

    /// The same for a session's gateway and orchestrator: where nothing of theirs has a place, what the session's own
    /// events said.
    const Place& gatewayOf(const std::string& session_key, const std::string& gateway);
    const Place& orchestratorOf(const std::string& session_key, const std::string& address, const std::string& uri);
    /// False: no session's own events name a region, so their keys make no difference.
    bool dependsOnSessions() const { return m_sessionsState; }

    /// What could not be used, a sentence each: region texts of events that no table knows, and the look-up's damage.
    /// Grows with what is asked.
    const std::set<std::string>& problems() const { return m_problems; }
    const RegionTable& table() const { return m_table; }

private:
    using Kept = std::unordered_map<std::string, Place>;
    struct Counted {
        std::string region;
        std::int64_t events = 0;
    };

    void addStated(std::vector<PlaceEvidence>& evidence, StatedRegion::Of of, const std::string& name,
                   std::string_view subject);
    void addEntry(std::vector<PlaceEvidence>& evidence, PlaceKind kind, const std::string& name) const;
    void addLookup(std::vector<PlaceEvidence>& evidence, const std::string& host);
    void addResolved(std::vector<PlaceEvidence>& evidence, const std::string& host) const;
    void addHost(std::vector<PlaceEvidence>& evidence, const std::string& host);
    std::optional<std::string> regionNamed(const std::string& text) const;
    const Place& ofSession(StatedRegion::Of of, const std::string& session_key, const Place& own);

    const RegionTable& m_table;
    std::map<std::pair<StatedRegion::Of, std::string>, std::vector<Counted>> m_stated;
    bool m_sessionsState = false;  ///< some session's own events name a region
    std::map<std::pair<PlaceKind, std::string>, PlaceEntry> m_entries;
    std::shared_ptr<const IpLookup> m_lookup;
    std::map<std::string, ResolvedHost> m_resolved;
    std::set<std::string> m_problems;
    Kept m_gateways, m_hosts, m_orchestrators, m_sessions;
    std::string m_key;  ///< kept for its memory: one is looked up for each of many sessions
};

}  // namespace naap
