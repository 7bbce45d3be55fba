#include "core/geo/place_book.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/events/names.h"

namespace naap {
namespace {

std::string eventsText(std::int64_t events)
{
    return events == 1 ? "1 event says" : fmt::format("{} events say", events);
}

}  // namespace

PlaceBook::PlaceBook(const RegionTable& table, Sources sources) : m_table(table), m_lookup(std::move(sources.lookup))
{
    std::map<std::pair<StatedRegion::Of, std::string>, std::map<std::string, std::int64_t>> counts;
    for (const StatedRegionCount& each : sources.stated)
        counts[{each.stated.of, each.stated.name}][each.stated.region] += each.events;
    for (auto& [of, regions] : counts) {
        std::vector<Counted>& list = m_stated[of];
        m_sessionsState = m_sessionsState || of.first >= StatedRegion::Of::session_gateway;
        for (const auto& [region, events] : regions)
            if (events > 0)
                list.push_back({region, events});
        // Most events first; texts ascend already.
        std::ranges::stable_sort(list, [](const Counted& a, const Counted& b) { return a.events > b.events; });
    }
    for (ResolvedHost& each : sources.resolved)
        m_resolved.try_emplace(each.host, each);
    for (PlaceEntry& entry : sources.entries) {
        const auto [known, isNew] = m_entries.try_emplace({entry.kind, entry.name}, entry);
        if (!isNew && entry.by_hand)
            known->second = entry;
    }
    m_problems.insert(sources.problems.begin(), sources.problems.end());
    for (const LineProblem& problem : table.problems())
        m_problems.insert("table of regions: " + sentenceOf(problem));
}

std::optional<std::string> PlaceBook::regionNamed(const std::string& text) const
{
    if (const auto given = m_entries.find({PlaceKind::region, lowered(text)}); given != m_entries.end())
        return given->second.region;
    return m_table.regionNamed(text);
}

void PlaceBook::addStated(std::vector<PlaceEvidence>& evidence, StatedRegion::Of of, const std::string& name,
                          std::string_view subject)
{
    const auto found = m_stated.find({of, name});
    if (found == m_stated.end())
        return;
    // Texts of one region speak together.
    std::vector<PlaceEvidence> known;
    for (const Counted& each : found->second) {
        PlaceEvidence& next = known.emplace_back();
        next.source = PlaceSource::event;
        next.subject = subject;
        next.region = regionNamed(each.region).value_or("");
        next.detail = fmt::format("{} {}", eventsText(each.events), each.region);
        if (next.region.empty()) {
            next.detail += ", which is no region that is known";
            m_problems.insert(fmt::format(
                "events name the region `{}`, which is in no table; `naap-lens places set region {} REGION` gives it a "
                "meaning",
                each.region, each.region));
        } else if (const PlaceCode* code = m_table.code(lowered(each.region))) {
            next.country = code->country;
            next.cell = cellOf(code->at);
        }
    }
    evidence.insert(evidence.end(), known.begin(), known.end());
}

void PlaceBook::addEntry(std::vector<PlaceEvidence>& evidence, PlaceKind kind, const std::string& name) const
{
    const auto found = m_entries.find({kind, name});
    if (found == m_entries.end())
        return;
    const PlaceEntry& entry = found->second;
    PlaceEvidence& next = evidence.emplace_back();
    next.source = entry.by_hand ? PlaceSource::by_hand : PlaceSource::table;
    next.subject = placeKindName(kind);
    next.region = m_table.region(entry.region) ? entry.region : "";
    if (entry.lat_bin && entry.lon_bin)
        next.cell = MapCell{*entry.lat_bin, *entry.lon_bin};
    next.detail = entry.region;
    if (!entry.note.empty())
        next.detail += fmt::format(", {}", entry.note);
}

void PlaceBook::addLookup(std::vector<PlaceEvidence>& evidence, const std::string& host)
{
    if (!m_lookup)
        return;
    const auto found = m_lookup->find(host);
    if (!found) {
        m_problems.insert(found.error().message);
        return;
    }
    if (!*found)
        return;
    const auto& at = (*found)->at;
    PlaceEvidence& next = evidence.emplace_back();
    next.source = PlaceSource::lookup;
    next.subject = "host";
    next.country = (*found)->country;
    next.region = m_table.regionOfCountry(next.country, at ? std::optional(at->lon) : std::nullopt).value_or("");
    next.confidence = at ? Confidence::medium : Confidence::low;
    next.detail = fmt::format("{}: {}", m_lookup->type(), next.country.empty() ? "no country" : next.country);
    if (at)
        next.cell = cellOf(*at);
    if (next.region.empty())
        next.detail += ", which tells no region";
}

void PlaceBook::addResolved(std::vector<PlaceEvidence>& evidence, const std::string& host) const
{
    const auto found = m_resolved.find(host);
    if (found == m_resolved.end())
        return;
    PlaceEvidence& next = evidence.emplace_back();
    next.source = PlaceSource::lookup;
    next.subject = "host";
    next.country = found->second.country;
    if (found->second.lat_bin && found->second.lon_bin)
        next.cell = MapCell{*found->second.lat_bin, *found->second.lon_bin};
    next.region =
        m_table.regionOfCountry(next.country, next.cell ? std::optional(centreOf(*next.cell).lon) : std::nullopt)
            .value_or("");
    next.confidence = next.cell ? Confidence::medium : Confidence::low;
    next.detail = fmt::format("its name was resolved: {}", next.country.empty() ? "no country" : next.country);
    if (next.region.empty())
        next.detail += ", which tells no region";
}

const Place& PlaceBook::gateway(const std::string& name)
{
    const auto [place, isNew] = m_gateways.try_emplace(name);
    if (!isNew || name.empty())
        return place->second;
    std::vector<PlaceEvidence> evidence;
    addStated(evidence, StatedRegion::Of::gateway, name, "gateway");
    addEntry(evidence, PlaceKind::gateway, std::string(trimmed(name)));
    const auto codes = placesInName(name, "gateway", m_table);
    evidence.insert(evidence.end(), codes.begin(), codes.end());
    place->second = choosePlace(std::move(evidence), m_table);
    return place->second;
}

void PlaceBook::addHost(std::vector<PlaceEvidence>& evidence, const std::string& host)
{
    if (host.empty())
        return;
    addStated(evidence, StatedRegion::Of::host, host, "host");
    addEntry(evidence, PlaceKind::host, host);
    const auto codes = placesInHost(host, m_table);
    evidence.insert(evidence.end(), codes.begin(), codes.end());
    addLookup(evidence, host);
    addResolved(evidence, host);
}

const Place& PlaceBook::host(const std::string& host)
{
    const auto [place, isNew] = m_hosts.try_emplace(host);
    if (!isNew)
        return place->second;
    std::vector<PlaceEvidence> evidence;
    addHost(evidence, host);
    place->second = choosePlace(std::move(evidence), m_table);
    return place->second;
}

const Place& PlaceBook::orchestrator(const std::string& address, const std::string& uri)
{
    m_key.assign(address).append(1, ' ').append(uri);
    const auto [place, isNew] = m_orchestrators.try_emplace(m_key);
    if (!isNew)
        return place->second;
    std::vector<PlaceEvidence> evidence;
    addHost(evidence, hostOf(uri));
    const std::string key = lowered(address);
    if (!key.empty()) {
        addStated(evidence, StatedRegion::Of::orchestrator, key, "orchestrator");
        addEntry(evidence, PlaceKind::orchestrator, key);
    }
    place->second = choosePlace(std::move(evidence), m_table);
    return place->second;
}

const Place& PlaceBook::ofSession(StatedRegion::Of of, const std::string& session_key, const Place& own)
{
    if (!m_sessionsState || own.isKnown() || !m_stated.contains({of, session_key}))
        return own;
    const auto [place, isNew] =
        m_sessions.try_emplace((of == StatedRegion::Of::session_gateway ? "g " : "o ") + session_key);
    if (isNew) {
        std::vector<PlaceEvidence> evidence;
        addStated(evidence, of, session_key, "session");
        place->second = choosePlace(std::move(evidence), m_table);
    }
    return place->second;
}

const Place& PlaceBook::gatewayOf(const std::string& session_key, const std::string& gateway)
{
    return ofSession(StatedRegion::Of::session_gateway, session_key, this->gateway(gateway));
}

const Place& PlaceBook::orchestratorOf(const std::string& session_key, const std::string& address,
                                       const std::string& uri)
{
    return ofSession(StatedRegion::Of::session_orchestrator, session_key, orchestrator(address, uri));
}

}  // namespace naap
