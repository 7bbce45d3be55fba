#include "core/store/feed_state_store.h"

namespace naap {
namespace {

std::optional<std::int64_t> msOf(const std::optional<Instant>& time)
{
    return time ? std::optional<std::int64_t>(time->time_since_epoch().count()) : std::nullopt;
}

Instant instantOf(std::int64_t ms)
{
    return Instant(milliseconds(ms));
}

}  // namespace

std::vector<StoredFeedState> storedFeedStates(Cache& cache)
{
    std::vector<StoredFeedState> states;
    auto rows = cache.db().prepare(
        "SELECT name, state, reason, since, records_behind, clock_offset_ms, last_error, last_error_at FROM feed_state "
        "ORDER BY name");
    while (rows.step()) {
        StoredFeedState& state = states.emplace_back();
        state.name = rows.text(0);
        state.state = rows.text(1);
        state.reason = rows.text(2);
        state.since = instantOf(rows.integer(3));
        if (!rows.isNull(4))
            state.records_behind = rows.integer(4);
        if (!rows.isNull(5))
            state.clock_offset_ms = rows.integer(5);
        state.last_error = rows.text(6);
        if (!rows.isNull(7))
            state.last_error_at = instantOf(rows.integer(7));
    }
    return states;
}

void writeFeedStates(Cache& cache, const std::vector<StoredFeedState>& states)
{
    Transaction transaction(cache.db());
    auto put = cache.db().prepare("INSERT OR REPLACE INTO feed_state VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const StoredFeedState& each : states)
        put.bind(1, each.name)
            .bind(2, each.state)
            .bind(3, each.reason)
            .bind(4, each.since.time_since_epoch().count())
            .bind(5, each.records_behind)
            .bind(6, each.clock_offset_ms)
            .bind(7, each.last_error)
            .bind(8, msOf(each.last_error_at))
            .run();
    transaction.commit();
}

void forgetFeedState(Cache& cache, const std::string& name)
{
    cache.db().prepare("DELETE FROM feed_state WHERE name = ?").bind(1, name).run();
}

std::vector<WatchGap> storedWatchGaps(Cache& cache, int most)
{
    std::vector<WatchGap> gaps;
    auto rows = cache.db().prepare("SELECT from_ts, to_ts, cause FROM watch_gap ORDER BY from_ts DESC LIMIT ?");
    rows.bind(1, most);
    while (rows.step())
        gaps.push_back({instantOf(rows.integer(0)), instantOf(rows.integer(1)), std::string(rows.text(2))});
    return gaps;
}

void writeWatchGap(Cache& cache, const WatchGap& gap)
{
    cache.db()
        .prepare("INSERT OR REPLACE INTO watch_gap VALUES (?, ?, ?)")
        .bind(1, gap.from.time_since_epoch().count())
        .bind(2, gap.to.time_since_epoch().count())
        .bind(3, gap.cause)
        .run();
}

}  // namespace naap
