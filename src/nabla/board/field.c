#include <math.h>

#include "nabla/board/recorder.h"

// Arrows of like strength are one path, so that a field costs SHADES commands and not thousands.
enum { MOST_ALONG = 256, SHADES = 32 };

// Below 1, so that arrows of a weak field can still be told from dots.
#define CONTRAST 0.6
#define FAINTEST 0.25f
#define OPAQUE 0.75f // of the longest: from there on arrows are fully opaque
#define STAGGER 0.5f

// The lattice over a plane's area, in the middle of it.
typedef struct lattice {
  nb_vec2 first;
  float spacing;
  int columns, rows;
} lattice;

static lattice lattice_over(nb_rect area, float spacing)
{
  spacing = spacing == 0 ? 0.5f : spacing;
  spacing = fmaxf(spacing, fmaxf(area.width, area.height) / (MOST_ALONG - 1));
  lattice l = {.spacing = spacing};
  if (!(spacing > 0) || !(area.width > 0) || !(area.height > 0) || !isfinite(area.width + area.height))
    return l;
  l.columns = (int)(area.width / spacing + 1e-3f) + 1;
  l.rows = (int)(area.height / spacing + 1e-3f) + 1;
  l.first = nb_at(area.x + 0.5f * (area.width - spacing * (float)(l.columns - 1)),
                  area.y + 0.5f * (area.height - spacing * (float)(l.rows - 1)));
  return l;
}

typedef struct field_arrow {
  nb_vec2 from, to;
  int shade; // 0 to SHADES - 1
} field_arrow;

// The arrow at a lattice point. False where the field is not finite or zero.
static bool arrow_at(nb_vec2 middle, nb_vec2 value, nb_mat2 scale, nb_field_spec spec, float grown,
                     field_arrow *arrow)
{
  nb_vec2 way = nb_unit(nb_apply(scale, value));
  double length = hypot(value.x, value.y);
  if (!isfinite(length) || !(length > 0) || !(nb_length(way) > 0) || !(grown > 0))
    return false;
  double compared = pow(length / spec.typical, CONTRAST);
  float strength = (float)(compared / (compared + 1));
  nb_vec2 half = nb_scale(0.5f * spec.longest * strength, way);
  arrow->from = nb_sub(middle, half);
  arrow->to = nb_mix2(arrow->from, nb_add(middle, half), grown);
  arrow->shade = (int)(strength * (SHADES - 1) + 0.5f);
  return true;
}

// Draws the arrows shade by shade, the faint ones first.
static void draw_shades(nb_board *b, const field_arrow *arrows, int count, const nb_style *style)
{
  float width = board_width(style->width, 2.5f);
  for (int shade = 0; shade < SHADES; shade++) {
    board_pen *pen = board_shape(b);
    for (int k = 0; k < count; k++) {
      nb_vec2 points[7];
      if (arrows[k].shade == shade && board_arrow(arrows[k].from, arrows[k].to, width, points))
        pen_polygon(pen, points, 7);
    }
    float strength = fminf((float)shade / (SHADES - 1) / OPAQUE, 1);
    float alpha = FAINTEST + (1 - FAINTEST) * powf(strength, 1.5f);
    board_ink ink = board_solid(b, style->color, NB_TEXT, alpha * board_unit(style->alpha));
    board_fill(b, pen_path(pen), &ink, false);
  }
}

void nb_vector_field(nb_board *b, nb_plane plane, nb_vec2 (*f)(nb_vec2 p, const void *context),
                     const void *context, nb_field_spec spec, nb_style style)
{
  lattice l = lattice_over(plane.area, spec.spacing);
  spec.longest = spec.longest == 0 ? 0.9f * l.spacing : spec.longest;
  spec.typical = spec.typical == 0 ? 1 : spec.typical;
  if (!board_shows(&style) || l.columns == 0 || !(spec.longest > 0) || !(spec.typical > 0) ||
      !(style.width >= 0))
    return;
  field_arrow *arrows = board_take(b, (size_t)l.columns * (size_t)l.rows * sizeof *arrows);
  nb_mat2 scale = nb_plane_scale(plane);
  int count = 0;
  for (int row = 0; arrows != NULL && row < l.rows; row++)
    for (int column = 0; column < l.columns; column++) {
      nb_vec2 at = nb_add(l.first, nb_at(l.spacing * (float)column, l.spacing * (float)row));
      float grown = board_stagger(style.reveal, (float)column / (float)l.columns, STAGGER);
      nb_vec2 value = f(nb_from_plane(plane, at), context);
      count += arrow_at(at, value, scale, spec, grown, &arrows[count]);
    }
  draw_shades(b, arrows, count, &style);
}
