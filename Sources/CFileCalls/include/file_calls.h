#ifndef GAZETTE_FILE_CALLS_H
#define GAZETTE_FILE_CALLS_H

#include <stdint.h>
#include <sys/types.h>

/* When the file or folder at a path was made, in nanoseconds since 1970; 0 where its file system does not say, or the
   path cannot be looked at. In C because Swift's module of glibc leaves statx(2) out. */
int64_t gazette_birth_time(const char *path);

/* Whether anybody on this machine has the file open for writing: 1 or 0; -1 where that cannot be told, since the file
   is another user's and the process lacks CAP_LEASE, or its file system has no leases. The descriptor is open for
   reading alone. In C because Swift's module of glibc leaves F_SETLEASE out. */
int gazette_has_writer(int descriptor);

/* The list of access of the file at a path, links followed, as the kernel gives it (system.posix_acl_access): its bytes,
   which are put into the buffer; 0 where the file has none, or its file system has no such lists; -1 with errno set
   where that cannot be told. In C because Swift's module of glibc leaves getxattr(2) out. */
ssize_t gazette_access_list(const char *path, void *buffer, size_t capacity);

#endif
