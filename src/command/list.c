#include <stdio.h>

#include "command/commands.h"
#include "command/json.h"
#include "stage/stage.h"

static void print_json(json *j, const library_entry *entry, const stage *s, nb_error e)
{
  json_open(j, NULL, '{');
  json_text(j, "id", entry->id);
  json_text(j, "plugin", entry->path);
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
static void print_all(const library *all, const options *o, stage_options how)
{
  json j = json_to(stdout);
  if (o->json)
    json_open(&j, NULL, '[');
  for (int i = 0; i < all->count; i++) {
    const library_entry *entry = &all->entries[i];
    stage *s;
    nb_error e = stage_open(&s, entry->path, how);
    if (o->json)
      print_json(&j, entry, s, e);
    else
      printf("%-40s %s\n", entry->id, s ? stage_scene(s)->title : e.text);
    if (s)
      stage_close(s);
  }
  if (o->json)
    json_close(&j, ']');
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
    print_all(&all, o, (stage_options){.fonts = fonts, .assets = p->assets, .in_process = o->in_process});
    nb_fonts_close(fonts);
  }
  library_close(&all);
  return e;
}
