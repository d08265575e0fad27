// Source to tokens, with macros expanded on the way.
#ifndef NABLA_TYPE_TEX_LEX_H
#define NABLA_TYPE_TEX_LEX_H

#include "nabla/type/tex_job.h"

// Begins at the start of the source.
bool tex_lex_start(tex_job *job);

// The next token, which stays, and the same, taken. After an error both are TEX_END.
tex_token tex_peek(tex_job *job);
tex_token tex_next(tex_job *job);

bool tex_is_command(const tex_token *t, const char *name);
bool tex_is_char(const tex_token *t, uint32_t code);

// Reads \newcommand's arguments, {\name}[2]{body}, and keeps the macro until the formula's end.
bool tex_define(tex_job *job, const tex_token *command);

// The words between braces, such as a colour's or an environment's name: letters, digits and -_*#., at most
// `room` - 1 bytes. `command` and `what` are for errors.
bool tex_read_name(tex_job *job, const tex_token *command, const char *what, char *name, size_t room,
                   tex_span *span);

#endif
