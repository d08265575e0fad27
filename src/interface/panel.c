#include "interface/panel.h"

#include <math.h>
#include <string.h>

#include "interface/typed.h"

// Board units, where words have their usual size; larger words have more room.
static const float top = 4.1f, bottom = -4.1f, edge_air = 0.25f;
static const float panel_width = 3.2f, margin = 0.24f, line = 0.44f, track_line = 0.34f, gap = 0.16f;
static const float name_room = 1.1f;     // of names beside what stands in their line
static const float mistake_room = 0.72f; // for what is wrong, on two lines
static const float button = 0.36f;       // the side of ‹ and ›
static const float track_air = 0.08f;    // between a track's ends and where its knob stands there
static const float baseline = 0.29f;     // below a line's top

static float text_of(const panel_view *v)
{
  return v->text > 0 ? v->text : 1;
}

float panel_column(const panel_view *v)
{
  return v->hidden || v->count == 0 ? 0 : panel_width * text_of(v) + 2 * edge_air;
}

static int grid_rows(const panel_row *r)
{
  return (r->count - r->word + r->columns - 1) / r->columns + r->word;
}

// In lines of usual words.
static float height_of(const panel_row *r)
{
  float lines = r->kind == PANEL_GRID ? (float)grid_rows(r) : 1;
  float below = r->kind == PANEL_SLIDER ? track_line : r->kind == PANEL_WORDS ? line : 0;
  return lines * line + below + (r->mistake ? mistake_room : 0) + gap;
}

static float content(const panel_view *v)
{
  float height = 0;
  for (int k = 0; k < v->count; k++)
    height += height_of(&v->rows[k]);
  return text_of(v) * (height - gap + 2 * margin);
}

nb_rect panel_area(const panel_view *v)
{
  float height = fminf(content(v), top - bottom), width = panel_width * text_of(v);
  return (nb_rect){v->edge - edge_air - width, top - height, width, height};
}

float panel_scroll_room(const panel_view *v)
{
  return fmaxf(content(v) - (top - bottom), 0);
}

// ---------------------------------------------------------------------------------------------------------------
// Where things stand

// Spots are placed in usual units from the panel's upper left corner, y down, and come out on the board.
typedef struct placing {
  panel_spot *spot;
  int count;
  nb_vec2 corner;
  float scale;
} placing;

static void add(placing *s, panel_part part, int row, int number, nb_rect r)
{
  nb_rect area = {s->corner.x + s->scale * r.x, s->corner.y - s->scale * (r.y + r.height), s->scale * r.width,
                  s->scale * r.height};
  if (s->count < PANEL_SPOTS)
    s->spot[s->count++] = (panel_spot){part, row, number, area};
}

static void add_row(placing *s, const panel_row *r, int row, float y)
{
  float from = margin, until = panel_width - margin, middle = from + name_room;
  if (r->kind == PANEL_SLIDER) {
    add(s, PANEL_NUMBER, row, 0, (nb_rect){until - 1.05f, y, 1.05f, line});
    add(s, PANEL_TRACK, row, 0, (nb_rect){from, y + line, until - from, track_line});
  } else if (r->kind == PANEL_GRID) {
    float wide = (until - middle) / (float)r->columns;
    int numbers = r->count - r->word;
    for (int k = 0; k < numbers; k++)
      add(s, PANEL_NUMBER, row, k,
          (nb_rect){middle + wide * (float)(k % r->columns), y + line * (float)(k / r->columns), wide, line});
    if (r->word)
      add(s, PANEL_NUMBER, row, numbers,
          (nb_rect){middle, y + line * (float)(grid_rows(r) - 1), until - middle, line});
  } else if (r->kind == PANEL_STEPPER) {
    float over = y + 0.5f * (line - button);
    add(s, PANEL_LESS, row, 0, (nb_rect){middle, over, button, button});
    add(s, PANEL_NUMBER, row, 0, (nb_rect){middle + button, y, until - middle - 2 * button, line});
    add(s, PANEL_MORE, row, 0, (nb_rect){until - button, over, button, button});
  } else if (r->kind == PANEL_WORDS) { // below their name: they may be long
    add(s, PANEL_PRESS, row, 0, (nb_rect){from, y + line, until - from, line});
  } else {
    add(s, PANEL_PRESS, row, 0, (nb_rect){middle, y, until - middle, line});
  }
}

static nb_vec2 corner_of(const panel_view *v)
{
  return nb_at(panel_area(v).x, top + v->scroll);
}

int panel_spots(const panel_view *v, panel_spot *out)
{
  placing s = {.spot = out, .corner = corner_of(v), .scale = text_of(v)};
  float y = margin;
  for (int k = 0; k < v->count && !v->hidden; k++) {
    add_row(&s, &v->rows[k], k, y);
    y += height_of(&v->rows[k]);
  }
  return s.count;
}

static bool holds(nb_rect r, nb_vec2 p)
{
  return p.x >= r.x && p.x <= r.x + r.width && p.y >= r.y && p.y <= r.y + r.height;
}

panel_spot panel_at(const panel_view *v, nb_vec2 p)
{
  panel_spot spots[PANEL_SPOTS];
  panel_spot found = {.row = -1};
  if (v->hidden || v->count == 0 || !holds(panel_area(v), p))
    return found;
  found.part = PANEL_GROUND;
  int count = panel_spots(v, spots);
  for (int k = 0; k < count; k++)
    if (holds(spots[k].area, p))
      found = spots[k];
  return found;
}

float panel_run(const panel_view *v, const panel_spot *track)
{
  return track->area.width - 2 * track_air * text_of(v);
}

float panel_along(const panel_view *v, const panel_spot *track, float x)
{
  return (x - track->area.x - track_air * text_of(v)) / panel_run(v, track);
}

// ---------------------------------------------------------------------------------------------------------------
// Drawing

static words_style style_of(const scribe *s, float width, nb_color color)
{
  return (words_style){.face = WORDS_REGULAR, .size = 20, .color = scribe_color(s, color), .width = width};
}

static nb_rect set(const scribe *s, const char *text, float x, float y, float share, float width,
                   nb_color color)
{
  words_style style = style_of(s, width, color);
  return scribe_words(s, text, &style, (scribe_place){nb_at(x, y - s->text * baseline), share}, 1);
}

// A mark under the sign at which words go wrong; behind the last one where something is missing there.
static void mark_wrong(const scribe *s, const char *text, int wrong, nb_rect box, float y, float width)
{
  int length = (int)strlen(text), from = wrong - 1 < length ? wrong - 1 : length - 1, to = from + 1;
  while (from > 0 && ((unsigned char)text[from] & 0xc0) == 0x80)
    from--;
  while (to < length && ((unsigned char)text[to] & 0xc0) == 0x80)
    to++;
  words_style style = style_of(s, width, NB_TEXT);
  words_spot spot;
  style.size *= s->text;
  if (length == 0 || !words_find_spot(s->words, text, &style, s->unit, from, to, &spot))
    return;
  float x = box.x + spot.x / s->unit + (wrong > length ? spot.width / s->unit : 0),
        wide = fmaxf(wrong > length ? 0 : spot.width / s->unit, 0.08f * s->text),
        under = y - s->text * (baseline + 0.07f);
  nb_line(s->board, nb_at(x, under), nb_at(x + wide, under), nb_style(.color = NB_NEGATIVE, .width = 4));
}

static void record_track(const scribe *s, nb_rect r, float along)
{
  float air = track_air * s->text, y = r.y + 0.5f * r.height, x = r.x + air + along * (r.width - 2 * air);
  nb_line(s->board, nb_at(r.x, y), nb_at(r.x + r.width, y), nb_style(.color = NB_TRACK, .width = 4));
  nb_line(s->board, nb_at(r.x, y), nb_at(x, y), nb_style(.color = NB_LEARNING, .width = 4));
  nb_circle(s->board, nb_at(x, y), 0.085f * s->text,
            nb_style(.color = NB_LEARNING, .fill = NB_PANEL, .width = 3));
}

static void record_switch(const scribe *s, nb_rect r, bool on)
{
  float high = 0.3f * s->text, wide = 0.56f * s->text;
  nb_rect pill = {r.x + r.width - wide, r.y + 0.5f * (r.height - high), wide, high};
  nb_vec2 knob = nb_at(pill.x + (on ? wide - 0.5f * high : 0.5f * high), pill.y + 0.5f * high);
  nb_rectangle(
      s->board, pill, 0.5f * high,
      nb_style(.fill = on ? NB_LEARNING : NB_TRACK, .color = on ? NB_LEARNING : NB_DIM, .width = 1.5f));
  nb_point(s->board, knob, nb_style(.color = NB_TEXT, .width = 24 * s->text));
}

static void chevron(const scribe *s, nb_rect r, float direction)
{
  nb_vec2 at = nb_at(r.x + 0.5f * r.width, r.y + 0.5f * r.height);
  float wide = 0.04f * direction * s->text, high = 0.08f * s->text;
  nb_vec2 points[] = {nb_add(at, nb_at(-wide, high)), nb_add(at, nb_at(wide, 0)),
                      nb_add(at, nb_at(-wide, -high))};
  nb_polyline(s->board, points, 3, nb_style(.color = NB_DIM, .width = 2.5f));
}

static float width_of(void *with, const char *text)
{
  const scribe *s = with;
  words_style style = style_of(s, 0, NB_TEXT);
  return scribe_measure(s, text, &style, (scribe_place){0}).width;
}

static void record_words(const scribe *s, const panel_row *r, nb_rect a)
{
  float y = a.y + a.height;
  scribe measures = *s;
  typed t = {0};
  if (r->typing)
    t = typed_around(r->words, r->caret, a.width, width_of, &measures);
  const char *shown = r->typing ? t.text : r->words;
  nb_rect box = set(s, shown, a.x + a.width, y, 1, a.width, r->kind == PANEL_BUTTON ? NB_LEARNING : NB_TEXT);
  if (r->mistake && r->wrong > t.shift)
    mark_wrong(s, shown, r->wrong - t.shift, box, y, a.width);
}

static void record_spot(const scribe *s, const panel_row *r, const panel_spot *spot)
{
  nb_rect a = spot->area;
  float y = a.y + a.height, end = a.x + a.width;
  bool centred = r->kind == PANEL_STEPPER;
  switch (spot->part) {
  case PANEL_NUMBER:
    set(s, r->words ? r->words : r->numbers[spot->number], centred ? a.x + 0.5f * a.width : end, y,
        centred ? 0.5f : 1, a.width, r->word && spot->number == r->count - 1 ? NB_LEARNING : NB_TEXT);
    break;
  case PANEL_TRACK:
    record_track(s, a, r->along);
    break;
  case PANEL_LESS:
    chevron(s, a, -1);
    break;
  case PANEL_MORE:
    chevron(s, a, 1);
    break;
  case PANEL_PRESS:
    if (r->kind == PANEL_SWITCH)
      record_switch(s, a, r->on);
    else
      record_words(s, r, a);
    break;
  default:
    break;
  }
}

static void record_mistake(const scribe *s, const char *text, nb_vec2 at, float width)
{
  words_style style = style_of(s, width, NB_NEGATIVE);
  style.size = 17;
  style.lines = 2;
  scribe_words(s, text, &style, (scribe_place){at, 0}, 1);
}

static void record_names(const scribe *s, const panel_view *v)
{
  float k = s->text, inside = k * (panel_width - 2 * margin);
  nb_vec2 corner = corner_of(v);
  float x = corner.x + k * margin, y = corner.y - k * margin;
  for (int n = 0; n < v->count; n++) {
    const panel_row *r = &v->rows[n];
    set(s, r->name, x, y, 0, r->kind == PANEL_SLIDER ? inside - 1.1f * k : k * (name_room - 0.06f), NB_DIM);
    if (r->mistake)
      record_mistake(s, r->mistake, nb_at(x, y - k * (height_of(r) - gap - mistake_room + baseline)), inside);
    y -= k * height_of(r);
  }
}

static void record_focus(const scribe *s, const panel_spot *spot)
{
  nb_rect a = spot->area;
  nb_rectangle(s->board, (nb_rect){a.x - 0.06f, a.y - 0.01f, a.width + 0.12f, a.height + 0.02f}, 0.09f,
               nb_style(.color = NB_V, .width = 3));
}

void panel_record(const scribe *s, const panel_view *v)
{
  panel_spot spots[PANEL_SPOTS];
  nb_rect area = panel_area(v), everything = scribe_target(s);
  if (v->hidden || v->count == 0)
    return;
  scribe sized = *s;
  sized.text = text_of(v);
  scribe_panel(s, area, NB_TRACK);
  nb_clip(s->board, (nb_rect){everything.x, area.y + 0.06f, everything.width, area.height - 0.12f});
  record_names(&sized, v);
  int count = panel_spots(v, spots);
  for (int k = 0; k < count; k++) {
    record_spot(&sized, &v->rows[spots[k].row], &spots[k]);
    bool in_focus = spots[k].row == v->focus && spots[k].number == v->focus_number;
    if (in_focus && (spots[k].part == PANEL_NUMBER || spots[k].part == PANEL_PRESS))
      record_focus(&sized, &spots[k]);
  }
  nb_end(s->board);
}
