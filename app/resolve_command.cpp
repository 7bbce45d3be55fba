#include <fmt/format.h>

#include "app/options.h"
#include "app/values.h"
#include "core/pipeline/resolve.h"

namespace naap {
namespace {

constexpr Instant kFirst = instantFromMs(0);
constexpr Instant kLast = instantFromMs(253'402'300'800'000);  // year 10000

class ResolveCommand : public Command {
public:
    std::string_view name() const override { return "resolve"; }
    std::string_view summary() const override { return "Bring facts and figures up to date with the events"; }
    std::string_view usage() const override { return "[OPTION...]"; }
    std::string_view teaching() const override
    {
        return "An import resolves what it added by itself; this goes on where one was interrupted. With --from or "
               "--to, "
               "everything in that range is resolved again, whether it needs it or not.\n\n"
               "Examples:\n"
               "  naap-lens resolve\n"
               "  naap-lens resolve --from 2026-04-01 --to 2026-04-02\n";
    }

    void declare(Syntax& syntax) override
    {
        m_range.declare(syntax, "what happened");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        if (auto good = m_range.check(); !good)
            return tl::unexpected(good.error());
        auto cache = m_cache.openExisting();
        if (!cache)
            return tl::unexpected(cache.error());
        auto done = resolve(**cache);
        if (!done)
            return tl::unexpected(done.error());
        output.write(fmt::format("Resolved {}, {} and {}.\n", counted(done->sessions, "session"),
                                 counted(done->jobs, "job"), counted(done->hours, "hour")));
        if (done->cancelled)
            complain("stopped before the end; `naap-lens resolve` goes on");
        return !done->cancelled;
    }

private:
    Result<ResolveSummary> resolve(Cache& cache)
    {
        Interrupt interrupt;
        ProgressLine line;
        const auto progress = [&](const ResolveProgress& at) {
            line.show(fmt::format("session {} of {}  hour {} of {}", grouped(at.sessions_done),
                                  grouped(at.sessions_total), grouped(at.hours_done), grouped(at.hours_total)));
        };
        Resolver resolver(cache);
        if (!m_range.from && !m_range.to)
            return resolver.resolveDirty(progress, interrupt.token());
        return resolver.repair(m_range.from.value_or(kFirst), m_range.to.value_or(kLast), progress, interrupt.token());
    }

    RangeOption m_range;
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makeResolveCommand()
{
    return std::make_unique<ResolveCommand>();
}

}  // namespace naap
