#pragma once

#include "core/feed/public_api_reading.h"
#include "core/store/api_store.h"
#include "tests/support/telling.h"

/// Words for tests about what a public API said.
namespace naap::telling {

inline constexpr auto kServer = "https://api.invalid";

/// Puts an answer of the API into the cache, as the feed does.
inline void answer(Cache& cache, const char* endpoint, const char* hour, const Json& body,
                   const char* fetched = "14:00:00", ApiGeneration generation = ApiGeneration::v1, bool paged = false)
{
    const ApiEndpoint& asked = *findApiEndpoint(endpoint);
    const bool of_now = asked.time == ApiTime::latest;
    ApiPage page = readApiPage(asked, generation, body.dump(), of_now ? std::nullopt : std::optional(at(hour))).value();
    ApiWindow window;
    window.server = kServer;
    window.endpoint = endpoint;
    window.window_start = at(hour);
    window.fetched_at = at(fetched);
    window.generation = wordOf(generation);
    window.replaces_all = of_now;
    window.paged = paged;
    window.rows = std::move(page.rows);
    window.problems = std::move(page.problems);
    Transaction transaction(cache.db());
    ApiStore(cache).replace(window);
    transaction.commit();
}

inline Json pageOf(const Json& rows)
{
    return {{"data", rows}, {"pagination", {{"next_cursor", ""}}}};
}

}  // namespace naap::telling
