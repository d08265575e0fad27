// Everything that a hand can take hold of, and plain marks at known places that say where the player is.
//
//   a square of the step's own colour stands at (-6, 2); a white dot at (-6 + seconds, -2.5) is the clock;
//   v is an amber arrow from (0, 0) whose tip can be dragged; u turns about (-3, 0) by a radian a second;
//   rate is a dot at (-3 + rate, 3) and a number below the square; in the live step there are a canvas on the right, a stretch of time and a slider.
#include "hands.h"

static const nb_step steps[] = {
    [MOVE] = {"Move", .seconds = 6, .say = "The dot is the *clock*."},
    [ASK] = {"Ask", .seconds = 1, .ask = "Where should v point?", .wait = true, .answer = "v"},
    [LIVE] = {"Live", .seconds = 5, .say = "Draw on the right.", .live = true},
};

static const nb_param params[] = {
    NB_POINT(State, v, "v", .min = -3, .max = 3),
    NB_POINT(State, u, "u", .min = -3, .max = 3),
    NB_NUMBER(State, rate, "rate", .min = 0, .max = 2, .snap = 0.25f),
    NB_CANVAS(State, canvas, "canvas", .columns = CELLS, .rows = CELLS),
};

static const nb_rect time_area = {.x = -2, .y = -2, .width = 4, .height = 0.8f};

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
  nb_mat2 turn = nb_rotation(f->seconds);
  nb_vec2 u = nb_add(nb_at(-3, 0), nb_apply(turn, s->u));
  nb_point(b, u, nb_style(.color = NB_LEARNING));
  nb_grab(b, &s->u, u, turn);
  nb_point(b, nb_at(-3 + s->rate, 3), nb_style(.color = NB_DIM, .width = 24));
  nb_grab_value(b, &s->rate, nb_at(-3 + s->rate, 3), nb_at(1, 0));
  nb_tex(b, nb_at(-6, 0.5f), "\\val[-2]", nb_style(.size = 48, .anchor = NB_CENTER), &s->rate);
  if (f->step != LIVE)
    return;
  draw_canvas(b, s);
  nb_slider(b, SLIDER_LEFT, &s->rate, (nb_slider_spec){.length = 2, .max = 2, .decimals = 2}, nb_style());
  nb_grab_time(b, time_area, 0, f->reached);
}

NB_SCENE(State, .title = "Hands on", NB_STEPS(steps), NB_PARAMS(params),
         .state = &(const State){.v = {2, 1}, .u = {0, 1}, .rate = 1}, NB_DRAW(draw))
