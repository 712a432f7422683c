#include <pthread.h>
#include <string.h>
#include <vips/vips.h>
#include "pond_shims.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int outcome = -1;

// What is wrong with a picture is told by the answer; strangers do not write into our log.
static void ignore(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {}

static void start(void) {
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO, ignore, NULL);
    outcome = vips_init("pond");
    if (outcome != 0) return;
    // Pictures are of strangers: nothing is read but these four, by libraries that are made for strangers' files.
    vips_operation_block_set("VipsForeignLoad", TRUE);
    vips_operation_block_set("VipsForeignLoadJpeg", FALSE);
    vips_operation_block_set("VipsForeignLoadPng", FALSE);
    vips_operation_block_set("VipsForeignLoadWebp", FALSE);
    vips_operation_block_set("VipsForeignLoadNsgif", FALSE);
    vips_block_untrusted_set(TRUE);
    // No picture comes twice, and those who call have threads of their own.
    vips_cache_set_max(0);
    vips_concurrency_set(1);
}

int pond_vips_start(void) {
    pthread_once(&once, start);
    return outcome;
}

int pond_picture_look(const void *bytes, size_t byte_count, pond_picture_head *head) {
    VipsImage *image = vips_image_new_from_buffer(bytes, byte_count, "", "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    if (image == NULL) {
        vips_error_clear();
        return -1;
    }
    head->width = vips_image_get_width(image);
    head->height = vips_image_get_height(image);
    head->decoded_byte_count = VIPS_IMAGE_SIZEOF_IMAGE(image);
    g_object_unref(image);
    return 0;
}

static int write_webp(VipsImage *image, int quality, int effort, pond_picture *made) {
    made->width = vips_image_get_width(image);
    made->height = vips_image_get_height(image);
    return vips_webpsave_buffer(
        image, &made->bytes, &made->byte_count, "Q", quality, "effort", effort, "smart_subsample", TRUE, "strip", TRUE,
        NULL);
}

int pond_picture_make(
    const void *bytes, size_t byte_count, int side_max, int thumbnail_side_max, int quality, int effort,
    pond_picture *full, pond_picture *thumbnail) {
    VipsImage *bounded = NULL, *kept = NULL, *small = NULL;
    memset(full, 0, sizeof *full);
    memset(thumbnail, 0, sizeof *thumbnail);
    int failed = vips_thumbnail_buffer(
            (void *)bytes, byte_count, &bounded, side_max, "height", side_max, "size", VIPS_SIZE_DOWN, "export_profile",
            "srgb", "option_string", "fail_on=error", NULL)
        || (kept = vips_image_copy_memory(bounded)) == NULL
        || write_webp(kept, quality, effort, full)
        || vips_thumbnail_image(
            kept, &small, thumbnail_side_max, "height", thumbnail_side_max, "size", VIPS_SIZE_DOWN, NULL)
        || write_webp(small, quality, effort, thumbnail);
    if (bounded) g_object_unref(bounded);
    if (kept) g_object_unref(kept);
    if (small) g_object_unref(small);
    if (failed) {
        pond_picture_free(full);
        pond_picture_free(thumbnail);
        vips_error_clear();
    }
    return failed ? -1 : 0;
}

void pond_picture_free(pond_picture *picture) {
    g_free(picture->bytes);
    picture->bytes = NULL;
}
