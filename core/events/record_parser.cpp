#include "core/events/record_parser.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>

#include <xxhash.h>

#include "core/events/families.h"
#include "core/events/md5.h"
#include "core/events/names.h"

namespace naap {
namespace {

constexpr std::size_t kMaxNesting = 1000;
constexpr std::size_t kInitialCapacity = 64 * 1024;
/// Those of some hundred events in a row: an element is repeated in the next one or never.
constexpr std::size_t kMostCachedElements = 20'000;
constexpr std::size_t kMostSurfacesOfNode = 64;

constexpr std::array<std::string_view, 10> kAcceptedTraces{
    "gateway_receive_stream_request",
    "gateway_send_first_ingest_segment",
    "runner_receive_first_ingest_segment",
    "runner_send_first_processed_segment",
    "gateway_receive_first_processed_segment",
    "gateway_receive_few_processed_segments",
    "gateway_receive_first_data_segment",
    "gateway_no_orchestrators_available",
    "gateway_ingest_stream_closed",
    "orchestrator_swap",
};

constexpr std::array<std::string_view, 12> kScopeClientTraces{
    "stream_heartbeat",  "pipeline_load_start", "pipeline_loaded",        "session_created",
    "stream_started",    "playback_ready",      "session_closed",         "stream_stopped",
    "pipeline_unloaded", "websocket_connected", "websocket_disconnected", "error",
};

bool contains(const auto& list, std::string_view text)
{
    return std::ranges::find(list, text) != list.end();
}

/// The members of a record's outermost object, whatever its carrier.
struct Envelope {
    std::optional<JsonValue> id;
    std::optional<JsonValue> type;
    std::optional<JsonValue> timestamp;
    std::optional<JsonValue> gateway;
    std::optional<JsonValue> gateway_region;
    std::optional<JsonValue> is_test_load;
    std::optional<JsonValue> data;
    std::optional<JsonValue> value;
    std::optional<JsonValue> topic;
    std::optional<JsonValue> event_id;
    std::optional<JsonValue> event_type;
    std::optional<JsonValue> event_ts;
    std::optional<JsonValue> org;
    int data_members = 0;

    bool isRow() const { return event_id && event_type; }
    /// An envelope has `data`; what it may have beside it, a `value` too, is its own affair.
    bool isWrapper() const { return value && !data && (value->is_object() || value->is_string()); }
};

Envelope readEnvelope(const JsonValue& root)
{
    Envelope e;
    forEachMember(root, [&e](std::string_view key, const JsonValue& value) {
        switch (key.size()) {
            case 2:
                if (key == "id")
                    e.id = value;
                break;
            case 3:
                if (key == "org")
                    e.org = value;
                break;
            case 4:
                if (key == "type") {
                    e.type = value;
                } else if (key == "data") {
                    e.data = value;
                    ++e.data_members;
                }
                break;
            case 5:
                if (key == "value")
                    e.value = value;
                else if (key == "topic")
                    e.topic = value;
                break;
            case 7:
                if (key == "gateway")
                    e.gateway = value;
                break;
            case 8:
                if (key == "event_id")
                    e.event_id = value;
                else if (key == "event_ts")
                    e.event_ts = value;
                break;
            case 9:
                if (key == "timestamp")
                    e.timestamp = value;
                break;
            case 10:
                if (key == "event_type")
                    e.event_type = value;
                break;
            case 12:
                if (key == "is_test_load")
                    e.is_test_load = value;
                break;
            case 14:
                if (key == "gateway_region")
                    e.gateway_region = value;
                break;
            default: break;
        }
    });
    return e;
}

std::optional<Instant> readTimestamp(const std::optional<JsonValue>& value)
{
    if (!value)
        return std::nullopt;
    if (value->is_string())
        return parseInstant(value->get_string().value_unsafe());
    if (value->is_int64())
        return instantFromInteger(value->get_int64().value_unsafe());
    return value->is_double() ? instantFromNumber(value->get_double().value_unsafe()) : std::nullopt;
}

struct Fingerprint {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    bool operator==(const Fingerprint&) const = default;
};
struct FingerprintHash {
    std::size_t operator()(const Fingerprint& f) const { return f.low; }
};

Fingerprint fingerprintOf(std::string_view text)
{
    const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
    return {hash.low64, hash.high64};
}

/// Text with the readable bytes behind it that simdjson wants.
class PaddedText {
public:
    std::string_view assign(std::string_view text)
    {
        m_bytes.resize(text.size() + simdjson::SIMDJSON_PADDING);
        std::memcpy(m_bytes.data(), text.data(), text.size());
        std::memset(m_bytes.data() + text.size(), 0, simdjson::SIMDJSON_PADDING);
        return {m_bytes.data(), text.size()};
    }

private:
    std::vector<char> m_bytes;
};

/// The most containers that stand in each other, empty ones counted.
std::size_t nestingOf(std::string_view text)
{
    std::size_t depth = 0;
    std::size_t deepest = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString && c == '\\')
            ++i;
        else if (c == '"')
            inString = !inString;
        else if (!inString && (c == '[' || c == '{'))
            deepest = std::max(deepest, ++depth);
        else if (!inString && (c == ']' || c == '}') && depth > 0)
            --depth;
    }
    return deepest;
}

/// A JSON document and the text that it stands on.
class Document {
public:
    /// `text` must be padded. The views of the result live until the next call.
    simdjson::simdjson_result<JsonValue> parse(std::string_view text)
    {
        auto result = parseWith(m_parser, kMaxNesting, text);
        // simdjson does not count an empty innermost container, so it is told one level less than it may have; what it
        // then refuses is rare, and counted here.
        if (result.error() == simdjson::DEPTH_ERROR && nestingOf(text) <= kMaxNesting)
            result = parseWith(m_deepParser, kMaxNesting + 1, text);
        return result;
    }

private:
    simdjson::simdjson_result<JsonValue> parseWith(simdjson::dom::parser& parser, std::size_t depth,
                                                   std::string_view text)
    {
        if (text.size() > parser.capacity()) {
            const std::size_t capacity = std::max({text.size(), 2 * parser.capacity(), kInitialCapacity});
            if (const auto error = parser.allocate(capacity, depth))
                return error;
        }
        auto result = parser.parse(text.data(), text.size(), false);
        const auto error = result.error();
        if (error == simdjson::NUMBER_ERROR || error == simdjson::STRING_ERROR) {
            const std::string_view repaired = m_repaired.assign(repairedJson(text));
            result = parser.parse(repaired.data(), repaired.size(), false);
        }
        return result;
    }

    simdjson::dom::parser m_parser;
    simdjson::dom::parser m_deepParser;
    PaddedText m_repaired;
};

}  // namespace

std::string_view orgOfTopic(std::string_view topic)
{
    std::string name = lowered(topic);
    std::ranges::replace(name, '-', '_');
    if (name == "network_events")
        return "daydream";
    return name == "streaming_events" ? "cloudspe" : std::string_view{};
}

std::string_view recordClassName(RecordClass value)
{
    switch (value) {
        case RecordClass::accepted: return "accepted";
        case RecordClass::ignored: return "ignored";
        case RecordClass::rejected: return "rejected";
        case RecordClass::duplicate: return "duplicate";
    }
    return "";
}

struct RecordParser::Impl {
    struct CachedElement {
        std::shared_ptr<const CapabilitySurface> surface;
        Md5 payload_hash{};
    };

    Document m_outer;
    Document m_unwrapped;
    Document m_inner;
    PaddedText m_copy;
    PaddedText m_unwrappedText;
    PaddedText m_innerText;
    simdjson::ondemand::parser m_elementParser;
    TextArena m_arena;
    ParsedRecord m_record;
    std::optional<JsonValue> m_data;  ///< parsed `data`
    std::string_view m_dataText;      ///< `data` that was a string
    Bodies m_bodies = Bodies::all;
    std::unordered_map<Fingerprint, CachedElement, FingerprintHash> m_elements;
    std::unordered_map<std::string, std::vector<std::shared_ptr<const CapabilitySurface>>> m_surfaces;

    const ParsedRecord& reject(std::string_view reason, std::string_view detail = {})
    {
        m_record.record_class = RecordClass::rejected;
        m_record.reason = reason;
        m_record.detail = detail;
        m_record.event_subtype = {};
        return m_record;
    }

    const ParsedRecord& ignore(std::string_view reason)
    {
        m_record.record_class = RecordClass::ignored;
        m_record.reason = reason;
        return m_record;
    }

    std::string_view textOf(const std::optional<JsonValue>& value)
    {
        return value ? asText(*value, m_arena) : std::string_view{};
    }

    const ParsedRecord& parse(std::string_view text, const OrgRule& rule);
    const ParsedRecord& parseEnvelope(const Envelope& envelope, std::string_view text, std::string_view topic,
                                      const OrgRule& rule);
    void readData(const Envelope& envelope);
    std::string_view orgOf(const Envelope& envelope, std::string_view topic, const OrgRule& rule);
    const ParsedRecord& classify(const Envelope& envelope, std::string_view text, const OrgRule& rule);
    std::optional<std::string_view> ignoredTrace() const;
    EventBody readBody(const EventContext& context, const Envelope& envelope, std::string_view text);
    EventBody readCapabilities(const Envelope& envelope, std::string_view text);
    bool readElementsByText(std::string_view text, bool insideEnvelope, CapabilityBody& body);
    const CachedElement& cachedElement(std::string_view raw, const JsonValue& element);
    CachedElement readElement(const JsonValue& element);
    void addElement(CapabilityBody& body, std::uint32_t index, const CachedElement& element) const;
};

const ParsedRecord& RecordParser::Impl::parse(std::string_view text, const OrgRule& rule)
{
    m_record = {};
    m_arena.clear();
    m_data.reset();
    m_dataText = {};
    JsonValue root;
    if (const auto error = m_outer.parse(text).get(root))
        return reject("malformed_json", simdjson::error_message(error));
    if (!root.is_object())
        return reject("malformed_json", "the record is not a JSON object");
    const Envelope envelope = readEnvelope(root);
    if (envelope.isRow() || !envelope.isWrapper())
        return parseEnvelope(envelope, text, {}, rule);

    const std::string_view topic = textOf(envelope.topic);
    const std::string_view unwrapped = m_unwrappedText.assign(asText(*envelope.value, m_arena));
    if (const auto error = m_unwrapped.parse(unwrapped).get(root))
        return reject("malformed_json", simdjson::error_message(error));
    if (!root.is_object())
        return reject("malformed_json", "`value` of the export wrapper holds no JSON object");
    const Envelope inner = readEnvelope(root);
    // What is kept must read back as the same event, and a wrapper in a wrapper would be unwrapped once more.
    if (!inner.isRow() && inner.isWrapper())
        return reject("malformed_json", "`value` of the export wrapper holds another wrapper");
    return parseEnvelope(inner, unwrapped, topic, rule);
}

std::string_view RecordParser::Impl::orgOf(const Envelope& envelope, std::string_view topic, const OrgRule& rule)
{
    if (rule.given_overrides && !rule.given.empty())
        return rule.given;
    const std::string_view stated = envelope.isRow() ? textOf(envelope.org) : orgOfTopic(topic);
    if (!stated.empty())
        return stated;
    if (!rule.given.empty())
        return rule.given;
    return rule.forbid_default ? std::string_view{} : std::string_view{"local"};
}

const ParsedRecord& RecordParser::Impl::parseEnvelope(const Envelope& envelope, std::string_view text,
                                                      std::string_view topic, const OrgRule& rule)
{
    const bool row = envelope.isRow();
    m_record.event_id = textOf(row ? envelope.event_id : envelope.id);
    m_record.event_type = textOf(row ? envelope.event_type : envelope.type);
    m_record.gateway = textOf(envelope.gateway);
    m_record.gateway_region = textOf(envelope.gateway_region);
    m_record.org = orgOf(envelope, topic, rule);
    m_record.payload = text;
    if (m_record.event_id.empty())
        return reject("missing_event_id");
    const auto event_ts = readTimestamp(row ? envelope.event_ts : envelope.timestamp);
    if (!event_ts)
        return reject("invalid_timestamp");
    m_record.event_ts = *event_ts;
    if (m_record.org.empty())
        return reject("missing_org");
    return classify(envelope, text, rule);
}

/// `data` is an object, an array, or a string that holds one of them as text.
void RecordParser::Impl::readData(const Envelope& envelope)
{
    if (!envelope.data)
        return;
    if (!envelope.data->is_string()) {
        m_data = *envelope.data;
        return;
    }
    m_dataText = m_innerText.assign(envelope.data->get_string().value_unsafe());
    JsonValue inner;
    if (m_inner.parse(m_dataText).get(inner) == simdjson::SUCCESS)
        m_data = inner;
}

std::optional<std::string_view> RecordParser::Impl::ignoredTrace() const
{
    const std::string_view subtype = m_record.event_subtype;
    if (contains(kAcceptedTraces, subtype))
        return std::nullopt;
    if (lowered(subtype.substr(0, 4)) == "app_")
        return "ignored_stream_trace_non_core_app";
    bool scope = false;
    if (m_data)
        forEachMember(*m_data, [&](std::string_view key, const JsonValue& value) {
            if (key == "client_source")
                scope = value.is_string() && equalsIgnoringCase(value.get_string().value_unsafe(), "scope");
        });
    if (scope && contains(kScopeClientTraces, subtype))
        return "ignored_stream_trace_scope_client_noise";
    return "unsupported_stream_trace_type";
}

const ParsedRecord& RecordParser::Impl::classify(const Envelope& envelope, std::string_view text, const OrgRule& rule)
{
    const auto family = familyOf(m_record.event_type);
    const bool extension = family == Family::gateway_orchestrator_swap || family == Family::gpu_utilization_metrics;
    if (!family || (extension && !rule.accept_extensions))
        return ignore("unsupported_event_family");
    m_record.family = *family;
    readData(envelope);
    bool testLoad = envelope.is_test_load && asBool(*envelope.is_test_load);
    if (m_data && hasSubtype(*family))
        forEachMember(*m_data, [&](std::string_view key, const JsonValue& value) {
            if (key == "type")
                m_record.event_subtype = asText(value, m_arena);
            else if (key == "is_test_load")
                testLoad = testLoad || asBool(value);
        });
    if (*family == Family::stream_trace)
        if (const auto reason = ignoredTrace())
            return ignore(*reason);
    m_record.record_class = RecordClass::accepted;
    const EventContext context{.family = *family,
                               .event_ts = m_record.event_ts,
                               .event_id = m_record.event_id,
                               .org = m_record.org,
                               .gateway = m_record.gateway,
                               .subtype = m_record.event_subtype,
                               .is_test_load = testLoad,
                               .arena = m_arena};
    m_record.body = readBody(context, envelope, text);
    return m_record;
}

EventBody RecordParser::Impl::readBody(const EventContext& context, const Envelope& envelope, std::string_view text)
{
    const bool ofSession = context.family == Family::stream_trace || context.family == Family::ai_stream_status ||
                           context.family == Family::ai_stream_events ||
                           context.family == Family::gateway_orchestrator_swap ||
                           context.family == Family::stream_ingest_metrics;
    if (!m_data || m_bodies == Bodies::none || (m_bodies == Bodies::of_sessions && !ofSession))
        return std::monostate{};
    switch (context.family) {
        case Family::stream_trace:
        case Family::ai_stream_status:
        case Family::ai_stream_events:
        case Family::gateway_orchestrator_swap: return readStreamEvent(*m_data, context);
        case Family::stream_ingest_metrics: return readIngestMetrics(*m_data, context);
        case Family::network_capabilities: return readCapabilities(envelope, text);
        case Family::discovery_results: return readDiscoveryResults(*m_data, context);
        case Family::create_new_payment: return readPayment(*m_data, context);
        case Family::ai_batch_request: return readAiBatch(*m_data, context);
        case Family::ai_llm_request: return readLlm(*m_data, context);
        case Family::job_gateway:
        case Family::job_orchestrator: return readByoc(*m_data, context);
        case Family::job_payment: return readJobPayment(*m_data, context);
        case Family::job_auth: return readJobAuth(*m_data, context);
        case Family::worker_lifecycle: return readWorker(*m_data, context);
        case Family::gpu_utilization_metrics: return readGpuUtilization(*m_data, context);
    }
    return std::monostate{};
}

RecordParser::Impl::CachedElement RecordParser::Impl::readElement(const JsonValue& element)
{
    CachedElement cached;
    auto surface = readCapabilitySurface(element, m_arena);
    if (!surface)
        return cached;
    cached.payload_hash = md5Of(compactJson(element));
    // Loads change between snapshots, what is offered rarely: equal surfaces of a node share one object.
    auto& known = m_surfaces[surface->orch_address];
    const auto same = std::ranges::find_if(known, [&](const auto& other) { return *other == *surface; });
    if (same != known.end()) {
        cached.surface = *same;
        return cached;
    }
    if (known.size() >= kMostSurfacesOfNode)
        known.clear();
    cached.surface = known.emplace_back(std::move(surface));
    return cached;
}

const RecordParser::Impl::CachedElement& RecordParser::Impl::cachedElement(std::string_view raw,
                                                                           const JsonValue& element)
{
    const Fingerprint key = fingerprintOf(raw);
    if (const auto found = m_elements.find(key); found != m_elements.end())
        return found->second;
    if (m_elements.size() >= kMostCachedElements) {
        m_elements.clear();
        m_surfaces.clear();
    }
    return m_elements[key] = readElement(element);
}

void RecordParser::Impl::addElement(CapabilityBody& body, std::uint32_t index, const CachedElement& element) const
{
    if (element.surface)
        body.elements.push_back({index, element.surface, element.payload_hash});
    else
        ++body.blank_address_entries;
}

/// Most elements repeat an earlier one to the letter, so they are known by the hash of their text and need not be read
/// again. False when the text and the parsed value do not run in step.
bool RecordParser::Impl::readElementsByText(std::string_view text, bool insideEnvelope, CapabilityBody& body)
{
    std::vector<JsonValue> elements;
    forEachElement(*m_data, [&](const JsonValue& element) { elements.push_back(element); });
    namespace od = simdjson::ondemand;
    od::document document;
    const simdjson::padded_string_view padded(text.data(), text.size(), text.size() + simdjson::SIMDJSON_PADDING);
    if (m_elementParser.iterate(padded).get(document) != simdjson::SUCCESS)
        return false;
    od::array array;
    const auto error =
        insideEnvelope ? document.find_field_unordered("data").get_array().get(array) : document.get_array().get(array);
    if (error != simdjson::SUCCESS)
        return false;
    std::uint32_t index = 0;
    for (auto value : array) {
        od::object object;
        std::string_view raw;
        if (index >= elements.size() || value.get_object().get(object) != simdjson::SUCCESS ||
            object.raw_json().get(raw) != simdjson::SUCCESS)
            return false;
        addElement(body, index, cachedElement(raw, elements[index]));
        ++index;
    }
    return index == elements.size();
}

EventBody RecordParser::Impl::readCapabilities(const Envelope& envelope, std::string_view text)
{
    CapabilityBody body;
    if (m_data->is_object()) {
        addElement(body, 0, readElement(*m_data));
    } else if (const bool insideEnvelope = m_dataText.empty();
               envelope.data_members != 1 ||
               !readElementsByText(insideEnvelope ? text : m_dataText, insideEnvelope, body)) {
        body = {};
        std::uint32_t index = 0;
        forEachElement(*m_data, [&](const JsonValue& element) { addElement(body, index++, readElement(element)); });
    }
    if (body.elements.empty() && body.blank_address_entries == 0)
        return std::monostate{};
    return body;
}

RecordParser::RecordParser(Bodies bodies) : m_impl(std::make_unique<Impl>())
{
    m_impl->m_bodies = bodies;
}

RecordParser::~RecordParser() = default;
RecordParser::RecordParser(RecordParser&&) noexcept = default;
RecordParser& RecordParser::operator=(RecordParser&&) noexcept = default;

const ParsedRecord& RecordParser::parse(std::string_view text, const OrgRule& rule)
{
    return m_impl->parse(text, rule);
}

const ParsedRecord& RecordParser::parseCopy(std::string_view text, const OrgRule& rule)
{
    return m_impl->parse(m_impl->m_copy.assign(text), rule);
}

Md5 RecordParser::payloadHash()
{
    return md5Of(compactData());
}

std::string_view RecordParser::dataText() const
{
    return m_impl->m_dataText;
}

std::string RecordParser::compactData()
{
    if (m_impl->m_data)
        return compactJson(*m_impl->m_data);
    return std::string(m_impl->m_dataText);
}

const JsonValue* RecordParser::data() const
{
    return m_impl->m_data ? &*m_impl->m_data : nullptr;
}

}  // namespace naap
