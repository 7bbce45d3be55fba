#include <fstream>
#include <random>

#include <fmt/format.h>

#include "app/options.h"
#include "app/values.h"
#include "core/reports/share_bundle.h"

namespace naap {
namespace {

Result<void> writeWhole(const std::filesystem::path& path, const std::string& content)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << content;
    file.close();
    if (!file)
        return failure(Error::Code::io, fmt::format("cannot write {}", path.string()));
    return {};
}

class ShareCommand : public Command {
public:
    std::string_view name() const override { return "share"; }
    std::string_view summary() const override { return "Write regional figures that tell of nobody in particular"; }
    std::string_view usage() const override { return "[--out FOLDER] [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "Prints every table and field that the bundle holds. With --out it then writes them, as JSON and as "
               "CSV. "
               "The bundle has regions and cells of 5 degrees, orchestrators under pseudonyms drawn for it, and no "
               "names of gateways, streams or hosts, no addresses and no IP addresses. What stands for fewer sessions "
               "than --min-group is put together, or left out.\n\n"
               "Examples:\n"
               "  naap-lens share                       what would be in it?\n"
               "  naap-lens share --out bundle --from 2026-04-01 --to 2026-05-01\n"
               "  naap-lens share --out bundle --grain hour --min-group 50\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.text("--out", m_folder, "FOLDER", "write it here; the folder is made when it is not there");
        m_range.declare(syntax, "windows");
        syntax.choice("--grain", m_grain, {"hour", "day", "range"}, "GRAIN", "UTC hours, UTC days, or the range (day)");
        syntax.value("--min-group", m_options.min_group, parseCount, "N", "sessions that a figure stands for (10)");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        if (auto good = m_range.check(); !good)
            return tl::unexpected(good.error());
        m_options.from = m_range.from;
        m_options.to = m_range.to;
        m_options.grain = m_grain == "hour" ? Grain::hour : m_grain == "range" ? Grain::range : Grain::day;
        std::random_device random;
        m_options.seed = (std::uint64_t{random()} << 32U) | random();
        auto cache = m_cache.open(Cache::Access::read);
        if (!cache)
            return tl::unexpected(cache.error());
        const auto bundle = shareBundleOf(**cache, m_options);
        if (!bundle)
            return tl::unexpected(bundle.error());
        output.write(contentsOf(*bundle));
        if (m_folder.empty()) {
            output.write("\nNothing was written; --out FOLDER writes it.\n");
            return true;
        }
        return write(*bundle, output);
    }

private:
    Result<bool> write(const ShareBundle& bundle, Output& output) const
    {
        std::error_code error;
        std::filesystem::create_directories(m_folder, error);
        if (error)
            return failure(Error::Code::io, fmt::format("cannot make {}: {}", m_folder, error.message()));
        for (const ShareFile& file : filesOf(bundle))
            if (auto done = writeWhole(std::filesystem::path(m_folder) / file.name, file.content); !done)
                return tl::unexpected(done.error());
        output.write(fmt::format("\nWritten to {}.\n", m_folder));
        return true;
    }

    std::string m_folder;
    RangeOption m_range;
    std::string m_grain = "day";
    ShareOptions m_options;
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makeShareCommand()
{
    return std::make_unique<ShareCommand>();
}

}  // namespace naap
