#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/metrics/demand_rollup.h"
#include "core/metrics/sla_rollup.h"
#include "core/store/fact_store.h"
#include "core/store/session_blocks.h"

namespace naap {

/// The rollups of one hour and what they are made of. While one watches, a few of an hour's thousand sessions change at
/// a time: then only the rows that these were or are part of are added up anew, from what each session brought. They
/// come out as if all were.
class RollupHour {
public:
    /// The facts of a session, or null.
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
    /// What the facts have of one session in the hour, and which rows that is part of.
    struct Part {
        std::string session_key;
        std::optional<StatusHour> status;
        std::vector<GatewayHour> gateways;
        bool is_demanded = false;
        std::optional<SlaKey> sla_key;
        std::set<DemandKey> demand_keys;
    };
    /// Rows by key, and what each session brings to them.
    template <class Key, class Share, class Row>
    struct Rows {
        std::map<Key, std::map<std::string, Share>> shares;  ///< by session_key
        std::map<Key, Row> rows;
        std::set<Key> stale;

        Share& put(const Key& key, const std::string& session_key);
        void take(const Key& key, const std::string& session_key);
        /// `rowOf` adds up the shares of a key.
        template <class RowOf>
        void renew(RowOf&& rowOf);
        std::vector<Row> list() const;
    };

    void forget(std::int64_t session_id);
    void file(std::int64_t session_id, const Session& session, Part part);
    void renewRows();

    Instant m_hour;
    std::unordered_map<std::int64_t, Part> m_parts;
    Rows<SlaKey, SlaShare, SlaRollup> m_sla;
    Rows<DemandKey, DemandShare, DemandRollup> m_demand;
};

}  // namespace naap
