#ifndef GAZETTE_CONFINEMENT_H
#define GAZETTE_CONFINEMENT_H

#include <stdint.h>
#include <sys/types.h>

/* Starts a program with `input` as its standard input, `output` as its standard output and nothing else open, errors
   going nowhere. 0, or the error number. In C because Swift's module of glibc leaves the calls of 2.34 out. */
int gazette_spawn(const char *program, char *const arguments[], int input, int output, pid_t *child);

/* What a confined process may use. */
typedef struct {
    uint64_t memory_bytes;
    uint64_t cpu_seconds;
} gazette_confinement_limits;

/* Bounds memory, time and files of this process for good, and ends it when its parent ends. 0, or the error number. */
int gazette_limit(gazette_confinement_limits limits);

/* Leaves this process nothing of the file system but reading below /usr, /lib, /lib64 and /etc/ld.so.cache, for good.
   0, or the error number, which says that the kernel has no Landlock or that it may not be asked. */
int gazette_confine_files(void);

/* How much gazette_confine_calls leaves. */
typedef enum {
    /* Computing, and reading and writing what is open. */
    GAZETTE_CALLS_COMPUTE = 0,
    /* That, and opening files for reading. */
    GAZETTE_CALLS_READ_FILES = 1,
} gazette_allowed_calls;

/* Refuses this process all other system calls, for good. 0, or the error number. */
int gazette_confine_calls(gazette_allowed_calls allowed);

/* Makes a pipe whose ends no other program inherits: the reading end first. 0, or the error number. */
int gazette_pipe(int ends[2]);

/* A file in memory that can be read again and again by whoever gets the descriptor; -1 with errno. */
int gazette_memory_file(void);

#endif
