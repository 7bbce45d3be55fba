#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/generate/random.h"
#include "core/generate/traffic.h"

namespace naap {

/// The way of the envelopes to their reader: builds them, delays them, repeats some, adds what a reader must ignore or
/// reject, and hands all of it to the sink in delivery order.
class Delivery {
public:
    Delivery(const TrafficOptions& options, const RecordSink& sink);

    /// True when an event of this time is still inside the generated span.
    bool inside(std::int64_t ms) const { return ms < m_end; }

    /// Starts an accepted event; the returned text ends with `"data":` and wants the payload appended, then post().
    /// `subtype` and `gateway` must outlive the delivery.
    std::string& begin(std::int64_t ms, Family family, std::string_view subtype, std::string_view gateway, Random& ids);

    /// Closes the event that begin() started and queues it.
    void post();

    /// Delivers what is due at `ms`. False when the sink wants no more.
    bool advance(std::int64_t ms);

    /// Delivers everything that is left.
    void finish();

    const TrafficTotals& totals() const { return m_totals; }

private:
    struct Parcel {
        std::string text;
        std::string_view type;
        std::string_view subtype;
        std::string_view gateway;
        std::string_view reason;
        std::size_t dataAt = 0;
        std::int64_t at = 0;
        RecordKind kind = RecordKind::accepted;
        Family family = Family::stream_trace;
    };
    struct Due {
        std::int64_t at;
        std::uint64_t number;
        std::uint32_t slot;
    };

    std::uint32_t freeSlot();
    std::uint32_t open(std::int64_t ms, std::string_view type, std::string_view gateway, Random& ids);
    void queue(std::uint32_t slot, std::int64_t deliverAt);
    bool deliver(const Due& due);
    std::int64_t delay();
    void maybeRepeat(std::uint32_t slot, std::int64_t firstDelivery);
    void addIgnored(std::int64_t ms, std::string_view gateway);
    void addBroken(std::int64_t ms, std::string_view gateway);
    void count(const Parcel& parcel);

    const RecordSink& m_sink;
    std::int64_t m_end;
    Carrier m_carrier;
    std::uint64_t m_ignoredPerAccepted;  ///< all shares in parts per million
    std::uint64_t m_duplicate;
    std::uint64_t m_broken;
    std::uint64_t m_lateMinutes;
    std::uint64_t m_lateHours;
    Random m_delayRandom;
    Random m_repeatRandom;
    Random m_noiseRandom;
    Random m_faultRandom;
    std::map<std::string, std::string_view, std::less<>> m_gatewayRegions;  ///< as envelopes state them
    std::vector<Parcel> m_parcels;
    std::vector<std::uint32_t> m_free;
    std::vector<Due> m_due;  ///< heap, earliest first
    std::uint64_t m_number = 0;
    std::uint32_t m_open = 0;
    bool m_stopped = false;
    TrafficTotals m_totals;
};

}  // namespace naap
