#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/command.h"

namespace naap {
namespace {

constexpr std::size_t kOptionColumn = 26;

void wrapLine(std::string& out, std::string_view line, std::size_t width, std::size_t indent)
{
    std::size_t column = out.size() - (out.rfind('\n') == std::string::npos ? 0 : out.rfind('\n') + 1);
    if (line.starts_with(' ')) {
        out += line;
        return;
    }
    bool first = true;
    while (!line.empty()) {
        const std::string_view word = line.substr(0, line.find(' '));
        if (!first && column + 1 + word.size() > width) {
            out += '\n';
            out.append(indent, ' ');
            column = indent;
        } else if (!first) {
            out += ' ';
            ++column;
        }
        out += word;
        column += word.size();
        first = false;
        line.remove_prefix(std::min(line.size(), word.size() + 1));
    }
}

void putEntry(std::string& out, std::string_view left, std::string_view right, std::size_t width)
{
    std::string line = fmt::format("  {}", left);
    if (line.size() + 2 > kOptionColumn) {
        out += line;
        out += '\n';
        line.clear();
    }
    line.append(kOptionColumn - line.size(), ' ');
    out += line;
    // wrapLine() measures from the last line feed, which is where this entry begins.
    wrapLine(out, right, width, kOptionColumn);
    out += '\n';
}

std::string nameOf(const CLI::Option& option)
{
    std::string name;
    for (const std::string& each : option.get_snames())
        name += "-" + each + ", ";
    for (const std::string& each : option.get_lnames())
        name += "--" + each + ", ";
    name.resize(name.size() - 2);
    if (option.get_items_expected_max() > 0)
        name += " " + option.get_type_name();
    return name;
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent)
{
    std::string out;
    while (true) {
        const std::size_t end = text.find('\n');
        wrapLine(out, text.substr(0, end), width, indent);
        if (end == std::string_view::npos)
            return out;
        out += '\n';
        text.remove_prefix(end + 1);
        if (text.empty())
            return out;
    }
}

std::string helpOf(const Command& command, const Syntax& syntax, std::size_t width)
{
    std::string out = fmt::format("Usage: naap-lens {} {}\n\n", command.name(), command.usage());
    out += wrapped(std::string(command.summary()) + ".\n", width, 0);
    out += "\nOptions:\n";
    for (const CLI::Option* option : syntax.app().get_options())
        if (option->nonpositional())
            putEntry(out, nameOf(*option), option->get_description(), width);
    out += '\n';
    out += wrapped(command.teaching(), width, 0);
    return out;
}

std::string programHelp(std::size_t width)
{
    std::string out = wrapped(
        "NaaP Lens explores the Livepeer AI network: it reads telemetry events from files, keeps them in a local "
        "cache, "
        "resolves them into sessions, selections and jobs, and reports on them.\n\n"
        "Usage: naap-lens COMMAND [ARGUMENT...]\n\n",
        width, 0);
    for (const auto& command : allCommands())
        putEntry(out, command->name(), command->summary(), width);
    out += '\n';
    out += wrapped(
        "Begin with:\n"
        "  naap-lens import FILE...          put event files into the cache\n"
        "  naap-lens query leaderboard       who serves best?\n"
        "  naap-lens query                   what else can be asked?\n"
        "  naap-lens COMMAND --help          options and examples of a command\n\n"
        "The window is not part of this version yet: the command line shows all there is.\n",
        width, 0);
    return out;
}

}  // namespace naap
