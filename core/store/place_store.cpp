#include "core/store/place_store.h"

#include <array>
#include <cstdlib>
#include <sstream>

#include <fmt/format.h>

#include "core/events/names.h"
#include "core/store/batch.h"

namespace naap {
namespace {

constexpr const char* kLookupKey = "place_lookup_file";
constexpr const char* kResolvedKey = "place_resolved_hosts";
constexpr const char* kNotKnown = "-";
constexpr std::size_t kLongestRegion = 64;  // longer is a text, no code

constexpr std::array<std::string_view, 5> kOfNames{"gateway", "orchestrator", "host", "session_gateway",
                                                   "session_orchestrator"};
constexpr std::array<PlaceKind, 4> kKinds{PlaceKind::gateway, PlaceKind::orchestrator, PlaceKind::host,
                                          PlaceKind::region};

std::optional<StatedRegion::Of> ofNamed(std::string_view name)
{
    for (std::size_t i = 0; i < kOfNames.size(); ++i)
        if (kOfNames[i] == name)
            return static_cast<StatedRegion::Of>(i);
    return std::nullopt;
}

std::optional<PlaceKind> kindNamed(std::string_view name)
{
    for (const PlaceKind kind : kKinds)
        if (placeKindName(kind) == name)
            return kind;
    return std::nullopt;
}

std::string sessionKeyOf(const ParsedRecord& record)
{
    std::string key;
    if (const auto* stream = std::get_if<StreamBody>(&record.body))
        appendSessionKey(key, record.org, stream->stream_id, stream->request_id);
    return key;
}

void addTo(std::vector<StatedRegion>& list, StatedRegion::Of of, std::string name, std::string_view region,
           const ParsedRecord& record)
{
    region = trimmed(region);
    if (!name.empty() && !region.empty() && region.size() <= kLongestRegion)
        list.push_back({of, std::move(name), std::string(region), dayOf(record.event_ts)});
}

std::optional<int> degreesAt(const Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(static_cast<int>(row.integer(column)));
}

std::optional<std::int64_t> wide(std::optional<int> degrees)
{
    return degrees ? std::optional<std::int64_t>(*degrees) : std::nullopt;
}

}  // namespace

std::vector<StatedRegion> statedRegionsOf(const ParsedRecord& record)
{
    using Of = StatedRegion::Of;
    std::vector<StatedRegion> list;
    if (!record.gateway_region.empty()) {
        const std::string gateway(trimmed(record.gateway));
        addTo(list, gateway.empty() ? Of::session_gateway : Of::gateway,
              gateway.empty() ? sessionKeyOf(record) : gateway, record.gateway_region, record);
    }
    const auto* stream = std::get_if<StreamBody>(&record.body);
    if (!stream || stream->event.reported_region.empty())
        return list;
    const SessionEvent& event = stream->event;
    const std::string host = hostOf(event.url);
    if (!host.empty())
        addTo(list, Of::host, host, event.reported_region, record);
    else if (const std::string address = addressNorm(event.address); !address.empty())
        addTo(list, Of::orchestrator, address, event.reported_region, record);
    else
        addTo(list, Of::session_orchestrator, sessionKeyOf(record), event.reported_region, record);
    return list;
}

void PlaceStore::addStated(const StatedRegion& stated, std::int64_t events)
{
    const std::string_view of = kOfNames[static_cast<std::size_t>(stated.of)];
    m_cache.db()
        .prepare(
            "INSERT INTO stated_region VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET events = events + "
            "excluded.events")
        .bind(1, of)
        .bind(2, stated.name)
        .bind(3, stated.region)
        .bind(4, toMs(stated.day))
        .bind(5, events)
        .run();
    if (events < 0)
        m_cache.db().execute("DELETE FROM stated_region WHERE events <= 0");
}

void PlaceStore::forgetStated()
{
    m_cache.db().execute("DELETE FROM stated_region");
}

std::vector<StatedRegionCount> PlaceStore::stated()
{
    std::vector<StatedRegionCount> list;
    auto rows = m_cache.db().prepare(
        "SELECT subject, name, region, min(day), sum(events) FROM stated_region GROUP BY 1, 2, 3 ORDER BY 1, 2, 3");
    while (rows.step())
        if (const auto of = ofNamed(rows.text(0)))
            list.push_back({{*of, std::string(rows.text(1)), std::string(rows.text(2)), instantFromMs(rows.integer(3))},
                            rows.integer(4)});
    return list;
}

std::vector<PlaceEntry> PlaceStore::entries()
{
    std::vector<PlaceEntry> list;
    auto rows = m_cache.db().prepare(
        "SELECT kind, name, region, lat_bin, lon_bin, note, by_hand FROM place_entry ORDER BY kind, name, by_hand");
    while (rows.step())
        if (const auto kind = kindNamed(rows.text(0)))
            list.push_back({*kind, std::string(rows.text(1)), std::string(rows.text(2)), degreesAt(rows, 3),
                            degreesAt(rows, 4), std::string(rows.text(5)), rows.integer(6) != 0});
    return list;
}

std::vector<PlaceEntry> PlaceStore::countingEntries()
{
    std::vector<PlaceEntry> counting;
    for (PlaceEntry& entry : entries()) {
        // What was set by hand comes last of its thing.
        if (!counting.empty() && counting.back().kind == entry.kind && counting.back().name == entry.name)
            counting.pop_back();
        counting.push_back(std::move(entry));
    }
    return counting;
}

void PlaceStore::restore(std::span<const PlaceEntry> entries)
{
    Transaction transaction(m_cache.db());
    m_cache.db().execute("DELETE FROM place_entry");
    for (const PlaceEntry& entry : entries)
        put(entry);
    m_cache.bumpRevision();
    transaction.commit();
}

void PlaceStore::put(const PlaceEntry& entry)
{
    m_cache.db()
        .prepare("INSERT OR REPLACE INTO place_entry VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(1, placeKindName(entry.kind))
        .bind(2, entry.name)
        .bind(3, entry.by_hand)
        .bind(4, entry.region)
        .bind(5, wide(entry.lat_bin))
        .bind(6, wide(entry.lon_bin))
        .bind(7, entry.note)
        .run();
}

void PlaceStore::replaceTable(std::span<const PlaceEntry> entries)
{
    Transaction transaction(m_cache.db());
    m_cache.db().execute("DELETE FROM place_entry WHERE by_hand = 0");
    for (const PlaceEntry& entry : entries)
        put(entry);
    m_cache.bumpRevision();
    transaction.commit();
}

bool PlaceStore::removeByHand(PlaceKind kind, const std::string& name)
{
    m_cache.db()
        .prepare("DELETE FROM place_entry WHERE kind = ? AND name = ? AND by_hand = 1")
        .bind(1, placeKindName(kind))
        .bind(2, name)
        .run();
    const bool removed = m_cache.db().changes() > 0;
    if (removed)
        m_cache.bumpRevision();
    return removed;
}

std::int64_t PlaceStore::removeTable()
{
    m_cache.db().execute("DELETE FROM place_entry WHERE by_hand = 0");
    const std::int64_t removed = m_cache.db().changes();
    m_cache.bumpRevision();
    return removed;
}

std::optional<std::string> PlaceStore::lookupFile()
{
    const auto path = m_cache.meta(kLookupKey);
    return path && !path->empty() ? path : std::nullopt;
}

void PlaceStore::setLookupFile(const std::string& path)
{
    m_cache.setMeta(kLookupKey, path);
    m_cache.bumpRevision();
}

// A line a host: there are some hundred at most, and they are only ever read and written together.

std::vector<ResolvedHost> PlaceStore::resolvedHosts()
{
    std::vector<ResolvedHost> hosts;
    std::istringstream lines(m_cache.meta(kResolvedKey).value_or(""));
    ResolvedHost next;
    std::string lat;
    std::string lon;
    while (lines >> next.host >> next.country >> lat >> lon) {
        if (next.country == kNotKnown)
            next.country.clear();
        next.lat_bin = lat == kNotKnown ? std::nullopt : std::optional(std::atoi(lat.c_str()));
        next.lon_bin = lon == kNotKnown ? std::nullopt : std::optional(std::atoi(lon.c_str()));
        hosts.push_back(next);
    }
    return hosts;
}

void PlaceStore::setResolvedHosts(std::span<const ResolvedHost> hosts)
{
    const auto number = [](std::optional<int> value) { return value ? std::to_string(*value) : kNotKnown; };
    std::string text;
    for (const ResolvedHost& each : hosts)
        text += fmt::format("{} {} {} {}\n", each.host, each.country.empty() ? kNotKnown : each.country,
                            number(each.lat_bin), number(each.lon_bin));
    m_cache.setMeta(kResolvedKey, text);
    m_cache.bumpRevision();
}

void removeStatedRegions(Cache& cache, Instant horizon)
{
    cache.db().prepare("DELETE FROM stated_region WHERE day < ?").bind(1, toMs(horizon)).run();
}

}  // namespace naap
