#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/command.h"
#include "core/reports/nearest.h"

namespace naap {
namespace {

CLI::Option* textIn(CLI::App& app, const std::string& name, std::string& target, const std::string& kind,
                    const std::string& help)
{
    return app.add_option(name, target, help)->type_name(kind)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

}  // namespace

bool Option::wasGiven() const
{
    return m_option->count() > 0;
}

const Option& Option::needs(const std::string& other) const
{
    m_option->needs(other);
    return *this;
}

const Option& Option::excludes(const std::string& other) const
{
    m_option->excludes(other);
    return *this;
}

Syntax::Syntax(std::string_view command, std::string_view summary)
    : m_app(std::make_unique<CLI::App>(std::string(summary), "naap-lens " + std::string(command)))
{
    m_app->set_help_flag("-h,--help", "print this help and do nothing else");
}

Syntax::~Syntax() = default;

Option Syntax::flag(const std::string& name, bool& target, const std::string& help)
{
    return Option(m_app->add_flag(name, target, help));
}

Option Syntax::text(const std::string& name, std::string& target, const std::string& kind, const std::string& help)
{
    return Option(textIn(*m_app, name, target, kind, help));
}

Option Syntax::words(const std::string& name, std::vector<std::string>& target, const std::string& help)
{
    // CLI11 would split a name like [a,b] where extra arguments are allowed; where they are not, it gives a name
    // without dashes only to what still lacks some. It does not ask afterwards whether all came.
    return Option(m_app->add_option(name, target, help)
                      ->expected(std::numeric_limits<int>::max() / 2)
                      ->allow_extra_args(false)
                      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
}

Option Syntax::choice(const std::string& name, std::string& target, std::vector<std::string> choices,
                      const std::string& kind, const std::string& help)
{
    CLI::Option* option = textIn(*m_app, name, target, kind, help);
    option->check(
        [choices](const std::string& word) {
            if (std::find(choices.begin(), choices.end(), word) != choices.end())
                return std::string();
            return "'" + word + "' is not one of " + CLI::detail::join(choices, ", ") + suggestion(word, choices);
        },
        "");
    m_choices[option] = std::move(choices);
    return Option(option);
}

const std::vector<std::string>& Syntax::choicesOf(const CLI::Option* option) const
{
    static const std::vector<std::string> kNone;
    const auto found = m_choices.find(option);
    return found == m_choices.end() ? kNone : found->second;
}

void Syntax::setChoices(const Option& option, std::vector<std::string> choices)
{
    m_choices[option.inner()] = std::move(choices);
}

std::string suggestion(std::string_view word, const std::vector<std::string>& words)
{
    const std::vector<std::string_view> views(words.begin(), words.end());
    const std::string_view nearest = nearestWord(word, views);
    return nearest.empty() ? std::string() : fmt::format("; did you mean '{}'?", nearest);
}

Option Syntax::texts(const std::string& name, std::function<Result<void>(const std::string&)> take,
                     const std::string& kind, const std::string& help)
{
    const auto takeAll = [name, take = std::move(take)](const std::vector<std::string>& texts) {
        for (const std::string& each : texts)
            if (const auto taken = take(each); !taken)
                throw CLI::ValidationError(name, taken.error().message);
    };
    // One value each time it is given: what follows may be a file name.
    return Option(m_app->add_option_function<std::vector<std::string>>(name, takeAll, help)
                      ->type_name(kind)
                      ->expected(1)
                      ->allow_extra_args(false)
                      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll));
}

}  // namespace naap
