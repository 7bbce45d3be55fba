#include "core/sleep_watch.h"

#include <ctime>
#include <utility>

namespace naap {
namespace {

std::chrono::nanoseconds read(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

Clocks Clocks::now()
{
    Clocks clocks;
    clocks.awake = read(CLOCK_MONOTONIC);
#ifdef CLOCK_BOOTTIME
    clocks.boot = read(CLOCK_BOOTTIME);
#else
    clocks.boot = clocks.awake;  // a sleep then looks like a stop where the clock goes on, and is missed where not
#endif
    clocks.wall = std::chrono::system_clock::now();
    return clocks;
}

std::optional<Sleep> SleepWatch::look(const Clocks& now)
{
    const std::optional<Clocks> last = std::exchange(m_last, now);
    if (!last)
        return std::nullopt;
    const auto passed = now.boot - last->boot;
    if (passed < m_least)
        return std::nullopt;
    const auto slept = passed - (now.awake - last->awake);
    // By the clock of now: it may have been set while the machine slept.
    const auto from = now.wall - std::chrono::duration_cast<std::chrono::system_clock::duration>(passed);
    return Sleep{from, now.wall, slept >= passed / 2 ? Sleep::Cause::machine_slept : Sleep::Cause::program_stopped};
}

}  // namespace naap
