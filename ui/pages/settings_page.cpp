#include "ui/pages/settings_page.h"

#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTimeZone>
#include <QVBoxLayout>

#include "core/pipeline/maintenance.h"
#include "core/store/accounting_store.h"
#include "core/store/private_data.h"
#include "ui/models/cache_writer.h"
#include "ui/pages/all_pages.h"
#include "ui/widgets/steady_width.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kBetweenReadings{10'000};

struct CacheFigures {
    double bytes = 0;
    std::optional<Instant> newest;
    std::int64_t events = 0;
    PrivateData private_data = PrivateData::redact;
};

Result<CacheFigures> readFigures(Cache& cache)
{
    CacheFigures figures;
    figures.bytes = static_cast<double>(cache.sizeBytes());
    figures.newest = newestEvent(cache);
    figures.private_data = privateData(cache);
    for (const AccountingLine& line : accountingLines(cache))
        if (line.record_class == "accepted")
            figures.events += line.records;
    return figures;
}

}  // namespace

SettingsPage::SettingsPage(Workbench& workbench)
    : Page(workbench, u"settings"_s, tr("Settings"), tr("How does the window look, and what does the cache hold?"))
{
    addAppearance();
    addPrivacy();
    addSecrets();
    addCache();
    body()->addStretch(1);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
        else
            invalidate();
    });
}

QComboBox* SettingsPage::addChoice(QFormLayout* form, const QString& label, const QString& key, const QString& usual,
                                   const QVector<std::pair<QString, QString>>& choices)
{
    auto* box = new QComboBox(this);
    for (const auto& [text, value] : choices)
        box->addItem(text, value);
    box->setCurrentIndex(std::max(0, box->findData(QSettings().value(key, usual).toString())));
    box->setAccessibleName(label);
    box->setToolTip(tr("%1: takes effect at once and is kept.").arg(label));
    form->addRow(label, box);
    connect(box, &QComboBox::activated, this, [this, box, key] {
        QSettings().setValue(key, box->currentData());
        Q_EMIT this->workbench().settingsChanged();
    });
    return box;
}

void SettingsPage::addAppearance()
{
    auto* group = new QGroupBox(tr("Appearance"), this);
    auto* form = new QFormLayout(group);
    addChoice(form, tr("Theme"), u"theme"_s, u"system"_s,
              {{tr("As the desktop"), u"system"_s}, {tr("Light"), u"light"_s}, {tr("Dark"), u"dark"_s}});
    // A language is named in itself: who cannot read the window's finds their own.
    QComboBox* language =
        addChoice(form, tr("Language"), u"language"_s, u"system"_s,
                  {{tr("As the desktop"), u"system"_s}, {u"English"_s, u"en"_s}, {u"Deutsch"_s, u"de"_s}});
    auto* later = new QLabel(tr("Another language takes effect when NaaP Lens is started again."), group);
    later->setForegroundRole(QPalette::PlaceholderText);
    later->setWordWrap(true);
    language->setToolTip(later->text());
    language->setAccessibleDescription(later->text());
    form->addRow({}, later);
    addChoice(form, tr("Text size"), u"text_percent"_s, u"100"_s,
              {{tr("90 %"), u"90"_s},
               {tr("100 %"), u"100"_s},
               {tr("125 %"), u"125"_s},
               {tr("150 %"), u"150"_s},
               {tr("200 %"), u"200"_s}});
    addChoice(form, tr("Rows of tables"), u"density"_s, u"usual"_s,
              {{tr("Compact"), u"compact"_s}, {tr("Usual"), u"usual"_s}, {tr("Roomy"), u"roomy"_s}});
    addChoice(form, tr("Numbers"), u"locale"_s, {},
              {{tr("As the desktop"), {}},
               {u"1,234.5"_s, u"en_US"_s},
               {u"1.234,5"_s, u"de_DE"_s},
               {u"1 234,5"_s, u"fr_FR"_s}});
    addZone(form);
    body()->addWidget(group);
}

/// The same choice as in the time bar; each follows the other.
void SettingsPage::addZone(QFormLayout* form)
{
    QVector<std::pair<QString, QString>> zones{{tr("UTC"), u"UTC"_s}};
    if (const QString local = QString::fromLatin1(QTimeZone::systemTimeZoneId()); local != "UTC"_L1)
        zones.emplace_back(tr("Local time (%1)").arg(local), local);
    for (const QByteArray& zone : QTimeZone::availableTimeZoneIds())
        if (const QString name = QString::fromLatin1(zone); name.contains(u'/') && name != zones.back().second)
            zones.emplace_back(name, name);
    m_zone = addChoice(form, tr("Time zone"), u"zone"_s, u"UTC"_s, zones);
    m_zone->setMaxVisibleItems(20);
    connect(&workbench(), &Workbench::textChanged, this, &SettingsPage::showZone);
}

void SettingsPage::showZone()
{
    const QString zone = QString::fromLatin1(workbench().text().zone.id());
    if (m_zone->findData(zone) < 0)
        m_zone->addItem(zone, zone);
    m_zone->setCurrentIndex(m_zone->findData(zone));
}

void SettingsPage::addPrivacy()
{
    auto* group = new QGroupBox(tr("Privacy"), this);
    m_private = new QComboBox(group);
    m_private->addItem(tr("Taken out"), static_cast<int>(PrivateData::redact));
    m_private->addItem(tr("Hashed: equal values can be told, short ones guessed"), static_cast<int>(PrivateData::hash));
    m_private->addItem(tr("Kept"), static_cast<int>(PrivateData::keep));
    m_private->setAccessibleName(tr("Prompts and client addresses in stored events"));
    auto* form = new QFormLayout(group);
    form->addRow(tr("Prompts and client addresses"), m_private);
    auto* note =
        new QLabel(tr("Holds for events that come into this cache from now on; no figure depends on it. Prompts "
                      "are the members params and last_params of an event."),
                   group);
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setWordWrap(true);
    m_private->setAccessibleDescription(note->text());
    form->addRow({}, note);
    body()->addWidget(group);
    connect(m_private, &QComboBox::activated, this, [this] {
        const auto choice = static_cast<PrivateData>(m_private->currentData().toInt());
        maintain(tr("Changing what is stored…"), [choice](Cache& cache) -> Result<QString> {
            setPrivateData(cache, choice);
            return tr("Changed. Events that are stored already stay as they are.");
        });
    });
}

void SettingsPage::addSecrets()
{
    auto* group = new QGroupBox(tr("Secrets"), this);
    auto* form = new QFormLayout(group);
    addChoice(form, tr("Tokens and passwords"), u"secret_keeper"_s, u"keychain"_s,
              {{tr("In the keychain of the system"), u"keychain"_s},
               {tr("In a file with a passphrase"), u"file"_s},
               {tr("Nowhere: ask each time"), u"memory"_s}});
    body()->addWidget(group);
}

void SettingsPage::addCache()
{
    auto* group = new QGroupBox(tr("Cache"), this);
    m_file = new QLabel(group);
    m_file->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_size = new QLabel(group);
    m_outcome = new QLabel(group);
    m_outcome->setWordWrap(true);
    m_days = new QSpinBox(group);
    m_days->setRange(1, 3650);
    m_days->setValue(30);
    m_days->setSuffix(tr(" days"));
    m_days->setAccessibleName(tr("Days of events to keep"));
    m_days->setToolTip(tr("Counted back from the newest event."));
    m_prune = new QPushButton(tr("&Prune older events…"), group);
    m_prune->setToolTip(tr("Removes events, not sessions and figures. It asks first."));
    m_compact = new QPushButton(tr("&Compact"), group);
    m_compact->setToolTip(tr("Joins what many small imports left apart, and gives free space back."));
    auto* row = new QHBoxLayout;
    for (QWidget* each : std::initializer_list<QWidget*>{m_days, m_prune, m_compact})
        row->addWidget(each);
    row->addStretch(1);
    auto* form = new QFormLayout(group);
    form->addRow(tr("File"), m_file);
    form->addRow(tr("Holds"), m_size);
    form->addRow(tr("Keep"), row);
    form->addRow(m_outcome);
    body()->addWidget(group);
    connect(m_prune, &QPushButton::clicked, this, &SettingsPage::askPrune);
    connect(m_compact, &QPushButton::clicked, this, [this] {
        maintain(tr("Compacting…"), [text = this->workbench().text()](Cache& cache) -> Result<QString> {
            auto done = compact(cache);
            if (!done)
                return tl::unexpected(done.error());
            return tr("Compacted: %1 before, %2 now.")
                .arg(text.bytes(static_cast<double>(done->bytes_before)),
                     text.bytes(static_cast<double>(done->bytes_after)));
        });
    });
}

void SettingsPage::askPrune()
{
    const int days = m_days->value();
    const auto answer = QMessageBox::question(
        this, tr("Prune older events"),
        tr("Remove the events of all but the newest %n day(s)? Sessions and figures stay, but can no longer be taken "
           "apart into events. This cannot be undone, except by importing the files again into a new cache.",
           nullptr, days));
    if (answer != QMessageBox::Yes)
        return;
    maintain(tr("Pruning…"), [days, text = workbench().text()](Cache& cache) -> Result<QString> {
        const auto newest = newestEvent(cache);
        if (!newest)
            return tr("The cache is empty; there is nothing to remove.");
        auto done = prune(cache, {.older_than = *newest - std::chrono::hours(24 * days)});
        if (!done)
            return tl::unexpected(done.error());
        return tr("Removed %1 events: %2 before, %3 now.")
            .arg(text.locale.toString(static_cast<qlonglong>(done->events_removed)),
                 text.bytes(static_cast<double>(done->bytes_before)),
                 text.bytes(static_cast<double>(done->bytes_after)));
    });
}

void SettingsPage::maintain(const QString& doing, std::function<Result<QString>(Cache&)> work)
{
    m_outcome->setText(doing);
    m_prune->setEnabled(false);
    m_compact->setEnabled(false);
    m_read.invalidate();
    const auto show = [this](const Result<QString>& outcome) {
        m_outcome->setText(outcome ? *outcome : tr("▲ %1").arg(QString::fromStdString(outcome.error().message)));
        m_prune->setEnabled(true);
        m_compact->setEnabled(true);
    };
    if (!workbench().writer().run<QString>(std::move(work), show))
        show(tr("Another change of the cache is not done yet; try again in a moment."));
}

/// Sizes of a cache that is being written change all the time, and nobody follows them by the second.
void SettingsPage::refresh()
{
    showZone();
    m_again.stop();
    const bool isAsked = m_text != workbench().text();  // by who wants numbers to be written in another way
    if (!isAsked && m_read.isValid() && m_read.elapsed() < kBetweenReadings.count())
        return m_again.start(kBetweenReadings - std::chrono::milliseconds(m_read.elapsed()));
    m_read.start();
    m_text = workbench().text();
    readCache();
}

void SettingsPage::readCache()
{
    m_file->setText(QString::fromStdString(workbench().reader().path().string()));
    workbench().reader().ask<CacheFigures>(
        this, u"figures"_s, readFigures, [this](const Result<CacheFigures>& figures) {
            if (!figures)
                return m_size->setText(QString::fromStdString(figures.error().message));
            m_private->setCurrentIndex(m_private->findData(static_cast<int>(figures->private_data)));
            const ValueText& text = workbench().text();
            setTextInPlace(*m_size, tr("%1 · %2 accepted events · newest %3")
                                        .arg(text.bytes(figures->bytes),
                                             text.locale.toString(static_cast<qlonglong>(figures->events)),
                                             figures->newest ? text.instant(*figures->newest) : u"–"_s));
        });
}

Page* makeSettingsPage(Workbench& workbench)
{
    return new SettingsPage(workbench);
}

}  // namespace naap
