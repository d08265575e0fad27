// The notebook: what a person leaves behind, in one SQLite file. Where they were in each scene, what of it they
// have seen, what they answered, where they were stuck and what they went back for.
//
//   notebook *n = notebook_open(&(notebook_options){.path = NULL});     // never fails: see notebook_state
//   const notebook_scene *s = notebook_find(n, "linear-algebra/span");
//   notebook_leave(n, &place);                                          // returns at once
//   notebook_close(n);                                                  // all is on the disk
//
//   the program's thread                              the notebook's own
//
//   reads from memory, writes to memory   -- queue --> writes to the file what has queued up, in one
//   and to the queue; never waits                      transaction, at most COMMIT_SECONDS after it came
//
// All that v1 keeps is little and is read into memory when the notebook is opened, so reading costs nothing and
// sees what has not been committed yet. The file is in WAL mode with synchronous=FULL: what was committed
// survives a crash of the program, of the system and of the machine.
//
// The file may be anybody's: its application id and version are looked at before anything else, and what is
// read back is checked and left out where it cannot be. A file that is no notebook, a damaged one and one of a
// newer version are never written to. Of two programs that have it open the second reads only.
//
//   notebook.c   opens, closes, says how it stands       schema.c    versions, and how one becomes the next
//   ink_*.c      strokes, pages, what is done to them    keep_ink.c  their log in the notebook
//   keep_state.c what evolved, as it was left
//   hours.c      what was done when                      keep_hours.c, keep_notes.c  the same for hours and notes
//   record.c     the tables' rows, kept in memory        writer.c    the thread that writes
//   recording*.c an explanation's log, and reading it    keep_recording.c  putting it into the notebook
//   talk.h       what was explained aloud                review.h    what comes back of it, by schedule.h
#ifndef NOTEBOOK_NOTEBOOK_H
#define NOTEBOOK_NOTEBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"
#include "notebook/hours.h"

enum {
  NOTEBOOK_STEPS = 64,           // of a scene, at most
  NOTEBOOK_PAGES = 32,           // blank ones of a scene
  NOTEBOOK_ID = 128,             // bytes of a scene's id, its ending zero with them
  NOTEBOOK_MAX_MOMENT = 4 << 20, // bytes of a moment's text
  NOTEBOOK_MAX_STATE = 16 << 20, // bytes of a state; a larger one is not kept
  NOTEBOOK_MAX_TRAIL = 64,       // crumbs
  NOTEBOOK_MAX_NOTE = 256 << 10, // bytes of a scene's notes
  NOTEBOOK_ANSWER = 96,          // bytes of an answer that is remembered
};

typedef struct notebook notebook;

typedef struct notebook_options {
  const char *path; // of the file; NULL: nabla/notebook.sqlite in $XDG_DATA_HOME, else in ~/.local/share
  bool reads;       // it is only read, and may be open elsewhere
  // Called, in a thread of the notebook's, when notebook_state has changed; NULL: not.
  void (*news)(void *context);
  void *context;
} notebook_options;

// How it stands.
typedef enum notebook_mode {
  NOTEBOOK_WRITES, // all is well
  NOTEBOOK_READS,  // what is in it can be seen, and nothing is added
  NOTEBOOK_OFF,    // there is none: this session is forgotten when it ends
} notebook_mode;

typedef struct notebook_status {
  notebook_mode mode;
  char trouble[480]; // why it does not write, and what to do; empty where it does
} notebook_status;

// Opens the notebook, or makes it. NULL only without memory; whatever else is in the way is in the state, and the
// notebook then lives in memory.
notebook *notebook_open(const notebook_options *options);

// Writes what is still to be written, as long as that takes (2 s where the disk does not take it).
void notebook_close(notebook *n);

notebook_status notebook_state(notebook *n);

// Waits until all that was added is in the file (2 s at most), for what reads it by itself.
void notebook_flush(notebook *n);

// Where a notebook lies: `path` itself, or the usual place where it is NULL. False where there is none for it.
bool notebook_find_path(const char *path, char *out, size_t capacity);

// Where it lies.
const char *notebook_path(const notebook *n);

// ---------------------------------------------------------------------------------------------------------------
// Places: a moment of a scene to come back to.

typedef struct notebook_place {
  char scene[NOTEBOOK_ID];
  int step; // from 0; with `seconds` for people, `moment` for coming back
  float seconds;
  char *moment; // step, second, parameters and answers as carry_write has them; NULL: none
  // All that a scene that evolves is here, as stage_keep has it, for the very code that made it. Only when it is put in:
  // it stays in the file until notebook_state_of asks for it.
  void *state;
  size_t state_size; // 0: none
} notebook_place;

// The scene is at this place now. `at` is seconds since 1970.
void notebook_leave(notebook *n, const notebook_place *place, double at);

// The state that was put in with the place that the scene was left at, or with the newest crumb; to be freed. NULL where there is
// none. Waits for what has not reached the disk yet, 2 s at most.
void *notebook_state_of(notebook *n, const char *scene, size_t *size);
void *notebook_crumb_state(notebook *n, size_t *size);

// Where the scene was left; false where it never was. Points into the notebook, good until the next write.
bool notebook_place_of(const notebook *n, const char *scene, notebook_place *place);

// The scene that was left last, or NULL.
const char *notebook_last(const notebook *n);

// The trail: places that one will go back to, the last first. `step` is where one was stuck.
int notebook_trail(const notebook *n);                                // how many
bool notebook_crumb(const notebook *n, int k, notebook_place *place); // 0 is the oldest
void notebook_drop_crumb(notebook *n, const notebook_place *place);   // one more; the oldest goes beyond 64
void notebook_pick_crumb(notebook *n);                                // the newest is gone back to

// ---------------------------------------------------------------------------------------------------------------
// Progress: what has been seen of each scene.

typedef struct notebook_scene {
  char id[NOTEBOOK_ID];
  uint64_t seen;    // bit k: step k has been seen to its end
  int steps;        // the scene has, as last known; 0: not known
  float spent;      // seconds of playing
  double begun;     // seconds since 1970, and so below; 0: not yet
  double watched;   // every step had been seen
  double explained; // aloud, to somebody
  double due;       // for review
  bool skipped;     // on purpose, by this person
} notebook_scene;

// What is known of a scene; NULL where nothing is. Good until the next write.
const notebook_scene *notebook_find(const notebook *n, const char *scene);

// All of them, in no order.
int notebook_scenes(const notebook *n, const notebook_scene **scenes);

// Keeps what is known of a scene in place of what was. What is out of range is put right.
void notebook_keep(notebook *n, const notebook_scene *scene);

// ---------------------------------------------------------------------------------------------------------------
// Answers, and being stuck.

typedef struct notebook_answer {
  const char *scene;
  int step;
  const char *question; // as it was asked
  const char *given;    // as parameter_print has it; NULL where it was only said
  const char *right;    // likewise; NULL where nobody knows
  float off;            // how far off, 0 to 1 of the parameter's range; below 0: not known
} notebook_answer;

void notebook_keep_answer(notebook *n, const notebook_answer *a, double at);

// The last answer to a step's question, of this session or an earlier one: how far off it was. False where it was
// never answered.
bool notebook_answered(const notebook *n, const char *scene, int step, float *off);

// The same with what was given and what is right: NULL where there was none, or of more than NOTEBOOK_ANSWER bytes. The
// question is NULL. Points into the notebook, good until the next write.
bool notebook_last_answer(const notebook *n, const char *scene, int step, notebook_answer *a);

typedef struct notebook_stuck {
  char scene[NOTEBOOK_ID];
  int step;
  char need[NOTEBOOK_ID]; // what one went back for; empty: nothing yet
  double at, over;        // when it began, and when one came back; 0: not yet
} notebook_stuck;

// Somebody is stuck at a step, and goes back for `need`; the same place and need are one entry while it lasts.
void notebook_be_stuck(notebook *n, const char *scene, int step, const char *need, double at);

// They came back to the scene: what was stuck there is over.
void notebook_be_unstuck(notebook *n, const char *scene, double at);

// All that was ever stuck, the oldest first.
int notebook_stuck_list(const notebook *n, const notebook_stuck **list);

// ---------------------------------------------------------------------------------------------------------------
// Settings: what the program remembers by itself ("map.zoom", "hint.stuck"), a name and a text each.

// NULL where it was never set. Good until the next write.
const char *notebook_setting(const notebook *n, const char *name);
void notebook_set(notebook *n, const char *name, const char *value);

// ---------------------------------------------------------------------------------------------------------------
// Notes: a page of Markdown (note/markdown.h) a scene.

// A scene's notes, or NULL. Good until the next write.
const char *notebook_note(const notebook *n, const char *scene);

// Keeps them in place of what was; empty: they are gone. What is longer than NOTEBOOK_MAX_NOTE is not kept: false.
bool notebook_keep_note(notebook *n, const char *scene, const char *text, double at);

// The scenes that have notes, the last written one first; writes at most `capacity` ids and returns how many there are.
int notebook_noted(const notebook *n, const char **scenes, int capacity);

// ---------------------------------------------------------------------------------------------------------------
// Hours: spans of time and what was done in them (notebook/hours.h).

// Keeps a span; one with an id that there is takes its place.
void notebook_keep_span(notebook *n, const hours_span *span);

// An id for a new span.
int64_t notebook_new_span(notebook *n);

// All of them, in the order in which they began to be kept. Good until the next write.
int notebook_spans(const notebook *n, const hours_span **spans);

// ---------------------------------------------------------------------------------------------------------------
// Ink: a log of events (ink_log.h) for every step of a scene. Its blank pages are steps, too: those from NOTEBOOK_STEPS on.

// Adds an event, which is copied; one of more than 16 MB is not kept.
void notebook_add_ink(notebook *n, const char *scene, int step, const void *event, size_t size, double at);

// Hands out all events of a scene, the oldest first, also those that have not reached the disk yet (it waits for
// that, 2 s at most). Fails with NB_BAD_FILE where the file cannot be read. What there is no file for is not kept, and
// not found.
nb_error notebook_read_ink(notebook *n, const char *scene,
                           void (*read)(int step, const void *event, size_t size, void *context),
                           void *context);

// ---------------------------------------------------------------------------------------------------------------
// Recordings of an explanation: a log of events (recording.h) in pieces, sound, and the state at intervals. What is added is
// committed like all else, so that whatever is older than a second is there after a crash. recording_file.h reads them.

typedef struct notebook_recording {
  int number;              // from 1: what a person calls it
  char scene[NOTEBOOK_ID]; // that it begins with
  char title[160];         // of that scene
  double began;            // seconds since 1970
  int take_of;             // the recording that it is another take of; 0: none
  double taken;            // from so many seconds on; before, both are the same
} notebook_recording;

// All of them, in the order of their numbers.
int notebook_recordings(const notebook *n, const notebook_recording **list);

// Begins one; its number is chosen here, and returned. 0 where nothing can be kept.
int notebook_begin_recording(notebook *n, const notebook_recording *about);

// Begins one as another take of `about->take_of`: it has the first `pieces` pieces of that one's log, with the states and the
// sound (before sample `until`) that go with them. 0 where nothing can be kept.
int notebook_begin_take(notebook *n, const notebook_recording *about, int pieces, int64_t until);

// Adds a piece, the number'th from 0, of events from `first` to `last` microseconds. What is added has been copied. False
// where it is lost: the notebook has not been able to write for long.
bool notebook_add_piece(notebook *n, int recording, int number, int64_t first, int64_t last,
                        const void *bytes, size_t size);

// Adds the state as it is after `number` pieces, at `at` microseconds.
bool notebook_add_state(notebook *n, int recording, int number, int64_t at, const void *bytes, size_t size);

// Adds packets of sound (recording_file.h) from sample `first` on. May be called in any thread.
bool notebook_add_sound(notebook *n, int recording, int64_t first, const void *bytes, size_t size);

// Keeps the ink of a scene, as it is now, as what lay there before the recording came to it.
void notebook_add_recorded_ink(notebook *n, int recording, const char *scene);

// Takes a recording out of the notebook. False where there is none of that number.
bool notebook_drop_recording(notebook *n, int recording);

#endif
