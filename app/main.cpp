#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/command.h"
#include "app/window.h"

namespace naap {
namespace {

enum ExitStatus { kDone = 0, kFailed = 1, kWrongUsage = 2 };

int wrongUsage(std::string_view sentence, std::string_view help, int status = kWrongUsage)
{
    complain(sentence);
    remark(fmt::format("Try '{}'.", help));
    return status;
}

int unknownCommand(const std::string& word, const std::vector<std::unique_ptr<Command>>& commands)
{
    std::vector<std::string> names;
    names.reserve(commands.size());
    for (const auto& command : commands)
        names.emplace_back(command->name());
    const bool isOption = word.starts_with('-');
    if (isOption)
        names = {"--help", "--version"};
    return wrongUsage(
        fmt::format("there is no {} '{}'{}", isOption ? "option" : "command", word, suggestion(word, names)),
        "naap-lens --help");
}

std::string helpCommand(const Command& command)
{
    return fmt::format("naap-lens {} --help", command.name());
}

/// Words that nothing took: an option that does not exist, or a word too many.
int extraWords(const Command& command, const Syntax& syntax)
{
    const std::vector<std::string> left = syntax.app().remaining();
    std::string word = left.empty() ? std::string() : left.front();
    for (const std::string& each : left)
        if (each.starts_with('-') && each.size() > 1 && each != "--") {
            word = each.substr(0, each.find('='));
            break;
        }
    if (!word.starts_with('-'))
        return wrongUsage(fmt::format("{}: '{}' is one word too many", command.name(), word), helpCommand(command),
                          command.usageStatus());
    std::vector<std::string> options;
    for (const CLI::Option* option : syntax.app().get_options())
        for (const std::string& name : option->get_lnames())
            options.push_back("--" + name);
    return wrongUsage(fmt::format("{}: there is no option '{}'{}", command.name(), word, suggestion(word, options)),
                      helpCommand(command), command.usageStatus());
}

/// CLI11's own sentences, in ours.
std::string sentenceOf(const CLI::ParseError& error)
{
    std::string text = error.what();
    const std::size_t colon = text.find(": 1 required ");
    if (colon == std::string::npos)
        return text;
    const std::size_t kind = colon + std::string_view(": 1 required ").size();
    return fmt::format("{} needs a value: {}", text.substr(0, colon), text.substr(kind, text.rfind(' ') - kind));
}

int runCommand(Command& command, Output& output)
{
    auto good = command.run(output);
    if (good)
        return *good ? kDone : command.badStatus();
    if (good.error().code == Error::Code::usage)
        return wrongUsage(good.error().message, helpCommand(command), command.usageStatus());
    complain(good.error().message);
    return command.failedStatus();
}

int runWith(Command& command, std::vector<std::string> arguments, Output& output)
{
    Syntax syntax(command.name(), command.summary());
    command.declare(syntax);
    try {
        syntax.app().parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
        output.write(helpOf(command, syntax, textWidth()));
        return kDone;
    } catch (const CLI::ExtrasError&) {
        return extraWords(command, syntax);
    } catch (const CLI::ParseError& error) {
        return wrongUsage(fmt::format("{}: {}", command.name(), sentenceOf(error)), helpCommand(command),
                          command.usageStatus());
    }
    return runCommand(command, output);
}

int runProgram(std::vector<std::string> arguments, Output& output)
{
    const auto commands = allCommands();
    if (arguments.empty() && hasDisplay())
        arguments = {"open"};
    if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h") {
        output.write(programHelp(textWidth()));
        return kDone;
    }
    if (arguments[0] == "--version" || arguments[0] == "-V")
        arguments[0] = "version";
    if (arguments[0] == "help") {  // `help import` is `import --help`
        arguments.erase(arguments.begin());
        arguments.emplace_back("--help");
        return runProgram(arguments, output);
    }
    for (const auto& command : commands)
        if (command->name() == arguments[0])
            return runWith(*command, {arguments.begin() + 1, arguments.end()}, output);
    return unknownCommand(arguments[0], commands);
}

}  // namespace
}  // namespace naap

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);  // writing to a reader that went away becomes an error that Output knows
    naap::Output output;
    int status = naap::kFailed;
    try {
        status = naap::runProgram(std::vector<std::string>(argv + std::min(argc, 1), argv + argc), output);
    } catch (const std::exception& error) {
        naap::complain(error.what());
    }
    if (auto flushed = output.flush(); !flushed) {
        naap::complain(flushed.error().message);
        status = naap::kFailed;
    }
    return status;
}
