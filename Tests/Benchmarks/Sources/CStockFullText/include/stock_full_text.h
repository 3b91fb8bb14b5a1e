#ifndef STOCK_FULL_TEXT_H
#define STOCK_FULL_TEXT_H

#include <sqlite3.h>

/* Registers a tokenizer under `name` that makes a token of each run of ASCII letters and digits, in lower case.
   The words that the benchmarks ask for are such runs, so they become the terms that the index holds.
   Returns a result code of SQLite. */
int stock_register_tokenizer(sqlite3 *database, const char *name);

#endif
