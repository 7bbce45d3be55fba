#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/generate/delivery.h"
#include "core/generate/fleet.h"
#include "core/generate/random.h"
#include "core/generate/traffic.h"

namespace naap {

/// A gateway that takes streams in.
struct Gateway {
    std::string name;     ///< blank: it does not fill the envelope's member
    std::string account;  ///< pays the orchestrators, mixed case
    std::uint64_t weight = 1;
    bool reports_ingest = false;
    const MadeUpPlace* place = nullptr;  ///< null without a geography
};

/// What becomes of a stream; decided when it arrives.
enum class SessionStory {
    served,
    no_orchestrators,  ///< nobody takes the stream
    excused_error,     ///< the client's side fails
    failed,            ///< the pipeline fails
    loading_only,      ///< never gets out of LOADING
    zero_output,       ///< runs and puts nothing out
    orphan,            ///< status without a request
    nameless,          ///< status with neither stream nor request: belongs to no session
};

/// One stream at work: writes its own events and keeps account of what a resolver must find in them.
class StreamSession {
public:
    /// Everything a session uses of the world around it.
    struct World {
        const TrafficOptions& options;
        Delivery& delivery;
        Fleet& fleet;
    };
    enum class Next { status, ingest, payment, params, swap, close };

    /// `number` names the session's own random numbers; `reusedStream` is the stream it tries again, or blank.
    StreamSession(const TrafficOptions& options, std::uint64_t number, std::int64_t arrival, std::string reusedStream);

    const std::string& streamId() const { return m_streamId; }
    bool canBeRetried() const { return m_story == SessionStory::served && !m_streamId.empty() && !m_requestId.empty(); }

    /// Chooses gateway and node, and writes all events of the start.
    void start(const World& world, const Gateway& gateway);

    /// When the recurring event of this kind happens next; -1: not any more. close always happens.
    std::int64_t timeOf(Next next) const { return m_next[static_cast<std::size_t>(next)]; }

    /// Writes the event that is due and sets the time of the next one of its kind.
    void perform(const World& world, Next next);

    /// What the delivered events add up to. `exists` is false when they make no session.
    struct Outcome {
        bool exists = false;
        ExpectedSession session;
    };
    Outcome outcome(const std::string& org) const;

private:
    struct Tally {
        int requests = 0, playable = 0, noOrchestrators = 0, swaps = 0, status = 0, running = 0, positive = 0;
        int errors = 0, excusableErrors = 0;
        bool exists = false, selected = false;
    };
    struct Ingest {
        std::int64_t bytes_in = 0, bytes_out = 0;
        std::int64_t video_packets = 0, audio_packets = 0, video_lost = 0, audio_lost = 0;
    };

    void chooseStory();
    void chooseIds();
    void chooseStatusTroubles(const FleetNode& node);
    void planRecurring(const World& world);
    void serveFrom(const World& world, std::int64_t ms);
    void failAt(const World& world, std::int64_t ms);
    void trace(const World& world, std::int64_t ms, std::string_view subtype, const FleetNode* node);
    void tallyTrace(std::string_view subtype, bool withNode);
    void swapTrace(const World& world, std::int64_t ms, const FleetNode& left);
    void discovery(const World& world, std::int64_t ms);
    void payment(const World& world, std::int64_t ms, bool first);
    void status(const World& world, std::int64_t ms);
    void putInference(std::string& out, std::int64_t ms, std::int64_t fpsMilli, std::string_view state,
                      const FleetNode& node);
    void putInputAndState(std::string& out, std::int64_t ms, std::int64_t inputFpsMilli, const FleetNode& node);
    void ingest(const World& world, std::int64_t ms);
    void putTrack(std::string& out, bool video, std::int64_t sinceStart);
    void params(const World& world, std::int64_t ms);
    void error(const World& world, std::int64_t ms, bool excusable);
    void swap(const World& world, std::int64_t ms);
    void close(const World& world, std::int64_t ms);
    std::string_view drawState();
    std::string_view testLoad() const;
    std::int64_t& next(Next kind) { return m_next[static_cast<std::size_t>(kind)]; }

    Random m_random;
    SessionStory m_story = SessionStory::served;
    bool m_test = false;
    std::string m_streamId;
    std::string m_requestId;
    std::string m_ids;  ///< the members that nearly all payloads share, as JSON
    std::string m_paymentSession;
    std::string m_pipeline;
    std::string m_params;
    std::string m_paramsHash;
    const Gateway* m_gateway = nullptr;
    std::size_t m_node = Fleet::kNone;
    std::string_view m_model;
    std::int64_t m_arrival;
    std::int64_t m_end = 0;
    std::int64_t m_runnerStart = 0;
    std::int64_t m_stateSince = 0;
    std::int64_t m_lastStatus = 0;
    std::int64_t m_paramsSince = 0;
    std::int64_t m_ingestStart = 0;
    std::int64_t m_errorFrom = 0;    ///< 0: never
    std::int64_t m_restartFrom = 0;  ///< 0: never
    std::int64_t m_next[6] = {-1, -1, -1, -1, -1, -1};
    std::string_view m_state = "LOADING";
    int m_restarts = 0;
    std::size_t m_errorText = 0;
    bool m_bad_link = false;
    Ingest m_ingest;
    Tally m_tally;
};

}  // namespace naap
