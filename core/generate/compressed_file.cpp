#include "core/generate/compressed_file.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace naap {

namespace {

constexpr std::size_t kBlock = std::size_t{1} << 17U;

class ZstdFile final : public CompressedFile {
public:
    explicit ZstdFile(int level) : m_stream(ZSTD_createCCtx())
    {
        ZSTD_CCtx_setParameter(m_stream, ZSTD_c_compressionLevel, std::clamp(level, 1, 19));
        ZSTD_CCtx_setParameter(m_stream, ZSTD_c_checksumFlag, 1);
    }
    ~ZstdFile() override { ZSTD_freeCCtx(m_stream); }

private:
    bool compress(std::string_view bytes) override { return run(bytes, ZSTD_e_continue); }
    bool endCompression() override { return run({}, ZSTD_e_end); }

    bool run(std::string_view bytes, ZSTD_EndDirective how)
    {
        ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
        while (true) {
            ZSTD_outBuffer out{m_block.data(), m_block.size(), 0};
            const std::size_t left = ZSTD_compressStream2(m_stream, &out, &in, how);
            if (ZSTD_isError(left) != 0 || !writeRaw(m_block.data(), out.pos))
                return false;
            if (how == ZSTD_e_end ? left == 0 : in.pos == in.size)
                return true;
        }
    }

    ZSTD_CCtx* m_stream;
    std::vector<char> m_block = std::vector<char>(kBlock);
};

class GzipFile final : public CompressedFile {
public:
    explicit GzipFile(int level)
    {
        constexpr int kGzipHeader = 16;
        m_good = deflateInit2(&m_stream, std::clamp(level, 1, 9), Z_DEFLATED, kGzipHeader + MAX_WBITS, 8,
                              Z_DEFAULT_STRATEGY) == Z_OK;
    }
    ~GzipFile() override { deflateEnd(&m_stream); }

private:
    bool compress(std::string_view bytes) override { return run(bytes, Z_NO_FLUSH); }
    bool endCompression() override { return run({}, Z_FINISH); }

    bool run(std::string_view bytes, int how)
    {
        // zlib's interface takes mutable bytes and leaves them alone.
        std::vector<Bytef> input(bytes.begin(), bytes.end());
        m_stream.next_in = input.data();
        m_stream.avail_in = static_cast<uInt>(input.size());
        do {
            m_stream.next_out = m_block.data();
            m_stream.avail_out = static_cast<uInt>(m_block.size());
            m_good = m_good && deflate(&m_stream, how) != Z_STREAM_ERROR;
            if (!m_good || !writeRaw(m_block.data(), m_block.size() - m_stream.avail_out))
                return false;
        } while (m_stream.avail_out == 0);
        return true;
    }

    z_stream m_stream{};
    std::vector<Bytef> m_block = std::vector<Bytef>(kBlock);
    bool m_good = false;
};

class PlainFile final : public CompressedFile {};

}  // namespace

struct CompressedFile::CFile {
    std::FILE* handle = nullptr;
    bool owned = false;
    ~CFile()
    {
        if (owned && handle)
            std::fclose(handle);
    }
};

Result<std::unique_ptr<CompressedFile>> CompressedFile::open(const std::string& path, int level)
{
    std::unique_ptr<CompressedFile> file;
    if (path.ends_with(".zst"))
        file = std::make_unique<ZstdFile>(level);
    else if (path.ends_with(".gz"))
        file = std::make_unique<GzipFile>(level);
    else
        file = std::make_unique<PlainFile>();
    if (Result<void> opened = file->openRaw(path); !opened)
        return tl::unexpected(opened.error());
    return file;
}

CompressedFile::~CompressedFile()
{
    m_file.reset();
    if (!m_complete && !m_partPath.empty()) {
        std::error_code ignored;
        std::filesystem::remove(m_partPath, ignored);
    }
}

Result<void> CompressedFile::openRaw(const std::string& path)
{
    m_path = path;
    m_file = std::make_unique<CFile>();
    if (path == "-") {
        m_file->handle = stdout;
        return {};
    }
    const std::string part = path + ".part";
    m_file->handle = std::fopen(part.c_str(), "wb");
    m_file->owned = true;
    if (!m_file->handle) {
        m_errno = errno;
        return tl::unexpected(writeError());
    }
    m_partPath = part;
    std::setvbuf(m_file->handle, nullptr, _IOFBF, kBlock);
    return {};
}

bool CompressedFile::writeRaw(const void* data, std::size_t size)
{
    if (size == 0)
        return true;
    errno = 0;
    if (std::fwrite(data, 1, size, m_file->handle) != size) {
        m_errno = errno;
        return false;
    }
    m_written += size;
    return true;
}

bool CompressedFile::write(std::string_view bytes)
{
    if (!m_failed && !bytes.empty())
        m_failed = !compress(bytes);
    return !m_failed;
}

Result<void> CompressedFile::finish()
{
    m_failed = m_failed || !endCompression();
    if (!m_failed) {
        errno = 0;
        const bool closed =
            m_file->owned ? std::fclose(std::exchange(m_file->handle, nullptr)) == 0 : std::fflush(m_file->handle) == 0;
        m_errno = closed ? m_errno : errno;
        m_failed = !closed;
    }
    if (m_failed)
        return tl::unexpected(writeError());
    if (!m_partPath.empty()) {
        std::error_code error;
        std::filesystem::rename(m_partPath, m_path, error);
        if (error)
            return failure(Error::Code::io,
                           fmt::format("Cannot rename {} to {}: {}", m_partPath, m_path, error.message()));
    }
    m_complete = true;
    return {};
}

Error CompressedFile::writeError() const
{
    const std::string reason =
        m_errno != 0 ? std::generic_category().message(m_errno) : std::string("the data could not be compressed");
    return {Error::Code::io, fmt::format("Cannot write {}: {}", m_path, reason)};
}

}  // namespace naap
