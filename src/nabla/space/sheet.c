// Sheets: surfaces, and curves on them, that are functions of two numbers.
#include "nabla/space.h"

enum { MOST = 1024 };

static nb_vec2 input(const nb_sheet *sheet, float across, float up)
{
  return nb_at(sheet->from.x + across * sheet->from.width, sheet->from.y + up * sheet->from.height);
}

void nb_sheet_surface(nb_board *b, const nb_sheet *sheet, int columns, int rows, nb_style style)
{
  if (columns < 2 || rows < 2 || columns > MOST || rows > MOST)
    return;
  nb_vec3 *points = nb_scratch(b, (size_t)columns * (size_t)rows * sizeof *points);
  for (int k = 0; points && k < columns * rows; k++)
    points[k] = sheet->f(
        input(sheet, (float)(k % columns) / (float)(columns - 1), (float)(k / columns) / (float)(rows - 1)),
        sheet->context);
  if (points)
    nb_parametric_surface(b, points, NULL, columns, rows, style);
}

// The straight way between two inputs, and what it becomes.
typedef struct {
  const nb_sheet *sheet;
  nb_vec2 from, to;
} line;

static nb_vec3 along(float t, const void *context)
{
  const line *l = context;
  return l->sheet->f(nb_mix2(l->from, l->to, t), l->sheet->context);
}

void nb_sheet_line(nb_board *b, const nb_sheet *sheet, nb_vec2 from, nb_vec2 to, int count, nb_style style)
{
  nb_curve3(b, along, &(line){sheet, from, to}, 0, 1, count, style);
}

void nb_sheet_grid(nb_board *b, const nb_sheet *sheet, int columns, int rows, int count, nb_style style)
{
  for (int k = 0; k <= columns && columns > 0; k++) {
    float across = (float)k / (float)columns;
    nb_sheet_line(b, sheet, input(sheet, across, 0), input(sheet, across, 1), count, style);
  }
  for (int k = 0; k <= rows && rows > 0; k++) {
    float up = (float)k / (float)rows;
    nb_sheet_line(b, sheet, input(sheet, 0, up), input(sheet, 1, up), count, style);
  }
}

nb_vec3 nb_sheet_slope(const nb_sheet *sheet, nb_vec2 at, nb_vec2 way)
{
  const float h = 0.01f;
  nb_vec2 step = nb_scale(h, way);
  nb_vec3 ahead = sheet->f(nb_add(at, step), sheet->context),
          behind = sheet->f(nb_sub(at, step), sheet->context);
  return nb_scale3(1 / (2 * h), nb_sub3(ahead, behind));
}
