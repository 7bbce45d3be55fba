#include "core/generate/delivery.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/generate/noise.h"
#include "core/generate/text.h"

namespace naap {

namespace {

constexpr std::size_t kIdAt = 7;  // after {"id":"
constexpr std::size_t kIdLength = 36;
constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;

// Through billionths in integers: a fused multiply-add of some compilers could round the half differently.
std::uint64_t perMillion(double share)
{
    return (static_cast<std::uint64_t>(share * 1e9) + 500U) / 1000U;
}

// Orders the heaps of both kinds: the standard heap functions put the greatest first.
constexpr auto kLater = [](const auto& a, const auto& b) { return a.at != b.at ? a.at > b.at : a.number > b.number; };

}  // namespace

Delivery::Delivery(const TrafficOptions& options, const RecordSink& sink)
    : m_sink(sink),
      m_end(toMs(options.from) + options.hours * kHour),
      m_carrier(options.carrier),
      m_ignoredPerAccepted(0),
      m_duplicate(perMillion(options.duplicate_share)),
      m_broken(perMillion(options.broken_share)),
      m_lateMinutes(perMillion(options.late_minutes_share)),
      m_lateHours(perMillion(options.late_hours_share)),
      m_delayRandom(options.seed, 1),
      m_repeatRandom(options.seed, 2),
      m_noiseRandom(options.seed, 3),
      m_faultRandom(options.seed, 4)
{
    if (options.geography == Geography::fields)
        for (std::size_t i = 0; i < static_cast<std::size_t>(options.gateways); ++i)
            m_gatewayRegions[gatewayName(i, options.geography)] = placeOfGateway(i).in_events;
    const std::uint64_t ignored = perMillion(options.ignored_share);
    m_ignoredPerAccepted = ignored * 1'000'000U / (1'000'000U - ignored);
    if (options.carrier == Carrier::rows) {
        m_ignoredPerAccepted = 0;
        m_broken = 0;
    }
}

std::uint32_t Delivery::freeSlot()
{
    if (m_free.empty()) {
        m_parcels.emplace_back();
        return static_cast<std::uint32_t>(m_parcels.size() - 1);
    }
    const std::uint32_t slot = m_free.back();
    m_free.pop_back();
    return slot;
}

std::uint32_t Delivery::open(std::int64_t ms, std::string_view type, std::string_view gateway, Random& ids)
{
    const std::uint32_t slot = freeSlot();
    Parcel& parcel = m_parcels[slot];
    parcel.at = ms;
    parcel.type = type;
    parcel.subtype = {};
    parcel.reason = {};
    parcel.gateway = gateway;
    parcel.kind = RecordKind::accepted;
    parcel.text.assign("{\"id\":\"");
    ids.appendUuid(parcel.text);
    Put{parcel.text, R"(","type":")", type, R"(","timestamp":")", ms, R"(","gateway":")", gateway, '"'};
    if (const auto region = m_gatewayRegions.find(gateway); region != m_gatewayRegions.end())
        Put{parcel.text, R"(,"gateway_region":")", region->second, '"'};
    parcel.text += R"(,"data":)";
    parcel.dataAt = parcel.text.size();
    return slot;
}

std::string& Delivery::begin(std::int64_t ms, Family family, std::string_view subtype, std::string_view gateway,
                             Random& ids)
{
    m_open = open(ms, familyName(family), gateway, ids);
    m_parcels[m_open].family = family;
    m_parcels[m_open].subtype = subtype;
    return m_parcels[m_open].text;
}

void Delivery::post()
{
    const std::uint32_t slot = m_open;
    const std::int64_t ms = m_parcels[slot].at;
    const std::string_view gateway = m_parcels[slot].gateway;
    m_parcels[slot].text += '}';
    const std::int64_t deliverAt = ms + delay();
    queue(slot, deliverAt);
    maybeRepeat(slot, deliverAt);
    for (std::uint64_t wanted = m_ignoredPerAccepted; wanted > 0;
         wanted = wanted > 1'000'000U ? wanted - 1'000'000U : 0)
        if (m_noiseRandom.chance(wanted))
            addIgnored(ms, gateway);
    if (m_broken > 0 && m_faultRandom.chance(m_broken))
        addBroken(ms, gateway);
}

// A gateway sends what it has about once a second, so neighbours swap places; some batches wait for a retry, and
// mirrors that were down bring hours of the past.
std::int64_t Delivery::delay()
{
    const std::uint64_t kind = m_delayRandom.below(1'000'000);
    if (kind < m_lateHours)
        return m_delayRandom.between(kHour, 6 * kHour);
    if (kind < m_lateHours + m_lateMinutes)
        return m_delayRandom.between(kMinute, 5 * kMinute);
    return m_delayRandom.between(0, kind % 10 == 0 ? 1500 : 250);
}

void Delivery::maybeRepeat(std::uint32_t slot, std::int64_t firstDelivery)
{
    if (!m_repeatRandom.chance(m_duplicate))
        return;
    const std::uint32_t again = freeSlot();
    m_parcels[again] = m_parcels[slot];
    m_parcels[again].kind = RecordKind::duplicate;
    const std::int64_t wait =
        m_repeatRandom.chance(50'000) ? m_repeatRandom.between(kMinute, kHour) : m_repeatRandom.between(1, 2000);
    queue(again, firstDelivery + wait);
}

void Delivery::addIgnored(std::int64_t ms, std::string_view gateway)
{
    const NoiseKind& kind = drawNoise(m_noiseRandom);
    const std::int64_t at = ms + m_noiseRandom.between(0, 400);
    if (!inside(at))
        return;
    const std::uint32_t slot = open(at, kind.type, gateway, m_noiseRandom);
    Parcel& parcel = m_parcels[slot];
    parcel.kind = RecordKind::ignored;
    parcel.subtype = kind.subtype;
    parcel.reason = kind.reason;
    putNoiseData(parcel.text, kind, at, m_noiseRandom);
    parcel.text += '}';
    queue(slot, at + m_noiseRandom.between(0, 250));
}

void Delivery::addBroken(std::int64_t ms, std::string_view gateway)
{
    const std::uint32_t slot = open(ms, "stream_trace", gateway, m_faultRandom);
    Parcel& parcel = m_parcels[slot];
    parcel.kind = RecordKind::rejected;
    Put{parcel.text, R"({"stream_id":"str_broken","type":"gateway_receive_stream_request"}})"};
    switch (m_faultRandom.below(3)) {
        case 0:
            parcel.reason = "invalid_timestamp";
            parcel.text.replace(parcel.text.find("\"timestamp\":\"") + 13, 13, "yesterday noon");
            ++parcel.dataAt;
            break;
        case 1:
            // A torn line would make a whole array unreadable, so arrays get the next kind instead.
            if (m_carrier == Carrier::ndjson) {
                parcel.reason = "malformed_json";
                parcel.text.resize(parcel.text.size() - 20);
                break;
            }
            [[fallthrough]];
        default:
            parcel.reason = "missing_event_id";
            parcel.text.erase(kIdAt, kIdLength);
            parcel.dataAt -= kIdLength;
    }
    queue(slot, ms + m_faultRandom.between(0, 250));
}

void Delivery::queue(std::uint32_t slot, std::int64_t deliverAt)
{
    m_due.push_back({deliverAt, m_number++, slot});
    std::push_heap(m_due.begin(), m_due.end(), kLater);
}

bool Delivery::advance(std::int64_t ms)
{
    while (!m_stopped && !m_due.empty() && m_due.front().at <= ms) {
        std::pop_heap(m_due.begin(), m_due.end(), kLater);
        const Due due = m_due.back();
        m_due.pop_back();
        m_stopped = !deliver(due);
        m_free.push_back(due.slot);
    }
    return !m_stopped;
}

void Delivery::finish()
{
    advance(m_end + 100 * kHour);
}

bool Delivery::deliver(const Due& due)
{
    const Parcel& parcel = m_parcels[due.slot];
    const std::string_view text = parcel.text;
    GeneratedRecord record;
    record.envelope = text;
    record.kind = parcel.kind;
    record.reason = parcel.reason;
    record.type = parcel.type;
    record.subtype = parcel.subtype;
    record.gateway = parcel.gateway;
    record.at = instantFromMs(parcel.at);
    record.delivered = instantFromMs(due.at);
    if (parcel.reason != "missing_event_id")
        record.id = text.substr(kIdAt, kIdLength);
    if (parcel.reason != "malformed_json")
        record.data = text.substr(parcel.dataAt, text.size() - 1 - parcel.dataAt);
    if (parcel.kind == RecordKind::accepted || parcel.kind == RecordKind::duplicate)
        record.family = parcel.family;
    count(parcel);
    return m_sink(record);
}

void Delivery::count(const Parcel& parcel)
{
    ++m_totals.records;
    m_totals.bytes += parcel.text.size();
    switch (parcel.kind) {
        case RecordKind::accepted: ++m_totals.accepted[static_cast<std::size_t>(parcel.family)]; break;
        case RecordKind::duplicate: ++m_totals.duplicates; break;
        case RecordKind::ignored: ++m_totals.ignored[std::string(parcel.reason)]; break;
        case RecordKind::rejected: ++m_totals.rejected[std::string(parcel.reason)]; break;
    }
}

std::uint64_t TrafficTotals::acceptedTotal() const
{
    return std::accumulate(accepted.begin(), accepted.end(), std::uint64_t{0});
}

}  // namespace naap
