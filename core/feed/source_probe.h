#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/feed/secret.h"
#include "core/feed/source_list.h"
#include "core/result.h"

namespace naap {

/// What a source has to say when it is asked once.
struct SourceProbe {
    int topics = 0;                                         ///< kafka: that are there
    int partitions = 0;                                     ///< of them
    std::vector<std::string> missing_topics;                ///< that are not
    int files = 0;                                          ///< files: that are there
    std::string generation;                                 ///< api: `v1`, ...
    std::optional<Instant> newest_event;                    ///< kafka, files: among the last records of each part
    std::optional<std::chrono::milliseconds> clock_offset;  ///< api: the server's clock less ours
};

/// Reaches for a source, reads a little, keeps nothing. Takes up to some ten seconds; `stop` ends it sooner. Errors are
/// sentences of what is wrong and what to try.
Result<SourceProbe> probeSource(const SourceDefinition& source, Secret secret, const std::string& user_agent,
                                std::stop_token stop);

/// The part that is Kafka's.
Result<SourceProbe> probeKafka(const KafkaOptions& options, const std::stop_token& stop);

}  // namespace naap
