#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/feed/record.h"
#include "core/feed/window.h"

namespace naap {

/// Finds the records in the bytes of a window.
class Splitter {
public:
    virtual ~Splitter() = default;

    /// Adds the records that are complete in the window to `batch`, until it holds `most`, and drops their bytes.
    /// When it adds none, the window needs a refill, or, at its end, there are no more.
    virtual void take(Window& window, std::vector<RawRecord>& batch, std::size_t most) = 0;
};

/// Records are lines (NDJSON). Blank lines are none. `line` is the number of the window's first line; lines longer
/// than `maxRecord` bytes (without their end) become `oversize`.
std::unique_ptr<Splitter> lineSplitter(std::uint64_t line, std::size_t maxRecord);

/// Records are the elements of one array, whose `[` is the window's first byte, on line `line`. Elements may be of any
/// kind and are not checked: only strings and brackets are told apart, and whether the kinds of brackets match is
/// left to the parser. Where a comma is missing, doubled, or follows the last element, where the bytes end before the
/// array does, and where anything but blanks follows it, everything from there on is one `cut_off` record (of size 0
/// when nothing is left), so that a broken file never passes for a whole one.
std::unique_ptr<Splitter> arraySplitter(std::uint64_t line, std::size_t maxRecord);

}  // namespace naap
