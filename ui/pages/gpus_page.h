#pragma once

#include "ui/pages/page.h"

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace naap {

class GpuHeatTab;
class GpuTypesTab;
class GpuView;
class ReportPane;
struct GpuIdCounts;

/// GPUs: which is slow, idle or new? Its subject is a GPU id; without one it shows all.
class GpusPage : public Page {
    Q_OBJECT
public:
    explicit GpusPage(Workbench& workbench);
    void setSubject(const QString& subject) override;
    QString subject() const override { return m_subject; }
    std::vector<PageView> views() override;
    void takeFocus() override;
    bool isComplete() const override;

protected:
    void refresh() override;

private:
    QString busiestGpu() const;
    QWidget* makeOverview();
    void connectPane(ReportPane* pane);
    void refreshCurrent();
    void readCounts();
    void showCounts(const GpuIdCounts& counts);

    QString m_subject;
    QLabel* m_banner;
    QStackedWidget* m_stack;
    QTabWidget* m_tabs = nullptr;
    ReportPane* m_ids;
    ReportPane* m_hours;
    GpuHeatTab* m_heat;
    GpuTypesTab* m_types;
    GpuView* m_view;
    QSet<int> m_fresh;  ///< tabs that show today's scope
    bool m_reading_counts = false;
};

}  // namespace naap
