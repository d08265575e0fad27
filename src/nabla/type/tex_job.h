// One formula on its way: source -> tokens (tex_lex.c) -> a tree (tex_parse.c and its commands) -> boxes
// (tex_layout.c and its constructions) -> placed glyphs (tex_place.c).
//
// A function that cannot go on leaves an error in the job and returns false or NULL; whoever called it passes
// that on. The first error stays.
#ifndef NABLA_TYPE_TEX_JOB_H
#define NABLA_TYPE_TEX_JOB_H

#include "nabla/type/tex.h"
#include "nabla/type/tex_font.h"

typedef struct tex_cursor tex_cursor;
typedef struct tex_macro tex_macro;

// A place in the source, for errors and for what is placed.
typedef struct tex_span {
  uint32_t at, bytes;
} tex_span;

typedef enum tex_token_kind {
  TEX_END,
  TEX_CHAR,    // code
  TEX_COMMAND, // name, without its backslash
  TEX_BEGIN_GROUP,
  TEX_END_GROUP,
  TEX_SUPERSCRIPT,
  TEX_SUBSCRIPT,
  TEX_CELL,
  TEX_PRIME,
  TEX_TIE,
  TEX_DOLLAR,
} tex_token_kind;

typedef struct tex_token {
  tex_token_kind kind;
  bool after_space;
  uint32_t code;
  const char *name;
  uint32_t name_bytes;
  tex_span span;
} tex_token;

// Letters of a formula come in alphabets; see tex_letters.c.
typedef enum tex_alphabet {
  TEX_PLAIN, // as TeX: italic letters, upright figures and capital Greek
  TEX_UPRIGHT,
  TEX_BOLD,
  TEX_ITALIC,
  TEX_BOLD_ITALIC, // \boldsymbol: what is upright stays so
  TEX_SANS,
  TEX_MONO,
  TEX_DOUBLE, // \mathbb
  TEX_SCRIPT, // \mathcal and \mathscr: the font has one script
  TEX_FRAKTUR,
  TEX_ALPHABET_COUNT,
} tex_alphabet;

// What changes within a group and is as before behind it.
typedef struct tex_scope {
  tex_alphabet alphabet;
  bool text;    // within \text: characters stand as they are, spaces count
  bool fence;   // \middle may come
  bool bracket; // a ] ends the list
  bool dollar;  // a $ does
} tex_scope;

typedef struct tex_job {
  const char *source;
  uint32_t bytes;
  const nb_tex_options *options;
  nb_arena *memory;
  tex_font font;
  nb_error error;

  // Reading.
  tex_cursor *cursor;
  tex_macro *macros;
  tex_token ahead;
  bool has_ahead;
  uint32_t tokens; // read so far
  int depth;
  tex_scope scope;
  uint32_t value_count, part_count;

  // Laying out.
  uint32_t glyph_count, rule_count, column_count; // columns: those in which numbers share room for signs
} tex_job;

// Zeroed memory until the formula is laid out anew. NULL without, and an error in the job.
void *tex_take(tex_job *job, size_t size);

// Leaves an error: what is wrong at span, and in `hint`, shown under a caret there, what would be right.
// Always false.
bool tex_fail(tex_job *job, tex_span span, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

bool tex_failed(const tex_job *job);

// The font's glyph for a character; false with an error where it has none.
bool tex_find_glyph(tex_job *job, uint32_t code, tex_span span, uint32_t *glyph);

// Goes down one level, true unless that is too deep; job->depth-- comes back up.
bool tex_descend(tex_job *job, tex_span span);

#endif
