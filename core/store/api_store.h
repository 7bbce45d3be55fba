#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/facts/api_figures.h"
#include "core/store/cache.h"

namespace naap {

/// The figures of public APIs in the cache. They live in tables of their own; nothing that computes from events reads
/// them.
class ApiStore {
public:
    explicit ApiStore(Cache& cache) : m_cache(cache) {}

    /// Puts a window in the place of what was known of it, as a whole: rows that the API no longer has are gone. Call
    /// inside a transaction.
    void replace(const ApiWindow& window);
    /// The API says that nothing has changed since: only the time of asking is new. Call inside a transaction.
    void confirm(const ApiWindowState& window, Instant fetched_at);

    std::optional<ApiWindowState> window(std::string_view server, std::string_view endpoint, Instant window_start);
    /// The newest window of an endpoint.
    std::optional<ApiWindowState> newestWindow(std::string_view server, std::string_view endpoint);
    std::vector<ApiWindowState> windows(std::optional<Instant> from, std::optional<Instant> to);
    /// Rows of a report out of one endpoint, with window_start in [from, to).
    std::vector<KeptApiRow> rows(std::string_view endpoint, std::string_view report, std::optional<Instant> from,
                                 std::optional<Instant> to);
    std::vector<KeptApiProblem> problems(std::optional<Instant> from, std::optional<Instant> to);

private:
    std::int64_t serverId(std::string_view base_url);
    void remove(std::string_view endpoint, std::int64_t server, std::optional<Instant> window_start);

    Cache& m_cache;
};

/// When figures were fetched last; nothing held: nothing.
std::optional<Instant> newestApiFetch(Cache& cache);

/// Removes figures of hours before `horizon`. Call inside a transaction.
void removeApiFigures(Cache& cache, Instant horizon);

}  // namespace naap
