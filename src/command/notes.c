#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/commands.h"
#include "command/film_options.h"
#include "command/notebook_reader.h"
#include "digest/digest.h"

enum { LESSONS = 256, PATH_BYTES = 1024 };

// The lessons that are to be written, and room for what they point to.
typedef struct chosen {
  digest_lesson lessons[LESSONS];
  shelf_name ids[LESSONS];
  char plugins[LESSONS][PATH_BYTES];
  int count;
} chosen;

static bool is_chosen(const chosen *c, const char *id)
{
  for (int k = 0; k < c->count; k++)
    if (strcmp(c->ids[k], id) == 0)
      return true;
  return false;
}

static nb_error choose(chosen *c, const options *o, const places *p, const char *scene)
{
  options one = *o;
  one.scene = scene;
  if (c->count == LESSONS)
    return nb_ok();
  char *plugin = c->plugins[c->count];
  shelf_name *id = &c->ids[c->count];
  nb_error e = places_plugin(p, &one, PLACES_WELL, plugin, PATH_BYTES, id);
  if (!nb_failed(e) && !is_chosen(c, *id))
    c->lessons[c->count++] = (digest_lesson){*id, plugin};
  return e;
}

// One that is in the notebook and not here any more is told of, and left out.
static void choose_kept(chosen *c, const options *o, const places *p, const char *scene)
{
  nb_error e = is_chosen(c, scene) ? nb_ok() : choose(c, o, p, scene);
  if (nb_failed(e) && !o->quiet)
    fprintf(stderr, "nabla notes: %s is left out: %s\n", scene, e.text);
}

static nb_error choose_named(chosen *c, const options *o, const places *p)
{
  nb_error e = choose(c, o, p, o->scene);
  for (int k = 0; k < o->more_count && !nb_failed(e); k++)
    e = choose(c, o, p, o->more[k]);
  return e;
}

// What something was done in on the last days on which anything was; where no hours were kept, all that has notes.
static nb_error choose_recent(chosen *c, const options *o, const places *p, notebook *n)
{
  const hours_span *spans;
  const char *noted[LESSONS];
  int count = notebook_spans(n, &spans);
  hours_day last = count > 0 ? hours_day_of(spans[count - 1].began, spans[count - 1].east) : 0;
  for (int k = 0; k < count; k++)
    if (spans[k].scene[0] && hours_day_of(spans[k].began, spans[k].east) > last - (o->days > 0 ? o->days : 1))
      choose_kept(c, o, p, spans[k].scene);
  count = c->count > 0 ? 0 : notebook_noted(n, noted, LESSONS);
  for (int k = 0; k < count && k < LESSONS; k++)
    choose_kept(c, o, p, noted[k]);
  return c->count > 0 ? nb_ok() : nb_fail(NB_USAGE, "there is nothing in the notebook to write of");
}

static nb_error write_chosen(chosen *c, const options *o, const places *p, notebook *n)
{
  char plugin[PATH_BYTES];
  film_job job;
  options one = *o;
  nb_error e = o->scene ? choose_named(c, o, p) : choose_recent(c, o, p, n);
  if (nb_failed(e))
    return e;
  one.scene = c->plugins[0];
  e = film_job_from(&job, &one, p, plugin, sizeof plugin);
  return nb_failed(e) ? e : digest_write(&job, n, c->lessons, c->count);
}

nb_error command_notes(const options *o, const places *p)
{
  notebook *n;
  if (!o->output)
    return nb_fail(NB_USAGE, "where to? -o FILE.pdf or FILE.md");
  if (!ends_with(o->output, ".pdf") && !ends_with(o->output, ".md"))
    return nb_fail(NB_USAGE, "notes are a .pdf or a .md, not %s", o->output);
  nb_error e = notebook_reader(&n, o);
  if (nb_failed(e))
    return e;
  chosen *c = calloc(1, sizeof *c);
  e = c ? write_chosen(c, o, p, n) : nb_fail(NB_NO_MEMORY, "no memory for notes");
  if (!nb_failed(e) && !o->quiet)
    fprintf(stderr, "wrote %s: %d lesson%s\n", o->output, c->count, c->count == 1 ? "" : "s");
  free(c);
  notebook_close(n);
  return e;
}
