#include "core/geo/place.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "core/events/names.h"

namespace naap {
namespace {

bool isWordCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words(1);
    for (const char c : lowered(name))
        if (isWordCharacter(c))
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    if (words.back().empty())
        words.pop_back();
    return words;
}

/// The codes of the longest runs of words; no word counts twice.
std::vector<const PlaceCode*> codesIn(const std::vector<std::string>& words, const RegionTable& table)
{
    constexpr std::size_t kLongest = 4;
    std::vector<const PlaceCode*> codes;
    for (std::size_t at = 0; at < words.size();) {
        std::size_t used = 1;
        for (std::size_t length = std::min(kLongest, words.size() - at); length > 0; --length) {
            const auto first = words.begin() + static_cast<std::ptrdiff_t>(at);
            const std::string run =
                fmt::format("{}", fmt::join(first, first + static_cast<std::ptrdiff_t>(length), "-"));
            if (const PlaceCode* code = table.code(run)) {
                codes.push_back(code);
                used = length;
                break;
            }
        }
        at += used;
    }
    return codes;
}

Confidence lowerThan(Confidence confidence)
{
    return confidence == Confidence::high ? Confidence::medium : Confidence::low;
}

PlaceEvidence evidenceOf(const PlaceCode& code, std::string_view subject)
{
    PlaceEvidence evidence;
    evidence.source = PlaceSource::name;
    evidence.subject = subject;
    evidence.region = code.region;
    evidence.country = code.country;
    evidence.cell = cellOf(code.at);
    evidence.confidence = code.kind == CodeKind::city ? Confidence::low : Confidence::medium;
    evidence.detail = fmt::format("code {} ({}, {})", code.code, code.provider, code.place);
    return evidence;
}

bool isIpAddress(std::string_view host)
{
    return host.find(':') != std::string_view::npos || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

std::string_view placeSourceName(PlaceSource source)
{
    switch (source) {
        case PlaceSource::by_hand: return "by hand";
        case PlaceSource::event: return "event";
        case PlaceSource::table: return "table";
        case PlaceSource::name: return "name";
        case PlaceSource::lookup: break;
    }
    return "lookup";
}

std::string_view confidenceName(Confidence confidence)
{
    return confidence == Confidence::high ? "high" : confidence == Confidence::medium ? "medium" : "low";
}

std::string sentenceOf(const PlaceEvidence& evidence)
{
    return fmt::format("{}: {} ({})", placeSourceName(evidence.source), evidence.detail, evidence.subject);
}

Place choosePlace(std::vector<PlaceEvidence> evidence, const RegionTable& table)
{
    std::ranges::stable_sort(evidence, {},
                             [](const PlaceEvidence& e) { return std::pair(e.source, e.region.empty()); });
    Place place;
    const auto best = std::ranges::find_if(evidence, [](const PlaceEvidence& e) { return !e.region.empty(); });
    if (best != evidence.end()) {
        place.region = best->region;
        place.source = best->source;
        place.contradicted = std::ranges::any_of(
            evidence, [&](const PlaceEvidence& e) { return !e.region.empty() && e.region != best->region; });
        const bool isLess = place.contradicted && best->source != PlaceSource::by_hand;
        place.confidence = isLess ? lowerThan(best->confidence) : best->confidence;
        for (auto each = best; each != evidence.end(); ++each) {
            if (each->region != best->region)
                continue;
            if (place.country.empty())
                place.country = each->country;
            if (!place.cell)
                place.cell = each->cell;
        }
        // A table and a person name regions: what country that is, the table of countries may know.
        if (place.country.empty())
            place.country = table.countryOf(place.region, place.cell);
        if (const Region* region = table.region(place.region); region && !place.cell)
            place.cell = cellOf(region->at);
        std::rotate(evidence.begin(), best, best + 1);
    }
    place.evidence = std::move(evidence);
    return place;
}

std::vector<PlaceEvidence> placesInName(std::string_view name, std::string_view subject, const RegionTable& table)
{
    std::vector<const PlaceCode*> codes = codesIn(wordsOf(name), table);
    std::ranges::stable_sort(codes, {}, &PlaceCode::kind);
    std::vector<PlaceEvidence> evidence;
    if (codes.empty())
        return evidence;
    // A city beside a cloud's region is a detail of it; two of one kind that differ are a riddle.
    std::erase_if(codes, [&](const PlaceCode* code) { return code->kind != codes.front()->kind; });
    const bool differ =
        std::ranges::any_of(codes, [&](const PlaceCode* code) { return code->region != codes.front()->region; });
    for (const PlaceCode* code : codes) {
        PlaceEvidence each = evidenceOf(*code, subject);
        if (differ) {
            each.detail += fmt::format(", {}, beside a code of another region", each.region);
            each.region.clear();
        }
        evidence.push_back(std::move(each));
    }
    return evidence;
}

std::vector<PlaceEvidence> placesInHost(std::string_view host, const RegionTable& table)
{
    if (isIpAddress(host))
        return {};
    const std::size_t last = host.rfind('.');
    const std::size_t owner = last == std::string_view::npos || last == 0 ? last : host.rfind('.', last - 1);
    if (owner == std::string_view::npos)
        return {};
    return placesInName(host.substr(0, owner), "host", table);
}

}  // namespace naap
