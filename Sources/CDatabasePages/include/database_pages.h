#ifndef GAZETTE_DATABASE_PAGES_H
#define GAZETTE_DATABASE_PAGES_H

#include <sqlite3.h>

/* Takes `byte_count` bytes that stand at `offset` of the copied database file; anything but 0 stops the copy. */
typedef int (*gazette_page_receiver)(void *context, const void *bytes, int byte_count, sqlite3_int64 offset);

/* Copies database "main" of the connection `source` with SQLite's online backup, and hands its pages to `receive` in
   place of a file. Nothing is written to disk, and memory stays at about a megabyte whatever the database's size.

   The pages are those of one commit: of the read transaction that `source` has open, or else of one that lasts as long
   as the call. Writers on other connections go on meanwhile. No part of the file is handed over twice; the order is that
   of the file, except that the first page comes late. Ranges that never come are zero bytes (SQLite uses no page for its
   lock bytes at 1 GiB). `byte_count` gets the size of the file.

   In C because a virtual file system is a table of functions around a structure of its own layout. Returns SQLite's
   result code; after a receiver has stopped the copy, one of its errors for failed writing. */
int gazette_copy_pages(sqlite3 *source, gazette_page_receiver receive, void *context, sqlite3_int64 *byte_count);

/* What SQLite calls a result code, in English. */
const char *gazette_error_text(int code);

#endif
