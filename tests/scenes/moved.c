// What is moved in films: a parameter of every kind that can be, several at once, one again and again; and with TICKED a sum
// in which each tick counts for another amount, and for what the parameters are in it.
#include "moved.h"

static const nb_step steps[] = {
    [FIRST] = {"First", .seconds = 1.31f, .moves = {{"c", "2", .seconds = 0.8f}, {"p", "1,-2", .at = 0.25f}}},
    [LIVE] = {"Live", .seconds = 2.2f, .live = true,
              .moves = {{"c", "-1", .at = 0.1f, .seconds = 0.5f},
                        {"rate", "100", .at = 0.4f},
                        {"on", "true", .at = 0.7f},
                        {"c", "3", .at = 0.6f, .seconds = 0.75f},
                        {"count", "9", .at = 0.2f, .seconds = 1.5f},
                        {"on", "false", .at = 2.2f}}},
    [ASK] = {"Ask", .seconds = 1.5f, .ask = "Well?", .wait = true,
             .moves = {{"m", "0,-1,1,0", .at = 0.25f},
                       {"shape", "triangle", .at = 0.5f},
                       {"f(x)", "sin(x)", .at = 1}}},
    [LAST] = {"Last", .seconds = 1.6f,
              .moves = {{"camera", "0,0,1,4,3,1.2,0.6,0", .at = 0.2f}, {"c", "0", .at = 0.6f}}},
};

static const char *const shapes[] = {"square", "circle", "triangle", NULL};

static const nb_param params[] = {
    NB_NUMBER(State, c, "c", .min = -3, .max = 3),
    NB_NUMBER(State, rate, "rate", .min = 0.01f, .max = 100, .logarithmic = true),
    NB_NUMBER(State, still, "still"),
    NB_INTEGER(State, count, "count", .min = 1, .max = 9),
    NB_SWITCH(State, on, "on"),
    NB_CHOICE(State, shape, "shape", .choices = shapes),
    NB_POINT(State, p, "p", .min = -3, .max = 3),
    NB_MATRIX(State, m, "m", .min = -2, .max = 2),
    NB_CAMERA(State, camera, "camera"),
    NB_INPUT(State, f, "f(x)", .variables = "x"),
};

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_point(b, nb_at(s->c, (float)s->count / 3), nb_style(.width = 12, .reveal = nb_cue(f, FIRST, 0, 0.5f)));
  nb_point(b, s->p, nb_style(.color = s->on ? NB_I : NB_J, .width = 12));
  nb_grab(b, &s->p, s->p, nb_identity2());
  nb_arrow(b, nb_at(-4, 1), nb_add(nb_at(-4, 1), s->m.i), nb_style(.color = NB_I));
  nb_text(b, nb_at(3, 1), s->f, nb_style(.size = 30));
  nb_line(b, nb_at(-6, -2), nb_at(-6 + (float)s->sum / 1000, -2), nb_style(.width = 3 + s->camera.distance));
  nb_line(b, nb_at(-6, -3), nb_at(-6 + s->rate / 10, -3), nb_style(.width = 3 + (float)s->shape));
}

#ifdef TICKED
#define EVOLVES NB_TICK(tick)
static void tick(State *s, const nb_frame *f)
{
  float here =
      s->c + 0.01f * s->rate + (float)s->count + 7 * (float)s->on + s->p.x + s->m.i.y + s->camera.azimuth;
  s->sum += (double)(here * nb_random_float(&s->random)) + (double)f->seconds;
  s->answered += f->answered;
}
#else
#define EVOLVES .tick = NULL
#endif

NB_SCENE(State, .title = "Moved", NB_STEPS(steps), NB_PARAMS(params),
         .state = &(const State){.rate = 0.01f, .count = 1, .m = {{1, 0}, {0, 1}}, .f = "x^2"}, NB_DRAW(draw),
         EVOLVES)
