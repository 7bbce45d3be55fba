#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>

#include "core/result.h"

namespace naap {

/// Bytes in order, from a file, a pipe or a decompressor.
/// The messages of its errors are predicates ("cannot be read: ..."): whoever knows the name puts it in front.
class ByteSource {
public:
    virtual ~ByteSource() = default;

    /// Puts 1 to `size` bytes at `into` and returns how many; 0 at the end. May give fewer than there are.
    virtual Result<std::size_t> read(char* into, std::size_t size) = 0;

    /// Bytes taken from the file or pipe itself, that is before decompression.
    virtual std::uint64_t bytesRead() const = 0;

    /// Bytes the file has; 0 when unknown (a pipe).
    virtual std::uint64_t bytesTotal() const = 0;
};

/// Opens a file, or standard input for "-". Errors: missing, not permitted, a directory. Whoever waits for the bytes of
/// a pipe, or for its writer, is let go with `cancelled` within a tenth of a second after `stop`.
Result<std::unique_ptr<ByteSource>> openFile(const std::string& path, std::stop_token stop = {});

/// Gives `head` first and then what `rest` has: for bytes that were read to look at them.
std::unique_ptr<ByteSource> withHead(std::string head, std::unique_ptr<ByteSource> rest);

}  // namespace naap
