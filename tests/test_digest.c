// What is to be read the next morning: notes, what was missed, pictures with one's ink; as Markdown and as PDF.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "digest/digest.h"
#include "notebook/ink_log.h"
#include "notebook/talk.h"
#include "scenes/hands.h"

#define HERE NABLA_BUILD "/test_digest"
#define PLUGIN NABLA_BUILD "/tests/scenes/tests/hands.so"

static const digest_lesson lesson = {"tests/hands", PLUGIN};

static film_job job_to(const char *path)
{
  return (film_job){.assets = NABLA_ASSETS, .output = path, .quiet = true, .in_process = true, .jobs = 1};
}

static char *read_file(const char *path)
{
  FILE *f = fopen(path, "r");
  char *text = calloc(1, 4000000);
  if (f) {
    text[fread(text, 1, 3999999, f)] = 0;
    fclose(f);
  }
  return text;
}

static void has(const char *text, const char *piece)
{
  if (!strstr(text, piece))
    fail_msg("\"%s\" is not in:\n%.2000s", piece, text);
}

static notebook *open_empty(void)
{
  remove(HERE ".notebook");
  notebook *n = notebook_open(&(notebook_options){.path = HERE ".notebook"});
  assert_int_equal(notebook_state(n).mode, NOTEBOOK_WRITES);
  return n;
}

static void add_event(notebook *n, const ink_page *page, int step, ink_event event)
{
  size_t size;
  uint8_t *bytes = ink_log_write(page, event, &size);
  notebook_add_ink(n, lesson.id, step, bytes, size, 1);
  free(bytes);
}

// A stroke over a step, as a hand would have left it; hanging on a pin, or on none.
static void write_stroke(notebook *n, int step, const ink_pin *pin)
{
  ink_page page = {0};
  const ink_knot knots[] = {{{1, 1}, {1, 1}, {1, 1}, 1}, {{2, 2}, {2, 2}, {2, 2}, 1}};
  ink_look look = {.tool = INK_PEN, .color = 1, .width = 2, .pin = pin != NULL};
  if (pin) {
    assert_false(nb_failed(ink_page_add_pin(&page, pin)));
    add_event(n, &page, step, INK_ADD_PIN);
  }
  assert_false(nb_failed(ink_page_edit(&page)));
  assert_false(nb_failed(ink_page_put(&page, look, knots, 2, -1)));
  assert_true(ink_page_end(&page));
  add_event(n, &page, step, INK_EDIT);
  ink_page_free(&page);
}

static void write_ink(notebook *n, int step)
{
  write_stroke(n, step, NULL);
}

// What was answered last, and is right.
static void answer(notebook *n, float off)
{
  notebook_keep_answer(n,
                       &(notebook_answer){.scene = lesson.id,
                                          .step = ASK,
                                          .question = "q",
                                          .given = "-2.0001,1.5",
                                          .right = "1, -2",
                                          .off = off},
                       7);
}

static void write_all(notebook *n)
{
  notebook_keep_note(n, lesson.id, "A *note* with $x^2$ in it.", 5);
  write_ink(n, LIVE);
  notebook_be_stuck(n, lesson.id, MOVE, "linear-algebra/span", 6);
  notebook_keep_answer(n, &(notebook_answer){.scene = lesson.id, .step = ASK, .question = "q", .off = 0.34f},
                       7);
  int64_t id = talk_begin(n, lesson.id, 8);
  talk_hear(n, id, MOVE, "It is a clock", 0);
  talk_hear(n, id, MOVE, "It moves", 9);
  talk_spend(n, id, MOVE, 10);
  talk_be_lost(n, id, &(talk_lost){.step = LIVE, .seconds = 3, .at = 9});
  talk_end(n, id, 10);
}

static void all_of_it_is_in_the_file(void **state)
{
  (void)state;
  notebook *n = open_empty();
  write_all(n);
  film_job job = job_to(HERE ".md");
  nb_error e = digest_write(&job, n, &lesson, 1);
  if (nb_failed(e))
    fail_msg("%s", e.text);
  char *text = read_file(HERE ".md");
  has(text, "# Hands on\n\nA *note* with $x^2$ in it.\n");
  has(text, "- step 1, Move: not said: *It is a clock*\n");
  has(text, "- step 1, Move: stuck, and went back for linear-algebra/span\n");
  has(text, "- step 2, Ask: Where should v point? Off by 34 %: a surprise: look again\n");
  has(text, "- step 3, Live: the partner was lost, 3 s into it\n");
  has(text, "### 3\\. Live\n");
  has(text, "![step 3](<test_digest-pictures/tests-hands-3.svg>)\n");
  assert_null(strstr(text, "It moves"));
  free(text);
  char *with = read_file(HERE "-pictures/tests-hands-3.svg"),
       *without = read_file(HERE "-pictures/tests-hands-1.svg");
  has(with, "<svg");
  has(without, "<svg");
  free(with);
  free(without);
  notebook_close(n);
}

static void write_md(notebook *n, const char *path)
{
  film_job job = job_to(path);
  nb_error e = digest_write(&job, n, &lesson, 1);
  if (nb_failed(e))
    fail_msg("%s", e.text);
}

// What an SVG shows at a point, by librsvg: "#rrggbbaa".
static void pixel(const char *path, int x, int y, char color[10])
{
  char command[400];
  snprintf(command, sizeof command,
           "rsvg-convert '%s' -w 960 | convert - -crop 1x1+%d+%d -depth 8 rgba:- | od -An -tx1 | tr -d ' \n'",
           path, x, y);
  FILE *f = popen(command, "r");
  color[0] = '#';
  assert_int_equal(fread(color + 1, 1, 8, f), 8);
  color[9] = 0;
  pclose(f);
}

// Lines are thin, and their edges soft.
static void is_at(const char *path, int x, int y, const char *wanted)
{
  char color[10];
  pixel(path, x, y, color);
  unsigned long got = strtoul(color + 1, NULL, 16), want = strtoul(wanted + 1, NULL, 16);
  for (int k = 0; k < 32; k += 8)
    if (labs((long)(got >> k & 255) - (long)(want >> k & 255)) > 40)
      fail_msg("%s at %d, %d: %s instead of %s", path, x, y, color, wanted);
}

static void what_was_said_stands_beside_what_is_right(void **state)
{
  (void)state;
  notebook *n = open_empty();
  answer(n, 0.5f);
  write_md(n, HERE ".md");
  char *text = read_file(HERE ".md"), given[10], right[10];
  has(text, "- step 2, Ask: Where should v point? You said -2, 1.5, right is 1, -2. Off by 50 %: a surprise: "
            "look again\n");
  has(text, "![step 2](");
  free(text);
  // Rings about both places, 10 pixels from them; 60 pixels to a unit, the view from (-8, 3.85).
  const char *picture = HERE "-pictures/tests-hands-2.svg";
  pixel(picture, 540 + 10, 351, right);
  assert_true(right[1] < '8');           // dark: where it is right
  is_at(picture, 540, 351, "#fbfaf6ff"); // there is nothing in it
  pixel(picture, 360 - 9, 141 - 5, given);
  assert_true(strcmp(given, "#fbfaf6ff") != 0);
  notebook_close(n);
}

static void what_an_earlier_talk_missed_is_told_until_a_later_one_does_better(void **state)
{
  (void)state;
  notebook *n = open_empty();
  int64_t early = talk_begin(n, lesson.id, 1e9);
  for (int k = 0; k < 2; k++) {
    talk_hear(n, early, k == 0 ? MOVE : LIVE, "first", 0);
    talk_spend(n, early, k == 0 ? MOVE : LIVE, 10);
    talk_be_lost(n, early, &(talk_lost){.step = k == 0 ? MOVE : LIVE, .seconds = 3, .at = 1e9 + 5});
  }
  talk_end(n, early, 1e9 + 30);
  int64_t late = talk_begin(n, lesson.id, 2e9);
  talk_hear(n, late, MOVE, "first", 2e9 + 3);
  talk_spend(n, late, MOVE, 10);
  talk_hear(n, late, LIVE, "first", 0); // not come to
  talk_end(n, late, 2e9 + 30);
  write_md(n, HERE ".md");
  char *text = read_file(HERE ".md");
  has(text, "- step 3, Live: not said: *first*, on 2001-09-0");
  has(text, "- step 3, Live: the partner was lost, 3 s into it, on 2001-09-0");
  assert_null(strstr(text, "step 1, Move"));
  free(text);
  notebook_close(n);
}

// It was pinned while v stood at (3, 2); in the picture it stands at (2, 1).
static void pinned_ink_is_where_its_point_is(void **state)
{
  (void)state;
  notebook *n = open_empty();
  write_stroke(n, MOVE, &(ink_pin){.kind = INK_PIN_HANDLE, .name = "v", .from = {3, 2}});
  write_md(n, HERE ".md");
  const char *picture = HERE "-pictures/tests-hands-1.svg";
  is_at(picture, 60 * 8 + 30, (int)(60 * (3.85f - 0.5f)), "#1f6fc4ff");
  is_at(picture, 60 * 8 + 60 + 45, (int)(60 * (3.85f - 1.75f)), "#fbfaf6ff");
  notebook_close(n);
}

static void blank_pages_are_in_it(void **state)
{
  (void)state;
  notebook *n = open_empty();
  write_ink(n, NB_MAX_STEPS + 2);
  write_md(n, HERE ".md");
  char *text = read_file(HERE ".md");
  has(text, "### Page 3\n\n![page 3](<test_digest-pictures/tests-hands-page-3.svg>)\n");
  free(text);
  // From (1, 1) to (2, 2) in the middle of ten units: 96 pixels to each.
  is_at(HERE "-pictures/tests-hands-page-3.svg", 480, 120, "#1f6fc4ff");
  is_at(HERE "-pictures/tests-hands-page-3.svg", 480, 90, "#fbfaf6ff");
  notebook_close(n);
}

// Alone: a file a page, on a clear ground.
static void ink_is_exported(void **state)
{
  (void)state;
  int count;
  notebook *n = open_empty();
  write_ink(n, LIVE);
  write_ink(n, NB_MAX_STEPS);
  notebook_add_ink(n, lesson.id, LIVE, "nonsense", 8, 2); // what could be read before it is there
  notebook_flush(n);
  assert_int_equal(system("rm -rf " HERE ".form && mkdir " HERE ".form"), 0);
  assert_false(nb_failed(digest_export_ink(HERE ".notebook", HERE ".form", NABLA_ASSETS, &count)));
  assert_int_equal(count, 2);
  is_at(HERE ".form/ink/tests-hands-step-3.svg", 570, 180, "#1f6fc4ff"); // (1.5, 1.5), of the whole board
  is_at(HERE ".form/ink/tests-hands-step-3.svg", 570, 150, "#00000000");
  is_at(HERE ".form/ink/tests-hands-page-1.svg", 480, 120, "#1f6fc4ff");
  assert_int_equal(digest_export_ink("/no/notebook", HERE ".form", NABLA_ASSETS, &count).id, NB_MISSING_FILE);
  assert_int_equal(digest_export_ink(HERE ".notebook", "/no/folder", NABLA_ASSETS, &count).id,
                   NB_CANNOT_WRITE);
  notebook_close(n);
}

static void on_paper_its_text_can_be_searched(void **state)
{
  (void)state;
  notebook *n = open_empty();
  write_all(n);
  film_job job = job_to(HERE ".pdf");
  nb_error e = digest_write(&job, n, &lesson, 1);
  if (nb_failed(e))
    fail_msg("%s", e.text);
  assert_int_equal(system("pdftotext -layout " HERE ".pdf " HERE ".txt"), 0);
  char *text = read_file(HERE ".txt");
  has(text, "Hands on");
  has(text, "A note with x2 in it.");
  has(text, "not said: It is a clock");
  has(text, "3. Live");
  free(text);
  notebook_close(n);
}

// Ink makes a picture differ, and makes its step matter.
static void a_step_matters_for_its_ink(void **state)
{
  (void)state;
  static const nb_step steps[] = {{.title = "One"}, {.title = "Two", .hear = {"said"}}, {.title = "Three"}};
  static const nb_scene scene = {.title = "T", .steps = steps, .step_count = 3};
  digest d;
  notebook *n = open_empty();
  assert_false(nb_failed(digest_gather(&d, n, lesson.id, &scene)));
  assert_int_equal(d.count, 2); // the head, and what a good explanation says
  assert_int_equal(d.parts[1].step, 1);
  digest_free(&d);
  write_ink(n, 2);
  assert_false(nb_failed(digest_gather(&d, n, lesson.id, &scene)));
  assert_int_equal(d.count, 2);
  assert_int_equal(d.parts[1].step, 2);
  assert_false(d.unread);
  digest_free(&d);
  notebook_add_ink(n, lesson.id, 1, "nonsense", 8, 2);
  assert_false(nb_failed(digest_gather(&d, n, lesson.id, &scene)));
  assert_true(d.unread); // and what could be read is there
  assert_int_equal(d.parts[1].step, 2);
  digest_free(&d);
  notebook_close(n);
}

static void long_notes_go_over_pages(void **state)
{
  (void)state;
  notebook *n = open_empty();
  char *text = calloc(1, 60000);
  for (int k = 0; k < 300; k++)
    sprintf(text + strlen(text), "## Part %d\n\nWords, and $\\frac{%d}{2}$.\n\n", k, k);
  strcat(text, "the end of it");
  notebook_keep_note(n, lesson.id, text, 5);
  free(text);
  film_job job = job_to(HERE ".pdf");
  assert_false(nb_failed(digest_write(&job, n, &lesson, 1)));
  assert_int_equal(system("pdftotext -layout " HERE ".pdf " HERE ".txt"), 0);
  char *out = read_file(HERE ".txt");
  for (int k = 0; k < 300; k++) {
    char part[20];
    snprintf(part, sizeof part, "Part %d\n", k);
    has(out, part);
  }
  has(out, "the end of it");
  free(out);
  notebook_close(n);
}

static void what_was_there_stays_where_it_fails(void **state)
{
  (void)state;
  notebook *n = open_empty();
  write_all(n);
  static const char *const paths[] = {HERE ".kept.md", HERE ".kept.pdf"};
  for (int k = 0; k < 2; k++) {
    FILE *f = fopen(paths[k], "w");
    fputs("before", f);
    fclose(f);
    film_job job = job_to(paths[k]);
    const digest_lesson missing[] = {lesson, {"tests/none", NABLA_BUILD "/none.so"}};
    assert_true(nb_failed(digest_write(&job, n, missing, 2)));
    char *text = read_file(paths[k]);
    assert_string_equal(text, "before");
    free(text);
  }
  film_job job = job_to(NABLA_BUILD "/no-such-folder/notes.md");
  nb_error e = digest_write(&job, n, &lesson, 1);
  assert_int_equal(e.id, NB_CANNOT_WRITE);
  notebook_close(n);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_of_it_is_in_the_file),
      cmocka_unit_test(what_was_said_stands_beside_what_is_right),
      cmocka_unit_test(what_an_earlier_talk_missed_is_told_until_a_later_one_does_better),
      cmocka_unit_test(pinned_ink_is_where_its_point_is),
      cmocka_unit_test(blank_pages_are_in_it),
      cmocka_unit_test(ink_is_exported),
      cmocka_unit_test(on_paper_its_text_can_be_searched),
      cmocka_unit_test(a_step_matters_for_its_ink),
      cmocka_unit_test(long_notes_go_over_pages),
      cmocka_unit_test(what_was_there_stays_where_it_fails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
