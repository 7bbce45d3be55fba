#include <algorithm>
#include <cstdio>
#include <iostream>
#include <sstream>

#include <fmt/format.h>

#include "app/options.h"
#include "app/values.h"
#include "core/geo/host_lookup.h"
#include "core/geo/place_file.h"
#include "core/pipeline/reread_places.h"
#include "core/reports/format.h"
#include "core/reports/places.h"
#include "core/store/place_store.h"
#include "core/text_file.h"

namespace naap {
namespace {

const std::vector<std::string> kWhats{"list", "import", "export", "set", "unset", "lookup", "reread", "regions"};

Result<std::string> textOf(const std::string& path)
{
    if (path != "-")
        return textOfFile(path, kMostOfTables);
    std::ostringstream text;
    text << std::cin.rdbuf();
    return std::move(text).str();
}

const std::vector<Column<Region>>& regionColumns()
{
    static const std::vector<Column<Region>> columns{
        {{.name = "region", .is_key = true}, [](const Region& region) { return Cell(region.code); }},
        {{.name = "name"}, [](const Region& region) { return Cell(region.name); }},
    };
    return columns;
}

class PlacesCommand : public Command {
public:
    std::string_view name() const override { return "places"; }
    std::string_view summary() const override { return "Say where gateways and orchestrators stand, and see why"; }
    std::string_view usage() const override
    {
        return "list|import|export|set|unset|lookup|reread|regions [WORD...] [OPTION...]";
    }
    std::string_view teaching() const override
    {
        return "A region comes from, the most trusted first: what you set by hand; what events say themselves; your "
               "table; codes of clouds and cities in names, such as us-east-1 and fra; the IP address in a file of "
               "MaxMind's format that you supply. No network is asked, unless you ask for lookup --dns: it "
               "resolves the names of orchestrators' hosts once, and keeps where they stand, not their addresses. "
               "Changing any of it changes all regional figures at once.\n\n"
               "list shows where everything stands and all that speaks for it. import puts a CSV file in the place of "
               "your table (kind,name,region and, if you like, lat,lon,note; kinds are gateway, orchestrator, host, "
               "and region for a text that events use); export prints it. set places one thing by hand, unset takes "
               "that back. lookup names the file to look addresses up in, or none, which forgets "
               "resolved hosts too. reread takes what events say of "
               "regions out of all events held, for those that an older version imported. regions lists the regions. "
               "Positions are kept as "
               "cells of 5 degrees only.\n\n"
               "Examples:\n"
               "  naap-lens places list\n"
               "  naap-lens places import places.csv\n"
               "  naap-lens places export > places.csv\n"
               "  naap-lens places set gateway gw-1 eu-west\n"
               "  naap-lens places set host orch-1.example us-east-1\n"
               "  naap-lens places set region our-cellar eu-north\n"
               "  naap-lens places unset gateway gw-1\n"
               "  naap-lens places lookup cities.mmdb\n"
               "  naap-lens places lookup --dns\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.choice("WHAT", m_what, kWhats, "WHAT", "what to do");
        syntax.words("FILE", m_words, "a file; or kind, name and region");
        syntax.choice("--format", m_format, {"table", "json", "csv", "ndjson"}, "FORMAT",
                      "list, regions: table (for people), json, csv or ndjson");
        syntax.flag("--dns", m_dns, "lookup: ask name servers for the hosts of orchestrators, now and only now");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        if (m_what.empty())
            return failure(Error::Code::usage,
                           "places wants to know what: list, import, export, set, unset, lookup, reread or "
                           "regions");
        if (m_what == "regions")
            return printRegions(output);
        if (auto good = checkWords(); !good)
            return tl::unexpected(good.error());
        if (m_what == "list" || m_what == "export")
            return read(output);
        auto cache = m_cache.openExisting();
        if (!cache)
            return tl::unexpected(cache.error());
        return guarded(**cache, [&]() -> Result<bool> {
            if (m_what == "import")
                return import(**cache, output);
            if (m_what == "reread")
                return reread(**cache, output);
            if (m_what == "lookup")
                return lookUp(**cache, output);
            return m_what == "set" ? set(**cache, output) : unset(**cache, output);
        });
    }

private:
    Result<void> checkWords() const
    {
        const std::size_t wanted = m_what == "set"                            ? 3
                                   : m_what == "unset"                        ? 2
                                   : m_what == "lookup" && m_dns              ? std::min<std::size_t>(m_words.size(), 1)
                                   : m_what == "import" || m_what == "lookup" ? 1
                                                                              : 0;
        if (m_dns && (m_what != "lookup" || (m_words.size() == 1 && m_words[0] == "none")))
            return failure(Error::Code::usage, "--dns belongs to lookup, with or without a FILE");
        if (m_words.size() == wanted)
            return {};
        const char* what = m_what == "set"      ? "KIND NAME REGION"
                           : m_what == "unset"  ? "KIND NAME"
                           : m_what == "import" ? "a FILE"
                           : m_what == "lookup" ? "a FILE, or none"
                                                : "nothing more";
        return failure(Error::Code::usage, fmt::format("places {} wants {}", m_what, what));
    }

    FormatOptions options() const
    {
        return {.format = *formatOf(m_format), .width = outputWidth(), .colour = outputHasStyle()};
    }

    Result<bool> print(const ReportTable& table, Output& output) const
    {
        writeReport(table, options(), [&](std::string_view text) { return output.write(text); });
        return true;
    }

    Result<bool> printRegions(Output& output) const
    {
        std::vector<Region> regions;
        for (const auto& [code, region] : RegionTable::bundled().regions())
            regions.push_back(region);
        return print(RowsTable<Region>(std::move(regions), regionColumns()), output);
    }

    Result<bool> read(Output& output) const
    {
        auto cache = m_cache.open(Cache::Access::read);
        if (!cache)
            return tl::unexpected(cache.error());
        if (m_what == "export")
            return guarded(**cache, [&]() -> Result<bool> {
                output.write(placeFileText(PlaceStore(**cache).countingEntries()));
                return true;
            });
        auto table = runReport(**cache, "places", {});
        if (!table)
            return tl::unexpected(table.error());
        if (const std::string note = findReport("places")->note(**cache, {}); !note.empty())
            remark(note);
        return print(**table, output);
    }

    Result<bool> import(Cache& cache, Output& output) const
    {
        const auto text = textOf(m_words[0]);
        if (!text)
            return tl::unexpected(text.error());
        const PlaceFile file = readPlaceFile(*text, RegionTable::bundled());
        for (const LineProblem& problem : file.problems)
            complain(fmt::format("{}: {}", m_words[0], sentenceOf(problem)));
        if (file.entries.empty())
            return failure(Error::Code::malformed,
                           fmt::format("{}: no line that can be used; the table stays as it was", m_words[0]));
        PlaceStore(cache).replaceTable(file.entries);
        output.write(
            fmt::format("Your table has {} now.\n", counted(static_cast<std::int64_t>(file.entries.size()), "place")));
        return file.problems.empty();
    }

    Result<bool> set(Cache& cache, Output& output) const
    {
        auto entry = placeEntryOf(m_words[0], m_words[1], m_words[2], RegionTable::bundled());
        if (!entry)
            return tl::unexpected(entry.error());
        entry->by_hand = true;
        Transaction transaction(cache.db());
        PlaceStore(cache).put(*entry);
        cache.bumpRevision();
        transaction.commit();
        output.write(fmt::format("{} {} is in {}.\n", placeKindName(entry->kind), entry->name, entry->region));
        return true;
    }

    Result<bool> unset(Cache& cache, Output& output) const
    {
        // Any region will do: only kind and name are read.
        const std::string region = RegionTable::bundled().regions().begin()->first;
        const auto entry = placeEntryOf(m_words[0], m_words[1], region, RegionTable::bundled());
        if (!entry)
            return tl::unexpected(entry.error());
        if (!PlaceStore(cache).removeByHand(entry->kind, entry->name))
            return failure(Error::Code::usage,
                           fmt::format("{} {} was not set by hand", placeKindName(entry->kind), entry->name));
        output.write(fmt::format("{} {} is where other evidence has it.\n", placeKindName(entry->kind), entry->name));
        return true;
    }

    static Result<bool> reread(Cache& cache, Output& output)
    {
        const auto events = rereadStatedRegions(cache);
        if (!events)
            return tl::unexpected(events.error());
        output.write(fmt::format("{} that are held name a region.\n", counted(*events, "event")));
        return true;
    }

    Result<bool> lookUp(Cache& cache, Output& output) const
    {
        if (!m_words.empty())
            if (auto chosen = chooseLookup(cache, output); !chosen)
                return chosen;
        return m_dns ? resolveHosts(cache, output) : Result<bool>(true);
    }

    static Result<bool> resolveHosts(Cache& cache, Output& output)
    {
        const auto file = PlaceStore(cache).lookupFile();
        if (!file)
            return failure(Error::Code::usage,
                           "there is no file to look addresses up in; `naap-lens places lookup FILE --dns` names one");
        const auto lookup = IpLookup::open(*file);
        if (!lookup)
            return tl::unexpected(lookup.error());
        const HostLookup result = lookUpHosts(hostsOfOrchestrators(cache), **lookup, resolveBySystem, {});
        for (const std::string& problem : result.problems)
            complain(problem);
        PlaceStore(cache).setResolvedHosts(result.found);
        output.write(fmt::format("{} of {} given by name have a place now. Their addresses are not kept.\n",
                                 result.found.size(), counted(result.asked, "host")));
        return result.problems.empty();
    }

    Result<bool> chooseLookup(Cache& cache, Output& output) const
    {
        if (m_words[0] == "none") {
            PlaceStore(cache).setLookupFile("");
            PlaceStore(cache).setResolvedHosts({});
            output.write("No address is looked up.\n");
            return true;
        }
        std::error_code ignored;
        const auto path = std::filesystem::absolute(m_words[0], ignored);
        const auto lookup = IpLookup::open(path);
        if (!lookup)
            return tl::unexpected(lookup.error());
        PlaceStore(cache).setLookupFile(path.string());
        output.write(
            fmt::format("Addresses of orchestrators are looked up in {} ({}).\n", path.string(), (*lookup)->type()));
        return true;
    }

    std::string m_what;
    std::vector<std::string> m_words;
    std::string m_format = "table";
    bool m_dns = false;
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makePlacesCommand()
{
    return std::make_unique<PlacesCommand>();
}

}  // namespace naap
