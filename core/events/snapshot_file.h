#pragma once

#include <string>
#include <string_view>

#include "core/events/instant.h"
#include "core/result.h"

namespace naap {

/// A capability snapshot, as a gateway's HTTP endpoint hands it out, is no event: it has no id and no time. This makes
/// a `network_capabilities` event of one: at a time that the user gives, with the MD5 of the compact file for its id,
/// so that the same file at the same time is the same event. Error: it is not JSON, or has no list of orchestrators.
Result<std::string> eventOfSnapshot(std::string_view file, Instant at);

}  // namespace naap
