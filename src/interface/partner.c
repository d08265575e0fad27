#include "interface/partner.h"

#include <math.h>
#include <stdio.h>

#include "interface/strip.h"
#include "interface/tick.h"

static const float left = -7.2f, right = 7.2f;
static const float box = 0.3f; // of a tick

nb_rect partner_board(void)
{
  return (nb_rect){left, -1.47f, 8.834f, 4.969f};
}

int partner_at(const partner_spots *spots, nb_vec2 p)
{
  for (int k = 0; k < spots->count; k++) {
    nb_rect r = spots->area[k];
    if (r.width > 0 && p.x >= r.x && p.x <= r.x + r.width && p.y >= r.y && p.y <= r.y + r.height)
      return k;
  }
  return -1;
}

// ---------------------------------------------------------------------------------------------------------------
// Words one below the other

// A column that is filled from the top down. `floor` is as far as it reaches.
typedef struct column {
  const scribe *s;
  float x, width, y, floor;
} column;

typedef struct set {
  words_face face;
  float size; // points
  nb_color color;
  int lines; // at most
  float indent;
} set;

static words_style style_of(const column *c, set how)
{
  return (words_style){.face = how.face,
                       .size = how.size,
                       .color = scribe_color(c->s, how.color),
                       .width = c->width - how.indent,
                       .lines = how.lines};
}

// Sets words below what is there, and moves on; nothing where there is no room for a line. Returns what they cover.
static nb_rect put(column *c, const char *text, set how)
{
  words_style style = style_of(c, how);
  float ascent = 0.76f * how.size / NB_POINTS_PER_UNIT;
  if (!text || !*text || c->y - ascent - 0.05f < c->floor)
    return (nb_rect){0};
  nb_vec2 at = nb_at(c->x + how.indent, c->y - ascent);
  nb_rect r = scribe_words(c->s, text, &style, (scribe_place){at, 0}, 1);
  int lines = scribe_lines(c->s, text, &style);
  c->y -= ascent + 1.3f * how.size / NB_POINTS_PER_UNIT * (float)(lines - 1) + 0.06f;
  return r;
}

static void skip(column *c, float by)
{
  c->y -= by;
}

static void label(column *c, const char *text)
{
  put(c, text, (set){.face = WORDS_REGULAR, .size = 19, .color = NB_DIM});
  skip(c, 0.11f);
}

// ---------------------------------------------------------------------------------------------------------------
// Ticks

// A point with its box, and the digit that ticks it. False where there is no room.
static bool record_point(column *c, const partner_view *v, int k, float size, partner_spots *spots)
{
  const partner_point *p = &v->points[k];
  char digit[12];
  float top = c->y;
  nb_color color = p->heard ? NB_TEXT : nb_mix(c->s->board, NB_DIM, NB_TEXT, 0.35f);
  nb_rect r = put(c, p->words, (set){WORDS_REGULAR, size, color, 3, box + 0.17f});
  if (r.width <= 0)
    return false;
  float middle = top - 0.43f * size / NB_POINTS_PER_UNIT; // of its first line
  tick_record(c->s, nb_at(c->x, middle - 0.5f * box), box, p->heard, v->pointed == k);
  if (k < 9 && !p->heard) {
    snprintf(digit, sizeof digit, "%d", k + 1);
    words_style small = {.face = WORDS_REGULAR, .size = 16, .color = scribe_color(c->s, NB_DIM)};
    scribe_words(c->s, digit, &small, (scribe_place){nb_at(c->x + 0.5f * box, middle - 0.048f), 0.5f}, 1);
  }
  float air = v->count > 7 ? 0.16f : 0.26f;
  spots->area[k] = (nb_rect){c->x - 0.1f, c->y - 0.4f * air, c->width + 0.2f, top - c->y + air};
  skip(c, air);
  return true;
}

// How many of the points were set; the others had no room.
static int record_points(column *c, const partner_view *v, int from, int to, float size, partner_spots *spots)
{
  int k = from;
  while (k < to && record_point(c, v, k, size, spots))
    k++;
  return to - k;
}

static void record_list(column *c, const partner_view *v, float size, partner_spots *spots)
{
  char more[60];
  if (v->own > 0) {
    label(c, v->live ? "Did you know" : v->asks ? "Did you say" : "Heard so far");
    skip(c, 0.04f);
  }
  int left_out = record_points(c, v, 0, v->own, size, spots);
  if (v->count > v->own && c->y - 0.75f > c->floor) {
    skip(c, 0.14f);
    label(c, "Not said yet");
    skip(c, 0.02f);
    left_out += record_points(c, v, v->own, v->count, 20, spots);
  } else {
    left_out += v->count - v->own;
  }
  snprintf(more, sizeof more, "and %d more, at the end", left_out);
  c->floor -= 0.3f;
  if (left_out > 0)
    put(c, more, (set){WORDS_REGULAR, 18, NB_DIM, 1, box + 0.17f});
}

// ---------------------------------------------------------------------------------------------------------------
// The mark

// Something that can be pressed, with a dot of amber.
static void record_pill(column *c, const char *text, float filled, nb_rect *area)
{
  words_style style = {
      .face = WORDS_MEDIUM, .size = 20, .color = scribe_color(c->s, NB_TEXT), .width = c->width - 0.8f};
  float width = scribe_measure(c->s, text, &style, (scribe_place){nb_origin(), 0}).width + 0.78f;
  nb_rect r = {c->x, c->y - 0.42f, width, 0.42f};
  nb_color amber = nb_mix(c->s->board, NB_GROUND, NB_V, filled);
  nb_rectangle(c->s->board, r, 0.21f, nb_style(.fill = amber, .color = NB_V, .width = 1.8f));
  nb_point(c->s->board, nb_at(r.x + 0.27f, r.y + 0.21f), nb_style(.color = NB_V, .width = 13));
  scribe_words(c->s, text, &style, (scribe_place){nb_at(r.x + 0.47f, r.y + 0.145f), 0}, 1);
  *area = r;
  skip(c, 0.42f);
}

static void record_mark(column *c, const partner_view *v, partner_spots *spots)
{
  bool fresh = v->marked >= 0 && v->marked < PARTNER_MARK_SECONDS;
  char text[80];
  if (fresh)
    snprintf(text, sizeof text, "Kept: we come back to this");
  else if (v->lost > 0)
    snprintf(text, sizeof text, "Lost me here   (Y)   ·   %d so far", v->lost);
  else
    snprintf(text, sizeof text, "Lost me here   (Y)");
  record_pill(c, text, fresh ? 0.3f : v->pointed == v->count ? 0.16f : 0.07f, &spots->area[v->count]);
}

// What a review asks for next.
static void record_button(column *c, const partner_view *v, partner_spots *spots)
{
  put(c, v->words, (set){WORDS_REGULAR, 20, NB_DIM, 3, 0});
  skip(c, 0.26f);
  if (v->button)
    record_pill(c, v->button, v->pointed == v->count ? 0.16f : 0.07f, &spots->area[v->count]);
}

void partner_record_sign(const scribe *s, float marked)
{
  if (marked < 0 || marked >= PARTNER_MARK_SECONDS)
    return;
  const char *text = "once more, please: this is where I lost you";
  float alpha = nb_smooth(marked / 0.3f) * nb_smooth((PARTNER_MARK_SECONDS - marked) / 0.6f);
  words_style style = {.face = WORDS_MEDIUM, .size = 22, .color = scribe_color(s, NB_TEXT)};
  scribe_place place = {nb_at(0.13f, 3.34f), 0.5f};
  nb_rect said = scribe_measure(s, text, &style, place);
  nb_rect r = {said.x - 0.5f, place.at.y - 0.16f, said.width + 0.76f, 0.46f};
  nb_group(s->board, nb_affine_identity(), alpha);
  nb_rectangle(s->board, r, 0.23f, nb_style(.fill = NB_PANEL, .color = NB_V, .width = 2));
  nb_point(s->board, nb_at(r.x + 0.28f, r.y + 0.23f), nb_style(.color = NB_V, .width = 14));
  scribe_words(s, text, &style, place, 1);
  nb_end(s->board);
}

// ---------------------------------------------------------------------------------------------------------------
// What is said of the step, and what comes

static const nb_step *step_of(const partner_view *v)
{
  return &v->scene->scene->steps[v->asks ? v->asked_step : v->scene->step];
}

static void record_question(column *c, const partner_view *v, float size)
{
  const nb_step *step = step_of(v);
  bool asks = step->ask && *step->ask;
  label(c, v->asks && !v->live ? "Explain" : asks ? "Ask" : "Now");
  put(c, asks ? step->ask : step->title, (set){WORDS_MEDIUM, size, NB_TEXT, 4, 0});
  // The speaker does not see it; whoever listens may.
  if (step->say && *step->say && !v->hides_list) {
    skip(c, 0.17f);
    put(c, step->say, (set){WORDS_REGULAR, 20, NB_DIM, 3, 0});
  }
}

static void record_next(column *c, const partner_view *v, float size)
{
  const nb_scene *scene = v->scene->scene;
  const char *next = v->scene->step + 1 < scene->step_count ? scene->steps[v->scene->step + 1].title
                                                            : "the end: what was said, and what was not";
  label(c, "Next");
  put(c, next, (set){WORDS_REGULAR, size, NB_TEXT, 2, 0});
}

// Whoever knows how notes are set sets them there.
static void record_notes(column *c, const partner_view *v, partner_spots *spots)
{
  if (!v->notes || c->y - 1 < c->floor)
    return;
  skip(c, 0.26f);
  label(c, "Your notes");
  spots->notes = (nb_rect){c->x, c->floor, c->width, c->y - c->floor};
}

static void clock_words(float seconds, char *text, size_t room)
{
  int whole = (int)seconds;
  if (whole >= 3600)
    snprintf(text, room, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  else
    snprintf(text, room, "%02d:%02d", whole / 60, whole % 60);
}

// Ends at x. Figures are tabular, so that they do not shake.
static void record_clock(const scribe *s, const partner_view *v, float x, float y, float size)
{
  char text[60], here[40];
  words_style big = {.face = WORDS_MEDIUM, .size = size, .color = scribe_color(s, NB_TEXT)};
  words_style small = {.face = WORDS_REGULAR, .size = 19, .color = scribe_color(s, NB_DIM)};
  if (v->recording) {
    words_style red = {.face = WORDS_REGULAR, .size = 20, .color = scribe_color(s, NB_NEGATIVE)};
    nb_rect r = scribe_words(s, "rec", &red, (scribe_place){nb_at(x, y), 1}, 1);
    nb_point(s->board, nb_at(r.x - 0.14f, y + 0.065f), nb_style(.color = NB_NEGATIVE, .width = 16));
    x = r.x - 0.36f;
  }
  clock_words(v->total, text, sizeof text);
  nb_rect r = scribe_words(s, text, &big, (scribe_place){nb_at(x, y), 1}, 1);
  clock_words(v->here, here, sizeof here);
  snprintf(text, sizeof text, "this step  %s", here);
  scribe_words(s, text, &small, (scribe_place){nb_at(r.x - 0.25f, y), 1}, 1);
}

static void clear(const partner_view *v, partner_spots *spots)
{
  *spots = (partner_spots){.count = v->count + 1};
}

// ---------------------------------------------------------------------------------------------------------------
// The two places

void partner_record_window(const scribe *s, const partner_view *v, partner_spots *spots)
{
  char title[240];
  nb_rect board = partner_board();
  float beside = board.x + board.width + 0.53f;
  column main = {s, beside, right - beside, board.y + board.height - 0.02f, -2.3f};
  column below = {s, left, board.width - 0.4f, board.y - 0.3f, -3.75f};
  clear(v, spots);
  snprintf(title, sizeof title, "Explaining: %s", v->scene->scene->title);
  words_style head = {.face = WORDS_SEMIBOLD, .size = 25, .color = scribe_color(s, NB_TEXT), .width = 9};
  scribe_words(s, title, &head, (scribe_place){nb_at(left, 3.93f), 0}, 1);
  record_clock(s, v, right, 3.93f, 36);
  record_question(&main, v, 31);
  skip(&main, 0.42f);
  record_list(&main, v, v->count > 7 ? 21 : 24, spots);
  skip(&main, 0.2f);
  record_mark(&main, v, spots);
  main.y = -3.16f;
  main.floor = -3.9f;
  put(&main, "What is not ticked by the end becomes tomorrow’s review, and opens at its step.",
      (set){WORDS_REGULAR, 19, NB_DIM, 2, 0});
  record_next(&below, v, 26);
  record_notes(&below, v, spots);
  strip_record(s, v->scene);
}

// Covers what lies beyond the small board's rounded corners.
void partner_record_frame(const scribe *s)
{
  nb_rect r = partner_board();
  float air = 0.08f, corner = 0.1f;
  nb_path_rectangle(s->board, (nb_rect){r.x - air, r.y - air, r.width + 2 * air, r.height + 2 * air}, 0);
  nb_path_rectangle(s->board, r, corner);
  nb_draw(s->board, nb_style(.fill = NB_GROUND, .width = -1, .even_odd = true));
  nb_rectangle(s->board, r, corner, nb_style(.color = NB_TRACK, .width = 1.5f));
}

static void record_column_head(const column *c, const partner_view *v)
{
  char due[40];
  words_style head = {.face = WORDS_SEMIBOLD, .size = 20, .color = scribe_color(c->s, NB_DIM)};
  float y = c->y - 0.215f, end = c->x + c->width;
  scribe_words(c->s, v->asks ? "Review" : "Explaining", &head, (scribe_place){nb_at(c->x, y), 0}, 1);
  if (!v->asks) {
    record_clock(c->s, v, end, y, 26);
    return;
  }
  head.face = WORDS_REGULAR;
  snprintf(due, sizeof due, "%d due", v->due);
  scribe_words(c->s, due, &head, (scribe_place){nb_at(end, y), 1}, 1);
}

void partner_record_column(const scribe *s, const partner_view *v, nb_rect area, partner_spots *spots)
{
  float air = 0.3f, top = area.y + area.height, y = fminf(top - 0.3f, 4.16f);
  column c = {s, area.x + air, area.width - 2 * air, y, fmaxf(area.y, -4.3f)};
  clear(v, spots);
  nb_rectangle(s->board, area, 0, nb_style(.fill = NB_PANEL, .width = -1));
  nb_line(s->board, nb_at(area.x, area.y), nb_at(area.x, top), nb_style(.color = NB_TRACK, .width = 1.5f));
  record_column_head(&c, v);
  skip(&c, 0.62f);
  record_question(&c, v, 26);
  skip(&c, 0.34f);
  float floor = c.floor;
  c.floor = floor + 1.75f; // for the mark and what is next
  if (!v->hides_list)
    record_list(&c, v, v->count > 3 ? 21 : 23, spots);
  c.floor = floor;
  skip(&c, 0.16f);
  if (v->asks) {
    record_button(&c, v, spots);
    return;
  }
  record_mark(&c, v, spots);
  skip(&c, 0.34f);
  record_next(&c, v, 22);
  record_notes(&c, v, spots);
}
