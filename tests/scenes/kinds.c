// A parameter of every kind of the panel, each with a plain mark that shows its value at a known place; a question whose
// answer is known; and a live step in which something walks.
//
//   speed   a white dot at (-6 + 2 speed, 3)              count   so many green dots from (-6, 2) to the right
//   on      a square at (-6, 1), blue where it is on      shape   an amber dot at (-6 + shape, 0)
//   angle   a vermilion dot about (-4.5, -1.4)            p       a violet dot at p, with its handle
//   m       from (4, 1): its columns, green and vermilion f(x)    a white dot at (6.5, f(1))
//   walked  a bar at (-6 + walked, -2.2), in the live step, with its strip of time below
#include "kinds.h"

#include <nabla/math/expression.h>

static void truth(const void *state, void *right)
{
  (void)state;
  *(nb_vec2 *)right = nb_at(1, 2);
}

static const nb_step steps[] = {
    [ALL] = {"All kinds", .seconds = 1, .say = "Each of them has a *mark*."},
    [ASK] = {"Ask", .seconds = 1, .ask = "Where is p to be?", .say = "There.", .wait = true, .answer = "p",
             .truth = truth},
    [LIVE] = {"Live", .seconds = 3, .say = "It walks.", .live = true},
    [END] = {"End", .seconds = 1},
};

static const char *const shapes[] = {"square", "circle", "triangle", NULL};

static const nb_param params[] = {
    NB_NUMBER(State, speed, "speed", .min = 0, .max = 2, .snap = 0.5f),
    NB_INTEGER(State, count, "count", .min = 1, .max = 9),
    NB_SWITCH(State, on, "on"),
    NB_CHOICE(State, shape, "shape", .choices = shapes),
    NB_ANGLE(State, angle, "angle", .min = -3.2f, .max = 3.2f),
    NB_POINT(State, p, "p", .min = -3, .max = 3),
    NB_MATRIX(State, m, "m", .min = -2, .max = 2),
    NB_INPUT(State, f, "f(x)", .variables = "x"),
};

static void dot(nb_board *b, nb_vec2 at, nb_color color)
{
  nb_point(b, at, nb_style(.color = color, .width = 24));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_expression of;
  const double one = 1;
  dot(b, nb_at(-6 + 2 * s->speed, 3), NB_TEXT);
  for (int k = 0; k < s->count; k++)
    dot(b, nb_at(-6 + 0.5f * (float)k, 2), NB_I);
  nb_rectangle(b, (nb_rect){-6.2f, 0.8f, 0.4f, 0.4f}, 0,
               nb_style(.fill = s->on ? NB_K : NB_TRACK, .width = -1));
  dot(b, nb_at(-6 + (float)s->shape, 0), NB_V);
  dot(b, nb_add(nb_at(-4.5f, -1.4f), nb_polar(0.7f, s->angle)), NB_J);
  dot(b, s->p, NB_LEARNING);
  nb_grab(b, &s->p, s->p, nb_identity2());
  dot(b, nb_add(nb_at(4, 1), s->m.i), NB_I);
  dot(b, nb_add(nb_at(4, 1), s->m.j), NB_J);
  if (!nb_failed(nb_expression_parse(s->f, "x", &of, NULL)))
    dot(b, nb_at(6.5f, (float)nb_expression_value(&of, &one)), NB_TEXT);
  if (f->step != LIVE)
    return;
  nb_line(b, nb_at(-6 + s->walked, -2.4f), nb_at(-6 + s->walked, -2), nb_style(.color = NB_V, .width = 12));
  nb_grab_time(b, (nb_rect){-6, -3.1f, 6, 0.4f}, 0, f->reached);
}

static void tick(State *s, const nb_frame *f)
{
  if (f->step == LIVE)
    s->walked += s->speed / 60;
}

NB_SCENE(State, .title = "Kinds", NB_STEPS(steps), NB_PARAMS(params),
         .state = &(const State){.speed = 1, .count = 3, .p = {2, 1}, .m = {{1, 0}, {0, 1}}, .f = "x^2"},
         NB_DRAW(draw), NB_TICK(tick))
