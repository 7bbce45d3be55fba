#include <fmt/format.h>

#include "app/options.h"
#include "app/values.h"
#include "core/pipeline/maintenance.h"

namespace naap {
namespace {

class CompactCommand : public Command {
public:
    std::string_view name() const override { return "compact"; }
    std::string_view summary() const override { return "Join what many small imports left behind and free disk space"; }
    std::string_view usage() const override { return "[OPTION...]"; }
    std::string_view teaching() const override
    {
        return "No event and no figure changes. Needs free disk space of about the cache's size while it runs.\n\n"
               "Example:\n"
               "  naap-lens compact\n";
    }

    void declare(Syntax& syntax) override { m_cache.declare(syntax); }

    Result<bool> run(Output& output) override
    {
        auto cache = m_cache.openExisting();
        if (!cache)
            return tl::unexpected(cache.error());
        auto done = compact(**cache);
        if (!done)
            return tl::unexpected(done.error());
        output.write(fmt::format("The cache took {} and takes {} now.\n", byteSizeText(done->bytes_before),
                                 byteSizeText(done->bytes_after)));
        return true;
    }

private:
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makeCompactCommand()
{
    return std::make_unique<CompactCommand>();
}

}  // namespace naap
