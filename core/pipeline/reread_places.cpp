#include "core/pipeline/reread_places.h"

#include <map>

#include "core/store/event_blocks.h"
#include "core/store/place_store.h"

namespace naap {

Result<std::int64_t> rereadStatedRegions(Cache& cache)
{
    return guarded(cache, [&]() -> Result<std::int64_t> {
        RecordParser parser(RecordParser::Bodies::of_sessions);
        std::map<StatedRegion, std::int64_t> counts;
        std::int64_t events = 0;
        visitEvents(cache, {}, {}, [&](const StoredEvent& event) {
            const OrgRule rule{.given = std::string(event.org), .given_overrides = true};
            const auto stated = statedRegionsOf(parser.parseCopy(event.payload, rule));
            for (const StatedRegion& each : stated)
                ++counts[each];
            events += stated.empty() ? 0 : 1;
            return true;
        });
        Transaction transaction(cache.db());
        PlaceStore store(cache);
        store.forgetStated();
        for (const auto& [stated, count] : counts)
            store.addStated(stated, count);
        cache.bumpRevision();
        transaction.commit();
        return events;
    });
}

}  // namespace naap
