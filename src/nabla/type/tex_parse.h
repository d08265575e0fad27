// Tokens to the tree.
#ifndef NABLA_TYPE_TEX_PARSE_H
#define NABLA_TYPE_TEX_PARSE_H

#include "nabla/type/tex_lex.h"
#include "nabla/type/tex_node.h"

// The whole formula, a list. NULL with an error.
tex_node *tex_parse(tex_job *job);

// A node, zeroed but for these; NULL without memory.
tex_node *tex_node_make(tex_job *job, tex_kind kind, tex_class class, tex_span span);
// The same, at the end of the chain.
tex_node *tex_append(tex_job *job, tex_chain *out, tex_kind kind, tex_class class, tex_span span);
bool tex_append_space(tex_job *job, tex_chain *out, tex_span span, float mu);
void tex_link(tex_chain *out, tex_node *node);

// A character of the font; NULL with an error where it has none.
tex_node *tex_symbol_make(tex_job *job, uint32_t code, tex_class class, tex_span span);

// Nodes up to what ends a list: }, &, \\, \right, \end, the end, and what the scope says. That stays.
bool tex_parse_list(tex_job *job, tex_chain *out);
// One node, or a few that belong together, without scripts.
bool tex_parse_atom(tex_job *job, tex_chain *out);

// The k-th (from 0) of `count` arguments of a command as a list: a group, or one atom.
tex_node *tex_parse_argument(tex_job *job, const tex_token *command, int k, int count);
// What stands in brackets here, or an empty list; *found says which.
tex_node *tex_parse_optional(tex_job *job, bool *found);

// What may stand behind \left; 0 for a dot.
bool tex_parse_delimiter(tex_job *job, const tex_token *command, uint32_t *code, tex_span *span);

// A length such as 2pt, -1em or 3mu, in ems; *mu where it is said in mu, and then in those.
bool tex_parse_length(tex_job *job, const tex_token *command, float *length, bool *mu);

// Says what a token does where it does not belong. Always false.
bool tex_stray(tex_job *job, const tex_token *t);

// The commands (tex_commands.c).
typedef struct tex_command tex_command;
typedef bool tex_command_parser(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *command);

struct tex_command {
  const char *name;
  tex_command_parser *parse;
  uint32_t code;
  int variant;
  float amount;
};

bool tex_parse_command(tex_job *job, tex_chain *out, const tex_token *t);

// One parser for each kind of command: t is the command, taken already.
tex_command_parser tex_parse_colon, tex_parse_implication, tex_parse_accent, tex_parse_alphabet,
    tex_parse_arrow, tex_parse_big, tex_parse_brace, tex_parse_class, tex_parse_definition, tex_parse_dots,
    tex_parse_fence, tex_parse_fraction, tex_parse_frame, tex_parse_limits, tex_parse_line,
    tex_parse_measured_space, tex_parse_middle, tex_parse_not, tex_parse_nothing, tex_parse_radical,
    tex_parse_space, tex_parse_stack,
    tex_parse_style;                                          // tex_commands.c
tex_command_parser tex_parse_environment, tex_parse_substack; // tex_environments.c
tex_command_parser tex_parse_words, tex_parse_operator, tex_parse_function, tex_parse_modulo; // tex_words.c
tex_command_parser tex_parse_color, tex_parse_part, tex_parse_value;                          // tex_marks.c

#endif
