// Books of ink: which scenes' pages are in memory, and that none of them is lost.
#include "staged.h"

#include "app/ink.h"

static const char *const file = NABLA_BUILD "/test_books.sqlite";

typedef struct shelf_of_ink {
  ink ink;
  notebook *notebook;
} shelf_of_ink;

static shelf_of_ink s;

static void forget_file(void)
{
  char command[600];
  snprintf(command, sizeof command, "rm -f '%s' '%s-wal' '%s-shm'", file, file, file);
  assert_int_equal(system(command), 0);
}

static void open_all(const char *path)
{
  forget_file();
  s.notebook = notebook_open(&(notebook_options){.path = path});
  assert_ok(ink_open(&s.ink));
}

static void close_all(void)
{
  ink_close(&s.ink);
  notebook_close(s.notebook);
  forget_file();
}

static void show(const char *scene)
{
  assert_ok(ink_show(&s.ink, s.notebook, scene));
  ink_turn(&s.ink, 0);
}

static void write_line(float y)
{
  desk *d = &s.ink.desk;
  desk_take(d, DESK_PEN);
  desk_down(d, (ink_sample){.at = {-1, y}, .pressure = -1});
  for (int k = 1; k <= 10; k++)
    desk_move(d, (ink_sample){.at = {-1 + 0.2f * (float)k, y}, .when = 0.01 * k, .pressure = -1});
  desk_up(d);
}

static uint32_t shown(const ink_book *book)
{
  uint32_t count = 0;
  for (uint32_t k = 0; k < book->pages[0].stroke_count; k++)
    count += book->pages[0].strokes[k].shown;
  return count;
}

static const ink_book *book_of(const char *scene)
{
  for (int k = 0; k < s.ink.book_count; k++)
    if (strcmp(s.ink.books[k]->scene, scene) == 0)
      return s.ink.books[k];
  return NULL;
}

// Three strokes, of which one was undone, at the first of four scenes.
static void write_and_go(void)
{
  show("a/one");
  for (int k = 0; k < 3; k++)
    write_line((float)k);
  assert_true(desk_undo(&s.ink.desk));
  show("a/two");
  write_line(0);
  show("a/three");
  show("a/four");
}

static void pages_of_scenes_left_long_ago_come_back_from_the_notebook(void **state)
{
  (void)state;
  open_all(file);
  assert_int_equal(notebook_state(s.notebook).mode, NOTEBOOK_WRITES);
  write_and_go();
  assert_int_equal(book_of("a/one")->pages[0].stroke_count, 0);
  assert_null(book_of("a/one")->pages[0].knots);
  assert_int_equal(book_of("a/two")->pages[0].stroke_count, 0);
  show("a/two");
  assert_int_equal(shown(s.ink.book), 1);
  show("a/one");
  assert_int_equal(shown(s.ink.book), 2);
  assert_true(desk_redo(&s.ink.desk)); // what was undone is known, too
  assert_int_equal(shown(s.ink.book), 3);
  assert_int_equal(s.ink.book_count, 4);
  close_all();
}

static void without_a_notebook_all_pages_stay(void **state)
{
  (void)state;
  open_all("/proc/nowhere/at-all");
  assert_int_equal(notebook_state(s.notebook).mode, NOTEBOOK_OFF);
  write_and_go();
  assert_int_equal(shown(book_of("a/one")), 2);
  show("a/one");
  assert_int_equal(shown(s.ink.book), 2);
  close_all();
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pages_of_scenes_left_long_ago_come_back_from_the_notebook),
      cmocka_unit_test(without_a_notebook_all_pages_stay),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
