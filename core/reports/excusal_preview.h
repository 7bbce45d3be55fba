#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/reports/report.h"

namespace naap {

/// What another list of excuses would change. An error excuses a failed start when its text has one of the phrases,
/// whatever the case; a start is excused when all its errors are, or when no orchestrator was found (R14).
struct ExcusalPreview {
    /// An error text and how often it stood in the way of a start.
    struct Message {
        std::string text;
        std::int64_t errors = 0;
        bool excused_now = false;  ///< by the list that figures are made by
        bool excused_then = false;
    };
    /// Failed starts of one orchestrator; those without one have a blank address.
    struct Entity {
        std::string orchestrator_address;
        std::int64_t requested_sessions = 0;
        std::int64_t failed = 0;
        std::int64_t excused_now = 0;
        std::int64_t excused_then = 0;

        /// Unexcused failed starts / requested sessions; null where nothing was requested.
        std::optional<double> failedRateNow() const;
        std::optional<double> failedRateThen() const;
    };
    /// A phrase of the list that figures are made by, and what it excuses.
    struct Phrase {
        std::string text;
        std::int64_t errors = 0;    ///< of failed starts, that have it in their text
        std::int64_t sessions = 0;  ///< failed starts with such an error
    };
    std::vector<Phrase> upstream;   ///< in the list's order
    std::vector<Message> messages;  ///< most errors first
    std::vector<Entity> entities;   ///< the greatest change first
    std::int64_t failed = 0;
    std::int64_t excused_now = 0;
    std::int64_t excused_then = 0;
};

/// The phrases that figures are made by: upstream's.
std::vector<std::string> upstreamExcuses();

/// Over sessions that began in [from, to). Blank phrases count as not there.
Result<ExcusalPreview> previewExcuses(Cache& cache, const std::vector<std::string>& phrases,
                                      std::optional<Instant> from, std::optional<Instant> to);

std::shared_ptr<const ReportTable> excusalPhrasesTable(const ExcusalPreview& preview);
std::shared_ptr<const ReportTable> excusalMessagesTable(const ExcusalPreview& preview);
std::shared_ptr<const ReportTable> excusalEntitiesTable(const ExcusalPreview& preview);

}  // namespace naap
