// The GL painter beside the CPU painter, in turn, at 1920 x 1080: what a frame takes until its pixels are in memory, from the
// display list on; medians. Where there is no graphics card OpenGL is Mesa's llvmpipe, and the figures say why the processor
// paints there.
//
//   cmake --build build/release --target bench_gl && build/release/bench_gl [FRAMES]
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../lists.h"
#include "drawings.h"
#include "film/graphics.h"
#include "nabla/record.h"
#include "nabla/space.h"

enum { FRAMES_MAX = 1000, WARM_UP = 3, PAINTERS = 3 };

typedef struct bench {
  nb_fonts *fonts;
  nb_board *board;
  painter *painters[PAINTERS]; // one thread, two, OpenGL
  lists list;
  pixels target;
} bench;

static double now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void need(nb_error e)
{
  if (!nb_failed(e))
    return;
  fprintf(stderr, "%s\n", e.text);
  exit(EXIT_FAILURE);
}

// ---------------------------------------------------------------------------------------------------------------------
// What is drawn

static paint_layer of_list(bench *b)
{
  lists_finish(&b->list);
  return (paint_layer){.list = b->list.bytes, .size = b->list.size, .place = {{1, 0}, {0, 1}, {0, 0}}};
}

static void put_line(bench *b, drawing_line d)
{
  lists_line(&b->list, d.color, d.width * NB_POINTS_PER_UNIT, d.from, d.to);
}

static paint_layer grid(bench *b, float t)
{
  lists_begin(&b->list);
  for (int k = 0; k < GRID_LINES; k++)
    put_line(b, drawing_grid_line(k, t));
  return of_list(b);
}

static paint_layer arrows(bench *b, float t)
{
  enum { COUNT = 10000 };
  nb_vec2 p[7];
  lists_begin(&b->list);
  for (int k = 0; k < COUNT; k++) {
    drawing_field_arrow(k, COUNT, t, p);
    lists_polygon(&b->list, NB_FILL_NONZERO, drawing_colors[k % 4], p, 7);
  }
  return of_list(b);
}

static paint_layer network(bench *b, float t)
{
  lists_begin(&b->list);
  for (int k = 0; k < NETWORK_EDGES; k++)
    put_line(b, drawing_edge(k, t));
  return of_list(b);
}

static float hill(nb_vec2 p, const void *context)
{
  (void)context;
  return 0.9f * sinf(1.7f * p.x) * cosf(1.4f * p.y) * expf(-0.1f * (p.x * p.x + p.y * p.y));
}

static paint_layer surface(bench *b, float t)
{
  nb_camera camera = {.distance = 9, .azimuth = t, .elevation = 0.5f};
  paint_layer layer = {.place = board_place(DRAWING_WIDTH, DRAWING_HEIGHT)};
  nb_board_begin(b->board, NB_CHALK, &camera, sizeof camera);
  nb_space(b->board, nb_look(camera, nb_stage()), (nb_space_spec){0});
  float levels[16];
  for (int k = 0; k < 16; k++)
    levels[k] = -0.75f + 0.1f * (float)k;
  nb_heights heights = nb_sample_heights(b->board, hill, NULL, (nb_rect){-3, -3, 6, 6}, 128, 128, 0, 0);
  nb_surface(b->board, heights, (nb_surface_spec){0}, nb_style(.alpha = 0.6f));
  nb_surface_levels(b->board, heights, levels, 16, 0, 0, nb_style());
  nb_end(b->board);
  need(nb_board_finish(b->board, &layer.list, &layer.size));
  return layer;
}

static const struct {
  const char *name;
  paint_layer (*draw)(bench *b, float t);
} drawings[] = {{"grid", grid}, {"network", network}, {"arrows-10000", arrows}, {"surface", surface}};

// ---------------------------------------------------------------------------------------------------------------------
// Measuring

static int by_size(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *ms, int count)
{
  qsort(ms, (size_t)count, sizeof *ms, by_size);
  return ms[count / 2];
}

static void measure(bench *b, int which, int frames)
{
  static double ms[PAINTERS][FRAMES_MAX];
  for (int k = -WARM_UP; k < frames; k++) {
    paint_layer layer = drawings[which].draw(b, 0.02f * (float)k);
    for (int p = 0; p < PAINTERS; p++) {
      double start = now_ms();
      need(painter_paint(b->painters[p], b->target, drawing_ground, &layer, 1));
      if (k >= 0)
        ms[p][k] = now_ms() - start;
    }
  }
  double one = median(ms[0], frames), two = median(ms[1], frames), gl = median(ms[2], frames);
  printf("%-13s %8.2f %8.2f %8.2f %9.1fx\n", drawings[which].name, one, two, gl, gl / two);
}

static void start(bench *b)
{
  char name[160];
  need(nb_fonts_open(&b->fonts, NABLA_ASSETS));
  need(nb_board_create(&b->board, b->fonts));
  for (int k = 0; k < PAINTERS; k++)
    need(painter_create(&b->painters[k], b->fonts, k > 0));
  need(graphics_use(b->painters[2]));
  graphics_in_software(name, sizeof name);
  b->target = (pixels){DRAWING_WIDTH, DRAWING_HEIGHT, 4 * DRAWING_WIDTH, NULL, PIXEL_RGBA};
  b->target.bytes = malloc(b->target.stride * DRAWING_HEIGHT);
  if (!b->target.bytes)
    exit(EXIT_FAILURE);
  printf("ms a frame of 1920 x 1080, medians; OpenGL by %s\n", name);
  printf("%-13s %8s %8s %8s %10s\n", "drawing", "1 thread", "2", "OpenGL", "of 2");
}

int main(int argc, char **argv)
{
  int frames = argc > 1 ? atoi(argv[1]) : 40;
  frames = frames < 1 ? 1 : frames > FRAMES_MAX ? FRAMES_MAX : frames;
  bench b = {0};
  start(&b);
  for (int k = 0; k < (int)(sizeof drawings / sizeof *drawings); k++)
    measure(&b, k, frames);
  for (int k = 0; k < PAINTERS; k++)
    painter_destroy(b.painters[k]);
  free(b.target.bytes);
  lists_free(&b.list);
  nb_board_destroy(b.board);
  nb_fonts_close(b.fonts);
  return EXIT_SUCCESS;
}
