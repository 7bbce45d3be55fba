#include "ui/models/gap_text.h"

#include <algorithm>

#include <QCoreApplication>

namespace naap {

QString notReceived()
{
    return QCoreApplication::translate("GapText", "▒ not received");
}

QString causeText(FeedGap::Cause cause)
{
    switch (cause) {
        case FeedGap::Cause::removed:
            return QCoreApplication::translate(
                "GapText", "Retention removed the events of these hours. Facts and figures made of them stay.");
        case FeedGap::Cause::outside_of_feed:
            return QCoreApplication::translate("GapText", "The range reaches beyond what was ever imported.");
        case FeedGap::Cause::events_missing:
            return QCoreApplication::translate(
                "GapText",
                "▲ Sessions ran through these hours, so events were made and are not here: a "
                "file was not imported, or the feed lost them.");
        case FeedGap::Cause::silent_or_lost:
            return QCoreApplication::translate(
                "GapText", "Nothing in the cache tells a quiet network from a file that was not imported.");
    }
    return {};
}

QString gapText(const FeedGap& gap, const ValueText& text)
{
    return QCoreApplication::translate("GapText", "No event was received from %1 to %2. %3")
        .arg(text.instant(gap.from), text.instant(gap.to), causeText(gap.cause));
}

const FeedGap* gapWithin(const std::vector<FeedGap>& gaps, Instant from, Instant to)
{
    auto gap = std::ranges::upper_bound(gaps, from, {}, &FeedGap::to);
    while (gap != gaps.end() && gap->from <= to && gap->cause == FeedGap::Cause::removed)
        ++gap;
    return gap != gaps.end() && gap->from <= to ? &*gap : nullptr;
}

}  // namespace naap
