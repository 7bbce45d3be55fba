#include "core/pipeline/live_sources.h"

#include <algorithm>
#include <utility>

#include "core/pipeline/source_feed.h"

namespace naap {
namespace {

bool runsAlike(SourceDefinition one, const SourceDefinition& other)
{
    one.name = other.name;
    one.paused = other.paused;
    return one == other;
}

}  // namespace

LiveSources::LiveSources(LiveIngest& ingest, std::filesystem::path cache, std::string user_agent)
    : m_ingest(ingest), m_cache(std::move(cache)), m_userAgent(std::move(user_agent))
{
}

bool LiveSources::isRunning(const SourceDefinition& source) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_running.find(source.id);
    return found != m_running.end() && runsAlike(found->second.source, source);
}

Result<void> LiveSources::put(const SourceDefinition& source, Secret secret)
{
    auto feed = makeFeed(source, std::move(secret), m_cache, m_userAgent);
    if (!feed)
        return tl::unexpected(feed.error());
    const std::scoped_lock lock(m_mutex);
    if (const auto found = m_running.find(source.id); found != m_running.end())
        m_ingest.remove(found->second.feed);
    const std::size_t number = m_ingest.add(std::move(*feed));
    m_ingest.pause(number, source.paused);
    m_running.insert_or_assign(source.id, Running{source, number});
    return {};
}

void LiveSources::pause(const std::string& id, bool paused)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto found = m_running.find(id); found != m_running.end())
        m_ingest.pause(found->second.feed, paused);
}

void LiveSources::remove(const std::string& id)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto found = m_running.find(id); found != m_running.end()) {
        m_ingest.remove(found->second.feed);
        m_running.erase(found);
    }
}

void LiveSources::keepOnly(const std::vector<SourceDefinition>& sources)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_running, [&](const auto& each) {
        const bool gone = std::ranges::find(sources, each.first, &SourceDefinition::id) == sources.end();
        if (gone)
            m_ingest.remove(each.second.feed);
        return gone;
    });
}

std::optional<std::string> LiveSources::idOf(std::size_t feed) const
{
    const std::scoped_lock lock(m_mutex);
    for (const auto& [id, running] : m_running)
        if (running.feed == feed)
            return id;
    return std::nullopt;
}

}  // namespace naap
