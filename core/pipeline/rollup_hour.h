#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "core/metrics/demand_rollup.h"
#include "core/metrics/sla_rollup.h"
#include "core/store/fact_store.h"
#include "core/store/session_blocks.h"

namespace naap {

/// The rollups of one hour and what they are made of. While one watches, a few of an hour's thousand sessions change at
/// a time: then only the rows that these were or are part of are made anew. They come out as if all were.
class RollupHour {
public:
    /// The facts of a session, or null; what it returned stays until the next update().
    using SessionOf = std::function<const Session*(std::int64_t session_id)>;

    RollupHour(Instant hour, FactStore& facts, const SessionOf& sessionOf);

    /// Reads anew what these sessions bring to the hour.
    void update(const std::set<std::int64_t>& session_ids, FactStore& facts, const SessionOf& sessionOf);

    /// By key, as slaRollupsOfHour() and demandRollupsOfHour() give them.
    std::vector<SlaRollup> sla() const;
    std::vector<DemandRollup> demand() const;
    std::size_t sessions() const { return m_parts.size(); }
    /// The sessions whose demand hour it is, by id.
    std::vector<std::int64_t> demandedSessions() const;
    /// Its status hours, by id of their session; valid until the next update().
    std::vector<IdentifiedStatusHour> statusHours() const;

private:
    /// What one session brings.
    struct Part {
        std::optional<StatusHour> status;
        std::vector<GatewayHour> gateways;
        bool is_demanded = false;
        std::optional<SlaKey> sla_key;
        std::set<DemandKey> demand_keys;
    };
    /// Rows by key, and who is in each.
    template <class Key, class Row>
    struct Rows {
        std::map<Key, std::set<std::int64_t>> sessions;
        std::map<Key, Row> rows;
        std::set<Key> stale;

        void put(const Key& key, std::int64_t session_id);
        void take(const Key& key, std::int64_t session_id);
        /// Who is in a stale row.
        std::set<std::int64_t> staleSessions() const;
        /// `rows` are what the stale ones are now.
        void renew(std::vector<Row> made);
        std::vector<Row> list() const;
    };

    void forget(std::int64_t session_id);
    void file(std::int64_t session_id, const Session& session);
    void renewRows(const SessionOf& sessionOf);

    Instant m_hour;
    std::unordered_map<std::int64_t, Part> m_parts;
    Rows<SlaKey, SlaRollup> m_sla;
    Rows<DemandKey, DemandRollup> m_demand;
};

}  // namespace naap
