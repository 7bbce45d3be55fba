#include "core/alerts/verdict.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/metrics/rates.h"

namespace naap {
namespace {

constexpr std::int64_t kFewestSessions = 5;  ///< below, an hour says nothing
constexpr std::int64_t kManySessions = 50;   ///< from here an hour is sure
constexpr double kStaleSeconds = 300;        ///< metrics 17.2, raw freshness
constexpr double kQuietFeed = 0.2;           ///< of the usual rate: metrics 17.2, density
constexpr double kSessionsLost = 0.5;
constexpr double kQuietLost = 0.4;
constexpr double kFramesLost = 0.2;  ///< metrics 3.7, the FPS degradation flag
constexpr double kFewestPoints = 0.05;
constexpr double kErrors = 2;  ///< standard errors

double asReal(std::int64_t value)
{
    return static_cast<double>(value);
}

std::string percent(double share)
{
    return fmt::format("{:.{}f} %", share * 100, share > 0 && share < 0.1 ? 1 : 0);
}

/// Whether a share rose by more than chance: two standard errors of the difference, and at least five points.
bool rose(std::int64_t partNow, std::int64_t wholeNow, std::int64_t partBefore, std::int64_t wholeBefore)
{
    if (wholeNow < kFewestSessions || wholeBefore < kFewestSessions)
        return false;
    const double now = asReal(partNow) / asReal(wholeNow);
    const double before = asReal(partBefore) / asReal(wholeBefore);
    const double pooled = asReal(partNow + partBefore) / asReal(wholeNow + wholeBefore);
    const double error = std::sqrt(pooled * (1 - pooled) * (1 / asReal(wholeNow) + 1 / asReal(wholeBefore)));
    return now - before > kErrors * error && now - before >= kFewestPoints;
}

Certainty confidenceOf(const LayerEvidence& evidence)
{
    const std::int64_t least =
        std::min(std::max(evidence.now.requested_sessions,
                          static_cast<std::int64_t>(evidence.before.sessionsPerHour().value_or(0))),
                 evidence.before.requested_sessions);
    if (least < kFewestSessions)
        return Certainty::none;
    return least >= kManySessions ? Certainty::high : least >= 4 * kFewestSessions ? Certainty::medium : Certainty::low;
}

void add(std::string& text, const std::string& clause)
{
    text += (text.empty() ? "" : "; ") + clause;
}

/// Nights are quiet: what is usual is not the mean alone.
bool lostSessions(const LayerEvidence& evidence)
{
    const double now = asReal(evidence.now.requested_sessions);
    const double usual = evidence.before.sessionsPerHour().value_or(0);
    return usual >= kFewestSessions && now < usual * (1 - kSessionsLost) &&
           now < asReal(evidence.quiet_hour.value_or(0)) * (1 - kQuietLost);
}

/// Network, cohort and mine are judged alike.
LayerVerdict judgeSessions(VerdictLayer layer, const LayerEvidence& evidence)
{
    LayerVerdict verdict{.layer = layer};
    verdict.confidence = confidenceOf(evidence);
    const LayerFigures& now = evidence.now;
    const LayerFigures& before = evidence.before;
    if (before.requested_sessions < kFewestSessions)
        verdict.missing.push_back("sessions in the 24 hours before");
    else if (verdict.confidence == Certainty::none)
        verdict.missing.push_back("sessions in the hour");
    if (verdict.confidence == Certainty::none)
        return verdict;
    const double usual = before.sessionsPerHour().value_or(0);
    if (lostSessions(evidence))
        add(verdict.finding, fmt::format("sessions fell by {} to {}",
                                         percent(1 - asReal(now.requested_sessions) / usual), now.requested_sessions));
    if (rose(now.failed_sessions, now.requested_sessions, before.failed_sessions, before.requested_sessions))
        add(verdict.finding,
            fmt::format("failures rose from {} to {}", percent(*before.failureRate()), percent(*now.failureRate())));
    if (rose(now.no_orch_sessions, now.requested_sessions, before.no_orch_sessions, before.requested_sessions))
        add(verdict.finding, fmt::format("sessions without an orchestrator rose from {} to {}",
                                         percent(*before.noOrchRate()), percent(*now.noOrchRate())));
    const auto fps = now.avgOutputFps();
    const auto usualFps = before.avgOutputFps();
    constexpr std::int64_t fewestSamples = 30;
    if (fps && usualFps && now.status_samples >= fewestSamples && *usualFps > 0 && *fps < *usualFps * (1 - kFramesLost))
        add(verdict.finding, fmt::format("output fell from {:.1f} to {:.1f} fps", *usualFps, *fps));
    verdict.state = verdict.finding.empty() ? LayerState::healthy : LayerState::degraded;
    if (verdict.finding.empty())
        verdict.finding = fmt::format("steady ({} sessions)", now.requested_sessions);
    else if (layer != VerdictLayer::mine && evidence.fell > 0)
        add(verdict.finding,
            fmt::format("{} of {} orchestrators lost half their sessions", evidence.fell, evidence.members));
    return verdict;
}

LayerVerdict judgeComputer(const VerdictEvidence& evidence)
{
    LayerVerdict verdict{.layer = VerdictLayer::computer};
    if (!evidence.computer_online) {
        verdict.missing.push_back("a record of this computer's link and sleep");
        return verdict;
    }
    verdict.confidence = Certainty::high;
    verdict.state = *evidence.computer_online ? LayerState::healthy : LayerState::degraded;
    const std::string away = fmt::format("was asleep or stopped for {:.0f} minutes of the hour", evidence.away_s / 60);
    if (!*evidence.computer_online)
        verdict.finding = evidence.away_s > 0 ? away : "was asleep or without a connection";
    else
        verdict.finding = evidence.away_s > 0 ? away + ", and read the rest afterwards" : "awake and connected";
    return verdict;
}

LayerVerdict judgeFeed(const VerdictEvidence& evidence)
{
    LayerVerdict verdict{.layer = VerdictLayer::feed};
    if (!evidence.feed_lag_s) {
        verdict.missing.push_back("events");
        return verdict;
    }
    verdict.confidence = Certainty::medium;
    if (*evidence.feed_lag_s > kStaleSeconds)
        add(verdict.finding, fmt::format("the newest event is {:.0f} s old", *evidence.feed_lag_s));
    if (evidence.feed_usual && *evidence.feed_usual > 0) {
        verdict.confidence = Certainty::high;
        const double share = evidence.feed_events.value_or(0) / *evidence.feed_usual;
        if (evidence.settled && share < kQuietFeed)
            add(verdict.finding, fmt::format("only {} of the usual events of this hour arrived", percent(share)));
    } else {
        verdict.missing.push_back("the same hour of earlier days");
    }
    verdict.state = verdict.finding.empty() ? LayerState::healthy : LayerState::degraded;
    if (verdict.finding.empty())
        verdict.finding = fmt::format("healthy (lag {:.0f} s)", *evidence.feed_lag_s);
    return verdict;
}

/// "only GPU-2", where one GPU of several failed.
std::string onlyGpu(const std::vector<GpuEvidence>& gpus)
{
    std::string bad;
    std::size_t count = 0;
    for (const GpuEvidence& each : gpus)
        if (judgeSessions(VerdictLayer::mine, {.now = each.now, .before = each.before}).state == LayerState::degraded) {
            bad = each.gpu_id;
            ++count;
        }
    return count == 1 && gpus.size() > 1 ? fmt::format("only GPU {}", bad) : "";
}

LayerVerdict judgeMine(const VerdictEvidence& evidence)
{
    if (!evidence.has_mine) {
        LayerVerdict verdict{.layer = VerdictLayer::mine};
        verdict.missing.push_back("an orchestrator that is yours");
        return verdict;
    }
    LayerVerdict verdict = judgeSessions(VerdictLayer::mine, evidence.mine);
    if (verdict.state == LayerState::degraded)
        if (const std::string gpu = onlyGpu(evidence.gpus); !gpu.empty())
            add(verdict.finding, gpu);
    return verdict;
}

const LayerVerdict& layerOf(const Verdict& verdict, VerdictLayer layer)
{
    return verdict.layers[static_cast<std::size_t>(layer)];
}

std::string headOf(VerdictLayer layer)
{
    switch (layer) {
        case VerdictLayer::computer: return "This computer";
        case VerdictLayer::feed: return "Feed";
        case VerdictLayer::network: return "Network";
        case VerdictLayer::cohort: return "Cohort";
        case VerdictLayer::mine: return "You";
    }
    return "";
}

std::string missingText(const Verdict& verdict)
{
    std::string text;
    std::vector<std::string> said;
    for (const LayerVerdict& each : verdict.layers)
        for (const std::string& what : each.missing) {
            if (each.layer == VerdictLayer::computer || std::ranges::find(said, what) != said.end())
                continue;
            text += (text.empty() ? "" : ", ") + what;
            said.push_back(what);
        }
    return text;
}

/// What the layers around the cause say, so that a reader can agree.
std::string contextOf(const Verdict& verdict, VerdictLayer cause)
{
    std::string text;
    const auto mention = [&](VerdictLayer layer, const char* name) {
        const LayerVerdict& each = layerOf(verdict, layer);
        if (layer != cause && each.state != LayerState::unknown)
            text += fmt::format("; {} {}", name, each.finding);
    };
    mention(VerdictLayer::feed, "feed");
    if (cause == VerdictLayer::mine) {
        mention(VerdictLayer::network, "network");
        mention(VerdictLayer::cohort, "cohort");
    }
    const LayerVerdict& mine = layerOf(verdict, VerdictLayer::mine);
    if (cause != VerdictLayer::mine && mine.state != LayerState::unknown)
        text += mine.state == LayerState::degraded ? "; yours too" : "; yours are steady";
    return text;
}

void conclude(Verdict& verdict)
{
    for (const LayerVerdict& each : verdict.layers)
        if (each.state == LayerState::degraded) {
            verdict.cause = each.layer;
            verdict.confidence = each.confidence;
            verdict.sentence =
                fmt::format("{}: {}{}.", headOf(each.layer), each.finding, contextOf(verdict, each.layer));
            return;
        }
    // All is well only where somebody looked: at the innermost layer that was asked for.
    const LayerVerdict& network = layerOf(verdict, VerdictLayer::network);
    const LayerVerdict& mine = layerOf(verdict, VerdictLayer::mine);
    const bool asked = mine.state != LayerState::unknown || mine.missing.empty() ||
                       mine.missing.front() != "an orchestrator that is yours";
    const LayerVerdict& inner = asked ? mine : network;
    if (inner.state == LayerState::unknown || network.state == LayerState::unknown) {
        verdict.sentence = fmt::format("Cannot tell: missing are {}.", missingText(verdict));
        return;
    }
    verdict.confidence = std::min(inner.confidence, network.confidence);
    verdict.sentence = asked ? fmt::format("All is well: yours {}, network {}.", mine.finding, network.finding)
                             : fmt::format("All is well: network {}.", network.finding);
}

}  // namespace

std::string_view nameOf(VerdictLayer layer)
{
    switch (layer) {
        case VerdictLayer::computer: return "computer";
        case VerdictLayer::feed: return "feed";
        case VerdictLayer::network: return "network";
        case VerdictLayer::cohort: return "cohort";
        case VerdictLayer::mine: return "mine";
    }
    return "";
}

std::optional<VerdictLayer> mutingLayer(std::string_view mutedBy)
{
    constexpr std::string_view prefix = "verdict:";
    for (const VerdictLayer layer : {VerdictLayer::computer, VerdictLayer::feed, VerdictLayer::network})
        if (mutedBy.starts_with(prefix) && mutedBy.substr(prefix.size()) == nameOf(layer))
            return layer;
    return std::nullopt;
}

std::string_view nameOf(LayerState state)
{
    switch (state) {
        case LayerState::unknown: return "unknown";
        case LayerState::healthy: return "healthy";
        case LayerState::degraded: return "degraded";
    }
    return "";
}

std::string_view nameOf(Certainty confidence)
{
    switch (confidence) {
        case Certainty::none: return "none";
        case Certainty::low: return "low";
        case Certainty::medium: return "medium";
        case Certainty::high: return "high";
    }
    return "";
}

std::optional<double> LayerFigures::failureRate() const
{
    return ratio(failed_sessions, requested_sessions);
}

std::optional<double> LayerFigures::noOrchRate() const
{
    return ratio(no_orch_sessions, requested_sessions);
}

std::optional<double> LayerFigures::avgOutputFps() const
{
    return mean(output_fps_sum, status_samples);
}

std::optional<double> LayerFigures::sessionsPerHour() const
{
    return mean(asReal(requested_sessions), hours);
}

Verdict verdictOf(const VerdictEvidence& evidence)
{
    Verdict verdict;
    verdict.layers = {judgeComputer(evidence), judgeFeed(evidence),
                      judgeSessions(VerdictLayer::network, evidence.network),
                      judgeSessions(VerdictLayer::cohort, evidence.cohort), judgeMine(evidence)};
    conclude(verdict);
    return verdict;
}

}  // namespace naap
