#include "core/store/schema.h"

namespace naap {

// Instants are integers, milliseconds since 1970 UTC. Wei are decimal text. Ids given on arrival (source_id,
// session_id, surface_id) never decide an order or a fact.
const Migration kMigrations[] = {
    {1, R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- lineage: where records came from
CREATE TABLE source (
    source_id INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL,
    name      TEXT NOT NULL,
    UNIQUE (kind, name)
) STRICT;

-- accepted events: identity keys and compressed payloads, in blocks of one UTC hour, source and org
CREATE TABLE event_block (
    block_id  INTEGER PRIMARY KEY,
    hour      INTEGER NOT NULL,
    source_id INTEGER NOT NULL REFERENCES source,
    org       TEXT NOT NULL,
    first_ts  INTEGER NOT NULL,
    last_ts   INTEGER NOT NULL,
    events    INTEGER NOT NULL,
    raw_bytes INTEGER NOT NULL,
    keys      BLOB NOT NULL,
    positions BLOB NOT NULL,
    payloads  BLOB NOT NULL
) STRICT;
CREATE INDEX event_block_hour ON event_block (hour);

-- events that lost to another payload of the same identity: still in their block, no longer accepted
CREATE TABLE superseded_event (
    block_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (block_id, position)
) STRICT, WITHOUT ROWID;

-- evidence: the members that facts depend on, packed
CREATE TABLE session_key (
    session_id  INTEGER PRIMARY KEY,
    session_key TEXT NOT NULL UNIQUE,
    org         TEXT NOT NULL,
    stream_id   TEXT NOT NULL,
    request_id  TEXT NOT NULL
) STRICT;
CREATE INDEX session_key_request ON session_key (org, request_id);
CREATE TABLE session_run (
    run_id     INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL,
    day        INTEGER NOT NULL,
    events     INTEGER NOT NULL,
    data       BLOB NOT NULL
) STRICT;
CREATE INDEX session_run_session ON session_run (session_id, day);
CREATE TABLE ingest_run (
    run_id     INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL,
    day        INTEGER NOT NULL,
    events     INTEGER NOT NULL,
    data       BLOB NOT NULL
) STRICT;
CREATE INDEX ingest_run_session ON ingest_run (session_id, day);
CREATE INDEX ingest_run_day ON ingest_run (day);
CREATE TABLE payment_run (
    run_id INTEGER PRIMARY KEY,
    hour   INTEGER NOT NULL,
    events INTEGER NOT NULL,
    data   BLOB NOT NULL
) STRICT;
CREATE INDEX payment_run_hour ON payment_run (hour);
CREATE TABLE requested_payment (  -- payments that name a request, the only ones that can link (R44)
    org        TEXT NOT NULL,
    request_id TEXT NOT NULL,
    event_ts   INTEGER NOT NULL,
    event_id   TEXT NOT NULL,
    face_value_wei TEXT NOT NULL,
    win_prob_e10   INTEGER NOT NULL,
    num_tickets    INTEGER NOT NULL,
    PRIMARY KEY (org, request_id, event_ts, event_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE discovery_run (
    run_id INTEGER PRIMARY KEY,
    hour   INTEGER NOT NULL,
    events INTEGER NOT NULL,
    data   BLOB NOT NULL
) STRICT;
CREATE INDEX discovery_run_hour ON discovery_run (hour);
CREATE TABLE capability_surface (
    surface_id INTEGER PRIMARY KEY,
    surface    TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE capability_event (
    event_ts INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    org      TEXT NOT NULL,
    elements BLOB NOT NULL,
    PRIMARY KEY (event_ts, event_id, org)
) STRICT, WITHOUT ROWID;
CREATE TABLE ai_batch_event (
    org TEXT NOT NULL, event_ts INTEGER NOT NULL, event_id TEXT NOT NULL,
    gateway TEXT NOT NULL, subtype TEXT NOT NULL, request_id TEXT NOT NULL, pipeline TEXT NOT NULL,
    model_id TEXT NOT NULL, success INTEGER NOT NULL, tries INTEGER, duration_ms INTEGER, orch_url TEXT NOT NULL,
    latency_score REAL, price_per_unit REAL, error_type TEXT NOT NULL, error TEXT NOT NULL,
    PRIMARY KEY (org, event_ts, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ai_batch_event_request ON ai_batch_event (org, request_id);
CREATE TABLE llm_event (
    org TEXT NOT NULL, event_ts INTEGER NOT NULL, event_id TEXT NOT NULL,
    subtype TEXT NOT NULL, request_id TEXT NOT NULL, model TEXT NOT NULL, streaming INTEGER NOT NULL,
    prompt_tokens INTEGER, completion_tokens INTEGER, total_tokens INTEGER, tokens_per_second REAL, ttft_ms INTEGER,
    total_duration_ms INTEGER, finish_reason TEXT NOT NULL, error TEXT NOT NULL, orch_url TEXT NOT NULL,
    PRIMARY KEY (org, event_ts, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX llm_event_request ON llm_event (org, request_id);
CREATE TABLE byoc_event (
    org TEXT NOT NULL, event_ts INTEGER NOT NULL, event_id TEXT NOT NULL, family INTEGER NOT NULL,
    gateway TEXT NOT NULL, subtype TEXT NOT NULL, request_id TEXT NOT NULL, capability TEXT NOT NULL,
    orch_address TEXT NOT NULL, orch_url TEXT NOT NULL, worker_url TEXT NOT NULL, success INTEGER NOT NULL,
    duration_ms INTEGER, http_status INTEGER, charged_compute INTEGER, error TEXT NOT NULL,
    PRIMARY KEY (org, event_ts, event_id, family)
) STRICT, WITHOUT ROWID;
CREATE INDEX byoc_event_id ON byoc_event (org, event_id);
CREATE TABLE worker_event (
    org TEXT NOT NULL, event_ts INTEGER NOT NULL, event_id TEXT NOT NULL,
    subtype TEXT NOT NULL, capability TEXT NOT NULL, orch_address TEXT NOT NULL, orch_url TEXT NOT NULL,
    worker_url TEXT NOT NULL, model TEXT NOT NULL, price_per_unit REAL,
    PRIMARY KEY (org, event_ts, event_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE job_payment_event (
    org TEXT NOT NULL, event_ts INTEGER NOT NULL, event_id TEXT NOT NULL,
    payment_type TEXT NOT NULL, capability TEXT NOT NULL, orch_address TEXT NOT NULL, amount REAL,
    currency TEXT NOT NULL,
    PRIMARY KEY (org, event_ts, event_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE job_auth_event (
    org TEXT NOT NULL, event_ts INTEGER NOT NULL, event_id TEXT NOT NULL,
    subtype TEXT NOT NULL, capability TEXT NOT NULL, orch_address TEXT NOT NULL, success INTEGER NOT NULL,
    error TEXT NOT NULL,
    PRIMARY KEY (org, event_ts, event_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE gpu_utilization_event (
    org TEXT NOT NULL, event_ts INTEGER NOT NULL, event_id TEXT NOT NULL,
    gpu_id TEXT NOT NULL, utilization_pct REAL, memory_utilization_pct REAL, achieved_tflops REAL, peak_tflops REAL,
    power_draw_watts REAL, temperature_celsius REAL,
    PRIMARY KEY (org, event_ts, event_id)
) STRICT, WITHOUT ROWID;

-- what new evidence made stale; committed with the evidence, cleared by the resolver
CREATE TABLE dirty_session (session_id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE dirty_request (  -- sessions that share a request id share its payments
    org TEXT NOT NULL, request_id TEXT NOT NULL, PRIMARY KEY (org, request_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE dirty_capability (
    event_ts INTEGER NOT NULL, event_id TEXT NOT NULL, org TEXT NOT NULL,
    PRIMARY KEY (event_ts, event_id, org)
) STRICT, WITHOUT ROWID;
CREATE TABLE dirty_job (
    kind TEXT NOT NULL, org TEXT NOT NULL, job_key TEXT NOT NULL, PRIMARY KEY (kind, org, job_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE dirty_hour (hour INTEGER PRIMARY KEY) STRICT;

-- facts
CREATE TABLE session (
    session_id INTEGER PRIMARY KEY,
    session_key TEXT NOT NULL, org TEXT NOT NULL, stream_id TEXT NOT NULL, request_id TEXT NOT NULL,
    gateway TEXT NOT NULL, pipeline_id TEXT NOT NULL, model_id TEXT,
    orchestrator_address TEXT, orchestrator_uri TEXT, gpu_id TEXT, gpu_model_name TEXT, gpu_memory_bytes_total INTEGER,
    reported_gpu_id TEXT,
    started_at INTEGER, first_ingest_at INTEGER, first_processed_at INTEGER, few_processed_at INTEGER,
    runner_first_processed_at INTEGER, status_start_time INTEGER, last_seen INTEGER NOT NULL,
    startup_latency_ms INTEGER, e2e_latency_ms INTEGER, prompt_to_first_frame_ms INTEGER,
    started_count INTEGER NOT NULL, playable_seen_count INTEGER NOT NULL, no_orch_count INTEGER NOT NULL,
    completed_count INTEGER NOT NULL, swap_count INTEGER NOT NULL, status_sample_count INTEGER NOT NULL,
    online_seen_count INTEGER NOT NULL, running_state_samples_count INTEGER NOT NULL,
    degraded_input_seen_count INTEGER NOT NULL, degraded_inference_seen_count INTEGER NOT NULL,
    positive_output_seen_count INTEGER NOT NULL, restart_seen_count INTEGER NOT NULL,
    status_error_sample_count INTEGER NOT NULL, startup_error_count INTEGER NOT NULL,
    excusable_error_count INTEGER NOT NULL,
    selection_outcome TEXT NOT NULL, startup_outcome TEXT NOT NULL, excusal_reason TEXT NOT NULL,
    loading_only INTEGER NOT NULL, zero_output_fps INTEGER NOT NULL,
    health_signal_count INTEGER NOT NULL, health_expected_signal_count INTEGER NOT NULL,
    attribution_status TEXT NOT NULL, attribution_reason TEXT NOT NULL, attribution_method TEXT NOT NULL,
    attribution_confidence TEXT NOT NULL, attribution_snapshot_event_id TEXT, attribution_snapshot_ts INTEGER,
    current_selection_event_id TEXT, current_selection_ts INTEGER,
    payment_count INTEGER NOT NULL, fees_wei TEXT NOT NULL, expected_fees_wei TEXT NOT NULL,
    first_event_id TEXT NOT NULL, last_event_id TEXT NOT NULL,
    is_test_load INTEGER NOT NULL, orchestrator_changed INTEGER NOT NULL,
    demand_hour INTEGER NOT NULL
) STRICT;
CREATE INDEX session_last_seen ON session (last_seen, session_key);
CREATE INDEX session_demand_hour ON session (demand_hour);
CREATE TABLE selection (
    session_id INTEGER NOT NULL, day INTEGER NOT NULL, seq INTEGER NOT NULL, selection_ts INTEGER NOT NULL,
    selection_event_id TEXT NOT NULL, "trigger" TEXT NOT NULL, observed_address TEXT NOT NULL,
    observed_url TEXT NOT NULL, observed_pipeline TEXT NOT NULL, observed_model TEXT NOT NULL,
    anchor_event_id TEXT NOT NULL, anchor_event_type TEXT NOT NULL, input_hash TEXT NOT NULL,
    status TEXT NOT NULL, reason TEXT NOT NULL, method TEXT NOT NULL, confidence TEXT NOT NULL,
    orchestrator_address TEXT, orchestrator_uri TEXT, pipeline_id TEXT, model_id TEXT, gpu_id TEXT,
    gpu_model_name TEXT, gpu_memory_bytes_total INTEGER,
    capability_version_id TEXT, snapshot_event_id TEXT, snapshot_ts INTEGER,
    PRIMARY KEY (session_id, day, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX selection_time ON selection (selection_ts);
CREATE TABLE superseded_decision (  -- earlier answers for a selection, for people; no fact reads it
    record_id INTEGER PRIMARY KEY,
    selection_event_id TEXT NOT NULL, replaced_in_revision INTEGER NOT NULL,
    status TEXT NOT NULL, reason TEXT NOT NULL, method TEXT NOT NULL, capability_version_id TEXT, input_hash TEXT NOT NULL
) STRICT;
CREATE INDEX superseded_decision_selection ON superseded_decision (selection_event_id);
CREATE TABLE status_hour (
    session_id INTEGER NOT NULL, window_start INTEGER NOT NULL,
    status_samples INTEGER NOT NULL, fps_positive_samples INTEGER NOT NULL, running_state_samples INTEGER NOT NULL,
    degraded_input_samples INTEGER NOT NULL, degraded_inference_samples INTEGER NOT NULL,
    error_samples INTEGER NOT NULL,
    output_fps_sum REAL NOT NULL, output_fps_sumsq REAL NOT NULL, input_fps_sum REAL NOT NULL,
    e2e_latency_sum_ms REAL NOT NULL, e2e_latency_sample_count INTEGER NOT NULL,
    is_terminal_tail_artifact INTEGER NOT NULL,
    gateway TEXT,  -- of all its samples; null: several, see gateway_hour
    PRIMARY KEY (window_start, session_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX status_hour_session ON status_hour (session_id);
CREATE TABLE gateway_hour (  -- the parts of a status hour whose samples name several gateways
    session_id INTEGER NOT NULL, window_start INTEGER NOT NULL, gateway TEXT NOT NULL,
    status_samples INTEGER NOT NULL, output_fps_sum REAL NOT NULL,
    PRIMARY KEY (window_start, session_id, gateway)
) STRICT, WITHOUT ROWID;
CREATE TABLE job (
    kind TEXT NOT NULL, org TEXT NOT NULL, request_id TEXT NOT NULL, completed_at INTEGER NOT NULL,
    received_at INTEGER, gateway TEXT NOT NULL, pipeline_id TEXT NOT NULL, model_id TEXT, success INTEGER NOT NULL,
    tries INTEGER, duration_ms INTEGER, orch_address TEXT NOT NULL, orch_url TEXT NOT NULL, worker_url TEXT NOT NULL,
    latency_score REAL, price_per_unit REAL, error_type TEXT NOT NULL, error TEXT NOT NULL, http_status INTEGER,
    charged_compute INTEGER, selection_outcome TEXT NOT NULL,
    status TEXT NOT NULL, reason TEXT NOT NULL, method TEXT NOT NULL, confidence TEXT NOT NULL,
    orchestrator_address TEXT, orchestrator_uri TEXT, decision_pipeline_id TEXT, decision_model_id TEXT, gpu_id TEXT,
    gpu_model_name TEXT, gpu_memory_bytes_total INTEGER,
    capability_version_id TEXT, snapshot_event_id TEXT, snapshot_ts INTEGER,
    PRIMARY KEY (kind, org, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_completed ON job (completed_at);
CREATE TABLE llm_request (
    org TEXT NOT NULL, request_id TEXT NOT NULL, event_ts INTEGER NOT NULL, event_id TEXT NOT NULL, model TEXT NOT NULL,
    streaming INTEGER NOT NULL, prompt_tokens INTEGER, completion_tokens INTEGER, total_tokens INTEGER,
    tokens_per_second REAL, ttft_ms INTEGER, total_duration_ms INTEGER, finish_reason TEXT NOT NULL,
    error TEXT NOT NULL, orch_url TEXT NOT NULL,
    PRIMARY KEY (org, request_id)
) STRICT, WITHOUT ROWID;

-- rollups: all rows of one UTC hour packed together, rebuilt together
CREATE TABLE rollup_hour (
    kind TEXT NOT NULL, hour INTEGER NOT NULL, rows INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (kind, hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE benchmark_day (
    cohort_date INTEGER NOT NULL, pipeline_id TEXT NOT NULL, model_id TEXT NOT NULL, model_is_null INTEGER NOT NULL,
    ptff_p50 REAL, ptff_p90 REAL, ptff_row_count INTEGER NOT NULL,
    e2e_p50 REAL, e2e_p90 REAL, e2e_row_count INTEGER NOT NULL,
    fps_p10 REAL, fps_p50 REAL, fps_row_count INTEGER NOT NULL,
    PRIMARY KEY (cohort_date, pipeline_id, model_id, model_is_null)
) STRICT, WITHOUT ROWID;

-- accounting (R49)
CREATE TABLE accounting (
    source_id INTEGER NOT NULL, org TEXT NOT NULL, class TEXT NOT NULL, event_type TEXT NOT NULL,
    event_subtype TEXT NOT NULL, reason TEXT NOT NULL, records INTEGER NOT NULL, bytes INTEGER NOT NULL,
    PRIMARY KEY (source_id, org, class, event_type, event_subtype, reason)
) STRICT, WITHOUT ROWID;
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql"},
    {2, R"sql(
-- requested payments as they come; in order of arrival, since rows put among random ids rewrite a page each
CREATE TABLE arrived_payment (
    arrival    INTEGER PRIMARY KEY,
    org        TEXT NOT NULL,
    request_id TEXT NOT NULL,
    event_ts   INTEGER NOT NULL,
    event_id   TEXT NOT NULL,
    face_value_wei TEXT NOT NULL,
    win_prob_e10   INTEGER NOT NULL,
    num_tickets    INTEGER NOT NULL
) STRICT;
)sql"},
    {3, R"sql(
-- how far the parts of live sources have been read; committed with the records before it
CREATE TABLE feed_position (
    source_id INTEGER NOT NULL REFERENCES source,
    part      TEXT NOT NULL,
    position  TEXT NOT NULL,
    PRIMARY KEY (source_id, part)
) STRICT, WITHOUT ROWID;
-- records that a source had dropped before they could be read
CREATE TABLE source_gap (
    gap_id    INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source,
    part      TEXT NOT NULL,
    records   INTEGER,  -- null: nobody knows how many
    reason    TEXT NOT NULL
) STRICT;
)sql"},
    {4, R"sql(
-- what public APIs say: their figures, kept beside ours and never added to them
CREATE TABLE api_server (
    server_id INTEGER PRIMARY KEY,
    base_url  TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE api_window (  -- what was asked and answered, also when the answer was empty
    endpoint     TEXT NOT NULL,
    window_start INTEGER NOT NULL,
    server_id    INTEGER NOT NULL REFERENCES api_server,
    fetched_at   INTEGER NOT NULL,
    generated_at INTEGER,
    generation   TEXT NOT NULL,
    paged        INTEGER NOT NULL,
    etag         TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    rows         INTEGER NOT NULL,
    PRIMARY KEY (endpoint, window_start, server_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE api_row (
    endpoint     TEXT NOT NULL,
    window_start INTEGER NOT NULL,
    server_id    INTEGER NOT NULL REFERENCES api_server,
    report       TEXT NOT NULL,
    entity       TEXT NOT NULL,
    members      TEXT NOT NULL,
    fetched_at   INTEGER NOT NULL,
    PRIMARY KEY (endpoint, window_start, server_id, report, entity)
) STRICT, WITHOUT ROWID;
CREATE TABLE api_problem (
    endpoint     TEXT NOT NULL,
    window_start INTEGER NOT NULL,
    server_id    INTEGER NOT NULL REFERENCES api_server,
    reason       TEXT NOT NULL,
    rows         INTEGER NOT NULL,
    PRIMARY KEY (endpoint, window_start, server_id, reason)
) STRICT, WITHOUT ROWID;
)sql"},
    {5, R"sql(
-- how each live source stood when that was written last: for programs that look at the cache from outside
CREATE TABLE feed_state (
    name       TEXT PRIMARY KEY,  -- as people call the feed
    state      TEXT NOT NULL,     -- `stopped`: nobody reads it at the moment
    reason     TEXT NOT NULL,
    since      INTEGER NOT NULL,
    records_behind  INTEGER,      -- null: the source does not say
    clock_offset_ms INTEGER,      -- the source's clock less ours; null: not known
    last_error TEXT NOT NULL,
    last_error_at INTEGER
) STRICT, WITHOUT ROWID;
-- stretches in which nobody read live sources although somebody meant to
CREATE TABLE watch_gap (
    from_ts INTEGER NOT NULL,
    to_ts   INTEGER NOT NULL,
    cause   TEXT NOT NULL,
    PRIMARY KEY (from_ts, to_ts)
) STRICT, WITHOUT ROWID;
)sql"},
    {6, R"sql(
-- regions that events name themselves: evidence, and no fact reads it
CREATE TABLE stated_region (
    subject TEXT NOT NULL,  -- what `name` names: gateway, orchestrator, host, or a session's gateway or orchestrator
    name    TEXT NOT NULL,
    region  TEXT NOT NULL,
    day     INTEGER NOT NULL,
    events  INTEGER NOT NULL,
    PRIMARY KEY (subject, name, region, day)
) STRICT, WITHOUT ROWID;
-- the user's own table of places
CREATE TABLE place_entry (
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    by_hand INTEGER NOT NULL,  -- set for this very thing, over whatever else is known
    region  TEXT NOT NULL,
    lat_bin INTEGER,
    lon_bin INTEGER,
    note    TEXT NOT NULL,
    PRIMARY KEY (kind, name, by_hand)
) STRICT, WITHOUT ROWID;
)sql"},
    {7, R"sql(
-- copies of facts by hour and column, for reports that read some columns of very many sessions; those of an hour that
-- is marked in dirty_hour are of before
CREATE TABLE session_block (
    hour        INTEGER PRIMARY KEY,  -- the sessions' demand hour
    oldest_seen INTEGER NOT NULL,     -- the earliest and the latest last_seen among them
    newest_seen INTEGER NOT NULL,
    sessions    INTEGER NOT NULL,
    data        BLOB NOT NULL
) STRICT;
CREATE TABLE status_block (hour INTEGER PRIMARY KEY, status_hours INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
INSERT OR IGNORE INTO dirty_hour SELECT demand_hour FROM session;
INSERT OR IGNORE INTO dirty_hour SELECT hour FROM rollup_hour;
)sql"},
    {8, R"sql(
-- how many events an hour has and which is the newest, without the blocks: while one watches there is one a second
CREATE INDEX IF NOT EXISTS event_block_times ON event_block (hour, org, first_ts, last_ts, events);
DROP INDEX IF EXISTS event_block_hour;
)sql"},
};

const int kMigrationCount = static_cast<int>(sizeof kMigrations / sizeof kMigrations[0]);

int newestSchemaVersion()
{
    return kMigrations[kMigrationCount - 1].to_version;
}

}  // namespace naap
