#include "core/pipeline/rollup_hour.h"

#include <algorithm>
#include <utility>

namespace naap {

template <class Key, class Row>
void RollupHour::Rows<Key, Row>::put(const Key& key, std::int64_t session_id)
{
    sessions[key].insert(session_id);
    stale.insert(key);
}

template <class Key, class Row>
void RollupHour::Rows<Key, Row>::take(const Key& key, std::int64_t session_id)
{
    sessions[key].erase(session_id);
    stale.insert(key);
}

template <class Key, class Row>
std::set<std::int64_t> RollupHour::Rows<Key, Row>::staleSessions() const
{
    std::set<std::int64_t> all;
    for (const Key& key : stale)
        all.insert(sessions.at(key).begin(), sessions.at(key).end());
    return all;
}

template <class Key, class Row>
void RollupHour::Rows<Key, Row>::renew(std::vector<Row> made)
{
    for (const Key& key : std::exchange(stale, {})) {
        rows.erase(key);
        if (sessions.at(key).empty())
            sessions.erase(key);
    }
    for (Row& row : made)
        rows.insert_or_assign(keyOf(row), std::move(row));
}

template <class Key, class Row>
std::vector<Row> RollupHour::Rows<Key, Row>::list() const
{
    std::vector<Row> all;
    all.reserve(rows.size());
    for (const auto& [key, row] : rows)
        all.push_back(row);
    return all;
}

RollupHour::RollupHour(Instant hour, FactStore& facts, const SessionOf& sessionOf) : m_hour(hour)
{
    for (auto& [id, status] : facts.statusHoursOf(hour))
        m_parts[id].status = std::move(status);
    for (auto& [id, gateway] : facts.gatewayHoursOf(hour))
        m_parts[id].gateways.push_back(std::move(gateway));
    for (const std::int64_t id : facts.sessionsOfDemandHour(hour))
        m_parts[id].is_demanded = true;
    std::erase_if(m_parts, [&](const auto& each) { return sessionOf(each.first) == nullptr; });
    for (const auto& [id, part] : m_parts)
        file(id, *sessionOf(id));
    renewRows(sessionOf);
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
        if (!part.status && part.gateways.empty() && !part.is_demanded)
            continue;
        m_parts[id] = std::move(part);
        file(id, *session);
    }
    renewRows(sessionOf);
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
    if (found->second.sla_key)
        m_sla.take(*found->second.sla_key, session_id);
    for (const DemandKey& key : found->second.demand_keys)
        m_demand.take(key, session_id);
    m_parts.erase(found);
}

/// Puts a session into the rows that its part belongs to.
void RollupHour::file(std::int64_t session_id, const Session& session)
{
    Part& part = m_parts.at(session_id);
    if (part.status) {
        part.status->session_key = session.session_key;
        m_sla.put(part.sla_key.emplace(keyOf(session)), session_id);
    }
    if (part.is_demanded)
        part.demand_keys.insert(keyOf(session, session.gateway));
    for (GatewayHour& gateway : part.gateways) {
        gateway.session_key = session.session_key;
        part.demand_keys.insert(keyOf(session, gateway.gateway));
    }
    for (const DemandKey& key : part.demand_keys)
        m_demand.put(key, session_id);
}

void RollupHour::renewRows(const SessionOf& sessionOf)
{
    std::vector<SessionHour> status;
    for (const std::int64_t id : m_sla.staleSessions())
        status.push_back({sessionOf(id), &*m_parts.at(id).status});
    m_sla.renew(slaRollupsOfHour(m_hour, status));

    std::vector<const Session*> demanded;
    std::vector<PerformancePart> gateways;
    const auto isStale = [&](const Session& session, const std::string& gateway) {
        return m_demand.stale.contains(keyOf(session, gateway));
    };
    for (const std::int64_t id : m_demand.staleSessions()) {
        const Session* session = sessionOf(id);
        const Part& part = m_parts.at(id);
        if (part.is_demanded && isStale(*session, session->gateway))
            demanded.push_back(session);
        for (const GatewayHour& gateway : part.gateways)
            if (isStale(*session, gateway.gateway))
                gateways.push_back({session, &gateway});
    }
    m_demand.renew(demandRollupsOfHour(m_hour, demanded, gateways));
}

}  // namespace naap
