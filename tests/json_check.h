// Whether a text is JSON (RFC 8259): one value and nothing behind it but space.
#ifndef TESTS_JSON_CHECK_H
#define TESTS_JSON_CHECK_H

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static inline const char *json_space(const char *t)
{
  return t + strspn(t, " \t\r\n");
}

static inline const char *json_string(const char *t)
{
  if (*t++ != '"')
    return NULL;
  for (; *t != '"'; t++) {
    if ((unsigned char)*t < 0x20)
      return NULL;
    if (*t != '\\')
      continue;
    t++;
    if (*t == 'u') {
      for (int i = 0; i < 4; i++)
        if (!isxdigit((unsigned char)*++t))
          return NULL;
    } else if (!*t || !strchr("\"\\/bfnrt", *t)) {
      return NULL;
    }
  }
  return t + 1;
}

static inline const char *json_digits(const char *t)
{
  size_t digits = strspn(t, "0123456789");
  return digits ? t + digits : NULL;
}

static inline const char *json_numeral(const char *t)
{
  t += *t == '-';
  if (*t == '0' && isdigit((unsigned char)t[1]))
    return NULL;
  t = json_digits(t);
  if (t && *t == '.')
    t = json_digits(t + 1);
  if (t && (*t == 'e' || *t == 'E'))
    t = json_digits(t + 1 + (t[1] == '-' || t[1] == '+'));
  return t;
}

static inline const char *json_value(const char *t);

// What stands between brackets, with keys where it is an object.
static inline const char *json_members(const char *t, char end)
{
  t = json_space(t + 1);
  if (*t == end)
    return t + 1;
  for (;;) {
    if (end == '}') {
      t = json_string(json_space(t));
      if (!t || *(t = json_space(t)) != ':')
        return NULL;
      t++;
    }
    t = json_value(t);
    if (!t)
      return NULL;
    t = json_space(t);
    if (*t == end)
      return t + 1;
    if (*t++ != ',')
      return NULL;
  }
}

// The end of the value at t, NULL where there is none.
static inline const char *json_value(const char *t)
{
  static const char *const words[] = {"true", "false", "null"};
  t = json_space(t);
  if (*t == '{' || *t == '[')
    return json_members(t, *t == '{' ? '}' : ']');
  if (*t == '"')
    return json_string(t);
  for (int i = 0; i < 3; i++)
    if (strncmp(t, words[i], strlen(words[i])) == 0)
      return t + strlen(words[i]);
  return json_numeral(t);
}

static inline bool json_is_valid(const char *text)
{
  const char *end = json_value(text);
  return end && *json_space(end) == 0;
}

#endif
