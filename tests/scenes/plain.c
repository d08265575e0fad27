// A scene with a parameter of every kind that nothing evolves in.
#include "plain.h"

static const nb_step steps[] = {
    {"One", .seconds = 1, .say = "The first.", .hear = {"something"}, .needs = {"tests/ticked"}},
    {"Two", .seconds = 0.5f},
    {"Three", .seconds = 0.1f},
};

static const char *const choices[] = {"square", "circle", "triangle", NULL};

static const nb_param params[] = {
    NB_NUMBER(State, number, "number", .min = -2, .max = 3),
    NB_INTEGER(State, integer, "integer", .min = 1, .max = 9),
    NB_SWITCH(State, on, "on"),
    NB_CHOICE(State, choice, "choice", .choices = choices),
    NB_ANGLE(State, angle, "angle", .min = -4, .max = 4),
    NB_POINT(State, point, "point"),
    NB_MATRIX(State, matrix, "matrix", .min = -3, .max = 3),
    NB_INPUT(State, text, "text"),
    NB_CANVAS(State, canvas, "canvas", .columns = COLUMNS, .rows = ROWS),
};

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 tip = nb_add(s->point, nb_polar(1 + s->number, s->angle));
  nb_arrow(b, s->point, nb_apply(s->matrix, tip),
           nb_style(.reveal = nb_cue(f, 0, 0.2f, 1), .width = 3 + s->own));
  nb_circle(b, nb_at(f->seconds, s->canvas[0]), 1 + (float)s->choice, nb_style(.alpha = nb_during(f, 1, 1)));
  nb_grab_canvas(b, s->canvas, COLUMNS, ROWS, (nb_rect){-1, -1, 4, 3});
  nb_grab(b, &s->matrix.j, s->matrix.j, nb_identity2());
  nb_grab_value(b, &s->matrix.i.y, nb_origin(), nb_at(0, 1));
  nb_grab(b, (const nb_vec2 *)&s->matrix.i.y, nb_origin(), nb_identity2()); // across two columns: no handle
}

static const State start = {
    .number = 0.5f, .integer = 3, .point = {1, 2}, .matrix = {{1, 0.25f}, {-0.5f, 1}}, .text = "sin(x)"};

NB_SCENE(State, .title = "Plain", NB_STEPS(steps), NB_PARAMS(params), .state = &start, NB_DRAW(draw))
