#include "core/store/alert_book.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/store/cache.h"

namespace naap {
namespace {

constexpr int kVersion = 1;
constexpr const char* kSchema = R"sql(
CREATE TABLE rule_state (
    rule      TEXT PRIMARY KEY,
    settings  TEXT NOT NULL,
    judged_to INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE alert_state (
    rule            TEXT NOT NULL,
    labels          TEXT NOT NULL,
    kept            TEXT NOT NULL,
    acknowledged_at INTEGER,
    PRIMARY KEY (rule, labels)
) STRICT, WITHOUT ROWID;
CREATE TABLE episode (
    episode_id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL, rule_name TEXT NOT NULL, labels TEXT NOT NULL, fields TEXT NOT NULL, level TEXT NOT NULL,
    is_no_data INTEGER NOT NULL, pending_at INTEGER NOT NULL, fired_at INTEGER NOT NULL, ended_at INTEGER,
    ended_by TEXT NOT NULL, seen TEXT NOT NULL, worst REAL, message TEXT NOT NULL, acknowledged_at INTEGER,
    tag TEXT NOT NULL, note TEXT NOT NULL,
    UNIQUE (rule, labels, fired_at)
) STRICT;
CREATE INDEX episode_fired ON episode (fired_at);
CREATE TABLE silence (
    silence_id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL, labels TEXT NOT NULL, from_ts INTEGER NOT NULL, to_ts INTEGER NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE TABLE message (
    message_id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: receivers tell messages apart by it
    channel TEXT NOT NULL, body TEXT NOT NULL, made_at INTEGER NOT NULL, due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL, outcome TEXT NOT NULL, problem TEXT NOT NULL
) STRICT;
CREATE INDEX message_outcome ON message (outcome, message_id);
)sql";

std::optional<std::int64_t> ms(const std::optional<Instant>& at)
{
    return at ? std::optional(toMs(*at)) : std::nullopt;
}

std::optional<Instant> instantAt(const Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(instantFromMs(row.integer(column)));
}

std::string textAt(const Statement& row, int column)
{
    return std::string(row.text(column));
}

constexpr const char* kEpisodeColumns =
    "episode_id, rule, rule_name, labels, fields, level, is_no_data, pending_at, fired_at, ended_at, ended_by, seen, "
    "worst, message, acknowledged_at, tag, note";

BookedEpisode episodeOf(const Statement& row)
{
    return {.id = row.integer(0),
            .rule = textAt(row, 1),
            .rule_name = textAt(row, 2),
            .labels = textAt(row, 3),
            .fields = textAt(row, 4),
            .level = textAt(row, 5),
            .is_no_data = row.integer(6) != 0,
            .pending_at = instantFromMs(row.integer(7)),
            .fired_at = instantFromMs(row.integer(8)),
            .ended_at = instantAt(row, 9),
            .ended_by = textAt(row, 10),
            .seen = textAt(row, 11),
            .worst = row.isNull(12) ? std::nullopt : std::optional(row.real(12)),
            .message = textAt(row, 13),
            .acknowledged_at = instantAt(row, 14),
            .tag = textAt(row, 15),
            .note = textAt(row, 16)};
}

std::vector<BookedMessage> messagesOf(Statement rows)
{
    std::vector<BookedMessage> messages;
    while (rows.step())
        messages.push_back({.id = rows.integer(0),
                            .channel = textAt(rows, 1),
                            .body = textAt(rows, 2),
                            .made_at = instantFromMs(rows.integer(3)),
                            .due_at = instantFromMs(rows.integer(4)),
                            .attempts = static_cast<int>(rows.integer(5)),
                            .outcome = textAt(rows, 6),
                            .problem = textAt(rows, 7)});
    return messages;
}

}  // namespace

std::filesystem::path AlertBook::pathOf(const std::filesystem::path& cache)
{
    return cache.string() + ".alerts";
}

Result<std::unique_ptr<AlertBook>> AlertBook::open(const std::filesystem::path& cache)
{
    const std::filesystem::path path = pathOf(cache);
    std::unique_ptr<AlertBook> book(new AlertBook);
    if (auto locked = book->lock(path); !locked)
        return tl::unexpected(locked.error());
    try {
        book->m_db = std::make_unique<Database>(path.string(), Database::Mode::read_write);
        book->m_db->execute("PRAGMA journal_mode = WAL");
        book->m_db->execute("PRAGMA synchronous = FULL");  // what was told must not be told again after a power cut
        if (book->m_db->integer("PRAGMA user_version") > kVersion)
            return failure(Error::Code::schema, fmt::format("{} was written by a newer program", path.string()));
        book->migrate();
    } catch (const SqlError& error) {
        return tl::unexpected(errorOf(error, path));
    }
    return book;
}

AlertBook::~AlertBook()
{
    m_db.reset();
    if (m_lockFile >= 0)
        ::close(m_lockFile);
}

Result<void> AlertBook::lock(const std::filesystem::path& path)
{
    const std::string name = path.string() + ".lock";
    m_lockFile = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_lockFile < 0)
        return failure(Error::Code::io, fmt::format("cannot write {}: {}", name, std::strerror(errno)));
    if (::flock(m_lockFile, LOCK_EX | LOCK_NB) != 0)
        return failure(Error::Code::busy,
                       fmt::format("another program already judges the alerts kept in {}", path.string()));
    return {};
}

void AlertBook::migrate()
{
    if (m_db->integer("PRAGMA user_version") == kVersion)
        return;
    Transaction transaction(*m_db);
    m_db->execute(kSchema);
    m_db->execute(fmt::format("PRAGMA user_version = {}", kVersion));
    transaction.commit();
}

std::vector<BookedRule> AlertBook::rules()
{
    std::vector<BookedRule> rules;
    auto rows = m_db->prepare("SELECT rule, settings, judged_to FROM rule_state ORDER BY rule");
    while (rows.step())
        rules.push_back({textAt(rows, 0), textAt(rows, 1), instantFromMs(rows.integer(2))});
    return rules;
}

std::vector<BookedState> AlertBook::states(const std::string& rule)
{
    std::vector<BookedState> states;
    auto rows =
        m_db->prepare("SELECT rule, labels, kept, acknowledged_at FROM alert_state WHERE rule = ? ORDER BY labels");
    rows.bind(1, rule);
    while (rows.step())
        states.push_back({textAt(rows, 0), textAt(rows, 1), textAt(rows, 2), instantAt(rows, 3)});
    return states;
}

void AlertBook::putRule(const BookedRule& rule)
{
    m_db->prepare("INSERT OR REPLACE INTO rule_state VALUES (?, ?, ?)")
        .bind(1, rule.rule)
        .bind(2, rule.settings)
        .bind(3, toMs(rule.judged_to))
        .run();
}

void AlertBook::putState(const BookedState& state)
{
    m_db->prepare("INSERT OR REPLACE INTO alert_state VALUES (?, ?, ?, ?)")
        .bind(1, state.rule)
        .bind(2, state.labels)
        .bind(3, state.kept)
        .bind(4, ms(state.acknowledged_at))
        .run();
}

void AlertBook::dropState(const std::string& rule, const std::string& labels)
{
    m_db->prepare("DELETE FROM alert_state WHERE rule = ? AND labels = ?").bind(1, rule).bind(2, labels).run();
}

void AlertBook::forgetRule(const std::string& rule)
{
    m_db->prepare("DELETE FROM alert_state WHERE rule = ?").bind(1, rule).run();
    m_db->prepare("DELETE FROM rule_state WHERE rule = ?").bind(1, rule).run();
}

std::vector<BookedEpisode> AlertBook::episodes(int limit)
{
    std::vector<BookedEpisode> episodes;
    auto rows = m_db->prepare(
        fmt::format("SELECT {} FROM episode ORDER BY fired_at DESC, episode_id DESC LIMIT ?", kEpisodeColumns));
    rows.bind(1, limit);
    while (rows.step())
        episodes.push_back(episodeOf(rows));
    return episodes;
}

std::optional<BookedEpisode> AlertBook::openEpisode(const std::string& rule, const std::string& labels)
{
    auto rows =
        m_db->prepare(fmt::format("SELECT {} FROM episode WHERE rule = ? AND labels = ? AND ended_at IS NULL "
                                  "ORDER BY fired_at DESC LIMIT 1",
                                  kEpisodeColumns));
    rows.bind(1, rule).bind(2, labels);
    return rows.step() ? std::optional(episodeOf(rows)) : std::nullopt;
}

void AlertBook::addEpisode(const BookedEpisode& e)
{
    m_db->prepare("INSERT OR IGNORE INTO episode VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(1, e.rule)
        .bind(2, e.rule_name)
        .bind(3, e.labels)
        .bind(4, e.fields)
        .bind(5, e.level)
        .bind(6, e.is_no_data)
        .bind(7, toMs(e.pending_at))
        .bind(8, toMs(e.fired_at))
        .bind(9, ms(e.ended_at))
        .bind(10, e.ended_by)
        .bind(11, e.seen)
        .bind(12, e.worst)
        .bind(13, e.message)
        .bind(14, ms(e.acknowledged_at))
        .bind(15, e.tag)
        .bind(16, e.note)
        .run();
}

void AlertBook::updateEpisode(const BookedEpisode& e)
{
    m_db->prepare(
            "UPDATE episode SET level = ?, ended_at = ?, ended_by = ?, worst = ?, acknowledged_at = ? "
            "WHERE episode_id = ?")
        .bind(1, e.level)
        .bind(2, ms(e.ended_at))
        .bind(3, e.ended_by)
        .bind(4, e.worst)
        .bind(5, ms(e.acknowledged_at))
        .bind(6, e.id)
        .run();
}

void AlertBook::tagEpisode(std::int64_t id, const std::string& tag, const std::string& note)
{
    m_db->prepare("UPDATE episode SET tag = ?, note = ? WHERE episode_id = ?")
        .bind(1, tag)
        .bind(2, note)
        .bind(3, id)
        .run();
}

void AlertBook::endEpisodes(const std::string& rule, Instant at, const std::string& why)
{
    m_db->prepare("UPDATE episode SET ended_at = ?, ended_by = ? WHERE rule = ? AND ended_at IS NULL")
        .bind(1, toMs(at))
        .bind(2, why)
        .bind(3, rule)
        .run();
}

std::vector<BookedSilence> AlertBook::silences()
{
    std::vector<BookedSilence> silences;
    auto rows =
        m_db->prepare("SELECT silence_id, rule, labels, from_ts, to_ts, reason FROM silence ORDER BY to_ts DESC");
    while (rows.step())
        silences.push_back({rows.integer(0), textAt(rows, 1), textAt(rows, 2), instantFromMs(rows.integer(3)),
                            instantFromMs(rows.integer(4)), textAt(rows, 5)});
    return silences;
}

void AlertBook::addSilence(const BookedSilence& silence)
{
    m_db->prepare("INSERT INTO silence VALUES (NULL, ?, ?, ?, ?, ?)")
        .bind(1, silence.rule)
        .bind(2, silence.labels)
        .bind(3, toMs(silence.from))
        .bind(4, toMs(silence.to))
        .bind(5, silence.reason)
        .run();
}

void AlertBook::endSilence(std::int64_t id, Instant at)
{
    m_db->prepare("UPDATE silence SET to_ts = min(to_ts, ?) WHERE silence_id = ?").bind(1, toMs(at)).bind(2, id).run();
}

void AlertBook::addMessage(const BookedMessage& message)
{
    m_db->prepare("INSERT INTO message VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)")
        .bind(1, message.channel)
        .bind(2, message.body)
        .bind(3, toMs(message.made_at))
        .bind(4, toMs(message.due_at))
        .bind(5, message.attempts)
        .bind(6, message.outcome)
        .bind(7, message.problem)
        .run();
}

std::vector<BookedMessage> AlertBook::waitingMessages()
{
    return messagesOf(
        m_db->prepare("SELECT message_id, channel, body, made_at, due_at, attempts, outcome, problem "
                      "FROM message WHERE outcome = '' ORDER BY message_id"));
}

std::vector<BookedMessage> AlertBook::pastMessages(int limit)
{
    auto rows = m_db->prepare(
        "SELECT message_id, channel, body, made_at, due_at, attempts, outcome, problem "
        "FROM message WHERE outcome <> '' ORDER BY message_id DESC LIMIT ?");
    rows.bind(1, limit);
    return messagesOf(std::move(rows));
}

void AlertBook::updateMessage(const BookedMessage& message)
{
    m_db->prepare("UPDATE message SET due_at = ?, attempts = ?, outcome = ?, problem = ? WHERE message_id = ?")
        .bind(1, toMs(message.due_at))
        .bind(2, message.attempts)
        .bind(3, message.outcome)
        .bind(4, message.problem)
        .bind(5, message.id)
        .run();
}

}  // namespace naap
