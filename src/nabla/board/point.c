// Pointing at a box: braces with labels, arrows.
#include <math.h>

#include "nabla/board/recorder.h"

static const float air = 0.08f; // between a box and what points at it, board units
static const float tip = 0.2f;  // how far a brace reaches

static bool is_sound(nb_rect r)
{
  return isfinite(r.x) && isfinite(r.y) && r.width >= 0 && r.height >= 0 && isfinite(r.width) &&
         isfinite(r.height);
}

// The label comes when the brace is half drawn.
static void label_brace(nb_board *b, nb_vec2 at, nb_anchor anchor, const char *label, nb_style style)
{
  if (label == NULL)
    return;
  style.anchor = anchor;
  style.width = 0;
  style.reveal = board_unit(2 * style.reveal - 1);
  nb_tex(b, at, label, style);
}

void nb_brace_over(nb_board *b, nb_rect box, const char *label, nb_style style)
{
  if (!is_sound(box))
    return;
  float y = box.y + box.height + air;
  nb_brace(b, nb_at(box.x, y), nb_at(box.x + box.width, y), tip, style);
  label_brace(b, nb_at(box.x + 0.5f * box.width, y + tip + air), NB_BOTTOM, label, style);
}

void nb_brace_under(nb_board *b, nb_rect box, const char *label, nb_style style)
{
  if (!is_sound(box))
    return;
  float y = box.y - air;
  nb_brace(b, nb_at(box.x + box.width, y), nb_at(box.x, y), tip, style);
  label_brace(b, nb_at(box.x + 0.5f * box.width, y - tip - air), NB_TOP, label, style);
}

void nb_brace_beside(nb_board *b, nb_rect box, const char *label, nb_style style)
{
  if (!is_sound(box))
    return;
  float x = box.x + box.width + air;
  nb_brace(b, nb_at(x, box.y + box.height), nb_at(x, box.y), tip, style);
  label_brace(b, nb_at(x + tip + air, box.y + 0.5f * box.height), NB_LEFT, label, style);
}

// How much of the way from the middle of a box, `half` of whose sides are given, lies within it: 1 and more for all.
static float share_within(nb_vec2 half, nb_vec2 way)
{
  float x = way.x == 0 ? INFINITY : half.x / fabsf(way.x), y = way.y == 0 ? INFINITY : half.y / fabsf(way.y);
  return fminf(x, y);
}

void nb_arrow_at(nb_board *b, nb_vec2 from, nb_rect box, nb_style style)
{
  nb_vec2 half = {0.5f * box.width + air, 0.5f * box.height + air};
  nb_vec2 middle = {box.x + 0.5f * box.width, box.y + 0.5f * box.height}, way = nb_sub(from, middle);
  float share = share_within(half, way);
  if (!is_sound(box) || !(share < 1))
    return;
  if (style.width == 0)
    style.width = 4;
  nb_arrow(b, from, nb_add(middle, nb_scale(share, way)), style);
}
