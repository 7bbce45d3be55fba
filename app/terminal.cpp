#include "app/terminal.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <pthread.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

namespace naap {
namespace {

bool isSmartTerminal(int descriptor)
{
    const char* kind = std::getenv("TERM");
    return ::isatty(descriptor) == 1 && kind && std::strcmp(kind, "dumb") != 0;
}

/// Wakes the thread that waits for signals when there is nothing to wait for any more.
constexpr int kEndOfWait = SIGUSR2;

std::size_t columnsOf(int descriptor)
{
    winsize size{};
    return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

std::size_t columnsWanted()
{
    const std::string_view text = std::getenv("COLUMNS") ? std::getenv("COLUMNS") : "";
    std::size_t columns = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), columns);
    return error == std::errc() && end == text.data() + text.size() ? columns : 0;
}

}  // namespace

bool Output::write(std::string_view text)
{
    if (m_readerGone || m_error != 0)
        return false;
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
        note(errno);
    return !m_readerGone && m_error == 0;
}

Result<void> Output::flush()
{
    if (!m_readerGone && m_error == 0 && std::fflush(stdout) != 0)
        note(errno);
    if (m_error != 0)
        return failure(Error::Code::io, fmt::format("cannot write to standard output: {}", std::strerror(m_error)));
    return {};
}

void Output::note(int error)
{
    if (error == EPIPE)
        m_readerGone = true;
    else
        m_error = error;
}

void complain(std::string_view sentence)
{
    fmt::print(stderr, "naap-lens: {}\n", sentence);
}

void remark(std::string_view sentence)
{
    fmt::print(stderr, "{}\n", sentence);
}

std::size_t outputWidth()
{
    const std::size_t wanted = columnsWanted();
    return wanted != 0 ? wanted : columnsOf(STDOUT_FILENO);
}

std::size_t textWidth()
{
    const std::size_t width = outputWidth();
    return width == 0 ? 80 : std::clamp<std::size_t>(width, 40, 100);
}

bool outputHasStyle()
{
    const char* forbidden = std::getenv("NO_COLOR");
    return isSmartTerminal(STDOUT_FILENO) && !(forbidden && forbidden[0] != '\0');
}

ProgressLine::ProgressLine() : m_active(isSmartTerminal(STDERR_FILENO)) {}

void ProgressLine::show(std::string_view text)
{
    if (!m_active)
        return;
    const std::size_t columns = columnsOf(STDERR_FILENO);
    if (columns > 1)
        text = text.substr(0, columns - 1);
    fmt::print(stderr, "\r{}\x1b[K", text);
    std::fflush(stderr);
    m_shown = true;
}

void ProgressLine::clear()
{
    if (m_shown)
        fmt::print(stderr, "\r\x1b[K");
    m_shown = false;
}

Interrupt::Interrupt()
{
    sigemptyset(&m_signals);
    sigaddset(&m_signals, SIGTERM);
    sigaddset(&m_signals, kEndOfWait);
    struct sigaction current {};
    // Started in the background of a script, Ctrl-C is meant for others and stays ignored.
    if (::sigaction(SIGINT, nullptr, &current) == 0 && current.sa_handler != SIG_IGN)
        sigaddset(&m_signals, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &m_signals, &m_before);
    m_thread = std::thread([this] { wait(); });
}

Interrupt::~Interrupt()
{
    m_over = true;
    ::pthread_kill(m_thread.native_handle(), kEndOfWait);
    m_thread.join();
    ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

void Interrupt::wait()
{
    int signal = 0;
    while (::sigwait(&m_signals, &signal) == 0 && !m_over) {
        if (signal == kEndOfWait)
            continue;  // somebody else's
        if (m_source.stop_requested())
            ::_exit(128 + signal);
        m_source.request_stop();
        remark("\nStopping; what was read is being saved. Once more ends the program at once.");
    }
}

}  // namespace naap
