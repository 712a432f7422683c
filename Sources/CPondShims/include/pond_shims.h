#ifndef POND_SHIMS_H
#define POND_SHIMS_H

#include <stddef.h>
#include <stdint.h>
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

/// Finds words as ICU does (UAX #29, with dictionaries for Chinese and Japanese). Its functions carry the version in
/// their names by macro, which Swift does not see. NULL when ICU has no data for it.
void *pond_words_open(void);
void pond_words_close(void *finder);

/// Begins with UTF-16 `text`, which has to live until the last word of it was asked for. Returns 1 on success.
int pond_words_begin(void *finder, const uint16_t *text, int32_t units);

/// The next word's place, in units of UTF-16: letters, kana or ideographs; numbers and signs are passed over.
/// Returns 0 at the end of the text.
int pond_words_next(void *finder, int32_t *start, int32_t *end);

/// What a picture's head says of it.
typedef struct {
    int width;
    int height;
    /// Of all its pixels, decoded.
    uint64_t decoded_byte_count;
} pond_picture_head;

/// A picture that was written anew.
typedef struct {
    void *bytes;
    size_t byte_count;
    int width;
    int height;
} pond_picture;

/// libvips takes its options as variadic arguments, which Swift cannot pass. Starts it once, with every loader blocked
/// but those of JPEG, PNG, WebP and GIF. Returns 0 on success.
int pond_vips_start(void);

/// Reads a picture's head and decodes nothing. Returns 0 on success.
int pond_picture_look(const void *bytes, size_t byte_count, pond_picture_head *head);

/// Reads a picture (of several frames the first), turns it upright, takes it to sRGB, makes it no larger than a square
/// of `side_max`, and writes it as WebP; and the same again as a thumbnail. Returns 0 on
/// success; then both are freed with `pond_picture_free`.
int pond_picture_make(
    const void *bytes, size_t byte_count, int side_max, int thumbnail_side_max, int quality, int effort,
    pond_picture *full, pond_picture *thumbnail);
void pond_picture_free(pond_picture *picture);

#endif
