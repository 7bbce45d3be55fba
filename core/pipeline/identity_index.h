#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/store/batch.h"
#include "core/store/event_blocks.h"

namespace naap {

/// Which events are accepted already (R6). Holds the keys of the hours in work and reads others from the cache when an
/// event of theirs comes. Memory is bounded by forgetting the hours that were least recently used.
class IdentityIndex {
public:
    enum class Seen { is_new, same_text, other_text };

    static constexpr std::size_t kMostKeys = 1'500'000;

    /// `reader` is a connection of the calling thread; `most_keys` is how many are remembered at most.
    explicit IdentityIndex(Cache& reader, std::size_t most_keys = kMostKeys) : m_reader(reader), m_mostKeys(most_keys)
    {
    }

    /// Looks the key up and remembers it if it is new.
    Seen add(Instant event_ts, const EventKey& key, std::uint32_t contentHash);

    /// True when so much is remembered that forgetHours() should be called.
    bool isFull() const { return m_total > m_mostKeys || m_hours.size() > kMostHours; }
    /// Drops all hours but the most recently used ones. What they remembered must have been committed.
    void forgetHours();

private:
    /// Open addressing over the key's own bits, which are a hash already.
    class Hour {
    public:
        std::optional<std::uint32_t> find(const EventKey& key) const;
        void insert(const EventKey& key, std::uint32_t contentHash);
        std::size_t size() const { return m_size; }
        std::uint64_t last_use = 0;

    private:
        struct Slot {
            EventKey key;
            std::uint32_t content_hash = 0;
        };
        void grow();
        std::size_t slotOf(const EventKey& key) const;

        std::vector<Slot> m_slots;
        std::vector<bool> m_used;
        std::size_t m_size = 0;
    };

    static constexpr std::size_t kMostHours = 20'000;

    Hour& hourFor(Instant hour);

    Cache& m_reader;
    std::size_t m_mostKeys;
    std::map<Instant, Hour> m_hours;
    std::size_t m_total = 0;
    std::uint64_t m_uses = 0;
};

}  // namespace naap
