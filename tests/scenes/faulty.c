// A scene with one thing wrong with it: which one, FAULT says. What test_check.c expects to be found.
#include <math.h>
#include <nabla/scene.h>
#include <stdlib.h>
#include <time.h>

enum {
  FAULTLESS,
  REMEMBERS,  // draw counts how often it was called
  ASKS_CLOCK, // tick depends on the time of day
  NOT_A_NUMBER,
  LEAVES_FRAME,
  OVERLAPS,
  UNDER_CAPTION,
  PALE_TEXT,
  CHALK_ONLY,
  NO_WORDS,
  LONG_CAPTION,
  NEEDS_NOTHING,
  NEEDS_ITSELF,
  GLOBAL,
  SLOW,
  LEAVES_AT_END, // of its parameter's range
  BAD_FORMULA,
  CRASHES_AT_END,
  HANDLE_OF_NOTHING,
  CUTS,
  NO_TRUTH, // but a NaN
  TRUTH_AFAR,
  SMALL_TEXT,
  DOLLARS, // in its caption
  ARROW_LEAVES,
  BENT_ARROW_LEAVES,
  ARROW_CUT_OFF, // by a clip
  ARROW_LEAVES_SPACE,
  TOO_SHORT,       // its last step, for what begins in it
  TOO_SHORT_FIRST, // its first step
  SMALL_CUT,
  MOVED_OUT, // of the frame, by a hand in films
  LOST_ARROW,
  LOST_CURVE,
  LOST_AT_END, // of its parameter's range
  TYPED_FORMULA,
  HANGS,
  NOTHING_TO_DRAG,
};

typedef struct {
  float x;
  float ticked;
  nb_vec2 p;
} State;

static void truth(const void *state, void *x)
{
  (void)state;
  *(float *)x = FAULT == NO_TRUTH ? NAN : FAULT == TRUTH_AFAR ? 2.5f : 2;
}

static const nb_step steps[] = {
    {"One", .seconds = 1, .say = "The first step."},
    {"Two", .seconds = 1.5f,
     .say =
         FAULT == NO_WORDS          ? " "
         : FAULT == DOLLARS         ? "The second step, $x^2$."
         : FAULT == NOTHING_TO_DRAG ? "Drag the dot."
         : FAULT == LONG_CAPTION
             ? "This caption goes on and on, far longer than anybody reads while something moves above it, "
               "and "
               "then it goes on a little more, and more, and once more, until there is no room left for it "
               "on two lines of the board."
             : "The second step.",
     .needs = {FAULT == NEEDS_NOTHING ? "linear-algebra/no-such-scene" : "linear-algebra/vectors"},
     .answer = "x", .truth = truth,
     .moves = {{FAULT == MOVED_OUT ? "p" : NULL, "1,0", .at = 0.1f, .seconds = 0.5f}}},
};

static const nb_param params[] = {
    NB_NUMBER(State, x, "x", .min = -1, .max = 2),
    NB_POINT(State, p, "p", .min = -1, .max = 1),
};

#if FAULT == 1 || FAULT == 13 // REMEMBERS, GLOBAL
static volatile int calls;
#endif

static void tick(State *s, const nb_frame *f)
{
  (void)f;
  s->ticked += 1;
#if FAULT == 2 // ASKS_CLOCK
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  s->ticked += (float)(now.tv_nsec % 1000);
#endif
  if (FAULT == NOT_A_NUMBER && f->step == 1)
    s->ticked = sqrtf(-s->ticked);
}

static float root(float x, const void *context)
{
  return FAULT == LOST_CURVE || x < *(const float *)context ? sqrtf(-1 - x * x) : x; // none, or with a gap
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_circle(b, nb_at(s->x, s->p.y), 1 + 0.001f * (isfinite(s->ticked) ? s->ticked : 0), nb_style());
  nb_text(b, nb_at(-3, 1), "good", nb_style(.size = 40));
  nb_tex(b, nb_at(-6.5f, 1), "\\int_0^1 \\sqrt[3]{x}\\,dx", nb_style(.size = 60)); // each in the other's box
  nb_text(b, nb_at(-3, 2), "stepped back", nb_style(.size = 40, .alpha = 0.2f));
#if FAULT == 1 // REMEMBERS
  nb_circle(b, nb_origin(), 0.01f * (float)(calls = calls + 1), nb_style());
#elif FAULT == 13 // GLOBAL
  calls = 0;
#endif
  nb_arrow(b, nb_at(6, 3), nb_at(8, 3), nb_style()); // to the very edge
  nb_arrow(b, nb_at(20, 3), nb_at(22, 3), nb_style());
  if (FAULT == TOO_SHORT_FIRST)
    nb_circle(b, nb_at(5, 1), 0.5f, nb_style(NB_FROM(f, 0, 1.2f, 1)));
  if (f->step != 1)
    return;
  if (FAULT == TOO_SHORT)
    nb_arrow(b, nb_at(4, 1), nb_at(6, 1), nb_style(NB_FROM(f, 1, 2, 1)));
  if (FAULT == SMALL_CUT)
    nb_point(b, nb_at(5, 1), nb_style(.width = 22));
  if (FAULT == CUTS)
    nb_rectangle(b, (nb_rect){-6, -2, 2, 2}, 0, nb_style(.fill = NB_V));
  if (f->seconds < 0.2f)
    return;
  if (FAULT == LEAVES_FRAME)
    nb_text(b, nb_at(7.5f, 0), "outside", nb_style(.size = 60));
  if (FAULT == OVERLAPS)
    nb_text(b, nb_at(-2.9f, 1.05f), "bad", nb_style(.size = 40));
  if (FAULT == UNDER_CAPTION)
    nb_text(b, nb_at(-0.5f, -3.65f), "below", nb_style(.size = 40));
  if (FAULT == SMALL_TEXT)
    nb_text(b, nb_at(0, 2), "tiny", nb_style(.size = 11, .alpha = nb_cue(f, 1, 0, 0.3f)));
  if (FAULT == PALE_TEXT)
    nb_text(b, nb_at(2, 2), "pale", nb_style(.size = 40, .color = NB_PLANE));
  if (FAULT == CHALK_ONLY)
    nb_line(b, nb_at(2, 2), nb_at(4, 2), nb_style(.color = nb_rgb(1, 1, 0.8f)));
  if (FAULT == LEAVES_AT_END)
    nb_text(b, nb_at(4 * s->x, 0), "x", nb_style(.size = 60));
  if (FAULT == CRASHES_AT_END && s->x >= 2)
    abort();
  if (FAULT == ARROW_LEAVES)
    nb_arrow(b, nb_at(5, 2), nb_at(8.1f, 2), nb_style());
  if (FAULT == BENT_ARROW_LEAVES)
    nb_curved_arrow(b, nb_at(6, 1), nb_at(6, 5), 0.2f, nb_style());
  if (FAULT == ARROW_CUT_OFF || FAULT == FAULTLESS)
    nb_clip(b, (nb_rect){3, 1, FAULT == FAULTLESS ? 3 : 1.9f, 2});
  nb_arrow(b, nb_at(4, 2.6f), nb_at(5, 2.6f), nb_style());
  if (FAULT == ARROW_CUT_OFF || FAULT == FAULTLESS)
    nb_end(b);
  if (FAULT == ARROW_LEAVES_SPACE || FAULT == FAULTLESS) {
    nb_space(b, nb_look((nb_camera){.distance = 6}, (nb_rect){2, -2, 4, 2}), (nb_space_spec){0});
    nb_arrow3(b, nb_at3(0, 0, 0), nb_at3(0, FAULT == FAULTLESS ? 0.5f : 4, 0), nb_style());
    nb_end(b);
  }
  nb_curve(b, (nb_plane){{3, -3, 2, 1}, -1, 1, -1, 1}, root, &s->p.y, nb_style(.width = 2));
  nb_arrow(b, nb_at(NAN, 0), nb_at(1, 1), nb_style(.alpha = 0)); // nobody misses it
  nb_arrow(b, nb_at(5, -1), nb_at(5, -1), nb_style());
  nb_text(b, nb_at(-3, -1), FAULT == TYPED_FORMULA ? "it is $x^2$ here" : "$5 or $7", nb_style());
  if (FAULT == MOVED_OUT)
    nb_text(b, nb_at(7 * s->p.x, 0), "moved", nb_style(.size = 60));
  if (FAULT == LOST_ARROW || FAULT == LOST_AT_END)
    nb_arrow(b, nb_at(4, 0), nb_at(5, 1 / (FAULT == LOST_ARROW ? s->p.x : 2 - s->x)), nb_style());
  if (FAULT == HANGS)
    while (f->seconds > 0)
      ;
  if (FAULT == HANDLE_OF_NOTHING)
    nb_grab(b, &s->p, nb_at(5, 2), nb_identity2());
  if (FAULT == BAD_FORMULA)
    nb_tex(b, nb_at(2, 2), s->x >= 2 ? "\\frac{1}" : "\\frac{1}{2}", nb_style());
  if (FAULT == SLOW) {
    struct timespec start, now;
    clock_gettime(CLOCK_MONOTONIC, &start);
    do
      clock_gettime(CLOCK_MONOTONIC, &now);
    while ((double)(now.tv_sec - start.tv_sec) + 1e-9 * (double)(now.tv_nsec - start.tv_nsec) < 0.15);
  }
}

NB_SCENE(State, .title = "Faulty", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {FAULT == NEEDS_ITSELF ? "linear-algebra/determinant" : "linear-algebra/vectors"},
         .state = &(const State){.x = 1}, NB_DRAW(draw), NB_TICK(tick))
