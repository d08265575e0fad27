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

// A stroke over a step, as a hand would have left it.
static void write_ink(notebook *n, int step)
{
  ink_page page = {0};
  const ink_knot knots[] = {{{1, 1}, {1, 1}, {1, 1}, 1}, {{2, 2}, {2, 2}, {2, 2}, 1}};
  size_t size;
  assert_false(nb_failed(ink_page_edit(&page)));
  assert_false(nb_failed(ink_page_put(&page, (ink_look){.tool = INK_PEN, .color = 1}, knots, 2, -1)));
  assert_true(ink_page_end(&page));
  uint8_t *bytes = ink_log_write(&page, INK_EDIT, &size);
  notebook_add_ink(n, lesson.id, step, bytes, size, 1);
  free(bytes);
  ink_page_free(&page);
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
  has(text, "- step 2, Ask: Where should v point? Off by 34 %\n");
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
      cmocka_unit_test(on_paper_its_text_can_be_searched),
      cmocka_unit_test(a_step_matters_for_its_ink),
      cmocka_unit_test(long_notes_go_over_pages),
      cmocka_unit_test(what_was_there_stays_where_it_fails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
