#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/record_parser.h"

namespace naap {

/// What becomes of private values when an event is stored: the parameters of a stream (`params`, `last_params`, which
/// hold prompts) and the address of a client (`clientIP`, `client_ip`), wherever they stand in the record.
enum class PrivateData : std::uint8_t {
    redact,  ///< each is replaced by a word
    hash,    ///< the word is followed by a seeded hash, so that equal values can be told; short ones can be guessed
    keep     ///< stored as they came
};
std::string_view privateDataName(PrivateData value);
std::optional<PrivateData> privateDataFromName(std::string_view name);

/// Takes private values out of records. One a thread; it reuses its memory.
class Redactor {
public:
    /// `seed` of the hashes.
    Redactor(PrivateData mode, std::uint64_t seed) : m_mode(mode), m_seed(seed) {}

    /// What is to be stored of the record that `parser` accepted last: its payload when nothing in it is private, else
    /// a copy that lives until the next call. Nothing that is computed from the removed values stays, for an address
    /// can be guessed from any such hash. A value that is null, blank or empty says nothing and stays. Capability
    /// snapshots stay as they are: they are the network's own words about its hardware, and facts hold hashes of their
    /// text.
    std::string_view stored(const RecordParser& parser, const ParsedRecord& record);

private:
    struct Replacement {
        std::string_view old;
        std::string text;
    };
    using Replacements = std::vector<Replacement>;  ///< in the order of the text

    Replacements findPrivate(std::string_view text, std::string_view dataText) const;
    bool mayStay(std::string_view value) const;
    std::string wordFor(std::string_view value) const;
    std::string redactedData(std::string_view dataText) const;
    static void splice(std::string& out, std::string_view text, const Replacements& replacements);

    PrivateData m_mode;
    std::uint64_t m_seed;
    std::string m_out;
};

}  // namespace naap
