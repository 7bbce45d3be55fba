#include "core/feed/follow_feed.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include <fmt/format.h>

namespace naap {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kColdRounds = 16;            ///< looks between two at a file that does not change
constexpr std::size_t kPile = std::size_t{1} << 19;  ///< bytes at a time that are no longer just the newest lines
constexpr std::string_view kFileKind = "file";

std::string absolute(const std::string& path)
{
    std::error_code error;
    const fs::path whole = fs::absolute(path, error).lexically_normal();
    std::string text = error ? path : whole.string();
    while (text.size() > 1 && text.ends_with('/'))
        text.pop_back();
    return text;
}

std::optional<FileKey> keyOf(std::string_view part)
{
    FileKey key;
    const std::size_t colon = part.find(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    std::from_chars(part.data(), part.data() + colon, key.device);
    std::from_chars(part.data() + colon + 1, part.data() + part.size(), key.inode);
    return key;
}

/// Editors, downloads and compressors write below such names until they are done.
bool isUnfinished(const std::string& name)
{
    return name.starts_with('.') || name.ends_with(".tmp") || name.ends_with(".part") || name.ends_with('~');
}

std::vector<std::pair<std::string, FileKey>> filesIn(const fs::path& folder)
{
    std::vector<std::pair<std::string, FileKey>> files;
    std::error_code error;
    for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
        const std::string path = each->path().string();
        if (isUnfinished(each->path().filename().string()))
            continue;
        if (const auto key = fileAt(path))
            files.emplace_back(path, *key);
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

FollowFeed::FollowFeed(std::string path, FollowOptions options) : m_path(absolute(path)), m_options(std::move(options))
{
}

std::shared_ptr<const FeedSource> FollowFeed::sourceOf(const std::string& name) const
{
    return std::make_shared<const FeedSource>(FeedSource{std::string(kFileKind), name, m_options.org});
}

void FollowFeed::resume(const std::vector<FeedPosition>& positions)
{
    for (const FeedPosition& each : positions) {
        const bool mine =
            each.kind == kFileKind && (each.name == m_path || fs::path(each.name).parent_path() == m_path);
        if (const auto key = keyOf(each.part); mine && key)
            m_known[*key] = {each.name, each.position};
    }
}

std::vector<std::pair<std::string, FileKey>> FollowFeed::filesThere()
{
    std::error_code error;
    const fs::file_status status = fs::status(m_path, error);
    m_missing = !fs::exists(status);
    m_problem.clear();
    if (fs::is_directory(status))
        return filesIn(m_path);
    if (fs::is_regular_file(status)) {
        if (const auto key = fileAt(m_path))
            return {{m_path, *key}};
    } else if (!m_missing) {
        m_problem =
            fmt::format("\"{}\" is neither a file nor a folder; `naap-lens import -` reads what a pipe brings", m_path);
    }
    return {};
}

void FollowFeed::lookAt(Time now)
{
    ++m_looks;
    const auto files = filesThere();
    for (auto& [key, file] : m_files) {
        const bool named = std::ranges::any_of(files, [&](const auto& each) { return each.second == key; });
        if (!named && !file->isRetired() && !m_missing)
            file->retire();
        if (!file->isCold(now) || (key.inode + m_looks) % kColdRounds == 0)
            file->look(now);
    }
    for (const auto& [path, key] : files)
        meet(path, key, now);
    if (!m_lookedOnce)
        findLeftovers(now);
    m_lookedOnce = true;
}

void FollowFeed::meet(const std::string& path, const FileKey& key, Time now)
{
    if (const auto met = m_files.find(key); met != m_files.end()) {
        met->second->setPath(path);
        return;
    }
    const auto known = m_known.find(key);
    auto file =
        std::make_unique<GrowingFile>(path, key, sourceOf(known == m_known.end() ? path : known->second.name), now);
    if (known != m_known.end()) {
        file->resume(known->second.position);
        m_known.erase(known);
    }
    m_files.emplace(key, std::move(file));
}

// Files of an earlier run that have lost their name: one that was rotated away is read to its end under its new name.
void FollowFeed::findLeftovers(Time now)
{
    if (m_missing || m_known.empty())
        return;
    for (const auto& [path, key] : filesIn(fs::path(m_path).parent_path())) {
        const auto known = m_known.find(key);
        if (known == m_known.end() || known->second.name != m_path)
            continue;
        meet(path, key, now);
        m_files.at(key)->retire();
    }
    for (const auto& [key, known] : m_known) {
        FeedBatch& forgotten = m_toForget.emplace_back(sourceOf(known.name), partOf(key));
        forgotten.position = std::string();
    }
    m_known.clear();
}

// One file after the other, so that a large one does not keep the others waiting.
FeedBatch FollowFeed::read(Time now)
{
    if (!m_toForget.empty()) {
        FeedBatch batch = std::move(m_toForget.back());
        m_toForget.pop_back();
        return batch;
    }
    auto each = m_files.upper_bound(m_lastRead);
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        if (each == m_files.end())
            each = m_files.begin();
        GrowingFile& file = *each->second;
        if (!file.wantsReading(now)) {
            ++each;
            continue;
        }
        m_lastRead = each->first;
        FeedBatch batch = file.read(now);
        std::ranges::move(file.takeRemarks(), std::back_inserter(m_remarks));
        if (file.isDone())
            each = m_files.erase(each);
        else
            ++each;
        if (batch.hasContent())
            return batch;
        if (m_files.empty())
            break;
    }
    return {};
}

FeedBatch FollowFeed::next(std::chrono::milliseconds wait, std::stop_token stop)
{
    const Time deadline = Clock::now() + wait;
    for (;;) {
        const Time now = Clock::now();
        if (now >= m_nextLook) {
            lookAt(now);
            m_nextLook = now + m_options.look;
        }
        FeedBatch batch = read(now);
        if (batch.hasContent()) {
            // A line that comes while the feed is live does not make it late; a pile of them does.
            const bool more = std::ranges::any_of(m_files, [&](const auto& e) { return e.second->wantsReading(now); });
            m_behind = more && (m_behind || batch.bytes() >= kPile);
            return batch;
        }
        m_behind = false;
        if (stop.stop_requested() || now >= deadline)
            return {};
        std::unique_lock lock(m_mutex);
        m_wake.wait_until(lock, stop, std::min(deadline, m_nextLook), [] { return false; });
    }
}

FeedState FollowFeed::state() const
{
    if (!m_lookedOnce)
        return {};
    if (!m_problem.empty())
        return {FeedState::Kind::failed, m_problem, {}};
    if (m_behind)
        return {FeedState::Kind::catching_up, {}, {}};
    if (m_missing)
        return {FeedState::Kind::waiting, fmt::format("\"{}\" is not there; it is read as soon as it is", m_path),
                m_nextLook};
    return {FeedState::Kind::live, {}, {}};
}

std::optional<std::uint64_t> FollowFeed::bytesBehind() const
{
    std::uint64_t bytes = 0;
    for (const auto& [key, file] : m_files)
        bytes += file->bytesAhead();
    return bytes;
}

void FollowFeed::look()
{
    lookAt(Clock::now());
}

std::vector<std::string> FollowFeed::takeRemarks()
{
    return std::exchange(m_remarks, {});
}

}  // namespace naap
