#ifndef POND_SHIMS_H
#define POND_SHIMS_H

#include <stddef.h>
#include <stdint.h>
#include <yajl/yajl_parse.h>

/// `yajl_config` is variadic, which Swift cannot call. Sets a boolean option; returns 1 on success.
int pond_yajl_set(yajl_handle parser, yajl_option option, int enabled);

/// `memmem`, which glibc shows only to GNU C. Returns where `wanted` begins in `text`, or NULL.
const void *pond_find(const void *text, size_t text_bytes, const void *wanted, size_t wanted_bytes);

/// Finds words as ICU does (UAX #29, with dictionaries for Chinese and Japanese). Its functions carry the version in
/// their names by macro, which Swift does not see. NULL when ICU has no data for it.
void *pond_words_open(void);
void pond_words_close(void *finder);

/// Begins with UTF-16 `text`, which has to live until the last word of it was asked for. Returns 1 on success.
int pond_words_begin(void *finder, const uint16_t *text, int32_t units);

/// The next word's place, in units of UTF-16: letters, kana or ideographs; numbers and signs are passed over.
/// Returns 0 at the end of the text.
int pond_words_next(void *finder, int32_t *start, int32_t *end);

#endif
