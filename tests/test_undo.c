// Undo and redo: of every kind of parameter, in any order, leaving the state that the edits themselves leave.
#include "staged.h"

#include <stdlib.h>

#include "app/undo.h"
#include "scenes/plain.h"

static const nb_param *about;

static size_t state_size(const stage *s)
{
  return stage_scene(s)->state_size;
}

static void every_kind_comes_back(void **state)
{
  static const char *const edits[][2] = {{"number", "1.5"}, {"integer", "7"},  {"on", "true"},
                                         {"angle", "0.5"},  {"point", "1,-2"}, {"matrix", "1,2,3,-1"},
                                         {"text", "x^2"}};
  enum { EDITS = sizeof edits / sizeof *edits };
  stage *s = open_scene(TEST_SCENE("plain"), *state);
  undo *u = undo_create(s);
  void *kept[EDITS + 1];
  for (int k = 0; k <= EDITS; k++) {
    kept[k] = malloc(state_size(s));
    memcpy(kept[k], stage_state(s), state_size(s));
    if (k < EDITS)
      assert_ok(stage_set_text(s, edits[k][0], edits[k][1]));
    undo_note(u, s, false);
  }
  for (int k = EDITS - 1; k >= 0; k--) {
    assert_true(undo_back(u, s, &about));
    assert_string_equal(about->name, edits[k][0]);
    assert_memory_equal(stage_state(s), kept[k], state_size(s));
  }
  assert_false(undo_back(u, s, &about));
  for (int k = 1; k <= EDITS; k++) {
    assert_true(undo_forward(u, s, &about));
    assert_memory_equal(stage_state(s), kept[k], state_size(s));
  }
  assert_false(undo_forward(u, s, &about));
  for (int k = 0; k <= EDITS; k++)
    free(kept[k]);
  undo_destroy(u);
  stage_close(s);
}

static float number(const stage *s)
{
  float value;
  memcpy(&value, (const char *)stage_state(s) + stage_param(s, "number")->offset, sizeof value);
  return value;
}

static void set_number(stage *s, float value)
{
  assert_ok(stage_set(s, stage_param(s, "number")->offset, &value, sizeof value));
}

// Turns of a wheel are undone at once; a reset of everything, too; a new change ends what could be redone.
static void what_belongs_together(void **state)
{
  stage *s = open_scene(TEST_SCENE("plain"), *state);
  undo *u = undo_create(s);
  float first = number(s);
  for (int k = 1; k <= 5; k++) {
    set_number(s, 0.1f * (float)k);
    undo_note(u, s, k > 1);
  }
  set_number(s, 2);
  undo_note(u, s, false);
  assert_ok(stage_set_text(s, "integer", "8"));
  undo_note(u, s, true); // another parameter: an entry of its own
  stage_reset(s);
  undo_note(u, s, false);
  assert_true(undo_back(u, s, &about));
  assert_true(number(s) == 2);
  assert_true(undo_back(u, s, &about) && undo_back(u, s, &about));
  assert_true(number(s) == 0.5f);
  set_number(s, -1);
  assert_false(undo_forward(u, s, &about));
  assert_true(number(s) == -1);
  assert_true(undo_back(u, s, &about) && undo_back(u, s, &about));
  assert_true(number(s) == first);
  assert_false(undo_back(u, s, &about));
  undo_destroy(u);
  stage_close(s);
}

static void the_oldest_go(void **state)
{
  stage *s = open_scene(TEST_SCENE("plain"), *state);
  undo *u = undo_create(s);
  for (int k = 1; k <= UNDO_ENTRIES + 100; k++) {
    set_number(s, (float)k / 1000);
    undo_note(u, s, false);
  }
  int undone = 0;
  while (undo_back(u, s, &about))
    undone++;
  assert_int_equal(undone, UNDO_ENTRIES);
  assert_true(number(s) == 0.1f);
  undo_destroy(u);
  stage_close(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_kind_comes_back),
      cmocka_unit_test(what_belongs_together),
      cmocka_unit_test(the_oldest_go),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
