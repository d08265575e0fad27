// A scene that says what a good explanation of it says, and asks one question whose answer it knows.
#include <nabla/scene.h>

typedef struct {
  float guess;
} State;

static void truth(const void *state, void *truth)
{
  (void)state;
  *(float *)truth = 1;
}

static const nb_step steps[] = {
    {"One", .seconds = 1, .say = "The first.", .hear = {"one is said", "and one more"}},
    {"Two", .seconds = 1, .say = "The second.", .hear = {"two is said"}, .needs = {"tests/plain"}},
    {"How much?", .seconds = 1, .wait = true, .ask = "Set the *number*.", .say = "It is one.",
     .hear = {"it is one"}, .answer = "guess", .truth = truth},
    {"Four", .seconds = 1, .say = "The last.", .hear = {"four is said"}},
};

static const nb_param params[] = {NB_NUMBER(State, guess, "guess", .min = -4, .max = 4)};

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_circle(b, nb_at(-2.5f + (float)f->step, s->guess), 1, nb_style(.color = NB_I, .fill = NB_I));
  nb_grab_value(b, &s->guess, nb_at(-4, s->guess), nb_at(0, 1));
}

NB_SCENE(State, .title = "Said", NB_STEPS(steps), NB_PARAMS(params), .state = &(const State){.guess = 0.5f},
         NB_DRAW(draw))
