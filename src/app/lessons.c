#include "app/lessons.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/parts.h"

static double real_now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// Strangers' code is not run in this process but for the scene that somebody asked it for.
static void start_catalog(player *p)
{
  stage_options how = {.fonts = p->fonts, .assets = p->options->assets};
  if (p->map && !p->options->in_process)
    p->catalog = catalog_start(p->options->shelf, p->options->sdk, &how, p->events + PLAYER_CATALOG);
}

struct map *lessons_map(player *p)
{
  if (!p->map) {
    player_report(p, map_create(&p->map, p->options->assets, p->options->shelf));
    if (p->map && p->map->graph.trouble[0])
      fprintf(stderr, "nabla: the curriculum: %s\n", p->map->graph.trouble);
    start_catalog(p);
  }
  return p->map;
}

// What a scene beside the curriculum says of itself is all that is known of it. True where it rests on something.
static bool hear_found(graph *g, int scene, const catalog_entry *e)
{
  graph_scene *s = &g->scenes[scene];
  bool needs = false;
  snprintf(s->title, sizeof s->title, "%s", e->title);
  snprintf(s->name, sizeof s->name, "%.*s", (int)sizeof s->name - 1, e->title);
  for (int k = 0; k < e->need_count; k++)
    needs = graph_need(g, scene, e->needs[k]) || needs;
  return needs;
}

// True where the map is to be laid out anew.
static bool hear(map *m, catalog_entry *e)
{
  int scene = m ? graph_find(&m->graph, e->id) : -1;
  if (scene < 0) {
    free(e->captions);
    return false;
  }
  graph_scene *s = &m->graph.scenes[scene];
  free(s->captions);
  s->captions = e->captions;
  s->seconds = e->seconds;
  return !s->listed && hear_found(&m->graph, scene, e);
}

static void lay_out(player *p)
{
  p->found_needs = false;
  player_report(p, map_lay_out(p->map));
}

// What is looked at stays as it is: where something is found that it rests on, the map is laid out anew when it is shown next.
void lessons_hear_catalog(player *p)
{
  catalog_entry e;
  map *m = p->map;
  while (p->catalog && catalog_take(p->catalog, &e))
    p->found_needs = hear(m, &e) || p->found_needs;
  if (p->found_needs && !m->open)
    lay_out(p);
  if (m && m->open)
    map_select(m, m->selected);
}

// What is played may have been written since the catalog read it, or this minute.
static void hear_what_is_played(player *p)
{
  catalog_entry e = catalog_describe(p->scene, p->stage);
  if (hear(p->map, &e) || p->found_needs)
    lay_out(p);
}

void lessons_show_map(player *p)
{
  map *m = lessons_map(p);
  if (!m)
    return;
  hint_hear(p, HINT_IS_STUCK);
  hear_what_is_played(p);
  diary_leave(&p->diary, p->stage, p->playback.answered);
  p->stuck.open = false;
  map_show(m, p->notebook, p->scene, p->settings.text_size, real_now());
}

void lessons_search_map(player *p)
{
  lessons_show_map(p);
  if (p->map)
    p->map->stuck = true;
}

// ---------------------------------------------------------------------------------------------------------------
// Being stuck

static void add_row(stuck *s, const graph *g, int here, const char *id)
{
  int scene = graph_find(g, id);
  for (int k = 0; k < s->count; k++)
    if (s->rows[k] == scene)
      return;
  if (scene >= 0 && scene != here && s->count < STUCK_ROWS)
    s->rows[s->count++] = scene;
}

static void fill_rows(player *p, const graph *g)
{
  const nb_scene *scene = stage_scene(p->stage);
  const nb_step *step = &scene->steps[stage_where(p->stage).step];
  stuck *s = &p->stuck;
  int here = graph_find(g, p->scene);
  *s = (stuck){.open = true};
  for (int k = 0; k < NB_MAX_NEEDS && step->needs[k]; k++)
    add_row(s, g, here, step->needs[k]);
  s->own = s->count;
  for (int k = 0; k < NB_MAX_NEEDS && scene->needs[k]; k++)
    add_row(s, g, here, scene->needs[k]);
  for (int k = 0; here >= 0 && k < g->scenes[here].need_count; k++)
    add_row(s, g, here, g->scenes[g->scenes[here].needs[k]].id);
}

void lessons_be_stuck(player *p)
{
  map *m = lessons_map(p);
  if (!m)
    return;
  hint_hear(p, HINT_IS_STUCK);
  diary_leave(&p->diary, p->stage, p->playback.answered);
  map_learn(m, p->notebook, real_now());
  fill_rows(p, &m->graph);
  p->playback.playing = false;
}

bool lessons_go_for(player *p, const char *id)
{
  notebook_be_stuck(p->notebook, p->scene, stage_where(p->stage).step, id, real_now());
  return lessons_look_up(p, id);
}

bool lessons_look_up(player *p, const char *id)
{
  reviewing_end(p); // one comes back to one's own numbers
  notebook_place place = diary_place(p->scene, p->stage, p->playback.answered);
  bool gone = player_open(p, id, NULL);
  if (gone)
    notebook_drop_crumb(p->notebook, &place);
  diary_free_place(&place);
  return gone;
}

// ---------------------------------------------------------------------------------------------------------------
// What comes next

// Of a recording the lesson is no viewer's to go on from.
static bool is_over(const player *p)
{
  stage_position at = stage_where(p->stage);
  const nb_scene *scene = stage_scene(p->stage);
  return !p->replaying.on && at.step == scene->step_count - 1 &&
         at.seconds >= scene->steps[at.step].seconds && !playback_waits(&p->playback);
}

// Looked up once, when the end is reached.
static void find_next(player *p)
{
  coming *c = &p->coming;
  *c = (coming){.offered = true};
  if (!p->map)
    return;
  map_learn(p->map, p->notebook, real_now());
  const graph *g = &p->map->graph;
  int here = graph_find(g, p->scene);
  bool own = here < 0 || !g->scenes[here].listed; // it leads nowhere
  int next = own ? -1 : graph_next(g, here);
  if (next < 0) {
    snprintf(c->words, sizeof c->words, "%s  ·  M shows the map", own ? "the end" : "that was all of it");
    return;
  }
  snprintf(c->id, sizeof c->id, "%s", g->scenes[next].id);
  const graph_scene *to = &g->scenes[next];
  bool rests = false;
  for (int k = 0; k < to->need_count; k++)
    rests = rests || to->needs[k] == here;
  snprintf(c->words, sizeof c->words, "Enter goes on with %s, %s  ·  M shows the map", to->title,
           rests ? "which rests on this" : "the first that you are ready for");
}

void lessons_look_for_end(player *p)
{
  if (!is_over(p))
    p->coming.offered = false;
  else if (!p->coming.offered)
    find_next(p);
}

const char *lessons_next(const player *p)
{
  return p->coming.offered ? p->coming.words : NULL;
}

bool lessons_go_on(player *p)
{
  return p->coming.offered && p->coming.id[0] && player_open(p, p->coming.id, NULL);
}

bool lessons_return(player *p)
{
  notebook_place place;
  if (!notebook_crumb(p->notebook, notebook_trail(p->notebook) - 1, &place))
    return false;
  bool gone = player_open_crumb(p);
  notebook_be_unstuck(p->notebook, place.scene, real_now());
  notebook_pick_crumb(p->notebook);
  return gone;
}
