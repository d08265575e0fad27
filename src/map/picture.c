#include "map/picture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "map/picture_inside.h"
#include "nabla/board.h"

#define UNWRITTEN 0.03f // the corner's radius of what nobody has written yet
#define NAME_SIZE 20.0f
#define NAME_LEAST 0.93f // of that, where a name would be too long
#define NAME_AIR 0.05f   // on either side of it
#define SMALLEST 6.0f    // points: smaller names are not drawn

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
  float wide = 15.6f / fmaxf(l->box.width, 1),
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

// What can be opened is round; what nobody has written yet has corners.
static float corner_of(const graph_scene *s, nb_rect r)
{
  return s->written ? 0.5f * r.height : UNWRITTEN;
}

static bool is_lit(const picture_view *v, int scene)
{
  for (int k = 0; v->lit && k < v->lit->count; k++)
    if (v->lit->scenes[k] == scene)
      return true;
  return false;
}

bool picture_is_found(const picture_view *v, int scene)
{
  return !v->typed[0] || graph_match(&v->graph->scenes[scene], v->typed) > 0;
}

// ---------------------------------------------------------------------------------------------------------------
// Bands and lines

// A subject's name, on two lines where one has no room, and a little smaller where a line of it has none.
static void record_subject(nb_board *b, const char *name, nb_vec2 at, nb_color color)
{
  const float room = LAYOUT_LABEL_WIDTH - 0.22f;
  char title[GRAPH_NAME];
  nb_style style = nb_style(.color = color, .size = 21, .font = NB_FONT_SEMIBOLD);
  snprintf(title, sizeof title, "%s", name);
  char *space = strchr(title, ' ');
  bool two = space && nb_text_width(b, title, style) > room;
  if (two)
    *space = '\n';
  style.size = fmaxf(style.size * fminf(room / nb_text_width(b, title, style), 1), 16);
  nb_text(b, nb_add(at, nb_at(0.1f, two ? 0.05f : -0.07f)), title, style);
}

static void record_bands(nb_board *b, const picture_view *v)
{
  const layout *l = v->layout;
  for (int k = 0; k < l->band_count; k++) {
    nb_rect r = {l->box.x - 0.12f, l->bands[k].bottom - 0.04f, l->box.width + 0.24f,
                 l->bands[k].top - l->bands[k].bottom + 0.08f};
    nb_color tint = nb_mix(b, NB_GROUND, color_of(k), 0.045f);
    nb_rectangle(b, r, 0.16f, nb_style(.fill = tint, .width = -1));
    nb_vec2 middle = nb_at(l->box.x, 0.5f * (l->bands[k].top + l->bands[k].bottom));
    record_subject(b, v->graph->subjects[k].title, middle, color_of(k));
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
    bool quiet = v->typed[0] && !(picture_is_found(v, l->from) && picture_is_found(v, l->to));
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
  nb_rectangle(b, r, corner_of(s, r), nb_style(.fill = nb_mix(b, NB_GROUND, color, 0.2f), .width = -1));
  nb_end(b);
}

static const float name_room = LAYOUT_BOX_WIDTH - 2 * NAME_AIR;

static nb_style name_style(nb_color color)
{
  return nb_style(.color = color, .size = NAME_SIZE, .font = NB_FONT_MEDIUM, .anchor = NB_CENTER);
}

// A name that is too long is set a little smaller.
float picture_name_size(nb_board *b, const char *name, bool *cut)
{
  float fits = name_room / fmaxf(nb_text_width(b, name, name_style(NB_TEXT)), name_room);
  *cut = fits < NAME_LEAST;
  return NAME_SIZE * fmaxf(fits, NAME_LEAST);
}

static void cut_name(nb_board *b, char *name, nb_style style)
{
  size_t length = strlen(name);
  while (length > 1 && nb_text_width(b, name, style) > name_room) {
    do
      length--;
    while (length > 1 && ((unsigned char)name[length] & 0xc0) == 0x80);
    memcpy(name + length, "…", sizeof "…");
  }
}

static void record_name(nb_board *b, const graph_scene *s, nb_vec2 at)
{
  char name[GRAPH_NAME + 4];
  bool filled = s->state == GRAPH_EXPLAINED || s->state == GRAPH_DUE, cut;
  bool quiet = s->state == GRAPH_SKIPPED || (s->state == GRAPH_NOT_YET && !s->written);
  nb_style style = name_style(filled ? NB_GROUND : quiet ? NB_DIM : NB_TEXT);
  snprintf(name, sizeof name, "%s", s->name);
  style.size = picture_name_size(b, name, &cut);
  if (cut)
    cut_name(b, name, style);
  nb_text(b, at, name, style);
}

static void record_marks(nb_board *b, const graph_scene *s, nb_rect r, nb_color color)
{
  if (s->due) // a second outline: it comes round again
    nb_rectangle(b, grown(r, 0.05f), corner_of(s, r) + 0.05f, nb_style(.color = color, .width = 2));
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
  float corner = corner_of(s, r);
  bool quiet = !picture_is_found(v, scene) && !is_lit(v, scene);
  if (quiet)
    nb_group(b, nb_affine_identity(), 0.3f);
  if (scene == v->selected)
    nb_rectangle(b, grown(r, 0.075f), corner + 0.075f, nb_style(.color = NB_V, .width = 4));
  else if (v->typed[0] && picture_is_found(v, scene))
    nb_rectangle(b, grown(r, 0.06f), corner + 0.06f, nb_style(.color = NB_V, .width = 2));
  nb_style outline = box_style(b, s, color), inside = outline;
  inside.width = -1;
  nb_rectangle(b, r, corner, inside);
  record_seen(b, s, r, color);
  outline.fill = NB_DEFAULT;
  if (is_lit(v, scene) && s->state != GRAPH_BEGUN) {
    outline.color = NB_LEARNING;
    outline.width = 3.5f;
  }
  nb_rectangle(b, r, corner, outline);
  if (NAME_SIZE * v->zoom >= SMALLEST)
    record_name(b, s, v->layout->places[scene]);
  record_marks(b, s, r, color);
  if (quiet)
    nb_end(b);
}

void picture_sign(nb_board *b, const graph_scene *like, nb_rect r)
{
  nb_style style = box_style(b, like, NB_K);
  style.width = fminf(style.width, 3);
  nb_rectangle(b, r, corner_of(like, r), style);
  if (like->state == GRAPH_DUE)
    nb_rectangle(b, grown(r, 0.035f), 0.11f, nb_style(.color = NB_K, .width = 1.5f));
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
  around_record(s, v);
}
