#include "notebook/pin.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define RATHER 0.5f // board units: so much nearer must a place in space be than a handle
#define ABOUT 0.1f  // what differs by less is about as near

static bool is_point(const stage_grab *g)
{
  uint32_t kind = g->grab.kind;
  return g->param && strlen(g->param->name) < INK_PIN_NAME &&
         (kind == NB_GRAB_POINT || kind == NB_GRAB_POINT3 || kind == NB_GRAB_VALUE);
}

static bool is_same(const stage_grab *g, const ink_pin *pin)
{
  return is_point(g) && strcmp(g->param->name, pin->name) == 0 &&
         g->grab.offset - g->param->offset == pin->within;
}

static ink_pin pin_of(const pin_scene *s, int k)
{
  const stage_grab *g = &s->grabs[k];
  ink_pin pin = {.kind = INK_PIN_HANDLE, .within = g->grab.offset - g->param->offset, .from = g->grab.at};
  snprintf(pin.name, sizeof pin.name, "%s", g->param->name);
  for (int j = 0; j < k; j++)
    pin.which += is_same(&s->grabs[j], &pin);
  return pin;
}

static bool handle_stands(const pin_scene *s, const ink_pin *pin, nb_vec2 *at)
{
  uint32_t which = 0;
  for (int k = 0; k < s->grab_count; k++) {
    if (!is_same(&s->grabs[k], pin) || which++ != pin->which)
      continue;
    *at = s->grabs[k].grab.at;
    return true;
  }
  return false;
}

// ---------------------------------------------------------------------------------------------------------------
// Spaces

// The list as it is read: which groups are open, and which space.
typedef struct walk {
  nb_list_reader reader;
  nb_command command;
  nb_affine place[NB_LIST_MAX_DEPTH + 1]; // of the groups that are open
  int depth;
  nb_space_fixed space;
  int spaces; // that have been met
} walk;

static walk walk_start(const pin_scene *s)
{
  walk w = {.place = {nb_affine_identity()}};
  if (s->size == 0 || nb_failed(nb_list_read(&w.reader, s->list, s->size)))
    w.depth = -1;
  return w;
}

// The next command; false after the last.
static bool walk_on(walk *w)
{
  bool done = w->depth < 0;
  if (done || nb_failed(nb_list_next(&w->reader, &w->command, &done)) || done)
    return false;
  const nb_command *c = &w->command;
  if (c->op == NB_OP_GROUP || c->op == NB_OP_SPACE) {
    nb_affine to = c->op == NB_OP_GROUP ? c->group.transform : nb_affine_identity();
    w->place[w->depth + 1] = nb_affine_multiply(w->place[w->depth], to);
    w->depth++;
  }
  if (c->op == NB_OP_SPACE) {
    w->space = c->space;
    w->spaces++;
  }
  if (c->op == NB_OP_END)
    w->depth--;
  return true;
}

// Where a point of the space that is open stands on the board (list_space.h), and how deep in it. False where it lies behind
// the camera.
static bool project(const walk *w, nb_vec3 p, nb_vec2 *at, float *depth)
{
  const nb_space_fixed *s = &w->space;
  nb_vec3 q = nb_add3(nb_apply3(s->turn, p), s->shift);
  float distance = s->projection == NB_PERSPECTIVE ? -q.z : 1;
  if (distance < s->near && s->projection == NB_PERSPECTIVE)
    return false;
  *depth = -q.z;
  float scale = s->area.height / (s->height * distance);
  nb_vec2 middle = {s->area.x + 0.5f * s->area.width, s->area.y + 0.5f * s->area.height};
  *at = nb_affine_apply(w->place[w->depth], nb_add(middle, nb_at(scale * q.x, scale * q.y)));
  return isfinite(at->x) && isfinite(at->y);
}

static bool place_stands(const pin_scene *s, const ink_pin *pin, nb_vec2 *at)
{
  float depth;
  walk w = walk_start(s);
  while (walk_on(&w))
    if (w.command.op == NB_OP_SPACE && (uint32_t)w.spaces == pin->which + 1)
      return project(&w, pin->place, at, &depth);
  return false;
}

bool pin_stands(const pin_scene *s, const ink_pin *pin, nb_vec2 *at)
{
  return pin->kind == INK_PIN_HANDLE ? handle_stands(s, pin, at) : place_stands(s, pin, at);
}

void pin_follow(const pin_scene *s, ink_page *page)
{
  for (uint32_t k = 0; k < page->pin_count; k++) {
    ink_pin *pin = &page->pins[k];
    nb_vec2 at = pin->from;
    (void)pin_stands(s, pin, &at);
    pin->shift = nb_sub(at, pin->from);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// What is nearest

static float distance(const nb_vec2 *ink, int count, nb_vec2 p)
{
  float least = INFINITY;
  for (int k = 0; k < count; k++)
    least = fminf(least, nb_length(nb_sub(ink[k], p)));
  return least;
}

static uint32_t count_points(const nb_command *c)
{
  return c->op == NB_OP_MESH      ? c->mesh.point_count
         : c->op == NB_OP_STROKES ? c->strokes.point_count
         : c->op == NB_OP_DOTS    ? c->dots.point_count
                                  : 0;
}

// The nearest place in a space that is nearer than `least`. Of those about as near, it is the one in front: what one sees.
static bool find_place(const pin_scene *s, const nb_vec2 *ink, int count, float least, ink_pin *pin)
{
  float ring = floorf(least / ABOUT), front = INFINITY;
  walk w = walk_start(s);
  while (walk_on(&w))
    for (uint32_t k = 0; k < count_points(&w.command); k++) {
      nb_vec2 at;
      float depth;
      if (!project(&w, w.command.places[k], &at, &depth))
        continue;
      float away = floorf(distance(ink, count, at) / ABOUT);
      if (away > ring || (away == ring && depth >= front))
        continue;
      ring = away;
      front = depth;
      *pin = (ink_pin){
          .kind = INK_PIN_SPACE, .which = (uint32_t)w.spaces - 1, .place = w.command.places[k], .from = at};
    }
  return isfinite(front);
}

bool pin_find(const pin_scene *s, const nb_vec2 *ink, int count, ink_pin *pin)
{
  float least = PIN_REACH;
  bool found = false;
  for (int k = 0; k < s->grab_count; k++) {
    float away = is_point(&s->grabs[k]) ? distance(ink, count, s->grabs[k].grab.at) : INFINITY;
    if (away < least) {
      least = away;
      *pin = pin_of(s, k);
      found = true;
    }
  }
  return find_place(s, ink, count, found ? least - RATHER : least, pin) || found;
}
