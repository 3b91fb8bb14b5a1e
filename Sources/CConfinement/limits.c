#define _GNU_SOURCE
#include "confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static int limit(int resource, uint64_t value) {
    struct rlimit bound = {value, value};
    struct rlimit now;
    if (getrlimit(resource, &now) == 0 && now.rlim_max < value) bound.rlim_cur = bound.rlim_max = now.rlim_max;
    return setrlimit(resource, &bound) == 0 ? 0 : errno;
}

/* A second before the kernel ends it without a word, it ends by SIGXCPU, which says why. */
static int limit_processor(uint64_t seconds) {
    struct rlimit bound = {seconds, seconds + 1};
    return setrlimit(RLIMIT_CPU, &bound) == 0 ? 0 : limit(RLIMIT_CPU, seconds);
}

int gazette_limit(gazette_confinement_limits limits) {
    int failure = limit(RLIMIT_CORE, 0);
    if (!failure) failure = limit(RLIMIT_FSIZE, 0);
    if (!failure) failure = limit(RLIMIT_NOFILE, 64);
    if (!failure) failure = limit_processor(limits.cpu_seconds);
    if (!failure) failure = limit(RLIMIT_AS, limits.memory_bytes);
    return failure;
}

static int permit_reading(int rules, const char *path) {
    int folder = open(path, O_PATH | O_CLOEXEC);
    if (folder < 0) return errno == ENOENT ? 0 : errno;
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE,
        .parent_fd = folder,
    };
    if (path[1] == 'e') beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
    int failure = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0 ? 0 : errno;
    close(folder);
    return failure;
}

int gazette_confine_files(void) {
    struct landlock_ruleset_attr attributes = {
        /* All that the first version of Landlock knows. */
        .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1,
    };
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (rules < 0) return errno;
    int failure = permit_reading(rules, "/usr");
    if (!failure) failure = permit_reading(rules, "/lib");
    if (!failure) failure = permit_reading(rules, "/lib64");
    if (!failure) failure = permit_reading(rules, "/etc/ld.so.cache");
    if (!failure && syscall(SYS_landlock_restrict_self, rules, 0) != 0) failure = errno;
    close(rules);
    return failure;
}
