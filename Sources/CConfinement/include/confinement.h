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

/* Bounds memory, time and files of this process for good. 0, or the error number. */
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

/* Makes a pair of sockets for whole messages, which no other program inherits. 0, or the error number. */
int gazette_socket_pair(int ends[2]);

/* Sends a message and two open files with it; the count of bytes, or -1 with errno. */
ssize_t gazette_send_files(int socket, const void *bytes, size_t count, const int files[2]);

/* Waits for a message that comes with two open files; the count of its bytes, 0 at the end, or -1 with errno: EBADMSG
   where it came without them, or is longer than `capacity`. */
ssize_t gazette_receive_files(int socket, void *bytes, size_t capacity, int files[2]);

/* Makes a copy of this process, which must have no other thread. In the copy (0) `input` is the standard input, `output`
   the standard output, and nothing else open but where errors go; it ends when this process ends. -1 with errno. */
pid_t gazette_copy_process(int input, int output);

/* Waits for the end of a child, and gives its status as waitpid does; EPIPE when the other end of `socket` was closed
   before. 0, or the error number. */
int gazette_wait_unless_hung_up(pid_t child, int socket, int *status);

/* Makes a pipe whose ends no other program inherits: the reading end first. 0, or the error number. */
int gazette_pipe(int ends[2]);

/* A file in memory that can be read again and again by whoever gets the descriptor; -1 with errno. */
int gazette_memory_file(void);

#endif
