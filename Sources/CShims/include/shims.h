#ifndef GAZETTE_SHIMS_H
#define GAZETTE_SHIMS_H

/* Calls that Swift cannot make by itself: the first for its variable number of arguments, the others because no module
   map offers <malloc.h> and <link.h>. */

/* Switches off what a process with one queue a connection does not need: the mutex of each connection, and the count
   of allocated memory, for which every malloc and free of SQLite takes one global mutex. Also has glibc keep few heaps, and
   give arrays of 2 MB and more back as soon as they are freed: the postings of a frequent word take tens of megabytes
   while they are read. Must be called before the first connection is opened; returns SQLite's result code. */
int gazette_configure_sqlite(void);

/* Hands pages that glibc keeps after a load back to the kernel: tens of megabytes that an idle daemon has no use for. */
void gazette_release_free_memory(void);

/* Unmaps the pages of code and constants that starting and loading have touched, the greater part of what an idle
   daemon is charged with. They stay in the page cache, and those that are used are mapped again, 16 at a time. */
void gazette_release_program_pages(void);

#endif
