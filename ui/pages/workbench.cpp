#include "ui/pages/workbench.h"

#include <QDateTime>

#include "ui/models/alert_center.h"
#include "ui/models/cache_writer.h"
#include "ui/models/watching.h"
#include "ui/secrets/secret_store.h"

namespace naap {

Workbench::Workbench(std::filesystem::path cache, QObject* parent) : QObject(parent), m_reader(std::move(cache))
{
    m_secrets = std::make_unique<SecretStore>(SecretStore::usualFile());
    m_watching = std::make_unique<Watching>(m_reader.path(), Watching::usualFile(), *m_secrets);
    m_writer = std::make_unique<CacheWriter>([this] { return m_reader.path(); }, *m_watching);
    m_alerts = std::make_unique<AlertCenter>(m_reader);
    m_alerts->setSecrets(m_secrets.get());
    connect(m_writer.get(), &CacheWriter::changed, this, &Workbench::cacheChanged);
    connect(this, &Workbench::cacheChanged, m_alerts.get(), &AlertCenter::cacheChanged);
    connect(this, &Workbench::mineChanged, m_alerts.get(), [this] { m_alerts->setMine(m_mine); });
    connect(m_alerts.get(), &AlertCenter::failed, this, &Workbench::said);
}

Workbench::~Workbench() = default;

qint64 Workbench::utcOffsetMs() const
{
    const QDateTime at =
        m_scope.to ? QDateTime::fromMSecsSinceEpoch(toMs(*m_scope.to), Qt::UTC) : QDateTime::currentDateTimeUtc();
    return qint64{1000} * m_text.zone.offsetFromUtc(at);
}

void Workbench::go(const QString& page, const QString& subject, const std::optional<QString>& filter)
{
    Q_EMIT goWanted(page, subject, filter);
}

void Workbench::zoom(Instant from, Instant to)
{
    if (from < to)
        Q_EMIT zoomWanted(from, to);
}

void Workbench::addCondition(const QString& field, const QString& value, bool include)
{
    addConditionOf(QStringLiteral("sessions"), field, value, include);
}

void Workbench::addConditionOf(const QString& report, const QString& field, const QString& value, bool include)
{
    Q_EMIT conditionWanted(report, field, value, include);
}

void Workbench::inspect(const QString& title, const SharedTable& table, std::size_t row)
{
    Q_EMIT inspectWanted(title, table, row);
}

void Workbench::say(const QString& sentence)
{
    Q_EMIT said(sentence);
}

QString Workbench::caption() const
{
    const QString range =
        m_scope.from && m_scope.to
            ? tr("%1 to %2 (%3)")
                  .arg(m_text.instant(*m_scope.from), m_text.instant(*m_scope.to), QString::fromUtf8(m_text.zone.id()))
            : tr("all of the cache");
    const QString filter = m_scope.filter.isEmpty() ? tr("no filter") : m_scope.filter;
    const QString file = QString::fromStdString(m_reader.path().filename().string());
    return tr("%1 · %2 · source: %3").arg(range, filter, file);
}

void Workbench::setMine(const QString& entity, bool mine)
{
    if (mine)
        m_mine.insert(entity);
    else
        m_mine.remove(entity);
    Q_EMIT mineChanged();
}

void Workbench::setGaps(SharedGaps gaps)
{
    if (*gaps == *m_gaps)
        return;
    m_gaps = std::move(gaps);
    Q_EMIT gapsChanged();
}

void Workbench::setMineAll(const QSet<QString>& mine)
{
    m_mine = mine;
    m_alerts->setMine(m_mine);
}

void Workbench::setScope(const Scope& scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    Q_EMIT scopeChanged();
}

void Workbench::moveOn(const Scope& scope)
{
    m_scope = scope;
    Q_EMIT cacheChanged();
}

void Workbench::setText(const ValueText& text)
{
    m_text = text;
    Q_EMIT textChanged();
}

}  // namespace naap
