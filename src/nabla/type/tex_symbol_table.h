// The tables behind tex_symbols.h.
#ifndef NABLA_TYPE_TEX_SYMBOL_TABLE_H
#define NABLA_TYPE_TEX_SYMBOL_TABLE_H

#include "nabla/type/tex_symbols.h"

// Characters typed as they are, sorted by code; those of class ordinary and of ASCII are not in it.
typedef struct tex_code_class {
  uint16_t code;
  uint8_t class;
} tex_code_class;

extern const tex_code_class tex_classes[];
extern const int tex_class_count;

#endif
