#include "map/picture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "nabla/board.h"

#define CORNER (0.5f * LAYOUT_BOX_HEIGHT)
#define NAME_SIZE 20.0f
#define SMALLEST 6.0f // points: smaller names are not drawn

static const float left = -7.2f, right = 7.2f, head_y = 3.945f;
static const float counts_left = 1.1f; // of the head, where the counts may begin

// ---------------------------------------------------------------------------------------------------------------
// Where

nb_vec2 picture_on_board(nb_vec2 p, nb_vec2 center, float zoom)
{
  nb_vec2 middle = nb_at(0, 0.5f * (PICTURE_TOP + PICTURE_BOTTOM));
  return nb_add(middle, nb_scale(zoom, nb_sub(p, center)));
}

nb_vec2 picture_on_map(nb_vec2 p, nb_vec2 center, float zoom)
{
  nb_vec2 middle = nb_at(0, 0.5f * (PICTURE_TOP + PICTURE_BOTTOM));
  return nb_add(center, nb_scale(1 / zoom, nb_sub(p, middle)));
}

float picture_whole(const layout *l, nb_vec2 *center)
{
  *center = nb_at(l->box.x + 0.5f * l->box.width, l->box.y + 0.5f * l->box.height);
  float wide = 15.3f / fmaxf(l->box.width, 1),
        high = (PICTURE_TOP - PICTURE_BOTTOM) / fmaxf(l->box.height, 1);
  return fminf(1.25f, fminf(wide, high));
}

// ---------------------------------------------------------------------------------------------------------------
// Colours

static nb_color color_of(int subject)
{
  static const nb_color colors[] = {NB_K, NB_I, NB_LEARNING, NB_J, NB_V};
  return colors[subject % (int)(sizeof colors / sizeof *colors)];
}

static bool is_dashed(const graph_scene *s)
{
  return s->state == GRAPH_SKIPPED;
}

static bool is_lit(const picture_view *v, int scene)
{
  for (int k = 0; v->lit && k < v->lit->count; k++)
    if (v->lit->scenes[k] == scene)
      return true;
  return false;
}

static bool is_found(const picture_view *v, int scene)
{
  return !v->typed[0] || graph_match(&v->graph->scenes[scene], v->typed) > 0;
}

// ---------------------------------------------------------------------------------------------------------------
// Bands and lines

static void record_bands(nb_board *b, const picture_view *v)
{
  const layout *l = v->layout;
  for (int k = 0; k < l->band_count; k++) {
    nb_rect r = {l->box.x - 0.12f, l->bands[k].bottom - 0.04f, l->box.width + 0.24f,
                 l->bands[k].top - l->bands[k].bottom + 0.08f};
    nb_color tint = nb_mix(b, NB_GROUND, color_of(k), 0.045f);
    nb_rectangle(b, r, 0.16f, nb_style(.fill = tint, .width = -1));
    char title[GRAPH_NAME];
    snprintf(title, sizeof title, "%s", v->graph->subjects[k].title);
    nb_style style = nb_style(.color = color_of(k), .size = 21, .font = NB_FONT_SEMIBOLD);
    char *space = strchr(title, ' ');
    bool two = space && nb_text_width(b, title, style) > LAYOUT_LABEL_WIDTH - 0.2f;
    if (two)
      *space = '\n';
    float middle = 0.5f * (l->bands[k].top + l->bands[k].bottom);
    nb_text(b, nb_at(l->box.x + 0.1f, middle + (two ? 0.05f : -0.07f)), title, style);
  }
}

static void record_line(nb_board *b, const layout_line *l, nb_style style)
{
  nb_move_to(b, l->points[0]);
  for (int k = 0; k < l->cubics; k++)
    nb_cubic_to(b, l->points[3 * k + 1], l->points[3 * k + 2], l->points[3 * k + 3]);
  nb_draw(b, style);
}

// A line on the way is lit: between two of its scenes, or from what is known to the first of them.
static bool is_line_lit(const picture_view *v, const layout_line *l)
{
  return v->lit && v->lit->count > 0 && is_lit(v, l->to) &&
         (is_lit(v, l->from) || graph_is_known(&v->graph->scenes[l->from]));
}

static void record_lines(nb_board *b, const picture_view *v, bool lit)
{
  for (int k = 0; k < v->layout->line_count; k++) {
    const layout_line *l = &v->layout->lines[k];
    const graph_scene *from = &v->graph->scenes[l->from], *to = &v->graph->scenes[l->to];
    if (is_line_lit(v, l) != lit)
      continue;
    bool dashed = is_dashed(from) || is_dashed(to);
    bool quiet = v->typed[0] && !(is_found(v, l->from) && is_found(v, l->to));
    nb_color plain = nb_mix(b, NB_GROUND, NB_DIM, 0.5f);
    nb_style style = lit ? nb_style(.color = NB_LEARNING, .width = 4.5f)
                         : nb_style(.color = plain, .width = 2, .alpha = quiet ? 0.35f : 1);
    if (dashed && !lit) {
      style.dash[0] = 5;
      style.dash[1] = 5;
    }
    record_line(b, l, style);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Boxes

static nb_rect box_of(const picture_view *v, int scene)
{
  nb_vec2 p = v->layout->places[scene];
  return (nb_rect){p.x - 0.5f * LAYOUT_BOX_WIDTH, p.y - 0.5f * LAYOUT_BOX_HEIGHT, LAYOUT_BOX_WIDTH,
                   LAYOUT_BOX_HEIGHT};
}

static nb_rect grown(nb_rect r, float by)
{
  return (nb_rect){r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by};
}

// How the box of a state is filled and outlined.
static nb_style box_style(nb_board *b, const graph_scene *s, nb_color color)
{
  nb_style style = nb_style(.fill = NB_GROUND, .color = color, .width = 2);
  switch (s->state) {
  case GRAPH_EXPLAINED:
  case GRAPH_DUE:
    style.fill = color;
    break;
  case GRAPH_WATCHED:
    style.fill = nb_mix(b, NB_GROUND, color, 0.2f);
    break;
  case GRAPH_BEGUN:
    style.width = 4;
    break;
  case GRAPH_SKIPPED:
    style.color = NB_DIM;
    style.dash[0] = 5;
    style.dash[1] = 4;
    break;
  default:
    if (!s->written)
      style.color = nb_mix(b, NB_GROUND, color, 0.55f);
  }
  return style;
}

// The part of a begun scene's steps that has been seen.
static void record_seen(nb_board *b, const graph_scene *s, nb_rect r, nb_color color)
{
  nb_rect part = r;
  part.width *= s->seen;
  if (s->state != GRAPH_BEGUN || part.width <= 0)
    return;
  nb_clip(b, part);
  nb_rectangle(b, r, CORNER, nb_style(.fill = nb_mix(b, NB_GROUND, color, 0.2f), .width = -1));
  nb_end(b);
}

// The name, cut where it is too long for its box.
static void record_name(nb_board *b, const graph_scene *s, nb_vec2 at)
{
  char name[GRAPH_NAME + 4];
  bool filled = s->state == GRAPH_EXPLAINED || s->state == GRAPH_DUE;
  bool quiet = s->state == GRAPH_SKIPPED || (s->state == GRAPH_NOT_YET && !s->written);
  nb_style style = nb_style(.color = filled  ? NB_GROUND
                                     : quiet ? NB_DIM
                                             : NB_TEXT,
                            .size = NAME_SIZE, .font = NB_FONT_MEDIUM, .anchor = NB_CENTER);
  snprintf(name, sizeof name, "%s", s->name);
  size_t length = strlen(name);
  while (length > 1 && nb_text_width(b, name, style) > LAYOUT_BOX_WIDTH - 0.1f) {
    do
      length--;
    while (length > 1 && ((unsigned char)name[length] & 0xc0) == 0x80);
    memcpy(name + length, "…", sizeof "…");
  }
  nb_text(b, at, name, style);
}

static void record_marks(nb_board *b, const graph_scene *s, nb_rect r, nb_color color)
{
  if (s->due) // a second outline: it comes round again
    nb_rectangle(b, grown(r, 0.05f), CORNER + 0.05f, nb_style(.color = color, .width = 2));
  if (s->stuck >= 0) {
    nb_vec2 at = nb_at(r.x + 0.14f, r.y + r.height);
    nb_circle(b, at, 0.075f, nb_style(.fill = NB_NEGATIVE, .color = NB_GROUND, .width = 3));
  }
}

static void record_box(nb_board *b, const picture_view *v, int scene)
{
  const graph_scene *s = &v->graph->scenes[scene];
  nb_color color = color_of(s->subject);
  nb_rect r = box_of(v, scene);
  bool quiet = !is_found(v, scene) && !is_lit(v, scene);
  if (quiet)
    nb_group(b, nb_affine_identity(), 0.3f);
  if (scene == v->selected)
    nb_rectangle(b, grown(r, 0.075f), CORNER + 0.075f, nb_style(.color = NB_V, .width = 4));
  else if (v->typed[0] && is_found(v, scene))
    nb_rectangle(b, grown(r, 0.06f), CORNER + 0.06f, nb_style(.color = NB_V, .width = 2));
  nb_style outline = box_style(b, s, color), inside = outline;
  inside.width = -1;
  nb_rectangle(b, r, CORNER, inside);
  record_seen(b, s, r, color);
  outline.fill = NB_DEFAULT;
  if (is_lit(v, scene) && s->state != GRAPH_BEGUN) {
    outline.color = NB_LEARNING;
    outline.width = 3.5f;
  }
  nb_rectangle(b, r, CORNER, outline);
  if (NAME_SIZE * v->zoom >= SMALLEST)
    record_name(b, s, v->layout->places[scene]);
  record_marks(b, s, r, color);
  if (quiet)
    nb_end(b);
}

// ---------------------------------------------------------------------------------------------------------------
// What stands around

static float say(const scribe *s, const char *text, words_face face, float size, nb_color color, float x,
                 float y, float share)
{
  words_style style = {.face = face, .size = size, .color = scribe_color(s, color), .width = 14};
  nb_rect r = scribe_words(s, text, &style, (scribe_place){nb_at(x, y), share}, 1);
  return share > 0.9f ? r.x : r.x + r.width;
}

static void record_counts(const scribe *s, const picture_view *v)
{
  int watched = 0, explained = 0;
  char text[160];
  for (int k = 0; k < v->graph->count; k++) {
    graph_state state = v->graph->scenes[k].state;
    watched += graph_is_known(&v->graph->scenes[k]);
    explained += state == GRAPH_EXPLAINED || state == GRAPH_DUE;
  }
  int minutes = (int)(v->spent / 60);
  int used = snprintf(text, sizeof text, "%d watched  ·  %d explained", watched, explained);
  if (minutes >= 60)
    snprintf(text + used, sizeof text - (size_t)used, "  ·  %d h %d min", minutes / 60, minutes % 60);
  else if (minutes > 0)
    snprintf(text + used, sizeof text - (size_t)used, "  ·  %d min", minutes);
  say(s, text, WORDS_REGULAR, 21, NB_DIM, right, 3.95f, 1);
}

// Beside the title, as the day's strip lies below it; smaller where it would reach the counts.
static float say_beside(const scribe *s, const char *text, words_face face, float size, nb_color color,
                        float x)
{
  words_style style = {
      .face = face, .size = size, .color = scribe_color(s, color), .width = fmaxf(counts_left - x, 0.5f)};
  nb_rect r = scribe_words(s, text, &style, (scribe_place){nb_at(x, head_y), 0}, 1);
  return r.x + r.width;
}

// "stuck at step 3 of Gradient descent — go back for The gradient"
static bool record_stuck(const scribe *s, const picture_view *v, float x)
{
  for (int k = 0; k < v->graph->count; k++) {
    const graph_scene *scene = &v->graph->scenes[k];
    char text[300];
    if (scene->stuck < 0)
      continue;
    int used = snprintf(text, sizeof text, "stuck at step %d of %s", scene->stuck + 1, scene->name);
    if (scene->stuck_for >= 0)
      snprintf(text + used, sizeof text - (size_t)used, " — go back for *%s*",
               v->graph->scenes[scene->stuck_for].name);
    say_beside(s, text, WORDS_MEDIUM, 20, NB_LEARNING, x);
    return true;
  }
  return false;
}

static void record_due(const scribe *s, const picture_view *v, float x)
{
  char text[80];
  if (v->due == 0)
    return;
  snprintf(text, sizeof text, "%d review%s due today  ·  Ctrl R", v->due, v->due == 1 ? " is" : "s are");
  say_beside(s, text, WORDS_MEDIUM, 20, NB_LEARNING, x);
}

static void record_head(const scribe *s, const picture_view *v)
{
  float x = say(s, "Deep learning, the mathematics", WORDS_SEMIBOLD, 24, NB_TEXT, left, head_y, 0) + 0.35f;
  record_counts(s, v);
  if (!v->typed[0]) {
    if (v->graph->trouble[0])
      say_beside(s, v->graph->trouble, WORDS_MEDIUM, 20, NB_NEGATIVE, x);
    else if (!record_stuck(s, v, x))
      record_due(s, v, x);
    return;
  }
  x = say_beside(s, "looking for ", WORDS_REGULAR, 21, NB_DIM, x) + 0.07f;
  x = say_beside(s, v->typed, WORDS_SEMIBOLD, 21, NB_TEXT, x) + 0.03f;
  bool found = false;
  for (int k = 0; k < v->graph->count && !found; k++)
    found = is_found(v, k);
  if (!found)
    say_beside(s, "nothing fits", WORDS_REGULAR, 21, NB_NEGATIVE, x + 0.25f);
  nb_line(s->board, nb_at(x, head_y - 0.03f), nb_at(x, head_y + 0.16f),
          nb_style(.color = NB_V, .width = 2.5f));
}

static float record_sign(const scribe *s, float x, graph_state state, const char *text)
{
  graph_scene like = {.state = state, .written = true, .seen = 0.5f};
  nb_rect r = {x, -4.17f, 0.32f, 0.15f};
  nb_style outline = box_style(s->board, &like, NB_K);
  outline.width = fminf(outline.width, 3);
  nb_rectangle(s->board, r, 0.075f, outline);
  if (state == GRAPH_DUE)
    nb_rectangle(s->board, grown(r, 0.035f), 0.11f, nb_style(.color = NB_K, .width = 1.5f));
  return say(s, text, WORDS_REGULAR, 17, NB_DIM, x + 0.42f, -4.15f, 0) + 0.32f;
}

static void record_foot(const scribe *s, const picture_view *v)
{
  if (v->selected >= 0) {
    const graph_scene *scene = &v->graph->scenes[v->selected];
    float x = say(s, scene->title, WORDS_SEMIBOLD, 21, NB_TEXT, left, -3.78f, 0) + 0.2f;
    say(s, v->words, WORDS_REGULAR, 20, NB_DIM, x, -3.78f, 0);
    if (v->way[0])
      say(s, v->way, WORDS_MEDIUM, 20, NB_LEARNING, right, -3.78f, 1);
  }
  float x = left;
  x = record_sign(s, x, GRAPH_EXPLAINED, "explained aloud");
  x = record_sign(s, x, GRAPH_DUE, "due for review");
  x = record_sign(s, x, GRAPH_WATCHED, "watched");
  x = record_sign(s, x, GRAPH_BEGUN, "begun");
  x = record_sign(s, x, GRAPH_NOT_YET, "not yet");
  record_sign(s, x, GRAPH_SKIPPED, "beside the path");
  say(s, "type to search  ·  Enter opens  ·  Esc", WORDS_REGULAR, 17, NB_DIM, right, -4.15f, 1);
}

void picture_record(const scribe *s, const picture_view *v)
{
  nb_board *b = s->board;
  nb_rect all = scribe_target(s);
  nb_rectangle(b, all, 0, nb_style(.fill = NB_GROUND, .width = -1));
  nb_vec2 origin = picture_on_board(nb_origin(), v->center, v->zoom);
  nb_clip(b, (nb_rect){all.x, PICTURE_BOTTOM - 0.06f, all.width, PICTURE_TOP - PICTURE_BOTTOM + 0.12f});
  nb_group(b, (nb_affine){.i = {v->zoom, 0}, .j = {0, v->zoom}, .origin = origin}, 1);
  record_bands(b, v);
  record_lines(b, v, false);
  record_lines(b, v, true);
  for (int k = 0; k < v->graph->count; k++)
    record_box(b, v, k);
  nb_end(b);
  nb_end(b);
  record_head(s, v);
  record_foot(s, v);
}
