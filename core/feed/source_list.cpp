#include "core/feed/source_list.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace naap {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "naap-lens-sources";
constexpr int kVersion = 1;
/// Members that a person may put in by hand, and that do not belong into a file.
constexpr std::array<std::string_view, 6> kSecrets{"token", "password", "secret", "api_key", "passphrase", "pass"};

tl::unexpected<Error> broken(const std::filesystem::path& path, std::string_view what)
{
    return failure(Error::Code::malformed, fmt::format("{}: {}", path.string(), what));
}

/// The members of a definition, once for both ways.
template <class Visitor>
void visitMembers(SourceDefinition& source, Visitor&& visit)
{
    visit("paused", source.paused);
    visit("has_secret", source.has_secret);
    visit("url", source.url);
    visit("proxy", source.proxy);
    visit("ca_file", source.ca_file);
    visit("brokers", source.brokers);
    visit("topics", source.topics);
    visit("group", source.group);
    visit("start", source.start);
    visit("tls", source.tls);
    visit("sasl", source.sasl);
    visit("user", source.user);
    visit("path", source.path);
    visit("org", source.org);
    visit("org_override", source.org_override);
}

std::optional<SourceDefinition::Kind> kindOf(std::string_view word)
{
    for (const auto kind : {SourceDefinition::Kind::api, SourceDefinition::Kind::kafka, SourceDefinition::Kind::files})
        if (wordOf(kind) == word)
            return kind;
    return std::nullopt;
}

Result<SourceDefinition> readSource(const Json& json)
{
    if (!json.is_object())
        return failure(Error::Code::malformed, "a source is no object");
    for (const std::string_view secret : kSecrets)
        if (json.contains(secret))
            return failure(Error::Code::usage,
                           fmt::format("\"{}\" does not belong into a file: give secrets to the keychain, and tell the "
                                       "source \"has_secret\": true",
                                       secret));
    SourceDefinition source;
    const auto kind = kindOf(json.value("kind", std::string()));
    if (!kind)
        return failure(Error::Code::malformed, "\"kind\" is none of api, kafka and files");
    source.kind = *kind;
    source.id = json.value("id", std::string());
    source.name = json.value("name", std::string());
    visitMembers(source, [&](const char* name, auto& member) {
        if (const auto found = json.find(name); found != json.end())
            member = found->template get<std::remove_reference_t<decltype(member)>>();
    });
    if (auto good = checkSource(source); !good)
        return tl::unexpected(good.error());
    return source;
}

Json jsonOf(SourceDefinition source)
{
    Json json{{"id", source.id}, {"name", source.name}, {"kind", wordOf(source.kind)}};
    SourceDefinition usual;
    Json defaults;
    visitMembers(usual, [&](const char* name, auto& member) { defaults[name] = member; });
    visitMembers(source, [&](const char* name, auto& member) {
        if (Json value = member; value != defaults[name])
            json[name] = std::move(value);
    });
    return json;
}

Result<void> checkKafka(const SourceDefinition& source)
{
    if (source.brokers.empty())
        return failure(Error::Code::usage, "it names no brokers: HOST:PORT, several with commas between");
    if (source.topics.empty())
        return failure(Error::Code::usage, "it names no topic");
    if (!source.sasl.empty() && source.user.empty())
        return failure(Error::Code::usage, "it logs in and names no user");
    auto options = kafkaOptionsOf(source);
    return options ? Result<void>() : tl::unexpected(options.error());
}

Result<void> checkApi(const SourceDefinition& source)
{
    if (!source.url.starts_with("http://") && !source.url.starts_with("https://"))
        return failure(Error::Code::usage, "its address does not begin with https:// or http://");
    for (const std::string& address : {source.url, source.proxy})
        if (address.find('@') != std::string::npos)
            return failure(Error::Code::usage,
                           "a user and a password do not belong into an address: they would be readable in a file");
    return {};
}

}  // namespace

std::string_view wordOf(SourceDefinition::Kind kind)
{
    switch (kind) {
        case SourceDefinition::Kind::api: return "api";
        case SourceDefinition::Kind::kafka: return "kafka";
        case SourceDefinition::Kind::files: return "files";
    }
    return {};
}

std::string newSourceId()
{
    std::random_device random;
    return fmt::format("{:08x}{:08x}", random(), random());
}

Result<KafkaOptions> kafkaOptionsOf(const SourceDefinition& source)
{
    KafkaOptions options;
    options.connection.brokers = source.brokers;
    options.connection.tls = source.tls || !source.ca_file.empty();
    options.connection.ca_file = source.ca_file;
    options.connection.user = source.user;
    options.group = source.group;
    options.org = {.given = source.org, .given_overrides = source.org_override};
    if (!source.sasl.empty()) {
        auto sasl = parseSasl(source.sasl);
        if (!sasl)
            return tl::unexpected(sasl.error());
        options.connection.sasl = *sasl;
    }
    for (const std::string& text : source.topics) {
        auto topic = parseKafkaTopic(text);
        if (!topic)
            return tl::unexpected(topic.error());
        options.topics.push_back(std::move(*topic));
    }
    auto start = parseKafkaStart(source.start);
    if (!start)
        return tl::unexpected(start.error());
    options.start = *start;
    return options;
}

Result<void> checkSource(const SourceDefinition& source)
{
    if (source.id.empty() || source.id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                         "0123456789-") != std::string::npos)
        return failure(Error::Code::usage, "its \"id\" has to be letters, digits and dashes");
    if (source.name.empty())
        return failure(Error::Code::usage, "it has no name");
    switch (source.kind) {
        case SourceDefinition::Kind::api: return checkApi(source);
        case SourceDefinition::Kind::kafka: return checkKafka(source);
        case SourceDefinition::Kind::files:
            if (source.path.empty())
                return failure(Error::Code::usage, "it names no file or folder");
    }
    return {};
}

Result<std::vector<SourceDefinition>> readSources(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file && errno == ENOENT)
        return std::vector<SourceDefinition>();
    if (!file)
        return failure(Error::Code::io,
                       fmt::format("cannot read {}: {}", path.string(), std::generic_category().message(errno)));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    try {
        const Json json = Json::parse(text);
        if (json.value("format", std::string()) != kFormat)
            return broken(path, fmt::format("is no list of sources: its \"format\" is not \"{}\"", kFormat));
        if (json.value("version", 0) != kVersion)
            return broken(path, "was written by a newer NaaP Lens");
        std::vector<SourceDefinition> sources;
        for (const Json& each : json.at("sources")) {
            auto source = readSource(each);
            if (!source)
                return tl::unexpected(
                    Error{source.error().code,
                          fmt::format("{}: source {}: {}", path.string(), sources.size() + 1, source.error().message)});
            if (std::ranges::find(sources, source->id, &SourceDefinition::id) != sources.end())
                return broken(path, fmt::format("two sources have the id {}", source->id));
            sources.push_back(std::move(*source));
        }
        return sources;
    } catch (const Json::exception& error) {
        return broken(path, fmt::format("is no list of sources ({})", error.what()));
    }
}

Result<void> writeSources(const std::filesystem::path& path, const std::vector<SourceDefinition>& sources)
{
    Json list = Json::array();
    for (const SourceDefinition& each : sources)
        list.push_back(jsonOf(each));
    const Json json{{"format", kFormat}, {"version", kVersion}, {"sources", std::move(list)}};
    std::error_code failed;
    if (path.has_parent_path())
        std::filesystem::create_directories(path.parent_path(), failed);
    const std::filesystem::path next = path.string() + ".new";
    {
        std::ofstream file(next, std::ios::binary | std::ios::trunc);
        file << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
        if (!file.flush())
            return failure(Error::Code::io,
                           fmt::format("cannot write {}: {}", next.string(), std::generic_category().message(errno)));
    }
    std::filesystem::rename(next, path, failed);
    if (failed)
        return failure(Error::Code::io, fmt::format("cannot replace {}: {}", path.string(), failed.message()));
    return {};
}

}  // namespace naap
