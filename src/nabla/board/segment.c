#include "nabla/board/segment.h"

#include <stdint.h>
#include <string.h>

#include "nabla/type/letters.h"
#include "nabla/type/utf8.h"

segmenter segment_begin(const nb_fonts *fonts, nb_font font, bool marked, const char *line, size_t bytes,
                        char *room)
{
  return (segmenter){
      .fonts = fonts, .font = font, .marked = marked, .at = line, .end = line + bytes, .room = room};
}

static uint32_t peek(const char *at, const char *end)
{
  return at < end ? nb_utf8_next(&at, end) : 0;
}

// A star opens emphasis where a word follows and another star closes it, and closes it where one is open. Any
// other star is a star.
static bool is_emphasis(const segmenter *s)
{
  if (!s->marked || s->font == NB_FONT_MATH || s->at == s->end || *s->at != '*')
    return false;
  if (s->emphasis)
    return true;
  const char *word = s->at + 1;
  return word < s->end && *word != ' ' && *word != '*' && memchr(word, '*', (size_t)(s->end - word));
}

static nb_font wanted_font(const segmenter *s)
{
  if (!s->emphasis)
    return s->font;
  return s->font == NB_FONT_ITALIC ? NB_FONT_REGULAR : NB_FONT_ITALIC;
}

// The font for the character at s->at: what is wanted, unless it lacks the letter or the accent over it and
// the other of Inter and Latin Modern has it.
static nb_font covering_font(const segmenter *s, nb_font wanted)
{
  const char *at = s->at;
  uint32_t code = nb_utf8_next(&at, s->end), accent = peek(at, s->end);
  bool accented = nb_is_accent(accent);
  if (nb_font_has(s->fonts, wanted, code) && (!accented || nb_font_has(s->fonts, wanted, accent)))
    return wanted;
  nb_font other = wanted == NB_FONT_MATH ? NB_FONT_REGULAR : NB_FONT_MATH;
  bool covers = nb_font_has(s->fonts, other, code) && (!accented || nb_font_has(s->fonts, other, accent));
  return covers ? other : wanted;
}

bool segment_next(segmenter *s, segment *out)
{
  *out = (segment){.text = s->room};
  while (s->at < s->end) {
    if (is_emphasis(s)) {
      if (out->bytes > 0)
        return true;
      s->emphasis = !s->emphasis;
      s->at++;
      continue;
    }
    uint32_t code = peek(s->at, s->end);
    nb_font font = covering_font(s, wanted_font(s));
    bool goes_on = nb_is_accent(code) || code == ' ';
    if (out->bytes > 0 && font != out->font && !goes_on)
      return true;
    if (out->bytes == 0)
      out->font = font;
    nb_utf8_next(&s->at, s->end);
    if (out->font == NB_FONT_MATH && s->marked)
      code = nb_math_letter(code, peek(s->at, s->end));
    out->bytes += nb_utf8_put(s->room + out->bytes, code);
  }
  return out->bytes > 0;
}
