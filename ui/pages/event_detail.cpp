#include "ui/pages/event_detail.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/reports/event_fields.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/fixed_font.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

enum Column { kName, kValue, kMeaning };
enum Role { kPathRole = Qt::UserRole, kPlainRole, kFieldNameRole, kMissingRole };

constexpr int kRowHeight = 22;
constexpr int kLongestValue = 300;  // of the tree; the JSON beside it has all

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString textAt(const EventDetail::Shown& shown, std::string_view field)
{
    for (std::size_t i = 0; i < shown.fields.size(); ++i)
        if (shown.fields[i].name == field)
            return textOfCell(shown.cells[i]);
    return {};
}

QString missingReason(const DecodedMember& member)
{
    return member.value == "null" ? EventDetail::tr("The event says null: no value.")
                                  : EventDetail::tr("The member is there, but nothing is in it.");
}

}  // namespace

EventDetail::EventDetail(QWidget* parent)
    : QWidget(parent), m_tree(new QTreeWidget(this)), m_meaning(new QLabel(this)), m_json(new QPlainTextEdit(this))
{
    m_tree->setHeaderLabels({tr("Field"), tr("Value"), tr("Meaning")});
    m_tree->setAccessibleName(tr("Fields of the event, with their meanings"));
    m_tree->setItemDelegate(new CellDelegate(m_tree));
    m_tree->setAccessibleDescription(
        tr("Enter on a field makes a condition of its path and value; X shows only events with this value "
           "there, Shift+X only others."));
    m_tree->setToolTip(m_tree->accessibleDescription());
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setResizeContentsPrecision(60);  // rows looked at for a column's width
    m_tree->setAlternatingRowColors(true);
    m_meaning->setWordWrap(true);
    m_meaning->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_meaning->setAccessibleName(tr("Meaning of the chosen field"));
    m_json->setReadOnly(true);
    m_json->setLineWrapMode(QPlainTextEdit::NoWrap);
    useFixedFont(*m_json);
    m_json->setAccessibleName(tr("JSON of the event"));
    m_json->setAccessibleDescription(tr("All that was sent, as it is stored; to be read and copied."));
    m_json->setPlaceholderText(tr("Choose an event above to see what was sent."));
    auto* fields = new QWidget(this);
    auto* rows = new QVBoxLayout(fields);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    rows->addWidget(m_tree, 1);
    rows->addWidget(m_meaning);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(fields);
    split->addWidget(m_json);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(split);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &EventDetail::showMeaning);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (const QString path = item->data(kName, kPathRole).toString(); !path.isEmpty() && item->childCount() == 0)
            Q_EMIT conditionWanted(path, item->data(kName, kPlainRole).toString());
    });
    m_tree->installEventFilter(this);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tree, &QTreeWidget::customContextMenuRequested, this, &EventDetail::showMenu);
}

/// X and Shift+X, as in tables; the tree would look for a field that begins with an x.
bool EventDetail::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_tree && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_X && !(key->modifiers() & ~Qt::ShiftModifier)) {
            wantFilter(!(key->modifiers() & Qt::ShiftModifier));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void EventDetail::wantFilter(bool include)
{
    const QTreeWidgetItem* item = m_tree->currentItem();
    if (!item)
        return;
    const QString plain = item->data(kName, kPlainRole).toString();
    if (const QString field = item->data(kName, kFieldNameRole).toString(); !field.isEmpty())
        return Q_EMIT fieldFilterWanted(field, plain, include);
    const QString path = item->data(kName, kPathRole).toString();
    if (path.isEmpty() || item->childCount() > 0)
        return;
    const bool isMissing = item->data(kName, kMissingRole).toBool();
    Q_EMIT filterWanted(path, isMissing ? std::nullopt : std::optional(plain), include);
}

void EventDetail::showMenu(const QPoint& at)
{
    if (!m_tree->currentItem())
        return;
    QMenu menu(this);
    menu.addAction(tr("&Include this value\tX"), this, [this] { wantFilter(true); });
    menu.addAction(tr("&Exclude this value\tShift+X"), this, [this] { wantFilter(false); });
    menu.addSeparator();
    menu.addAction(tr("&Copy value"), this, [this] {
        QApplication::clipboard()->setText(m_tree->currentItem()->data(kName, kPlainRole).toString());
    });
    menu.exec(m_tree->viewport()->mapToGlobal(at));
}

void EventDetail::clear()
{
    m_shown = nullptr;
    m_tree->clear();
    m_json->clear();
    m_meaning->clear();
}

void EventDetail::setEvent(const std::shared_ptr<const Shown>& shown, const ValueText& values)
{
    clear();
    m_shown = shown;
    m_tree->addTopLevelItem(envelopeItem(*shown, values));
    m_tree->topLevelItem(0)->setSizeHint(kName, QSize(0, kRowHeight));  // of all rows: they are uniform
    m_tree->addTopLevelItem(memberItem(shown->event.data));
    if (shown->event.is_cut)
        m_tree->addTopLevelItem(new QTreeWidgetItem({tr("…"), tr("The rest is in the JSON beside this."), QString()}));
    if (shown->event.is_json)
        m_tree->expandToDepth(2);
    for (int column = 0; column < m_tree->columnCount(); ++column)
        m_tree->resizeColumnToContents(column);
    m_tree->setColumnWidth(kValue, qBound(120, m_tree->columnWidth(kValue), 240));
    // In a turn of its own: an event of ten thousand lines would hold the thread for both.
    QTimer::singleShot(0, m_json, [this, shown] {
        if (shown == m_shown)
            m_json->setPlainText(QString::fromStdString(shown->event.pretty));
    });
    if (!shown->event.is_json)
        m_meaning->setText(tr("▲ What the event says is no JSON; it is shown as it came."));
}

QTreeWidgetItem* EventDetail::envelopeItem(const Shown& shown, const ValueText& values) const
{
    const QString family = textAt(shown, "event_type");
    const QString subtype = textAt(shown, "event_subtype");
    const std::string_view kind = subtypeMeaning(family.toStdString(), subtype.toStdString());
    const std::string_view meaning = kind.empty() ? familyMeaning(family.toStdString()) : kind;
    auto* envelope =
        new QTreeWidgetItem({subtype.isEmpty() ? family : tr("%1: %2").arg(family, subtype), QString(), text(meaning)});
    for (std::size_t i = 0; i < shown.fields.size(); ++i) {
        const Field& field = shown.fields[i];
        if (field.name == "data")
            continue;
        const QString plain = textOfCell(shown.cells[i]);
        auto* item = new QTreeWidgetItem(
            envelope, {text(field.name),
                       plain.isEmpty()                    ? u"–"_s
                       : field.type == FieldType::instant ? values.instant(std::get<Instant>(shown.cells[i]))
                                                          : plain,
                       text(field.meaning)});
        item->setToolTip(kValue, plain.isEmpty() ? tr("The event does not say.") : plain);
        item->setData(kName, kFieldNameRole, text(field.name));
        item->setData(kName, kPlainRole, plain);
        item->setToolTip(kMeaning, text(field.meaning));
    }
    return envelope;
}

QTreeWidgetItem* EventDetail::memberItem(const DecodedMember& member) const
{
    QString value = QString::fromStdString(member.value);
    const QString plain = value;
    if (member.is_missing && member.members.empty())
        value = u"–"_s;
    else if (value.size() > kLongestValue)
        value = value.left(kLongestValue) + u"…"_s;
    value.replace(u'\n', u' ');
    if (!member.unit.empty() && !member.is_missing)
        value = tr("%1 %2").arg(value, text(member.unit));
    auto* item = new QTreeWidgetItem({QString::fromStdString(member.name), value, text(member.meaning)});
    item->setData(kName, kPathRole, QString::fromStdString(member.path));
    item->setData(kName, kPlainRole, plain);
    item->setData(kName, kMissingRole, member.is_missing);
    item->setToolTip(kName, QString::fromStdString(member.path));
    item->setToolTip(kValue, member.is_missing ? missingReason(member) : plain.left(kLongestValue));
    item->setToolTip(kMeaning, text(member.meaning));
    for (const DecodedMember& part : member.members)
        item->addChild(memberItem(part));
    return item;
}

void EventDetail::showMeaning(QTreeWidgetItem* item)
{
    if (!item)
        return;
    const QString path = item->data(kName, kPathRole).toString();
    const QString meaning = item->text(kMeaning);
    if (path.isEmpty())
        m_meaning->setText(meaning);
    else
        m_meaning->setText(meaning.isEmpty() ? tr("%1 — not in our dictionary of fields.").arg(path)
                                             : tr("%1 — %2").arg(path, meaning));
}

}  // namespace naap
