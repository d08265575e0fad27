#include "map/terms.h"

#include <ctype.h>
#include <string.h>

static bool is_letter(char c)
{
  return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

// How many bytes of the text are a term, in any case and with the stars of emphasis in it; 0: it does not begin so.
static int term_length(const char *name, int length, const char *text)
{
  int at = 0;
  for (int k = 0; k < length; k++) {
    while (text[at] == '*')
      at++;
    if (tolower((unsigned char)text[at]) != tolower((unsigned char)name[k]))
      return 0;
    at++;
  }
  return is_letter(text[at]) ? 0 : at;
}

// The length of the longest term of a comma-separated list that the text begins with; 0: none.
static int longest_term(const char *terms, const char *text)
{
  int best = 0;
  while (*(terms += strspn(terms, ", "))) {
    int length = (int)strcspn(terms, ","), fits = term_length(terms, length, text);
    best = fits > best ? fits : best;
    terms += length;
  }
  return best;
}

static bool has_scene(const term *found, int count, int scene)
{
  for (int k = 0; k < count; k++)
    if (found[k].scene == scene)
      return true;
  return false;
}

// The longest term that begins here; to == from where there is none.
static term term_at(const graph *g, int here, const char *sentence, int from)
{
  term best = {from, from, -1};
  for (int k = 0; k < g->count; k++) {
    const graph_scene *s = &g->scenes[k];
    int length = k == here || !s->written ? 0 : longest_term(s->terms, sentence + from);
    if (length > best.to - from)
      best = (term){from, from + length, k};
  }
  return best;
}

int terms_find(const graph *g, int here, const char *sentence, term *out)
{
  int count = 0;
  for (int at = 0; sentence[at] && count < TERMS_MOST; at++) {
    if (!is_letter(sentence[at]) || (at > 0 && is_letter(sentence[at - 1])))
      continue;
    term t = term_at(g, here, sentence, at);
    if (t.scene < 0)
      continue;
    // What this scene teaches itself may be longer: "matrix" within "matrix product" is no term there.
    if (here >= 0 && longest_term(g->scenes[here].terms, sentence + at) >= t.to - t.from)
      continue;
    if (!has_scene(out, count, t.scene))
      out[count++] = t;
    at = t.to - 1;
  }
  return count;
}
