#ifndef GAZETTE_CARCHIVE_SHIM_H
#define GAZETTE_CARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>

#endif
