#include <fmt/format.h>

#include "app/options.h"
#include "app/values.h"
#include "core/pipeline/maintenance.h"
#include "core/reports/doctor.h"

namespace naap {
namespace {

class DoctorCommand : public Command {
public:
    std::string_view name() const override { return "doctor"; }
    std::string_view summary() const override { return "Tell how the cache is, what it covers and what is missing"; }
    std::string_view usage() const override { return "[OPTION...]"; }
    std::string_view teaching() const override
    {
        return "Checks the file, the accounting of all records, and prints the checksum of the facts: two caches that "
               "hold "
               "the same events have the same one. Exit status 1 when something is wrong.\n\n"
               "--rebuild makes a new cache from the events that can still be read in a damaged one. The old file is "
               "kept "
               "beside it. What was lost comes back by importing the event files again.\n\n"
               "Examples:\n"
               "  naap-lens doctor\n"
               "  naap-lens doctor --db incident.db --json\n"
               "  naap-lens doctor --rebuild\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.flag("--json", m_json, "print the result as one JSON object");
        syntax.flag("--rebuild", m_rebuild, "make a new cache from what a damaged one still holds").excludes("--json");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override { return m_rebuild ? rebuildCache(output) : examineCache(output); }

private:
    Result<bool> examineCache(Output& output)
    {
        auto cache = m_cache.open(Cache::Access::read);
        if (!cache)
            return tl::unexpected(cache.error());
        auto report = guarded(**cache, [&] { return examine(**cache, {}); });
        if (!report)
            return tl::unexpected(report.error());
        output.write(m_json ? doctorJson(*report) : doctorText(*report));
        if (!report->integrity_errors.empty())
            complain("the cache is damaged; `naap-lens doctor --rebuild` makes a new one from what can still be read");
        return report->isHealthy();
    }

    Result<bool> rebuildCache(Output& output)
    {
        auto path = m_cache.path();
        if (!path)
            return tl::unexpected(path.error());
        std::error_code ignored;
        if (!std::filesystem::exists(*path, ignored))
            return failure(Error::Code::io, fmt::format("there is no cache at {} to rebuild", path->string()));
        Interrupt interrupt;
        ProgressLine line;
        auto done = rebuild(
            *path,
            [&](double share, std::string_view stage) { line.show(fmt::format("{}  {:.0f}%", stage, 100 * share)); },
            interrupt.token());
        line.clear();
        if (!done)
            return tl::unexpected(done.error());
        output.write(fmt::format("The new cache holds {}; {} could not be read. The old file is {}.\n",
                                 counted(done->events, "event"), counted(done->damaged_blocks, "block"),
                                 done->kept_as.string()));
        if (done->damaged_blocks > 0)
            remark("Import the event files again: that adds what was lost, and counts nothing twice.");
        return true;
    }

    bool m_json = false;
    bool m_rebuild = false;
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makeDoctorCommand()
{
    return std::make_unique<DoctorCommand>();
}

}  // namespace naap
