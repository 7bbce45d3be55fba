#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace naap {

/// A record longer than this many bytes is not read (reason `oversize_record`).
inline constexpr std::size_t maxRecordBytes = std::size_t{16} * 1024 * 1024;

/// Bytes of a batch's memory that may be read (not written) behind the end of every record's text.
/// The JSON reader loads that far ahead.
inline constexpr std::size_t readablePadding = 64;

/// The text of one record as it came, before anything looked into it, with the place it came from.
/// Every feed hands out batches of these.
struct RawRecord {
    enum class Defect : std::uint8_t {
        none,
        oversize,  ///< longer than the limit: `text` is empty, the bytes were passed over
        cut_off,   ///< what is left of an array that ends in the middle or is broken, as one record;
                   ///< `text` is empty when that is longer than the limit
    };

    std::string_view text;     ///< no blanks around it; valid until the feed's next batch is asked for;
                               ///< followed by at least `readablePadding` readable bytes
    std::uint64_t number = 0;  ///< 1-based; blank lines do not count
    std::uint64_t line = 0;    ///< line where the record starts, 1-based
    std::uint64_t byte = 0;    ///< offset of the record's first byte, 0-based, after decompression
    Defect defect = Defect::none;
    std::uint64_t size = 0;  ///< bytes of the record, also when `text` is empty
};

}  // namespace naap
