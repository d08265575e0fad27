// What opens and closes pages, and how they are looked at.
#include "app/pages.h"

#include <math.h>

#include "app/desk_deed.h"
#include "app/parts.h"

#define AIR 0.4f // board units between what is on a page and a picture that comes onto it

bool pages_open(const player *p)
{
  return p->ink.on_page;
}

static page_look *look_of(player *p)
{
  return &p->ink.book->looks[p->ink.book->number];
}

nb_affine pages_place(const player *p, nb_affine board)
{
  return p->ink.on_page ? page_place(ink_look_at(&p->ink), board) : board;
}

static void take(player *p, desk_tool tool)
{
  desk_do(&p->ink.desk, &(desk_deed){.kind = DESK_DEED_TAKE, .number = (uint32_t)tool});
}

void pages_leave(player *p)
{
  if (!p->ink.on_page)
    return;
  take(p, (desk_tool)p->pages.before);
  p->pages.grips = false;
  ink_turn(&p->ink, stage_where(p->stage).step);
}

static void enter(player *p)
{
  if (p->ink.on_page || !p->ink.book)
    return;
  p->focus.kind = FOCUS_NONE;
  p->pages.before = p->ink.desk.tool;
  ink_turn(&p->ink, NB_MAX_STEPS + p->ink.book->number);
  if (p->pages.before == DESK_HAND)
    take(p, DESK_PEN);
}

void pages_toggle(player *p)
{
  if (p->ink.on_page)
    pages_leave(p);
  else
    enter(p);
  p->stale = true;
}

void pages_turn(player *p, int by)
{
  ink_book *book = p->ink.book;
  int last =
      ink_pages(book) < INK_PAGES ? ink_pages(book) : INK_PAGES - 1; // a blank one follows those written on
  int to = book->number + by;
  ink_turn(&p->ink, NB_MAX_STEPS + (to < 0 ? 0 : to > last ? last : to));
  p->stale = true;
}

// A picture comes below what is on the page already, half as large as the board is.
static nb_rect free_place(player *p)
{
  page_look *look = look_of(p);
  float size = 0.5f / page_zoom(*look);
  nb_rect is = ink_page_bounds(p->ink.desk.page);
  nb_rect place = {look->middle.x - 8 * size, look->middle.y - 4.5f * size, 16 * size, 9 * size};
  if (is.width > 0) {
    place.x = is.x;
    place.y = is.y - AIR - place.height;
    look->middle = nb_at(place.x + 0.5f * place.width, place.y + 0.5f * place.height);
  }
  return place;
}

// The scene as it is to be seen, and as it is in the other theme, which is gone with the stage's next drawing. Where that cannot
// be drawn the page does without.
static ink_picture picture_of_scene(player *p)
{
  settings other = p->settings;
  other.light = !other.light;
  nb_theme themes[INK_FACES] = {settings_theme(&p->settings), settings_theme(&other)};
  ink_picture taken = {.face_count = INK_FACES};
  taken.faces[0].list = p->picture.layers[PICTURE_SCENE].bytes;
  taken.faces[0].size = p->picture.layers[PICTURE_SCENE].size;
  if (nb_failed(player_draw_scene(p, themes[1], &taken.faces[1].list, &taken.faces[1].size)))
    taken.face_count = 1;
  for (int k = 0; k < taken.face_count; k++)
    taken.faces[k].ground = nb_theme_color(themes[k], NB_GROUND);
  return taken;
}

void pages_take_picture(player *p)
{
  ink_picture taken = picture_of_scene(p);
  if (!p->ink.book || taken.faces[0].size == 0) {
    player_notify(p, "there is no picture of the scene to be taken");
    return;
  }
  const ink_page *over = &p->ink.book->pages[stage_where(p->stage).step];
  enter(p);
  player_report(p, desk_put_picture(&p->ink.desk, &taken, over, free_place(p)));
  p->stale = true;
}

void pages_pinch(player *p, const nb_vec2 before[2], const nb_vec2 now[2])
{
  nb_affine board = board_on_window(p);
  nb_vec2 from = point_at(board, nb_mix2(before[0], before[1], 0.5f));
  nb_vec2 to = point_at(board, nb_mix2(now[0], now[1], 0.5f));
  float was = fmaxf(nb_length(nb_sub(before[1], before[0])), 1);
  float is = fmaxf(nb_length(nb_sub(now[1], now[0])), 1);
  page_look *look = look_of(p);
  *look = page_zoomed(page_moved(*look, nb_sub(to, from)), to, is / was);
  p->stale = true;
}
