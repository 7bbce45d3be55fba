#pragma once

#include <optional>
#include <set>

#include "core/alerts/verdict.h"
#include "core/reports/alert_snapshots.h"
#include "core/reports/format.h"

namespace naap {

/// What the cache knows of the question "is it me or the network?" at a moment. Judged is the hour that holds `at`;
/// with nothing given, the last settled hour. Compared with it are the 24 hours before. The cohort are the other
/// orchestrators with the pipelines and models of `mine`; without `mine` there is none.
Result<VerdictEvidence> verdictEvidence(Cache& cache, std::optional<Instant> at, const OwnOrchestrators& mine);

/// The same by the clock: the last hour that is settled at `now`, and how old the newest event is then. For a cache
/// that is kept up to date; any other looks stale.
Result<VerdictEvidence> verdictEvidenceNow(Cache& cache, Instant now, const OwnOrchestrators& mine);

/// The layers that the verdict of the last hour that was settled at `at` finds to differ: what keeps rules quiet that
/// say so (`muted_by`).
Result<std::set<VerdictLayer>> troubledLayers(Cache& cache, Instant at, const OwnOrchestrators& mine);

/// The verdict with all figures it rests on; null where there is no evidence.
std::string verdictJson(const VerdictEvidence& evidence, const Verdict& verdict);
/// The sentence, and a line for each layer.
std::string verdictText(const VerdictEvidence& evidence, const Verdict& verdict);

}  // namespace naap
