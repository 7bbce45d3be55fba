#include "ui/pages/what_if_panel.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/models/value_text.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

/// What is held against a session, in words.
QString complaint(const ReceiptSession& session)
{
    QStringList parts;
    if (session.startup_outcome == "failed" && session.excusal_reason != "none")
        parts << WhatIfPanel::tr("start failed, excused: %1").arg(QString::fromStdString(session.excusal_reason));
    else if (session.startup_outcome == "failed")
        parts << WhatIfPanel::tr("start failed");
    else if (session.startup_outcome != "success")
        parts << WhatIfPanel::tr("start unknown");
    if (session.loading_only)
        parts << WhatIfPanel::tr("only ever loading");
    else if (session.zero_output_fps)
        parts << WhatIfPanel::tr("no output");
    if (session.swapped)
        parts << WhatIfPanel::tr("swapped");
    return parts.join(u", "_s);
}

}  // namespace

WhatIfPanel::WhatIfPanel(QWidget* parent)
    : QWidget(parent), m_answer(new QLabel(this)), m_sessions(new QListWidget(this)), m_none(new QLabel(this))
{
    auto* head = new QHBoxLayout;
    auto* back = new QPushButton(tr("As upstream"), this);
    back->setToolTip(tr("Sets the weights back and lets all sessions count."));
    head->addWidget(m_answer, 1);
    head->addWidget(back);
    auto* columns = new QHBoxLayout;
    columns->addWidget(makeWeights());
    columns->addWidget(makeSessions(), 1);
    auto* rows = new QVBoxLayout(this);
    rows->addLayout(head);
    rows->addLayout(columns, 1);
    m_answer->setWordWrap(true);
    m_answer->setAccessibleName(tr("Score under the changes"));
    connect(back, &QPushButton::clicked, this, &WhatIfPanel::reset);
}

QWidget* WhatIfPanel::makeWeights()
{
    auto* inner = new QWidget(this);
    auto* form = new QFormLayout(inner);
    form->setVerticalSpacing(3);
    form->setContentsMargins(0, 0, 8, 0);
    form->addRow(new QLabel(tr("The score is made of"), inner));
    addWeight(form, tr("Reliability"), &SlaWeights::reliability);
    addWeight(form, tr("Quality"), &SlaWeights::quality);
    form->addRow(new QLabel(tr("Reliability is made of"), inner));
    addWeight(form, tr("Startup success"), &SlaWeights::startup);
    addWeight(form, tr("No swap"), &SlaWeights::no_swap);
    addWeight(form, tr("Output viability"), &SlaWeights::viability);
    form->addRow(new QLabel(tr("Quality is made of"), inner));
    addWeight(form, tr("Latency"), &SlaWeights::latency);
    addWeight(form, tr("Output FPS"), &SlaWeights::output_fps);
    form->addRow(new QLabel(tr("Latency is made of"), inner));
    addWeight(form, tr("Prompt to first frame"), &SlaWeights::prompt_to_first_frame);
    addWeight(form, tr("End to end"), &SlaWeights::e2e);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(inner->sizeHint().width() + 20);
    scroll->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    scroll->setAccessibleName(tr("Weights"));
    return scroll;
}

void WhatIfPanel::addWeight(QFormLayout* form, const QString& name, double SlaWeights::*weight)
{
    auto* box = new QDoubleSpinBox(this);
    box->setRange(0, 1);
    box->setSingleStep(0.05);
    box->setDecimals(2);
    box->setValue(SlaWeights().*weight);
    box->setAccessibleName(tr("Weight of %1").arg(name));
    box->setToolTip(tr("Weights of one group count by how they compare; they need not add up to 1."));
    m_weights.push_back({box, weight});
    auto* upstream = new QLabel(locale().toString(SlaWeights().*weight, 'f', 1), this);
    upstream->setForegroundRole(QPalette::PlaceholderText);
    upstream->setToolTip(tr("The weight upstream"));
    auto* row = new QHBoxLayout;
    row->addWidget(box);
    row->addWidget(upstream);
    auto* label = new QLabel(name, this);
    label->setContentsMargins(12, 0, 0, 0);
    form->addRow(label, row);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this] {
        if (!m_quiet)
            Q_EMIT changed();
    });
}

QWidget* WhatIfPanel::makeSessions()
{
    auto* side = new QWidget(this);
    auto* rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    auto* head = new QLabel(tr("Sessions that failed, were excused or swapped; untick one to leave it out"), side);
    head->setWordWrap(true);
    rows->addWidget(head);
    rows->addWidget(m_sessions, 1);
    rows->addWidget(m_none, 1);
    m_none->setText(tr("No session of this row is held against it."));
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_sessions->setAccessibleName(tr("Sessions that count against the score"));
    connect(m_sessions, &QListWidget::itemChanged, this, [this] {
        if (!m_quiet)
            Q_EMIT changed();
    });
    return side;
}

void WhatIfPanel::setReceipt(const std::shared_ptr<const SlaReceipt>& receipt)
{
    m_quiet = true;
    m_sessions->clear();
    for (const ReceiptSession& session : receipt->sessions) {
        if (!isContested(session))
            continue;
        const QString key = QString::fromStdString(session.session_key);
        auto* item = new QListWidgetItem(tr("%1 — %2").arg(complaint(session), shortened(key)), m_sessions);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
        item->setData(Qt::UserRole, key);
        item->setToolTip(key);
    }
    m_sessions->setVisible(m_sessions->count() > 0);
    m_none->setVisible(m_sessions->count() == 0);
    m_quiet = false;
}

WhatIf WhatIfPanel::changes() const
{
    WhatIf changes;
    for (const Weight& each : m_weights)
        changes.weights.*each.weight = each.box->value();
    for (int row = 0; row < m_sessions->count(); ++row)
        if (m_sessions->item(row)->checkState() == Qt::Unchecked)
            changes.left_out.push_back(m_sessions->item(row)->data(Qt::UserRole).toString().toStdString());
    return changes;
}

void WhatIfPanel::setAnswer(const std::optional<double>& score, const std::optional<double>& upstream,
                            const ValueText& text)
{
    if (!upstream)
        m_answer->setText(tr("The row has no score: no session was requested."));
    else if (!score)
        m_answer->setText(
            tr("No score is left: every requested session was left out. Upstream: %1").arg(text.number(*upstream, 2)));
    else if (changes().changesNothing())
        m_answer->setText(tr("The score is %1, as upstream.").arg(text.number(*score, 2)));
    else
        m_answer->setText(tr("The score would be <b>%1</b>; upstream it is %2 (%3%4).")
                              .arg(text.number(*score, 2), text.number(*upstream, 2),
                                   *score < *upstream ? u""_s : u"+"_s, text.number(*score - *upstream, 2)));
}

void WhatIfPanel::reset()
{
    m_quiet = true;
    for (const Weight& each : m_weights)
        each.box->setValue(SlaWeights().*each.weight);
    for (int row = 0; row < m_sessions->count(); ++row)
        m_sessions->item(row)->setCheckState(Qt::Checked);
    m_quiet = false;
    Q_EMIT changed();
}

}  // namespace naap
