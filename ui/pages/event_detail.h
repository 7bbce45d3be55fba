#pragma once

#include <memory>
#include <optional>

#include <QWidget>

#include "core/reports/event_decoding.h"
#include "core/reports/report.h"
#include "ui/models/value_text.h"

class QLabel;
class QPlainTextEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace naap {

/// One event: its fields with their meanings at the left, its JSON at the right.
class EventDetail : public QWidget {
    Q_OBJECT
public:
    explicit EventDetail(QWidget* parent = nullptr);

    /// A row of the events report and its data, decoded.
    struct Shown {
        std::vector<Field> fields;
        std::vector<Cell> cells;
        DecodedEvent event;
    };
    void setEvent(const std::shared_ptr<const Shown>& shown, const ValueText& text);
    void clear();

Q_SIGNALS:
    /// A field was opened: `data.state` and its value, for a search.
    void conditionWanted(const QString& path, const QString& value);
    /// Only events with this value there, or only others; no value: the event lacks it.
    void filterWanted(const QString& path, const std::optional<QString>& value, bool include);
    /// The same for a field of the events report; blank: null.
    void fieldFilterWanted(const QString& field, const QString& value, bool include);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTreeWidgetItem* envelopeItem(const Shown& shown, const ValueText& text) const;
    QTreeWidgetItem* memberItem(const DecodedMember& member) const;
    void wantFilter(bool include);
    void showMenu(const QPoint& at);
    void showMeaning(QTreeWidgetItem* item);
    QTreeWidget* m_tree;
    QLabel* m_meaning;
    QPlainTextEdit* m_json;
    std::shared_ptr<const Shown> m_shown;
};

}  // namespace naap
