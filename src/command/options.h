// Options of the commands: "--size 1280x720", "--size=1280x720", "-o out.mp4". What is not an option is the
// scene; after "--" nothing is an option.
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include <stdbool.h>

#include "film/film.h"
#include "nabla/color.h"
#include "nabla/error.h"
#include "paint/painter.h"

typedef enum option_id {
  OPTION_NONE, // ends a list
  OPTION_OUTPUT,
  OPTION_SIZE,
  OPTION_FPS,
  OPTION_THEME,
  OPTION_FROM,
  OPTION_TO,
  OPTION_AT,
  OPTION_STEP,
  OPTION_SPEED,
  OPTION_CAPTIONS,
  OPTION_TRANSPARENT,
  OPTION_PART,
  OPTION_PAPER,
  OPTION_SET,
  OPTION_JOBS,
  OPTION_THREADS,
  OPTION_PAINTER,
  OPTION_FULL_SCREEN,
  OPTION_DEV,
  OPTION_JSON,
  OPTION_QUIET,
  OPTION_LINES,
  OPTION_IN_PROCESS,
  OPTION_LIKE,
  OPTION_NOTEBOOK,
  OPTION_DROP,
  OPTION_SKIP_UNDONE,
  OPTION_DAYS,
  OPTION_CSV,
  OPTION_EMAIL,
  OPTION_SCENES,
  OPTION_ASSETS,
  OPTION_HELP,
  OPTION_COUNT,
} option_id;

enum { OPTIONS_MAX_SETTINGS = 256, OPTIONS_MAX_MORE = 256 };

// What the arguments said. Zero where they said nothing.
typedef struct options {
  const char *scene;                  // or what else the command is about
  const char *more[OPTIONS_MAX_MORE]; // what comes after it, where a command takes several
  int more_count;
  const char *output;
  const char *like; // a scene to start from
  const char *notebook;
  int drop; // the number of a recording
  bool skip_undone;
  const char *email;
  int days;
  int width, height;
  int fps;
  nb_theme theme;
  bool has_theme;
  bool has_from, has_to, has_at;
  float from, to, at;                         // seconds
  int step;                                   // from 1
  const char *settings[OPTIONS_MAX_SETTINGS]; // "name=value"
  int setting_count;
  float speed;
  film_captions captions;
  int part, parts; // K of N
  int jobs, threads;
  painter_choice painter;
  bool transparent, letter, full_screen, dev, csv, json, quiet, lines, in_process, help;
  const char *scenes, *assets; // folders
} options;

// Reads the arguments after the command's name. `takes` lists the options that the command has, ended by
// OPTION_NONE; every command has --help besides. `many` allows more than one scene (or what else it is about). Fails with NB_USAGE or NB_OUT_OF_RANGE: an unknown option (suggesting the nearest), one without its
// value, a value of the wrong form, a scene too many.
nb_error options_read(options *o, const option_id *takes, bool many, int argc, char **argv);

// What there is to say of an option.
typedef struct option_text {
  const char *name, *letter; // "--output", "-o"; NULL: it has no letter
  const char *value;         // what stands for its value: FILE, FOLDER, SCENE, ...; NULL: it takes none
  const char *choices;       // the words that its value may be, with spaces between; NULL: any
  const char *help;
} option_text;

option_text option_describe(option_id id);

// Prints what the options in `takes` do, a line each.
void options_print(const option_id *takes);

#endif
