#include "markup.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

struct gazette_markup {
    xmlDocPtr document;
    xmlNodePtr node;
    xmlAttrPtr attribute;
    xmlChar *value;
    gazette_markup_status status;
    int line;
    char message[200];
    char character[8];
    const char *string;
    int has_begun;
    int is_closing;
};

static void quiet(void *context, xmlErrorPtr error) {
    (void)context;
    (void)error;
}

/* Refuses what a document asks to be loaded, wherever it says that it is. */
static xmlParserInputPtr load_nothing(const char *url, const char *id, xmlParserCtxtPtr context) {
    (void)url;
    (void)id;
    (void)context;
    return NULL;
}

static void prepare(void) {
    xmlSetStructuredErrorFunc(NULL, quiet);
    xmlSetExternalEntityLoader(load_nothing);
}

gazette_markup *gazette_markup_html(const uint8_t *bytes, size_t count) {
    prepare();
    gazette_markup *made = calloc(1, sizeof *made);
    if (!made || count > INT32_MAX) {
        free(made);
        return NULL;
    }
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    if (!context) {
        free(made);
        return NULL;
    }
    /* Without XML_PARSE_HUGE a page is cut, silently, where it is nested 256 deep. */
    made->document = htmlCtxtReadMemory(
        context, (const char *)bytes, (int)count, NULL, "UTF-8",
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT |
            XML_PARSE_HUGE);
    /* Mistakes are mended; what makes the parser stop, memory above all, would cut the page. */
    int has_stopped = context->disableSAX;
    htmlFreeParserCtxt(context);
    if (has_stopped) {
        gazette_markup_free(made);
        return NULL;
    }
    return made;
}

static int declares_entities(xmlDtdPtr definition) {
    if (!definition) return 0;
    for (xmlNodePtr node = definition->children; node; node = node->next) {
        if (node->type == XML_ENTITY_DECL) return 1;
    }
    return 0;
}

static void note_error(gazette_markup *made, xmlErrorPtr error) {
    made->status = GAZETTE_MARKUP_BROKEN;
    made->line = error ? error->line : 0;
    if (error && error->message) {
        strncpy(made->message, error->message, sizeof made->message - 1);
        char *end = strchr(made->message, '\n');
        if (end) *end = 0;
    }
}

gazette_markup *gazette_markup_xml(const uint8_t *bytes, size_t count) {
    prepare();
    gazette_markup *made = calloc(1, sizeof *made);
    if (!made || count > INT32_MAX) {
        free(made);
        return NULL;
    }
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (!context) {
        free(made);
        return NULL;
    }
    made->document = xmlCtxtReadMemory(
        context, (const char *)bytes, (int)count, NULL, "UTF-8",
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT | XML_PARSE_NOCDATA);
    xmlDocPtr broken = made->document ? made->document : context->myDoc;
    if (context->errNo == XML_ERR_ENTITY_LOOP || (broken && declares_entities(broken->intSubset))) {
        made->status = GAZETTE_MARKUP_ENTITIES;
    } else if (!made->document || !context->wellFormed) {
        note_error(made, xmlCtxtGetLastError(context));
    }
    if (!made->document && context->myDoc) {
        xmlFreeDoc(context->myDoc);
        context->myDoc = NULL;
    }
    xmlFreeParserCtxt(context);
    return made;
}

void gazette_markup_free(gazette_markup *document) {
    if (!document) return;
    if (document->value) xmlFree(document->value);
    if (document->document) xmlFreeDoc(document->document);
    free(document);
}

gazette_markup_status gazette_markup_state(const gazette_markup *document) { return document->status; }
int gazette_markup_error_line(const gazette_markup *document) { return document->line; }
const char *gazette_markup_error_message(const gazette_markup *document) { return document->message; }

static void encode(char *target, unsigned int scalar) {
    int count = xmlCopyCharMultiByte((xmlChar *)target, (int)scalar);
    target[count] = 0;
}

gazette_markup_event gazette_markup_next(gazette_markup *document) {
    for (;;) {
        if (!document->has_begun) {
            document->has_begun = 1;
            document->node = document->document ? document->document->children : NULL;
        } else if (document->node) {
            xmlNodePtr node = document->node;
            if (node->type == XML_ELEMENT_NODE && !document->is_closing) {
                if (node->children) {
                    document->node = node->children;
                } else {
                    document->is_closing = 1;
                    document->string = (const char *)node->name;
                    return GAZETTE_MARKUP_CLOSE;
                }
            } else if (node->next) {
                document->node = node->next;
                document->is_closing = 0;
            } else if (node->parent && node->parent->type == XML_ELEMENT_NODE) {
                document->node = node->parent;
                document->is_closing = 1;
                document->string = (const char *)node->parent->name;
                return GAZETTE_MARKUP_CLOSE;
            } else {
                document->node = NULL;
            }
        }
        xmlNodePtr node = document->node;
        if (!node) return GAZETTE_MARKUP_END;
        switch (node->type) {
            case XML_ELEMENT_NODE:
                document->attribute = node->properties;
                document->string = (const char *)node->name;
                return GAZETTE_MARKUP_OPEN;
            case XML_TEXT_NODE:
            case XML_CDATA_SECTION_NODE:
                if (!node->content) break;
                document->string = (const char *)node->content;
                return GAZETTE_MARKUP_TEXT;
            case XML_ENTITY_REF_NODE: {
                /* News XML uses the names of HTML, which its definition, unread here, would declare. */
                const htmlEntityDesc *entity = htmlEntityLookup(node->name);
                if (!entity) break;
                encode(document->character, entity->value);
                document->string = document->character;
                return GAZETTE_MARKUP_TEXT;
            }
            default: break;
        }
    }
}

const char *gazette_markup_string(const gazette_markup *document) { return document->string; }

const char *gazette_markup_namespace(const gazette_markup *document) {
    return document->node && document->node->ns ? (const char *)document->node->ns->href : NULL;
}

int gazette_markup_attribute(gazette_markup *document, const char **name, const char **value) {
    xmlAttrPtr attribute = document->attribute;
    if (!attribute) return 0;
    document->attribute = attribute->next;
    if (document->value) xmlFree(document->value);
    document->value = xmlNodeListGetString(document->document, attribute->children, 1);
    *name = (const char *)attribute->name;
    *value = document->value ? (const char *)document->value : "";
    return 1;
}
