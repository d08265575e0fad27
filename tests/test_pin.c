// Ink that is pinned follows what it is pinned to: a point that is dragged, a place in space that the camera goes round.
#include "played.h"

#include <math.h>

#include "nabla/record.h"
#include "nabla/space.h"
#include "notebook/pin.h"
#include "scenes/hands.h"

static void near(nb_vec2 got, float x, float y, float slack)
{
  if (!(fabsf(got.x - x) <= slack && fabsf(got.y - y) <= slack))
    fail_msg("(%g, %g) instead of (%g, %g)", (double)got.x, (double)got.y, (double)x, (double)y);
}

// ---- in a picture

static nb_board *board;

static pin_scene picture_of_space(float turn, float aside)
{
  pin_scene s = {0};
  nb_board_begin(board, NB_CHALK, NULL, 0);
  nb_group(board, (nb_affine){.i = {1, 0}, .j = {0, 1}, .origin = {aside, 0}}, 1);
  nb_camera camera = {.azimuth = turn, .elevation = 0.4f, .distance = 9};
  nb_space(board, nb_look(camera, (nb_rect){-8, -4.5f, 16, 9}), (nb_space_spec){0});
  nb_point3(board, nb_at3(1, 1, 1), nb_style(.color = NB_V));
  nb_point3(board, nb_at3(-1, 1, -1), nb_style(.color = NB_V));
  nb_end(board);
  nb_end(board);
  assert_false(nb_failed(nb_board_finish(board, &s.list, &s.size)));
  return s;
}

static void a_place_in_space_is_found_again(void **state)
{
  (void)state;
  assert_false(nb_failed(nb_board_create(&board, NULL)));
  ink_pin pin;
  nb_vec2 at, drawn[2], first;
  pin_scene s = picture_of_space(0.5f, 0);
  drawn[0] = drawn[1] = nb_at(7.9f, 4.4f);
  assert_false(pin_find(&s, drawn, 2, &pin)); // too far away
  assert_true(pin_stands(&s, &(ink_pin){.kind = INK_PIN_SPACE, .place = {1, 1, 1}}, &first));
  drawn[1] = nb_add(first, nb_at(0.3f, 0.2f));
  assert_true(pin_find(&s, drawn, 2, &pin));
  assert_int_equal(pin.kind, INK_PIN_SPACE);
  assert_true(pin.place.x == 1 && pin.place.y == 1 && pin.place.z == 1);
  near(pin.from, first.x, first.y, 1e-5f);
  s = picture_of_space(0.5f, 2); // the group that it lies in is moved
  assert_true(pin_stands(&s, &pin, &at));
  near(at, first.x + 2, first.y, 1e-4f);
  s = picture_of_space(2, 0);
  assert_true(pin_stands(&s, &pin, &at));
  assert_true(fabsf(at.x - first.x) > 0.3f);
  s = (pin_scene){0};
  assert_false(pin_stands(&s, &pin, &at));
  nb_board_destroy(board);
}

// ---- in the player

static void send(Uint32 type, float x, float y)
{
  nb_vec2 pixel = {320 + 40 * x, 180 - 40 * y};
  if (type == SDL_MOUSEMOTION)
    player_event(&p, &(SDL_Event){.motion = {.type = type, .x = (int)pixel.x, .y = (int)pixel.y}});
  else
    player_event(
        &p,
        &(SDL_Event){
            .button = {
                .type = type, .button = SDL_BUTTON_LEFT, .clicks = 1, .x = (int)pixel.x, .y = (int)pixel.y}});
  player_frame(&p);
}

static void drag(float x0, float y0, float x1, float y1)
{
  send(SDL_MOUSEMOTION, x0, y0);
  send(SDL_MOUSEBUTTONDOWN, x0, y0);
  for (int k = 1; k <= 5; k++)
    send(SDL_MOUSEMOTION, x0 + (x1 - x0) * (float)k / 5, y0 + (y1 - y0) * (float)k / 5);
  send(SDL_MOUSEBUTTONUP, x1, y1);
}

static int set_up(void **state)
{
  (void)state;
  static player_options options;
  options = (player_options){.plugin = NABLA_BUILD "/tests/scenes/tests/hands.so",
                             .notebook = NABLA_BUILD "/test_pin.sqlite"};
  return open_player(&options);
}

static ink_page *page(void)
{
  return &p.ink.book->pages[MOVE];
}

// Where the stroke that is shown begins.
static nb_vec2 shown(void)
{
  for (uint32_t k = 0; k < page()->stroke_count; k++)
    if (page()->strokes[k].shown)
      return nb_add(page()->knots[page()->strokes[k].first].at, ink_page_shift(page(), &page()->strokes[k]));
  fail_msg("no stroke is shown");
  return nb_origin();
}

// A stroke beside the tip of v, which stands at (2, 1).
static nb_vec2 write_and_pin(void)
{
  stand_at(MOVE, 0);
  key(SDLK_d, 0);
  drag(2.3f, 1.2f, 3.3f, 1.8f);
  nb_vec2 at = shown();
  key(SDLK_i, 0);
  key(SDLK_d, 0);
  assert_int_equal(page()->pin_count, 1);
  assert_string_equal(page()->pins[0].name, "v");
  near(shown(), at.x, at.y, 1e-5f); // pinning moves nothing
  return at;
}

static void it_follows_a_dragged_point(void **state)
{
  (void)state;
  nb_vec2 at = write_and_pin();
  drag(2, 1, 1, -1.5f);
  nb_vec2 v = ((const State *)stage_state(p.stage))->v;
  near(shown(), at.x + v.x - 2, at.y + v.y - 1, 1e-3f);
  assert_true(v.x < 1.2f);
  stand_at(MOVE, 3);
  near(shown(), at.x + v.x - 2, at.y + v.y - 1, 1e-3f);
}

static void it_is_erased_where_it_is_shown(void **state)
{
  (void)state;
  (void)write_and_pin();
  drag(2, 1, -2, -1.5f);
  key(SDLK_e, 0);
  drag(2.8f, 0, 2.8f, 3); // where it was
  (void)shown();
  drag(-1.3f, -3, -1.3f, 1); // where it is
  uint32_t count;
  assert_null(ink_page_shown(page(), &count));
  key(SDLK_z, KMOD_LCTRL);
  (void)shown();
}

static void it_is_loosened_where_it_is(void **state)
{
  (void)state;
  (void)write_and_pin();
  drag(2, 1, -2, -1.5f);
  nb_vec2 at = shown();
  key(SDLK_i, 0);
  near(shown(), at.x, at.y, 1e-4f);
  drag(-2, -1.5f, 2, 1);
  near(shown(), at.x, at.y, 1e-4f);
  key(SDLK_z, KMOD_LCTRL); // the drag
  key(SDLK_z, KMOD_LCTRL); // the loosening
  key(SDLK_z, KMOD_LCTRL); // the first drag
  assert_true(shown().x > 2);
}

static void it_hangs_there_the_next_time(void **state)
{
  (void)state;
  nb_vec2 at = write_and_pin();
  player_take_down(&p);
  assert_false(nb_failed(player_set_up(&p, p.options)));
  stand_at(MOVE, 0);
  near(shown(), at.x, at.y, 1e-4f);
  drag(2, 1, 1, 2);
  nb_vec2 v = ((const State *)stage_state(p.stage))->v;
  near(shown(), at.x + v.x - 2, at.y + v.y - 1, 1e-3f);
}

static void without_a_point_it_says_so(void **state)
{
  (void)state;
  stand_at(MOVE, 0);
  key(SDLK_i, 0);
  assert_non_null(strstr(p.notice, "write something"));
  key(SDLK_d, 0);
  drag(-7.5f, -3.5f, -7, -3.8f);
  key(SDLK_i, 0);
  assert_non_null(strstr(p.notice, "no point near"));
  assert_int_equal(page()->pin_count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, close_player)

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_place_in_space_is_found_again),
      TEST(it_follows_a_dragged_point),
      TEST(it_is_erased_where_it_is_shown),
      TEST(it_is_loosened_where_it_is),
      TEST(it_hangs_there_the_next_time),
      TEST(without_a_point_it_says_so),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
