// Pictures that take long: they are not asked for again while nothing has changed, who waits is told, and a hand that drags
// through what hangs a scene does not wait at every move.
#include "played.h"

#define DEAR NABLA_BUILD "/tests/scenes/tests/dear.so"

static player_options options = {.plugin = DEAR, .notebook = NABLA_BUILD "/test_dear.notebook"};

static int open_it(void **state)
{
  (void)state;
  return open_player(&options);
}

static void assert_ok(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s", e.text);
}

static double drawn_in(stage *s, nb_theme theme)
{
  const void *list;
  size_t size;
  assert_ok(stage_draw(s, theme, &list, &size));
  return stage_drawn_in(s);
}

static void set(stage *s, const char *name, const char *text)
{
  assert_ok(stage_set_text(s, name, text));
}

static void what_is_dear_is_kept(void **state)
{
  (void)state;
  nb_fonts *fonts;
  assert_ok(nb_fonts_open(&fonts, NABLA_ASSETS));
  stage *s;
  const void *list;
  size_t size, first_size;
  assert_ok(stage_open(&s, DEAR, (stage_options){.fonts = fonts, .assets = NABLA_ASSETS}));
  assert_true(drawn_in(s, NB_CHALK) > 0.05);
  assert_ok(stage_draw(s, NB_CHALK, &list, &first_size));
  assert_true(stage_drawn_in(s) == 0);
  void *first = malloc(first_size);
  assert_non_null(first);
  memcpy(first, list, first_size);

  assert_true(drawn_in(s, NB_BOARD) > 0.05); // whatever changes, it is made anew, and the same as ever
  assert_true(drawn_in(s, NB_CHALK) > 0.05);
  set(s, "v", "1,1");
  assert_true(drawn_in(s, NB_CHALK) > 0.05);
  set(s, "v", "2,1");
  assert_true(drawn_in(s, NB_CHALK) > 0.05);
  assert_ok(stage_jump(s, (stage_position){0, 0.5f}));
  assert_true(drawn_in(s, NB_CHALK) > 0.05);
  assert_ok(stage_jump(s, (stage_position){0, 0}));
  assert_true(drawn_in(s, NB_CHALK) > 0.05);
  assert_ok(stage_peek(s, (stage_position){1, 0.5f}, NB_CHALK, &list, &size)); // of another moment
  assert_ok(stage_draw(s, NB_CHALK, &list, &size));
  assert_true(stage_drawn_in(s) > 0.05);
  assert_int_equal(size, first_size);
  assert_memory_equal(list, first, size);
  const stage_grab *grabs;
  assert_true(drawn_in(s, NB_CHALK) == 0);
  assert_int_equal(stage_grabs(s, &grabs), 1); // and what can be taken hold of with it

  set(s, "cost", "0"); // what is cheap is asked for each time
  assert_true(drawn_in(s, NB_CHALK) > 0);
  assert_true(drawn_in(s, NB_CHALK) > 0);
  free(first);
  stage_close(s);
  nb_fonts_close(fonts);
}

static void who_waits_is_told(void **state)
{
  (void)state;
  p.notice_until = p.slow_until = 0;
  p.notice[0] = '\0';
  set(p.stage, "cost", "2");
  player_frame(&p);
  assert_string_equal(p.notice, "");
  static const char *const costs[] = {"6", "9", "9.9"}; // on a quick machine none of them may be enough
  for (int k = 0; k < 3 && stage_drawn_in(p.stage) < 0.5; k++) {
    set(p.stage, "cost", costs[k]);
    player_frame(&p);
  }
  if (stage_drawn_in(p.stage) >= 0.5)
    assert_non_null(strstr(p.notice, "for each picture here"));
  p.notice[0] = '\0';
  set(p.stage, "v", "1,1"); // and not again at once
  player_frame(&p);
  assert_string_equal(p.notice, "");
}

static void mouse(Uint32 type, int x, int y)
{
  SDL_Event e = {.motion = {.type = type, .x = x, .y = y}};
  if (type != SDL_MOUSEMOTION)
    e = (SDL_Event){.button = {.type = type, .button = SDL_BUTTON_LEFT, .clicks = 1, .x = x, .y = y}};
  player_event(&p, &e);
  player_frame(&p);
}

static void who_drags_waits_once(void **state)
{
  (void)state;
  set(p.stage, "cost", "0");
  set(p.stage, "v", "2,1");
  stand_at(0, 2);
  mouse(SDL_MOUSEMOTION, 400, 140); // the tip
  mouse(SDL_MOUSEBUTTONDOWN, 400, 140);
  assert_true(p.hands.holding);
  set(p.stage, "cost", "10");
  player_frame(&p);
  assert_true(p.hung && *p.trouble);
  double before = player_now();
  for (int k = 0; k < 10; k++)
    mouse(SDL_MOUSEMOTION, 400 + k, 140);
  assert_true(player_now() - before < 2); // one alone takes so long
  assert_true(*p.trouble != '\0');
  set(p.stage, "cost", "0");
  mouse(SDL_MOUSEBUTTONUP, 409, 140);
  assert_false(p.hands.holding);
  assert_string_equal(p.trouble, "");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_dear_is_kept),
      cmocka_unit_test(who_waits_is_told),
      cmocka_unit_test(who_drags_waits_once),
  };
  return cmocka_run_group_tests(tests, open_it, close_player);
}
