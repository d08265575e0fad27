// The manual page and the shells' completions, made from the tables that the commands themselves are read with.
#include <stdio.h>
#include <string.h>

#include "command/commands.h"

// ---------------------------------------------------------------------------------------------------------------
// The manual page

// roff takes a backslash, and a dot or quote at a line's start, for its own.
static void roff(const char *text)
{
  for (const char *c = text; *c; c++) {
    if (*c == '\\')
      fputs("\\e", stdout);
    else if (*c == '-')
      fputs("\\-", stdout);
    else if ((*c == '.' || *c == '\'') && c == text)
      printf("\\&%c", *c);
    else
      putchar(*c);
  }
}

static void roff_option(option_id id)
{
  option_text o = option_describe(id);
  fputs(".TP\n", stdout);
  if (o.letter) {
    fputs("\\fB", stdout);
    roff(o.letter);
    fputs("\\fR, ", stdout);
  }
  fputs("\\fB", stdout);
  roff(o.name);
  fputs("\\fR", stdout);
  if (o.value)
    printf(" \\fI%s\\fR", o.value);
  putchar('\n');
  roff(o.help);
  fputs(".\n", stdout);
}

static void roff_command(const command *c)
{
  printf(".SS nabla %s", c->name);
  if (*c->arguments) {
    putchar(' ');
    roff(c->arguments);
  }
  putchar('\n');
  roff(c->help);
  fputs(".\n", stdout);
  for (const option_id *id = c->takes; *id; id++)
    roff_option(*id);
}

static void print_man(void)
{
  fputs(".TH NABLA 1 \"" NABLA_DATE "\" \"nabla " NABLA_VERSION "\" \"User Commands\"\n"
        ".SH NAME\nnabla \\- a whiteboard for mathematics that moves\n"
        ".SH SYNOPSIS\n.B nabla\n.I COMMAND\n.RI [ OPTIONS ]\n"
        ".SH DESCRIPTION\n"
        "Nabla plays lessons of mathematics: one steps through them, takes hold of what is seen, goes back "
        "to any\n"
        "moment, and writes new ones in C.\n"
        ".PP\n"
        "A\n.I SCENE\nis one of those that\n.B nabla list\nnames, a C file, or a plugin's file.\n"
        ".SH COMMANDS\n",
        stdout);
  for (int k = 0; command_at(k); k++)
    roff_command(command_at(k));
  fputs(".SH EXIT STATUS\n"
        "0 where all went well, 1 where something failed, 2 where the command was wrong.\n"
        ".SH FILES\n"
        ".TP\n.I ~/.local/share/nabla/notebook.sqlite\nWhat a person leaves behind.\n"
        ".SH SEE ALSO\n"
        "The headers are the manual for those who write scenes:\n.I nabla/scene.h\nbegins it.\n",
        stdout);
}

// ---------------------------------------------------------------------------------------------------------------
// Completions. Each script has the commands, the options of each, and asks `nabla list` for the scenes.

static void print_words(const command *c)
{
  for (const option_id *id = c->takes; *id; id++) {
    option_text o = option_describe(*id);
    printf("%s%s%s%s", id == c->takes ? "" : " ", o.letter ? o.letter : "", o.letter ? " " : "", o.name);
  }
  fputs(" --help", stdout);
}

static bool takes(const option_text *o, const char *value)
{
  return o->value && strcmp(o->value, value) == 0;
}

static bool takes_file(const option_text *o)
{
  return takes(o, "FILE");
}

static bool takes_folder(const option_text *o)
{
  return takes(o, "FOLDER");
}

// What nobody can complete: numbers, names of one's own.
static bool takes_else(const option_text *o)
{
  return o->value && !o->choices && !takes_file(o) && !takes_folder(o) && !takes(o, "SCENE");
}

// The options of which something holds, as a pattern of a shell's case.
static void print_pattern(bool (*holds)(const option_text *o))
{
  const char *before = "    ";
  for (int id = OPTION_NONE + 1; id < OPTION_COUNT; id++) {
    option_text o = option_describe((option_id)id);
    if (!holds(&o))
      continue;
    printf("%s%s%s%s", before, o.letter ? o.letter : "", o.letter ? "|" : "", o.name);
    before = "|";
  }
  putchar(')');
}

static void print_bash_values(void)
{
  for (int id = OPTION_NONE + 1; id < OPTION_COUNT; id++) {
    option_text o = option_describe((option_id)id);
    if (o.choices)
      printf("    %s) words='%s' ;;\n", o.name, o.choices);
  }
  print_pattern(takes_file);
  fputs(" mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); return ;;\n", stdout);
  print_pattern(takes_folder);
  fputs(" mapfile -t COMPREPLY < <(compgen -d -- \"$word\"); return ;;\n", stdout);
  print_pattern(takes_else);
  fputs(" return ;;\n", stdout);
}

static void print_bash(void)
{
  fputs("# bash completion for nabla\n"
        "_nabla() {\n"
        "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words files=\n"
        "  COMPREPLY=()\n"
        "  if [ \"$COMP_CWORD\" = 1 ]; then\n"
        "    words='",
        stdout);
  for (int k = 0; command_at(k); k++)
    printf("%s ", command_at(k)->name);
  fputs("--help --version'\n"
        "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
        "    return\n"
        "  fi\n"
        "  case $before in\n",
        stdout);
  print_bash_values();
  fputs("    *) case ${word:0:1}:${COMP_WORDS[1]} in\n", stdout);
  for (int k = 0; command_at(k); k++) {
    printf("      -:%s) words='", command_at(k)->name);
    print_words(command_at(k));
    fputs("' ;;\n", stdout);
  }
  fputs("      -:*) words= ;;\n"
        "      *:manual) words='man bash zsh fish' ;;\n"
        "      *) words=$(nabla list 2>/dev/null | cut -d ' ' -f 1) files=1 ;;\n"
        "    esac ;;\n"
        "  esac\n"
        "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\"; [ -z \"$files\" ] || compgen -f -X "
        "'!*.c' -- "
        "\"$word\")\n"
        "}\n"
        "complete -o filenames -F _nabla nabla\n",
        stdout);
}

// In single quotes: a quote ends them, stands by itself and opens them again. zsh's own signs are [ ] and :.
static void quoted(const char *text, const char *escaped)
{
  for (const char *c = text; *c; c++) {
    if (*c == '\'')
      fputs("'\\''", stdout);
    else if (strchr(escaped, *c))
      printf("\\%c", *c);
    else
      putchar(*c);
  }
}

static void zsh_option(option_id id, const char *name)
{
  option_text o = option_describe(id);
  const char *action = takes_file(&o)       ? "_files"
                       : takes_folder(&o)   ? "_files -/"
                       : takes(&o, "SCENE") ? "_nabla_scenes"
                                            : "";
  printf("        '%s[", name);
  quoted(o.help, "[]:\\");
  fputs("]", stdout);
  if (o.choices)
    printf(":%s:(%s)", o.value, o.choices);
  else if (o.value)
    printf(":%s:%s", o.value, action);
  fputs("' \\\n", stdout);
}

static void print_zsh(void)
{
  fputs("#compdef nabla\n"
        "_nabla_scenes() { local -a scenes; scenes=(${(f)\"$(nabla list 2>/dev/null | cut -d ' ' -f 1)\"}); "
        "_alternative 'scenes:scene:compadd -a scenes' 'files:C file:_files -g \"*.c\"'; }\n"
        "_nabla() {\n"
        "  local -a commands\n"
        "  commands=(\n",
        stdout);
  for (int k = 0; command_at(k); k++) {
    printf("    '%s:", command_at(k)->name);
    quoted(command_at(k)->help, ":\\");
    fputs("'\n", stdout);
  }
  fputs("  )\n"
        "  if (( CURRENT == 2 )); then _describe command commands; return; fi\n"
        "  case $words[2] in\n",
        stdout);
  for (int k = 0; command_at(k); k++) {
    const command *c = command_at(k);
    printf("    %s)\n      _arguments \\\n", c->name);
    for (const option_id *id = c->takes; *id; id++) {
      option_text o = option_describe(*id);
      if (o.letter)
        zsh_option(*id, o.letter);
      zsh_option(*id, o.name);
    }
    printf("        '2:%s:%s' ;;\n", "what",
           strcmp(c->name, "manual") == 0 ? "(man bash zsh fish)" : "_nabla_scenes");
  }
  fputs("  esac\n}\n_nabla \"$@\"\n", stdout);
}

static void fish_option(const command *c, option_id id)
{
  option_text o = option_describe(id);
  printf("complete -c nabla -n '__fish_seen_subcommand_from %s'", c->name);
  if (o.letter)
    printf(" -s %s", o.letter + 1);
  printf(" -l %s", o.name + 2);
  if (o.choices)
    printf(" -x -a '%s'", o.choices);
  else if (takes_folder(&o))
    fputs(" -x -a '(__fish_complete_directories)'", stdout);
  else if (takes(&o, "SCENE"))
    fputs(" -x -a '(nabla list 2>/dev/null | string split -f 1 \" \")'", stdout);
  else if (o.value)
    fputs(takes_file(&o) ? " -r -F" : " -x", stdout);
  fputs(" -d '", stdout);
  for (const char *h = o.help; *h; h++)
    printf(*h == '\'' || *h == '\\' ? "\\%c" : "%c", *h);
  fputs("'\n", stdout);
}

static void print_fish(void)
{
  fputs("# fish completion for nabla\n", stdout);
  for (int k = 0; command_at(k); k++) {
    printf("complete -c nabla -f -n __fish_use_subcommand -a %s -d '", command_at(k)->name);
    for (const char *h = command_at(k)->help; *h; h++)
      printf(*h == '\'' || *h == '\\' ? "\\%c" : "%c", *h);
    fputs("'\n", stdout);
  }
  for (int k = 0; command_at(k); k++)
    for (const option_id *id = command_at(k)->takes; *id; id++)
      fish_option(command_at(k), *id);
  fputs("complete -c nabla -n 'not __fish_use_subcommand; and not __fish_seen_subcommand_from manual' "
        "-a '(nabla list 2>/dev/null | string split -f 1 \" \")'\n"
        "complete -c nabla -f -n '__fish_seen_subcommand_from manual' -a 'man bash zsh fish'\n",
        stdout);
}

nb_error command_manual(const options *o, const places *p)
{
  static const struct {
    const char *name;
    void (*print)(void);
  } kinds[] = {{"man", print_man}, {"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};
  (void)p;
  for (size_t k = 0; o->scene && k < sizeof kinds / sizeof *kinds; k++) {
    if (strcmp(o->scene, kinds[k].name) == 0) {
      kinds[k].print();
      return nb_ok();
    }
  }
  return nb_fail(NB_USAGE, "which? man (the manual page), or the completions of bash, zsh or fish");
}
