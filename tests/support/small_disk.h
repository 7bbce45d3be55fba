#pragma once

#include <filesystem>

namespace naap {

/// Puts a small file system in memory at `at`, seen by this process and its children only; `size` as mount has it:
/// "1m". To be called while the process has one thread. False where this user may not.
bool mountSmallDisk(const std::filesystem::path& at, const char* size);

/// Makes it larger or smaller.
bool resizeSmallDisk(const std::filesystem::path& at, const char* size);

/// Takes it away, so that its folder can be removed.
void unmountSmallDisk(const std::filesystem::path& at);

}  // namespace naap
