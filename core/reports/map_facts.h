#pragma once

#include "core/reports/map_figures.h"
#include "core/reports/report.h"

namespace naap {

/// Sessions and nodes with their places, out of the reports of these names. Columns are found by name; what has no row
/// in `places` has no place.
MapFacts mapFacts(const ReportTable& sessions, const ReportTable& orchestrators, const ReportTable& gpus,
                  const ReportTable& places);

/// The same out of the cache. The query's filter chooses sessions; supply is that of the whole network.
Result<MapFacts> readMapFacts(Cache& cache, const ReportQuery& query);

}  // namespace naap
