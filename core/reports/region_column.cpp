#include "core/reports/region_column.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/reports/cells.h"
#include "core/reports/named_column.h"
#include "core/reports/places.h"

namespace naap {
namespace {

constexpr std::string_view kRegion = "region";

/// A table with one more field. Rows point into the few regions there are.
class WithRegion : public ReportTable {
public:
    WithRegion(std::unique_ptr<ReportTable> table, const Field& region)
        : m_table(std::move(table)), m_fields(m_table->fields().begin(), m_table->fields().end())
    {
        m_fields.push_back(region);
        m_rows.reserve(m_table->rowCount());
    }

    const ReportTable& table() const { return *m_table; }
    void add(const std::optional<std::string>& region)
    {
        const auto [number, isNew] =
            m_numbers.try_emplace(region.value_or(""), static_cast<std::uint32_t>(m_regions.size()));
        if (isNew)
            m_regions.push_back(asCell(region));
        m_rows.push_back(number->second);
    }

    std::span<const Field> fields() const override { return m_fields; }
    std::size_t rowCount() const override { return m_table->rowCount(); }
    Cell cell(std::size_t row, std::size_t field) const override
    {
        return field + 1 < m_fields.size() ? m_table->cell(row, field) : m_regions[m_rows[row]];
    }

private:
    std::unique_ptr<ReportTable> m_table;
    std::vector<Field> m_fields;
    std::vector<std::uint32_t> m_rows;
    std::vector<Cell> m_regions;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

std::optional<std::string> knownRegion(const Place& place)
{
    return place.isKnown() ? std::optional(place.region) : std::nullopt;
}

/// The one region of all of them.
std::optional<std::string> regionOfAll(AddressRegions& regions, const std::vector<std::string>& addresses)
{
    std::optional<std::string> one;
    for (const std::string& address : addresses) {
        const auto region = regions.of(address);
        if (!region || (one && *one != *region))
            return std::nullopt;
        one = region;
    }
    return one;
}

void addRegionsOfAddresses(Cache& cache, WithRegion& rows, RegionOf of)
{
    AddressRegions regions(cache);
    const ReportTable& table = rows.table();
    const NamedColumn address(table, "orchestrator_address");
    const NamedColumn addresses(table, "orchestrator_addresses");
    for (std::size_t row = 0; row < table.rowCount(); ++row)
        rows.add(of == RegionOf::address ? regions.of(address.text(row)) : regionOfAll(regions, addresses.list(row)));
}

void addRegions(Cache& cache, WithRegion& rows, RegionOf of)
{
    if (of == RegionOf::address || of == RegionOf::addresses)
        return addRegionsOfAddresses(cache, rows, of);
    const ReportTable& table = rows.table();
    PlaceBook book = placeBookOf(cache);
    const NamedColumn gateway(table, "gateway");
    const NamedColumn address(table, "orchestrator_address");
    const NamedColumn uri(table, "orchestrator_uri");
    for (std::size_t row = 0; row < table.rowCount(); ++row)
        rows.add(knownRegion(of == RegionOf::gateway ? book.gateway(gateway.text(row))
                                                     : book.orchestrator(address.text(row), uri.text(row))));
}

/// A filter that has the word somewhere may mean it.
bool mayAskForRegion(const ReportQuery& query)
{
    return query.fields.empty() || std::ranges::find(query.fields, kRegion) != query.fields.end() ||
           std::ranges::find(query.where, kRegion, &Condition::field) != query.where.end() ||
           (query.sort && query.sort->field == kRegion) || query.filter.find(kRegion) != std::string::npos;
}

RegionOf placedBy(const std::vector<Field>& fields)
{
    const auto has = [&](std::string_view name, bool asKey) {
        return std::ranges::any_of(fields, [&](const Field& f) { return f.name == name && (f.is_key || !asKey); });
    };
    if (has("gateway", false))
        return RegionOf::gateway;
    if (has("orchestrator_addresses", false))
        return RegionOf::addresses;
    return has("orchestrator_uri", true) ? RegionOf::node : RegionOf::address;
}

}  // namespace

ReportInfo withRegion(ReportInfo report, std::optional<RegionOf> of)
{
    const RegionOf by = of.value_or(placedBy(report.fields));
    const Field region = field(kRegion, FieldType::text, "",
                               by == RegionOf::gateway ? "Place of the gateway, where one is known."
                                                       : "Place of the orchestrator, where one is known.");
    report.fields.push_back(region);
    report.run = [by, region, run = report.run](Cache& cache, ReportQuery query) -> std::unique_ptr<ReportTable> {
        if (!mayAskForRegion(query))
            return run(cache, query);
        if (!query.fields.empty())
            query.fields.insert(query.fields.end(),
                                {"gateway", "orchestrator_address", "orchestrator_addresses", "orchestrator_uri"});
        auto rows = std::make_unique<WithRegion>(run(cache, query), region);
        addRegions(cache, *rows, by);
        return rows;
    };
    return report;
}

}  // namespace naap
