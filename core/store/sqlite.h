#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace naap {

/// SQLite said no. Thrown inside the store and turned into a Result at its border, because every second line of the
/// store can fail this way. The message names what was tried and what SQLite answered.
class SqlError : public std::runtime_error {
public:
    SqlError(int code, const std::string& message) : std::runtime_error(message), m_code(code) {}
    int code() const { return m_code; }
    bool isCorruption() const;
    bool isFull() const;
    bool isBusy() const;

private:
    int m_code;
};

class StatementPool;

/// A prepared statement. Bind from 1, read from 0. Texts and blobs bound as views must outlive the step.
class Statement {
public:
    Statement() = default;
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, int value) { return bind(index, static_cast<std::int64_t>(value)); }
    Statement& bind(int index, bool value) { return bind(index, static_cast<std::int64_t>(value)); }
    Statement& bind(int index, double value);
    Statement& bind(int index, std::string_view text);
    Statement& bind(int index, const std::string& text) { return bind(index, std::string_view(text)); }
    Statement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
    Statement& bindBlob(int index, std::string_view bytes);
    Statement& bindNull(int index);
    template <class T>
    Statement& bind(int index, const std::optional<T>& value)
    {
        return value ? bind(index, *value) : bindNull(index);
    }

    /// True while there is a row.
    bool step();
    /// Runs to the end and makes the statement ready for the next binding.
    void run();
    void reset();

    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    /// Valid until the next step.
    std::string_view text(int column) const;
    std::string_view blob(int column) const;

private:
    friend class StatementPool;

    Statement(sqlite3* db, sqlite3_stmt* statement) : m_db(db), m_statement(statement) {}
    void check(int code) const;

    sqlite3* m_db = nullptr;
    sqlite3_stmt* m_statement = nullptr;
    std::weak_ptr<StatementPool> m_pool;  ///< where it is given back
};

/// One connection. Opened, used and closed by the thread that owns it.
class Database {
public:
    enum class Mode { read_only, read_write };

    Database(const std::string& path, Mode mode);
    ~Database();
    Database(Database&& other) noexcept;
    Database& operator=(Database&&) = delete;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// A statement of a text that was prepared before is used again once nobody holds it: reading and planning a text
    /// takes longer than most of what is run here.
    Statement prepare(std::string_view sql);
    /// One statement or several.
    void execute(const std::string& sql);
    /// One statement, which is kept as by prepare().
    void run(std::string_view sql) { prepare(sql).run(); }
    std::int64_t integer(std::string_view sql);
    std::string text(std::string_view sql);
    std::int64_t lastInsertId() const;
    std::int64_t changes() const;
    bool inTransaction() const;
    /// Copies the whole database into a new file.
    void backupTo(const std::string& path);

private:
    sqlite3* m_db = nullptr;
    std::shared_ptr<StatementPool> m_pool;
};

/// As long as it lives, all reads of the connection see one state of the database, whatever is committed meanwhile.
/// Inside a transaction that is so already, and it does nothing.
class ReadSnapshot {
public:
    explicit ReadSnapshot(Database& db);
    ~ReadSnapshot();
    ReadSnapshot(const ReadSnapshot&) = delete;
    ReadSnapshot& operator=(const ReadSnapshot&) = delete;

private:
    Database& m_db;
    bool m_open = false;
};

/// Rolls back unless committed. Within another it joins that one, and neither commits nor rolls back by itself.
class Transaction {
public:
    explicit Transaction(Database& db);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& m_db;
    bool m_open = false;
};

}  // namespace naap
