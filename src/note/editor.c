#include "note/editor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/type/utf8.h"

// ---------------------------------------------------------------------------------------------------------------
// Text

// Copies text as it may be in an editor into room for three times its bytes. Returns how many came of it.
static size_t clean(const char *text, size_t bytes, char *to)
{
  size_t length = 0;
  const char *end = text + bytes;
  while (text < end) {
    const char *before = text;
    uint32_t code = nb_utf8_next(&text, end);
    if (code == '\r') {
      if (text == end || *text != '\n')
        to[length++] = '\n';
    } else if (code == '\t') { // two spaces: what is typed is seen
      to[length++] = ' ';
      to[length++] = ' ';
    } else if (code == '\n' || (code >= 0x20 && code != 0x7f)) {
      length += nb_utf8_put(to + length, code);
    }
    if (text == before) // never, but for a reader that stands still
      break;
  }
  to[length] = 0;
  return length;
}

// Where a letter begins that holds byte `at`.
static size_t letter_start(const editor *e, size_t at)
{
  at = at < e->length ? at : e->length;
  while (at > 0 && ((unsigned char)e->text[at] & 0xc0) == 0x80)
    at--;
  return at;
}

static uint32_t code_at(const editor *e, size_t at)
{
  const char *from = e->text + at;
  return at < e->length ? nb_utf8_next(&from, e->text + e->length) : 0;
}

// A mark stands on the letter before it, and goes with it.
static bool is_mark(uint32_t code)
{
  return (code >= 0x300 && code <= 0x36f) || (code >= 0x20d0 && code <= 0x20ff) || code == 0x200d ||
         (code >= 0xfe00 && code <= 0xfe0f);
}

static size_t before(const editor *e, size_t at)
{
  do
    at = at > 0 ? letter_start(e, at - 1) : 0;
  while (at > 0 && is_mark(code_at(e, at)));
  return at;
}

static size_t after(const editor *e, size_t at)
{
  do {
    at += at < e->length;
    while (at < e->length && ((unsigned char)e->text[at] & 0xc0) == 0x80)
      at++;
  } while (at < e->length && is_mark(code_at(e, at)));
  return at;
}

bool editor_open(editor *e, const char *text)
{
  *e = (editor){.version = 1};
  size_t bytes = strlen(text);
  bytes = bytes < EDITOR_MOST ? bytes : EDITOR_MOST;
  e->capacity = 3 * bytes + 64;
  e->text = malloc(e->capacity);
  if (!e->text)
    return false;
  e->length = clean(text, bytes, e->text);
  if (e->length > EDITOR_MOST)
    e->text[e->length = letter_start(e, EDITOR_MOST)] = 0;
  e->caret = e->anchor = e->length;
  return true;
}

static void free_step(editor_step *s)
{
  free(s->out);
  free(s->in);
}

void editor_close(editor *e)
{
  for (int k = 0; k < e->step_count; k++)
    free_step(&e->steps[k]);
  free(e->text);
  *e = (editor){0};
}

size_t editor_from(const editor *e)
{
  return e->caret < e->anchor ? e->caret : e->anchor;
}

size_t editor_to(const editor *e)
{
  return e->caret < e->anchor ? e->anchor : e->caret;
}

// Replaces `gone` bytes at `at`; no undo. False without memory.
static bool replace(editor *e, size_t at, size_t gone, const char *in, size_t bytes)
{
  size_t length = e->length - gone + bytes;
  if (length + 1 > e->capacity) {
    size_t capacity = length + length / 2 + 64;
    char *text = realloc(e->text, capacity);
    if (!text)
      return false;
    e->text = text;
    e->capacity = capacity;
  }
  memmove(e->text + at + bytes, e->text + at + gone, e->length - at - gone + 1);
  memcpy(e->text + at, in, bytes);
  e->length = length;
  e->version++;
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Undo

static void drop_undone(editor *e)
{
  while (e->step_count > e->step_now)
    free_step(&e->steps[--e->step_count]);
}

static void drop_oldest(editor *e)
{
  free_step(&e->steps[0]);
  memmove(e->steps, e->steps + 1, (EDITOR_UNDO - 1) * sizeof *e->steps);
  e->step_count = --e->step_now;
}

// What is typed goes on with what was typed just before it, within a word.
static bool joins(const editor *e, size_t at, const char *in)
{
  const editor_step *last = e->step_now > 0 ? &e->steps[e->step_now - 1] : NULL;
  if (!last || !last->typed || e->step_now != e->step_count)
    return false;
  size_t bytes = strlen(last->in);
  bool after_space = bytes > 0 && (last->in[bytes - 1] == ' ' || last->in[bytes - 1] == '\n');
  return last->at + bytes == at && !(after_space && in[0] != ' ') && in[0] != '\n';
}

static bool join(editor_step *last, const char *in)
{
  size_t had = strlen(last->in), more = strlen(in);
  char *longer = realloc(last->in, had + more + 1);
  if (!longer)
    return false;
  memcpy(longer + had, in, more + 1);
  last->in = longer;
  return true;
}

static bool add_step(editor *e, size_t at, size_t gone, const char *in, bool typed)
{
  if (typed && gone == 0 && joins(e, at, in))
    return join(&e->steps[e->step_now - 1], in);
  drop_undone(e);
  if (e->step_count == EDITOR_UNDO)
    drop_oldest(e);
  editor_step s = {.at = at, .caret = e->caret, .anchor = e->anchor, .typed = typed};
  s.out = strndup(e->text + at, gone);
  s.in = strdup(in);
  if (!s.out || !s.in) {
    free_step(&s);
    return false;
  }
  e->steps[e->step_count++] = s;
  e->step_now = e->step_count;
  return true;
}

static bool change(editor *e, size_t at, size_t gone, const char *in, bool typed)
{
  size_t bytes = strlen(in);
  if (e->length - gone + bytes > EDITOR_MOST || !add_step(e, at, gone, in, typed) ||
      !replace(e, at, gone, in, bytes))
    return false;
  e->caret = e->anchor = at + bytes;
  return true;
}

bool editor_undo(editor *e)
{
  if (e->step_now == 0)
    return false;
  const editor_step *s = &e->steps[e->step_now - 1];
  if (!replace(e, s->at, strlen(s->in), s->out, strlen(s->out)))
    return false;
  e->step_now--;
  e->caret = s->caret;
  e->anchor = s->anchor;
  return true;
}

bool editor_redo(editor *e)
{
  if (e->step_now == e->step_count)
    return false;
  editor_step *s = &e->steps[e->step_now];
  if (!replace(e, s->at, strlen(s->out), s->in, strlen(s->in)))
    return false;
  e->step_now++;
  s->typed = false; // what is typed now is something new
  e->caret = e->anchor = s->at + strlen(s->in);
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Moves

static bool is_space(uint32_t code)
{
  return code == ' ' || code == '\n' || code == '\t' || code == 0xa0;
}

static bool is_word(uint32_t code)
{
  return code >= 0x80 || (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
         (code >= 'A' && code <= 'Z') || code == '_' || code == '\\';
}

static size_t word_left(const editor *e, size_t at)
{
  while (at > 0 && is_space(code_at(e, before(e, at))))
    at = before(e, at);
  bool word = at > 0 && is_word(code_at(e, before(e, at)));
  while (at > 0 && !is_space(code_at(e, before(e, at))) && is_word(code_at(e, before(e, at))) == word)
    at = before(e, at);
  return at;
}

static size_t word_right(const editor *e, size_t at)
{
  bool word = is_word(code_at(e, at));
  while (at < e->length && !is_space(code_at(e, at)) && is_word(code_at(e, at)) == word)
    at = after(e, at);
  while (at < e->length && is_space(code_at(e, at)))
    at = after(e, at);
  return at;
}

static size_t line_start(const editor *e, size_t at)
{
  while (at > 0 && e->text[at - 1] != '\n')
    at--;
  return at;
}

static size_t line_end(const editor *e, size_t at)
{
  return at + strcspn(e->text + at, "\n");
}

static size_t target(const editor *e, editor_move move)
{
  switch (move) {
  case EDITOR_LEFT:
    return before(e, e->caret);
  case EDITOR_RIGHT:
    return after(e, e->caret);
  case EDITOR_WORD_LEFT:
    return word_left(e, e->caret);
  case EDITOR_WORD_RIGHT:
    return word_right(e, e->caret);
  case EDITOR_LINE_START:
    return line_start(e, e->caret);
  case EDITOR_LINE_END:
    return line_end(e, e->caret);
  case EDITOR_START:
    return 0;
  default:
    return e->length;
  }
}

// Where one has been, what is typed is another step of undo.
static void stop_joining(editor *e)
{
  if (e->step_now > 0)
    e->steps[e->step_now - 1].typed = false;
}

void editor_go_to(editor *e, size_t at, bool select)
{
  e->caret = letter_start(e, at);
  if (!select)
    e->anchor = e->caret;
  stop_joining(e);
}

void editor_go(editor *e, editor_move move, bool select)
{
  bool selected = e->caret != e->anchor;
  // One step beside a selection is to its end.
  if (selected && !select && (move == EDITOR_LEFT || move == EDITOR_RIGHT))
    editor_go_to(e, move == EDITOR_LEFT ? editor_from(e) : editor_to(e), false);
  else
    editor_go_to(e, target(e, move), select);
}

void editor_select_word(editor *e)
{
  size_t at = e->caret;
  bool word = is_word(code_at(e, at)) || (at > 0 && is_word(code_at(e, before(e, at))));
  e->anchor = e->caret = at;
  while (word && e->anchor > 0 && is_word(code_at(e, before(e, e->anchor))))
    e->anchor = before(e, e->anchor);
  while (word && e->caret < e->length && is_word(code_at(e, e->caret)))
    e->caret = after(e, e->caret);
  if (!word)
    e->caret = after(e, at);
  stop_joining(e);
}

void editor_select_all(editor *e)
{
  e->anchor = 0;
  e->caret = e->length;
  stop_joining(e);
}

// ---------------------------------------------------------------------------------------------------------------
// Changes

static bool put(editor *e, const char *text, bool typed)
{
  size_t bytes = strlen(text), from = editor_from(e), gone = editor_to(e) - from;
  char *cleaned = bytes <= EDITOR_MOST ? malloc(3 * bytes + 1) : NULL;
  bool well = cleaned != NULL;
  if (well && (clean(text, bytes, cleaned) > 0 || gone > 0))
    well = change(e, from, gone, cleaned, typed);
  free(cleaned);
  return well;
}

bool editor_put(editor *e, const char *text)
{
  return put(e, text, false);
}

bool editor_type(editor *e, const char *text)
{
  return put(e, text, true);
}

void editor_erase(editor *e, editor_move move)
{
  size_t from = editor_from(e), to = editor_to(e);
  if (from == to) {
    size_t other = target(e, move);
    from = e->caret < other ? e->caret : other;
    to = e->caret < other ? other : e->caret;
  }
  if (from < to)
    change(e, from, to - from, "", false);
}

// What a line of a list or a quotation begins with: how many bytes, and what the next one is to begin with. 0: nothing.
static size_t opening(const char *line, char *next, size_t room)
{
  size_t at = strspn(line, " "), figures;
  if (line[at] == '>' && line[at + 1] == ' ') {
    snprintf(next, room, "%.*s> ", (int)at, line);
    return at + 2;
  }
  if ((line[at] == '-' || line[at] == '*' || line[at] == '+') && line[at + 1] == ' ') {
    snprintf(next, room, "%.*s%c ", (int)at, line, line[at]);
    return at + 2;
  }
  figures = strspn(line + at, "0123456789");
  if (figures == 0 || figures > 6 || (line[at + figures] != '.' && line[at + figures] != ')') ||
      line[at + figures + 1] != ' ')
    return 0;
  snprintf(next, room, "%.*s%ld%c ", (int)at, line, strtol(line + at, NULL, 10) + 1, line[at + figures]);
  return at + figures + 2;
}

bool editor_break(editor *e)
{
  char next[64] = "", text[72];
  size_t from = editor_from(e), start = line_start(e, from);
  size_t opened = opening(e->text + start, next, sizeof next);
  if (opened > 40 || from < start + opened)
    opened = 0;
  bool empty = opened > 0 && line_end(e, start) == start + opened && e->caret == e->anchor;
  if (empty) {
    e->anchor = start;
    e->caret = start + opened;
    return change(e, start, opened, "", false);
  }
  snprintf(text, sizeof text, "\n%s", opened > 0 ? next : "");
  return editor_put(e, text);
}

char *editor_copy(const editor *e)
{
  size_t from = editor_from(e), to = editor_to(e);
  return from < to ? strndup(e->text + from, to - from) : NULL;
}
