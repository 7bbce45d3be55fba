#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/instant.h"

namespace simdjson::dom {
class element;
}

namespace naap {

/// One JSON path of one family: a row of the `fields` report. A path is filled where it holds something: not null, not
/// a blank text, not an empty list or object; 0 and false are something.
struct FieldUse {
    std::string event_type;
    std::string path;  ///< `data.state`; `data[].hardware[].pipeline` for members of list elements
    std::int64_t family_records = 0;
    std::int64_t records = 0;  ///< in which the path occurs
    std::int64_t filled_records = 0;
    Instant first_seen{};
    Instant last_seen{};
    std::string example_type;  ///< JSON types that it had, as `null|number`
};

/// Counts which members events have. It sees names and types and keeps no value. What a user wrote or set stays unseen:
/// nothing below `params` and `last_params` is looked at (R50). Of one family at most 20,000 paths are kept, and 64
/// levels of nesting.
class FieldCensus {
public:
    FieldCensus();
    ~FieldCensus();
    FieldCensus(const FieldCensus&) = delete;
    FieldCensus& operator=(const FieldCensus&) = delete;

    /// One accepted event. `data` is null when it has none, or one that is text without being JSON.
    void add(std::string_view event_type, Instant event_ts, std::string_view gateway,
             const simdjson::dom::element* data, bool dataIsText);

    /// By (event_type, path).
    std::vector<FieldUse> uses() const;

private:
    struct Path;
    struct FamilyPaths;

    std::map<std::string, std::unique_ptr<FamilyPaths>, std::less<>> m_families;
};

}  // namespace naap
