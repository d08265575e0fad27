#include "workshop/curriculum.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "workshop/text.h"

static const char *const kinds[] = {
    [CURRICULUM_CORE] = "core",
    [CURRICULUM_OPTIONAL] = "optional",
    [CURRICULUM_SKIP] = "skip",
    [CURRICULUM_MISSING] = "missing",
};

static bool read_kind(curriculum_entry *entry, const char *word)
{
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
    if (strcmp(word, kinds[k]) == 0) {
      entry->kind = (curriculum_kind)k;
      return true;
    }
  return false;
}

static bool read_needs(curriculum_entry *entry, char *words)
{
  if (strcmp(words, "-") == 0)
    return true;
  int count = 0;
  char *rest;
  for (char *need = strtok_r(words, ",", &rest); need; need = strtok_r(NULL, ",", &rest)) {
    if (count == NB_MAX_NEEDS)
      return false;
    entry->needs[count++] = need;
  }
  return count > 0;
}

// Cuts text off before a bar, and spaces before that; what stands behind the bar, or NULL where there is none.
static char *cut_at_bar(char *text)
{
  char *bar = strchr(text, '|'), *end = bar ? bar : text + strlen(text);
  while (end > text && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
    end--;
  *end = 0;
  return bar ? bar + 1 + strspn(bar + 1, " \t") : NULL;
}

// What is wrong with the line, or NULL.
static const char *read_line(curriculum_entry *entry, char *line)
{
  char *rest;
  char *id = strtok_r(line, " \t", &rest);
  char *kind = strtok_r(NULL, " \t", &rest);
  char *needs = strtok_r(NULL, " \t", &rest);
  if (!kind || !needs)
    return "a line has an id, a kind, needs (or -) and a title";
  if (!strchr(id, '/'))
    return "an id is SUBJECT/NAME";
  if (!read_kind(entry, kind))
    return "a kind is core, optional, skip or missing";
  if (!read_needs(entry, needs))
    return "needs are up to 6 ids with commas and no spaces between, or -";
  rest += strspn(rest, " \t");
  char *name = cut_at_bar(rest), *terms = name ? cut_at_bar(name) : NULL;
  if (!*rest)
    return "there is no title";
  if (terms && cut_at_bar(terms))
    return "behind the title stand at most a short name and terms, with a bar before each";
  entry->id = id;
  entry->title = rest;
  entry->name = name && *name ? name : rest;
  entry->terms = terms ? terms : "";
  return NULL;
}

static nb_error read_lines(curriculum *c, const char *path)
{
  int number = 0;
  char *rest;
  // Empty lines count, so no strtok here.
  for (char *line = c->text; line; line = rest) {
    number++;
    rest = strchr(line, '\n');
    if (rest)
      *rest++ = 0;
    if (!line[strspn(line, " \t\r")] || *line == '#')
      continue;
    const char *wrong = read_line(&c->entries[c->count], line);
    if (wrong)
      return nb_fail(NB_BAD_FILE, "%s:%d: %s", path, number, wrong);
    c->count++;
  }
  return nb_ok();
}

nb_error curriculum_open(curriculum *out, const char *assets)
{
  *out = (curriculum){0};
  char path[1100];
  snprintf(path, sizeof path, "%s/curriculum/scenes.txt", assets);
  nb_error e = text_read(&out->text, path);
  if (nb_failed(e))
    return e;
  size_t lines = 1;
  for (const char *c = out->text; *c; c++)
    lines += *c == '\n';
  out->entries = calloc(lines, sizeof *out->entries);
  e = out->entries ? read_lines(out, path) : nb_fail(NB_NO_MEMORY, "no memory to read %s", path);
  if (nb_failed(e))
    curriculum_close(out);
  return e;
}

void curriculum_close(curriculum *c)
{
  free(c->entries);
  free(c->text);
  *c = (curriculum){0};
}

const curriculum_entry *curriculum_find(const curriculum *c, const char *id)
{
  for (int k = 0; k < c->count; k++)
    if (strcmp(c->entries[k].id, id) == 0)
      return &c->entries[k];
  return NULL;
}
