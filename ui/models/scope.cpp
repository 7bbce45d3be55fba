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

std::optional<Scope> Scope::previous() const
{
    if (!from || !to)
        return std::nullopt;
    Scope before = *this;
    before.to = from;
    before.from = *from - (*to - *from);
    before.choice = {.kind = RangeChoice::Kind::absolute,
                     .from = before.from.value_or(Instant{}),
                     .to = before.to.value_or(Instant{})};
    return before;
}

}  // namespace naap
