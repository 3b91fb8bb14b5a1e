#define _GNU_SOURCE
#include "file_calls.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/xattr.h>

int64_t gazette_birth_time(const char *path) {
    struct statx status;
    if (statx(AT_FDCWD, path, 0, STATX_BTIME, &status) != 0 || !(status.stx_mask & STATX_BTIME)) return 0;
    return (int64_t)status.stx_btime.tv_sec * 1000000000 + status.stx_btime.tv_nsec;
}

int gazette_has_writer(int descriptor) {
    /* Who opens the file for writing while the lease is held makes the kernel signal us, with SIGIO unless told
       otherwise, which would end the process; SIGURG does nothing. The writer waits until the lease is given back. */
    if (fcntl(descriptor, F_SETSIG, SIGURG) != 0) return -1;
    if (fcntl(descriptor, F_SETLEASE, F_RDLCK) == 0) {
        fcntl(descriptor, F_SETLEASE, F_UNLCK);
        return 0;
    }
    return errno == EAGAIN ? 1 : -1;
}

ssize_t gazette_access_list(const char *path, void *buffer, size_t capacity) {
    ssize_t count = getxattr(path, "system.posix_acl_access", buffer, capacity);
    return count < 0 && (errno == ENODATA || errno == ENOTSUP) ? 0 : count;
}
