#ifndef GAZETTE_CXML_SHIM_H
#define GAZETTE_CXML_SHIM_H

/* Only C sees libxml2 itself: CMarkup turns its trees into a walk that holds no pointers. */
#include <libxml/xmlversion.h>

#endif
