#include "ui/pages/planner_view.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "core/geo/region_table.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/forms.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr int kMostGpus = 10'000;
constexpr int kMostStreams = 100;
constexpr int kFarthestKm = 20'000;
constexpr double kSlowestSeconds = 600;

QSpinBox* makeCount(QWidget* parent, const QString& name, int most, std::int64_t value)
{
    auto* box = new QSpinBox(parent);
    box->setRange(1, most);
    box->setValue(static_cast<int>(value));
    box->setAccessibleName(name);
    return box;
}

}  // namespace

PlannerView::PlannerView(Workbench& workbench, QWidget* parent) : QWidget(parent), m_workbench(workbench)
{
    const PlanQuestion usual;
    m_gpus = makeCount(this, tr("How many GPUs more"), kMostGpus, usual.gpus);
    m_type = new QComboBox(this);
    m_type->setEditable(true);
    m_type->setInsertPolicy(QComboBox::NoInsert);
    m_type->setAccessibleName(tr("Part of the name of their type"));
    m_type->lineEdit()->setPlaceholderText(tr("any type"));
    m_region = new QComboBox(this);
    m_region->setEditable(true);
    m_region->setInsertPolicy(QComboBox::NoInsert);
    m_region->setAccessibleName(tr("Where they would stand"));
    m_region->setToolTip(
        tr("A region or a code that stands for one. A place chosen on the map or in a table is taken."));
    for (const auto& [code, region] : RegionTable::bundled().regions())
        m_region->addItem(QString::fromStdString(code));
    m_region->setCurrentText({});
    m_streams = makeCount(this, tr("Streams that a GPU serves at a time"), kMostStreams, usual.streams_per_gpu);
    m_slow = new QDoubleSpinBox(this);
    m_slow->setRange(0.1, kSlowestSeconds);
    m_slow->setDecimals(1);
    m_slow->setSuffix(tr(" s"));
    m_slow->setValue(static_cast<double>(usual.slow_over_ms) / 1000);
    m_slow->setAccessibleName(tr("A first frame that takes longer is slow"));
    m_slow->setToolTip(m_slow->accessibleName());
    m_reach = new QSpinBox(this);
    m_reach->setRange(0, kFarthestKm);
    m_reach->setSingleStep(500);
    m_reach->setSuffix(tr(" km"));
    m_reach->setValue(static_cast<int>(usual.reach_km));
    m_reach->setAccessibleName(tr("How far off demand may be in the hopeful count"));
    m_reach->setToolTip(m_reach->accessibleName());
    m_ask = new QPushButton(tr("What would they have &served?"), this);
    m_answer = makeReadOnlyText(this, tr("The planner's answer"));
    auto* tools = new QWidget(this);
    auto* row = new FlowLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(labelled(tr("GP&Us"), m_gpus));
    row->addWidget(labelled(tr("type"), m_type));
    row->addWidget(labelled(tr("in"), m_region));
    row->addWidget(labelled(tr("strea&ms each"), m_streams));
    row->addWidget(labelled(tr("slow over"), m_slow));
    row->addWidget(labelled(tr("reach"), m_reach));
    row->addWidget(m_ask);
    m_type->setMinimumContentsLength(12);
    m_region->setMinimumContentsLength(10);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(4, 4, 4, 0);
    rows->addWidget(tools);
    rows->addWidget(m_answer, 1);
    connect(m_ask, &QPushButton::clicked, this, &PlannerView::ask);
    for (QComboBox* box : {m_type, m_region}) {
        connect(box, &QComboBox::editTextChanged, this, &PlannerView::forget);
        connect(box->lineEdit(), &QLineEdit::returnPressed, this, &PlannerView::ask);
    }
    for (QSpinBox* box : {m_gpus, m_streams, m_reach})
        connect(box, &QSpinBox::valueChanged, this, &PlannerView::forget);
    connect(m_slow, &QDoubleSpinBox::valueChanged, this, &PlannerView::forget);
    forget();
}

void PlannerView::setRegion(const QString& region)
{
    m_region->setCurrentText(region);
}

void PlannerView::setGpuTypes(const QStringList& types)
{
    const QString before = m_type->currentText();
    const QSignalBlocker quiet(m_type);
    m_type->clear();
    m_type->addItems(types);
    m_type->setCurrentText(before);
}

void PlannerView::forget()
{
    m_asking = false;
    m_ask->setEnabled(!m_region->currentText().trimmed().isEmpty());
    m_answer->setPlainText(
        m_ask->isEnabled()
            ? tr("Takes the sessions of the range that nobody served, or that were served slowly, and counts those for "
                 "which one of the new GPUs would have been free. The filter is not heeded.")
            : tr("Choose a place on the map or in a table, or write a region."));
}

PlanQuestion PlannerView::question() const
{
    PlanQuestion question;
    question.gpus = m_gpus->value();
    question.gpu_model_name = m_type->currentText().trimmed().toStdString();
    question.region = m_region->currentText().trimmed().toStdString();
    question.from = m_workbench.scope().from;
    question.to = m_workbench.scope().to;
    question.streams_per_gpu = m_streams->value();
    question.slow_over_ms = qRound64(m_slow->value() * 1000);
    question.reach_km = m_reach->value();
    return question;
}

void PlannerView::ask()
{
    if (!m_ask->isEnabled())
        return;
    m_asking = true;
    m_answer->setPlainText(tr("Counting…"));
    m_workbench.reader().ask<PlanAnswer>(
        this, u"plan"_s, [asked = question()](Cache& cache) { return planFor(cache, asked); },
        [this](const Result<PlanAnswer>& answer) {
            if (m_asking)  // else the question changed meanwhile
                show(answer);
        });
}

void PlannerView::show(const Result<PlanAnswer>& answer)
{
    m_asking = false;
    m_answer->setPlainText(answer ? QString::fromStdString(planText(*answer))
                                  : tr("▲ %1").arg(QString::fromStdString(answer.error().message)));
}

}  // namespace naap
