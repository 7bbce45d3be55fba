#include "core/reports/format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace naap {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::string_view kDash = "–";
constexpr std::string_view kEllipsis = "…";

/// Collects text and hands it on in large pieces.
class Output {
public:
    explicit Output(const TextSink& sink) : m_sink(sink) { m_text.reserve(kPiece + kPiece / 4); }
    std::string& text() { return m_text; }

    /// To be called now and then; false when the reader has gone.
    bool passOn() { return m_text.size() < kPiece || flush(); }
    bool flush()
    {
        if (m_open && !m_text.empty())
            m_open = m_sink(m_text);
        m_text.clear();
        return m_open;
    }

private:
    const TextSink& m_sink;
    std::string m_text;
    bool m_open = true;
};

void appendJson(std::string& out, const Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell)) {
        appendJsonText(out, *text);
    } else if (std::holds_alternative<std::monostate>(cell)) {
        out += "null";
    } else if (std::holds_alternative<Instant>(cell) || std::holds_alternative<Date>(cell)) {
        out += '"';
        appendText(out, cell);
        out += '"';
    } else {
        appendText(out, cell);
    }
}

bool writeJson(const ReportTable& table, bool array, Output& out)
{
    std::vector<std::string> names;
    for (const Field& field : table.fields()) {
        std::string& name = names.emplace_back(names.empty() ? "{" : ",");
        appendJsonText(name, field.name);
        name += ':';
    }
    if (array)
        out.text() += '[';
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        if (array)
            out.text() += row == 0 ? "\n" : ",\n";
        for (std::size_t field = 0; field < names.size(); ++field) {
            out.text() += names[field];
            appendJson(out.text(), table.cell(row, field));
        }
        out.text() += array ? "}" : "}\n";
        if (!out.passOn())
            return false;
    }
    if (array)
        out.text() += table.rowCount() == 0 ? "]\n" : "\n]\n";
    return out.flush();
}

void appendCsv(std::string& out, std::string_view text)
{
    if (!text.empty() && text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

bool writeCsv(const ReportTable& table, Output& out)
{
    constexpr std::string_view kEndOfLine = "\r\n";
    for (std::size_t field = 0; field < table.fields().size(); ++field) {
        if (field > 0)
            out.text() += ',';
        appendCsv(out.text(), table.fields()[field].name);
    }
    out.text() += kEndOfLine;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        for (std::size_t field = 0; field < table.fields().size(); ++field) {
            if (field > 0)
                out.text() += ',';
            const Cell cell = table.cell(row, field);
            if (!std::holds_alternative<std::monostate>(cell))
                appendCsv(out.text(), textOf(cell));
        }
        out.text() += kEndOfLine;
        if (!out.passOn())
            return false;
    }
    return out.flush();
}

/// Columns that a text takes on a terminal: one for each code point. Ids and names have no wide characters.
std::size_t displayWidth(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// The first `count` code points, or with a negative start the last.
std::string_view firstPoints(std::string_view text, std::size_t count)
{
    std::size_t end = 0;
    while (end < text.size() && count > 0) {
        ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            ++end;
        --count;
    }
    return text.substr(0, end);
}

std::string shortened(const std::string& text, std::size_t width)
{
    const std::size_t length = displayWidth(text);
    if (length <= width)
        return text;
    const std::size_t tail = (width - 1) / 3;
    const std::string_view head = firstPoints(text, width - 1 - tail);
    const std::string_view rest = std::string_view(text).substr(firstPoints(text, length - tail).size());
    return std::string(head).append(kEllipsis).append(rest);
}

/// Three decimals, so that points stand below each other; very small and very large values in powers of ten.
std::string readableNumber(double value)
{
    const double size = std::abs(value);
    if (std::isnan(value))
        return std::string(kDash);
    if (size != 0 && (size < 0.0005 || size >= 1e15))
        return fmt::format("{:.3e}", value);
    return fmt::format("{:.3f}", value);
}

/// A line break inside a cell would break the table, and control characters (C0, DEL, C1) move the terminal's cursor.
std::string withoutControls(std::string text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool isC1 = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (isC1)
            text.erase(i + 1, 1);
        if (c < 0x20 || c == 0x7f || isC1)
            text[i] = ' ';
    }
    return text;
}

std::string readable(const Cell& cell)
{
    if (std::holds_alternative<std::monostate>(cell))
        return std::string(kDash);
    if (const auto* real = std::get_if<double>(&cell))
        return readableNumber(*real);
    if (const auto* list = std::get_if<std::vector<std::string>>(&cell))
        return withoutControls(fmt::format("{}", fmt::join(*list, ", ")));
    return withoutControls(textOf(cell));
}

bool standsRight(FieldType type)
{
    return type == FieldType::integer || type == FieldType::real || type == FieldType::wei;
}

class TableWriter {
public:
    TableWriter(const ReportTable& table, const FormatOptions& options, Output& out)
        : m_table(table), m_options(options), m_out(out)
    {
    }

    bool write()
    {
        measure();
        if (m_options.width > 0)
            shrink();
        const auto strips = cutIntoStrips();
        for (std::size_t i = 0; i < strips.size(); ++i) {
            if (i > 0)
                m_out.text() += '\n';
            if (!writeStrip(strips[i], strips.size() > 1))
                return false;
        }
        return m_out.flush();
    }

private:
    static constexpr std::size_t kGap = 2;
    static constexpr std::size_t kShortestId = 11;

    void measure()
    {
        for (const Field& field : m_table.fields())
            m_widths.push_back(std::max(displayWidth(field.name), displayWidth(field.unit)));
        for (std::size_t row = 0; row < m_table.rowCount(); ++row)
            for (std::size_t field = 0; field < m_widths.size(); ++field)
                m_widths[field] = std::max(m_widths[field], displayWidth(readable(m_table.cell(row, field))));
    }

    std::size_t totalWidth() const
    {
        return std::accumulate(m_widths.begin(), m_widths.end(), kGap * (m_widths.size() - 1));
    }

    /// Long ids give way, the longest first, down to what still tells them apart.
    void shrink()
    {
        std::vector<std::size_t> least = m_widths;
        for (std::size_t field = 0; field < least.size(); ++field) {
            const Field& f = m_table.fields()[field];
            if (f.type == FieldType::text || f.type == FieldType::list)
                least[field] = std::min(m_widths[field], std::max(kShortestId, displayWidth(f.name)));
        }
        for (std::size_t total = totalWidth(); total > m_options.width; --total) {
            std::size_t widest = least.size();
            for (std::size_t field = 0; field < least.size(); ++field)
                if (m_widths[field] > least[field] && (widest == least.size() || m_widths[field] > m_widths[widest]))
                    widest = field;
            if (widest == least.size())
                return;
            --m_widths[widest];
        }
    }

    std::vector<std::vector<std::size_t>> cutIntoStrips() const
    {
        std::vector<std::size_t> all(m_widths.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        if (m_options.width == 0 || totalWidth() <= m_options.width)
            return {all};
        std::vector<std::vector<std::size_t>> strips;
        std::size_t used = 0;
        for (const std::size_t field : all) {
            if (strips.empty() || used + kGap + m_widths[field] > m_options.width) {
                strips.emplace_back();
                used = numberWidth();
            }
            strips.back().push_back(field);
            used += kGap + m_widths[field];
        }
        return strips;
    }

    std::size_t numberWidth() const { return std::to_string(m_table.rowCount()).size(); }

    /// `style` is an escape code around the text, not around the blanks.
    void put(std::string_view text, std::size_t width, bool right, std::string_view style, bool last)
    {
        const std::size_t blanks = width - std::min(width, displayWidth(text));
        if (right)
            m_out.text().append(blanks, ' ');
        if (m_options.colour && !style.empty() && !text.empty())
            m_out.text().append(style).append(text).append("\x1b[0m");
        else
            m_out.text() += text;
        if (!right && !last)
            m_out.text().append(blanks, ' ');
        if (!last)
            m_out.text().append(kGap, ' ');
    }

    template <class Text>
    void line(const std::vector<std::size_t>& strip, std::string_view number, std::size_t numberColumn, Text&& text)
    {
        if (numberColumn > 0)
            put(number, numberColumn, true, kDim, false);
        for (std::size_t i = 0; i < strip.size(); ++i) {
            const auto [value, style] = text(strip[i]);
            put(value, m_widths[strip[i]], standsRight(m_table.fields()[strip[i]].type), style, i + 1 == strip.size());
        }
        std::string& out = m_out.text();
        out.erase(out.find_last_not_of(' ') + 1);
        out += '\n';
    }

    void writeHeader(const std::vector<std::size_t>& strip, std::size_t numberColumn)
    {
        using Styled = std::pair<std::string, std::string_view>;
        line(strip, "#", numberColumn, [&](std::size_t field) { return Styled(m_table.fields()[field].name, kBold); });
        if (std::ranges::any_of(strip, [&](std::size_t field) { return !m_table.fields()[field].unit.empty(); }))
            line(strip, "", numberColumn,
                 [&](std::size_t field) { return Styled(m_table.fields()[field].unit, kDim); });
        const auto rule = [](std::size_t width) {
            std::string dashes;
            for (std::size_t i = 0; i < width; ++i)
                dashes += "─";
            return dashes;
        };
        line(strip, numberColumn > 0 ? rule(numberColumn) : "", numberColumn,
             [&](std::size_t field) { return Styled(rule(m_widths[field]), kDim); });
    }

    bool writeStrip(const std::vector<std::size_t>& strip, bool numbered)
    {
        using Styled = std::pair<std::string, std::string_view>;
        const std::size_t numberColumn = numbered ? numberWidth() : 0;
        writeHeader(strip, numberColumn);
        for (std::size_t row = 0; row < m_table.rowCount(); ++row) {
            line(strip, std::to_string(row + 1), numberColumn, [&](std::size_t field) {
                const Cell cell = m_table.cell(row, field);
                const bool isNull = std::holds_alternative<std::monostate>(cell);
                return Styled(shortened(readable(cell), m_widths[field]), isNull ? kDim : std::string_view());
            });
            if (!m_out.passOn())
                return false;
        }
        return true;
    }

    static constexpr std::string_view kBold = "\x1b[1m";
    static constexpr std::string_view kDim = "\x1b[2m";

    const ReportTable& m_table;
    const FormatOptions& m_options;
    Output& m_out;
    std::vector<std::size_t> m_widths;
};

}  // namespace

std::optional<Format> formatOf(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, Format>, 4> kNames{
        {{"table", Format::table}, {"json", Format::json}, {"ndjson", Format::ndjson}, {"csv", Format::csv}}};
    for (const auto& [known, format] : kNames)
        if (known == name)
            return format;
    return std::nullopt;
}

bool writeReport(const ReportTable& table, const FormatOptions& options, const TextSink& sink)
{
    Output out(sink);
    switch (options.format) {
        case Format::json: return writeJson(table, true, out);
        case Format::ndjson: return writeJson(table, false, out);
        case Format::csv: return writeCsv(table, out);
        case Format::table: return TableWriter(table, options, out).write();
    }
    return false;
}

void appendJsonRow(std::string& out, const ReportTable& table, std::size_t row)
{
    for (std::size_t field = 0; field < table.fields().size(); ++field) {
        out += field == 0 ? '{' : ',';
        appendJsonText(out, table.fields()[field].name);
        out += ':';
        appendJson(out, table.cell(row, field));
    }
    out += '}';
}

}  // namespace naap
