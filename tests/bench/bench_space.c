// Spaces at 1920 x 1080: a translucent surface of 128 x 128 points with level lines, turning, and 100,000 dots; from the
// display list to pixels. Each frame is drawn by one thread, by two and by Cairo (the same triangles, lines and dots where
// the picture has them, from the farthest to the nearest: without depth, light or a perspective of colours) in turn, and
// every fourth by OpenGL, so that a busy moment hits all; medians. Where there is no graphics card OpenGL is Mesa's
// llvmpipe.
//
//   cmake --build build/release --target bench_space && build/release/bench_space [FRAMES]
//
// three.js in headless Chromium draws the same surface (bench_three.js) where node finds three and there is a Chromium;
// else a word says so.
#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../solids.h"
#include "film/graphics.h"
#include "paint/painter.h"
#include "paint/space_view.h"

enum { WIDTH = 1920, HEIGHT = 1080, FRAMES_MAX = 1000, WARM_UP = 3, SIDE = 128, LEVELS = 16, DOTS = 100000 };
enum { ONE, TWO, OPENGL, PAINTERS, CAIRO = PAINTERS, DRAWERS, GL_EVERY = 4 };

typedef enum drawing {
  SURFACE,
  CLOUD,
  DRAWINGS,
} drawing;

typedef struct run {
  nb_vec3 *points;
  uint32_t *lengths;
  uint32_t point_count, run_count;
} run;

typedef struct bench {
  painter *painters[PAINTERS]; // one thread, two, OpenGL where it can be had
  lists list;
  pixels target;
  cairo_surface_t *surface;
  cairo_t *cairo;
  shape hill;
  run levels;
  nb_vec3 cloud[DOTS];
} bench;

static const nb_rgba ground = 0xff1c1511, ink = 0xfff2ede9, amber = 0xff4cc8f5;
static const float level_width = 1.5f, dot_size = 4;

static double now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static float height_of(float x, float y)
{
  return 0.9f * sinf(1.7f * x) * cosf(1.4f * y) * expf(-0.1f * (x * x + y * y));
}

// ---------------------------------------------------------------------------------------------------------------------
// What is drawn

static nb_vec3 between(nb_vec3 a, nb_vec3 b, float level)
{
  float t = (level - a.z) / (b.z - a.z);
  return (nb_vec3){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t, level};
}

// Where a level crosses a triangle.
static void add_crossing(run *r, const nb_vec3 p[3], float level)
{
  uint32_t found = 0;
  for (int k = 0; k < 3; k++) {
    nb_vec3 a = p[k], b = p[(k + 1) % 3];
    if ((a.z < level) != (b.z < level) && found < 2)
      r->points[r->point_count + found++] = a.z < b.z ? between(a, b, level) : between(b, a, level);
  }
  if (found == 2) {
    r->lengths[r->run_count++] = 2;
    r->point_count += 2;
  }
}

static run make_levels(const shape *s)
{
  size_t most = (size_t)s->triangle_count * 2;
  run r = {malloc(2 * most * sizeof *r.points), malloc(most * sizeof *r.lengths), 0, 0};
  if (!r.points || !r.lengths)
    abort();
  for (uint32_t k = 0; k < s->triangle_count; k++) {
    const uint32_t *c = s->corners + 3 * (size_t)k;
    const nb_vec3 p[3] = {s->points[c[0]], s->points[c[1]], s->points[c[2]]};
    for (int level = 0; level < LEVELS; level++)
      add_crossing(&r, p, -0.75f + 0.1f * (float)level + 0.003f);
  }
  return r;
}

static void make_cloud(nb_vec3 *points)
{
  uint32_t random = 1;
  for (int k = 0; k < DOTS; k++) {
    float v[3];
    for (int c = 0; c < 3; c++) {
      random = random * 1664525 + 1013904223;
      v[c] = (float)(random >> 8) / (float)(1 << 23) - 1;
    }
    points[k] = (nb_vec3){1.8f * v[0], 1.8f * v[1], 1.2f * v[2]};
  }
}

static nb_space_fixed camera(float t)
{
  return lists_orbit((nb_rect){-8, -4.5f, 16, 9}, 0.6f + t, 0.5f, 8, 4.5f);
}

static void record(bench *b, drawing which, float t)
{
  lists *l = &b->list;
  lists_begin(l);
  lists_space(l, camera(t));
  if (which == SURFACE) {
    lists_shape(l, &b->hill, (nb_mesh_fixed){.two_sided = 1});
    lists_strokes(l,
                  (nb_strokes_fixed){.width = level_width,
                                     .lift = 2,
                                     .point_count = b->levels.point_count,
                                     .color_count = 1,
                                     .run_count = b->levels.run_count},
                  b->levels.points, &ink, b->levels.lengths);
  } else {
    lists_dots(l, (nb_dots_fixed){.point_count = DOTS, .color_count = 1, .size_count = 1}, b->cloud, &amber,
               &dot_size);
  }
  lists_end(l);
  lists_finish(l);
}

static void ours(bench *b, int who)
{
  paint_layer layer = {.list = b->list.bytes, .size = b->list.size, .place = board_place(WIDTH, HEIGHT)};
  nb_error e = painter_paint(b->painters[who], b->target, ground, &layer, 1);
  if (nb_failed(e)) {
    fprintf(stderr, "%s\n", e.text);
    exit(EXIT_FAILURE);
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Cairo

static nb_vec2 seen(const space_view *v, nb_vec3 p)
{
  space_place at = space_view_place(v, p);
  return (nb_vec2){(float)(v->middle.x + at.x / at.w), (float)(v->middle.y + at.y / at.w)};
}

static void set_color(cairo_t *to, nb_rgba c)
{
  cairo_set_source_rgba(to, (c & 255) / 255.0, (c >> 8 & 255) / 255.0, (c >> 16 & 255) / 255.0,
                        (c >> 24) / 255.0);
}

static void cairo_surface_of(bench *b, const space_view *v)
{
  cairo_t *to = b->cairo;
  for (uint32_t k = 0; k < b->hill.triangle_count; k++) {
    const uint32_t *c = b->hill.corners + 3 * (size_t)k;
    set_color(to, b->hill.colors[c[0]]);
    for (int i = 0; i < 3; i++) {
      nb_vec2 p = seen(v, b->hill.points[c[i]]);
      cairo_line_to(to, p.x, p.y);
    }
    cairo_fill(to);
  }
  set_color(to, ink);
  cairo_set_line_width(to, level_width);
  cairo_set_line_cap(to, CAIRO_LINE_CAP_ROUND);
  for (uint32_t k = 0; k < b->levels.point_count; k += 2) {
    nb_vec2 p = seen(v, b->levels.points[k]), q = seen(v, b->levels.points[k + 1]);
    cairo_move_to(to, p.x, p.y);
    cairo_line_to(to, q.x, q.y);
    cairo_stroke(to);
  }
}

static void cairo_cloud(bench *b, const space_view *v)
{
  set_color(b->cairo, amber);
  for (int k = 0; k < DOTS; k++) {
    nb_vec2 p = seen(v, b->cloud[k]);
    cairo_arc(b->cairo, p.x, p.y, dot_size / 2, 0, 2 * M_PI);
    cairo_fill(b->cairo);
  }
}

static void cairos(bench *b, drawing which, float t)
{
  nb_space_fixed fixed = camera(t);
  raster_affine place = raster_affine_from(board_place(WIDTH, HEIGHT));
  space_view v = space_view_make(&fixed, &place, WIDTH, HEIGHT);
  set_color(b->cairo, ground);
  cairo_paint(b->cairo);
  if (which == SURFACE)
    cairo_surface_of(b, &v);
  else
    cairo_cloud(b, &v);
  cairo_surface_flush(b->surface);
}

// ---------------------------------------------------------------------------------------------------------------------
// Measuring

static int ascending(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *v, int count)
{
  qsort(v, (size_t)count, sizeof *v, ascending);
  return v[count / 2];
}

// Whether somebody draws the frame.
static bool has_turn(const bench *b, int who, int frame)
{
  return who != OPENGL || (painter_uses_gl(b->painters[OPENGL]) && frame % GL_EVERY == 0);
}

static void measure(bench *b, drawing which, int frames)
{
  static double ms[DRAWERS][FRAMES_MAX];
  int counts[DRAWERS] = {0};
  double m[DRAWERS];
  for (int k = -WARM_UP; k < frames; k++) {
    float t = 0.02f * (float)(k + WARM_UP);
    record(b, which, t);
    for (int who = 0; who < DRAWERS; who++) {
      if (!has_turn(b, who, k))
        continue;
      double start = now_ms();
      if (who == CAIRO)
        cairos(b, which, t);
      else
        ours(b, who);
      if (k >= 0)
        ms[who][counts[who]++] = now_ms() - start;
    }
  }
  for (int who = 0; who < DRAWERS; who++)
    m[who] = counts[who] ? median(ms[who], counts[who]) : 0;
  printf("%-12s %8.2f %8.2f %8.2f %8.2f %7.1fx %7.1fx %10.2f %8.2f\n",
         which == SURFACE ? "surface" : "dots-100000", m[ONE], m[TWO], m[OPENGL], m[CAIRO], m[CAIRO] / m[ONE],
         m[CAIRO] / m[TWO], ms[ONE][0], ms[TWO][0]);
}

// three.js's milliseconds a frame of the surface, by bench_three.js.
static void measure_three(int frames)
{
  char command[600];
  double ms = 0;
  snprintf(command, sizeof command, "node '" NABLA_BENCH "/bench_three.js' %d '" NABLA_BUILD "' 2>/dev/null",
           frames);
  FILE *pipe = popen(command, "r");
  bool found = pipe && fscanf(pipe, "%lf", &ms) == 1;
  if (pipe)
    pclose(pipe);
  if (found)
    printf("three.js in headless Chromium, the surface: %.2f ms a frame\n", ms);
  else
    printf("three.js: not here (it takes node, Chromium, and npm install --prefix build/release three)\n");
}

int main(int argc, char **argv)
{
  int frames = argc > 1 ? atoi(argv[1]) : 40;
  frames = frames < 1 ? 1 : frames > FRAMES_MAX ? FRAMES_MAX : frames;
  static bench b;
  for (int k = 0; k < PAINTERS; k++) {
    if (nb_failed(painter_create(&b.painters[k], NULL, k > ONE)))
      return EXIT_FAILURE;
  }
  nb_error e = graphics_use(b.painters[OPENGL]);
  char name[160] = "";
  if (nb_failed(e))
    printf("no OpenGL: %s\n", e.text);
  else
    graphics_in_software(name, sizeof name);
  b.target = (pixels){WIDTH, HEIGHT, 4 * WIDTH, malloc(4 * WIDTH * HEIGHT), PIXEL_BGRA};
  b.surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  b.cairo = cairo_create(b.surface);
  b.hill = shape_surface(height_of, SIDE, 0xc0f2a95a, 0xc05a70f0);
  b.levels = make_levels(&b.hill);
  make_cloud(b.cloud);
  if (!b.target.bytes)
    return EXIT_FAILURE;
  printf("%d frames of %d x %d, ms a frame, medians; OpenGL by %s\n", frames, WIDTH, HEIGHT, name);
  printf("%48s %17s %19s\n", "", "ratio to Cairo", "quickest");
  printf("%-12s %8s %8s %8s %8s %8s %8s %10s %8s\n", "drawing", "1 thread", "2", "OpenGL", "Cairo",
         "1 thread", "2", "1 thread", "2");
  for (int k = 0; k < DRAWINGS; k++)
    measure(&b, k, frames);
  measure_three(frames);
  cairo_destroy(b.cairo);
  cairo_surface_destroy(b.surface);
  free(b.target.bytes);
  free(b.levels.points);
  free(b.levels.lengths);
  shape_free(&b.hill);
  lists_free(&b.list);
  for (int k = 0; k < PAINTERS; k++)
    painter_destroy(b.painters[k]);
  return EXIT_SUCCESS;
}
