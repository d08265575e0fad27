// SVG and PDF: drawn by librsvg and poppler they agree with our painter, and a PDF's text can be read.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <png.h>
#include <stdbool.h>

#include "film/film.h"
#include "film/handout.h"
#include "folder.h"

#define LESSON(name) NABLA_BUILD "/scenes/" name ".so"

enum { WIDTH = 1920, HEIGHT = 1080 };

static void assert_ok(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s: %s", nb_error_words(e.id), e.text);
}

static bool has_tool(const char *name)
{
  char command[80];
  snprintf(command, sizeof command, "command -v %s >/dev/null", name);
  if (system(command) == 0)
    return true;
  print_message("%s is not here, so nothing is compared with it\n", name);
  return false;
}

// The text that a command prints, to be freed.
static char *run(const char *format, const char *where)
{
  enum { ROOM = 1 << 16 };
  char command[1024], *text = calloc(1, ROOM);
  snprintf(command, sizeof command, format, where, where);
  FILE *from = popen(command, "r");
  assert_non_null(from);
  text[fread(text, 1, ROOM - 1, from)] = 0;
  int status = pclose(from);
  if (status != 0)
    fail_msg("%s: status %d", command, status);
  return text;
}

static uint8_t *read_png(const folder *f, const char *name)
{
  char *path = folder_file(f, name);
  png_image image = {.version = PNG_IMAGE_VERSION};
  if (!png_image_begin_read_from_file(&image, path))
    fail_msg("%s: %s", path, image.message);
  image.format = PNG_FORMAT_RGB;
  assert_int_equal(image.width, WIDTH);
  assert_int_equal(image.height, HEIGHT);
  uint8_t *bytes = malloc(PNG_IMAGE_SIZE(image));
  assert_true(png_image_finish_read(&image, NULL, bytes, 0, NULL));
  free(path);
  return bytes;
}

// The mean of 2 x 2 pixels: poppler sets letters on whole pixels.
static int mean_at(const uint8_t *rgb, int x, int y, int channel)
{
  const uint8_t *at = rgb + 3 * (2 * y * WIDTH + 2 * x) + channel;
  return (at[0] + at[3] + at[3 * WIDTH] + at[3 * WIDTH + 3] + 2) / 4;
}

// Edges are smoothed in other ways, and letters stand a part of a pixel elsewhere: the pictures agree in the mean, and
// hardly a pixel, a share `most` of them, is another colour altogether; a caption has 0.004.
static void assert_alike(const folder *f, const char *name, double most)
{
  uint8_t *ours = read_png(f, "a.png"), *theirs = read_png(f, name);
  double sum = 0, far = 0, count = 0;
  for (int y = 0; y < HEIGHT / 2; y++)
    for (int x = 0; x < WIDTH / 2; x++)
      for (int channel = 0; channel < 3; channel++, count++) {
        int by = abs(mean_at(ours, x, y, channel) - mean_at(theirs, x, y, channel));
        sum += by;
        far += by > 128;
      }
  if (!(sum / count < 1 && far / count < most))
    fail_msg("%s differs by %.2f of 255 in the mean, and in %.4f %% of the pixels altogether", name,
             sum / count, 100 * far / count);
  free(ours);
  free(theirs);
}

static void write_picture(const folder *f, const char *name, const char *lesson, int step)
{
  char *path = folder_file(f, name);
  film_job job = {.plugin = lesson,
                  .assets = NABLA_ASSETS,
                  .width = WIDTH,
                  .height = HEIGHT,
                  .theme = NB_BOARD,
                  .step = step,
                  .bare = step > 0, // its words are set by SDL2_ttf in pictures, by our own shaping here
                  .output = path,
                  .quiet = true};
  assert_ok(step ? film_picture(&job) : film_steps(&job));
  free(path);
}

static void drawings_agree_with_the_painter(void **state)
{
  (void)state;
  static const struct {
    const char *lesson;
    int step;
  } moments[] = {{LESSON("linear-algebra/transformations"), 6},
                 {LESSON("multivariable-calculus/gradient"), 7}};
  for (int k = 0; k < 2; k++) {
    folder f = folder_make();
    write_picture(&f, "a.png", moments[k].lesson, moments[k].step);
    write_picture(&f, "a.svg", moments[k].lesson, moments[k].step);
    write_picture(&f, "a.pdf", moments[k].lesson, moments[k].step);
    if (has_tool("rsvg-convert")) {
      free(run("rsvg-convert %s/a.svg -o %s/svg.png", f.path));
      assert_alike(&f, "svg.png", 0.0002);
    }
    if (has_tool("pdftoppm")) {
      free(run("pdftoppm -r 144 -singlefile -png %s/a.pdf %s/pdf", f.path));
      assert_alike(&f, "pdf.png", 0.0006);
    }
    folder_remove(&f);
  }
}

// Each of the words comes behind the one before.
static void assert_in_order(const char *text, const char *const *words)
{
  const char *at = text;
  for (; *words; words++) {
    const char *found = strstr(at, *words);
    if (!found)
      fail_msg("\"%s\" is not where it should be in\n%s", *words, text);
    at = found + strlen(*words);
  }
}

static void text_is_read_in_order(void **state)
{
  (void)state;
  if (!has_tool("pdftotext"))
    return;
  folder f = folder_make();
  write_picture(&f, "a.pdf", LESSON("multivariable-calculus/gradient"), 0);
  char *text = run("pdftotext %s/a.pdf - # %s", f.path);
  assert_in_order(
      text, (const char *[]){
                "The gradient", "7 / 9", "Walk downhill", "∇f = ", "p⃗ ← p⃗ − η ∇f(p⃗)",
                "Steepest down is against it: step −η (minus eta) times the gradient. Look again.", NULL});
  free(text);
  write_picture(&f, "b.pdf", LESSON("linear-algebra/transformations"), 0);
  text = run("pdftotext %s/b.pdf - # %s", f.path);
  assert_in_order(text, (const char *[]){"the basis vectors. v’s list is its recipe.", "v⃗ = 2 ı",
                                         "Side by side, î′ and ĵ′ are the columns", "Your own motion", NULL});
  free(text);
  text = run("pdffonts %s/b.pdf | tail -n +3 | grep -vc ' yes yes yes ' || true # %s", f.path);
  assert_string_equal(text, "0\n"); // embedded, in part, with what they say
  free(text);
  folder_remove(&f);
}

static void a_handout_has_a_page_a_step(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "a.pdf");
  const char *plugins[] = {LESSON("linear-algebra/transformations"),
                           NABLA_BUILD "/tests/scenes/tests/plain.so"};
  film_job job = {.plugin = plugins[0], .assets = NABLA_ASSETS, .output = path, .quiet = true};
  for (int k = 0; k < 2; k++) {
    assert_ok(film_handout(&job, plugins, 2, k ? HANDOUT_LETTER : HANDOUT_A4));
    if (!has_tool("pdfinfo"))
      continue;
    char *text = run("pdfinfo %s/a.pdf # %s", f.path);
    assert_non_null(strstr(text, "Pages:           12\n"));
    assert_non_null(strstr(text, k ? "(letter)" : "(A4)"));
    free(text);
    text = run("pdftotext -f 6 -l 6 %s/a.pdf - # %s", f.path);
    assert_in_order(text, (const char *[]){"Linear transformations and matrices", "step 6 of 9",
                                           "Read the columns", "Side by side, î′ and ĵ′ are the columns",
                                           "A v⃗ =", "In your own words", "6", NULL});
    free(text);
  }
  free(path);
  folder_remove(&f);
}

static void documents_are_small(void **state)
{
  (void)state;
  folder f = folder_make();
  write_picture(&f, "a.pdf", LESSON("linear-algebra/transformations"), 0);
  char *path = folder_file(&f, "a.pdf");
  size_t size;
  free(file_bytes(path, &size));
  assert_in_range(size, 10000, 200000);
  free(path);
  folder_remove(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(drawings_agree_with_the_painter),
      cmocka_unit_test(text_is_read_in_order),
      cmocka_unit_test(a_handout_has_a_page_a_step),
      cmocka_unit_test(documents_are_small),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
