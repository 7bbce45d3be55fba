#include "core/store/run_scan.h"

#include <string>

namespace naap {
namespace {

template <class Visit>
void visitRuns(Cache& cache, const std::string& table, Instant from, Instant to, Visit&& visit)
{
    auto runs = cache.db().prepare("SELECT data FROM " + table + " WHERE hour >= ? AND hour < ?");
    runs.bind(1, toMs(from)).bind(2, toMs(to));
    while (runs.step())
        visit(runs.blob(0));
}

}  // namespace

std::vector<PaymentHour> paymentHours(Cache& cache, Instant from, Instant to)
{
    std::vector<PaymentHour> hours;
    auto rows = cache.db().prepare(
        "SELECT hour, sum(events) FROM payment_run WHERE hour >= ? AND hour < ? GROUP BY hour ORDER BY hour");
    rows.bind(1, toMs(hourOf(from))).bind(2, toMs(to));
    while (rows.step())
        hours.push_back({instantFromMs(rows.integer(0)), rows.integer(1)});
    return hours;
}

void visitPaymentHeads(Cache& cache, Instant from, Instant to, const std::function<void(const PaymentHead&)>& visit)
{
    visitRuns(cache, "payment_run", from, to, [&](std::string_view run) { visitPaymentRun(run, visit); });
}

void visitDiscoveryLatencies(Cache& cache, Instant from, Instant to,
                             const std::function<void(const DiscoveryLatency&)>& visit)
{
    visitRuns(cache, "discovery_run", from, to, [&](std::string_view run) { visitDiscoveryRun(run, visit); });
}

RequestedSessions::RequestedSessions(Cache& cache)
    : m_find(cache.db().prepare("SELECT 1 FROM session_key k JOIN session s ON s.session_id = k.session_id "
                                "WHERE k.org = ? AND k.request_id = ? LIMIT 1"))
{
}

bool RequestedSessions::contains(std::string_view org, std::string_view request_id)
{
    if (request_id.empty())
        return false;
    m_find.bind(1, org).bind(2, request_id);
    const bool found = m_find.step();
    m_find.reset();
    return found;
}

}  // namespace naap
