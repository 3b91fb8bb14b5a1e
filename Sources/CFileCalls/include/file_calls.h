#ifndef GAZETTE_FILE_CALLS_H
#define GAZETTE_FILE_CALLS_H

#include <stdint.h>

/* When the file or folder at a path was made, in nanoseconds since 1970; 0 where its file system does not say, or the
   path cannot be looked at. In C because Swift's module of glibc leaves statx(2) out. */
int64_t gazette_birth_time(const char *path);

#endif
