#pragma once

#include <QStackedWidget>

class QLabel;
class QPushButton;

namespace naap {

/// Shows its content, or in its place why there is none: nothing yet, nothing that fits, or an error.
class StateView : public QStackedWidget {
    Q_OBJECT
public:
    explicit StateView(QWidget* content, QWidget* parent = nullptr);
    void showContent();
    void showLoading(const QString& what);
    /// What is not there and what to do about it. `action` blank: no button.
    void showEmpty(const QString& what, const QString& hint, const QString& action = {});
    void showError(const QString& what, const QString& hint);
    bool showsContent() const;
    /// The keyboard goes to the content, at once or when it is there.
    void takeFocus();

Q_SIGNALS:
    void actionWanted();

private:
    void showText(const QString& what, const QString& hint, const QString& action);
    QWidget* m_content;
    QLabel* m_what;
    QLabel* m_hint;
    QPushButton* m_action;
};

}  // namespace naap
