#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QSplitter>
#include <QTimeEdit>
#include <QTimeZone>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/models/keyed_secrets.h"
#include "ui/models/report_model.h"
#include "ui/pages/alert_tabs.h"
#include "ui/pages/chart_parts.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr std::array kKinds{ChannelKind::desktop, ChannelKind::tray,    ChannelKind::sound,
                            ChannelKind::log,     ChannelKind::webhook, ChannelKind::command};

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// A command line as people write it, in quotes where there are blanks. No shell is ever asked.
QString argumentsLine(const std::vector<std::string>& arguments)
{
    QStringList words;
    for (const std::string& each : arguments) {
        QString word = text(each);
        if (word.isEmpty() || word.contains(u' '))
            word = u'"' + word.replace(u'"', u"\"\"\""_s) + u'"';
        words << word;
    }
    return words.join(u' ');
}

std::vector<std::string> argumentsOf(const QString& line)
{
    std::vector<std::string> arguments;
    for (const QString& each : QProcess::splitCommand(line))
        arguments.push_back(each.toStdString());
    return arguments;
}

QString detailOf(const Channel& channel)
{
    switch (channel.kind) {
        case ChannelKind::webhook: return text(shownUrl(channel.url));
        case ChannelKind::command: return argumentsLine(channel.arguments);
        case ChannelKind::log:
        case ChannelKind::sound: return text(channel.file);
        case ChannelKind::desktop:
        case ChannelKind::tray: break;
    }
    return {};
}

QString nameOfKind(ChannelKind kind)
{
    switch (kind) {
        case ChannelKind::desktop: return ChannelsTab::tr("Notification of the desktop");
        case ChannelKind::tray: return ChannelsTab::tr("Tray icon");
        case ChannelKind::sound: return ChannelsTab::tr("Sound");
        case ChannelKind::log: return ChannelsTab::tr("Line in a file");
        case ChannelKind::webhook: return ChannelsTab::tr("Webhook");
        case ChannelKind::command: return ChannelsTab::tr("Command");
    }
    return {};
}

}  // namespace

// --- Channels

ChannelsTab::ChannelsTab(Workbench& workbench, QWidget* parent)
    : AlertTab(workbench, parent),
      m_list(new QTreeWidget(this)),
      m_form(new ChannelForm(workbench, this)),
      m_test(new QPushButton(tr("Sen&d a test"), this)),
      m_remove(new QPushButton(tr("Re&move"), this)),
      m_outcome(makeNote(this)),
      m_quiet(new QCheckBox(tr("Tell nothing from"), this)),
      m_from(new QTimeEdit(QTime(22, 0), this)),
      m_to(new QTimeEdit(QTime(7, 0), this)),
      m_model(new ReportModel(this)),
      m_messages(makeTable(m_model, tr("Messages")))
{
    auto* upper = new QSplitter(this);
    upper->addWidget(makeList());
    upper->addWidget(m_form);
    upper->setChildrenCollapsible(false);
    upper->setSizes({600, 500});
    auto* split = new QSplitter(Qt::Vertical, this);
    split->addWidget(upper);
    split->addWidget(m_messages);
    split->setChildrenCollapsible(false);
    split->setSizes({400, 240});
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 8, 0, 0);
    rows->addWidget(makeQuiet());
    rows->addWidget(split, 1);
    connect(m_form, &ChannelForm::changed, this, &ChannelsTab::keep);
    connect(m_test, &QPushButton::clicked, this, &ChannelsTab::test);
    connect(m_remove, &QPushButton::clicked, this, &ChannelsTab::remove);
    connect(&alerts(), &AlertCenter::testDone, this, [this](const QString& channel, const QString& problem) {
        m_outcome->setText(problem.isEmpty() ? tr("● %1 took the test.").arg(channel)
                                             : tr("▲ %1 did not take the test: %2").arg(channel, problem));
    });
}

QWidget* ChannelsTab::makeList()
{
    m_list->setHeaderLabels({tr("Channel"), tr("Kind"), tr("From"), tr("Where")});
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setAccessibleName(tr("Channels"));
    auto* add = new QToolButton(this);
    add->setText(tr("&New channel…"));
    add->setToolButtonStyle(Qt::ToolButtonTextOnly);
    add->setPopupMode(QToolButton::InstantPopup);
    add->setAccessibleName(tr("New channel"));
    auto* menu = new QMenu(add);
    for (const ChannelKind kind : kKinds)
        menu->addAction(nameOfKind(kind), this, [this, kind] { this->add(kind); });
    add->setMenu(menu);
    m_test->setToolTip(tr("Sends the exact message that an alert would send, marked as a test."));
    auto* row = new QHBoxLayout;
    row->addWidget(add);
    row->addWidget(m_test);
    row->addWidget(m_remove);
    row->addStretch(1);
    auto* side = new QWidget(this);
    auto* rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_list, 1);
    rows->addLayout(row);
    rows->addWidget(m_outcome);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ChannelsTab::choose);
    connect(m_list, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
        const int place = m_list->indexOfTopLevelItem(item);
        if (m_filling || column != 0 || place < 0)
            return;
        m_file.channels[static_cast<std::size_t>(place)].enabled = item->checkState(0) == Qt::Checked;
        alerts().setChannels(m_file);
    });
    return side;
}

QWidget* ChannelsTab::makeQuiet()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    m_from->setAccessibleName(tr("Quiet from"));
    m_to->setAccessibleName(tr("Quiet until"));
    for (QTimeEdit* each : {m_from, m_to}) {
        each->setDisplayFormat(u"HH:mm"_s);
        connect(each, &QTimeEdit::editingFinished, this, &ChannelsTab::keepQuiet);
    }
    connect(m_quiet, &QCheckBox::clicked, this, &ChannelsTab::keepQuiet);
    row->addWidget(m_quiet);
    row->addWidget(m_from);
    row->addWidget(new QLabel(tr("to"), bar));
    row->addWidget(m_to);
    auto* note = makeNote(bar);
    note->setText(tr("What still goes on afterwards is told then."));
    row->addWidget(note, 1);
    return bar;
}

int ChannelsTab::current() const
{
    return m_list->indexOfTopLevelItem(m_list->currentItem());
}

void ChannelsTab::refresh()
{
    m_file = alerts().channels();
    m_filling = true;
    const int before = qMax(0, current());
    m_list->clear();
    for (const Channel& each : m_file.channels) {
        auto* item = new QTreeWidgetItem(
            m_list, {text(each.id), nameOfKind(each.kind),
                     each.least == AlertLevel::critical ? tr("■ critical") : tr("▲ warning"), detailOf(each)});
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(0, each.enabled ? Qt::Checked : Qt::Unchecked);
    }
    for (int column = 0; column < 3; ++column)
        m_list->resizeColumnToContents(column);
    m_list->setCurrentItem(m_list->topLevelItem(qMin(before, m_list->topLevelItemCount() - 1)));
    const auto& quiet = m_file.schedule.quiet;
    m_quiet->setChecked(!quiet.empty());
    if (!quiet.empty()) {
        m_from->setTime(QTime(0, 0).addSecs(static_cast<int>(quiet[0].from.count()) * 60));
        m_to->setTime(QTime(0, 0).addSecs(static_cast<int>(quiet[0].to.count()) * 60));
    }
    m_from->setEnabled(!quiet.empty());
    m_to->setEnabled(!quiet.empty());
    m_filling = false;
    m_model->setValueText(workbench().text());
    m_model->setTable(messagesTable(alerts().picture()));
    fitColumns(m_messages);
    choose();
}

void ChannelsTab::choose()
{
    if (m_filling)
        return;
    const int place = current();
    m_test->setEnabled(place >= 0);
    m_remove->setEnabled(place >= 0);
    m_form->setChannel(place >= 0 ? std::optional(m_file.channels[static_cast<std::size_t>(place)]) : std::nullopt);
}

void ChannelsTab::add(ChannelKind kind)
{
    Channel channel{.id = std::string(nameOf(kind)), .kind = kind};
    for (int number = 2; std::ranges::find(m_file.channels, channel.id, &Channel::id) != m_file.channels.end();
         ++number)
        channel.id = std::string(nameOf(kind)) + std::to_string(number);
    // Until somebody says where to, there is nowhere to tell.
    channel.enabled = kind != ChannelKind::webhook && kind != ChannelKind::command && kind != ChannelKind::log;
    if (kind == ChannelKind::log)
        channel.file = (AlertCenter::folder() + u"/alerts.log"_s).toStdString();
    if (kind == ChannelKind::webhook)
        channel.url = "https://";
    if (kind == ChannelKind::command)
        channel.arguments = {"/usr/bin/logger", "{level}: {title}"};
    m_file.channels.push_back(std::move(channel));
    alerts().setChannels(m_file);
    m_list->setCurrentItem(m_list->topLevelItem(m_list->topLevelItemCount() - 1));
}

void ChannelsTab::remove()
{
    if (const int place = current(); place >= 0) {
        m_file.channels.erase(m_file.channels.begin() + place);
        alerts().setChannels(m_file);
    }
}

void ChannelsTab::keep()
{
    const int place = current();
    if (place < 0)
        return;
    ChannelFile changed = m_file;
    changed.channels[static_cast<std::size_t>(place)] = m_form->channel();
    const ChannelFile checked = readChannels(channelsText(changed));
    if (!checked.problems.empty())
        return m_outcome->setText(
            tr("▲ %1: %2").arg(text(checked.problems[0].place), text(checked.problems[0].reason)));
    m_outcome->clear();
    m_file = std::move(changed);
    alerts().setChannels(m_file);
}

void ChannelsTab::keepQuiet()
{
    if (m_filling)
        return;
    const auto minutes = [](QTime time) { return std::chrono::minutes(time.hour() * 60 + time.minute()); };
    m_file.schedule.quiet.clear();
    if (m_quiet->isChecked() && m_from->time() != m_to->time())
        m_file.schedule.quiet.push_back({.from = minutes(m_from->time()), .to = minutes(m_to->time())});
    m_file.schedule.utc_offset =
        std::chrono::minutes(QTimeZone::systemTimeZone().offsetFromUtc(QDateTime::currentDateTimeUtc()) / 60);
    alerts().setChannels(m_file);
}

void ChannelsTab::test()
{
    const int place = current();
    if (place < 0)
        return;
    m_outcome->setText(tr("Sending…"));
    alerts().sendTest(m_file.channels[static_cast<std::size_t>(place)]);
}

void ChannelsTab::takeFocus()
{
    m_list->setFocus();
}

// --- One channel

ChannelForm::ChannelForm(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_what(new QLabel(this)),
      m_least(new QComboBox(this)),
      m_ends(new QCheckBox(tr("Tell also that an alert is over"), this)),
      m_url(new QLineEdit(this)),
      m_signed(new QCheckBox(tr("Sign with a secret (HMAC-SHA256)"), this)),
      m_secret(new QLineEdit(this)),
      m_keep(new QPushButton(tr("&Keep in the keychain"), this)),
      m_kept(makeNote(this)),
      m_arguments(new QLineEdit(this)),
      m_file(new QLineEdit(this))
{
    m_least->addItem(tr("▲ warnings and worse"), static_cast<int>(AlertLevel::warning));
    m_least->addItem(tr("■ critical alerts only"), static_cast<int>(AlertLevel::critical));
    m_least->setAccessibleName(tr("Tell from"));
    m_secret->setEchoMode(QLineEdit::Password);
    auto* secret = new QWidget(this);
    auto* row = new QHBoxLayout(secret);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_secret, 1);
    row->addWidget(m_keep);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(8, 0, 0, 0);
    form->addRow(m_what);
    form->addRow(tr("Tell"), m_least);
    form->addRow(m_ends);
    const auto part = [&](ChannelKind kind, const QString& name, QWidget* widget) {
        form->addRow(name, widget);
        m_parts.emplace_back(kind, widget);
        m_parts.emplace_back(kind, form->labelForField(widget));
    };
    part(ChannelKind::webhook, tr("Address"), m_url);
    part(ChannelKind::webhook, {}, m_signed);
    part(ChannelKind::webhook, tr("Secret"), secret);
    part(ChannelKind::webhook, {}, m_kept);
    part(ChannelKind::command, tr("Program and arguments"), m_arguments);
    part(ChannelKind::log, tr("File"), m_file);
    m_url->setAccessibleName(tr("Address"));
    m_secret->setAccessibleName(tr("Secret"));
    m_arguments->setAccessibleName(tr("Program and arguments"));
    m_arguments->setToolTip(
        tr("No shell reads it. {title}, {text}, {level}, {kind} and {rule} are filled in; the message is on standard "
           "input."));
    m_file->setAccessibleName(tr("File"));
    for (QLineEdit* each : {m_url, m_arguments, m_file})
        connect(each, &QLineEdit::editingFinished, this, [this] {
            if (!m_filling)
                Q_EMIT changed();
        });
    connect(m_least, &QComboBox::activated, this, &ChannelForm::changed);
    connect(m_ends, &QCheckBox::clicked, this, &ChannelForm::changed);
    connect(m_signed, &QCheckBox::clicked, this, &ChannelForm::changed);
    connect(m_keep, &QPushButton::clicked, this, &ChannelForm::keepSecret);
    setChannel({});
}

void ChannelForm::setChannel(const std::optional<Channel>& channel)
{
    m_filling = true;
    setVisible(channel.has_value());
    m_channel = channel.value_or(Channel{});
    m_what->setText(tr("%1: %2").arg(text(m_channel.id), nameOfKind(m_channel.kind)));
    m_least->setCurrentIndex(m_channel.least == AlertLevel::critical ? 1 : 0);
    m_ends->setChecked(m_channel.tells_end);
    const auto show = [](QLineEdit* edit, const QString& words) {
        if (!edit->hasFocus())
            edit->setText(words);
    };
    show(m_url, text(m_channel.url));
    m_signed->setChecked(m_channel.is_signed);
    show(m_arguments, argumentsLine(m_channel.arguments));
    show(m_file, text(m_channel.file));
    for (const auto& [kind, widget] : m_parts)
        if (widget)
            widget->setVisible(kind == m_channel.kind);
    SecretStore* store = m_workbench.alerts().secrets();
    m_keep->setEnabled(store != nullptr);
    const bool isKept = store && store->isKept(KeyedSecrets::nameOf(m_channel.id));
    m_kept->setText(isKept ? tr("● A secret is kept.") : tr("No secret is kept; nothing signed is sent without one."));
    m_filling = false;
}

Channel ChannelForm::channel() const
{
    Channel channel = m_channel;
    channel.least = static_cast<AlertLevel>(m_least->currentData().toInt());
    channel.tells_end = m_ends->isChecked();
    if (channel.kind == ChannelKind::webhook) {
        channel.url = m_url->text().trimmed().toStdString();
        channel.is_signed = m_signed->isChecked();
    }
    if (channel.kind == ChannelKind::command)
        channel.arguments = argumentsOf(m_arguments->text());
    if (channel.kind == ChannelKind::log || channel.kind == ChannelKind::sound)
        channel.file = m_file->text().trimmed().toStdString();
    return channel;
}

void ChannelForm::keepSecret()
{
    SecretStore* store = m_workbench.alerts().secrets();
    if (!store || m_secret->text().isEmpty())
        return;
    store->write(KeyedSecrets::nameOf(m_channel.id), Secret(m_secret->text().toStdString()), this,
                 [this](const Result<void>& done) {
                     if (done)
                         m_secret->clear();
                     m_kept->setText(done ? tr("● A secret is kept.") : tr("▲ %1").arg(text(done.error().message)));
                 });
}

}  // namespace naap
