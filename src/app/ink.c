#include "app/ink.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/settings.h"
#include "notebook/ink_draw.h"

// The words on the tray, in its order.
static const struct {
  desk_tool tool;
  const char *word;
} tools[] = {
    {DESK_PEN, "pen"},     {DESK_HIGHLIGHTER, "marker"}, {DESK_ERASER, "eraser"},       {DESK_KNIFE, "trim"},
    {DESK_LASSO, "lasso"}, {DESK_LASER, "laser"},        {DESK_SPOTLIGHT, "spotlight"},
};

enum { TOOLS = sizeof tools / sizeof *tools };

// Puts into the notebook what has just happened to a page.
static void note(timeline *t, const ink_page *page, ink_event event)
{
  if (event == INK_EDIT)
    timeline_did(t, page);
  else if (event == INK_UNDO)
    timeline_undid(t, page);
  else if (event == INK_REDO)
    timeline_redid(t, page);
}

static void keep(void *context, const ink_page *page, ink_event event)
{
  const ink *i = context;
  if (i->timeline)
    note(i->timeline, page, event);
  size_t size;
  int step = (int)(page - i->book->pages);
  uint8_t *bytes = i->notebook || i->hear.event ? ink_log_write(page, event, &size) : NULL;
  if (bytes && i->notebook)
    notebook_add_ink(i->notebook, i->book->scene, step, bytes, size, (double)time(NULL));
  if (bytes && i->hear.event)
    i->hear.event(i->hear.context, step, bytes, size);
  free(bytes);
}

static void tell(void *context, const desk_deed *deed)
{
  const ink *i = context;
  if (i->hear.hand)
    i->hear.hand(i->hear.context, deed);
}

nb_error ink_open(ink *i)
{
  *i = (ink){0};
  nb_error e = desk_open(&i->desk);
  i->desk.heard = keep;
  i->desk.told = tell;
  i->desk.context = i;
  return e;
}

static void free_pages(ink_book *book)
{
  for (int k = 0; k < INK_BOOK; k++)
    ink_page_free(&book->pages[k]);
  memset(book->broken, 0, sizeof book->broken);
}

static void free_book(ink_book *book)
{
  free_pages(book);
  free(book);
}

void ink_sight_free(ink_sight *s)
{
  cells_destroy(s->rest);
  cells_destroy(s->lifted);
  *s = (ink_sight){0};
}

static void free_books(ink *i)
{
  for (int k = 0; k < i->book_count; k++)
    free_book(i->books[k]);
  i->book_count = 0;
  i->book = NULL;
}

void ink_close(ink *i)
{
  if (i->desk.pen)
    desk_up(&i->desk);
  desk_close(&i->desk);
  ink_sight_free(&i->sight);
  free_books(i);
  free(i->books);
}

void ink_forget(ink *i)
{
  desk_drop(&i->desk);
  ink_sight_free(&i->sight); // another page may lie where one lay
  free_books(i);
}

// ---------------------------------------------------------------------------------------------------------------
// Books

static void read_event(int step, const void *event, size_t size, void *context)
{
  ink_book *book = context;
  // What comes after an event that cannot be read counts on it.
  if (!book->broken[step] && nb_failed(ink_log_apply(&book->pages[step], event, size)))
    book->broken[step] = true;
}

static bool is_broken(const ink_book *book)
{
  return memchr(book->broken, true, sizeof book->broken) != NULL;
}

static ink_book *find_book(const ink *i, const char *scene)
{
  for (int k = 0; k < i->book_count; k++)
    if (strcmp(i->books[k]->scene, scene) == 0)
      return i->books[k];
  return NULL;
}

static ink_book *add_book(ink *i, const char *scene)
{
  if (i->book_count == i->book_capacity) {
    int capacity = 2 * i->book_capacity + 8;
    ink_book **moved = realloc(i->books, (size_t)capacity * sizeof *moved);
    if (!moved)
      return NULL;
    i->books = moved;
    i->book_capacity = capacity;
  }
  ink_book *book = calloc(1, sizeof *book);
  if (!book)
    return NULL;
  snprintf(book->scene, sizeof book->scene, "%s", scene);
  return i->books[i->book_count++] = book;
}

static nb_error read_book(ink_book *book, notebook *n)
{
  nb_error e = n ? notebook_read_ink(n, book->scene, read_event, book) : nb_ok();
  book->away = false;
  if (!nb_failed(e) && is_broken(book))
    e = nb_fail(NB_BAD_FILE,
                "not all of the ink on this scene could be read: the notebook %s holds what cannot be",
                notebook_path(n));
  return e;
}

// The pages of scenes that were shown before the last one, as far as the notebook has them.
static void put_away(ink *i, const ink_book *last)
{
  notebook_status now = i->notebook ? notebook_state(i->notebook) : (notebook_status){.mode = NOTEBOOK_OFF};
  for (int k = 0; now.mode == NOTEBOOK_WRITES && !now.trouble[0] && k < i->book_count; k++) {
    ink_book *book = i->books[k];
    if (book == i->book || book == last)
      continue;
    free_pages(book);
    book->away = true;
  }
}

nb_error ink_show(ink *i, notebook *n, const char *scene)
{
  const ink_book *last = i->book;
  if (i->hear.page)
    i->hear.page(i->hear.context, -1, (page_look){0});
  desk_turn(&i->desk, NULL);
  i->notebook = n;
  i->book = find_book(i, scene);
  if (i->book && i->book == last)
    return nb_ok();
  ink_sight_free(&i->sight);
  bool known = i->book && !i->book->away;
  if (!i->book)
    i->book = add_book(i, scene);
  if (!i->book)
    return nb_fail(NB_NO_MEMORY, "no memory for ink");
  nb_error e = known ? nb_ok() : read_book(i->book, n);
  put_away(i, last);
  return e;
}

page_look ink_look_at(const ink *i)
{
  return i->on_page && i->book ? i->book->looks[i->book->number] : (page_look){0};
}

void ink_turn(ink *i, int page)
{
  const ink_book *book = i->book;
  i->on_page = book && page >= NB_MAX_STEPS && page < INK_BOOK;
  if (i->on_page)
    i->book->number = page - NB_MAX_STEPS;
  page_look look = ink_look_at(i);
  if (i->hear.page)
    i->hear.page(i->hear.context, page, look);
  desk_turn(&i->desk, book && page >= 0 && page < INK_BOOK ? &i->book->pages[page] : NULL);
  i->desk.scale = 1 / page_zoom(look);
}

int ink_page_at(const ink *i, int step)
{
  return i->on_page && i->book ? NB_MAX_STEPS + i->book->number : step;
}

int ink_pages(const ink_book *book)
{
  int count = 0;
  for (int k = 0; k < INK_PAGES; k++)
    if (book->pages[NB_MAX_STEPS + k].stroke_count > 0)
      count = k + 1;
  return count;
}

desk_tool ink_tool_of(int word)
{
  return tools[word].tool;
}

const float ink_trails[TRAY_WIDTHS] = {SETTINGS_LASER, 4, 15};

static int chosen_width(const desk *d)
{
  int k = 0;
  if (d->tool != DESK_LASER)
    return (int)d->look.width;
  while (k < TRAY_WIDTHS && d->trail_seconds != ink_trails[k])
    k++;
  return k < TRAY_WIDTHS ? k : -1;
}

tray ink_tray(const ink *i)
{
  tray t = {.color = (int)i->desk.look.color, .width = chosen_width(&i->desk), .tool = -1};
  for (uint32_t k = 0; k < TRAY_COLORS; k++)
    t.colors[k] = ink_color(k);
  for (uint32_t k = 0; k < TRAY_WIDTHS; k++)
    t.widths[k] = ink_look_points((ink_look){.tool = INK_PEN, .width = k});
  _Static_assert(INK_TRAY_PAGE == (int)TOOLS, "the page comes after the tools");
  t.tools[INK_TRAY_PAGE] = i->on_page ? "scene" : "page";
  for (int k = 0; k < TOOLS; k++) {
    t.tools[k] = tools[k].word;
    if (tools[k].tool == i->desk.tool)
      t.tool = k;
  }
  return t;
}
