#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/feed/growing_file.h"

namespace naap {

struct FollowOptions {
    OrgRule org;
    std::chrono::milliseconds look{250};  ///< between two looks at the files
};

/// Follows one file, or all files of a folder (not of the folders in it): what is in them, and what comes. Files may
/// grow, be cut, be replaced or renamed, and appear later; names that begin with a dot or end in `.tmp` or `.part` are
/// left out in folders. See GrowingFile for what is read when.
class FollowFeed : public LiveFeed {
public:
    FollowFeed(std::string path, FollowOptions options);

    std::string name() const override { return "follow " + m_path; }
    void resume(const std::vector<FeedPosition>& positions) override;
    FeedBatch next(std::chrono::milliseconds wait, std::stop_token stop) override;
    FeedState state() const override;
    std::optional<std::uint64_t> bytesBehind() const override;
    void look() override;
    std::vector<std::string> takeRemarks() override;

private:
    using Time = GrowingFile::Time;
    struct Known {  ///< of an earlier run
        std::string name;
        std::string position;
    };

    void lookAt(Time now);
    std::vector<std::pair<std::string, FileKey>> filesThere();
    void meet(const std::string& path, const FileKey& key, Time now);
    void findLeftovers(Time now);
    FeedBatch read(Time now);
    std::shared_ptr<const FeedSource> sourceOf(const std::string& name) const;

    std::string m_path;
    FollowOptions m_options;
    std::map<FileKey, Known> m_known;
    std::vector<FeedBatch> m_toForget;  ///< positions of files that are gone
    std::map<FileKey, std::unique_ptr<GrowingFile>> m_files;
    FileKey m_lastRead;
    bool m_lookedOnce = false;
    bool m_missing = false;
    std::string m_problem;  ///< why the path cannot be followed
    bool m_behind = true;
    std::uint64_t m_looks = 0;
    Time m_nextLook{};
    std::vector<std::string> m_remarks;
    std::mutex m_mutex;  // for the wait alone
    std::condition_variable_any m_wake;
};

}  // namespace naap
