#pragma once

#include <filesystem>
#include <thread>

#include <QLocale>
#include <QObject>
#include <QStringList>

#include "core/pipeline/import.h"
#include "core/pipeline/resolve.h"

namespace naap {

/// How an import stands, for people.
struct ImportStatus {
    QString sentence;
    double share = -1;  ///< of all bytes; below 0: unknown
};

/// What came of an import.
struct ImportOutcome {
    ImportSummary summary;
    ResolveSummary resolved;
    std::optional<Error> error;                             ///< the cache failed; what was committed before stays
    std::vector<std::pair<QString, std::int64_t>> reasons;  ///< why records were not accepted
};

/// How long something still takes: "40 s left", "12 min left", "2 h 5 min left".
QString timeLeftText(double seconds, const QLocale& locale);

/// Why records were not accepted, the most frequent reasons first: "ignored: duplicate_id 12, ..."; blank: all were.
QString reasonsText(const ImportOutcome& outcome, const QLocale& locale);

/// Reads event files into the cache on a thread of its own and resolves them. One at a time; lives on the window's
/// thread, which its signals reach.
class ImportJob : public QObject {
    Q_OBJECT
public:
    explicit ImportJob(QObject* parent = nullptr);

    bool isRunning() const { return m_running; }
    /// Files and folders; of a folder all files beneath it. False when an import runs already.
    bool start(const std::filesystem::path& cache, const QStringList& paths);
    void cancel();

Q_SIGNALS:
    void progressed(const naap::ImportStatus& status);
    void finished(const naap::ImportOutcome& outcome);

private:
    void finish(const ImportOutcome& outcome);
    bool m_running = false;
    std::jthread m_thread;
};

}  // namespace naap
