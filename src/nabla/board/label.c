// Names that stand beside what they name, and the mark of a guess.
#include <math.h>
#include <stdbool.h>

#include "nabla/board/recorder.h"

static const float air = 0.14f;      // between what is named and the name's box, board units
static const float half_line = 0.4f; // half the height of a word, ems: capitals with an accent
static const float below = 0.3f;     // from a box's foot to the middle of the words under it
static const float margin = 0.12f;   // left free at the frame's edge

static bool is_finite(nb_vec2 p)
{
  return isfinite(p.x) && isfinite(p.y);
}

static float within(float x, float reach)
{
  return fminf(fmaxf(x, -reach), reach);
}

static nb_vec2 half_words(nb_board *b, const char *text, nb_style style)
{
  return nb_at(0.5f * nb_text_width(b, text, style), half_line * style.size / NB_POINTS_PER_UNIT);
}

static nb_vec2 half_formula(nb_board *b, const char *text, nb_style style)
{
  nb_rect box = nb_formula_at(b, nb_origin(), text, style).box;
  return nb_at(0.5f * box.width, 0.5f * box.height);
}

nb_rect board_label(nb_board *b, nb_vec2 beside, nb_vec2 toward, const char *text, nb_style style)
{
  if (!is_finite(beside) || !is_finite(toward))
    return (nb_rect){0};
  if (style.size == 0)
    style.size = 40;
  if (style.halo == NB_DEFAULT)
    style.halo = NB_GROUND;
  style.anchor = NB_CENTER;
  bool words = style.font != NB_FONT_REGULAR;
  nb_vec2 way = nb_unit(toward), half = words ? half_words(b, text, style) : half_formula(b, text, style);
  float away = air + fabsf(way.x) * half.x + fabsf(way.y) * half.y;
  nb_vec2 at = nb_add(beside, nb_scale(away, way));
  at.x = within(at.x, 8 - margin - half.x);
  at.y = within(at.y, 4.5f - margin - half.y);
  if (words)
    nb_text(b, at, text, style);
  else
    nb_tex(b, at, text, style);
  return (nb_rect){at.x - half.x, at.y - half.y, 2 * half.x, 2 * half.y};
}

void nb_label(nb_board *b, nb_vec2 beside, nb_vec2 toward, const char *text, nb_style style)
{
  (void)board_label(b, beside, toward, text, style);
}

void nb_text_below(nb_board *b, nb_rect box, const char *text, nb_style style)
{
  if (style.color == NB_DEFAULT)
    style.color = NB_DIM;
  if (style.size == 0)
    style.size = 22;
  style.anchor = NB_CENTER;
  nb_text(b, nb_at(box.x + 0.5f * box.width, box.y - below), text, style);
}

void nb_guess(nb_board *b, nb_vec2 from, nb_vec2 at, nb_style style)
{
  if (style.color == NB_DEFAULT)
    style.color = NB_V;
  nb_style line = style, ring = style, sign = style;
  line.width = 2.5f;
  line.dash[0] = 3;
  line.dash[1] = 9;
  nb_line(b, from, at, line);
  ring.fill = NB_GROUND;
  nb_circle(b, at, 0.17f, ring);
  sign.size = 24;
  sign.font = NB_FONT_SEMIBOLD;
  sign.anchor = NB_CENTER;
  nb_text(b, at, "?", sign);
}

void nb_ring(nb_board *b, nb_vec2 at, const char *name, nb_style style)
{
  if (style.color == NB_DEFAULT)
    style.color = NB_V;
  nb_circle(b, at, 0.12f, style);
  style.size = 22;
  style.font = NB_FONT_MEDIUM;
  if (name)
    nb_label(b, nb_add(at, nb_at(0, -0.15f)), nb_at(0, -1), name, style);
}
