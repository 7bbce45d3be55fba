#include "ui/models/scope.h"

namespace naap {

ReportQuery Scope::query() const
{
    ReportQuery query;
    query.from = from;
    query.to = to;
    query.filter = filter.toStdString();
    return query;
}

std::optional<std::chrono::milliseconds> Scope::comparedBack() const
{
    if (!from || !to || compare == CompareTo::nothing)
        return std::nullopt;
    const std::chrono::milliseconds length = *to - *from;
    const std::chrono::milliseconds back = compare == CompareTo::before ? length : std::chrono::days(7);
    return back < length ? std::nullopt : std::optional(back);
}

std::optional<Scope> Scope::previous() const
{
    const auto back = comparedBack();
    if (!back)
        return std::nullopt;
    Scope before = *this;
    before.from = *from - *back;
    before.to = *to - *back;
    before.choice = {.kind = RangeChoice::Kind::absolute, .from = *before.from, .to = *before.to};
    return before;
}

}  // namespace naap
