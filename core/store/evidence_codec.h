#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/events/record_parser.h"
#include "core/store/packed.h"

namespace naap {

/// Texts that repeat within one run (addresses, gateways, states) stand once, at its front.
class TextTable {
public:
    std::uint64_t indexOf(std::string_view text);
    void writeTo(Packer& out) const;

private:
    std::deque<std::string> m_texts;
    std::unordered_map<std::string_view, std::uint64_t> m_older;
};

/// Packs the session events of one session and UTC day into one run.
class SessionRunWriter {
public:
    void add(const SessionEvent& event);
    std::int64_t count() const { return m_count; }
    std::string finish() const;

private:
    TextTable m_texts;
    Packer m_events;
    std::int64_t m_count = 0;
    std::int64_t m_lastTs = 0;
};

/// The unpacked events of any number of runs, and the memory that their views point into.
class SessionEvidence {
public:
    /// False when the run is damaged; what could be read of it is dropped.
    bool addRun(std::string_view run);
    const std::vector<SessionEvent>& events() const { return m_events; }
    void clear();

private:
    std::deque<std::string> m_memory;
    std::vector<SessionEvent> m_events;
};

/// Packs the ingest samples of one session and UTC day.
class IngestRunWriter {
public:
    void add(const IngestSample& sample);
    std::int64_t count() const { return m_count; }
    std::string finish() const;

private:
    TextTable m_texts;
    Packer m_samples;
    std::int64_t m_count = 0;
    std::int64_t m_lastTs = 0;
};

class IngestEvidence {
public:
    bool addRun(std::string_view run);
    const std::vector<IngestSample>& samples() const { return m_samples; }
    /// In the order that all figures are computed in: by (event_ts, event_id).
    void sort();

private:
    std::deque<std::string> m_memory;
    std::vector<IngestSample> m_samples;
};

/// Packs payments of one UTC hour, of any orgs.
class PaymentRunWriter {
public:
    void add(const Payment& payment);
    std::int64_t count() const { return m_count; }
    std::string finish() const;

private:
    TextTable m_texts;
    Packer m_payments;
    std::int64_t m_count = 0;
};

/// Appends the run's payments. False when the run is damaged.
bool readPaymentRun(std::string_view run, std::vector<Payment>& payments);

/// Packs discovery results of one UTC hour.
class DiscoveryRunWriter {
public:
    void add(std::string_view org, std::string_view gateway, Instant event_ts, std::string_view event_id,
             const std::vector<DiscoveryCandidate>& candidates);
    std::int64_t count() const { return m_count; }
    std::string finish() const;

private:
    TextTable m_texts;
    Packer m_events;
    std::int64_t m_count = 0;
};

bool readDiscoveryRun(std::string_view run, std::vector<DiscoveryResult>& results);

/// What counting payments needs of them. Views are valid during the visit.
struct PaymentHead {
    Instant event_ts{};
    std::string_view org;
    std::string_view request_id;
    std::string_view session_id;  ///< the payment session
};
/// Visits the payments of a run without making records of them. False when the run is damaged.
bool visitPaymentRun(std::string_view run, const std::function<void(const PaymentHead&)>& visit);

struct DiscoveryLatency {
    Instant event_ts{};
    std::string_view orchestrator_address;
    std::int64_t latency_ms = 0;
};
bool visitDiscoveryRun(std::string_view run, const std::function<void(const DiscoveryLatency&)>& visit);

}  // namespace naap
