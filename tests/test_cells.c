// Ink kept as pixels: whatever is done to a page, and wherever it is looked at from, the cells show what painting the whole page
// anew shows.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/cells.h"
#include "nabla/math/random.h"
#include "nabla/record.h"
#include "notebook/ink_draw.h"

enum { WIDTH = 500, HEIGHT = 390 };

typedef struct fixture {
  cells *cells;
  painter *painter;
  nb_board *board;
  ink_page page;
  nb_random r;
  cells_view view;
  uint8_t kept[HEIGHT][WIDTH][4], anew[HEIGHT][WIDTH][4];
} fixture;

static fixture f; // large

static int set_up(void **state)
{
  (void)state;
  f = (fixture){.r = nb_random_seed(5, 0)};
  f.cells = cells_create(NULL, 1);
  assert_non_null(f.cells);
  assert_false(nb_failed(painter_create(&f.painter, NULL, 0)));
  assert_false(nb_failed(nb_board_create(&f.board, NULL)));
  f.view = (cells_view){.place = board_place(WIDTH, HEIGHT), .width = WIDTH, .height = HEIGHT};
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  cells_destroy(f.cells);
  painter_destroy(f.painter);
  nb_board_destroy(f.board);
  ink_page_free(&f.page);
  return 0;
}

// A stroke somewhere; `like` as in ink_page_put.
static void put(int32_t like)
{
  ink_knot knots[8];
  nb_vec2 at = {14 * nb_random_float(&f.r) - 7, 10 * nb_random_float(&f.r) - 5};
  for (int k = 0; k < 8; k++) {
    nb_vec2 along = {nb_random_float(&f.r) - 0.5f, nb_random_float(&f.r) - 0.5f};
    knots[k] = (ink_knot){nb_sub(at, along), at, nb_add(at, along), 0.5f + nb_random_float(&f.r)};
    at = nb_add(at, nb_scale(1.5f, along));
  }
  ink_look look = {.tool = nb_random_below(&f.r, INK_PICTURE),
                   .color = nb_random_below(&f.r, INK_COLORS),
                   .width = nb_random_below(&f.r, INK_WIDTHS)};
  assert_false(nb_failed(ink_page_put(&f.page, look, knots, 8, like)));
}

static void edit(bool takes)
{
  uint32_t count;
  assert_false(nb_failed(ink_page_edit(&f.page)));
  const uint32_t *shown = ink_page_shown(&f.page, &count);
  int32_t old = takes && count > 0 ? (int32_t)shown[nb_random_below(&f.r, count)] : -1;
  if (old < 0 || nb_random_below(&f.r, 2))
    put(old);
  if (old >= 0)
    assert_false(nb_failed(ink_page_take(&f.page, (uint32_t)old)));
  ink_page_end(&f.page);
}

static void write_strokes(int count)
{
  for (int k = 0; k < count; k++)
    edit(false);
}

static pixels target(uint8_t (*bytes)[WIDTH][4])
{
  return (pixels){WIDTH, HEIGHT, sizeof *bytes, bytes[0][0], PIXEL_RGBA};
}

static void settle(void)
{
  for (int k = 0; !cells_update(f.cells, &f.page, &f.view); k++)
    assert_true(k < 1000);
}

static void paint_kept(void)
{
  paint_layer layer = {0};
  layer.images = cells_images(f.cells, &layer.image_count);
  assert_false(nb_failed(painter_paint(f.painter, target(f.kept), 0xff000000, &layer, layer.images ? 1 : 0)));
}

static bool is_apart(uint32_t stroke)
{
  for (uint32_t k = 0; k < f.view.apart_count; k++)
    if (f.view.apart[k] == stroke)
      return true;
  return false;
}

static void paint_anew(void)
{
  uint32_t count;
  paint_layer layer = {.place = f.view.place};
  nb_board_begin(f.board, f.view.theme, NULL, 0);
  const uint32_t *shown = ink_page_shown(&f.page, &count);
  for (uint32_t k = 0; k < count; k++) {
    const ink_stroke *s = &f.page.strokes[shown[k]];
    if (is_apart(shown[k]) == f.view.only_apart)
      ink_draw(f.board, s->look, &f.page.knots[s->first], (int)s->count, 1 / f.view.place.i.x);
  }
  assert_false(nb_failed(nb_board_finish(f.board, &layer.list, &layer.size)));
  assert_false(nb_failed(painter_paint(f.painter, target(f.anew), 0xff000000, &layer, 1)));
}

// Layers blended before they are laid over the ground round once more than strokes that are laid over it one after the
// other, and edges are summed from other corners: a few bytes in a thousand differ by a little.
static void assert_like_anew(const char *when)
{
  settle();
  paint_kept();
  paint_anew();
  int most = 0, many = 0;
  for (size_t k = 0; k < sizeof f.kept; k++) {
    int off = abs(((uint8_t *)f.kept)[k] - ((uint8_t *)f.anew)[k]);
    most = off > most ? off : most;
    many += off > 3;
  }
  if (most > 40 || many > (int)sizeof f.kept / 5000)
    fail_msg("%s: %d bytes differ by more than 3, one by %d", when, many, most);
}

static void test_whatever_is_done(void **state)
{
  (void)state;
  for (int k = 0; k < 120; k++) {
    uint32_t what = nb_random_below(&f.r, 8);
    if (what < 4)
      edit(false);
    else if (what < 6)
      edit(true);
    else if (what == 6)
      ink_page_undo(&f.page);
    else
      ink_page_redo(&f.page);
    if (k % 3 == 0)
      assert_like_anew("after an edit");
  }
}

static void test_moved_about(void **state)
{
  (void)state;
  write_strokes(150);
  for (int k = 0; k < 25; k++) {
    f.view.place.origin.x += (float)((int)nb_random_below(&f.r, 300) - 150);
    f.view.place.origin.y += (float)((int)nb_random_below(&f.r, 300) - 150);
    if (k % 3 == 0)
      edit(k % 2);
    assert_like_anew("moved");
  }
}

static void test_scaled(void **state)
{
  (void)state;
  write_strokes(150);
  for (int k = 0; k < 20; k++) {
    float factor = expf(2 * nb_random_float(&f.r) - 1);
    f.view.place = board_place(WIDTH, HEIGHT);
    f.view.place.i.x *= factor;
    f.view.place.j.y *= factor;
    f.view.place.origin.x += nb_random_float(&f.r);
    assert_like_anew("scaled");
  }
}

// What was painted before stands in until the new scale is painted: there is ink at once.
static void test_stands_in(void **state)
{
  (void)state;
  write_strokes(3000);
  settle();
  f.view.place.i.x *= 1.5f;
  f.view.place.j.y *= 1.5f;
  bool whole = cells_update(f.cells, &f.page, &f.view);
  paint_kept();
  int lit = 0;
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      lit += f.kept[y][x][0] + f.kept[y][x][1] + f.kept[y][x][2] > 60;
  assert_false(whole); // 3,000 strokes take longer than a frame
  assert_true(lit > WIDTH * HEIGHT / 2);
}

static void test_apart(void **state)
{
  (void)state;
  static const uint32_t apart[] = {3, 8, 20};
  write_strokes(40);
  assert_like_anew("all");
  f.view.apart = apart;
  f.view.apart_count = 3;
  assert_like_anew("without three");
  f.view.only_apart = true;
  assert_like_anew("three alone");
  f.view.only_apart = false;
  f.view.apart_count = 0;
  assert_like_anew("all again");
}

static void test_other_pages(void **state)
{
  (void)state;
  ink_page other = {0};
  write_strokes(40);
  assert_like_anew("one page");
  int count;
  assert_true(cells_update(f.cells, &other, &f.view));
  cells_images(f.cells, &count);
  assert_int_equal(count, 0);
  assert_like_anew("the first page again");
  f.view.theme = NB_BOARD;
  assert_like_anew("another theme");
  assert_true(cells_update(f.cells, NULL, &f.view));
  cells_images(f.cells, &count);
  assert_int_equal(count, 0);
}

// Nothing is painted while nothing changes.
static void test_at_rest(void **state)
{
  (void)state;
  int count;
  write_strokes(40);
  settle();
  cells_images(f.cells, &count);
  (void)cells_changed(f.cells);
  assert_true(cells_update(f.cells, &f.page, &f.view));
  assert_false(cells_changed(f.cells));
  edit(false);
  settle();
  assert_true(cells_changed(f.cells));
}

static nb_rgba kept_at(nb_vec2 place)
{
  nb_rgba color;
  nb_vec2 pixel = nb_affine_apply(f.view.place, place);
  memcpy(&color, f.kept[(int)pixel.y][(int)pixel.x], sizeof color);
  return color;
}

// A picture of a scene lies below all lines, on its own ground, in its place and nowhere else, with the face for the theme.
static void test_picture(void **state)
{
  (void)state;
  const void *list;
  size_t size;
  nb_board_begin(f.board, NB_CHALK, NULL, 0);
  nb_rectangle(f.board, (nb_rect){-100, 0, 200, 100}, 0,
               nb_style(.fill = NB_I, .width = -1)); // beyond its edges, too
  assert_false(nb_failed(nb_board_finish(f.board, &list, &size)));
  assert_false(nb_failed(ink_page_add_picture(&f.page, (ink_face){list, size, 0xff0000ff})));
  assert_false(nb_failed(ink_page_add_face(&f.page, (ink_face){list, size, 0xff00ff00})));
  assert_true(nb_failed(ink_page_add_face(&f.page, (ink_face){list, size, 0xff00ff00})));
  ink_knot corners[2] = {{.at = {-4, -2}, .in = {-4, -2}, .out = {-4, -2}, .width = 1},
                         {.at = {4, 2.5f}, .in = {4, 2.5f}, .out = {4, 2.5f}, .width = 1}};
  assert_false(nb_failed(ink_page_edit(&f.page)));
  assert_false(nb_failed(ink_page_put(&f.page, (ink_look){.tool = INK_PICTURE}, corners, 2, -1)));
  assert_true(nb_failed(ink_page_put(&f.page, (ink_look){.tool = INK_PICTURE, .color = 1}, corners, 2, -1)));
  ink_page_end(&f.page);
  settle();
  paint_kept();
  assert_int_equal(kept_at(nb_at(0, 2)), nb_theme_color(NB_CHALK, NB_I)); // what is drawn in it
  assert_int_equal(kept_at(nb_at(0, -1)), 0xff0000ff);                    // its ground
  assert_int_equal(kept_at(nb_at(5, 2)), 0xff000000);                     // beside it
  f.view.theme = NB_BOARD;
  settle();
  paint_kept();
  assert_int_equal(kept_at(nb_at(0, -1)), 0xff00ff00);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(test_whatever_is_done), TEST(test_moved_about), TEST(test_scaled),
      TEST(test_stands_in),        TEST(test_apart),       TEST(test_other_pages),
      TEST(test_at_rest),          TEST(test_picture),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
