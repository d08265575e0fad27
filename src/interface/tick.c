#include "interface/tick.h"

void tick_record_sign(const scribe *s, nb_vec2 corner, float side, nb_color color)
{
  nb_vec2 sign[] = {nb_at(corner.x + 0.25f * side, corner.y + 0.5f * side),
                    nb_at(corner.x + 0.43f * side, corner.y + 0.28f * side),
                    nb_at(corner.x + 0.77f * side, corner.y + 0.72f * side)};
  nb_polyline(s->board, sign, 3,
              nb_style(.color = color, .width = 15 * side, .join = NB_JOIN_ROUND, .cap = NB_CAP_ROUND));
}

void tick_record(const scribe *s, nb_vec2 corner, float side, bool ticked, bool pointed)
{
  nb_rect r = {corner.x, corner.y, side, side};
  nb_style style = nb_style(.color = NB_DIM, .fill = NB_GROUND, .width = 2);
  if (ticked)
    style.color = style.fill = NB_I;
  else if (pointed)
    style.color = NB_TEXT, style.width = 2.5f;
  nb_rectangle(s->board, r, 0.25f * side, style);
  if (ticked)
    tick_record_sign(s, corner, side, NB_GROUND);
}
