#include "tests/support/test_cache.h"

#include <atomic>
#include <bit>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>
#include <unistd.h>

#include "core/events/capability_surface.h"
#include "core/events/md5.h"
#include "core/store/columns.h"
#include "core/store/evidence_store.h"
#include "core/store/fact_store.h"
#include "core/store/rollup_store.h"

namespace naap {
namespace {

template <class T>
T valueOf(Result<T> result)
{
    if (!result)
        throw std::runtime_error(result.error().message);
    return std::move(*result);
}

/// Writes one field after the other; doubles bit for bit.
class Dump {
public:
    explicit Dump(std::string kind) : m_text(std::move(kind)) {}

    void operator()(std::string_view value) { fmt::format_to(std::back_inserter(m_text), "\t{}", value); }
    void operator()(const std::string& value) { (*this)(std::string_view(value)); }
    void operator()(Instant value) { (*this)(toMs(value)); }
    void operator()(bool value) { (*this)(static_cast<std::int64_t>(value)); }
    void operator()(std::int64_t value) { fmt::format_to(std::back_inserter(m_text), "\t{}", value); }
    void operator()(double value)
    {
        fmt::format_to(std::back_inserter(m_text), "\t{}:{:x}", value, std::bit_cast<std::uint64_t>(value));
    }
    template <class T>
    void operator()(const std::optional<T>& value)
    {
        value ? (*this)(*value) : (*this)(std::string_view("null"));
    }
    template <class... T>
    void all(const T&... values)
    {
        ((*this)(values), ...);
    }
    void endInto(std::string& out) { out += m_text + '\n'; }

private:
    std::string m_text;
};

void dumpSessions(FactStore& facts, std::string& out)
{
    facts.visitSessions({}, [&](const StoredSession& stored) {
        Dump line("session");
        visitSessionColumns(stored.session, line);
        line.endInto(out);
        return true;
    });
    facts.visitSelections({}, {}, [&](const Selection& selection) {
        Dump line("selection");
        line(selection.session_key);
        visitSelectionColumns(selection, line);
        line.endInto(out);
        return true;
    });
    facts.visitStatusHours({}, {}, [&](const StatusHour& hour, const std::string& org) {
        Dump line("status hour");
        line.all(hour.session_key, org, hour.window_start);
        visitStatusHourColumns(hour, line);
        line.endInto(out);
        return true;
    });
}

void dumpJobs(FactStore& facts, std::string& out)
{
    facts.visitJobs({}, {}, [&](const Job& job) {
        Dump line(std::string("job ").append(jobKindName(job.kind)));
        visitJobColumns(job, line);
        line.endInto(out);
        return true;
    });
    facts.visitLlm([&](const LlmRequest& request) {
        Dump line("llm");
        visitLlmColumns(request, line);
        line.endInto(out);
        return true;
    });
}

void dumpSupport(const SlaSupport& s, Dump& line)
{
    line.all(s.known_sessions_count, s.requested_sessions, s.startup_success_sessions, s.no_orch_sessions,
             s.startup_excused_sessions, s.startup_failed_sessions, s.loading_only_sessions, s.zero_output_fps_sessions,
             s.output_failed_sessions, s.effective_failed_sessions, s.confirmed_swapped_sessions,
             s.inferred_swap_sessions, s.total_swapped_sessions, s.sessions_ending_in_error, s.error_status_samples,
             s.health_signal_count, s.health_expected_signal_count, s.output_fps_sum, s.status_samples,
             s.prompt_to_first_frame_sum_ms, s.prompt_to_first_frame_sample_count, s.e2e_latency_sum_ms,
             s.e2e_latency_sample_count, s.output_fps_sumsq);
}

void dumpRollups(Cache& cache, std::string& out)
{
    RollupStore rollups(cache);
    for (const SlaRollup& r : rollups.sla({}, {})) {
        Dump line("sla");
        line.all(r.window_start, r.org, r.orchestrator_address, r.pipeline_id, r.model_id, r.gpu_id, r.gpu_model_name,
                 r.gpu_memory_bytes_total, r.ai_stream_count, r.degraded_count, r.startup_latency_sum_ms,
                 r.startup_latency_sample_count, r.p95_output_fps, r.p95_prompt_to_first_frame_latency_ms,
                 r.p95_startup_latency_ms, r.p95_e2e_latency_ms);
        dumpSupport(r.support, line);
        line.endInto(out);
    }
    for (const DemandRollup& r : rollups.demand({}, {})) {
        Dump line("demand");
        line.all(r.window_start, r.org, r.gateway, r.pipeline_id, r.model_id, r.sessions_count, r.requested_sessions,
                 r.known_sessions_count, r.startup_success_sessions, r.no_orch_sessions, r.startup_excused_sessions,
                 r.startup_failed_sessions, r.loading_only_sessions, r.zero_output_fps_sessions,
                 r.effective_failed_sessions, r.total_swapped_sessions, r.sessions_ending_in_error,
                 r.error_status_samples, r.total_ms, r.output_fps_sum, r.status_samples, r.health_signal_count,
                 r.health_expected_signal_count, r.fees_wei);
        line.endInto(out);
    }
    for (const BenchmarkDay& b : rollups.benchmarks({}, {})) {
        Dump line("benchmark");
        line.all(b.cohort_date, b.pipeline_id, b.model_id, b.ptff_p50, b.ptff_p90, b.ptff_row_count, b.e2e_p50,
                 b.e2e_p90, b.e2e_row_count, b.fps_p10, b.fps_p50, b.fps_row_count);
        line.endInto(out);
    }
}

constexpr Instant kFirst = instantFromMs(-62'000'000'000'000);
constexpr Instant kLast = instantFromMs(253'000'000'000'000);

void dumpPayments(EvidenceStore& evidence, std::string& out)
{
    for (const Payment& p : evidence.payments(kFirst, kLast)) {
        Dump line("payment");
        line.all(p.event_ts, p.event_id, p.org, p.gateway, p.request_id, p.session_id, p.manifest_id, p.sender,
                 p.recipient, p.orchestrator_uri, formatWei(p.face_value_wei), p.win_prob_e10, p.price_milliwei,
                 p.num_tickets, p.face_value_in_eth, p.parse_failure);
        line.endInto(out);
    }
    for (const DiscoveryResult& d : evidence.discovery(kFirst, kLast)) {
        Dump line("discovery");
        line.all(d.event_ts, d.event_id, static_cast<std::int64_t>(d.position), d.org, d.gateway,
                 d.orchestrator_address, d.orchestrator_uri, d.latency_ms);
        line.endInto(out);
    }
}

void dumpSupply(Cache& cache, EvidenceStore& evidence, std::string& out)
{
    auto orgs = cache.db().prepare("SELECT DISTINCT org FROM event_block ORDER BY org");
    while (orgs.step()) {
        const std::string org(orgs.text(0));
        for (const CapabilitySnapshot& s : evidence.allCapabilities(org, kFirst, kLast)) {
            Dump line("capability");
            line.all(org, s.event_ts, s.event_id, static_cast<std::int64_t>(s.element_index), hexOf(s.payload_hash),
                     surfaceToJson(*s.surface));
            line.endInto(out);
        }
        for (const WorkerSnapshot& w : evidence.workers(org, kFirst, kLast)) {
            Dump line("worker");
            line.all(org, w.event_ts, w.event_id, w.subtype, w.capability, w.orch_address, w.worker_url, w.model,
                     w.price_per_unit);
            line.endInto(out);
        }
    }
}

void dumpIngest(Cache& cache, EvidenceStore& evidence, std::string& out)
{
    auto keys = cache.db().prepare("SELECT session_id, session_key FROM session_key ORDER BY session_key");
    while (keys.step()) {
        IngestEvidence ingest;
        evidence.loadIngest(keys.integer(0), ingest);
        for (const IngestSample& s : ingest.samples()) {
            Dump line("ingest");
            line.all(keys.text(1), s.event_ts, s.event_id, s.connection_id, s.conn_quality,
                     static_cast<std::int64_t>(s.bytes_received), static_cast<std::int64_t>(s.bytes_sent));
            for (const TrackStats& t : s.tracks)
                line.all(static_cast<std::int64_t>(t.type), t.jitter_ms, t.packets_lost, t.packets_received, t.rtt_ns);
            line.endInto(out);
        }
    }
}

}  // namespace

TestFolder::TestFolder()
{
    static std::atomic<int> number{0};
    const std::filesystem::path memory("/dev/shm");
    const auto parent = ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
    m_path = parent / fmt::format("naap-lens-test-{}-{}", ::getpid(), ++number);
    std::filesystem::create_directories(m_path);
}

TestFolder::~TestFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::string TestFolder::write(const std::string& name, std::string_view text) const
{
    const auto path = m_path / name;
    std::ofstream file(path, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!file.flush())
        throw std::runtime_error("cannot write " + path.string());
    return path.string();
}

TestCache::TestCache()
{
    reopen();
}

void TestCache::close()
{
    m_resolver.reset();
    m_cache.reset();
}

void TestCache::reopen()
{
    m_resolver.reset();
    m_cache.reset();
    m_cache = valueOf(Cache::open(path(), Cache::Access::write));
    m_resolver = std::make_unique<Resolver>(*m_cache);
}

ImportSummary TestCache::importText(std::string_view text, const ImportOptions& options)
{
    return importFile(m_folder.write(fmt::format("events-{}", ++m_texts), text), options);
}

ImportSummary TestCache::importFile(const std::string& path, const ImportOptions& options)
{
    auto summary = valueOf(importFiles(*m_cache, {path}, options, {}, {}));
    if (!summary.files.at(0).error.empty())
        throw std::runtime_error(summary.files[0].error);
    return summary;
}

ResolveSummary TestCache::resolve()
{
    return valueOf(m_resolver->resolveDirty());
}

std::vector<Session> TestCache::sessions()
{
    std::vector<Session> result;
    FactStore(*m_cache).visitSessions({}, [&](const StoredSession& stored) {
        result.push_back(stored.session);
        return true;
    });
    return result;
}

std::optional<Session> TestCache::find(const std::string& session_key)
{
    const auto stored = FactStore(*m_cache).sessionByKey(session_key);
    return stored ? std::optional(stored->session) : std::nullopt;
}

Session TestCache::session(const std::string& stream, const std::string& request)
{
    auto found = find("cloudspe|" + stream + "|" + request);
    if (!found)
        throw std::runtime_error("there is no session of " + stream + " and " + request);
    return *found;
}

std::vector<Selection> TestCache::selections(const std::string& session_key)
{
    std::vector<Selection> result;
    FactStore(*m_cache).visitSelections({}, {}, [&](const Selection& selection) {
        if (selection.session_key == session_key)
            result.push_back(selection);
        return true;
    });
    return result;
}

std::vector<StatusHour> TestCache::statusHours(const std::string& session_key)
{
    std::vector<StatusHour> result;
    FactStore(*m_cache).visitStatusHours({}, {}, [&](const StatusHour& hour, const std::string&) {
        if (hour.session_key == session_key)
            result.push_back(hour);
        return true;
    });
    return result;
}

std::vector<DemandRollup> TestCache::demand()
{
    return RollupStore(*m_cache).demand({}, {});
}
std::vector<SlaRollup> TestCache::sla()
{
    return RollupStore(*m_cache).sla({}, {});
}

std::vector<Job> TestCache::jobs()
{
    std::vector<Job> result;
    FactStore(*m_cache).visitJobs({}, {}, [&](const Job& job) {
        result.push_back(job);
        return true;
    });
    return result;
}

std::vector<LlmRequest> TestCache::llm()
{
    std::vector<LlmRequest> result;
    FactStore(*m_cache).visitLlm([&](const LlmRequest& request) {
        result.push_back(request);
        return true;
    });
    return result;
}

std::int64_t TestCache::accounted(const std::string& recordClass, const std::optional<std::string>& reason)
{
    auto sum = m_cache->db().prepare(
        "SELECT ifnull(sum(records), 0) FROM accounting "
        "WHERE class = ?1 AND (?2 IS NULL OR reason = ?2)");
    sum.bind(1, recordClass).bind(2, reason).step();
    return sum.integer(0);
}

std::int64_t TestCache::count(const std::string& sql)
{
    return m_cache->db().integer(sql);
}

std::string factsText(Cache& cache)
{
    std::string out;
    FactStore facts(cache);
    EvidenceStore evidence(cache);
    dumpSessions(facts, out);
    dumpJobs(facts, out);
    dumpRollups(cache, out);
    dumpPayments(evidence, out);
    dumpSupply(cache, evidence, out);
    dumpIngest(cache, evidence, out);
    return out;
}

std::string factsFingerprint(Cache& cache)
{
    return hexOf(md5Of(factsText(cache)));
}

std::string firstDifference(const std::string& a, const std::string& b)
{
    std::istringstream left(a);
    std::istringstream right(b);
    std::string lineA;
    std::string lineB;
    for (;;) {
        const bool moreA = static_cast<bool>(std::getline(left, lineA));
        const bool moreB = static_cast<bool>(std::getline(right, lineB));
        if (!moreA && !moreB)
            return "no difference";
        if (!moreA || !moreB || lineA != lineB)
            return "one: " + (moreA ? lineA : "(end)") + "\nother: " + (moreB ? lineB : "(end)");
    }
}

}  // namespace naap
