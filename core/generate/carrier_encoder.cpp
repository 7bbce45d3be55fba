#include "core/generate/carrier_encoder.h"

#include <utility>

#include "core/events/md5.h"
#include "core/generate/text.h"

namespace naap {

namespace {

constexpr std::uint64_t kPartitions = 6;

// `2026-04-01 12:00:00.000`, as rows write times.
void putRowTime(std::string& out, Instant t)
{
    std::string text = formatInstant(t);
    text[10] = ' ';
    text.pop_back();
    out += text;
}

std::string upperHash(std::string_view text)
{
    std::string hash = hexOf(md5Of(text));
    for (char& c : hash)
        if (c >= 'a')
            c = static_cast<char>(c - 'a' + 'A');
    return hash;
}

}  // namespace

std::string topicOf(std::string_view org)
{
    if (org == "daydream")
        return "network_events";
    return org == "cloudspe" ? "streaming_events" : std::string(org);
}

CarrierEncoder::CarrierEncoder(Carrier carrier, std::string org)
    : m_carrier(carrier), m_org(std::move(org)), m_topic(topicOf(m_org))
{
}

void CarrierEncoder::begin(std::string& out) const
{
    if (m_carrier == Carrier::wrapper_array)
        out += '[';
}

void CarrierEncoder::record(std::string& out, const GeneratedRecord& record)
{
    switch (m_carrier) {
        case Carrier::ndjson: Put{out, record.envelope, '\n'}; break;
        case Carrier::wrapper_array: wrapper(out, record); break;
        case Carrier::rows: row(out, record); break;
    }
    ++m_count;
}

void CarrierEncoder::end(std::string& out) const
{
    if (m_carrier == Carrier::wrapper_array)
        out += "\n]\n";
}

// The exporting screen spells its topic with hyphens and knows neither partition nor offset.
void CarrierEncoder::wrapper(std::string& out, const GeneratedRecord& record) const
{
    std::string topic = m_topic;
    for (char& c : topic)
        if (c == '_')
            c = '-';
    Put{out,
        m_count == 0 ? "\n" : ",\n",
        R"({"id":"log-)",
        m_count,
        R"(","timestamp":)",
        toMs(record.at),
        R"(,"type":")",
        record.type,
        R"(","topic":")",
        topic,
        R"(","partition":0,"offset":0,"value":)",
        record.envelope,
        R"(,"expanded":false})"};
}

void CarrierEncoder::row(std::string& out, const GeneratedRecord& record) const
{
    Put{out,         R"({"event_id":")",       record.id,      R"(","event_type":")",
        record.type, R"(","event_subtype":")", record.subtype, R"(","event_ts":")"};
    putRowTime(out, record.at);
    Put{out, R"(","org":")", m_org, R"(","gateway":")", record.gateway, R"(","data":")"};
    putEscaped(out, record.data);
    Put{out,
        R"(","source_topic":")",
        m_topic,
        R"(","source_partition":)",
        m_count % kPartitions,
        R"(,"source_offset":")",
        m_count / kPartitions,
        R"(","payload_hash":")",
        upperHash(record.data),
        R"(","schema_version":null,"ingested_at":")"};
    putRowTime(out, record.delivered);
    out += "\"}\n";
}

}  // namespace naap
