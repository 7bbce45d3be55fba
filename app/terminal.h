#pragma once

#include <atomic>
#include <csignal>
#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

#include "core/result.h"

namespace naap {

/// Standard output. A reader that goes away (`| head`) is no failure: what follows is dropped, quietly.
class Output {
public:
    /// False when nobody reads any more; the caller may stop then.
    bool write(std::string_view text);
    /// Everything is out. Errors: io, such as a full disk.
    Result<void> flush();

private:
    void note(int error);

    bool m_readerGone = false;
    int m_error = 0;
};

/// A sentence for people on standard error, after the program's name.
void complain(std::string_view sentence);
/// The same for what is not an error.
void remark(std::string_view sentence);

/// Columns of the terminal that standard output goes to, or COLUMNS when it is set; 0 when it goes elsewhere.
std::size_t outputWidth();
/// Columns to lay running text out in: what there is, from 40 to 100, or 80.
std::size_t textWidth();
/// Standard output is a terminal that shows bold text, and NO_COLOR does not forbid it.
bool outputHasStyle();

/// One line on standard error that is written over again and again. Shows nothing where no person looks.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    bool active() const { return m_active; }
    void show(std::string_view text);
    void clear();

private:
    bool m_active = false;
    bool m_shown = false;
};

/// While it lives, the first Ctrl-C (or SIGTERM) asks for a stop, and the second ends the program at once, which the
/// cache survives.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    void wait();

    std::stop_source m_source;
    sigset_t m_signals{};
    sigset_t m_before{};
    std::atomic<bool> m_over = false;
    std::thread m_thread;
};

}  // namespace naap
