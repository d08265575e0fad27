#include "check/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/commands.h"
#include "command/json.h"
#include "workshop/cache.h"

static void print_findings(const char *id, const check_report *r)
{
  printf("%s: ", id);
  if (r->count == 0)
    printf("nothing to mend");
  else
    printf("%d to mend", r->count);
  printf(" (draws in up to %.1f ms, %zu kB a frame, %zu bytes of state)\n", r->draw_ms,
         (r->list_bytes + 1023) / 1024, r->state_bytes);
  for (int k = 0; k < r->count; k++) {
    const check_finding *f = &r->findings[k];
    if (f->step >= 0)
      printf("  step %d, %.2f s: ", f->step + 1, (double)f->seconds);
    else
      printf("  ");
    printf("%s [%s]\n    %s\n", f->text, f->kind, f->mend);
    if (f->picture[0])
      printf("    %s\n", f->picture);
  }
}

static void print_json(json *j, const char *id, const check_report *r, nb_error e)
{
  json_open(j, NULL, '{');
  json_text(j, "scene", id);
  json_text(j, "error", nb_failed(e) ? e.text : NULL);
  json_number(j, "draw_ms", r->draw_ms);
  json_number(j, "list_bytes", (double)r->list_bytes);
  json_number(j, "state_bytes", (double)r->state_bytes);
  json_open(j, "findings", '[');
  for (int k = 0; k < r->count; k++) {
    const check_finding *f = &r->findings[k];
    json_open(j, NULL, '{');
    json_text(j, "kind", f->kind);
    if (f->step >= 0) {
      json_number(j, "step", f->step + 1);
      json_number(j, "seconds", (double)f->seconds);
    }
    json_text(j, "text", f->text);
    json_text(j, "mend", f->mend);
    json_text(j, "picture", f->picture[0] ? f->picture : NULL);
    json_close(j, '}');
  }
  json_close(j, ']');
  json_close(j, '}');
}

typedef struct checking {
  const options *o;
  const places *p;
  char pictures[1100];
  json json;
  int wrong; // scenes with findings, or that do not open
} checking;

static void check_one(checking *c, const char *id, const char *plugin)
{
  check_report *r = malloc(sizeof *r);
  if (!r)
    return;
  nb_error e = check_scene(r, &(check_job){.plugin = plugin,
                                           .id = id,
                                           .assets = c->p->assets,
                                           .scenes = c->p->shelf.scenes,
                                           .pictures = c->pictures,
                                           .in_process = c->o->in_process});
  c->wrong += nb_failed(e) || r->count > 0;
  if (c->o->json)
    print_json(&c->json, id, r, e);
  else if (nb_failed(e))
    printf("%s: %s\n", id, e.text);
  else
    print_findings(id, r);
  fflush(stdout);
  free(r);
}

// A C file that no build has taken up yet.
static void check_unbuilt(void *context, const char *id, const char *plugin, nb_error e)
{
  checking *c = context;
  if (!nb_failed(e)) {
    check_one(c, id, plugin);
    return;
  }
  c->wrong++;
  if (c->o->json)
    print_json(&c->json, id, &(check_report){0}, e);
  else
    printf("%s: %s\n", id, e.text);
}

static nb_error check_all(checking *c)
{
  library all;
  nb_error e = library_open(&all, c->p->shelf.scenes);
  for (int k = 0; k < all.count; k++)
    check_one(c, all.entries[k].id, all.entries[k].path);
  places_each_unbuilt(c->p, &all, c->o, check_unbuilt, c);
  library_close(&all);
  return e;
}

static nb_error check_named(checking *c)
{
  char plugin[1400];
  shelf_name id;
  nb_error e = places_plugin(c->p, c->o, PLACES_WELL, plugin, sizeof plugin, &id);
  if (!nb_failed(e))
    check_one(c, id, plugin);
  return e;
}

nb_error command_check(const options *o, const places *p)
{
  checking c = {.o = o, .p = p, .json = json_to(stdout)};
  nb_error e = nb_ok();
  if (!o->scene)
    return nb_fail(NB_USAGE, "which scene? One of `nabla list`, a C file, or all");
  if (o->output)
    snprintf(c.pictures, sizeof c.pictures, "%s", o->output);
  else
    e = cache_folder(c.pictures, sizeof c.pictures - 10);
  if (nb_failed(e))
    return e;
  if (!o->output)
    strcpy(strrchr(c.pictures, '/'), "/check"); // beside the compiled scenes
  if (o->json)
    json_open(&c.json, NULL, '[');
  e = strcmp(o->scene, "all") == 0 ? check_all(&c) : check_named(&c);
  if (o->json)
    json_close(&c.json, ']');
  if (!nb_failed(e) && c.wrong > 0)
    e = nb_fail(NB_BAD_SCENE, "%d %s to mend", c.wrong,
                c.wrong == 1 ? "scene has something" : "scenes have something");
  return e;
}
