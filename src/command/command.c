#include "command/command.h"

#include <stdio.h>
#include <string.h>

#include "command/commands.h"
#include "command/heap.h"
#include "command/interrupt.h"
#include "stage/library.h"

static const command commands[] = {
    {"play",
     "[SCENE]",
     "play a scene in a window; a C file, or a folder of them, is compiled anew on every save",
     command_play,
     {OPTION_THEME, OPTION_SIZE, OPTION_FULL_SCREEN, OPTION_THREADS, OPTION_PAINTER, OPTION_NOTEBOOK,
      OPTION_IN_PROCESS, OPTION_DEV, OPTION_SCENES, OPTION_ASSETS}},
    {"review",
     "",
     "ask what is due for review, in a window; where nothing is, tell what comes next",
     command_review,
     {OPTION_THEME, OPTION_SIZE, OPTION_FULL_SCREEN, OPTION_THREADS, OPTION_PAINTER, OPTION_NOTEBOOK,
      OPTION_IN_PROCESS, OPTION_SCENES, OPTION_ASSETS}},
    {"replay",
     "RECORDING",
     "replay a recording, by its number or its scene, as the live scene again",
     command_replay,
     {OPTION_THEME, OPTION_SIZE, OPTION_FULL_SCREEN, OPTION_THREADS, OPTION_PAINTER, OPTION_SKIP_UNDONE,
      OPTION_NOTEBOOK, OPTION_IN_PROCESS, OPTION_SCENES, OPTION_ASSETS}},
    {"recordings",
     "",
     "list what was recorded: number, date, length, size, scene",
     command_recordings,
     {OPTION_DROP, OPTION_JSON, OPTION_QUIET, OPTION_NOTEBOOK, OPTION_ASSETS}},
    {"render",
     "SCENE|RECORDING -o FILE",
     "write a film (.mp4, .webm, .mov, .gif, or %05d.png), of a recording with its sound; or a scene's "
     "steps: a "
     "picture each (.png, .svg) or a page each (.pdf)",
     command_render,
     {OPTION_OUTPUT, OPTION_SIZE,        OPTION_FPS,      OPTION_THEME,       OPTION_FROM,
      OPTION_TO,     OPTION_SPEED,       OPTION_CAPTIONS, OPTION_TRANSPARENT, OPTION_PART,
      OPTION_AT,     OPTION_STEP,        OPTION_SET,      OPTION_JOBS,        OPTION_PAINTER,
      OPTION_QUIET,  OPTION_SKIP_UNDONE, OPTION_NOTEBOOK, OPTION_IN_PROCESS,  OPTION_SCENES,
      OPTION_ASSETS}},
    {"join",
     "FOLDER... -o FILE",
     "put parts of a film together that `render --part` made",
     command_join,
     {OPTION_OUTPUT, OPTION_QUIET}},
    {"slides",
     "SCENE -o FOLDER",
     "write a short film a step, and a page for browsers that plays them by keys",
     command_slides,
     {OPTION_OUTPUT, OPTION_SIZE, OPTION_FPS, OPTION_THEME, OPTION_SET, OPTION_JOBS, OPTION_QUIET,
      OPTION_IN_PROCESS, OPTION_SCENES, OPTION_ASSETS}},
    {"handout",
     "SCENE... -o FILE.pdf",
     "write a page a step to print: picture, caption, question, formulas, room for writing",
     command_handout,
     {OPTION_OUTPUT, OPTION_PAPER, OPTION_QUIET, OPTION_IN_PROCESS, OPTION_SCENES, OPTION_ASSETS}},
    {"sheet",
     "SCENE -o FILE.png",
     "put every step, mid-motion and at rest, on one picture",
     command_sheet,
     {OPTION_OUTPUT, OPTION_SIZE, OPTION_THEME, OPTION_SET, OPTION_JOBS, OPTION_PAINTER, OPTION_QUIET,
      OPTION_IN_PROCESS, OPTION_SCENES, OPTION_ASSETS}},
    {"new",
     "SUBJECT/NAME",
     "write the C file of a scene that already plays",
     command_new,
     {OPTION_LIKE, OPTION_OUTPUT, OPTION_QUIET, OPTION_ASSETS}},
    {"check",
     "SCENE|all",
     "find what is wrong with a scene, and say how to mend it",
     command_check,
     {OPTION_OUTPUT, OPTION_JSON, OPTION_IN_PROCESS, OPTION_SCENES, OPTION_ASSETS}},
    {"list",
     "",
     "name the scenes there are",
     command_list,
     {OPTION_JSON, OPTION_IN_PROCESS, OPTION_SCENES, OPTION_ASSETS}},
    {"show",
     "SCENE",
     "tell a scene's title, steps, parameters and needs",
     command_show,
     {OPTION_JSON, OPTION_IN_PROCESS, OPTION_SCENES, OPTION_ASSETS}},
    {"tex",
     "FORMULA -o FILE",
     "write a formula as FILE.svg, .pdf or .png, or its measures as JSON",
     command_tex,
     {OPTION_OUTPUT, OPTION_SIZE, OPTION_THEME, OPTION_TRANSPARENT, OPTION_JSON, OPTION_LINES, OPTION_QUIET,
      OPTION_ASSETS}},
    {"bench",
     "SCENE",
     "measure how long a scene's frames take",
     command_bench,
     {OPTION_SIZE, OPTION_FPS, OPTION_THEME, OPTION_SET, OPTION_THREADS, OPTION_PAINTER, OPTION_JSON,
      OPTION_IN_PROCESS, OPTION_SCENES, OPTION_ASSETS}},
    {"notes",
     "[SCENE...] -o FILE",
     "write notes, what was missed and key pictures with your ink, for the next morning (.pdf, .md)",
     command_notes,
     {OPTION_OUTPUT, OPTION_DAYS, OPTION_NOTEBOOK, OPTION_QUIET, OPTION_IN_PROCESS, OPTION_SCENES,
      OPTION_ASSETS}},
    {"notebook",
     "ACTION [FILE...]",
     "check it, backup FILE, export FOLDER (text files), import FOLDER (or another notebook's FILE)",
     command_notebook,
     {OPTION_NOTEBOOK, OPTION_QUIET, OPTION_ASSETS}},
    {"log",
     "",
     "print what was done when: watching, stepping, notes, breaks and all",
     command_log,
     {OPTION_DAYS, OPTION_CSV, OPTION_EMAIL, OPTION_NOTEBOOK, OPTION_ASSETS}},
    {"config",
     "[KEY[=VALUE]...]",
     "print the settings, or one of them, or set some: theme=board text-size=1.2",
     command_config,
     {OPTION_ASSETS}},
    {"doctor",
     "",
     "tell what of this machine matters, and what to do about what is missing",
     command_doctor,
     {OPTION_JSON, OPTION_SCENES, OPTION_ASSETS}},
    {"manual",
     "man|bash|zsh|fish",
     "print the manual page, or a shell's completions",
     command_manual,
     {OPTION_SCENES, OPTION_ASSETS}},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

const command *command_at(int k)
{
  return k < COMMANDS ? &commands[k] : NULL;
}

static void print_help(FILE *to)
{
  fputs("usage: nabla COMMAND [OPTIONS]\n\n", to);
  for (int i = 0; i < COMMANDS; i++)
    fprintf(to, "  %-11s%-24s %s\n", commands[i].name, commands[i].arguments, commands[i].help);
  fputs(
      "\nA SCENE is one of `nabla list`, a C file, or a plugin's file. `nabla COMMAND --help` tells more.\n",
      to);
}

static void print_command_help(const command *c)
{
  printf("usage: nabla %s %s%s[OPTIONS]\n\n%s\n\n", c->name, c->arguments, *c->arguments ? " " : "", c->help);
  options_print(c->takes);
}

static int report(const char *command_name, nb_error e)
{
  fprintf(stderr, "nabla%s%s: %s\n", command_name ? " " : "", command_name ? command_name : "", e.text);
  return nb_exit_status(e);
}

static bool takes_many(const command *c)
{
  return strstr(c->arguments, "...") != NULL;
}

static nb_error run(const command *c, int argc, char **argv)
{
  options o;
  places p;
  nb_error e = options_read(&o, c->takes, takes_many(c), argc, argv);
  if (nb_failed(e))
    return e;
  if (o.help) {
    print_command_help(c);
    return nb_ok();
  }
  e = places_find(&p, &o);
  return nb_failed(e) ? e : c->run(&o, &p);
}

static nb_error unknown(const char *name)
{
  const char *names[COMMANDS];
  for (int i = 0; i < COMMANDS; i++)
    names[i] = commands[i].name;
  const char *nearest = library_nearest(name, names, COMMANDS);
  if (nearest)
    return nb_fail(NB_USAGE, "there is no command \"%.100s\"; did you mean %s?", name, nearest);
  return nb_fail(NB_USAGE, "there is no command \"%.100s\"; nabla --help lists them", name);
}

// What was printed has to have arrived: a full disk or a closed pipe is a failure, too.
static int finish(const char *command_name, nb_error e)
{
  bool arrived = fflush(stdout) == 0 && !ferror(stdout);
  if (!nb_failed(e) && !arrived)
    e = nb_fail(NB_CANNOT_WRITE, "cannot write to the standard output");
  int status = nb_failed(e) ? report(command_name, e) : 0;
  if (e.id == NB_INTERRUPTED)
    interrupt_end();
  return status;
}

int command_main(int argc, char **argv)
{
  heap_give_back();
  if (argc < 2) {
    print_help(stderr);
    return 2;
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
    print_help(stdout);
    return finish(NULL, nb_ok());
  }
  if (strcmp(argv[1], "--version") == 0) {
    puts("nabla " NABLA_VERSION);
    return finish(NULL, nb_ok());
  }
  for (int i = 0; i < COMMANDS; i++)
    if (strcmp(argv[1], commands[i].name) == 0)
      return finish(commands[i].name, run(&commands[i], argc - 2, argv + 2));
  return report(NULL, unknown(argv[1]));
}
