#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "core/facts/session.h"
#include "core/reports/places.h"

namespace naap {

/// Fields of the report `sessions`: those that are stored, and behind them the regions of both ends.
const std::vector<Field>& sessionFields();
/// True if a field of sessionFields() is a region. It is looked up when it is asked for and never stored, so that a
/// change of the tables counts at once.
bool isSessionRegion(std::size_t field);

/// The region of the orchestrator of a session; `none` where no orchestrator was found. Valid as long as the book.
std::string_view orchestratorRegionOf(const Session& session, const Place& orchestrator);

/// Where both ends of sessions stand. What is known of places is read at the first question: who asks none pays
/// nothing.
class SessionRegions {
public:
    /// The members of a session that the answers depend on.
    static constexpr std::array<std::string_view, 5> kNeeds{"session_key", "gateway", "orchestrator_address",
                                                            "orchestrator_uri", "selection_outcome"};

    explicit SessionRegions(Cache& cache) : m_cache(cache) {}
    /// For a field that isSessionRegion(). Nothing: unknown. Valid as long as this.
    std::optional<std::string_view> of(const Session& session, std::size_t field);

private:
    Cache& m_cache;
    std::optional<PlaceBook> m_book;
};

/// One session as a row of the report.
Cell sessionCell(const Session& session, std::size_t field, SessionRegions& regions);

}  // namespace naap
