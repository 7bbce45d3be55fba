#include "core/geo/region_table.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "core/events/names.h"

namespace naap {
namespace {

constexpr int kTableVersion = 1;

std::optional<double> numberIn(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<CodeKind> kindNamed(std::string_view name)
{
    if (name == "cloud")
        return CodeKind::cloud;
    if (name == "hoster")
        return CodeKind::hoster;
    return name == "city" ? std::optional(CodeKind::city) : std::nullopt;
}

bool isDigit(char c)
{
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

}  // namespace

std::optional<Position> positionIn(std::string_view lat, std::string_view lon, std::string& problem)
{
    if (lat.empty() && lon.empty())
        return std::nullopt;
    const auto latitude = numberIn(lat);
    const auto longitude = numberIn(lon);
    if (!latitude || !longitude)
        problem = fmt::format("`{}`, `{}` are not a latitude and a longitude", lat, lon);
    else if (!(*latitude >= -90 && *latitude <= 90))
        problem = fmt::format("latitude {} lies off the map (-90 to 90)", lat);
    else if (!(*longitude >= -180 && *longitude <= 180))
        problem = fmt::format("longitude {} lies off the map (-180 to 180)", lon);
    else
        return Position{*latitude, *longitude};
    return std::nullopt;
}

const RegionTable& RegionTable::bundled()
{
    static const RegionTable table = read(bundledTables());
    return table;
}

RegionTable RegionTable::read(const BundledTables& texts)
{
    RegionTable table;
    table.readRegions(texts.regions);
    table.readCodes(texts.codes);
    table.readCountries(texts.countries);
    return table;
}

void RegionTable::readRegions(std::string_view text)
{
    const CsvTable csv(text, "regions", kTableVersion, {"region", "name", "lat", "lon"});
    m_problems.insert(m_problems.end(), csv.problems().begin(), csv.problems().end());
    for (const auto& row : csv.rows()) {
        std::string problem;
        const auto at = positionIn(row.cell("lat"), row.cell("lon"), problem);
        if (!at) {
            m_problems.push_back({row.line(), problem});
            continue;
        }
        const std::string code = lowered(row.cell("region"));
        m_regions.insert_or_assign(code, Region{code, std::string(row.cell("name")), *at});
    }
}

void RegionTable::readCodes(std::string_view text)
{
    const CsvTable csv(text, "codes", kTableVersion, {"code", "kind", "region", "lat", "lon"});
    m_problems.insert(m_problems.end(), csv.problems().begin(), csv.problems().end());
    for (const auto& row : csv.rows()) {
        std::string problem;
        const auto at = positionIn(row.cell("lat"), row.cell("lon"), problem);
        const auto kind = kindNamed(row.cell("kind"));
        if (!kind)
            problem = fmt::format("there is no kind `{}`", row.cell("kind"));
        else if (!region(row.cell("region")))
            problem = fmt::format("there is no region `{}`", row.cell("region"));
        if (!at || !problem.empty()) {
            m_problems.push_back({row.line(), problem});
            continue;
        }
        const std::string code = lowered(row.cell("code"));
        m_codes.insert_or_assign(
            code, PlaceCode{code, *kind, std::string(row.cell("provider")), std::string(row.cell("region")),
                            std::string(row.cell("country")), *at, std::string(row.cell("place"))});
    }
}

void RegionTable::readCountries(std::string_view text)
{
    constexpr double kEverywhere = std::numeric_limits<double>::infinity();
    const CsvTable csv(text, "countries", kTableVersion, {"country", "region"});
    m_problems.insert(m_problems.end(), csv.problems().begin(), csv.problems().end());
    for (const auto& row : csv.rows()) {
        if (!region(row.cell("region"))) {
            m_problems.push_back({row.line(), fmt::format("there is no region `{}`", row.cell("region"))});
            continue;
        }
        m_countries[std::string(row.cell("country"))].push_back({std::string(row.cell("region")),
                                                                 numberIn(row.cell("west")).value_or(-kEverywhere),
                                                                 numberIn(row.cell("east")).value_or(kEverywhere)});
    }
}

std::string RegionTable::countryOf(std::string_view region, const std::optional<MapCell>& cell) const
{
    std::set<std::string> countries;
    for (const auto& [country, stretches] : m_countries)
        if (std::ranges::any_of(stretches, [&](const Stretch& stretch) { return stretch.region == region; }))
            countries.insert(country);
    if (countries.size() > 1 && cell) {
        countries.clear();
        for (const auto& [word, code] : m_codes)
            if (code.region == region && !code.country.empty() && cellOf(code.at) == cell)
                countries.insert(code.country);
    }
    return countries.size() == 1 ? *countries.begin() : std::string();
}

const Region* RegionTable::region(std::string_view code) const
{
    const auto found = m_regions.find(code);
    return found == m_regions.end() ? nullptr : &found->second;
}

const PlaceCode* RegionTable::code(std::string_view word) const
{
    const auto exact = m_codes.find(word);
    if (exact != m_codes.end())
        return &exact->second;
    std::string_view stem = word;
    while (!stem.empty() && isDigit(stem.back()))
        stem.remove_suffix(1);
    if (stem.size() < word.size()) {
        const auto found = m_codes.find(stem);
        return found != m_codes.end() && found->second.kind != CodeKind::cloud ? &found->second : nullptr;
    }
    if (word.size() < 2 || !isDigit(word[word.size() - 2]))
        return nullptr;
    const auto found = m_codes.find(word.substr(0, word.size() - 1));
    return found != m_codes.end() && found->second.kind == CodeKind::cloud ? &found->second : nullptr;
}

std::optional<std::string> RegionTable::regionNamed(std::string_view text) const
{
    const std::string word = lowered(trimmed(text));
    if (const Region* known = region(word))
        return known->code;
    const PlaceCode* place = code(word);
    return place ? std::optional(place->region) : std::nullopt;
}

std::optional<std::string> RegionTable::regionOfCountry(std::string_view country, std::optional<double> lon) const
{
    const auto found = m_countries.find(country);
    if (found == m_countries.end())
        return std::nullopt;
    const std::vector<Stretch>& stretches = found->second;
    if (stretches.size() == 1)
        return stretches.front().region;
    if (lon)
        for (const Stretch& stretch : stretches)
            if (*lon >= stretch.west && *lon < stretch.east)
                return stretch.region;
    return std::nullopt;
}

}  // namespace naap
