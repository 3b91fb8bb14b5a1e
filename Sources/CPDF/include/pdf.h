#ifndef GAZETTE_PDF_H
#define GAZETTE_PDF_H

#include <stddef.h>
#include <stdint.h>

/* A PDF as poppler reads it. Poppler is not linked but loaded, by whoever reads a PDF and by nobody else: it brings
   twenty libraries, and a machine without PDFs needs none of them. */
typedef struct gazette_pdf gazette_pdf;

typedef enum {
    GAZETTE_PDF_WELL = 0,
    /* Only a password opens it. */
    GAZETTE_PDF_ENCRYPTED = 1,
    /* It cannot be opened; the complaint says why. */
    GAZETTE_PDF_DAMAGED = 2,
} gazette_pdf_status;

/* Loads poppler, once. NULL, or why that failed. */
const char *gazette_pdf_load(void);

/* Opens a PDF, whose bytes must stay in place until it is freed. Poppler must have been loaded. NULL where memory does
   not suffice. One PDF at a time: poppler's complaints do not say which one they are about. */
gazette_pdf *gazette_pdf_open(const uint8_t *bytes, size_t count);

void gazette_pdf_free(gazette_pdf *pdf);

gazette_pdf_status gazette_pdf_state(const gazette_pdf *pdf);

/* The pages that it declares. */
int gazette_pdf_page_count(const gazette_pdf *pdf);

/* The text of a page, from 0, or NULL where there is no such page after all. Lives until the next call. */
const char *gazette_pdf_page_text(gazette_pdf *pdf, int page);

/* The title and the author that it declares, or NULL. They live as long as the PDF. */
const char *gazette_pdf_title(gazette_pdf *pdf);
const char *gazette_pdf_author(gazette_pdf *pdf);

/* What poppler has said so far of what is wrong with it, line by line, from its start; empty where that is nothing. */
const char *gazette_pdf_complaints(const gazette_pdf *pdf);

/* Whether it said more than is kept of that. */
int gazette_pdf_complains_too_much(const gazette_pdf *pdf);

#endif
