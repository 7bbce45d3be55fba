#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"

namespace naap {

/// A file that is written front to back and appears under its name only when it is complete.
class CompressedFile {
public:
    /// The compression follows from the end of `path`: `.zst`, `.gz`, none otherwise; `-` is standard output.
    /// Errors: io.
    static Result<std::unique_ptr<CompressedFile>> open(const std::string& path, int level);

    /// Removes what was written unless finish() succeeded.
    virtual ~CompressedFile();

    CompressedFile(const CompressedFile&) = delete;
    CompressedFile& operator=(const CompressedFile&) = delete;

    /// False when the disk refused; finish() says why.
    bool write(std::string_view bytes);

    /// Closes the file and gives it its name. Errors: io.
    Result<void> finish();

    std::uint64_t bytesWritten() const { return m_written; }

protected:
    CompressedFile() = default;
    bool writeRaw(const void* data, std::size_t size);

private:
    virtual bool compress(std::string_view bytes) { return writeRaw(bytes.data(), bytes.size()); }
    virtual bool endCompression() { return true; }
    Result<void> openRaw(const std::string& path);
    Error writeError() const;

    struct CFile;
    std::unique_ptr<CFile> m_file;
    std::string m_path;
    std::string m_partPath;
    std::uint64_t m_written = 0;
    int m_errno = 0;
    bool m_failed = false;
    bool m_complete = false;
};

}  // namespace naap
