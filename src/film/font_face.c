#include "film/font_face.h"

#include <hb-subset.h>
#include <stdint.h>
#include <string.h>

#include "nabla/type/utf8.h"

// RFC 4648, section 4.
static void put_base64(FILE *to, const uint8_t *bytes, size_t count)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t k = 0; k < count; k += 3) {
    size_t left = count - k;
    uint32_t three =
        (uint32_t)bytes[k] << 16 | (left > 1 ? bytes[k + 1] : 0u) << 8 | (left > 2 ? bytes[k + 2] : 0u);
    for (size_t sign = 0; sign < 4; sign++)
      fputc(sign <= left ? letters[three >> (18 - 6 * sign) & 63] : '=', to);
  }
}

static void put_rule(FILE *to, const font_face *f, hb_blob_t *font)
{
  unsigned size;
  const char *bytes = hb_blob_get_data(font, &size);
  fprintf(
      to,
      "  @font-face { font-family: \"%s\"; font-weight: %d; font-style: %s; src: url(data:font/otf;base64,",
      f->family, f->weight, f->italic ? "italic" : "normal");
  put_base64(to, (const uint8_t *)bytes, size);
  fputs("); }\n", to);
}

static void add_letters(hb_set_t *letters, const char *text)
{
  const char *end = text + strlen(text);
  while (text < end)
    hb_set_add(letters, nb_utf8_next(&text, end));
}

nb_error font_face_write(FILE *to, const font_face *f, const char *text)
{
  hb_blob_t *whole = hb_blob_create_from_file_or_fail(f->file);
  if (!whole)
    return nb_fail(NB_MISSING_FILE, "%s: the font is not there; it belongs to Nabla's assets", f->file);
  hb_face_t *face = hb_face_create(whole, 0), *subset = NULL;
  hb_subset_input_t *wanted = hb_subset_input_create_or_fail();
  if (wanted) {
    add_letters(hb_subset_input_unicode_set(wanted), text);
    subset = hb_subset_or_fail(face, wanted);
  }
  if (subset) {
    hb_blob_t *font = hb_face_reference_blob(subset);
    put_rule(to, f, font);
    hb_blob_destroy(font);
  }
  hb_face_destroy(subset);
  hb_subset_input_destroy(wanted);
  hb_face_destroy(face);
  hb_blob_destroy(whole);
  return subset ? nb_ok() : nb_fail(NB_NO_MEMORY, "%s: no memory for a part of the font", f->file);
}
