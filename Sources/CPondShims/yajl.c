#include "pond_shims.h"

int pond_yajl_set(yajl_handle parser, yajl_option option, int enabled) {
    return yajl_config(parser, option, enabled);
}
