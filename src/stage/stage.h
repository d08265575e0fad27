// The stage: holds one scene, and owns its state, its time and its history.
//
//   stage *s;
//   stage_open(&s, "build/release/scenes/linear-algebra/span.so", options);
//   stage_jump(s, (stage_position){.step = 2, .seconds = 1.5f});
//   stage_draw(s, NB_CHALK, &list, &size);
//
// The position is (step, seconds). For a scene without tick the picture of any position is drawn at once. A
// ticked scene has a history: snapshots of its state, and every edit of a parameter logged at its tick, so
// that the past can be ticked again as it was. Going back brings back the scene's own fields under the
// viewer's present parameters. Playing on from there is a fork as soon as a tick goes otherwise than it did:
// the old future is dropped. Jumping within the past never is.
//
//   ticks   0 ---------- 60 ---------- 120 ---------- 180 --> head
//   kept    [snapshot]   [snapshot]    [snapshot]
//   edits        ^ eta = 0.1     ^ eta = 0.5
//
// A live step lasts as long as it has been played, and the next one goes on from there; while nobody has
// played in it, it lasts its nominal seconds. Jumping looks on and lengthens it only where it goes beyond its
// end. A step takes its seconds in whole ticks, rounded down; at its end is the tick where the next one
// begins.
//
// A scene is a stranger's native code, and lives in a child process (nabla-stage) that may do nothing but
// compute: what crosses is the description, states, viewer's blocks and display lists, and all that comes back
// is checked. A scene that crashes, hangs or asks for what it may not do is ended, with a message that says
// where; it is tried again, in a new child, as soon as the moment or a parameter has changed. The thread that
// calls may be any, one at a time.
#ifndef STAGE_STAGE_H
#define STAGE_STAGE_H

#include "nabla/error.h"
#include "nabla/scene.h"

typedef struct stage stage;
typedef struct spares spares; // spares.h

typedef struct stage_options {
  const nb_fonts *fonts; // of the assets; must outlive the stage; NULL: no text
  const char *assets;    // the folder of fonts and declared data: "digits" is ASSETS/digits/digits.bin
  bool in_process;       // run the scene in this process, for debuggers: what it breaks is ours
  spares *spares;        // processes kept ready, of the same assets; must outlive the stage; NULL: none are
  bool described;        // only stage_scene and stage_step_start will be asked: nothing is begun
} stage_options;

typedef struct stage_position {
  int step;
  float seconds; // since the step began
} stage_position;

// Opens a plugin. Fails with NB_MISSING_FILE, NB_NOT_A_PLUGIN, NB_WRONG_ABI, NB_BAD_SCENE (naming the step or
// parameter and what is wrong with it, or what it did while it was opened), NB_NO_MEMORY, or NB_FAILED where no
// child can be started; *out is then NULL.
nb_error stage_open(stage **out, const char *plugin_path, stage_options options);
void stage_close(stage *s);

// The scene's description: title, steps, parameters. Its functions are the stage's alone to call.
const nb_scene *stage_scene(const stage *s);

// Where we are, and how long it all is.
stage_position stage_where(const stage *s);
float stage_step_start(const stage *s,
                       int step); // nominal seconds before a step; the scene's length for step_count
stage_position stage_at(const stage *s, float seconds); // at nominal seconds from the scene's start, clamped
// The farthest second of a live step that has been reached, for a strip of its own; the nominal seconds
// elsewhere.
float stage_step_reached(const stage *s, int step);

// Goes to a position (clamped to the scene; a live step may go beyond its nominal seconds, up to an hour).
// Ticks what has not been ticked; the picture is the one that playing there gives. Fails with NB_NO_MEMORY
// where the history cannot grow, and with NB_BAD_SCENE where the scene fails, having gone as far as it could.
nb_error stage_jump(stage *s, stage_position to);

// Lets time run by dt seconds (0 to 1) and passes from step to step; stops at the end of a waiting step whose
// question has not been answered, at the scene's end, and an hour into a live step. False once it has stopped
// (or where the memory for the history has run out, or the scene failed: stage_draw then says why). Time that does not fill a tick is kept for the next
// call.
bool stage_play(stage *s, float dt);

// Marks the question of a step as answered (the wait ends), or not.
void stage_answer(stage *s, int step, bool answered);

// Bit k: the question of step k has been answered.
uint64_t stage_answers(const stage *s);

// The parameter by which the question of a step is answered, or NULL. Where the step says what is right, *truth
// (NULL: not asked for), of the parameter's bytes, becomes the right answer for the state as it is now.
//
// Fails with NB_OUT_OF_RANGE where the step does not say, and with NB_BAD_SCENE where what it says is none of the
// parameter's values (its range apart, which a truth may lie beyond), or its function fails: the scene goes on.
const nb_param *stage_answer_param(const stage *s, int step);
nb_error stage_truth(stage *s, int step, void *truth);

// True where the parameter is not as the scene starts with it.
bool stage_is_changed(const stage *s, const nb_param *param);

// The parameter that holds the bytes [offset, offset + bytes) of the state, or NULL; the parameter of a name,
// or NULL.
const nb_param *stage_param_at(const stage *s, uint32_t offset, uint32_t bytes);
const nb_param *stage_param(const stage *s, const char *name);

// Sets a part of a parameter, clamped to its range, at the present tick: any entries of a point, matrix or
// canvas, a text up to its zero, and the whole of every other kind. Bytes that are no such part fail with
// NB_UNKNOWN_PARAMETER, values that are not finite with NB_OUT_OF_RANGE; nothing is changed then.
nb_error stage_set(stage *s, uint32_t offset, const void *value, uint32_t bytes);

// Sets a parameter from text: "0.5", "true", a choice's name, "1,2" (a point), "1,0,0,1" (a matrix, as a
// canvas, row by row). Fails with NB_UNKNOWN_PARAMETER (suggesting the nearest name) or NB_OUT_OF_RANGE
// (saying the range, or what form is expected).
nb_error stage_set_text(stage *s, const char *name, const char *text);

// A parameter's value as stage_set_text takes it, with as many figures as bring it back exactly; empty where
// it does not fit.
void stage_get_text(const stage *s, const nb_param *param, char *text, size_t capacity);

// Puts every parameter, or the one, back to what the scene starts with.
void stage_reset(stage *s);
void stage_reset_param(stage *s, const nb_param *param);

// The state as it is now: stage_scene(s)->state_size bytes.
const void *stage_state(const stage *s);

// Draws the present moment: a display list that has been checked, valid until the next call. The state is
// locked meanwhile: a scene that writes to it is ended (and with in_process the program, by SIGSEGV).
// nb_frame.playing is true but where time stands, whether somebody plays or jumps. Fails with NB_BAD_SCENE or
// NB_BAD_LIST, naming the step and the second, and where the scene crashed the function and the line; and fails
// the same again until the moment or a parameter has changed.
nb_error stage_draw(stage *s, nb_theme theme, const void **list, size_t *size);

// What the error of a scene that hung says, and no other.
#define STAGE_HUNG "did not come back within"

// Seconds of computing that the last drawing took; 0 where it runs in this process, or where nothing had changed since one that
// took long: that one is valid still.
double stage_drawn_in(const stage *s);

// Draws the present state as at the end of its step, with everything arrived where it travels to: for eyes that no
// motion should reach. A live step is drawn as it is.
nb_error stage_draw_arrived(stage *s, nb_theme theme, const void **list, size_t *size);

// Draws the present state as if its step had lasted that long and longer, to see what was still to come when it ended.
nb_error stage_draw_later(stage *s, float seconds, nb_theme theme, const void **list, size_t *size);

// The picture of another moment, without going there: valid until the next call. The handles and the mistake are
// then of that picture. Fails as stage_draw does, and with NB_OUT_OF_RANGE where a ticked scene has not been.
nb_error stage_peek(stage *s, stage_position at, nb_theme theme, const void **list, size_t *size);

// The other run: what is left behind where a viewer goes back, changes something, and plays on. Of those the last is
// kept, with all of its past; one of less than half a second is none. Before anything has been changed it is this
// run's own future.
//
//   this run     0 ------------ fork ------- now
//   the other                      \ ----------------- its end
//
// True where there is one whose end lies in this step. *forked (unless NULL): it is another run indeed.
bool stage_has_other(const stage *s, bool *forked);

// Draws the other run's end, at the scale of the present picture. It offers no handles. Fails as stage_draw does.
nb_error stage_draw_other(stage *s, nb_theme theme, const void **list, size_t *size);

// Goes over to the other run, at its end, with the parameters that it had; this one is then the other. Fails with
// NB_OUT_OF_RANGE where there is none.
nb_error stage_take_other(stage *s);

// The first mistake that the last drawn list tells of (a formula's, whose source then stands in its place), with the
// step, or no error.
nb_error stage_mistake(const stage *s);

// The k-th advice of the last drawn list for the scene's author, "kind: words" (NB_LIST_ADVICE in nabla/list.h); NULL: no more.
const char *stage_advice(const stage *s, int k);

// A handle that the last drawn list offers (only those whose field is a parameter, or a part of one), its
// place, area and matrix in board units, with the groups it lay in applied.
typedef struct stage_grab {
  nb_grab_fixed grab;
  const nb_param *param; // NULL for NB_GRAB_TIME
} stage_grab;

int stage_grabs(const stage *s, const stage_grab **grabs);

// ---------------------------------------------------------------------------------------------------------------
// What is asked of a stage that changes it, as data: so that it can be kept, and be asked of another one. A stage that is asked
// the same from the same state on has the same state, and draws the same lists, to the byte.

typedef enum stage_deed_kind {
  STAGE_JUMP,
  STAGE_PLAY,
  STAGE_SET,   // stage_set, and stage_set_text as what came of it
  STAGE_RESET, // one parameter
  STAGE_ANSWER,
  STAGE_TAKE_OTHER,
} stage_deed_kind;

typedef struct stage_deed {
  stage_deed_kind kind;
  stage_position to;     // of a jump
  float seconds;         // of playing, 0 to 1
  const nb_param *param; // that is set: bytes [from, from + bytes) of it
  uint32_t from, bytes;
  const void *value;
  int step; // whose question
  bool answered;
} stage_deed;

// Has every deed told, before it is done (a parameter's, after it succeeded). NULL: nobody wants to know any more.
void stage_listen(stage *s, void (*hear)(void *context, const stage_deed *deed), void *context);

// Does one; what it is told with is this stage's. Fails as the functions do.
nb_error stage_do(stage *s, const stage_deed *deed);

// A number for what a kept state depends on: the description, and what the state starts as. Builds of the same source have the
// same.
uint64_t stage_build(const stage *s);

// All that a stage holds, as bytes: state, moment, answers, and the past as the viewer's edits. free() them. NULL without memory.
void *stage_keep(const stage *s, size_t *size);

// Makes it so again. Snapshots of the past are not among the bytes: going back far costs the ticks from the start, once. Fails,
// with nothing changed, with NB_BAD_FILE where the bytes are of another build or no such bytes, which may be a stranger's, and
// with NB_NO_MEMORY.
nb_error stage_restore(stage *s, const void *bytes, size_t size);

// The same of a scene that evolves, for the very code that made it so: the bytes of its plugin, as they were when it was opened.
// NULL also for other scenes, of which the moment and the parameters say all (carry.h). stage_return_to fails with NB_BAD_FILE
// also where the bytes are of other code, even of the same description.
void *stage_leave(const stage *s, size_t *size);
nb_error stage_return_to(stage *s, const void *bytes, size_t size);

#endif
