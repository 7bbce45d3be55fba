#pragma once

#include "core/reports/doctor.h"
#include "ui/pages/page.h"

class QTabWidget;

namespace naap {

class AccountingTab;
class CacheTab;
class CountsTab;
class CoverageTab;
class FieldsTab;
class GapsTab;

/// Can these numbers be believed? What was taken in, what evidence there is, what is missing, and how the cache is.
/// Its subject is the tab: accounting, coverage, fields, gaps, cache.
class HealthPage : public Page {
    Q_OBJECT
public:
    explicit HealthPage(Workbench& workbench);
    void setSubject(const QString& subject) override;
    QString subject() const override;
    std::vector<PageView> views() override;
    void takeFocus() override;
    bool isComplete() const override;

protected:
    void refresh() override;

private:
    void refreshCurrent();
    void readDoctor();
    QTabWidget* m_tabs;
    AccountingTab* m_accounting;
    CoverageTab* m_coverage;
    FieldsTab* m_fields;
    GapsTab* m_gaps;
    CountsTab* m_counts;
    CacheTab* m_cache;
    QSet<int> m_fresh;  ///< tabs that show today's scope
    int m_reading = 0;  ///< questions that are not answered yet
};

}  // namespace naap
