#include "command/commands.h"
#include "command/film_options.h"

// Options that say something about films to a picture, or the other way round, are mistakes.
static nb_error check(const options *o, bool film)
{
  if (film && (o->has_at || o->step))
    return nb_fail(NB_USAGE, "--at and --step are for .png; a film's ends are --from and --to");
  if (!film && (o->has_from || o->has_to || o->fps))
    return nb_fail(NB_USAGE, "--from, --to and --fps are for .mp4; a picture's moment is --at or --step");
  if (o->has_at && o->step)
    return nb_fail(NB_USAGE, "a picture's moment is either --at or --step");
  if (o->has_from && o->has_to && o->from > o->to)
    return nb_fail(NB_USAGE, "--from %g is after --to %g", (double)o->from, (double)o->to);
  return nb_ok();
}

nb_error command_render(const options *o, const places *p)
{
  if (!o->output)
    return nb_fail(NB_USAGE, "where to? -o FILE.png or -o FILE.mp4");
  bool film = ends_with(o->output, ".mp4");
  if (!film && !ends_with(o->output, ".png"))
    return nb_fail(NB_USAGE, "what kind of file is %s? Known endings: .png, .mp4", o->output);
  film_job job;
  char plugin[1024];
  nb_error e = check(o, film);
  if (!nb_failed(e))
    e = film_job_from(&job, o, p, plugin, sizeof plugin);
  if (nb_failed(e))
    return e;
  if (film)
    return film_video(&job);
  return o->has_at || o->step ? film_picture(&job) : film_steps(&job);
}
