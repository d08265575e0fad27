// A scene that is saved on and on while it plays: two versions in turn, and every fiftieth time one that was never seen.
#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/workbench.h"
#include "soak.h"
#include "stage/spares.h"

typedef struct reloading {
  char folder[64], source[96];
  workbench *desk;
  stage *stage;
  uint64_t answered;
} reloading;

static void save(const reloading *r, const char *title)
{
  char beside[110];
  snprintf(beside, sizeof beside, "%s/.new", r->folder);
  FILE *file = fopen(beside, "w");
  if (!file)
    soak_fail("%s cannot be written", beside);
  fprintf(
      file,
      "#include <nabla/scene.h>\n"
      "typedef struct { float a; float count; } State;\n"
      "static const nb_step steps[] = {{\"One\", .seconds = 2}, {\"Two\", .seconds = 2}};\n"
      "static const nb_param params[] = {NB_NUMBER(State, a, \"a\")};\n"
      "static void tick(State *s, const nb_frame *f) { (void)f; s->count += 1; }\n"
      "static void draw(nb_board *b, const nb_frame *f, const State *s)\n"
      "{ (void)f; nb_circle(b, nb_origin(), s->a, nb_style()); nb_text(b, nb_origin(), \"%s\", nb_style()); "
      "}\n"
      "NB_SCENE(State, .title = \"%s\", NB_STEPS(steps), NB_PARAMS(params), NB_TICK(tick), NB_DRAW(draw))\n",
      title, title);
  if (fclose(file) != 0 || rename(beside, r->source) != 0)
    soak_fail("%s cannot be written", r->source);
}

static void once(void *context, int k)
{
  reloading *r = context;
  char title[32];
  const void *list;
  size_t size;
  snprintf(title, sizeof title, k % 50 == 49 ? "New %d" : "Turn %d", k % 50 == 49 ? k : k % 2);
  save(r, title);
  for (int tries = 0; strcmp(stage_scene(r->stage)->title, title) != 0; tries++) {
    if (tries == 20000)
      soak_fail("round %d: \"%s\" was saved and is not shown: %s", k, title, workbench_trouble(r->desk));
    nanosleep(&(struct timespec){.tv_nsec = 500000}, NULL);
    workbench_tend(r->desk, &r->stage, &r->answered);
  }
  SDL_FlushEvent(SDL_USEREVENT);
  nb_error e = stage_draw(r->stage, NB_CHALK, &list, &size);
  if (nb_failed(e) || stage_where(r->stage).step != 1)
    soak_fail("round %d: %s", k, nb_failed(e) ? e.text : "it does not stand where it stood");
}

static void start(reloading *r, const sdk *built, nb_fonts *fonts, spares *ready)
{
  char plugin[1400];
  stage_options how = {.fonts = fonts, .assets = NABLA_ASSETS, .spares = ready};
  strcpy(r->folder, "/tmp/nabla-soak-XXXXXX");
  if (!mkdtemp(r->folder))
    soak_fail("%s cannot be made", r->folder);
  setenv("XDG_CACHE_HOME", r->folder, 1);
  snprintf(r->source, sizeof r->source, "%s/scene.c", r->folder);
  save(r, "Turn 1");
  nb_error e = workbench_open(&r->desk, &(workbench_options){r->source, built, how}, plugin, sizeof plugin);
  if (!nb_failed(e))
    e = stage_open(&r->stage, plugin, how);
  if (!nb_failed(e))
    e = stage_jump(r->stage, (stage_position){.step = 1, .seconds = 1});
  if (nb_failed(e))
    soak_fail("%s", e.text);
  workbench_start(r->desk, SDL_USEREVENT);
}

int main(int argc, char **argv)
{
  static reloading r;
  static sdk built = {NABLA_SOURCE "/src", NABLA_BUILD "/libnabla.so"};
  nb_fonts *fonts;
  spares *ready = NULL;
  nb_error e = nb_fonts_open(&fonts, NABLA_ASSETS);
  if (!nb_failed(e))
    e = spares_open(&ready, NABLA_ASSETS);
  if (nb_failed(e))
    soak_fail("%s", e.text);
  start(&r, &built, fonts, ready);
  int status = soak_run(&(soak){"reload", 10000, once, &r, NULL}, argc, argv);
  workbench_close(r.desk);
  stage_close(r.stage);
  spares_close(ready);
  nb_fonts_close(fonts);
  SDL_Quit();
  char command[128];
  snprintf(command, sizeof command, "rm -rf %s", r.folder);
  return system(command) == 0 ? status : 1;
}
