#ifndef GAZETTE_MARKUP_H
#define GAZETTE_MARKUP_H

#include <stddef.h>
#include <stdint.h>

/* A page or an XML document, parsed by libxml2 and walked in the order of its text, without recursion: pages are nested
   as deeply as their authors like. Strings are UTF-8 and live as long as the document. */
typedef struct gazette_markup gazette_markup;

typedef enum {
    GAZETTE_MARKUP_END = 0,
    GAZETTE_MARKUP_OPEN = 1,
    GAZETTE_MARKUP_CLOSE = 2,
    GAZETTE_MARKUP_TEXT = 3,
} gazette_markup_event;

typedef enum {
    GAZETTE_MARKUP_WELL = 0,
    /* Breaks the rules of XML; line and message say where and how. */
    GAZETTE_MARKUP_BROKEN = 1,
    /* Declares entities of its own, which is what bombs and thieves of files do. */
    GAZETTE_MARKUP_ENTITIES = 2,
} gazette_markup_status;

/* Parses a web page, whatever its mistakes; NULL where memory does not suffice. */
gazette_markup *gazette_markup_html(const uint8_t *bytes, size_t count);

/* Parses XML. Nothing is fetched, no definition is loaded and no entity expanded but those that HTML names. NULL where
   memory does not suffice. */
gazette_markup *gazette_markup_xml(const uint8_t *bytes, size_t count);

void gazette_markup_free(gazette_markup *document);

gazette_markup_status gazette_markup_state(const gazette_markup *document);
int gazette_markup_error_line(const gazette_markup *document);
const char *gazette_markup_error_message(const gazette_markup *document);

/* Goes on to the next event. */
gazette_markup_event gazette_markup_next(gazette_markup *document);

/* After OPEN and CLOSE the local name of the element; after TEXT the text. */
const char *gazette_markup_string(const gazette_markup *document);

/* After OPEN: the namespace of the element, or NULL. */
const char *gazette_markup_namespace(const gazette_markup *document);

/* After OPEN: the next attribute's name and value, 0 when there are no more. */
int gazette_markup_attribute(gazette_markup *document, const char **name, const char **value);

#endif
