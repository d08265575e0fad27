// Films of every kind, made whole, in parts and by several processes: what is in the files, and that they are the same.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <math.h>
#include <signal.h>
#include <sys/stat.h>

#include "decoding.h"
#include "film/cutout.h"
#include "film/film.h"
#include "film/gif.h"
#include "film/job.h"
#include "film/samples.h"
#include "folder.h"

#define SCENE(name) NABLA_BUILD "/tests/scenes/tests/" name ".so"

enum { WIDTH = 160, HEIGHT = 96, FPS = 10 };

static const char *const endings[] = {"mp4", "webm", "mov", "gif"};
enum { KINDS = 4 };

static void assert_ok(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s: %s", nb_error_words(e.id), e.text);
}

static void assert_fails(nb_error e, nb_error_id id, const char *words)
{
  if (e.id != id || !strstr(e.text, words))
    fail_msg("\"%s\" (%s) where %s with \"%s\" was expected", e.text, nb_error_words(e.id),
             nb_error_words(id), words);
}

static film_job small_job(const char *scene, const char *output)
{
  return (film_job){.plugin = scene,
                    .assets = NABLA_ASSETS,
                    .width = WIDTH,
                    .height = HEIGHT,
                    .fps = FPS,
                    .output = output,
                    .jobs = 2,
                    .has_to = true,
                    .to = 4.6f,
                    .quiet = true};
}

static char *file_of(const folder *f, const char *name, const char *ending)
{
  char whole[128];
  snprintf(whole, sizeof whole, "%s.%s", name, ending);
  return folder_file(f, whole);
}

static void assert_same_file(const char *a, const char *b)
{
  size_t size_a, size_b;
  unsigned char *bytes_a = file_bytes(a, &size_a), *bytes_b = file_bytes(b, &size_b);
  if (size_a != size_b || memcmp(bytes_a, bytes_b, size_a) != 0)
    fail_msg("%s (%zu bytes) and %s (%zu bytes) differ", a, size_a, b, size_b);
  free(bytes_a);
  free(bytes_b);
}

// ---------------------------------------------------------------------------------------------------------------

typedef struct painting {
  shot *shot;
  painter *painter;
  cutout cutout;
  pixels canvas;
} painting;

static painting open_painting(film_job *job)
{
  painting p = {0};
  assert_ok(job_complete(job, WIDTH, HEIGHT));
  assert_ok(job_open(job, &p.shot, &p.painter));
  assert_ok(job_canvas(&p.canvas, WIDTH, HEIGHT));
  return p;
}

static void paint(painting *p, double seconds)
{
  shot_picture picture;
  assert_ok(shot_take(p->shot, shot_at(p->shot, (float)seconds), WIDTH, HEIGHT, &picture));
  assert_ok(cutout_paint(&p->cutout, p->painter, p->canvas, picture.ground, picture.layers, SHOT_LAYERS));
}

static void close_painting(painting *p)
{
  free(p->canvas.bytes);
  painter_destroy(p->painter);
  cutout_free(&p->cutout);
  shot_close(p->shot);
}

// Decibels between a decoded plane of 8 bits, or of 12 bits for 10 painted ones, and the painted.
static double plane_psnr(const AVFrame *frame, samples painted, int plane)
{
  double sum = 0, most = painted.kind == SAMPLES_4444_10BIT ? 1023 : 255;
  int part = samples_part(painted.kind, plane);
  int width = painted.width / part, height = painted.height / part;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      const uint8_t *a = frame->data[plane] + y * frame->linesize[plane];
      const uint8_t *b = painted.planes[plane] + (size_t)y * painted.strides[plane];
      double d =
          most == 255 ? a[x] - b[x] : (a[2 * x] | a[2 * x + 1] << 8) / 4.0 - (b[2 * x] | b[2 * x + 1] << 8);
      sum += d * d;
    }
  return 10 * log10(most * most * width * height / (sum + 1e-9));
}

// Every frame is there, and shows its moment within the codec's loss; colours are tagged.
static void check_encoded(const char *ending, bool transparent)
{
  folder f = folder_make();
  char *path = file_of(&f, "a", ending);
  film_job job = small_job(SCENE("ticked"), path);
  job.transparent = transparent;
  assert_ok(film_video(&job));
  assert_int_equal(folder_count(&f), 1);
  decoding d = open_film(path);
  const AVCodecParameters *c = d.format->streams[0]->codecpar;
  assert_int_equal(c->color_range, AVCOL_RANGE_MPEG);
  assert_int_equal(c->color_space, AVCOL_SPC_BT709);
  assert_int_equal(c->color_primaries, AVCOL_PRI_BT709);
  assert_int_equal(c->color_trc, AVCOL_TRC_BT709);
  assert_in_range(d.format->duration, 4600000 - 1000, 4600000 + 1000);
  samples_kind kind = strcmp(ending, "mov") == 0 ? SAMPLES_4444_10BIT
                      : transparent              ? SAMPLES_420_ALPHA
                                                 : SAMPLES_420;
  uint8_t *memory = malloc(samples_bytes(kind, WIDTH, HEIGHT));
  samples painted = samples_place(kind, memory, WIDTH, HEIGHT);
  painting p = open_painting(&job);
  int count = 0;
  for (; next_frame(&d); count++) {
    paint(&p, (double)count / FPS);
    samples_convert(painted, p.canvas, nb_theme_color(NB_CHALK, NB_GROUND), (patch){0, 0, WIDTH, HEIGHT});
    for (int plane = 0; plane < (transparent ? 4 : 3); plane++)
      if (!(plane_psnr(d.frame, painted, plane) > 40))
        fail_msg("%s, frame %d, plane %d: %.1f dB", ending, count, plane,
                 plane_psnr(d.frame, painted, plane));
  }
  assert_int_equal(count, 46);
  close_painting(&p);
  free(memory);
  close_film(&d);
  free(path);
  folder_remove(&f);
}

static void frames_decoded_are_the_painted_ones(void **state)
{
  (void)state;
  for (int k = 0; k < 3; k++)
    check_encoded(endings[k], false);
}

static void transparent_grounds_are_kept(void **state)
{
  (void)state;
  check_encoded("webm", true);
  check_encoded("mov", true);
  folder f = folder_make();
  for (int k = 0; k < KINDS; k += 3) { // MP4 and GIF
    char *path = file_of(&f, "a", endings[k]);
    film_job job = small_job(SCENE("ticked"), path);
    job.transparent = true;
    assert_fails(film_video(&job), NB_USAGE, "cannot be transparent");
    free(path);
  }
  folder_remove(&f);
}

// A GIF's pixels are near the painted ones, its flat ground is exact, and it lasts as long, to a hundredth of a second.
static void a_gif_shows_its_moments(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = file_of(&f, "a", "gif");
  film_job job = small_job(SCENE("ticked"), path);
  assert_ok(film_video(&job));
  decoding d = open_film(path);
  painting p = open_painting(&job);
  double end = 0;
  while (next_frame(&d)) {
    double seconds = (double)d.frame->pts * av_q2d(d.format->streams[0]->time_base);
    end = seconds + (double)d.frame->pkt_duration * av_q2d(d.format->streams[0]->time_base);
    paint(&p, seconds);
    double sum = 0;
    for (int y = 0; y < HEIGHT; y++)
      for (int x = 0; x < WIDTH; x++)
        for (int k = 0; k < 3; k++) {
          double by = d.frame->data[0][y * d.frame->linesize[0] + 4 * x + 2 - k] -
                      p.canvas.bytes[(size_t)y * p.canvas.stride + 4 * (size_t)x + (size_t)k];
          sum += by * by;
        }
    double quality = 10 * log10(255.0 * 255 * 3 * WIDTH * HEIGHT / (sum + 1e-9));
    if (!(quality > 40))
      fail_msg("at %.2f s: %.1f dB", seconds, quality);
    assert_int_equal(d.frame->data[0][0], p.canvas.bytes[2]);
  }
  assert_true(fabs(end - 4.6) < 0.011);
  close_painting(&p);
  close_film(&d);
  free(path);
  folder_remove(&f);
}

// What stands still does not crawl: a soft gradient dithered the same wherever a bar has got to, and only the bar's
// rectangle is written.
static nb_error keep_packet(void *to, const film_packet *packet)
{
  memcpy(to, packet->bytes, 9);
  return nb_ok();
}

static void dithering_does_not_crawl(void **state)
{
  (void)state;
  enum { SIDE = 64 };
  static uint8_t bytes[SIDE * SIDE * 4], descriptor[9];
  pixels p = {.width = SIDE, .height = SIDE, .stride = 4 * SIDE, .bytes = bytes};
  palette colors = {.count = 4};
  memcpy(colors.rgb, (uint8_t[4][3]){{0, 0, 0}, {90, 90, 90}, {170, 170, 170}, {255, 255, 255}}, 12);
  gif *g;
  assert_ok(gif_open(&g, &colors, SIDE, SIDE, keep_packet, descriptor));
  for (int frame = 0; frame < 2; frame++) {
    for (int y = 0; y < SIDE; y++)
      for (int x = 0; x < SIDE; x++)
        memset(bytes + 4 * (y * SIDE + x), x >= 20 + 4 * frame && x < 24 + 4 * frame ? 255 : 3 * x, 3);
    assert_ok(gif_write(g, p, frame, GIF_SHOWN));
  }
  assert_int_equal(descriptor[1], 20);  // left
  assert_in_range(descriptor[5], 7, 8); // width: both places of the bar
  gif_close(g);
}

// ---------------------------------------------------------------------------------------------------------------
// Parts

static void parts_joined_equal_one_run(void **state)
{
  (void)state;
  for (int k = 0; k < KINDS; k++) {
    folder f = folder_make();
    char *whole = file_of(&f, "whole", endings[k]), *one = file_of(&f, "one", endings[k]);
    char *parts = file_of(&f, "parts", endings[k]), *joined = file_of(&f, "joined", endings[k]);
    char *where = folder_file(&f, "two.parts"), *made = malloc(strlen(parts) + 8);
    sprintf(made, "%s.parts", parts);
    film_job job = small_job(SCENE("ticked"), whole);
    assert_ok(film_video(&job));
    job.output = one;
    job.jobs = 1;
    assert_ok(film_video(&job));
    assert_same_file(whole, one);

    // The second half first, and on another machine: its folder is moved.
    job.output = parts;
    job.parts = 2;
    job.part = 2;
    assert_ok(film_video(&job));
    assert_int_equal(rename(made, where), 0);
    job.part = 1;
    assert_fails(film_join((const char *const[]){where}, 1, joined, true), NB_MISSING_FILE, "missing");
    assert_ok(film_video(&job));
    assert_ok(film_join((const char *const[]){made, where}, 2, joined, true));
    assert_same_file(whole, joined);

    // A film that finds parts of itself goes on from them, and takes them away.
    job.part = job.parts = 0;
    assert_ok(film_video(&job));
    assert_same_file(whole, parts);
    assert_int_not_equal(access(made, F_OK), 0);
    folder_remove_all(&f);
    free(whole), free(one), free(parts), free(joined), free(where), free(made);
  }
}

// A scene that crashes in the second group: the error says at which frame; the first group's part is kept, and
// nothing else. Another scene does not take it for its own.
static void a_crash_keeps_whole_parts(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = file_of(&f, "a", "mp4"), *parts = folder_file(&f, "a.mp4.parts");
  char *first = folder_file(&f, "a.mp4.parts/00000.part"),
       *second = folder_file(&f, "a.mp4.parts/00001.part");
  film_job job = small_job(SCENE("crash_late"), path);
  job.has_to = false;
  job.jobs = 1;
  nb_error e = film_video(&job);
  assert_true(nb_failed(e));
  assert_non_null(strstr(e.text, "frame 25:"));
  assert_non_null(strstr(e.text, "1 of 2 groups"));
  struct stat there;
  assert_int_equal(stat(first, &there), 0);
  assert_int_not_equal(stat(second, &there), 0);
  assert_int_not_equal(stat(path, &there), 0);
  // From the parts: what lies there is not made again.
  time_t before = there.st_mtime;
  assert_true(nb_failed(film_video(&job)));
  assert_int_equal(stat(first, &there), 0);
  assert_int_equal(there.st_mtime, before);
  job = small_job(SCENE("plain"), path);
  job.has_to = false;
  assert_ok(film_video(&job));
  assert_int_not_equal(stat(parts, &there), 0);
  folder_remove_all(&f);
  free(path), free(parts), free(first), free(second);
}

// Which frame a film failed at is the same however many make it, and all before it is made.
static void the_first_frame_that_fails_is_told(void **state)
{
  (void)state;
  char told[2][480];
  for (int k = 0; k < 2; k++) {
    folder f = folder_make();
    char *path = file_of(&f, "a", "mp4"), *last = folder_file(&f, "a.mp4.parts/00003.part");
    film_job job = small_job(SCENE("crash_late"), path);
    job.has_to = false;
    job.speed = 0.25f;
    job.jobs = k ? 4 : 1;
    nb_error e = film_video(&job);
    assert_true(nb_failed(e));
    struct stat there;
    assert_int_equal(stat(last, &there), 0);
    snprintf(told[k], sizeof told[k], "%.*s", (int)strcspn(e.text, "("), e.text);
    folder_remove_all(&f);
    free(path), free(last);
  }
  assert_string_equal(told[0], told[1]);
}

// A film of one group in three parts: the last are empty, and joining takes them in any order.
static void a_part_may_be_empty(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = file_of(&f, "a", "mp4"), *whole = file_of(&f, "whole", "mp4"),
       *joined = file_of(&f, "joined", "mp4");
  char *parts[3];
  film_job job = small_job(SCENE("plain"), whole);
  job.has_to = true;
  job.to = 1;
  assert_ok(film_video(&job));
  job.output = path;
  job.parts = 3;
  for (job.part = 1; job.part <= 3; job.part++) {
    char name[16], made[4300];
    snprintf(name, sizeof name, "%d.parts", job.part);
    snprintf(made, sizeof made, "%s.parts", path);
    parts[job.part - 1] = folder_file(&f, name);
    assert_ok(film_video(&job));
    assert_int_equal(rename(made, parts[job.part - 1]), 0);
  }
  assert_ok(film_join((const char *const[]){parts[2], parts[1], parts[0]}, 3, joined, true));
  assert_same_file(whole, joined);
  nb_error e = film_join((const char *const[]){parts[2], parts[1]}, 2, joined, true);
  assert_int_equal(e.id, NB_MISSING_FILE);
  folder_remove_all(&f);
  free(path), free(whole), free(joined);
  free(parts[0]), free(parts[1]), free(parts[2]);
}

static void damaged_parts_are_refused(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = file_of(&f, "a", "mp4"), *parts = folder_file(&f, "a.mp4.parts");
  char *part = folder_file(&f, "a.mp4.parts/00000.part");
  film_job job = small_job(SCENE("plain"), path);
  job.has_to = false;
  job.parts = job.part = 1;
  assert_ok(film_video(&job));
  size_t size;
  unsigned char *bytes = file_bytes(part, &size);
  for (size_t cut = 0; cut < size; cut += cut < 400 ? 7 : 997) {
    FILE *file = fopen(part, "wb");
    fwrite(bytes, 1, cut, file);
    fclose(file);
    nb_error e = film_join((const char *const[]){parts}, 1, path, true);
    if (e.id != NB_BAD_FILE && e.id != NB_MISSING_FILE)
      fail_msg("cut at %zu of %zu: \"%s\"", cut, size, e.text);
    assert_int_equal(folder_count(&f), 1);
  }
  free(bytes);
  folder_remove_all(&f);
  free(path), free(parts), free(part);
}

// ---------------------------------------------------------------------------------------------------------------
// Captions, chapters, speed, sequences

static char *text_of(const folder *f, const char *name)
{
  char *path = folder_file(f, name);
  size_t size;
  char *text = (char *)file_bytes(path, &size);
  text[size] = 0;
  free(path);
  return text;
}

static void captions_stand_beside(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = file_of(&f, "a", "mp4");
  film_job job = small_job(SCENE("plain"), path);
  job.has_to = false;
  job.speed = 0.5f;
  static const char *const begin[] = {"1\n00:00:00,000 --> 00:00:0", "WEBVTT\n\n1\n00:00:00.000 --> 00:00:0"};
  for (int k = 0; k < 2; k++) {
    job.captions = k ? FILM_VTT : FILM_SRT;
    assert_ok(film_video(&job));
    char *text = text_of(&f, k ? "a.vtt" : "a.srt");
    assert_memory_equal(text, begin[k], strlen(begin[k]));
    free(text);
  }
  folder_remove(&f);
  free(path);
}

// Beside pictures they have the pictures' name, without the number.
static void captions_of_pictures_have_their_name(void **state)
{
  (void)state;
  static const char *const names[][2] = {{"f-%05d.png", "f.srt"}, {"%d.png", "captions.srt"}};
  for (int k = 0; k < 2; k++) {
    folder f = folder_make();
    char *path = folder_file(&f, names[k][0]);
    film_job job = small_job(SCENE("plain"), path);
    job.has_from = job.has_to = true;
    job.to = 0.2f;
    job.captions = FILM_SRT;
    assert_ok(film_video(&job));
    char *text = text_of(&f, names[k][1]);
    assert_memory_equal(text, "1\n00:00:00,000 -->", 18);
    free(text);
    folder_remove(&f);
    free(path);
  }
}

static void a_chapter_a_step(void **state)
{
  (void)state;
  for (int k = 0; k < 3; k++) {
    folder f = folder_make();
    char *path = file_of(&f, "a", endings[k]);
    film_job job = small_job(SCENE("plain"), path);
    job.has_to = false;
    job.speed = 0.5f;
    job.captions = FILM_CHAPTERS;
    assert_ok(film_video(&job));
    decoding d = open_film(path);
    job.jobs = 1;
    painting p = open_painting(&job);
    const nb_scene *scene = shot_scene(p.shot);
    assert_int_equal(d.format->nb_chapters, scene->step_count);
    double start = 0;
    for (int step = 0; step < scene->step_count; step++) {
      const AVChapter *c = d.format->chapters[step];
      double at = (double)c->start * av_q2d(c->time_base);
      if (!(fabs(at - 2 * start) <= 1.0 / FPS + 1e-3))
        fail_msg("%s: chapter %d begins at %.3f s, not at %.3f", endings[k], step, at, 2 * start);
      const char *title = av_dict_get(c->metadata, "title", NULL, 0)->value;
      assert_memory_equal(title, scene->steps[step].title, strlen(scene->steps[step].title));
      start += (double)scene->steps[step].seconds;
    }
    assert_true(fabs((double)d.format->duration / AV_TIME_BASE - 2 * start) <= 1.0 / FPS + 1e-3);
    close_painting(&p);
    close_film(&d);
    folder_remove(&f);
    free(path);
  }
}

static void a_sequence_is_exact(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "f-%03d.png"), *alone = folder_file(&f, "alone.png");
  char *tenth = folder_file(&f, "f-010.png");
  film_job job = small_job(SCENE("plain"), path);
  job.to = 1.1f;
  assert_ok(film_video(&job));
  assert_int_equal(folder_count(&f), 11);
  job.output = alone;
  job.has_from = true;
  job.from = 1;
  assert_ok(film_picture(&job));
  assert_same_file(tenth, alone);
  job.output = folder_file(&f, "no-number.png");
  assert_fails(film_video(&job), NB_USAGE, "%05d");
  free((char *)job.output);
  folder_remove(&f);
  free(path), free(alone), free(tenth);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(frames_decoded_are_the_painted_ones),
      cmocka_unit_test(transparent_grounds_are_kept),
      cmocka_unit_test(a_gif_shows_its_moments),
      cmocka_unit_test(dithering_does_not_crawl),
      cmocka_unit_test(parts_joined_equal_one_run),
      cmocka_unit_test(a_crash_keeps_whole_parts),
      cmocka_unit_test(the_first_frame_that_fails_is_told),
      cmocka_unit_test(a_part_may_be_empty),
      cmocka_unit_test(damaged_parts_are_refused),
      cmocka_unit_test(captions_stand_beside),
      cmocka_unit_test(captions_of_pictures_have_their_name),
      cmocka_unit_test(a_chapter_a_step),
      cmocka_unit_test(a_sequence_is_exact),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
