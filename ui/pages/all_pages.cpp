#include "ui/pages/all_pages.h"

#include <QtGlobal>

namespace naap {

const std::vector<PageEntry>& allPages()
{
    static const std::vector<PageEntry> kPages{
        {"overview", QT_TRANSLATE_NOOP("Pages", "Watch"), makeOverviewPage},
        {"leaderboard", QT_TRANSLATE_NOOP("Pages", "Watch"), makeLeaderboardPage},
        {"alerts", QT_TRANSLATE_NOOP("Pages", "Watch"), makeAlertsPage},
        {"orchestrator", QT_TRANSLATE_NOOP("Pages", "Explore"), makeOrchestratorPage},
        {"gpus", QT_TRANSLATE_NOOP("Pages", "Explore"), makeGpusPage},
        {"sessions", QT_TRANSLATE_NOOP("Pages", "Explore"), makeSessionsPage},
        {"recorder", QT_TRANSLATE_NOOP("Pages", "Explore"), makeRecorderPage},
        {"requests", QT_TRANSLATE_NOOP("Pages", "Explore"), makeRequestsPage},
        {"demand", QT_TRANSLATE_NOOP("Pages", "Explore"), makeDemandPage},
        {"map", QT_TRANSLATE_NOOP("Pages", "Explore"), makeMapPage},
        {"places", QT_TRANSLATE_NOOP("Pages", "Explore"), makePlacesPage},
        {"prices", QT_TRANSLATE_NOOP("Pages", "Account"), makePricesPage},
        {"payments", QT_TRANSLATE_NOOP("Pages", "Account"), makePaymentsPage},
        {"sla", QT_TRANSLATE_NOOP("Pages", "Explain"), makeSlaPage},
        {"sources", QT_TRANSLATE_NOOP("Pages", "Data"), makeSourcesPage},
        {"events", QT_TRANSLATE_NOOP("Pages", "Data"), makeEventsPage},
        {"health", QT_TRANSLATE_NOOP("Pages", "Data"), makeHealthPage},
        {"reports", QT_TRANSLATE_NOOP("Pages", "Data"), makeReportsPage},
        {"settings", QT_TRANSLATE_NOOP("Pages", "Data"), makeSettingsPage},
    };
    return kPages;
}

}  // namespace naap
