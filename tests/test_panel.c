// The panel of parameters: its numbers are the state's, whatever their kind, and its spots lie where they are found.
#include "staged.h"

#include <math.h>

#include "app/line.h"
#include "app/value.h"
#include "interface/panel.h"
#include "interface/typed.h"
#include "scenes/plain.h"

static stage *scene;

static int open_plain(void **state)
{
  (void)state;
  scene = open_scene(TEST_SCENE("plain"), NULL);
  return 0;
}

static int close_plain(void **state)
{
  (void)state;
  stage_close(scene);
  return 0;
}

static value of(const char *name, int number)
{
  return (value){stage_param(scene, name), number};
}

static void shows(const char *name, int number, const char *wanted)
{
  char text[VALUE_BYTES];
  value_print(of(name, number), value_get(of(name, number), scene), text);
  assert_string_equal(text, wanted);
}

static void numbers_are_read_row_by_row(void **state)
{
  (void)state;
  assert_ok(stage_set_text(scene, "matrix", "1,-0.5,0.25,2"));
  shows("matrix", 0, "1.00");
  shows("matrix", 1, "\u22120.50");
  shows("matrix", 2, "0.25");
  shows("matrix", 3, "2.00");
  assert_ok(value_set(of("matrix", 1), scene, 3));
  char text[80];
  stage_get_text(scene, stage_param(scene, "matrix"), text, sizeof text);
  assert_string_equal(text, "1,3,0.25,2");
}

static void angles_are_degrees_and_choices_whole(void **state)
{
  (void)state;
  assert_ok(value_set(of("angle", 0), scene, 90));
  shows("angle", 0, "90.0°");
  float radians;
  memcpy(&radians, (const char *)stage_state(scene) + stage_param(scene, "angle")->offset, sizeof radians);
  assert_true(fabsf(radians - 1.5707963f) < 1e-5f);
  assert_ok(value_set(of("integer", 0), scene, 100));
  shows("integer", 0, "9");
  assert_true(value_step(of("integer", 0), 9, -1, false, false) == 8);
  assert_true(value_step(of("integer", 0), 9, 1, false, false) == 9);
  assert_true(value_step(of("choice", 0), 0, -1, false, false) == 0);
  assert_true(nb_failed(value_set(of("number", 0), scene, NAN)));
}

static void a_slider_goes_there_and_back(void **state)
{
  (void)state;
  value v = of("number", 0);
  for (float along = 0; along <= 1; along += 0.125f)
    assert_true(fabsf(value_along(v, value_at(v, along, false)) - along) < 0.005f);
  assert_true(value_at(v, -1, false) == v.param->min && value_at(v, 2, false) == v.param->max);
  float snapped = value_at(v, 0.37f, true);
  assert_true(fmodf(snapped, 0.5f) == 0);
}

static void what_is_typed_is_a_number_or_not(void **state)
{
  (void)state;
  float number;
  assert_true(value_parse(of("number", 0), "-1,25", &number) && number == -1.25f);
  assert_false(value_parse(of("number", 0), "1.2.3", &number));
  assert_false(value_parse(of("number", 0), "", &number));
  assert_false(value_parse(of("number", 0), "inf", &number));
}

static void every_spot_is_found_where_it_lies(void **state)
{
  (void)state;
  static const panel_row rows[] = {{.name = "a", .kind = PANEL_SLIDER, .count = 1, .columns = 1},
                                   {.name = "m", .kind = PANEL_GRID, .count = 9, .columns = 3},
                                   {.name = "n", .kind = PANEL_STEPPER, .count = 1, .columns = 1},
                                   {.name = "s", .kind = PANEL_SWITCH, .count = 1, .columns = 1},
                                   {.name = "f", .kind = PANEL_WORDS, .words = "x"},
                                   {.name = "c", .kind = PANEL_GRID, .count = 8, .columns = 4, .word = true}};
  panel_view v = {.rows = rows, .count = 6, .edge = 8};
  panel_spot spots[PANEL_SPOTS];
  int count = panel_spots(&v, spots);
  assert_int_equal(count, 2 + 9 + 3 + 1 + 1 + 8);
  nb_rect area = panel_area(&v);
  for (int k = 0; k < count; k++) {
    nb_rect r = spots[k].area;
    assert_true(r.x >= area.x && r.x + r.width <= area.x + area.width && r.y >= area.y);
    panel_spot found = panel_at(&v, nb_at(r.x + 0.5f * r.width, r.y + 0.5f * r.height));
    assert_int_equal(found.part, spots[k].part);
    assert_int_equal(found.row, spots[k].row);
    assert_int_equal(found.number, spots[k].number);
  }
  assert_int_equal(panel_at(&v, nb_at(0, 0)).part, PANEL_NOTHING);
  v.hidden = true;
  assert_int_equal(panel_at(&v, nb_at(area.x + 0.1f, area.y + 0.1f)).part, PANEL_NOTHING);
}

static void a_line_is_typed_letter_by_letter(void **state)
{
  (void)state;
  char shown[LINE_BYTES + 4];
  line l = line_start("x²", 8);
  l.fresh = false;
  assert_true(line_key(&l, SDLK_BACKSPACE));
  assert_string_equal(l.text, "x");
  line_type(&l, "π+1");
  line_key(&l, SDLK_HOME);
  line_key(&l, SDLK_RIGHT);
  line_key(&l, SDLK_DELETE);
  line_show(&l, shown, sizeof shown);
  assert_string_equal(shown, "x|+1");
  line_type(&l, "123456");
  assert_string_equal(l.text, "x+1"); // no room
  line fresh = line_start("12", 8);
  line_type(&fresh, "7");
  assert_string_equal(fresh.text, "7");
  line marked = line_start("x + y", 20);
  marked.fresh = false;
  line_mark(&marked);
  line_show(&marked, shown, sizeof shown);
  assert_string_equal(shown, "|x + y|");
  assert_false(line_key(&marked, SDLK_LSHIFT)); // which a bracket needs
  line_type(&marked, "1/x");
  assert_string_equal(marked.text, "1/x");
  line_mark(&marked);
  line_key(&marked, SDLK_LEFT);
  line_type(&marked, "2");
  assert_string_equal(marked.text, "21/x");
  line_mark(&marked);
  line_key(&marked, SDLK_BACKSPACE);
  assert_string_equal(marked.text, "");
  assert_false(line_key(&fresh, SDLK_F1));
}

// Every sign as wide as another.
static float signs_of(void *measured, const char *text)
{
  float signs = 0;
  ++*(int *)measured;
  for (; *text; text++)
    signs += (*text & 0xc0) != 0x80;
  return signs;
}

// The caret is in sight wherever it stands, the room is used, and what shows is a stretch of the words.
static void what_is_typed_follows_the_caret(void **state)
{
  (void)state;
  static const char typed_words[] = "sin(x) + ½ cos(2π y) - exp(-x² - y²)";
  const int room = 12, length = (int)strlen(typed_words);
  int measured = 0;
  for (int caret = 0; caret <= length; caret++) {
    char with_bar[64];
    if ((typed_words[caret] & 0xc0) == 0x80)
      continue;
    snprintf(with_bar, sizeof with_bar, "%.*s|%s", caret, typed_words, typed_words + caret);
    typed t = typed_around(with_bar, caret, (float)room, signs_of, &measured);
    float signs = signs_of(&measured, t.text);
    if (t.text[caret - t.shift] != '|' || signs > (float)room || signs < (float)room - 1)
      fail_msg("caret %d: \"%s\" (%g signs, shift %d)", caret, t.text, (double)signs, t.shift);
    const char *cut = strstr(t.text, "…");
    int from = cut == t.text ? 3 : 0, to = (int)strlen(t.text);
    if (to > 3 && strcmp(t.text + to - 3, "…") == 0)
      to -= 3;
    assert_memory_equal(t.text + from, with_bar + from + t.shift, (size_t)(to - from));
  }
  typed whole = typed_around("x|y", 1, (float)room, signs_of, &measured);
  assert_string_equal(whole.text, "x|y");
  assert_int_equal(whole.shift, 0);
  typed none = typed_around("abc|def", 3, 0, signs_of, &measured); // no room at all
  assert_non_null(strchr(none.text, '|'));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_are_read_row_by_row),
      cmocka_unit_test(angles_are_degrees_and_choices_whole),
      cmocka_unit_test(a_slider_goes_there_and_back),
      cmocka_unit_test(what_is_typed_is_a_number_or_not),
      cmocka_unit_test(every_spot_is_found_where_it_lies),
      cmocka_unit_test(a_line_is_typed_letter_by_letter),
      cmocka_unit_test(what_is_typed_follows_the_caret),
  };
  return cmocka_run_group_tests(tests, open_plain, close_plain);
}
