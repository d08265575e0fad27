#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "actor/description.h"
#include "actor/parameter.h"

static nb_error bad(const char *where, const char *format, ...) __attribute__((format(printf, 2, 3)));

static nb_error bad(const char *where, const char *format, ...)
{
  char words[320];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(words, sizeof words, format, arguments);
  va_end(arguments);
  return nb_fail(NB_BAD_SCENE, "%s: %s", where, words);
}

static bool is_blank(const char *text)
{
  return text == NULL || text[strspn(text, " \t\n")] == '\0';
}

static bool is_too_long(const char *text)
{
  return text != NULL && strnlen(text, DESCRIPTION_MAX_TEXT) == DESCRIPTION_MAX_TEXT;
}

static bool any_too_long(const char *const *texts, int count)
{
  for (int k = 0; k < count; k++)
    if (is_too_long(texts[k]))
      return true;
  return false;
}

// ---------------------------------------------------------------------------------------------------------------
// Steps

static bool any_move_too_long(const nb_move *moves)
{
  for (int k = 0; k < NB_MAX_MOVES; k++)
    if (is_too_long(moves[k].param) || is_too_long(moves[k].to))
      return true;
  return false;
}

static bool is_param_name(const nb_scene *scene, const char *name)
{
  for (int k = 0; k < scene->param_count; k++)
    if (strcmp(scene->params[k].name, name) == 0)
      return true;
  return false;
}

static nb_error check_step(const nb_scene *scene, int k, const char *file)
{
  const nb_step *step = &scene->steps[k];
  char where[200];
  snprintf(where, sizeof where, "%.80s: step %d", file, k + 1);
  if (is_blank(step->title))
    return bad(where, "it has no title; give it a few words");
  if (is_too_long(step->title) || is_too_long(step->say) || is_too_long(step->ask) ||
      is_too_long(step->answer) || any_too_long(step->hear, NB_MAX_HEARD) ||
      any_too_long(step->needs, NB_MAX_NEEDS) || any_move_too_long(step->moves))
    return bad(where, "a text is longer than %d bytes", DESCRIPTION_MAX_TEXT - 1);
  snprintf(where, sizeof where, "%.80s: step %d \"%.80s\"", file, k + 1, step->title);
  if (!(step->seconds > 0 && step->seconds <= DESCRIPTION_MAX_SECONDS))
    return bad(where, "it takes %g seconds; .seconds must be above 0 and at most %d", step->seconds,
               DESCRIPTION_MAX_SECONDS);
  if (step->answer != NULL && !is_param_name(scene, step->answer))
    return bad(where, "its answer \"%.80s\" is the name of no parameter", step->answer);
  return nb_ok();
}

static nb_error check_steps(const nb_scene *scene, const char *file)
{
  if (scene->steps == NULL || scene->step_count < 1 || scene->step_count > NB_MAX_STEPS)
    return bad(file, "it has %d steps; NB_STEPS must give 1 to %d",
               scene->steps == NULL ? 0 : scene->step_count, NB_MAX_STEPS);
  for (int k = 0; k < scene->step_count; k++) {
    nb_error e = check_step(scene, k, file);
    if (nb_failed(e))
      return e;
  }
  return nb_ok();
}

// ---------------------------------------------------------------------------------------------------------------
// Parameters

static int count_choices(const nb_param *p)
{
  int count = 0;
  while (p->choices != NULL && count <= DESCRIPTION_MAX_CHOICES && p->choices[count] != NULL)
    count++;
  return count;
}

static nb_error check_choices(const nb_param *p, const char *where)
{
  int count = count_choices(p);
  if (count < 1 || count > DESCRIPTION_MAX_CHOICES)
    return bad(where, ".choices must name 1 to %d choices and end with NULL", DESCRIPTION_MAX_CHOICES);
  for (int k = 0; k < count; k++)
    if (is_blank(p->choices[k]) || is_too_long(p->choices[k]))
      return bad(where, "choice %d has no name", k + 1);
  return nb_ok();
}

static nb_error check_canvas(const nb_param *p, const char *where)
{
  if (p->columns < 1 || p->columns > DESCRIPTION_MAX_CANVAS || p->rows < 1 ||
      p->rows > DESCRIPTION_MAX_CANVAS)
    return bad(where, "a canvas has .columns and .rows from 1 to %d", DESCRIPTION_MAX_CANVAS);
  return nb_ok();
}

static nb_error check_kind(const nb_param *p, const char *where)
{
  if ((unsigned)p->kind > NB_KIND_CAMERA)
    return bad(where, "it is of no known kind (%d)", (int)p->kind);
  if (p->kind == NB_KIND_CHOICE)
    return check_choices(p, where);
  if (p->kind == NB_KIND_CANVAS)
    return check_canvas(p, where);
  if (p->variables != NULL && (p->kind != NB_KIND_TEXT || is_too_long(p->variables)))
    return bad(where, ".variables are a text parameter's, as \"x y\"");
  return nb_ok();
}

static nb_error check_place(const nb_scene *scene, int k, const char *where)
{
  const nb_param *p = &scene->params[k];
  if (p->offset > scene->state_size || p->bytes > scene->state_size - p->offset)
    return bad(where, "its bytes %u to %llu lie outside the state of %zu", p->offset,
               (unsigned long long)p->offset + p->bytes, scene->state_size);
  if (p->kind == NB_KIND_TEXT) {
    if (p->bytes < 2 || p->bytes > DESCRIPTION_MAX_PARAM_TEXT)
      return bad(where, "a text has 2 to %d bytes, not %u", DESCRIPTION_MAX_PARAM_TEXT, p->bytes);
  } else if (p->bytes != 4 * (uint32_t)parameter_parts(p) || p->offset % 4 != 0) {
    return bad(where, "its kind takes %d bytes, its field has %u", 4 * parameter_parts(p), p->bytes);
  }
  for (int other = 0; other < k; other++) {
    const nb_param *q = &scene->params[other];
    if (p->offset < q->offset + q->bytes && q->offset < p->offset + p->bytes)
      return bad(where, "it shares bytes of the state with \"%.80s\"", q->name);
    if (strcmp(p->name, q->name) == 0)
      return bad(where, "another parameter has the same name");
  }
  return nb_ok();
}

static nb_error check_range(const nb_param *p, const char *where)
{
  if (!isfinite(p->min) || !isfinite(p->max) || p->min > p->max)
    return bad(where, "its range is %g to %g; .min must not be above .max", p->min, p->max);
  if (p->kind == NB_KIND_INTEGER && ceilf(p->min) > floorf(p->max))
    return bad(where, "there is no whole number from %g to %g", p->min, p->max);
  if (!(p->snap >= 0) || isinf(p->snap))
    return bad(where, ".snap is %g, it must not be below 0", p->snap);
  if (p->logarithmic && !(p->min > 0))
    return bad(where, "a logarithmic range needs .min above 0, it is %g", p->min);
  return nb_ok();
}

static nb_error check_initial(const nb_scene *scene, const nb_param *p, const char *where)
{
  nb_param full = parameter_with_defaults(*p);
  nb_error e = check_range(&full, where);
  if (nb_failed(e) || scene->state == NULL)
    return e;
  e = parameter_check(&full, (const char *)scene->state + p->offset);
  return nb_failed(e) ? bad(where, "at the start %s", e.text) : e;
}

static nb_error check_param(const nb_scene *scene, int k, const char *file)
{
  const nb_param *p = &scene->params[k];
  char where[200];
  snprintf(where, sizeof where, "%.80s: parameter %d", file, k + 1);
  if (is_blank(p->name) || is_too_long(p->name))
    return bad(where, "it has no name");
  snprintf(where, sizeof where, "%.80s: parameter \"%.80s\"", file, p->name);
  nb_error e = check_kind(p, where);
  if (!nb_failed(e))
    e = check_place(scene, k, where);
  if (!nb_failed(e))
    e = check_initial(scene, p, where);
  return e;
}

static nb_error check_params(const nb_scene *scene, const char *file)
{
  if (scene->param_count < 0 || scene->param_count > NB_MAX_PARAMS ||
      (scene->param_count > 0 && !scene->params))
    return bad(file, "it has %d parameters; NB_PARAMS may give up to %d", scene->param_count, NB_MAX_PARAMS);
  for (int k = 0; k < scene->param_count; k++) {
    nb_error e = check_param(scene, k, file);
    if (nb_failed(e))
      return e;
  }
  return nb_ok();
}

// ---------------------------------------------------------------------------------------------------------------
// The scene

static nb_error check_data(const nb_scene *scene, const char *file)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  for (int k = 0; k < NB_MAX_DATA; k++) {
    const char *name = scene->data[k];
    if (name != NULL && (name[0] == '\0' || strspn(name, letters) != strlen(name) || strlen(name) > 64))
      return bad(file, "data are named by up to 64 small letters, figures, - and _, not \"%.80s\"", name);
  }
  return nb_ok();
}

void description_file(const char *path, char *name, size_t capacity)
{
  const char *slash = strrchr(path, '/'), *from = slash == NULL ? path : slash + 1, *end = strrchr(from, '.');
  if (end != NULL && strcmp(end, ".so") == 0)
    snprintf(name, capacity, "%.*s.c", (int)(end - from), from);
  else
    snprintf(name, capacity, "%s", from);
}

nb_error description_check(const nb_scene *scene, const char *file)
{
  if (is_blank(scene->title) || is_too_long(scene->title))
    return bad(file, "it has no title; say .title = \"...\" in NB_SCENE");
  if (scene->draw == NULL)
    return bad(file, "it draws nothing; say NB_DRAW(draw) in NB_SCENE");
  if (scene->state_size == 0 || scene->state_size > DESCRIPTION_MAX_STATE)
    return bad(file, "its state has %zu bytes; it may have 1 to %d", scene->state_size,
               DESCRIPTION_MAX_STATE);
  if (any_too_long(scene->needs, NB_MAX_NEEDS) || any_too_long(scene->data, NB_MAX_DATA))
    return bad(file, "a name is longer than %d bytes", DESCRIPTION_MAX_TEXT - 1);
  nb_error e = check_data(scene, file);
  if (!nb_failed(e))
    e = check_params(scene, file); // before the steps, whose answers name parameters
  if (!nb_failed(e))
    e = check_steps(scene, file);
  return e;
}
