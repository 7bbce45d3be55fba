#pragma once

#include <QStringList>
#include <QVector>

#include "ui/pages/page.h"

class QLabel;
class QSplitter;
class QStackedWidget;
class QTreeWidget;

namespace naap {

class ReportPane;
class SessionView;

/// One session in order of time, or two side by side with what differs. Its subject is a session key, or two joined by
/// `|`; without one it offers the latest sessions.
class RecorderPage : public Page {
    Q_OBJECT
public:
    explicit RecorderPage(Workbench& workbench);
    void setSubject(const QString& subject) override;
    QString subject() const override { return m_subject; }
    void openFirst() override;
    void takeFocus() override;
    bool isComplete() const override;

    /// The session keys of a subject; a key is three parts joined by `|`.
    static QStringList keysOf(const QString& subject);

protected:
    void refresh() override;

private:
    void buildChoice();
    void buildSessions();
    void showViews(const QStringList& keys);
    void compare();

    QString m_subject;
    QStackedWidget* m_stack = nullptr;
    ReportPane* m_latest = nullptr;
    QSplitter* m_sessions = nullptr;
    QTreeWidget* m_differences = nullptr;
    QLabel* m_differing = nullptr;
    QVector<SessionView*> m_views;
};

}  // namespace naap
