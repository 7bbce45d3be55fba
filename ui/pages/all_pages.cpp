#include "ui/pages/all_pages.h"

#include <QtGlobal>

namespace naap {

const std::vector<PageEntry>& allPages()
{
    static const std::vector<PageEntry> kPages{
        {"reports", QT_TRANSLATE_NOOP("Pages", "Data"), makeReportsPage},
        {"settings", QT_TRANSLATE_NOOP("Pages", "Data"), makeSettingsPage},
    };
    return kPages;
}

}  // namespace naap
