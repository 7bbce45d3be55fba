#include "ui/pages/health_page.h"

#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/pages/all_pages.h"
#include "ui/pages/health_tabs.h"
#include "ui/widgets/tabs.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

const QStringList kTabs{u"accounting"_s, u"coverage"_s, u"fields"_s, u"gaps"_s, u"counts"_s, u"cache"_s};

}  // namespace

HealthPage::HealthPage(Workbench& workbench)
    : Page(workbench, u"health"_s, tr("Data health"), tr("Can these numbers be believed?")),
      m_tabs(new Tabs(this)),
      m_accounting(new AccountingTab(workbench, this)),
      m_coverage(new CoverageTab(workbench, this)),
      m_fields(new FieldsTab(workbench, this)),
      m_gaps(new GapsTab(workbench, this)),
      m_counts(new CountsTab(workbench, this)),
      m_cache(new CacheTab(workbench, this))
{
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Parts of data health"));
    m_tabs->addTab(m_accounting, tr("&Accounting"));
    m_tabs->addTab(m_coverage, tr("&Coverage"));
    m_tabs->addTab(m_fields, tr("&Fields"));
    m_tabs->addTab(m_gaps, tr("&Gaps"));
    m_tabs->addTab(m_counts, tr("&Two counts"));
    m_tabs->addTab(m_cache, tr("Cac&he"));
    body()->addWidget(m_tabs);
    connect(m_tabs, &QTabWidget::currentChanged, this, &HealthPage::refreshCurrent);
}

void HealthPage::setSubject(const QString& subject)
{
    if (const auto tab = kTabs.indexOf(subject); tab >= 0)
        m_tabs->setCurrentIndex(static_cast<int>(tab));
}

QString HealthPage::subject() const
{
    return kTabs.value(m_tabs->currentIndex());
}

std::vector<PageView> HealthPage::views()
{
    return viewsOfTabs(*m_tabs, kTabs);
}

void HealthPage::takeFocus()
{
    m_tabs->setFocus();
}

bool HealthPage::isComplete() const
{
    const auto* tab = qobject_cast<HealthTab*>(m_tabs->currentWidget());
    return tab->isComplete() && !(m_reading > 0);
}

void HealthPage::refresh()
{
    m_fresh.clear();
    refreshCurrent();  // first: what is seen must not wait for the rest, which takes long
    readDoctor();
}

/// Only the tab that is seen reads: the census looks at every event.
void HealthPage::refreshCurrent()
{
    if (!isVisible() || m_fresh.contains(m_tabs->currentIndex()))
        return;
    m_fresh.insert(m_tabs->currentIndex());
    qobject_cast<HealthTab*>(m_tabs->currentWidget())->refresh();
}

void HealthPage::readDoctor()
{
    m_reading = 2;
    workbench().reader().ask<DoctorReport>(
        this, u"doctor"_s,
        [](Cache& cache) { return examine(cache, {.integrity = false, .checksum = false, .decisions = false}); },
        [this](const Result<DoctorReport>& report) {
            --m_reading;
            if (!report)
                return m_cache->setError(QString::fromStdString(report.error().message));
            m_cache->setDoctor(*report);
        });
    using Decisions = std::vector<DecisionCount>;
    workbench().reader().ask<Decisions>(
        this, u"decisions"_s,
        [](Cache& cache) { return guarded(cache, [&]() -> Result<Decisions> { return decisionCounts(cache); }); },
        [this](const Result<Decisions>& decisions) {
            --m_reading;
            if (!decisions)
                return workbench().say(QString::fromStdString(decisions.error().message));
            m_accounting->setDecisions(*decisions);
        });
}

Page* makeHealthPage(Workbench& workbench)
{
    return new HealthPage(workbench);
}

}  // namespace naap
