#include "core/store/cache.h"

#include <array>
#include <cstring>
#include <random>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/store/event_blocks.h"
#include "core/store/schema.h"

namespace naap {
namespace {

constexpr std::size_t kPageMemory = 64 * 1024 * 1024;
constexpr int kApplicationId = 0x4E61614C;  // "NaaL"

std::string readWhole(int file)
{
    std::array<char, 256> buffer{};
    const ssize_t size = ::pread(file, buffer.data(), buffer.size(), 0);
    return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string();
}

}  // namespace

Error errorOf(const SqlError& error, const std::filesystem::path& cache)
{
    const std::string name = cache.string();
    if (error.isCorruption())
        return {Error::Code::schema,
                fmt::format("the cache {} is damaged ({}); `naap-lens doctor --rebuild` makes a new one from its own "
                            "payloads as far as they can be read",
                            name, error.what())};
    if (error.isFull())
        return {Error::Code::io, fmt::format("no space left on the disk of the cache {}; what was committed is safe, "
                                             "import the same files again when there is room",
                                             name)};
    if (error.isBusy())
        return {Error::Code::busy, fmt::format("the cache {} is in use: {}", name, error.what())};
    return {Error::Code::io, fmt::format("{} ({})", error.what(), name)};
}

Result<std::unique_ptr<Cache>> Cache::open(const std::filesystem::path& path, Access access)
{
    std::unique_ptr<Cache> cache(new Cache(path, access));
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return failure(Error::Code::usage, fmt::format("{} is a folder, not a cache file", path.string()));
    if (access == Access::read && !std::filesystem::exists(path, ignored))
        return failure(Error::Code::io,
                       fmt::format("there is no cache at {}; `naap-lens import FILE...` makes one", path.string()));
    try {
        if (auto done = cache->initialise(); !done)
            return tl::unexpected(done.error());
    } catch (const SqlError& error) {
        return tl::unexpected(errorOf(error, path));
    }
    return cache;
}

Cache::~Cache()
{
    m_db.reset();
    if (m_lockFile >= 0)
        ::close(m_lockFile);
}

Result<void> Cache::initialise()
{
    if (m_access == Access::write) {
        std::error_code error;
        if (m_path.has_parent_path())
            std::filesystem::create_directories(m_path.parent_path(), error);
        if (auto locked = lock(); !locked)
            return locked;
    }
    const auto mode = m_access == Access::write ? Database::Mode::read_write : Database::Mode::read_only;
    m_db = std::make_unique<Database>(m_path.string(), mode);
    if (m_access == Access::write && m_db->integer("SELECT count(*) FROM sqlite_schema") == 0) {
        m_db->execute("PRAGMA page_size = 8192");
        m_db->execute(fmt::format("PRAGMA application_id = {}", kApplicationId));
    } else if (m_db->integer("PRAGMA application_id") != kApplicationId) {
        return failure(Error::Code::schema,
                       fmt::format("{} is an SQLite database, but not a cache of NaaP Lens", m_path.string()));
    }
    limitPageMemory(kPageMemory);
    m_db->execute("PRAGMA temp_store = MEMORY");
    if (m_access == Access::write) {
        m_db->execute("PRAGMA journal_mode = WAL");
        m_db->execute("PRAGMA synchronous = NORMAL");
        m_db->execute("PRAGMA secure_delete = OFF");
        m_db->execute("PRAGMA wal_autocheckpoint = 12000");
        m_db->execute("PRAGMA journal_size_limit = 67108864");
    } else {
        m_db->execute("PRAGMA mmap_size = 2147418112");
    }
    if (auto migrated = migrate(); !migrated)
        return migrated;
    m_identitySeed = std::stoull(meta("identity_seed").value_or("0"));
    return {};
}

void Cache::limitPageMemory(std::size_t bytes)
{
    m_db->execute(fmt::format("PRAGMA cache_size = -{}", bytes / 1024));
}

Result<void> Cache::lock()
{
    const std::string name = m_path.string() + ".lock";
    m_lockFile = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_lockFile < 0)
        return failure(Error::Code::io,
                       fmt::format("cannot write beside the cache {}: {}", m_path.string(), std::strerror(errno)));
    if (::flock(m_lockFile, LOCK_EX | LOCK_NB) != 0)
        return failure(Error::Code::busy,
                       fmt::format("the cache {} is being written by process {}; wait for it, or use "
                                   "commands that only read",
                                   m_path.string(), readWhole(m_lockFile)));
    const std::string holder = std::to_string(::getpid());
    if (::ftruncate(m_lockFile, 0) != 0 || ::pwrite(m_lockFile, holder.data(), holder.size(), 0) < 0)
        return failure(Error::Code::io, fmt::format("cannot write {}: {}", name, std::strerror(errno)));
    return {};
}

Result<void> Cache::migrate()
{
    m_schemaVersion = static_cast<int>(m_db->integer("PRAGMA user_version"));
    const int newest = newestSchemaVersion();
    if (m_schemaVersion == newest)
        return {};
    if (m_schemaVersion > newest && m_access == Access::write)
        return failure(Error::Code::schema,
                       fmt::format("the cache {} was written by a newer program (schema {}, this one knows {}); it can "
                                   "be read, but not changed",
                                   m_path.string(), m_schemaVersion, newest));
    if (m_schemaVersion > newest)
        return {};
    if (m_access == Access::read)
        return failure(Error::Code::schema,
                       fmt::format("the cache {} has the older schema {}; any command that writes, "
                                   "such as `naap-lens resolve`, upgrades it",
                                   m_path.string(), m_schemaVersion));
    if (m_schemaVersion > 0)
        m_db->backupTo(fmt::format("{}.schema-{}.backup", m_path.string(), m_schemaVersion));
    Transaction transaction(*m_db);
    for (int i = 0; i < kMigrationCount; ++i) {
        if (kMigrations[i].to_version <= m_schemaVersion)
            continue;
        m_db->execute(kMigrations[i].sql);
        m_db->execute(fmt::format("PRAGMA user_version = {}", kMigrations[i].to_version));
    }
    if (!meta("identity_seed")) {
        std::random_device random;
        setMeta("identity_seed", std::to_string((static_cast<std::uint64_t>(random()) << 32) | random()));
        setMeta("revision", "0");
    }
    transaction.commit();
    m_schemaVersion = newest;
    return {};
}

std::int64_t Cache::revision()
{
    return std::stoll(meta("revision").value_or("0"));
}

void Cache::bumpRevision()
{
    setMeta("revision", std::to_string(revision() + 1));
}

std::optional<std::string> Cache::meta(const std::string& key)
{
    auto statement = m_db->prepare("SELECT value FROM meta WHERE key = ?");
    statement.bind(1, key);
    return statement.step() ? std::optional(std::string(statement.text(0))) : std::nullopt;
}

void Cache::setMeta(const std::string& key, const std::string& value)
{
    m_db->prepare("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
        .bind(1, key)
        .bind(2, value)
        .run();
}

std::int64_t Cache::sourceId(const std::string& kind, const std::string& name)
{
    auto find = m_db->prepare("SELECT source_id FROM source WHERE kind = ? AND name = ?");
    find.bind(1, kind).bind(2, name);
    if (find.step())
        return find.integer(0);
    m_db->prepare("INSERT INTO source (kind, name) VALUES (?, ?)").bind(1, kind).bind(2, name).run();
    return m_db->lastInsertId();
}

std::vector<std::string> Cache::integrityErrors()
{
    std::vector<std::string> errors;
    auto check = m_db->prepare("PRAGMA integrity_check(20)");
    while (check.step())
        if (const auto line = check.text(0); line != "ok")
            errors.emplace_back(line);
    if (errors.empty())
        errors = damagedBlocks(*this);
    return errors;
}

std::uintmax_t Cache::sizeBytes() const
{
    std::uintmax_t total = 0;
    for (const char* suffix : {"", "-wal"}) {
        std::error_code error;
        const auto size = std::filesystem::file_size(m_path.string() + suffix, error);
        if (!error)
            total += size;
    }
    return total;
}

void Cache::vacuum()
{
    m_db->execute("VACUUM");
    m_db->execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace naap
