#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/command.h"
#include "core/reports/report.h"

namespace naap {
namespace {

/// What completion has to know of an option.
struct OptionWords {
    std::string long_name;
    std::string help;
    std::vector<std::string> choices;
    bool takes_value = false;
    bool takes_file = false;
    bool takes_field = false;  ///< a field of the report asked for
};

struct CommandWords {
    std::string name;
    std::string summary;
    std::vector<OptionWords> options;
    std::vector<std::string> words;  ///< that may follow the command
    bool takes_files = false;
};

OptionWords wordsOf(const Syntax& syntax, const CLI::Option& option)
{
    OptionWords words;
    words.long_name = option.get_lnames().front();
    words.help = option.get_description();
    words.choices = syntax.choicesOf(&option);
    words.takes_value = option.get_items_expected_max() > 0;
    words.takes_file = option.get_type_name() == "FILE";
    words.takes_field = option.get_type_name().starts_with("FIELD") || option.get_type_name().starts_with("KEY");
    return words;
}

std::vector<CommandWords> commandWords()
{
    std::vector<CommandWords> result;
    for (const auto& command : allCommands()) {
        Syntax syntax(command->name(), command->summary());
        command->declare(syntax);
        CommandWords words{std::string(command->name()), std::string(command->summary()), {}, {}, false};
        for (const CLI::Option* option : syntax.app().get_options()) {
            if (option->nonpositional()) {
                words.options.push_back(wordsOf(syntax, *option));
                continue;
            }
            if (const auto& choices = syntax.choicesOf(option); !choices.empty())
                words.words = choices;
            words.takes_files = words.takes_files || option->get_name() == "FILE";
        }
        result.push_back(std::move(words));
    }
    return result;
}

std::vector<std::pair<std::string, std::vector<std::string>>> reportFields()
{
    std::vector<std::pair<std::string, std::vector<std::string>>> result;
    for (const ReportInfo& report : allReports()) {
        std::vector<std::string> names;
        names.reserve(report.fields.size());
        for (const Field& field : report.fields)
            names.emplace_back(field.name);
        result.emplace_back(report.name, std::move(names));
    }
    return result;
}

std::string joined(const std::vector<std::string>& words, std::string_view before = "", std::string_view after = "")
{
    std::string text;
    for (const std::string& word : words)
        text += fmt::format("{}{}{}{}", text.empty() ? "" : " ", before, word, after);
    return text;
}

/// In single quotes, for all three shells. Fish alone would also read a backslash; no text of ours has one.
std::string shellQuoted(std::string_view text)
{
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("’") : std::string(1, c);
    return out + "'";
}

std::string bashScript()
{
    std::string fields, values, options, words, names, files;
    for (const auto& [report, list] : reportFields())
        fields += fmt::format("        {}) words='{}' ;;\n", report, joined(list));
    for (const CommandWords& command : commandWords()) {
        names += names.empty() ? command.name : " " + command.name;
        std::string own;
        for (const OptionWords& option : command.options) {
            own += own.empty() ? "--" + option.long_name : " --" + option.long_name;
            if (option.takes_field)
                values += fmt::format("    '{} --{}') fields ;;\n", command.name, option.long_name);
            else if (option.takes_file)
                values += fmt::format("    '{} --{}') compopt -o default ;;\n", command.name, option.long_name);
            else if (option.takes_value)
                values += fmt::format("    '{} --{}') offer '{}' ;;\n", command.name, option.long_name,
                                      joined(option.choices));
        }
        options += fmt::format("        {}) offer '{}' ;;\n", command.name, own);
        if (command.takes_files && !command.words.empty())
            words +=
                fmt::format("        {}) compopt -o default; offer '{}' ;;\n", command.name, joined(command.words));
        else if (command.takes_files)
            words += fmt::format("        {}) compopt -o default ;;\n", command.name);
        else if (!command.words.empty())
            words += fmt::format("        {}) offer '{}' ;;\n", command.name, joined(command.words));
    }
    return fmt::format(R"(# bash completion for naap-lens:  source <(naap-lens completion bash)
_naap_lens() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command=${{COMP_WORDS[1]}}
    offer() {{ mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }}
    fields() {{
        local words=
        case ${{COMP_WORDS[2]}} in
{}        esac
        offer "$words"
        [[ $previous == --where ]] && compopt -o nospace && COMPREPLY=("${{COMPREPLY[@]/%/=}}")
    }}
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        offer '{} help --help --version'
        return
    fi
    case "$command $previous" in
{}    help\ *) offer '{}' ;;
    *)
        if [[ $current == -* ]]; then
            case $command in
{}            esac
        else
            case $command in
{}            esac
        fi
        ;;
    esac
}}
complete -F _naap_lens naap-lens
)",
                       fields, names, values, names, options, words);
}

/// A colon or bracket would end a part of an _arguments specification.
std::string zshHelp(std::string_view help)
{
    std::string out;
    for (const char c : help) {
        if (c == '[' || c == ']' || c == ':')
            out += '\\';
        out += c == '\'' ? std::string("’") : std::string(1, c);
    }
    return out;
}

std::string zshOption(const OptionWords& option)
{
    std::string action;
    if (option.takes_field)
        action = ":field:_naap_lens_fields";
    else if (option.takes_file)
        action = ":file:_files";
    else if (!option.choices.empty())
        action = fmt::format(":value:({})", joined(option.choices));
    else if (option.takes_value)
        action = ":value: ";
    return fmt::format(" \\\n            '*--{}[{}]{}'", option.long_name, zshHelp(option.help), action);
}

std::string zshScript()
{
    std::string fields, list, cases;
    for (const auto& [report, names] : reportFields())
        fields += fmt::format("        {}) compadd -S '' -- {} ;;\n", report, joined(names));
    for (const CommandWords& command : commandWords()) {
        list += fmt::format("        '{}:{}'\n", command.name, zshHelp(command.summary));
        cases += fmt::format("        {}) _arguments", command.name);
        for (const OptionWords& option : command.options)
            cases += zshOption(option);
        if (!command.words.empty())
            cases += fmt::format(" \\\n            '1:word:({})'", joined(command.words));
        if (command.takes_files)
            cases += " \\\n            '*:file:_files'";
        cases += " ;;\n";
    }
    return fmt::format(R"(#compdef naap-lens
# zsh completion for naap-lens:  naap-lens completion zsh > "${{fpath[1]}}/_naap-lens"
_naap_lens_fields() {{
    case $line[1] in
{}    esac
}}
_naap_lens() {{
    local -a commands=(
{}    )
    if ((CURRENT == 2)); then
        _describe command commands
        return
    fi
    local command=$words[2]
    local -a line
    shift words
    ((CURRENT--))
    case $command in
{}    esac
}}
if [[ $funcstack[1] == _naap-lens ]]; then
    _naap_lens "$@"
else
    compdef _naap_lens naap-lens
fi
)",
                       fields, list, cases);
}

std::string fishScript()
{
    std::string out =
        "# fish completion for naap-lens:  naap-lens completion fish > ~/.config/fish/completions/naap-lens.fish\n"
        "complete -c naap-lens -f\n";
    for (const CommandWords& command : commandWords()) {
        out += fmt::format("complete -c naap-lens -n __fish_use_subcommand -a {} -d {}\n", command.name,
                           shellQuoted(command.summary));
        const std::string here = fmt::format("complete -c naap-lens -n '__fish_seen_subcommand_from {}'", command.name);
        if (command.takes_files)
            out += here + " -F\n";
        if (!command.words.empty())
            out += fmt::format(
                "complete -c naap-lens -n '__fish_seen_subcommand_from {}; and not __fish_seen_subcommand_from "
                "{}' -a '{}'\n",
                command.name, joined(command.words), joined(command.words));
        for (const OptionWords& option : command.options) {
            if (option.takes_field) {
                for (const auto& [report, fields] : reportFields())
                    out += fmt::format(
                        "complete -c naap-lens -n '__fish_seen_subcommand_from {}; and "
                        "__fish_seen_subcommand_from {}' -l {} -x -d {} -a '{}'\n",
                        command.name, report, option.long_name, shellQuoted(option.help),
                        joined(fields, "", option.long_name == "where" ? "=" : ""));
                continue;
            }
            out += fmt::format("{} -l {} -d {}", here, option.long_name, shellQuoted(option.help));
            if (option.takes_file)
                out += " -r -F";
            else if (option.takes_value)
                out += fmt::format(" -x -a '{}'", joined(option.choices));
            out += '\n';
        }
    }
    return out;
}

class CompletionCommand : public Command {
public:
    std::string_view name() const override { return "completion"; }
    std::string_view summary() const override
    {
        return "Print what makes your shell complete commands, options and fields";
    }
    std::string_view usage() const override { return "bash|zsh|fish"; }
    std::string_view teaching() const override
    {
        return "Examples:\n"
               "  source <(naap-lens completion bash)\n"
               "  naap-lens completion bash > ~/.local/share/bash-completion/completions/naap-lens\n"
               "  naap-lens completion zsh > \"${fpath[1]}/_naap-lens\"\n"
               "  naap-lens completion fish > ~/.config/fish/completions/naap-lens.fish\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.choice("SHELL", m_shell, {"bash", "zsh", "fish"}, "SHELL", "the shell");
    }

    Result<bool> run(Output& output) override
    {
        if (m_shell.empty())
            return failure(Error::Code::usage, "completion wants the name of a shell: bash, zsh or fish");
        output.write(m_shell == "bash" ? bashScript() : m_shell == "zsh" ? zshScript() : fishScript());
        return true;
    }

private:
    std::string m_shell;
};

}  // namespace

std::unique_ptr<Command> makeCompletionCommand()
{
    return std::make_unique<CompletionCommand>();
}

}  // namespace naap
