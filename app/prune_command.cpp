#include <fmt/format.h>

#include "app/options.h"
#include "app/values.h"
#include "core/pipeline/maintenance.h"
#include "core/store/accounting_store.h"
#include "core/store/api_store.h"

namespace naap {
namespace {

class PruneCommand : public Command {
public:
    std::string_view name() const override { return "prune"; }
    std::string_view summary() const override { return "Remove the payloads of old days; facts and figures stay"; }
    std::string_view usage() const override { return "(--keep SPAN | --max-size SIZE) [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "Whole UTC days are removed, oldest first, never the newest. What they added up to stays, but can no "
               "longer "
               "be taken apart into events or computed again. --keep counts back from the newest event; with --now, "
               "from "
               "the clock. Given both, --keep and --max-size both hold afterwards.\n\n"
               "Examples:\n"
               "  naap-lens prune --keep 30d --dry-run\n"
               "  naap-lens prune --max-size 2GB\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.value("--keep", m_keep, parseSpan, "SPAN", "keep this much, as in 30d or 4w");
        syntax.value("--max-size", m_options.max_bytes, parseByteSize, "SIZE",
                     "remove days until the cache is no larger, as in 500MB or 2GB");
        syntax.flag("--now", m_now, "--keep counts back from the clock");
        syntax.flag("--dry-run", m_options.dry_run, "say what would be removed, and remove nothing");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        if (!m_keep && !m_options.max_bytes)
            return failure(Error::Code::usage, "prune wants --keep SPAN or --max-size SIZE");
        auto cache = m_cache.openExisting();
        if (!cache)
            return tl::unexpected(cache.error());
        if (m_keep)
            if (const auto end = m_now ? std::optional(clockNow()) : newestContent(**cache))
                m_options.older_than = *end - *m_keep;
        auto done = prune(**cache, m_options);
        if (!done)
            return tl::unexpected(done.error());
        output.write(plainText(*done));
        return true;
    }

private:
    /// The newest event; in a cache that holds nothing but the public API's figures, the newest of those.
    static std::optional<Instant> newestContent(Cache& cache)
    {
        const auto event = newestEvent(cache);
        return event ? event : newestApiFetch(cache);
    }

    std::string plainText(const PruneSummary& done) const
    {
        const char* verb = m_options.dry_run ? "Would remove" : "Removed";
        std::string text =
            fmt::format("{} {} events of {} hours; {} sessions can no longer be computed again.\n", verb,
                        grouped(done.events_removed), grouped(done.hours_removed), grouped(done.sessions_frozen));
        return text + fmt::format("The cache {} {} and {} {}.\n", m_options.dry_run ? "takes" : "took",
                                  byteSizeText(done.bytes_before), m_options.dry_run ? "would take" : "takes",
                                  byteSizeText(done.bytes_after));
    }

    std::optional<milliseconds> m_keep;
    bool m_now = false;
    PruneOptions m_options;
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makePruneCommand()
{
    return std::make_unique<PruneCommand>();
}

}  // namespace naap
