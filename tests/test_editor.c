// The editor of notes: moves, selections, undo, lists, strange bytes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "note/editor.h"

// Opens a text in which | is the caret and, where there are two, the first is the anchor.
static editor with(const char *marked)
{
  editor e;
  char text[512];
  size_t at[2] = {0, 0}, count = 0, length = 0;
  for (; *marked; marked++)
    if (*marked == '|')
      at[count++ > 0] = length;
    else
      text[length++] = *marked;
  text[length] = 0;
  assert_true(editor_open(&e, text));
  e.anchor = at[0];
  e.caret = count > 1 ? at[1] : at[0];
  return e;
}

static void is(editor *e, const char *marked)
{
  char shown[600];
  size_t from = editor_from(e), to = editor_to(e);
  int length = (int)from;
  memcpy(shown, e->text, from);
  shown[length++] = '|';
  if (to > from) {
    memcpy(shown + length, e->text + from, to - from);
    length += (int)(to - from);
    shown[length++] = '|';
  }
  strcpy(shown + length, e->text + to);
  assert_string_equal(shown, marked);
}

static void after(const char *before, void (*act)(editor *e), const char *wanted)
{
  editor e = with(before);
  act(&e);
  is(&e, wanted);
  editor_close(&e);
}

#define ACT(name, what)                                                                                      \
  static void name(editor *e)                                                                                \
  {                                                                                                          \
    what;                                                                                                    \
  }

ACT(left, editor_go(e, EDITOR_LEFT, false))
ACT(right, editor_go(e, EDITOR_RIGHT, false))
ACT(select_left, editor_go(e, EDITOR_LEFT, true))
ACT(word_left, editor_go(e, EDITOR_WORD_LEFT, false))
ACT(word_right, editor_go(e, EDITOR_WORD_RIGHT, false))
ACT(line_start, editor_go(e, EDITOR_LINE_START, false))
ACT(line_end, editor_go(e, EDITOR_LINE_END, false))
ACT(erase_left, editor_erase(e, EDITOR_LEFT))
ACT(erase_word, editor_erase(e, EDITOR_WORD_LEFT))
ACT(erase_right, editor_erase(e, EDITOR_RIGHT))
ACT(line_break, editor_break(e))
ACT(type_x, editor_type(e, "x"))
ACT(word, editor_select_word(e))

static void moves_go_by_letters_and_words(void **state)
{
  (void)state;
  after("ab|c", left, "a|bc");
  after("|abc", left, "|abc");
  after("∇|f", left, "|∇f");
  after("x⃗|", left, "|x⃗"); // a letter and its arrow are one
  after("|x⃗y", right, "x⃗|y");
  after("a|bc|d", left, "a|bcd");
  after("a|bc|d", right, "abc|d");
  after("ab|c", select_left, "a|b|c");
  after("one two|", word_left, "one |two");
  after("one |two", word_left, "|one two");
  after("|one  two", word_right, "one  |two");
  after("a + b|", word_left, "a + |b");
  after("a\nbc|d\ne", line_start, "a\n|bcd\ne");
  after("a\nb|cd\ne", line_end, "a\nbcd|\ne");
  after("so \\frac|{1}", word, "so |\\frac|{1}");
}

static void typing_and_erasing(void **state)
{
  (void)state;
  after("a|bc|d", type_x, "ax|d");
  after("a∇|b", erase_left, "a|b");
  after("a|∇b", erase_right, "a|b");
  after("one two|", erase_word, "one |");
  after("a|bc|d", erase_left, "a|d");
  after("|", erase_left, "|");
  after("|", erase_right, "|");
}

static void lists_go_on_and_end(void **state)
{
  (void)state;
  after("- a|", line_break, "- a\n- |");
  after("- a\n- |", line_break, "- a\n|");
  after("9. a|", line_break, "9. a\n10. |");
  after("  * a|b", line_break, "  * a\n  * |b");
  after("> a|", line_break, "> a\n> |");
  after("-a|", line_break, "-a\n|");
  after("|- a", line_break, "\n|- a"); // before the bullet
  after("99999999999999999999. a|", line_break, "99999999999999999999. a\n|");
}

static void undo_takes_back_what_redo_does_again(void **state)
{
  (void)state;
  editor e = with("|");
  for (const char *c = "two words"; *c; c++)
    assert_true(editor_type(&e, (char[]){*c, 0}));
  is(&e, "two words|");
  assert_true(editor_undo(&e)); // a word at a time
  is(&e, "two |");
  assert_true(editor_undo(&e));
  is(&e, "|");
  assert_false(editor_undo(&e));
  assert_true(editor_redo(&e));
  is(&e, "two |");
  editor_type(&e, "x"); // what was undone is gone
  assert_false(editor_redo(&e));
  is(&e, "two x|");
  editor_select_all(&e);
  editor_erase(&e, EDITOR_LEFT);
  is(&e, "|");
  editor_undo(&e);
  is(&e, "|two x|");
  editor_close(&e);
}

// Whatever is done, undoing it all gives the text as it was, and doing it again the text as it became.
static void all_of_it_can_be_undone(void **state)
{
  (void)state;
  srand(3);
  for (int round = 0; round < 200; round++) {
    editor e = with("# A ∇ heading\n\n- one\n- two x⃗|\n");
    char *first = strdup(e.text);
    for (int k = 0; k < 100; k++) {
      static const char *const texts[] = {"a", " ", "∇", "**b**", "\r\n", "\xff\xfe", "$x$"};
      switch (rand() % 6) {
      case 0:
        editor_type(&e, texts[rand() % 7]);
        break;
      case 1:
        editor_put(&e, texts[rand() % 7]);
        break;
      case 2:
        editor_break(&e);
        break;
      case 3:
        editor_erase(&e, (editor_move)(rand() % 8));
        break;
      case 4:
        editor_go(&e, (editor_move)(rand() % 8), rand() % 2);
        break;
      default:
        editor_go_to(&e, (size_t)rand() % (e.length + 3), rand() % 2);
      }
      assert_int_equal(strlen(e.text), e.length);
      assert_true(e.caret <= e.length && e.anchor <= e.length);
      assert_true(((unsigned char)e.text[e.caret] & 0xc0) != 0x80);
    }
    char *last = strdup(e.text);
    while (editor_undo(&e))
      ;
    assert_string_equal(e.text, first);
    while (editor_redo(&e))
      ;
    assert_string_equal(e.text, last);
    free(first);
    free(last);
    editor_close(&e);
  }
}

static void strange_bytes_become_letters(void **state)
{
  (void)state;
  editor e;
  assert_true(editor_open(&e, "a\r\nb\rc\td\x01\xff"));
  assert_string_equal(e.text, "a\nb\nc  d\xef\xbf\xbd");
  editor_close(&e);
}

static void a_text_has_an_end(void **state)
{
  (void)state;
  char *text = malloc(EDITOR_MOST + 10);
  memset(text, 'x', EDITOR_MOST + 9);
  text[EDITOR_MOST + 9] = 0;
  editor e;
  assert_true(editor_open(&e, text));
  assert_int_equal(e.length, EDITOR_MOST);
  assert_false(editor_type(&e, "y"));
  assert_int_equal(e.length, EDITOR_MOST);
  for (int k = 0; k < 3 * EDITOR_UNDO; k++) { // and undo forgets
    editor_erase(&e, EDITOR_LEFT);
    assert_true(editor_put(&e, "y"));
  }
  int undone = 0;
  while (editor_undo(&e))
    undone++;
  assert_int_equal(undone, EDITOR_UNDO);
  free(text);
  editor_close(&e);
}

static void what_is_selected_is_copied(void **state)
{
  (void)state;
  editor e = with("a|bc|d");
  char *copy = editor_copy(&e);
  assert_string_equal(copy, "bc");
  free(copy);
  editor_go(&e, EDITOR_END, false);
  assert_null(editor_copy(&e));
  editor_close(&e);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(moves_go_by_letters_and_words),
      cmocka_unit_test(typing_and_erasing),
      cmocka_unit_test(lists_go_on_and_end),
      cmocka_unit_test(undo_takes_back_what_redo_does_again),
      cmocka_unit_test(all_of_it_can_be_undone),
      cmocka_unit_test(strange_bytes_become_letters),
      cmocka_unit_test(a_text_has_an_end),
      cmocka_unit_test(what_is_selected_is_copied),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
