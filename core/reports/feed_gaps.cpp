#include "core/reports/feed_gaps.h"

#include <algorithm>
#include <map>

#include "core/reports/cells.h"
#include "core/store/accounting_store.h"
#include "core/store/range_store.h"
#include "core/store/retention.h"
#include "core/store/session_scan.h"
#include "core/store/sqlite.h"

namespace naap {
namespace {

using FT = FieldType;
constexpr std::chrono::hours kHour{1};

struct Held {
    std::optional<Instant> first;
    std::optional<Instant> last;
    std::optional<Instant> horizon;
};

FeedGap::Cause causeOf(Instant hour, const Held& held)
{
    if (held.horizon && hour < *held.horizon)
        return FeedGap::Cause::removed;
    if (!held.first || hour < *held.first || hour > *held.last)
        return FeedGap::Cause::outside_of_feed;
    return FeedGap::Cause::silent_or_lost;
}

std::vector<FeedGap> gapsBetween(const std::vector<Instant>& hours, Instant from, Instant to, const Held& held)
{
    std::vector<FeedGap> gaps;
    const auto begin = [&](Instant hour, Instant end) {
        const FeedGap::Cause cause = causeOf(hour, held);
        if (!gaps.empty() && gaps.back().to == hour && gaps.back().cause == cause)
            gaps.back().to = end;
        else
            gaps.push_back({.from = hour, .to = end, .cause = cause});
    };
    auto next = std::ranges::lower_bound(hours, hourOf(from));
    for (Instant hour = hourOf(from); hour < to; hour += kHour) {
        if (next != hours.end() && *next == hour) {
            ++next;
            continue;
        }
        begin(hour, hour + kHour);
    }
    return gaps;
}

/// A session with events on both sides of a gap says that the gap is not the network's silence.
void findSessionsAcross(Cache& cache, std::vector<FeedGap>& gaps)
{
    const auto isOpen = [](const FeedGap& gap) { return gap.cause == FeedGap::Cause::silent_or_lost; };
    if (std::ranges::none_of(gaps, isOpen))
        return;
    visitDemandedSessions(cache, {}, {}, [&](std::int64_t, const Session& session) {
        if (!session.started_at)
            return;
        auto gap = std::ranges::lower_bound(gaps, *session.started_at, {}, &FeedGap::from);
        for (; gap != gaps.end() && gap->to <= session.last_seen; ++gap)
            gap->sessions_across += isOpen(*gap);
    });
    for (FeedGap& gap : gaps)
        if (gap.sessions_across > 0)
            gap.cause = FeedGap::Cause::events_missing;
}

std::span<const Column<FeedGap>> gapColumns()
{
    static const std::vector<Column<FeedGap>> columns{
        {{"from", FT::instant, "", "first hour without events", true, true}, member<&FeedGap::from>},
        {{"to", FT::instant, "", "end of the last one"}, member<&FeedGap::to>},
        {{"hours", FT::integer, "h", "how many"}, [](const FeedGap& gap) -> Cell { return gap.hours(); }},
        {{"cause", FT::text, "", "why, as far as the cache can tell"},
         [](const FeedGap& gap) -> Cell { return std::string(causeName(gap.cause)); }},
        {{"sessions_across", FT::integer, "", "sessions that began before it and were seen after it"},
         member<&FeedGap::sessions_across>},
    };
    return columns;
}

}  // namespace

std::int64_t FeedGap::hours() const
{
    return (to - from) / kHour;
}

std::string_view causeName(FeedGap::Cause cause)
{
    switch (cause) {
        case FeedGap::Cause::removed: return "removed_by_retention";
        case FeedGap::Cause::outside_of_feed: return "outside_of_feed";
        case FeedGap::Cause::events_missing: return "events_missing";
        case FeedGap::Cause::silent_or_lost: return "silent_or_lost";
    }
    return "";
}

Result<std::vector<FeedGap>> feedGaps(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    return guarded(cache, [&]() -> Result<std::vector<FeedGap>> {
        const ReadSnapshot snapshot(cache.db());
        const std::vector<Instant> hours = eventHours(cache, {}, {});
        Held held{.first = std::nullopt, .last = std::nullopt, .horizon = retentionHorizon(cache)};
        if (!hours.empty()) {
            held.first = hours.front();
            held.last = hours.back();
        }
        const auto start = from ? from : held.first;
        const auto end = to ? to : held.last ? std::optional(*held.last + kHour) : std::nullopt;
        if (!start || !end || *end <= *start)
            return std::vector<FeedGap>();
        std::vector<FeedGap> gaps = gapsBetween(hours, *start, *end, held);
        findSessionsAcross(cache, gaps);
        return gaps;
    });
}

std::unique_ptr<ReportTable> feedGapTable(std::vector<FeedGap> gaps)
{
    return std::make_unique<RowsTable<FeedGap>>(std::move(gaps), gapColumns());
}

}  // namespace naap
