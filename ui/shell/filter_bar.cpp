#include "ui/shell/filter_bar.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/reports/report.h"
#include "ui/widgets/fixed_font.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kMostPast = 30;
constexpr int kWordRole = Qt::UserRole + 1;  // what is put into the text; what is shown may say more

/// Whether some report other than sessions can be asked this: its page shows what meets it.
bool fitsAReport(const std::string& text)
{
    return std::ranges::any_of(allReports(),
                               [&](const ReportInfo& report) { return parseFilter(text, report.fields).has_value(); });
}

}  // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent),
      m_entry(new QLineEdit(this)),
      m_error(new QLabel(this)),
      m_history(new QToolButton(this)),
      m_completer(new QCompleter(this)),
      m_words(new QStandardItemModel(this))
{
    // Everything shown is a set of sessions, so the filter speaks of the fields of sessions.
    if (const ReportInfo* sessions = findReport("sessions"))
        m_fields = sessions->fields;
    m_entry->setPlaceholderText(tr("Filter, such as  pipeline_id = \"live-video-to-video\" and swap_count > 0"));
    m_entry->setAccessibleName(tr("Filter"));
    m_entry->setClearButtonEnabled(true);
    useFixedFont(*m_entry);
    m_completer->setModel(m_words);
    m_completer->setCompletionRole(kWordRole);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setWidget(m_entry);
    useFixedFont(*m_error);
    m_error->hide();
    auto* label = new QLabel(tr("&Filter:"), this);
    label->setBuddy(m_entry);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_entry, 1);
    row->addWidget(m_history);
    m_history->setText(tr("▾"));
    m_history->setAccessibleName(tr("Filters of before"));
    m_history->setToolTip(tr("Filters of before. Up and Down in the entry go through them."));
    connect(m_history, &QToolButton::clicked, this, &FilterBar::showPast);
    m_entry->installEventFilter(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 2, 8, 4);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_error);
    connect(m_entry, &QLineEdit::returnPressed, this, &FilterBar::enter);
    connect(m_entry, &QLineEdit::textEdited, this, &FilterBar::complete);
    connect(m_entry, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty())
            enter();
    });
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &FilterBar::accept);
}

void FilterBar::show(const QString& filter)
{
    if (m_entry->text() != filter) {
        const QSignalBlocker quiet(m_entry);
        m_entry->setText(filter);
        m_past_at = -1;
    }
    m_error->hide();
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_entry && event->type() == QEvent::KeyPress && !m_completer->popup()->isVisible()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            step(key == Qt::Key_Up ? 1 : -1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::step(int back)
{
    const qsizetype at = std::clamp<qsizetype>(m_past_at + back, -1, m_past.size() - 1);
    if (at == m_past_at)
        return;
    if (m_past_at < 0)
        m_draft = m_entry->text();
    m_past_at = at;
    const QSignalBlocker quiet(m_entry);  // an empty draft shall not clear what is shown
    m_entry->setText(at < 0 ? m_draft : m_past[at]);
}

void FilterBar::showPast()
{
    QMenu menu(this);
    for (const QString& filter : std::as_const(m_past))
        menu.addAction(QString(filter).replace(u"&"_s, u"&&"_s), this, [this, filter] {
            m_entry->setText(filter);
            enter();
        });
    if (menu.isEmpty())
        menu.addAction(tr("No filter was used yet"))->setEnabled(false);
    menu.exec(m_history->mapToGlobal(QPoint(0, m_history->height())));
}

void FilterBar::remember(const QString& filter)
{
    m_past_at = -1;
    if (filter.isEmpty())
        return;
    m_past.removeAll(filter);
    m_past.prepend(filter);
    m_past = m_past.mid(0, kMostPast);
}

void FilterBar::focusEntry()
{
    m_entry->setFocus();
    m_entry->selectAll();
}

void FilterBar::setValues(const QString& field, const QVector<FilterValue>& values)
{
    m_values[field] = values;
    if (m_entry->hasFocus())
        complete();
}

void FilterBar::complete()
{
    const QString before = m_entry->text().left(m_entry->cursorPosition());
    const auto wanted = completionAt(m_entry->text().toStdString(), before.toUtf8().toStdString().size(), m_fields);
    m_replace_at = wanted.offset;
    m_replace_length = wanted.length;
    m_words->clear();
    for (const auto& word : wanted.words)
        offer(QString::fromStdString(word), QString::fromStdString(word));
    const QString field = QString::fromStdString(wanted.field);
    if (wanted.kind == FilterCompletion::Kind::value) {
        if (!m_values.contains(field))
            Q_EMIT valuesWanted(field);
        const QString typed = QString::fromStdString(wanted.typed);
        for (const FilterValue& each : m_values.value(field))
            if (each.value.contains(typed, Qt::CaseInsensitive)) {
                const QString word =
                    u'"' + QString(each.value).replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
                offer(word, tr("%1 – %n session(s)", nullptr, static_cast<int>(each.sessions)).arg(word));
            }
    }
    if (m_words->rowCount() == 0)
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

void FilterBar::offer(const QString& word, const QString& shown)
{
    auto* item = new QStandardItem(shown);
    item->setData(word, kWordRole);
    m_words->appendRow(item);
}

void FilterBar::accept(const QString& word)
{
    QByteArray text = m_entry->text().toUtf8();
    text.replace(static_cast<qsizetype>(m_replace_at), static_cast<qsizetype>(m_replace_length), word.toUtf8() + ' ');
    m_entry->setText(QString::fromUtf8(text));
    m_entry->setCursorPosition(
        static_cast<int>(QString::fromUtf8(text.left(static_cast<qsizetype>(m_replace_at))).size() + word.size() + 1));
}

void FilterBar::enter()
{
    const std::string text = m_entry->text().trimmed().toStdString();
    if (const auto filter = parseFilter(text, m_fields); !filter && !fitsAReport(text)) {
        m_error->setText(QString::fromStdString(underlined(text, filter.error())) + u"  ▲ "_s +
                         QString::fromStdString(filter.error().message));
        m_error->show();
        m_entry->setCursorPosition(
            static_cast<int>(QString::fromUtf8(text.data(), static_cast<qsizetype>(filter.error().offset)).size()));
        return;
    }
    m_error->hide();
    remember(QString::fromStdString(text));
    Q_EMIT filterChosen(QString::fromStdString(text));
}

}  // namespace naap
