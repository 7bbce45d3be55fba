#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/feed/kafka_options.h"
#include "core/result.h"

namespace naap {

/// A live source as a person described it. Holds no secret: that is kept elsewhere, under secretName().
struct SourceDefinition {
    enum class Kind : std::uint8_t {
        api,    ///< the figures of a public API
        kafka,  ///< topics of a cluster
        files,  ///< a file that grows, or a folder of files
    };

    std::string id;  ///< never changes; letters, digits and dashes
    std::string name;
    Kind kind = Kind::api;
    bool paused = false;
    bool has_secret = false;  ///< a token, or the password of a log-in

    std::string url;    ///< api
    std::string proxy;  ///< api; without a password
    std::string ca_file;

    std::string brokers;              ///< kafka: `HOST:PORT`, several with commas between
    std::vector<std::string> topics;  ///< `TOPIC` or `TOPIC=ORG`
    std::string group;                ///< blank: none
    std::string start = "earliest";   ///< as parseKafkaStart() reads it
    bool tls = false;
    std::string sasl;  ///< blank: no log-in; else as parseSasl() reads it
    std::string user;

    std::string path;  ///< files

    std::string org;            ///< kafka, files: of events that name none
    bool org_override = false;  ///< `org` counts for all events

    bool operator==(const SourceDefinition&) const = default;

    /// Under which a store of secrets keeps the token or password: `source/<id>`.
    std::string secretName() const { return "source/" + id; }
};

std::string_view wordOf(SourceDefinition::Kind kind);

/// An id that nobody has.
std::string newSourceId();

/// Whether a source can be made of it; the error says what is missing.
Result<void> checkSource(const SourceDefinition& source);

/// What Kafka's part says, read.
Result<KafkaOptions> kafkaOptionsOf(const SourceDefinition& source);

/// The sources of a file in JSON. No file: none. A file that has a secret in it is refused, with a word about where
/// secrets belong. Errors name the file and the source.
Result<std::vector<SourceDefinition>> readSources(const std::filesystem::path& path);

/// Replaces the file at once: whoever reads meanwhile gets the old one or the new one.
Result<void> writeSources(const std::filesystem::path& path, const std::vector<SourceDefinition>& sources);

}  // namespace naap
