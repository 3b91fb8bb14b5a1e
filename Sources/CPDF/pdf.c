#define _GNU_SOURCE
#include "pdf.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/* The part of poppler's interface for GLib that is used, as its headers declare it since 0.82. */
typedef struct {
    uint32_t domain;
    int code;
    char *message;
} error;

/* POPPLER_ERROR_ENCRYPTED. */
enum { ENCRYPTED = 1 };

static void *(*bytes_new_static)(const void *data, size_t size);
static void (*bytes_unref)(void *bytes);
static void (*object_unref)(void *object);
static void (*memory_free)(void *memory);
static void (*error_free)(error *error);
static unsigned (*log_set_handler)(
    const char *domain, int levels, void (*handler)(const char *, int, const char *, void *), void *context);
static void (*log_remove_handler)(const char *domain, unsigned handler);
static void *(*document_new)(void *bytes, const char *password, error **error);
static int (*document_pages)(void *document);
static void *(*document_page)(void *document, int index);
static char *(*document_title)(void *document);
static char *(*document_author)(void *document);
static char *(*page_text)(void *page);

const char *gazette_pdf_load(void) {
    static int is_loaded;
    if (is_loaded) return NULL;
    void *poppler = dlopen("libpoppler-glib.so.8", RTLD_NOW | RTLD_GLOBAL);
    if (!poppler) return dlerror();
    const struct {
        void *function;
        const char *name;
    } wanted[] = {
        {&bytes_new_static, "g_bytes_new_static"},
        {&bytes_unref, "g_bytes_unref"},
        {&object_unref, "g_object_unref"},
        {&memory_free, "g_free"},
        {&error_free, "g_error_free"},
        {&log_set_handler, "g_log_set_handler"},
        {&log_remove_handler, "g_log_remove_handler"},
        {&document_new, "poppler_document_new_from_bytes"},
        {&document_pages, "poppler_document_get_n_pages"},
        {&document_page, "poppler_document_get_page"},
        {&document_title, "poppler_document_get_title"},
        {&document_author, "poppler_document_get_author"},
        {&page_text, "poppler_page_get_text"},
    };
    for (size_t index = 0; index < sizeof wanted / sizeof *wanted; index += 1) {
        /* Its dependencies are looked through as well: GLib is one of them. */
        void *found = dlsym(poppler, wanted[index].name);
        if (!found) return dlerror();
        memcpy(wanted[index].function, &found, sizeof found);
    }
    is_loaded = 1;
    return NULL;
}

/* 8 KiB of complaints tell what is wrong; a broken PDF makes thousands. */
enum { COMPLAINTS = 8192 };

struct gazette_pdf {
    void *document;
    gazette_pdf_status status;
    char *text;
    char *title;
    char *author;
    size_t complaint_count;
    char complaints[COMPLAINTS + 1];
    int is_too_much;
    unsigned listener;
};

static void hear(const char *domain, int level, const char *said, void *context) {
    (void)domain;
    (void)level;
    gazette_pdf *pdf = context;
    size_t count = strlen(said);
    if (pdf->complaint_count + count + 1 > COMPLAINTS) {
        /* One that is not told could be the one that counts. */
        pdf->is_too_much = 1;
        return;
    }
    memcpy(pdf->complaints + pdf->complaint_count, said, count);
    pdf->complaint_count += count;
    pdf->complaints[pdf->complaint_count++] = '\n';
}

/* G_LOG_LEVEL_MASK: poppler tells what it mends at the level of debugging. */
enum { ALL_LEVELS = ~3 };

gazette_pdf *gazette_pdf_open(const uint8_t *bytes, size_t count) {
    gazette_pdf *pdf = calloc(1, sizeof *pdf);
    if (!pdf) return NULL;
    pdf->listener = log_set_handler("Poppler", ALL_LEVELS, hear, pdf);
    void *held = bytes_new_static(bytes, count);
    error *failure = NULL;
    pdf->document = document_new(held, NULL, &failure);
    bytes_unref(held);
    if (pdf->document) {
        pdf->title = document_title(pdf->document);
        pdf->author = document_author(pdf->document);
    } else {
        pdf->status = failure && failure->code == ENCRYPTED ? GAZETTE_PDF_ENCRYPTED : GAZETTE_PDF_DAMAGED;
    }
    if (failure) {
        if (!pdf->complaint_count && failure->message) hear(NULL, 0, failure->message, pdf);
        error_free(failure);
    }
    return pdf;
}

void gazette_pdf_free(gazette_pdf *pdf) {
    if (!pdf) return;
    if (pdf->text) memory_free(pdf->text);
    if (pdf->title) memory_free(pdf->title);
    if (pdf->author) memory_free(pdf->author);
    if (pdf->document) object_unref(pdf->document);
    log_remove_handler("Poppler", pdf->listener);
    free(pdf);
}

gazette_pdf_status gazette_pdf_state(const gazette_pdf *pdf) { return pdf->status; }
int gazette_pdf_page_count(const gazette_pdf *pdf) { return pdf->document ? document_pages(pdf->document) : 0; }

const char *gazette_pdf_page_text(gazette_pdf *pdf, int page) {
    if (pdf->text) memory_free(pdf->text);
    void *found = document_page(pdf->document, page);
    pdf->text = found ? page_text(found) : NULL;
    if (found) object_unref(found);
    return pdf->text;
}

const char *gazette_pdf_title(gazette_pdf *pdf) { return pdf->title; }
const char *gazette_pdf_author(gazette_pdf *pdf) { return pdf->author; }
const char *gazette_pdf_complaints(const gazette_pdf *pdf) { return pdf->complaints; }
int gazette_pdf_complains_too_much(const gazette_pdf *pdf) { return pdf->is_too_much; }
