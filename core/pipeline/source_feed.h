#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/feed/live_feed.h"
#include "core/feed/secret.h"
#include "core/feed/source_list.h"
#include "core/result.h"

namespace naap {

/// The feed of a source. `secret` is its token or password, blank where it has none; `cache` is where its records go.
Result<std::unique_ptr<LiveFeed>> makeFeed(const SourceDefinition& source, Secret secret,
                                           const std::filesystem::path& cache, const std::string& user_agent);

}  // namespace naap
