#include "core/pipeline/identity_index.h"

#include <algorithm>

namespace naap {
namespace {

constexpr std::size_t kFirstSlots = 32;  // files of many sparse hours must not cost memory by the hour
constexpr std::size_t kHoursKept = 4;
constexpr std::uint64_t kContested = 0;  // a content hash that no text has, but for one in 2^64

}  // namespace

std::size_t IdentityIndex::Hour::slotOf(const EventKey& key) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = key.low & mask;
    while (m_used[slot] && !(m_slots[slot].key == key))
        slot = (slot + 1) & mask;
    return slot;
}

std::optional<std::uint32_t> IdentityIndex::Hour::find(const EventKey& key) const
{
    if (m_slots.empty())
        return std::nullopt;
    const std::size_t slot = slotOf(key);
    return m_used[slot] ? std::optional(m_slots[slot].content_hash) : std::nullopt;
}

void IdentityIndex::Hour::grow()
{
    std::vector<Slot> slots = std::exchange(m_slots, std::vector<Slot>(std::max(kFirstSlots, m_slots.size() * 2)));
    const std::vector<bool> used = std::exchange(m_used, std::vector<bool>(m_slots.size()));
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (!used[i])
            continue;
        const std::size_t slot = slotOf(slots[i].key);
        m_slots[slot] = slots[i];
        m_used[slot] = true;
    }
}

void IdentityIndex::Hour::insert(const EventKey& key, std::uint32_t contentHash)
{
    if (m_size * 10 >= m_slots.size() * 7)
        grow();
    const std::size_t slot = slotOf(key);
    m_size += m_used[slot] ? 0U : 1U;
    m_slots[slot] = {key, contentHash};
    m_used[slot] = true;
}

IdentityIndex::Hour& IdentityIndex::hourFor(Instant hour)
{
    const auto [entry, isNew] = m_hours.try_emplace(hour);
    Hour& keys = entry->second;
    if (isNew) {
        const HourKeys stored = keysOfHour(m_reader, hour);
        for (std::size_t i = 0; i < stored.keys.size(); ++i)
            keys.insert(stored.keys[i], stored.content_hashes[i]);
        m_total += keys.size();
    }
    keys.last_use = ++m_uses;
    return keys;
}

IdentityIndex::Seen IdentityIndex::add(Instant event_ts, const EventKey& key, std::uint32_t contentHash)
{
    Hour& hour = hourFor(hourOf(event_ts));
    if (const auto known = hour.find(key)) {
        if (*known == contentHash)
            return Seen::same_text;
        // From now on only the writer knows which text is the accepted one.
        hour.insert(key, kContested);
        return Seen::other_text;
    }
    hour.insert(key, contentHash);
    ++m_total;
    return Seen::is_new;
}

void IdentityIndex::forgetHours()
{
    std::vector<std::pair<std::uint64_t, Instant>> byUse;
    for (const auto& [hour, keys] : m_hours)
        byUse.emplace_back(keys.last_use, hour);
    std::ranges::sort(byUse, std::greater<>());
    for (std::size_t i = kHoursKept; i < byUse.size(); ++i) {
        m_total -= m_hours.at(byUse[i].second).size();
        m_hours.erase(byUse[i].second);
    }
}

}  // namespace naap
