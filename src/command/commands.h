// The commands, one file each. Each is given its options as they were read, and the places.
#ifndef COMMAND_COMMANDS_H
#define COMMAND_COMMANDS_H

#include "command/options.h"
#include "command/places.h"
#include "nabla/error.h"

nb_error command_play(const options *o, const places *p);
nb_error command_render(const options *o, const places *p);
nb_error command_join(const options *o, const places *p);
nb_error command_sheet(const options *o, const places *p);
nb_error command_check(const options *o, const places *p);
nb_error command_doctor(const options *o, const places *p);
nb_error command_new(const options *o, const places *p);
nb_error command_list(const options *o, const places *p);
nb_error command_show(const options *o, const places *p);
nb_error command_tex(const options *o, const places *p);
nb_error command_bench(const options *o, const places *p);

#endif
