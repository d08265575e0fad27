#include "app/map.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "notebook/review.h"

#define NEAREST 0.05f
#define FARTHEST 3.0f
#define QUICKNESS 9.0 // 1/s: how fast one gets to where one will look
#define KEPT_AS "map.look"

// The map stays within reach.
static nb_vec2 keep_near(const map *m, nb_vec2 center)
{
  nb_rect r = m->layout.box;
  return nb_at(fminf(fmaxf(center.x, r.x), r.x + r.width), fminf(fmaxf(center.y, r.y), r.y + r.height));
}

// As one looks at a map that was never looked at: at all of it, or nearer, so that names are as large as other words.
static void begin_to_look(map *m)
{
  m->to_zoom = picture_whole(&m->layout, &m->to_center) * fmaxf(m->text, 1);
}

// ---------------------------------------------------------------------------------------------------------------
// Made

// Scenes of the library, those of the curriculum of which there is a C file, and C files beside it.
static nb_error make_graph(map *m, const char *trouble)
{
  library all = {0};
  char path[1100];
  (void)library_open(&all, m->shelf->scenes); // without it there are only C files
  shelf_name *written = NULL;
  int written_count = 0, count = 0;
  (void)shelf_list(m->shelf, &written, &written_count); // as many as there is memory for
  const char **found = calloc((size_t)(all.count + m->curriculum.count + written_count) + 1, sizeof *found);
  for (int k = 0; found && k < all.count; k++)
    found[count++] = all.entries[k].id;
  for (int k = 0; found && k < m->curriculum.count; k++)
    if (shelf_find(m->shelf, m->curriculum.entries[k].id, path, sizeof path) == SHELF_SOURCE)
      found[count++] = m->curriculum.entries[k].id;
  for (int k = 0; found && k < written_count; k++)
    found[count++] = written[k];
  nb_error e = found ? graph_open(&m->graph, &m->curriculum, found, count)
                     : nb_fail(NB_NO_MEMORY, "no memory for the map");
  if (!nb_failed(e) && *trouble)
    snprintf(m->graph.trouble, sizeof m->graph.trouble, "%.*s", (int)sizeof m->graph.trouble - 1, trouble);
  free(found);
  free(written);
  library_close(&all);
  return e;
}

// The scene that stands nearest to the middle of what one looks at; -1 without scenes.
static int find_middle(const map *m)
{
  int nearest = -1;
  float least = INFINITY;
  for (int k = 0; k < m->layout.count; k++) {
    float away = nb_length(nb_sub(m->layout.places[k], m->to_center));
    if (away < least) {
      least = away;
      nearest = k;
    }
  }
  return nearest;
}

nb_error map_lay_out(map *m)
{
  layout anew;
  nb_error e = layout_make(&anew, &m->graph);
  if (nb_failed(e))
    return e;
  int held = m->looked ? find_middle(m) : -1;
  nb_vec2 moved = held >= 0 ? nb_sub(anew.places[held], m->layout.places[held]) : nb_origin();
  layout_free(&m->layout);
  m->layout = anew;
  if (m->looked) {
    m->center = nb_add(m->center, moved);
    m->to_center = nb_add(m->to_center, moved);
  } else {
    begin_to_look(m);
  }
  return e;
}

nb_error map_create(map **out, const char *assets, const shelf *s)
{
  map *m = *out = calloc(1, sizeof *m);
  if (!m)
    return nb_fail(NB_NO_MEMORY, "no memory for the map");
  m->shelf = s;
  m->selected = m->here = m->asked = -1;
  nb_error read = curriculum_open(&m->curriculum, assets);
  nb_error e = make_graph(m, read.text);
  if (!nb_failed(e))
    e = map_lay_out(m);
  if (nb_failed(e)) {
    map_destroy(m);
    *out = NULL;
    return e;
  }
  return e;
}

void map_destroy(map *m)
{
  if (!m)
    return;
  free(m->way.scenes);
  layout_free(&m->layout);
  graph_close(&m->graph);
  curriculum_close(&m->curriculum);
  free(m);
}

// ---------------------------------------------------------------------------------------------------------------
// What is said of the selected scene

static int minutes(float seconds)
{
  return seconds < 60 ? 1 : (int)(seconds / 60 + 0.5f);
}

static const char *state_words(const graph_scene *s)
{
  static const char *const words_of[] = {
      [GRAPH_NOT_YET] = "not yet",          [GRAPH_BEGUN] = "begun",
      [GRAPH_WATCHED] = "watched",          [GRAPH_EXPLAINED] = "explained",
      [GRAPH_DUE] = "explained, due again", [GRAPH_SKIPPED] = "an extra, for when you need it",
  };
  return words_of[s->state];
}

static void say_scene(map *m)
{
  const graph_scene *s = &m->graph.scenes[m->selected];
  char file[NOTEBOOK_ID + 16];
  shelf_place(s->id, file, sizeof file);
  if (m->asked == m->selected)
    snprintf(m->words, sizeof m->words, "Enter once more writes %s and plays it", file);
  else if (!s->written)
    snprintf(m->words, sizeof m->words, "not written yet  ·  Enter begins it");
  else
    snprintf(m->words, sizeof m->words, "%s%s%s", state_words(s),
             s->due && s->state != GRAPH_DUE ? ", with something due for review" : "",
             m->selected == m->here ? "  ·  open: Enter goes on with it" : "");
}

static void say_way(map *m)
{
  free(m->way.scenes);
  m->way = graph_way_to(&m->graph, m->selected);
  m->way_words[0] = 0;
  if (m->way.count < 2)
    return;
  snprintf(m->way_words, sizeof m->way_words, "%s%d min, %d lessons", m->way.unknown ? "about " : "",
           minutes(m->way.seconds), m->way.count);
}

static void pan(map *m, nb_vec2 by);

// What is selected is seen, with its outline.
static void show_scene(map *m, int scene)
{
  nb_vec2 at = picture_on_board(m->layout.places[scene], m->to_center, m->to_zoom);
  float wide = 8 - (0.5f * LAYOUT_BOX_WIDTH + 0.1f) * m->to_zoom;
  float high = (0.5f * LAYOUT_BOX_HEIGHT + 0.1f) * m->to_zoom;
  nb_vec2 seen =
      nb_at(fminf(fmaxf(at.x, -wide), wide), fminf(fmaxf(at.y, PICTURE_BOTTOM + high), PICTURE_TOP - high));
  if (nb_length(nb_sub(seen, at)) > 0)
    pan(m, nb_sub(seen, at));
}

static void choose(map *m, int scene)
{
  m->asked = m->asked == scene ? m->asked : -1;
  m->selected = scene;
  m->words[0] = m->way_words[0] = 0;
  if (scene < 0)
    return;
  say_scene(m);
  say_way(m);
}

void map_select(map *m, int scene)
{
  choose(m, scene);
  if (scene >= 0)
    show_scene(m, scene);
}

// ---------------------------------------------------------------------------------------------------------------
// Shown

void map_learn(map *m, const notebook *n, double now)
{
  const notebook_scene *rows;
  int count = notebook_scenes(n, &rows);
  graph_learn(&m->graph, n, now);
  m->due = review_due(n, NULL, now);
  m->spent = 0;
  for (int k = 0; k < count; k++)
    m->spent += (double)rows[k].spent;
}

// What map_hide kept, of a map of the same size.
static void look_again(map *m, const notebook *n)
{
  float zoom, x, y, width, height;
  const char *kept = notebook_setting(n, KEPT_AS);
  nb_rect box = m->layout.box;
  m->looked = kept && sscanf(kept, "%f %f %f %f %f", &zoom, &x, &y, &width, &height) == 5 &&
              zoom >= NEAREST && zoom <= FARTHEST && isfinite(x) && isfinite(y) &&
              fabsf(width - box.width) < 0.01f && fabsf(height - box.height) < 0.01f;
  if (m->looked) {
    m->to_zoom = zoom;
    m->to_center = keep_near(m, nb_at(x, y));
  } else {
    begin_to_look(m);
  }
  m->zoom = m->to_zoom;
  m->center = m->to_center;
}

void map_hide(map *m, notebook *n)
{
  char text[120] = "";
  nb_rect box = m->layout.box;
  if (m->looked)
    snprintf(text, sizeof text, "%.5g %.5g %.5g %.5g %.5g", (double)m->to_zoom, (double)m->to_center.x,
             (double)m->to_center.y, (double)box.width, (double)box.height);
  if (m->shown)
    notebook_set(n, KEPT_AS, text);
  m->open = false;
}

void map_show(map *m, const notebook *n, const char *here, float text, double now)
{
  map_learn(m, n, now);
  bool grown = m->text != text && !m->looked;
  m->text = text;
  if (!m->shown)
    look_again(m, n);
  else if (grown)
    begin_to_look(m);
  m->shown = true;
  m->stuck = false;
  m->open = true;
  m->typed[0] = 0;
  m->fresh = true;
  m->asked = -1;
  m->dragging = false;
  m->here = here ? graph_find(&m->graph, here) : -1;
  choose(m, m->here);
  if (m->here >= 0 && !m->looked)
    show_scene(m, m->here);
}

// ---------------------------------------------------------------------------------------------------------------
// Chosen

void map_step(map *m, int x, int y)
{
  int best = -1;
  float least = INFINITY;
  nb_vec2 from = m->selected >= 0 ? m->layout.places[m->selected] : nb_at(0, 0);
  for (int k = 0; k < m->graph.count; k++) {
    nb_vec2 way = nb_sub(m->layout.places[k], from);
    float ahead = way.x * (float)x + way.y * (float)y;
    float aside = fabsf(way.x * (float)y) + fabsf(way.y * (float)x);
    // A column is as far as four rows.
    float far = x ? ahead + 3 * aside : 3 * ahead + aside;
    if (k == m->selected || ahead < 0.05f || (y && aside > 1.2f * LAYOUT_BOX_WIDTH + 2 * ahead) ||
        far >= least)
      continue;
    least = far;
    best = k;
  }
  if (m->selected < 0 && m->graph.count > 0)
    best = 0;
  if (best >= 0)
    map_select(m, best);
}

static void find_typed(map *m)
{
  int best = -1, most = 0;
  for (int k = 0; k < m->graph.count; k++) {
    int fits = graph_match(&m->graph.scenes[k], m->typed);
    if (fits > most) {
      most = fits;
      best = k;
    }
  }
  if (best >= 0)
    map_select(m, best);
}

void map_type(map *m, const char *text)
{
  size_t length = strlen(m->typed);
  if (length + strlen(text) >= sizeof m->typed || (length == 0 && *text == ' '))
    return;
  memcpy(m->typed + length, text, strlen(text) + 1);
  find_typed(m);
}

void map_erase(map *m)
{
  size_t length = strlen(m->typed);
  while (length > 0 && ((unsigned char)m->typed[--length] & 0xc0) == 0x80)
    ;
  m->typed[length] = 0;
  if (length > 0)
    find_typed(m);
}

int map_at(const map *m, nb_vec2 p)
{
  nb_vec2 at = picture_on_map(p, m->center, m->zoom);
  if (p.y > PICTURE_TOP || p.y < PICTURE_BOTTOM)
    return -1;
  for (int k = 0; k < m->graph.count; k++) {
    nb_vec2 way = nb_sub(at, m->layout.places[k]);
    if (fabsf(way.x) <= 0.5f * LAYOUT_BOX_WIDTH && fabsf(way.y) <= 0.5f * LAYOUT_BOX_HEIGHT)
      return k;
  }
  return -1;
}

// ---------------------------------------------------------------------------------------------------------------
// Looked at

void map_look_at_all(map *m)
{
  m->to_zoom = picture_whole(&m->layout, &m->to_center);
  m->looked = m->text > 1;
}

void map_zoom(map *m, float factor, nb_vec2 at)
{
  nb_vec2 center;
  float least = fminf(picture_whole(&m->layout, &center), NEAREST * 4), before = m->to_zoom;
  nb_vec2 held = picture_on_map(at, m->to_center, before);
  m->to_zoom = fminf(fmaxf(before * factor, least), FARTHEST);
  nb_vec2 now = picture_on_map(at, m->to_center, m->to_zoom);
  m->to_center = keep_near(m, nb_add(m->to_center, nb_sub(held, now)));
  m->looked = true;
}

static void pan(map *m, nb_vec2 by)
{
  m->to_center = keep_near(m, nb_sub(m->to_center, nb_scale(1 / m->to_zoom, by)));
}

void map_pan(map *m, nb_vec2 by)
{
  pan(m, by);
  m->looked = true;
}

bool map_move(map *m, double now, bool reduced)
{
  double passed = fmin(fmax(now - m->clock, 0), 0.1);
  float part = reduced ? 1 : (float)(1 - exp(-QUICKNESS * passed));
  m->clock = now;
  m->zoom += part * (m->to_zoom - m->zoom);
  m->center = nb_mix2(m->center, m->to_center, part);
  bool near = fabsf(m->zoom / m->to_zoom - 1) < 1e-3f && nb_length(nb_sub(m->center, m->to_center)) < 2e-3f;
  if (near) {
    m->zoom = m->to_zoom;
    m->center = m->to_center;
  }
  return !near;
}

void map_record(map *m, const scribe *s)
{
  picture_view v = {.graph = &m->graph,
                    .layout = &m->layout,
                    .center = m->center,
                    .zoom = m->zoom,
                    .selected = m->selected,
                    .here = m->here,
                    .typed = m->typed,
                    .words = m->words,
                    .way = m->way_words,
                    .lit = m->way.count > 1 ? &m->way : NULL,
                    .spent = m->spent,
                    .due = m->due};
  picture_record(s, &v);
}
