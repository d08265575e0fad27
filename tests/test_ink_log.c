// The log of ink: a page made again from its log is the page, in memory and in a notebook; bytes of any kind do no harm.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"
#include "nabla/math/random.h"
#include "notebook/ink_log.h"
#include "notebook/notebook.h"

static ink_knot any_knot(nb_random *r)
{
  nb_vec2 at = {16 * nb_random_float(r) - 8, 9 * nb_random_float(r) - 4.5f};
  return (ink_knot){
      .in = nb_add(at, nb_at(-0.1f, 0)), .at = at, .out = nb_add(at, nb_at(0.1f, 0)), .width = 1};
}

static void put_any(ink_page *page, nb_random *r, int32_t like)
{
  ink_knot knots[9];
  int count = 1 + (int)nb_random_below(r, 9);
  for (int k = 0; k < 9; k++)
    knots[k] = any_knot(r);
  ink_look look = {.tool = nb_random_below(r, INK_PICTURE),
                   .color = nb_random_below(r, INK_COLORS),
                   .width = nb_random_below(r, INK_WIDTHS),
                   .pin = nb_random_below(r, page->pin_count + 1)};
  if (page->picture_count > 0 && nb_random_below(r, 4) == 0) {
    look.tool = INK_PICTURE;
    look.color = nb_random_below(r, page->picture_count);
    count = 2;
  }
  assert_false(nb_failed(ink_page_put(page, look, knots, count, like)));
}

static bool edit_any(ink_page *page, nb_random *r)
{
  assert_false(nb_failed(ink_page_edit(page)));
  for (uint32_t k = nb_random_below(r, 4); k > 0; k--) {
    uint32_t count;
    const uint32_t *shown = ink_page_shown(page, &count);
    uint32_t which = count > 0 ? shown[nb_random_below(r, count)] : 0;
    bool like = count > 0 && nb_random_below(r, 2);
    put_any(page, r, like ? (int32_t)which : -1);
    if (count > 0 && nb_random_below(r, 2))
      assert_false(nb_failed(ink_page_take(page, which)));
  }
  return ink_page_end(page);
}

// Something happens to the page; false where nothing did.
static bool happen(ink_page *page, nb_random *r, ink_event *event)
{
  nb_list_header empty = {NB_LIST_MAGIC, NB_LIST_VERSION, sizeof empty, 0};
  ink_pin pin = {.kind = nb_random_below(r, INK_PIN_KINDS), .name = "step size", .within = 4, .from = {1, 2}};
  ink_face face = {&empty, sizeof empty, nb_random_bits(r)};
  switch (nb_random_below(r, 40)) {
  case 0:
    *event = INK_ADD_PICTURE;
    return !nb_failed(ink_page_add_picture(page, face));
  case 2:
    *event = INK_ADD_FACE;
    return !nb_failed(ink_page_add_face(page, face));
  case 1:
    *event = INK_ADD_PIN;
    return !nb_failed(ink_page_add_pin(page, &pin));
  default:
    break;
  }
  *event = (ink_event[]){INK_EDIT, INK_EDIT, INK_UNDO, INK_REDO}[nb_random_below(r, 4)];
  return *event == INK_EDIT   ? edit_any(page, r)
         : *event == INK_UNDO ? ink_page_undo(page)
                              : ink_page_redo(page);
}

static void assert_same(ink_page *a, ink_page *b)
{
  uint32_t count_a, count_b;
  const uint32_t *shown_a = ink_page_shown(a, &count_a), *shown_b = ink_page_shown(b, &count_b);
  assert_int_equal(count_a, count_b);
  assert_int_equal(a->done, b->done);
  assert_int_equal(a->picture_count, b->picture_count);
  assert_int_equal(a->pin_count, b->pin_count);
  for (uint32_t k = 0; k < a->picture_count; k++) {
    assert_int_equal(a->pictures[k].face_count, b->pictures[k].face_count);
    for (int n = 0; n < a->pictures[k].face_count; n++) {
      assert_int_equal(a->pictures[k].faces[n].ground, b->pictures[k].faces[n].ground);
      assert_int_equal(a->pictures[k].faces[n].size, b->pictures[k].faces[n].size);
    }
  }
  if (a->pin_count > 0)
    assert_memory_equal(a->pins, b->pins, a->pin_count * sizeof *a->pins);
  for (uint32_t k = 0; k < count_a; k++) {
    const ink_stroke *x = &a->strokes[shown_a[k]], *y = &b->strokes[shown_b[k]];
    assert_memory_equal(&x->look, &y->look, sizeof x->look);
    assert_int_equal(x->count, y->count);
    assert_memory_equal(&a->knots[x->first], &b->knots[y->first], x->count * sizeof *a->knots);
  }
}

static void test_replay(void **state)
{
  (void)state;
  ink_page page = {0}, replay = {0};
  nb_random r = nb_random_seed(3, 0);
  for (int k = 0; k < 400; k++) {
    ink_event event;
    size_t size;
    if (!happen(&page, &r, &event))
      continue;
    uint8_t *bytes = ink_log_write(&page, event, &size);
    nb_error e = ink_log_apply(&replay, bytes, size);
    if (nb_failed(e))
      fail_msg("event %d of kind %d: %s", k, event, e.text);
    assert_same(&page, &replay);
    free(bytes);
  }
  ink_page_free(&page);
  ink_page_free(&replay);
}

// Whatever the bytes are, the page stays sound: what is shown can be drawn, and undone to nothing.
static void test_any_bytes(void **state)
{
  (void)state;
  ink_page page = {0}, spoilt = {0};
  nb_random r = nb_random_seed(4, 0);
  int refused = 0;
  for (int k = 0; k < 4000; k++) {
    ink_event event;
    size_t size;
    if (!happen(&page, &r, &event))
      continue;
    uint8_t *bytes = ink_log_write(&page, event, &size);
    for (uint32_t n = nb_random_below(&r, 4); n > 0; n--)
      bytes[nb_random_below(&r, (uint32_t)size)] = (uint8_t)nb_random_bits(&r);
    if (nb_random_below(&r, 4) == 0)
      size = nb_random_below(&r, (uint32_t)size);
    uint32_t done = spoilt.done, changes = spoilt.changes;
    nb_error e = ink_log_apply(&spoilt, bytes, size);
    if (nb_failed(e)) {
      refused++;
      assert_int_equal(spoilt.done, done);
      assert_int_equal(spoilt.changes, changes);
    }
    free(bytes);
  }
  assert_true(refused > 100);
  uint32_t count;
  const uint32_t *shown = ink_page_shown(&spoilt, &count);
  for (uint32_t k = 0; k < count; k++)
    assert_true(
        ink_is_sound(&spoilt.knots[spoilt.strokes[shown[k]].first], (int)spoilt.strokes[shown[k]].count));
  while (ink_page_undo(&spoilt))
    ;
  ink_page_shown(&spoilt, &count);
  assert_int_equal(count, 0);
  ink_page_free(&page);
  ink_page_free(&spoilt);
}

static void read_page(int step, const void *event, size_t size, void *context)
{
  ink_page *pages = context;
  assert_true(step == 2 || step == 5);
  assert_false(nb_failed(ink_log_apply(&pages[step], event, size)));
}

static void assert_kept(notebook *n, ink_page *page)
{
  ink_page pages[8] = {0};
  assert_false(nb_failed(notebook_read_ink(n, "a/one", read_page, pages)));
  assert_same(page, &pages[5]);
  assert_int_equal(pages[2].done, 1);
  ink_page_free(&pages[5]);
  ink_page_free(&pages[2]);
}

// Read again at once, and from the file later.
static void test_in_the_notebook(void **state)
{
  (void)state;
  folder f = folder_make();
  char *path = folder_file(&f, "notebook.sqlite");
  notebook *n = notebook_open(&(notebook_options){.path = path});
  ink_page page = {0}, other = {0};
  nb_random r = nb_random_seed(8, 0);
  for (int k = 0; k < 60; k++) {
    ink_event event;
    size_t size;
    if (!happen(&page, &r, &event))
      continue;
    uint8_t *bytes = ink_log_write(&page, event, &size);
    notebook_add_ink(n, "a/one", 5, bytes, size, 100 + k);
    free(bytes);
  }
  while (!edit_any(&other, &r))
    ;
  size_t size;
  uint8_t *bytes = ink_log_write(&other, INK_EDIT, &size);
  notebook_add_ink(n, "a/one", 2, bytes, size, 200);
  notebook_add_ink(n, "a/two", 7, bytes, size, 201);
  free(bytes);
  assert_kept(n, &page);
  notebook_close(n);
  n = notebook_open(&(notebook_options){.path = path});
  assert_kept(n, &page);
  notebook_close(n);
  ink_page_free(&page);
  ink_page_free(&other);
  free(path);
  folder_remove(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_replay),
      cmocka_unit_test(test_any_bytes),
      cmocka_unit_test(test_in_the_notebook),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
