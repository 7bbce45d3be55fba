// Any bytes as a record: one class and the reason that belongs to it; what is kept of an accepted record, with private
// values or without, reads back as the same event.

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/events/record_parser.h"
#include "core/events/redaction.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace naap {
namespace {

constexpr std::array<std::string_view, 4> kRejected{"malformed_json", "missing_event_id", "invalid_timestamp",
                                                    "missing_org"};
constexpr std::array<std::string_view, 4> kIgnored{"unsupported_event_family", "ignored_stream_trace_non_core_app",
                                                   "ignored_stream_trace_scope_client_noise",
                                                   "unsupported_stream_trace_type"};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool isOneOf(const std::array<std::string_view, 4>& reasons, std::string_view reason)
{
    for (const std::string_view each : reasons)
        if (each == reason)
            return true;
    return false;
}

void readAgain(RecordParser& parser, const ParsedRecord& record)
{
    const std::string kept(record.payload);
    const std::string id(record.event_id);
    const std::string type(record.event_type);
    const std::string subtype(record.event_subtype);
    const std::string gateway(record.gateway);
    const Instant at = record.event_ts;
    const std::size_t body = record.body.index();
    const Md5 hash = parser.payloadHash();
    const std::string org(record.org);
    static Redactor redactor(PrivateData::redact, 1);
    const std::string redacted(redactor.stored(parser, record));
    const OrgRule rule{.given = org, .given_overrides = true};
    for (const std::string& text : {kept, redacted}) {
        const ParsedRecord& again = parser.parseCopy(text, rule);
        require(again.record_class == RecordClass::accepted && again.org == org && again.event_id == id);
        require(again.event_type == type && again.event_subtype == subtype && again.gateway == gateway);
        require(again.event_ts == at && again.body.index() == body);
        require(text != kept || parser.payloadHash() == hash);
        require(redactor.stored(parser, again) == redacted);
    }
}

void parseAny(std::string_view text)
{
    static RecordParser parser;
    static const OrgRule rule;
    const ParsedRecord& record = parser.parseCopy(text, rule);
    switch (record.record_class) {
        case RecordClass::accepted:
            require(record.reason.empty() && !record.event_id.empty() && !record.org.empty());
            require(familyName(record.family) == record.event_type);
            readAgain(parser, record);
            break;
        case RecordClass::ignored: require(isOneOf(kIgnored, record.reason)); break;
        case RecordClass::rejected: require(isOneOf(kRejected, record.reason)); break;
        case RecordClass::duplicate: std::abort();
    }
}

}  // namespace
}  // namespace naap

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    naap::parseAny({reinterpret_cast<const char*>(data), size});
    return 0;
}
