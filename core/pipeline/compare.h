#pragma once

#include "core/pipeline/maintenance.h"

namespace naap {

/// Compares all facts and rollups of two caches by key.
void compareFacts(Cache& kept, Cache& computed, VerifySummary& summary);

}  // namespace naap
