#include "core/feed/byte_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace naap {
namespace {

std::string reasonOf(int error)
{
    return std::generic_category().message(error);
}

class Descriptor {
public:
    Descriptor(int number, bool owned) : m_number(number), m_owned(owned) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)), m_owned(other.m_owned) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor()
    {
        if (m_owned && m_number >= 0)
            ::close(m_number);
    }
    int number() const { return m_number; }

private:
    int m_number;
    bool m_owned;
};

class DescriptorSource : public ByteSource {
public:
    DescriptorSource(Descriptor descriptor, std::uint64_t expected, bool mayStall, std::stop_token stop)
        : m_descriptor(std::move(descriptor)), m_expected(expected), m_mayStall(mayStall), m_stop(std::move(stop))
    {
    }

    Result<std::size_t> read(char* into, std::size_t size) override
    {
        for (;;) {
            if (m_mayStall && !waitForBytes())
                return failure(Error::Code::cancelled, "was not read to its end: reading was stopped");
            const ssize_t got = ::read(m_descriptor.number(), into, size);
            if (got > 0) {
                m_read += static_cast<std::uint64_t>(got);
                return static_cast<std::size_t>(got);
            }
            if (got == 0)
                return atEnd();
            if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
                return failure(Error::Code::io, fmt::format("cannot be read at byte {}: {}", m_read, reasonOf(errno)));
        }
    }

    std::uint64_t bytesRead() const override { return m_read; }
    std::uint64_t bytesTotal() const override { return m_expected; }

private:
    Result<std::size_t> atEnd() const
    {
        if (m_read < m_expected)
            return failure(Error::Code::io,
                           fmt::format("became shorter while it was read: {} of {} bytes were there; read it again "
                                       "when nothing changes it any more",
                                       m_read, m_expected));
        return std::size_t{0};
    }

    // Of a pipe or terminal. False when a stop was asked for first.
    bool waitForBytes() const
    {
        constexpr int kBetweenLooksMs = 100;
        for (;;) {
            if (m_stop.stop_requested())
                return false;
            pollfd ready{m_descriptor.number(), POLLIN, 0};
            if (::poll(&ready, 1, m_stop.stop_possible() ? kBetweenLooksMs : -1) > 0)
                return true;
        }
    }

    Descriptor m_descriptor;
    std::uint64_t m_expected;
    bool m_mayStall;
    std::stop_token m_stop;
    std::uint64_t m_read = 0;
};

class HeadedSource : public ByteSource {
public:
    HeadedSource(std::string head, std::unique_ptr<ByteSource> rest) : m_head(std::move(head)), m_rest(std::move(rest))
    {
    }

    Result<std::size_t> read(char* into, std::size_t size) override
    {
        if (m_given == m_head.size())
            return m_rest->read(into, size);
        const std::size_t count = std::min(size, m_head.size() - m_given);
        std::memcpy(into, m_head.data() + m_given, count);
        m_given += count;
        return count;
    }

    // The head counts when it is handed on, so that decompressors can tell their position from it.
    std::uint64_t bytesRead() const override { return m_rest->bytesRead() - (m_head.size() - m_given); }
    std::uint64_t bytesTotal() const override { return m_rest->bytesTotal(); }

private:
    std::string m_head;
    std::size_t m_given = 0;
    std::unique_ptr<ByteSource> m_rest;
};

std::string whyNotOpened(int error)
{
    switch (error) {
        case ENOENT: return "does not exist; check the path";
        case EACCES:
        case EPERM: return "cannot be opened: no permission to read it; change its permissions or copy it";
        case ENOTDIR: return "does not exist: a part of its path is a file, not a directory; check the path";
        default: return fmt::format("cannot be opened: {}", reasonOf(error));
    }
}

Result<Descriptor> openDescriptor(const std::string& path)
{
    if (path == "-")
        return Descriptor(STDIN_FILENO, false);
    if (path.find('\0') != std::string::npos)
        return failure(Error::Code::io, whyNotOpened(ENOENT));
    // Not to wait for the writer of a named pipe here, where no stop would end it. Files do not care.
    int number = -1;
    do
        number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    while (number < 0 && errno == EINTR);
    if (number < 0)
        return failure(Error::Code::io, whyNotOpened(errno));
    return Descriptor(number, true);
}

}  // namespace

Result<std::unique_ptr<ByteSource>> openFile(const std::string& path, std::stop_token stop)
{
    auto descriptor = openDescriptor(path);
    if (!descriptor)
        return tl::unexpected(descriptor.error());
    const int number = descriptor->number();
    struct stat facts {};
    if (::fstat(number, &facts) != 0)
        return failure(Error::Code::io, fmt::format("cannot be read: {}", reasonOf(errno)));
    if (S_ISDIR(facts.st_mode))
        return failure(Error::Code::unsupported, "is a directory, not an event file; name the files in it");

    std::uint64_t expected = 0;
    if (S_ISREG(facts.st_mode)) {
        ::posix_fadvise(number, 0, 0, POSIX_FADV_SEQUENTIAL);
        // Standard input may be a file of which another program already read a part.
        const off_t start = std::max<off_t>(0, ::lseek(number, 0, SEEK_CUR));
        expected = static_cast<std::uint64_t>(std::max<off_t>(0, facts.st_size - start));
    }
    return std::make_unique<DescriptorSource>(std::move(*descriptor), expected, !S_ISREG(facts.st_mode),
                                              std::move(stop));
}

std::unique_ptr<ByteSource> withHead(std::string head, std::unique_ptr<ByteSource> rest)
{
    return std::make_unique<HeadedSource>(std::move(head), std::move(rest));
}

}  // namespace naap
