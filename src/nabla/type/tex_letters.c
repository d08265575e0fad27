// The letters of formulas. Code points: Unicode 15, block Mathematical Alphanumeric Symbols; letters that
// Unicode had before that block are missing from it and stand elsewhere.
#include "nabla/type/letters.h"
#include "nabla/type/tex_symbols.h"

// Where an alphabet's rows begin; 0 where it has none.
typedef struct rows {
  uint32_t capital, small, digit; // A, a, 0
  uint32_t greek_capital, greek_small;
} rows;

static const rows alphabets[TEX_ALPHABET_COUNT] = {
    [TEX_BOLD] = {0x1d400, 0x1d41a, 0x1d7ce, 0x1d6a8, 0x1d6c2},
    [TEX_ITALIC] = {0x1d434, 0x1d44e, 0, 0x1d6e2, 0x1d6fc},
    [TEX_BOLD_ITALIC] = {0x1d468, 0x1d482, 0x1d7ce, 0x1d6a8, 0x1d736},
    [TEX_SANS] = {0x1d5a0, 0x1d5ba, 0x1d7e2, 0, 0},
    [TEX_MONO] = {0x1d670, 0x1d68a, 0x1d7f6, 0, 0},
    [TEX_DOUBLE] = {0x1d538, 0x1d552, 0x1d7d8, 0, 0},
    [TEX_SCRIPT] = {0x1d49c, 0x1d4b6, 0, 0, 0},
    [TEX_FRAKTUR] = {0x1d504, 0x1d51e, 0, 0, 0},
};

// Letters that stand elsewhere.
static const struct {
  tex_alphabet alphabet;
  char letter;
  uint16_t code;
} strays[] = {
    {TEX_ITALIC, 'h', 0x210e},  {TEX_SCRIPT, 'B', 0x212c},  {TEX_SCRIPT, 'E', 0x2130},
    {TEX_SCRIPT, 'F', 0x2131},  {TEX_SCRIPT, 'H', 0x210b},  {TEX_SCRIPT, 'I', 0x2110},
    {TEX_SCRIPT, 'L', 0x2112},  {TEX_SCRIPT, 'M', 0x2133},  {TEX_SCRIPT, 'R', 0x211b},
    {TEX_SCRIPT, 'e', 0x212f},  {TEX_SCRIPT, 'g', 0x210a},  {TEX_SCRIPT, 'o', 0x2134},
    {TEX_FRAKTUR, 'C', 0x212d}, {TEX_FRAKTUR, 'H', 0x210c}, {TEX_FRAKTUR, 'I', 0x2111},
    {TEX_FRAKTUR, 'R', 0x211c}, {TEX_FRAKTUR, 'Z', 0x2128}, {TEX_DOUBLE, 'C', 0x2102},
    {TEX_DOUBLE, 'H', 0x210d},  {TEX_DOUBLE, 'N', 0x2115},  {TEX_DOUBLE, 'P', 0x2119},
    {TEX_DOUBLE, 'Q', 0x211a},  {TEX_DOUBLE, 'R', 0x211d},  {TEX_DOUBLE, 'Z', 0x2124},
};

static uint32_t latin(tex_alphabet alphabet, uint32_t code, uint32_t row, char first)
{
  for (unsigned k = 0; k < sizeof strays / sizeof *strays; k++)
    if (strays[k].alphabet == alphabet && (uint32_t)strays[k].letter == code)
      return strays[k].code;
  return row + (code - (uint32_t)first);
}

// The variant forms behind the small omega, in the block's order.
static int greek_variant(uint32_t code)
{
  static const uint16_t variants[] = {0x2202, 0x3f5, 0x3d1, 0x3f0, 0x3d5, 0x3f1, 0x3d6};
  for (int k = 0; k < (int)(sizeof variants / sizeof *variants); k++)
    if (variants[k] == code)
      return k;
  return -1;
}

static uint32_t greek(const rows *r, uint32_t code)
{
  int variant = greek_variant(code);
  if (r->greek_small != 0 && code >= 0x3b1 && code <= 0x3c9)
    return r->greek_small + (code - 0x3b1);
  if (r->greek_small != 0 && variant >= 0)
    return r->greek_small + 25 + (uint32_t)variant;
  if (r->greek_capital != 0 && code >= 0x391 && code <= 0x3a9)
    return r->greek_capital + (code - 0x391);
  if (r->greek_capital != 0 && code == 0x2207)
    return r->greek_capital + 25;
  return code;
}

uint32_t tex_letter(tex_alphabet alphabet, uint32_t code)
{
  const rows *r = &alphabets[alphabet];
  if (alphabet == TEX_UPRIGHT)
    return code;
  if (alphabet == TEX_PLAIN && code == 0x2202)
    return greek(&alphabets[TEX_ITALIC], code); // as unicode-math has it
  if (alphabet == TEX_PLAIN)
    return code == '-' || code == '\'' ? code : nb_math_letter(code, 0);
  if (code >= 'A' && code <= 'Z' && r->capital != 0)
    return latin(alphabet, code, r->capital, 'A');
  if (code >= 'a' && code <= 'z' && r->small != 0)
    return latin(alphabet, code, r->small, 'a');
  if (code >= '0' && code <= '9' && r->digit != 0)
    return r->digit + (code - '0');
  return greek(r, code);
}

bool tex_raised(uint32_t *code, bool *up)
{
  static const struct {
    uint16_t code, base;
    bool up;
  } scripts[] = {{0xb9, '1', true},    {0xb2, '2', true},   {0xb3, '3', true},   {0x2071, 'i', true},
                 {0x207a, '+', true},  {0x207b, '-', true}, {0x207f, 'n', true}, {0x208a, '+', false},
                 {0x208b, '-', false}, {0x1d40, 'T', true}};
  *up = true;
  if (*code == 0x2070 || (*code >= 0x2074 && *code <= 0x2079)) {
    *code = '0' + (*code - 0x2070);
    return true;
  }
  if (*code >= 0x2080 && *code <= 0x2089) {
    *up = false;
    *code = '0' + (*code - 0x2080);
    return true;
  }
  for (unsigned k = 0; k < sizeof scripts / sizeof *scripts; k++)
    if (scripts[k].code == *code) {
      *code = scripts[k].base;
      *up = scripts[k].up;
      return true;
    }
  return false;
}
