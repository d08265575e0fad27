// Runs of lines in space, collected and drawn at once.
#include <string.h>

#include "nabla/space/inside.h"

space_runs space_runs_begin(nb_board *b, uint32_t points, uint32_t runs)
{
  space_runs r = {.board = b, .point_capacity = points, .run_capacity = runs};
  r.points = board_take(b, points * sizeof *r.points);
  r.lengths = board_take(b, runs * sizeof *r.lengths);
  r.failed = r.points == NULL || r.lengths == NULL;
  return r;
}

void *space_larger(nb_board *b, const void *items, uint32_t count, uint32_t capacity, size_t size)
{
  void *moved = board_take(b, capacity * size);
  if (moved != NULL)
    memcpy(moved, items, count * size);
  return moved;
}

static bool has_room(space_runs *r)
{
  if (!r->failed && r->point_count == r->point_capacity) {
    r->point_capacity = 2 * r->point_capacity + 16;
    r->points = space_larger(r->board, r->points, r->point_count, r->point_capacity, sizeof *r->points);
  }
  if (!r->failed && r->run_count == r->run_capacity) {
    r->run_capacity = 2 * r->run_capacity + 16;
    r->lengths = space_larger(r->board, r->lengths, r->run_count, r->run_capacity, sizeof *r->lengths);
  }
  r->failed = r->failed || r->points == NULL || r->lengths == NULL;
  return !r->failed;
}

void space_runs_move(space_runs *r)
{
  r->pen_down = false;
}

void space_runs_go(space_runs *r, nb_vec3 p)
{
  if (!space_is_finite(p) || !has_room(r)) {
    r->pen_down = false;
    return;
  }
  if (!r->pen_down)
    r->lengths[r->run_count++] = 0;
  r->pen_down = true;
  r->points[r->point_count++] = p;
  r->lengths[r->run_count - 1]++;
}

static float length_of(const space_runs *r)
{
  float length = 0;
  uint32_t at = 0;
  for (uint32_t k = 0; k < r->run_count; at += r->lengths[k++])
    for (uint32_t n = 1; n < r->lengths[k]; n++)
      length += nb_length3(nb_sub3(r->points[at + n], r->points[at + n - 1]));
  return length;
}

// Cuts run k, which begins at point `at`, after `left` of its length. Returns what of `left` it did not use.
static float cut_run(space_runs *r, uint32_t k, uint32_t at, float left)
{
  for (uint32_t n = 1; n < r->lengths[k]; n++) {
    nb_vec3 from = r->points[at + n - 1], to = r->points[at + n];
    float piece = nb_length3(nb_sub3(to, from));
    if (piece >= left) {
      r->points[at + n] = piece > 0 ? nb_mix3(from, to, left / piece) : to;
      r->lengths[k] = n + 1;
      r->run_count = k + 1;
      r->point_count = at + n + 1;
      return 0;
    }
    left -= piece;
  }
  return left;
}

static void cut(space_runs *r, float left)
{
  uint32_t at = 0;
  for (uint32_t k = 0; k < r->run_count && left > 0; at += r->lengths[k++])
    left = cut_run(r, k, at, left);
}

void space_runs_draw(space_runs *r, const nb_style *style, nb_color fallback, float width, float lift)
{
  float points = board_width(style->width, width);
  if (!board_shows(style) || points == 0 || r->failed || r->run_count == 0)
    return;
  if (style->reveal < 1)
    cut(r, style->reveal * length_of(r));
  nb_rgba color = board_rgba(r->board, style->color, fallback, style->alpha);
  board_strokes strokes = {
      .fixed = {.width = points,
                .cap = style->cap,
                .lift = lift,
                .point_count = r->point_count,
                .color_count = r->colors ? r->point_count : 1,
                .run_count = r->run_count},
      .points = r->points,
      .colors = r->colors ? r->colors : &color,
      .lengths = r->lengths,
  };
  board_append_strokes(r->board, &strokes);
}
