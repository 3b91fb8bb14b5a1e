#ifndef GAZETTE_CSTEMMER_SHIM_H
#define GAZETTE_CSTEMMER_SHIM_H

#include <libstemmer.h>

#endif
