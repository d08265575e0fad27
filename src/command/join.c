#include "command/commands.h"

nb_error command_join(const options *o, const places *p)
{
  (void)p;
  const char *folders[OPTIONS_MAX_MORE + 1] = {o->scene};
  if (!o->scene)
    return nb_fail(NB_USAGE, "which parts? The folders that `nabla render --part` made, FILE.parts");
  if (!o->output)
    return nb_fail(NB_USAGE, "where to? -o FILE, of the kind that the parts are of");
  for (int i = 0; i < o->more_count; i++)
    folders[i + 1] = o->more[i];
  return film_join(folders, o->more_count + 1, o->output, o->quiet);
}
