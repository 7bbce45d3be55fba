#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/feed/file_feed.h"
#include "core/feed/live_feed.h"

namespace naap {

/// One file whatever it is called: it keeps its key when it is renamed, and another file that takes its name has
/// another one.
struct FileKey {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    auto operator<=>(const FileKey&) const = default;
};
/// `device:inode`, the part of a position.
std::string partOf(const FileKey& key);

/// The file of a path, if it is a regular one.
std::optional<FileKey> fileAt(const std::string& path);

/// Reads what is in a file and what is added to it. Lines are read as they are completed; a last line without its end
/// is held back until it is a whole object and nothing was added for a second. Compressed files and arrays cannot be
/// read in part: they are read as a whole once nothing changed for two seconds, and again when they change later.
///
/// A file that becomes shorter, or begins with other bytes than before, is read from its beginning again.
class GrowingFile {
public:
    using Time = std::chrono::steady_clock::time_point;

    GrowingFile(std::string path, FileKey key, std::shared_ptr<const FeedSource> source, Time now);
    ~GrowingFile();
    GrowingFile(const GrowingFile&) = delete;
    GrowingFile& operator=(const GrowingFile&) = delete;

    /// Goes on at a position that read() gave for this file, if the file still begins as it did then.
    void resume(std::string_view position);

    const std::string& path() const { return m_path; }
    void setPath(std::string path) { m_path = std::move(path); }
    const FileKey& key() const { return m_key; }

    /// Looks at the file's size and whether it still is what it was.
    void look(Time now);
    /// Whether read() has something to do.
    bool wantsReading(Time now) const;
    /// The next records, up to a megabyte of them. Without content when there are none yet.
    FeedBatch read(Time now);

    /// The name is gone: the file is read to its end, where a last line without its end counts, and then it is done.
    void retire() { m_retired = true; }
    bool isRetired() const { return m_retired; }
    bool isDone() const { return m_done; }
    /// Bytes that were not handed out yet.
    std::uint64_t bytesAhead() const;
    /// Nothing changed for a minute.
    bool isCold(Time now) const;

    std::vector<std::string> takeRemarks() { return std::exchange(m_remarks, {}); }

private:
    enum class Shape { unknown, lines, whole, refused };

    bool openAgain();
    void closeFile();
    void startAgain();
    bool headIsAsBefore();
    void learnHead();
    void recognise();
    void refuse(std::string_view why);
    FeedBatch readLines(Time now);
    void takeLines(FeedBatch& batch);
    void takeLine(std::string_view line, FeedBatch& batch);
    bool lastLineIsWhole() const;
    FeedBatch readWhole();
    void fill();
    bool isQuiet(Time now, std::chrono::milliseconds span) const;
    std::string position() const;

    std::string m_path;
    FileKey m_key;
    std::shared_ptr<const FeedSource> m_source;
    int m_file = -1;
    Shape m_shape = Shape::unknown;
    std::uint64_t m_size = 0;
    std::int64_t m_changedAt = 0;  ///< the file's own time of change, ns
    Time m_quietSince;
    std::string m_head;         ///< the first bytes
    std::uint64_t m_begin = 0;  ///< of the first line that was not handed out
    std::string m_pending;      ///< bytes read from there on, behind `m_skipped` ones
    std::uint64_t m_skipped = 0;
    std::uint64_t m_records = 0;
    std::uint64_t m_lines = 0;
    std::unique_ptr<FileFeed> m_feed;
    bool m_wholeRead = false;
    std::uint64_t m_alreadyRead = 0;  ///< records of a whole file that an earlier run handed out
    bool m_retired = false;
    bool m_done = false;
    std::vector<std::string> m_remarks;
};

}  // namespace naap
