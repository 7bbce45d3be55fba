#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace naap {

/// A member of an event with what it means.
struct DecodedMember {
    std::string name;         ///< member's name, or [0] for elements
    std::string path;         ///< `data.hardware[0].pipeline`
    std::string value = {};   ///< of scalars, as JSON without quotes; of others how many members or elements they have
    bool is_missing = false;  ///< null, blank, or an empty list or object
    std::string_view unit = {};
    std::string_view meaning = {};  ///< blank: not known
    std::vector<DecodedMember> members = {};
};

struct DecodedEvent {
    DecodedMember data;
    std::string pretty;  ///< the JSON with one member a line; text that is no JSON as it is
    bool is_json = false;
    bool is_cut = false;  ///< the tree ends before the event does; `pretty` is whole
};

/// Takes an event's data apart. At most `most` members become part of the tree.
DecodedEvent decodeEvent(std::string_view family, std::string_view data, std::size_t most = 20'000);

}  // namespace naap
