#include "paint/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// What holds inside the groups that are open.
typedef struct state {
  raster_affine place;
  raster_clip clip;
  uint32_t group;
  bool hidden;   // nothing of it can be seen
  bool in_space; // the last one of the plan
  size_t mask;   // the command with the mask, plus 1; 0 for none
} state;

void plan_free(plan *p)
{
  free(p->jobs);
  free(p->groups);
  free(p->spaces);
  free(p->commands);
  *p = (plan){0};
}

// Room for one more item.
static bool grow(void **items, size_t *capacity, size_t count, size_t size)
{
  if (count < *capacity)
    return true;
  size_t more = count * 2 + 64;
  void *grown = realloc(*items, more * size);
  if (!grown)
    return false;
  *items = grown;
  *capacity = more;
  return true;
}

static nb_error no_memory(void)
{
  return nb_fail(NB_NO_MEMORY, "painter: no memory for the commands of a display list");
}

// Whether points under m stay so small that arithmetic with them is sound.
static bool sane(const raster_affine *m)
{
  const double *v = &m->i.x;
  for (int k = 0; k < 6; k++) {
    if (!(fabs(v[k]) < 1e60))
      return false;
  }
  return true;
}

static int whole(double v, int most)
{
  return (int)fmin(fmax(floor(v + 0.5), 0), most);
}

static raster_clip both(raster_clip a, raster_clip b)
{
  return (raster_clip){a.x0 > b.x0 ? a.x0 : b.x0, a.y0 > b.y0 ? a.y0 : b.y0, a.x1 < b.x1 ? a.x1 : b.x1,
                       a.y1 < b.y1 ? a.y1 : b.y1};
}

// The box around rect under m, snapped to whole pixels, within `within`.
static raster_clip snap(const raster_affine *m, nb_rect rect, raster_clip within)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
  for (int k = 0; k < 4; k++) {
    double x = rect.x + (k & 1 ? (double)rect.width : 0), y = rect.y + (k & 2 ? (double)rect.height : 0);
    double px = x * m->i.x + y * m->j.x + m->origin.x, py = x * m->i.y + y * m->j.y + m->origin.y;
    x0 = fmin(x0, px), x1 = fmax(x1, px);
    y0 = fmin(y0, py), y1 = fmax(y1, py);
  }
  raster_clip c = {whole(x0, within.x1), whole(y0, within.y1), whole(x1, within.x1), whole(y1, within.y1)};
  return both(c, within);
}

static bool add_group(plan *p, uint32_t parent, uint32_t alpha, bool masked)
{
  if (!grow((void **)&p->groups, &p->group_capacity, p->group_count, sizeof *p->groups))
    return false;
  uint32_t depth = p->group_count ? p->groups[parent].depth + 1 : 0;
  p->groups[p->group_count++] = (plan_group){parent, depth, alpha, masked};
  p->depth = depth > p->depth ? depth : p->depth;
  return true;
}

static bool keep_command(plan *p, const nb_command *command)
{
  if (!grow((void **)&p->commands, &p->command_capacity, p->command_count, sizeof *p->commands))
    return false;
  p->commands[p->command_count++] = *command;
  return true;
}

static bool open_group(plan *p, state *s, const nb_command *command)
{
  const nb_group_fixed *g = &command->group;
  uint32_t alpha = (uint32_t)lrintf(g->alpha * 255);
  bool masked = g->mask_verbs > 0;
  s->place = raster_affine_multiply(s->place, raster_affine_from(g->transform));
  s->hidden = s->hidden || alpha == 0 || !sane(&s->place);
  if (s->hidden)
    return true;
  if (g->has_clip)
    s->clip = snap(&s->place, g->clip, s->clip);
  s->hidden = s->clip.x0 >= s->clip.x1 || s->clip.y0 >= s->clip.y1;
  if ((alpha == 255 && !masked) || s->hidden)
    return true;
  uint32_t parent = s->group;
  s->group = (uint32_t)p->group_count;
  if (masked && !keep_command(p, command))
    return false;
  s->mask = masked ? p->command_count : 0;
  return add_group(p, parent, alpha, masked);
}

static bool add_job(plan *p, const state *s, const nb_command *command)
{
  if (s->hidden)
    return true;
  if (!grow((void **)&p->jobs, &p->job_capacity, p->job_count, sizeof *p->jobs))
    return false;
  p->jobs[p->job_count++] = (plan_job){.command = *command,
                                       .place = s->place,
                                       .clip = s->clip,
                                       .group = s->group,
                                       .space = (uint32_t)(p->space_count - s->in_space)};
  return true;
}

// Ends a group: what was painted in it shows through its mask, where it has one.
static bool close_group(plan *p, const state *s)
{
  if (s->hidden || s->mask == 0)
    return true;
  if (!add_job(p, s, &p->commands[s->mask - 1]))
    return false;
  plan_job *job = &p->jobs[p->job_count - 1];
  job->through = s->group;
  job->group = p->groups[s->group].parent;
  return true;
}

static bool open_space(plan *p, state *s, const nb_command *command)
{
  const nb_space_fixed *f = &command->space;
  s->clip = snap(&s->place, f->area, s->clip);
  s->hidden =
      s->hidden || s->clip.x0 >= s->clip.x1 || s->clip.y0 >= s->clip.y1 || lrintf(f->alpha * 255) == 0;
  if (s->hidden)
    return true;
  if (!grow((void **)&p->spaces, &p->space_capacity, p->space_count, sizeof *p->spaces))
    return false;
  p->spaces[p->space_count++] =
      (plan_space){.fixed = *f, .place = s->place, .clip = s->clip, .first_command = p->command_count};
  s->in_space = true;
  return add_job(p, s, command);
}

static bool add_to_space(plan *p, const state *s, const nb_command *command)
{
  if (s->hidden)
    return true;
  p->spaces[p->space_count - 1].command_count++;
  return keep_command(p, command);
}

static void go_deeper(state *open, int *depth)
{
  open[*depth + 1] = open[*depth];
  open[++*depth].mask = 0;
}

static bool read_command(plan *p, state *open, int *depth, const nb_command *command)
{
  switch (command->op) {
  case NB_OP_GROUP:
    go_deeper(open, depth);
    return open_group(p, &open[*depth], command);
  case NB_OP_SPACE:
    go_deeper(open, depth);
    return open_space(p, &open[*depth], command);
  case NB_OP_END:
    return close_group(p, &open[(*depth)--]);
  case NB_OP_PATH:
  case NB_OP_GLYPHS:
  case NB_OP_IMAGE:
    return add_job(p, &open[*depth], command);
  case NB_OP_MESH:
  case NB_OP_STROKES:
  case NB_OP_DOTS:
    return add_to_space(p, &open[*depth], command);
  default:
    return true;
  }
}

static nb_error read_layer(plan *p, state first, const paint_layer *layer)
{
  nb_list_reader reader;
  state open[NB_LIST_MAX_DEPTH + 1] = {first};
  int depth = 0;
  bool done = false;
  nb_command command = {0};
  nb_error e = nb_list_read(&reader, layer->list, layer->size);
  while (!nb_failed(e)) {
    e = nb_list_next(&reader, &command, &done);
    if (nb_failed(e) || done)
      break;
    if (!read_command(p, open, &depth, &command))
      return no_memory();
  }
  return e;
}

// Pictures of pixels become images as a list has them.
static nb_error add_images(plan *p, state s, const paint_layer *layer)
{
  s.place = (raster_affine){{1, 0}, {0, -1}, {0, 0}};
  for (int k = 0; k < layer->image_count; k++) {
    const paint_image *from = &layer->images[k];
    nb_rect r = from->where;
    nb_command command = {.op = NB_OP_IMAGE, .pixels = from->bytes};
    command.image = (nb_image_fixed){.width = (uint32_t)from->width,
                                     .height = (uint32_t)from->height,
                                     .filter = NB_LINEAR,
                                     .alpha = 1,
                                     .where = {r.x, -r.y - r.height, r.width, r.height}};
    if (!add_job(p, &s, &command))
      return no_memory();
  }
  return nb_ok();
}

nb_error plan_read(plan *p, int width, int height, const paint_layer *layers, int layer_count)
{
  p->job_count = p->group_count = p->space_count = p->command_count = 0;
  p->depth = 0;
  if (!add_group(p, 0, 255, false))
    return no_memory();
  raster_clip target = {0, 0, (width + 3) & ~3, height}; // tiles at the right end are painted whole
  for (int k = 0; k < layer_count; k++) {
    state first = {.place = raster_affine_from(layers[k].place), .clip = target};
    if (layers[k].clip.width > 0) {
      raster_affine same = {{1, 0}, {0, 1}, {0, 0}};
      first.clip = snap(&same, layers[k].clip, target);
    }
    first.hidden = (!layers[k].images && !sane(&first.place)) || first.clip.x0 >= first.clip.x1 ||
                   first.clip.y0 >= first.clip.y1;
    nb_error e = layers[k].images ? add_images(p, first, &layers[k]) : read_layer(p, first, &layers[k]);
    if (nb_failed(e))
      return e;
  }
  return nb_ok();
}
