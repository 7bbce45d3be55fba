#include "ui/pages/page.h"

#include <QLabel>
#include <QTabWidget>
#include <QVBoxLayout>

namespace naap {

std::vector<PageView> viewsOfTabs(QTabWidget& tabs, const QStringList& names)
{
    std::vector<PageView> views;
    for (int tab = 0; tab < tabs.count() && tab < names.size(); ++tab)
        views.push_back({names[tab], [&tabs, tab] { tabs.setCurrentIndex(tab); }});
    return views;
}

Page::Page(Workbench& workbench, const QString& id, const QString& title, const QString& question)
    : m_workbench(workbench),
      m_id(id),
      m_title(title),
      m_question(question),
      m_own(new QWidget(this)),
      m_body(new QVBoxLayout(m_own))
{
    auto* heading = new QLabel(title, this);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setWeight(QFont::DemiBold);
    heading->setFont(large);
    auto* asks = new QLabel(question, this);
    asks->setForegroundRole(QPalette::PlaceholderText);
    asks->setWordWrap(true);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(12, 8, 12, 8);
    rows->setSpacing(4);
    rows->addWidget(heading);
    rows->addWidget(asks);
    rows->addWidget(m_own, 1);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(rows->spacing());
    setAccessibleName(title);
    setAccessibleDescription(question);
    connect(&workbench, &Workbench::scopeChanged, this, &Page::invalidate);
    connect(&workbench, &Workbench::textChanged, this, &Page::invalidate);
    connect(&workbench, &Workbench::mineChanged, this, &Page::invalidate);
    connect(&workbench, &Workbench::cacheChanged, this, &Page::invalidate);
}

void Page::offerApi(const std::vector<ApiTableOffer>& tables, const QString& only_events, bool of_orchestrator)
{
    m_api_of_orchestrator = of_orchestrator;
    m_api = new ApiFigures(m_workbench, tables, only_events, this);
    auto* rows = qobject_cast<QVBoxLayout*>(layout());
    rows->insertWidget(rows->indexOf(m_own), m_api);
    connect(m_api, &ApiFigures::showsApiChanged, m_own, &QWidget::setHidden);
}

void Page::invalidate()
{
    m_stale = true;
    if (isVisible())
        read();
}

void Page::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale)
        read();
}

void Page::read()
{
    m_stale = false;
    refresh();
    if (m_api)
        m_api->refresh(m_api_of_orchestrator ? subject() : QString());
}

}  // namespace naap
