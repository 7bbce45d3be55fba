#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/events/instant.h"
#include "core/feed/byte_source.h"
#include "core/feed/decompression.h"
#include "core/feed/record.h"
#include "core/feed/splitter.h"
#include "core/feed/window.h"
#include "core/result.h"

namespace naap {

class ObjectProbe;

struct FileProgress {
    std::uint64_t bytes_read = 0;   ///< of the file as it is on the disk, that is before decompression
    std::uint64_t bytes_total = 0;  ///< the file's size when it was opened; 0 when unknown (a pipe)
    std::uint64_t records = 0;      ///< handed out so far
};

struct FeedOptions {
    std::size_t block = std::size_t{1} << 20;  ///< bytes read at a time; a batch is what a block holds
    std::size_t max_record = maxRecordBytes;   ///< longer records become `oversize`
    std::size_t max_batch = 1024;              ///< records
    ExpansionLimit expansion;
    std::stop_token stop;                ///< ends the wait for a pipe: an error `cancelled`
    std::optional<Instant> snapshot_at;  ///< when a capability snapshot was taken; without it such a file is refused
};

/// Splits a file into records: lines (NDJSON) or the elements of one array; plain, gzip or zstd, told from the
/// content. A capability snapshot is one record, if its time is given. Holds a block and the current record in memory,
/// never the file (at most about 40 MiB with a record at the limit, besides the window of the compression). Not for use
/// by two threads at the same time.
///
/// A file that is deleted while it is read is read to its end; one that becomes shorter is an error.
class FileFeed {
public:
    /// Opens a file ("-": standard input) and looks at its beginning. Errors name the file and say what to do:
    /// `io` for what cannot be read, `unsupported` for what is not an event file (empty, a directory, a picture, a
    /// database, a capability snapshot, ...), `malformed` for compressed data that is damaged at its very beginning.
    static Result<std::unique_ptr<FileFeed>> open(const std::string& path, const FeedOptions& options = {});

    /// The same over any bytes; `name` is what errors call them.
    static Result<std::unique_ptr<FileFeed>> over(std::unique_ptr<ByteSource> source, std::string name,
                                                  const FeedOptions& options = {});

    /// The next records, valid until the next call; empty at the end of the file. An error ends the file: records
    /// before it have been handed out, and further calls return it again.
    Result<std::span<const RawRecord>> next();

    /// "NDJSON", "JSON array" or "capability snapshot", then ", gzip" or ", zstd".
    std::string format() const;

    FileProgress progress() const;

private:
    FileFeed(std::unique_ptr<ByteSource> source, std::string name, Compression compression, const FeedOptions& options);

    Result<void> recognise();
    Result<void> skipToContent();
    Result<void> refuseText();
    Result<void> refuseObject();
    Result<void> takeSnapshot();
    Result<void> ensure(std::size_t bytes);
    std::size_t feedProbe(ObjectProbe& probe);
    bool nothingBehind(std::size_t bytes);

    std::string m_name;
    FeedOptions m_options;
    Compression m_compression;
    Window m_window;
    std::uint64_t m_firstLine = 1;
    bool m_isArray = false;
    bool m_isSnapshot = false;
    std::unique_ptr<Splitter> m_splitter;
    std::vector<RawRecord> m_batch;
    std::uint64_t m_records = 0;
};

}  // namespace naap
