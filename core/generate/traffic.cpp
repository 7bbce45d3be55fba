#include "core/generate/traffic.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "core/generate/delivery.h"
#include "core/generate/fleet.h"
#include "core/generate/requests.h"
#include "core/generate/stream_session.h"
#include "core/generate/text.h"

namespace naap {

namespace {

constexpr std::int64_t kHour = 3'600'000;
constexpr std::int64_t kSixHours = 6 * kHour;

// Sessions of each UTC hour in percent of the mean: quiet mornings, busy evenings. Their mean is 100.
constexpr std::array<std::int64_t, 24> kRhythm{78,  68,  60,  55,  54,  58,  66,  76,  86,  95,  102, 108,
                                               112, 116, 120, 125, 131, 137, 141, 143, 139, 127, 110, 93};

std::int64_t wholeRoot(std::int64_t value)
{
    std::int64_t root = 0;
    while ((root + 1) * (root + 1) <= value)
        ++root;
    return root;
}

/// The network at work: a queue of what happens next, an hour of arrivals at a time.
class Network {
public:
    Network(const TrafficOptions& options, const RecordSink& records, const SessionSink& sessions)
        : m_options(options),
          m_sessions(sessions),
          m_delivery(options, records),
          m_fleet(options.seed, options.orchestrators, options.geography),
          m_requests(m_delivery, m_fleet, options.seed),
          m_random(options.seed, 7),
          m_start(toMs(options.from)),
          m_end(m_start + options.hours * kHour)
    {
        makeGateways();
    }

    TrafficTotals run();

private:
    enum class What : std::uint8_t { arrival, capabilities, batch, byoc, auth, workers, hour, session };
    struct Step {
        std::int64_t at;
        std::uint64_t number;  ///< breaks ties, so that the order never depends on the heap
        std::uint32_t slot;    ///< gateway or session
        What what;
        StreamSession::Next next;
    };

    void makeGateways();
    void push(std::int64_t at, What what, std::uint32_t slot = 0, StreamSession::Next next = {});
    Step pop();
    void perform(const Step& step);
    void planHour(std::int64_t hour);
    void scatter(std::int64_t hour, std::int64_t count, What what);
    void arrive(std::int64_t ms);
    void continueSession(const Step& step);
    void schedule(std::uint32_t slot, StreamSession::Next next);
    void end(std::uint32_t slot);
    void reportCapabilities(const Step& step);
    const Gateway& drawGateway();

    static bool later(const Step& a, const Step& b) { return a.at != b.at ? a.at > b.at : a.number > b.number; }

    const TrafficOptions& m_options;
    const SessionSink& m_sessions;
    Delivery m_delivery;
    Fleet m_fleet;
    Requests m_requests;
    Random m_random;
    std::int64_t m_start;
    std::int64_t m_end;
    std::vector<Gateway> m_gateways;
    std::uint64_t m_gatewayWeight = 0;
    std::vector<Step> m_steps;  ///< heap, earliest first
    std::uint64_t m_number = 0;
    std::uint64_t m_arrivals = 0;
    std::uint64_t m_reported = 0;
    std::vector<std::unique_ptr<StreamSession>> m_running;
    std::vector<std::uint32_t> m_free;
    std::string m_retriedStream;
};

void Network::makeGateways()
{
    const auto count = static_cast<std::uint64_t>(m_options.gateways);
    const auto blank = count - static_cast<std::uint64_t>(m_options.named_gateways);
    for (std::uint64_t i = 0; i < count; ++i) {
        Gateway& gateway = m_gateways.emplace_back();
        if (i >= blank || m_options.geography != Geography::none)
            gateway.name = gatewayName(i, m_options.geography);
        if (m_options.geography != Geography::none)
            gateway.place = &placeOfGateway(i);
        gateway.account = mixedCaseAccount(m_random);
        gateway.weight = count - i;
        gateway.reports_ingest = i % 2 == 0;
        m_gatewayWeight += gateway.weight;
    }
}

const Gateway& Network::drawGateway()
{
    std::uint64_t at = m_random.below(m_gatewayWeight);
    for (const Gateway& gateway : m_gateways) {
        if (at < gateway.weight)
            return gateway;
        at -= gateway.weight;
    }
    return m_gateways.front();
}

void Network::push(std::int64_t at, What what, std::uint32_t slot, StreamSession::Next next)
{
    if (at >= m_end)
        return;
    m_steps.push_back({at, m_number++, slot, what, next});
    std::push_heap(m_steps.begin(), m_steps.end(), later);
}

Network::Step Network::pop()
{
    std::pop_heap(m_steps.begin(), m_steps.end(), later);
    const Step step = m_steps.back();
    m_steps.pop_back();
    return step;
}

TrafficTotals Network::run()
{
    push(m_start, What::hour);
    push(m_start + 1'500, What::workers);
    const std::int64_t every = std::int64_t{m_options.capability_seconds} * 1'000;
    for (std::uint32_t i = 0; i < m_gateways.size(); ++i)
        push(m_start + 200 + every * i / m_options.gateways, What::capabilities, i);
    bool wanted = true;
    while (wanted && !m_steps.empty()) {
        const Step step = pop();
        wanted = m_delivery.advance(step.at);
        if (wanted)
            perform(step);
    }
    for (std::uint32_t slot = 0; slot < m_running.size(); ++slot)
        if (m_running[slot])
            end(slot);
    m_delivery.finish();
    TrafficTotals totals = m_delivery.totals();
    totals.sessions = m_reported;
    return totals;
}

void Network::perform(const Step& step)
{
    switch (step.what) {
        case What::arrival: arrive(step.at); break;
        case What::capabilities: reportCapabilities(step); break;
        case What::batch: m_requests.aiBatch(step.at, drawGateway().name); break;
        case What::byoc: m_requests.byoc(step.at, drawGateway().name); break;
        case What::auth: m_requests.auth(step.at, drawGateway().name); break;
        case What::workers:
            m_requests.registerWorkers(step.at, drawGateway().name);
            push(step.at + kSixHours, What::workers);
            break;
        case What::hour:
            planHour(step.at);
            push(step.at + kHour, What::hour);
            break;
        case What::session: continueSession(step); break;
    }
}

void Network::planHour(std::int64_t hour)
{
    const auto hourOfDay = static_cast<std::size_t>(hour / kHour % 24);
    const std::int64_t expected = m_options.sessions_per_hour * kRhythm[hourOfDay] / 100;
    const std::int64_t sessions = m_random.bell(expected, wholeRoot(expected));
    scatter(hour, sessions, What::arrival);
    // Request traffic is tiny beside the streams, but even a quiet day has some.
    scatter(hour, sessions * 3 / 100 + static_cast<std::int64_t>(m_random.below(2)), What::batch);
    scatter(hour, sessions / 100 + static_cast<std::int64_t>(m_random.below(2)), What::byoc);
    scatter(hour, m_random.chance(400'000) ? 1 : 0, What::auth);
}

void Network::scatter(std::int64_t hour, std::int64_t count, What what)
{
    for (std::int64_t i = 0; i < count; ++i)
        push(hour + m_random.between(0, kHour - 1), what);
}

void Network::arrive(std::int64_t ms)
{
    std::string again;
    if (m_random.chance(60'000))
        again.swap(m_retriedStream);
    auto session = std::make_unique<StreamSession>(m_options, m_arrivals++, ms, std::move(again));
    session->start({m_options, m_delivery, m_fleet}, drawGateway());
    if (session->canBeRetried())
        m_retriedStream = session->streamId();
    std::uint32_t slot = 0;
    if (m_free.empty()) {
        slot = static_cast<std::uint32_t>(m_running.size());
        m_running.emplace_back();
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    m_running[slot] = std::move(session);
    using Next = StreamSession::Next;
    for (const Next next : {Next::status, Next::ingest, Next::payment, Next::params, Next::swap, Next::close})
        schedule(slot, next);
}

void Network::schedule(std::uint32_t slot, StreamSession::Next next)
{
    const std::int64_t at = m_running[slot]->timeOf(next);
    if (at >= 0)
        push(at, What::session, slot, next);
}

void Network::continueSession(const Step& step)
{
    StreamSession& session = *m_running[step.slot];
    // A swap makes a stream live longer: then its old end is no longer one.
    if (session.timeOf(step.next) == step.at)
        session.perform({m_options, m_delivery, m_fleet}, step.next);
    if (step.next == StreamSession::Next::close && session.timeOf(step.next) < 0)
        end(step.slot);
    else
        schedule(step.slot, step.next);
}

void Network::end(std::uint32_t slot)
{
    const StreamSession::Outcome outcome = m_running[slot]->outcome(m_options.org);
    m_running[slot].reset();
    m_free.push_back(slot);
    if (!outcome.exists)
        return;
    ++m_reported;
    if (m_sessions)
        m_sessions(outcome.session);
}

void Network::reportCapabilities(const Step& step)
{
    const Gateway& gateway = m_gateways[step.slot];
    std::string& out = m_delivery.begin(step.at, Family::network_capabilities, {}, gateway.name, m_random);
    m_fleet.putSnapshot(out, m_random);
    m_delivery.post();
    push(step.at + std::int64_t{m_options.capability_seconds} * 1'000 + m_random.between(-150, 150), What::capabilities,
         step.slot);
}

bool isShare(double value, double limit)
{
    return value >= 0.0 && value <= limit;
}

}  // namespace

TrafficOptions networkDay(int days)
{
    TrafficOptions options;
    options.hours = days * 24;
    options.sessions_per_hour = 1'355;
    return options;
}

std::optional<std::string> problemOf(const TrafficOptions& options)
{
    if (options.hours < 1 || options.hours > 24 * 400)
        return "The number of hours must be between 1 and 9600.";
    if (options.sessions_per_hour < 0 || options.sessions_per_hour > 100'000)
        return "The sessions per hour must be between 0 and 100000.";
    if (options.orchestrators < 1 || options.orchestrators > 5'000)
        return "The number of orchestrators must be between 1 and 5000.";
    if (options.gateways < 1 || options.gateways > 100)
        return "The number of gateways must be between 1 and 100.";
    if (options.named_gateways < 0 || options.named_gateways > options.gateways)
        return "The named gateways must be between 0 and the number of gateways.";
    if (options.capability_seconds < 1 || options.capability_seconds > 86'400)
        return "The seconds between capability reports must be between 1 and 86400.";
    if (!isShare(options.ignored_share, 0.99) || !isShare(options.duplicate_share, 1.0) ||
        !isShare(options.broken_share, 1.0) || !isShare(options.late_minutes_share, 0.5) ||
        !isShare(options.late_hours_share, 0.5))
        return "Shares must be between 0 and 1 (ignored: 0.99, late: 0.5).";
    if (options.org.empty() || options.org.find_first_of("\"\\|") != std::string::npos)
        return "The organisation must have a name without quotes, backslashes and bars.";
    return std::nullopt;
}

TrafficTotals generateTraffic(const TrafficOptions& options, const RecordSink& records, const SessionSink& sessions)
{
    return Network(options, records, sessions).run();
}

}  // namespace naap
