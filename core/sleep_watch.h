#pragma once

#include <chrono>
#include <optional>

namespace naap {

/// A stretch of time in which the program did not run.
struct Sleep {
    enum class Cause : unsigned char {
        machine_slept,    ///< the machine was suspended
        program_stopped,  ///< the machine ran, and did not let us: stopped by a signal, or busy beyond measure
    };
    std::chrono::system_clock::time_point from;
    std::chrono::system_clock::time_point to;
    Cause cause = Cause::machine_slept;
};

/// What several clocks say at one moment.
struct Clocks {
    std::chrono::nanoseconds awake{};  ///< does not go on while the machine sleeps, and is never set
    std::chrono::nanoseconds boot{};   ///< goes on while it sleeps, and is never set
    std::chrono::system_clock::time_point wall;

    static Clocks now();
};

/// Notices that more time passed between two looks than can have: that the machine slept, or that we were stopped. A
/// clock that somebody sets is neither.
class SleepWatch {
public:
    /// Shorter stretches are not worth telling.
    explicit SleepWatch(std::chrono::milliseconds least = std::chrono::seconds(15)) : m_least(least) {}

    /// To be called often. A stretch that ended since the last look; nothing: there was none.
    std::optional<Sleep> look(const Clocks& now);

private:
    std::chrono::milliseconds m_least;
    std::optional<Clocks> m_last;
};

}  // namespace naap
