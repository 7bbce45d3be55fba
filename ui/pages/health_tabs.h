#pragma once

#include <QWidget>

#include "core/reports/attribution_shares.h"
#include "core/reports/doctor.h"
#include "ui/pages/report_pane.h"

class QFormLayout;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace naap {

class StateView;
class TimeChart;

/// A tab of the data health page. It is refreshed when it is shown and out of date.
class HealthTab : public QWidget {
    Q_OBJECT
public:
    HealthTab(Workbench& workbench, QWidget* parent) : QWidget(parent), m_workbench(workbench) {}
    virtual void refresh() = 0;
    virtual bool isComplete() const = 0;

protected:
    Workbench& workbench() const { return m_workbench; }

private:
    Workbench& m_workbench;
};

/// What became of all records, and what attribution decided, with examples of the row that is chosen.
class AccountingTab : public HealthTab {
    Q_OBJECT
public:
    AccountingTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    bool isComplete() const override;
    void setDecisions(const std::vector<DecisionCount>& decisions);

private:
    QWidget* makeExamples();
    void readExamples(const QString& record_class, const QString& reason);
    void connectRows();
    void chooseLine(int row);
    void chooseDecision();
    void explain(const QString& meaning, const QString& remedy);
    ReportPane* m_lines;
    QTreeWidget* m_decisions;
    QLabel* m_meaning;
    ReportPane* m_events;
    ReportPane* m_sessions;
    QLabel* m_none;
};

/// How much of the evidence is there, hour by hour, and how sure attribution was.
class CoverageTab : public HealthTab {
    Q_OBJECT
public:
    CoverageTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    bool isComplete() const override;

private:
    void showShares(const std::vector<AttributionHour>& hours);
    TimeChart* m_chart;
    ReportPane* m_pane;
    bool m_reading = false;
};

/// Which members events lack in this feed, and which figures suffer; beneath it the whole census.
class FieldsTab : public HealthTab {
    Q_OBJECT
public:
    FieldsTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    bool isComplete() const override;

private:
    struct Census;
    void show(const Result<std::shared_ptr<const Census>>& census);
    void explain(int row);
    ReportModel* m_lacking_model;
    TableView* m_lacking;
    StateView* m_lacking_state;
    ReportModel* m_census_model;
    TableView* m_census;
    StateView* m_census_state;
    QLabel* m_summary;
    QLabel* m_meaning;
    bool m_reading = false;
};

/// Hours without events, and why.
class GapsTab : public HealthTab {
    Q_OBJECT
public:
    GapsTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    bool isComplete() const override { return !m_reading; }

private:
    void show(const Result<SharedTable>& gaps);
    void explain(int row);
    ReportModel* m_model;
    TableView* m_view;
    StateView* m_state;
    QLabel* m_meaning;
    bool m_reading = false;
};

/// Quantities that two independent measures tell, and whether they agree: within the cache, and with the public API.
class CountsTab : public HealthTab {
    Q_OBJECT
public:
    CountsTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    bool isComplete() const override { return m_pairs->isComplete() && m_api->isComplete(); }

private:
    ReportPane* m_pairs;
    ReportPane* m_api;
};

/// The cache itself: size, contents, revision; checks on demand.
class CacheTab : public HealthTab {
    Q_OBJECT
public:
    CacheTab(Workbench& workbench, QWidget* parent);
    void refresh() override {}
    bool isComplete() const override { return true; }
    void setDoctor(const DoctorReport& report);
    void setError(const QString& sentence);

private:
    QWidget* makeChecks();
    QLabel* addLine(QFormLayout* form, const QString& name, const QString& meaning);
    void runChecksum();
    void runIntegrity();
    std::vector<QLabel*> m_lines;
    StateView* m_state;
    QPushButton* m_checksum_button;
    QPushButton* m_integrity_button;
    QLabel* m_checksum;
    QLabel* m_integrity;
};

}  // namespace naap
