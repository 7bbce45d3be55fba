#include "core/generate/requests.h"

#include <string>

#include "core/generate/text.h"

namespace naap {

namespace {

using namespace std::string_view_literals;

std::string_view truth(bool value)
{
    return value ? "true"sv : "false"sv;
}

void putOrchestratorInfo(std::string& out, const FleetNode& node)
{
    Put{out, R"("orchestrator_info":{"address":")", node.wallet, R"(","url":")", node.uri, R"("})"};
}

void putError(std::string& out, bool success, std::string_view text)
{
    out += R"("error":)";
    if (success)
        out += "null";
    else
        Put{out, '"', text, '"'};
}

}  // namespace

// Null when the event would lie outside of the generated span.
std::string* Requests::begin(std::int64_t ms, Family family, std::string_view subtype, std::string_view gateway)
{
    if (!m_delivery.inside(ms))
        return nullptr;
    std::string& out = m_delivery.begin(ms, family, subtype, gateway, m_random);
    Put{out, R"({"type":")", subtype, "\","};
    return &out;
}

void Requests::aiBatch(std::int64_t ms, std::string_view gateway)
{
    const std::size_t index =
        m_fleet.pickOf(m_random, m_random.chance(600'000) ? NodeKind::batch_hardware : NodeKind::batch_bare);
    if (index == Fleet::kNone)
        return;
    const FleetNode& node = m_fleet.node(index);
    Job job{ms, gateway, {}, &node, &node.offers[m_random.below(node.offers.size())]};
    m_random.appendHex(job.request, 8);
    if (std::string* out = begin(ms, Family::ai_batch_request, "ai_batch_request_received", gateway)) {
        Put{*out,
            R"("timestamp":)",
            ms,
            R"(,"request_id":")",
            job.request,
            R"(","pipeline":")",
            job.offer->pipeline,
            R"(","model_id":")",
            job.offer->model,
            R"(","client_ip":"","orchestrator":""})"};
        m_delivery.post();
    }
    const std::int64_t duration = m_random.between(400, 22'000);
    const bool found = !m_random.chance(30'000);
    const bool success = found && !m_random.chance(50'000);
    if (job.offer->capability == 33 && found)
        llm(job, duration, success);
    batchCompleted(job, duration, found, success);
}

void Requests::batchCompleted(const Job& job, std::int64_t duration, bool found, bool success)
{
    const std::int64_t ms = job.ms + duration;
    std::string* out = begin(ms, Family::ai_batch_request, "ai_batch_request_completed", job.gateway);
    if (!out)
        return;
    Put{*out,
        R"("timestamp":)",
        ms,
        R"(,"request_id":")",
        job.request,
        R"(","pipeline":")",
        job.offer->pipeline,
        R"(","model_id":")",
        job.offer->model,
        R"(","success":)",
        truth(success),
        R"(,"tries":)",
        m_random.between(1, success ? 2 : 5),
        R"(,"duration_ms":)",
        duration,
        R"(,"orch_url":")",
        found ? std::string_view(job.node->uri) : ""sv,
        R"(","latency_score":)",
        m_random.fraction(m_random.between(50, 4'000)),
        R"(,"price_per_unit":)",
        found ? job.offer->price : 0,
        R"(,"error_type":")",
        success ? ""sv : (found ? "inference_error"sv : "no_orchestrators"sv),
        R"(","error":")",
        success ? ""sv : (found ? "inference failed on all tries"sv : "no orchestrators for this model"sv),
        "\"}"};
    m_delivery.post();
}

void Requests::llm(const Job& job, std::int64_t duration, bool success)
{
    const bool streaming = m_random.chance(600'000);
    if (std::string* out = begin(job.ms + 5, Family::ai_llm_request, "llm_request_started", job.gateway)) {
        Put{*out,
            R"("request_id":")",
            job.request,
            R"(","model":")",
            job.offer->model,
            R"(","streaming":)",
            truth(streaming),
            R"(,"max_tokens":1024,"message_count":)",
            m_random.between(1, 12),
            R"(,"system_prompt":)",
            truth(m_random.chance(500'000)),
            R"(,"temperature":0.7,"client_ip":""})"};
        m_delivery.post();
    }
    llmCompleted(job, duration, success, streaming);
}

void Requests::llmCompleted(const Job& job, std::int64_t duration, bool success, bool streaming)
{
    const std::string_view subtype = streaming ? "llm_stream_completed"sv : "llm_request_completed"sv;
    std::string* out = begin(job.ms + duration - 10, Family::ai_llm_request, subtype, job.gateway);
    if (!out)
        return;
    const std::int64_t prompt = m_random.between(12, 900);
    const std::int64_t answer = success ? m_random.between(20, 700) : 0;
    Put{*out, R"("request_id":")", job.request, R"(","model":")", job.offer->model, R"(","completion_id":"cmpl-)"};
    m_random.appendHex(*out, 12);
    Put{*out,
        R"(","orch_url":")",
        job.node->uri,
        R"(","prompt_tokens":)",
        prompt,
        R"(,"completion_tokens":)",
        answer,
        R"(,"total_tokens":)",
        prompt + answer,
        R"(,"max_tokens_requested":1024,"token_utilization":)",
        static_cast<double>(answer) / 1024.0,
        R"(,"tokens_per_second":)",
        static_cast<double>(answer * 1000) / static_cast<double>(duration),
        R"(,"total_duration_ms":)",
        duration - 15};
    if (streaming)
        Put{*out, R"(,"ttft_ms":)", m_random.between(60, 380)};
    Put{*out,
        R"(,"latency_score":)",
        m_random.fraction(m_random.between(50, 900)),
        R"(,"price_per_unit":)",
        job.offer->price,
        R"(,"finish_reason":")",
        success ? "stop"sv : "error"sv,
        R"(","error":")",
        success ? ""sv : "connection reset"sv,
        "\"}"};
    m_delivery.post();
}

void Requests::byoc(std::int64_t ms, std::string_view gateway)
{
    const std::size_t index = m_fleet.pickOf(m_random, NodeKind::byoc);
    if (index == Fleet::kNone)
        return;
    const FleetNode& node = m_fleet.node(index);
    Job job{ms, gateway, {}, &node, &node.offers[m_random.below(node.offers.size())]};
    if (std::string* out = begin(ms, Family::job_gateway, "job_orchestrator_discovery_result", gateway)) {
        Put{*out,
            R"("capability":")",
            job.offer->pipeline,
            R"(","success":true,"selected":)",
            m_random.between(1, 4),
            R"(,"error":null})"};
        m_delivery.post();
    }
    if (std::string* out = begin(ms + 40, Family::job_gateway, "job_orchestrator_token_fetch_result", gateway)) {
        Put{*out,
            R"("orch_url":")",
            node.uri,
            R"(","capability":")",
            job.offer->pipeline,
            R"(","success":true,"latency_ms":)",
            m_random.between(20, 300),
            R"(,"available_capacity":)",
            m_random.between(1, 4),
            R"(,"error":null,"http_status":200,)"};
        putOrchestratorInfo(*out, node);
        *out += '}';
        m_delivery.post();
    }
    byocPayment(job);
    const bool fails = m_random.chance(90'000);
    if (fails)
        byocAttempt(job, 0, false);
    job.ms += fails ? 6'000 : 0;
    if (!fails || m_random.chance(700'000))
        byocAttempt(job, fails ? 1 : 0, true);
}

void Requests::byocAttempt(const Job& job, int attempt, bool success)
{
    const std::int64_t duration = m_random.between(300, 5'500);
    const std::int64_t done = job.ms + 60 + duration;
    if (std::string* out = begin(job.ms + 60, Family::job_gateway, "job_gateway_submitted", job.gateway)) {
        Put{*out, R"("request_id":"","attempt_index":)", attempt, R"(,"capability":")", job.offer->pipeline, "\","};
        putOrchestratorInfo(*out, *job.node);
        *out += '}';
        m_delivery.post();
    }
    workerAnswer(job, done - 8, duration - 12, success);
    if (std::string* out = begin(done, Family::job_gateway, "job_gateway_completed", job.gateway)) {
        Put{*out,
            R"("request_id":"","attempt_index":)",
            attempt,
            R"(,"capability":")",
            job.offer->pipeline,
            R"(","success":)",
            truth(success),
            ','};
        putError(*out, success, "worker answered 502");
        Put{*out,
            R"(,"duration_ms":)",
            duration,
            R"(,"completed_at":)",
            done,
            ',',
            success ? R"("http_status":200,)"sv : ""sv,
            R"("streaming":)",
            truth(m_random.chance(300'000)),
            ','};
        putOrchestratorInfo(*out, *job.node);
        *out += '}';
        m_delivery.post();
    }
}

void Requests::workerAnswer(const Job& job, std::int64_t ms, std::int64_t duration, bool success)
{
    if (std::string* out = begin(ms, Family::job_orchestrator, "job_orchestrator_completed", job.gateway)) {
        Put{*out,
            R"("capability":")",
            job.offer->pipeline,
            R"(","success":)",
            truth(success),
            R"(,"duration_ms":)",
            duration,
            R"(,"http_status":)",
            success ? 200 : 502,
            R"(,"worker_url":"http://worker.internal.example:8000",)",
            R"("charged_compute":true,"has_payment":true,"price_per_unit":)",
            job.offer->price,
            R"(,"pixels_per_unit":1,)"};
        putOrchestratorInfo(*out, *job.node);
        *out += '}';
        m_delivery.post();
    }
}

void Requests::byocPayment(const Job& job)
{
    const bool sync = m_random.chance(400'000);
    const std::string_view subtype = sync ? "payment_balance_sync"sv : "payment_created"sv;
    std::string* out = begin(job.ms + 50, Family::job_payment, subtype, job.gateway);
    if (!out)
        return;
    Put{*out,
        R"("request_id":"","capability":")",
        job.offer->pipeline,
        R"(","sender":"gateway","balance":")",
        m_random.between(1'000'000, 90'000'000),
        sync ? R"(.5","diff":"0","min_bal_covered":true,"reset_to_zero":false,)"sv : R"(.5","with_tickets":true,)"sv};
    putOrchestratorInfo(*out, *job.node);
    *out += '}';
    m_delivery.post();
}

void Requests::auth(std::int64_t ms, std::string_view gateway)
{
    const bool success = !m_random.chance(60'000);
    const std::size_t index = m_fleet.pickOf(m_random, NodeKind::byoc);
    if (index == Fleet::kNone || m_random.chance(500'000)) {
        if (std::string* out = begin(ms, Family::job_auth, "job_auth_webhook_result", gateway)) {
            Put{*out, R"("stream_name":"","stream_id":"str_)"};
            m_random.appendHex(*out, 16);
            Put{*out, R"(","pipeline":"","pipeline_id":"","gateway_host":"","success":)", truth(success), ','};
            putError(*out, success, "unknown key");
            *out += '}';
            m_delivery.post();
        }
        return;
    }
    const FleetNode& node = m_fleet.node(index);
    if (std::string* out = begin(ms, Family::job_auth, "job_credential_verify_result", gateway)) {
        Put{*out, R"("capability":")", node.offers.front().pipeline, R"(","success":)", truth(success), ','};
        putError(*out, success, "credential expired");
        *out += ',';
        putOrchestratorInfo(*out, node);
        *out += '}';
        m_delivery.post();
    }
}

void Requests::registerWorkers(std::int64_t ms, std::string_view gateway)
{
    std::int64_t at = ms;
    for (const FleetNode& node : m_fleet.nodes()) {
        if (node.kind != NodeKind::byoc)
            continue;
        for (const FleetOffer& offer : node.offers) {
            at += m_random.between(200, 4'000);
            if (m_random.chance(150'000))
                worker(at, gateway, node, offer,
                       m_random.chance(500'000) ? "worker_unregistered"sv : "worker_capacity_exhausted"sv);
            worker(at + 900, gateway, node, offer, "worker_registered");
        }
    }
}

void Requests::worker(std::int64_t ms, std::string_view gateway, const FleetNode& node, const FleetOffer& offer,
                      std::string_view subtype)
{
    std::string* out = begin(ms, Family::worker_lifecycle, subtype, gateway);
    if (!out)
        return;
    *out += R"("id":")";
    m_random.appendUuid(*out);
    Put{*out, R"(","capability":")", offer.pipeline, "\","};
    putOrchestratorInfo(*out, node);
    Put{*out,        R"(,"worker_url":"http://worker.internal.example:8000","price_per_unit":)",
        offer.price, R"(,"worker_options":[{"model":")",
        offer.model, "\"}]}"};
    m_delivery.post();
}

}  // namespace naap
