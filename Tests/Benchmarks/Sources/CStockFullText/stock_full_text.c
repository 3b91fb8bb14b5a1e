#include "stock_full_text.h"

#include <stddef.h>

/* A longer run is no word of a query. */
enum { MAXIMUM_TOKEN_SIZE = 255 };

/* The tokenizer has no state; FTS5 wants an address that is not NULL. */
static char the_only_tokenizer;

static int create(void *context, const char **arguments, int count, Fts5Tokenizer **out) {
    (void)context, (void)arguments, (void)count;
    *out = (Fts5Tokenizer *)&the_only_tokenizer;
    return SQLITE_OK;
}

static void delete(Fts5Tokenizer *tokenizer) { (void)tokenizer; }

static int is_word_byte(unsigned char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int size,
                    int (*emit)(void *, int, const char *, int, int, int)) {
    (void)tokenizer, (void)flags;
    char token[MAXIMUM_TOKEN_SIZE];
    int position = 0;
    while (position < size) {
        while (position < size && !is_word_byte((unsigned char)text[position])) position++;
        int start = position, length = 0;
        while (position < size && is_word_byte((unsigned char)text[position])) {
            char byte = text[position++];
            if (length < MAXIMUM_TOKEN_SIZE) token[length++] = byte >= 'A' && byte <= 'Z' ? byte + 32 : byte;
        }
        if (length > 0) {
            int status = emit(context, 0, token, length, start, position);
            if (status != SQLITE_OK) return status;
        }
    }
    return SQLITE_OK;
}

int stock_register_tokenizer(sqlite3 *database, const char *name) {
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    int status = sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, NULL);
    if (status != SQLITE_OK) return status;
    status = sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
    if (status == SQLITE_OK) sqlite3_step(statement);
    int finalized = sqlite3_finalize(statement);
    if (status != SQLITE_OK || finalized != SQLITE_OK) return status != SQLITE_OK ? status : finalized;
    if (api == NULL) return SQLITE_ERROR;
    fts5_tokenizer tokenizer = {create, delete, tokenize};
    return api->xCreateTokenizer(api, name, NULL, &tokenizer, NULL);
}
