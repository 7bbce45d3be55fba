#include "core/feed/growing_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <system_error>

#include <fmt/format.h>
#include <xxhash.h>

#include "core/feed/recognition.h"

namespace naap {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kHeadBytes = 256;
constexpr std::size_t kMagicBytes = 4;
constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr auto kHeldBack = 1s;
constexpr auto kComplete = 2s;
constexpr auto kCold = 60s;
constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::string hashOf(std::string_view text)
{
    return fmt::format("{:016x}", XXH3_64bits(text.data(), text.size()));
}

std::string readAt(int file, std::uint64_t offset, std::size_t most)
{
    std::string bytes(most, '\0');
    std::size_t filled = 0;
    while (filled < most) {
        const ssize_t got = ::pread(file, bytes.data() + filled, most - filled, static_cast<off_t>(offset + filled));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

/// The bytes of an open file from its start, whatever its name is by now.
class OpenFileSource : public ByteSource {
public:
    OpenFileSource(int file, std::uint64_t size) : m_file(::fcntl(file, F_DUPFD_CLOEXEC, 0)), m_size(size) {}
    ~OpenFileSource() override { ::close(m_file); }
    OpenFileSource(const OpenFileSource&) = delete;
    OpenFileSource& operator=(const OpenFileSource&) = delete;

    Result<std::size_t> read(char* into, std::size_t size) override
    {
        for (;;) {
            const ssize_t got = ::pread(m_file, into, size, static_cast<off_t>(m_read));
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return failure(Error::Code::io, fmt::format("cannot be read at byte {}: {}", m_read,
                                                            std::generic_category().message(errno)));
            m_read += static_cast<std::uint64_t>(got);
            return static_cast<std::size_t>(got);
        }
    }
    std::uint64_t bytesRead() const override { return m_read; }
    std::uint64_t bytesTotal() const override { return m_size; }

private:
    int m_file;
    std::uint64_t m_size;
    std::uint64_t m_read = 0;
};

/// Words of a position.
std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::uint64_t numberOf(std::string_view word)
{
    std::uint64_t number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    return number;
}

std::int64_t changeTimeOf(const struct stat& facts)
{
    return facts.st_mtim.tv_sec * 1'000'000'000 + facts.st_mtim.tv_nsec;
}

}  // namespace

std::string partOf(const FileKey& key)
{
    return fmt::format("{}:{}", key.device, key.inode);
}

std::optional<FileKey> fileAt(const std::string& path)
{
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return std::nullopt;
    return FileKey{facts.st_dev, facts.st_ino};
}

GrowingFile::GrowingFile(std::string path, FileKey key, std::shared_ptr<const FeedSource> source, Time now)
    : m_path(std::move(path)), m_key(key), m_source(std::move(source)), m_quietSince(now)
{
    struct stat facts {};
    if (!openAgain() || ::fstat(m_file, &facts) != 0)
        return;
    m_size = static_cast<std::uint64_t>(facts.st_size);
    m_changedAt = changeTimeOf(facts);
    const auto age = std::chrono::system_clock::now().time_since_epoch() - std::chrono::nanoseconds(m_changedAt);
    if (age > kComplete)  // what was finished long ago need not be watched first
        m_quietSince -= std::min<std::chrono::nanoseconds>(age, kCold);
}

GrowingFile::~GrowingFile()
{
    closeFile();
}

bool GrowingFile::openAgain()
{
    if (m_file >= 0)
        return true;
    m_file = ::open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat facts {};
    if (m_file >= 0 && ::fstat(m_file, &facts) == 0 && FileKey{facts.st_dev, facts.st_ino} == m_key)
        return true;
    if (m_file < 0 && errno != ENOENT && m_shape != Shape::refused)
        refuse(fmt::format("cannot be opened: {}", std::generic_category().message(errno)));
    closeFile();
    return false;
}

void GrowingFile::closeFile()
{
    if (m_file >= 0)
        ::close(m_file);
    m_file = -1;
}

void GrowingFile::resume(std::string_view position)
{
    const auto words = wordsOf(position);
    if (words.size() == 6 && words[0] == "lines" && m_file >= 0) {
        const std::string head = readAt(m_file, 0, std::min<std::size_t>(numberOf(words[4]), kHeadBytes));
        if (numberOf(words[1]) > m_size || hashOf(head) != words[5])
            return;
        m_head = head;
        m_shape = Shape::lines;
        m_begin = numberOf(words[1]);
        m_records = numberOf(words[2]);
        m_lines = numberOf(words[3]);
    } else if (words.size() == 5 && words[0] == "whole" && numberOf(words[1]) == m_size &&
               words[2] == std::to_string(m_changedAt)) {
        m_shape = Shape::whole;
        m_alreadyRead = numberOf(words[3]);
        m_wholeRead = words[4] == "read";
    }
}

std::string GrowingFile::position() const
{
    if (m_shape == Shape::whole)
        return fmt::format("whole {} {} {} {}", m_size, m_changedAt, m_records, m_wholeRead ? "read" : "partly");
    return fmt::format("lines {} {} {} {} {}", m_begin, m_records, m_lines, m_head.size(), hashOf(m_head));
}

bool GrowingFile::isQuiet(Time now, std::chrono::milliseconds span) const
{
    return now - m_quietSince >= span;
}

bool GrowingFile::isCold(Time now) const
{
    return isQuiet(now, kCold);
}

void GrowingFile::startAgain()
{
    m_shape = Shape::unknown;
    m_head.clear();
    m_begin = m_skipped = m_records = m_lines = m_alreadyRead = 0;
    m_pending.clear();
    m_feed.reset();
    m_wholeRead = false;
}

bool GrowingFile::headIsAsBefore()
{
    return m_head.empty() || readAt(m_file, 0, m_head.size()) == m_head;
}

void GrowingFile::learnHead()
{
    if (m_head.size() < kHeadBytes && m_head.size() < m_begin)
        m_head = readAt(m_file, 0, std::min<std::size_t>(kHeadBytes, m_begin));
}

void GrowingFile::look(Time now)
{
    struct stat facts {};
    const bool known = m_file >= 0 ? ::fstat(m_file, &facts) == 0 : ::stat(m_path.c_str(), &facts) == 0;
    if (!known || FileKey{facts.st_dev, facts.st_ino} != m_key)
        return;
    const auto size = static_cast<std::uint64_t>(facts.st_size);
    if (size == m_size && changeTimeOf(facts) == m_changedAt)
        return;
    m_quietSince = now;
    if (openAgain() && m_shape == Shape::lines) {
        const bool cut = size < m_begin + m_skipped + m_pending.size();
        if (cut || !headIsAsBefore()) {
            m_remarks.push_back(fmt::format("\"{}\" {}; reading it from its beginning", m_path,
                                            cut ? "became shorter" : "was written anew"));
            startAgain();
        }
    } else if (m_shape == Shape::whole || m_shape == Shape::refused) {
        startAgain();
    }
    m_size = size;
    m_changedAt = changeTimeOf(facts);
}

std::uint64_t GrowingFile::bytesAhead() const
{
    if (m_done || m_shape == Shape::refused)
        return 0;
    if (m_shape == Shape::whole)
        return m_wholeRead ? 0 : m_size;
    return m_size - std::min(m_size, m_begin);
}

bool GrowingFile::wantsReading(Time now) const
{
    if (m_done)
        return false;
    if (m_retired && isQuiet(now, kComplete))
        return true;
    switch (m_shape) {
        case Shape::unknown: return m_size > 0 && m_pending.size() < m_size;
        case Shape::lines:
            return m_begin + m_skipped + m_pending.size() < m_size ||
                   (!m_pending.empty() && isQuiet(now, kHeldBack) && lastLineIsWhole());
        case Shape::whole: return !m_wholeRead && isQuiet(now, kComplete);
        case Shape::refused: return false;
    }
    return false;
}

FeedBatch GrowingFile::read(Time now)
{
    FeedBatch batch(m_source, partOf(m_key));
    if (openAgain()) {
        if (m_shape == Shape::unknown)
            recognise();
        if (m_shape == Shape::lines)
            batch = readLines(now);
        else if (m_shape == Shape::whole && !m_wholeRead && isQuiet(now, kComplete))
            batch = readWhole();
    }
    const bool more = m_file >= 0 && ((m_shape == Shape::lines && m_begin + m_skipped + m_pending.size() < m_size) ||
                                      (m_shape == Shape::whole && !m_wholeRead));
    if (m_retired && !more && isQuiet(now, kComplete)) {
        m_done = true;
        batch.position = std::string();
        closeFile();
    } else if (!more && isCold(now)) {
        closeFile();
    }
    return batch;
}

// Reads the first bytes and decides from them. Less than the longest magic number decides nothing yet.
void GrowingFile::recognise()
{
    fill();
    if (m_pending.size() < kMagicBytes)
        return;
    if (compressionOf(m_pending) != Compression::none) {
        m_pending.clear();
        m_shape = Shape::whole;
        return;
    }
    if (const auto foreign = foreignFile(std::string_view(m_pending).substr(0, 512)))
        return refuse(fmt::format("is {}, not an event file", foreign->noun));
    const std::string_view text = m_pending;
    const std::size_t mark = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    const std::size_t first = text.find_first_not_of(kBlanks, mark);
    if (first == std::string_view::npos)
        return;
    if (text[first] == '[') {
        m_pending.clear();
        m_shape = Shape::whole;
    } else if (text[first] == '{') {
        m_shape = Shape::lines;
        m_pending.erase(0, mark);
        m_begin = mark;
    } else {
        refuse("is not JSON");
    }
}

void GrowingFile::refuse(std::string_view why)
{
    m_shape = Shape::refused;
    m_pending.clear();
    m_remarks.push_back(fmt::format("\"{}\" {}; it is left out until it changes", m_path, why));
}

// Adds the next bytes of the file to the pending ones.
void GrowingFile::fill()
{
    m_pending += readAt(m_file, m_begin + m_skipped + m_pending.size(), kBlock);
    m_size = std::max(m_size, m_begin + m_skipped + m_pending.size());
}

FeedBatch GrowingFile::readLines(Time now)
{
    FeedBatch batch(m_source, partOf(m_key));
    const std::uint64_t before = m_begin;
    const std::uint64_t known = m_size;
    fill();
    if (m_size > known)
        m_quietSince = now;
    takeLines(batch);
    const bool atEnd = m_begin + m_skipped + m_pending.size() == m_size;
    if (atEnd && !m_pending.empty() &&
        ((isQuiet(now, kHeldBack) && lastLineIsWhole()) || (m_retired && isQuiet(now, kComplete)))) {
        takeLine(m_pending, batch);
        m_begin += std::exchange(m_skipped, 0) + m_pending.size();
        m_pending.clear();
    }
    if (m_begin != before) {
        learnHead();
        batch.position = position();
    }
    return batch;
}

void GrowingFile::takeLines(FeedBatch& batch)
{
    std::size_t start = 0;
    for (;;) {
        const std::size_t end = m_pending.find('\n', start);
        if (end == std::string::npos)
            break;
        takeLine(std::string_view(m_pending).substr(start, end - start), batch);
        m_begin += m_skipped + (end + 1 - start);
        m_skipped = 0;
        start = end + 1;
        ++m_lines;
    }
    m_pending.erase(0, start);
    if (m_pending.size() > maxRecordBytes + 1) {
        m_skipped += m_pending.size();
        m_pending.clear();
    }
}

void GrowingFile::takeLine(std::string_view line, FeedBatch& batch)
{
    const std::size_t first = line.find_first_not_of(kBlanks);
    if (first == std::string_view::npos && m_skipped == 0)
        return;
    if (first != std::string_view::npos)
        line = line.substr(first, line.find_last_not_of(kBlanks) + 1 - first);
    if (const std::size_t size = m_skipped + line.size(); m_skipped > 0 || size > maxRecordBytes) {
        batch.addDefect(RawRecord::Defect::oversize, ++m_records, size);
        m_remarks.push_back(
            fmt::format("line {} of \"{}\" is passed over: {}", m_lines + 1, m_path, tooLongForARecord(size)));
    } else {
        batch.add(line, ++m_records, m_lines + 1);
    }
}

bool GrowingFile::lastLineIsWhole() const
{
    const std::size_t last = m_pending.find_last_not_of(kBlanks);
    if (m_skipped > 0 || last == std::string::npos || m_pending[last] != '}')
        return false;
    const std::string_view line = std::string_view(m_pending).substr(m_pending.find_first_not_of(kBlanks));
    ObjectProbe probe;
    return line.front() == '{' && probe.feed(line) <= line.size() && probe.state() == ObjectProbe::State::closed;
}

FeedBatch GrowingFile::readWhole()
{
    FeedBatch batch(m_source, partOf(m_key));
    const auto giveUp = [&](const Error& error) {
        m_remarks.push_back(error.message + "; it is read again when it changes");
        m_wholeRead = true;
        m_feed.reset();
        batch.position = position();
    };
    if (!m_feed) {
        m_records = 0;
        auto feed = FileFeed::over(std::make_unique<OpenFileSource>(m_file, m_size), m_path, {});
        if (!feed) {
            giveUp(feed.error());
            return batch;
        }
        m_feed = std::move(*feed);
    }
    const auto records = m_feed->next();
    if (!records) {
        giveUp(records.error());
        return batch;
    }
    for (const RawRecord& record : *records) {
        if (++m_records <= m_alreadyRead)
            continue;
        if (record.defect == RawRecord::Defect::none)
            batch.add(record.text, record.number, record.line);
        else
            batch.addDefect(record.defect, record.number, record.size);
    }
    if (records->empty()) {
        m_wholeRead = true;
        m_feed.reset();
    }
    if (m_wholeRead || m_records > m_alreadyRead)
        batch.position = position();
    return batch;
}

}  // namespace naap
