// The map: laying it out and drawing it, for the curriculum and for a thousand scenes.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "interface/interface.h"
#include "map/picture.h"
#include "nabla/math/random.h"
#include "nabla/record.h"
#include "paint/painter.h"

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static void must(nb_error e)
{
  if (nb_failed(e)) {
    fprintf(stderr, "%s\n", e.text);
    exit(1);
  }
}

// A curriculum of so many scenes in ten subjects, each resting on up to three before it, mostly near ones.
static curriculum invent(int count)
{
  curriculum c = {.count = count, .entries = calloc((size_t)count, sizeof(curriculum_entry))};
  nb_random r = nb_random_seed(1, 0);
  c.text = calloc((size_t)count, 32);
  for (int k = 0; k < count; k++) {
    char *id = c.text + 32 * k;
    snprintf(id, 32, "subject-%d/scene-%d", k * 10 / count, k);
    c.entries[k] = (curriculum_entry){.id = id, .title = id, .name = id + 10, .terms = ""};
    for (int i = 0; i < 3 && k > 0; i++) {
      bool far = nb_random_below(&r, 12) == 0;
      int need = k - 1 - (int)nb_random_below(&r, (uint32_t)(far ? k : k < 12 ? k : 12));
      c.entries[k].needs[i] = c.text + 32 * need;
    }
  }
  return c;
}

static void measure(const char *what, const curriculum *c)
{
  nb_fonts *fonts;
  nb_board *board;
  interface *i;
  painter *pencil;
  must(nb_fonts_open(&fonts, NABLA_ASSETS));
  must(nb_board_create(&board, fonts));
  must(interface_create(&i, NABLA_ASSETS));
  must(painter_create(&pencil, fonts, 1));
  graph g;
  layout l = {0};
  double made = 1e9, recorded = 1e9, painted = 1e9;
  must(graph_open(&g, c, NULL, 0));
  for (int k = 0; k < 5; k++) {
    layout_free(&l);
    double start = now();
    must(layout_make(&l, &g));
    made = now() - start < made ? now() - start : made;
  }
  picture_view v = {
      .graph = &g, .layout = &l, .selected = 0, .here = -1, .typed = "", .words = "", .way = ""};
  v.zoom = picture_whole(&l, &v.center);
  unsigned char *bytes = calloc(1920 * 1080, 4);
  pixels target = {.width = 1920, .height = 1080, .stride = 1920 * 4, .bytes = bytes, .order = PIXEL_BGRA};
  for (int k = 0; k < 20; k++) {
    const void *list;
    size_t size;
    double start = now();
    nb_board_begin(board, NB_CHALK, NULL, 0);
    scribe s = interface_scribe(i, board, 1920, 1080, 1);
    picture_record(&s, &v);
    must(nb_board_finish(board, &list, &size));
    double middle = now();
    paint_layer layer = {.list = list, .size = size, .place = board_place(1920, 1080)};
    must(painter_paint(pencil, target, nb_theme_color(NB_CHALK, NB_GROUND), &layer, 1));
    double end = now();
    recorded = middle - start < recorded ? middle - start : recorded;
    painted = end - middle < painted ? end - middle : painted;
  }
  printf("%-34s %5d scenes  layout %8.2f ms  recorded %6.2f ms  painted %6.2f ms  (zoom %.2f)\n", what,
         g.count, made, recorded, painted, (double)v.zoom);
  free(bytes);
  layout_free(&l);
  graph_close(&g);
  painter_destroy(pencil);
  interface_destroy(i);
  nb_board_destroy(board);
  nb_fonts_close(fonts);
}

int main(void)
{
  curriculum c;
  must(curriculum_open(&c, NABLA_ASSETS));
  measure("the map of the curriculum", &c);
  curriculum_close(&c);
  c = invent(50);
  measure("an invented one", &c);
  curriculum_close(&c);
  c = invent(1000);
  measure("an invented one", &c);
  curriculum_close(&c);
  return 0;
}
