#pragma once

#include <QObject>
#include <QSet>

#include "ui/models/cache_reader.h"
#include "ui/models/gap_text.h"
#include "ui/models/scope.h"
#include "ui/models/value_text.h"

namespace naap {

class AlertCenter;
class CacheWriter;
class SecretStore;
class Watching;

/// What pages share: the cache, what is looked at, how values are written, and the way to other pages. Lives on the
/// window's thread.
class Workbench : public QObject {
    Q_OBJECT
public:
    explicit Workbench(std::filesystem::path cache, QObject* parent = nullptr);
    ~Workbench() override;

    CacheReader& reader() { return m_reader; }
    const CacheReader& reader() const { return m_reader; }
    SecretStore& secrets() { return *m_secrets; }
    Watching& watching() { return *m_watching; }
    CacheWriter& writer() { return *m_writer; }
    AlertCenter& alerts() const { return *m_alerts; }
    const Scope& scope() const { return m_scope; }
    const ValueText& text() const { return m_text; }
    /// Hours of the range without events, with their causes; empty until they are known.
    const SharedGaps& gaps() const { return m_gaps; }
    qint64 utcOffsetMs() const;  ///< of the chosen zone, at the end of the range

    /// Asks the shell to go there: another page about `subject`, with `filter` in place of today's if it is given.
    void go(const QString& page, const QString& subject = {}, const std::optional<QString>& filter = {});
    /// Shows this stretch of time on all pages; Back undoes it.
    void zoom(Instant from, Instant to);
    /// Adds `field = value` (or `!=`) to the filter: a field of sessions.
    void addCondition(const QString& field, const QString& value, bool include);
    /// The same with a field of a report.
    void addConditionOf(const QString& report, const QString& field, const QString& value, bool include);
    /// Shows a row's fields with units and meanings in the inspector.
    void inspect(const QString& title, const SharedTable& table, std::size_t row);
    /// A sentence for the status bar.
    void say(const QString& sentence);
    /// The line under saved pictures: range, filter, cache.
    QString caption() const;

    /// Entities marked as one's own: "orchestrator:0x12…". Kept in settings.
    bool isMine(const QString& entity) const { return m_mine.contains(entity); }
    const QSet<QString>& mine() const { return m_mine; }
    void setMine(const QString& entity, bool mine);

    // The shell's side.
    void setScope(const Scope& scope);
    /// New events are in the cache, and the ends of a range like "last 24h" moved on with them. Said as one change of
    /// the cache, so that pages read once.
    void moveOn(const Scope& scope);
    void setText(const ValueText& text);
    void setGaps(SharedGaps gaps);
    void setMineAll(const QSet<QString>& mine);

Q_SIGNALS:
    void scopeChanged();
    void textChanged();
    void gapsChanged();
    void mineChanged();
    void settingsChanged();  ///< the settings page changed what QSettings holds
    void cacheChanged();     ///< new events were taken in, or what figures are made by was changed
    void goWanted(const QString& page, const QString& subject, const std::optional<QString>& filter);
    void zoomWanted(Instant from, Instant to);
    void conditionWanted(const QString& report, const QString& field, const QString& value, bool include);
    void inspectWanted(const QString& title, const SharedTable& table, std::size_t row);
    void said(const QString& sentence);
    void importWanted();  ///< an empty page's button: open event files
    void sampleWanted();

private:
    CacheReader m_reader;
    Scope m_scope;
    ValueText m_text;
    SharedGaps m_gaps = std::make_shared<const std::vector<FeedGap>>();
    QSet<QString> m_mine;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<Watching> m_watching;
    std::unique_ptr<CacheWriter> m_writer;  // before the watching ends: it lets go of it
    std::unique_ptr<AlertCenter> m_alerts;  // last: it uses the secrets
};

}  // namespace naap
