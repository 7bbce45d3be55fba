#include <fmt/format.h>

#include "app/command.h"
#include "core/store/schema.h"

namespace naap {
namespace {

class VersionCommand : public Command {
public:
    std::string_view name() const override { return "version"; }
    std::string_view summary() const override { return "Print the version of the program and of its cache"; }
    std::string_view usage() const override { return ""; }
    std::string_view teaching() const override { return "Example:\n  naap-lens version\n"; }
    void declare(Syntax&) override {}

    Result<bool> run(Output& output) override
    {
        output.write(fmt::format("naap-lens {}\ncache schema {}\n", NAAP_VERSION, newestSchemaVersion()));
        return true;
    }
};

}  // namespace

std::unique_ptr<Command> makeVersionCommand()
{
    return std::make_unique<VersionCommand>();
}

}  // namespace naap
