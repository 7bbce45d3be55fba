#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/events/instant.h"
#include "core/result.h"
#include "core/store/sqlite.h"

namespace naap {

/// Where one group of a rule stands. Texts are the JSON of core/alerts/memory_text.h.
struct BookedState {
    std::string rule;
    std::string labels;
    std::string kept;
    std::optional<Instant> acknowledged_at;
};

/// How far a rule has been judged, and by which settings.
struct BookedRule {
    std::string rule;
    std::string settings;  ///< what changes where its alerts stand
    Instant judged_to{};
};

/// An alert that fired. What was known then is never changed.
struct BookedEpisode {
    std::int64_t id = 0;  ///< given by the book
    std::string rule;
    std::string rule_name;
    std::string labels;  ///< JSON list
    std::string fields;  ///< JSON list: what the labels are values of
    std::string level;
    bool is_no_data = false;
    Instant pending_at{};
    Instant fired_at{};
    std::optional<Instant> ended_at;  ///< nothing: it goes on
    std::string ended_by;
    std::string seen;  ///< JSON: the window that made it fire, as known then
    std::optional<double> worst;
    std::string message;
    std::optional<Instant> acknowledged_at;
    std::string tag;  ///< `true`, `false`, or blank: nobody said yet
    std::string note;
};

struct BookedSilence {
    std::int64_t id = 0;  ///< given by the book
    std::string rule;     ///< blank: every rule
    std::string labels;   ///< JSON object: field and value
    Instant from{};
    Instant to{};
    std::string reason;
};

/// A message for one channel that waits, or what came of it.
struct BookedMessage {
    std::int64_t id = 0;  ///< given by the book; the same over all attempts
    std::string channel;
    std::string body;  ///< JSON
    Instant made_at{};
    Instant due_at{};  ///< of the next attempt
    int attempts = 0;
    std::string outcome;  ///< blank: waits; `told`, `given_up`
    std::string problem;  ///< of the last attempt that failed
};

/// What alerts have to remember over an end of the program: a file of its own beside the cache, `CACHE.alerts`, since
/// the cache itself belongs to whoever takes in events meanwhile. One process at a time. All functions throw SqlError.
/// Opened, used and closed by one thread.
class AlertBook {
public:
    /// Makes the file where there is none. `busy`: another process judges alerts of this cache.
    static Result<std::unique_ptr<AlertBook>> open(const std::filesystem::path& cache);
    ~AlertBook();
    AlertBook(const AlertBook&) = delete;
    AlertBook& operator=(const AlertBook&) = delete;

    Database& db() { return *m_db; }
    static std::filesystem::path pathOf(const std::filesystem::path& cache);

    std::vector<BookedRule> rules();
    std::vector<BookedState> states(const std::string& rule);
    void putRule(const BookedRule& rule);
    void putState(const BookedState& state);
    void dropState(const std::string& rule, const std::string& labels);
    /// Forgets where a rule stands; what fired stays in the history.
    void forgetRule(const std::string& rule);

    /// The latest, the newest first.
    std::vector<BookedEpisode> episodes(int limit);
    std::optional<BookedEpisode> openEpisode(const std::string& rule, const std::string& labels);
    /// Writes one that is new; one of the same rule, group and time is there already and stays as it is.
    void addEpisode(const BookedEpisode& episode);
    /// What changes while it goes on: level, end, worst value, acknowledgement.
    void updateEpisode(const BookedEpisode& episode);
    /// What people say of it.
    void tagEpisode(std::int64_t id, const std::string& tag, const std::string& note);
    /// Ends all that go on of a rule that is judged no more.
    void endEpisodes(const std::string& rule, Instant at, const std::string& why);

    std::vector<BookedSilence> silences();
    void addSilence(const BookedSilence& silence);
    void endSilence(std::int64_t id, Instant at);

    void addMessage(const BookedMessage& message);
    /// All that wait, in the order in which they were made.
    std::vector<BookedMessage> waitingMessages();
    /// The latest that were told or given up, the newest first.
    std::vector<BookedMessage> pastMessages(int limit);
    void updateMessage(const BookedMessage& message);

private:
    AlertBook() = default;
    Result<void> lock(const std::filesystem::path& path);
    void migrate();

    int m_lockFile = -1;
    std::unique_ptr<Database> m_db;
};

}  // namespace naap
