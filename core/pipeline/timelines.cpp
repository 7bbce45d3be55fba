#include "core/pipeline/timelines.h"

#include <algorithm>

namespace naap {

const CapabilityTimeline& Timelines::of(const std::string& org, Instant day)
{
    const auto known =
        std::ranges::find_if(m_entries, [&](const Entry& entry) { return entry.day == day && entry.org == org; });
    if (known != m_entries.end()) {
        m_entries.splice(m_entries.begin(), m_entries, known);
        return *m_entries.front().timeline;
    }
    auto snapshots = m_evidence.capabilities(org, day - kBefore, day + kAfter);
    m_entries.push_front({org, day, std::make_unique<CapabilityTimeline>(org, std::move(snapshots))});
    if (m_entries.size() > kKept)
        m_entries.pop_back();
    return *m_entries.front().timeline;
}

void Timelines::invalidate(const std::string& org, Instant event_ts)
{
    m_entries.remove_if([&](const Entry& entry) {
        return entry.org == org && event_ts >= entry.day - kBefore && event_ts < entry.day + kAfter;
    });
}

}  // namespace naap
