// A film of a recording shows its ink as the window did: a blank page with its ground and a picture of the scene on it, and
// what is pinned where that has gone, once.
#include "staged.h"

#include <math.h>

#include "app/desk_deed.h"
#include "app/recorded_film.h"
#include "app/recorder.h"
#include "folder.h"
#include "notebook/ink_draw.h"
#include "paint/painter.h"
#include "scenes/hands.h"

enum { WIDTH = 640, HEIGHT = 360 }; // 40 pixels to a board unit

static const nb_rgba picture_ground = 0xff305020;

static double clock_now;

static double now(void)
{
  return clock_now;
}

static nb_vec2 pixel_of(float x, float y)
{
  return nb_at(WIDTH / 2 + 40 * x, HEIGHT / 2 - 40 * y);
}

// ---------------------------------------------------------------------------------------------------------------
// A recording: ink that is pinned and moves, then a page

typedef struct session {
  notebook *notebook;
  stage *stage;
  ink ink;
  recorder recorder;
  nb_board *board;
} session;

static void go_on(session *s, double seconds)
{
  for (double end = clock_now + seconds; clock_now < end; clock_now += 0.125)
    recorder_tend(&s->recorder);
}

static void stroke(session *s, desk_tool tool, nb_vec2 from, nb_vec2 to)
{
  desk *d = &s->ink.desk;
  desk_do(d, &(desk_deed){.kind = DESK_DEED_TAKE, .number = tool});
  desk_do(d, &(desk_deed){.kind = DESK_DEED_DOWN, .sample = {.at = from, .when = clock_now, .pressure = -1}});
  for (int k = 1; k <= 8; k++)
    desk_do(d, &(desk_deed){.kind = DESK_DEED_MOVE,
                            .sample = {nb_mix2(from, to, (float)k / 8), clock_now + 0.01 * k, -1}});
  desk_do(d, &(desk_deed){.kind = DESK_DEED_UP});
  desk_do(d, &(desk_deed){.kind = DESK_DEED_TAKE, .number = DESK_HAND});
}

// A list of one square, dark red, in the middle of its board.
static void put_picture(session *s)
{
  const void *list;
  size_t size;
  nb_board_begin(s->board, NB_CHALK, NULL, 0);
  nb_rectangle(s->board, (nb_rect){-1, -1, 2, 2}, 0, nb_style(.fill = 0xff000080u, .width = -1));
  assert_ok(nb_board_finish(s->board, &list, &size));
  ink_picture taken = {{{list, size, picture_ground}}, 1};
  assert_ok(desk_put_picture(&s->ink.desk, &taken, NULL, (nb_rect){-6, -2.25f, 8, 4.5f}));
}

static void pin_to_v(session *s)
{
  ink_pin pin = {.kind = INK_PIN_HANDLE, .name = "v", .from = {2, 1}};
  assert_true(desk_pin(&s->ink.desk, &pin));
}

static int record(const char *path)
{
  session s = {.notebook = notebook_open(&(notebook_options){.path = path}),
               .stage = open_scene(TEST_SCENE("hands"), NULL)};
  clock_now = 50;
  assert_ok(nb_board_create(&s.board, NULL));
  assert_ok(ink_open(&s.ink));
  assert_ok(ink_show(&s.ink, s.notebook, "tests/hands"));
  ink_turn(&s.ink, 0);
  assert_ok(recorder_begin(&s.recorder, &(recorder_start){.notebook = s.notebook,
                                                          .now = now,
                                                          .scene = "tests/hands",
                                                          .stage = s.stage,
                                                          .desk = &s.ink.desk,
                                                          .page = 0,
                                                          .microphone = ""}));
  s.ink.hear = recorder_listener(&s.recorder);
  int number = s.recorder.number;
  stroke(&s, DESK_HIGHLIGHTER, nb_at(2, 2), nb_at(4, 2)); // in the first second
  pin_to_v(&s);
  go_on(&s, 1);
  const nb_param *v = stage_param(s.stage, "v");
  assert_ok(stage_set(s.stage, v->offset, &(nb_vec2){2, -1}, sizeof(nb_vec2))); // in the second: two down
  go_on(&s, 1);
  ink_turn(&s.ink, NB_MAX_STEPS); // in the third: the page
  put_picture(&s);
  desk_do(&s.ink.desk, &(desk_deed){.kind = DESK_DEED_WIDTH, .number = 2});
  stroke(&s, DESK_PEN, nb_at(-7, 3.25f), nb_at(7, 3.25f));
  go_on(&s, 1);
  s.ink.book->looks[0] = (page_look){.middle = {4, 0}, .closer = logf(0.5f)}; // in the fourth: seen from afar
  ink_turn(&s.ink, NB_MAX_STEPS);
  go_on(&s, 1);
  recorder_end(&s.recorder);
  stage_close(s.stage);
  ink_close(&s.ink);
  nb_board_destroy(s.board);
  notebook_close(s.notebook);
  return number;
}

// ---------------------------------------------------------------------------------------------------------------
// What its film shows

typedef struct screen {
  const film_source *source;
  void *drawer;
  painter *painter;
  uint8_t bytes[WIDTH * HEIGHT * 4];
} screen;

static void look(screen *s, double seconds)
{
  shot_picture p;
  pixels target = {
      .width = WIDTH, .height = HEIGHT, .stride = (size_t)4 * WIDTH, .bytes = s->bytes, .order = PIXEL_RGBA};
  assert_ok(s->source->take(s->drawer, seconds, WIDTH, HEIGHT, &p));
  assert_ok(painter_paint(s->painter, target, p.ground, p.layers, SHOT_LAYERS));
}

static uint32_t pixel(const screen *s, float x, float y)
{
  nb_vec2 at = pixel_of(x, y);
  const uint8_t *p = s->bytes + 4 * (WIDTH * (int)at.y + (int)at.x);
  return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | 0xff000000u;
}

static void is(const char *what, const screen *s, float x, float y, nb_rgba wanted)
{
  uint32_t got = pixel(s, x, y);
  for (int k = 0; k < 24; k += 8)
    if (abs((int)(got >> k & 255) - (int)(wanted >> k & 255)) > 6)
      fail_msg("%s at (%g, %g): %08x instead of %08x", what, (double)x, (double)y, got, wanted);
}

static nb_rgba mixed(nb_color over, float alpha)
{
  return nb_theme_color(NB_CHALK, nb_theme_mix(NB_CHALK, NB_GROUND, over, alpha));
}

static void what_is_pinned_is_seen_once(screen *s)
{
  nb_rgba ground = nb_theme_color(NB_CHALK, NB_GROUND), marked = mixed(NB_TEXT, 0.35f);
  look(s, 0.9);
  is("the marker", s, 3, 2, marked);
  look(s, 1.9);
  is("the marker, moved", s, 3, 0, marked);
  is("where it was", s, 3, 2, ground);
}

// Of the ground's dots those in the middle of a pixel's neighbourhood: a dot is less than a pixel wide here.
static void is_dotted(const screen *s, float x, float y)
{
  uint32_t ground = nb_theme_color(NB_CHALK, NB_GROUND);
  nb_vec2 at = pixel_of(x, y);
  uint32_t most = 0;
  for (int dy = -1; dy <= 0; dy++)
    for (int dx = -1; dx <= 0; dx++) {
      const uint8_t *p = s->bytes + 4 * (WIDTH * ((int)at.y + dy) + (int)at.x + dx);
      most = p[1] > most ? p[1] : most;
    }
  if (most <= (ground >> 8 & 255) + 4)
    fail_msg("no dot at (%g, %g)", (double)x, (double)y);
}

static void a_page_is_seen(screen *s)
{
  nb_rgba ground = nb_theme_color(NB_CHALK, NB_GROUND), text = nb_theme_color(NB_CHALK, NB_TEXT);
  look(s, 2.9);
  is("beside the dots", s, 4.2f, 1.2f, ground);
  is_dotted(s, 4.5f, 1.5f);
  is_dotted(s, -7.5f, -3.5f);
  is("the picture's ground", s, -5, -1, picture_ground);
  is("what it shows", s, -2, 0, 0xff000080u);
  is("the pen", s, 5, 3.26f, text);
  look(s, 3.9); // half as large, with (4, 0) in the middle
  is("the picture's ground", s, -4.5f, -0.5f, picture_ground);
  is("what it shows", s, -3, 0, 0xff000080u);
  is("beside it", s, -5.3f, 0.3f, ground);
  is_dotted(s, 3, 2);
}

static void pages_and_pins_are_in_the_film(void **unused)
{
  (void)unused;
  folder f = folder_make();
  char *path = folder_file(&f, "n.sqlite");
  static const shelf scenes = {.scenes = NABLA_BUILD "/tests/scenes", .sources = NABLA_BUILD "/no-scenes"};
  recorded_film *film;
  recorded_film_options options = {
      .notebook = path, .number = record(path), .assets = NABLA_ASSETS, .shelf = &scenes};
  film_job job = {.assets = NABLA_ASSETS, .bare = true, .in_process = true};
  screen *s = calloc(1, sizeof *s);
  assert_ok(recorded_film_open(&film, &options));
  s->source = recorded_film_source(film);
  assert_ok(s->source->open(&s->drawer, s->source, &job));
  assert_ok(painter_create(&s->painter, s->source->fonts(s->drawer), 1));
  what_is_pinned_is_seen_once(s);
  a_page_is_seen(s);
  painter_destroy(s->painter);
  s->source->close(s->drawer);
  recorded_film_close(film);
  free(s);
  free(path);
  folder_remove(&f);
}

int main(void)
{
  staged_in_process = true;
  const struct CMUnitTest tests[] = {cmocka_unit_test(pages_and_pins_are_in_the_film)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
