#include <utility>

#include "app/options.h"
#include "app/window.h"

namespace naap {
namespace {

class OpenCommand : public Command {
public:
    std::string_view name() const override { return "open"; }
    std::string_view summary() const override { return "Open the window, with these event files if any are named"; }
    std::string_view usage() const override { return "[FILE...] [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "The window shows what the cache holds; files named here are taken in while it is open, and folders "
               "with "
               "all files beneath them. Without a command, and where there is a display, naap-lens does the same.\n\n"
               "Examples:\n"
               "  naap-lens open events.ndjson.zst\n"
               "  naap-lens open --db incident.db incident/\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.words("FILE", m_files, "event files, or folders of them");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output&) override
    {
        if (!hasDisplay())
            return failure(Error::Code::io,
                           "there is no display to open a window on; 'naap-lens import' and 'query' need none, and "
                           "'naap-lens shots' paints the pages into files");
        auto path = m_cache.path();
        if (!path)
            return tl::unexpected(path.error());
        if (auto made = ensureCache(*path); !made)
            return tl::unexpected(made.error());
        if (auto done = runWindow(*path, m_files); !done)
            return tl::unexpected(done.error());
        return true;
    }

private:
    std::vector<std::string> m_files;
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makeOpenCommand()
{
    return std::make_unique<OpenCommand>();
}

}  // namespace naap
