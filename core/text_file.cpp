#include "core/text_file.h"

#include <fstream>
#include <sstream>

#include <fmt/format.h>

namespace naap {

Result<std::string> textOfFile(const std::filesystem::path& path, std::uintmax_t most)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error)
        return failure(Error::Code::io, fmt::format("{}: {}", path.string(), error.message()));
    if (size > most)
        return failure(Error::Code::malformed, fmt::format("{}: {} bytes are too many for such a file; {} are the most",
                                                           path.string(), size, most));
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file)
        return failure(Error::Code::io, fmt::format("{}: cannot be read", path.string()));
    return std::move(text).str();
}

}  // namespace naap
