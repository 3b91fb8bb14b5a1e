#define _GNU_SOURCE
#include "confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <unistd.h>

int gazette_spawn(const char *program, char *const arguments[], int input, int output, pid_t *child) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure) return failure;
    failure = posix_spawnattr_init(&attributes);
    if (failure) {
        posix_spawn_file_actions_destroy(&actions);
        return failure;
    }
    /* What the daemon ignores and blocks is its own affair. Who stops the daemon, with a key or as its service manager, tells
       all of its processes; a reader that ended then would be a file that is refused. */
    sigset_t blocked, usual;
    sigemptyset(&blocked);
    const int stopping[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    for (size_t index = 0; index < sizeof stopping / sizeof *stopping; index += 1) sigaddset(&blocked, stopping[index]);
    sigfillset(&usual);
    posix_spawnattr_setsigmask(&attributes, &blocked);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    /* Neither may be what the other is copied to before it was copied. */
    failure = posix_spawn_file_actions_adddup2(&actions, output, 511);
    if (!failure) failure = posix_spawn_file_actions_adddup2(&actions, input, 0);
    if (!failure) failure = posix_spawn_file_actions_adddup2(&actions, 511, 1);
    if (!failure) failure = posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    if (!failure) failure = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    char *const nothing[] = {NULL};
    if (!failure) failure = posix_spawn(child, program, &actions, &attributes, arguments, nothing);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

int gazette_memory_file(void) { return memfd_create("gazette", MFD_CLOEXEC); }

int gazette_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }
