#include "core/metrics/planner.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace naap {

std::int64_t sessionsInReach(std::span<const UnmetSession> sessions, std::int64_t slots)
{
    std::vector<UnmetSession> ordered(sessions.begin(), sessions.end());
    std::ranges::sort(ordered, {}, [](const UnmetSession& s) { return std::pair(s.start, s.length); });
    std::priority_queue<Instant, std::vector<Instant>, std::greater<>> ends;
    std::int64_t served = 0;
    for (const UnmetSession& session : ordered) {
        while (!ends.empty() && ends.top() <= session.start)
            ends.pop();
        if (static_cast<std::int64_t>(ends.size()) >= slots)
            continue;
        ends.push(session.start + std::max(session.length, milliseconds::zero()));
        ++served;
    }
    return served;
}

}  // namespace naap
