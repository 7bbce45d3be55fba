#include "core/geo/place_file.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/events/names.h"
#include "core/text_file.h"

namespace naap {
namespace {

constexpr int kFileVersion = 1;
constexpr std::size_t kMostProblems = 5;  // of a file that is no table at all each line would be one

std::optional<PlaceKind> kindNamed(std::string_view name)
{
    for (const PlaceKind kind : {PlaceKind::gateway, PlaceKind::orchestrator, PlaceKind::host, PlaceKind::region})
        if (name == placeKindName(kind))
            return kind;
    return std::nullopt;
}

/// Things are found by the same name however it is spelled.
std::string keyOf(PlaceKind kind, std::string_view name)
{
    switch (kind) {
        case PlaceKind::host: return hostOf(name);
        case PlaceKind::orchestrator:
        case PlaceKind::region: return lowered(trimmed(name));
        case PlaceKind::gateway: break;
    }
    return std::string(trimmed(name));
}

std::string regionList(const RegionTable& table)
{
    std::string list;
    for (const auto& [code, region] : table.regions())
        list += (list.empty() ? "" : ", ") + code;
    return list;
}

}  // namespace

Result<PlaceEntry> placeEntryOf(std::string_view kind, std::string_view name, std::string_view region,
                                const RegionTable& table)
{
    const auto known = kindNamed(lowered(kind));
    if (!known)
        return failure(Error::Code::usage, fmt::format("`{}` is none of gateway, orchestrator, host, region", kind));
    PlaceEntry entry;
    entry.kind = *known;
    entry.name = keyOf(*known, name);
    if (entry.name.empty())
        return failure(Error::Code::usage, fmt::format("the {} has no name", kind));
    // What is written has to be read as the same thing: no bracket that is not closed, no second port.
    if (keyOf(*known, entry.name) != entry.name)
        return failure(Error::Code::usage, fmt::format("`{}` is no name of a {}", name, kind));
    const auto code = table.regionNamed(region);
    if (!code)
        return failure(Error::Code::usage,
                       fmt::format("there is no region `{}`; regions are {}, and codes of clouds and cities stand for "
                                   "theirs",
                                   region, regionList(table)));
    entry.region = *code;
    // A code is finer than its region.
    if (const PlaceCode* place = table.code(lowered(trimmed(region)))) {
        const auto cell = cellOf(place->at);
        entry.lat_bin = cell->lat_bin;
        entry.lon_bin = cell->lon_bin;
    }
    return entry;
}

PlaceFile readPlaceFile(std::string_view text, const RegionTable& table)
{
    const CsvTable csv(text, "places", kFileVersion, {"kind", "name", "region"});
    PlaceFile file;
    file.problems = csv.problems();
    std::map<std::pair<PlaceKind, std::string>, std::pair<std::int64_t, PlaceEntry>> byKey;
    for (const auto& row : csv.rows()) {
        auto entry = placeEntryOf(row.cell("kind"), row.cell("name"), row.cell("region"), table);
        std::string problem = entry ? std::string() : entry.error().message;
        const auto at = positionIn(row.cell("lat"), row.cell("lon"), problem);
        if (!problem.empty()) {
            file.problems.push_back({row.line(), problem});
            continue;
        }
        if (at) {
            const auto cell = cellOf(*at);
            entry->lat_bin = cell->lat_bin;
            entry->lon_bin = cell->lon_bin;
        }
        entry->note = row.cell("note");
        const auto [known, isNew] = byKey.try_emplace({entry->kind, entry->name}, row.line(), *entry);
        if (isNew)
            continue;
        file.problems.push_back(
            {row.line(), fmt::format("{} `{}` was placed in line {} already; this line counts",
                                     placeKindName(entry->kind), entry->name, known->second.first)});
        known->second = {row.line(), *entry};
    }
    for (auto& [key, entry] : byKey)
        file.entries.push_back(std::move(entry.second));
    std::ranges::stable_sort(file.problems, {}, &LineProblem::line);
    return file;
}

Result<PlaceFile> readPlaceFileAt(const std::filesystem::path& path, const RegionTable& table)
{
    const auto text = textOfFile(path, kMostOfTables);
    if (!text)
        return tl::unexpected(text.error());
    PlaceFile file = readPlaceFile(*text, table);
    if (!file.entries.empty())
        return file;
    std::string sentence = fmt::format("{}: no line that can be used; the table stays as it was", path.string());
    for (std::size_t i = 0; i < std::min(kMostProblems, file.problems.size()); ++i)
        sentence += '\n' + sentenceOf(file.problems[i]);
    return failure(Error::Code::malformed, sentence);
}

std::string placeFileText(const std::vector<PlaceEntry>& entries)
{
    std::string text = fmt::format("#naap-lens places {}\nkind,name,region,lat,lon,note\n", kFileVersion);
    for (const PlaceEntry& entry : entries) {
        std::string position = ",";
        if (entry.lat_bin && entry.lon_bin) {
            const Position centre = centreOf({*entry.lat_bin, *entry.lon_bin});
            position = fmt::format("{},{}", centre.lat, centre.lon);
        }
        text += fmt::format("{},{},{},{},{}\n", placeKindName(entry.kind), csvCell(entry.name), csvCell(entry.region),
                            position, csvCell(entry.note));
    }
    return text;
}

}  // namespace naap
