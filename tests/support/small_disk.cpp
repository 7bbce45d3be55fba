#include "tests/support/small_disk.h"

#include <sched.h>
#include <sys/mount.h>

namespace naap {

bool mountSmallDisk(const std::filesystem::path& at, const char* size)
{
    if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return false;
    ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    return ::mount("tmpfs", at.c_str(), "tmpfs", 0, size) == 0;
}

bool resizeSmallDisk(const std::filesystem::path& at, const char* size)
{
    return ::mount("tmpfs", at.c_str(), "tmpfs", MS_REMOUNT, size) == 0;
}

void unmountSmallDisk(const std::filesystem::path& at)
{
    ::umount2(at.c_str(), MNT_DETACH);
}

}  // namespace naap
