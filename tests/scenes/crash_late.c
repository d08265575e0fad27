// A scene that is well for two and a half seconds.
#include <nabla/scene.h>

typedef struct {
  float unused;
} State;

static const nb_step steps[] = {{"Well", .seconds = 2}, {"Not so well", .seconds = 2}};

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  (void)s;
  if (f->step == 1 && f->seconds > 0.45f)
    __builtin_trap();
  nb_circle(b, nb_at(f->seconds, 0), 1, nb_style(.color = NB_I));
}

NB_SCENE(State, .title = "Crashes late", NB_STEPS(steps), .state = &(const State){0}, NB_DRAW(draw))
