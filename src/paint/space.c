#include "paint/space.h"

#include <stdlib.h>
#include <string.h>

#include "paint/space_key.h"
#include "paint/space_lines.h"

enum { JOB_POINTS = 4096, JOB_TRIANGLES = 1024, JOB_SEGMENTS = 1024, JOB_DOTS = 4096 };

struct space_state {
  space_view view;
  space_layer layer;
  size_t pixel_capacity, painted_capacity, key_capacity;
  tile_box clip;                   // pixels of the layer that may show
  plan_space seen;                 // how it was seen last
  bool still;                      // it was seen so in the picture before, too
  uint64_t *keys;                  // of what its pixels show, a tile each; 0: not known (space_key.h)
  size_t first_piece, until_piece; // of the jobs
  int first_row;                   // of the rows of all spaces
};

struct space_job {
  uint32_t space;
  uint32_t points; // of the mesh: where they begin
  const nb_command *command;
  uint32_t first, count;   // of points, triangles, ...
  uint32_t run, run_first; // of strokes: the run that `first` is in
};

void spaces_free(spaces *s)
{
  for (size_t k = 0; k < s->item_capacity; k++) {
    free(s->items[k].layer.pixels);
    free(s->items[k].layer.painted);
    free(s->items[k].keys);
  }
  for (size_t k = 0; k < s->piece_capacity; k++) {
    solids_free(&s->pieces[k].solids);
    space_faces_free(&s->pieces[k].faces);
  }
  for (int k = 0; k < s->workers; k++) {
    free(s->work[k].tile);
    free(s->work[k].solids);
    free(s->work[k].first);
  }
  free(s->items);
  free(s->jobs);
  free(s->points);
  free(s->pieces);
  free(s->work);
  *s = (spaces){0};
}

const space_layer *spaces_layer(const spaces *s, uint32_t k)
{
  return &s->items[k].layer;
}

space_shape spaces_shape(const spaces *s, uint32_t k)
{
  const space_state *space = &s->items[k];
  return (space_shape){.view = &space->view,
                       .x = space->layer.x,
                       .y = space->layer.y,
                       .clip = s->plan->spaces[k].clip,
                       .pieces = s->pieces + space->first_piece,
                       .piece_count = space->until_piece - space->first_piece};
}

// Room for `wanted` items of `size` bytes; what is new is zero.
static bool grow(void **items, size_t *capacity, size_t wanted, size_t size)
{
  if (wanted <= *capacity)
    return true;
  size_t more = wanted + wanted / 2 + 16;
  void *grown = realloc(*items, more * size);
  if (!grown)
    return false;
  memset((char *)grown + *capacity * size, 0, (more - *capacity) * size);
  *items = grown;
  *capacity = more;
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Layers

// Whether two spaces are seen from the same place, on the same pixels; how faint they are is no matter of the layer's.
static bool seen_alike(const plan_space *a, const plan_space *b)
{
  nb_space_fixed from = a->fixed;
  from.alpha = b->fixed.alpha;
  return memcmp(&from, &b->fixed, sizeof from) == 0 && memcmp(&a->place, &b->place, sizeof a->place) == 0 &&
         memcmp(&a->clip, &b->clip, sizeof a->clip) == 0;
}

// Under a camera that moves no tile is what it was, and what its key would be is not asked: that took a twentieth of a
// frame.
static void look_from(space_state *s, const plan_space *space)
{
  s->still = seen_alike(&s->seen, space);
  s->seen = *space;
  if (s->key_capacity && !s->still)
    memset(s->keys, 0, s->key_capacity * sizeof *s->keys);
}

static bool make_layer(space_state *s, const plan_space *space, bool for_card)
{
  raster_clip c = space->clip;
  space_layer *l = &s->layer;
  l->x = c.x0 & ~3;
  l->y = c.y0 & ~3;
  l->columns = (c.x1 - l->x + SOLID_TILE - 1) / SOLID_TILE;
  l->rows = (c.y1 - l->y + SOLID_TILE - 1) / SOLID_TILE;
  s->clip = (tile_box){c.x0 - l->x, c.y0 - l->y, c.x1 - l->x, c.y1 - l->y};
  look_from(s, space);
  raster_affine place = space->place;
  place.origin.x -= l->x;
  place.origin.y -= l->y;
  s->view = space_view_make(&space->fixed, &place, c.x1 - l->x, c.y1 - l->y);
  size_t tiles = (size_t)l->columns * (size_t)l->rows;
  if (!grow((void **)&l->painted, &s->painted_capacity, tiles, 1))
    return false;
  if (!for_card)
    return grow((void **)&l->pixels, &s->pixel_capacity, tiles * TILE_PIXELS, sizeof *l->pixels) &&
           grow((void **)&s->keys, &s->key_capacity, tiles, sizeof *s->keys);
  memset(l->painted, 1, tiles);
  return true;
}

static bool make_layers(spaces *s)
{
  s->count = s->plan->space_count;
  s->row_count = 0;
  if (!grow((void **)&s->items, &s->item_capacity, s->count, sizeof *s->items))
    return false;
  for (size_t k = 0; k < s->count; k++) {
    if (!make_layer(&s->items[k], &s->plan->spaces[k], s->for_card))
      return false;
    s->items[k].layer.space = (uint32_t)k;
    s->items[k].first_row = s->row_count;
    s->row_count += s->items[k].layer.rows;
  }
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Jobs

static bool add_job(spaces *s, space_job job)
{
  if (!grow((void **)&s->jobs, &s->job_capacity, s->job_count + 1, sizeof *s->jobs))
    return false;
  s->jobs[s->job_count++] = job;
  return true;
}

// Cuts `total` things into jobs of at most `size`.
static bool add_jobs(spaces *s, space_job job, uint32_t total, uint32_t size)
{
  for (job.first = 0; job.first < total; job.first += size) {
    job.count = total - job.first < size ? total - job.first : size;
    if (!add_job(s, job))
      return false;
  }
  return true;
}

static bool add_stroke_jobs(spaces *s, space_job job)
{
  const uint32_t *lengths = job.command->lengths;
  uint32_t total = job.command->strokes.point_count;
  for (job.first = 0; job.first < total; job.first += JOB_SEGMENTS) {
    while (job.first - job.run_first >= lengths[job.run])
      job.run_first += lengths[job.run++];
    job.count = total - job.first < JOB_SEGMENTS ? total - job.first : JOB_SEGMENTS;
    if (!add_job(s, job))
      return false;
  }
  return true;
}

static bool add_solid_jobs(spaces *s, space_job job)
{
  switch (job.command->op) {
  case NB_OP_MESH:
    return add_jobs(s, job, job.command->mesh.triangle_count, JOB_TRIANGLES);
  case NB_OP_STROKES:
    return add_stroke_jobs(s, job);
  default:
    return add_jobs(s, job, job.command->dots.point_count, JOB_DOTS);
  }
}

// The commands of a space with the job that would do the whole of one.
static bool for_commands(spaces *s, uint32_t space, uint32_t *points, bool (*add)(spaces *s, space_job job))
{
  const plan_space *from = &s->plan->spaces[space];
  for (size_t k = 0; k < from->command_count; k++) {
    const nb_command *c = &s->plan->commands[from->first_command + k];
    if (!add(s, (space_job){.space = space, .points = *points, .command = c}))
      return false;
    *points += c->op == NB_OP_MESH ? c->mesh.point_count : 0;
  }
  return true;
}

static bool add_point_jobs(spaces *s, space_job job)
{
  return job.command->op != NB_OP_MESH || add_jobs(s, job, job.command->mesh.point_count, JOB_POINTS);
}

static bool make_jobs(spaces *s)
{
  uint32_t points = 0, again = 0;
  s->job_count = 0;
  for (size_t k = 0; k < s->count; k++) {
    if (!for_commands(s, (uint32_t)k, &points, add_point_jobs))
      return false;
  }
  s->first_piece = s->job_count;
  for (size_t k = 0; k < s->count; k++) {
    s->items[k].first_piece = s->job_count - s->first_piece;
    if (!for_commands(s, (uint32_t)k, &again, add_solid_jobs))
      return false;
    s->items[k].until_piece = s->job_count - s->first_piece;
  }
  s->point_count = points;
  return grow((void **)&s->points, &s->point_capacity, points, sizeof *s->points) &&
         grow((void **)&s->pieces, &s->piece_capacity, s->job_count - s->first_piece, sizeof *s->pieces);
}

static space_view view_of(const spaces *s, const space_job *job)
{
  const plan_space *space = &s->plan->spaces[job->space];
  const nb_command *first = s->plan->commands + space->first_command;
  return space_view_of(&s->items[job->space].view, (size_t)(job->command - first), space->command_count);
}

static void point_task(void *context, int index, int worker)
{
  const spaces *s = context;
  const space_job *job = &s->jobs[index];
  space_view view = view_of(s, job);
  (void)worker;
  space_mesh_points(&view, job->command, job->first, job->count, s->points + job->points);
}

static void piece_task(void *context, int index, int worker)
{
  const spaces *s = context;
  const space_job *job = &s->jobs[s->first_piece + (size_t)index];
  const space_state *space = &s->items[job->space];
  space_view view = view_of(s, job);
  space_piece *piece = &s->pieces[index];
  solids *out = &piece->solids;
  uint32_t until = job->first + job->count;
  (void)worker;
  solids_clear(out, space->layer.columns, space->layer.rows);
  space_faces_clear(&piece->faces);
  out->surface = 1 + (uint32_t)(job->command - s->plan->commands);
  out->loose = s->for_card;
  bool begins_mesh = job->command->op == NB_OP_MESH && job->first == 0;
  piece->first_point = job->points;
  piece->point_count = begins_mesh ? job->command->mesh.point_count : 0;
  if (job->command->op == NB_OP_MESH && s->for_card)
    space_faces_add(&piece->faces, &view, job->command, job->first, job->count, s->points + job->points,
                    job->points);
  else if (job->command->op == NB_OP_MESH)
    space_mesh_triangles(&view, job->command, job->first, job->count, s->points + job->points, out);
  else if (job->command->op == NB_OP_STROKES)
    space_strokes(&view, job->command, (space_segments){job->first, until, job->run, job->run_first}, out);
  else
    space_dots(&view, job->command, job->first, until, out);
  solids_sort(out);
}

// ---------------------------------------------------------------------------------------------------------------
// Rows of tiles

// Sorts the solids of a row into its tiles: those of tile x are from first[x] to first[x + 1] - 1.
static bool sort_row(const spaces *s, const space_state *space, space_work *w, int row)
{
  size_t columns = (size_t)space->layer.columns, total = 0;
  if (!grow((void **)&w->first, &w->tile_capacity, columns + 2, sizeof *w->first))
    return false;
  memset(w->first, 0, (columns + 2) * sizeof *w->first);
  for (size_t b = space->first_piece; b < space->until_piece; b++) {
    for (solid_row p = solids_row(&s->pieces[b].solids, row); p.at < p.end; p.at++) {
      total += (size_t)(p.at->last - p.at->first + 1);
      for (int x = p.at->first; x <= p.at->last; x++)
        w->first[x + 2]++;
    }
  }
  if (total > UINT32_MAX || !grow((void **)&w->solids, &w->solid_capacity, total, sizeof *w->solids))
    return false;
  for (size_t x = 1; x < columns + 2; x++)
    w->first[x] += w->first[x - 1];
  for (size_t b = space->first_piece; b < space->until_piece; b++) {
    const solid *items = s->pieces[b].solids.items;
    for (solid_row p = solids_row(&s->pieces[b].solids, row); p.at < p.end; p.at++) {
      for (int x = p.at->first; x <= p.at->last; x++)
        w->solids[w->first[x + 1]++] = &items[p.at->solid];
    }
  }
  return true;
}

static int between(int v, int low, int high)
{
  return v < low ? low : v > high ? high : v;
}

static void paint_row(const spaces *s, const space_state *space, space_work *w, int row)
{
  const space_layer *l = &space->layer;
  tile_box clip = space->clip;
  uint8_t *painted = l->painted + (size_t)row * (size_t)l->columns;
  uint64_t *keys = space->keys + (size_t)row * (size_t)l->columns;
  for (int x = 0; x < l->columns; x++) {
    uint32_t first = w->first[x], count = w->first[x + 1] - first;
    uint64_t key = count && space->still ? space_key(w->solids + first, count) : 0;
    int left = x * SOLID_TILE, top = row * SOLID_TILE;
    tile_box box = {between(clip.x0 - left, 0, SOLID_TILE), between(clip.y0 - top, 0, SOLID_TILE),
                    between(clip.x1 - left, 0, SOLID_TILE), between(clip.y1 - top, 0, SOLID_TILE)};
    painted[x] = count > 0;
    if (count == 0 || (key != 0 && key == keys[x]))
      continue;
    keys[x] = key;
    s->paint(w->tile, w->solids + first, count, left, top, box, space_layer_at(l, 4 * x, 4 * row),
             (size_t)l->columns * 64);
  }
}

static void row_task(void *context, int index, int worker)
{
  spaces *s = context;
  space_work *w = &s->work[worker];
  size_t k = s->count - 1;
  while (s->items[k].first_row > index)
    k--;
  const space_state *space = &s->items[k];
  int row = index - space->first_row;
  if (sort_row(s, space, w, row)) {
    paint_row(s, space, w, row);
  } else {
    w->failed = true;
    memset(space->layer.painted + (size_t)row * (size_t)space->layer.columns, 0,
           (size_t)space->layer.columns);
  }
}

static bool make_work(spaces *s, int workers)
{
  if (!s->work)
    s->work = calloc((size_t)workers, sizeof *s->work);
  if (!s->work)
    return false;
  s->workers = workers;
  for (int k = 0; k < workers; k++) {
    if (!s->work[k].tile)
      s->work[k].tile = malloc(sizeof *s->work[k].tile);
    if (!s->work[k].tile)
      return false;
    s->work[k].failed = false;
  }
  return true;
}

// Points and pieces. False where there is no memory for the work; what pieces lack is told by is_whole.
static bool make(spaces *s, pool *with, bool for_card)
{
  s->for_card = for_card;
  if (!make_layers(s) || !make_jobs(s)) {
    s->count = 0;
    return false;
  }
  pool_run(with, point_task, s, (int)s->first_piece);
  pool_run(with, piece_task, s, (int)(s->job_count - s->first_piece));
  return true;
}

static bool is_whole(const spaces *s)
{
  bool whole = true;
  for (size_t k = 0; k < s->job_count - s->first_piece; k++)
    whole = whole && !s->pieces[k].solids.failed && !s->pieces[k].faces.failed;
  return whole;
}

// False where there is none.
static bool begin(spaces *s, const plan *of)
{
  s->plan = of;
  s->count = 0;
  s->point_count = 0;
  return of->space_count > 0;
}

bool spaces_make(spaces *s, const plan *of, pool *with)
{
  return !begin(s, of) || (make(s, with, true) && is_whole(s));
}

bool spaces_paint(spaces *s, const plan *of, pool *with)
{
  if (!begin(s, of))
    return true;
  if (!s->paint)
    s->paint = tile_paint_best();
  if (!make_work(s, pool_workers(with)) || !make(s, with, false))
    return false;
  pool_run(with, row_task, s, s->row_count);
  bool whole = is_whole(s);
  for (int k = 0; k < s->workers; k++)
    whole = whole && !s->work[k].failed;
  return whole;
}
