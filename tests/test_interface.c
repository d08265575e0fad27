// What surrounds a scene: it records without a display, keeps within the frame, lies on whole pixels, is made
// once, and the strip is read where it is drawn.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dlfcn.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <SDL_ttf.h>

#include "app/action.h"
#include "app/settings.h"
#include "interface/interface.h"
#include "interface/strip.h"
#include "paint/painter.h"

// Stands in for SDL2_ttf's own, and counts.
static int rendered;

__attribute__((visibility("default"))) SDL_Surface *TTF_RenderUTF8_Blended(TTF_Font *font, const char *text,
                                                                           SDL_Color color)
{
  typedef SDL_Surface *render_function(TTF_Font *, const char *, SDL_Color);
  rendered++;
  void *real = dlsym(RTLD_NEXT, "TTF_RenderUTF8_Blended");
  render_function *call;
  memcpy(&call, &real, sizeof call);
  return call(font, text, color);
}

static const nb_step steps[] = {
    {"A plane of vectors", .seconds = 4, .say = "Every point is the tip of an arrow."},
    {"Where will it land?", .seconds = 6, .say = "It lands where its basis vectors take it.",
     .ask = "Put the ghost where you think v\u20d7 goes.", .answer = "ghost", .wait = true},
    {"Read the columns", .seconds = 5, .say = "Each column is where a basis vector *lands*."},
    {"Live", .seconds = 0.1f, .live = true, .say = "It trains."},
};

static const nb_scene scene = {.title = "Linear transformations", NB_STEPS(steps)};

static nb_fonts *fonts;
static nb_board *board;
static interface *over;
static keys_sheet sheet;
static bool keys_shown;
static float text = 1, scroll; // how large words are, and how far the sheet of keys is scrolled

static int open_all(void **state)
{
  (void)state;
  actions_fill(&sheet);
  unsetenv("DISPLAY");
  unsetenv("WAYLAND_DISPLAY");
  return nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)) || nb_failed(nb_board_create(&board, fonts)) ||
         nb_failed(interface_create(&over, NABLA_ASSETS));
}

static int close_all(void **state)
{
  (void)state;
  interface_destroy(over);
  nb_board_destroy(board);
  nb_fonts_close(fonts);
  return 0;
}

static void near(const char *what, double got, double wanted, double slack)
{
  if (!(fabs(got - wanted) <= slack))
    fail_msg("%s: got %.6f, wanted %.6f within %g", what, got, wanted, slack);
}

enum { MAX_IMAGES = 256 };

typedef struct picture {
  nb_image_fixed image[MAX_IMAGES];
  int images;
  nb_command last_path;
  nb_vec2 last_middle; // of the last path's points
  const void *list;
  size_t size;
} picture;

static nb_vec2 middle_of(const nb_command *c)
{
  float x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
  for (uint32_t i = 0; i < c->path.point_count; i++) {
    x0 = fminf(x0, c->points[i].x);
    x1 = fmaxf(x1, c->points[i].x);
    y0 = fminf(y0, c->points[i].y);
    y1 = fmaxf(y1, c->points[i].y);
  }
  return nb_at(0.5f * (x0 + x1), 0.5f * (y0 + y1));
}

static picture record_in(nb_theme theme, const interface_view *view, int width, int height)
{
  picture p = {.images = 0};
  nb_list_reader reader;
  nb_command c;
  bool done = false;
  nb_board_begin(board, theme, NULL, 0);
  interface_record(over, board, view, width, height);
  scribe s = interface_scribe(over, board, width, height, text);
  if (keys_shown)
    keys_record(&s, &sheet, scroll);
  assert_false(nb_failed(nb_board_finish(board, &p.list, &p.size)));
  assert_false(nb_failed(nb_list_read(&reader, p.list, p.size)));
  for (;;) {
    nb_error e = nb_list_next(&reader, &c, &done);
    if (nb_failed(e))
      fail_msg("%s", e.text);
    if (done)
      return p;
    if (c.op == NB_OP_IMAGE && p.images < MAX_IMAGES)
      p.image[p.images++] = c.image;
    if (c.op == NB_OP_PATH) {
      p.last_path = c;
      p.last_middle = middle_of(&c);
    }
  }
}

static picture record(const interface_view *view, int width, int height)
{
  return record_in(NB_CHALK, view, width, height);
}

static interface_view view_of(int step, float seconds)
{
  return (interface_view){.scene = &scene, .step = step, .seconds = seconds, .hovered_step = -1};
}

// ---------------------------------------------------------------------------------------------------------------

static void missing_fonts_are_named(void **state)
{
  (void)state;
  interface *none;
  nb_error e = interface_create(&none, "/nowhere");
  assert_int_equal(e.id, NB_MISSING_FILE);
  assert_non_null(strstr(e.text, "/nowhere/fonts/Inter-Regular.otf"));
  assert_null(none);
}

static void nothing_is_shown_of_nothing(void **state)
{
  (void)state;
  interface_view nothing = {.hovered_step = -1};
  assert_int_equal(record(&nothing, 1920, 1080).images, 0);
  interface_view view = view_of(0, 1);
  assert_int_equal(record(&view, 0, 1080).images, 0);
  assert_int_equal(record(&view, -5, -5).images, 0);
  view.step = 99;
  assert_int_equal(record(&view, 1920, 1080).images, 1); // the title alone
}

static void any_size_and_both_themes_record(void **state)
{
  (void)state;
  static const int sizes[][2] = {{1, 1}, {40, 3000}, {1280, 720}, {1501, 997}, {3840, 2160}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    for (int theme = NB_CHALK; theme <= NB_BOARD; theme++)
      for (int step = 0; step < 4; step++) {
        interface_view view = view_of(step, 2);
        keys_shown = step == 3;
        view.trouble = step == 2 ? "gradient.c: something is \xff wrong here\nwith a second line" : NULL;
        view.hovered_step = step;
        view.waiting = view.playing = true;
        view.speed = 0.5f;
        record_in((nb_theme)theme, &view, sizes[i][0], sizes[i][1]);
      }
  keys_shown = false;
}

// However many keys there are, all words of their sheet lie in the window.
static void the_sheet_of_keys_fits(void **state)
{
  (void)state;
  static const int sizes[][2] = {{1280, 720}, {800, 450}, {700, 800}, {3840, 2160}};
  keys_shown = true;
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    interface_view view = view_of(2, 2);
    picture p = record(&view, sizes[i][0], sizes[i][1]);
    assert_true(p.images > 100);
    for (int k = 0; k < p.images; k++) {
      nb_rect r = p.image[k].where;
      if (r.x < -8 || r.x + r.width > 8 || r.y < -4.5f || r.y + r.height > 4.5f)
        fail_msg("words at (%g, %g), %g x %g, in a window of %d x %d", (double)r.x, (double)r.y,
                 (double)r.width, (double)r.height, sizes[i][0], sizes[i][1]);
    }
  }
  keys_shown = false;
}

// Where words are larger, what has no room comes by scrolling: at its end the lowest words are seen, and none is cut at a side.
static void larger_it_scrolls(void **state)
{
  (void)state;
  const float larger[] = {1.1f, 1.3f, SETTINGS_LARGEST_TEXT};
  scribe usual = interface_scribe(over, board, 1280, 720, 1);
  near("room", (double)keys_scroll_room(&usual, &sheet), 0, 0);
  keys_shown = true;
  for (int n = 0; n < 3; n++) {
    text = larger[n];
    scribe s = interface_scribe(over, board, 1280, 720, text);
    scroll = keys_scroll_room(&s, &sheet);
    assert_true(scroll > 0.5f);
    interface_view view = view_of(2, 2);
    view.hide_caption = view.hide_strip = view.hide_title = true;
    picture p = record(&view, 1280, 720);
    float lowest = 4.5f;
    for (int k = 0; k < p.images; k++) {
      nb_rect r = p.image[k].where;
      assert_true(r.x > -8 && r.x + r.width < 8);
      lowest = fminf(lowest, r.y);
    }
    assert_true(lowest > -4.5f);
    assert_true(lowest < -3.5f);
  }
  text = 1;
  scroll = 0;
  keys_shown = false;
}

static void words_lie_on_whole_pixels(void **state)
{
  (void)state;
  static const int sizes[][2] = {{1280, 720}, {1920, 1080}, {3840, 2160}, {1501, 997}, {900, 1200}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    interface_view view = view_of(2, 2);
    picture p = record(&view, sizes[i][0], sizes[i][1]);
    double unit = fmin(sizes[i][0] / 16.0, sizes[i][1] / 9.0);
    assert_true(p.images >= 5);
    for (int k = 0; k < p.images; k++) {
      double x = 0.5 * sizes[i][0] + unit * p.image[k].where.x,
             y = 0.5 * sizes[i][1] - unit * p.image[k].where.y;
      near("left edge", x, round(x), 0.01);
      near("lower edge", y, round(y), 0.01);
      near("width", unit * p.image[k].where.width, p.image[k].width, 0.01);
      near("height", unit * p.image[k].where.height, p.image[k].height, 0.01);
    }
  }
}

// The caption's pixels as the board has them, and where they begin on the target.
static nb_command caption_of(const picture *p)
{
  nb_list_reader reader;
  nb_command c, found = {.op = NB_OP_IMAGE};
  bool done = false;
  assert_false(nb_failed(nb_list_read(&reader, p->list, p->size)));
  while (!nb_failed(nb_list_next(&reader, &c, &done)) && !done)
    if (c.op == NB_OP_IMAGE && c.image.where.y < -3)
      found = c;
  return found;
}

static void painted_words_are_copied_exactly(void **state)
{
  (void)state;
  static const int sizes[][2] = {{1280, 720}, {1501, 997}, {1920, 1081}, {1000, 1000}};
  painter *p;
  assert_false(nb_failed(painter_create(&p, fonts, 1)));
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    int width = sizes[i][0], height = sizes[i][1];
    interface_view view = view_of(2, 2);
    picture shown = record(&view, width, height);
    pixels target = {width, height, 4 * (size_t)width, calloc((size_t)(width * height), 4), PIXEL_RGBA};
    paint_layer layer = {.list = shown.list, .size = shown.size, .place = board_place(width, height)};
    assert_false(nb_failed(painter_paint(p, target, 0, &layer, 1)));

    nb_command c = caption_of(&shown);
    float unit = fminf((float)width / 16, (float)height / 9);
    int x = (int)lroundf(0.5f * (float)width + unit * c.image.where.x);
    int y = (int)lroundf(0.5f * (float)height - unit * (c.image.where.y + c.image.where.height));
    assert_true(c.image.width > 300);
    for (uint32_t row = 0; row < c.image.height; row++)
      assert_memory_equal(target.bytes + (y + (int)row) * (int)target.stride + 4 * x,
                          c.pixels + 4 * row * c.image.width, 4 * c.image.width);
    free(target.bytes);
  }
  painter_destroy(p);
}

static void long_captions_keep_within_the_frame(void **state)
{
  (void)state;
  char endless[1500], one_word[600];
  for (size_t i = 0; i + 1 < sizeof endless; i++)
    endless[i] = "the gradient *points* uphill "[i % 29];
  endless[sizeof endless - 1] = 0;
  memset(one_word, 'W', sizeof one_word - 1);
  one_word[sizeof one_word - 1] = 0;
  const char *captions[] = {endless, one_word,
                            "Two lines are what a caption may take, and this one is long enough to "
                            "need both of them, as one can see from here"};
  for (size_t i = 0; i < sizeof captions / sizeof *captions; i++) {
    nb_step long_step = {captions[i], .seconds = 3, .say = captions[i]};
    nb_scene long_scene = {.title = captions[i], .steps = &long_step, .step_count = 1};
    interface_view view = {.scene = &long_scene, .hovered_step = 0, .seconds = 1};
    picture p = record(&view, 1280, 720);
    for (int k = 0; k < p.images; k++) {
      nb_rect r = p.image[k].where;
      if (!(r.x >= -7.25f && r.x + r.width <= 7.25f && r.y >= -4.5f && r.y + r.height <= 4.5f))
        fail_msg("caption %zu: words from (%f, %f), %f x %f", i, r.x, r.y, r.width, r.height);
    }
  }
}

static void what_does_not_change_is_made_once(void **state)
{
  (void)state;
  interface_view view = view_of(2, 2);
  keys_shown = true;
  picture first = record(&view, 1920, 1080);
  void *kept = malloc(first.size);
  memcpy(kept, first.list, first.size);
  rendered = 0;
  picture second = record(&view, 1920, 1080);
  assert_int_equal(rendered, 0);
  assert_int_equal(first.size, second.size);
  assert_memory_equal(kept, second.list, second.size);
  free(kept);
  record(&view, 1910, 1075);
  assert_true(rendered > 0);
  keys_shown = false;
}

// ---------------------------------------------------------------------------------------------------------------

static void the_strip_is_read_where_it_is_drawn(void **state)
{
  (void)state;
  for (int step = 0; step < 4; step++)
    for (int part = 0; part <= 10; part++) {
      float along = (float)part / 10;
      interface_view view = view_of(step, along * steps[step].seconds);
      picture p = record(&view, 1920, 1080); // the dot comes last
      int at_step = -1;
      float at_along = -1;
      assert_true(interface_strip_at(&view, p.last_middle, &at_step, &at_along));
      assert_int_equal(at_step, step);
      near("along", at_along, along, 1e-3);
    }
}

static void segments_are_as_long_as_their_steps(void **state)
{
  (void)state;
  strip_segment s[NB_MAX_STEPS];
  assert_int_equal(strip_segments(&scene, s), 4);
  near("six seconds by four", s[1].width / s[0].width, 6.0 / 4, 1e-4);
  assert_true(s[3].width > 0.1f);
  near("left end", s[0].x, -7.2, 1e-5);
  near("right end", s[3].x + s[3].width, 7.2, 1e-5);
}

static void beside_the_strip_is_nothing(void **state)
{
  (void)state;
  interface_view view = view_of(0, 0);
  int step;
  float along;
  assert_false(interface_strip_at(&view, nb_at(0, -3.6f), &step, &along));
  assert_false(interface_strip_at(&view, nb_at(7.9f, -4.1f), &step, &along));
  assert_false(interface_strip_at(&view, nb_at(NAN, -4.1f), &step, &along));
  assert_false(interface_strip_at(&view, nb_at(0, NAN), &step, &along));
  view.hide_strip = true;
  assert_false(interface_strip_at(&view, nb_at(0, -4.1f), &step, &along));
  view = (interface_view){.scene = NULL};
  assert_false(interface_strip_at(&view, nb_at(0, -4.1f), &step, &along));
}

static void a_live_step_shows_what_was_reached(void **state)
{
  (void)state;
  interface_view view = view_of(3, 10);
  view.reached = 40;
  picture p = record(&view, 1920, 1080);
  int step;
  float along;
  assert_true(interface_strip_at(&view, p.last_middle, &step, &along));
  near("a quarter of what was reached", along, 0.25, 2e-2);
}

// ---------------------------------------------------------------------------------------------------------------

// The lowest words are the caption, or the hint below a question.
static const nb_image_fixed *lowest(const picture *p)
{
  const nb_image_fixed *low = &p->image[0];
  for (int i = 1; i < p->images; i++)
    if (p->image[i].where.y < low->where.y)
      low = &p->image[i];
  return low;
}

static void captions_fade_in_while_time_runs(void **state)
{
  (void)state;
  interface_view view = view_of(2, 0.15f);
  picture p = record(&view, 1920, 1080);
  near("at rest", lowest(&p)->alpha, 1, 0);
  view.playing = true;
  p = record(&view, 1920, 1080);
  near("half way", lowest(&p)->alpha, 0.5, 1e-3);
  view.seconds = 0.3f;
  p = record(&view, 1920, 1080);
  near("there", lowest(&p)->alpha, 1, 1e-6);
}

static void questions_stand_in_place_of_captions(void **state)
{
  (void)state;
  interface_view view = view_of(1, 6);
  picture asked = record(&view, 1920, 1080);
  view.waiting = true;
  picture waits = record(&view, 1920, 1080);
  assert_int_equal(waits.images, asked.images + 1);
  assert_true(lowest(&waits)->height < lowest(&asked)->height);
  view.waiting = false;
  view.answered = true;
  picture answered = record(&view, 1920, 1080);
  assert_int_equal(answered.images, asked.images);
  assert_true(lowest(&answered)->width != lowest(&asked)->width);
  view.hide_caption = true;
  assert_int_equal(record(&view, 1920, 1080).images, asked.images - 1);
}

// As letters figures are all as wide: what stands behind them makes room.
static void letters_do_not_meet(void **state)
{
  (void)state;
  static const nb_step ones[] = {
      {"Ones", .seconds = 4, .say = "Of 1111, 1111 and 1111 comes *111*1 and *one*."}};
  static const nb_scene counting = {.title = "111", NB_STEPS(ones)};
  interface_view view = {.scene = &counting, .seconds = 4, .letters = true, .hovered_step = -1};
  picture p = record(&view, 1920, 1080);
  nb_list_reader reader;
  nb_command c;
  bool done = false;
  float line = NAN, end = 0;
  int beside = 0;
  assert_int_equal(p.images, 0);
  assert_false(nb_failed(nb_list_read(&reader, p.list, p.size)));
  while (!nb_failed(nb_list_next(&reader, &c, &done)) && !done) {
    if (c.op != NB_OP_GLYPHS)
      continue;
    float em = c.glyphs.size / NB_POINTS_PER_UNIT;
    for (uint32_t k = 0; k < c.glyphs.glyph_count; k++) {
      nb_rect box = nb_font_outline(fonts, (nb_font)c.glyphs.font, c.glyph[k].id).box;
      float x = c.glyph[k].where.x + em * box.x;
      if (c.glyph[k].where.y == line && line < 0 && box.width > 0) { // of the caption
        beside++;
        if (x < end)
          fail_msg("a letter begins at %g, where the one before it ends at %g", (double)x, (double)end);
      }
      line = c.glyph[k].where.y;
      end = box.width > 0 ? x + em * box.width : end;
    }
  }
  assert_true(beside > 30);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(missing_fonts_are_named),
      cmocka_unit_test(nothing_is_shown_of_nothing),
      cmocka_unit_test(any_size_and_both_themes_record),
      cmocka_unit_test(the_sheet_of_keys_fits),
      cmocka_unit_test(larger_it_scrolls),
      cmocka_unit_test(words_lie_on_whole_pixels),
      cmocka_unit_test(letters_do_not_meet),
      cmocka_unit_test(painted_words_are_copied_exactly),
      cmocka_unit_test(long_captions_keep_within_the_frame),
      cmocka_unit_test(what_does_not_change_is_made_once),
      cmocka_unit_test(the_strip_is_read_where_it_is_drawn),
      cmocka_unit_test(segments_are_as_long_as_their_steps),
      cmocka_unit_test(beside_the_strip_is_nothing),
      cmocka_unit_test(a_live_step_shows_what_was_reached),
      cmocka_unit_test(captions_fade_in_while_time_runs),
      cmocka_unit_test(questions_stand_in_place_of_captions),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
