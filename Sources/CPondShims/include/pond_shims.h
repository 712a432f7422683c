#ifndef POND_SHIMS_H
#define POND_SHIMS_H

#include <stddef.h>
#include <yajl/yajl_parse.h>

/// `yajl_config` is variadic, which Swift cannot call. Sets a boolean option; returns 1 on success.
int pond_yajl_set(yajl_handle parser, yajl_option option, int enabled);

/// `memmem`, which glibc shows only to GNU C. Returns where `wanted` begins in `text`, or NULL.
const void *pond_find(const void *text, size_t text_bytes, const void *wanted, size_t wanted_bytes);

#endif
