// Tables, as LaTeX's \halign would set them.
#include <string.h>

#include "nabla/type/tex_layout.h"

// LaTeX's \arrayrulewidth and \doublerulesep, at 10 points to the em.
static const float line_width = 0.04f;
static const float line_gap = 0.2f;

enum { MOST_COLUMNS = 32 };

typedef struct laid_row {
  tex_box *cell[MOST_COLUMNS];
  int count;
  float height, depth; // with its strut
  float y;             // of its baseline, from the first row's
} laid_row;

typedef struct laid_table {
  const tex_table *table;
  laid_row *rows;
  int row_count, column_count;
  float x[MOST_COLUMNS], width[MOST_COLUMNS];
  float total_width;
} laid_table;

// Column k, or beyond those that the table names, the one that repeats.
static const tex_column *column_of(const tex_table *table, int k)
{
  int count = table->column_count;
  if (k < count || table->repeat == 0)
    return &table->columns[k < count ? k : count - 1];
  return &table->columns[count - table->repeat + (k - count) % table->repeat];
}

static tex_box *lay_cell(tex_job *job, const tex_table *table, const tex_node *cell, int k)
{
  if (!column_of(table, k)->spaced)
    return tex_layout_list(job, cell->body, table->style);
  tex_node nothing = {.kind = TEX_LIST, .class = TEX_ORD, .next = cell->body};
  return tex_layout_list(job, &nothing, table->style);
}

static bool lay_row(tex_job *job, const tex_table *table, const tex_row *row, laid_row *out)
{
  out->height = table->height;
  out->depth = table->depth;
  // In an array, room below a row makes its strut deeper.
  if (table->leading == 0 && row->extra > 0)
    out->depth += row->extra;
  for (const tex_node *cell = row->cells; cell != NULL; cell = cell->next) {
    tex_box *box = lay_cell(job, table, cell, out->count);
    if (box == NULL)
      return false;
    out->height = tex_max(out->height, box->height);
    out->depth = tex_max(out->depth, box->depth);
    out->cell[out->count++] = box;
  }
  return true;
}

static float lines_height(int lines)
{
  return lines == 0 ? 0 : (float)lines * line_width + (float)(lines - 1) * line_gap;
}

static float gap_between(const tex_table *table, const tex_row *above, const laid_row *upper,
                         const laid_row *lower)
{
  if (table->leading == 0)
    return above->extra < 0 ? above->extra : 0;
  float gap = table->leading - upper->depth - lower->height;
  return above->extra + (gap < table->least_gap ? table->gap : gap);
}

static bool lay_rows(tex_job *job, laid_table *t)
{
  for (const tex_row *row = t->table->rows; row != NULL; row = row->next)
    t->row_count++;
  t->rows = tex_take(job, (size_t)(t->row_count + 1) * sizeof *t->rows);
  if (t->rows == NULL)
    return false;
  const tex_row *above = NULL;
  laid_row *out = t->rows;
  for (const tex_row *row = t->table->rows; row != NULL; above = row, row = row->next, out++) {
    if (!lay_row(job, t->table, row, out))
      return false;
    t->column_count = out->count > t->column_count ? out->count : t->column_count;
    if (above != NULL)
      out->y = out[-1].y - out[-1].depth - gap_between(t->table, above, &out[-1], out) -
               lines_height(row->lines) - out->height;
  }
  return true;
}

// The number that is all there is in a cell and keeps room for a minus, or NULL.
static tex_box *lone_number(tex_box *box)
{
  if (box->kind == TEX_BOX_NUMBER)
    return box->node->format.sign == 0 ? box : NULL;
  tex_box *found = NULL;
  for (tex_box *child = box->first; child != NULL; child = child->next) {
    if (child->kind == TEX_BOX_BEGIN || child->kind == TEX_BOX_END)
      continue;
    if (found != NULL || (found = lone_number(child)) == NULL)
      return NULL;
  }
  return found;
}

static void join_numbers(tex_job *job, const laid_table *t)
{
  for (int k = 0; k < t->column_count; k++) {
    if (column_of(t->table, k)->align != 'c')
      continue;
    bool any = false;
    for (int r = 0; r < t->row_count; r++) {
      tex_box *number = k < t->rows[r].count ? lone_number(t->rows[r].cell[k]) : NULL;
      if (number == NULL)
        continue;
      job->column_count += any ? 0 : 1;
      number->column = job->column_count;
      any = true;
    }
  }
}

static void place_columns(laid_table *t)
{
  float x = 0;
  // An array is as wide as its columns say, even where its rows are short.
  if (t->table->repeat == 0 && t->table->column_count > t->column_count)
    t->column_count = t->table->column_count;
  for (int k = 0; k < t->column_count; k++) {
    for (int r = 0; r < t->row_count; r++)
      if (k < t->rows[r].count)
        t->width[k] = tex_max(t->width[k], t->rows[r].cell[k]->width);
    x += column_of(t->table, k)->before;
    t->x[k] = x;
    x += t->width[k];
  }
  t->total_width = x + t->table->after;
}

static float put_lines(tex_job *job, tex_box *group, const laid_table *t, int lines, float top, tex_span span)
{
  for (int k = 0; k < lines; k++, top -= line_width + line_gap)
    tex_box_rule(job, group, (nb_vec2){0, top - line_width / 2},
                 (nb_vec2){t->total_width, top - line_width / 2}, line_width, span);
  return top;
}

static void put_row(tex_box *group, const laid_table *t, const laid_row *row, float y)
{
  for (int k = 0; k < row->count; k++) {
    char align = column_of(t->table, k)->align;
    float spare = t->width[k] - row->cell[k]->width;
    float x = t->x[k] + (align == 'l' ? 0 : align == 'c' ? spare / 2 : spare);
    tex_box_put(group, row->cell[k], x, y);
  }
}

static void put_column_lines(tex_job *job, tex_box *group, const laid_table *t, float top, float bottom,
                             tex_span span)
{
  for (int k = 0; k <= t->column_count; k++) {
    bool last = k == t->column_count;
    if (last ? !t->table->line_after : !column_of(t->table, k)->line)
      continue;
    float x = last ? t->total_width : k == 0 ? 0 : t->x[k] - column_of(t->table, k)->before / 2;
    tex_box_rule(job, group, (nb_vec2){x, top}, (nb_vec2){x, bottom}, line_width, span);
  }
}

tex_box *tex_layout_table(tex_job *job, const tex_node *node, int style)
{
  laid_table t = {.table = node->table};
  tex_box *group = tex_box_make(job, TEX_BOX_GROUP, node->span);
  if (group == NULL || !lay_rows(job, &t))
    return NULL;
  if (t.row_count == 0)
    return group;
  place_columns(&t);
  join_numbers(job, &t);
  const laid_row *last = &t.rows[t.row_count - 1];
  float above = t.rows[0].height + lines_height(t.table->rows->lines);
  float total = above - last->y + last->depth + lines_height(t.table->lines_below);
  float top = tex_axis(job, style) + total / 2, first = top - above;
  const tex_row *row = t.table->rows;
  for (int r = 0; r < t.row_count; r++, row = row->next) {
    float y = first + t.rows[r].y;
    put_lines(job, group, &t, row->lines, y + t.rows[r].height + lines_height(row->lines), node->span);
    put_row(group, &t, &t.rows[r], y);
  }
  put_lines(job, group, &t, t.table->lines_below, first + last->y - last->depth, node->span);
  put_column_lines(job, group, &t, top, top - total, node->span);
  group->width = t.total_width;
  group->height = top;
  group->depth = total - top;
  return tex_failed(job) ? NULL : group;
}
