#include "core/feed/decompression.h"

#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <limits>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace naap {
namespace {

constexpr std::string_view gzipMagic = "\x1f\x8b";
constexpr std::string_view zstdMagic = "\x28\xb5\x2f\xfd";
// A zstd file may also begin with a skippable frame: 0x184D2A50 to 0x184D2A5F, least byte first.
constexpr std::string_view zstdSkippableTail = "\x2a\x4d\x18";

/// The compressed bytes that are at hand, and the accounts both formats need.
class Decompressor : public ByteSource {
public:
    Decompressor(std::unique_ptr<ByteSource> compressed, std::size_t block, ExpansionLimit limit)
        : m_compressed(std::move(compressed)), m_input(std::max<std::size_t>(block, 1)), m_limit(limit)
    {
    }

    Result<std::size_t> read(char* into, std::size_t size) final
    {
        for (;;) {
            if (m_error)
                return tl::unexpected(*m_error);
            if (m_used == m_filled && !m_flushing) {
                auto more = fill();
                if (!more)
                    return more;
                if (*more == 0 && !m_midway)
                    return std::size_t{0};
                if (*more == 0) {
                    fail(damaged("the compressed data ends early; fetch the file again"));
                    continue;
                }
            }
            const std::size_t got = expand(into, size);
            m_flushing = got == size && m_midway;
            m_out += got;
            if (m_out > m_limit.bytes && m_out / m_limit.ratio >= position())
                fail(expandsTooMuch());
            if (got > 0)
                return got;
        }
    }

    std::uint64_t bytesRead() const final { return m_compressed->bytesRead(); }
    std::uint64_t bytesTotal() const final { return m_compressed->bytesTotal(); }

protected:
    /// Decompresses from `input()` to at most `size` bytes and says how many came out; 0 is no end. Calls `use`,
    /// `setMidway`, and where the data is bad `fail`: what came out before is given first.
    virtual std::size_t expand(char* into, std::size_t size) = 0;

    std::string_view input() const { return {m_input.data() + m_used, m_filled - m_used}; }
    void use(std::size_t count) { m_used += count; }
    void setMidway(bool midway) { m_midway = midway; }

    /// Whether the last call filled its output, so that there may be more without further input.
    bool flushing() const { return m_flushing; }
    void fail(Error error) { m_error = std::move(error); }

    Error damaged(std::string_view why) const
    {
        return {Error::Code::malformed, fmt::format("is damaged at compressed byte {}: {}", position(), why)};
    }

private:
    std::uint64_t position() const { return m_compressed->bytesRead() - (m_filled - m_used); }

    Result<std::size_t> fill()
    {
        auto got = m_compressed->read(m_input.data(), m_input.size());
        m_used = 0;
        m_filled = got.value_or(0);
        return got;
    }

    Error expandsTooMuch() const
    {
        return {Error::Code::malformed,
                fmt::format("expands more than {} times ({} bytes out of {}), which no event file does; "
                            "decompress it yourself if it is one",
                            m_limit.ratio, m_out, position())};
    }

    std::unique_ptr<ByteSource> m_compressed;
    std::vector<char> m_input;
    std::size_t m_used = 0;
    std::size_t m_filled = 0;
    std::uint64_t m_out = 0;
    bool m_midway = false;  // inside a member or frame
    bool m_flushing = false;
    ExpansionLimit m_limit;
    std::optional<Error> m_error;
};

class GzipSource : public Decompressor {
public:
    GzipSource(std::unique_ptr<ByteSource> compressed, std::size_t block, ExpansionLimit limit)
        : Decompressor(std::move(compressed), block, limit)
    {
        if (inflateInit2(&m_stream, 15 + 32) != Z_OK)
            throw std::bad_alloc();
    }
    ~GzipSource() override { inflateEnd(&m_stream); }
    GzipSource(const GzipSource&) = delete;
    GzipSource& operator=(const GzipSource&) = delete;

protected:
    std::size_t expand(char* into, std::size_t size) override
    {
        if (m_between) {
            skipZeros();
            if (input().empty())
                return 0;
            if (input().front() != gzipMagic.front()) {
                fail(damaged("something that is not gzip follows the compressed data"));
                return 0;
            }
            m_between = false;
            setMidway(true);
        }
        return inflateSome(into, size);
    }

private:
    // Tapes and block devices fill up with zeros; gzip itself passes over them too.
    void skipZeros()
    {
        if (m_first)
            return;
        use(std::min(input().find_first_not_of('\0'), input().size()));
    }

    std::size_t inflateSome(char* into, std::size_t size)
    {
        constexpr std::size_t most = std::numeric_limits<uInt>::max();
        const std::string_view compressed = input();
        const std::size_t room = std::min(size, most);
        m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
        m_stream.avail_in = static_cast<uInt>(std::min(compressed.size(), most));
        m_stream.next_out = reinterpret_cast<Bytef*>(into);
        m_stream.avail_out = static_cast<uInt>(room);
        const uInt offered = m_stream.avail_in;
        const int status = inflate(&m_stream, Z_NO_FLUSH);
        use(offered - m_stream.avail_in);
        const std::size_t got = room - m_stream.avail_out;
        m_first = false;
        if (status == Z_STREAM_END) {
            inflateReset(&m_stream);
            m_between = true;
            setMidway(false);
        } else if (status == Z_MEM_ERROR) {
            throw std::bad_alloc();
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            fail(damaged(reason()));
        }
        return got;
    }

    std::string reason() const
    {
        const std::string_view message = m_stream.msg == nullptr ? "" : m_stream.msg;
        if (message == "incorrect data check" || message == "incorrect length check")
            return "the checksum is wrong; fetch the file again";
        return fmt::format("it cannot be decompressed ({}); fetch the file again", message);
    }

    z_stream m_stream{};
    bool m_between = true;
    bool m_first = true;
};

class ZstdSource : public Decompressor {
public:
    ZstdSource(std::unique_ptr<ByteSource> compressed, std::size_t block, ExpansionLimit limit)
        : Decompressor(std::move(compressed), block, limit), m_stream(ZSTD_createDStream(), &ZSTD_freeDStream)
    {
        if (m_stream == nullptr)
            throw std::bad_alloc();
    }

protected:
    std::size_t expand(char* into, std::size_t size) override
    {
        const std::string_view compressed = input();
        // A call that finds damage loses all that it decompressed. So it gets no more than the one block it asks for,
        // and nothing while output of the block before may be left.
        ZSTD_inBuffer in{compressed.data(), flushing() ? 0 : std::min(compressed.size(), m_wanted), 0};
        ZSTD_outBuffer out{into, size, 0};
        const std::size_t status = ZSTD_decompressStream(m_stream.get(), &out, &in);
        use(in.pos);
        if (ZSTD_isError(status) != 0U) {
            fail(damaged(reason(status)));
            return 0;
        }
        setMidway(status != 0);
        m_wanted = std::max<std::size_t>(status, 1);
        return out.pos;
    }

private:
    static std::string reason(std::size_t status)
    {
        switch (ZSTD_getErrorCode(status)) {
            case ZSTD_error_checksum_wrong: return "the checksum is wrong; fetch the file again";
            case ZSTD_error_prefix_unknown: return "something that is not zstd follows the compressed data";
            case ZSTD_error_frameParameter_windowTooLarge:
                return "it needs more than 128 MiB of memory to decompress; compress it without --ultra or --long=28";
            default:
                return fmt::format("it cannot be decompressed ({}); fetch the file again", ZSTD_getErrorName(status));
        }
    }

    std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> m_stream;
    std::size_t m_wanted = 1;
};

}  // namespace

Compression compressionOf(std::string_view head)
{
    if (head.starts_with(gzipMagic))
        return Compression::gzip;
    const bool skippable = head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xf0U) == 0x50U &&
                           head.substr(1, 3) == zstdSkippableTail;
    return skippable || head.starts_with(zstdMagic) ? Compression::zstd : Compression::none;
}

std::unique_ptr<ByteSource> decompressed(Compression compression, std::unique_ptr<ByteSource> compressed,
                                         std::size_t block, ExpansionLimit limit)
{
    switch (compression) {
        case Compression::gzip: return std::make_unique<GzipSource>(std::move(compressed), block, limit);
        case Compression::zstd: return std::make_unique<ZstdSource>(std::move(compressed), block, limit);
        case Compression::none: break;
    }
    return compressed;
}

}  // namespace naap
