#include <string.h>

#include "app/recorded_film.h"
#include "command/commands.h"
#include "command/film_options.h"
#include "command/recorded.h"
#include "film/format.h"
#include "film/vector.h"

// Options that say something about films to a picture, or the other way round, are mistakes.
static nb_error check(const options *o, bool film)
{
  if (o->skip_undone && !(o->scene && recorded_is_number(o->scene)))
    return nb_fail(NB_USAGE, "--skip-undone is for recordings, which are named by their number");
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

// What a recording's film cannot have.
static nb_error check_recorded(const options *o, bool film)
{
  if (!film)
    return nb_fail(NB_USAGE, "a recording becomes a film: -o FILE.mp4, .webm, .mov, .gif or NAME-%%05d.png");
  if (o->setting_count > 0)
    return nb_fail(NB_USAGE, "a recording has its parameters as they were set in it; --set is for scenes");
  if (o->speed != 0 && o->speed != 1)
    return nb_fail(NB_USAGE, "a recording goes as fast as it was spoken; --speed is for scenes");
  if (o->parts)
    return nb_fail(NB_USAGE, "a recording's film is made in one go, with its sound; --part is for scenes");
  if (o->captions == FILM_SRT || o->captions == FILM_VTT)
    return nb_fail(NB_USAGE, "a recording's captions are burnt, chapters or none");
  return nb_ok();
}

static nb_error render_recording(const options *o, const places *p, bool film)
{
  char file[1024];
  recorded_film *recorded = NULL;
  recorded_film_options how = {.notebook = file,
                               .skips_undone = o->skip_undone,
                               .assets = p->assets,
                               .shelf = &p->shelf,
                               .sdk = &p->sdk};
  nb_error e = check_recorded(o, film);
  if (!nb_failed(e))
    e = recorded_find(o, &how.number, file, sizeof file);
  if (!nb_failed(e))
    e = recorded_film_open(&recorded, &how);
  if (!nb_failed(e)) {
    film_job job = film_job_of(o, p);
    job.source = recorded_film_source(recorded);
    e = film_video(&job);
  }
  recorded_film_close(recorded);
  return e;
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
  if (!nb_failed(e) && o->scene && recorded_is_number(o->scene))
    return render_recording(o, p, film);
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
