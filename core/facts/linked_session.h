#pragma once

#include <optional>
#include <string>

namespace naap {

/// What payments have to know of the session that they link to.
struct LinkedSession {
    std::string session_key;
    std::string pipeline_id;
    std::optional<std::string> model_id;
};

}  // namespace naap
