// Blank pages in the player: opened over a scene whose time then stands, written on, looked at, turned, and there again later.
// The scene is tests/scenes/hands.c.
#include "played.h"

#include <math.h>

#include "scenes/hands.h"

static const char *const book_file = NABLA_BUILD "/test_pages.sqlite";

static void send(Uint32 type, int button, float x, float y)
{
  nb_vec2 pixel = {320 + 40 * x, 180 - 40 * y};
  if (type == SDL_MOUSEMOTION)
    player_event(&p, &(SDL_Event){.motion = {.type = type, .x = (int)pixel.x, .y = (int)pixel.y}});
  else
    player_event(
        &p,
        &(SDL_Event){
            .button = {
                .type = type, .button = (Uint8)button, .clicks = 1, .x = (int)pixel.x, .y = (int)pixel.y}});
  player_frame(&p);
}

static void drag(int button, float x0, float y0, float x1, float y1)
{
  send(SDL_MOUSEMOTION, 0, x0, y0);
  send(SDL_MOUSEBUTTONDOWN, button, x0, y0);
  for (int k = 1; k <= 5; k++)
    send(SDL_MOUSEMOTION, 0, x0 + (x1 - x0) * (float)k / 5, y0 + (y1 - y0) * (float)k / 5);
  send(SDL_MOUSEBUTTONUP, button, x1, y1);
}

static void wheel(float turns)
{
  player_event(&p, &(SDL_Event){.wheel = {.type = SDL_MOUSEWHEEL, .preciseY = turns}});
  player_frame(&p);
}

static ink_page *page(int number)
{
  return &p.ink.book->pages[NB_MAX_STEPS + number];
}

static const page_look *look(void)
{
  return &p.ink.book->looks[p.ink.book->number];
}

static void near(float got, float wanted, float slack)
{
  if (!(fabsf(got - wanted) <= slack))
    fail_msg("got %g, wanted %g within %g", (double)got, (double)wanted, (double)slack);
}

static int set_up(void **state)
{
  (void)state;
  static player_options options;
  options = (player_options){.plugin = NABLA_BUILD "/tests/scenes/tests/hands.so", .notebook = book_file};
  return open_player(&options);
}

static void w_goes_there_and_back(void **state)
{
  (void)state;
  stand_at(MOVE, 2);
  key(SDLK_w, 0);
  assert_true(pages_open(&p));
  assert_int_equal(p.ink.desk.tool, DESK_PEN); // a page is there to be written on
  drag(SDL_BUTTON_LEFT, -2, 0, 2, 1);
  assert_int_equal(page(0)->stroke_count, 1);
  assert_int_equal(p.ink.book->pages[MOVE].stroke_count, 0);
  key(SDLK_d, 0); // what is there to be put down for?
  assert_int_equal(p.ink.desk.tool, DESK_PEN);
  key(SDLK_w, 0);
  assert_false(pages_open(&p));
  assert_int_equal(p.ink.desk.tool, DESK_HAND);
  key(SDLK_e, 0);
  key(SDLK_w, 0);
  assert_int_equal(p.ink.desk.tool, DESK_ERASER);
  key(SDLK_ESCAPE, 0);
  assert_false(pages_open(&p));
  assert_int_equal(p.ink.desk.tool, DESK_ERASER);
}

static void the_scene_stands_meanwhile(void **state)
{
  (void)state;
  stand_at(MOVE, 2);
  p.playback.playing = true;
  key(SDLK_w, 0);
  static const SDL_Keycode keys[] = {SDLK_SPACE, SDLK_RIGHT, SDLK_END, SDLK_HOME,
                                     SDLK_r,     SDLK_UP,    SDLK_TAB, SDLK_0};
  for (int k = 0; k < 8; k++)
    key(keys[k], 0);
  player_event(&p, &(SDL_Event){.text = {.type = SDL_TEXTINPUT, .text = "."}});
  SDL_Delay(20);
  player_frame(&p);
  assert_int_equal(stage_where(p.stage).step, MOVE);
  near(stage_where(p.stage).seconds, 2, 0.001f);
  assert_true(p.playback.playing);
}

static void it_is_moved_and_zoomed(void **state)
{
  (void)state;
  key(SDLK_w, 0);
  send(SDL_MOUSEMOTION, 0, 2, 1);
  wheel(3);
  near(page_zoom(*look()), 1.520875f, 1e-3f);
  near(look()->middle.x, 2 - 2 / 1.520875f, 0.02f);
  drag(SDL_BUTTON_MIDDLE, 0, 0, 1.5f, 0);
  near(look()->middle.x, 2 - 3.5f / 1.520875f, 0.02f);
  assert_int_equal(page(0)->stroke_count, 0);
  player_event(&p, &(SDL_Event){.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_SPACE}}});
  drag(SDL_BUTTON_LEFT, 0, 0, -1.5f, 0);
  player_event(&p, &(SDL_Event){.key = {.type = SDL_KEYUP, .keysym = {.sym = SDLK_SPACE}}});
  near(look()->middle.x, 2 - 2 / 1.520875f, 0.02f);
  assert_int_equal(page(0)->stroke_count, 0);
  drag(SDL_BUTTON_LEFT, 0, 0, -1.5f, 0);
  assert_int_equal(page(0)->stroke_count, 1);
}

// A pen is as wide on the screen, and follows the hand as closely, however near one is.
static void writing_is_as_fine_at_any_scale(void **state)
{
  (void)state;
  key(SDLK_w, 0);
  send(SDL_MOUSEMOTION, 0, 0, 0);
  wheel(10);
  float zoom = page_zoom(*look());
  assert_true(zoom > 4);
  drag(SDL_BUTTON_LEFT, -2, 0, 2, 1);
  const ink_stroke *stroke = &page(0)->strokes[0];
  const ink_knot *first = &page(0)->knots[stroke->first];
  near(first->at.x, look()->middle.x - 2 / zoom, 0.04f / zoom);
  assert_true(first->width * zoom > 0.5f && first->width * zoom < 1.3f);
  key(SDLK_HOME, 0);
  near(look()->middle.x, 0, 0.05f);
}

static void fingers_pinch_and_move_at_once(void **state)
{
  (void)state;
  static const float from[2] = {-1, 1}, to[2] = {-1, 3};
  key(SDLK_w, 0);
  for (int k = 0; k < 2; k++)
    player_event(
        &p,
        &(SDL_Event){
            .tfinger = {
                .type = SDL_FINGERDOWN, .fingerId = k, .x = (8 + from[k]) / 16, .y = 0.5f, .pressure = 1}});
  for (int k = 0; k < 2; k++)
    player_event(
        &p,
        &(SDL_Event){
            .tfinger = {
                .type = SDL_FINGERMOTION, .fingerId = k, .x = (8 + to[k]) / 16, .y = 0.5f, .pressure = 1}});
  for (int k = 0; k < 2; k++)
    player_event(&p, &(SDL_Event){.tfinger = {.type = SDL_FINGERUP, .fingerId = k, .y = 0.5f}});
  player_frame(&p);
  near(page_zoom(*look()), 2, 0.05f);
  near(look()->middle.x, -0.5f, 0.05f);       // what was at -1 still is
  assert_int_equal(page(0)->stroke_count, 0); // and the first finger has written nothing
}

// Width follows how hard a finger presses where the screen tells, and only there.
static void pressure_makes_wide(void **state)
{
  (void)state;
  float widths[2];
  key(SDLK_w, 0);
  for (int k = 0; k < 2; k++) {
    float pressure = k ? 0.9f : 0.1f;
    for (int j = 0; j <= 4; j++)
      player_event(&p, &(SDL_Event){.tfinger = {.type = j == 0 ? SDL_FINGERDOWN : SDL_FINGERMOTION,
                                                .x = 0.3f + 0.05f * (float)j,
                                                .y = 0.4f + 0.2f * (float)k,
                                                .pressure = pressure}});
    player_event(&p, &(SDL_Event){.tfinger = {.type = SDL_FINGERUP, .x = 0.5f, .y = 0.4f + 0.2f * (float)k}});
    const ink_stroke *stroke = &page(0)->strokes[k];
    widths[k] = page(0)->knots[stroke->first + stroke->count - 1].width;
  }
  near(widths[0], 0.66f, 0.01f);
  near(widths[1], 1.14f, 0.01f);
}

static void pages_are_turned(void **state)
{
  (void)state;
  key(SDLK_w, 0);
  key(SDLK_RIGHT, 0);
  assert_int_equal(p.ink.book->number, 0); // the blank one is the last
  drag(SDL_BUTTON_LEFT, -2, 0, 2, 1);
  key(SDLK_RIGHT, 0);
  assert_int_equal(p.ink.book->number, 1);
  drag(SDL_BUTTON_LEFT, -2, 0, 2, 1);
  drag(SDL_BUTTON_LEFT, -2, 1, 2, 0);
  assert_int_equal(page(1)->stroke_count, 2);
  drag(SDL_BUTTON_LEFT, -7.2f, -4.1f, -7.2f, -4.1f); // its number in the line of pages
  assert_int_equal(p.ink.book->number, 0);
  assert_int_equal(page(0)->stroke_count, 1);
}

// The picture of the scene with the ink over it, half as large; another comes below it.
static void the_scene_is_taken_along(void **state)
{
  (void)state;
  stand_at(MOVE, 1);
  key(SDLK_d, 0);
  drag(SDL_BUTTON_LEFT, -2, 0, 2, 2);
  key(SDLK_w, KMOD_LSHIFT);
  assert_true(pages_open(&p));
  assert_int_equal(page(0)->picture_count, 1);
  assert_int_equal(page(0)->stroke_count, 2);
  assert_int_equal(page(0)->strokes[0].look.tool, INK_PICTURE);
  const ink_stroke *copy = &page(0)->strokes[1], *own = &p.ink.book->pages[MOVE].strokes[0];
  nb_vec2 from = p.ink.book->pages[MOVE].knots[own->first].at, to = page(0)->knots[copy->first].at;
  near(to.x, from.x / 2, 1e-4f);
  near(to.y, from.y / 2, 1e-4f);
  key(SDLK_w, KMOD_LSHIFT);
  assert_int_equal(page(0)->picture_count, 2);
  assert_true(page(0)->strokes[2].bounds.y + page(0)->strokes[2].bounds.height <
              page(0)->strokes[0].bounds.y);
  key(SDLK_z, KMOD_LCTRL);
  assert_false(page(0)->strokes[2].shown);
  key(SDLK_e, 0);
  drag(SDL_BUTTON_LEFT, -7, -4, 7, 4);
  assert_true(page(0)->strokes[0].shown); // ink is erased, what it lies on is not
}

// Ink has the theme's colours: the picture under it is in the same one, whichever it was taken in.
static void a_picture_is_in_the_theme_of_its_page(void **state)
{
  (void)state;
  stand_at(MOVE, 1);
  key(SDLK_w, KMOD_LSHIFT);
  for (int k = 0; k < 4; k++) {
    const nb_rgba ground = nb_theme_color(settings_theme(&p.settings), NB_GROUND);
    const ink_face *face = ink_picture_on(&page(0)->pictures[0], ground);
    const void *list;
    size_t size;
    assert_int_equal(face->ground >> 8 & 0x80, ground >> 8 & 0x80);
    if (k < 2) { // in those of more contrast the same pictures do
      assert_false(nb_failed(player_draw_scene(&p, settings_theme(&p.settings), &list, &size)));
      assert_int_equal(face->size, size);
      assert_memory_equal(face->list, list, size);
    }
    key(SDLK_t, k == 1 ? KMOD_LCTRL : 0);
  }
}

static void it_is_there_the_next_time(void **state)
{
  (void)state;
  key(SDLK_w, KMOD_LSHIFT);
  drag(SDL_BUTTON_LEFT, -2, 0, 2, 1);
  size_t size = page(0)->pictures[0].faces[0].size;
  player_take_down(&p);
  nb_error e = player_set_up(&p, p.options);
  assert_false(nb_failed(e));
  player_frame(&p);
  assert_false(pages_open(&p));
  assert_int_equal(page(0)->stroke_count, 2);
  assert_int_equal(page(0)->pictures[0].face_count, 2);
  assert_int_equal(page(0)->pictures[0].faces[0].size, size);
  assert_int_equal(ink_pages(p.ink.book), 1);
}

// One key takes back what was done last, be it ink or a value, also after the pen was put down.
static void one_key_undoes_ink_and_values(void **state)
{
  (void)state;
  stand_at(MOVE, 0);
  const State *now = stage_state(p.stage);
  ink_page *over = &p.ink.book->pages[MOVE];
  key(SDLK_d, 0);
  drag(SDL_BUTTON_LEFT, -6, -2, -4, -2);
  key(SDLK_d, 0);
  drag(SDL_BUTTON_LEFT, 2, 1, 3, 2);
  float moved = now->v.x;
  assert_true(moved > 2.5f);
  key(SDLK_d, 0);
  drag(SDL_BUTTON_LEFT, -6, -3, -4, -3);
  key(SDLK_d, 0);
  key(SDLK_z, KMOD_LCTRL);
  assert_true(over->strokes[0].shown && !over->strokes[1].shown && now->v.x == moved);
  key(SDLK_z, KMOD_LCTRL);
  near(now->v.x, 2, 0);
  assert_true(over->strokes[0].shown);
  key(SDLK_z, KMOD_LCTRL);
  assert_false(over->strokes[0].shown);
  for (int k = 0; k < 3; k++)
    key(SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
  assert_true(over->strokes[0].shown && over->strokes[1].shown && now->v.x == moved);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, close_player)

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(w_goes_there_and_back),
      TEST(the_scene_stands_meanwhile),
      TEST(it_is_moved_and_zoomed),
      TEST(writing_is_as_fine_at_any_scale),
      TEST(fingers_pinch_and_move_at_once),
      TEST(pressure_makes_wide),
      TEST(pages_are_turned),
      TEST(the_scene_is_taken_along),
      TEST(one_key_undoes_ink_and_values),
      TEST(a_picture_is_in_the_theme_of_its_page),
      TEST(it_is_there_the_next_time),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
