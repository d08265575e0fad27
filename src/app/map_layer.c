// The layer of the map: over the scene, which waits below it.
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/lessons.h"
#include "app/parts.h"
#include "map/day.h"
#include "workshop/stub.h"

static bool is_open(const player *p)
{
  return p->map && p->map->open;
}

// To what is played.
static void go_back(player *p)
{
  map_hide(p->map, p->notebook);
  scenes_say_resumed(p);
}

static bool back(player *p)
{
  if (!is_open(p))
    return false;
  if (p->map->typed[0])
    p->map->typed[0] = 0;
  else
    go_back(p);
  p->stale = true;
  return true;
}

// Writes the file of a scene that there is not yet, and opens it.
static void begin_scene(player *p, const graph_scene *s)
{
  char file[NOTEBOOK_ID + 16];
  shelf_place(s->id, file, sizeof file);
  nb_error e = stub_write(&(stub){.id = s->id, .file = file, .assets = p->options->assets});
  if (nb_failed(e)) {
    player_notify_for(p, e.text, 6);
    return;
  }
  p->map->graph.scenes[p->map->selected].written = true;
  fprintf(stderr, "nabla: %s is written; every save of it is shown\n", file);
  if (player_open(p, s->id, NULL))
    map_hide(p->map, p->notebook);
}

static void enter(player *p)
{
  map *m = p->map;
  if (m->selected < 0)
    return;
  const graph_scene *s = &m->graph.scenes[m->selected];
  if (!s->written && m->asked != m->selected) {
    m->asked = m->selected;
    map_select(m, m->selected);
  } else if (!s->written) {
    begin_scene(p, s);
  } else if (m->selected == m->here) {
    go_back(p);
  } else if (m->stuck ? lessons_go_for(p, s->id) : player_open(p, s->id, NULL)) {
    map_hide(m, p->notebook);
  }
}

// Keys zoom about what is selected.
static void zoom_by_key(map *m, bool closer)
{
  nb_vec2 at = m->selected >= 0 ? picture_on_board(m->layout.places[m->selected], m->to_center, m->to_zoom)
                                : nb_origin();
  map_zoom(m, closer ? 1.25f : 0.8f, at);
}

static bool key(player *p, const SDL_Keysym *k)
{
  map *m = p->map;
  m->fresh = false;
  if (k->mod & (KMOD_CTRL | KMOD_GUI))
    return false;
  switch (k->sym) {
  case SDLK_ESCAPE:
  case SDLK_F1:
  case SDLK_F11:
    return false;
  case SDLK_RIGHT:
  case SDLK_LEFT:
    map_step(m, k->sym == SDLK_RIGHT ? 1 : -1, 0);
    break;
  case SDLK_UP:
  case SDLK_DOWN:
    map_step(m, 0, k->sym == SDLK_UP ? 1 : -1);
    break;
  case SDLK_RETURN:
  case SDLK_KP_ENTER:
    enter(p);
    break;
  case SDLK_BACKSPACE:
    if (m->typed[0])
      map_erase(m);
    else if (m->stuck || lessons_return(p))
      map_hide(m, p->notebook);
    break;
  case SDLK_HOME:
    map_look_at_all(m);
    break;
  case SDLK_PAGEUP:
  case SDLK_PAGEDOWN:
    zoom_by_key(m, k->sym == SDLK_PAGEUP);
    break;
  }
  return true;
}

// Letters look for a scene; signs are for zooming, while nothing is looked for.
static bool type(player *p, const char *text)
{
  map *m = p->map;
  if (m->fresh)
    return true;
  if (!m->typed[0] && (*text == '+' || *text == '='))
    zoom_by_key(m, true);
  else if (!m->typed[0] && *text == '-')
    zoom_by_key(m, false);
  else if (!m->typed[0] && *text == '?')
    return false;
  else
    map_type(m, text);
  return true;
}

static void press(player *p, const SDL_MouseButtonEvent *b)
{
  map *m = p->map;
  pointer_move(p, b->x, b->y);
  int scene = map_at(m, pointer_on_board(p));
  if (b->button != SDL_BUTTON_LEFT)
    return;
  m->dragging = true;
  m->dragged = false;
  m->grip = pointer_on_board(p);
  if (scene < 0)
    return;
  bool again = scene == m->selected;
  map_select(m, scene);
  if (b->clicks >= 2 && again)
    enter(p);
}

static void drag(player *p, int x, int y)
{
  map *m = p->map;
  pointer_move(p, x, y);
  nb_vec2 at = pointer_on_board(p);
  if (!m->dragging)
    return;
  // A press that shakes is none that drags.
  if (!m->dragged && nb_length(nb_sub(at, m->grip)) < 0.06f)
    return;
  m->dragged = true;
  map_pan(m, nb_sub(at, m->grip));
  m->center = m->to_center;
  m->grip = at;
}

static void wheel(player *p, const SDL_MouseWheelEvent *w)
{
  float count = w->preciseY != 0 ? w->preciseY : (float)w->y;
  map_zoom(p->map, powf(1.15f, w->direction == SDL_MOUSEWHEEL_FLIPPED ? -count : count), pointer_on_board(p));
}

static bool event(player *p, const SDL_Event *e)
{
  if (!is_open(p))
    return false;
  p->stale = true;
  switch (e->type) {
  case SDL_KEYDOWN:
    return key(p, &e->key.keysym);
  case SDL_TEXTINPUT:
    return type(p, e->text.text);
  case SDL_MOUSEBUTTONDOWN:
    press(p, &e->button);
    return true;
  case SDL_MOUSEBUTTONUP:
    p->map->dragging = false;
    return true;
  case SDL_MOUSEMOTION:
    drag(p, e->motion.x, e->motion.y);
    return true;
  case SDL_MOUSEWHEEL:
    wheel(p, &e->wheel);
    return true;
  case SDL_MULTIGESTURE:
    map_zoom(p->map, 1 + 3 * e->mgesture.dDist, pointer_on_board(p));
    return true;
  default:
    return false;
  }
}

// The day, between the title and the map.
static void record_day(const player *p, const scribe *s)
{
  const hours_span *spans;
  int count = notebook_spans(p->notebook, &spans);
  if (count > 0)
    day_record(s, spans, count, hours_day_of((double)time(NULL), spans[count - 1].east), 3.78f);
}

static void record(player *p, const scribe *s)
{
  if (!is_open(p))
    return;
  map_move(p->map, p->clock, p->settings.reduced_motion);
  map_record(p->map, s);
  record_day(p, s);
}

static double next_change(const player *p, double now)
{
  bool moves = is_open(p) && (p->map->zoom != p->map->to_zoom || p->map->center.x != p->map->to_center.x ||
                              p->map->center.y != p->map->to_center.y);
  return moves ? now : INFINITY;
}

const layer map_layer = {.name = "map",
                         .event = event,
                         .back = back,
                         .record = record,
                         .holds_time = is_open,
                         .fills = is_open,
                         .covers = is_open,
                         .next_change = next_change};
