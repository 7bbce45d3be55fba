#include "ui/pages/share_view.h"

#include <random>

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/widgets/flow_layout.h"
#include "ui/widgets/forms.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr int kSmallestGroup = 2;  // one alone is known
constexpr int kLargestGroup = 100'000;

/// Pseudonyms are drawn anew for each bundle.
std::uint64_t newSeed()
{
    std::random_device random;
    return (std::uint64_t{random()} << 32U) | random();
}

}  // namespace

ShareView::ShareView(Workbench& workbench, QWidget* parent) : QWidget(parent), m_workbench(workbench)
{
    m_grain = new QComboBox(this);
    m_grain->addItem(tr("UTC days"), static_cast<int>(Grain::day));
    m_grain->addItem(tr("UTC hours"), static_cast<int>(Grain::hour));
    m_grain->addItem(tr("the range as one"), static_cast<int>(Grain::range));
    m_grain->setAccessibleName(tr("Windows of the bundle"));
    m_min_group = new QSpinBox(this);
    m_min_group->setRange(kSmallestGroup, kLargestGroup);
    m_min_group->setValue(static_cast<int>(ShareOptions().min_group));
    m_min_group->setAccessibleName(tr("Fewest sessions that a figure of the bundle stands for"));
    m_min_group->setToolTip(tr("What stands for fewer sessions is put together, or left out."));
    m_look = new QPushButton(tr("Show what w&ould be in it"), this);
    m_write = new QPushButton(tr("Write it…"), this);
    m_contents = makeReadOnlyText(this, tr("What the bundle holds"));
    m_contents->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));  // it has columns
    m_contents->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto* tools = new QWidget(this);
    auto* row = new FlowLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(labelled(tr("Win&dows"), m_grain));
    row->addWidget(labelled(tr("fewest sessions of a figure"), m_min_group));
    row->addWidget(m_look);
    row->addWidget(m_write);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(4, 4, 4, 0);
    rows->addWidget(tools);
    rows->addWidget(m_contents, 1);
    connect(m_grain, &QComboBox::currentIndexChanged, this, &ShareView::forget);
    connect(m_min_group, &QSpinBox::valueChanged, this, &ShareView::forget);
    connect(m_look, &QPushButton::clicked, this, &ShareView::look);
    connect(m_write, &QPushButton::clicked, this, &ShareView::write);
    forget();
}

void ShareView::forget()
{
    m_asking = false;
    m_bundle.reset();
    m_write->setEnabled(false);
    m_contents->setPlainText(
        tr("A bundle of regional figures for others: no names of gateways, streams or hosts, no addresses, no position "
           "finer than 5°.\nOrchestrators have numbers that are drawn by lot for it. Everything that it holds is shown "
           "here before it is written."));
}

void ShareView::look()
{
    m_asking = true;
    m_contents->setPlainText(tr("Counting…"));
    ShareOptions options;
    options.from = m_workbench.scope().from;
    options.to = m_workbench.scope().to;
    options.grain = static_cast<Grain>(m_grain->currentData().toInt());
    options.min_group = m_min_group->value();
    options.seed = newSeed();
    using Shared = std::shared_ptr<const ShareBundle>;
    m_workbench.reader().ask<Shared>(
        this, u"bundle"_s,
        [options](Cache& cache) -> Result<Shared> {
            auto bundle = shareBundleOf(cache, options);
            if (!bundle)
                return tl::unexpected(bundle.error());
            return std::make_shared<const ShareBundle>(std::move(*bundle));
        },
        [this](const Result<Shared>& bundle) {
            if (m_asking)  // else something was changed meanwhile
                show(bundle);
        });
}

void ShareView::show(const Result<std::shared_ptr<const ShareBundle>>& bundle)
{
    m_asking = false;
    if (!bundle)
        return m_contents->setPlainText(tr("▲ %1").arg(QString::fromStdString(bundle.error().message)));
    m_bundle = *bundle;
    m_contents->setPlainText(QString::fromStdString(contentsOf(*m_bundle)));
    m_write->setEnabled(true);
}

/// Exactly what was shown: on a reader thread, since a disk may be slow.
void ShareView::write()
{
    if (!m_bundle)
        return;
    const QString folder = QFileDialog::getExistingDirectory(this, tr("A folder for the bundle"));
    if (folder.isEmpty())
        return;
    m_asking = true;
    m_workbench.reader().ask<bool>(
        this, u"write"_s,
        [bundle = m_bundle, folder](Cache&) -> Result<bool> {
            for (const ShareFile& file : filesOf(*bundle)) {
                QSaveFile out(QDir(folder).filePath(QString::fromStdString(file.name)));
                if (!out.open(QIODevice::WriteOnly) || out.write(QByteArray::fromStdString(file.content)) < 0 ||
                    !out.commit())
                    return failure(
                        Error::Code::io,
                        tr("%1 could not be written: %2").arg(out.fileName(), out.errorString()).toStdString());
            }
            return true;
        },
        [this, folder](const Result<bool>& done) {
            m_asking = false;
            m_workbench.say(done ? tr("The bundle is in %1.").arg(folder)
                                 : QString::fromStdString(done.error().message));
        });
}

}  // namespace naap
