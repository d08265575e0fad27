// A scene whose picture takes long: as long as its parameter says, to compute; and from 10 on it never comes.
#include <nabla/scene.h>

typedef struct {
  float cost; // some twentieths of a second
  nb_vec2 v;
} State;

static const nb_step steps[] = {{"Dear", .seconds = 3}, {"Dear, too", .seconds = 1}};
static const nb_param params[] = {NB_NUMBER(State, cost, "cost", .min = 0, .max = 10),
                                  NB_POINT(State, v, "v")};

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  volatile float sum = 0;
  for (int k = 0; k < (int)(s->cost * 2e7f) || s->cost >= 10; k++)
    sum = sum + 1;
  nb_arrow(b, nb_origin(), s->v, nb_style(.reveal = nb_cue(f, 0, 0, 1)));
  nb_grab(b, &s->v, s->v, nb_identity2());
}

NB_SCENE(State, .title = "Dear", NB_STEPS(steps), NB_PARAMS(params), .state = &(const State){4, {2, 1}},
         NB_DRAW(draw))
