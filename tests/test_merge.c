// A notebook's open form, and notebooks that are merged.
#define HERE NABLA_BUILD "/test_merge"
#include "cared.h"

static void import(const char *path, const char *from, int *added)
{
  care_counts counts;
  notebook *n = open_one(path);
  well(care_import(n, from, &counts));
  notebook_close(n);
  *added = counts.added;
}

static void the_open_form_has_all_of_it(void **state)
{
  (void)state;
  static char before[200000], after[200000];
  int added;
  make(HERE ".a", 1);
  clear(HERE ".form");
  clear(HERE ".b");
  well(care_export(HERE ".a", HERE ".form"));
  import(HERE ".b", HERE ".form", &added);
  assert_true(added > 10);
  all_rows(HERE ".a", before, sizeof before);
  all_rows(HERE ".b", after, sizeof after);
  assert_string_equal(before, after); // to the last bit of a number
  import(HERE ".b", HERE ".form", &added);
  assert_int_equal(added, 0); // twice is once
  all_rows(HERE ".b", after, sizeof after);
  assert_string_equal(before, after);
  FILE *note = fopen(HERE ".form/notes/a-b.md", "r");
  assert_non_null(note);
  fclose(note);
  fails(care_export(HERE ".a", HERE ".form"), NB_CANNOT_WRITE, "there is something in it");
}

static void count_event(int step, const void *event, size_t size, void *context)
{
  if (step == 0)
    well(ink_log_apply(context, event, size));
}

static void pinned_event(int step, const void *event, size_t size, void *context)
{
  if (step == 1)
    well(ink_log_apply(context, event, size));
}

static void two_notebooks_become_one_without_loss(void **state)
{
  (void)state;
  static char once[200000], twice[200000];
  int added;
  make(HERE ".a", 1);
  make(HERE ".b", 2);
  import(HERE ".a", HERE ".b", &added); // a notebook's file, too
  all_rows(HERE ".a", once, sizeof once);
  import(HERE ".a", HERE ".b", &added);
  assert_int_equal(added, 0);
  all_rows(HERE ".a", twice, sizeof twice);
  assert_string_equal(once, twice);
  assert_int_equal(check(HERE ".a"), 0);

  notebook *n = open_one(HERE ".a");
  notebook_place place;
  const hours_span *spans;
  const talk *talks;
  ink_page page = {0};
  uint32_t shown;
  assert_true(notebook_place_of(n, "a/b", &place));
  assert_int_equal(place.step, 2); // the later counts
  assert_int_equal(notebook_find(n, "a/b")->seen, 2 | 4);
  assert_non_null(strstr(notebook_note(n, "a/b"), "seed 1"));
  assert_non_null(strstr(notebook_note(n, "a/b"), "seed 2"));
  assert_int_equal(notebook_spans(n, &spans), 2);
  assert_int_equal(talk_list(n, &talks), 2);
  assert_int_equal(talks[1].point_count, 2);
  assert_int_equal(talks[1].lost_count, 1);
  assert_int_equal(number(HERE ".a", "SELECT count(*) FROM recording"), 2);
  assert_int_equal(number(HERE ".a", "SELECT count(DISTINCT recording) FROM recording_piece"), 2);
  assert_int_equal(number(HERE ".a", "SELECT count(*) FROM recording_ink"), 20);
  // Strokes 1, 31 and 32: what was undone in one stays undone.
  well(notebook_read_ink(n, "a/b", count_event, &page));
  assert_non_null(ink_page_shown(&page, &shown));
  assert_int_equal(shown, 3);
  ink_page_free(&page);
  // Pins have the numbers that they have here.
  page = (ink_page){0};
  well(notebook_read_ink(n, "a/b", pinned_event, &page));
  assert_int_equal(page.pin_count, 3);
  assert_int_equal(page.stroke_count, 4);
  assert_int_equal(page.pins[page.strokes[2].look.pin - 1].which, 0);
  assert_int_equal(page.pins[page.strokes[3].look.pin - 1].which, 2);
  ink_page_free(&page);
  notebook_close(n);
}

static void tell(notebook *n, const ink_page *page, ink_event event)
{
  size_t size;
  uint8_t *bytes = ink_log_write(page, event, &size);
  notebook_add_ink(n, "a/b", 0, bytes, size, 1);
  free(bytes);
}

// A page with two pictures: one that every notebook has, and one with the ground of this one.
static void make_with_pictures(const char *path, nb_rgba ground)
{
  nb_list_header empty = {NB_LIST_MAGIC, NB_LIST_VERSION, sizeof empty, 0};
  const ink_knot corners[] = {{{0, 0}, {0, 0}, {0, 0}, 1}, {{4, 2}, {4, 2}, {4, 2}, 1}};
  ink_page page = {0};
  clear(path);
  notebook *n = open_one(path);
  for (uint32_t k = 0; k < 2; k++) {
    well(ink_page_add_picture(&page, (ink_face){&empty, sizeof empty, k == 0 ? 0xff000000 : ground}));
    tell(n, &page, INK_ADD_PICTURE);
    well(ink_page_add_face(&page, (ink_face){&empty, sizeof empty, 0xffffffff}));
    tell(n, &page, INK_ADD_FACE);
    well(ink_page_edit(&page));
    well(ink_page_put(&page, (ink_look){.tool = INK_PICTURE, .color = k}, corners, 2, -1));
    ink_page_end(&page);
    tell(n, &page, INK_EDIT);
  }
  ink_page_free(&page);
  notebook_close(n);
}

static void pictures_come_with_both_faces(void **state)
{
  (void)state;
  int added;
  make_with_pictures(HERE ".a", 0xff000011);
  make_with_pictures(HERE ".b", 0xff000022);
  import(HERE ".a", HERE ".b", &added);
  notebook *n = open_one(HERE ".a");
  ink_page page = {0};
  well(notebook_read_ink(n, "a/b", count_event, &page));
  assert_int_equal(page.picture_count, 3);
  assert_int_equal(page.pictures[2].face_count, 2);
  assert_int_equal(page.pictures[2].faces[0].ground, 0xff000022);
  assert_int_equal(page.strokes[2].look.color, 2);
  ink_page_free(&page);
  notebook_close(n);
}

static void a_log_that_went_on_goes_on(void **state)
{
  (void)state;
  int added;
  make(HERE ".a", 1);
  clear(HERE ".b");
  well(care_backup(HERE ".a", HERE ".b"));
  notebook *n = open_one(HERE ".b");
  ink_page page = {0};
  well(notebook_read_ink(n, "a/b", count_event, &page));
  stroke(n, &page, "a/b", 0, 99);
  ink_page_free(&page);
  notebook_close(n);
  import(HERE ".a", HERE ".b", &added);
  assert_int_equal(added, 1);
  import(HERE ".b", HERE ".a", &added);
  assert_int_equal(added, 0);
}

static void what_makes_no_sense_is_not_let_in(void **state)
{
  (void)state;
  static char before[200000], after[200000];
  care_counts counts;
  make(HERE ".a", 1);
  all_rows(HERE ".a", before, sizeof before);
  make(HERE ".b", 2);
  run(HERE ".b", "INSERT INTO span VALUES (77, 99, 'x', 5, 2, 0, 0)");
  notebook *n = open_one(HERE ".a");
  fails(care_import(n, HERE ".b", &counts), NB_BAD_FILE, "make no sense; nothing was imported");
  fails(care_import(n, HERE ".none", &counts), NB_MISSING_FILE, "there is no notebook");
  fails(care_import(n, NABLA_TESTS, &counts), NB_MISSING_FILE, "it has no notebook.json");
  static const char *const lines[] = {"{\"scene\": 5", "[]", "{\"scene\":{\"hex\":\"0\"}}",
                                      "{\"scene\":{\"hex\":\"zz\"}}", "{\"scene\":[1]}"};
  for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
    clear(HERE ".form");
    well(care_export(HERE ".a", HERE ".form"));
    FILE *f = fopen(HERE ".form/stuck.jsonl", "a");
    fprintf(f, "%s\n", lines[k]);
    fclose(f);
    fails(care_import(n, HERE ".form", &counts), NB_BAD_FILE, "stuck.jsonl: line 2");
  }
  FILE *f = fopen(HERE ".form/notebook.json", "w");
  fputs("{\"format\": \"nabla notebook\", \"version\": 9999}", f);
  fclose(f);
  fails(care_import(n, HERE ".form", &counts), NB_BAD_FILE, "a newer Nabla");
  notebook_close(n);
  // One that is open elsewhere is not written to.
  n = open_one(HERE ".a");
  notebook *second = notebook_open(&(notebook_options){.path = HERE ".a"});
  fails(care_import(second, HERE ".b", &counts), NB_CANNOT_WRITE, "is open in another Nabla");
  notebook_close(second);
  notebook_close(n);
  all_rows(HERE ".a", after, sizeof after);
  assert_string_equal(before, after);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_open_form_has_all_of_it),
      cmocka_unit_test(two_notebooks_become_one_without_loss),
      cmocka_unit_test(pictures_come_with_both_faces),
      cmocka_unit_test(a_log_that_went_on_goes_on),
      cmocka_unit_test(what_makes_no_sense_is_not_let_in),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
