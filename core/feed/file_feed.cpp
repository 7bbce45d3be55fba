#include "core/feed/file_feed.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/events/snapshot_file.h"
#include "core/feed/recognition.h"

namespace naap {
namespace {

constexpr std::size_t headBytes = 512;  // enough for every magic number
constexpr std::string_view blankBytes = " \t\r\n";
constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view whatIsAccepted =
    "give a file of events: one JSON object a line, or one JSON array, plain, gzip or zstd";

Result<std::string> readHead(ByteSource& source)
{
    std::string head(headBytes, '\0');
    std::size_t filled = 0;
    while (filled < head.size()) {
        const auto got = source.read(head.data() + filled, head.size() - filled);
        if (!got)
            return tl::unexpected(got.error());
        if (*got == 0)
            break;
        filled += *got;
    }
    head.resize(filled);
    return head;
}

/// One record, made of all that the window holds.
class SingleRecord : public Splitter {
public:
    SingleRecord(std::string text, std::uint64_t line, std::uint64_t size)
        : m_text(std::move(text)), m_line(line), m_size(size)
    {
        m_length = m_text.size();
        m_text.append(readablePadding, '\0');
    }

    void take(Window& window, std::vector<RawRecord>& batch, std::size_t most) override
    {
        if (m_given || most == 0)
            return;
        m_given = true;
        batch.push_back({.text = std::string_view(m_text).substr(0, m_length),
                         .number = 1,
                         .line = m_line,
                         .byte = window.offset(),
                         .size = m_size});
        window.drop(window.size());
    }

private:
    std::string m_text;
    std::size_t m_length = 0;
    std::uint64_t m_line;
    std::uint64_t m_size;
    bool m_given = false;
};

tl::unexpected<Error> refused(std::string_view predicate, std::string_view remedy = {})
{
    return failure(Error::Code::unsupported,
                   fmt::format("{}; {}", predicate, remedy.empty() ? whatIsAccepted : remedy));
}

tl::unexpected<Error> isNoEventFile(std::string_view noun, std::string_view remedy = {})
{
    return refused(fmt::format("is {}, not an event file", noun), remedy);
}

tl::unexpected<Error> named(const std::string& name, Error error)
{
    error.message = fmt::format("{} {}", name == "-" ? "standard input" : '"' + name + '"', error.message);
    return tl::unexpected(std::move(error));
}

}  // namespace

FileFeed::FileFeed(std::unique_ptr<ByteSource> source, std::string name, Compression compression,
                   const FeedOptions& options)
    : m_name(std::move(name)),
      m_options(options),
      m_compression(compression),
      m_window(decompressed(compression, std::move(source), options.block, options.expansion), options.block)
{
    m_batch.reserve(m_options.max_batch);
}

Result<std::unique_ptr<FileFeed>> FileFeed::open(const std::string& path, const FeedOptions& options)
{
    auto source = openFile(path, options.stop);
    if (!source)
        return named(path, source.error());
    return over(std::move(*source), path, options);
}

Result<std::unique_ptr<FileFeed>> FileFeed::over(std::unique_ptr<ByteSource> source, std::string name,
                                                 const FeedOptions& options)
{
    auto head = readHead(*source);
    if (!head)
        return named(name, head.error());
    const Compression compression = compressionOf(*head);
    source = withHead(std::move(*head), std::move(source));
    std::unique_ptr<FileFeed> feed(new FileFeed(std::move(source), std::move(name), compression, options));
    if (const auto recognised = feed->recognise(); !recognised)
        return named(feed->m_name, recognised.error());
    return feed;
}

Result<void> FileFeed::recognise()
{
    if (auto filled = ensure(headBytes); !filled)
        return filled;
    if (const auto foreign = foreignFile(m_window.text()))
        return isNoEventFile(foreign->noun, foreign->remedy);
    if (auto skipped = skipToContent(); !skipped)
        return skipped;

    const char first = *m_window.data();
    if (first == '{') {
        if (auto allowed = refuseObject(); !allowed)
            return allowed;
    } else if (first != '[') {
        return refuseText();
    }
    if (m_isSnapshot)
        return takeSnapshot();
    m_isArray = first == '[';
    m_splitter =
        m_isArray ? arraySplitter(m_firstLine, m_options.max_record) : lineSplitter(m_firstLine, m_options.max_record);
    return {};
}

// Refills until the window has that many bytes, or all there are. Damage behind the first bytes is no error yet.
Result<void> FileFeed::ensure(std::size_t bytes)
{
    while (m_window.size() < bytes && !m_window.ended()) {
        if (auto refilled = m_window.refill(); !refilled)
            return m_window.size() > 0 ? Result<void>() : refilled;
    }
    return {};
}

// Passes the byte order mark and blank space.
Result<void> FileFeed::skipToContent()
{
    if (m_window.text().starts_with(byteOrderMark))
        m_window.drop(byteOrderMark.size());
    for (;;) {
        const std::string_view text = m_window.text();
        const std::size_t blank = std::min(text.find_first_not_of(blankBytes), text.size());
        m_firstLine += static_cast<std::uint64_t>(
            std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(blank), '\n'));
        m_window.drop(blank);
        if (m_window.size() > 0)
            return {};
        if (m_window.ended())
            return refused("is empty");
        if (auto refilled = m_window.refill(); !refilled)
            return refilled;
    }
}

// Neither an object nor an array.
Result<void> FileFeed::refuseText()
{
    if (auto filled = ensure(headBytes); !filled)
        return filled;
    const bool binary = m_window.text().substr(0, headBytes).find('\0') != std::string_view::npos;
    return binary ? isNoEventFile("a binary file") : refused("is not JSON");
}

// An object on the first line is a record, unless it is the whole file and a kind of file that is known. An object
// over several lines is refused.
Result<void> FileFeed::refuseObject()
{
    ObjectProbe probe;
    const std::size_t probed = feedProbe(probe);
    if (probe.state() == ObjectProbe::State::wrong)
        return {};
    const auto kind = probe.kind();
    const bool isClosed = probe.state() == ObjectProbe::State::closed;
    if (!probe.severalLines() && (!kind || !isClosed || !nothingBehind(probed)))
        return {};
    m_isSnapshot = probe.isSnapshot() && m_options.snapshot_at && isClosed && nothingBehind(probed);
    if (m_isSnapshot)
        return {};
    if (kind)
        return isNoEventFile(*kind, probe.isSnapshot() ? "say when it was taken and whose it is: --at TIME --org NAME"
                                                       : std::string_view());
    // Two lines, of which the first is cut off where a value should follow, also go on like one object.
    if (probe.state() == ObjectProbe::State::open && probed < m_options.max_record && probe.secondLineOpensObject())
        return {};
    return refused(
        "holds a JSON object that is printed over several lines; print each record on one line "
        "(for example with jq -c .)");
}

// The file is in the window as a whole.
Result<void> FileFeed::takeSnapshot()
{
    const std::uint64_t size = m_window.size();
    auto event = eventOfSnapshot(m_window.text(), *m_options.snapshot_at);
    if (!event)
        return tl::unexpected(event.error());
    m_splitter = std::make_unique<SingleRecord>(std::move(*event), m_firstLine, size);
    return {};
}

// Shows the probe the object, or its first bytes when it is longer than a record may be. Returns how many.
std::size_t FileFeed::feedProbe(ObjectProbe& probe)
{
    std::size_t probed = 0;
    while (probe.state() == ObjectProbe::State::open && probed < m_options.max_record) {
        const std::string_view more = m_window.text().substr(probed, m_options.max_record - probed);
        if (more.empty() && (m_window.ended() || !m_window.refill()))
            break;
        probed += probe.feed(more);
    }
    return probed;
}

// Whether only blanks follow the first bytes of the window, and fewer than a record may have.
bool FileFeed::nothingBehind(std::size_t bytes)
{
    for (;;) {
        const std::string_view behind = m_window.text().substr(bytes, m_options.max_record);
        if (behind.size() == m_options.max_record || behind.find_first_not_of(blankBytes) != std::string_view::npos)
            return false;
        if (m_window.ended())
            return true;
        if (!m_window.refill())
            return false;
    }
}

Result<std::span<const RawRecord>> FileFeed::next()
{
    m_batch.clear();
    for (;;) {
        m_splitter->take(m_window, m_batch, m_options.max_batch);
        if (!m_batch.empty()) {
            m_records += m_batch.size();
            return std::span<const RawRecord>(m_batch);
        }
        if (m_window.ended())
            return std::span<const RawRecord>();
        if (const auto refilled = m_window.refill(); !refilled)
            return named(m_name, refilled.error());
    }
}

std::string FileFeed::format() const
{
    std::string format = m_isSnapshot ? "capability snapshot" : m_isArray ? "JSON array" : "NDJSON";
    if (m_compression == Compression::gzip)
        format += ", gzip";
    else if (m_compression == Compression::zstd)
        format += ", zstd";
    return format;
}

FileProgress FileFeed::progress() const
{
    return {m_window.source().bytesRead(), m_window.source().bytesTotal(), m_records};
}

}  // namespace naap
