#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/commands.h"
#include "command/json.h"
#include "stage/stage.h"

static void print_json(json *j, const char *id, const char *plugin, const stage *s, nb_error e)
{
  json_open(j, NULL, '{');
  json_text(j, "id", id);
  json_text(j, "plugin", plugin);
  if (s) {
    const nb_scene *scene = stage_scene(s);
    json_text(j, "title", scene->title);
    json_number(j, "steps", scene->step_count);
    json_number(j, "seconds", (double)stage_step_start(s, scene->step_count));
  } else {
    json_text(j, "error", e.text);
  }
  json_close(j, '}');
}

// A scene that does not open is named as such; the others are listed all the same.
typedef struct printing {
  json json;
  int width; // of the names' column
  const options *o;
  stage_options how;
} printing;

static void print_one(void *context, const char *id, const char *plugin, nb_error e)
{
  printing *to = context;
  stage *s = NULL;
  if (!nb_failed(e))
    e = stage_open(&s, plugin, to->how);
  if (to->o->json)
    print_json(&to->json, id, plugin, s, e);
  else
    printf("%-*s  %.*s\n", to->width, id, (int)strcspn(s ? stage_scene(s)->title : e.text, "\n"),
           s ? stage_scene(s)->title : e.text);
  stage_close(s);
}

// As wide as the longest name, of scenes with a plugin and without.
static int names_width(const library *all, const shelf *files)
{
  shelf_name *ids = NULL;
  int count = 0, width = 0;
  for (int k = 0; k < all->count; k++)
    width = width > (int)strlen(all->entries[k].id) ? width : (int)strlen(all->entries[k].id);
  if (nb_failed(shelf_list(files, &ids, &count)))
    return width;
  for (int k = 0; k < count; k++)
    width = width > (int)strlen(ids[k]) ? width : (int)strlen(ids[k]);
  free(ids);
  return width;
}

static void print_all(const library *all, const options *o, const places *p, stage_options how)
{
  printing to = {json_to(stdout), names_width(all, &p->shelf), o, how};
  if (o->json)
    json_open(&to.json, NULL, '[');
  for (int k = 0; k < all->count; k++)
    print_one(&to, all->entries[k].id, all->entries[k].path, nb_ok());
  places_each_unbuilt(p, all, o, print_one, &to);
  if (o->json)
    json_close(&to.json, ']');
}

nb_error command_list(const options *o, const places *p)
{
  if (o->scene)
    return nb_fail(NB_USAGE, "list takes no scene; `nabla show %s` tells of one", o->scene);
  library all;
  nb_error e = library_open(&all, p->shelf.scenes);
  if (nb_failed(e))
    return e;
  nb_fonts *fonts;
  e = nb_fonts_open(&fonts, p->assets);
  if (!nb_failed(e)) {
    print_all(&all, o, p, (stage_options){.fonts = fonts, .assets = p->assets, .in_process = o->in_process});
    nb_fonts_close(fonts);
  }
  library_close(&all);
  return e;
}
