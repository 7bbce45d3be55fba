#pragma once

#include "core/events/redaction.h"
#include "core/store/cache.h"

namespace naap {

/// What this cache does with private values of the events that it stores; `redact` until told otherwise. It holds for
/// events that are taken in from now on, whatever they come from.
PrivateData privateData(Cache& cache);
void setPrivateData(Cache& cache, PrivateData value);

}  // namespace naap
