// For tests: draws a point once its question has been answered.
#include <nabla/scene.h>

typedef struct {
  float guess;
} State;

enum { BEFORE, ASK, AFTER };

static const nb_step steps[] = {
    [BEFORE] = {"Before", .seconds = 1},
    [ASK] = {"Ask", .seconds = 1, .ask = "How much?", .wait = true, .answer = "guess"},
    [AFTER] = {"After", .seconds = 1},
};

static const nb_param params[] = {NB_NUMBER(State, guess, "guess", .max = 1)};

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  (void)s;
  if (nb_answered(f, ASK))
    nb_point(b, nb_origin(), nb_style());
}

NB_SCENE(State, .title = "Asked", NB_STEPS(steps), NB_PARAMS(params), .state = &(const State){.guess = 0},
         NB_DRAW(draw))
