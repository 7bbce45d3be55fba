#include <algorithm>
#include <deque>
#include <future>
#include <unordered_set>

#include "core/metrics/coverage.h"
#include "core/metrics/discovery.h"
#include "core/metrics/network_health.h"
#include "core/metrics/payments.h"
#include "core/reports/cells.h"
#include "core/reports/region_column.h"
#include "core/store/evidence_store.h"
#include "core/store/range_store.h"
#include "core/store/read_in_two.h"
#include "core/store/run_scan.h"

namespace naap {
namespace {

using FT = FieldType;

// Years 1 and 9999: beyond any event, and far from where adding an hour would overflow.
constexpr Instant kEarliest = instantFromMs(-62'135'596'800'000);
constexpr Instant kLatest = instantFromMs(253'402'300'800'000);

Instant startOf(const ReportQuery& query)
{
    return query.from.value_or(kEarliest);
}

Instant endOf(const ReportQuery& query)
{
    return query.to.value_or(kLatest);
}

// --- payments

/// Points into what the table keeps.
struct PaymentRow {
    const Payment* payment = nullptr;
    const LinkedSession* linked = nullptr;    ///< by its request id
    const LinkedSession* inferred = nullptr;  ///< the same, or by its payment session
};

struct PaymentsKept {
    std::vector<Payment> payments;
    std::vector<std::shared_ptr<const void>> sessions;
};

Cell linkedPipeline(const PaymentRow& row)
{
    return row.linked ? asCell(row.linked->pipeline_id) : asCell(pipelineHint(row.payment->manifest_id));
}

constexpr double kE10 = 1e10;
constexpr double kMilli = 1000;

template <auto pointer>
Cell ofPayment(const PaymentRow& row)
{
    return asCell(row.payment->*pointer);
}

Cell pricePerPixel(const PaymentRow& row)
{
    const std::int64_t milli = row.payment->price_milliwei;
    return milli > 0 ? Cell(static_cast<double>(milli) / kMilli) : Cell();
}

Cell paidPixels(const PaymentRow& row)
{
    const std::span payment(&row.payment, 1);
    return row.payment->price_milliwei > 0 ? Cell(totalsOf(payment).paid_pixels_estimate) : Cell();
}

constexpr Column<PaymentRow> kPaymentColumns[] = {
    {timeKey("event_ts", "When the gateway created the payment."), ofPayment<&Payment::event_ts>},
    {key("event_id", FT::text, "", "Id of the event."), ofPayment<&Payment::event_id>},
    {key("org", FT::text, "", "Organisation whose feed carried it."), ofPayment<&Payment::org>},
    {field("gateway", FT::text, "", "Gateway that paid, as it names itself."), ofPayment<&Payment::gateway>},
    {field("sender", FT::text, "", "Address that pays."), ofPayment<&Payment::sender>},
    {field("recipient", FT::text, "", "Address of the orchestrator that is paid."), ofPayment<&Payment::recipient>},
    {field("orchestrator_uri", FT::text, "", "URI of the orchestrator that is paid."),
     ofPayment<&Payment::orchestrator_uri>},
    {field("request_id", FT::text, "", "Request that the payment names; blank for all but a stream's first."),
     ofPayment<&Payment::request_id>},
    {field("session_id", FT::text, "", "The gateway's payment session; links nothing by itself."),
     ofPayment<&Payment::session_id>},
    {field("manifest_id", FT::text, "", "Stream or capability and model, as the gateway names them."),
     ofPayment<&Payment::manifest_id>},
    {field("face_value_wei", FT::wei, "wei", "Face value of one ticket."),
     [](const PaymentRow& r) { return asCell(r.payment->face_value_wei); }},
    {field("num_tickets", FT::integer, "tickets", "Tickets sent."), ofPayment<&Payment::num_tickets>},
    {field("win_prob", FT::real, "", "Chance that a ticket pays its face value, 0 to 1."),
     [](const PaymentRow& r) { return asCell(static_cast<double>(r.payment->win_prob_e10) / kE10); }},
    {field("face_total_wei", FT::wei, "wei", "Face value of all tickets; not revenue, since few tickets win."),
     [](const PaymentRow& r) { return asCell(faceTotalWei(*r.payment)); }},
    {field("expected_fees_wei", FT::wei, "wei", "Face value of all tickets x chance to win, rounded down."),
     [](const PaymentRow& r) { return asCell(wholeWei(expectedE10(*r.payment))); }},
    {field("price_wei_per_pixel", FT::real, "wei/pixel", "Price that the payment names; null when it names none."),
     pricePerPixel},
    {field("paid_pixels_estimate", FT::real, "pixels", "Pixels that the expected value buys at that price."),
     paidPixels},
    {field("parse_failure", FT::boolean, "", "A figure of the event could not be read and counts as 0."),
     ofPayment<&Payment::parse_failure>},
    {field("link_method", FT::text, "", "request_id, or unlinked."),
     [](const PaymentRow& r) { return Cell(r.linked ? "request_id" : "unlinked"); }},
    {field("link_status", FT::text, "", "resolved, or unresolved."),
     [](const PaymentRow& r) { return Cell(r.linked ? "resolved" : "unresolved"); }},
    {field("session_key", FT::text, "", "Session whose request id the payment names."),
     [](const PaymentRow& r) { return r.linked ? asCell(r.linked->session_key) : Cell(); }},
    {field("inferred_session_key", FT::text, "",
           "The same, or else the one session that linked payments of this payment session name, up to a day before "
           "the range; never add fees by both."),
     [](const PaymentRow& r) { return r.inferred ? asCell(r.inferred->session_key) : Cell(); }},
    {field("pipeline_id", FT::text, "", "Pipeline of the linked session, else what the manifest id names."),
     linkedPipeline},
    {field("model_id", FT::text, "", "Model of the linked session."),
     [](const PaymentRow& r) { return r.linked ? asCell(r.linked->model_id) : Cell(); }},
};

/// From an instant up to another; half-open.
struct Stretch {
    Instant from{};
    Instant to{};
};

/// The part of the range whose payments are wanted: less than all of it where only the first or last ones are.
Stretch wantedPart(const ReportQuery& query, std::span<const PaymentHour> hours)
{
    Stretch part{startOf(query), endOf(query)};
    const bool isByTime = !query.sort || query.sort->field == "event_ts";
    if (!query.limit || !isByTime || !query.where.empty() || !query.filter.empty())
        return part;
    const bool last = query.sort && query.sort->descending;
    std::int64_t found = 0;
    for (std::size_t i = 0; i < hours.size() && found < *query.limit; ++i) {
        const auto& [hour, payments] = last ? hours[hours.size() - 1 - i] : hours[i];
        const Instant end = hour + std::chrono::hours(1);
        if (hour >= startOf(query) && end <= endOf(query))  // else who knows how many of them are wanted
            found += payments;
        last ? part.from = std::max(hour, startOf(query)) : part.to = std::min(end, endOf(query));
    }
    return part;
}

class PaymentSessionNames {
public:
    void add(std::string_view org, std::string_view session_id) { m_names.insert(nameOf(org, session_id)); }
    bool contains(std::string_view org, std::string_view session_id) const
    {
        return m_names.contains(nameOf(org, session_id));
    }

private:
    const std::string& nameOf(std::string_view org, std::string_view session_id) const
    {
        return m_name.assign(org).append(1, '\0').append(session_id);
    }

    std::unordered_set<std::string> m_names;
    mutable std::string m_name;  ///< kept for its memory
};

/// Payments that are not listed, but name the requests of payment sessions that are.
struct PaymentsElsewhere {
    std::deque<Payment> payments;  ///< no more than what links
    std::deque<Payment> earlier;   ///< the same, of the day before the range
    PaymentSessionNames going_on;  ///< payment sessions with payments in the range that name no request
};

Payment linkingPart(const PaymentHead& head)
{
    Payment payment;
    payment.event_ts = head.event_ts;
    payment.org = head.org;
    payment.request_id = head.request_id;
    payment.session_id = head.session_id;
    return payment;
}

/// Only the first payment of a stream names its request: what it links is what the others are inferred from. So those
/// outside the wanted part are looked at too, and those of a day before the range, where the payment session goes on.
void readElsewhere(Cache& cache, const ReportQuery& query, const Stretch& wanted, const PaymentSessionNames& listed,
                   PaymentsElsewhere& elsewhere)
{
    const Instant from = startOf(query);
    const Instant start = query.from ? from - std::chrono::days(1) : from;
    const auto visit = [&](const PaymentHead& head) {
        const bool isWanted = head.event_ts >= wanted.from && head.event_ts < wanted.to;
        const bool isEarlier = head.event_ts < from;
        const bool names = !head.request_id.empty();
        if (isWanted || head.event_ts < start || head.event_ts >= endOf(query) ||
            !(names || (query.from && !isEarlier)))
            return;
        if (!listed.contains(head.org, head.session_id))
            return;
        if (names)
            (isEarlier ? elsewhere.earlier : elsewhere.payments).push_back(linkingPart(head));
        else
            elsewhere.going_on.add(head.org, head.session_id);
    };
    visitPaymentHeads(cache, hourOf(start), wanted.from, visit);
    visitPaymentHeads(cache, std::max(hourOf(wanted.to), wanted.from), endOf(query), visit);  // no hour twice
}

/// The requests and payment sessions that payments of the wanted part name.
void readNames(Cache& cache, const Stretch& wanted, PaymentSessions& sessions, PaymentSessionNames& listed,
               PaymentsElsewhere& elsewhere)
{
    visitPaymentHeads(cache, hourOf(wanted.from), wanted.to, [&](const PaymentHead& head) {
        if (head.event_ts < wanted.from || head.event_ts >= wanted.to)
            return;
        sessions.want(head.org, head.request_id);
        if (head.session_id.empty())
            return;
        listed.add(head.org, head.session_id);
        if (head.request_id.empty())
            elsewhere.going_on.add(head.org, head.session_id);
    });
    sessions.close();
}

/// What a table of payments is made of. One thread reads payments while the other finds out what they name; then both
/// look up sessions.
class PaymentReader {
public:
    PaymentReader(Cache& cache, const ReportQuery& query)
        : m_cache(cache), m_query(query), m_wanted(wantedPart(query, paymentHours(cache, startOf(query), endOf(query))))
    {
    }

    std::unique_ptr<ReportTable> read()
    {
        std::promise<void> promise;
        readInTwo(
            m_cache,
            [&](Cache& cache) {
                std::promise<void> namesAreRead = std::move(promise);  // broken, not waited for, if this throws
                PaymentSessionNames listed;
                if (m_wanted.from == kEarliest && m_wanted.to == kLatest)
                    m_sessions.readAll(cache);
                else
                    readNames(cache, m_wanted, m_sessions, listed, m_elsewhere);
                namesAreRead.set_value();
                readElsewhere(cache, m_query, m_wanted, listed, m_elsewhere);
                m_sessions.lookUp(cache);
            },
            [&, namesRead = promise.get_future().share()](Cache& cache) {
                m_kept->payments = EvidenceStore(cache).payments(m_wanted.from, m_wanted.to);
                namesRead.get();
                m_sessions.lookUp(cache);
            });
        return std::make_unique<RowsTable<PaymentRow>>(linkedRows(), kPaymentColumns, m_kept);
    }

private:
    /// The sessions behind listed payments, and those that are inferred.
    std::vector<PaymentRow> linkedRows()
    {
        PaymentSessions others;
        std::erase_if(m_elsewhere.earlier, [this](const Payment& payment) {
            return !m_elsewhere.going_on.contains(payment.org, payment.session_id);
        });
        for (const auto* payments : {&m_elsewhere.payments, &m_elsewhere.earlier})
            for (const Payment& payment : *payments)
                others.want(payment.org, payment.request_id);
        others.close();
        others.lookUp(m_cache);
        std::vector<PaymentLink> links;
        links.reserve(m_kept->payments.size());
        for (const Payment& payment : m_kept->payments)
            links.push_back({&payment, m_sessions.find(payment.org, payment.request_id)});
        for (const auto* payments : {&m_elsewhere.payments, &m_elsewhere.earlier})
            for (const Payment& payment : *payments)
                links.push_back({&payment, others.find(payment.org, payment.request_id)});
        m_kept->sessions = {m_sessions.sessions(), others.sessions()};
        const auto inferred = inferredSessions(links);
        std::vector<PaymentRow> rows;
        rows.reserve(m_kept->payments.size());
        for (std::size_t i = 0; i < m_kept->payments.size(); ++i)
            rows.push_back({links[i].payment, links[i].session, inferred[i]});
        return rows;
    }

    Cache& m_cache;
    const ReportQuery& m_query;
    Stretch m_wanted;
    PaymentSessions m_sessions;
    PaymentsElsewhere m_elsewhere;
    std::shared_ptr<PaymentsKept> m_kept = std::make_shared<PaymentsKept>();
};

std::unique_ptr<ReportTable> paymentTable(Cache& cache, const ReportQuery& query)
{
    return PaymentReader(cache, query).read();
}

// --- discovery

struct DiscoveryRow {
    OrchestratorDiscovery discovery;
    std::int64_t latency_sum_ms = 0;
};

std::vector<DiscoveryRow> discoveryRows(Cache& cache, const ReportQuery& query)
{
    const auto results = EvidenceStore(cache).discovery(startOf(query), endOf(query));
    std::map<std::string, std::int64_t> sums;
    for (const DiscoveryHour& hour : discoveryHours(results))
        sums[hour.orchestrator_address] += hour.latency_sum_ms;
    std::vector<DiscoveryRow> rows;
    for (OrchestratorDiscovery& each : discoveryByOrchestrator(results)) {
        const std::int64_t sum = sums[each.orchestrator_address];
        rows.push_back({std::move(each), sum});
    }
    std::ranges::sort(rows, {}, [](const DiscoveryRow& row) { return row.discovery.orchestrator_address; });
    return rows;
}

template <auto pointer>
Cell ofLatency(const DiscoveryRow& row)
{
    return asCell(row.discovery.latency.*pointer);
}

constexpr Column<DiscoveryRow> kDiscoveryColumns[] = {
    {key("orchestrator_address", FT::text, "", "Orchestrator that answered a gateway's search."),
     [](const DiscoveryRow& r) { return asCell(r.discovery.orchestrator_address); }},
    {field("count", FT::integer, "results", "Answers of the range with a latency above 0."),
     ofLatency<&Distribution::count>},
    {field("latency_sum_ms", FT::integer, "ms", "Their latencies, added."), member<&DiscoveryRow::latency_sum_ms>},
    {field("mean", FT::real, "ms", "Mean latency."), ofLatency<&Distribution::mean>},
    {field("p50", FT::real, "ms", "Half of the answers took no longer, by nearest rank."),
     ofLatency<&Distribution::p50>},
    {field("p95", FT::real, "ms", "19 of 20 answers took no longer, by nearest rank."), ofLatency<&Distribution::p95>},
    {field("p99", FT::real, "ms", "99 of 100 answers took no longer, by nearest rank."), ofLatency<&Distribution::p99>},
};

// --- network

struct NetworkRow {
    SessionIdentity session;
    Instant first_sample{};
    Instant last_sample{};
    NetworkHealth health;
    std::optional<double> ingest_density;
};

NetworkRow networkRow(SessionIdentity session, const std::vector<IngestSample>& samples)
{
    NetworkRow row;
    row.session = std::move(session);
    row.first_sample = samples.front().event_ts;
    row.last_sample = samples.back().event_ts;
    row.health = networkHealthOf(samples);
    row.ingest_density =
        samplingDensity(row.health.sample_count, row.first_sample, row.last_sample, kIngestEverySeconds);
    return row;
}

/// A session belongs to the range that holds its last sample, with all its samples: counters are cumulative, and a
/// session cut in two would lose what passed between.
std::vector<NetworkRow> networkRows(Cache& cache, const ReportQuery& query)
{
    EvidenceStore store(cache);
    std::vector<NetworkRow> rows;
    for (const std::int64_t id : ingestSessions(cache, query.from, query.to)) {
        IngestEvidence evidence;
        store.loadIngest(id, evidence);
        if (!evidence.samples().empty() && inRange(query, evidence.samples().back().event_ts))
            rows.push_back(networkRow(store.identity(id), evidence.samples()));
    }
    std::ranges::sort(rows, {}, [](const NetworkRow& row) -> const std::string& { return row.session.session_key; });
    return rows;
}

template <auto direction, auto pointer>
Cell ofTraffic(const NetworkRow& row)
{
    return asCell(row.health.*direction.*pointer);
}

template <auto direction>
Cell avgBps(const NetworkRow& row)
{
    return asCell((row.health.*direction).avgBps());
}

template <auto track, auto pointer>
Cell ofTrack(const NetworkRow& row)
{
    return asCell(row.health.*track.*pointer);
}

template <auto track, auto getter>
Cell rateOfTrack(const NetworkRow& row)
{
    return asCell((row.health.*track.*getter)());
}

template <auto pointer>
Cell ofHealth(const NetworkRow& row)
{
    return asCell(row.health.*pointer);
}

constexpr auto kReceived = &NetworkHealth::received;
constexpr auto kSent = &NetworkHealth::sent;
constexpr auto kVideo = &NetworkHealth::video;
constexpr auto kAudio = &NetworkHealth::audio;

constexpr Column<NetworkRow> kNetworkColumns[] = {
    {key("session_key", FT::text, "", "Session whose ingest was measured."),
     [](const NetworkRow& r) { return asCell(r.session.session_key); }},
    {field("org", FT::text, "", "Organisation of the session."),
     [](const NetworkRow& r) { return asCell(r.session.org); }},
    {field("stream_id", FT::text, "", "Stream of the session."),
     [](const NetworkRow& r) { return asCell(r.session.stream_id); }},
    {field("request_id", FT::text, "", "Request of the session."),
     [](const NetworkRow& r) { return asCell(r.session.request_id); }},
    {field("first_sample", FT::instant, "", "First ingest sample of the session."), member<&NetworkRow::first_sample>},
    {timeField("last_sample", "Last ingest sample; a session is listed whole in the range that holds it."),
     member<&NetworkRow::last_sample>},
    {field("sample_count", FT::integer, "samples", "Ingest samples."), ofHealth<&NetworkHealth::sample_count>},
    {field("ingest_density", FT::real, "", "Samples / those expected, one in 5 s; null when less than 60 s long."),
     member<&NetworkRow::ingest_density>},
    {field("bytes_received", FT::integer, "bytes", "From the user's client into the gateway, between samples."),
     ofTraffic<kReceived, &Throughput::bytes>},
    {field("avg_bps_received", FT::real, "bit/s", "Mean rate over pairs of samples at most 60 s apart."),
     avgBps<kReceived>},
    {field("max_bps_received", FT::real, "bit/s", "Highest rate between two samples."),
     ofTraffic<kReceived, &Throughput::max_bps>},
    {field("bytes_sent", FT::integer, "bytes", "From the gateway to the user's client, between samples."),
     ofTraffic<kSent, &Throughput::bytes>},
    {field("avg_bps_sent", FT::real, "bit/s", "Mean rate over pairs of samples at most 60 s apart."), avgBps<kSent>},
    {field("max_bps_sent", FT::real, "bit/s", "Highest rate between two samples."),
     ofTraffic<kSent, &Throughput::max_bps>},
    {field("counter_resets", FT::integer, "", "Pairs of samples in which a byte counter began anew."),
     [](const NetworkRow& r) { return asCell(r.health.received.resets + r.health.sent.resets); }},
    {field("video_packets_received", FT::integer, "packets", "Video packets that arrived between samples."),
     ofTrack<kVideo, &TrackHealth::packets_received>},
    {field("video_packets_lost", FT::integer, "packets", "Video packets lost between samples."),
     ofTrack<kVideo, &TrackHealth::packets_lost>},
    {field("video_packet_loss_rate", FT::real, "", "Lost / (lost + received) video packets, 0 to 1."),
     rateOfTrack<kVideo, &TrackHealth::packetLossRate>},
    {field("video_jitter_mean_ms", FT::real, "ms", "Mean packet jitter of the video tracks; not the jitter of frames."),
     rateOfTrack<kVideo, &TrackHealth::jitterMeanMs>},
    {field("video_jitter_p95_ms", FT::real, "ms", "19 of 20 video jitter samples were no higher, by nearest rank."),
     ofTrack<kVideo, &TrackHealth::jitter_p95_ms>},
    {field("video_jitter_max_ms", FT::real, "ms", "Highest video jitter sample."),
     ofTrack<kVideo, &TrackHealth::jitter_max_ms>},
    {field("video_rtt_mean_ms", FT::real, "ms", "Mean round trip of the video tracks, where known."),
     rateOfTrack<kVideo, &TrackHealth::rttMeanMs>},
    {field("audio_packets_received", FT::integer, "packets", "Audio packets that arrived between samples."),
     ofTrack<kAudio, &TrackHealth::packets_received>},
    {field("audio_packets_lost", FT::integer, "packets", "Audio packets lost between samples."),
     ofTrack<kAudio, &TrackHealth::packets_lost>},
    {field("audio_packet_loss_rate", FT::real, "", "Lost / (lost + received) audio packets, 0 to 1."),
     rateOfTrack<kAudio, &TrackHealth::packetLossRate>},
    {field("audio_jitter_mean_ms", FT::real, "ms", "Mean packet jitter of the audio tracks."),
     rateOfTrack<kAudio, &TrackHealth::jitterMeanMs>},
    {field("audio_jitter_p95_ms", FT::real, "ms", "19 of 20 audio jitter samples were no higher, by nearest rank."),
     ofTrack<kAudio, &TrackHealth::jitter_p95_ms>},
    {field("audio_jitter_max_ms", FT::real, "ms", "Highest audio jitter sample."),
     ofTrack<kAudio, &TrackHealth::jitter_max_ms>},
    {field("audio_rtt_mean_ms", FT::real, "ms", "Mean round trip of the audio tracks, where known."),
     rateOfTrack<kAudio, &TrackHealth::rttMeanMs>},
    {field("good_samples", FT::integer, "samples", "Samples whose connection the gateway called good."),
     ofHealth<&NetworkHealth::good_samples>},
    {field("bad_samples", FT::integer, "samples", "Samples whose connection it called bad."),
     ofHealth<&NetworkHealth::bad_samples>},
    {field("unknown_quality_samples", FT::integer, "samples", "Samples with another word."),
     ofHealth<&NetworkHealth::unknown_quality_samples>},
    {field("conn_quality_good_rate", FT::real, "", "Good samples / samples with a word, 0 to 1."),
     [](const NetworkRow& r) { return asCell(r.health.connQualityGoodRate()); }},
};

}  // namespace

void addPaymentReports(std::vector<ReportInfo>& reports)
{
    reports.push_back(withRegion({.name = "payments",
                                  .summary = "Payments, what they are worth and which sessions they belong to",
                                  .fields = fieldsOf<PaymentRow>(kPaymentColumns),
                                  .run = paymentTable,
                                  .heeds_all = true}));
    reports.push_back(withRegion(reportOf<DiscoveryRow>("discovery", "How fast orchestrators answer a gateway's search",
                                                        kDiscoveryColumns, discoveryRows)));
    reports.push_back(reportOf<NetworkRow>("network", "The users' connections by session: traffic, loss and jitter",
                                           kNetworkColumns, networkRows));
}

}  // namespace naap
