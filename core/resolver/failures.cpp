#include "core/resolver/failures.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "core/events/names.h"
#include "core/resolver/excusal.h"

namespace naap {
namespace {

auto eventOrder(const SessionEvent* event)
{
    return std::tie(event->event_ts, event->event_id);
}

/// Turns events, added in order, into incidents.
class Incidents {
public:
    explicit Incidents(const Session& session) : m_session(session) {}

    void add(const SessionEvent& event)
    {
        switch (event.family) {
            case Family::ai_stream_status: addStatus(event); break;
            case Family::stream_trace:
                if (event.subtype == "gateway_no_orchestrators_available" || event.subtype == "orchestrator_swap")
                    open(event.subtype, event, event.message);
                break;
            case Family::gateway_orchestrator_swap: open(familyName(event.family), event, event.message); break;
            case Family::ai_stream_events:
                if (equalsIgnoringCase(event.subtype, "error"))
                    m_failures[open("error", event, event.message)].excusable = isExcusable(event.message);
                break;
            default: break;
        }
    }

    std::vector<Failure> take() { return std::move(m_failures); }

private:
    std::size_t open(std::string_view name, const SessionEvent& event, std::string_view message)
    {
        Failure failure;
        failure.session_key = m_session.session_key;
        failure.org = m_session.org;
        failure.first_ts = failure.last_ts = event.event_ts;
        failure.first_event_id = failure.last_event_id = event.event_id;
        failure.name = name;
        failure.gateway = event.gateway;
        failure.orchestrator_address = addressNorm(event.address);
        failure.orchestrator_uri = trimmed(event.url);
        failure.message = message;
        m_failures.push_back(std::move(failure));
        return m_failures.size() - 1;
    }

    void repeat(std::size_t index, const SessionEvent& event)
    {
        Failure& failure = m_failures[index];
        ++failure.count;
        failure.last_ts = event.event_ts;
        failure.last_event_id = event.event_id;
    }

    void addStatus(const SessionEvent& event)
    {
        const bool restarted = event.restart_count > m_restarts;
        const bool newError = event.last_error != m_error;
        if (restarted) {
            m_restartIncident = open("inference_restart", event, newError ? event.last_error : "");
            m_failures[*m_restartIncident].restart_count = event.restart_count;
        } else if (event.restart_count != m_restarts) {
            m_restartIncident.reset();
        } else if (m_restartIncident) {
            repeat(*m_restartIncident, event);
        }
        if (newError)
            m_errorIncident = event.last_error.empty() || restarted
                                  ? std::nullopt
                                  : std::optional(open("inference_error", event, event.last_error));
        else if (m_errorIncident)
            repeat(*m_errorIncident, event);
        m_restarts = event.restart_count;
        m_error = event.last_error;
    }

    const Session& m_session;
    std::vector<Failure> m_failures;
    std::int64_t m_restarts = 0;
    std::string_view m_error;
    std::optional<std::size_t> m_restartIncident;
    std::optional<std::size_t> m_errorIncident;
};

}  // namespace

std::vector<Failure> failuresOf(const Session& session, std::span<const SessionEvent> events)
{
    std::vector<const SessionEvent*> ordered;
    ordered.reserve(events.size());
    for (const SessionEvent& event : events)
        ordered.push_back(&event);
    std::ranges::sort(ordered, {}, eventOrder);
    Incidents incidents(session);
    for (const SessionEvent* event : ordered)
        incidents.add(*event);
    return incidents.take();
}

}  // namespace naap
