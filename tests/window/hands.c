// A scene for the window's tests: plain marks at known places say where the player is.
//
//   a square of the step's own colour stands at (-6, 2); a white dot at (-6 + seconds, -2.5) is the clock;
//   v is an amber arrow from (0, 0) whose tip can be dragged; in the live step there is a canvas on the
//   right.
#include "nabla/scene.h"

enum { CELLS = 16 };

typedef struct {
  nb_vec2 v;
  float canvas[CELLS * CELLS];
} State;

enum { MOVE, ASK, LIVE, STEPS };

static const nb_step steps[] = {
    [MOVE] = {"Move", .seconds = 6, .say = "The dot is the *clock*."},
    [ASK] = {"Ask", .seconds = 1, .ask = "Where should v point?", .wait = true, .answer = "v"},
    [LIVE] = {"Live", .seconds = 5, .say = "Draw on the right.", .live = true},
};

static const nb_param params[] = {
    NB_POINT(State, v, "v", .min = -3, .max = 3),
    NB_CANVAS(State, canvas, "canvas", .columns = CELLS, .rows = CELLS),
};

static void draw_canvas(nb_board *b, const State *s)
{
  nb_rect area = {.x = 4, .y = -1, .width = 3, .height = 3};
  float cell = area.width / CELLS;
  nb_rectangle(b, area, 0, nb_style(.color = NB_DIM));
  for (int k = 0; k < CELLS * CELLS; k++) {
    int row = k / CELLS, column = k % CELLS;
    nb_rect r = {.x = area.x + (float)column * cell,
                 .y = area.y + area.height - (float)(row + 1) * cell,
                 .width = cell,
                 .height = cell};
    if (s->canvas[k] > 0)
      nb_rectangle(b, r, 0, nb_style(.fill = NB_TEXT, .width = -1, .alpha = s->canvas[k]));
  }
  nb_grab_canvas(b, s->canvas, CELLS, CELLS, area);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  static const nb_color colors[STEPS] = {NB_I, NB_J, NB_K};
  nb_rectangle(b, (nb_rect){-6.4f, 1.6f, 0.8f, 0.8f}, 0, nb_style(.fill = colors[f->step], .width = -1));
  nb_point(b, nb_at(-6 + f->seconds, -2.5f), nb_style(.width = 24));
  nb_arrow(b, nb_origin(), s->v, nb_style(.color = NB_V, .width = 8));
  nb_grab(b, &s->v, s->v, nb_identity2());
  if (f->step == LIVE)
    draw_canvas(b, s);
}

NB_SCENE(State, .title = "Hands on", NB_STEPS(steps), NB_PARAMS(params), .state = &(const State){.v = {2, 1}},
         NB_DRAW(draw))
