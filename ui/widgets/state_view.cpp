#include "ui/widgets/state_view.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace naap {

StateView::StateView(QWidget* content, QWidget* parent)
    : QStackedWidget(parent),
      m_content(content),
      m_what(new QLabel(this)),
      m_hint(new QLabel(this)),
      m_action(new QPushButton(this))
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    m_what->setFont(large);
    for (QLabel* label : {m_what, m_hint}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    auto* page = new QWidget(this);
    auto* rows = new QVBoxLayout(page);
    rows->addStretch(2);
    rows->addWidget(m_what);
    rows->addWidget(m_hint);
    rows->addWidget(m_action, 0, Qt::AlignHCenter);
    rows->addStretch(3);
    addWidget(m_content);
    addWidget(page);
    connect(m_action, &QPushButton::clicked, this, &StateView::actionWanted);
}

void StateView::showContent()
{
    setCurrentWidget(m_content);
}

void StateView::showLoading(const QString& what)
{
    showText(what, {}, {});
}

void StateView::showEmpty(const QString& what, const QString& hint, const QString& action)
{
    showText(what, hint, action);
}

void StateView::showError(const QString& what, const QString& hint)
{
    showText(tr("▲ %1").arg(what), hint, {});
}

bool StateView::showsContent() const
{
    return currentWidget() == m_content;
}

void StateView::takeFocus()
{
    m_content->setFocus();  // remembered while it is hidden
    if (!showsContent())
        m_what->setFocus();  // the stack hands it on when it changes
}

void StateView::showText(const QString& what, const QString& hint, const QString& action)
{
    m_what->setText(what);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setCurrentIndex(1);
}

}  // namespace naap
