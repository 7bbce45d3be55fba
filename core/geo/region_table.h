#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/geo/cells.h"
#include "core/geo/csv_table.h"

namespace naap {

/// What has no place. Shown as a region of its own, never spread over the others.
inline constexpr std::string_view kUnknownRegion = "unknown";

struct Region {
    std::string code;  ///< `eu-west`
    std::string name;  ///< `Western Europe`
    Position at;       ///< where it is drawn when nothing finer is known
};

/// How sure one may be that a word is meant as this code.
enum class CodeKind { cloud, hoster, city };

/// A code that occurs in names: a cloud's region, a hoster's location, an airport or city.
struct PlaceCode {
    std::string code;
    CodeKind kind = CodeKind::city;
    std::string provider;
    std::string region;
    std::string country;
    Position at;
    std::string place;
};

/// The texts of resources/geo.
struct BundledTables {
    std::string_view regions, codes, countries;
};
BundledTables bundledTables();

/// Regions, the codes that stand for places in them, and the region of each country.
class RegionTable {
public:
    /// The tables that come with the program.
    static const RegionTable& bundled();
    /// What cannot be used of the texts is told in problems(), the rest is used.
    static RegionTable read(const BundledTables& texts);

    /// The region of this code, null when there is none.
    const Region* region(std::string_view code) const;
    /// The place of a code in lower case, null when there is none. `us-east-1a` and `fra1` are `us-east-1` and `fra`:
    /// a letter behind a cloud's region is a zone, digits behind a city number a site.
    const PlaceCode* code(std::string_view word) const;
    /// The region that a text of any case names: by its own code, or by that of a place. Nothing: the text is no code.
    std::optional<std::string> regionNamed(std::string_view text) const;
    /// Region of a country by its two letters. Nothing where the country is unknown, or has several and no longitude is
    /// given.
    std::optional<std::string> regionOfCountry(std::string_view country, std::optional<double> lon) const;

    /// The country of a place in this region: where the region has one alone, that; else the one of all codes in its
    /// cell and region. Blank: several, or none is known.
    std::string countryOf(std::string_view region, const std::optional<MapCell>& cell) const;

    const std::map<std::string, Region, std::less<>>& regions() const { return m_regions; }
    const std::vector<LineProblem>& problems() const { return m_problems; }

private:
    struct Stretch {
        std::string region;
        double west = 0;
        double east = 0;
    };
    void readRegions(std::string_view text);
    void readCodes(std::string_view text);
    void readCountries(std::string_view text);

    std::map<std::string, Region, std::less<>> m_regions;
    std::map<std::string, PlaceCode, std::less<>> m_codes;
    std::map<std::string, std::vector<Stretch>, std::less<>> m_countries;
    std::vector<LineProblem> m_problems;
};

/// A position written in two cells. Nothing when both are blank; an error sentence when it is no position on the map.
std::optional<Position> positionIn(std::string_view lat, std::string_view lon, std::string& problem);

}  // namespace naap
