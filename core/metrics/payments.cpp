#include "core/metrics/payments.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "core/metrics/clamped.h"
#include "core/metrics/rates.h"

namespace naap {

namespace {

constexpr Int128 kE10 = 10'000'000'000;
constexpr double kMilli = 1000;

// No literal is that wide, and a strict -std=c++20 knows no limits of __int128.
constexpr Int128 kLargest = ((Int128{1} << 126) - 1) * 2 + 1;
constexpr Int128 kSmallest = -kLargest - 1;

Int128 multiplied(Int128 a, Int128 b)
{
    Int128 product = 0;
    if (!__builtin_mul_overflow(a, b, &product))
        return product;
    return (a < 0) == (b < 0) ? kLargest : kSmallest;
}

double asDouble(Int128 value)
{
    return static_cast<double>(value);
}

void addPayment(PaymentTotals& totals, const Payment& payment)
{
    const Int128 expected = expectedE10(payment);
    ++totals.payment_count;
    totals.ticket_count = addClamped(totals.ticket_count, payment.num_tickets);
    totals.fees_wei = addWei(totals.fees_wei, faceTotalWei(payment));
    totals.expected_e10 = addWei(totals.expected_e10, expected);
    totals.parse_failures += payment.parse_failure;
    if (payment.price_milliwei <= 0)
        return;
    totals.priced_e10 = addWei(totals.priced_e10, expected);
    const double priceWei = static_cast<double>(payment.price_milliwei) / kMilli;
    totals.paid_pixels_estimate += asDouble(expected) / asDouble(kE10) / priceWei;
}

bool earlier(const Payment* a, const Payment* b)
{
    return std::tie(a->event_ts, a->event_id) < std::tie(b->event_ts, b->event_id);
}

using PaymentSession = std::pair<std::string_view, std::string_view>;  // org, payment session id

struct PaymentSessionHash {
    std::size_t operator()(const PaymentSession& key) const
    {
        const std::hash<std::string_view> hash;
        return hash(key.first) * 31 + hash(key.second);
    }
};

using RollupKey = std::tuple<Instant, std::string, std::string, std::string, std::string, std::string>;

RollupKey keyOf(const PaymentLink& link)
{
    const Payment& payment = *link.payment;
    std::string pipeline = pipelineHint(payment.manifest_id).value_or("");
    std::string model;
    if (link.session != nullptr) {
        pipeline = link.session->pipeline_id;
        model = link.session->model_id.value_or("");
    }
    return {hourOf(payment.event_ts), payment.org,         payment.sender,
            payment.recipient,        std::move(pipeline), std::move(model)};
}

}  // namespace

Int128 addWei(Int128 a, Int128 b)
{
    Int128 sum = 0;
    if (!__builtin_add_overflow(a, b, &sum))
        return sum;
    return a < 0 ? kSmallest : kLargest;
}

Int128 faceTotalWei(const Payment& payment)
{
    return multiplied(payment.face_value_wei, payment.num_tickets);
}

Int128 expectedE10(const Payment& payment)
{
    return multiplied(faceTotalWei(payment), payment.win_prob_e10);
}

Int128 wholeWei(Int128 e10)
{
    return e10 / kE10;
}

std::optional<double> PaymentTotals::avgPriceWeiPerPixel() const
{
    if (!(paid_pixels_estimate > 0))
        return std::nullopt;
    return asDouble(priced_e10) / asDouble(kE10) / paid_pixels_estimate;
}

PaymentTotals totalsOf(std::span<const Payment* const> payments)
{
    std::vector<const Payment*> ordered(payments.begin(), payments.end());
    std::sort(ordered.begin(), ordered.end(), earlier);
    PaymentTotals totals;
    for (const Payment* payment : ordered)
        addPayment(totals, *payment);
    return totals;
}

std::optional<double> feesPerMinute(Int128 expectedFeesWei, double totalMinutes)
{
    if (!(totalMinutes > 0))
        return std::nullopt;
    return asDouble(expectedFeesWei) / totalMinutes;
}

std::vector<const LinkedSession*> inferredSessions(std::span<const PaymentLink> links)
{
    struct Named {
        const LinkedSession* session = nullptr;
        bool several = false;
    };
    std::unordered_map<PaymentSession, Named, PaymentSessionHash> named;
    for (const PaymentLink& link : links) {
        if (link.session == nullptr || link.payment->session_id.empty())
            continue;
        Named& entry = named[{link.payment->org, link.payment->session_id}];
        if (entry.session != nullptr && entry.session->session_key != link.session->session_key)
            entry.several = true;
        entry.session = link.session;
    }
    std::vector<const LinkedSession*> sessions;
    sessions.reserve(links.size());
    for (const PaymentLink& link : links) {
        sessions.push_back(link.session);
        if (link.session != nullptr)
            continue;
        const auto entry = named.find({link.payment->org, link.payment->session_id});
        if (entry != named.end() && !entry->second.several)
            sessions.back() = entry->second.session;
    }
    return sessions;
}

PaymentLinkRate paymentLinkRate(std::span<const PaymentLink> links)
{
    std::int64_t linked = 0;
    Int128 linkedWei = 0;
    Int128 allWei = 0;
    for (const PaymentLink& link : links) {
        const Int128 face = faceTotalWei(*link.payment);
        allWei = addWei(allWei, face);
        if (link.session == nullptr)
            continue;
        ++linked;
        linkedWei = addWei(linkedWei, face);
    }
    PaymentLinkRate rate{.by_count = ratio(linked, static_cast<std::int64_t>(links.size()))};
    if (allWei > 0)
        rate.by_value = asDouble(linkedWei) / asDouble(allWei);
    return rate;
}

std::optional<std::string> pipelineHint(std::string_view manifestId)
{
    const std::size_t digits = manifestId.find_first_not_of("0123456789");
    if (digits == std::string_view::npos || digits == 0 || manifestId[digits] != '_')
        return std::nullopt;
    const std::string_view hint = manifestId.substr(digits + 1);
    return hint.empty() ? std::nullopt : std::optional(std::string(hint));
}

std::vector<PaymentRollup> paymentRollups(std::span<const PaymentLink> links)
{
    std::map<RollupKey, std::vector<const Payment*>> byKey;
    for (const PaymentLink& link : links)
        byKey[keyOf(link)].push_back(link.payment);
    std::vector<PaymentRollup> rollups;
    rollups.reserve(byKey.size());
    for (const auto& [key, payments] : byKey) {
        PaymentRollup rollup;
        std::string model;
        std::tie(rollup.window_start, rollup.org, rollup.sender, rollup.recipient, rollup.pipeline_id, model) = key;
        if (!model.empty())
            rollup.model_id = std::move(model);
        rollup.totals = totalsOf(payments);
        rollups.push_back(std::move(rollup));
    }
    return rollups;
}

}  // namespace naap
