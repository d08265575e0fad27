// One key undoes what was done last, be it ink or a value.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/timeline.h"

static const char a[] = "page", b[] = "another";
static timeline t; // large

static int set_up(void **state)
{
  (void)state;
  t = (timeline){0};
  return 0;
}

// Undoes, or does again, what is next where a page is in sight: 'a', 'b', 'v' or '-'.
static char undo(const void *page)
{
  const void *whose;
  if (!timeline_undoes(&t, page, &whose))
    return '-';
  timeline_undid(&t, whose);
  return whose == a ? 'a' : whose == b ? 'b' : 'v';
}

static char redo(const void *page)
{
  const void *whose;
  if (!timeline_redoes(&t, page, &whose))
    return '-';
  timeline_redid(&t, whose);
  return whose == a ? 'a' : whose == b ? 'b' : 'v';
}

static void the_last_goes_first(void **state)
{
  (void)state;
  timeline_did(&t, a);
  timeline_did(&t, NULL);
  timeline_did(&t, a);
  assert_int_equal(undo(a), 'a');
  assert_int_equal(undo(a), 'v');
  assert_int_equal(undo(a), 'a');
  assert_int_equal(undo(a), '-');
  assert_int_equal(redo(a), 'a');
  assert_int_equal(redo(a), 'v');
  assert_int_equal(redo(a), 'a');
  assert_int_equal(redo(a), '-');
}

static void what_is_out_of_sight_stays(void **state)
{
  (void)state;
  timeline_did(&t, NULL);
  timeline_did(&t, a);
  timeline_did(&t, b);
  assert_int_equal(undo(a), 'a');
  assert_int_equal(undo(a), 'v');
  assert_int_equal(undo(b), 'b');
  assert_int_equal(redo(a), 'v');
  assert_int_equal(redo(a), 'a');
  assert_int_equal(redo(b), 'b');
}

static void a_new_deed_ends_what_could_be_done_again(void **state)
{
  (void)state;
  timeline_did(&t, a);
  timeline_did(&t, NULL);
  assert_int_equal(undo(a), 'v');
  timeline_did(&t, a);
  assert_int_equal(redo(a), '-');
  assert_int_equal(undo(a), 'a');
  assert_int_equal(undo(a), 'a');
}

static void another_scene_has_no_values_of_this(void **state)
{
  (void)state;
  timeline_did(&t, NULL);
  timeline_did(&t, a);
  timeline_did(&t, NULL);
  timeline_forget_values(&t);
  assert_int_equal(undo(a), 'a');
  assert_int_equal(undo(a), '-');
}

static void it_never_overflows(void **state)
{
  (void)state;
  for (int k = 0; k < 3 * TIMELINE_MOST; k++)
    timeline_did(&t, k % 3 ? a : NULL);
  assert_int_equal(t.count, TIMELINE_MOST);
  assert_int_equal(undo(a), 'a');
}

#define TEST(name) cmocka_unit_test_setup(name, set_up)

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(the_last_goes_first),
      TEST(what_is_out_of_sight_stays),
      TEST(a_new_deed_ends_what_could_be_done_again),
      TEST(another_scene_has_no_values_of_this),
      TEST(it_never_overflows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
