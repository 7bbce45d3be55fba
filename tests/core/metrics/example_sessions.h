#pragma once

#include <cmath>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include <QString>
#include <QtTest>

#include "core/facts/session.h"
#include "core/metrics/sla_rollup.h"

namespace naap::example {

/// True if a figure is known and within a millionth of what was worked out by hand.
inline bool isClose(std::optional<double> actual, double expected)
{
    constexpr double kTolerance = 1e-6;
    return actual && std::abs(*actual - expected) <= kTolerance * std::max(1e-300, std::abs(expected)) + 1e-12;
}

inline QString figures(std::optional<double> actual, double expected)
{
    const QString shown = actual ? QString::number(*actual, 'g', 12) : QStringLiteral("null");
    return QStringLiteral("is %1, expected %2").arg(shown).arg(expected, 0, 'g', 12);
}

/// Compares a figure with the one worked out by hand.
#define COMPARE_CLOSE(actual, expected)                \
    QVERIFY2(naap::example::isClose(actual, expected), \
             qPrintable(QStringLiteral(#actual " ") + naap::example::figures(actual, expected)))

/// `2026-01-08T` and the given time of day, in UTC.
inline Instant onThatDay(int hour, int minute = 0, int second = 0)
{
    return std::chrono::sys_days{std::chrono::year{2026} / 1 / 8} + std::chrono::hours{hour} +
           std::chrono::minutes{minute} + std::chrono::seconds{second};
}

/// `clean` and 7: `clean-7`.
inline std::string numbered(std::string name, std::size_t number)
{
    name += '-';
    name += std::to_string(number);
    return name;
}

inline constexpr const char* kOrchestrator = "0x00000000000000000000000000000000000000a1";

/// A session that was requested, found an orchestrator, became playable and produced output: nothing to complain about.
inline Session cleanSession(const std::string& name)
{
    Session s;
    s.session_key = "org|" + name + "|request";
    s.org = "org";
    s.gateway = "gateway";
    s.pipeline_id = "live-video-to-video";
    s.model_id = "model";
    s.orchestrator_address = kOrchestrator;
    s.gpu_id = "GPU-1";
    s.started_at = onThatDay(13);
    s.last_seen = onThatDay(13, 30);
    s.started_count = 1;
    s.playable_seen_count = 1;
    s.status_sample_count = 1;
    s.selection_outcome = "selected";
    s.startup_outcome = "success";
    s.excusal_reason = "none";
    s.health_signal_count = 3;
    s.health_expected_signal_count = 3;
    s.attribution_status = "resolved";
    return s;
}

/// Playable and ONLINE, but not one frame came out.
inline Session sessionWithoutFrames(const std::string& name)
{
    Session s = cleanSession(name);
    s.zero_output_fps = true;
    return s;
}

/// The user left while everything was still LOADING: a failed start nobody is blamed for.
inline Session sessionLeftWhileLoading(const std::string& name)
{
    Session s = cleanSession(name);
    s.playable_seen_count = 0;
    s.startup_outcome = "failed";
    s.excusal_reason = "excusable_error";
    s.loading_only = true;
    s.zero_output_fps = true;
    s.health_signal_count = 1;
    return s;
}

/// Produced frames, but never became playable, and nothing excuses it.
inline Session sessionNeverPlayable(const std::string& name)
{
    Session s = cleanSession(name);
    s.playable_seen_count = 0;
    s.startup_outcome = "failed";
    s.health_signal_count = 2;
    return s;
}

/// No orchestrator was found: no status sample either.
inline Session sessionWithoutOrchestrator(const std::string& name)
{
    Session s = cleanSession(name);
    s.playable_seen_count = 0;
    s.status_sample_count = 0;
    s.orchestrator_address.reset();
    s.gpu_id.reset();
    s.no_orch_count = 1;
    s.selection_outcome = "no_orch";
    s.startup_outcome = "failed";
    s.excusal_reason = "no_orch";
    s.health_signal_count = 0;
    s.attribution_status = "unresolved";
    return s;
}

/// One hour of a session: so many samples, which add up to so many FPS.
inline StatusHour hourOfSamples(const Session& session, Instant hour, std::int64_t samples, double fpsSum)
{
    StatusHour h;
    h.session_key = session.session_key;
    h.window_start = hour;
    h.status_samples = samples;
    h.fps_positive_samples = fpsSum > 0 ? samples : 0;
    h.running_state_samples = session.loading_only ? 0 : samples;
    h.output_fps_sum = fpsSum;
    h.output_fps_sumsq = samples > 0 ? fpsSum * fpsSum / static_cast<double>(samples) : 0;
    return h;
}

/// The twelve session-hours of the worked example of the SLA score (docs/metrics.md): 9 clean, one of them swapped, one
/// without frames, one left while loading, one never playable; 8 prompt-to-first-frame times, 240 measured end-to-end
/// latencies, 300 samples with 5220 FPS in all.
class TwelveSessions {
public:
    TwelveSessions()
    {
        for (std::size_t i = 0; i < 9; ++i)
            sessions.push_back(cleanSession(numbered("clean", i)));
        sessions[4].swap_count = 1;
        sessions.push_back(sessionWithoutFrames("no-frames"));
        sessions.push_back(sessionLeftWhileLoading("left"));
        sessions.push_back(sessionNeverPlayable("never-playable"));
        for (std::size_t i = 0; i < 8; ++i)
            sessions[i].prompt_to_first_frame_ms = 2400;
        for (const Session& session : sessions)
            hours.push_back(hourOfSamples(session, onThatDay(13), 25, session.zero_output_fps ? 0 : 522));
        hours[0].e2e_latency_sum_ms = 288'000;
        hours[0].e2e_latency_sample_count = 240;
    }

    std::vector<SessionHour> sessionHours() const
    {
        std::vector<SessionHour> result;
        for (std::size_t i = 0; i < sessions.size(); ++i)
            result.push_back({&sessions[i], &hours[i]});
        return result;
    }

    std::vector<Session> sessions;
    std::vector<StatusHour> hours;
};

}  // namespace naap::example
