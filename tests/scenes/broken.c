// Scenes with one thing wrong: BROKEN says which.
#include <math.h>

#include <nabla/scene.h>

typedef struct {
  float a, b;
  int32_t c;
  char text[4];
} State;

enum {
  OTHER_ABI = 1,
  OTHER_SIZE,
  NO_TITLE,
  NO_STEPS,
  STEP_WITHOUT_TITLE,
  STEP_WITHOUT_SECONDS,
  STEP_OF_NAN_SECONDS,
  UNKNOWN_ANSWER,
  PARAM_OUTSIDE,
  PARAMS_OVERLAP,
  PARAMS_SAME_NAME,
  PARAM_WITHOUT_NAME,
  PARAM_OF_NO_KIND,
  WRONG_BYTES,
  EMPTY_RANGE,
  STARTS_OUT_OF_RANGE,
  STARTS_NAN,
  NO_CHOICES,
  TEXT_WITHOUT_END,
  NO_STATE,
  LARGE_STATE,
  NO_DRAW,
  INIT_BREAKS_RANGE,
  DATA_MISSING,
  DATA_OUTSIDE,
  UNEVEN_GROUPS,
  DRAW_WRITES,
  MOVE_OF_NOBODY,
  MOVE_NOWHERE,
  MOVE_OUT_OF_RANGE,
  MOVE_TOO_LATE,
  MOVE_TOO_LONG,
  MOVE_BEFORE,
  MOVES_OVERLAP,
  MOVES_BACKWARDS,
  SWITCH_GLIDES,
};

static const nb_step steps[] = {
    {"Only", .seconds = 1},
    {BROKEN == STEP_WITHOUT_TITLE ? " " : "Broken",
     .seconds = BROKEN == STEP_WITHOUT_SECONDS  ? 0
                : BROKEN == STEP_OF_NAN_SECONDS ? NAN
                                                : 2,
     .answer = BROKEN == UNKNOWN_ANSWER ? "nobody" : "a",
     .moves =
         {
             {"a", "1", .at = BROKEN == MOVES_BACKWARDS ? 1 : 0,
              .seconds = BROKEN == MOVES_OVERLAP ? 0.7f : 0.5f},
             {"c", "true", .at = 2, .seconds = BROKEN == SWITCH_GLIDES ? 1 : 0},
             {BROKEN == MOVE_OF_NOBODY ? "tex" : "a",
              BROKEN == MOVE_NOWHERE        ? NULL
              : BROKEN == MOVE_OUT_OF_RANGE ? "11"
                                            : "0.5",
              .at = BROKEN == MOVE_TOO_LATE ? 1.2f
                    : BROKEN == MOVE_BEFORE ? -0.1f
                                            : 0.5f,
              .seconds = BROKEN == MOVE_TOO_LONG ? 1.6f : 0},
         }},
};

static const nb_param params[] = {
    NB_NUMBER(State, a, BROKEN == PARAM_WITHOUT_NAME ? "" : "a"),
    {.name = BROKEN == PARAMS_SAME_NAME ? "a" : "b",
     .kind = BROKEN == PARAM_OF_NO_KIND ? (nb_kind)77 : NB_KIND_NUMBER,
     .offset = BROKEN == PARAM_OUTSIDE    ? sizeof(State) - 2
               : BROKEN == PARAMS_OVERLAP ? offsetof(State, a)
                                          : offsetof(State, b),
     .bytes = BROKEN == WRONG_BYTES ? 8 : 4,
     .min = BROKEN == EMPTY_RANGE           ? 2
            : BROKEN == STARTS_OUT_OF_RANGE ? 0.5f
                                            : 0,
     .max = 1},
    {.name = "c",
     .kind = BROKEN == NO_CHOICES ? NB_KIND_CHOICE : NB_KIND_SWITCH,
     .offset = offsetof(State, c),
     .bytes = 4},
    NB_INPUT(State, text, "text"),
};

static const State start = {.b = BROKEN == STARTS_NAN ? NAN : 0,
                            .text = {'a', 'b', 'c', BROKEN == TEXT_WITHOUT_END ? 'd' : 0}};

static void init(State *s, const nb_frame *f)
{
  (void)f;
  if (BROKEN == INIT_BREAKS_RANGE)
    s->b = 5;
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  (void)f, (void)s;
  if (BROKEN == UNEVEN_GROUPS)
    nb_end(b);
  if (BROKEN == DRAW_WRITES)
    ((volatile State *)s)->b = 0.5f;
}

NB_SCENE(State, .title = BROKEN == NO_TITLE ? NULL : "Broken", .steps = steps,
         .step_count = BROKEN == NO_STEPS ? 0 : 2, NB_PARAMS(params), .state = &start, NB_INIT(init),
         .draw = BROKEN == NO_DRAW
                     ? NULL
                     : (void (*)(nb_board *, const nb_frame *, const void *))(void (*)(void))draw,
         .data = {BROKEN == DATA_MISSING   ? "no-such-data"
                  : BROKEN == DATA_OUTSIDE ? "../digits"
                                           : NULL},
         .abi = BROKEN == OTHER_ABI ? 7 : NB_ABI,
         .scene_size = sizeof(nb_scene) + (BROKEN == OTHER_SIZE ? 8 : 0),
         .state_size = BROKEN == NO_STATE      ? 0
                       : BROKEN == LARGE_STATE ? ((size_t)64 << 20) + 1
                                               : sizeof(State))
