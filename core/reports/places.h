#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/geo/place_book.h"
#include "core/reports/report.h"

namespace naap {

/// Everything that the cache knows of places: what events say, the user's table, and the file that addresses are looked
/// up in. A file that cannot be read is told in the book's problems(), and the rest counts.
PlaceBook placeBookOf(Cache& cache);

/// Regions of orchestrators by their address alone. An address whose hosts stand in several regions has none: a row
/// about all of them belongs to no one region. Its hosts are those that it advertised; of an address that advertised
/// none, those that sessions name.
class AddressRegions {
public:
    explicit AddressRegions(Cache& cache);
    /// Nothing: unknown, or several.
    std::optional<std::string> of(const std::string& address);

private:
    using Nodes = std::vector<std::pair<std::string, std::string>>;
    void add(const Nodes& nodes);
    void addFromSessions();

    Cache& m_cache;
    PlaceBook m_book;
    std::set<std::string> m_addresses;                            ///< all that was asked of the book
    std::map<std::string, std::optional<std::string>> m_regions;  ///< null: several
    bool m_sessionsRead = false;
};

/// A row of the `places` report: one gateway, orchestrator or host, and where it stands.
struct PlaceRow {
    std::string kind;  ///< gateway, orchestrator
    std::string name;  ///< gateway as it names itself, or address
    std::string orchestrator_uri;
    Instant last_seen{};
    Place place;
};

/// The hosts of all orchestrators that are held, each once, ascending.
std::set<std::string> hostsOfOrchestrators(Cache& cache);

/// The user's table as rows: `kind`, `name`, `region`, `set_by_hand`, its cell and `note`.
Result<std::unique_ptr<ReportTable>> placeEntryTable(std::vector<PlaceEntry> entries,
                                                     const std::optional<SortBy>& sort);

/// All gateways and orchestrators seen in the query's range, by kind, name and URI.
std::vector<PlaceRow> placeRows(Cache& cache, const ReportQuery& query);

}  // namespace naap
