#include "core/reports/session_regions.h"

#include "core/reports/cells.h"
#include "core/reports/fact_rows.h"
#include "core/reports/regional.h"

namespace naap {

const std::vector<Field>& sessionFields()
{
    static const std::vector<Field> kFields = [] {
        std::vector<Field> fields = fieldsOf(sessionColumns());
        fields.push_back(
            field("region", FieldType::text, "", "where its gateway stands, by what is known of places now"));
        fields.push_back(field("orchestrator_region", FieldType::text, "",
                               "where its orchestrator stands; `none` where no orchestrator was found"));
        return fields;
    }();
    return kFields;
}

bool isSessionRegion(std::size_t field)
{
    return field >= sessionColumns().size();
}

std::string_view orchestratorRegionOf(const Session& session, const Place& orchestrator)
{
    const bool nobody = !session.orchestrator_address && session.selection_outcome == "no_orch";
    return nobody ? kNoRegion : std::string_view(orchestrator.region);
}

std::optional<std::string_view> SessionRegions::of(const Session& session, std::size_t field)
{
    if (!m_book)
        m_book.emplace(placeBookOf(m_cache));
    const bool isGateways = field == sessionColumns().size();
    const std::string_view region =
        isGateways ? std::string_view(m_book->gatewayOf(session.session_key, session.gateway).region)
                   : orchestratorRegionOf(
                         session, m_book->orchestratorOf(session.session_key, session.orchestrator_address.value_or(""),
                                                         session.orchestrator_uri.value_or("")));
    return region == kUnknownRegion ? std::nullopt : std::optional(region);
}

Cell sessionCell(const Session& session, std::size_t field, SessionRegions& regions)
{
    if (!isSessionRegion(field))
        return sessionColumns()[field].get(session);
    const auto region = regions.of(session, field);
    return region ? Cell(std::string(*region)) : Cell();
}

}  // namespace naap
