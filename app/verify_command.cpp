#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/options.h"
#include "app/values.h"
#include "core/pipeline/maintenance.h"

namespace naap {
namespace {

class VerifyCommand : public Command {
public:
    std::string_view name() const override { return "verify"; }
    std::string_view summary() const override { return "Compute all facts again and compare, without changing any"; }
    std::string_view usage() const override { return "[OPTION...]"; }
    std::string_view teaching() const override
    {
        return "Facts follow from events alone, so computing them anew must give the same. Needs free disk space of "
               "about "
               "the cache's size. Exit status 1 when anything differs; `naap-lens resolve --from TIME --to TIME` "
               "repairs.\n\n"
               "Examples:\n"
               "  naap-lens verify\n"
               "  naap-lens verify --db incident.db --json\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.flag("--json", m_json, "print the result as one JSON object");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        auto cache = m_cache.open(Cache::Access::read);
        if (!cache)
            return tl::unexpected(cache.error());
        Interrupt interrupt;
        ProgressLine line;
        auto found = verifyFacts(
            **cache,
            [&](double share, std::string_view stage) { line.show(fmt::format("{}  {:.0f}%", stage, 100 * share)); },
            interrupt.token());
        line.clear();
        if (!found)
            return tl::unexpected(found.error());
        if (found->cancelled)
            return failure(Error::Code::cancelled, "stopped before the end; nothing is known about the facts");
        output.write(m_json ? jsonText(*found) : plainText(*found));
        return found->difference_count == 0;
    }

private:
    static std::string jsonText(const VerifySummary& found)
    {
        nlohmann::ordered_json json;
        json["sessions_checked"] = found.sessions_checked;
        json["difference_count"] = found.difference_count;
        json["differences"] = found.differences;
        return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    }

    static std::string plainText(const VerifySummary& found)
    {
        std::string text;
        for (const std::string& difference : found.differences)
            text += difference + "\n";
        const auto listed = static_cast<std::int64_t>(found.differences.size());
        if (found.difference_count > listed)
            text += fmt::format("... and {} more\n", grouped(found.difference_count - listed));
        return text + fmt::format("{} checked, {}.\n", counted(found.sessions_checked, "session"),
                                  counted(found.difference_count, "difference"));
    }

    bool m_json = false;
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makeVerifyCommand()
{
    return std::make_unique<VerifyCommand>();
}

}  // namespace naap
