#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/events/family.h"
#include "core/events/instant.h"
#include "core/generate/geography.h"

namespace naap {

/// How the records of a file are wrapped: one envelope a line, one array of the export's wrapper objects, or one row of
/// the accepted store a line. Rows hold accepted events only, so there `ignored_share` and `broken_share` count as 0.
enum class Carrier { ndjson, wrapper_array, rows };

/// What to generate. Shares are fractions of 1. The same options give the same bytes on every platform.
struct TrafficOptions {
    std::uint64_t seed = 1;
    Instant from = instantFromMs(1'775'001'600'000);  ///< 2026-04-01T00:00Z
    int hours = 24;
    int sessions_per_hour = 100;  ///< mean over a day; the hours differ by the daily rhythm
    int orchestrators = 40;
    int gateways = 4;
    int named_gateways =
        2;  ///< how many of them, the smallest ones, fill the envelope's `gateway`; the rest leave it blank
    int capability_seconds = 60;            ///< how often each gateway reports the capabilities of the whole network
    std::string org = "cloudspe";           ///< in the carriers that name one, and in the expected session keys
    Geography geography = Geography::none;  ///< with one, all gateways have names
    bool mark_test_load = false;            ///< the streams of the job tester say `is_test_load`
    double ignored_share = 0.01;            ///< of all records; the live network has 0.57
    double duplicate_share = 0.003;         ///< accepted events that are delivered a second time
    double broken_share = 0.0;              ///< records that cannot be read, per accepted event
    double late_minutes_share = 0.005;      ///< accepted events that arrive 1 to 5 minutes late
    double late_hours_share = 0.0002;       ///< accepted events that arrive 1 to 6 hours late
    Carrier carrier = Carrier::ndjson;
};

/// Traffic like that of the live network: about 750,000 accepted events and 1.0 GB of envelopes a day, 40
/// orchestrators.
TrafficOptions networkDay(int days);

/// Why `options` cannot be used, as an English sentence; nothing when they can.
std::optional<std::string> problemOf(const TrafficOptions& options);

/// What a reader must make of a record (R5).
enum class RecordKind { accepted, ignored, duplicate, rejected };

/// One record in delivery order. The views live until the sink returns.
struct GeneratedRecord {
    std::string_view envelope;  ///< the whole record as one compact line, without the line feed
    std::string_view id;
    std::string_view type;
    std::string_view subtype;  ///< `data.type` for the families that have one, else blank
    std::string_view gateway;
    std::string_view data;    ///< the JSON text of `data`
    std::string_view reason;  ///< of ignored and rejected records
    Instant at;               ///< envelope time
    Instant delivered;        ///< when the store would have received it: at or after `at`
    RecordKind kind = RecordKind::accepted;
    std::optional<Family> family;  ///< of accepted and duplicate records
};

/// What the resolver must find for one session, known from how the session was made.
struct ExpectedSession {
    std::string key;  ///< `org|stream|request` (R10)
    bool requested = false;
    bool playable = false;
    std::string_view startup_outcome;    ///< R14
    std::string_view excusal_reason;     ///< R14
    std::string_view selection_outcome;  ///< R17
    int swap_count = 0;
    int status_sample_count = 0;
    bool loading_only = false;        ///< R15
    bool zero_output_fps = false;     ///< R15
    std::string_view gateway_region;  ///< blank without a geography
};

/// Counts over everything that was delivered.
struct TrafficTotals {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;  ///< of envelopes, without line feeds
    std::uint64_t sessions = 0;
    std::array<std::uint64_t, kFamilyNames.size()> accepted{};
    std::uint64_t duplicates = 0;
    std::map<std::string, std::uint64_t> ignored;   ///< by reason
    std::map<std::string, std::uint64_t> rejected;  ///< by reason

    std::uint64_t acceptedTotal() const;
};

/// Takes a record; false ends the generation.
using RecordSink = std::function<bool(const GeneratedRecord&)>;

/// Takes a session when it is over; late events of it may still be on their way.
using SessionSink = std::function<void(const ExpectedSession&)>;

/// Streams the records of `options` to `records` in delivery order: mostly in time order, a little shaken, some late.
/// Memory holds the running sessions and the undelivered records only, whatever the number of hours.
/// `options` must have no problem (problemOf).
TrafficTotals generateTraffic(const TrafficOptions& options, const RecordSink& records,
                              const SessionSink& sessions = {});

}  // namespace naap
