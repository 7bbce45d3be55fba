#pragma once

#include "ui/pages/page.h"

namespace naap {

class ReportPane;

/// What a page of one table shows.
struct TablePageInfo {
    QString id;
    QString title;
    QString question;
    QString report;
    QStringList columns;
    QString sort;           ///< blank: by key
    QString opens_page;     ///< where Enter on a row goes; blank: nowhere
    QString opens_field;    ///< with this field of the row as subject
    QString subject_field;  ///< a subject of this page narrows this field
};

/// A question that one report answers as it is.
class TablePage : public Page {
    Q_OBJECT
public:
    TablePage(Workbench& workbench, const TablePageInfo& info);
    using Page::offerApi;
    void setSubject(const QString& subject) override;
    QString subject() const override { return m_subject; }
    bool isComplete() const override;
    void takeFocus() override;

protected:
    void refresh() override;

private:
    TablePageInfo m_info;
    QString m_subject;
    ReportPane* m_pane;
};

}  // namespace naap
