#include "shims.h"

#include <malloc.h>
#include <sqlite3.h>

int gazette_configure_sqlite(void) {
    int code = sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    return code == SQLITE_OK ? sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) : code;
}

void gazette_release_free_memory(void) { malloc_trim(0); }
