// A scene that asks, and tells what is right: well, badly, and not at all.
#include "truths.h"

#include <math.h>
#include <string.h>

static void twice(const void *state, void *truth)
{
  *(float *)truth = 2 * ((const State *)state)->half;
}

static void turned(const void *state, void *truth)
{
  *(nb_vec2 *)truth = nb_perp(nb_at(3 * ((const State *)state)->half, 0));
}

static void circle(const void *state, void *truth)
{
  (void)state;
  *(int32_t *)truth = 1;
}

static void square(const void *state, void *truth)
{
  (void)state;
  strcpy(truth, "x^2");
}

static void nothing(const void *state, void *truth)
{
  (void)state;
  *(float *)truth = NAN;
}

static void no_choice(const void *state, void *truth)
{
  (void)state;
  *(int32_t *)truth = 1 << 30;
}

static void endless(const void *state, void *truth)
{
  (void)state;
  memset(truth, 'x', sizeof((const State *)0)->text);
}

static void crash(const void *state, void *truth)
{
  (void)truth;
  volatile int *nowhere = (volatile int *)(uintptr_t)(((const State *)state)->half - 0.5f);
  *nowhere = 1;
}

static void write_to_state(const void *state, void *truth)
{
  (void)truth;
  ((State *)(uintptr_t)state)->half = 7;
}

static void hang(const void *state, void *truth)
{
  (void)truth;
  for (volatile float k = ((const State *)state)->half; k < 2; k = 0.5f)
    ;
}

#define ASKS(title, parameter, function)                                                                     \
  {                                                                                                          \
    title, .seconds = 1, .wait = true, .ask = "Well?", .answer = (parameter), .truth = (function)            \
  }

static const nb_step steps[] = {
    [TRUTH_NUMBER] = ASKS("Number", "number", twice),
    [TRUTH_POINT] = ASKS("Point", "point", turned),
    [TRUTH_CHOICE] = ASKS("Choice", "choice", circle),
    [TRUTH_TEXT] = ASKS("Text", "text", square),
    [TRUTH_NONE] = ASKS("None", "number", NULL),
    [TRUTH_NAN] = ASKS("NaN", "number", nothing),
    [TRUTH_NO_CHOICE] = ASKS("No choice", "choice", no_choice),
    [TRUTH_ENDLESS_TEXT] = ASKS("Endless text", "text", endless),
    [TRUTH_CRASH] = ASKS("Crash", "number", crash),
    [TRUTH_WRITES] = ASKS("Writes", "number", write_to_state),
    [TRUTH_HANGS] = ASKS("Hangs", "number", hang),
};

static const char *const shapes[] = {"square", "circle", "triangle", NULL};

static const nb_param params[] = {
    NB_NUMBER(State, number, "number", .min = -0.5f, .max = 0.5f),
    NB_POINT(State, point, "point", .min = -4, .max = 4),
    NB_CHOICE(State, choice, "choice", .choices = shapes),
    NB_INPUT(State, text, "text", .variables = "x"),
};

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  (void)f;
  nb_circle(b, s->point, 0.2f, nb_style());
  nb_grab(b, &s->point, s->point, nb_identity2());
  nb_number(b, nb_at(-6, 0), s->number, 2, nb_style(.size = 60));
}

NB_SCENE(State, .title = "Truths", NB_STEPS(steps), NB_PARAMS(params),
         .state = &(const State){.half = 0.5f, .text = "x"}, NB_DRAW(draw))
