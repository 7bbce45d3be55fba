#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/instant.h"

namespace naap {

/// The layers of "is it me or the network?", from the outside in.
enum class VerdictLayer : std::uint8_t { computer, feed, network, cohort, mine };
std::string_view nameOf(VerdictLayer layer);

/// The layer that `muted_by` means by `verdict:computer`, `verdict:feed` or `verdict:network`; nothing: it means a
/// rule.
std::optional<VerdictLayer> mutingLayer(std::string_view mutedBy);

enum class LayerState : std::uint8_t { unknown, healthy, degraded };
std::string_view nameOf(LayerState state);

/// How sure a verdict is, by its evidence.
enum class Certainty : std::uint8_t { none, low, medium, high };
std::string_view nameOf(Certainty confidence);

/// Sessions of one hour, or what is usual for one. Null where there is no evidence.
struct LayerFigures {
    std::int64_t hours = 0;  ///< rows stand behind so many hours
    std::int64_t requested_sessions = 0;
    std::int64_t failed_sessions = 0;   ///< of these: failed unexcused, or without output
    std::int64_t no_orch_sessions = 0;  ///< of these: no orchestrator was found
    double output_fps_sum = 0;
    std::int64_t status_samples = 0;

    std::optional<double> failureRate() const;
    std::optional<double> noOrchRate() const;
    std::optional<double> avgOutputFps() const;
    /// Requested sessions an hour.
    std::optional<double> sessionsPerHour() const;
};

/// What the hour asked for and the hours before it look like in one layer.
struct LayerEvidence {
    LayerFigures now;
    LayerFigures before;
    std::optional<std::int64_t> quiet_hour;  ///< requested sessions; a quarter of the hours before had fewer
    std::int64_t members = 0;                ///< orchestrators with sessions then or before
    std::int64_t fell = 0;                   ///< of these: sessions fell by more than half
};

/// A GPU of one's own, for "only this one".
struct GpuEvidence {
    std::string gpu_id;
    LayerFigures now;
    LayerFigures before;
};

/// Everything that the question is answered from. Nothing here is made up: what nobody recorded is null.
struct VerdictEvidence {
    Instant at{};
    Instant hour{};                       ///< the UTC hour that is judged
    bool settled = false;                 ///< it may not change any more
    std::optional<bool> computer_online;  ///< the link and sleep of this computer, where somebody watches them
    double away_s = 0;                    ///< of the hour, this computer slept or the program was stopped
    std::optional<double> feed_lag_s;     ///< age of the newest event
    std::optional<double> feed_events;    ///< accepted in the hour
    std::optional<double> feed_usual;     ///< median of the same hour of the days before
    LayerEvidence network;
    LayerEvidence cohort;  ///< others with the same pipelines and models as mine
    LayerEvidence mine;
    bool has_mine = false;
    std::vector<GpuEvidence> gpus;  ///< of mine
};

/// One layer's answer: the state, a clause that says why, and how sure it is.
struct LayerVerdict {
    VerdictLayer layer = VerdictLayer::computer;
    LayerState state = LayerState::unknown;
    Certainty confidence = Certainty::none;
    std::string finding;               ///< "startup failures rose from 1 % to 34 %"
    std::vector<std::string> missing;  ///< what it would take to tell
};

struct Verdict {
    std::vector<LayerVerdict> layers;   ///< all five, from the outside in
    std::optional<VerdictLayer> cause;  ///< the outermost that is degraded; nothing: all is well, or nobody can tell
    Certainty confidence = Certainty::none;
    std::string sentence;
};

/// Tests the layers from the outside in. A layer is degraded if its hour differs from the hours before it by more than
/// chance would explain: failures or missing orchestrators by two standard errors and five points, sessions by half
/// of the mean and by two fifths of a quiet hour's, frames by a fifth. A quarter of the hours before may be quieter:
/// nights are longer than that, and an outage does not become usual after its first hour.
Verdict verdictOf(const VerdictEvidence& evidence);

}  // namespace naap
