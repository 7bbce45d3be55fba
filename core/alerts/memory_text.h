#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/alerts/announcer.h"

namespace naap {

/// What a machine and an announcer know of one group.
struct KeptAlert {
    AlertMemory memory;
    AlertTold told;
};

/// As JSON, to be kept over an end of the program.
std::string keptText(const KeptAlert& kept);
/// Nothing when it cannot be read: the group then begins anew.
std::optional<KeptAlert> keptFrom(std::string_view json);

std::string observationText(const AlertObservation& seen);
std::optional<AlertObservation> observationFrom(std::string_view json);

/// The labels of a group as a JSON list; null and blank stay apart. Equal groups have equal texts.
std::string labelsText(const AlertGroup& group);
std::optional<AlertGroup> labelsFrom(std::string_view json);

std::optional<AlertLevel> alertLevelOf(std::string_view name);
std::optional<AlertReason> alertReasonOf(std::string_view name);

}  // namespace naap
