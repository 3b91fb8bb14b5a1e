#ifndef GAZETTE_FUZZER_H
#define GAZETTE_FUZZER_H

#include <stddef.h>
#include <stdint.h>

/* libFuzzer, as the toolchain brings it; Tests/Fuzz/run links it. It changes bytes and calls `try_input` with them until its
   time is over, keeps those that reach code that none reached before, and writes down the one that the process dies of. */
int LLVMFuzzerRunDriver(
    int *argument_count, char ***arguments, int (*try_input)(const uint8_t *bytes, size_t count));

#endif
