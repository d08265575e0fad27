// Code points: Unicode 15, chapter 22.2 and the block Mathematical Alphanumeric Symbols.
#include "nabla/type/letters.h"

#include <hb.h>

enum {
  ITALIC_CAPITAL_A = 0x1d434,
  ITALIC_SMALL_A = 0x1d44e,
  ITALIC_SMALL_ALPHA = 0x1d6fc,
  PLANCK_H = 0x210e, // the italic small h, which Unicode had before the others
  DOTLESS_I = 0x131,
  DOTLESS_J = 0x237,
  ITALIC_DOTLESS_I = 0x1d6a4,
  ITALIC_DOTLESS_J = 0x1d6a5,
  MINUS = 0x2212,
  PRIME = 0x2032,
};

bool nb_is_accent(uint32_t code)
{
  return code >= 0x300 &&
         hb_unicode_combining_class(hb_unicode_funcs_get_default(), code) == HB_UNICODE_COMBINING_CLASS_ABOVE;
}

// The variant forms that stand behind the small omega: Greek letter, mathematical italic.
static uint32_t greek_variant(uint32_t code)
{
  static const uint32_t variants[][2] = {{0x3f5, 0x1d716}, {0x3d1, 0x1d717}, {0x3f0, 0x1d718},
                                         {0x3d5, 0x1d719}, {0x3f1, 0x1d71a}, {0x3d6, 0x1d71b}};
  for (unsigned i = 0; i < sizeof variants / sizeof *variants; i++)
    if (variants[i][0] == code)
      return variants[i][1];
  return code;
}

uint32_t nb_math_letter(uint32_t code, uint32_t next)
{
  if ((code == 'i' || code == 'j') && nb_is_accent(next))
    return code == 'i' ? ITALIC_DOTLESS_I : ITALIC_DOTLESS_J;
  if (code == 'h')
    return PLANCK_H;
  if (code >= 'a' && code <= 'z')
    return ITALIC_SMALL_A + (code - 'a');
  if (code >= 'A' && code <= 'Z')
    return ITALIC_CAPITAL_A + (code - 'A');
  if (code >= 0x3b1 && code <= 0x3c9)
    return ITALIC_SMALL_ALPHA + (code - 0x3b1);
  switch (code) {
  case DOTLESS_I:
    return ITALIC_DOTLESS_I;
  case DOTLESS_J:
    return ITALIC_DOTLESS_J;
  case '-':
    return MINUS;
  case '\'':
    return PRIME;
  default:
    return greek_variant(code);
  }
}
