#include "app/entry.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POINTS(n) ((n) / NB_POINTS_PER_UNIT)

void entry_open(entry *e, stage *s, stage_grab number)
{
  float value;
  memcpy(&value, (const char *)stage_state(s) + number.grab.offset, sizeof value);
  *e = (entry){.open = true, .number = number, .fresh = true};
  snprintf(e->text, sizeof e->text, "%.*f", (int)number.grab.decimals, (double)value);
}

void entry_close(entry *e)
{
  e->open = false;
}

static void add(entry *e, char sign)
{
  size_t length = strlen(e->text);
  bool fits = sign == '-' ? length == 0 : sign == '.' ? strchr(e->text, '.') == NULL : true;
  if (fits && length + 1 < sizeof e->text) {
    e->text[length] = sign;
    e->text[length + 1] = '\0';
  }
}

void entry_type(entry *e, const char *text)
{
  for (; *text; text++) {
    char sign = *text == ',' ? '.' : *text;
    if (!strchr("0123456789.-", sign))
      continue;
    if (e->fresh)
      e->text[0] = '\0';
    e->fresh = false;
    add(e, sign);
  }
}

void entry_erase(entry *e)
{
  size_t length = strlen(e->text);
  e->fresh = false;
  if (length > 0)
    e->text[length - 1] = '\0';
}

nb_error entry_accept(entry *e, stage *s)
{
  char *end;
  float value = strtof(e->text, &end);
  if (!e->open || e->fresh || e->text[0] == '\0') {
    e->open = false;
    return nb_ok();
  }
  if (end == e->text || *end || !isfinite(value))
    return nb_fail(NB_OUT_OF_RANGE, "\"%s\" is not a number", e->text);
  e->open = false;
  return stage_set(s, e->number.grab.offset, &value, sizeof value);
}

void entry_follow(entry *e, const stage *s)
{
  const stage_grab *grabs;
  int count = stage_grabs(s, &grabs), nearest = -1;
  float least = INFINITY;
  for (int k = 0; e->open && k < count; k++) {
    const nb_grab_fixed *g = &grabs[k].grab;
    float away = nb_length(nb_sub(g->at, e->number.grab.at));
    if (g->kind == NB_GRAB_NUMBER && g->offset == e->number.grab.offset && away < least) {
      nearest = k;
      least = away;
    }
  }
  if (nearest >= 0)
    e->number = grabs[nearest];
  else
    e->open = false;
}

// With a true minus.
static void spell(const entry *e, char *text, size_t capacity)
{
  bool minus = e->text[0] == '-';
  snprintf(text, capacity, "%s%s", minus ? "\u2212" : "", e->text + minus);
}

void entry_record(const entry *e, nb_board *b)
{
  if (!e->open)
    return;
  char text[ENTRY_BYTES + 4];
  spell(e, text, sizeof text);
  // The figures of Latin Modern Math are 0.68 ems high.
  nb_rect r = e->number.grab.area;
  nb_style style = nb_style(.font = NB_FONT_MATH, .color = NB_V, .anchor = NB_RIGHT,
                            .size = fminf(fmaxf(r.height / 0.68f * NB_POINTS_PER_UNIT, 18), 90));
  style.alpha = e->fresh ? 0.55f : 1;
  float width = fmaxf(nb_text_width(b, text, style), r.width), middle = r.y + 0.5f * r.height;
  float right = r.x + r.width, high = 0.5f * r.height + POINTS(11);
  nb_rectangle(b, (nb_rect){right - width - POINTS(10), middle - high, width + POINTS(22), 2 * high},
               POINTS(6), nb_style(.fill = NB_GROUND, .color = NB_V, .width = 2));
  nb_text(b, nb_at(right, middle), text, style);
  nb_line(b, nb_at(right + POINTS(4), middle - high + POINTS(7)),
          nb_at(right + POINTS(4), middle + high - POINTS(7)), nb_style(.color = NB_V, .width = 2));
}
