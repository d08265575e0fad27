#include "command/film_options.h"

#include <string.h>
#include <strings.h>

#include "command/interrupt.h"

film_job film_job_of(const options *o, const places *p)
{
  return (film_job){
      .assets = p->assets,
      .settings = o->settings,
      .setting_count = o->setting_count,
      .theme = o->theme,
      .width = o->width,
      .height = o->height,
      .fps = o->fps,
      .jobs = o->jobs,
      .step = o->step,
      .has_from = o->has_from || o->has_at,
      .from = o->has_at ? o->at : o->from,
      .has_to = o->has_to,
      .to = o->to,
      .speed = o->speed,
      .captions = o->captions,
      .transparent = o->transparent,
      .part = o->part,
      .parts = o->parts,
      .output = o->output,
      .painter = o->painter,
      .quiet = o->quiet,
      .in_process = o->in_process,
      .stop = interrupt_watch(),
  };
}

nb_error film_job_from(film_job *job, const options *o, const places *p, char *plugin, size_t capacity)
{
  nb_error e = places_plugin(p, o, PLACES_WELL, plugin, capacity, NULL);
  if (nb_failed(e))
    return e;
  *job = film_job_of(o, p);
  job->plugin = plugin;
  return e;
}

bool ends_with(const char *name, const char *ending)
{
  size_t length = strlen(name), of_ending = strlen(ending);
  return length > of_ending && strcasecmp(name + length - of_ending, ending) == 0;
}
