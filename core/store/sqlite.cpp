#include "core/store/sqlite.h"

#include <list>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

namespace naap {
namespace {

[[noreturn]] void fail(sqlite3* db, int code, std::string_view what)
{
    const char* reason = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    throw SqlError(code, fmt::format("{}: {}", what, reason));
}

}  // namespace

bool SqlError::isCorruption() const
{
    const int primary = m_code & 0xff;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
}

bool SqlError::isFull() const
{
    return (m_code & 0xff) == SQLITE_FULL;
}

bool SqlError::isBusy() const
{
    const int primary = m_code & 0xff;
    return primary == SQLITE_BUSY || primary == SQLITE_LOCKED;
}

/// The prepared statements of a connection that nobody holds, those given back last first.
class StatementPool : public std::enable_shared_from_this<StatementPool> {
public:
    explicit StatementPool(sqlite3* db) : m_db(db) {}
    ~StatementPool() { clear(); }
    StatementPool(const StatementPool&) = delete;
    StatementPool& operator=(const StatementPool&) = delete;

    Statement take(std::string_view sql)
    {
        Statement statement(m_db, nullptr);
        if (const auto known = m_byText.find(sql); known != m_byText.end()) {
            statement.m_statement = *known->second;
            m_idle.erase(known->second);
            m_byText.erase(known);
        } else {
            statement.check(sqlite3_prepare_v3(m_db, sql.data(), static_cast<int>(sql.size()),
                                               SQLITE_PREPARE_PERSISTENT, &statement.m_statement, nullptr));
        }
        statement.m_pool = weak_from_this();
        return statement;
    }

    void giveBack(sqlite3_stmt* statement)
    {
        const std::string_view text = textOf(statement);
        // Long ones name what somebody looked for, and nobody asks for just that again.
        if (text.size() > kLongestText) {
            sqlite3_finalize(statement);
            return;
        }
        // An unfinished one would hold the state of the cache that it reads.
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
        m_idle.push_front(statement);
        m_byText.emplace(text, m_idle.begin());
        if (m_idle.size() > kMostIdle)
            forget(std::prev(m_idle.end()));
    }

    void clear()
    {
        while (!m_idle.empty())
            forget(m_idle.begin());
    }

private:
    using Idle = std::list<sqlite3_stmt*>;

    static constexpr std::size_t kMostIdle = 100;
    static constexpr std::size_t kLongestText = 2'000;

    static std::string_view textOf(sqlite3_stmt* statement) { return sqlite3_sql(statement); }

    void forget(Idle::iterator place)
    {
        auto [same, end] = m_byText.equal_range(textOf(*place));
        while (same != end && same->second != place)
            ++same;
        if (same != end)
            m_byText.erase(same);
        sqlite3_finalize(*place);
        m_idle.erase(place);
    }

    sqlite3* m_db;
    Idle m_idle;
    std::unordered_multimap<std::string_view, Idle::iterator> m_byText;  ///< texts are the statements' own
};

Statement::~Statement()
{
    if (!m_statement)
        return;
    if (const auto pool = m_pool.lock())
        pool->giveBack(m_statement);
    else
        sqlite3_finalize(m_statement);
}

Statement::Statement(Statement&& other) noexcept
    : m_db(other.m_db), m_statement(std::exchange(other.m_statement, nullptr)), m_pool(std::move(other.m_pool))
{
}

Statement& Statement::operator=(Statement&& other) noexcept
{
    std::swap(m_db, other.m_db);
    std::swap(m_statement, other.m_statement);
    std::swap(m_pool, other.m_pool);
    return *this;
}

void Statement::check(int code) const
{
    if (code != SQLITE_OK)
        fail(m_db, code, "the cache refused a statement");
}

Statement& Statement::bind(int index, std::int64_t value)
{
    check(sqlite3_bind_int64(m_statement, index, value));
    return *this;
}

Statement& Statement::bind(int index, double value)
{
    check(sqlite3_bind_double(m_statement, index, value));
    return *this;
}

Statement& Statement::bind(int index, std::string_view text)
{
    const char* data = text.data() ? text.data() : "";
    check(sqlite3_bind_text64(m_statement, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bindBlob(int index, std::string_view bytes)
{
    const char* data = bytes.data() ? bytes.data() : "";
    check(sqlite3_bind_blob64(m_statement, index, data, bytes.size(), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bindNull(int index)
{
    check(sqlite3_bind_null(m_statement, index));
    return *this;
}

bool Statement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        fail(m_db, sqlite3_extended_errcode(m_db), "the cache failed");
    return false;
}

void Statement::run()
{
    while (step()) {
    }
    reset();
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}
std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}
double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

std::string_view Statement::text(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                : std::string_view{};
}

std::string_view Statement::blob(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                : std::string_view{};
}

namespace {

/// SQLite counts its memory under one lock that every allocation of every connection takes; threads that read and write
/// wait for each other there, and nobody reads the count.
void configureOnce()
{
    [[maybe_unused]] static const int kDone = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

}  // namespace

Database::Database(const std::string& path, Mode mode)
{
    configureOnce();
    const int access = mode == Mode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code = sqlite3_open_v2(path.c_str(), &m_db, access | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK) {
        const std::string reason = m_db ? sqlite3_errmsg(m_db) : sqlite3_errstr(code);
        sqlite3_close(m_db);
        throw SqlError(code, fmt::format("cannot open the cache {}: {}", path, reason));
    }
    sqlite3_extended_result_codes(m_db, 1);
    sqlite3_busy_timeout(m_db, 10'000);
    m_pool = std::make_shared<StatementPool>(m_db);
}

Database::~Database()
{
    m_pool.reset();
    // This form waits for statements that outlive the connection.
    sqlite3_close_v2(m_db);
}

Database::Database(Database&& other) noexcept
    : m_db(std::exchange(other.m_db, nullptr)), m_pool(std::move(other.m_pool))
{
}

Statement Database::prepare(std::string_view sql)
{
    return m_pool->take(sql);
}

void Database::execute(const std::string& sql)
{
    const int code = sqlite3_exec(m_db, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(m_db, sqlite3_extended_errcode(m_db), "the cache failed");
}

std::int64_t Database::integer(std::string_view sql)
{
    auto statement = prepare(sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::string Database::text(std::string_view sql)
{
    auto statement = prepare(sql);
    return statement.step() ? std::string(statement.text(0)) : std::string();
}

std::int64_t Database::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_db);
}
std::int64_t Database::changes() const
{
    return sqlite3_changes64(m_db);
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_db) == 0;
}

void Database::backupTo(const std::string& path)
{
    Database target(path, Mode::read_write);
    sqlite3_backup* backup = sqlite3_backup_init(target.m_db, "main", m_db, "main");
    if (!backup)
        fail(target.m_db, sqlite3_errcode(target.m_db), "the backup failed");
    sqlite3_backup_step(backup, -1);
    const int code = sqlite3_backup_finish(backup);
    if (code != SQLITE_OK)
        fail(target.m_db, code, "the backup failed");
}

ReadSnapshot::ReadSnapshot(Database& db) : m_db(db)
{
    if (m_db.inTransaction())
        return;
    m_db.run("BEGIN");
    m_open = true;
}

ReadSnapshot::~ReadSnapshot()
{
    if (!m_open)
        return;
    try {
        m_db.run("COMMIT");
    } catch (const SqlError&) {
        // Nothing was written: whatever went wrong, there is nothing to lose.
    }
}

Transaction::Transaction(Database& db) : m_db(db)
{
    if (m_db.inTransaction())
        return;
    m_db.run("BEGIN IMMEDIATE");
    m_open = true;
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    try {
        m_db.execute("ROLLBACK");
    } catch (const SqlError&) {
        // SQLite has rolled back by itself already (disk full, I/O error).
    }
}

void Transaction::commit()
{
    if (!m_open)
        return;
    m_db.run("COMMIT");
    m_open = false;
}

}  // namespace naap
