#pragma once

#include <string>

/// What no program can do without: the figures that the import is held against.
namespace naap::bench {

/// Reads the file in blocks of 1 MiB.
bool readFile(const std::string& path);

/// Reads the file in blocks and, of each line, ten fields with simdjson's On-Demand parser, on one thread.
bool parseTenFields(const std::string& path);

/// The same ten fields into one SQLite table of one row a record, in transactions of 20,000 rows, no index.
bool bareInserts(const std::string& path, const std::string& database);

/// Bytes that zstd level 3 makes of the file.
std::size_t zstdBytes(const std::string& path);

}  // namespace naap::bench
