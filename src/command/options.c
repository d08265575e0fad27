#include "command/options.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "stage/library.h"

// An option's value into its place. Where it is wrong, false: the option's `expects` says what is right.
typedef bool (*reader)(options *o, const char *value);

static bool whole(const char *text, long least, long most, int *to)
{
  char *end;
  errno = 0;
  long value = strtol(text, &end, 10);
  if (end == text || *end || errno || value < least || value > most)
    return false;
  *to = (int)value;
  return true;
}

static bool seconds(const char *text, bool *has, float *to)
{
  char *end;
  float value = strtof(text, &end);
  if (end == text || *end || !isfinite(value) || value < 0)
    return false;
  *has = true;
  *to = value;
  return true;
}

static bool read_output(options *o, const char *value)
{
  o->output = value;
  return *value != 0;
}

static bool read_size(options *o, const char *value)
{
  static const struct {
    const char *name;
    int width, height;
  } named[] = {{"720p", 1280, 720}, {"1080p", 1920, 1080}, {"1440p", 2560, 1440}, {"4k", 3840, 2160}};
  for (size_t i = 0; i < sizeof named / sizeof *named; i++)
    if (strcmp(value, named[i].name) == 0) {
      o->width = named[i].width;
      o->height = named[i].height;
      return true;
    }
  char width[16];
  const char *x = strchr(value, 'x');
  if (!x || (size_t)(x - value) >= sizeof width)
    return false;
  memcpy(width, value, (size_t)(x - value));
  width[x - value] = 0;
  return whole(width, 16, 16384, &o->width) && whole(x + 1, 16, 16384, &o->height);
}

static bool read_fps(options *o, const char *value)
{
  return whole(value, 1, 240, &o->fps);
}

static bool read_theme(options *o, const char *value)
{
  o->has_theme = true;
  o->theme = strcmp(value, "board") == 0 ? NB_BOARD : NB_CHALK;
  return o->theme == NB_BOARD || strcmp(value, "chalk") == 0;
}

static bool read_from(options *o, const char *value)
{
  return seconds(value, &o->has_from, &o->from);
}

static bool read_to(options *o, const char *value)
{
  return seconds(value, &o->has_to, &o->to);
}

static bool read_at(options *o, const char *value)
{
  return seconds(value, &o->has_at, &o->at);
}

static bool read_step(options *o, const char *value)
{
  return whole(value, 1, 1000, &o->step);
}

static bool read_speed(options *o, const char *value)
{
  bool has;
  return seconds(value, &has, &o->speed) && o->speed >= 0.01f && o->speed <= 100;
}

static const char *const captions[] = {[FILM_BURNT] = "burnt",
                                       [FILM_SRT] = "srt",
                                       [FILM_VTT] = "vtt",
                                       [FILM_CHAPTERS] = "chapters",
                                       [FILM_SILENT] = "none"};

static bool read_captions(options *o, const char *value)
{
  for (size_t i = 0; i < sizeof captions / sizeof *captions; i++)
    if (strcmp(value, captions[i]) == 0) {
      o->captions = (film_captions)i;
      return true;
    }
  return false;
}

static bool read_transparent(options *o, const char *value)
{
  (void)value;
  return o->transparent = true;
}

// "2/4"
static bool read_part(options *o, const char *value)
{
  char part[16];
  const char *slash = strchr(value, '/');
  if (!slash || (size_t)(slash - value) >= sizeof part)
    return false;
  memcpy(part, value, (size_t)(slash - value));
  part[slash - value] = 0;
  return whole(slash + 1, 1, 100000, &o->parts) && whole(part, 1, o->parts, &o->part);
}

static bool read_paper(options *o, const char *value)
{
  o->letter = strcasecmp(value, "letter") == 0;
  return o->letter || strcasecmp(value, "a4") == 0;
}

static bool read_setting(options *o, const char *value)
{
  const char *equals = strchr(value, '=');
  if (!equals || equals == value || o->setting_count == OPTIONS_MAX_SETTINGS)
    return false;
  o->settings[o->setting_count++] = value;
  return true;
}

static bool read_jobs(options *o, const char *value)
{
  return whole(value, 1, 64, &o->jobs);
}

static bool read_threads(options *o, const char *value)
{
  return whole(value, 1, 64, &o->threads);
}

static bool read_painter(options *o, const char *value)
{
  static const char *const names[] = {[PAINTER_AUTO] = "auto", [PAINTER_CPU] = "cpu", [PAINTER_GL] = "gl"};
  for (int k = 0; k < 3; k++)
    if (strcmp(value, names[k]) == 0) {
      o->painter = (painter_choice)k;
      return true;
    }
  return false;
}

static bool read_dev(options *o, const char *value)
{
  (void)value;
  return o->dev = true;
}

static bool read_full_screen(options *o, const char *value)
{
  (void)value;
  return o->full_screen = true;
}

static bool read_json(options *o, const char *value)
{
  (void)value;
  return o->json = true;
}

static bool read_quiet(options *o, const char *value)
{
  (void)value;
  return o->quiet = true;
}

static bool read_like(options *o, const char *value)
{
  o->like = value;
  return *value != 0;
}

static bool read_notebook(options *o, const char *value)
{
  o->notebook = value;
  return *value != 0;
}

static bool read_days(options *o, const char *value)
{
  return whole(value, 1, 36600, &o->days);
}

static bool read_csv(options *o, const char *value)
{
  (void)value;
  return o->csv = true;
}

static bool read_email(options *o, const char *value)
{
  o->email = value;
  return *value != 0;
}

static bool read_drop(options *o, const char *value)
{
  return whole(value, 1, 1000000000, &o->drop);
}

static bool read_skip_undone(options *o, const char *value)
{
  (void)value;
  return o->skip_undone = true;
}

static bool read_lines(options *o, const char *value)
{
  (void)value;
  return o->lines = true;
}

static bool read_in_process(options *o, const char *value)
{
  (void)value;
  return o->in_process = true;
}

static bool read_scenes(options *o, const char *value)
{
  o->scenes = value;
  return *value != 0;
}

static bool read_assets(options *o, const char *value)
{
  o->assets = value;
  return *value != 0;
}

static bool read_help(options *o, const char *value)
{
  (void)value;
  return o->help = true;
}

static const struct {
  const char *name, *letter;
  const char *value;   // what stands for the value in the help; NULL: it takes none
  const char *expects; // what a value has to be, for messages
  const char *help;
  reader read;
  const char *choices; // of a value that is one of a few words, or may be
} table[OPTION_COUNT] = {
    [OPTION_OUTPUT] = {"--output", "-o", "FILE", "a file's name",
                       "the file to write (slides, check: the folder)", read_output},
    [OPTION_SIZE] = {"--size", NULL, "WxH",
                     "WIDTHxHEIGHT from 16 to 16384 pixels, or 720p, 1080p, 1440p or 4k",
                     "pixels, or 720p, 1080p, 1440p, 4k", read_size, "720p 1080p 1440p 4k"},
    [OPTION_FPS] = {"--fps", NULL, "N", "a whole number from 1 to 240", "frames a second (60; of a GIF 25)",
                    read_fps},
    [OPTION_THEME] = {"--theme", NULL, "NAME", "chalk or board", "chalk (dark) or board (light)", read_theme,
                      "chalk board"},
    [OPTION_FROM] = {"--from", NULL, "SECONDS", "seconds, 0 or more", "begin there", read_from},
    [OPTION_TO] = {"--to", NULL, "SECONDS", "seconds, 0 or more", "end there", read_to},
    [OPTION_AT] = {"--at", NULL, "SECONDS", "seconds, 0 or more", "one picture or page, of that moment",
                   read_at},
    [OPTION_STEP] = {"--step", NULL, "K", "a step's number, from 1",
                     "one picture or page, of the end of step K", read_step},
    [OPTION_SPEED] = {"--speed", NULL, "N", "a number from 0.01 to 100", "so many times as fast", read_speed},
    [OPTION_CAPTIONS] = {"--captions", NULL, "WHERE", "burnt, srt, vtt, chapters or none",
                         "burnt (in), srt or vtt (a file beside it), chapters, none", read_captions,
                         "burnt srt vtt chapters none"},
    [OPTION_TRANSPARENT] = {"--transparent", NULL, NULL, NULL, "no ground: pictures, .webm and .mov",
                            read_transparent},
    [OPTION_PART] = {"--part", NULL, "K/N", "a part and how many there are, such as 2/4",
                     "only part K of N of a film, for nabla join", read_part},
    [OPTION_PAPER] = {"--paper", NULL, "NAME", "a4 or letter", "a4 or letter", read_paper, "a4 letter"},
    [OPTION_SET] = {"--set", NULL, "NAME=VALUE", "a parameter's name=value, at most 256 of them",
                    "set a parameter, which no film then moves; may be given again", read_setting},
    [OPTION_JOBS] = {"--jobs", "-j", "N", "a whole number from 1 to 64",
                     "how many work at once (as many as there are cores)", read_jobs},
    [OPTION_THREADS] = {"--threads", NULL, "N", "a whole number from 1 to 64",
                        "threads that paint (as many as there are cores)", read_threads},
    [OPTION_PAINTER] = {"--painter", NULL, "NAME", "auto, cpu or gl",
                        "who paints: the processor (cpu), OpenGL (gl), or what suits best (auto)",
                        read_painter, "auto cpu gl"},
    [OPTION_DEV] = {"--dev", NULL, NULL, NULL, "read the shaders from the checkout, again after every save",
                    read_dev},
    [OPTION_FULL_SCREEN] = {"--full-screen", NULL, NULL, NULL, "without a window's frame", read_full_screen},
    [OPTION_JSON] = {"--json", NULL, NULL, NULL, "as JSON", read_json},
    [OPTION_QUIET] = {"--quiet", "-q", NULL, NULL, "say nothing but errors", read_quiet},
    [OPTION_LIKE] = {"--like", NULL, "SCENE", "a scene", "start from that scene", read_like},
    [OPTION_NOTEBOOK] = {"--notebook", NULL, "FILE", "a file's name",
                         "keep where you are, and what you did, in that file", read_notebook},
    [OPTION_DAYS] = {"--days", NULL, "N", "a whole number from 1 to 36600", "the last N days (1: today)",
                     read_days},
    [OPTION_CSV] = {"--csv", NULL, NULL, NULL, "in the columns that Toggl Track imports", read_csv},
    [OPTION_EMAIL] = {"--email", NULL, "ADDRESS", "an address", "whose hours they are: Toggl Track wants it",
                      read_email},
    [OPTION_DROP] = {"--delete", NULL, "N", "the number of a recording", "delete recording N", read_drop},
    [OPTION_SKIP_UNDONE] = {"--skip-undone", NULL, NULL, NULL,
                            "of a recording: do not show what was written and undone", read_skip_undone},
    [OPTION_LINES] = {"--lines", NULL, NULL, NULL, "read a formula a line, and print ok or its mistake",
                      read_lines},
    [OPTION_IN_PROCESS] = {"--in-process", NULL, NULL, NULL,
                           "run the scene unprotected in this process, for debuggers", read_in_process},
    [OPTION_SCENES] = {"--scenes", NULL, "FOLDER", "a folder", "where the scenes' plugins lie", read_scenes},
    [OPTION_ASSETS] = {"--assets", NULL, "FOLDER", "a folder", "where fonts and data lie", read_assets},
    [OPTION_HELP] = {"--help", "-h", NULL, NULL, "this text", read_help},
};

static bool names(option_id id, const char *text, size_t length)
{
  const char *letter = table[id].letter;
  return (strlen(table[id].name) == length && strncmp(table[id].name, text, length) == 0) ||
         (letter && strlen(letter) == length && strncmp(letter, text, length) == 0);
}

static nb_error unknown(const option_id *takes, const char *argument, size_t length)
{
  char given[64];
  snprintf(given, sizeof given, "%.*s", (int)length, argument);
  const char *known[OPTION_COUNT];
  int count = 0;
  for (const option_id *id = takes; *id; id++)
    known[count++] = table[*id].name;
  known[count++] = table[OPTION_HELP].name;
  const char *nearest = library_nearest(given, known, count);
  if (nearest)
    return nb_fail(NB_USAGE, "there is no option %s here; did you mean %s?", given, nearest);
  return nb_fail(NB_USAGE, "there is no option %s here; --help lists them", given);
}

static option_id find(const option_id *takes, const char *argument, size_t length)
{
  for (const option_id *id = takes; *id; id++)
    if (names(*id, argument, length))
      return *id;
  return names(OPTION_HELP, argument, length) ? OPTION_HELP : OPTION_NONE;
}

// "-j2": a letter with its value right behind it. OPTION_NONE where it is no such thing.
static option_id find_letter(const option_id *takes, const char *argument)
{
  bool letter = argument[1] != '-' && strlen(argument) > 2;
  option_id id = letter ? find(takes, argument, 2) : OPTION_NONE;
  return id != OPTION_NONE && table[id].value ? id : OPTION_NONE;
}

// Reads the option at argv[0]; *used is set to how many arguments that took.
static nb_error read_option(options *o, const option_id *takes, int argc, char **argv, int *used)
{
  size_t length = strcspn(argv[0], "=");
  const char *value = argv[0][length] ? argv[0] + length + 1 : NULL;
  option_id id = find(takes, argv[0], length);
  if (id == OPTION_NONE && (id = find_letter(takes, argv[0])) != OPTION_NONE)
    value = argv[0] + 2;
  if (id == OPTION_NONE)
    return unknown(takes, argv[0], length);
  *used = 1;
  if (!table[id].value && value)
    return nb_fail(NB_USAGE, "%s takes no value", table[id].name);
  if (table[id].value && !value) {
    if (argc < 2)
      return nb_fail(NB_USAGE, "%s wants %s after it", table[id].name, table[id].expects);
    value = argv[1];
    *used = 2;
  }
  if (!table[id].read(o, value))
    return nb_fail(NB_USAGE, "%s wants %s, not \"%s\"", table[id].name, table[id].expects, value);
  return nb_ok();
}

nb_error options_read(options *o, const option_id *takes, bool many, int argc, char **argv)
{
  *o = (options){0};
  bool only_scene = false;
  for (int i = 0, used; i < argc; i += used) {
    used = 1;
    if (!only_scene && strcmp(argv[i], "--") == 0) {
      only_scene = true;
    } else if (!only_scene && argv[i][0] == '-' && argv[i][1]) {
      nb_error e = read_option(o, takes, argc - i, argv + i, &used);
      if (nb_failed(e))
        return e;
    } else if (o->scene && many && o->more_count < OPTIONS_MAX_MORE) {
      o->more[o->more_count++] = argv[i];
    } else if (o->scene) {
      return nb_fail(NB_USAGE, "one at a time: \"%s\" comes after \"%s\"", argv[i], o->scene);
    } else {
      o->scene = argv[i];
    }
  }
  return nb_ok();
}

option_text option_describe(option_id id)
{
  return (option_text){table[id].name, table[id].letter, table[id].value, table[id].choices, table[id].help};
}

static void print_one(option_id id)
{
  char left[64];
  snprintf(left, sizeof left, "%s%s%s%s%s", table[id].letter ? table[id].letter : "",
           table[id].letter ? ", " : "", table[id].name, table[id].value ? " " : "",
           table[id].value ? table[id].value : "");
  printf("  %-22s %s\n", left, table[id].help);
}

void options_print(const option_id *takes)
{
  for (const option_id *id = takes; *id; id++)
    print_one(*id);
  print_one(OPTION_HELP);
}
