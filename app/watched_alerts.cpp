#include "app/watched_alerts.h"

#include <mutex>

#include <fmt/format.h>
#include <algorithm>

#include "app/desktop_thread.h"
#include "app/secret_input.h"
#include "app/values.h"
#include "core/alerts/told_message.h"
#include "core/reports/alert_snapshots.h"
#include "core/text_file.h"

namespace naap {
namespace {

using Clock = std::chrono::steady_clock;

/// A source that does not catch up for so long is judged as it is.
constexpr std::chrono::minutes kLongestWait{10};
constexpr std::chrono::seconds kBetweenLooks{2};
/// The line on standard error: no id of a file can be blank.
const Channel kLine{.id = {}, .kind = ChannelKind::tray};

void tellProblems(const std::string& file, const std::vector<RuleProblem>& problems)
{
    for (const RuleProblem& each : problems)
        complain(fmt::format("{}: {}: {}", file, each.place.empty() ? "the file" : each.place, each.reason));
}

bool hasCaughtUp(const FeedFigures& feed)
{
    return feed.state.kind != FeedState::Kind::connecting && feed.state.kind != FeedState::Kind::catching_up;
}

std::string oneLine(std::string text)
{
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at))
        text.replace(at, 1, "; ");
    return text;
}

}  // namespace

/// What was read at the beginning: nobody can be asked for a passphrase in the middle of the night.
class WatchedAlerts::Secrets : public ChannelSecrets {
public:
    void set(const std::vector<std::pair<std::string, Secret>>& secrets)
    {
        const std::scoped_lock lock(m_mutex);
        m_secrets.clear();
        for (const auto& [name, secret] : secrets)
            m_secrets.emplace_back(name, Secret(secret.text()));
    }
    Result<Secret> secret(const std::string& name) override
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto& [known, secret] : m_secrets)
            if (known == name)
                return Secret(secret.text());
        return failure(Error::Code::io, fmt::format("no secret was read for the channel {}", name));
    }

private:
    std::mutex m_mutex;
    std::vector<std::pair<std::string, Secret>> m_secrets;
};

WatchedAlerts::WatchedAlerts() : m_secrets(std::make_shared<Secrets>()) {}

WatchedAlerts::~WatchedAlerts()
{
    stop();
}

void WatchedAlerts::declare(Syntax& syntax)
{
    syntax.text("--rules", m_rulesFile, "FILE", "judge the alert rules of this file, and tell");
    syntax.text("--channels", m_channelsFile, "FILE", "tell by the channels of this file, too").needs("--rules");
    syntax
        .value("--mine", m_mine, parseAddress, "ADDRESS",
               "an orchestrator of yours, for rules about your own; again for more")
        .needs("--rules");
}

Result<WatchedAlerts::Read> WatchedAlerts::readFiles(std::optional<std::int64_t> passphrase) const
{
    const auto rulesText = textOfFile(m_rulesFile, kMostOfSettings);
    if (!rulesText)
        return tl::unexpected(rulesText.error());
    RuleFile rules = readAlertRules(*rulesText);
    tellProblems(m_rulesFile, rules.problems);
    if (rules.rules.empty())
        return failure(Error::Code::usage, fmt::format("{}: no rule that can be used", m_rulesFile));
    Read read;
    read.settings.rules = std::move(rules.rules);
    read.settings.mine = {m_mine.begin(), m_mine.end()};
    read.settings.channels.push_back(kLine);
    if (m_channelsFile.empty())
        return read;
    const auto channelsText = textOfFile(m_channelsFile, kMostOfSettings);
    if (!channelsText)
        return tl::unexpected(channelsText.error());
    ChannelFile channels = readChannels(*channelsText);
    tellProblems(m_channelsFile, channels.problems);
    if (channels.channels.empty())
        return failure(Error::Code::usage, fmt::format("{}: no channel that can be used", m_channelsFile));
    read.settings.schedule = channels.schedule;
    KeptSecrets kept(passphrase);
    for (Channel& each : channels.channels) {
        if (each.kind == ChannelKind::tray || each.kind == ChannelKind::sound) {
            remark(fmt::format("{}: the channel {} is for the window alone", m_channelsFile, each.id));
            continue;
        }
        if (each.kind == ChannelKind::webhook && each.is_signed && each.enabled) {
            auto secret = kept.readOrAsk("webhook/" + each.id, "the channel " + each.id);
            if (!secret)
                return tl::unexpected(secret.error());
            read.secrets.emplace_back(each.id, std::move(*secret));
        }
        read.settings.channels.push_back(std::move(each));
    }
    return read;
}

void WatchedAlerts::take(Read read)
{
    m_settings = std::move(read.settings);
    m_secrets->set(read.secrets);
    if (m_watcher)
        m_watcher->setSettings(m_settings);
}

Result<void> WatchedAlerts::read(std::optional<std::int64_t> passphrase)
{
    auto read = readFiles(passphrase);
    if (!read)
        return tl::unexpected(read.error());
    take(std::move(*read));
    return {};
}

void WatchedAlerts::start(const std::filesystem::path& cache)
{
    m_desktop = std::make_unique<DesktopThread>();
    WatcherCalls calls;
    calls.changed = [this](const std::shared_ptr<const AlertPicture>& picture) {
        sayProblem(picture->problem);
        sayUnmatched(*picture);
    };
    calls.tell = [this](const Channel& channel, const BookedMessage& message) { tell(channel, message); };
    m_watcher = std::make_unique<AlertWatcher>(cache, m_secrets, std::move(calls));
    holdUntilCaughtUp();
    m_watcher->setSettings(m_settings);
}

void WatchedAlerts::holdUntilCaughtUp()
{
    if (!m_watcher)
        return;
    m_heldUntil = Clock::now() + kLongestWait;
    m_watcher->setHeld(true);
}

void WatchedAlerts::turn(const LiveIngest& live)
{
    if (!m_watcher)
        return;
    if (!m_heldUntil)
        return wakeIfChanged();
    const bool isThere = std::ranges::all_of(live.figures(), hasCaughtUp);
    if (!isThere && Clock::now() < *m_heldUntil)
        return;
    m_heldUntil.reset();
    m_watcher->setHeld(false);
}

/// Rules about the hour that runs need not wait for the next look; others cost a look next to nothing.
void WatchedAlerts::wakeIfChanged()
{
    if (!m_isChanged || Clock::now() < m_nextWake)
        return;
    m_isChanged = false;
    m_nextWake = Clock::now() + kBetweenLooks;
    m_watcher->wake();
}

void WatchedAlerts::stop()
{
    if (!m_watcher)
        return;
    m_watcher->stop();  // its thread calls us, and we it
    m_desktop.reset();
    m_watcher.reset();
}

/// On the watcher's thread. A problem is said once, and once more when it is another.
void WatchedAlerts::sayProblem(const std::string& problem)
{
    if (problem == m_saidProblem)
        return;
    m_saidProblem = problem;
    remark(fmt::format("{} alerts: {}", formatInstant(clockNow()),
                       problem.empty() ? "judged again" : "cannot be judged: " + problem));
}

/// On the watcher's thread. Each once: what such a rule is about may come yet, so it is judged like the others.
void WatchedAlerts::sayUnmatched(const AlertPicture& picture)
{
    std::set<std::string> unmatched;
    for (const RuleLook& look : picture.rules)
        if (look.unmatched)
            unmatched.insert(fmt::format("{}: {}: {}", m_rulesFile, look.unmatched->place, look.unmatched->reason));
    for (const std::string& each : unmatched)
        if (!m_saidUnmatched.contains(each))
            complain(each);
    m_saidUnmatched = std::move(unmatched);
}

/// On the watcher's thread.
void WatchedAlerts::tell(const Channel& channel, const BookedMessage& message)
{
    const auto shown = shownMessage(message.body).value_or(ShownMessage{});
    if (channel.id == kLine.id) {
        remark(fmt::format("{} alert {}: {}: {}", formatInstant(clockNow()), shown.kind, shown.title,
                           oneLine(shown.text)));
        m_watcher->localDone(message.id, {});
    } else {
        m_desktop->show(message, *m_watcher);
    }
}

}  // namespace naap
