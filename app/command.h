#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/terminal.h"
#include "core/result.h"

// Only those who look into the options include CLI11: reading it takes longer than all of a command.
namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace naap {

/// What a command does with an option that it declared. Others are named as they are written: needs("--org").
class Option {
public:
    Option() = default;
    explicit Option(CLI::Option* option) : m_option(option) {}

    bool wasGiven() const;
    const Option& needs(const std::string& other) const;
    const Option& excludes(const std::string& other) const;

    const CLI::Option* inner() const { return m_option; }

private:
    CLI::Option* m_option = nullptr;
};

/// The words that a command understands: its options and what may stand for their values. Parsing, help and shell
/// completion all read it.
class Syntax {
public:
    Syntax(std::string_view command, std::string_view summary);
    ~Syntax();

    CLI::App& app() { return *m_app; }
    const CLI::App& app() const { return *m_app; }

    Option flag(const std::string& name, bool& target, const std::string& help);
    Option text(const std::string& name, std::string& target, const std::string& kind, const std::string& help);
    /// Words without dashes, as many as there are. After `--` they may begin with a dash.
    Option words(const std::string& name, std::vector<std::string>& target, const std::string& help);

    /// A value that `parse` reads; its error message is shown behind the option's name.
    template <class Target, class Value>
    Option value(const std::string& name, Target& target, Result<Value> (*parse)(std::string_view),
                 const std::string& kind, const std::string& help)
    {
        return texts(
            name,
            [&target, parse](const std::string& text) -> Result<void> {
                auto parsed = parse(text);
                if (!parsed)
                    return tl::unexpected(parsed.error());
                put(target, std::move(*parsed));
                return {};
            },
            kind, help);
    }

    /// One of `choices`; anything else is refused with the nearest of them.
    Option choice(const std::string& name, std::string& target, std::vector<std::string> choices,
                  const std::string& kind, const std::string& help);

    /// Words that may stand for the option's value, as far as they are known.
    const std::vector<std::string>& choicesOf(const CLI::Option* option) const;
    void setChoices(const Option& option, std::vector<std::string> choices);

private:
    template <class Value>
    static void put(std::vector<Value>& target, Value value)
    {
        target.push_back(std::move(value));
    }
    template <class Target, class Value>
    static void put(Target& target, Value value)
    {
        target = static_cast<typename Held<Target>::type>(std::move(value));
    }
    template <class T>
    struct Held {
        using type = T;
    };
    template <class T>
    struct Held<std::optional<T>> {
        using type = T;
    };
    /// `take` gets each text that is given for it.
    Option texts(const std::string& name, std::function<Result<void>(const std::string&)> take, const std::string& kind,
                 const std::string& help);

    std::unique_ptr<CLI::App> m_app;
    std::map<const CLI::Option*, std::vector<std::string>> m_choices;
};

/// One command of the program. Lives from the parsing of its options to the end of its run.
class Command {
public:
    virtual ~Command() = default;
    virtual std::string_view name() const = 0;
    /// One line, for lists of commands.
    virtual std::string_view summary() const = 0;
    /// What stands behind the name in the first line of the help.
    virtual std::string_view usage() const = 0;
    /// Paragraphs of help, examples last.
    virtual std::string_view teaching() const = 0;
    virtual void declare(Syntax& syntax) = 0;
    /// True: exit status 0. False: the command did its work and what it found is bad (exit status 1).
    virtual Result<bool> run(Output& output) = 0;

    // Exit statuses, for a command whose callers expect others.
    virtual int badStatus() const { return 1; }     ///< run() answered false
    virtual int failedStatus() const { return 1; }  ///< run() failed
    virtual int usageStatus() const { return 2; }   ///< wrong usage
};

/// "; did you mean 'import'?"
std::string suggestion(std::string_view word, const std::vector<std::string>& words);

/// All commands, in the order of the help.
std::vector<std::unique_ptr<Command>> allCommands();

std::unique_ptr<Command> makeImportCommand();
std::unique_ptr<Command> makeWatchCommand();
std::unique_ptr<Command> makeReplayCommand();
std::unique_ptr<Command> makeSecretCommand();
std::unique_ptr<Command> makeFetchCommand();
std::unique_ptr<Command> makeQueryCommand();
std::unique_ptr<Command> makeExplainCommand();
std::unique_ptr<Command> makeAlertsCommand();
std::unique_ptr<Command> makeVerdictCommand();
std::unique_ptr<Command> makePlacesCommand();
std::unique_ptr<Command> makePlannerCommand();
std::unique_ptr<Command> makeShareCommand();
std::unique_ptr<Command> makeDoctorCommand();
std::unique_ptr<Command> makeResolveCommand();
std::unique_ptr<Command> makeVerifyCommand();
std::unique_ptr<Command> makePruneCommand();
std::unique_ptr<Command> makeCompactCommand();
std::unique_ptr<Command> makeGenerateCommand();
std::unique_ptr<Command> makeCompletionCommand();
std::unique_ptr<Command> makeVersionCommand();
std::unique_ptr<Command> makeOpenCommand();
std::unique_ptr<Command> makeShotsCommand();

/// The whole help of a command.
std::string helpOf(const Command& command, const Syntax& syntax, std::size_t width);
/// The program's help.
std::string programHelp(std::size_t width);

/// `text` broken into lines of at most `width` columns, all but the first after `indent` blanks. Lines that begin with
/// a blank are left as they are.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace naap
