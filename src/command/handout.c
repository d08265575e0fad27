#include "film/handout.h"

#include <stdlib.h>

#include "command/commands.h"
#include "command/film_options.h"

enum { PATH_BYTES = 1024 };

// The plugins of all scenes that are named, one after the other in room for PATH_BYTES each.
static nb_error find_all(const options *o, const places *p, char *room, const char **plugins)
{
  options one = *o;
  nb_error e = nb_ok();
  for (int k = 0; k <= o->more_count && !nb_failed(e); k++) {
    char *path = room + (size_t)k * PATH_BYTES;
    one.scene = k ? o->more[k - 1] : o->scene;
    e = places_plugin(p, &one, PLACES_WELL, path, PATH_BYTES, NULL);
    plugins[k] = path;
  }
  return e;
}

nb_error command_handout(const options *o, const places *p)
{
  const char *plugins[OPTIONS_MAX_MORE + 1];
  film_job job;
  char plugin[PATH_BYTES];
  if (!o->output)
    return nb_fail(NB_USAGE, "where to? -o FILE.pdf");
  if (!ends_with(o->output, ".pdf"))
    return nb_fail(NB_USAGE, "a handout is a .pdf, not %s", o->output);
  nb_error e = film_job_from(&job, o, p, plugin, sizeof plugin);
  if (nb_failed(e))
    return e;
  char *room = malloc((size_t)(o->more_count + 1) * PATH_BYTES);
  e = room ? find_all(o, p, room, plugins)
           : nb_fail(NB_NO_MEMORY, "no memory for %d scenes", o->more_count + 1);
  if (!nb_failed(e))
    e = film_handout(&job, plugins, o->more_count + 1, o->letter ? HANDOUT_LETTER : HANDOUT_A4);
  free(room);
  return e;
}
