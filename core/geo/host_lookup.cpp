#include "core/geo/host_lookup.h"

#include <memory>
#include <optional>
#include <set>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>

namespace naap {
namespace {

bool isAddress(const std::string& host)
{
    in6_addr address{};
    return ::inet_pton(AF_INET, host.c_str(), &address) == 1 || ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

/// An error: why the host has no place.
Result<ResolvedHost> placeOf(const std::string& host, const IpLookup& lookup, const HostResolver& resolve)
{
    const auto addresses = resolve(host);
    if (!addresses)
        return tl::unexpected(addresses.error());
    std::optional<ResolvedHost> place;
    for (const std::string& address : *addresses) {
        const auto found = lookup.find(address);
        if (!found)
            return tl::unexpected(found.error());
        if (!*found)
            continue;
        const auto cell = (*found)->at ? std::optional(cellOf(*(*found)->at)) : std::nullopt;
        const ResolvedHost next{host, (*found)->country, cell ? std::optional<int>(cell->lat_bin) : std::nullopt,
                                cell ? std::optional<int>(cell->lon_bin) : std::nullopt};
        if (place && place->country != next.country)
            return failure(Error::Code::malformed, "its addresses stand in several countries");
        if (!place)
            place = next;
        else if (*place != next)
            place->lat_bin = place->lon_bin = std::nullopt;
    }
    if (!place)
        return failure(Error::Code::malformed, fmt::format("{} knows none of its addresses", lookup.type()));
    return *place;
}

}  // namespace

Result<std::vector<std::string>> resolveBySystem(const std::string& host)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    if (const int status = ::getaddrinfo(host.c_str(), nullptr, &hints, &list); status != 0)
        return failure(Error::Code::io, ::gai_strerror(status));
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, &::freeaddrinfo);
    std::vector<std::string> addresses;
    for (const addrinfo* each = list; each; each = each->ai_next) {
        char text[NI_MAXHOST] = {};
        if (::getnameinfo(each->ai_addr, each->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) == 0)
            addresses.emplace_back(text);
    }
    return addresses;
}

std::set<std::string> hostsByName(const std::set<std::string>& hosts)
{
    std::set<std::string> named;
    for (const std::string& host : hosts)
        if (!host.empty() && !isAddress(host))
            named.insert(host);
    return named;
}

HostLookup lookUpHosts(const std::set<std::string>& hosts, const IpLookup& lookup, const HostResolver& resolve,
                       const std::stop_token& stop)
{
    HostLookup result;
    for (const std::string& host : hostsByName(hosts)) {
        if (stop.stop_requested())
            break;
        ++result.asked;
        auto place = placeOf(host, lookup, resolve);
        if (place)
            result.found.push_back(std::move(*place));
        else
            result.problems.push_back(fmt::format("{}: {}", host, place.error().message));
    }
    return result;
}

}  // namespace naap
