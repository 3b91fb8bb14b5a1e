#include "deflate_bench.h"

#include <zlib.h>

size_t bench_deflate(const void *bytes, size_t byte_count, int level) {
    static _Thread_local unsigned char output[1 << 16];
    z_stream stream = {0};
    if (deflateInit(&stream, level) != Z_OK) return 0;
    const unsigned char *next = bytes;
    size_t left = byte_count, total = 0;
    int status = Z_OK;
    do {
        uInt piece = left > (1 << 20) ? (1 << 20) : (uInt)left;
        stream.next_in = (unsigned char *)next;
        stream.avail_in = piece;
        next += piece;
        left -= piece;
        do {
            stream.next_out = output;
            stream.avail_out = sizeof output;
            status = deflate(&stream, left == 0 ? Z_FINISH : Z_NO_FLUSH);
            total += sizeof output - stream.avail_out;
        } while (stream.avail_out == 0);
    } while (left > 0);
    deflateEnd(&stream);
    return status == Z_STREAM_END ? total : 0;
}
