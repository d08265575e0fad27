// The layers of an open page. One lies over ink: moving and turning pages, and the line that tells which one it is. The
// other lies under ink and over the scene: the page's ground.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/desk_deed.h"
#include "app/page_ground.h"
#include "app/parts.h"

#define NOTCH 1.15f  // how much larger a turn of the wheel shows the page
#define FOOT (-4.2f) // the baseline of the line of pages, board units
#define LEFT (-7.2f) // where it begins
#define NUMBER 0.42f // from one page's number to the next

static page_look *look_of(const player *p)
{
  return &p->ink.book->looks[p->ink.book->number];
}

// ---------------------------------------------------------------------------------------------------------------
// The line of pages

// Those written on, and a blank one.
static int count_numbers(const player *p)
{
  int count = ink_pages(p->ink.book) + 1;
  count = count > p->ink.book->number ? count : p->ink.book->number + 1;
  return count < INK_PAGES ? count : INK_PAGES;
}

static nb_rect number_box(int k)
{
  return (nb_rect){LEFT + NUMBER * (float)k - 0.14f, FOOT - 0.14f, NUMBER, 0.4f};
}

// The page whose number stands at a point of the board; -1: none.
static int number_at(const player *p, nb_vec2 at)
{
  for (int k = 0; k < count_numbers(p); k++)
    if (nb_inside(number_box(k), at))
      return k;
  return -1;
}

static void record_line(const player *p, const scribe *s)
{
  char text[96];
  int written = ink_pages(p->ink.book);
  for (int k = 0; k < count_numbers(p); k++) {
    bool here = k == p->ink.book->number;
    words_style style = {.face = here ? WORDS_SEMIBOLD : WORDS_REGULAR,
                         .size = 20,
                         .color = scribe_color(s, here ? NB_TEXT : NB_DIM)};
    nb_rect box = number_box(k);
    snprintf(text, sizeof text, k < written || here ? "%d" : "+", k + 1);
    scribe_words(s, text, &style, (scribe_place){nb_at(box.x + 0.14f, FOOT), 0.5f}, 1);
    if (here)
      nb_line(s->board, nb_at(box.x + 0.04f, FOOT - 0.09f), nb_at(box.x + 0.24f, FOOT - 0.09f),
              nb_style(.color = NB_TEXT, .width = 2));
  }
  words_style style = {.face = WORDS_REGULAR, .size = 20, .color = scribe_color(s, NB_DIM)};
  snprintf(text, sizeof text, "%.0f %% · wheel: larger · Space drag: move · Home: all · W: back",
           100 * (double)page_zoom(*look_of(p)));
  scribe_words(s, text, &style, (scribe_place){nb_at(-LEFT, FOOT), 1}, 1);
}

// ---------------------------------------------------------------------------------------------------------------
// Events

static nb_vec2 pixel_of(player *p, int x, int y)
{
  return window_pixel(&p->window, x, y);
}

static bool press(player *p, const SDL_MouseButtonEvent *button)
{
  nb_vec2 pixel = pixel_of(p, button->x, button->y), at = point_at(board_on_window(p), pixel);
  int number = number_at(p, at);
  bool left = button->button == SDL_BUTTON_LEFT, middle = button->button == SDL_BUTTON_MIDDLE;
  if (left && number >= 0 && !p->ink.desk.down) {
    pages_turn(p, number - p->ink.book->number);
    return true;
  }
  if (!middle && !(left && p->pages.space))
    return false;
  p->pages.grips = true;
  p->pages.grip = pixel;
  p->pages.button = button->button;
  return true;
}

static bool drag(player *p, const SDL_MouseMotionEvent *motion)
{
  if (!p->pages.grips)
    return false;
  nb_vec2 pixel = pixel_of(p, motion->x, motion->y), by = nb_sub(pixel, p->pages.grip);
  nb_affine board = board_on_window(p);
  *look_of(p) = page_moved(*look_of(p), nb_at(by.x / board.i.x, by.y / board.j.y));
  p->pages.grip = pixel;
  pointer_move(p, motion->x, motion->y);
  return true;
}

static bool release(player *p, const SDL_MouseButtonEvent *button)
{
  bool ours = p->pages.grips && button->button == p->pages.button;
  p->pages.grips = p->pages.grips && !ours;
  return ours;
}

static bool wheel(player *p, const SDL_MouseWheelEvent *w)
{
  float count = w->preciseY != 0 ? w->preciseY : w->preciseX;
  count = w->direction == SDL_MOUSEWHEEL_FLIPPED ? -count : count;
  *look_of(p) = page_zoomed(*look_of(p), pointer_on_board(p), powf(NOTCH, count));
  return true;
}

// Keys of the scene's time and of its handles mean nothing here.
static bool is_of_the_scene(const action *a)
{
  bool undoes = a && (strcmp(a->name, "undo") == 0 || strcmp(a->name, "redo") == 0);
  return a && !undoes && (action_is_of(a, &time_actions) || action_is_of(a, &hand_actions));
}

static bool key(player *p, const SDL_Keysym *k)
{
  switch (k->sym) {
  case SDLK_SPACE:
    p->pages.space = true;
    return true;
  case SDLK_HOME:
    *look_of(p) = page_showing(ink_page_bounds(p->ink.desk.page));
    return true;
  case SDLK_LEFT:
  case SDLK_PAGEUP:
    pages_turn(p, -1);
    return true;
  case SDLK_RIGHT:
  case SDLK_PAGEDOWN:
    pages_turn(p, 1);
    return true;
  case SDLK_TAB:
    return true;
  default:
    return is_of_the_scene(actions_of_key(k->sym, k->mod));
  }
}

static bool take_event(player *p, const SDL_Event *e)
{
  switch (e->type) {
  case SDL_MOUSEBUTTONDOWN:
    return press(p, &e->button);
  case SDL_MOUSEMOTION:
    return drag(p, &e->motion);
  case SDL_MOUSEBUTTONUP:
    return release(p, &e->button);
  case SDL_MOUSEWHEEL:
    return wheel(p, &e->wheel);
  case SDL_KEYDOWN:
    return key(p, &e->key.keysym);
  case SDL_TEXTINPUT:
    return !e->text.text[1] && is_of_the_scene(actions_of_sign(e->text.text[0]));
  default:
    return false;
  }
}

static bool event(player *p, const SDL_Event *e)
{
  if (e->type == SDL_KEYUP && e->key.keysym.sym == SDLK_SPACE)
    p->pages.space = false;
  if (!p->ink.on_page)
    return false;
  bool taken = take_event(p, e);
  p->stale = p->stale || taken;
  return taken;
}

// What is being written or is selected first.
static bool back(player *p)
{
  desk *d = &p->ink.desk;
  if (!p->ink.on_page)
    return false;
  if (d->down || desk_selection(d).width > 0)
    return desk_do(d, &(desk_deed){.kind = DESK_DEED_BACK});
  pages_leave(p);
  return true;
}

static void record(player *p, const scribe *s)
{
  if (p->ink.on_page)
    record_line(p, s);
}

static bool is_open(const player *p)
{
  return p->ink.on_page;
}

static void record_paper(player *p, const scribe *s)
{
  if (p->ink.on_page)
    page_record_ground(s->board, *look_of(p), s->width, s->height);
}

const layer pages_layer = {.name = "pages",
                           .event = event,
                           .back = back,
                           .record = record,
                           .holds_time = is_open,
                           .covers = is_open};
const layer paper_layer = {.name = "paper", .record = record_paper};
