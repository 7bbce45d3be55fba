#pragma once

#include <memory>

#include <QWidget>

#include "core/reports/receipt_tree.h"
#include "ui/models/value_text.h"

class QLabel;
class QTabWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace naap {

class BarChart;
class ReportModel;
class TableView;
class WhatIfPanel;

/// A score taken apart: its arithmetic, the points lost on the way from 100, the sessions behind it, how its cohort
/// judged it, and what it would have been otherwise.
class ReceiptView : public QWidget {
    Q_OBJECT
public:
    explicit ReceiptView(QWidget* parent = nullptr);
    void setReceipt(std::shared_ptr<const SlaReceipt> receipt, const ValueText& text, const QString& caption);

Q_SIGNALS:
    void sessionOpened(const QString& session_key);
    void sessionsWanted(const QString& filter);  ///< those behind a term
    void said(const QString& sentence);

private:
    QWidget* makeHead();
    QWidget* makeArithmetic();
    QWidget* makeTabs();
    void showHead();
    void showSessions();
    void showCohort();
    void recompute();
    void showTree(const ReceiptNode& now, const ReceiptNode& upstream);
    QTreeWidgetItem* treeItem(const ReceiptNode& now, const ReceiptNode& upstream) const;
    void showWaterfall(const std::vector<PointsLost>& lost, const std::optional<double>& score);
    void copyMarkdown();

    std::shared_ptr<const SlaReceipt> m_receipt;
    ValueText m_text;
    QLabel* m_title;
    QLabel* m_formula;
    QTreeWidget* m_arithmetic;
    void openTerm(const QString& term);
    QTabWidget* m_tabs;
    QStringList m_bar_terms;  ///< the term behind each bar
    BarChart* m_waterfall;
    ReportModel* m_session_model;
    TableView* m_sessions;
    QTreeWidget* m_cohort;
    WhatIfPanel* m_what_if;
};

}  // namespace naap
