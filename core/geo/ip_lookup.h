#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/geo/cells.h"
#include "core/result.h"

namespace naap {

/// Places of IP addresses out of a file in MaxMind's format that the user supplies. It asks no network and no name
/// server: what is not an address in figures is not looked up. Any thread may read it.
class IpLookup {
public:
    struct Found {
        std::string country;         ///< two letters; blank: the file does not say
        std::optional<Position> at;  ///< where the file says it; used as a cell, never kept
    };

    /// Errors: a file that cannot be read, is damaged, or is of a type that knows no places.
    static Result<std::unique_ptr<IpLookup>> open(const std::filesystem::path& file);
    ~IpLookup();
    IpLookup(const IpLookup&) = delete;
    IpLookup& operator=(const IpLookup&) = delete;

    /// Nothing: not an address, or none that the file knows. An error: the file is damaged at this place, or says
    /// something of a wrong type or off the map.
    Result<std::optional<Found>> find(const std::string& address) const;

    /// What the file calls itself, as in `GeoLite2-City`.
    const std::string& type() const { return m_type; }

private:
    IpLookup();
    struct Database;
    std::unique_ptr<Database> m_database;
    std::string m_path;
    std::string m_type;
};

}  // namespace naap
