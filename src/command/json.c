#include "command/json.h"

#include <math.h>
#include <stdint.h>

json json_to(FILE *file)
{
  return (json){.file = file};
}

// The bytes of the UTF-8 sequence at text, 0 where there is none (RFC 3629: no overlong forms, no
// surrogates).
static int sequence(const unsigned char *text)
{
  unsigned lead = text[0];
  int length = lead < 0x80                   ? 1
               : lead >= 0xc2 && lead < 0xe0 ? 2
               : lead >= 0xe0 && lead < 0xf0 ? 3
               : lead >= 0xf0 && lead < 0xf5 ? 4
                                             : 0;
  for (int i = 1; i < length; i++)
    if ((text[i] & 0xc0) != 0x80)
      return 0;
  if ((lead == 0xe0 && text[1] < 0xa0) || (lead == 0xed && text[1] >= 0xa0) ||
      (lead == 0xf0 && text[1] < 0x90) || (lead == 0xf4 && text[1] >= 0x90))
    return 0;
  return length;
}

static void quoted(FILE *file, const char *string)
{
  const unsigned char *text = (const unsigned char *)string;
  putc('"', file);
  while (*text) {
    int length = sequence(text);
    if (*text == '"' || *text == '\\')
      fprintf(file, "\\%c", *text);
    else if (*text < 0x20 || *text == 0x7f)
      fprintf(file, "\\u%04x", *text);
    else if (length == 0)
      fputs("\\ufffd", file);
    else
      fwrite(text, 1, (size_t)length, file);
    text += length ? length : 1;
  }
  putc('"', file);
}

static void begin(json *j, const char *key)
{
  if (j->count++ > 0)
    putc(',', j->file);
  if (j->depth > 0)
    fprintf(j->file, "\n%*s", 2 * j->depth, "");
  if (key) {
    quoted(j->file, key);
    fputs(": ", j->file);
  }
}

void json_open(json *j, const char *key, char bracket)
{
  begin(j, key);
  putc(bracket, j->file);
  j->depth++;
  j->count = 0;
}

void json_close(json *j, char bracket)
{
  j->depth--;
  if (j->count > 0)
    fprintf(j->file, "\n%*s", 2 * j->depth, "");
  putc(bracket, j->file);
  j->count = 1;
  if (j->depth == 0)
    putc('\n', j->file);
}

void json_text(json *j, const char *key, const char *text)
{
  begin(j, key);
  if (text)
    quoted(j->file, text);
  else
    fputs("null", j->file);
}

void json_number(json *j, const char *key, double value)
{
  begin(j, key);
  if (isfinite(value))
    fprintf(j->file, "%.7g", value);
  else
    fputs("null", j->file);
}

void json_bool(json *j, const char *key, int value)
{
  begin(j, key);
  fputs(value ? "true" : "false", j->file);
}
