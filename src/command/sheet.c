#include "command/commands.h"
#include "command/film_options.h"

nb_error command_sheet(const options *o, const places *p)
{
  if (!o->output)
    return nb_fail(NB_USAGE, "where to? -o FILE.png");
  if (!ends_with(o->output, ".png"))
    return nb_fail(NB_USAGE, "a sheet is a .png, not %s", o->output);
  film_job job;
  char plugin[1024];
  nb_error e = film_job_from(&job, o, p, plugin, sizeof plugin);
  return nb_failed(e) ? e : film_sheet(&job);
}
