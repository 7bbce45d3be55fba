#pragma once

#include <memory>
#include <vector>

#include "core/reports/feed_gaps.h"
#include "ui/models/value_text.h"

namespace naap {

using SharedGaps = std::shared_ptr<const std::vector<FeedGap>>;

/// A value that no event could bring, because none was received: the sign and the words that stand in its place.
QString notReceived();
/// Why a gap is there, as far as the cache can tell: a sentence.
QString causeText(FeedGap::Cause cause);
/// The gap with its times and cause.
QString gapText(const FeedGap& gap, const ValueText& text);

/// The first gap that takes something of [from, to], or nothing. Hours that retention removed are none: their facts
/// were made before. `gaps` ascend.
const FeedGap* gapWithin(const std::vector<FeedGap>& gaps, Instant from, Instant to);

}  // namespace naap
