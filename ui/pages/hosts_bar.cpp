#include "ui/pages/hosts_bar.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include "core/reports/places.h"
#include "core/store/place_store.h"
#include "ui/models/host_resolving.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

const QString kAllowedKey = u"places/resolve_hosts"_s;

struct Wanted {
    std::set<std::string> hosts;
    std::string file;
};

}  // namespace

HostsBar::HostsBar(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_resolving(new HostResolving(this)),
      m_allowed(new QCheckBox(tr("Host n&ames may be resolved (DNS)"), this)),
      m_begin(new QPushButton(tr("Res&olve hosts now"), this)),
      m_cancel(new QPushButton(tr("&Cancel"), this)),
      m_progress(new QProgressBar(this)),
      m_explained(new QLabel(this))
{
    m_allowed->setChecked(QSettings().value(kAllowedKey, false).toBool());
    m_explained->setText(tr(
        "Off: nothing is sent. On, and only when you press the button: this computer's name servers are asked for the "
        "addresses of orchestrators' hosts, and so learn these names. Kept are country and cell of 5°, no address."));
    m_explained->setWordWrap(true);
    m_allowed->setAccessibleDescription(m_explained->text());
    m_progress->setAccessibleName(tr("Hosts asked for"));
    m_progress->setFormat(tr("%v of %m hosts"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_allowed);
    row->addWidget(m_begin);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    row->addStretch(1);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 2, 0, 2);
    rows->addLayout(row);
    rows->addWidget(m_explained);
    connect(m_allowed, &QCheckBox::toggled, this, [this](bool allowed) {
        QSettings().setValue(kAllowedKey, allowed);
        if (!allowed)
            m_resolving->cancel();
        showState();
    });
    connect(m_begin, &QPushButton::clicked, this, &HostsBar::begin);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_resolving->cancel();
        Q_EMIT said(tr("Stopped. No place was changed."), false);
    });
    connect(m_resolving, &HostResolving::busyChanged, this, &HostsBar::showState);
    connect(m_resolving, &HostResolving::progressed, m_progress, &QProgressBar::setValue);
    connect(m_resolving, &HostResolving::finished, this, &HostsBar::resolved);
    connect(m_resolving, &HostResolving::failed, this,
            [this](const QString& sentence) { Q_EMIT said(sentence, true); });
    showState();
}

void HostsBar::setReady(bool has_file, bool is_free)
{
    m_has_file = has_file;
    m_is_free = is_free;
    showState();
}

bool HostsBar::isBusy() const
{
    return m_reading || m_resolving->isBusy();
}

void HostsBar::begin()
{
    m_reading = true;
    showState();
    m_workbench.reader().ask<Wanted>(
        this, u"hosts"_s,
        [](Cache& cache) -> Result<Wanted> {
            return Wanted{hostsByName(hostsOfOrchestrators(cache)), PlaceStore(cache).lookupFile().value_or("")};
        },
        [this](const Result<Wanted>& wanted) {
            m_reading = false;
            if (!wanted)
                Q_EMIT said(QString::fromStdString(wanted.error().message), true);
            else if (wanted->hosts.empty())
                Q_EMIT said(tr("No orchestrator gives its host by name."), false);
            else
                startOver(wanted->hosts, wanted->file);
            showState();
        });
}

void HostsBar::startOver(const std::set<std::string>& hosts, const std::string& file)
{
    if (!m_allowed->isChecked())
        return;  // meanwhile
    m_progress->setRange(0, static_cast<int>(hosts.size()));
    m_progress->setValue(0);
    m_resolving->start(hosts, file, m_resolver);
}

void HostsBar::showState()
{
    const bool busy = m_resolving->isBusy();
    m_begin->setEnabled(m_allowed->isChecked() && m_has_file && m_is_free && !isBusy());
    m_begin->setToolTip(m_has_file ? tr("Asks once for each host of an orchestrator that is given by name.")
                                   : tr("Choose a look-up file first: it says where addresses stand."));
    m_begin->setVisible(!busy);
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy);
}

}  // namespace naap
