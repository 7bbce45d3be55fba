#pragma once

// What the tests of the feed share: bytes in memory as a source, and a whole feed read into one value.

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/feed/file_feed.h"

namespace naap {

/// Hands out its bytes at most `piece` at a time, as a pipe does.
class MemorySource : public ByteSource {
public:
    explicit MemorySource(std::string bytes, std::size_t piece = std::string::npos)
        : m_bytes(std::move(bytes)), m_piece(piece)
    {
    }

    Result<std::size_t> read(char* into, std::size_t size) override
    {
        const std::size_t count = std::min({size, m_piece, m_bytes.size() - m_given});
        std::memcpy(into, m_bytes.data() + m_given, count);
        m_given += count;
        return count;
    }

    std::uint64_t bytesRead() const override { return m_given; }
    std::uint64_t bytesTotal() const override { return m_bytes.size(); }

private:
    std::string m_bytes;
    std::size_t m_piece;
    std::size_t m_given = 0;
};

/// A record that outlives its batch.
struct Kept {
    std::string text;
    std::uint64_t number = 0;
    std::uint64_t line = 0;
    std::uint64_t byte = 0;
    std::uint64_t size = 0;
    RawRecord::Defect defect = RawRecord::Defect::none;

    friend bool operator==(const Kept&, const Kept&) = default;
};

struct Reading {
    std::vector<Kept> records;
    std::optional<Error> error;
    std::string format;
    unsigned padding = 0;  // sum of the bytes behind the texts: they were readable
};

inline void readAll(FileFeed& feed, Reading& reading)
{
    reading.format = feed.format();
    for (;;) {
        const auto batch = feed.next();
        if (!batch) {
            reading.error = batch.error();
            return;
        }
        if (batch->empty())
            return;
        for (const RawRecord& record : *batch) {
            reading.records.push_back(
                {std::string(record.text), record.number, record.line, record.byte, record.size, record.defect});
            for (std::size_t i = 0; i < readablePadding && !record.text.empty(); ++i)
                reading.padding += static_cast<unsigned char>(record.text.data()[record.text.size() + i]);
        }
    }
}

inline Reading readAll(Result<std::unique_ptr<FileFeed>> feed)
{
    Reading reading;
    if (feed)
        readAll(**feed, reading);
    else
        reading.error = feed.error();
    return reading;
}

inline Reading readBytes(const std::string& bytes, const FeedOptions& options = {})
{
    return readAll(FileFeed::over(std::make_unique<MemorySource>(bytes), "events", options));
}

inline FeedOptions inBlocksOf(std::size_t block, FeedOptions options = {})
{
    options.block = block;
    return options;
}

/// "text" of each record, with a mark where it is defect: "oversize 17", "cut off {"a".
inline std::vector<std::string> outline(const Reading& reading)
{
    std::vector<std::string> lines;
    for (const Kept& record : reading.records) {
        switch (record.defect) {
            case RawRecord::Defect::none: lines.push_back(record.text); break;
            case RawRecord::Defect::oversize: lines.push_back("oversize " + std::to_string(record.size)); break;
            case RawRecord::Defect::cut_off: lines.push_back("cut off " + record.text); break;
        }
    }
    return lines;
}

}  // namespace naap
