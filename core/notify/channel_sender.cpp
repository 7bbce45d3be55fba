#include "core/notify/channel_sender.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "core/alerts/told_message.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to us

namespace naap {
namespace {

using namespace std::chrono_literals;

constexpr milliseconds kLongestCommand = 30s;
constexpr std::array<milliseconds, 7> kWebhookDelays{10s, 30s, 2min, 10min, 30min, 60min, 180min};
constexpr std::array<milliseconds, 2> kOtherDelays{10s, 60s};

/// Whether a server that answered so would answer so again.
bool isFinal(const HttpError& error)
{
    switch (error.problem) {
        case HttpProblem::bad_address:
        case HttpProblem::redirect: return true;
        case HttpProblem::status:
            return error.status >= 400 && error.status < 500 && error.status != 408 && error.status != 425 &&
                   error.status != 429;
        default: return false;
    }
}

SendOutcome sendWebhook(const Channel& channel, const BookedMessage& message, ChannelSecrets& secrets, HttpClient& http,
                        Instant now, const std::stop_token& stop)
{
    HttpPost post{.url = channel.url, .body = message.body, .headers = {}};
    const std::int64_t timestamp = toMs(now) / 1000;
    post.headers.emplace_back("X-NaaP-Lens-Delivery", fmt::format("{}", message.id));
    post.headers.emplace_back("X-NaaP-Lens-Timestamp", fmt::format("{}", timestamp));
    if (channel.is_signed) {
        auto secret = secrets.secret(channel.id);
        if (!secret)
            return {.told = false, .is_final = false, .problem = secret.error().message, .retry_after = {}};
        if (secret->empty())
            return {
                .told = false, .is_final = false, .problem = "no secret is kept for this channel", .retry_after = {}};
        post.headers.emplace_back("X-NaaP-Lens-Signature",
                                  webhookSignature(*secret, timestamp, message.id, message.body));
    }
    const HttpResult answer = http.post(post, stop);
    if (answer)
        return {.told = true, .is_final = true, .problem = {}, .retry_after = {}};
    return {.told = false,
            .is_final = isFinal(answer.error()),
            .problem = answer.error().message,
            .retry_after = answer.error().retry_after};
}

SendOutcome writeLog(const Channel& channel, const BookedMessage& message)
{
    std::ofstream file(channel.file, std::ios::app | std::ios::binary);
    file << message.body << '\n';
    file.flush();
    if (file)
        return {.told = true, .is_final = true, .problem = {}, .retry_after = {}};
    return {.told = false,
            .is_final = false,
            .problem = fmt::format("{}: cannot be written", channel.file),
            .retry_after = {}};
}

/// A program that was started, fed and watched.
class Child {
public:
    explicit Child(const std::vector<std::string>& arguments)
    {
        std::array<int, 2> pipe{-1, -1};
        if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
            return;
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, pipe[0], STDIN_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes, &none);  // our thread blocks SIGPIPE; a shell's pipeline relies on it
        // A group of its own, so that it ends with what it started.
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
        std::vector<char*> vector;
        std::vector<std::string> copies = arguments;
        for (std::string& each : copies)
            vector.push_back(each.data());
        vector.push_back(nullptr);
        m_error = ::posix_spawnp(&m_id, vector[0], &actions, &attributes, vector.data(), environ);
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);
        ::close(pipe[0]);
        m_input = pipe[1];
        ::fcntl(m_input, F_SETFL, O_NONBLOCK);
    }
    ~Child()
    {
        closeInput();
        if (m_error == 0 && !m_ended) {
            ::kill(-m_id, SIGKILL);
            ::waitpid(m_id, nullptr, 0);
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    int error() const { return m_error; }

    /// The exit status, or nothing: it was still running at the end of the time.
    std::optional<int> run(std::string_view input, milliseconds longest, const std::stop_token& stop)
    {
        const auto deadline = std::chrono::steady_clock::now() + longest;
        while (!stop.stop_requested() && std::chrono::steady_clock::now() < deadline) {
            feed(input);
            int status = 0;
            if (::waitpid(m_id, &status, WNOHANG) == m_id) {
                m_ended = true;
                return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            }
            std::this_thread::sleep_for(10ms);
        }
        return std::nullopt;
    }

private:
    /// A program that does not read its input ends all the same.
    void feed(std::string_view& input)
    {
        while (m_input >= 0 && !input.empty()) {
            const ssize_t written = ::write(m_input, input.data(), input.size());
            if (written < 0 && (errno == EAGAIN || errno == EINTR))
                return;
            if (written < 0)
                input = {};
            else
                input.remove_prefix(static_cast<std::size_t>(written));
        }
        closeInput();
    }

    void closeInput()
    {
        if (m_input >= 0)
            ::close(m_input);
        m_input = -1;
    }

    pid_t m_id = -1;
    int m_error = EIO;
    int m_input = -1;
    bool m_ended = false;
};

SendOutcome runCommand(const Channel& channel, const BookedMessage& message, const std::stop_token& stop)
{
    std::vector<std::string> arguments;
    for (const std::string& each : channel.arguments)
        arguments.push_back(arguments.empty() ? each : commandArgument(each, message.body));
    // Whoever ends before it has read all leaves us with a closed pipe, which must not end us.
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    Child child(arguments);
    if (child.error() != 0)
        return {.told = false,
                .is_final = child.error() == ENOENT || child.error() == EACCES,
                .problem = fmt::format("{}: {}", arguments.front(), std::strerror(child.error())),
                .retry_after = {}};
    const auto status = child.run(message.body, kLongestCommand, stop);
    if (status == 0)
        return {.told = true, .is_final = true, .problem = {}, .retry_after = {}};
    return {.told = false,
            .is_final = status == 126 || status == 127,
            .problem = status ? fmt::format("{} ended with status {}", arguments.front(), *status)
                              : fmt::format("{} did not end in time", arguments.front()),
            .retry_after = {}};
}

}  // namespace

std::string webhookSignature(const Secret& secret, std::int64_t timestamp, std::int64_t delivery, std::string_view body)
{
    const std::string text = fmt::format("{}.{}.{}", timestamp, delivery, body);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    HMAC(EVP_sha256(), secret.text().data(), static_cast<int>(secret.text().size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length);
    std::string hex = "sha256=";
    for (unsigned i = 0; i < length; ++i)
        hex += fmt::format("{:02x}", digest[i]);
    return hex;
}

std::optional<milliseconds> retryDelay(const Channel& channel, int attempts)
{
    const bool isWebhook = channel.kind == ChannelKind::webhook;
    const std::span<const milliseconds> delays =
        isWebhook ? std::span<const milliseconds>(kWebhookDelays) : std::span<const milliseconds>(kOtherDelays);
    const auto place = static_cast<std::size_t>(std::max(0, attempts - 1));
    return place < delays.size() ? std::optional(delays[place]) : std::nullopt;
}

std::string commandArgument(std::string_view argument, std::string_view body)
{
    const auto shown = shownMessage(body).value_or(ShownMessage{});
    const std::array<std::pair<std::string_view, const std::string*>, 5> places{{{"{title}", &shown.title},
                                                                                 {"{text}", &shown.text},
                                                                                 {"{level}", &shown.level},
                                                                                 {"{kind}", &shown.kind},
                                                                                 {"{rule}", &shown.rule}}};
    std::string out;
    while (!argument.empty()) {
        bool isFilled = false;
        for (const auto& [place, value] : places)
            if (argument.starts_with(place)) {
                out += *value;
                argument.remove_prefix(place.size());
                isFilled = true;
                break;
            }
        if (!isFilled) {
            out += argument.front();
            argument.remove_prefix(1);
        }
    }
    return out;
}

SendOutcome sendBy(const Channel& channel, const BookedMessage& message, ChannelSecrets& secrets, HttpClient& http,
                   Instant now, std::stop_token stop)
{
    switch (channel.kind) {
        case ChannelKind::webhook: return sendWebhook(channel, message, secrets, http, now, stop);
        case ChannelKind::command: return runCommand(channel, message, stop);
        case ChannelKind::log: return writeLog(channel, message);
        case ChannelKind::desktop:
        case ChannelKind::tray:
        case ChannelKind::sound: break;
    }
    return {.told = false, .is_final = true, .problem = "only a window can tell by this channel", .retry_after = {}};
}

}  // namespace naap
