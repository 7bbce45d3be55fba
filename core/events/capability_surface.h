#pragma once

#include <string>
#include <string_view>

#include "core/events/evidence.h"

namespace naap {

/// A surface as JSON text: its form in the cache. Equal surfaces give equal text.
std::string surfaceToJson(const CapabilitySurface& surface);

/// The inverse; text of another shape gives a surface that offers nothing.
CapabilitySurface surfaceFromJson(std::string_view json);

}  // namespace naap
