#include "map/graph.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---------------------------------------------------------------------------------------------------------------
// Making it

int graph_find(const graph *g, const char *id)
{
  for (int k = 0; k < g->count; k++)
    if (strcmp(g->scenes[k].id, id) == 0)
      return k;
  return -1;
}

// "change-of-basis" read as a title.
static void read_as_title(char *to, size_t capacity, const char *from)
{
  snprintf(to, capacity, "%s", from);
  for (char *c = to; *c; c++)
    if (*c == '-')
      *c = ' ';
  to[0] = (char)toupper((unsigned char)to[0]);
}

static int subject_of(graph *g, const char *id)
{
  char name[GRAPH_NAME];
  const char *slash = strchr(id, '/');
  snprintf(name, sizeof name, "%.*s", slash ? (int)(slash - id) : 0, id);
  for (int k = 0; k < g->subject_count; k++)
    if (strcmp(g->subjects[k].id, name) == 0)
      return k;
  graph_subject *s = &g->subjects[g->subject_count];
  memcpy(s->id, name, sizeof s->id);
  read_as_title(s->title, sizeof s->title, *name ? name : "other scenes");
  return g->subject_count++;
}

static graph_scene *add_scene(graph *g, const char *id)
{
  graph_scene *s = &g->scenes[g->count++];
  *s = (graph_scene){.terms = "", .stuck = -1, .stuck_for = -1};
  snprintf(s->id, sizeof s->id, "%s", id);
  s->subject = subject_of(g, id);
  return s;
}

static void add_entry(graph *g, const curriculum_entry *entry)
{
  graph_scene *s = add_scene(g, entry->id);
  snprintf(s->title, sizeof s->title, "%s", entry->title);
  snprintf(s->name, sizeof s->name, "%s", entry->name);
  s->terms = entry->terms;
  s->listed = true;
  s->optional = entry->kind == CURRICULUM_OPTIONAL;
  s->skip = entry->kind == CURRICULUM_SKIP;
}

static void add_found(graph *g, const char *id)
{
  int known = graph_find(g, id);
  graph_scene *s = known >= 0 ? &g->scenes[known] : g->count < GRAPH_MAX_SCENES ? add_scene(g, id) : NULL;
  if (!s)
    return;
  s->written = true;
  if (known >= 0)
    return;
  const char *slash = strrchr(id, '/');
  read_as_title(s->title, sizeof s->title, slash ? slash + 1 : id);
  snprintf(s->name, sizeof s->name, "%.*s", (int)sizeof s->name - 1, s->title);
}

// True where `from` rests on `to`, however far below. `seen` has room for all scenes.
static bool rests_on(const graph *g, int from, int to, char *seen)
{
  if (from == to)
    return true;
  if (seen[from])
    return false;
  seen[from] = 1;
  for (int k = 0; k < g->scenes[from].need_count; k++)
    if (rests_on(g, g->scenes[from].needs[k], to, seen))
      return true;
  return false;
}

bool graph_need(graph *g, int scene, const char *id)
{
  graph_scene *s = &g->scenes[scene];
  int need = graph_find(g, id);
  if (need < 0) {
    if (!g->trouble[0])
      snprintf(g->trouble, sizeof g->trouble, "%.80s rests on \"%.80s\", which there is not", s->id, id);
    return false;
  }
  for (int k = 0; k < s->need_count; k++)
    if (s->needs[k] == need)
      return false;
  char *seen = calloc((size_t)g->count + 1, 1);
  bool circle = !seen || rests_on(g, need, scene, seen);
  free(seen);
  if (circle && !g->trouble[0])
    snprintf(g->trouble, sizeof g->trouble, "%.80s rests on %.80s, which rests on it: a circle", s->id, id);
  if (circle || s->need_count == NB_MAX_NEEDS)
    return false;
  s->needs[s->need_count++] = need;
  return true;
}

nb_error graph_open(graph *out, const curriculum *c, const char *const *found, int count)
{
  *out = (graph){0};
  size_t most = (size_t)(c->count + count) + 1;
  out->scenes = calloc(most, sizeof *out->scenes);
  out->subjects = calloc(most, sizeof *out->subjects);
  if (!out->scenes || !out->subjects) {
    graph_close(out);
    return nb_fail(NB_NO_MEMORY, "no memory for the map");
  }
  for (int k = 0; k < c->count; k++)
    add_entry(out, &c->entries[k]);
  for (int k = 0; k < count; k++)
    add_found(out, found[k]);
  for (int k = 0; k < c->count; k++)
    for (int i = 0; i < NB_MAX_NEEDS && c->entries[k].needs[i]; i++)
      graph_need(out, k, c->entries[k].needs[i]);
  return nb_ok();
}

void graph_close(graph *g)
{
  for (int k = 0; k < g->count; k++)
    free(g->scenes[k].captions);
  free(g->scenes);
  free(g->subjects);
  *g = (graph){0};
}

// ---------------------------------------------------------------------------------------------------------------
// How far one has come

static int bits(uint64_t x)
{
  int count = 0;
  for (; x; x &= x - 1)
    count++;
  return count;
}

static graph_state state_of(const graph_scene *s, const notebook_scene *known, double now)
{
  if (known && known->explained != 0)
    return known->due != 0 && known->due <= now ? GRAPH_DUE : GRAPH_EXPLAINED;
  if (known && known->watched != 0)
    return GRAPH_WATCHED;
  if (known && known->skipped)
    return GRAPH_SKIPPED;
  if (known && known->begun != 0)
    return GRAPH_BEGUN;
  return s->skip ? GRAPH_SKIPPED : GRAPH_NOT_YET;
}

void graph_learn(graph *g, const notebook *n, double now)
{
  for (int k = 0; k < g->count; k++) {
    graph_scene *s = &g->scenes[k];
    const notebook_scene *known = notebook_find(n, s->id);
    s->state = state_of(s, known, now);
    s->due = known && known->due != 0 && known->due <= now;
    s->seen = known && known->steps > 0 ? (float)bits(known->seen) / (float)known->steps : 0;
    s->stuck = s->stuck_for = -1;
  }
  const notebook_stuck *list;
  int count = notebook_stuck_list(n, &list);
  for (int k = 0; k < count; k++) {
    int at = list[k].over == 0 ? graph_find(g, list[k].scene) : -1;
    if (at < 0)
      continue;
    g->scenes[at].stuck = list[k].step;
    g->scenes[at].stuck_for = graph_find(g, list[k].need);
  }
}

bool graph_is_known(const graph_scene *s)
{
  return s->state == GRAPH_WATCHED || s->state == GRAPH_EXPLAINED || s->state == GRAPH_DUE;
}

// ---------------------------------------------------------------------------------------------------------------
// The way

// Adds what is below first.
static void walk(const graph *g, int scene, graph_way *w, char *seen)
{
  const graph_scene *s = &g->scenes[scene];
  if (seen[scene])
    return;
  seen[scene] = 1;
  for (int k = 0; k < s->need_count; k++)
    if (!graph_is_known(&g->scenes[s->needs[k]]))
      walk(g, s->needs[k], w, seen);
  w->scenes[w->count++] = scene;
  w->seconds += s->seconds > 0 ? s->seconds : GRAPH_UNKNOWN_LENGTH;
  w->unknown += s->seconds <= 0;
}

graph_way graph_way_to(const graph *g, int scene)
{
  graph_way w = {.scenes = calloc((size_t)g->count + 1, sizeof(int))};
  char *seen = calloc((size_t)g->count + 1, 1);
  if (w.scenes && seen && scene >= 0 && scene < g->count)
    walk(g, scene, &w, seen);
  free(seen);
  return w;
}

// ---------------------------------------------------------------------------------------------------------------
// What comes next

static bool is_open_to(const graph *g, const graph_scene *s, int after)
{
  if (!s->written || s->state == GRAPH_SKIPPED || graph_is_known(s))
    return false;
  for (int k = 0; k < s->need_count; k++)
    if (s->needs[k] != after && !graph_is_known(&g->scenes[s->needs[k]]))
      return false;
  return true;
}

static bool needs(const graph_scene *s, int scene)
{
  for (int k = 0; k < s->need_count; k++)
    if (s->needs[k] == scene)
      return true;
  return false;
}

int graph_next(const graph *g, int after)
{
  int first = -1;
  for (int k = 0; k < g->count; k++) {
    if (k == after || !is_open_to(g, &g->scenes[k], after))
      continue;
    if (needs(&g->scenes[k], after))
      return k;
    if (first < 0)
      first = k;
  }
  return first;
}

// ---------------------------------------------------------------------------------------------------------------
// Searching

// True where a word of the text begins with these letters.
static bool begins_word(const char *text, const char *letters, size_t count)
{
  bool start = true;
  for (const char *c = text; *c; c++) {
    size_t k = 0;
    while (start && k < count && c[k] && tolower((unsigned char)c[k]) == tolower((unsigned char)letters[k]))
      k++;
    if (start && k == count)
      return true;
    start = !isalnum((unsigned char)*c) && (unsigned char)*c < 0x80;
  }
  return false;
}

static const char *name_of(const char *id)
{
  const char *slash = strrchr(id, '/');
  return slash ? slash + 1 : id;
}

int graph_match(const graph_scene *s, const char *typed)
{
  int least = 0;
  while (*(typed += strspn(typed, " "))) {
    size_t count = strcspn(typed, " ");
    int fits = begins_word(s->name, typed, count) || begins_word(s->title, typed, count) ? 4
               : begins_word(s->terms, typed, count)                                     ? 3
               : begins_word(name_of(s->id), typed, count)                               ? 2
               : s->captions && begins_word(s->captions, typed, count)                   ? 1
                                                                                         : 0;
    if (fits == 0)
      return 0;
    least = least == 0 || fits < least ? fits : least;
    typed += count;
  }
  return least;
}
