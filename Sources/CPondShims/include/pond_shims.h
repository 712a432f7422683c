#ifndef POND_SHIMS_H
#define POND_SHIMS_H

#include <stddef.h>
#include <curl/curl.h>
#include <yajl/yajl_parse.h>

/// `yajl_config` is variadic, which Swift cannot call. Sets a boolean option; returns 1 on success.
int pond_yajl_set(yajl_handle parser, yajl_option option, int enabled);

/// `memmem`, which glibc shows only to GNU C. Returns where `wanted` begins in `text`, or NULL.
const void *pond_find(const void *text, size_t text_bytes, const void *wanted, size_t wanted_bytes);

/// `curl_easy_setopt` is variadic, which Swift cannot call. One function for each sort of value; text is copied.
CURLcode pond_curl_set_text(CURL *curl, CURLoption option, const char *text);
CURLcode pond_curl_set_number(CURL *curl, CURLoption option, long number);
CURLcode pond_curl_set_pointer(CURL *curl, CURLoption option, void *pointer);

#endif
