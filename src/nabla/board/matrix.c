// A matrix of live numbers:
//
//      __                  __        row      from one row's middle to the next
//     |   1.00      0.72     |       gap      between two columns; a minus finds its room in it
//     |                      |       pad      between bracket and figures; the left bracket stands off as far
//     as |  -0.36      1.14     |                the first column's minus needs
//      --                  --
#include <math.h>

#include "nabla/board/number.h"
#include "nabla/math/ease.h"

enum { MAX_SIDE = 8 };

// In ems, as TeX sets a matrix.
static const float row_height = 1.2f;
static const float column_gap = 1.4f;
static const float bracket_foot = 0.24f;
static const float bracket_line = 0.055f;
static const float bracket_air = 0.13f; // between bracket and minus
static const float least_pad = 0.2f;

static const float default_size = 30;

typedef struct matrix {
  number *numbers; // row by row
  float column_x[MAX_SIDE], column_width[MAX_SIDE];
  float room;                  // of the first column's minus
  float width, height, middle; // width: without that room; middle: of the figures, over their baseline
} matrix;

static bool good_spec(const nb_number_matrix_spec *spec)
{
  return spec->rows >= 1 && spec->rows <= MAX_SIDE && spec->columns >= 1 && spec->columns <= MAX_SIDE &&
         spec->values != NULL;
}

static bool set_numbers(nb_board *b, const nb_number_matrix_spec *spec, nb_font font, matrix *m)
{
  int count = spec->rows * spec->columns;
  m->numbers = board_take(b, (size_t)count * sizeof *m->numbers);
  for (int k = 0; m->numbers != NULL && k < count; k++) {
    float value = spec->values[k] == NULL ? NAN : *spec->values[k];
    if (!number_set(b, font, value, spec->decimals, &m->numbers[k])) {
      board_trouble(b, NB_NO_MEMORY, "no memory for a matrix");
      return false;
    }
  }
  return m->numbers != NULL;
}

// The left bracket makes room for the first column's minus before there is one: by the time its lowest number
// has come down from 0.25 to 0. Nothing jumps when a sign changes, and the figures keep still.
static float room_of(const nb_number_matrix_spec *spec, const matrix *m)
{
  float lowest = INFINITY;
  for (int r = 0; r < spec->rows; r++) {
    const float *value = spec->values[r * spec->columns];
    lowest = value == NULL ? lowest : fminf(lowest, *value);
  }
  return nb_smooth(1 - 4 * lowest) * (bracket_air + m->numbers[0].sign_room - least_pad);
}

// Where the columns stand, from where the left bracket is without room for a minus.
static void place_columns(const nb_number_matrix_spec *spec, matrix *m)
{
  float x = least_pad;
  for (int c = 0; c < spec->columns; c++) {
    float width = 0;
    for (int r = 0; r < spec->rows; r++)
      width = fmaxf(width, m->numbers[r * spec->columns + c].width);
    m->column_x[c] = x;
    m->column_width[c] = width;
    x += width + column_gap;
  }
  m->room = room_of(spec, m);
  m->width = x - column_gap + least_pad;
  m->height = row_height * (float)spec->rows;
}

static bool lay_out(nb_board *b, const nb_number_matrix_spec *spec, nb_style *style, matrix *m)
{
  style->size = text_size(style->size, default_size);
  style->font = style->font == NB_FONT_REGULAR || style->font >= NB_FONT_COUNT ? NB_FONT_MATH : style->font;
  if (b->fonts == NULL || style->size == 0 || !good_spec(spec) || !set_numbers(b, spec, style->font, m))
    return false;
  m->middle = 0.5f * nb_font_measure(b->fonts, style->font).cap_height;
  place_columns(spec, m);
  return true;
}

// The upper left corner from the anchor, ems: at the left the bracket as it stands is anchored, else the
// figures.
static nb_vec2 corner_of(const matrix *m, nb_anchor anchor)
{
  // A matrix's default is its middle.
  float left = anchor == NB_LEFT_BASELINE ? 0.5f : text_share_left(anchor);
  float over = anchor == NB_TOP || anchor == NB_TOP_LEFT ? 0 : anchor == NB_BOTTOM ? 1 : 0.5f;
  return nb_at(left == 0 ? m->room : -left * m->width, over * m->height);
}

// Both brackets as one path from their upper feet: `corner` and sizes in board units.
static void draw_brackets(nb_board *b, const matrix *m, nb_vec2 at, nb_vec2 corner, float em,
                          const nb_style *style)
{
  board_pen *pen = board_shape(b);
  for (int side = -1; side <= 1; side += 2) {
    float x = corner.x + (side < 0 ? -m->room : m->width), foot = x - (float)side * bracket_foot;
    float top = corner.y, bottom = corner.y - m->height;
    pen_move(pen, nb_add(at, nb_scale(em, nb_at(foot, top))));
    pen_line(pen, nb_add(at, nb_scale(em, nb_at(x, top))));
    pen_line(pen, nb_add(at, nb_scale(em, nb_at(x, bottom))));
    pen_line(pen, nb_add(at, nb_scale(em, nb_at(foot, bottom))));
  }
  nb_style line = {.alpha = style->alpha,
                   .reveal = board_unit(2 * style->reveal),
                   .width = bracket_line * style->size,
                   .join = NB_JOIN_MITER,
                   .cap = NB_CAP_BUTT};
  board_draw(b, pen_path(pen), &line, (board_look){.color = NB_TEXT});
}

static void draw_entry(nb_board *b, const nb_number_matrix_spec *spec, const matrix *m, int k, nb_vec2 at,
                       nb_vec2 corner, const nb_style *style)
{
  int row = k / spec->columns, column = k % spec->columns;
  const number *n = &m->numbers[k];
  float middle = corner.y - row_height * ((float)row + 0.5f);
  // Figures end together, so that units stand under units.
  float start = corner.x + m->column_x[column] + m->column_width[column] - n->width;
  nb_style entry = *style;
  if (spec->colors != NULL)
    entry.color = spec->colors[column];
  // The entries follow the brackets, one after the other.
  float count = (float)(spec->rows * spec->columns);
  entry.reveal = board_unit((style->reveal - 0.3f) / 0.7f * (1 + (count - 1) * 0.5f) - 0.5f * (float)k);
  if (style->reveal >= 1)
    entry.reveal = 1;
  text_run run = {style->font, n->glyphs, n->count, {start, middle - m->middle}};
  text_draw(b, at, &run, 1, &entry, NB_TEXT);

  float em = style->size / NB_POINTS_PER_UNIT;
  nb_vec2 handle = nb_add(at, nb_scale(em, nb_at(start + 0.5f * n->width, middle)));
  // A unit to the right is one more.
  nb_grab_value(b, spec->values[k], handle, nb_at(1, 0));
}

void nb_number_matrix(nb_board *b, nb_vec2 at, nb_number_matrix_spec spec, nb_style style)
{
  matrix m;
  if (!board_shows(&style) || !isfinite(at.x) || !isfinite(at.y) || !lay_out(b, &spec, &style, &m))
    return;
  nb_vec2 corner = corner_of(&m, style.anchor);
  style.angle = 0;
  draw_brackets(b, &m, at, corner, style.size / NB_POINTS_PER_UNIT, &style);
  for (int k = 0; k < spec.rows * spec.columns; k++)
    draw_entry(b, &spec, &m, k, at, corner, &style);
}

float nb_number_matrix_width(nb_board *b, nb_number_matrix_spec spec, nb_style style)
{
  matrix m;
  return lay_out(b, &spec, &style, &m) ? (m.room + m.width) * style.size / NB_POINTS_PER_UNIT : 0;
}
