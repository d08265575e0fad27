// A scene that crashes, in every way there is, and is mended each time: the last good picture comes back.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenes/zoo.h"
#include "soak.h"
#include "stage/spares.h"
#include "stage/stage.h"

typedef struct crashing {
  stage *stage;
  void *list; // the good picture
  size_t size;
} crashing;

static void set(stage *s, int32_t beast)
{
  nb_error e = stage_set(s, offsetof(State, beast), &beast, sizeof beast);
  if (nb_failed(e))
    soak_fail("%s", e.text);
}

static void once(void *context, int k)
{
  static const int32_t beasts[] = {
      ZOO_write_null, ZOO_fill_stack,     ZOO_divide_by_zero,     ZOO_give_up,
      ZOO_leave,      ZOO_fork_on_and_on, ZOO_write_to_its_state, ZOO_leave_at_once};
  crashing *c = context;
  const void *list;
  size_t size;
  set(c->stage, beasts[k % (int)(sizeof beasts / sizeof *beasts)]);
  if (!nb_failed(stage_draw(c->stage, NB_CHALK, &list, &size)))
    soak_fail("round %d: a scene that crashes gave a picture", k);
  set(c->stage, ZOO_TAME);
  nb_error e = stage_draw(c->stage, NB_CHALK, &list, &size);
  if (nb_failed(e) || size != c->size || memcmp(list, c->list, size) != 0)
    soak_fail("round %d: the picture did not come back: %s", k, e.text);
}

int main(int argc, char **argv)
{
  nb_fonts *fonts;
  spares *ready = NULL;
  crashing c;
  const void *list;
  nb_error e = nb_fonts_open(&fonts, NABLA_ASSETS);
  if (!nb_failed(e))
    e = spares_open(&ready, NABLA_ASSETS);
  if (!nb_failed(e))
    e = stage_open(&c.stage, NABLA_BUILD "/tests/zoo/zoo.so",
                   (stage_options){.fonts = fonts, .assets = NABLA_ASSETS, .spares = ready});
  if (!nb_failed(e))
    e = stage_draw(c.stage, NB_CHALK, &list, &c.size);
  if (nb_failed(e))
    soak_fail("%s", e.text);
  c.list = malloc(c.size);
  memcpy(c.list, list, c.size);
  int status = soak_run(&(soak){"crash", 1000, once, &c, NULL}, argc, argv);
  free(c.list);
  stage_close(c.stage);
  spares_close(ready);
  nb_fonts_close(fonts);
  return status;
}
