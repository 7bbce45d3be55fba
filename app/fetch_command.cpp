#include <map>

#include <fmt/format.h>

#include "app/options.h"
#include "app/secret_input.h"
#include "app/values.h"
#include "core/pipeline/public_api_feed.h"
#include "core/reports/cells.h"
#include "core/reports/format.h"

namespace naap {
namespace {

/// What came of asking an endpoint, as a table.
std::span<const Column<ApiPollStatus>> statusColumns()
{
    static const std::vector<Column<ApiPollStatus>> columns{
        {key("endpoint", FieldType::text, "", "what was asked"), member<&ApiPollStatus::endpoint>},
        {field("state", FieldType::text, "", "live, or why not"),
         [](const ApiPollStatus& status) { return Cell(std::string(wordOf(status.state))); }},
        {field("windows", FieldType::integer, "", "hours, or answers of now"), member<&ApiPollStatus::windows>},
        {field("rows", FieldType::integer, "", "rows read"), member<&ApiPollStatus::rows>},
        {field("problems", FieldType::integer, "", "not as documented; see the report api-problems"),
         member<&ApiPollStatus::problems>},
        {field("reason", FieldType::text, "", "why it failed"),
         [](const ApiPollStatus& status) { return nullIfBlank(status.sentence); }},
    };
    return columns;
}

class FetchCommand : public Command {
public:
    std::string_view name() const override { return "fetch"; }
    std::string_view summary() const override { return "Fetch the public API's own figures, to stand beside yours"; }
    std::string_view usage() const override { return "[OPTION...]"; }
    std::string_view teaching() const override
    {
        return "Asks each endpoint once: what is true now, and of hourly figures the hour that runs and the two "
               "before, or "
               "those of --from and --to. With --follow it goes on at the pace that the API's operators ask for, until "
               "Ctrl-C; "
               "what changes is told on standard error.\n\n"
               "The API's figures are kept apart: no report of your own figures contains them. The reports whose names "
               "begin with api- show them, and 'reconciliation' compares both for the same hours.\n\n"
               "A token, where a server wants one, comes through a file descriptor, so that no list of processes shows "
               "it. "
               "Without --proxy the usual variables count (https_proxy, no_proxy).\n\n"
               "Exit status: 0 when everything that the server serves was answered, 1 otherwise.\n\n"
               "Examples:\n"
               "  naap-lens fetch\n"
               "  naap-lens fetch --from 2026-04-01 --to 2026-04-02\n"
               "  naap-lens fetch --url https://naap.example.org --token-fd 3 3< token.txt\n"
               "  naap-lens fetch --follow\n"
               "  naap-lens query api-sla --last 3h --now\n"
               "  naap-lens query reconciliation --filter 'likely_cause != \"equal\"'\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.text("--url", m_url, "URL", "the API; without it, the public one");
        syntax.value("--token-fd", m_tokenDescriptor, parseCount, "N", "read a token from this file descriptor");
        syntax.text("--token-name", m_tokenName, "NAME", "the token is the one that 'secret' keeps under this name");
        syntax.value("--passphrase-fd", m_passphraseDescriptor, parseCount, "N",
                     "read the passphrase of the file of secrets from this file descriptor");
        syntax.text("--ca", m_ca, "FILE", "trust the certificates in this file instead of the system's");
        syntax.text("--proxy", m_proxy, "URL", "go through this proxy");
        m_range.declare(syntax, "hours that begin");
        syntax.flag("--follow", m_follow, "go on until Ctrl-C");
        syntax.choice("--format", m_format, {"table", "json", "csv", "ndjson"}, "FORMAT",
                      "table (for people), json, csv or ndjson");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        if (auto good = m_range.check(); !good)
            return tl::unexpected(good.error());
        auto options = httpOptions();
        if (!options)
            return tl::unexpected(options.error());
        auto cache = m_cache.open(Cache::Access::write);
        if (!cache)
            return tl::unexpected(cache.error());
        Interrupt interrupt;
        HttpClient client(std::move(*options));
        PublicApiFeed feed(**cache, client, m_url, ApiSurroundings::real(), {m_range.from, m_range.to, m_follow},
                           [this](const ApiPollStatus& status) { tell(status); });
        auto done = m_follow ? feed.run(interrupt.token()) : feed.step(interrupt.token());
        m_line.clear();
        if (!done)
            return tl::unexpected(done.error());
        tellClock(feed.api());
        writeReport(RowsTable<ApiPollStatus>(feed.endpoints(), statusColumns()),
                    {.format = *formatOf(m_format), .width = outputWidth(), .colour = outputHasStyle()},
                    [&](std::string_view text) { return output.write(text); });
        return statusOf(feed, interrupt);
    }

private:
    Result<HttpOptions> httpOptions() const
    {
        HttpOptions options;
        options.user_agent = "naap-lens/" NAAP_VERSION;
        options.ca_file = m_ca;
        options.proxy = m_proxy;
        if (m_proxy.find('@') != std::string::npos)
            return failure(
                Error::Code::usage,
                "--proxy: a password does not belong on a command line, where every user of this computer can read it; "
                "put the address with it into the variable https_proxy");
        if (m_tokenDescriptor) {
            auto token = secretFromDescriptor(*m_tokenDescriptor, "--token-fd", "token");
            if (!token)
                return tl::unexpected(token.error());
            options.token = std::move(*token);
        } else if (!m_tokenName.empty()) {
            auto token = KeptSecrets(m_passphraseDescriptor).readOrAsk(m_tokenName, m_url);
            if (!token)
                return tl::unexpected(token.error());
            options.token = std::move(*token);
        }
        return options;
    }

    /// While following, a line for each change; otherwise where it stands.
    void tell(const ApiPollStatus& status)
    {
        m_line.show(fmt::format("{}  {} rows", status.endpoint, grouped(status.rows)));
        if (!m_follow)
            return;
        auto& told = m_told[status.endpoint];
        const std::pair<ApiPollState, std::string> now{status.state, status.sentence};
        if (told == now)
            return;
        told = now;
        m_line.clear();
        remark(fmt::format("{}  {}  {}{}{}", formatInstant(clockNow()), status.endpoint, wordOf(status.state),
                           status.sentence.empty() ? "" : ": ", status.sentence));
    }

    static void tellClock(const PublicApi& api)
    {
        const milliseconds offset = api.clockOffset().value_or(milliseconds(0));
        if (std::chrono::abs(offset) > std::chrono::minutes(1))
            remark(fmt::format(
                "The clock of this computer is {} {} that of the server; hours are counted by the server's.",
                spanText(static_cast<double>(std::chrono::abs(offset).count()) / 1000),
                offset.count() > 0 ? "behind" : "ahead of"));
    }

    bool statusOf(const PublicApiFeed& feed, const Interrupt& interrupt) const
    {
        std::string reason;
        bool good = false, bad = false;
        for (const ApiPollStatus& status : feed.endpoints()) {
            good = good || status.state == ApiPollState::live;
            const bool failed = status.state == ApiPollState::retrying || status.state == ApiPollState::stopped;
            bad = bad || failed || status.state == ApiPollState::waiting;
            if (reason.empty() && status.state != ApiPollState::live)
                reason = status.sentence;
        }
        if (m_follow && interrupt.token().stop_requested())
            return true;
        if (interrupt.token().stop_requested())
            complain("stopped before everything was asked; what came is in the cache");
        else if (!good && !reason.empty())
            complain(reason);
        return good && !bad;
    }

    std::string m_url = std::string(kPublicApiUrl);
    std::optional<std::int64_t> m_tokenDescriptor;
    std::string m_tokenName;
    std::optional<std::int64_t> m_passphraseDescriptor;
    std::string m_ca;
    std::string m_proxy;
    RangeOption m_range;
    bool m_follow = false;
    std::string m_format = "table";
    CacheOption m_cache;
    ProgressLine m_line;
    std::map<std::string, std::pair<ApiPollState, std::string>> m_told;
};

}  // namespace

std::unique_ptr<Command> makeFetchCommand()
{
    return std::make_unique<FetchCommand>();
}

}  // namespace naap
