#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/facts/job.h"
#include "core/facts/rollup.h"
#include "core/facts/selection.h"
#include "core/facts/session.h"
#include "core/pipeline/import.h"
#include "core/pipeline/resolve.h"
#include "core/store/cache.h"

namespace naap {

/// A folder of its own, gone with the object. In memory where the system offers that.
class TestFolder {
public:
    TestFolder();
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    /// Writes a file and returns its path.
    std::string write(const std::string& name, std::string_view text) const;

private:
    std::filesystem::path m_path;
};

/// A cache of a test. Whatever fails throws std::runtime_error with the sentence that a user would read.
class TestCache {
public:
    TestCache();

    ImportSummary importText(std::string_view text, const ImportOptions& options = {});
    ImportSummary importFile(const std::string& path, const ImportOptions& options = {});
    ResolveSummary resolve();
    /// Closes the cache and opens it again.
    void reopen();
    /// Closes the cache: others may write it.
    void close();

    Cache& cache() { return *m_cache; }
    const TestFolder& folder() const { return m_folder; }
    std::filesystem::path path() const { return m_folder.path() / "cache.db"; }

    std::vector<Session> sessions();
    std::optional<Session> find(const std::string& session_key);
    /// The session of a stream and request of org `cloudspe`.
    Session session(const std::string& stream = "s1", const std::string& request = "r1");
    std::vector<Selection> selections(const std::string& session_key = "cloudspe|s1|r1");
    std::vector<StatusHour> statusHours(const std::string& session_key = "cloudspe|s1|r1");
    std::vector<DemandRollup> demand();
    std::vector<SlaRollup> sla();
    std::vector<Job> jobs();
    std::vector<LlmRequest> llm();

    /// Records of a class (`accepted`, `ignored`, `rejected`, `duplicate`), of one reason or of all.
    std::int64_t accounted(const std::string& recordClass, const std::optional<std::string>& reason = {});
    std::int64_t count(const std::string& sql);

private:
    TestFolder m_folder;
    std::unique_ptr<Cache> m_cache;
    std::unique_ptr<Resolver> m_resolver;
    int m_texts = 0;
};

/// MD5 over all facts, rollups and the evidence that reports read, by their keys: nothing in it depends on the order
/// of arrival, ids of the cache, sources or clocks.
std::string factsFingerprint(Cache& cache);

/// The text that factsFingerprint() hashes, for messages of failing tests.
std::string factsText(Cache& cache);

/// The first line in which two fact texts differ.
std::string firstDifference(const std::string& a, const std::string& b);

}  // namespace naap
