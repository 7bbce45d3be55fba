#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/feed/secret.h"
#include "core/feed/source_list.h"
#include "core/pipeline/live_ingest.h"

namespace naap {

/// Sources that a person described, as feeds of a running ingest: which of them run, and under which number. Any
/// thread may call any function.
class LiveSources {
public:
    LiveSources(LiveIngest& ingest, std::filesystem::path cache, std::string user_agent);

    /// Whether it runs exactly so; its name and whether it is paused do not matter.
    bool isRunning(const SourceDefinition& source) const;
    /// Starts it, or starts it anew when it is described differently. What was read of it stays, and it goes on there.
    Result<void> put(const SourceDefinition& source, Secret secret);
    void pause(const std::string& id, bool paused);
    void remove(const std::string& id);
    /// Removes all but these.
    void keepOnly(const std::vector<SourceDefinition>& sources);
    /// The source of a feed's number.
    std::optional<std::string> idOf(std::size_t feed) const;

private:
    struct Running {
        SourceDefinition source;
        std::size_t feed = 0;
    };

    LiveIngest& m_ingest;
    std::filesystem::path m_cache;
    std::string m_userAgent;
    mutable std::mutex m_mutex;  // guards the map
    std::map<std::string, Running> m_running;
};

}  // namespace naap
