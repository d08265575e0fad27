// What a scene is: all that a scene's file includes.
//
// A scene is plain data (its State), and a picture that is a pure function of that data and the time:
//
//    #include <nabla/scene.h>
//
//    typedef struct {
//      nb_vec2 v;
//    } State;
//
//    enum { ARROW };
//
//    static const nb_step steps[] = {
//        [ARROW] = {"A vector", .seconds = 3, .say = "A vector is an arrow from the *origin*."},
//    };
//
//    static const nb_param params[] = {NB_POINT(State, v, "v", .min = -3, .max = 3)};
//
//    static void draw(nb_board *b, const nb_frame *f, const State *s)
//    {
//      nb_arrow(b, nb_origin(), s->v, nb_style(.color = NB_V, .reveal = nb_cue(f, ARROW, 0, 1)));
//      nb_grab(b, &s->v, s->v, nb_identity2());
//    }
//
//    NB_SCENE(State, .title = "Vectors", NB_STEPS(steps), NB_PARAMS(params), .state = &(const State){.v = {2,
//    1}},
//             NB_DRAW(draw))
//
// - State is one flat struct: no pointers, no handles.
// - draw reads and records; it changes nothing and remembers nothing. A scene has no writable globals.
// - tick, where something has to evolve, moves the state by a fixed 1/60 s; its random numbers are in the
// state.
// - Parameters belong to the viewer; tick must not write them. The rest of the state is the scene's.
#ifndef NABLA_SCENE_H
#define NABLA_SCENE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/board.h"
#include "nabla/export.h"
#include "nabla/math/digits.h"
#include "nabla/math/ease.h"
#include "nabla/math/vector.h"
#include "nabla/space.h"

// What a table's line leaves out is zero: its default.
#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif

#define NB_ABI 5
#define NB_TICKS_PER_SECOND 60

enum {
  NB_MAX_STEPS = 64,
  NB_MAX_PARAMS = 64,
  NB_MAX_HEARD = 6,
  NB_MAX_NEEDS = 6,
  NB_MAX_MOVES = 8,
  NB_MAX_DATA = 4
};

// ---------------------------------------------------------------------------------------------------------------
// Steps: what one steps through.

// What a hand does where there is none: in a film, on a sheet, slides and paper the parameter goes to that value by itself, eased, as
// if it were dragged, and stays there, in later steps too. In the window nothing moves by itself: there the viewer has the hand.
//
//    [PLAY] = {"Your c", .seconds = 9, .live = true, .say = "Drag c until the arrow is *gone*.",
//              .moves = {{"c", "-1", .at = 2, .seconds = 1.5f}, {"v", "2,1", .at = 2}, {"c", "0", .at = 5}}},
//
// Several parameters may move at once, one parameter only one move after the other. Numbers (logarithmic ones by factors), angles,
// points, matrices and cameras glide, whole numbers count; a switch, a choice and a text change at once, and a canvas cannot be
// moved. Who sets a parameter with --set has it stay so: its moves are left out.
typedef struct nb_move {
  const char *param; // its name; NULL ends a list
  const char
      *to;  // as --set takes it: "0.5", "true", a choice's name, "1,2", a matrix row by row; within the range
  float at; // seconds into the step
  float seconds; // that it takes, within the step's own; 0: 1, or none where it changes at once
} nb_move;

typedef struct nb_step {
  const char *title; // a few words
  float seconds;   // how long it takes, above 0; a live or waiting one: in films, and when it is jumped over
  const char *say; // the caption: one or two short sentences; *word* is emphasised
  const char *ask; // a question to a person, shown in place of the caption until it is answered
  bool wait;       // time stands at the step's end until the viewer answers or goes on
  bool live;       // time runs on beyond `seconds` until the viewer moves
  const char *hear[NB_MAX_HEARD];  // what a good explanation of this step says
  const char *needs[NB_MAX_NEEDS]; // scenes ("subject/name") that this step rests on
  const char *answer;              // the parameter by which the viewer answers
  // The right answer for a state, written to *truth (of the parameter's type), where there is one.
  void (*truth)(const void *state, void *truth);
  nb_move moves[NB_MAX_MOVES]; // in films
} nb_step;

// ---------------------------------------------------------------------------------------------------------------
// The frame: where in the scene we are.

typedef struct nb_data {
  const void *bytes; // read-only memory
  size_t size;
} nb_data;

typedef struct nb_frame {
  int step;          // 0 to step_count - 1
  float seconds;     // since the step began; beyond the step's own seconds only where it is live
  float duration;    // the step's own seconds
  float reached;     // the farthest second of this step that has been reached; at least duration
  uint64_t tick;     // ticks since the scene began
  uint64_t answered; // bit k: the question of step k has been answered
  nb_theme theme;
  bool playing;        // time is running
  const nb_data *data; // what the scene declared, in its order
  int data_count;
} nb_frame;

// How far along something is: 0 up to `at` seconds into `step`, then eased at both ends to 1 over `seconds`,
// and 1 ever after. Where seconds is 0 (or less) it is 1 from `at` on. A step left early counts as finished.
NB_API float nb_cue(const nb_frame *f, int step, float at, float seconds);
// The same, not eased.
NB_API float nb_cue_linear(const nb_frame *f, int step, float at, float seconds);
// Up to 1 and back to 0 within those seconds, and 0 ever after: for a motion that only shows something.
NB_API float nb_visit(const nb_frame *f, int step, float at, float seconds);
// A number's course: it is `from`, and then goes to one value after the other, each time from where it is, eased as nb_cue is, in the
// order in which they stand. For what is there from one moment to another it goes from 0 to 1 and back:
//
//    float c = NB_COURSE(f, 1, {SCALE, 0.6f, 1.2f, 2}, {SCALE, 4.2f, 1.4f, -1}, {RECIPE, 0, 0.8f, 1});
//    nb_fade(b, NB_COURSE(f, 0, {ASK, 2.8f, 0.4f, 1}, {VELOCITY, 4.2f, 0.4f, 0}));
typedef struct nb_leg {
  int step;
  float at, seconds; // as nb_cue's
  float to;
} nb_leg;

#define NB_COURSE(f, from, ...)                                                                              \
  nb_course(f, from, (const nb_leg[]){__VA_ARGS__},                                                          \
            (int)(sizeof((const nb_leg[]){__VA_ARGS__}) / sizeof(nb_leg)))
NB_API float nb_course(const nb_frame *f, float from, const nb_leg *legs, int count);
// There from the start of step `first` to the end of step `last`: rises over the first 0.5 s, falls over the
// 0.5 s after the end, eased. For what comes and goes.
NB_API float nb_during(const nb_frame *f, int first, int last);
// True in every step after this one.
NB_API bool nb_after(const nb_frame *f, int step);
// How much shows of a picture that begins anew in those steps: it fades and comes back within their first 0.6 s, changed
// halfway, so that nothing of what was before is undone before one's eyes.
//
//    nb_mat2 m = nb_begun(f, SHEAR) ? sheared(f) : turned(f);
//    nb_fade(b, NB_ANEW(f, TURN, SHEAR));
#define NB_ANEW(f, ...)                                                                                      \
  nb_anew(f, (const int[]){__VA_ARGS__}, (int)(sizeof((const int[]){__VA_ARGS__}) / sizeof(int)))
NB_API float nb_anew(const nb_frame *f, const int *steps, int count);
// Has the new taken the old one's place? From halfway through that fading on, and ever after.
NB_API bool nb_begun(const nb_frame *f, int step);
// True once the question of `step` has been answered.
NB_API bool nb_answered(const nb_frame *f, int step);

// Pieces of a style, to stand in nb_style(...) beside what else it says.
//
//    nb_line(b, foot, top, nb_style(NB_IN(f, CLIMB, 2, 0.8f), .color = NB_V));
//
// Drawn or written `at` seconds into `step`, within `seconds`, and there ever after.
#define NB_FROM(f, step, at, seconds) .reveal = nb_cue(f, step, at, seconds)
// The same, and gone with that step.
#define NB_IN(f, step, at, seconds) NB_BETWEEN(f, step, step, at, seconds)
// Fades in there, instead of being drawn or written, and is gone with step `last`.
#define NB_FADED(f, first, last, at, seconds)                                                                \
  .alpha = nb_during(f, first, last) * nb_cue(f, first, at, seconds)
// Drawn in step `first`, and gone with step `last`.
#define NB_BETWEEN(f, first, last, at, seconds)                                                              \
  .alpha = nb_during(f, first, last), .reveal = nb_cue(f, first, at, seconds)

// What is written beside the picture, one below the other: formulas that come within a second each, `at` seconds into the step
// `first`, and go with the step `last`. Each keeps its place, whether it shows yet or not.
//
//    nb_facts(b, f, (nb_facts_spec){.first = RETURN, .last = ASK, .size = 38},
//             NB_FACTS({0.5f, "G = r_1 + \\gamma\\, r_2 + \\gamma^2 r_3"},
//                      {4, "G = \\val", NB_V, .values = {&counts}},
//                      {5, "\\text{all that is still to come}", NB_DIM, 26}));
typedef struct nb_fact {
  float at;
  const char *tex;        // NULL ends a list
  nb_color color;         // NB_DEFAULT: NB_TEXT
  float size;             // points; 0: the spec's
  const float *values[8]; // of its \val, up to the first NULL
} nb_fact;

typedef struct nb_facts_spec {
  int first, last; // last 0: first alone
  nb_vec2 at;      // the upper left corner; (0, 0): nb_at(NB_COLUMN, 2.9f)
  float gap;       // board units between them; 0: 0.4
  float size;      // points; 0: 34
} nb_facts_spec;

#define NB_FACTS(...) ((const nb_fact[]){__VA_ARGS__, {0}})
NB_API void nb_facts(nb_board *b, const nb_frame *f, nb_facts_spec spec, const nb_fact *facts);

// How much shows of what the viewer guesses in `step`: it comes 0.3 seconds into the step, when what was before has made
// room, and goes with that step; where they have answered, with the next one.
NB_API float nb_guessed(const nb_frame *f, int step);
// That guess as nb_guess draws it, at `at`, on a dotted line from `from` (from `at`: without one); it comes 0.3 seconds into
// the step, and is dim beside the truth. True as long as it can be moved, which is while the question stands:
//
//    if (nb_guess_in(b, f, ASK, foot, ring))
//      nb_grab(b, &s->guess, ring, nb_plane_scale(plane));
NB_API bool nb_guess_in(nb_board *b, const nb_frame *f, int step, nb_vec2 from, nb_vec2 at);
// How much shows of it where it was right, as what comes to stand there needs the room: 1, and where the guess lies within 0.5 of the
// truth it goes within 0.8 seconds from `at` seconds of `step` on. For nb_fade.
NB_API float nb_right_goes(const nb_frame *f, int step, float at, nb_vec2 guess, nb_vec2 truth);
// The guess of a point or a vector of a plane, with its handle: the ring stands at the tip of *field, drawn from the point `tail`.
NB_API void nb_guess_on_plane(nb_board *b, const nb_frame *f, int step, nb_plane plane, const nb_vec2 *field,
                              nb_vec2 tail);
// The guess of a number on a slider (nb_slider) in NB_V. Answered, it stays to be compared and can be moved no more.
NB_API void nb_guess_slider(nb_board *b, const nb_frame *f, int step, nb_vec2 left, const float *field,
                            nb_slider_spec spec);
// What is right where a ring is put to one of `count` places, counted from 0, and the largest value is asked for: that place, or
// where the ring stands if it stands nearest to it.
NB_API float nb_right_pick(float ring, const float *values, uint32_t count);
// The digits of a scene that declares .data = {"digits"}; empty ones where it does not, or they cannot be read.
NB_API nb_digits nb_frame_digits(const nb_frame *f);

// ---------------------------------------------------------------------------------------------------------------
// Parameters: the fields of the state that are the viewer's.

typedef enum nb_kind {
  NB_KIND_NUMBER,  // float
  NB_KIND_INTEGER, // int32_t
  NB_KIND_SWITCH,  // int32_t, 0 or 1
  NB_KIND_CHOICE,  // int32_t, an index into choices
  NB_KIND_ANGLE,   // float, radians
  NB_KIND_POINT,   // nb_vec2
  NB_KIND_MATRIX,  // nb_mat2
  NB_KIND_TEXT,    // char[], ended by a zero
  NB_KIND_CANVAS,  // float[columns * rows], 0 to 1, top row first
  NB_KIND_POINT3,  // nb_vec3
  NB_KIND_MATRIX3, // nb_mat3
  NB_KIND_CAMERA,  // nb_camera; it has no range of its own
} nb_kind;

typedef struct nb_param {
  const char *name; // how it is called on the board, in panels and by --set
  nb_kind kind;
  uint32_t offset, bytes;     // of the field in the state
  float min, max;             // of a number, and of each part of a point or matrix; both 0: -10 to 10
  float snap;                 // what Shift snaps to; 0: 0.5, or 1 for an integer
  bool logarithmic;           // a slider moves by factors (min > 0)
  const char *const *choices; // of a choice, ended by NULL
  int columns, rows;          // of a canvas
  // Of a text that is a function: its variables, as nb_expression_parse takes them ("x y"). Such a text is parsed
  // before it is taken, and who types it is shown where it goes wrong.
  const char *variables;
} nb_param;

// A parameter: its State, the field, its name on the board, and then whatever else is worth saying of it.
#define NB_FIELD(state, field, type, the_kind, ...)                                                          \
  {                                                                                                          \
    .kind = (the_kind), .offset = offsetof(state, field),                                                    \
    .bytes = sizeof(((state *)0)->field) +                                                                   \
             0 * sizeof(char[_Generic(((state *)0)->field, type : 1)]), /* another type does not compile */  \
        .name = __VA_ARGS__                                                                                  \
  }
#define NB_NUMBER(state, field, ...) NB_FIELD(state, field, float, NB_KIND_NUMBER, __VA_ARGS__)
#define NB_INTEGER(state, field, ...) NB_FIELD(state, field, int32_t, NB_KIND_INTEGER, __VA_ARGS__)
#define NB_SWITCH(state, field, ...) NB_FIELD(state, field, int32_t, NB_KIND_SWITCH, __VA_ARGS__)
#define NB_CHOICE(state, field, ...) NB_FIELD(state, field, int32_t, NB_KIND_CHOICE, __VA_ARGS__)
#define NB_ANGLE(state, field, ...) NB_FIELD(state, field, float, NB_KIND_ANGLE, __VA_ARGS__)
#define NB_POINT(state, field, ...) NB_FIELD(state, field, nb_vec2, NB_KIND_POINT, __VA_ARGS__)
#define NB_MATRIX(state, field, ...) NB_FIELD(state, field, nb_mat2, NB_KIND_MATRIX, __VA_ARGS__)
#define NB_POINT3(state, field, ...) NB_FIELD(state, field, nb_vec3, NB_KIND_POINT3, __VA_ARGS__)
#define NB_MATRIX3(state, field, ...) NB_FIELD(state, field, nb_mat3, NB_KIND_MATRIX3, __VA_ARGS__)
#define NB_CAMERA(state, field, ...) NB_FIELD(state, field, nb_camera, NB_KIND_CAMERA, __VA_ARGS__)
#define NB_INPUT(state, field, ...) NB_FIELD(state, field, char *, NB_KIND_TEXT, __VA_ARGS__)
#define NB_CANVAS(state, field, ...) NB_FIELD(state, field, float *, NB_KIND_CANVAS, __VA_ARGS__)

// ---------------------------------------------------------------------------------------------------------------
// The scene

typedef struct nb_scene {
  uint32_t abi;        // NB_ABI: filled in by NB_SCENE
  uint32_t scene_size; // sizeof(nb_scene): filled in by NB_SCENE
  const char *title;
  const nb_step *steps;
  int step_count; // 1 to NB_MAX_STEPS
  const nb_param *params;
  int param_count;   // 0 to NB_MAX_PARAMS
  const void *state; // what it starts as
  size_t state_size;
  const char *data[NB_MAX_DATA];   // names of declared data files, such as "digits"; NULL after the last
  const char *needs[NB_MAX_NEEDS]; // scenes that the whole of this one rests on
  void (*draw)(nb_board *b, const nb_frame *f, const void *state);
  // Moves the state by 1/60 s; NULL where nothing evolves. Called before the first draw of that moment, with
  // the frame of the moment it moves from.
  void (*tick)(void *state, const nb_frame *f);
  // Fills what the initial state cannot say as a constant (drawn weights, from a seed); NULL where nothing is
  // needed.
  void (*init)(void *state, const nb_frame *f);
} nb_scene;

#define NB_STEPS(array) .steps = (array), .step_count = (int)(sizeof(array) / sizeof *(array))
#define NB_PARAMS(array) .params = (array), .param_count = (int)(sizeof(array) / sizeof *(array))
// A function on the scene's own State as one on plain memory. The cast is by design: a State pointer and a
// void pointer are passed alike on every platform there is.
#define NB_DRAW(function)                                                                                    \
  .draw = (void (*)(nb_board *, const nb_frame *, const void *))(void (*)(void))(function)
#define NB_TICK(function) .tick = (void (*)(void *, const nb_frame *))(void (*)(void))(function)
#define NB_INIT(function) .init = (void (*)(void *, const nb_frame *))(void (*)(void))(function)

#define NB_SCENE(State, ...)                                                                                 \
  NB_API const nb_scene nabla_scene;                                                                         \
  const nb_scene nabla_scene = {                                                                             \
      .abi = NB_ABI, .scene_size = sizeof(nb_scene), .state_size = sizeof(State), __VA_ARGS__};

#endif
