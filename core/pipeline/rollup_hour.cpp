#include "core/pipeline/rollup_hour.h"

#include <algorithm>
#include <utility>

namespace naap {

template <class Key, class Share, class Row>
Share& RollupHour::Rows<Key, Share, Row>::put(const Key& key, const std::string& session_key)
{
    stale.insert(key);
    return shares[key][session_key];
}

template <class Key, class Share, class Row>
void RollupHour::Rows<Key, Share, Row>::take(const Key& key, const std::string& session_key)
{
    stale.insert(key);
    shares[key].erase(session_key);
}

template <class Key, class Share, class Row>
template <class RowOf>
void RollupHour::Rows<Key, Share, Row>::renew(RowOf&& rowOf)
{
    std::vector<const Share*> ofKey;
    for (const Key& key : std::exchange(stale, {})) {
        const auto bySession = shares.find(key);
        if (bySession->second.empty()) {
            shares.erase(bySession);
            rows.erase(key);
            continue;
        }
        ofKey.clear();
        for (const auto& [session_key, share] : bySession->second)
            ofKey.push_back(&share);
        rows.insert_or_assign(key, rowOf(key, ofKey));
    }
}

template <class Key, class Share, class Row>
std::vector<Row> RollupHour::Rows<Key, Share, Row>::list() const
{
    std::vector<Row> all;
    all.reserve(rows.size());
    for (const auto& [key, row] : rows)
        all.push_back(row);
    return all;
}

RollupHour::RollupHour(Instant hour, FactStore& facts, const SessionOf& sessionOf) : m_hour(hour)
{
    std::unordered_map<std::int64_t, Part> parts;
    for (auto& [id, status] : facts.statusHoursOf(hour))
        parts[id].status = std::move(status);
    for (auto& [id, gateway] : facts.gatewayHoursOf(hour))
        parts[id].gateways.push_back(std::move(gateway));
    for (const std::int64_t id : facts.sessionsOfDemandHour(hour))
        parts[id].is_demanded = true;
    for (auto& [id, part] : parts)
        if (const Session* session = sessionOf(id))
            file(id, *session, std::move(part));
    renewRows();
}

void RollupHour::update(const std::set<std::int64_t>& session_ids, FactStore& facts, const SessionOf& sessionOf)
{
    for (const std::int64_t id : session_ids) {
        forget(id);
        const Session* session = sessionOf(id);
        if (session == nullptr)
            continue;
        Part part;
        for (auto& each : facts.statusHoursOf(m_hour, id))
            part.status = std::move(each.hour);
        for (auto& each : facts.gatewayHoursOf(m_hour, id))
            part.gateways.push_back(std::move(each.hour));
        part.is_demanded = session->demandHour() == m_hour;
        if (part.status || !part.gateways.empty() || part.is_demanded)
            file(id, *session, std::move(part));
    }
    renewRows();
}

std::vector<SlaRollup> RollupHour::sla() const
{
    return m_sla.list();
}

std::vector<DemandRollup> RollupHour::demand() const
{
    return m_demand.list();
}

std::vector<std::int64_t> RollupHour::demandedSessions() const
{
    std::vector<std::int64_t> ids;
    for (const auto& [id, part] : m_parts)
        if (part.is_demanded)
            ids.push_back(id);
    std::ranges::sort(ids);
    return ids;
}

std::vector<IdentifiedStatusHour> RollupHour::statusHours() const
{
    std::vector<IdentifiedStatusHour> hours;
    for (const auto& [id, part] : m_parts)
        if (part.status)
            hours.push_back({id, &*part.status});
    std::ranges::sort(hours, {}, &IdentifiedStatusHour::session_id);
    return hours;
}

void RollupHour::forget(std::int64_t session_id)
{
    const auto found = m_parts.find(session_id);
    if (found == m_parts.end())
        return;
    const Part& part = found->second;
    if (part.sla_key)
        m_sla.take(*part.sla_key, part.session_key);
    for (const DemandKey& key : part.demand_keys)
        m_demand.take(key, part.session_key);
    m_parts.erase(found);
}

/// Puts what a session brings into its rows.
void RollupHour::file(std::int64_t session_id, const Session& session, Part part)
{
    part.session_key = session.session_key;
    if (part.status && !part.status->is_terminal_tail_artifact)
        m_sla.put(part.sla_key.emplace(keyOf(session)), part.session_key) = shareOf(session, *part.status);
    const auto shareUnder = [&](const std::string& gateway) -> DemandShare& {
        const DemandKey key = keyOf(session, gateway);
        part.demand_keys.insert(key);
        return m_demand.put(key, part.session_key);
    };
    if (part.is_demanded)
        addDemand(shareUnder(session.gateway), session);
    for (const GatewayHour& gateway : part.gateways)
        addPerformance(shareUnder(gateway.gateway), gateway);
    m_parts.insert_or_assign(session_id, std::move(part));
}

void RollupHour::renewRows()
{
    m_sla.renew([this](const SlaKey& key, const auto& shares) { return slaRollupOf(m_hour, key, shares); });
    m_demand.renew([this](const DemandKey& key, const auto& shares) { return demandRollupOf(m_hour, key, shares); });
}

}  // namespace naap
