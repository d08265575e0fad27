// A random walk: a scene that ticks, with live steps and one that waits, and handles inside groups.
#include "ticked.h"

static const nb_step steps[] = {
    [OPENING] = {"Opening", .seconds = 1.3f},
    [LIVE] = {"Live", .seconds = 2, .live = true},
    [QUESTION] = {"Question", .seconds = 0.7f, .ask = "Where to?", .wait = true, .answer = "push"},
    [AGAIN] = {"Live again", .seconds = 0.8f, .live = true},
    [ENDING] = {"Ending", .seconds = 1.01f},
};

static const nb_param params[] = {
    NB_NUMBER(State, rate, "rate", .min = 0.01f, .max = 4, .logarithmic = true),
    NB_POINT(State, push, "push", .min = -1, .max = 1),
    NB_INTEGER(State, unused, "unused"),
};

static void init(State *s, const nb_frame *f)
{
  (void)f;
  s->random = nb_random_seed(11, 3);
  s->push.y = 0.25f;
}

static void tick(State *s, const nb_frame *f)
{
  // Nothing moves in the opening, as in many lessons: there an edit makes no difference.
  if (f->step == OPENING)
    return;
  nb_vec2 last = s->walk[s->count % WALK];
  nb_vec2 step = nb_add(nb_at(nb_random_normal(&s->random), nb_random_normal(&s->random)), s->push);
  s->count++;
  s->walk[s->count % WALK] = nb_add(nb_scale(0.97f, last), nb_scale(0.05f * s->rate, step));
  s->seconds = f->seconds;
  s->duration = f->duration;
  s->reached = f->reached;
  s->step = (uint64_t)f->step;
  s->tick = f->tick;
  s->answered = f->answered;
  s->extra[s->count * 2654435761u % EXTRA] ^= (uint8_t)nb_random_bits(&s->random);
  s->rate = 7; // not its own to write: the stage undoes it
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  // First, for the tests to read: the frame.
  nb_line(b, nb_at(f->seconds, (float)f->step), nb_at(f->reached, (float)f->playing), nb_style(.width = 1));
  nb_polyline(b, s->walk, WALK, nb_style(.reveal = nb_cue(f, OPENING, 0, 1)));
  nb_group(b, (nb_affine){.i = {2, 0}, .j = {0, 3}, .origin = {1, -1}}, 0.5f);
  nb_group(b, (nb_affine){.i = {0, 1}, .j = {-1, 0}, .origin = {0.5f, 0}}, 1);
  nb_grab(b, &s->push, s->push, nb_identity2());
  nb_grab_time(b, (nb_rect){0, 0, 2, 1}, 0, f->reached);
  nb_end(b);
  nb_end(b);
  nb_grab_value(b, &s->rate, nb_at(s->rate, 0), nb_at(1, 0));
  nb_grab(b, &s->walk[0], s->walk[0], nb_identity2()); // no parameter, so no handle
}

NB_SCENE(State, .title = "A walk", NB_STEPS(steps), NB_PARAMS(params), .state = &(const State){.rate = 1},
         NB_DRAW(draw), NB_TICK(tick), NB_INIT(init))
