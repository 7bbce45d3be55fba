#pragma once

namespace naap {

/// One step from a schema version to the next. Steps are never edited once released; a change is a new step.
struct Migration {
    int to_version;
    const char* sql;
};

/// All steps in order. The last one's version is the schema that this program writes.
extern const Migration kMigrations[];
extern const int kMigrationCount;
int newestSchemaVersion();

}  // namespace naap
