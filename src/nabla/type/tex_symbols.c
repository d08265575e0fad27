#include "nabla/type/tex_symbols.h"

#include <string.h>

#include "nabla/type/tex_symbol_table.h"

const tex_symbol *tex_symbol_find(const char *name, size_t bytes)
{
  int low = 0, high = tex_symbol_count;
  while (low < high) {
    int middle = (low + high) / 2;
    int order = strncmp(tex_symbols[middle].name, name, bytes);
    if (order == 0 && tex_symbols[middle].name[bytes] == 0)
      return &tex_symbols[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

static tex_class ascii_class(uint32_t *code)
{
  switch (*code) {
  case '-':
    *code = 0x2212;
    return TEX_BIN;
  case '*':
    *code = 0x2217;
    return TEX_BIN;
  case '+':
    return TEX_BIN;
  case ':':
    *code = 0x2236;
    return TEX_REL;
  case '=':
  case '<':
  case '>':
    return TEX_REL;
  case '(':
  case '[':
    return TEX_OPEN;
  case ')':
  case ']':
  case '!':
  case '?':
    return TEX_CLOSE;
  case ',':
  case ';':
    return TEX_PUNCT;
  default:
    return TEX_ORD;
  }
}

tex_class tex_class_of(uint32_t *code)
{
  if (*code < 0x80)
    return ascii_class(code);
  int low = 0, high = tex_class_count;
  while (low < high) {
    int middle = (low + high) / 2;
    if (tex_classes[middle].code == *code)
      return (tex_class)tex_classes[middle].class;
    if (tex_classes[middle].code < *code)
      low = middle + 1;
    else
      high = middle;
  }
  return TEX_ORD;
}
