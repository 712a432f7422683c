#include <unicode/ubrk.h>
#include "pond_shims.h"

void *pond_words_open(void) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *finder = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    return U_SUCCESS(status) ? finder : NULL;
}

void pond_words_close(void *finder) {
    ubrk_close(finder);
}

int pond_words_begin(void *finder, const uint16_t *text, int32_t units) {
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(finder, (const UChar *)text, units, &status);
    ubrk_first(finder);
    return U_SUCCESS(status);
}

int pond_words_next(void *finder, int32_t *start, int32_t *end) {
    *start = ubrk_current(finder);
    for (int32_t next = ubrk_next(finder); next != UBRK_DONE; next = ubrk_next(finder)) {
        if (ubrk_getRuleStatus(finder) >= UBRK_WORD_LETTER) {
            *end = next;
            return 1;
        }
        *start = next;
    }
    return 0;
}
