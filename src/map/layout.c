#include "map/layout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "map/layout_inside.h"
#include "map/tracks.h"

#define GAP 0.28f     // between two layers, where nothing runs down it
#define GAP_EDGE 0.1f // of it on either side of tracks
#define TRACK 0.09f
#define CORRIDOR 0.2f // between two bands, where nothing runs along it
#define CORNER 0.16f  // radius
#define WIDE 15.5f    // what the map should fill
#define HIGH 6.84f

enum { MOST_WIDTH = 40 };

typedef int layers_table[MOST_WIDTH + 1]; // layers of a band for each width

typedef struct work {
  const graph *g;
  layout *out;
  layers_band *bands;
  layers *made;
  int *scenes; // those of each band, one band after the other
  int *heights, *layer_of;
  layers_table *layers_at; // of each band
  int columns;
  float *column_x;   // left edges
  tracks gaps;       // gap k is to the left of column k
  tracks corridors;  // corridor k is above band k
  float *gap_x;      // where its first track lies
  float *corridor_y; // likewise
} work;

// ---------------------------------------------------------------------------------------------------------------
// Bands, and how many columns

static void measure_heights(work *w)
{
  // As often as the longest path is long.
  for (bool changed = true; changed;) {
    changed = false;
    for (int v = 0; v < w->g->count; v++)
      for (int k = 0; k < w->g->scenes[v].need_count; k++) {
        int u = w->g->scenes[v].needs[k];
        if (w->g->scenes[u].subject == w->g->scenes[v].subject && w->heights[u] <= w->heights[v]) {
          w->heights[u] = w->heights[v] + 1;
          changed = true;
        }
      }
  }
}

static void make_bands(work *w)
{
  int at = 0;
  for (int b = 0; b < w->g->subject_count; b++) {
    w->bands[b] = (layers_band){
        .graph = w->g, .scenes = w->scenes + at, .heights = w->heights, .layer_of = w->layer_of};
    for (int k = 0; k < w->g->count; k++)
      if (w->g->scenes[k].subject == b)
        w->scenes[at++] = k;
    w->bands[b].count = (int)(w->scenes + at - w->bands[b].scenes);
  }
}

// The least width with which a band takes at most so many layers; MOST_WIDTH where none does.
static int least_width(const int *layers_at, int most)
{
  int width = 1;
  while (width < MOST_WIDTH && layers_at[width] > most)
    width++;
  return width;
}

static bool make_layers(work *w)
{
  bool whole = true;
  for (int b = 0; whole && b < w->g->subject_count; b++) {
    int width = least_width(w->layers_at[b], w->columns);
    int count = layers_schedule(&w->bands[b], width);
    whole = layers_make(&w->made[b], &w->bands[b], width, count);
    for (int k = 0; whole && k < w->made[b].item_count; k++)
      if (w->made[b].items[k].scene >= 0)
        w->out->places[w->made[b].items[k].scene].y = w->made[b].items[k].y;
  }
  return whole;
}

// ---------------------------------------------------------------------------------------------------------------
// Lines between bands: which gaps and corridors they take

typedef struct route {
  int out_gap, corridor, in_gap;
  bool straight; // both gaps are one: there is no corridor
} route;

static route route_of(const work *w, int from, int to)
{
  int a = w->g->scenes[from].subject, b = w->g->scenes[to].subject;
  route r = {.out_gap = w->layer_of[from] + 1, .corridor = b > a ? b : b + 1, .in_gap = w->layer_of[to]};
  r.straight = r.out_gap == r.in_gap;
  return r;
}

// A height that orders as the final one will: a band's top is its number.
static float rough_y(const work *w, int scene)
{
  int b = w->g->scenes[scene].subject;
  return (float)b + 0.1f + 0.8f * w->out->places[scene].y / fmaxf(w->made[b].height, 1e-3f);
}

static bool ask_tracks(work *w, int from, int to)
{
  route r = route_of(w, from, to);
  float u = rough_y(w, from), v = rough_y(w, to), k = (float)r.corridor;
  if (r.straight)
    return tracks_ask(&w->gaps, r.out_gap, from, u, v);
  return tracks_ask(&w->gaps, r.out_gap, from, u, k) &&
         tracks_ask(&w->corridors, r.corridor, from, (float)r.out_gap, (float)r.in_gap) &&
         tracks_ask(&w->gaps, r.in_gap, w->g->count + to, k, v);
}

static bool is_between(const work *w, int from, int to)
{
  return w->g->scenes[from].subject != w->g->scenes[to].subject;
}

static bool make_tracks(work *w)
{
  for (int to = 0; to < w->g->count; to++)
    for (int k = 0; k < w->g->scenes[to].need_count; k++)
      if (is_between(w, w->g->scenes[to].needs[k], to) && !ask_tracks(w, w->g->scenes[to].needs[k], to))
        return false;
  tracks_assign(&w->gaps);
  tracks_assign(&w->corridors);
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Places

static void place_columns(work *w)
{
  float x = LAYOUT_LABEL_WIDTH;
  for (int c = 0; c <= w->columns; c++) {
    int count = tracks_count(&w->gaps, c);
    bool outer = c == 0 || c == w->columns;
    w->gap_x[c] = x + GAP_EDGE;
    x += outer ? GAP_EDGE + (float)count * TRACK + 0.06f
               : fmaxf(GAP, 2 * GAP_EDGE + (float)count * TRACK + 0.04f);
    w->column_x[c] = x;
    x += c < w->columns ? LAYOUT_BOX_WIDTH : 0;
  }
  w->out->box = (nb_rect){.width = x};
}

static void place_bands(work *w)
{
  float y = 0;
  for (int b = 0; b <= w->g->subject_count; b++) {
    int count = tracks_count(&w->corridors, b);
    w->corridor_y[b] = y - 0.5f * CORRIDOR;
    y -= CORRIDOR + (float)count * TRACK;
    if (b == w->g->subject_count)
      break;
    w->out->bands[b] = (layout_band){.top = y, .bottom = y - w->made[b].height};
    y = w->out->bands[b].bottom;
  }
  w->out->box.y = y;
  w->out->box.height = -y;
}

static nb_vec2 item_place(const work *w, int band, const layers_item *i)
{
  return nb_at(w->column_x[i->layer] + 0.5f * LAYOUT_BOX_WIDTH, w->out->bands[band].top - i->y);
}

static void place_scenes(work *w)
{
  for (int b = 0; b < w->g->subject_count; b++)
    for (int k = 0; k < w->made[b].item_count; k++) {
      const layers_item *i = &w->made[b].items[k];
      if (i->scene >= 0)
        w->out->places[i->scene] = item_place(w, b, i);
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Lines

static void curve_to(layout_line *l, nb_vec2 a, nb_vec2 b, nb_vec2 p)
{
  nb_vec2 *at = l->points + 1 + 3 * l->cubics++;
  at[0] = a;
  at[1] = b;
  at[2] = p;
}

static nb_vec2 end_of(const layout_line *l)
{
  return l->points[3 * l->cubics];
}

static void line_to(layout_line *l, nb_vec2 p)
{
  nb_vec2 from = end_of(l);
  if (nb_length(nb_sub(p, from)) > 1e-5f)
    curve_to(l, nb_mix2(from, p, 1 / 3.0f), nb_mix2(from, p, 2 / 3.0f), p);
}

// Level at both ends.
static void swing_to(layout_line *l, nb_vec2 p)
{
  nb_vec2 from = end_of(l);
  float middle = 0.5f * (from.x + p.x);
  curve_to(l, nb_at(middle, from.y), nb_at(middle, p.y), p);
}

static layout_line *start_line(work *w, int from, int to, int cubics)
{
  layout_line *l = &w->out->lines[w->out->line_count];
  *l = (layout_line){.from = from, .to = to};
  l->points = calloc((size_t)(1 + 3 * cubics), sizeof *l->points);
  if (!l->points)
    return NULL;
  w->out->line_count++;
  l->points[0] = nb_add(w->out->places[from], nb_at(0.5f * LAYOUT_BOX_WIDTH, 0));
  return l;
}

static bool draw_chain(work *w, int band, const layers_chain *c)
{
  const layers *m = &w->made[band];
  const layers_link *links = m->links + c->first_link;
  const layers_item *last = &m->items[links[c->links - 1].to];
  layout_line *l = start_line(w, m->items[links[0].from].scene, last->scene, 2 * c->links);
  nb_vec2 half = nb_at(0.5f * LAYOUT_BOX_WIDTH, 0);
  for (int k = 0; l && k < c->links; k++) {
    const layers_item *i = &m->items[links[k].to];
    swing_to(l, nb_sub(item_place(w, band, i), half));
    if (i != last)
      line_to(l, nb_add(item_place(w, band, i), half));
  }
  return l != NULL;
}

// Straight from corner to corner, and round at each.
static void draw_corners(layout_line *l, const nb_vec2 *p, int count)
{
  for (int k = 1; k + 1 < count; k++) {
    nb_vec2 in = nb_sub(p[k], p[k - 1]), out = nb_sub(p[k + 1], p[k]);
    float radius = fminf(CORNER, 0.5f * fminf(nb_length(in), nb_length(out)));
    nb_vec2 from = nb_sub(p[k], nb_scale(radius, nb_unit(in))),
            to = nb_add(p[k], nb_scale(radius, nb_unit(out)));
    line_to(l, from);
    curve_to(l, nb_mix2(from, p[k], 0.55f), nb_mix2(to, p[k], 0.55f), to);
  }
  line_to(l, p[count - 1]);
}

static float gap_track(const work *w, int gap, int key)
{
  return w->gap_x[gap] + ((float)tracks_of(&w->gaps, gap, key) + 0.5f) * TRACK;
}

static bool draw_between(work *w, int from, int to)
{
  route r = route_of(w, from, to);
  layout_line *l = start_line(w, from, to, 12);
  if (!l)
    return false;
  nb_vec2 start = l->points[0], end = nb_sub(w->out->places[to], nb_at(0.5f * LAYOUT_BOX_WIDTH, 0));
  float x = gap_track(w, r.out_gap, from);
  if (r.straight) {
    draw_corners(l, (nb_vec2[]){start, nb_at(x, start.y), nb_at(x, end.y), end}, 4);
    return true;
  }
  float y = w->corridor_y[r.corridor] - ((float)tracks_of(&w->corridors, r.corridor, from) + 0.5f) * TRACK;
  float x2 = gap_track(w, r.in_gap, w->g->count + to);
  draw_corners(l, (nb_vec2[]){start, nb_at(x, start.y), nb_at(x, y), nb_at(x2, y), nb_at(x2, end.y), end}, 6);
  return true;
}

static bool draw_lines(work *w)
{
  bool whole = true;
  for (int b = 0; b < w->g->subject_count; b++)
    for (int k = 0; whole && k < w->made[b].chain_count; k++)
      whole = draw_chain(w, b, &w->made[b].chains[k]);
  for (int to = 0; to < w->g->count; to++)
    for (int k = 0; whole && k < w->g->scenes[to].need_count; k++)
      if (is_between(w, w->g->scenes[to].needs[k], to))
        whole = draw_between(w, w->g->scenes[to].needs[k], to);
  return whole;
}

// ---------------------------------------------------------------------------------------------------------------

static bool take_memory(work *w)
{
  size_t scenes = (size_t)w->g->count + 1, subjects = (size_t)w->g->subject_count + 1, lines = 1;
  for (int k = 0; k < w->g->count; k++)
    lines += (size_t)w->g->scenes[k].need_count;
  layout *out = w->out;
  w->bands = calloc(subjects, sizeof *w->bands);
  w->made = calloc(subjects, sizeof *w->made);
  w->layers_at = calloc(subjects, sizeof *w->layers_at);
  w->scenes = calloc(3 * scenes, sizeof *w->scenes);
  w->heights = w->scenes + scenes;
  w->layer_of = w->scenes + 2 * scenes;
  w->column_x = calloc(2 * (scenes + 1) + subjects, sizeof(float));
  w->gap_x = w->column_x + scenes + 1;
  w->corridor_y = w->column_x + 2 * (scenes + 1);
  out->places = calloc(scenes, sizeof *out->places);
  out->lines = calloc(lines, sizeof *out->lines);
  out->bands = calloc(subjects, sizeof *out->bands);
  out->count = w->g->count;
  out->band_count = w->g->subject_count;
  return w->layers_at && w->bands && w->made && w->scenes && w->column_x && out->places && out->lines &&
         out->bands;
}

static void free_layers(work *w)
{
  for (int b = 0; w->made && b < w->g->subject_count; b++)
    layers_free(&w->made[b]);
  tracks_free(&w->gaps);
  tracks_free(&w->corridors);
}

static void free_lines(layout *l)
{
  for (int k = 0; k < l->line_count; k++)
    free(l->lines[k].points);
  l->line_count = 0;
}

// Makes all of it with so many columns, in place of what was made before.
static bool make(work *w, int columns)
{
  free_layers(w);
  free_lines(w->out);
  w->columns = columns;
  if (!make_layers(w) || !make_tracks(w))
    return false;
  place_columns(w);
  place_bands(w);
  place_scenes(w);
  return draw_lines(w);
}

// As many columns as make the map fill the board best. Each number is tried, while that takes no time; what it makes
// of a large graph is no different in kind from one column to the next, and tried in larger steps.
static bool make_best(work *w)
{
  int deepest = 1, longest = 1, best = 1;
  for (int b = 0; b < w->g->subject_count; b++) {
    for (int width = 1; width <= MOST_WIDTH; width++)
      w->layers_at[b][width] = layers_schedule(&w->bands[b], width);
    deepest = w->layers_at[b][MOST_WIDTH] > deepest ? w->layers_at[b][MOST_WIDTH] : deepest;
    longest = w->layers_at[b][1] > longest ? w->layers_at[b][1] : longest;
  }
  int step = 1 + w->g->count / 150;
  float least = INFINITY;
  for (int columns = deepest, worse = 0; columns <= longest && worse < 4; columns += step, worse++) {
    if (!make(w, columns))
      return false;
    float size = fmaxf(w->out->box.width / WIDE, w->out->box.height / HIGH);
    if (size >= least)
      continue;
    least = size;
    best = columns;
    worse = 0;
  }
  return best == w->columns || make(w, best);
}

nb_error layout_make(layout *out, const graph *g)
{
  *out = (layout){0};
  work w = {.g = g, .out = out};
  bool whole = take_memory(&w);
  if (whole) {
    measure_heights(&w);
    make_bands(&w);
    whole = make_best(&w);
  }
  free_layers(&w);
  free(w.layers_at);
  free(w.bands);
  free(w.made);
  free(w.scenes);
  free(w.column_x);
  if (whole)
    return nb_ok();
  layout_free(out);
  return nb_fail(NB_NO_MEMORY, "no memory for the map's layout");
}

void layout_free(layout *l)
{
  free_lines(l);
  free(l->places);
  free(l->lines);
  free(l->bands);
  *l = (layout){0};
}
