#include "ui/shell/palette_dialog.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace naap {

PaletteDialog::PaletteDialog(QVector<Entry> entries, std::function<QVector<Entry>(const QString&)> idEntries,
                             QWidget* parent)
    : QDialog(parent),
      m_entries(std::move(entries)),
      m_id_entries(std::move(idEntries)),
      m_entry(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    setWindowTitle(tr("Go to anything"));
    resize(560, 420);
    m_entry->setPlaceholderText(
        tr("A page, a command, a setting, a name, an address, a stream, request or session id"));
    m_entry->setAccessibleName(tr("Search"));
    m_list->setAccessibleName(tr("Found"));
    auto* rows = new QVBoxLayout(this);
    rows->addWidget(m_entry);
    rows->addWidget(m_list, 1);
    m_entry->installEventFilter(this);
    connect(m_entry, &QLineEdit::textChanged, this, &PaletteDialog::narrow);
    connect(m_entry, &QLineEdit::returnPressed, this, &PaletteDialog::act);
    connect(m_list, &QListWidget::itemClicked, this, &PaletteDialog::act);
    narrow({});
}

void PaletteDialog::addEntries(const QVector<Entry>& entries)
{
    const int row = m_list->currentRow();
    m_entries << entries;
    narrow(m_entry->text());
    m_list->setCurrentRow(qMax(0, row));
}

void PaletteDialog::narrow(const QString& text)
{
    m_shown.clear();
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    const auto has = [&words](const QString& in) {
        return std::ranges::all_of(words, [&](const QString& word) { return in.contains(word, Qt::CaseInsensitive); });
    };
    for (const Entry& entry : m_entries)
        if (has(entry.text))
            m_shown << entry;
    for (const Entry& entry : m_entries)  // behind what is called so: what is described so
        if (!has(entry.text) && has(entry.text + u' ' + entry.hint))
            m_shown << entry;
    if (!text.trimmed().isEmpty())
        m_shown << m_id_entries(text.trimmed());  // last: the name of a page may look like an id
    m_list->clear();
    for (const Entry& entry : m_shown)
        m_list->addItem(entry.hint.isEmpty() ? entry.text : entry.text + QStringLiteral("    ") + entry.hint);
    m_list->setCurrentRow(0);
}

void PaletteDialog::act()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_shown.size())
        return;
    const auto act = m_shown[row].act;
    accept();
    act();
}

bool PaletteDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_entry && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow((m_list->currentRow() + step + m_list->count()) % m_list->count());
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

}  // namespace naap
