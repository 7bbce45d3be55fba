#include "ui/pages/source_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/feed/public_api.h"
#include "ui/models/sources_model.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

std::string textOf(const QLineEdit* line)
{
    return line ? line->text().trimmed().toStdString() : std::string();
}

std::vector<std::string> wordsOf(const QString& text)
{
    std::vector<std::string> words;
    for (const QString& word : text.split(u',', Qt::SkipEmptyParts))
        if (!word.trimmed().isEmpty())
            words.push_back(word.trimmed().toStdString());
    return words;
}

QString joined(const std::vector<std::string>& words)
{
    QStringList list;
    for (const std::string& word : words)
        list << QString::fromStdString(word);
    return list.join(u", "_s);
}

}  // namespace

QString probeText(const SourceProbe& probe, const SourceDefinition& source, const ValueText& text)
{
    QStringList parts;
    switch (source.kind) {
        case SourceDefinition::Kind::api:
            parts
                << SourceDialog::tr("● Connected; the server speaks %1").arg(QString::fromStdString(probe.generation));
            if (probe.clock_offset)
                parts << SourceDialog::tr("its clock differs by %1")
                             .arg(spanText(std::chrono::abs(*probe.clock_offset), text));
            break;
        case SourceDefinition::Kind::kafka:
            parts << SourceDialog::tr("● Connected; %n topic(s)", nullptr, probe.topics)
                  << SourceDialog::tr("%n partition(s)", nullptr, probe.partitions);
            if (!probe.missing_topics.empty())
                parts << SourceDialog::tr("not there yet: %1").arg(joined(probe.missing_topics));
            break;
        case SourceDefinition::Kind::files: parts << SourceDialog::tr("● %n file(s)", nullptr, probe.files); break;
    }
    if (probe.newest_event) {
        const auto age =
            std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()) - *probe.newest_event;
        parts << SourceDialog::tr("newest event %1 ago").arg(spanText(age, text));
    } else if (source.kind != SourceDefinition::Kind::api && (probe.partitions > 0 || probe.files > 0)) {
        parts << SourceDialog::tr("no event at the end of it");
    }
    return parts.join(u"; "_s);
}

SourceDialog::SourceDialog(Watching& watching, const ValueText& text, const SourceDefinition& source, QWidget* parent)
    : QDialog(parent), m_watching(watching), m_text(text), m_source(source), m_form(new QFormLayout)
{
    setWindowTitle(watching.find(QString::fromStdString(source.id)) ? tr("Edit the source") : tr("Add a source"));
    m_name = addLine(tr("&Name"), source.name);
    if (source.kind == SourceDefinition::Kind::api)
        addApiFields();
    else if (source.kind == SourceDefinition::Kind::kafka)
        addKafkaFields();
    else
        addFilesFields();
    m_outcome = new QLabel(this);
    m_outcome->setWordWrap(true);
    m_outcome->setMinimumHeight(3 * fontMetrics().lineSpacing());
    m_outcome->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_outcome->setAccessibleName(tr("What the test says"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_test = buttons->addButton(tr("&Test"), QDialogButtonBox::ActionRole);
    auto* rows = new QVBoxLayout(this);
    rows->addLayout(m_form);
    rows->addWidget(m_outcome, 1);
    rows->addWidget(buttons);
    connect(m_test, &QPushButton::clicked, this, &SourceDialog::test);
    connect(buttons, &QDialogButtonBox::accepted, this, &SourceDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SourceDialog::reject);
    resize(560, sizeHint().height());
    m_name->setFocus();
}

QLineEdit* SourceDialog::addLine(const QString& label, const std::string& text, const QString& hint)
{
    auto* line = new QLineEdit(QString::fromStdString(text), this);
    line->setPlaceholderText(hint);
    line->setAccessibleName(QString(label).remove(u'&'));
    m_form->addRow(label, line);
    return line;
}

QLineEdit* SourceDialog::addFile(const QString& label, const std::string& text, const QString& hint, bool folders)
{
    auto* line = new QLineEdit(QString::fromStdString(text), this);
    line->setPlaceholderText(hint);
    line->setAccessibleName(QString(label).remove(u'&'));
    auto* row = new QHBoxLayout;
    row->addWidget(line, 1);
    const auto addButton = [&](const QString& words, auto choose) {
        auto* button = new QToolButton(this);
        button->setText(words);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [line, choose] {
            if (const QString chosen = choose(); !chosen.isEmpty())
                line->setText(chosen);
        });
    };
    addButton(tr("File…"), [this, label] { return QFileDialog::getOpenFileName(this, QString(label).remove(u'&')); });
    if (folders)
        addButton(tr("Folder…"),
                  [this, label] { return QFileDialog::getExistingDirectory(this, QString(label).remove(u'&')); });
    auto* named = new QLabel(label, this);
    named->setBuddy(line);
    m_form->addRow(named, row);
    return line;
}

void SourceDialog::addApiFields()
{
    m_url = addLine(tr("&Address"), m_source.url, QString::fromUtf8(kPublicApiUrl.data()));
    addSecretField(tr("T&oken"));
    m_proxy = addLine(tr("&Proxy"), m_source.proxy, tr("none, or what the system says"));
    m_ca = addFile(tr("A&uthorities"), m_source.ca_file, tr("those that the system trusts"), false);
}

void SourceDialog::addKafkaFields()
{
    m_brokers = addLine(tr("&Brokers"), m_source.brokers, u"kafka-1:9092, kafka-2:9092"_s);
    m_topics = addLine(tr("To&pics"), {}, u"network_events, streaming_events, mine=acme"_s);
    m_topics->setText(joined(m_source.topics));
    m_group = addLine(tr("&Group"), m_source.group, tr("none: all partitions are read"));
    m_start = addLine(tr("Begin &at"), m_source.start, u"earliest, latest, offset:1200, 2026-04-01T12:00:00Z"_s);
    m_start->setToolTip(tr("Only for what was never read; what was goes on where it ended."));
    m_tls = new QCheckBox(tr("Talk by T&LS"), this);
    m_tls->setChecked(m_source.tls);
    m_form->addRow({}, m_tls);
    m_ca = addFile(tr("A&uthorities"), m_source.ca_file, tr("those that the system trusts"), false);
    m_sasl = new QComboBox(this);
    m_sasl->setAccessibleName(tr("Log in"));
    m_sasl->addItem(tr("not at all"), QString());
    for (const char* way : {"plain", "scram-sha-256", "scram-sha-512"})
        m_sasl->addItem(QString::fromLatin1(way).toUpper(), QString::fromLatin1(way));
    m_sasl->setCurrentIndex(std::max(0, m_sasl->findData(QString::fromStdString(m_source.sasl))));
    m_form->addRow(tr("Log &in"), m_sasl);
    m_user = addLine(tr("Us&er"), m_source.user);
    addSecretField(tr("Pass&word"));
    const auto showLogin = [this] {
        const bool logsIn = m_sasl->currentIndex() > 0;
        m_user->setEnabled(logsIn);
        m_secret->setEnabled(logsIn);
    };
    connect(m_sasl, &QComboBox::currentIndexChanged, this, showLogin);
    showLogin();
    addOrgFields();
}

void SourceDialog::addFilesFields()
{
    m_path = addFile(tr("&Path"), m_source.path, tr("a file that grows, or a folder of files"), true);
    addOrgFields();
}

void SourceDialog::addOrgFields()
{
    m_org = addLine(tr("O&rg"), m_source.org, tr("of events that name none"));
    m_org_override = new QCheckBox(tr("It counts for all e&vents, whatever they say"), this);
    m_org_override->setChecked(m_source.org_override);
    m_form->addRow({}, m_org_override);
}

void SourceDialog::addSecretField(const QString& label)
{
    m_secret = addLine(label, {}, m_source.has_secret ? tr("kept; leave this empty to keep it") : tr("none"));
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
}

SourceDefinition SourceDialog::source() const
{
    SourceDefinition source = m_source;
    source.name = textOf(m_name);
    source.url = m_url && m_url->text().trimmed().isEmpty() ? std::string(kPublicApiUrl) : textOf(m_url);
    source.proxy = textOf(m_proxy);
    source.ca_file = textOf(m_ca);
    source.brokers = textOf(m_brokers);
    source.topics = m_topics ? wordsOf(m_topics->text()) : std::vector<std::string>();
    source.group = textOf(m_group);
    source.start = m_start && !m_start->text().trimmed().isEmpty() ? textOf(m_start) : SourceDefinition().start;
    source.tls = m_tls && m_tls->isChecked();
    source.sasl = m_sasl ? m_sasl->currentData().toString().toStdString() : std::string();
    source.user = source.sasl.empty() ? std::string() : textOf(m_user);
    source.path = textOf(m_path);
    source.org = textOf(m_org);
    source.org_override = m_org_override && m_org_override->isChecked() && !source.org.empty();
    if (source.kind == SourceDefinition::Kind::kafka)
        source.has_secret = !source.sasl.empty();
    else if (m_secret && !m_secret->text().isEmpty())
        source.has_secret = true;
    if (source.kind != SourceDefinition::Kind::api)
        source.url.clear();
    return source;
}

std::optional<Secret> SourceDialog::takeSecret()
{
    if (!m_secret || !m_secret->isEnabled() || m_secret->text().isEmpty())
        return std::nullopt;
    Secret secret(m_secret->text().toStdString());
    m_secret->clear();
    return secret;
}

void SourceDialog::complain(const QString& sentence)
{
    m_outcome->setText(tr("▲ %1").arg(sentence));
}

void SourceDialog::accept()
{
    const SourceDefinition now = source();
    if (const auto good = checkSource(now); !good)
        return complain(QString::fromStdString(good.error().message));
    if (now.has_secret && !m_source.has_secret && m_secret->text().isEmpty())
        return complain(tr("The log-in wants a password."));
    QDialog::accept();
}

void SourceDialog::test()
{
    const SourceDefinition now = source();
    if (const auto good = checkSource(now); !good)
        return complain(QString::fromStdString(good.error().message));
    m_test->setEnabled(false);
    m_outcome->setText(tr("Reaching for it…"));
    if (!now.has_secret)
        return startTest(Secret());
    if (!m_secret->text().isEmpty())
        return startTest(Secret(m_secret->text().toStdString()));
    m_watching.secrets().read(QString::fromStdString(now.secretName()), this,
                              [this](const Result<SecretStore::SharedSecret>& kept) {
                                  startTest(kept && *kept ? Secret((*kept)->text()) : Secret());
                              });
}

void SourceDialog::startTest(Secret secret)
{
    m_watching.test(source(), std::move(secret), this, [this](const Result<SourceProbe>& probe) { showTest(probe); });
}

void SourceDialog::showTest(const Result<SourceProbe>& probe)
{
    m_test->setEnabled(true);
    if (!probe)
        return complain(QString::fromStdString(probe.error().message));
    m_outcome->setText(probeText(*probe, source(), m_text));
}

}  // namespace naap
