#define _GNU_SOURCE
#include "shims.h"

#include <link.h>
#include <malloc.h>
#include <sqlite3.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

void gazette_limit_heaps(void) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    mallopt(M_ARENA_MAX, cores > 2 ? (int)cores : 2);
}

int gazette_configure_sqlite(void) {
    /* Else glibc raises this to 32 MB by itself, and what a search takes for a moment is never given back. */
    mallopt(M_MMAP_THRESHOLD, 2 << 20);
    /* Else every batch of a load gives memory back and takes it again, page by page. What is left is given back in idle
       moments. */
    mallopt(M_TRIM_THRESHOLD, 2 << 20);
    int code = sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    return code == SQLITE_OK ? sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) : code;
}

void gazette_release_free_memory(void) { malloc_trim(0); }

static int release_read_only_segments(struct dl_phdr_info *program, size_t size, void *context) {
    (void)size;
    uintptr_t page = *(const uintptr_t *)context;
    for (int index = 0; index < program->dlpi_phnum; index++) {
        const ElfW(Phdr) *segment = &program->dlpi_phdr[index];
        /* What may be written holds relocations, which are in no file. */
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W) != 0) continue;
        uintptr_t start = (program->dlpi_addr + segment->p_vaddr + page - 1) & ~(page - 1);
        uintptr_t end = (program->dlpi_addr + segment->p_vaddr + segment->p_memsz) & ~(page - 1);
        if (start < end) madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

void gazette_release_program_pages(void) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    dl_iterate_phdr(release_read_only_segments, &page);
}
