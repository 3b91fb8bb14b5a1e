#ifndef GAZETTE_MEMORY_HINTS_H
#define GAZETTE_MEMORY_HINTS_H

/* Has the processor fetch the line of its cache at an address, which nobody waits for. In C because Swift has no such
   call. */
static inline void gazette_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
