#include "database_pages.h"

#include <stdio.h>
#include <string.h>

/* A virtual file system with one file that can only be written. It is registered under a name of its own for as long as
   one copy lasts, so that copies on several threads do not meet. */

struct page_file {
    sqlite3_file base;
    struct page_system *system;
};

struct page_system {
    sqlite3_vfs base;
    sqlite3_vfs *real;
    gazette_page_receiver receive;
    void *context;
    sqlite3_int64 byte_count;
    char name[40];
};

static struct page_system *system_of(sqlite3_file *file) { return ((struct page_file *)file)->system; }

static int page_file_close(sqlite3_file *file) {
    (void)file;
    return SQLITE_OK;
}

/* SQLite asks for the header of an empty file and for nothing else: what was handed on cannot be had back. */
static int page_file_read(sqlite3_file *file, void *bytes, int byte_count, sqlite3_int64 offset) {
    if (offset < system_of(file)->byte_count) return SQLITE_IOERR_READ;
    memset(bytes, 0, (size_t)byte_count);
    return SQLITE_IOERR_SHORT_READ;
}

static int page_file_write(sqlite3_file *file, const void *bytes, int byte_count, sqlite3_int64 offset) {
    struct page_system *system = system_of(file);
    if (system->receive(system->context, bytes, byte_count, offset) != 0) return SQLITE_IOERR_WRITE;
    if (offset + byte_count > system->byte_count) system->byte_count = offset + byte_count;
    return SQLITE_OK;
}

static int page_file_truncate(sqlite3_file *file, sqlite3_int64 byte_count) {
    struct page_system *system = system_of(file);
    /* Longer is what a file becomes by zero bytes at its end; shorter would take back what was handed on. */
    if (byte_count < system->byte_count) return SQLITE_IOERR_TRUNCATE;
    system->byte_count = byte_count;
    return SQLITE_OK;
}

static int page_file_sync(sqlite3_file *file, int flags) {
    (void)file, (void)flags;
    return SQLITE_OK;
}

static int page_file_size(sqlite3_file *file, sqlite3_int64 *byte_count) {
    *byte_count = system_of(file)->byte_count;
    return SQLITE_OK;
}

static int page_file_lock(sqlite3_file *file, int level) {
    (void)file, (void)level;
    return SQLITE_OK;
}

static int page_file_is_reserved(sqlite3_file *file, int *is_reserved) {
    (void)file;
    *is_reserved = 0;
    return SQLITE_OK;
}

static int page_file_control(sqlite3_file *file, int operation, void *argument) {
    (void)file, (void)operation, (void)argument;
    return SQLITE_NOTFOUND;
}

static int page_file_sector_size(sqlite3_file *file) {
    (void)file;
    return 512;
}

static int page_file_characteristics(sqlite3_file *file) {
    (void)file;
    return 0;
}

static const sqlite3_io_methods page_file_methods = {
    .iVersion = 1,
    .xClose = page_file_close,
    .xRead = page_file_read,
    .xWrite = page_file_write,
    .xTruncate = page_file_truncate,
    .xSync = page_file_sync,
    .xFileSize = page_file_size,
    .xLock = page_file_lock,
    .xUnlock = page_file_lock,
    .xCheckReservedLock = page_file_is_reserved,
    .xFileControl = page_file_control,
    .xSectorSize = page_file_sector_size,
    .xDeviceCharacteristics = page_file_characteristics,
};

static int page_system_open(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags) {
    struct page_file *opened = (struct page_file *)file;
    (void)name;
    opened->base.pMethods = NULL;
    /* No journal, no temporary file: where SQLite wants one after all, the copy must not go on. */
    if (!(flags & SQLITE_OPEN_MAIN_DB)) return SQLITE_CANTOPEN;
    opened->base.pMethods = &page_file_methods;
    opened->system = (struct page_system *)vfs;
    if (out_flags) *out_flags = flags;
    return SQLITE_OK;
}

static int page_system_delete(sqlite3_vfs *vfs, const char *name, int sync) {
    (void)vfs, (void)name, (void)sync;
    return SQLITE_OK;
}

/* There is never a journal or a log beside the file. */
static int page_system_access(sqlite3_vfs *vfs, const char *name, int flags, int *is_there) {
    (void)vfs, (void)name, (void)flags;
    *is_there = 0;
    return SQLITE_OK;
}

static int page_system_path(sqlite3_vfs *vfs, const char *name, int size, char *path) {
    (void)vfs;
    return snprintf(path, (size_t)size, "%s", name) < size ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int page_system_random(sqlite3_vfs *vfs, int size, char *bytes) {
    sqlite3_vfs *real = ((struct page_system *)vfs)->real;
    return real->xRandomness(real, size, bytes);
}

static int page_system_sleep(sqlite3_vfs *vfs, int microseconds) {
    sqlite3_vfs *real = ((struct page_system *)vfs)->real;
    return real->xSleep(real, microseconds);
}

static int page_system_time(sqlite3_vfs *vfs, double *time) {
    sqlite3_vfs *real = ((struct page_system *)vfs)->real;
    return real->xCurrentTime(real, time);
}

static int copy_to(sqlite3 *target, sqlite3 *source) {
    /* Without a journal nothing is ever read back. A megabyte of pages is what stays in memory before they are handed
       on, the oldest first. */
    int code = sqlite3_exec(
        target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1024;", NULL, NULL,
        NULL);
    if (code != SQLITE_OK) return code;
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", source, "main");
    if (!backup) return sqlite3_errcode(target);
    code = sqlite3_backup_step(backup, -1);
    int finished = sqlite3_backup_finish(backup);
    if (code == SQLITE_DONE) return finished;
    return code == SQLITE_OK ? SQLITE_ERROR : code;
}

int gazette_copy_pages(sqlite3 *source, gazette_page_receiver receive, void *context, sqlite3_int64 *byte_count) {
    struct page_system system = {
        .base = {
            .iVersion = 1,
            .szOsFile = sizeof(struct page_file),
            .mxPathname = 64,
            .xOpen = page_system_open,
            .xDelete = page_system_delete,
            .xAccess = page_system_access,
            .xFullPathname = page_system_path,
            .xRandomness = page_system_random,
            .xSleep = page_system_sleep,
            .xCurrentTime = page_system_time,
        },
        .real = sqlite3_vfs_find(NULL),
        .receive = receive,
        .context = context,
    };
    if (!system.real) return SQLITE_ERROR;
    /* The address is that of this call's own frame, which no other call has at the same time. */
    snprintf(system.name, sizeof system.name, "gazette-pages-%p", (void *)&system);
    system.base.zName = system.name;
    int code = sqlite3_vfs_register(&system.base, 0);
    if (code != SQLITE_OK) return code;
    sqlite3 *target = NULL;
    code = sqlite3_open_v2(
        "pages", &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_PRIVATECACHE, system.name);
    if (code == SQLITE_OK) code = copy_to(target, source);
    int closed = sqlite3_close(target);
    sqlite3_vfs_unregister(&system.base);
    *byte_count = system.byte_count;
    return code == SQLITE_OK ? closed : code;
}

const char *gazette_error_text(int code) { return sqlite3_errstr(code); }
