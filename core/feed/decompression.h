#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "core/feed/byte_source.h"

namespace naap {

enum class Compression { none, gzip, zstd };

/// Told from the first bytes, never from a name. Needs 4 bytes at most.
Compression compressionOf(std::string_view head);

/// When to stop believing that compressed data is an event file. Memory is bounded anyway (a block, and the
/// window of the format: 32 KiB for gzip, at most 128 MiB for zstd): this bounds time and log space.
/// Real event files reach a ratio of 5 to 30; even one line repeated stays below the limit until a gigabyte is out.
/// gzip cannot exceed 1032 by construction, so the default never refuses it.
struct ExpansionLimit {
    std::uint64_t bytes = std::uint64_t{1} << 30;  ///< decompressed bytes that are always allowed
    std::uint64_t ratio = 2000;                    ///< decompressed to compressed, beyond those
};

/// The decompressed bytes of all gzip members or zstd frames of `compressed`, which is read in pieces of `block`
/// bytes. Errors (`malformed`): the data ends early, is damaged, has a wrong checksum, is followed by something
/// else, or expands beyond `limit`. Everything before the damage is given first.
std::unique_ptr<ByteSource> decompressed(Compression compression, std::unique_ptr<ByteSource> compressed,
                                         std::size_t block, ExpansionLimit limit);

}  // namespace naap
