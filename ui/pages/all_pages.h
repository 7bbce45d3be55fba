#pragma once

#include <memory>
#include <vector>

#include "ui/pages/page.h"

namespace naap {

Page* makeOverviewPage(Workbench& workbench);
Page* makeLeaderboardPage(Workbench& workbench);
Page* makeOrchestratorPage(Workbench& workbench);
Page* makeGpusPage(Workbench& workbench);
Page* makeSessionsPage(Workbench& workbench);
Page* makeRecorderPage(Workbench& workbench);
Page* makeSlaPage(Workbench& workbench);
Page* makeSourcesPage(Workbench& workbench);
Page* makeAlertsPage(Workbench& workbench);
Page* makeEventsPage(Workbench& workbench);
Page* makeHealthPage(Workbench& workbench);
Page* makeReportsPage(Workbench& workbench);
Page* makeRequestsPage(Workbench& workbench);
Page* makeDemandPage(Workbench& workbench);
Page* makeMapPage(Workbench& workbench);
Page* makePlacesPage(Workbench& workbench);
Page* makePricesPage(Workbench& workbench);
Page* makePaymentsPage(Workbench& workbench);
Page* makeSettingsPage(Workbench& workbench);

/// A page in the list at the left.
struct PageEntry {
    const char* id;
    const char* group;  ///< untranslated; the shell translates in context "Pages"
    Page* (*make)(Workbench&);
};
const std::vector<PageEntry>& allPages();

}  // namespace naap
