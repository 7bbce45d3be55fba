#pragma once

#include <memory>
#include <vector>

#include "core/alerts/rule_editing.h"
#include "core/notify/alert_watch.h"

namespace naap {

// What the window lists, as tables: their headers and tooltips are the names and meanings of the fields.

/// Alerts that are not inactive; row i is alert i of the picture.
std::shared_ptr<const ReportTable> activeTable(const AlertPicture& picture);

/// A rule of a file with what is known of it.
struct RuleRow {
    RuleText text;
    std::optional<AlertRule> rule;  ///< nothing: there is something wrong with it
    std::string problem;
    std::size_t firing = 0;
    std::int64_t fires_30d = 0;
    std::optional<double> precision;
};
std::shared_ptr<const ReportTable> rulesTable(std::vector<RuleRow> rows);

struct SilenceRow {
    BookedSilence silence;
    std::string state;  ///< active, coming or over
    std::int64_t covers_now = 0;
    std::int64_t covered = 0;
};
/// What each silence covers now, and what it covered of the history.
std::vector<SilenceRow> silenceRows(const AlertPicture& picture, const std::vector<AlertRule>& rules);
std::shared_ptr<const ReportTable> silencesTable(std::vector<SilenceRow> rows);
/// Alerts of the picture that a silence would cover at its beginning.
std::vector<std::size_t> coveredBy(const BookedSilence& silence, const AlertPicture& picture);

/// An alert of the history with what is known of its window now.
struct HistoryRow {
    BookedEpisode episode;
    std::string value_then;
    std::string value_now;
    std::optional<Instant> window_start;
    std::int64_t sessions = 0;
    std::int64_t samples = 0;
    Instant now{};
};
std::shared_ptr<const ReportTable> historyTable(std::vector<HistoryRow> rows);

/// Messages that wait or went out.
std::shared_ptr<const ReportTable> messagesTable(const AlertPicture& picture);

/// `gw-1, live-video`; a dash for what has no value, `network` for a rule without groups.
std::string entityOf(const AlertGroup& group);
/// When a rule fires, for people: `above 1 % / 5 %`.
std::string conditionTextOf(const AlertRule& rule);

}  // namespace naap
