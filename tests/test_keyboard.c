// All of it from the keyboard alone: handles, the panel, typing, undoing, backing out; and windows of any size. The scene
// is tests/scenes/hands.c, in a window that nobody sees.
#include "played.h"

#include <math.h>

#include "scenes/hands.h"

static void type(const char *text)
{
  for (; *text; text++) {
    SDL_Event e = {.text = {.type = SDL_TEXTINPUT}};
    e.text.text[0] = *text;
    player_event(&p, &e);
  }
  player_frame(&p);
}

static const State *now(void)
{
  return stage_state(p.stage);
}

static void near(float got, float wanted)
{
  if (!(fabsf(got - wanted) <= 1e-3f))
    fail_msg("got %g, wanted %g", (double)got, (double)wanted);
}

static void arrows_move_the_handle_in_focus(void **state)
{
  (void)state;
  key(SDLK_TAB, 0);
  assert_int_equal(p.focus.kind, FOCUS_HANDLE);
  key(SDLK_RIGHT, 0);
  near(now()->v.x, 2.1f);
  key(SDLK_UP, KMOD_LALT);
  near(now()->v.y, 1.01f);
  key(SDLK_LEFT, KMOD_LSHIFT);
  near(now()->v.x, 1.5f);
  assert_int_equal(stage_where(p.stage).step, MOVE); // the arrows were the handle's
  key(SDLK_DELETE, 0);
  near(now()->v.x, 2);
  near(now()->v.y, 1);
  key(SDLK_ESCAPE, 0);
  assert_int_equal(p.focus.kind, FOCUS_NONE);
  key(SDLK_RIGHT, 0);
  assert_int_equal(stage_where(p.stage).step, ASK);
  key(SDLK_HOME, 0);
  p.playback.playing = false;
}

static void every_change_is_undone(void **state)
{
  (void)state;
  key(SDLK_r, 0);
  key(SDLK_TAB, 0);
  p.clock = p.changes.when = -10;
  key(SDLK_RIGHT, 0);
  near(now()->v.x, 2.1f);
  key(SDLK_z, KMOD_LCTRL);
  near(now()->v.x, 2);
  key(SDLK_z, KMOD_LCTRL | KMOD_LSHIFT);
  near(now()->v.x, 2.1f);
  key(SDLK_z, KMOD_LCTRL);
  key(SDLK_ESCAPE, 0);
}

static void the_panel_is_typed_into(void **state)
{
  (void)state;
  key(SDLK_v, 0);
  assert_true(p.settings.panel);
  for (int tries = 0; tries < 20 && !(p.focus.kind == FOCUS_PANEL && p.focus.row == 2); tries++)
    key(SDLK_TAB, 0);
  assert_int_equal(p.focus.row, 2); // rate
  key(SDLK_RETURN, 0);
  type("1,5");
  key(SDLK_RETURN, 0);
  near(now()->rate, 1.5f);
  key(SDLK_UP, KMOD_LSHIFT);
  near(now()->rate, 1.75f);
  key(SDLK_RETURN, 0);
  type("1-");
  key(SDLK_RETURN, 0);
  assert_true(p.panel.typing && p.panel.mistake[0]); // it stays open and says why
  near(now()->rate, 1.75f);
  // One level at a time.
  key(SDLK_ESCAPE, 0);
  assert_true(!p.panel.typing && p.focus.kind == FOCUS_PANEL);
  key(SDLK_ESCAPE, 0);
  assert_true(p.focus.kind == FOCUS_NONE && p.settings.panel);
  key(SDLK_v, 0);
  assert_false(p.settings.panel);
}

static void changing_never_stops_the_play(void **state)
{
  (void)state;
  key(SDLK_HOME, 0);
  assert_true(p.playback.playing);
  key(SDLK_TAB, 0);
  key(SDLK_RIGHT, 0);
  key(SDLK_z, KMOD_LCTRL);
  assert_true(p.playback.playing);
  key(SDLK_ESCAPE, 0);
}

static void resize(int width, int height)
{
  SDL_Event e;
  SDL_SetWindowSize(p.window.sdl, width, height);
  while (SDL_PollEvent(&e))
    player_event(&p, &e);
  p.notice_until = 0;
  player_frame(&p);
}

// Neither the board nor the panel covers the other, whatever the window is like and however large its words are; and what
// is clicked on the board is what stands there.
static void the_panel_stands_beside_the_board(void **state)
{
  (void)state;
  static const int sizes[][2] = {{1280, 720}, {1600, 700}, {500, 900}, {320, 200}};
  key(SDLK_v, 0);
  for (size_t k = 0; k < 2 * sizeof sizes / sizeof *sizes; k++) {
    p.settings.text_size = k % 2 ? 1.5f : 1;
    resize(sizes[k / 2][0], sizes[k / 2][1]);
    panel_view v = panel_view_of(&p);
    nb_rect area = panel_area(&v);
    nb_vec2 board = nb_affine_apply(board_on_window(&p), nb_at(8, 4.5f)),
            left = nb_affine_apply(window_plane(&p), nb_at(area.x, 0)),
            right = nb_affine_apply(window_plane(&p), nb_at(area.x + area.width, 0));
    assert_true(board.x <= left.x && right.x <= (float)p.picture.width);
    pointer_move(&p, (int)nb_affine_apply(board_on_window(&p), now()->v).x,
                 (int)nb_affine_apply(board_on_window(&p), now()->v).y);
    player_frame(&p);
    assert_true(p.hands.over && p.hands.hovered.param == stage_param(p.stage, "v"));
  }
  p.settings.text_size = 1;
  key(SDLK_v, 0);
  near(board_area(&p).width, (float)p.picture.width);
  resize(640, 360);
}

// SDL tells so when a display is plugged out, and the window was moved to another.
static void a_display_that_goes_is_survived(void **state)
{
  (void)state;
  static const Uint8 what[] = {SDL_DISPLAYEVENT_DISCONNECTED, SDL_DISPLAYEVENT_CONNECTED,
                               SDL_DISPLAYEVENT_ORIENTATION};
  for (int k = 0; k < 3; k++) {
    p.pace.period = -1;
    player_event(&p, &(SDL_Event){.display = {.type = SDL_DISPLAYEVENT, .display = 1, .event = what[k]}});
    assert_true(p.picture.changed && player_next_frame(&p) <= player_now());
    player_frame(&p);
    assert_false(p.picture.changed);
    assert_true(p.pace.period > 0 && p.pace.period < 1);
  }
  player_event(
      &p, &(SDL_Event){
              .window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_DISPLAY_CHANGED, .data1 = 7}});
  assert_true(p.pace.period > 0 && p.pace.period < 1);
  player_event(&p, &(SDL_Event){.type = SDL_RENDER_DEVICE_RESET});
  player_frame(&p);
  assert_false(p.picture.changed);
}

static void any_size_of_window(void **state)
{
  (void)state;
  static const int sizes[][2] = {{320, 200}, {160, 90}, {7680, 4320}, {200, 2000}, {640, 360}};
  key(SDLK_v, 0);
  for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
    int width, height;
    resize(sizes[k][0], sizes[k][1]);
    window_size(&p.window, &width, &height);
    assert_int_equal(width, sizes[k][0]);
    assert_int_equal(height, sizes[k][1]);
    assert_int_equal(p.picture.width, width);
    assert_false(p.picture.changed); // it has been painted
    if (p.clock < p.notice_until)
      fail_msg("%d x %d: %s", width, height, p.notice);
  }
  key(SDLK_v, 0);
}

static int open(void **state)
{
  (void)state;
  static player_options options = {.plugin = NABLA_BUILD "/tests/scenes/tests/hands.so",
                                   .notebook = NABLA_BUILD "/test_keyboard.notebook",
                                   .in_process = true};
  return open_player(&options);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arrows_move_the_handle_in_focus),   cmocka_unit_test(every_change_is_undone),
      cmocka_unit_test(the_panel_is_typed_into),           cmocka_unit_test(changing_never_stops_the_play),
      cmocka_unit_test(the_panel_stands_beside_the_board), cmocka_unit_test(any_size_of_window),
      cmocka_unit_test(a_display_that_goes_is_survived),
  };
  return cmocka_run_group_tests(tests, open, close_player);
}
