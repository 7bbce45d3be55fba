#pragma once

#include <functional>
#include <string_view>

#include "core/events/instant.h"
#include "core/store/cache.h"
#include "core/store/evidence_codec.h"

namespace naap {

// Evidence of whole hours, with start in [from, to), visited without making records of it: for counting and adding up.
// No order that means anything. Damaged runs are visited as far as they can be read.

/// How many payments a UTC hour holds.
struct PaymentHour {
    Instant hour{};
    std::int64_t payments = 0;
};
/// The hours that overlap [from, to) and hold payments, ascending.
std::vector<PaymentHour> paymentHours(Cache& cache, Instant from, Instant to);

void visitPaymentHeads(Cache& cache, Instant from, Instant to, const std::function<void(const PaymentHead&)>& visit);
void visitDiscoveryLatencies(Cache& cache, Instant from, Instant to,
                             const std::function<void(const DiscoveryLatency&)>& visit);

/// Tells whether a request id names a session, so that payments link to it (R44).
class RequestedSessions {
public:
    explicit RequestedSessions(Cache& cache);
    /// False for a blank id.
    bool contains(std::string_view org, std::string_view request_id);

private:
    Statement m_find;
};

}  // namespace naap
