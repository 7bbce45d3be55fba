#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/store/sqlite.h"

namespace naap {

/// The cache file: one SQLite database in WAL mode, written by one process at a time. Not for several threads at once;
/// each thread opens its own.
class Cache {
public:
    enum class Access { read, write };

    /// Opens the cache, creating it for writing when it is not there. For writing it takes the lock beside the file and
    /// upgrades an older schema after making a backup. Errors: `busy` names the process that holds the lock; `schema`
    /// says what is wrong with a damaged file or one written by a newer program (which can still be opened to read).
    static Result<std::unique_ptr<Cache>> open(const std::filesystem::path& path, Access access);
    ~Cache();
    Cache(const Cache&) = delete;
    Cache& operator=(const Cache&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    Access access() const { return m_access; }
    Database& db() { return *m_db; }
    int schemaVersion() const { return m_schemaVersion; }

    /// Seed of this cache's event keys.
    std::uint64_t identitySeed() const { return m_identitySeed; }
    /// Grows by one with every committed change.
    std::int64_t revision();
    void bumpRevision();

    std::optional<std::string> meta(const std::string& key);
    void setMeta(const std::string& key, const std::string& value);

    /// The id of a source of records, made on first use.
    std::int64_t sourceId(const std::string& kind, const std::string& name);

    /// `ok`, or what SQLite's integrity check and our own checks of packed data find, a line each.
    std::vector<std::string> integrityErrors();
    /// Bytes of the database and its write-ahead log.
    std::uintmax_t sizeBytes() const;
    /// Gives free pages back to the file system.
    void vacuum();
    /// How many bytes of the file's pages this connection keeps in memory at most; 64 MiB if nobody says so.
    void limitPageMemory(std::size_t bytes);

private:
    Cache(std::filesystem::path path, Access access) : m_path(std::move(path)), m_access(access) {}
    Result<void> initialise();
    Result<void> lock();
    Result<void> migrate();

    std::filesystem::path m_path;
    Access m_access;
    int m_lockFile = -1;
    std::unique_ptr<Database> m_db;
    int m_schemaVersion = 0;
    std::uint64_t m_identitySeed = 0;
};

/// Runs `work` and turns what the database throws into an Error that names the cache.
template <class Work>
auto guarded(const Cache& cache, Work&& work) -> decltype(work());

Error errorOf(const SqlError& error, const std::filesystem::path& cache);

template <class Work>
auto guarded(const Cache& cache, Work&& work) -> decltype(work())
{
    try {
        return work();
    } catch (const SqlError& error) {
        return tl::unexpected(errorOf(error, cache.path()));
    }
}

}  // namespace naap
