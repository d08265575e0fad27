#include "interface/faces.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "nabla/type/letters.h"
#include "nabla/type/utf8.h"

static const char *const file_names[WORDS_FACE_COUNT] = {
    [WORDS_REGULAR] = "Inter-Regular.otf",   [WORDS_MEDIUM] = "Inter-Medium.otf",
    [WORDS_SEMIBOLD] = "Inter-SemiBold.otf", [WORDS_ITALIC] = "Inter-Italic.otf",
    [WORDS_MATH] = "latinmodern-math.otf",
};

static nb_error open_face(TTF_Font **font, const char *path)
{
  FILE *file = fopen(path, "rb");
  if (!file)
    return nb_fail(NB_MISSING_FILE, "%s: the font is not there; it belongs to Nabla's assets", path);
  fclose(file);
  *font = TTF_OpenFont(path, 16);
  if (!*font)
    return nb_fail(NB_BAD_FILE, "%s: %s", path, TTF_GetError());
  // Letters stand where the font wants them to, to a fraction of a pixel; only heights are fitted to pixels.
  TTF_SetFontHinting(*font, TTF_HINTING_LIGHT_SUBPIXEL);
  return nb_ok();
}

nb_error faces_open(faces *f, const char *assets)
{
  *f = (faces){0};
  if (TTF_Init())
    return nb_fail(NB_FAILED, "SDL2_ttf does not start: %s", TTF_GetError());
  nb_error e = nb_ok();
  for (int i = 0; i < WORDS_FACE_COUNT && !nb_failed(e); i++) {
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/fonts/%s", assets, file_names[i]);
    if (length < 0 || length >= (int)sizeof path)
      e = nb_fail(NB_MISSING_FILE, "%.200s…: the assets' path is too long", assets);
    else
      e = open_face(&f->font[i], path);
  }
  if (nb_failed(e))
    faces_close(f);
  return e;
}

void faces_close(faces *f)
{
  for (int i = 0; i < WORDS_FACE_COUNT; i++)
    if (f->font[i])
      TTF_CloseFont(f->font[i]);
  *f = (faces){0};
  TTF_Quit();
}

void faces_size(faces *f, float pixels)
{
  pixels = fminf(fmaxf(pixels, 1), 2000);
  if (pixels == f->pixels)
    return;
  f->pixels = pixels;
  // One point at so many dots to the inch: sizes between whole pixels, which TTF_SetFontSize cannot say.
  unsigned dots = (unsigned)lroundf(72 * pixels);
  for (int i = 0; i < WORDS_FACE_COUNT; i++)
    TTF_SetFontSizeDPI(f->font[i], 1, dots, dots);
}

// ---------------------------------------------------------------------------------------------------------------
// Stretches

static uint32_t peek(const char *at, const char *end)
{
  return at < end ? nb_utf8_next(&at, end) : 0;
}

// A star opens emphasis where a word follows and another star closes it; any other star is a star.
// It may close in another line.
static bool is_emphasis(const char *at, bool emphasis)
{
  if (*at != '*')
    return false;
  return emphasis || (at[1] != ' ' && at[1] != '*' && strchr(at + 1, '*'));
}

static bool covers(const faces *f, words_face face, uint32_t code, uint32_t next)
{
  return TTF_GlyphIsProvided32(f->font[face], code) &&
         (!nb_is_accent(next) || TTF_GlyphIsProvided32(f->font[face], next));
}

static words_face face_for(const faces *f, words_face wanted, uint32_t code, uint32_t next)
{
  if (covers(f, wanted, code, next) || !covers(f, WORDS_MATH, code, next))
    return wanted;
  return WORDS_MATH;
}

// Inter makes an arrow of "->" and one sign of ">=". What was typed, and what a message quotes, is shown as it is: two signs
// of different stretches make no third.
static bool would_join(uint32_t before, uint32_t code)
{
  static const char signs[] = "-=<>!";
  return before != 0 && before < 128 && code < 128 && strchr(signs, (int)before) && strchr(signs, (int)code);
}

bool faces_next(const faces *f, words_face face, const char **at, const char *end, bool *emphasis,
                faces_stretch *out)
{
  size_t bytes = 0;
  uint32_t before = 0;
  while (*at < end && bytes + 5 < sizeof out->text) {
    if (is_emphasis(*at, *emphasis)) {
      if (bytes > 0)
        break;
      *emphasis = !*emphasis;
      ++*at;
      continue;
    }
    const char *behind = *at;
    uint32_t code = nb_utf8_next(&behind, end), next = peek(behind, end);
    words_face wanted = face_for(f, *emphasis ? WORDS_ITALIC : face, code, next);
    if (bytes > 0 && ((wanted != out->face && !nb_is_accent(code)) || would_join(before, code)))
      break;
    before = code;
    if (bytes == 0)
      out->face = wanted;
    *at = behind;
    if (out->face == WORDS_MATH)
      code = nb_math_letter(code, next);
    bytes += nb_utf8_put(out->text + bytes, code == 0 ? 0xfffd : code);
  }
  out->text[bytes] = 0;
  return bytes > 0;
}

int faces_width(const faces *f, words_face face, const char *text, const char *end, bool emphasis)
{
  faces_stretch stretch;
  int width = 0;
  while (faces_next(f, face, &text, end, &emphasis, &stretch)) {
    int one = 0;
    TTF_SizeUTF8(f->font[stretch.face], stretch.text, &one, NULL);
    width += one;
  }
  return width;
}
