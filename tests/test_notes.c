// Notes in the player: written beside the board, kept within a second, asked for at a scene's end.
#include "played.h"

#include <time.h>

#include "app/room.h"
#include "scenes/hands.h"

static player_options options = {.plugin = NABLA_BUILD "/tests/scenes/tests/hands.so",
                                 .notebook = NABLA_BUILD "/test_notes.notebook",
                                 .in_process = true};

static void type(const char *text)
{
  for (; *text; text++) {
    SDL_Event e = {.text = {.type = SDL_TEXTINPUT}};
    e.text.text[0] = *text;
    player_event(&p, &e);
  }
  player_frame(&p);
}

static void pause_for(double seconds)
{
  struct timespec rest = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
  nanosleep(&rest, NULL);
  player_frame(&p);
}

// What another program reads in the file.
static void is_in_file(const char *text)
{
  notebook *n = notebook_open(&(notebook_options){.path = options.notebook});
  assert_int_equal(notebook_state(n).mode, NOTEBOOK_READS);
  const char *got = notebook_note(n, p.scene);
  assert_string_equal(got ? got : "", text);
  notebook_close(n);
}

static void click(nb_affine plane, nb_vec2 at, int clicks)
{
  nb_vec2 pixel = nb_affine_apply(plane, at);
  SDL_Event e = {.button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .clicks = (Uint8)clicks}};
  e.button.x = (int)pixel.x;
  e.button.y = (int)pixel.y;
  player_event(&p, &e);
  e.type = e.button.type = SDL_MOUSEBUTTONUP;
  player_event(&p, &e);
  player_frame(&p);
}

static void what_is_typed_is_kept_within_a_second(void **state)
{
  (void)state;
  nb_rect before = board_area(&p);
  key(SDLK_n, 0);
  type("n"); // that of the key itself
  assert_true(p.notes.writing);
  assert_true(board_area(&p).width < before.width);
  type("# A $x$ b");
  assert_string_equal(p.notes.editor.text, "# A $x$ b");
  pause_for(0.35);
  pause_for(0.55);
  is_in_file("# A $x$ b");
  assert_true(isfinite(player_next_frame(&p)) || p.settings.reduced_motion); // the caret blinks
}

static void it_is_kept_while_the_map_is_shown(void **state)
{
  (void)state;
  type("!");
  key(SDLK_ESCAPE, 0);
  key(SDLK_m, 0);
  assert_true(p.map && p.map->open);
  pause_for(0.35);
  pause_for(0.55);
  is_in_file("# A $x$ b!");
  key(SDLK_ESCAPE, 0);
  key(SDLK_n, 0);
  type("n");
  key(SDLK_BACKSPACE, 0);
}

static void keys_are_the_pages_while_it_is_written(void **state)
{
  (void)state;
  int step = stage_where(p.stage).step;
  key(SDLK_RIGHT, 0);
  key(SDLK_SPACE, 0);
  key(SDLK_m, 0);
  assert_int_equal(stage_where(p.stage).step, step);
  assert_false(p.playback.playing);
  assert_true(!p.map || !p.map->open);
  key(SDLK_ESCAPE, 0);
  assert_true(p.notes.open && !p.notes.writing);
  key(SDLK_RIGHT, 0);
  assert_int_equal(stage_where(p.stage).step, step + 1);
  key(SDLK_ESCAPE, 0);
  assert_false(p.notes.open);
  key(SDLK_HOME, 0);
  p.playback.playing = false;
}

static void editing_by_keys(void **state)
{
  (void)state;
  key(SDLK_n, 0);
  type("n");
  key(SDLK_a, KMOD_LCTRL);
  key(SDLK_c, KMOD_LCTRL);
  key(SDLK_END, KMOD_LCTRL);
  key(SDLK_RETURN, 0);
  key(SDLK_v, KMOD_LCTRL);
  assert_string_equal(p.notes.editor.text, "# A $x$ b\n# A $x$ b");
  key(SDLK_LEFT, KMOD_LCTRL | KMOD_LSHIFT);
  key(SDLK_x, KMOD_LCTRL);
  assert_string_equal(p.notes.editor.text, "# A $x$ b\n# A $x$ ");
  key(SDLK_UP, 0); // to the line above, at the same place
  type("y");
  assert_true(strchr(p.notes.editor.text, 'y') < strchr(p.notes.editor.text, '\n'));
  for (int k = 0; k < 8; k++)
    key(SDLK_z, KMOD_LCTRL);
  assert_string_equal(p.notes.editor.text, "# A $x$ b");
  key(SDLK_y, KMOD_LCTRL);
  assert_string_equal(p.notes.editor.text, "# A $x$ b\n");
  key(SDLK_z, KMOD_LCTRL);
  // An input method composes, and then puts.
  SDL_Event e = {.edit = {.type = SDL_TEXTEDITING, .text = "あ"}};
  player_event(&p, &e);
  player_frame(&p);
  assert_string_equal(p.notes.composing, "あ");
  assert_string_equal(p.notes.editor.text, "# A $x$ b");
  type("a");
  assert_string_equal(p.notes.composing, "");
  key(SDLK_z, KMOD_LCTRL);
}

static void the_mouse_puts_the_caret_and_selects(void **state)
{
  (void)state;
  nb_rect view = notes_view(&p);
  nb_vec2 first = nb_at(view.x + 0.02f, view.y + view.height - 0.15f);
  click(window_plane(&p), first, 1);
  assert_int_equal(p.notes.editor.caret, 0);
  click(window_plane(&p), nb_at(view.x + 2, view.y + 0.1f), 1);
  assert_int_equal(p.notes.editor.caret, p.notes.editor.length);
  click(window_plane(&p), first, 3);
  assert_int_equal(editor_to(&p.notes.editor) - editor_from(&p.notes.editor), p.notes.editor.length);
  click(board_on_window(&p), nb_at(-6, -3), 1); // at the board, keys are the lesson's
  assert_false(p.notes.writing);
  key(SDLK_ESCAPE, 0);
}

static void the_panel_of_values_and_notes_take_turns(void **state)
{
  (void)state;
  key(SDLK_v, 0);
  assert_true(p.settings.panel);
  key(SDLK_n, 0);
  assert_true(p.notes.open && !p.settings.panel);
  key(SDLK_ESCAPE, 0);
  key(SDLK_v, 0);
  assert_true(p.settings.panel && !p.notes.open);
  key(SDLK_v, 0);
}

static void who_watched_to_the_end_is_asked_for_a_summary(void **state)
{
  (void)state;
  const nb_scene *scene = stage_scene(p.stage);
  int last = scene->step_count - 1;
  stand_at(last, scene->steps[last].seconds);
  assert_false(notes_ask(&p)); // it was not watched
  notebook_scene row = {
      .steps = scene->step_count, .seen = (UINT64_C(1) << scene->step_count) - 1, .watched = 5};
  memcpy(row.id, p.scene, sizeof row.id);
  notebook_keep(p.notebook, &row);
  player_frame(&p);
  assert_true(notes_ask(&p));
  key(SDLK_n, 0);
  type("nfirst");
  assert_string_equal(p.notes.editor.text, "# A $x$ b\n\n## In three sentences\n\nfirst");
  key(SDLK_ESCAPE, 0);
  assert_false(notes_ask(&p));
  stand_at(0, 0);
  key(SDLK_ESCAPE, 0);
}

static void any_size_of_window(void **state)
{
  (void)state;
  static const int sizes[][2] = {{320, 200}, {160, 90}, {3840, 2160}, {200, 900}, {640, 360}};
  key(SDLK_n, 0);
  for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
    SDL_Event e;
    SDL_SetWindowSize(p.window.sdl, sizes[k][0], sizes[k][1]);
    while (SDL_PollEvent(&e))
      player_event(&p, &e);
    p.notice_until = 0;
    player_frame(&p);
    if (p.picture.changed) // it has not been painted
      fail_msg("%d x %d: %s", sizes[k][0], sizes[k][1], p.notice);
    if (p.clock < p.notice_until)
      fail_msg("%d x %d: %s", sizes[k][0], sizes[k][1], p.notice);
  }
  key(SDLK_ESCAPE, 0);
  key(SDLK_ESCAPE, 0);
}

static void notes_come_back_after_a_restart(void **state)
{
  (void)state;
  char before[200];
  key(SDLK_n, 0);
  type("n!");
  snprintf(before, sizeof before, "%s", p.notes.editor.text);
  player_take_down(&p); // at once: nothing was to be waited for
  assert_false(nb_failed(player_set_up(&p, &options)));
  player_frame(&p);
  assert_string_equal(notebook_note(p.notebook, p.scene), before);
  // A second program reads them, and says so in the column.
  player second;
  assert_false(nb_failed(player_set_up(&second, &options)));
  player_frame(&second);
  assert_int_equal(notebook_state(second.notebook).mode, NOTEBOOK_READS);
  assert_string_equal(notebook_note(second.notebook, second.scene), before);
  assert_non_null(strstr(second.notice, "another Nabla"));
  notes_write(&second);
  player_frame(&second);
  player_take_down(&second);
}

static int set_up(void **state)
{
  (void)state;
  return open_player(&options);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_typed_is_kept_within_a_second),
      cmocka_unit_test(it_is_kept_while_the_map_is_shown),
      cmocka_unit_test(keys_are_the_pages_while_it_is_written),
      cmocka_unit_test(editing_by_keys),
      cmocka_unit_test(the_mouse_puts_the_caret_and_selects),
      cmocka_unit_test(the_panel_of_values_and_notes_take_turns),
      cmocka_unit_test(who_watched_to_the_end_is_asked_for_a_summary),
      cmocka_unit_test(any_size_of_window),
      cmocka_unit_test(notes_come_back_after_a_restart),
  };
  return cmocka_run_group_tests(tests, set_up, close_player);
}
