// The plan of a picture: display lists read in order, with what the open groups make of each command.
#ifndef PAINT_PLAN_H
#define PAINT_PLAN_H

#include "nabla/list.h"
#include "paint/painter.h"
#include "raster/edges.h"

// A group that is painted by itself and then blended as one. Group 0 is the target.
typedef struct plan_group {
  uint32_t parent;
  uint32_t depth; // 0 for the target
  uint32_t alpha; // 0 to 255
} plan_group;

// A command that paints.
typedef struct plan_job {
  nb_command command;  // path, glyphs or image
  raster_affine place; // its coordinates to pixels
  raster_clip clip;
  uint32_t group;
} plan_job;

typedef struct plan {
  plan_job *jobs;
  plan_group *groups;
  size_t job_count, job_capacity, group_count, group_capacity;
  uint32_t depth; // of the deepest group
} plan;

// Reads layers for a target of width x height pixels. Where it fails (NB_BAD_LIST, NB_NO_MEMORY) the plan
// holds what came before.
nb_error plan_read(plan *p, int width, int height, const paint_layer *layers, int layer_count);
void plan_free(plan *p);

#endif
