// Every step of every scene, in motion in the one theme and at rest in the other: the GL painter's picture is the CPU painter's, within
// 2/255 a channel in every byte.
//
// Where a picture has a space, of which the GL painter looks at fewer samples, the two differ by less than 1/255 in the mean,
// and away from edges (gl.h) by more than 2 in less than 5 pixels of ten thousand.
#include "gl.h"

#include <math.h>

#include "film/shot.h"
#include "nabla/color.h"
#include "stage/library.h"

// The worst that was found, to be told.
typedef struct worst {
  int most;         // of the plane: a byte's difference
  double mean, off; // of spaces
} worst;

static worst found;

static bool shows_space(const paint_layer *layer)
{
  nb_list_reader reader;
  nb_command command = {0};
  bool done = false;
  gl_assert_ok(nb_list_read(&reader, layer->list, layer->size));
  while (!done && command.op != NB_OP_SPACE)
    gl_assert_ok(nb_list_next(&reader, &command, &done));
  return command.op == NB_OP_SPACE;
}

static void check_space(gl_fixture *f, shot *s, const char *id, stage_position at)
{
  enum { WIDTH = GL_WIDTH * 2 / 5, HEIGHT = GL_HEIGHT * 2 / 5 };
  shot_picture picture;
  gl_assert_ok(shot_take(s, at, WIDTH, HEIGHT, &picture));
  gl_paint_two(f, WIDTH, HEIGHT, picture.ground, picture.layers, SHOT_LAYERS);
  gl_distance d = gl_measure(f->by_cpu, f->by_gl, WIDTH, HEIGHT);
  found.mean = fmax(found.mean, d.mean);
  found.off = fmax(found.off, d.off);
  if (d.mean < 1 && d.off < 0.0005)
    return;
  gl_keep(f, WIDTH, HEIGHT, "scene");
  fail_msg("%s, step %d at %.2f s: mean %.3f, %.2f %% of the pixels off edges, %d at (%d, %d)", id,
           at.step + 1, (double)at.seconds, d.mean, 100 * d.off, d.most, d.at % WIDTH, d.at / WIDTH);
}

static void check_moment(gl_fixture *f, shot *s, const char *id, stage_position at)
{
  shot_picture picture;
  gl_assert_ok(shot_take(s, at, GL_WIDTH, GL_HEIGHT, &picture));
  if (shows_space(&picture.layers[0])) {
    check_space(f, s, id, at);
    return;
  }
  gl_difference d = gl_paint_both(f, picture.ground, picture.layers, SHOT_LAYERS);
  found.most = d.most > found.most ? d.most : found.most;
  if (d.most <= 2)
    return;
  gl_keep(f, GL_WIDTH, GL_HEIGHT, "scene");
  fail_msg("%s, step %d at %.2f s: %d at (%d, %d), above 2: %ld bytes", id, at.step + 1, (double)at.seconds,
           d.most, d.at % GL_WIDTH, d.at / GL_WIDTH, d.above[2]);
}

static void check_scene(gl_fixture *f, const library_entry *entry, nb_theme theme)
{
  film_job job = {.plugin = entry->path, .assets = NABLA_ASSETS, .theme = theme, .in_process = true};
  shot *s;
  gl_assert_ok(shot_open(&s, &job));
  const nb_scene *scene = shot_scene(s);
  float along = theme == NB_CHALK ? 0.4f : 1;
  for (int step = 0; step < scene->step_count; step++)
    check_moment(f, s, entry->id, (stage_position){step, along * scene->steps[step].seconds});
  shot_close(s);
}

static void test_painters_agree(void **state)
{
  library all;
  gl_assert_ok(library_open(&all, NABLA_BUILD "/scenes"));
  assert_true(all.count > 0);
  for (int k = 0; k < 2 * all.count; k++)
    check_scene(*state, &all.entries[k / 2], k % 2 ? NB_BOARD : NB_CHALK);
  library_close(&all);
  print_message("plane: at most %d; spaces: mean at most %.3f, off edges %.3f %%\n", found.most, found.mean,
                100 * found.off);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_painters_agree)};
  return cmocka_run_group_tests(tests, gl_set_up, gl_tear_down);
}
