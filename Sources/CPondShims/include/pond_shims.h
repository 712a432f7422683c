#ifndef POND_SHIMS_H
#define POND_SHIMS_H

#include <yajl/yajl_parse.h>

/// `yajl_config` is variadic, which Swift cannot call. Sets a boolean option; returns 1 on success.
int pond_yajl_set(yajl_handle parser, yajl_option option, int enabled);

#endif
