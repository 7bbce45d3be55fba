#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/alerts/channel.h"
#include "core/alerts/told_message.h"
#include "core/reports/alert_snapshots.h"
#include "core/reports/verdict_evidence.h"
#include "core/store/alert_book.h"

namespace naap {

/// What is judged, and how it is told.
struct WatchSettings {
    std::vector<AlertRule> rules;
    OwnOrchestrators mine;
    std::vector<Channel> channels;
    RuleSchedule schedule;  ///< when nothing is told
};

/// An alert that is not inactive, for people.
struct ActiveAlert {
    std::string rule;
    std::string rule_name;
    std::vector<std::string> fields;
    AlertGroup group;
    AlertState state = AlertState::inactive;
    AlertLevel level = AlertLevel::none;
    std::optional<double> value;  ///< of the window last judged; null: no evidence in it
    std::optional<double> threshold;
    std::string value_text;  ///< of `value`, as messages have it
    std::string threshold_text;
    Instant since{};
    std::optional<Instant> fired_at;
    Instant window_start{};  ///< of the latest window that was bad, or of the last one judged
    int window_hours = 1;
    std::int64_t sessions = 0;
    std::int64_t samples = 0;
    std::int64_t fires = 0;  ///< within the rule's flapping windows
    bool is_flapping = false;
    std::string muted_by;
    std::optional<Instant> acknowledged_at;
    std::string message;
    std::string scope;  ///< the rule's filter
    AlertReport report = AlertReport::sla;
};

/// How judging a rule went.
struct RuleLook {
    std::string rule;
    std::size_t groups = 0;
    std::size_t firing = 0;
    std::string remark;                    ///< why it was not judged
    std::optional<RuleProblem> unmatched;  ///< its filter meets nothing that the cache holds
};

/// Where everything stands, for people. Immutable; any thread may read it.
struct AlertPicture {
    Instant at{};
    bool is_watching = false;  ///< by the clock, and told; else judged as of the newest event
    std::vector<ActiveAlert> active;
    std::vector<RuleLook> rules;
    std::vector<BookedEpisode> history;  ///< the newest first
    std::vector<BookedSilence> silences;
    std::vector<BookedMessage> waiting;
    std::vector<BookedMessage> told;
    std::string problem;  ///< why nothing could be judged

    /// Firing, recovering or without data, and neither silenced, muted nor acknowledged.
    std::size_t countOf(AlertLevel level) const;
    AlertLevel worst() const;
};

/// The silence that a booked one is.
Silence silenceOf(const BookedSilence& booked);

/// What the button "silence for an hour" of a message does.
std::vector<BookedSilence> silencesFor(const ShownMessage& message, Instant now);

/// What a check without memory finds.
AlertPicture pictureOf(const AlertCheck& check);

/// Judges rules as time passes, and keeps where they stand in a book, so that an end of the program at any moment makes
/// no alert be told twice and none be lost: what is judged, what of it is told and how far is one transaction.
/// For the thread that owns the book. The time is the caller's.
class AlertWatch {
public:
    explicit AlertWatch(AlertBook& book);
    ~AlertWatch();
    AlertWatch(const AlertWatch&) = delete;
    AlertWatch& operator=(const AlertWatch&) = delete;

    /// A rule whose judgement changes begins anew, but what was told of it is not told again.
    void setSettings(WatchSettings settings);
    /// Judges what has become known since the last look, and puts messages into the book.
    Result<void> look(Cache& cache, Instant at);
    AlertPicture picture();

    Result<void> acknowledge(const std::string& rule, const std::string& labels, bool acknowledged, Instant at);
    Result<void> addSilence(const BookedSilence& silence);
    Result<void> endSilence(std::int64_t id, Instant at);
    /// `tag`: `true`, `false` or blank.
    Result<void> tag(std::int64_t episode, const std::string& tag, const std::string& note);
    /// Puts the test message into the book, for one channel.
    Result<void> sendTest(const std::string& channel, Instant at);

private:
    class Watched;
    struct Look;

    void load();
    void judgeAll(Look& look);
    void tellAll(Look& look);
    const std::set<VerdictLayer>& troubled(Look& look);
    std::string muterOf(Look& look, const Watched& rule, const std::set<std::string>& firing);
    void queue(const std::vector<ToldMessage>& messages, Instant at);
    Result<void> within(const std::function<void()>& work);

    AlertBook& m_book;
    WatchSettings m_settings;
    std::vector<std::unique_ptr<Watched>> m_watched;
    std::vector<Silence> m_silences;
    Instant m_hour{};  ///< settled hours before it are judged
    Instant m_at{};
    std::set<VerdictLayer> m_troubled;
    std::optional<Instant> m_troubledAt;
    bool m_loaded = false;
    std::string m_problem;
};

}  // namespace naap
