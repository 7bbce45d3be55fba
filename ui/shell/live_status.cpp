#include "ui/shell/live_status.h"

#include "ui/models/sources_model.h"
#include "ui/widgets/steady_width.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

QString standing(const WatchSummary& summary, bool suspended)
{
    if (suspended)
        return LiveStatus::tr("‖ Watching waits for the cache");
    if (summary.troubled > 0)
        return LiveStatus::tr("▲ %1 of %n source(s) in trouble", nullptr, summary.sources).arg(summary.troubled);
    if (summary.paused == summary.sources)
        return LiveStatus::tr("‖ Paused");
    if (summary.live == 0)
        return LiveStatus::tr("◌ Connecting");
    return LiveStatus::tr("● %n source(s) live", nullptr, summary.live);
}

}  // namespace

LiveStatus::LiveStatus(QWidget* parent) : QPushButton(parent)
{
    setFlat(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Live sources"));
    setToolTip(tr("How the live sources stand; a click shows them"));
    hide();
}

void LiveStatus::show(const WatchSummary& summary, bool suspended, std::optional<std::int64_t> held,
                      const ValueText& text)
{
    setVisible(summary.sources > 0);
    QStringList parts{standing(summary, suspended)};
    if (held)
        parts << tr("the view is paused, %1 records wait").arg(text.locale.toString(static_cast<qlonglong>(*held)));
    if (summary.live > 0)
        parts << tr("%1/s").arg(text.number(summary.records_per_second, 1));
    if (summary.newest_event) {
        const auto age =
            std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()) - *summary.newest_event;
        if (age.count() >= 0)
            parts << tr("newest %1 ago").arg(spanText(age, text));
    }
    const QString words = parts.join(u" · "_s);
    if (words == this->text())
        return;
    const bool fits = takeSameRoom(words, this->text(), fontMetrics());
    setText(words);
    if (!fits)
        keepLongestWidth(*this);
    setAccessibleDescription(words);
}

}  // namespace naap
