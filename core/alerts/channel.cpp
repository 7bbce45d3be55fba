#include "core/alerts/channel.h"

#include <set>

#include <fmt/format.h>

#include "core/alerts/schedule_reader.h"

namespace naap {
namespace {

using nlohmann::json;

constexpr std::string_view kKinds[] = {"desktop", "tray", "sound", "log", "webhook", "command"};
constexpr std::string_view kLevels[] = {"warning", "critical"};

void readWebhook(JsonMembers& members, Channel& channel)
{
    channel.url = members.neededText("url");
    channel.is_signed = members.flag("signed", false);
    const std::string_view url = channel.url;
    if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://"))
        members.complain("url", "an address begins with https:// or http://");
    if (url.find('@') != std::string_view::npos && url.find('@') < url.find('/', 8))
        members.complain("url", "no name or password belongs into the address");
}

void readCommand(JsonMembers& members, Channel& channel)
{
    channel.arguments = members.texts("arguments");
    if (channel.arguments.empty())
        members.complain("arguments", "is missing: a list, the program first");
    else if (channel.arguments.front().empty() || channel.arguments.front().find('{') != std::string::npos)
        members.complain("arguments", "the first is the name of a program, in full");
}

Channel readChannel(const json& value, std::string place, ProblemList& problems)
{
    Channel channel;
    JsonMembers members(value, std::move(place), problems);
    if (!members.isObject())
        return channel;
    channel.id = members.neededText("id");
    const std::size_t kind = members.choice("kind", kKinds, std::size(kKinds));
    if (!members.find("kind"))
        members.complain("kind", "is missing");
    channel.enabled = members.flag("enabled", true);
    channel.least = static_cast<AlertLevel>(members.choice("least", kLevels, 0) + 1);
    channel.tells_end = members.flag("tells_end", true);
    if (kind == std::size(kKinds))
        return channel;
    channel.kind = static_cast<ChannelKind>(kind);
    if (channel.kind == ChannelKind::webhook)
        readWebhook(members, channel);
    if (channel.kind == ChannelKind::command)
        readCommand(members, channel);
    if (channel.kind == ChannelKind::log)
        channel.file = members.neededText("file");
    if (channel.kind == ChannelKind::sound)
        channel.file = members.text("file").value_or("");
    members.refuseOthers();
    return channel;
}

nlohmann::ordered_json channelJson(const Channel& channel)
{
    nlohmann::ordered_json members{{"id", channel.id},
                                   {"kind", nameOf(channel.kind)},
                                   {"enabled", channel.enabled},
                                   {"least", nameOf(channel.least)},
                                   {"tells_end", channel.tells_end}};
    if (channel.kind == ChannelKind::webhook) {
        members["url"] = channel.url;
        members["signed"] = channel.is_signed;
    }
    if (channel.kind == ChannelKind::command)
        members["arguments"] = channel.arguments;
    if (channel.kind == ChannelKind::log || (channel.kind == ChannelKind::sound && !channel.file.empty()))
        members["file"] = channel.file;
    return members;
}

}  // namespace

std::string_view nameOf(ChannelKind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

ChannelFile readChannels(std::string_view text)
{
    ChannelFile file;
    ProblemList problems(file.problems);
    const auto root = parsedJson(text, problems);
    if (!root)
        return file;
    JsonMembers members(*root, "", problems);
    if (!readVersion(members))
        return file;
    if (const json* schedule = members.find("schedule"))
        file.schedule = readSchedule(*schedule, "/schedule", problems);
    const json* channels = neededList(members, "channels");
    members.refuseOthers();
    std::set<std::string> ids;
    for (std::size_t i = 0; channels && i < channels->size(); ++i) {
        const std::string place = fmt::format("/channels/{}", i);
        const std::size_t before = problems.size();
        Channel channel = readChannel((*channels)[i], place, problems);
        if (!ids.insert(channel.id).second && !channel.id.empty())
            problems.add(place + "/id", fmt::format("there is another channel '{}'", channel.id));
        if (problems.size() == before)
            file.channels.push_back(std::move(channel));
    }
    return file;
}

std::string channelsText(const ChannelFile& file)
{
    nlohmann::ordered_json channels = nlohmann::ordered_json::array();
    for (const Channel& each : file.channels)
        channels.push_back(channelJson(each));
    const nlohmann::ordered_json root{
        {"version", 1}, {"schedule", scheduleJson(file.schedule)}, {"channels", std::move(channels)}};
    return root.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

ChannelFile usualChannels()
{
    ChannelFile file;
    file.channels.push_back({.id = "desktop", .kind = ChannelKind::desktop});
    file.channels.push_back({.id = "tray", .kind = ChannelKind::tray});
    return file;
}

}  // namespace naap
