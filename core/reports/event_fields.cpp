#include "core/reports/event_fields.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/metrics/rates.h"
#include "core/reports/cells.h"

namespace naap {
namespace {

using FT = FieldType;

constexpr std::array kFields = std::to_array<EventField>({
    // The envelope and what stream families share.
    {"", "gateway", "", "Gateway that sent the event, as it names itself. Often blank.", "figures by gateway"},
    {"", "gateway_region", "", "Region of the gateway. No producer sends it yet.", ""},
    {"", "data", "", "What the event says.", ""},
    {"", "data.type", "", "Kind of event within its family.", ""},
    {"", "data.timestamp", "ms", "Clock of whoever made the event: gateway or runner. Facts go by the envelope's time.",
     ""},
    {"", "data.stream_id", "", "The stream that it is about.", ""},
    {"", "data.request_id", "", "One attempt of a stream; with the stream it makes a session.", ""},
    {"", "data.pipeline_id", "", "Instance of the pipeline. Blank in traffic so far.", ""},
    {"", "data.pipeline", "", "What runs: despite its name mostly a model's name.", ""},
    {"", "data.capability", "", "What was asked for, by the name that its provider gave it.", ""},
    {"", "data.orchestrator_info", "", "The orchestrator in charge; blank before one is chosen.", ""},
    {"", "data.orchestrator_info.address", "",
     "Account of the orchestrator's node in lower case; not always the one that is paid.", ""},
    {"", "data.orchestrator_info.url", "", "Where the orchestrator serves.", ""},
    {"", "data.orchestrator_info.gpu_id", "", "GPU that does the work, as the event states it.", ""},
    {"", "data.orchestrator_info.region", "", "Region of the orchestrator, as the event states it.", ""},
    {"", "data.gpu_id", "", "GPU that does the work, as the event states it.", ""},
    {"", "data.region", "", "Region, as the event states it.", ""},
    {"", "data.is_test_load", "", "Whether this is load made for a test.", ""},
    {"", "data.client_source", "", "Program of the client that made the trace.", ""},
    {"", "data.client_ip", "", "Network address of a client: personal, and hidden by default.", ""},
    {"", "data.success", "", "Whether it went well. Missing counts as no.", ""},
    {"", "data.error", "", "Text of the error; blank or null when there was none.", ""},
    {"", "data.duration_ms", "ms", "How long it took.", ""},
    {"", "data.http_status", "", "Status code of the HTTP answer.", ""},
    {"", "data.orch_url", "", "Where the orchestrator serves that did the work; blank when none was reached.", ""},
    {"", "data.price_per_unit", "wei", "Price of one unit of work.", ""},
    {"", "data.schema_version", "", "Version of the event's shape.", ""},

    // Traces.
    {"stream_trace", "data.type", "", "The step of the stream that was reached.",
     "startup success, latencies, swaps: nearly every figure of sessions"},
    {"stream_trace", "data.message", "", "Why the orchestrator was abandoned, on swaps.", ""},
    {"stream_trace", "data.pipeline", "", "What runs; only swaps name it.", ""},
    {"stream_trace", "data.orchestrator_info.address", "",
     "Account of the orchestrator's node. On a swap it is the one that is abandoned.", "who served a session"},
    {"stream_trace", "data.orchestrator_info.url", "",
     "Where the orchestrator serves: what attribution looks up first.", "who served a session"},

    // Samples of a running stream.
    {"ai_stream_status", "data.state", "", "How the stream is: ONLINE, DEGRADED_INPUT, DEGRADED_INFERENCE, LOADING.",
     "degraded rate, loading-only sessions"},
    {"ai_stream_status", "data.start_time", "ms", "When the runner began this stream.", "prompt to first frame"},
    {"ai_stream_status", "data.last_state_update_time", "ms", "When the state last changed.", ""},
    {"ai_stream_status", "data.last_status_timestamp", "ms", "When the sample before was made.", ""},
    {"ai_stream_status", "data.pipeline", "", "Despite its name the model, which tells offers apart.",
     "model and pipeline of a session"},
    {"ai_stream_status", "data.inference_status", "", "How the model's side is.", ""},
    {"ai_stream_status", "data.inference_status.fps", "fps", "Frames a second that come out; 0 while loading.",
     "output FPS, its part of the SLA score, output viability"},
    {"ai_stream_status", "data.inference_status.latency_ms", "ms",
     "Latency from input to output, measured by the runner.",
     "measured end-to-end latency; without it an estimate from traces stands in"},
    {"ai_stream_status", "data.inference_status.last_output_time", "ms", "When the last frame came out.", ""},
    {"ai_stream_status", "data.inference_status.restart_count", "", "Restarts since the stream began, added up.",
     "restarts"},
    {"ai_stream_status", "data.inference_status.last_restart_time", "ms", "When it last restarted; null: never.", ""},
    {"ai_stream_status", "data.inference_status.last_restart_logs", "", "Log lines of the last restart, repeated.", ""},
    {"ai_stream_status", "data.inference_status.last_error", "",
     "Last error's text. It stays in later samples; null, blank and the word null mean none.", ""},
    {"ai_stream_status", "data.inference_status.last_error_time", "ms", "When that error happened.", ""},
    {"ai_stream_status", "data.inference_status.last_params", "",
     "Parameters in force, with the user's prompt: hidden by default.", ""},
    {"ai_stream_status", "data.inference_status.last_params_hash", "", "Fingerprint of the parameters.", ""},
    {"ai_stream_status", "data.inference_status.last_params_update_time", "ms", "When the parameters last changed.",
     ""},
    {"ai_stream_status", "data.input_status", "", "How the input's side is.", ""},
    {"ai_stream_status", "data.input_status.fps", "fps", "Frames a second that come in.", "input FPS"},
    {"ai_stream_status", "data.input_status.last_input_time", "ms", "When the last frame came in.", ""},
    {"ai_stream_status", "data.inference_status.is_cold_start", "", "Whether the model had to be loaded first.", ""},
    {"ai_stream_status", "data.inference_status.cold_start_duration_ms", "ms", "How long a cold start took.", ""},
    {"ai_stream_status", "data.inference_status.model_load_time_ms", "ms", "How long the model took to load.", ""},
    {"ai_stream_status", "data.inference_status.gpu_init_time_ms", "ms", "How long the GPU took to get ready.", ""},

    // Errors and parameters of a stream.
    {"ai_stream_events", "data.message", "", "Text of the error.", ""},
    {"ai_stream_events", "data.params", "", "Parameters that were set, with the user's prompt: hidden by default.", ""},
    {"ai_stream_events", "data.error_code", "", "Code of the error.", ""},
    {"ai_stream_events", "data.error_category", "", "Kind of error, such as network.", ""},
    {"ai_stream_events", "data.severity", "", "How bad it is.", ""},
    {"ai_stream_events", "data.is_recoverable", "", "Whether the stream can go on.", ""},

    // The gateway's side of the connection.
    {"stream_ingest_metrics", "data.stats.conn_quality", "",
     "good or bad: bad with jitter above 50 ms or loss above 2 % on a track.", ""},
    {"stream_ingest_metrics", "data.stats.peer_conn_stats.ID", "", "Name of the transport.", ""},
    {"stream_ingest_metrics", "data.stats.peer_conn_stats.BytesReceived", "B",
     "Bytes received since the connection began. A fall means a new connection.", "bit rates of a session"},
    {"stream_ingest_metrics", "data.stats.peer_conn_stats.BytesSent", "B", "Bytes sent since the connection began.",
     "bit rates of a session"},
    {"stream_ingest_metrics", "data.stats.track_stats", "", "One element a media track; missing before there are any.",
     "network health of a session"},
    {"stream_ingest_metrics", "data.stats.track_stats[].type", "", "video or audio.", ""},
    {"stream_ingest_metrics", "data.stats.track_stats[].jitter", "ms", "How unevenly packets arrive.", "jitter"},
    {"stream_ingest_metrics", "data.stats.track_stats[].packets_lost", "packets",
     "Packets lost since the connection began; can be negative.", ""},
    {"stream_ingest_metrics", "data.stats.track_stats[].packets_received", "packets",
     "Packets received since the connection began.", ""},
    {"stream_ingest_metrics", "data.stats.track_stats[].packet_loss_pct", "%", "Lost packets of all, 0 to 100.",
     "packet loss"},
    {"stream_ingest_metrics", "data.stats.track_stats[].rtt", "ns", "Round trip time; 0 means not known.", ""},
    {"stream_ingest_metrics", "data.stats.track_stats[].last_input_ts", "s", "Media time of the last input.", ""},
    {"stream_ingest_metrics", "data.stats.track_stats[].last_output_ts", "s", "Media time of the last output.", ""},
    {"stream_ingest_metrics", "data.stats.track_stats[].latency", "s", "Media time between input and output.", ""},
    {"stream_ingest_metrics", "data.stats.track_stats[].warnings", "", "What the gateway finds odd; missing: nothing.",
     ""},

    // What gateways find and what orchestrators offer.
    {"discovery_results", "data", "", "Orchestrators in the order in which the gateway prefers them.", ""},
    {"discovery_results", "data[].address", "", "Orchestrator's account, in lower case.", "discovery latency"},
    {"discovery_results", "data[].url", "", "Where it serves.", ""},
    {"discovery_results", "data[].latency_ms", "ms", "How fast it answered, as text; 0 means not known.",
     "discovery latency, its part of the leaderboard"},
    {"network_capabilities", "data", "", "One element an orchestrator.", ""},
    {"network_capabilities", "data[].address", "", "Account that is paid: what an orchestrator is known by.",
     "who served a session"},
    {"network_capabilities", "data[].local_address", "", "The node's own account; the same for about half of them.",
     "who served a session, where events name only this account"},
    {"network_capabilities", "data[].orch_uri", "", "Where it serves: what attribution looks up first.",
     "who served a session"},
    {"network_capabilities", "data[].capabilities", "", "What the node can do.", ""},
    {"network_capabilities", "data[].capabilities.bitstring", "", "Its features, one bit each.", ""},
    {"network_capabilities", "data[].capabilities.mandatories", "", "Features that it requires.", ""},
    {"network_capabilities", "data[].capabilities.capacities.*", "",
     "Capacity offered of the capability of this number.", ""},
    {"network_capabilities", "data[].capabilities.version", "", "Version of the node's software.", "versions of nodes"},
    {"network_capabilities", "data[].capabilities.constraints.minVersion", "", "Oldest version that it works with.",
     ""},
    {"network_capabilities", "data[].capabilities.constraints.PerCapability", "", "Models offered, by capability.", ""},
    {"network_capabilities", "data[].capabilities.constraints.PerCapability.*.models.*.warm", "",
     "Whether the model is loaded.", ""},
    {"network_capabilities", "data[].capabilities.constraints.PerCapability.*.models.*.capacity", "", "Free places.",
     ""},
    {"network_capabilities", "data[].capabilities.constraints.PerCapability.*.models.*.capacityInUse", "",
     "Places taken; missing: none.", ""},
    {"network_capabilities", "data[].capabilities.constraints.PerCapability.*.models.*.runnerVersion", "",
     "Version of the runner's software.", ""},
    {"network_capabilities", "data[].price_info.pricePerUnit", "wei", "Default price of transcoding; missing: 0.", ""},
    {"network_capabilities", "data[].price_info.pixelsPerUnit", "pixels", "Pixels that this price is for.", ""},
    {"network_capabilities", "data[].capabilities_prices", "", "Prices by capability and model; null: none stated.",
     "prices"},
    {"network_capabilities", "data[].capabilities_prices[].capability", "", "Number of the capability.", ""},
    {"network_capabilities", "data[].capabilities_prices[].constraint", "", "Model that the price is for.", ""},
    {"network_capabilities", "data[].capabilities_prices[].pricePerUnit", "wei", "Price of so many pixels.", ""},
    {"network_capabilities", "data[].capabilities_prices[].pixelsPerUnit", "pixels", "Pixels that it is for.", ""},
    {"network_capabilities", "data[].hardware", "", "GPUs by pipeline and model; null: the node keeps it to itself.",
     "GPU of a session, GPU pages, energy"},
    {"network_capabilities", "data[].hardware[].pipeline", "", "Pipeline that the hardware serves.", ""},
    {"network_capabilities", "data[].hardware[].model_id", "", "Model that the hardware serves.", ""},
    {"network_capabilities", "data[].hardware[].gpu_info.*.id", "",
     "Id of the GPU. It changes when a rented host comes back: ids are not cards.", "GPU of a session"},
    {"network_capabilities", "data[].hardware[].gpu_info.*.name", "", "Name of the GPU.", ""},
    {"network_capabilities", "data[].hardware[].gpu_info.*.memory_total", "B", "Its memory.", ""},
    {"network_capabilities", "data[].hardware[].gpu_info.*.memory_free", "B", "Memory free at the last report.", ""},
    {"network_capabilities", "data[].hardware[].gpu_info.*.major", "", "CUDA compute capability, before the point.",
     ""},
    {"network_capabilities", "data[].hardware[].gpu_info.*.minor", "",
     "CUDA compute capability, after the point; missing: 0.", ""},
    {"network_capabilities", "data[].capability_options.*[].model", "", "Model behind a capability of one's own.", ""},

    // Payments.
    {"create_new_payment", "data.requestID", "",
     "Request of the stream that is paid for. Only first payments carry it.",
     "fees of a session; payments without it are counted by hour only"},
    {"create_new_payment", "data.manifestID", "", "Capability and model on the first payment, a random text later.",
     ""},
    {"create_new_payment", "data.sessionID", "", "Session of payments.", ""},
    {"create_new_payment", "data.clientIP", "", "Network address of a client: personal, and hidden by default.", ""},
    {"create_new_payment", "data.sender", "", "Account of the gateway that pays.", ""},
    {"create_new_payment", "data.recipient", "", "Account of the orchestrator that is paid.",
     "earnings of an orchestrator"},
    {"create_new_payment", "data.orchestrator", "", "Where the orchestrator serves.", ""},
    {"create_new_payment", "data.faceValue", "wei", "Worth of one ticket that wins, with its unit.", "fees"},
    {"create_new_payment", "data.winProb", "", "Chance of a ticket to win, 0 to 1.", "expected fees"},
    {"create_new_payment", "data.price", "wei/pixel", "Price that was agreed on.", ""},
    {"create_new_payment", "data.numTickets", "", "Tickets in this payment.", "fees"},

    // Requests.
    {"ai_batch_request", "data.request_id", "", "The request; received and completed events of one share it.",
     "durations and outcomes of requests"},
    {"ai_batch_request", "data.model_id", "", "Model that was asked for.", ""},
    {"ai_batch_request", "data.pipeline", "", "Pipeline that was asked for.", ""},
    {"ai_batch_request", "data.tries", "", "Attempts until it went well or was given up.", ""},
    {"ai_batch_request", "data.latency_score", "", "Score by which the gateway chose.", ""},
    {"ai_batch_request", "data.error_type", "", "Kind of error; no_orchestrators: nobody was free.", ""},
    {"ai_batch_request", "data.orchestrator", "", "Blank when the request comes in.", ""},
    {"ai_llm_request", "data.model", "", "Model that was asked for.", ""},
    {"ai_llm_request", "data.completion_id", "", "Id of the answer.", ""},
    {"ai_llm_request", "data.finish_reason", "", "Why the answer ended: stop, length, error, unknown.", ""},
    {"ai_llm_request", "data.streaming", "", "Whether the answer was sent piece by piece.", ""},
    {"ai_llm_request", "data.prompt_tokens", "tokens", "Length of the question.", ""},
    {"ai_llm_request", "data.completion_tokens", "tokens", "Length of the answer.", "tokens a second"},
    {"ai_llm_request", "data.total_tokens", "tokens", "Both together.", ""},
    {"ai_llm_request", "data.tokens_per_second", "tokens/s", "Speed of the answer.", ""},
    {"ai_llm_request", "data.total_duration_ms", "ms", "How long it took.", ""},
    {"ai_llm_request", "data.ttft_ms", "ms", "Time to the first token; only of answers sent piece by piece.",
     "time to first token"},
    {"job_gateway", "data.attempt_index", "", "Number of the attempt; each has an event of its own.", ""},
    {"job_gateway", "data.completed_at", "ms", "When it was done.", ""},
    {"job_gateway", "data.worker_url", "", "Worker that did it.", ""},
    {"job_gateway", "data.charged_compute", "", "Whether it was charged.", ""},
    {"job_gateway", "data.selected", "", "How many orchestrators were found.", ""},
    {"job_gateway", "data.available_capacity", "", "Free places at the orchestrator.", ""},
    {"job_orchestrator", "data.worker_url", "", "Worker that did it.", ""},
    {"job_orchestrator", "data.has_payment", "", "Whether it was paid for.", ""},
    {"job_payment", "data.balance", "wei", "Balance of the sender at the orchestrator, as text.", ""},
    {"job_payment", "data.diff", "wei", "How far the two sides' balances differ.", ""},
    {"job_payment", "data.min_bal_covered", "", "Whether the balance covers the least that is asked.", ""},
    {"job_payment", "data.reset_to_zero", "", "Whether the balance was set to 0.", ""},
    {"job_payment", "data.with_tickets", "", "Whether tickets were sent along.", ""},
    {"job_payment", "data.sender", "", "Account that pays.", ""},
    {"job_auth", "data.stream_name", "", "Name of the stream that asked to be let in.", ""},
    {"job_auth", "data.gateway_host", "", "Gateway that it asked.", ""},
    {"worker_lifecycle", "data.id", "", "Id of the worker, given by its orchestrator.", ""},
    {"worker_lifecycle", "data.worker_url", "", "Where the worker serves.", "attribution of jobs to workers"},
    {"worker_lifecycle", "data.worker_options", "", "Models of the worker; the first one counts.", ""},
    {"worker_lifecycle", "data.worker_options[].model", "", "A model of the worker.", ""},
    {"gateway_orchestrator_swap", "data.old_orchestrator", "", "The orchestrator that is abandoned.", ""},
    {"gateway_orchestrator_swap", "data.new_orchestrator", "", "The one that takes over.", ""},
    {"gateway_orchestrator_swap", "data.reason", "", "Why.", ""},
    {"gpu_utilization_metrics", "data.utilization_pct", "%", "How busy the GPU is.", ""},
    {"gpu_utilization_metrics", "data.memory_utilization_pct", "%", "How busy its memory is.", ""},
    {"gpu_utilization_metrics", "data.power_draw_watts", "W", "Power that it draws.", "measured energy"},
    {"gpu_utilization_metrics", "data.temperature_celsius", "°C", "How warm it is.", ""},
});

struct Word {
    std::string_view family;
    std::string_view subtype;
    std::string_view meaning;
    std::string_view feeds;  ///< of families: what no event of it makes impossible
};

constexpr std::array kWords = std::to_array<Word>({
    {"stream_trace", "", "A step in the life of a stream.", "startup success, latencies, swaps, demand"},
    {"stream_trace", "gateway_receive_stream_request", "The gateway takes on a request for a stream.", ""},
    {"stream_trace", "gateway_send_first_ingest_segment", "The gateway sends the first input to the orchestrator.", ""},
    {"stream_trace", "runner_receive_first_ingest_segment", "The runner has the first input.", ""},
    {"stream_trace", "runner_send_first_processed_segment", "The runner sends the first output.", ""},
    {"stream_trace", "gateway_receive_first_processed_segment", "The gateway has the first output.", ""},
    {"stream_trace", "gateway_receive_few_processed_segments", "The gateway has some output: the stream plays.", ""},
    {"stream_trace", "gateway_receive_first_data_segment", "The gateway has the first output that is no video.", ""},
    {"stream_trace", "gateway_no_orchestrators_available", "No orchestrator was free.", ""},
    {"stream_trace", "gateway_ingest_stream_closed", "The input ended.", ""},
    {"stream_trace", "orchestrator_swap", "The gateway is about to try another orchestrator.", ""},
    {"ai_stream_status", "", "A sample of a running stream, every 10 seconds.",
     "FPS, degraded rate, SLA and leaderboard scores"},
    {"ai_stream_events", "", "Something happened in a stream: an error, or new parameters.", "errors by message"},
    {"ai_stream_events", "error", "The pipeline failed.", ""},
    {"ai_stream_events", "params_update", "The user changed parameters.", ""},
    {"stream_ingest_metrics", "", "A sample of the connection of a stream's sender, every 5 seconds.",
     "network health of sessions"},
    {"network_capabilities", "", "What orchestrators offer: models, hardware, prices.",
     "who served a session, GPUs, prices"},
    {"discovery_results", "", "Orchestrators that a gateway found, in its order.", "discovery latency"},
    {"create_new_payment", "", "A gateway pays an orchestrator by tickets.", "fees and earnings"},
    {"ai_batch_request", "", "A request with one answer, such as an image.", ""},
    {"ai_llm_request", "", "A request to a language model.", ""},
    {"job_gateway", "", "A job of a capability of one's own, as the gateway sees it.", ""},
    {"job_orchestrator", "", "The same, as the orchestrator sees it.", ""},
    {"job_payment", "", "Balances and tickets of such jobs.", ""},
    {"job_auth", "", "Whether a stream or a job was let in.", ""},
    {"worker_lifecycle", "", "A worker came, went or is full.", ""},
    {"gateway_orchestrator_swap", "", "A gateway replaced the orchestrator of a stream.", ""},
    {"gpu_utilization_metrics", "", "How busy, how warm and how thirsty a GPU is.", ""},
});

/// The next step of a path: a member's name, or [] for elements.
std::string_view takeStep(std::string_view& path)
{
    if (path.starts_with('.'))
        path.remove_prefix(1);
    if (path.starts_with('[')) {
        const std::size_t end = path.find(']');
        path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
        return "[]";
    }
    const std::string_view step = path.substr(0, path.find_first_of(".["));
    path.remove_prefix(step.size());
    return step;
}

/// Members named by models may have dots in them (`models.lab/x-1.5.warm`): a * takes as many steps as it needs.
bool fits(std::string_view pattern, std::string_view path)
{
    while (!pattern.empty() && !path.empty()) {
        const std::string_view wanted = takeStep(pattern);
        if (wanted == "*") {
            takeStep(path);
            for (std::string_view rest = path;; takeStep(rest)) {
                if (fits(pattern, rest))
                    return true;
                if (rest.empty())
                    return false;
            }
        }
        if (wanted != takeStep(path))
            return false;
    }
    return pattern.empty() && path.empty();
}

const Word* findWord(std::string_view family, std::string_view subtype)
{
    const auto found =
        std::ranges::find_if(kWords, [&](const Word& w) { return w.family == family && w.subtype == subtype; });
    return found == kWords.end() ? nullptr : &*found;
}

// What a feed lacks.

std::string textAt(const ReportTable& table, std::size_t row, std::string_view field)
{
    const auto fields = table.fields();
    const auto found = std::ranges::find(fields, field, &Field::name);
    return found == fields.end() ? std::string()
                                 : textOf(table.cell(row, static_cast<std::size_t>(found - fields.begin())));
}

std::int64_t countAt(const ReportTable& table, std::size_t row, std::string_view field)
{
    const auto fields = table.fields();
    const auto found = std::ranges::find(fields, field, &Field::name);
    if (found == fields.end())
        return 0;
    const Cell cell = table.cell(row, static_cast<std::size_t>(found - fields.begin()));
    const auto* count = std::get_if<std::int64_t>(&cell);
    return count ? *count : 0;
}

/// How many events of each family there are, and how many of them have each member filled. Of several paths that one
/// entry stands for (GPU 0, GPU 1), the fullest speaks.
struct FeedUse {
    explicit FeedUse(const ReportTable& table)
    {
        for (std::size_t row = 0; row < table.rowCount(); ++row) {
            const std::string family = textAt(table, row, "event_type");
            families[family] = countAt(table, row, "family_records");
            if (const EventField* field = eventField(family, textAt(table, row, "path"))) {
                std::int64_t& most = filled[{family, std::string(field->path)}];
                most = std::max(most, countAt(table, row, "filled_records"));
            }
        }
    }

    std::int64_t filledOf(const std::string& family, std::string_view path) const
    {
        const auto found = filled.find({family, std::string(path)});
        return found == filled.end() ? 0 : found->second;
    }

    std::map<std::string, std::int64_t> families;
    std::map<std::pair<std::string, std::string>, std::int64_t> filled;
};

void addFamiliesWithoutEvents(const FeedUse& use, std::vector<LackingField>& lacking)
{
    for (const Word& word : kWords)
        if (!word.feeds.empty() && !use.families.contains(std::string(word.family)))
            lacking.push_back({.family = std::string(word.family),
                               .path = {},
                               .family_records = 0,
                               .filled_records = 0,
                               .feeds = std::string(word.feeds),
                               .meaning = std::string(word.meaning)});
}

void addIfLacking(const FeedUse& use, const std::string& family, const EventField& field, double enough,
                  std::vector<LackingField>& lacking)
{
    const auto records = use.families.find(family);
    if (field.feeds.empty() || records == use.families.end())
        return;
    const std::int64_t filled = use.filledOf(family, field.path);
    if (static_cast<double>(filled) < enough * static_cast<double>(records->second))
        lacking.push_back({.family = family,
                           .path = std::string(field.path),
                           .family_records = records->second,
                           .filled_records = filled,
                           .feeds = std::string(field.feeds),
                           .meaning = std::string(field.meaning)});
}

/// A member of all families is one line, over all events.
void addIfAllLack(const FeedUse& use, const EventField& field, double enough, std::vector<LackingField>& lacking)
{
    LackingField all{.family = {},
                     .path = std::string(field.path),
                     .family_records = 0,
                     .filled_records = 0,
                     .feeds = std::string(field.feeds),
                     .meaning = std::string(field.meaning)};
    for (const auto& [family, records] : use.families) {
        all.family_records += records;
        all.filled_records += use.filledOf(family, field.path);
    }
    if (!field.feeds.empty() &&
        static_cast<double>(all.filled_records) < enough * static_cast<double>(all.family_records))
        lacking.push_back(std::move(all));
}

double shareOf(const LackingField& field)
{
    return ratio(field.filled_records, field.family_records).value_or(0);
}

std::span<const Column<LackingField>> lackingColumns()
{
    using L = LackingField;
    static const std::vector<Column<L>> columns{
        {key("event_type", FT::text, "", "Family of events; null: all of them."),
         [](const L& l) { return nullIfBlank(l.family); }},
        {key("path", FT::text, "", "The member; null: there is no event of the family at all."),
         [](const L& l) { return nullIfBlank(l.path); }},
        {field("filled_share", FT::real, "", "Events that have it / events of the family, 0 to 1."),
         [](const L& l) { return asCell(ratio(l.filled_records, l.family_records)); }},
        {field("filled_records", FT::integer, "events", "Events that have it."), member<&L::filled_records>},
        {field("family_records", FT::integer, "events", "Events of the family."), member<&L::family_records>},
        {field("figures_affected", FT::text, "", "What cannot be computed, or only in part, because of it."),
         member<&L::feeds>},
        {field("meaning", FT::text, "", "What the member says."), member<&L::meaning>},
    };
    return columns;
}

}  // namespace

std::span<const EventField> eventFields()
{
    return kFields;
}

const EventField* eventField(std::string_view family, std::string_view path)
{
    const EventField* shared = nullptr;
    for (const EventField& field : kFields) {
        if (field.family == family && fits(field.path, path))
            return &field;
        if (field.family.empty() && !shared && fits(field.path, path))
            shared = &field;
    }
    return shared;
}

std::string_view familyMeaning(std::string_view family)
{
    return subtypeMeaning(family, {});
}

std::string_view subtypeMeaning(std::string_view family, std::string_view subtype)
{
    const Word* word = findWord(family, subtype);
    return word ? word->meaning : std::string_view();
}

std::vector<LackingField> lackingFields(const ReportTable& fields, double enough)
{
    const FeedUse use(fields);
    std::vector<LackingField> lacking;
    addFamiliesWithoutEvents(use, lacking);
    for (const EventField& field : kFields) {
        if (!field.family.empty())
            addIfLacking(use, std::string(field.family), field, enough, lacking);
        else
            addIfAllLack(use, field, enough, lacking);
    }
    std::ranges::stable_sort(lacking, {}, shareOf);
    return lacking;
}

std::unique_ptr<ReportTable> lackingFieldTable(std::vector<LackingField> fields)
{
    return std::make_unique<RowsTable<LackingField>>(std::move(fields), lackingColumns());
}

}  // namespace naap
