#include "ui/pages/session_links.h"

#include <algorithm>
#include <array>

#include <QHash>

#include "core/reports/filter.h"
#include "ui/models/value_text.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr std::array<std::string_view, 7> kShared{"org",      "gateway", "orchestrator_address", "pipeline_id",
                                                  "model_id", "gpu_id",  "gpu_model_name"};

/// What a count adds to being of the row.
QString conditionOf(const QString& field)
{
    static const QHash<QString, QString> kConditions{
        {u"requested_sessions"_s, u"requested"_s},
        {u"startup_success_sessions"_s, u"requested and startup_outcome = \"success\""_s},
        {u"startup_success_rate"_s, u"requested"_s},
        {u"effective_success_rate"_s, u"requested"_s},
        {u"no_orch_sessions"_s, u"requested and selection_outcome = \"no_orch\""_s},
        {u"missing_capacity_rate"_s, u"requested"_s},
        {u"startup_excused_sessions"_s, u"requested and startup_outcome = \"failed\" and excusal_reason != \"none\""_s},
        {u"startup_failed_sessions"_s, u"requested and startup_outcome = \"failed\" and excusal_reason = \"none\""_s},
        {u"total_swapped_sessions"_s, u"swap_count > 0"_s},
        {u"loading_only_sessions"_s, u"loading_only"_s},
        {u"zero_output_fps_sessions"_s, u"zero_output_fps"_s},
        {u"prompt_to_first_frame_sample_count"_s, u"prompt_to_first_frame_ms is not missing"_s},
        {u"avg_prompt_to_first_frame_ms"_s, u"prompt_to_first_frame_ms is not missing"_s},
        {u"e2e_latency_sample_count"_s, u"e2e_latency_ms is not missing"_s},
        {u"avg_e2e_latency_ms"_s, u"e2e_latency_ms is not missing"_s},
        {u"status_samples"_s, u"status_sample_count > 0"_s},
        {u"avg_output_fps"_s, u"status_sample_count > 0"_s},
    };
    return kConditions.value(field);
}

const Field* sessionField(std::string_view name)
{
    const auto& fields = findReport("sessions")->fields;
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? nullptr : &*found;
}

/// The sessions of a row's hour: demand counts a session in the hour in which it began, all else in each hour in which
/// it was alive.
QString hourCondition(const ReportTable& table, std::size_t row, const QString& report)
{
    const int field = fieldIndex(table, "window_start");
    const Cell cell = field < 0 ? Cell() : table.cell(row, static_cast<std::size_t>(field));
    const auto* hour = std::get_if<Instant>(&cell);
    if (!hour)
        return {};
    const auto time = [](Instant at) { return QString::fromStdString(formatInstant(at)); };
    return (report == "demand"_L1 ? u"started_at >= %1 and started_at < %2"_s
                                  : u"last_seen >= %1 and started_at < %2"_s)
        .arg(time(*hour), time(*hour + std::chrono::hours(1)));
}

}  // namespace

bool namesSessions(const ReportTable& table)
{
    return std::ranges::any_of(table.fields(), [](const Field& field) {
        return field.name == "session_key" ||
               (field.name != "org" && std::ranges::find(kShared, field.name) != kShared.end());
    });
}

std::optional<QString> sessionsBehind(const ReportTable& table, std::size_t row, const QString& report,
                                      const QString& field)
{
    if (row >= table.rowCount() || !namesSessions(table))
        return std::nullopt;
    const auto add = [&](std::string filter, std::string_view name) {
        const int at = fieldIndex(table, name);
        const Field* of = sessionField(name);
        return at < 0 || !of
                   ? filter
                   : withCondition(filter, *of, FilterOp::equal, table.cell(row, static_cast<std::size_t>(at)));
    };
    if (const int key = fieldIndex(table, "session_key"); key >= 0) {
        const bool isKnown = !textOfCell(table.cell(row, static_cast<std::size_t>(key))).isEmpty();
        return isKnown ? std::optional(QString::fromStdString(add({}, "session_key"))) : std::nullopt;
    }
    std::string filter;
    for (const std::string_view name : kShared)
        if (name != "gpu_model_name" || fieldIndex(table, "gpu_id") < 0)  // a GPU has one type
            filter = add(std::move(filter), name);
    QString all = QString::fromStdString(filter);
    for (const QString& more : {hourCondition(table, row, report), conditionOf(field)})
        if (!more.isEmpty())
            all += (all.isEmpty() ? QString() : u" and "_s) + more;
    return all;
}

}  // namespace naap
