#include "app/page_look.h"

#include <math.h>

float page_zoom(page_look look)
{
  return expf(look.closer);
}

page_look page_within(page_look look)
{
  look.closer = fminf(fmaxf(look.closer, logf(PAGE_LEAST)), logf(PAGE_MOST)); // NaN, too, becomes one of both
  look.middle.x = fminf(fmaxf(look.middle.x, -PAGE_REACH), PAGE_REACH);
  look.middle.y = fminf(fmaxf(look.middle.y, -PAGE_REACH), PAGE_REACH);
  return look;
}

nb_affine page_place(page_look look, nb_affine board)
{
  float zoom = page_zoom(look);
  nb_affine page = {.i = {zoom, 0}, .j = {0, zoom}, .origin = nb_scale(-zoom, look.middle)};
  nb_affine place = nb_affine_multiply(board, page);
  place.origin = nb_at(roundf(place.origin.x), roundf(place.origin.y));
  return place;
}

page_look page_zoomed(page_look look, nb_vec2 at, float factor)
{
  page_look next = look;
  next.closer += factor > 0 ? logf(factor) : 0;
  next = page_within(next);
  // middle + at / zoom stays
  next.middle = nb_add(look.middle, nb_scale(1 / page_zoom(look) - 1 / page_zoom(next), at));
  return page_within(next);
}

page_look page_moved(page_look look, nb_vec2 by)
{
  look.middle = nb_sub(look.middle, nb_scale(1 / page_zoom(look), by));
  return page_within(look);
}

page_look page_showing(nb_rect what)
{
  if (!(what.width > 0))
    return (page_look){0};
  float zoom = fminf(fminf(14.6f / what.width, 7.4f / fmaxf(what.height, 1e-3f)), 1);
  return page_within(
      (page_look){.middle = {what.x + 0.5f * what.width, what.y + 0.5f * what.height}, .closer = logf(zoom)});
}

float page_spacing(page_look look)
{
  return exp2f(-1 - floorf(look.closer / logf(2)));
}
