#pragma once

#include <stddef.h>

/// Compresses `byte_count` bytes as one zlib stream at `level`, in pieces, and throws the result away.
///
/// Returns the size of the result, or 0 when zlib fails.
size_t bench_deflate(const void *bytes, size_t byte_count, int level);
