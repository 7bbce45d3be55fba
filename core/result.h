#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace naap {

/// What went wrong: a code for the program and an English sentence for people.
/// The sentence names the file, line and reason where there are any.
struct Error {
    enum class Code {
        io,           ///< a file, disk or socket did not do what was asked
        malformed,    ///< bytes that are not what they should be
        schema,       ///< a cache of another version, or damaged
        busy,         ///< another process holds the cache
        cancelled,    ///< the user stopped it
        usage,        ///< a wrong argument
        unsupported,  ///< recognised, and not importable
    };
    Code code = Code::io;
    std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(Error::Code code, std::string message)
{
    return tl::unexpected(Error{code, std::move(message)});
}

}  // namespace naap
