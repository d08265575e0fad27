// Ink in the player: the desk, a page for every step of every scene that has been shown, and the tray.
//
// Ink belongs to its step: it comes back when one comes back. All that happens to a page is put into the notebook at
// once, and a scene's ink is taken out of it when the scene is shown. In memory is that of the scene that is shown, and of the one
// before it; where there is no notebook that writes, of all that were shown, so that nothing is lost.
#ifndef APP_INK_H
#define APP_INK_H

#include "app/cells.h"
#include "app/desk.h"
#include "app/page_look.h"
#include "app/timeline.h"
#include "interface/tray.h"
#include "nabla/scene.h"
#include "notebook/notebook.h"

// Who hears of what happens to ink: every deed before it is done, which page lies on the desk, and every event of a page
// after it. Zero: nobody.
typedef struct ink_listener {
  void (*hand)(void *context, const desk_deed *deed);
  void (*page)(void *context, int page, page_look look);
  void (*event)(void *context, int page, const void *event, size_t size);
  void *context;
} ink_listener;

enum { INK_PAGES = NOTEBOOK_PAGES, INK_BOOK = NB_MAX_STEPS + INK_PAGES };

// The pages of a scene: one over each step, then blank ones.
typedef struct ink_book {
  char scene[NOTEBOOK_ID];
  ink_page pages[INK_BOOK];
  bool broken[INK_BOOK]; // not all of it could be read
  bool away;             // its pages are in the notebook alone
  int number;            // of the blank page that was last looked at
  page_look looks[INK_PAGES];
} ink_book;

// Ink that is not being written, as pixels in one picture; NULL before there was any.
typedef struct ink_sight {
  cells *rest, *lifted;
  bool painted; // all of it is in the picture
} ink_sight;

typedef struct ink {
  desk desk;
  notebook *notebook; // NULL: nothing is kept
  timeline *timeline; // in which what is written is noted; NULL: none
  ink_listener hear;
  ink_book **books;
  int book_count, book_capacity;
  ink_book *book; // of the scene that is shown
  ink_sight sight;
  bool on_page;  // a blank page is open: ink_turn says so
  bool pressed;  // the viewer's own button is down
  bool borrowed; // the eraser is in the hand only while the right button is down,
  desk_tool own; // and this was before
} ink;

// Fails with NB_NO_MEMORY.
nb_error ink_open(ink *i);
void ink_close(ink *i);

void ink_sight_free(ink_sight *s);

// Another scene is shown: its pages are laid ready. Fails with NB_NO_MEMORY (there is nothing to write on then), or with
// NB_BAD_FILE where not all of its ink could be read.
nb_error ink_show(ink *i, notebook *n, const char *scene);

// No ink is known any more: neither pages nor what the hand was doing. Nobody is told.
void ink_forget(ink *i);

// Lays a page of the scene on the desk, as it is looked at: that of a step, or from NB_MAX_STEPS on a blank one, which is open
// then.
void ink_turn(ink *i, int page);

// The page that belongs on the desk at a step: the blank one that is open, or the step's own.
int ink_page_at(const ink *i, int step);

// How the page on the desk is looked at.
page_look ink_look_at(const ink *i);

// How many blank pages have ever been written on, up to the last of them.
int ink_pages(const ink_book *book);

// The laser's trails that the tray's widths stand for while it is in the hand, seconds.
extern const float ink_trails[TRAY_WIDTHS];

// What the tray shows.
tray ink_tray(const ink *i);

// Which of the tray's words is no tool but opens a page, and goes back from it.
enum { INK_TRAY_PAGE = 7 };

// Which tool the tray's k-th word stands for.
desk_tool ink_tool_of(int word);

#endif
