// The commands, one file each. Each is given its options as they were read, and the places.
#ifndef COMMAND_COMMANDS_H
#define COMMAND_COMMANDS_H

#include "command/options.h"
#include "command/places.h"
#include "nabla/error.h"

// A command: what it is called, what it takes and does.
typedef struct command {
  const char *name, *arguments, *help; // "..." in the arguments: as many as one likes
  nb_error (*run)(const options *o, const places *p);
  option_id takes[24]; // ended by OPTION_NONE
} command;

// The k-th command; NULL after the last.
const command *command_at(int k);

nb_error command_play(const options *o, const places *p);
nb_error command_review(const options *o, const places *p);
nb_error command_replay(const options *o, const places *p);
nb_error command_recordings(const options *o, const places *p);
nb_error command_render(const options *o, const places *p);
nb_error command_join(const options *o, const places *p);
nb_error command_slides(const options *o, const places *p);
nb_error command_handout(const options *o, const places *p);
nb_error command_sheet(const options *o, const places *p);
nb_error command_check(const options *o, const places *p);
nb_error command_doctor(const options *o, const places *p);
nb_error command_config(const options *o, const places *p);
nb_error command_log(const options *o, const places *p);
nb_error command_notes(const options *o, const places *p);
nb_error command_notebook(const options *o, const places *p);
nb_error command_new(const options *o, const places *p);
nb_error command_list(const options *o, const places *p);
nb_error command_show(const options *o, const places *p);
nb_error command_tex(const options *o, const places *p);
nb_error command_bench(const options *o, const places *p);
nb_error command_manual(const options *o, const places *p);

#endif
