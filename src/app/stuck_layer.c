// The layer of being stuck: what this step rests on, and where one came from.
#include <stdio.h>
#include <string.h>

#include "app/parts.h"

#define ROW 0.5f

static const float panel_width = 7.6f;

static bool is_open(const player *p)
{
  return p->stuck.open;
}

static bool back(player *p)
{
  bool was = p->stuck.open;
  p->stuck.open = false;
  p->stale = p->stale || was;
  return was;
}

// The panel's top, and the middle of a row.
static float top_of(const stuck *s)
{
  return 0.5f * (ROW * (float)(s->count > 0 ? s->count : 1) + 1.55f);
}

static float row_y(const stuck *s, int row)
{
  return top_of(s) - 1.05f - ROW * (float)row;
}

static void go(player *p)
{
  stuck *s = &p->stuck;
  if (s->count == 0) {
    lessons_search_map(p);
    return;
  }
  const graph_scene *scene = &p->map->graph.scenes[s->rows[s->selected]];
  s->open = false;
  if (scene->written) {
    lessons_go_for(p, scene->id);
    return;
  }
  lessons_show_map(p);
  map_select(p->map, graph_find(&p->map->graph, scene->id));
}

static bool key(player *p, SDL_Keycode code)
{
  stuck *s = &p->stuck;
  switch (code) {
  case SDLK_UP:
  case SDLK_DOWN:
    if (s->count > 0)
      s->selected = (s->selected + (code == SDLK_DOWN ? 1 : s->count - 1)) % s->count;
    return true;
  case SDLK_RETURN:
  case SDLK_KP_ENTER:
    go(p);
    return true;
  case SDLK_s:
    s->open = false;
    return true;
  default:
    return false;
  }
}

static int row_at(const stuck *s, nb_vec2 at)
{
  for (int k = 0; k < s->count; k++)
    if (at.x > -0.5f * panel_width && at.x < 0.5f * panel_width && at.y > row_y(s, k) - 0.5f * ROW &&
        at.y <= row_y(s, k) + 0.5f * ROW)
      return k;
  return -1;
}

static void point(player *p, int x, int y, bool press)
{
  pointer_move(p, x, y);
  int row = row_at(&p->stuck, pointer_on_board(p));
  if (row >= 0)
    p->stuck.selected = row;
  if (press && row >= 0)
    go(p);
  else if (press)
    p->stuck.open = false;
}

static bool event(player *p, const SDL_Event *e)
{
  if (!p->stuck.open)
    return false;
  p->stale = true;
  switch (e->type) {
  case SDL_KEYDOWN:
    return key(p, e->key.keysym.sym);
  case SDL_MOUSEMOTION:
    point(p, e->motion.x, e->motion.y, false);
    return true;
  case SDL_MOUSEBUTTONDOWN:
    point(p, e->button.x, e->button.y, true);
    return true;
  default:
    return e->type == SDL_MOUSEWHEEL || e->type == SDL_MOUSEBUTTONUP;
  }
}

// ---------------------------------------------------------------------------------------------------------------

static nb_rect say(const scribe *s, const char *text, words_face face, float size, nb_color color, nb_vec2 at,
                   float share)
{
  words_style style = {
      .face = face, .size = size, .color = scribe_color(s, color), .width = panel_width - 0.8f};
  return scribe_words(s, text, &style, (scribe_place){at, share}, 1);
}

static const char *state_of(const graph_scene *s)
{
  static const char *const texts[] = {
      [GRAPH_NOT_YET] = "not seen yet", [GRAPH_BEGUN] = "begun",   [GRAPH_WATCHED] = "watched",
      [GRAPH_EXPLAINED] = "explained",  [GRAPH_DUE] = "due again", [GRAPH_SKIPPED] = "an extra",
  };
  return s->written ? texts[s->state] : "not written yet";
}

static void record_row(const player *p, const scribe *s, int row)
{
  const stuck *k = &p->stuck;
  const graph_scene *scene = &p->map->graph.scenes[k->rows[row]];
  float y = row_y(k, row), left = -0.5f * panel_width;
  if (row == k->selected)
    nb_rectangle(
        s->board, (nb_rect){left + 0.18f, y - 0.5f * ROW + 0.03f, panel_width - 0.36f, ROW - 0.06f}, 0.1f,
        nb_style(.fill = nb_mix(s->board, NB_PANEL, NB_LEARNING, 0.16f), .color = NB_LEARNING, .width = 2));
  say(s, scene->title, row < k->own ? WORDS_SEMIBOLD : WORDS_MEDIUM, 23, NB_TEXT,
      nb_at(left + 0.4f, y - 0.07f), 0);
  say(s, state_of(scene), WORDS_REGULAR, 19, NB_DIM, nb_at(-left - 0.4f, y - 0.06f), 1);
}

static void record_panel(const player *p, const scribe *s)
{
  const stuck *k = &p->stuck;
  char title[80];
  float top = top_of(k), left = -0.5f * panel_width;
  nb_rectangle(s->board, scribe_target(s), 0, nb_style(.fill = NB_GROUND, .width = -1, .alpha = 0.6f));
  scribe_panel(s, (nb_rect){left, -top, panel_width, 2 * top}, NB_TRACK);
  snprintf(title, sizeof title, "Step %d rests on%s", stage_where(p->stage).step + 1,
           k->count == 0 ? " no other lesson" : "");
  say(s, title, WORDS_SEMIBOLD, 26, NB_TEXT, nb_at(left + 0.4f, top - 0.56f), 0);
  for (int row = 0; row < k->count; row++)
    record_row(p, s, row);
  if (k->count == 0)
    say(s, "play it slowly: hold J, or press 0 for this step anew", WORDS_REGULAR, 21, NB_TEXT,
        nb_at(left + 0.4f, row_y(k, 0) - 0.07f), 0);
  say(s,
      k->count == 0 ? "Enter shows the map of all lessons, and Backspace comes back"
                    : "Enter goes there, and Backspace comes back to this very moment",
      WORDS_REGULAR, 19, NB_DIM, nb_at(left + 0.4f, -top + 0.26f), 0);
}

// Beside the scene's title: where Backspace goes.
static void record_trail(const player *p, const scribe *s)
{
  char text[200];
  notebook_place place;
  const nb_scene *scene = stage_scene(p->stage);
  if (!notebook_crumb(p->notebook, notebook_trail(p->notebook) - 1, &place) ||
      p->ink.desk.tool != DESK_HAND || bar_is_shown(p))
    return;
  int known = p->map ? graph_find(&p->map->graph, place.scene) : -1;
  snprintf(text, sizeof text, "← back to %s, step %d (Backspace)",
           known >= 0 ? p->map->graph.scenes[known].name : place.scene, place.step + 1);
  words_style title = {.face = WORDS_MEDIUM, .size = 24, .color = scribe_color(s, NB_DIM), .width = 7};
  nb_rect r = scribe_measure(s, scene->title, &title, (scribe_place){nb_at(-7.2f, 3.945f), 0});
  say(s, text, WORDS_REGULAR, 19, NB_LEARNING, nb_at(r.x + r.width + 0.35f, 3.945f), 0);
}

static void record(player *p, const scribe *s)
{
  record_trail(p, s);
  if (p->stuck.open)
    record_panel(p, s);
}

const layer stuck_layer = {.name = "stuck",
                           .event = event,
                           .back = back,
                           .record = record,
                           .holds_time = is_open,
                           .covers = is_open};
