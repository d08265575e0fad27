// Handles that stand where nothing is drawn: what one takes hold of should be there to be seen. And words that tell one
// to drag where there is nothing to take hold of.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/inside.h"

enum { WIDTH = 480, HEIGHT = 270, MOST = 32 };

static const float between = 0.5f; // seconds: what is missing for less is on its way
static const float near = 0.12f;   // board units around a handle
static const double least = 1.8;   // contrast: a grid is fainter, a thing to hold stronger

// Is there a mark under the handle?
static bool is_marked(const pixels *picture, nb_vec2 at, nb_rgba ground)
{
  nb_affine place = board_place(WIDTH, HEIGHT);
  nb_vec2 low = nb_affine_apply(place, nb_at(at.x - near, at.y + near));
  nb_vec2 high = nb_affine_apply(place, nb_at(at.x + near, at.y - near));
  for (int y = (int)fmaxf(low.y, 0); y <= (int)fminf(high.y, HEIGHT - 1); y++)
    for (int x = (int)fmaxf(low.x, 0); x <= (int)fminf(high.x, WIDTH - 1); x++) {
      const uint8_t *p = picture->bytes + (size_t)y * picture->stride + 4 * (size_t)x;
      nb_rgba color = p[0] | (nb_rgba)p[1] << 8 | (nb_rgba)p[2] << 16 | 0xff000000;
      if (check_contrast_of(color, ground) >= least)
        return true;
    }
  return false;
}

typedef struct bare {
  uint32_t offset[MOST]; // of fields whose handle stood on nothing
  int count;
} bare;

static bool was_bare(const bare *b, uint32_t offset)
{
  for (int k = 0; k < b->count; k++)
    if (b->offset[k] == offset)
      return true;
  return false;
}

static bool stands_at_a_point(const stage_grab *g)
{
  bool kind = g->grab.kind == NB_GRAB_POINT || g->grab.kind == NB_GRAB_VALUE;
  return kind && fabsf(g->grab.at.x) < 8 && fabsf(g->grab.at.y) < 4.5f;
}

// The handles of the present moment, in `list`, that stand on nothing; told where they did before, too.
static void look(check *c, const void *list, size_t size, pixels *picture, const bare *before, bare *now)
{
  const stage_grab *grabs;
  int count = stage_grabs(c->stage, &grabs);
  nb_rgba ground = nb_theme_color(NB_CHALK, NB_GROUND);
  paint_layer layer = {.list = list, .size = size, .place = board_place(WIDTH, HEIGHT)};
  if (count == 0 || nb_failed(painter_paint(c->painter, *picture, ground, &layer, 1)))
    return;
  stage_grab found = {0};
  for (int k = 0; k < count && now->count < MOST; k++) {
    if (!stands_at_a_point(&grabs[k]) || is_marked(picture, grabs[k].grab.at, ground))
      continue;
    now->offset[now->count++] = grabs[k].grab.offset;
    if (!found.param && was_bare(before, grabs[k].grab.offset))
      found = grabs[k];
  }
  if (!found.param)
    return;
  nb_vec2 at = found.grab.at; // a finding draws, and the handles are then others
  nb_rect box = {at.x - 0.15f, at.y - 0.15f, 0.3f, 0.3f};
  check_found(c, "handle", found.param->name, NB_CHALK, &box,
              "offer the handle once its object is there: if (drawn >= 1) nb_grab(...)",
              "the handle of \"%.80s\" stands where nothing is drawn, at (%.2f, %.2f)", found.param->name,
              (double)at.x, (double)at.y);
}

static bool says_drag(const char *text)
{
  return text && (strstr(text, "drag") || strstr(text, "Drag"));
}

// `handles`: how many were seen in the step.
static void check_drag(check *c, const nb_step *step, int handles)
{
  if (handles == 0 && (says_drag(step->say) || says_drag(step->ask)))
    check_found(c, "handle", "drag", NB_CHALK, NULL,
                "offer a handle, as by nb_grab or nb_slider, or leave the word to the step that has one",
                "the words say \"drag\", and in this step there is nothing to take hold of");
}

void check_handles(check *c)
{
  pixels picture = {WIDTH, HEIGHT, 4 * WIDTH, malloc(4 * WIDTH * HEIGHT), PIXEL_RGBA};
  stage_reset(c->stage);
  for (int step = 0; step < c->scene->step_count && picture.bytes; step++) {
    bare before = {0};
    const stage_grab *grabs;
    int handles = 0;
    for (float at = 0.1f; at < c->scene->steps[step].seconds; at += between) {
      const void *list;
      size_t size;
      bare now = {0};
      if (!check_draw_at(c, step, at, NB_CHALK, &list, &size))
        break;
      handles += stage_grabs(c->stage, &grabs);
      look(c, list, size, &picture, &before, &now);
      before = now;
    }
    check_drag(c, &c->scene->steps[step], handles);
  }
  free(picture.bytes);
}
