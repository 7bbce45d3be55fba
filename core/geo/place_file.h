#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/place.h"
#include "core/geo/region_table.h"
#include "core/result.h"

namespace naap {

/// The user's table as a file.
struct PlaceFile {
    std::vector<PlaceEntry> entries;  ///< by kind and name, each once
    std::vector<LineProblem> problems;
};

/// Reads `kind,name,region` and, where given, `lat`, `lon` in degrees and `note`. Positions become cells of 5 degrees
/// at once: the program keeps nothing finer. Of two lines about one thing the last counts, and is told.
PlaceFile readPlaceFile(std::string_view text, const RegionTable& table);

/// The same from a file. Errors: it cannot be read, is far too large for a table of places, or no line of it can be
/// used; then the sentence names the file and the first problems.
Result<PlaceFile> readPlaceFileAt(const std::filesystem::path& path, const RegionTable& table);

/// The same text for the same entries; positions are the middle of their cells, so that reading it gives the same
/// cells.
std::string placeFileText(const std::vector<PlaceEntry>& entries);

/// One entry out of words, checked as a line of a file is. Usage errors say what would be right.
Result<PlaceEntry> placeEntryOf(std::string_view kind, std::string_view name, std::string_view region,
                                const RegionTable& table);

}  // namespace naap
