// Golden pictures: every step of every lesson at its end, as it was when somebody last looked at it and found it good.
//
//   tests/golden/SUBJECT--NAME.png    the steps side by side, 240 x 135 each
//   ./dev golden [SCENE ...]          makes them anew, all or those named: look at them before they are committed
//
// A lesson that has none yet is let pass.
#include "staged.h"

#include <errno.h>
#include <png.h>
#include <sys/stat.h>

#include "film/film.h"
#include "nabla/record.h"
#include "paint/painter.h"
#include "stage/library.h"

enum { WIDTH = 240, HEIGHT = 135, CHANGED = 48 /* of 255 */ };

// Of a step's pixels that may have changed: another compiler rounds otherwise, and an edge falls on the next pixel.
static const double most = 0.002;

static nb_fonts *fonts;
static painter *paints;

static void golden_name(char *path, size_t capacity, const char *folder, const char *id)
{
  const char *slash = strchr(id, '/');
  snprintf(path, capacity, "%s/%.*s--%s.png", folder, (int)(slash - id), id, slash + 1);
}

// All steps of a lesson side by side; to be freed.
static pixels paint_lesson(const char *plugin)
{
  stage *s = open_scene(plugin, fonts);
  int steps = stage_scene(s)->step_count;
  size_t stride = 4 * (size_t)WIDTH * (size_t)steps;
  pixels strip = {WIDTH * steps, HEIGHT, stride, malloc(stride * HEIGHT), PIXEL_RGBA};
  assert_non_null(strip.bytes);
  for (int k = 0; k < steps; k++) {
    const void *list;
    size_t size;
    jump(s, k, stage_scene(s)->steps[k].seconds);
    assert_ok(stage_draw(s, NB_CHALK, &list, &size));
    pixels part = {WIDTH, HEIGHT, stride, strip.bytes + 4 * (size_t)WIDTH * (size_t)k, PIXEL_RGBA};
    paint_layer layer = {.list = list, .size = size, .place = board_place(WIDTH, HEIGHT)};
    assert_ok(painter_paint(paints, part, nb_theme_color(NB_CHALK, NB_GROUND), &layer, 1));
  }
  stage_close(s);
  return strip;
}

// The golden strip; without bytes where there is none.
static pixels read_golden(const char *path)
{
  png_image image = {.version = PNG_IMAGE_VERSION};
  pixels p = {0};
  if (!png_image_begin_read_from_file(&image, path))
    return p;
  image.format = PNG_FORMAT_RGBA;
  p = (pixels){(int)image.width, (int)image.height, 4 * image.width, malloc(PNG_IMAGE_SIZE(image)),
               PIXEL_RGBA};
  if (!png_image_finish_read(&image, NULL, p.bytes, 0, NULL))
    fail_msg("%s cannot be read", path);
  return p;
}

static double changed(const pixels *a, const pixels *b, int step)
{
  int count = 0;
  for (int y = 0; y < HEIGHT; y++)
    for (int x = step * WIDTH; x < (step + 1) * WIDTH; x++) {
      const uint8_t *p = a->bytes + (size_t)y * a->stride + 4 * (size_t)x,
                    *q = b->bytes + (size_t)y * b->stride + 4 * (size_t)x;
      count += abs(p[0] - q[0]) > CHANGED || abs(p[1] - q[1]) > CHANGED || abs(p[2] - q[2]) > CHANGED;
    }
  return (double)count / (WIDTH * HEIGHT);
}

// Says what looks otherwise; true where something does.
static bool looks_otherwise(const char *id, const pixels *now, const pixels *golden)
{
  bool any = now->width != golden->width || now->height != golden->height;
  if (any)
    print_message("%s has %d steps, and its golden picture %d\n", id, now->width / WIDTH,
                  golden->width / WIDTH);
  for (int k = 0; !any && k < now->width / WIDTH; k++) {
    double share = changed(now, golden, k);
    if (share > most)
      print_message("%s: step %d looks otherwise: %.2f %% of its pixels\n", id, k + 1, 100 * share);
    any = any || share > most;
  }
  return any;
}

static void lessons_look_as_they_did(void **unused)
{
  (void)unused;
  library l;
  int others = 0;
  assert_ok(library_open(&l, NABLA_BUILD "/scenes"));
  mkdir(NABLA_BUILD "/golden", 0777);
  for (int k = 0; k < l.count; k++) {
    char path[600];
    golden_name(path, sizeof path, NABLA_TESTS "/golden", l.entries[k].id);
    pixels golden = read_golden(path), now = golden.bytes ? paint_lesson(l.entries[k].path) : golden;
    if (!golden.bytes) {
      print_message("%s has no golden picture yet\n", l.entries[k].id);
      continue;
    }
    if (looks_otherwise(l.entries[k].id, &now, &golden)) {
      golden_name(path, sizeof path, NABLA_BUILD "/golden", l.entries[k].id);
      assert_ok(film_write_png(path, now));
      print_message("  it is in %s; where that is as it should be: ./dev golden %s\n", path, l.entries[k].id);
      others++;
    }
    free(golden.bytes);
    free(now.bytes);
  }
  library_close(&l);
  assert_int_equal(others, 0);
}

static bool renew_one(const char *id, const char *scene)
{
  char path[600];
  golden_name(path, sizeof path, NABLA_TESTS "/golden", id);
  pixels now = paint_lesson(scene);
  nb_error e = film_write_png(path, now);
  printf("%s\n", nb_failed(e) ? e.text : path);
  free(now.bytes);
  return !nb_failed(e);
}

// All of them where none is named; a name as for `nabla play`, "subject/name" or "name".
static int renew(int count, char **names)
{
  library l;
  char scene[600];
  int failed = 0;
  if (nb_failed(library_open(&l, NABLA_BUILD "/scenes")))
    return 1;
  for (int n = 0; n < count; n++) {
    nb_error e = library_find(&l, names[n], scene, sizeof scene);
    if (nb_failed(e))
      fprintf(stderr, "%s\n", e.text);
    failed += nb_failed(e);
    for (int k = 0; !nb_failed(e) && k < l.count; k++)
      if (strcmp(l.entries[k].path, scene) == 0)
        failed += !renew_one(l.entries[k].id, scene);
  }
  for (int k = 0; count == 0 && k < l.count; k++)
    failed += !renew_one(l.entries[k].id, l.entries[k].path);
  library_close(&l);
  return failed > 0;
}

int main(int argc, char **argv)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(lessons_look_as_they_did)};
  if (nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)) || nb_failed(painter_create(&paints, fonts, 0)))
    return 1;
  bool renews = argc > 1 && strcmp(argv[1], "--renew") == 0;
  int failed = renews ? renew(argc - 2, argv + 2) : cmocka_run_group_tests(tests, NULL, NULL);
  painter_destroy(paints);
  nb_fonts_close(fonts);
  return failed;
}
