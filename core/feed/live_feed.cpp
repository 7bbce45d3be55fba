#include "core/feed/live_feed.h"

#include <fmt/format.h>

namespace naap {

void FeedBatch::add(std::string_view text, std::uint64_t number, std::uint64_t line)
{
    m_begins.push_back(m_text.size());
    m_text.append(text);
    m_records.push_back({.text = {}, .number = number, .line = line, .size = text.size()});
}

void FeedBatch::addDefect(RawRecord::Defect defect, std::uint64_t number, std::uint64_t size)
{
    m_begins.push_back(m_text.size());
    m_records.push_back({.text = {}, .number = number, .defect = defect, .size = size});
}

std::span<const RawRecord> FeedBatch::records()
{
    m_text.reserve(m_text.size() + readablePadding);
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        RawRecord& record = m_records[i];
        if (record.defect == RawRecord::Defect::none)
            record.text = std::string_view(m_text).substr(m_begins[i], record.size);
    }
    return m_records;
}

std::string tooLongForARecord(std::size_t bytes)
{
    constexpr std::size_t mib = 1024 * 1024;
    return fmt::format("it has {:.1f} MiB, and {} MiB are the most", static_cast<double>(bytes) / mib,
                       maxRecordBytes / mib);
}

std::string_view feedStateName(FeedState::Kind kind)
{
    switch (kind) {
        case FeedState::Kind::connecting: return "connecting";
        case FeedState::Kind::catching_up: return "catching_up";
        case FeedState::Kind::live: return "live";
        case FeedState::Kind::waiting: return "waiting";
        case FeedState::Kind::failed: return "failed";
        case FeedState::Kind::paused: return "paused";
    }
    return {};
}

}  // namespace naap
