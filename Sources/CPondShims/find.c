#define _GNU_SOURCE
#include <string.h>
#include "pond_shims.h"

const void *pond_find(const void *text, size_t text_bytes, const void *wanted, size_t wanted_bytes) {
    return memmem(text, text_bytes, wanted, wanted_bytes);
}
