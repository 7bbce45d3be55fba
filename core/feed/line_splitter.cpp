#include <cstring>
#include <optional>
#include <string_view>

#include "core/feed/splitter.h"

namespace naap {
namespace {

constexpr std::string_view blanks = " \t\r";

class LineSplitter : public Splitter {
public:
    LineSplitter(std::uint64_t line, std::size_t maxRecord) : m_maxRecord(maxRecord), m_line(line) {}

    void take(Window& window, std::vector<RawRecord>& batch, std::size_t most) override
    {
        while (batch.size() < most) {
            const char* start = window.data();
            const void* found = std::memchr(start + m_searched, '\n', window.size() - m_searched);
            if (found == nullptr) {
                keepUnfinished(window, batch);
                return;
            }
            const auto length = static_cast<std::size_t>(static_cast<const char*>(found) - start);
            finish({start, length}, window.offset(), batch);
            window.drop(length + 1);
            m_searched = 0;
            ++m_line;
        }
    }

private:
    /// A line of which the beginning was given up because it is too long.
    struct Long {
        std::uint64_t byte = 0;
        std::uint64_t size = 0;
        char last = 0;
        bool blank = true;
    };

    void keepUnfinished(Window& window, std::vector<RawRecord>& batch)
    {
        if (window.ended()) {
            finish(window.text(), window.offset(), batch);
            window.drop(window.size());
            m_searched = 0;
            return;
        }
        m_searched = window.size();
        // One more than the limit: the last byte may be the CR of a line end.
        if (m_long || window.size() > m_maxRecord + 1) {
            absorb(window.text(), window.offset());
            window.drop(window.size());
            m_searched = 0;
        }
    }

    void absorb(std::string_view piece, std::uint64_t byte)
    {
        if (!m_long)
            m_long = Long{byte, 0, 0, true};
        if (piece.empty())
            return;
        m_long->size += piece.size();
        m_long->last = piece.back();
        m_long->blank = m_long->blank && piece.find_first_not_of(blanks) == std::string_view::npos;
    }

    void finish(std::string_view line, std::uint64_t byte, std::vector<RawRecord>& batch)
    {
        if (!m_long && line.size() <= m_maxRecord) {
            addTrimmed(line, byte, batch);
            return;
        }
        absorb(line, byte);
        const Long whole = *m_long;
        m_long.reset();
        const std::uint64_t size = whole.size - (whole.last == '\r' ? 1 : 0);
        if (size <= m_maxRecord)
            addTrimmed(line, byte, batch);
        else if (!whole.blank)
            batch.push_back({{}, ++m_number, m_line, whole.byte, RawRecord::Defect::oversize, size});
    }

    void addTrimmed(std::string_view line, std::uint64_t byte, std::vector<RawRecord>& batch)
    {
        while (!line.empty() && blanks.find(line.back()) != std::string_view::npos)
            line.remove_suffix(1);
        while (!line.empty() && blanks.find(line.front()) != std::string_view::npos) {
            line.remove_prefix(1);
            ++byte;
        }
        if (!line.empty())
            batch.push_back({line, ++m_number, m_line, byte, RawRecord::Defect::none, line.size()});
    }

    std::size_t m_maxRecord;
    std::uint64_t m_line;
    std::uint64_t m_number = 0;
    std::size_t m_searched = 0;  // bytes of the window that hold no line end
    std::optional<Long> m_long;
};

}  // namespace

std::unique_ptr<Splitter> lineSplitter(std::uint64_t line, std::size_t maxRecord)
{
    return std::make_unique<LineSplitter>(line, maxRecord);
}

}  // namespace naap
