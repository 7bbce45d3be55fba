#include "core/reports/reasons.h"

#include <algorithm>
#include <array>
#include <span>

namespace naap {
namespace {

constexpr std::array kIngestReasons = std::to_array<ReasonMeaning>({
    {"oversize_record", "The record is longer than 16 MiB.", "Look for a file that is not a file of events."},
    {"malformed_json", "The record is no JSON object, or its JSON breaks off.",
     "The file was cut off or is of another format; copy it anew."},
    {"missing_event_id", "The event has no id, so it could not be told from a repetition.",
     "Only the producer of the event can mend this."},
    {"invalid_timestamp", "The event's time cannot be read.", "Only the producer of the event can mend this."},
    {"missing_org", "Nothing says whose feed it is.", "Name the organisation when you import the file."},
    {"unsupported_event_family", "The event is of a family that no figure is made of.", ""},
    {"unsupported_stream_trace_type", "The trace is of a kind that no figure is made of.", ""},
    {"ignored_stream_trace_non_core_app", "The trace was made by an application's web page, not by the network.", ""},
    {"ignored_stream_trace_scope_client_noise", "The trace was made by a client program, not by the network.", ""},
    {"malformed_or_invalid_payload", "What the event says cannot be read.", ""},
    {"duplicate_event", "The same event was read before; feeds deliver some events twice.", ""},
    {"duplicate_conflict", "An event of the same identity said something else; one of the two is kept by rule.",
     "Compare the sources: one of them was changed after it was written."},
    {"", "Taken in: facts and figures are made of it.", ""},
});

constexpr std::array kDecisionReasons = std::to_array<ReasonMeaning>({
    {"matched", "The orchestrator offered this within the ten minutes before it was chosen.", ""},
    {"future_skew", "The offer was seen just after the choice: the clocks of two machines differ a little.", ""},
    {"matched_without_hardware", "The orchestrator is known, but it did not say which GPUs it has.",
     "No GPU can be named for these sessions; orchestrators announce hardware by choice."},
    {"stale_candidate", "The last offer is older than ten minutes: the orchestrator is likely, not certain.",
     "More frequent network_capabilities events would settle it."},
    {"ambiguous_candidates", "Several offers fit equally well.", "The events name no model that tells them apart."},
    {"missing_candidate", "No offer fits: nothing is known of the orchestrator that was chosen.",
     "Import network_capabilities events from before the session."},
    {"missing_uri_snapshot_address_match_present",
     "No offer has the URL that was chosen, though one has the address beside it.",
     "The orchestrator probably moved to another URL."},
    {"missing_uri_snapshot_local_alias_present",
     "No offer has the URL that was chosen, though one has the node's own account.",
     "The orchestrator probably moved to another URL."},
    {"no_selection_no_orch_excused", "No orchestrator was free, so none was chosen.", ""},
});

ReasonMeaning find(std::span<const ReasonMeaning> reasons, std::string_view reason)
{
    const auto found = std::ranges::find(reasons, reason, &ReasonMeaning::reason);
    return found == reasons.end() ? ReasonMeaning{} : *found;
}

}  // namespace

ReasonMeaning ingestReason(std::string_view reason)
{
    return find(kIngestReasons, reason);
}

ReasonMeaning decisionReason(std::string_view reason)
{
    return find(kDecisionReasons, reason);
}

}  // namespace naap
