#include "stage/carry.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "actor/description.h"

typedef struct value {
  char *name;
  char *text; // as stage_set_text takes it
} value;

typedef struct moment {
  char *title;
  float reached; // seconds
  bool answered;
} moment;

struct carry {
  stage_position where;
  moment steps[NB_MAX_STEPS];
  int step_count;
  value values[NB_MAX_PARAMS];
  int value_count;
};

static bool is_touched(const stage *s, const nb_param *p)
{
  const uint8_t *initial = stage_scene(s)->state, *state = stage_state(s);
  return memcmp(state + p->offset, initial + p->offset, p->bytes) != 0;
}

static bool take_value(value *v, const stage *s, const nb_param *p)
{
  size_t room = DESCRIPTION_MAX_PARAM_TEXT + 4 * (size_t)p->bytes; // 16 signs a float
  v->name = strdup(p->name);
  v->text = malloc(room);
  if (v->text)
    stage_get_text(s, p, v->text, room);
  return v->name && v->text;
}

carry *carry_take(const stage *s, uint64_t answered)
{
  carry *c = calloc(1, sizeof *c);
  const nb_scene *scene = stage_scene(s);
  bool whole = c != NULL;
  if (whole)
    c->where = stage_where(s);
  for (int k = 0; whole && k < scene->step_count; k++) {
    moment *m = &c->steps[c->step_count++];
    *m = (moment){strdup(scene->steps[k].title), stage_step_reached(s, k), answered >> k & 1};
    whole = m->title != NULL;
  }
  for (int k = 0; whole && k < scene->param_count; k++)
    if (is_touched(s, &scene->params[k]))
      whole = take_value(&c->values[c->value_count++], s, &scene->params[k]);
  if (!whole) {
    carry_free(c);
    return NULL;
  }
  return c;
}

void carry_free(carry *c)
{
  if (!c)
    return;
  for (int k = 0; k < c->step_count; k++)
    free(c->steps[k].title);
  for (int k = 0; k < c->value_count; k++) {
    free(c->values[k].name);
    free(c->values[k].text);
  }
  free(c);
}

// The step of the scene that was step k: of the same title, the nearest where several have it, else of the same
// number; -1 where there is none.
static int find_step(const carry *c, int k, const nb_scene *scene)
{
  int nearest = -1;
  for (int i = 0; i < scene->step_count; i++)
    if (strcmp(scene->steps[i].title, c->steps[k].title) == 0 &&
        (nearest < 0 || abs(i - k) < abs(nearest - k)))
      nearest = i;
  return nearest >= 0 ? nearest : k < scene->step_count ? k : -1;
}

// The live steps on the way last as long as they did.
static nb_error live_again(const carry *c, stage *to, int before)
{
  nb_error e = nb_ok();
  for (int k = 0; k < c->where.step && !nb_failed(e); k++) {
    int step = find_step(c, k, stage_scene(to));
    if (step < 0 || step >= before)
      continue;
    const nb_step *about = &stage_scene(to)->steps[step];
    if (about->live && c->steps[k].reached > about->seconds)
      e = stage_jump(to, (stage_position){step, c->steps[k].reached});
  }
  return e;
}

nb_error carry_lay(const carry *c, stage *to, uint64_t *answered)
{
  *answered = 0;
  // What there is no parameter for any more, or what it cannot be any more, is left out.
  for (int k = 0; k < c->value_count; k++)
    (void)stage_set_text(to, c->values[k].name, c->values[k].text);
  for (int k = 0; k < c->step_count; k++) {
    int step = find_step(c, k, stage_scene(to));
    if (step < 0 || !c->steps[k].answered)
      continue;
    stage_answer(to, step, true);
    *answered |= (uint64_t)1 << step;
  }
  int step = find_step(c, c->where.step, stage_scene(to));
  if (step < 0)
    return stage_jump(to, (stage_position){stage_scene(to)->step_count, 0});
  nb_error e = live_again(c, to, step);
  return nb_failed(e) ? e : stage_jump(to, (stage_position){step, c->where.seconds});
}

// ---------------------------------------------------------------------------------------------------------------
// As text: a line that says where, a line a step, a line a parameter. What people wrote stands at the line's end or
// before a tab, with \\, \n and \t for what would end it sooner.

typedef struct writing {
  char *text;
  size_t size, capacity;
  bool failed;
} writing;

static void put(writing *w, const char *bytes, size_t size)
{
  if (w->size + size + 1 > w->capacity) {
    size_t capacity = 2 * (w->size + size + 1);
    char *text = realloc(w->text, capacity);
    w->failed = w->failed || !text;
    if (!text)
      return;
    w->text = text;
    w->capacity = capacity;
  }
  memcpy(w->text + w->size, bytes, size);
  w->text[w->size += size] = 0;
}

static void put_words(writing *w, const char *words, char end)
{
  for (; *words; words++)
    if (*words == '\\' || *words == '\n' || *words == '\t')
      put(w, (char[]){'\\', *words == '\n' ? 'n' : *words == '\t' ? 't' : '\\'}, 2);
    else
      put(w, words, 1);
  put(w, &end, 1);
}

char *carry_write(const carry *c)
{
  writing w = {0};
  char line[80];
  put(&w, line, (size_t)snprintf(line, sizeof line, "at %d %.9g\n", c->where.step, (double)c->where.seconds));
  for (int k = 0; k < c->step_count; k++) {
    const moment *m = &c->steps[k];
    put(&w, line, (size_t)snprintf(line, sizeof line, "step %d %.9g ", m->answered, (double)m->reached));
    put_words(&w, m->title, '\n');
  }
  for (int k = 0; k < c->value_count; k++) {
    put(&w, "value ", 6);
    put_words(&w, c->values[k].name, '\t');
    put_words(&w, c->values[k].text, '\n');
  }
  if (!w.failed)
    return w.text;
  free(w.text);
  return NULL;
}

// Takes the words up to `end` out of *at, which goes behind it. NULL where there is no end, or no memory.
static char *take_words(char **at, char end)
{
  char *stop = strchr(*at, end), *to = *at, *words = *at;
  if (!stop)
    return NULL;
  for (const char *from = *at; from < stop; from++) {
    bool escaped = *from == '\\' && from + 1 < stop;
    from += escaped;
    *to++ = !escaped ? *from : *from == 'n' ? '\n' : *from == 't' ? '\t' : *from;
  }
  *at = stop + 1;
  *to = 0;
  return strdup(words);
}

static bool read_step(carry *c, char **at)
{
  char *end;
  long answered = strtol(*at, &end, 10);
  float reached = strtof(end, &end);
  if (c->step_count == NB_MAX_STEPS || *end != ' ' || !isfinite(reached))
    return false;
  *at = end + 1;
  moment *m = &c->steps[c->step_count];
  *m = (moment){take_words(at, '\n'), reached, answered != 0};
  c->step_count += m->title != NULL;
  return m->title != NULL;
}

static bool read_value(carry *c, char **at)
{
  if (c->value_count == NB_MAX_PARAMS)
    return false;
  value *v = &c->values[c->value_count++];
  v->name = take_words(at, '\t');
  v->text = v->name ? take_words(at, '\n') : NULL;
  return v->text != NULL;
}

static bool read_all(carry *c, char *at)
{
  int length = 0;
  if (sscanf(at, "at %d %f%n", &c->where.step, &c->where.seconds, &length) != 2 || at[length] != '\n')
    return false;
  at += length + 1;
  while (*at) {
    bool is_step = strncmp(at, "step ", 5) == 0, is_value = strncmp(at, "value ", 6) == 0;
    at += is_step ? 5 : 6;
    if (!(is_step ? read_step(c, &at) : is_value && read_value(c, &at)))
      return false;
  }
  return c->where.step >= 0 && c->where.step < c->step_count && isfinite(c->where.seconds);
}

carry *carry_read(const char *text)
{
  carry *c = calloc(1, sizeof *c);
  char *copy = strdup(text);
  bool sound = c && copy && read_all(c, copy);
  free(copy);
  if (sound)
    return c;
  carry_free(c);
  return NULL;
}
