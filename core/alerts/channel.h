#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/alerts/rule.h"

namespace naap {

/// A way in which people or programs are told.
enum class ChannelKind : std::uint8_t { desktop, tray, sound, log, webhook, command };
std::string_view nameOf(ChannelKind kind);

struct Channel {
    std::string id;
    ChannelKind kind = ChannelKind::desktop;
    bool enabled = true;
    AlertLevel least = AlertLevel::warning;  ///< what is milder is not told here
    bool tells_end = true;                   ///< also that an alert is over
    std::string url;                         ///< webhook
    bool is_signed = false;                  ///< webhook: with the secret of this id in the system's key store
    std::vector<std::string> arguments;      ///< command: the program and its arguments; no shell reads them
    std::string file;                        ///< log; sound: blank is the desktop's own
};

/// How alerts are told (docs/alerts.md, Channels).
struct ChannelFile {
    std::vector<Channel> channels;
    RuleSchedule schedule;  ///< when nothing at all is told
    std::vector<RuleProblem> problems;
};

/// Reads a channel file as strictly as a rule file: a channel with anything wrong in it is left out and told.
ChannelFile readChannels(std::string_view json);
/// The same as readChannels() reads it.
std::string channelsText(const ChannelFile& file);
/// What there is before anybody chose: notifications of the desktop, and the tray.
ChannelFile usualChannels();

}  // namespace naap
