#include <fmt/format.h>

#include "app/options.h"
#include "app/values.h"
#include "core/reports/verdict_evidence.h"
#include "core/store/dirty_store.h"

namespace naap {
namespace {

class VerdictCommand : public Command {
public:
    std::string_view name() const override { return "verdict"; }
    std::string_view summary() const override { return "Is it me or the network? A sentence, with its evidence"; }
    std::string_view usage() const override { return "[OPTION...]"; }
    std::string_view teaching() const override
    {
        return "Looks from the outside in, at the feed, the network, the cohort (others with the same pipelines and "
               "models) and your own orchestrators, and compares one hour with the 24 before it. The outermost layer "
               "that differs by more than chance is named; where there is no evidence, that is said.\n\n"
               "Examples:\n"
               "  naap-lens verdict --orchestrator 0x5f3c...\n"
               "  naap-lens verdict --orchestrator 0x5f3c... --at 2026-04-01T03:20:00Z --format json\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.value("--orchestrator", m_mine, parseAddress, "ADDRESS",
                     "an orchestrator of yours; may be given several times");
        syntax.value("--at", m_at, parseTime, "TIME",
                     "judge the hour that holds this time (without it: the last settled one)");
        syntax.choice("--format", m_format, {"table", "json"}, "FORMAT", "table (for people) or json");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        auto cache = m_cache.open(Cache::Access::read);
        if (!cache)
            return tl::unexpected(cache.error());
        if (!DirtyStore(**cache).isClean())
            remark("Not all events of this cache are resolved yet; `naap-lens resolve` brings the figures up to date.");
        const auto evidence = verdictEvidence(**cache, m_at, {m_mine.begin(), m_mine.end()});
        if (!evidence)
            return tl::unexpected(evidence.error());
        const Verdict verdict = verdictOf(*evidence);
        output.write(m_format == "json" ? verdictJson(*evidence, verdict) : verdictText(*evidence, verdict));
        return true;
    }

private:
    std::vector<std::string> m_mine;
    std::optional<Instant> m_at;
    std::string m_format;
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makeVerdictCommand()
{
    return std::make_unique<VerdictCommand>();
}

}  // namespace naap
