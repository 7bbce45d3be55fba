#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "app/command.h"
#include "core/reports/nearest.h"

namespace naap {

Syntax::Syntax(std::string_view command, std::string_view summary)
    : m_app(std::string(summary), "naap-lens " + std::string(command))
{
    m_app.set_help_flag("-h,--help", "print this help and do nothing else");
}

CLI::Option* Syntax::flag(const std::string& name, bool& target, const std::string& help)
{
    return m_app.add_flag(name, target, help);
}

CLI::Option* Syntax::text(const std::string& name, std::string& target, const std::string& kind,
                          const std::string& help)
{
    return m_app.add_option(name, target, help)->type_name(kind)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

CLI::Option* Syntax::words(const std::string& name, std::vector<std::string>& target, const std::string& help)
{
    // CLI11 would split a name like [a,b] where extra arguments are allowed; where they are not, it gives a name
    // without dashes only to what still lacks some. It does not ask afterwards whether all came.
    return m_app.add_option(name, target, help)
        ->expected(std::numeric_limits<int>::max() / 2)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

CLI::Option* Syntax::choice(const std::string& name, std::string& target, std::vector<std::string> choices,
                            const std::string& kind, const std::string& help)
{
    CLI::Option* option = text(name, target, kind, help);
    option->check(
        [choices](const std::string& word) {
            if (std::find(choices.begin(), choices.end(), word) != choices.end())
                return std::string();
            return "'" + word + "' is not one of " + CLI::detail::join(choices, ", ") + suggestion(word, choices);
        },
        "");
    setChoices(option, std::move(choices));
    return option;
}

const std::vector<std::string>& Syntax::choicesOf(const CLI::Option* option) const
{
    static const std::vector<std::string> kNone;
    const auto found = m_choices.find(option);
    return found == m_choices.end() ? kNone : found->second;
}

void Syntax::setChoices(const CLI::Option* option, std::vector<std::string> choices)
{
    m_choices[option] = std::move(choices);
}

std::string suggestion(std::string_view word, const std::vector<std::string>& words)
{
    const std::vector<std::string_view> views(words.begin(), words.end());
    const std::string_view nearest = nearestWord(word, views);
    return nearest.empty() ? std::string() : fmt::format("; did you mean '{}'?", nearest);
}

CLI::Option* Syntax::single(CLI::Option* option)
{
    // One value each time it is given: what follows may be a file name.
    return option->expected(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

}  // namespace naap
