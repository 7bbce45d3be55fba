#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/facts/place.h"
#include "core/geo/ip_lookup.h"

namespace naap {

/// Asks for the IP addresses of a host, in figures. Errors: a sentence of why there are none.
using HostResolver = std::function<Result<std::vector<std::string>>(const std::string& host)>;

/// Asks the system's resolver, and so perhaps name servers in the network. Blocks for as long as these take.
Result<std::vector<std::string>> resolveBySystem(const std::string& host);

struct HostLookup {
    std::vector<ResolvedHost> found;    ///< ascending by host
    std::vector<std::string> problems;  ///< a sentence for each host that stays without a place
    std::int64_t asked = 0;             ///< hosts given by name
};

/// Those that are given by name, not by address.
std::set<std::string> hostsByName(const std::set<std::string>& hosts);

/// Places of hosts given by name: what the file says of their addresses. Of the addresses nothing is kept. A host whose
/// addresses stand in several countries has no place. Hosts given by address are passed over: the file knows these
/// anyway. Stops between two hosts.
HostLookup lookUpHosts(const std::set<std::string>& hosts, const IpLookup& lookup, const HostResolver& resolve,
                       const std::stop_token& stop);

}  // namespace naap
