#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/reports/report.h"

namespace naap {

/// What a member of an event is. In `path`, [] stands for the elements of a list and * for members that are named by
/// what they are about, such as GPU numbers.
struct EventField {
    std::string_view family;  ///< blank: the same in all families
    std::string_view path;    ///< `data.state`
    std::string_view unit;
    std::string_view meaning;
    std::string_view feeds;  ///< figures that cannot be computed without it; blank: none
};

/// All that are known, family by family.
std::span<const EventField> eventFields();

/// The member at `path` of an event of `family`; null when it is not known. List indices may stand for [].
const EventField* eventField(std::string_view family, std::string_view path);

/// What the kinds of a family mean: `stream_trace`, `orchestrator_swap`. Blank when it is not known.
std::string_view familyMeaning(std::string_view family);
std::string_view subtypeMeaning(std::string_view family, std::string_view subtype);

/// A member that figures need and that a feed lacks, wholly or in part.
struct LackingField {
    std::string family;  ///< blank: all
    std::string path;
    std::int64_t family_records = 0;
    std::int64_t filled_records = 0;
    std::string feeds;
    std::string meaning;
};

/// Members that figures need and fewer than `enough` of a family's events have; a family of which there is no event
/// counts as one member. `fields` is the answer of the `fields` report. The emptiest first.
std::vector<LackingField> lackingFields(const ReportTable& fields, double enough = 1.0);
std::unique_ptr<ReportTable> lackingFieldTable(std::vector<LackingField> fields);

}  // namespace naap
