#include <stdio.h>
#include <string.h>

#include "command/commands.h"
#include "command/notebook_reader.h"
#include "digest/digest.h"
#include "notebook/care.h"

static void say(void *context, const char *words)
{
  (void)context;
  puts(words);
}

static nb_error check(const options *o, const char *path)
{
  int wrong;
  nb_error e = care_check(path, say, NULL, &wrong);
  if (nb_failed(e))
    return e;
  if (wrong > 0)
    return nb_fail(NB_BAD_FILE, "%d thing%s wrong with %s, which was left as it is", wrong,
                   wrong == 1 ? " is" : "s are", path);
  if (!o->quiet)
    printf("%s is whole\n", path);
  return nb_ok();
}

static nb_error backup(const options *o, const char *path, const char *to)
{
  nb_error e = care_backup(path, to);
  if (!nb_failed(e) && !o->quiet)
    fprintf(stderr, "wrote %s\n", to);
  return e;
}

static nb_error export(const options *o, const places *p, const char *path, const char *folder)
{
  int pages = 0;
  nb_error e = care_export(path, folder);
  if (!nb_failed(e))
    e = digest_export_ink(path, folder, p->assets, &pages);
  if (!nb_failed(e) && !o->quiet)
    fprintf(stderr,
            "wrote %s: a row a line in TABLE.jsonl, notes as notes/*.md, %d page%s of ink as ink/*.svg\n",
            folder, pages, pages == 1 ? "" : "s");
  return e;
}

static nb_error import(const options *o, const char *from)
{
  care_counts counts;
  notebook *n = notebook_open(&(notebook_options){.path = o->notebook});
  if (!n)
    return nb_fail(NB_NO_MEMORY, "no memory for the notebook");
  nb_error e = care_import(n, from, &counts);
  if (!nb_failed(e) && !o->quiet)
    fprintf(stderr, "%s: of %d rows %d are new\n", notebook_path(n), counts.rows, counts.added);
  notebook_close(n);
  return e;
}

// The path of the notebook, which is not opened.
static nb_error find(const options *o, char *path, size_t capacity)
{
  return notebook_find_path(o->notebook, path, capacity)
             ? nb_ok()
             : nb_fail(NB_MISSING_FILE,
                       "there is no place for a notebook: neither HOME nor XDG_DATA_HOME is set");
}

nb_error command_notebook(const options *o, const places *p)
{
  char path[1024];
  const char *what = o->scene ? o->scene : "", *other = o->more_count == 1 ? o->more[0] : NULL;
  nb_error e = find(o, path, sizeof path);
  if (nb_failed(e))
    return e;
  if (strcmp(what, "check") == 0 && o->more_count == 0)
    return check(o, path);
  if (strcmp(what, "backup") == 0 && other)
    return backup(o, path, other);
  if (strcmp(what, "export") == 0 && other)
    return export(o, p, path, other);
  if (strcmp(what, "import") == 0 && other)
    return import(o, other);
  return nb_fail(NB_USAGE,
                 "one of: check, backup FILE, export FOLDER, import FOLDER (or another notebook's FILE)");
}
