#include "command/recorded.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/notebook_reader.h"

bool recorded_is_number(const char *name)
{
  size_t digits = strspn(name, "0123456789");
  return digits > 0 && digits < 10 && !name[digits];
}

static nb_error find(const notebook *n, const char *name, int *number)
{
  const notebook_recording *list;
  int count = notebook_recordings(n, &list), last = 0;
  for (int k = 0; k < count; k++) {
    bool is = recorded_is_number(name) ? list[k].number == atoi(name) : strcmp(list[k].scene, name) == 0;
    *number = is ? list[k].number : *number;
    last = list[k].number;
  }
  if (*number)
    return nb_ok();
  if (!last)
    return nb_fail(NB_MISSING_FILE, "nothing has been recorded yet in %.300s: K in the window does",
                   notebook_path(n));
  return nb_fail(NB_MISSING_FILE,
                 "there is no recording %.80s; the last one is %d, and `nabla recordings` lists them all",
                 name, last);
}

nb_error recorded_find(const options *o, int *number, char *notebook_file, size_t capacity)
{
  *number = 0;
  if (!o->scene)
    return nb_fail(NB_USAGE, "which recording? `nabla recordings` lists them");
  notebook *n;
  nb_error e = notebook_reader(&n, o);
  if (nb_failed(e))
    return e;
  snprintf(notebook_file, capacity, "%s", notebook_path(n));
  e = find(n, o->scene, number);
  notebook_close(n);
  return e;
}
