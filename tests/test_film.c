// Films, pictures and sheets: what is in the files, and what is left when something goes wrong.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <math.h>
#include <png.h>
#include <signal.h>
#include <sys/resource.h>

#include "decoding.h"
#include "film/film.h"
#include "film/job.h"
#include "film/yuv.h"
#include "folder.h"

#define SCENE(name) NABLA_BUILD "/tests/scenes/tests/" name ".so"

enum { WIDTH = 320, HEIGHT = 180, FPS = 30 };

static film_job small_job(const char *scene, const char *output)
{
  return (film_job){.plugin = scene,
                    .assets = NABLA_ASSETS,
                    .width = WIDTH,
                    .height = HEIGHT,
                    .fps = FPS,
                    .output = output,
                    .quiet = true};
}

static void assert_ok(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s: %s", nb_error_words(e.id), e.text);
}

static void assert_fails(nb_error e, nb_error_id id)
{
  if (e.id != id)
    fail_msg("\"%s\" (%s) where %s was expected", e.text, nb_error_words(e.id), nb_error_words(id));
}

// ---------------------------------------------------------------------------------------------------------------
// PNG

// The picture as straight RGBA, to be freed.
static uint8_t *read_png(const char *path, int *width, int *height)
{
  png_image image = {.version = PNG_IMAGE_VERSION};
  if (!png_image_begin_read_from_file(&image, path))
    fail_msg("%s: %s", path, image.message);
  image.format = PNG_FORMAT_RGBA;
  uint8_t *bytes = malloc(PNG_IMAGE_SIZE(image));
  assert_true(png_image_finish_read(&image, NULL, bytes, 0, NULL));
  *width = (int)image.width;
  *height = (int)image.height;
  return bytes;
}

static void png_holds_the_painted_pixels(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "a.png");
  film_job job = small_job(SCENE("plain"), path);
  job.has_from = true;
  job.from = 0.9f;
  job.jobs = 3;
  assert_ok(film_picture(&job));

  shot *s;
  painter *p;
  pixels canvas;
  shot_picture picture;
  assert_ok(job_open(&job, &s, &p));
  assert_ok(job_canvas(&canvas, WIDTH, HEIGHT));
  assert_ok(shot_take(s, shot_at(s, 0.9f), WIDTH, HEIGHT, &picture));
  assert_ok(painter_paint(p, canvas, picture.ground, picture.layers, SHOT_LAYERS));
  int width, height;
  uint8_t *read = read_png(path, &width, &height);
  assert_int_equal(width, WIDTH);
  assert_int_equal(height, HEIGHT);
  assert_memory_equal(read, canvas.bytes, 4 * WIDTH * HEIGHT);

  free(read);
  free(canvas.bytes);
  painter_destroy(p);
  shot_close(s);
  free(path);
  folder_remove(&f);
}

// Every colour at every alpha, within what 8 premultiplied bits can keep; BGRA, with room between rows.
static void png_takes_alpha_and_order(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "a.png");
  enum { SIDE = 256, STRIDE = 4 * SIDE + 64 };
  uint8_t *bytes = calloc(SIDE, STRIDE);
  for (int alpha = 0; alpha < SIDE; alpha++)
    for (int value = 0; value < SIDE; value++) {
      uint8_t *at = bytes + (size_t)alpha * STRIDE + 4 * (size_t)value;
      at[0] = (uint8_t)((value * alpha + 127) / 255); // blue
      at[2] = (uint8_t)(((255 - value) * alpha + 127) / 255);
      at[3] = (uint8_t)alpha;
    }
  assert_ok(film_write_png(path, (pixels){SIDE, SIDE, STRIDE, bytes, PIXEL_BGRA}));
  int width, height;
  uint8_t *read = read_png(path, &width, &height);
  for (int alpha = 0; alpha < SIDE; alpha++)
    for (int value = 0; value < SIDE; value++) {
      const uint8_t *at = read + 4 * ((size_t)alpha * SIDE + (size_t)value);
      assert_int_equal(at[3], alpha);
      int slack = alpha ? 128 / alpha + 1 : 255;
      assert_in_range(at[2] + slack, value, value + 2 * slack);
      assert_in_range(at[0] + slack, 255 - value, 255 - value + 2 * slack);
      assert_int_equal(at[1], 0);
    }
  free(read);
  free(bytes);
  free(path);
  folder_remove(&f);
}

static void every_step_has_its_picture(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "a.b.png"), *third = folder_file(&f, "a.b-03.png");
  char *alone = folder_file(&f, "alone.png");
  film_job job = small_job(SCENE("plain"), path);
  assert_ok(film_steps(&job));
  assert_int_equal(folder_count(&f), 3);
  job.output = alone;
  job.step = 3;
  assert_ok(film_picture(&job));
  size_t size, size_alone;
  unsigned char *a = file_bytes(third, &size), *b = file_bytes(alone, &size_alone);
  assert_int_equal(size, size_alone);
  assert_memory_equal(a, b, size);
  free(a);
  free(b);
  free(path);
  free(third);
  free(alone);
  folder_remove(&f);
}

static void a_sheet_holds_two_pictures_a_step(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "sheet.png");
  film_job job = small_job(SCENE("plain"), path);
  assert_ok(film_sheet(&job));
  int width, height;
  uint8_t *read = read_png(path, &width, &height);
  assert_in_range(width, 2 * WIDTH + 1, 2 * WIDTH + 100);
  assert_in_range(height, 3 * HEIGHT + 1, 3 * HEIGHT + 150);
  free(read);
  free(path);
  folder_remove(&f);
}

// ---------------------------------------------------------------------------------------------------------------
// Films

// Peak signal to noise in decibels, all planes together.
static double psnr(const AVFrame *frame, yuv_picture painted)
{
  double sum = 0, count = 0;
  for (int plane = 0; plane < 3; plane++) {
    int part = plane ? 2 : 1;
    for (int y = 0; y < painted.height / part; y++)
      for (int x = 0; x < painted.width / part; x++) {
        double d = frame->data[plane][y * frame->linesize[plane] + x] -
                   painted.planes[plane][(size_t)y * painted.strides[plane] + (size_t)x];
        sum += d * d;
        count++;
      }
  }
  return 10 * log10(255.0 * 255.0 * count / (sum + 1e-9));
}

static void assert_tags(const decoding *d)
{
  const AVCodecParameters *p = d->format->streams[0]->codecpar;
  assert_int_equal(p->codec_id, AV_CODEC_ID_H264);
  assert_int_equal(p->format, AV_PIX_FMT_YUV420P);
  assert_int_equal(p->width, WIDTH);
  assert_int_equal(p->height, HEIGHT);
  assert_int_equal(p->color_range, AVCOL_RANGE_MPEG);
  assert_int_equal(p->color_space, AVCOL_SPC_BT709);
  assert_int_equal(p->color_primaries, AVCOL_PRI_BT709);
  assert_int_equal(p->color_trc, AVCOL_TRC_BT709);
  assert_int_equal(p->chroma_location, AVCHROMA_LOC_LEFT);
}

// Each frame shows its moment: the picture that a jump to it gives.
static void a_film_shows_its_moments(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "a.mp4");
  film_job job = small_job(SCENE("ticked"), path);
  job.has_from = job.has_to = true;
  job.from = 1;
  job.to = 4;
  assert_ok(film_video(&job));
  assert_int_equal(folder_count(&f), 1);

  decoding d = open_film(path);
  assert_tags(&d);
  assert_int_equal(d.format->duration, 3 * AV_TIME_BASE);
  shot *s;
  painter *p;
  pixels canvas;
  job.jobs = 1;
  assert_ok(job_open(&job, &s, &p));
  assert_ok(job_canvas(&canvas, WIDTH, HEIGHT));
  uint8_t *samples = malloc(yuv_bytes(WIDTH, HEIGHT));
  int count = 0;
  for (; next_frame(&d); count++) {
    shot_picture picture;
    assert_ok(shot_take(s, shot_at(s, 1 + (float)count / FPS), WIDTH, HEIGHT, &picture));
    assert_ok(painter_paint(p, canvas, picture.ground, picture.layers, SHOT_LAYERS));
    yuv_picture painted = yuv_place(samples, WIDTH, HEIGHT);
    yuv_convert(painted, canvas, (patch){0, 0, WIDTH, HEIGHT});
    double quality = psnr(d.frame, painted);
    if (!(quality > 40))
      fail_msg("frame %d: %.1f dB", count, quality);
  }
  assert_int_equal(count, 3 * FPS);
  free(samples);
  free(canvas.bytes);
  painter_destroy(p);
  shot_close(s);
  close_film(&d);
  free(path);
  folder_remove(&f);
}

static void the_bytes_do_not_depend_on_jobs(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "a.mp4");
  unsigned char *first = NULL;
  size_t first_size = 0;
  static const int jobs[] = {1, 4, 2, 64};
  for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
    film_job job = small_job(SCENE("ticked"), path);
    job.jobs = jobs[i];
    assert_ok(film_video(&job));
    size_t size;
    unsigned char *bytes = file_bytes(path, &size);
    if (!first) {
      first = bytes;
      first_size = size;
      continue;
    }
    assert_int_equal(size, first_size);
    assert_memory_equal(bytes, first, size);
    free(bytes);
  }
  free(first);
  free(path);
  folder_remove(&f);
}

// A player can begin before it has all of the file: the index stands in front.
static void the_index_stands_in_front(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "a.mp4");
  film_job job = small_job(SCENE("plain"), path);
  assert_ok(film_video(&job));
  size_t size, at = 0, moov = 0, mdat = 0;
  unsigned char *bytes = file_bytes(path, &size);
  while (at + 8 <= size) {
    size_t length =
        (size_t)bytes[at] << 24 | (size_t)bytes[at + 1] << 16 | (size_t)bytes[at + 2] << 8 | bytes[at + 3];
    if (memcmp(bytes + at + 4, "moov", 4) == 0)
      moov = at;
    if (memcmp(bytes + at + 4, "mdat", 4) == 0)
      mdat = at;
    assert_true(length >= 8);
    at += length;
  }
  assert_int_equal(at, size);
  assert_true(moov > 0 && mdat > moov);
  free(bytes);
  free(path);
  folder_remove(&f);
}

static void the_shortest_film_has_one_frame(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "a.mp4");
  film_job job = small_job(SCENE("plain"), path);
  job.width = job.height = 16;
  job.has_from = job.has_to = true;
  job.from = job.to = 1.6f;
  assert_ok(film_video(&job));
  decoding d = open_film(path);
  assert_true(next_frame(&d));
  assert_false(next_frame(&d));
  close_film(&d);
  free(path);
  folder_remove(&f);
}

// ---------------------------------------------------------------------------------------------------------------
// What goes wrong

typedef nb_error work(const film_job *job);

static const struct {
  work *run;
  const char *name; // of what it writes
} works[] = {{film_picture, "a.png"}, {film_steps, "a.png"}, {film_sheet, "a.png"}, {film_video, "a.mp4"},
             {film_video, "a.webm"},  {film_video, "a.mov"}, {film_video, "a.gif"}, {film_video, "a-%d.png"}};
enum { WORKS = sizeof works / sizeof *works };

static void interrupted_work_leaves_nothing(void **state)
{
  (void)state;
  folder f = folder_make();
  volatile sig_atomic_t stop = 1;
  for (int i = 0; i < WORKS; i++) {
    char *path = folder_file(&f, works[i].name);
    film_job job = small_job(SCENE("ticked"), path);
    job.stop = &stop;
    assert_fails(works[i].run(&job), NB_INTERRUPTED);
    assert_int_equal(folder_count(&f), 0);
    free(path);
  }
  folder_remove(&f);
}

static void wrong_jobs_are_refused(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "a.mp4");
  static const film_job wrong[] = {
      {.width = 15, .height = 16},
      {.width = 16, .height = 100000},
      {.width = -4, .height = 16},
      {.fps = 241},
      {.fps = -1},
      {.jobs = 65},
      {.has_from = true, .from = -1},
      {.has_from = true, .from = NAN},
      {.has_to = true, .to = 1000},
      {.has_from = true, .from = 1, .has_to = true, .to = 0.5f},
      {.width = 101, .height = 100},
      {.width = 16384, .height = 16384},
      {.speed = -1},
      {.speed = 1000},
      {.part = 3, .parts = 2},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    film_job job = wrong[i];
    job.plugin = SCENE("plain");
    job.assets = NABLA_ASSETS;
    job.output = path;
    assert_fails(film_video(&job), NB_OUT_OF_RANGE);
  }
  film_job job = small_job(SCENE("plain"), path);
  job.step = 4;
  assert_fails(film_picture(&job), NB_OUT_OF_RANGE);
  static const char *const settings[] = {"nuber=1", "number=9", "number"};
  static const nb_error_id ids[] = {NB_UNKNOWN_PARAMETER, NB_OUT_OF_RANGE, NB_USAGE};
  for (int i = 0; i < 3; i++) {
    job = small_job(SCENE("plain"), path);
    job.settings = &settings[i];
    job.setting_count = 1;
    assert_fails(film_video(&job), ids[i]);
  }
  assert_int_equal(folder_count(&f), 0);
  free(path);
  folder_remove(&f);
}

// As on a full disk: a file may not grow beyond 300 bytes. What the name held before is still there.
static void a_full_disk_leaves_what_was_there(void **state)
{
  (void)state;
  signal(SIGXFSZ, SIG_IGN);
  struct rlimit limit, small;
  getrlimit(RLIMIT_FSIZE, &limit);
  small = (struct rlimit){.rlim_cur = 300, .rlim_max = limit.rlim_max};
  for (int i = 0; i < WORKS; i++) {
    if (works[i].run == film_steps || strchr(works[i].name, '%'))
      continue; // their files have other names
    folder f = folder_make();
    char *path = folder_file(&f, works[i].name);
    FILE *before = fopen(path, "w");
    fputs("before", before);
    fclose(before);
    film_job job = small_job(SCENE("ticked"), path);
    job.in_process = true; // shared memory, too, counts as files
    setrlimit(RLIMIT_FSIZE, &small);
    nb_error e = works[i].run(&job);
    setrlimit(RLIMIT_FSIZE, &limit);
    assert_fails(e, NB_CANNOT_WRITE);
    assert_non_null(strstr(e.text, path));
    assert_int_equal(folder_count(&f), 1);
    size_t size;
    unsigned char *bytes = file_bytes(path, &size);
    assert_int_equal(size, 6);
    assert_memory_equal(bytes, "before", 6);
    free(bytes);
    free(path);
    folder_remove(&f);
  }
}

static void unwritable_places_are_named(void **state)
{
  (void)state;
  folder f = folder_make();
  for (int i = 0; i < WORKS; i++) {
    char name[64];
    snprintf(name, sizeof name, "no/such/%s", works[i].name);
    char *path = folder_file(&f, name);
    film_job job = small_job(SCENE("plain"), path);
    assert_fails(works[i].run(&job), NB_CANNOT_WRITE);
    if (works[i].run == film_picture || works[i].run == film_sheet) {
      job.output = f.path; // a folder
      assert_fails(works[i].run(&job), NB_CANNOT_WRITE);
      job.output = "/dev/full";
      assert_fails(works[i].run(&job), NB_CANNOT_WRITE);
    }
    free(path);
  }
  assert_int_equal(folder_count(&f), 0);
  folder_remove(&f);
}

// The bytes of what a scene draws at a step.
static size_t list_size(const film_job *job, int step)
{
  shot *s;
  painter *p;
  shot_picture picture;
  assert_ok(job_open(job, &s, &p));
  assert_ok(shot_take(s, (stage_position){step, 0.6f}, WIDTH, HEIGHT, &picture));
  size_t size = picture.layers[0].size;
  painter_destroy(p);
  shot_close(s);
  return size;
}

static void what_was_asked_before_counts_as_answered(void **state)
{
  (void)state;
  film_job job = small_job(SCENE("asked"), "x.png");
  job.jobs = 1;
  size_t asking = list_size(&job, 1);
  assert_true(list_size(&job, 0) == asking); // not before, nor while it is asked
  assert_true(list_size(&job, 2) > asking);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(png_holds_the_painted_pixels),
      cmocka_unit_test(png_takes_alpha_and_order),
      cmocka_unit_test(every_step_has_its_picture),
      cmocka_unit_test(a_sheet_holds_two_pictures_a_step),
      cmocka_unit_test(a_film_shows_its_moments),
      cmocka_unit_test(the_bytes_do_not_depend_on_jobs),
      cmocka_unit_test(the_index_stands_in_front),
      cmocka_unit_test(the_shortest_film_has_one_frame),
      cmocka_unit_test(interrupted_work_leaves_nothing),
      cmocka_unit_test(wrong_jobs_are_refused),
      cmocka_unit_test(a_full_disk_leaves_what_was_there),
      cmocka_unit_test(what_was_asked_before_counts_as_answered),
      cmocka_unit_test(unwritable_places_are_named),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
