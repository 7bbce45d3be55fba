#pragma once

// What the feed's fuzz targets share: any bytes, split in blocks of any size, must give the same records,
// and never more bytes than there are.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/feed/file_feed.h"

namespace naap {

class FuzzSource : public ByteSource {
public:
    explicit FuzzSource(std::string bytes) : m_bytes(std::move(bytes)) {}

    Result<std::size_t> read(char* into, std::size_t size) override
    {
        const std::size_t count = std::min(size, m_bytes.size() - m_given);
        std::memcpy(into, m_bytes.data() + m_given, count);
        m_given += count;
        return count;
    }
    std::uint64_t bytesRead() const override { return m_given; }
    std::uint64_t bytesTotal() const override { return m_bytes.size(); }

private:
    std::string m_bytes;
    std::size_t m_given = 0;
};

inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

struct FuzzRecord {
    std::string text;
    std::uint64_t line;
    std::uint64_t byte;
    std::uint64_t size;
    RawRecord::Defect defect;

    friend bool operator==(const FuzzRecord&, const FuzzRecord&) = default;
};

struct FuzzReading {
    bool refused = false;
    std::string error;
    std::vector<FuzzRecord> records;
};

inline FuzzReading readFuzzed(const std::string& bytes, const FeedOptions& options)
{
    FuzzReading reading;
    auto feed = FileFeed::over(std::make_unique<FuzzSource>(bytes), "fuzzed", options);
    reading.refused = !feed;
    if (!feed) {
        reading.error = feed.error().message;
        return reading;
    }
    unsigned sum = 0;
    for (;;) {
        const auto batch = (*feed)->next();
        if (!batch)
            reading.error = batch.error().message;
        if (!batch || batch->empty())
            break;
        for (const RawRecord& record : *batch) {
            require(record.number == reading.records.size() + 1);
            require(record.text.empty() || record.text.size() == record.size);
            require(record.text.size() <= options.max_record);
            for (std::size_t i = 0; i < readablePadding && !record.text.empty(); ++i)
                sum += static_cast<unsigned char>(record.text.data()[record.text.size() + i]);
            reading.records.push_back({std::string(record.text), record.line, record.byte, record.size, record.defect});
        }
    }
    const volatile unsigned used = sum;  // or the reads behind the texts are optimised away
    static_cast<void>(used);
    return reading;
}

/// Where records are: in order, apart, inside the input, and, when nothing is compressed, what the input says there.
inline void requireSoundPlaces(const FuzzReading& reading, const std::string& bytes)
{
    std::uint64_t end = 0;
    for (const FuzzRecord& record : reading.records) {
        require(record.byte >= end);
        end = record.byte + record.size;
        require(end <= bytes.size());
        const std::string before = bytes.substr(0, record.byte);
        require(record.line == 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')));
        require(record.text.empty() || bytes.compare(record.byte, record.size, record.text) == 0);
    }
}

/// The first byte of `input` chooses the block, the second the limit of a record.
inline void fuzzFeed(const std::string& input, const std::string& beginning)
{
    if (input.size() < 2)
        return;
    FeedOptions options;
    options.expansion.bytes = std::uint64_t{1} << 22;
    options.max_record = 1 + static_cast<unsigned char>(input[1]);
    options.max_batch = 3;
    const std::string bytes = beginning + input.substr(2);
    options.block = std::size_t{1} << 16;
    const FuzzReading whole = readFuzzed(bytes, options);
    options.block = 1 + static_cast<unsigned char>(input[0]);
    const FuzzReading pieces = readFuzzed(bytes, options);
    if (compressionOf(bytes) != Compression::none)
        return;
    require(whole.refused == pieces.refused && whole.error == pieces.error && whole.records == pieces.records);
    requireSoundPlaces(whole, bytes);
}

}  // namespace naap
