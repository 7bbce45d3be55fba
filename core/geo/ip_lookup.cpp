#include "core/geo/ip_lookup.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>
#include <initializer_list>

#include <fmt/format.h>
#include <maxminddb.h>

#include "core/events/names.h"

namespace naap {

struct IpLookup::Database {
    MMDB_s mmdb{};
    bool isOpen = false;
    ~Database()
    {
        if (isOpen)
            MMDB_close(&mmdb);
    }
};

namespace {

/// False: not an address in figures.
bool readAddress(const std::string& text, sockaddr_storage& address)
{
    std::memset(&address, 0, sizeof address);
    auto* four = reinterpret_cast<sockaddr_in*>(&address);
    auto* six = reinterpret_cast<sockaddr_in6*>(&address);
    if (::inet_pton(AF_INET, text.c_str(), &four->sin_addr) == 1) {
        address.ss_family = AF_INET;
        return true;
    }
    if (::inet_pton(AF_INET6, text.c_str(), &six->sin6_addr) == 1) {
        address.ss_family = AF_INET6;
        return true;
    }
    return false;
}

/// The value at a path of names. Nothing: no such member. An error: the data section is damaged.
Result<std::optional<MMDB_entry_data_s>> valueAt(MMDB_entry_s entry, std::initializer_list<const char*> path)
{
    std::string names;
    const char* way[4] = {};
    std::size_t length = 0;
    for (const char* name : path) {
        names += names.empty() ? name : std::string(".") + name;
        way[length++] = name;
    }
    MMDB_entry_data_s data{};
    const int status = MMDB_aget_value(&entry, &data, way);
    if (status == MMDB_LOOKUP_PATH_DOES_NOT_MATCH_DATA_ERROR || (status == MMDB_SUCCESS && !data.has_data))
        return std::optional<MMDB_entry_data_s>();
    if (status != MMDB_SUCCESS)
        return failure(Error::Code::malformed, fmt::format("`{}`: {}", names, MMDB_strerror(status)));
    return std::optional(data);
}

Result<std::optional<double>> degreesAt(MMDB_entry_s entry, const char* name)
{
    const auto value = valueAt(entry, {"location", name});
    if (!value)
        return tl::unexpected(value.error());
    if (!*value)
        return std::optional<double>();
    if ((*value)->type != MMDB_DATA_TYPE_DOUBLE)
        return failure(Error::Code::malformed, fmt::format("`location.{}` is no number", name));
    return std::optional((*value)->double_value);
}

Result<std::string> countryAt(MMDB_entry_s entry)
{
    const auto value = valueAt(entry, {"country", "iso_code"});
    if (!value)
        return tl::unexpected(value.error());
    if (!*value)
        return std::string();
    if ((*value)->type != MMDB_DATA_TYPE_UTF8_STRING)
        return failure(Error::Code::malformed, "`country.iso_code` is no text");
    return std::string((*value)->utf8_string, (*value)->data_size);
}

Result<std::optional<Position>> positionAt(MMDB_entry_s entry)
{
    const auto lat = degreesAt(entry, "latitude");
    const auto lon = degreesAt(entry, "longitude");
    if (!lat || !lon)
        return tl::unexpected(lat ? lon.error() : lat.error());
    if (!*lat || !*lon)
        return std::optional<Position>();
    const Position at{**lat, **lon};
    if (!cellOf(at))
        return failure(Error::Code::malformed,
                       fmt::format("latitude {}, longitude {} lie off the map", at.lat, at.lon));
    return std::optional(at);
}

bool knowsPlaces(std::string_view type)
{
    for (const std::string_view word : {"city", "country", "enterprise", "location"})
        if (containsIgnoringCase(type, word))
            return true;
    return false;
}

}  // namespace

IpLookup::IpLookup() : m_database(std::make_unique<Database>()) {}
IpLookup::~IpLookup() = default;

Result<std::unique_ptr<IpLookup>> IpLookup::open(const std::filesystem::path& file)
{
    std::unique_ptr<IpLookup> lookup(new IpLookup);
    lookup->m_path = file.string();
    const int status = MMDB_open(lookup->m_path.c_str(), MMDB_MODE_MMAP, &lookup->m_database->mmdb);
    if (status != MMDB_SUCCESS)
        return failure(status == MMDB_FILE_OPEN_ERROR ? Error::Code::io : Error::Code::malformed,
                       fmt::format("{}: {}", lookup->m_path, MMDB_strerror(status)));
    lookup->m_database->isOpen = true;
    const char* type = lookup->m_database->mmdb.metadata.database_type;
    lookup->m_type = type ? type : "";
    if (!knowsPlaces(lookup->m_type))
        return failure(Error::Code::unsupported,
                       fmt::format("{}: a file of type `{}` knows no places; one of cities or countries does",
                                   lookup->m_path, lookup->m_type));
    return lookup;
}

Result<std::optional<IpLookup::Found>> IpLookup::find(const std::string& address) const
{
    sockaddr_storage socket;
    if (!readAddress(address, socket))
        return std::optional<Found>();
    int status = MMDB_SUCCESS;
    const MMDB_lookup_result_s result =
        MMDB_lookup_sockaddr(&m_database->mmdb, reinterpret_cast<const sockaddr*>(&socket), &status);
    if (status == MMDB_IPV6_LOOKUP_IN_IPV4_DATABASE_ERROR)
        return std::optional<Found>();
    if (status != MMDB_SUCCESS)
        return failure(Error::Code::malformed, fmt::format("{}: {}", m_path, MMDB_strerror(status)));
    if (!result.found_entry)
        return std::optional<Found>();
    auto country = countryAt(result.entry);
    auto at = positionAt(result.entry);
    if (!country || !at)
        return failure(Error::Code::malformed,
                       fmt::format("{}: {}", m_path, country ? at.error().message : country.error().message));
    return std::optional(Found{std::move(*country), *at});
}

}  // namespace naap
