#include "ui/pages/all_pages.h"

#include <QtGlobal>

namespace naap {

const std::vector<PageEntry>& allPages()
{
    static const std::vector<PageEntry> kPages{
        {"requests", QT_TRANSLATE_NOOP("Pages", "Explore"), makeRequestsPage},
        {"demand", QT_TRANSLATE_NOOP("Pages", "Explore"), makeDemandPage},
        {"prices", QT_TRANSLATE_NOOP("Pages", "Account"), makePricesPage},
        {"payments", QT_TRANSLATE_NOOP("Pages", "Account"), makePaymentsPage},
        {"reports", QT_TRANSLATE_NOOP("Pages", "Data"), makeReportsPage},
        {"settings", QT_TRANSLATE_NOOP("Pages", "Data"), makeSettingsPage},
    };
    return kPages;
}

}  // namespace naap
