#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "core/alerts/channel.h"
#include "core/feed/http_client.h"
#include "core/feed/secret.h"
#include "core/result.h"
#include "core/store/alert_book.h"

namespace naap {

/// Where secrets are kept. Asked on threads of channels.
class ChannelSecrets {
public:
    virtual ~ChannelSecrets() = default;
    /// The secret of this name; an error says why there is none, and what to do.
    virtual Result<Secret> secret(const std::string& name) = 0;
};

/// What came of one attempt to tell something.
struct SendOutcome {
    bool told = false;
    bool is_final = false;  ///< another attempt would come to the same
    std::string problem;
    std::optional<milliseconds> retry_after;
};

/// `sha256=` and, in hexadecimal digits, the HMAC-SHA256 over `TIMESTAMP.DELIVERY.BODY`; the timestamp is in seconds
/// since 1970.
std::string webhookSignature(const Secret& secret, std::int64_t timestamp, std::int64_t delivery,
                             std::string_view body);

/// When to try again after so many attempts: sooner at first. Nothing: no more.
std::optional<milliseconds> retryDelay(const Channel& channel, int attempts);

/// Sends a message by a webhook, a command or a log. Takes as long as it takes: for a thread of the channel's own.
/// `http` has limits for it.
SendOutcome sendBy(const Channel& channel, const BookedMessage& message, ChannelSecrets& secrets, HttpClient& http,
                   Instant now, std::stop_token stop);

/// What a command's argument becomes: `{title}`, `{text}`, `{level}`, `{kind}` and `{rule}` are filled in; nothing is
/// ever split or read by a shell.
std::string commandArgument(std::string_view argument, std::string_view body);

}  // namespace naap
