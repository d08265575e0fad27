#include "nabla/type/utf8.h"

#include <stdbool.h>

static size_t sequence_length(unsigned char first)
{
  if (first < 0x80)
    return 1;
  if (first >= 0xc2 && first < 0xe0)
    return 2;
  if (first >= 0xe0 && first < 0xf0)
    return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

static bool well_formed(uint32_t code, size_t length)
{
  static const uint32_t lowest[] = {0, 0, 0x80, 0x800, 0x10000};
  return code >= lowest[length] && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
}

uint32_t nb_utf8_next(const char **text, const char *end)
{
  const unsigned char *p = (const unsigned char *)*text;
  size_t length = sequence_length(p[0]), left = (size_t)(end - *text);
  *text += 1;
  if (length == 1)
    return p[0];
  if (length == 0 || length > left)
    return 0xfffd;
  uint32_t code = p[0] & (0x7fu >> length);
  for (size_t i = 1; i < length; i++) {
    if ((p[i] & 0xc0) != 0x80)
      return 0xfffd;
    code = code << 6 | (p[i] & 0x3f);
  }
  if (!well_formed(code, length))
    return 0xfffd;
  *text += length - 1;
  return code;
}

size_t nb_utf8_put(char out[4], uint32_t code)
{
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  static const unsigned char marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
  for (size_t i = length - 1; i > 0; i--, code >>= 6)
    out[i] = (char)(0x80 | (code & 0x3f));
  out[0] = (char)(marks[length] | code);
  return length;
}
