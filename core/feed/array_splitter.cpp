#include <algorithm>
#include <string_view>

#include "core/feed/bracket_scan.h"
#include "core/feed/splitter.h"

namespace naap {
namespace {

using Defect = RawRecord::Defect;

class ArraySplitter : public Splitter {
public:
    ArraySplitter(std::uint64_t line, std::size_t maxRecord) : m_maxRecord(maxRecord), m_line(line) {}

    void take(Window& window, std::vector<RawRecord>& batch, std::size_t most) override
    {
        while (batch.size() < most && step(window, batch)) {
        }
    }

private:
    enum class Place {
        beforeArray,
        beforeFirst,  // behind [
        beforeValue,  // behind a comma
        inBrackets,
        inString,
        inScalar,  // a number, true, or whatever else stands there
        afterValue,
        afterArray,
        inRest,  // behind the place where the array is broken
        done,
    };

    bool step(Window& window, std::vector<RawRecord>& batch)
    {
        switch (m_place) {
            case Place::inBrackets:
            case Place::inString:
            case Place::inScalar:
            case Place::inRest: return goOn(window, batch);
            case Place::done: return false;
            default: return stepBetween(window, batch);
        }
    }

    // Between records: passes blanks, then one comma or bracket, or begins a record. False: no more bytes.
    bool stepBetween(Window& window, std::vector<RawRecord>& batch)
    {
        skipBlanks(window);
        if (window.size() > 0) {
            passOrBegin(window);
            return true;
        }
        if (!window.ended())
            return false;
        begin(window, Place::done);
        if (!m_closed)
            add(window, Defect::cut_off, batch);
        return true;
    }

    void skipBlanks(Window& window)
    {
        const std::string_view text = window.text();
        std::size_t count = 0;
        for (; count < text.size(); ++count) {
            if (text[count] == '\n')
                ++m_line;
            else if (text[count] != ' ' && text[count] != '\t' && text[count] != '\r')
                break;
        }
        window.drop(count);
    }

    void passOrBegin(Window& window)
    {
        const char next = *window.data();
        if (m_place == Place::beforeArray && next == '[')
            pass(window, Place::beforeFirst);
        else if (m_place == Place::afterValue && next == ',')
            pass(window, Place::beforeValue);
        else if ((m_place == Place::afterValue || m_place == Place::beforeFirst) && next == ']') {
            m_closed = true;
            pass(window, Place::afterArray);
        } else if (m_place == Place::beforeFirst || m_place == Place::beforeValue)
            begin(window, valueStartingWith(next));
        else
            begin(window, Place::inRest);
    }

    static Place valueStartingWith(char first)
    {
        switch (first) {
            case '{':
            case '[': return Place::inBrackets;
            case '"': return Place::inString;
            case ',':
            case ':':
            case ']':
            case '}': return Place::inRest;
            default: return Place::inScalar;
        }
    }

    void pass(Window& window, Place next)
    {
        window.drop(1);
        m_place = next;
    }

    void begin(const Window& window, Place place)
    {
        m_place = place;
        m_start = {window.offset(), m_line};
        m_scanned = 0;
        m_givenUp = 0;
        m_escaped = false;
        m_brackets.reset();
    }

    // Inside a record. False: it is not complete, and the window has no more bytes.
    bool goOn(Window& window, std::vector<RawRecord>& batch)
    {
        if (scan(window)) {
            add(window, Defect::none, batch);
            m_place = Place::afterValue;
            return true;
        }
        if (window.ended()) {
            add(window, Defect::cut_off, batch);
            m_place = Place::done;
            return true;
        }
        if (m_scanned > m_maxRecord || m_givenUp > 0) {
            m_givenUp += m_scanned;
            window.drop(m_scanned);
            m_scanned = 0;
        }
        return false;
    }

    // Moves m_scanned to the end of the record, or of the window; true when the record is complete.
    bool scan(const Window& window)
    {
        switch (m_place) {
            case Place::inBrackets: return scanBrackets(window);
            case Place::inString: return scanString(window.text());
            case Place::inScalar: return scanScalar(window.text());
            default: m_scanned = window.size(); return false;
        }
    }

    bool scanBrackets(const Window& window)
    {
        const std::size_t length = m_brackets.feed(window.data() + m_scanned, window.size() - m_scanned, m_line);
        const bool complete = length != BracketScan::unfinished;
        m_scanned = complete ? m_scanned + length : window.size();
        return complete;
    }

    bool scanString(std::string_view text)
    {
        while (m_scanned < text.size()) {
            const char c = text[m_scanned];
            const bool first = m_givenUp == 0 && m_scanned == 0;
            ++m_scanned;
            if (c == '\n')
                ++m_line;
            if (m_escaped)
                m_escaped = false;
            else if (c == '\\')
                m_escaped = true;
            else if (c == '"' && !first)
                return true;
        }
        return false;
    }

    bool scanScalar(std::string_view text)
    {
        m_scanned = std::min(text.find_first_of(" \t\r\n,[]{}\"", m_scanned), text.size());
        return m_scanned < text.size();
    }

    void add(Window& window, Defect defect, std::vector<RawRecord>& batch)
    {
        const std::uint64_t size = m_givenUp + m_scanned;
        const bool kept = size <= m_maxRecord;
        if (!kept && defect == Defect::none)
            defect = Defect::oversize;
        const std::string_view text = kept ? std::string_view(window.data(), m_scanned) : std::string_view();
        batch.push_back({text, ++m_number, m_start.line, m_start.byte, defect, size});
        window.drop(m_scanned);
        m_scanned = 0;
    }

    struct Start {
        std::uint64_t byte = 0;
        std::uint64_t line = 0;
    };

    std::size_t m_maxRecord;
    std::uint64_t m_line;
    std::uint64_t m_number = 0;
    Place m_place = Place::beforeArray;
    bool m_closed = false;
    Start m_start;
    std::size_t m_scanned = 0;    // bytes of the window that belong to the record
    std::uint64_t m_givenUp = 0;  // bytes of it that were dropped because it is too long
    bool m_escaped = false;       // in a string that is an element itself
    BracketScan m_brackets;
};

}  // namespace

std::unique_ptr<Splitter> arraySplitter(std::uint64_t line, std::size_t maxRecord)
{
    return std::make_unique<ArraySplitter>(line, maxRecord);
}

}  // namespace naap
