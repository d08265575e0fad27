#include "nabla/type/tex_suggest.h"

#include <string.h>

enum { LONGEST = 24 };

tex_suggestion tex_suggest_start(const char *written, size_t bytes)
{
  // A fifth of the name may be wrong, and one letter more.
  int slack = bytes < 2 ? 0 : 1 + (int)bytes / 5;
  return (tex_suggestion){.written = written, .bytes = bytes, .distance = bytes > LONGEST ? 0 : slack + 1};
}

static int least(int a, int b)
{
  return a < b ? a : b;
}

// How many letters to insert, drop, replace or swap with their neighbour (the "optimal string alignment"
// distance).
static int distance(const char *a, size_t a_bytes, const char *b, size_t b_bytes)
{
  int rows[3][LONGEST + 1];
  int *before = rows[0], *above = rows[1], *row = rows[2];
  for (size_t k = 0; k <= b_bytes; k++)
    above[k] = (int)k;
  for (size_t i = 1; i <= a_bytes; i++) {
    row[0] = (int)i;
    for (size_t k = 1; k <= b_bytes; k++) {
      row[k] = least(least(above[k], row[k - 1]) + 1, above[k - 1] + (a[i - 1] != b[k - 1]));
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
        row[k] = least(row[k], before[k - 2] + 1);
    }
    int *free_row = before;
    before = above;
    above = row;
    row = free_row;
  }
  return above[b_bytes];
}

void tex_suggest(tex_suggestion *s, const char *name)
{
  size_t bytes = strlen(name);
  if (s->distance == 0 || bytes > LONGEST)
    return;
  int d = distance(s->written, s->bytes, name, bytes);
  if (d < s->distance) {
    s->distance = d;
    s->best = name;
  }
}
