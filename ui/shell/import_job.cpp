#include "ui/shell/import_job.h"

#include <algorithm>
#include <map>

#include <QDirIterator>
#include <QFileInfo>
#include <QLocale>

#include "core/store/accounting_store.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

using Reasons = std::map<std::string, std::int64_t>;

/// Folders are replaced by the files beneath them, in order of their names.
std::vector<std::string> filesOf(const QStringList& paths)
{
    QStringList files;
    for (const QString& path : paths) {
        if (!QFileInfo(path).isDir()) {
            files << path;
            continue;
        }
        QStringList inside;
        QDirIterator walk(path, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
        while (walk.hasNext())
            inside << walk.next();
        inside.sort();
        files += inside;
    }
    std::vector<std::string> all;
    for (const QString& file : files)
        all.push_back(file.toStdString());
    return all;
}

ImportStatus statusOf(const ImportProgress& at)
{
    const QLocale locale;
    ImportStatus status;
    status.sentence = ImportJob::tr("Reading file %1 of %2 · %3 records")
                          .arg(at.file_number)
                          .arg(at.file_count)
                          .arg(locale.toString(static_cast<qlonglong>(at.records)));
    if (at.seconds > 0)
        status.sentence +=
            ImportJob::tr(" · %1 a second").arg(locale.toString(static_cast<double>(at.records) / at.seconds, 'f', 0));
    if (at.all_bytes_total > 0) {
        status.share = static_cast<double>(at.all_bytes_read) / static_cast<double>(at.all_bytes_total);
        if (status.share > 0.01 && status.share < 1)
            status.sentence += u" · "_s + timeLeftText(at.seconds * (1 - status.share) / status.share, locale);
    }
    return status;
}

ImportStatus statusOf(const ResolveProgress& at)
{
    const QLocale locale;
    return {.sentence = ImportJob::tr("Resolving · %1 of %2 sessions · %3 of %4 hours")
                            .arg(locale.toString(static_cast<qlonglong>(at.sessions_done)),
                                 locale.toString(static_cast<qlonglong>(at.sessions_total)),
                                 locale.toString(static_cast<qlonglong>(at.hours_done)),
                                 locale.toString(static_cast<qlonglong>(at.hours_total)))};
}

Reasons reasonsOf(Cache& cache)
{
    Reasons reasons;
    for (const AccountingLine& line : accountingLines(cache))
        if (line.record_class != "accepted")
            reasons[line.record_class + ": " + line.reason] += line.records;
    return reasons;
}

using Tell = std::function<void(const ImportStatus&)>;

Result<void> takeIn(const std::filesystem::path& path, const std::vector<std::string>& files, const Tell& tell,
                    std::stop_token stop, ImportOutcome& outcome)
{
    auto cache = Cache::open(path, Cache::Access::write);
    if (!cache)
        return tl::unexpected(cache.error());
    const Reasons before = reasonsOf(**cache);
    auto summary = importFiles(
        **cache, files, {}, [&](const ImportProgress& at) { tell(statusOf(at)); }, stop);
    if (!summary)
        return tl::unexpected(summary.error());
    outcome.summary = std::move(*summary);
    Resolver resolver(**cache);
    // Even after a cancelled import: what was read is there, and its figures should be.
    auto resolved = resolver.resolveDirty([&](const ResolveProgress& at) { tell(statusOf(at)); },
                                          outcome.summary.cancelled ? std::stop_token{} : stop);
    if (!resolved)
        return tl::unexpected(resolved.error());
    outcome.resolved = *resolved;
    for (const auto& [reason, records] : reasonsOf(**cache)) {
        const auto old = before.find(reason);
        if (const std::int64_t added = records - (old == before.end() ? 0 : old->second); added > 0)
            outcome.reasons.emplace_back(QString::fromStdString(reason), added);
    }
    return {};
}

}  // namespace

QString timeLeftText(double seconds, const QLocale& locale)
{
    constexpr qlonglong kMinute = 60;
    constexpr qlonglong kHour = 60 * kMinute;
    const auto whole = static_cast<qlonglong>(seconds + 0.5);
    if (whole < 2 * kMinute)
        return ImportJob::tr("%1 s left").arg(locale.toString(whole));
    const qlonglong minutes = (whole + kMinute / 2) / kMinute;
    if (whole < 2 * kHour)
        return ImportJob::tr("%1 min left").arg(locale.toString(minutes));
    return ImportJob::tr("%1 h %2 min left").arg(locale.toString(minutes / 60), locale.toString(minutes % 60));
}

QString reasonsText(const ImportOutcome& outcome, const QLocale& locale)
{
    constexpr std::size_t kMost = 3;
    auto reasons = outcome.reasons;
    std::ranges::stable_sort(reasons, std::ranges::greater{}, &std::pair<QString, std::int64_t>::second);
    QStringList parts;
    for (std::size_t i = 0; i < std::min(kMost, reasons.size()); ++i)
        parts << u"%1 %2"_s.arg(reasons[i].first, locale.toString(static_cast<qlonglong>(reasons[i].second)));
    if (reasons.size() > kMost)
        parts << ImportJob::tr("%n other reason(s)", nullptr, static_cast<int>(reasons.size() - kMost));
    return parts.join(u", "_s);
}

ImportJob::ImportJob(QObject* parent) : QObject(parent) {}

bool ImportJob::start(const std::filesystem::path& cache, const QStringList& paths)
{
    if (m_running)
        return false;
    m_running = true;
    m_thread = std::jthread([this, cache, paths](std::stop_token stop) {
        const Tell tell = [this](const ImportStatus& status) {
            QMetaObject::invokeMethod(
                this, [this, status] { Q_EMIT progressed(status); }, Qt::QueuedConnection);
        };
        ImportOutcome outcome;
        if (auto done = takeIn(cache, filesOf(paths), tell, stop, outcome); !done)
            outcome.error = done.error();
        QMetaObject::invokeMethod(
            this, [this, outcome] { finish(outcome); }, Qt::QueuedConnection);
    });
    return true;
}

void ImportJob::cancel()
{
    m_thread.request_stop();
}

void ImportJob::finish(const ImportOutcome& outcome)
{
    m_thread.join();
    m_running = false;
    Q_EMIT finished(outcome);
}

}  // namespace naap
