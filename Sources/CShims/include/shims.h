#ifndef GAZETTE_SHIMS_H
#define GAZETTE_SHIMS_H

/* Calls that Swift cannot make by itself: the first for its variable number of arguments, the second for a cast, the
   others because no module map offers <malloc.h> and <link.h>. */

/* Switches off what a process with one queue a connection does not need: the mutex of each connection, and the count
   of allocated memory, for which every malloc and free of SQLite takes one global mutex. Also has glibc give arrays of 2 MB
   and more back as soon as they are freed: the postings of a frequent word take tens of megabytes while they are read. Must
   be called before the first connection is opened; returns SQLite's result code. */
int gazette_configure_sqlite(void);

typedef void (*gazette_destructor)(void *);

/* SQLITE_TRANSIENT, a cast of -1 that Swift does not import: SQLite copies the bytes of a result before the call that
   hands them over returns. */
static inline gazette_destructor gazette_transient(void) { return (gazette_destructor)-1; }

/* Has glibc keep one heap a core. It gives threads up to eight a core, of which each keeps the most that any work of its
   threads ever took; a busy daemon has no idle moment in which they are given back. One a core is as quick: beside 19 threads
   on two cores a load took the same processor time. Must be called while there is one thread: each that began before has a
   heap by then, and it stays. */
void gazette_limit_heaps(void);

/* Hands pages that glibc keeps after a load back to the kernel: tens of megabytes that an idle daemon has no use for. */
void gazette_release_free_memory(void);

/* Unmaps the pages of code and constants that starting and loading have touched, the greater part of what an idle
   daemon is charged with. They stay in the page cache, and those that are used are mapped again, 16 at a time. */
void gazette_release_program_pages(void);

#endif
