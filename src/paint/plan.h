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
  bool masked;    // blended through the job that names it instead of as a whole
} plan_group;

// A command that paints.
typedef struct plan_job {
  nb_command command;  // path, glyphs, image, space, or a group of which only the mask counts
  raster_affine place; // its coordinates to pixels
  raster_clip clip;
  uint32_t group;
  uint32_t through; // of a mask the group that shows through it, else 0
  uint32_t space;   // the number of a space
} plan_job;

// A space that shows, and what stands in it.
typedef struct plan_space {
  nb_space_fixed fixed;
  raster_affine place;
  raster_clip clip; // the pixels that it may cover, at least one
  size_t first_command, command_count;
} plan_space;

typedef struct plan {
  plan_job *jobs;
  plan_group *groups;
  plan_space *spaces;
  nb_command *commands; // meshes, strokes and dots of the spaces
  size_t job_count, job_capacity, group_count, group_capacity;
  size_t space_count, space_capacity, command_count, command_capacity;
  uint32_t depth; // of the deepest group
} plan;

// Reads layers for a target of width x height pixels. Where it fails (NB_BAD_LIST, NB_NO_MEMORY) the plan
// holds what came before.
nb_error plan_read(plan *p, int width, int height, const paint_layer *layers, int layer_count);
void plan_free(plan *p);

#endif
