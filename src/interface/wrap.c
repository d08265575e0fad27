#include "interface/wrap.h"

#include <limits.h>
#include <string.h>

static bool is_break(char c)
{
  return c == ' ' || c == '\n';
}

// True where text[0..] up to `end` leaves emphasis open, having begun with it as told. Stars that are only
// stars come in no captions that have emphasis as well.
static bool emphasis_after(const char *text, const char *end, bool emphasis)
{
  for (; text < end; text++) {
    bool opens = *text == '*' && text[1] != ' ' && text[1] != '*' && strchr(text + 1, '*');
    if (*text == '*' && (emphasis || opens))
      emphasis = !emphasis;
  }
  return emphasis;
}

// The longest part of text, in whole words, that fits; one word at least.
static const char *fit(const faces *f, words_face face, const char *text, bool emphasis, int width,
                       int *taken)
{
  const char *best = NULL, *at = text;
  *taken = 0;
  while (*at && *at != '\n') {
    while (*at && !is_break(*at))
      at++;
    int wide = faces_width(f, face, text, at, emphasis);
    if (best && width > 0 && wide > width)
      break;
    best = at;
    *taken = wide;
    while (*at == ' ')
      at++;
  }
  return best ? best : at;
}

static const char *behind_break(const char *at)
{
  while (*at == ' ')
    at++;
  return *at == '\n' ? at + 1 : at;
}

static wrap_result wrap_greedily(const faces *f, words_face face, const char *text, int width, int max_lines)
{
  wrap_result r = {.count = 0};
  bool emphasis = false;
  while (*text && r.count < max_lines && r.count < WRAP_MAX_LINES) {
    wrap_line *line = &r.line[r.count++];
    *line = (wrap_line){.text = text, .emphasis = emphasis};
    line->end = fit(f, face, text, emphasis, width, &line->width);
    emphasis = emphasis_after(text, line->end, emphasis);
    text = behind_break(line->end);
  }
  r.cut = *text != 0;
  return r;
}

static int widest(const wrap_result *r)
{
  int width = 0;
  for (int i = 0; i < r->count; i++)
    width = r->line[i].width > width ? r->line[i].width : width;
  return width;
}

// The narrowest width that needs no more lines: found by halving.
static wrap_result balance(const faces *f, words_face face, const char *text, const wrap_result *greedy)
{
  int low = 0, high = widest(greedy);
  wrap_result best = *greedy;
  while (high - low > 4) {
    int middle = low + (high - low) / 2;
    wrap_result r = wrap_greedily(f, face, text, middle, greedy->count);
    if (!r.cut && widest(&r) <= middle) {
      best = r;
      high = middle;
    } else {
      low = middle;
    }
  }
  return best;
}

wrap_result wrap_text(const faces *f, words_face face, const char *text, int width, int max_lines,
                      words_wrap how)
{
  wrap_result r = wrap_greedily(f, face, text, width, max_lines);
  if (how == WORDS_BALANCED && r.count > 1 && !r.cut)
    return balance(f, face, text, &r);
  return r;
}
