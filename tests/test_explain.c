// Explaining aloud: what the talk keeps, what the partner sees, and what happens when a screen goes.
#include "played.h"
#include "stage/carry.h"

static const char *const id = "tests/said";
static const char *const notebook_file = NABLA_BUILD "/test-explain.sqlite";

// ---------------------------------------------------------------------------------------------------------------
// The talk, without a window

static const nb_step steps[] = {
    {"One", .seconds = 1, .hear = {"a", "b"}}, {"Two", .seconds = 1}, {"Three", .seconds = 1, .hear = {"c"}}};
static const nb_scene scene = {.title = "A scene", NB_STEPS(steps)};

static notebook *in_memory(void)
{
  return notebook_open(&(notebook_options){.path = "/dev/null/none"});
}

static void time_is_counted_where_it_passes(void **state)
{
  (void)state;
  notebook *n = in_memory();
  explain e = {0};
  explain_begin(&e, n, "a/one", &scene, 1000);
  for (double at = 1000; at <= 1030; at += 0.25)
    explain_run(&e, at < 1020 ? 0 : 2, at);
  explain_run(&e, 1, 1030);
  const talk *t = explain_talk(&e);
  assert_float_equal(t->spent[0], 20, 0.26);
  assert_float_equal(t->spent[2], 10, 0.26);
  assert_float_equal(talk_seconds(t), 30, 1e-3);
  assert_float_equal(e.here, 0, 0);
  explain_run(&e, 1, 1030 + 8000); // the computer slept
  explain_run(&e, 1, 1030 + 8001);
  assert_float_equal(t->spent[1], 11, 1e-3);
  e.over = true; // looked back on: nothing passes
  explain_run(&e, 1, 1030 + 8009);
  assert_float_equal(talk_seconds(explain_talk(&e)), 41, 1e-3);
  explain_run(&e, 1, 20); // a clock that was put back
  assert_float_equal(talk_seconds(explain_talk(&e)), 41, 1e-3);
  notebook_close(n);
}

static void steps_before_leave_what_they_did_not_say(void **state)
{
  (void)state;
  notebook *n = in_memory();
  explain e = {0};
  partner_point rows[PARTNER_POINTS];
  int own;
  explain_begin(&e, n, "a/one", &scene, 1000);
  assert_int_equal(explain_fill(&e, 0, rows, PARTNER_POINTS, &own), 2);
  assert_int_equal(own, 2);
  explain_tick(&e, &rows[0], 1001);
  // Not reached, nothing is missed of it.
  assert_int_equal(explain_fill(&e, 2, rows, PARTNER_POINTS, &own), 1);
  explain_run(&e, 0, 1000);
  explain_run(&e, 0, 1005);
  explain_run(&e, 2, 1006);
  assert_int_equal(explain_fill(&e, 2, rows, PARTNER_POINTS, &own), 2);
  assert_int_equal(own, 1);
  assert_string_equal(rows[0].words, "c");
  assert_string_equal(rows[1].words, "b");
  explain_tick(&e, &rows[1], 1007);
  assert_int_equal(explain_fill(&e, 2, rows, PARTNER_POINTS, &own), 1);
  // And back: it was not, after all.
  explain_fill(&e, 0, rows, PARTNER_POINTS, &own);
  assert_true(rows[1].heard);
  explain_tick(&e, &rows[1], 1008);
  explain_fill(&e, 0, rows, PARTNER_POINTS, &own);
  assert_false(rows[1].heard);
  assert_int_equal(explain_fill(&e, 0, rows, 1, &own), 1); // no more than there is room for
  notebook_close(n);
}

static void a_talk_that_was_cut_off_goes_on(void **state)
{
  (void)state;
  notebook *n = in_memory();
  explain e = {0}, again = {0};
  partner_point rows[PARTNER_POINTS];
  int own;
  explain_begin(&e, n, "a/one", &scene, 1000);
  explain_fill(&e, 0, rows, PARTNER_POINTS, &own);
  explain_tick(&e, &rows[0], 1100);
  explain_begin(&again, n, "a/one", &scene, 1100 + 1800);
  assert_true(again.talk == e.talk);
  explain_fill(&again, 0, rows, PARTNER_POINTS, &own);
  assert_true(rows[0].heard);
  explain_begin(&again, n, "a/one", &scene, 1100 + 7200); // too long ago
  assert_true(again.talk != e.talk);
  explain_end(&again, 1100 + 7300);
  assert_true(explain_talk(&again) == NULL);
  explain_begin(&again, n, "a/one", &scene, 1100 + 7400); // that one had ended
  assert_int_equal(explain_talk(&again)->point_count, 3);
  assert_int_equal(talk_said(explain_talk(&again)), 0);
  notebook_close(n);
}

// ---------------------------------------------------------------------------------------------------------------
// In the player

static void letter(const char *text)
{
  SDL_Event e = {.text = {.type = SDL_TEXTINPUT}};
  snprintf(e.text.text, sizeof e.text.text, "%s", text);
  player_event(&p, &e);
  player_frame(&p);
}

static const talk *talked(void)
{
  return talk_last(p.notebook, id);
}

static double heard(int step, const char *point)
{
  for (int k = 0; k < talked()->point_count; k++)
    if (talked()->points[k].step == step && strcmp(talked()->points[k].words, point) == 0)
      return talked()->points[k].heard;
  fail_msg("step %d has no point \"%s\"", step, point);
  return 0;
}

// Time that has passed at the present step.
static void spend(float seconds)
{
  p.explaining.talk.unkept += seconds;
  player_frame(&p);
}

static void click(nb_vec2 at)
{
  nb_vec2 pixel = nb_affine_apply(window_plane(&p), at);
  int x = (int)pixel.x, y = (int)pixel.y;
  player_event(&p, &(SDL_Event){.motion = {.type = SDL_MOUSEMOTION, .x = x, .y = y}});
  player_event(
      &p,
      &(SDL_Event){
          .button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .clicks = 1, .x = x, .y = y}});
  player_event(
      &p, &(SDL_Event){.button = {.type = SDL_MOUSEBUTTONUP, .button = SDL_BUTTON_LEFT, .x = x, .y = y}});
  player_frame(&p);
}

static nb_vec2 middle_of(nb_rect r)
{
  return nb_at(r.x + 0.5f * r.width, r.y + 0.5f * r.height);
}

static void the_partner_has_a_column_and_the_board_makes_room(void **state)
{
  (void)state;
  stand_at(0, 0.5f);
  assert_false(player_view(&p).hide_caption);
  key(SDLK_p, 0);
  assert_true(explaining_goes_on(&p));
  nb_rect board = board_area(&p);
  assert_true(board.width < 500 && board.width > 300);
  assert_true(p.picture.layers[PICTURE_COLUMN].size > 0);
  assert_true(player_view(&p).hide_caption);
  key(SDLK_c, 0); // the speaker wants them
  assert_false(player_view(&p).hide_caption);
  assert_true(p.settings.captions);
  key(SDLK_c, 0);
}

static void points_are_ticked_by_figure_and_by_click(void **state)
{
  (void)state;
  letter("1");
  assert_true(heard(0, "one is said") != 0);
  click(middle_of(p.explaining.spots.area[1]));
  assert_true(heard(0, "and one more") != 0);
  click(middle_of(p.explaining.spots.area[1]));
  assert_true(heard(0, "and one more") == 0);
  letter("9"); // there is none
  spend(20);
  stand_at(1, 0.5f);
  spend(12);
  letter("2"); // what step one left
  assert_true(heard(0, "and one more") != 0);
  letter("2"); // it is gone from the list, and a figure never marks
  assert_true(heard(1, "two is said") == 0);
  assert_int_equal(talked()->lost_count, 0);
  stand_at(0, 0.5f);
  letter("2"); // it was not, after all
  assert_true(heard(0, "and one more") == 0);
  stand_at(1, 0.5f);
}

static void what_lost_the_partner_is_kept(void **state)
{
  (void)state;
  assert_int_equal(talked()->lost_count, 0);
  key(SDLK_y, 0);
  assert_int_equal(talked()->lost_count, 1);
  const talk_lost *lost = &talked()->lost[0];
  assert_int_equal(lost->step, 1);
  assert_float_equal(lost->seconds, 0.5f, 0);
  carry *c = carry_read(lost->moment);
  assert_non_null(c);
  carry_free(c);
  assert_true(explaining_since_lost(&p) >= 0 && explaining_since_lost(&p) < 2);
  click(middle_of(p.explaining.spots.area[p.explaining.spots.count - 1])); // the mark itself
  assert_int_equal(talked()->lost_count, 2);
}

// A window on the only screen there is stands for one on a second screen.
static void a_screen_that_goes_leaves_the_talk(void **state)
{
  (void)state;
  partner_window_open(&p, 0);
  player_frame(&p);
  assert_true(partner_window_is_open(&p));
  assert_true(board_area(&p).width == 640); // the board has all of its window again
  // In its own window: figures tick, a press ticks, other keys are the talk's.
  Uint32 beside = SDL_GetWindowID(p.partner.window.sdl);
  SDL_Event e = {.text = {.type = SDL_TEXTINPUT, .windowID = beside, .text = "1"}};
  player_event(&p, &e);
  assert_true(heard(1, "two is said") != 0);
  int width, height;
  window_size(&p.partner.window, &width, &height);
  nb_vec2 at = nb_affine_apply(board_place(width, height), middle_of(p.explaining.spots.area[0]));
  player_event(&p, &(SDL_Event){.button = {.type = SDL_MOUSEBUTTONDOWN,
                                           .windowID = beside,
                                           .button = SDL_BUTTON_LEFT,
                                           .x = (int)at.x,
                                           .y = (int)at.y}});
  assert_true(heard(1, "two is said") == 0);
  player_event(&p, &(SDL_Event){.tfinger = {.type = SDL_FINGERDOWN,
                                            .windowID = beside,
                                            .x = at.x / (float)width,
                                            .y = at.y / (float)height}});
  assert_true(heard(1, "two is said") != 0);
  player_event(&p,
               &(SDL_Event){.key = {.type = SDL_KEYDOWN, .windowID = beside, .keysym = {.sym = SDLK_RIGHT}}});
  assert_int_equal(stage_where(p.stage).step, 2);
  p.playback.playing = false;
  player_frame(&p);
  // It goes, in the middle of it.
  player_event(&p,
               &(SDL_Event){.display = {.type = SDL_DISPLAYEVENT, .event = SDL_DISPLAYEVENT_DISCONNECTED}});
  player_frame(&p);
  assert_false(partner_window_is_open(&p));
  assert_true(explaining_goes_on(&p));
  assert_true(board_area(&p).width < 500);
  assert_true(strstr(p.notice, "screen is gone") != NULL);
  letter("1");
  assert_true(heard(2, "it is one") != 0);
  // So it is where somebody closes it.
  partner_window_open(&p, 0);
  player_frame(&p);
  player_event(&p, &(SDL_Event){.window = {.type = SDL_WINDOWEVENT,
                                           .windowID = SDL_GetWindowID(p.partner.window.sdl),
                                           .event = SDL_WINDOWEVENT_CLOSE}});
  assert_false(p.quit || partner_window_is_open(&p));
  assert_true(explaining_goes_on(&p));
}

// The small board shows the scene, in the partner's own pixels.
static void the_window_shows_what_the_audience_sees(void **state)
{
  (void)state;
  stand_at(2, 0.5f);
  partner_window_open(&p, 0);
  player_frame(&p);
  pixels target;
  int width, height;
  window_size(&p.partner.window, &width, &height);
  assert_false(nb_failed(window_begin(&p.partner.window, &target)));
  assert_false(nb_failed(picture_paint(&p.partner.picture, p.partner.painter, target)));
  nb_rect board = partner_board();
  nb_vec2 on_board = nb_at(-0.5f, 0.5f); // the disc's middle
  float unit = board.width / 16;
  nb_vec2 at = nb_at(board.x + unit * (8 + on_board.x), board.y + unit * (4.5f + on_board.y));
  nb_vec2 pixel = nb_affine_apply(board_place(width, height), at);
  nb_rgba want = nb_theme_color(settings_theme(&p.settings), NB_I);
  const uint8_t *got = target.bytes + (size_t)pixel.y * target.stride + 4 * (size_t)pixel.x;
  for (int k = 0; k < 3; k++) {
    int channel = (int)(want >> 8 * k & 255), is = got[2 - k];
    if (abs(channel - is) > 2)
      fail_msg("channel %d of the disc is %d, not %d", k, is, channel);
  }
  partner_window_close(&p);
}

static void the_end_tells_what_was_not_said(void **state)
{
  (void)state;
  letter("1"); // taken back: it was not
  assert_true(heard(2, "it is one") == 0);
  spend(10);
  key(SDLK_ESCAPE, 0);
  assert_false(explaining_goes_on(&p));
  assert_true(p.explaining.summary.open);
  assert_true(board_area(&p).width == 640);
  assert_int_equal(p.explaining.summary.count, 4);
  assert_string_equal(p.explaining.summary.rows[0].words, "and one more");
  assert_int_equal(p.explaining.summary.rows[1].step, 2);
  assert_int_equal(p.explaining.summary.rows[2].kind, SUMMARY_LOST);
  key(SDLK_SPACE, 0); // it was said after all
  assert_true(heard(0, "and one more") != 0);
  key(SDLK_SPACE, 0);
  key(SDLK_p, 0); // goes on
  assert_true(explaining_goes_on(&p));
  key(SDLK_p, 0);
  assert_true(p.explaining.summary.open);
}

static void a_gap_leads_to_its_step_and_becomes_a_review(void **state)
{
  (void)state;
  key(SDLK_DOWN, 0);
  key(SDLK_RETURN, 0);
  assert_false(p.explaining.summary.open);
  assert_int_equal(stage_where(p.stage).step, 2);
  assert_int_equal(p.explaining.talk.talk, 0);
  assert_true(talked()->ended != 0);
  assert_non_null(review_find(p.notebook, (review_key){id, 0, "and one more"}));
  assert_non_null(review_find(p.notebook, (review_key){id, 2, "it is one"}));
  assert_non_null(review_find(p.notebook, (review_key){id, 1, ""}));
  assert_null(review_find(p.notebook, (review_key){id, 0, "one is said"}));
  assert_null(review_find(p.notebook, (review_key){id, 3, "four is said"}));
  double tomorrow = explaining_now() + 86400;
  assert_true(notebook_find(p.notebook, id)->due <= tomorrow);
  assert_false(player_view(&p).hide_caption);
}

// S: to what the step rests on.
static void a_gap_leads_to_what_its_step_rests_on(void **state)
{
  (void)state;
  stand_at(1, 0.5f);
  key(SDLK_p, 0);
  spend(40);
  key(SDLK_p, 0);
  assert_true(p.explaining.summary.open);
  assert_int_equal(p.explaining.summary.rows[0].step, 1);
  key(SDLK_s, 0);
  assert_false(p.explaining.summary.open);
  assert_int_equal(stage_where(p.stage).step, 1);
  assert_true(p.stuck.open);
  key(SDLK_ESCAPE, 0);
}

// Where the partner was lost one comes to the moment that was kept, with what the viewer had set then.
static void a_loss_leads_to_its_moment(void **state)
{
  (void)state;
  stand_at(3, 0.25f);
  assert_false(nb_failed(stage_set_text(p.stage, "guess", "2.5")));
  key(SDLK_p, 0);
  key(SDLK_y, 0);
  assert_false(nb_failed(stage_set_text(p.stage, "guess", "-1")));
  stand_at(0, 0.5f);
  key(SDLK_p, 0);
  key(SDLK_UP, 0); // the last row
  assert_int_equal(p.explaining.summary.rows[p.explaining.summary.selected].kind, SUMMARY_LOST);
  key(SDLK_RETURN, 0);
  char text[40];
  stage_get_text(p.stage, stage_param(p.stage, "guess"), text, sizeof text);
  assert_int_equal(stage_where(p.stage).step, 3);
  assert_float_equal(stage_where(p.stage).seconds, 0.25f, 1e-3);
  assert_string_equal(text, "2.5");
}

static void a_touch_of_p_leaves_nothing(void **state)
{
  (void)state;
  int64_t before = talked()->id;
  key(SDLK_p, 0);
  assert_true(talked()->id != before);
  key(SDLK_p, 0);
  assert_false(p.explaining.summary.open);
  assert_true(talked()->id == before);
  assert_int_equal(p.explaining.talk.talk, 0);
}

static int open(void **unused)
{
  (void)unused;
  static const shelf here = {.scenes = NABLA_BUILD "/tests/scenes", .sources = NABLA_BUILD "/no-scenes"};
  static player_options options = {.plugin = NABLA_BUILD "/tests/scenes/tests/said.so", .shelf = &here};
  options.notebook = notebook_file;
  return open_player(&options);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(time_is_counted_where_it_passes),
      cmocka_unit_test(steps_before_leave_what_they_did_not_say),
      cmocka_unit_test(a_talk_that_was_cut_off_goes_on),
      cmocka_unit_test(the_partner_has_a_column_and_the_board_makes_room),
      cmocka_unit_test(points_are_ticked_by_figure_and_by_click),
      cmocka_unit_test(what_lost_the_partner_is_kept),
      cmocka_unit_test(a_screen_that_goes_leaves_the_talk),
      cmocka_unit_test(the_window_shows_what_the_audience_sees),
      cmocka_unit_test(the_end_tells_what_was_not_said),
      cmocka_unit_test(a_gap_leads_to_its_step_and_becomes_a_review),
      cmocka_unit_test(a_gap_leads_to_what_its_step_rests_on),
      cmocka_unit_test(a_loss_leads_to_its_moment),
      cmocka_unit_test(a_touch_of_p_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, open, close_player);
}
