#include "command/notebook_reader.h"

#include <unistd.h>

nb_error notebook_reader(notebook **out, const options *o)
{
  notebook *n = *out = notebook_open(&(notebook_options){.path = o->notebook, .reads = true});
  if (!n)
    return nb_fail(NB_NO_MEMORY, "no memory for the notebook");
  notebook_status state = notebook_state(n);
  if (state.mode != NOTEBOOK_OFF)
    return nb_ok();
  nb_error e =
      nb_fail(access(notebook_path(n), F_OK) == 0 ? NB_BAD_FILE : NB_MISSING_FILE, "%s", state.trouble);
  notebook_close(n);
  *out = NULL;
  return e;
}
