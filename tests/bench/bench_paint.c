// Painting, beside Cairo's image surface in the same run: the drawings of drawings.h at 1920 x 1080,
// everything counted from plain geometry to pixels. Each frame is drawn by all in turn, so that a busy moment
// hits all; medians.
//
//   cmake --build build/release --target bench_paint && build/release/bench_paint [FRAMES]
//
// Skia's figures come from bench_skia.js where node finds @napi-rs/canvas; Blend2D's were measured elsewhere,
// on a machine of this kind (2 cores), and stand there to be compared with by the ratio to Cairo.
#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../lists.h"
#include "drawings.h"
#include "paint/painter.h"

enum { FRAMES_MAX = 1000, WARM_UP = 3 };

typedef enum drawing {
  GRID,
  ARROWS_1K,
  ARROWS_10K,
  NETWORK,
  MOVING_GLYPHS,
  DRAWINGS,
} drawing;

static const struct {
  const char *name;
  double blend2d[2]; // ms with one thread, with two worker threads
} facts[DRAWINGS] = {
    {"grid", {2.0, 1.1}},     {"arrows-1000", {3.7, 1.6}}, {"arrows-10000", {27, 14.6}},
    {"network", {13.9, 8.0}}, {"glyphs", {11.6, 4.9}},
};

typedef struct bench {
  nb_fonts *fonts;
  painter *painters[2]; // with one thread and with two
  lists list;
  pixels target;
  cairo_surface_t *surface;
  cairo_t *cairo;
  nb_outline letters[26];
  nb_glyph text[64];
  uint32_t text_count;
} bench;

static double now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

// ---------------------------------------------------------------------------------------------------------------------
// Ours: a display list whose units are pixels

static void put_line(lists *l, drawing_line d)
{
  lists_line(l, d.color, d.width * NB_POINTS_PER_UNIT, d.from, d.to);
}

static void put_arrow(lists *l, const nb_vec2 p[7], nb_rgba color)
{
  lists_polygon(l, NB_FILL_NONZERO, color, p, 7);
}

static void put_circle(lists *l, drawing_circle d)
{
  float r = d.radius, q = 0.5522848f * r, x = d.center.x, y = d.center.y;
  const nb_vec2 p[13] = {{x + r, y},     {x + r, y + q}, {x + q, y + r}, {x, y + r},     {x - q, y + r},
                         {x - r, y + q}, {x - r, y},     {x - r, y - q}, {x - q, y - r}, {x, y - r},
                         {x + q, y - r}, {x + r, y - q}, {x + r, y}};
  const uint8_t verbs[6] = {NB_MOVE, NB_CUBIC, NB_CUBIC, NB_CUBIC, NB_CUBIC, NB_CLOSE};
  nb_path_fixed fixed = {.paint.color = d.color, .point_count = 13, .verb_count = 6};
  fixed.stroke.width = 1;
  lists_path(l, fixed, NULL, NULL, p, verbs);
}

static void put_glyph(lists *l, const nb_outline *o, drawing_glyph g)
{
  nb_path_fixed fixed = {.paint.color = g.color, .point_count = o->point_count, .verb_count = o->verb_count};
  fixed.stroke.width = 1;
  lists_group(l, (nb_group_fixed){.transform = g.place, .alpha = 1});
  lists_path(l, fixed, NULL, NULL, o->points, o->verbs);
  lists_end(l);
}

static void put_text(bench *b)
{
  nb_affine up = {{1, 0}, {0, -1}, {1300, 200}};
  nb_glyphs_fixed fixed = {
      .font = NB_FONT_REGULAR, .size = 40 * NB_POINTS_PER_UNIT, .glyph_count = b->text_count};
  fixed.paint.color = 0xfff2ede9;
  lists_group(&b->list, (nb_group_fixed){.transform = up, .alpha = 1});
  lists_glyphs(&b->list, fixed, NULL, b->text);
  lists_end(&b->list);
}

static void record(bench *b, drawing which, float t)
{
  lists *l = &b->list;
  nb_vec2 p[7];
  lists_begin(l);
  if (which == GRID) {
    for (int k = 0; k < GRID_LINES; k++)
      put_line(l, drawing_grid_line(k, t));
    for (int k = 0; k < 3; k++) {
      drawing_grid_arrow(k, t, p);
      put_arrow(l, p, drawing_colors[k]);
    }
    put_text(b);
  } else if (which == ARROWS_1K || which == ARROWS_10K) {
    int count = which == ARROWS_1K ? 1000 : 10000;
    for (int k = 0; k < count; k++) {
      drawing_field_arrow(k, count, t, p);
      put_arrow(l, p, drawing_colors[k % 4]);
    }
  } else if (which == NETWORK) {
    for (int k = 0; k < NETWORK_EDGES; k++)
      put_line(l, drawing_edge(k, t));
    for (int k = 0; k < NETWORK_NEURONS; k++)
      put_circle(l, drawing_neuron_circle(k, t));
  } else {
    for (int k = 0; k < GLYPHS; k++) {
      drawing_glyph g = drawing_moving_glyph(k, t);
      put_glyph(l, &b->letters[g.letter], g);
    }
  }
  lists_finish(l);
}

static void ours(bench *b, drawing which, float t, int threads)
{
  nb_affine pixel = {{1, 0}, {0, 1}, {0, 0}};
  record(b, which, t);
  paint_layer layer = {.list = b->list.bytes, .size = b->list.size, .place = pixel};
  nb_error e = painter_paint(b->painters[threads - 1], b->target, drawing_ground, &layer, 1);
  if (nb_failed(e)) {
    fprintf(stderr, "%s\n", e.text);
    exit(EXIT_FAILURE);
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Cairo, as one who knows it would

static void set_color(cairo_t *to, unsigned c)
{
  cairo_set_source_rgba(to, (c & 255) / 255.0, (c >> 8 & 255) / 255.0, (c >> 16 & 255) / 255.0,
                        (c >> 24) / 255.0);
}

static void cairo_line(cairo_t *to, drawing_line d)
{
  set_color(to, d.color);
  cairo_set_line_width(to, d.width);
  cairo_move_to(to, d.from.x, d.from.y);
  cairo_line_to(to, d.to.x, d.to.y);
  cairo_stroke(to);
}

static void cairo_polygon(cairo_t *to, const nb_vec2 p[7], unsigned color)
{
  set_color(to, color);
  for (int k = 0; k < 7; k++)
    cairo_line_to(to, p[k].x, p[k].y);
  cairo_fill(to);
}

static void cairo_letter(cairo_t *to, const nb_outline *o)
{
  const nb_vec2 *p = o->points;
  for (uint32_t k = 0; k < o->verb_count; k++) {
    double x = 0, y = 0;
    switch (o->verbs[k]) {
    case NB_MOVE:
      cairo_move_to(to, p[0].x, p[0].y);
      p += 1;
      break;
    case NB_LINE:
      cairo_line_to(to, p[0].x, p[0].y);
      p += 1;
      break;
    case NB_QUAD:
      cairo_get_current_point(to, &x, &y);
      cairo_curve_to(to, (x + 2 * p[0].x) / 3, (y + 2 * p[0].y) / 3, (p[1].x + 2 * p[0].x) / 3,
                     (p[1].y + 2 * p[0].y) / 3, p[1].x, p[1].y);
      p += 2;
      break;
    case NB_CUBIC:
      cairo_curve_to(to, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
      p += 3;
      break;
    default:
      cairo_close_path(to);
    }
  }
}

static void cairo_glyph(cairo_t *to, const nb_outline *o, nb_affine m)
{
  cairo_matrix_t place;
  cairo_matrix_init(&place, m.i.x, m.i.y, m.j.x, m.j.y, m.origin.x, m.origin.y);
  cairo_set_matrix(to, &place);
  cairo_letter(to, o);
  cairo_identity_matrix(to);
}

static void cairo_text(bench *b)
{
  set_color(b->cairo, 0xfff2ede9);
  for (uint32_t k = 0; k < b->text_count; k++) {
    nb_outline o = nb_font_outline(b->fonts, NB_FONT_REGULAR, b->text[k].id);
    nb_affine m = {{40, 0}, {0, -40}, {1300 + b->text[k].where.x, 200 - b->text[k].where.y}};
    cairo_glyph(b->cairo, &o, m);
  }
  cairo_fill(b->cairo);
}

static void cairos(bench *b, drawing which, float t)
{
  cairo_t *to = b->cairo;
  nb_vec2 p[7];
  set_color(to, drawing_ground);
  cairo_paint(to);
  if (which == GRID) {
    for (int k = 0; k < GRID_LINES; k++)
      cairo_line(to, drawing_grid_line(k, t));
    for (int k = 0; k < 3; k++) {
      drawing_grid_arrow(k, t, p);
      cairo_polygon(to, p, drawing_colors[k]);
    }
    cairo_text(b);
  } else if (which == ARROWS_1K || which == ARROWS_10K) {
    int count = which == ARROWS_1K ? 1000 : 10000;
    for (int k = 0; k < count; k++) {
      drawing_field_arrow(k, count, t, p);
      cairo_polygon(to, p, drawing_colors[k % 4]);
    }
  } else if (which == NETWORK) {
    for (int k = 0; k < NETWORK_EDGES; k++)
      cairo_line(to, drawing_edge(k, t));
    for (int k = 0; k < NETWORK_NEURONS; k++) {
      drawing_circle c = drawing_neuron_circle(k, t);
      set_color(to, c.color);
      cairo_arc(to, c.center.x, c.center.y, c.radius, 0, 2 * M_PI);
      cairo_fill(to);
    }
  } else {
    for (int k = 0; k < GLYPHS; k++) {
      drawing_glyph g = drawing_moving_glyph(k, t);
      set_color(to, g.color);
      cairo_glyph(to, &b->letters[g.letter], g.place);
      cairo_fill(to);
    }
  }
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

static double mean_difference(bench *b)
{
  const uint8_t *p = cairo_image_surface_get_data(b->surface);
  size_t bytes = (size_t)DRAWING_WIDTH * DRAWING_HEIGHT * 4;
  double sum = 0;
  for (size_t k = 0; k < bytes; k++)
    sum += abs(p[k] - b->target.bytes[k]);
  return sum / (double)bytes;
}

static void measure(bench *b, drawing which, int frames, double skia)
{
  static double ms[3][FRAMES_MAX];
  for (int k = -WARM_UP; k < frames; k++) {
    float t = 0.05f * (float)(k + WARM_UP);
    double start = now_ms();
    ours(b, which, t, 1);
    double one = now_ms();
    ours(b, which, t, 2);
    double two = now_ms();
    cairos(b, which, t);
    double end = now_ms();
    if (k >= 0)
      ms[0][k] = one - start, ms[1][k] = two - one, ms[2][k] = end - two;
  }
  double one = median(ms[0], frames), two = median(ms[1], frames), cairo = median(ms[2], frames);
  printf("%-13s %8.2f %8.2f %8.2f %7.1fx %7.1fx   %6.2f", facts[which].name, one, two, cairo, cairo / one,
         cairo / two, mean_difference(b));
  if (skia > 0)
    printf(" %8.1f", skia);
  else
    printf("        -");
  printf(" %9.1f %8.1f\n", facts[which].blend2d[0], facts[which].blend2d[1]);
}

// Skia's milliseconds by bench_skia.js, 0 where it does not run here. The letters' outlines go there as a
// file.
static void measure_skia(bench *b, double ms[DRAWINGS])
{
  const char *outlines = NABLA_BUILD "/bench_skia.txt";
  FILE *file = fopen(outlines, "w");
  if (!file)
    return;
  for (int k = 0; k < 26; k++) {
    const nb_vec2 *p = b->letters[k].points;
    for (uint32_t v = 0; v < b->letters[k].verb_count; v++) {
      static const int points[] = {1, 1, 2, 3, 0};
      uint8_t verb = b->letters[k].verbs[v];
      fprintf(file, "%c", "MLQCZ"[verb]);
      for (int n = 0; n < points[verb]; n++, p++)
        fprintf(file, " %.6g %.6g", p->x, p->y);
    }
    fprintf(file, "\n");
  }
  fclose(file);
  FILE *pipe = popen("node '" NABLA_BENCH "/bench_skia.js' " NABLA_BUILD "/bench_skia.txt 2>/dev/null", "r");
  for (int k = 0; pipe && k < DRAWINGS; k++) {
    if (fscanf(pipe, "%*s %lf", &ms[k]) != 1)
      ms[k] = 0;
  }
  if (pipe)
    pclose(pipe);
}

static bool start(bench *b)
{
  nb_error e = nb_fonts_open(&b->fonts, NABLA_ASSETS);
  for (int k = 0; k < 2 && !nb_failed(e); k++)
    e = painter_create(&b->painters[k], b->fonts, k);
  if (nb_failed(e)) {
    fprintf(stderr, "%s\n", e.text);
    return false;
  }
  for (int k = 0; k < 26; k++) {
    nb_glyph g;
    float width;
    char letter = (char)('a' + k);
    nb_font_shape(b->fonts, NB_FONT_REGULAR, &letter, 1, &g, 1, &width);
    b->letters[k] = nb_font_outline(b->fonts, NB_FONT_REGULAR, g.id);
  }
  float width;
  const char *text = "Every point is the tip of an arrow";
  b->text_count = (uint32_t)nb_font_shape(b->fonts, NB_FONT_REGULAR, text, strlen(text), b->text, 64, &width);
  for (uint32_t k = 0; k < b->text_count; k++)
    b->text[k].where = (nb_vec2){40 * b->text[k].where.x, 40 * b->text[k].where.y};
  b->target = (pixels){DRAWING_WIDTH, DRAWING_HEIGHT, 4 * DRAWING_WIDTH, NULL, PIXEL_BGRA};
  b->target.bytes = malloc(b->target.stride * DRAWING_HEIGHT);
  b->surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, DRAWING_WIDTH, DRAWING_HEIGHT);
  b->cairo = cairo_create(b->surface);
  return b->target.bytes != NULL;
}

static void stop(bench *b)
{
  cairo_destroy(b->cairo);
  cairo_surface_destroy(b->surface);
  free(b->target.bytes);
  lists_free(&b->list);
  for (int k = 0; k < 2; k++)
    painter_destroy(b->painters[k]);
  nb_fonts_close(b->fonts);
}

int main(int argc, char **argv)
{
  int frames = argc > 1 ? atoi(argv[1]) : 60;
  frames = frames < 1 ? 1 : frames > FRAMES_MAX ? FRAMES_MAX : frames;
  bench b = {0};
  double skia[DRAWINGS] = {0};
  if (!start(&b))
    return EXIT_FAILURE;
  measure_skia(&b, skia);
  printf("%d frames of 1920 x 1080, ms a frame, medians      ratio to Cairo   mean              Blend2D, "
         "elsewhere\n",
         frames);
  printf("%-13s %8s %8s %8s %8s %8s %8s %8s %9s %8s\n", "drawing", "1 thread", "2", "Cairo", "1 thread", "2",
         "diff.", "Skia", "1 thread", "2");
  for (int k = 0; k < DRAWINGS; k++) {
    if (argc < 3 || strcmp(argv[2], facts[k].name) == 0)
      measure(&b, k, frames, skia[k]);
  }
  stop(&b);
  return EXIT_SUCCESS;
}
