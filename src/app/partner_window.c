#include "app/partner_window.h"

#include <math.h>
#include <stdio.h>

#include "app/parts.h"
#include "nabla/record.h"

#define SHARE 0.85f // of the screen's free room that it takes

bool partner_window_is_open(const player *p)
{
  return p->partner.window.sdl != NULL;
}

int partner_window_display(const player *p)
{
  int here = SDL_GetWindowDisplayIndex(p->window.sdl), count = SDL_GetNumVideoDisplays();
  SDL_Rect ours, other;
  if (here < 0 || SDL_GetDisplayBounds(here, &ours) != 0)
    return -1;
  for (int k = 0; k < count; k++)
    if (k != here && SDL_GetDisplayBounds(k, &other) == 0 && (other.x != ours.x || other.y != ours.y))
      return k;
  return -1;
}

// As large as fits into a part of the screen, 16:9.
static void choose_size(int display, int *width, int *height)
{
  SDL_Rect room = {0, 0, 1280, 720};
  SDL_GetDisplayUsableBounds(display, &room);
  float unit = SHARE * fminf((float)room.w / 16, (float)room.h / 9);
  *width = (int)(16 * unit);
  *height = (int)(9 * unit);
}

void partner_window_open(player *p, int display)
{
  partner_window *own = &p->partner;
  window_options how = {.title = "Nabla: the partner's window", .beside = true, .display = display};
  if (partner_window_is_open(p))
    return;
  choose_size(display, &how.width, &how.height);
  nb_error e = painter_create(&own->painter, p->fonts, 1);
  if (!nb_failed(e))
    e = window_open(&own->window, &how);
  if (nb_failed(e)) {
    painter_destroy(own->painter);
    *own = (partner_window){0};
    player_report(p, e);
    return;
  }
  own->display = display;
  own->picture.changed = true;
  // Who explains goes on with the keyboard.
  SDL_RaiseWindow(p->window.sdl);
  SDL_SetWindowInputFocus(p->window.sdl);
  p->stale = true;
}

void partner_window_close(player *p)
{
  partner_window *own = &p->partner;
  if (!partner_window_is_open(p))
    return;
  window_close(&own->window);
  picture_free(&own->picture);
  ink_sight_free(&own->ink);
  painter_destroy(own->painter);
  *own = (partner_window){0};
  p->stale = true;
}

nb_vec2 partner_window_point(const player *p, int x, int y)
{
  int width, height;
  window *w = (window *)(uintptr_t)&p->partner.window;
  window_size(w, &width, &height);
  return point_at(board_place(width, height), window_pixel(w, x, y));
}

// ---------------------------------------------------------------------------------------------------------------
// Its picture

// Where the small board lies: whole pixels, y down.
static nb_rect board_pixels(int width, int height)
{
  nb_affine place = board_place(width, height);
  nb_rect r = partner_board();
  nb_vec2 corner = nb_affine_apply(place, nb_at(r.x, r.y + r.height));
  return (nb_rect){roundf(corner.x), roundf(corner.y), roundf(r.width * place.i.x),
                   roundf(-r.height * place.j.y)};
}

static void keep(player *p, int which)
{
  const void *list;
  size_t size;
  nb_error e = nb_board_finish(p->board, &list, &size);
  if (!nb_failed(e))
    e = picture_set(&p->partner.picture, which, list, size);
  player_report(p, e);
}

// What the audience sees: the scene as it was drawn, and what surrounds it anew, in words of this size.
static void draw_board(player *p, nb_rect area)
{
  static const int same[] = {PICTURE_GHOST, PICTURE_SCENE, PICTURE_PEEK};
  picture *own = &p->partner.picture;
  for (int k = 0; k < 3; k++) {
    player_report(
        p, picture_set(own, same[k], p->picture.layers[same[k]].bytes, p->picture.layers[same[k]].size));
    picture_set_area(own, same[k], p->picture.layers[same[k]].area);
  }
  nb_theme theme = settings_theme(&p->settings);
  int width = (int)area.width, height = (int)area.height;
  interface_view view = player_view(p);
  nb_board_begin(p->board, theme, NULL, 0);
  scribe s = interface_scribe(p->interface, p->board, width, height, p->settings.text_size);
  nb_rectangle(p->board, scribe_target(&s), 0, nb_style(.fill = NB_GROUND, .width = -1));
  keep(p, PICTURE_GROUND);
  nb_board_begin(p->board, theme, NULL, 0);
  interface_record(p->interface, p->board, &view, width, height);
  layers_record_below(p, &s);
  keep(p, PICTURE_AROUND);
  ink_draw_rest(p, &p->partner.ink, own, area);
  nb_board_begin(p->board, theme, NULL, 0);
  layers_record_above(p, &s);
  keep(p, PICTURE_OVER);
}

// Paper, whatever the board is: it is read from, and the board stands out on it.
static nb_theme paper(const player *p)
{
  settings bright = p->settings;
  bright.light = true;
  return settings_theme(&bright);
}

static void draw_around(player *p, int width, int height)
{
  partner_point points[PARTNER_POINTS];
  interface_view scene = player_view(p);
  partner_view v = explaining_view(p, &scene, points);
  nb_board_begin(p->board, paper(p), NULL, 0);
  scribe s = interface_scribe(p->interface, p->board, width, height, 1);
  partner_record_window(&s, &v, &p->explaining.spots);
  partner_record_frame(&s);
  explaining_record_notes(p, p->board, 23);
  keep(p, PICTURE_COLUMN);
}

void partner_window_frame(player *p)
{
  partner_window *own = &p->partner;
  int width, height;
  pixels target;
  if (!partner_window_is_open(p) || window_is_hidden(&own->window))
    return;
  window_size(&own->window, &width, &height);
  nb_rect area = board_pixels(width, height);
  draw_board(p, area);
  draw_around(p, width, height);
  picture_set_board(&own->picture, area);
  picture_cover(&own->picture, pages_open(p));
  picture_set_target(&own->picture, paper(p), width, height);
  if (!own->picture.changed)
    return;
  nb_error e = window_begin(&own->window, &target);
  if (!nb_failed(e))
    e = picture_paint(&own->picture, own->painter, target);
  if (!nb_failed(e))
    window_present(&own->window);
  player_report(p, e);
}
