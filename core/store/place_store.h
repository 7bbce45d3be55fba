#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/events/record_parser.h"
#include "core/facts/place.h"
#include "core/store/cache.h"

namespace naap {

/// Regions that one event names itself: of its gateway, and of the orchestrator that it speaks of. Where it names no
/// gateway or orchestrator, of its session's.
std::vector<StatedRegion> statedRegionsOf(const ParsedRecord& record);

/// What is kept of places: the regions that events name, and the user's own table. No fact is made of either; reports
/// ask when they are made.
class PlaceStore {
public:
    explicit PlaceStore(Cache& cache) : m_cache(cache) {}

    /// Adds `events`, which may be negative, to what is known. Call inside a transaction.
    void addStated(const StatedRegion& stated, std::int64_t events);
    /// Takes away all that events say, before it is read again. Call inside a transaction.
    void forgetStated();
    /// Over all days, by what they speak of, name and region; `day` is the first.
    std::vector<StatedRegionCount> stated();

    /// The user's table, by kind, name, and what was set by hand last.
    std::vector<PlaceEntry> entries();
    /// Of each thing the entry that counts: what `places export` writes.
    std::vector<PlaceEntry> countingEntries();
    /// Puts these in the place of all entries, those set by hand among them: the table as it was before a change.
    void restore(std::span<const PlaceEntry> entries);
    /// Puts these in the place of all entries that were imported; what was set by hand stays.
    void replaceTable(std::span<const PlaceEntry> entries);
    /// Adds an entry, or replaces the one of the same kind, name and origin.
    void put(const PlaceEntry& entry);
    /// Takes away what was set by hand for this thing: what was known before counts again. False: there was nothing.
    bool removeByHand(PlaceKind kind, const std::string& name);
    /// Takes away the imported table. Returns the number of its entries.
    std::int64_t removeTable();

    /// The file that IP addresses are looked up in. Nothing: none.
    std::optional<std::string> lookupFile();
    void setLookupFile(const std::string& path);  ///< blank: none

    /// Hosts whose names were resolved, by host.
    std::vector<ResolvedHost> resolvedHosts();
    /// Puts these in the place of all that were resolved before.
    void setResolvedHosts(std::span<const ResolvedHost> hosts);

private:
    Cache& m_cache;
};

/// Removes what events of days before `horizon` said. Call inside a transaction.
void removeStatedRegions(Cache& cache, Instant horizon);

}  // namespace naap
