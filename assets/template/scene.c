// @TITLE@
//
// Say here what a learner believes before, and what this scene shows them: three lines are enough. Then make
// it true below. Keep this file open beside
//
//     nabla play @FILE@
//
// and every save is seen at once, at the same step and second.
#include <nabla/scene.h>

// What the picture is made of: plain numbers, no pointers. What the viewer may change is listed in params[].
typedef struct {
  nb_vec2 v; // an arrow from the origin
} State;

// A step is what one steps through. Next: a third one. Name it here and give it its line in steps[].
enum { PLANE, ARROW };

static const nb_step steps[] = {
    [PLANE] = {"The plane", .seconds = 4, .say = "Every point of the plane is a pair of *numbers*."},
    [ARROW] = {"An arrow", .seconds = 5, .say = "Drag the tip: the arrow follows.",
               .moves = {{"v", "-1,2", .at = 2.5f}}}, // in a film, where nobody drags
    // Next: a question. It waits for the viewer's answer:
    //   [GUESS] = {"Which way?", .seconds = 4, .wait = true, .ask = "Where will it land?"},
};

// Next: a number of your own, `float turn;` in State, NB_NUMBER(State, turn, "turn", .min = 0, .max = 1) here,
// and nb_slider in draw to take hold of it.
static const nb_param params[] = {
    NB_POINT(State, v, "v", .min = -3, .max = 3),
};

// Called for every frame. It may read everything and change nothing: the picture depends on the state and on
// the time alone. nb_cue(f, STEP, at, seconds) goes from 0 to 1, beginning `at` seconds into STEP.
static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_grid(b, nb_identity2(), (nb_grid_spec){.area = {-8, -3.3f, 16, 7}},
          nb_style(.reveal = nb_cue(f, PLANE, 0, 2)));
  float drawn = nb_cue(f, ARROW, 0.5f, 1);
  nb_arrow(b, nb_origin(), s->v, nb_style(.color = NB_V, .reveal = drawn));
  nb_label(b, s->v, s->v, "v", nb_style(.color = NB_V, .alpha = drawn));
  if (drawn >= 1)
    nb_grab(b, &s->v, s->v, nb_identity2()); // the tip is a handle for v, and moves as v does
  // Next: what else can be drawn is in <nabla/board.h>, what can be computed in <nabla/math/...>.
}

NB_SCENE(State, .title = "@TITLE@",
         .needs = {"@NEEDS@"},
         NB_STEPS(steps), NB_PARAMS(params), .state = &(const State){.v = {2, 1}}, NB_DRAW(draw))
