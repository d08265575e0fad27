#include <string.h>

#include "command/commands.h"
#include "command/film_options.h"
#include "film/format.h"
#include "film/vector.h"

// Options that say something about films to a picture, or the other way round, are mistakes.
static nb_error check(const options *o, bool film)
{
  if (film && (o->has_at || o->step))
    return nb_fail(NB_USAGE, "--at and --step are for pictures; a film's ends are --from and --to");
  if (!film && (o->has_from || o->has_to || o->fps || o->speed != 0 || o->parts))
    return nb_fail(NB_USAGE,
                   "--from, --to, --fps, --speed and --part are for films; a picture's moment is --at or "
                   "--step, and pictures of a film are -o NAME-%%05d.png");
  if (!film && o->captions != FILM_BURNT && o->captions != FILM_SILENT)
    return nb_fail(NB_USAGE, "a picture's captions are burnt or none");
  if (film && o->painter == PAINTER_GL)
    return nb_fail(NB_USAGE,
                   "films are painted by the processor; --painter gl is for play, bench and pictures");
  if (o->has_at && o->step)
    return nb_fail(NB_USAGE, "a picture's moment is either --at or --step");
  if (o->has_from && o->has_to && o->from > o->to)
    return nb_fail(NB_USAGE, "--from %g is after --to %g", (double)o->from, (double)o->to);
  return nb_ok();
}

static bool is_picture(const char *name)
{
  return vector_is(name) || (ends_with(name, ".png") && !format_is_sequence(name));
}

nb_error command_render(const options *o, const places *p)
{
  film_format format;
  if (!o->output)
    return nb_fail(NB_USAGE, "where to? -o FILE.mp4, or another film or picture");
  bool film = !is_picture(o->output);
  nb_error e = film ? format_find(&format, o->output) : nb_ok();
  if (!nb_failed(e))
    e = check(o, film);
  film_job job;
  char plugin[1024];
  if (!nb_failed(e))
    e = film_job_from(&job, o, p, plugin, sizeof plugin);
  if (nb_failed(e))
    return e;
  if (film)
    return film_video(&job);
  return o->has_at || o->step ? film_picture(&job) : film_steps(&job);
}
