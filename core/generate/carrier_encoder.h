#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/generate/traffic.h"

namespace naap {

/// Turns records into the text of a carrier: begin(), record() for each, end().
class CarrierEncoder {
public:
    CarrierEncoder(Carrier carrier, std::string org);

    void begin(std::string& out) const;
    void record(std::string& out, const GeneratedRecord& record);
    void end(std::string& out) const;

private:
    void wrapper(std::string& out, const GeneratedRecord& record) const;
    void row(std::string& out, const GeneratedRecord& record) const;

    Carrier m_carrier;
    std::string m_org;
    std::string m_topic;
    std::uint64_t m_count = 0;
};

/// Topic whose events belong to `org`; the org's own name where the network has no topic for it.
std::string topicOf(std::string_view org);

}  // namespace naap
