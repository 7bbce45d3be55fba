#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/events/evidence.h"
#include "core/facts/linked_session.h"

namespace naap {

/// Sum of two amounts; stops at the greatest or least amount instead of running over.
Int128 addWei(Int128 a, Int128 b);

/// Face value sent with a payment, in wei: face value of a ticket x tickets. Not revenue, since few tickets win.
Int128 faceTotalWei(const Payment& payment);

/// Expected value of a payment in units of 10^-10 wei, exact: face value x tickets x winning probability.
Int128 expectedE10(const Payment& payment);

/// Whole wei of an expected value in 10^-10 wei, rounded down. Sum first, round once.
Int128 wholeWei(Int128 e10);

/// What payments add up to (docs/metrics.md, Fees). All additive.
struct PaymentTotals {
    std::int64_t payment_count = 0;
    std::int64_t ticket_count = 0;
    Int128 fees_wei = 0;      ///< face value
    Int128 expected_e10 = 0;  ///< expected value in 10^-10 wei
    std::int64_t parse_failures = 0;
    Int128 priced_e10 = 0;            ///< the part of expected_e10 that came with a price above 0
    double paid_pixels_estimate = 0;  ///< pixels that this part pays for: expected wei / price per pixel

    Int128 expectedFeesWei() const { return wholeWei(expected_e10); }

    /// Price in wei per pixel, weighted by what was paid: expected wei / pixels. Null when no payment named a price.
    std::optional<double> avgPriceWeiPerPixel() const;
};

/// Totals of payments in any order; they are added by (event_ts, event_id).
PaymentTotals totalsOf(std::span<const Payment* const> payments);

/// Expected wei per minute of the sessions paid for. Null for 0 minutes.
std::optional<double> feesPerMinute(Int128 expectedFeesWei, double totalMinutes);

/// A payment and the session that its request id names, if any (fact-level link). The payment is never null.
struct PaymentLink {
    const Payment* payment = nullptr;
    const LinkedSession* session = nullptr;
};

/// The session behind each payment, widened: a linked payment keeps its session; an unlinked one gets the session of
/// its payment session id, if linked payments of its org name exactly one session under that id. Same order as `links`;
/// null where nothing can be inferred. Fees over these are marked as inferred, and never added to linked fees.
std::vector<const LinkedSession*> inferredSessions(std::span<const PaymentLink> links);

/// Linked payments / payments, by count and by face value; null without payments (by value: when all are 0).
struct PaymentLinkRate {
    std::optional<double> by_count;
    std::optional<double> by_value;
};

PaymentLinkRate paymentLinkRate(std::span<const PaymentLink> links);

/// The pipeline or model that a manifest id names: `35_streamdiffusion-sdxl` -> `streamdiffusion-sdxl`.
/// Null for an id without leading `<digits>_`: a plain stream id names none.
std::optional<std::string> pipelineHint(std::string_view manifestId);

/// Payments of one hour x org x gateway (sender) x orchestrator (recipient) x pipeline x model.
struct PaymentRollup {
    Instant window_start{};  ///< the payments' own hour
    std::string org;
    std::string sender;
    std::string recipient;
    std::string pipeline_id;  ///< the linked session's, else what the manifest id names, else ""
    std::optional<std::string> model_id;
    PaymentTotals totals;
};

/// Hourly payment totals, ascending by the key above, null model first.
std::vector<PaymentRollup> paymentRollups(std::span<const PaymentLink> links);

}  // namespace naap
