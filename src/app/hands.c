#include "app/hands.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/drag.h"

hands hands_start(playback *p)
{
  return (hands){.playback = p};
}

void hands_end(hands *h)
{
  free(h->before);
  *h = (hands){0};
}

static bool is_same(const nb_grab_fixed *a, const nb_grab_fixed *b)
{
  return a->kind == b->kind && a->offset == b->offset && a->bytes == b->bytes;
}

// True for a parameter made of floats.
static bool is_floats(const nb_param *param)
{
  return param &&
         (param->kind == NB_KIND_NUMBER || param->kind == NB_KIND_ANGLE || param->kind == NB_KIND_POINT ||
          param->kind == NB_KIND_MATRIX || param->kind == NB_KIND_CANVAS || param->kind == NB_KIND_POINT3 ||
          param->kind == NB_KIND_MATRIX3 || param->kind == NB_KIND_CAMERA);
}

// A handle that a hand can move, with a field of the size that it says.
static bool can_take(const stage_grab *g)
{
  const nb_grab_fixed *grab = &g->grab;
  switch (grab->kind) {
  case NB_GRAB_POINT:
    return is_floats(g->param) && grab->bytes == sizeof(nb_vec2);
  case NB_GRAB_POINT3:
    return is_floats(g->param) && grab->bytes == sizeof(nb_vec3);
  case NB_GRAB_CAMERA:
    return is_floats(g->param) && grab->bytes == sizeof(nb_camera) && grab->area.height > 0;
  case NB_GRAB_VALUE:
    return is_floats(g->param) && grab->bytes == sizeof(float);
  case NB_GRAB_NUMBER:
    return is_floats(g->param) && grab->bytes == sizeof(float);
  case NB_GRAB_CANVAS:
    return is_floats(g->param) && grab->area.width > 0 && grab->area.height > 0 && grab->bytes > 0 &&
           (uint64_t)grab->columns * grab->rows * sizeof(float) == grab->bytes;
  case NB_GRAB_TIME:
    return grab->area.width > 0 && grab->until > grab->from;
  default:
    return false;
  }
}

// The held handle among those last drawn; where it is not drawn any more it stays as it was.
static void follow_held(hands *h, const stage_grab *grabs, int count)
{
  int which = 0;
  for (int k = 0; k < count; k++) {
    if (!is_same(&grabs[k].grab, &h->held.grab) || which++ != h->which)
      continue;
    // The stretch of time under the hand must not change with the time that it sets.
    if (h->held.grab.kind != NB_GRAB_TIME)
      h->held = grabs[k];
    return;
  }
}

void hands_look(hands *h, nb_vec2 p, bool hidden)
{
  const stage_grab *grabs;
  int count = stage_grabs(h->playback->stage, &grabs);
  h->pointer = p;
  if (h->holding) {
    follow_held(h, grabs, count);
    return;
  }
  float nearest = 1;
  h->over = false;
  for (int k = 0; k < count && !hidden; k++) {
    float distance = can_take(&grabs[k]) ? drag_distance(&grabs[k].grab, p) : INFINITY;
    // Of handles that are equally near the one drawn last is on top.
    if (!(distance <= nearest))
      continue;
    nearest = distance;
    h->over = true;
    h->hovered = grabs[k];
  }
}

void hands_focus(hands *h, const stage_grab *handle, nb_vec2 p)
{
  h->over = can_take(handle);
  h->hovered = *handle;
  h->pointer = p;
}

static int count_before(const hands *h)
{
  const stage_grab *grabs;
  int count = stage_grabs(h->playback->stage, &grabs), which = 0;
  for (int k = 0; k < count; k++) {
    if (!is_same(&grabs[k].grab, &h->hovered.grab))
      continue;
    if (memcmp(&grabs[k].grab, &h->hovered.grab, sizeof grabs[k].grab) == 0)
      break;
    which++;
  }
  return which;
}

static const unsigned char *field_of(const hands *h)
{
  return (const unsigned char *)stage_state(h->playback->stage) + h->held.grab.offset;
}

bool hands_take(hands *h, bool wipe)
{
  bool other = h->over && (h->hovered.grab.kind == NB_GRAB_CANVAS || h->hovered.grab.kind == NB_GRAB_CAMERA);
  if (!h->over || (wipe && !other))
    return false;
  // The field as it is now, and room to work on it.
  unsigned char *room = realloc(h->before, 2 * (size_t)h->hovered.grab.bytes + 1);
  if (!room)
    return false;
  h->before = room;
  h->which = count_before(h);
  h->holding = true;
  h->held = h->hovered;
  h->grip = h->want = h->held.grab.at;
  if (drag_on_track(&h->held.grab, h->pointer) && drag_distance(&h->held.grab, h->pointer) >= 1)
    h->want = h->pointer; // it comes to the hand
  h->reached = h->pointer;
  h->wipe = wipe;
  h->was = stage_where(h->playback->stage);
  memcpy(h->before, field_of(h), h->held.grab.bytes);
  // A touch alone draws a dot, or goes to a moment; it moves no handle.
  h->touched = true;
  return true;
}

bool hands_reset(hands *h)
{
  if (!h->over || !h->hovered.param)
    return false;
  stage_reset_param(h->playback->stage, h->hovered.param);
  return true;
}

void hands_move(hands *h, nb_vec2 p, bool snap, bool fine)
{
  h->want = nb_add(h->want, nb_scale(fine ? 0.1f : 1.0f, nb_sub(p, h->pointer)));
  h->pointer = p;
  h->snap = snap;
  h->fine = fine;
}

// Sets the held field where it differs from what it is.
static nb_error set_field(hands *h, const void *value, uint32_t from, uint32_t bytes)
{
  if (memcmp(field_of(h) + from, value, bytes) == 0)
    return nb_ok();
  return stage_set(h->playback->stage, h->held.grab.offset + from, value, bytes);
}

static nb_error apply_point(hands *h)
{
  nb_vec2 field;
  memcpy(&field, field_of(h), sizeof field);
  field = drag_point(&h->held.grab, h->held.param, field, h->want, h->snap);
  return set_field(h, &field, 0, sizeof field);
}

static nb_error apply_point3(hands *h)
{
  nb_vec3 field;
  memcpy(&field, field_of(h), sizeof field);
  field = drag_point3(&h->held.grab, h->held.param, field, h->want, h->snap);
  return set_field(h, &field, 0, sizeof field);
}

// The right button, or Shift, moves it; else it goes round.
static nb_error apply_camera(hands *h)
{
  nb_camera field;
  memcpy(&field, h->before, sizeof field);
  field = drag_camera(&h->held.grab, field, nb_sub(h->want, h->grip), h->wipe || h->snap);
  return set_field(h, &field, 0, sizeof field);
}

static nb_error apply_value(hands *h)
{
  float field;
  memcpy(&field, field_of(h), sizeof field);
  field = drag_value(&h->held.grab, h->held.param, field, h->want, h->snap);
  return set_field(h, &field, 0, sizeof field);
}

// A number stands still while it changes: it follows the way of the pointer since it was taken.
static nb_error apply_number(hands *h)
{
  float field;
  memcpy(&field, h->before, sizeof field);
  field = drag_number(&h->held.grab, h->held.param, field, nb_sub(h->want, h->grip), h->snap);
  return set_field(h, &field, 0, sizeof field);
}

static nb_error apply_canvas(hands *h)
{
  const nb_grab_fixed *grab = &h->held.grab;
  size_t row = (size_t)grab->columns * sizeof(float);
  float *canvas = (float *)((unsigned char *)h->before + grab->bytes);
  memcpy(canvas, field_of(h), grab->bytes);
  int first, last;
  drag_brush(grab, canvas, h->reached, h->pointer, h->wipe, &first, &last);
  if (first >= last)
    return nb_ok();
  return set_field(h, canvas + (size_t)first * grab->columns, (uint32_t)((size_t)first * row),
                   (uint32_t)((size_t)(last - first) * row));
}

static nb_error apply_time(hands *h)
{
  stage *s = h->playback->stage;
  // What stands for another run's time, further on, is not there to go to.
  float seconds = fminf(drag_time(&h->held.grab, h->pointer), stage_step_reached(s, h->was.step));
  return stage_jump(s, (stage_position){.step = h->was.step, .seconds = seconds});
}

nb_error hands_apply(hands *h)
{
  if (!h->holding)
    return nb_ok();
  bool moved = h->touched || h->reached.x != h->pointer.x || h->reached.y != h->pointer.y;
  nb_error e = nb_ok();
  // Points and values follow without a movement too: time may have carried the handle off.
  if (h->held.grab.kind == NB_GRAB_POINT)
    e = apply_point(h);
  else if (h->held.grab.kind == NB_GRAB_POINT3)
    e = apply_point3(h);
  else if (h->held.grab.kind == NB_GRAB_VALUE)
    e = apply_value(h);
  else if (moved && h->held.grab.kind == NB_GRAB_CAMERA)
    e = apply_camera(h);
  else if (moved && h->held.grab.kind == NB_GRAB_NUMBER)
    e = apply_number(h);
  else if (moved)
    e = h->held.grab.kind == NB_GRAB_CANVAS ? apply_canvas(h) : apply_time(h);
  h->reached = h->pointer;
  h->touched = false;
  return e;
}

void hands_release(hands *h)
{
  h->holding = false;
}

static bool is_number(const stage_grab *g)
{
  return g->grab.kind == NB_GRAB_NUMBER || g->grab.kind == NB_GRAB_VALUE;
}

// A wheel's click brings a camera a tenth nearer.
static bool dolly(hands *h, float count, bool fine)
{
  nb_camera field;
  const nb_grab_fixed *grab = &h->hovered.grab;
  memcpy(&field, (const unsigned char *)stage_state(h->playback->stage) + grab->offset, sizeof field);
  field = nb_camera_dolly(field, powf(0.9f, fine ? 0.1f * count : count));
  return !nb_failed(stage_set(h->playback->stage, grab->offset, &field, sizeof field));
}

bool hands_step(hands *h, float count, bool snap, bool fine)
{
  if (!h->holding && h->over && h->hovered.grab.kind == NB_GRAB_CAMERA)
    return dolly(h, count, fine);
  if (h->holding || !h->over || !is_number(&h->hovered))
    return false;
  float field;
  const nb_grab_fixed *grab = &h->hovered.grab;
  memcpy(&field, (const unsigned char *)stage_state(h->playback->stage) + grab->offset, sizeof field);
  field = drag_step(grab, h->hovered.param, field, count, snap, fine);
  return !nb_failed(stage_set(h->playback->stage, grab->offset, &field, sizeof field));
}

bool hands_clicked(const hands *h)
{
  return h->holding && h->held.grab.kind == NB_GRAB_NUMBER && nb_length(nb_sub(h->want, h->grip)) < 0.03f &&
         memcmp(h->before, field_of(h), sizeof(float)) == 0;
}

nb_error hands_cancel(hands *h)
{
  if (!h->holding)
    return nb_ok();
  h->holding = false;
  if (h->held.grab.kind == NB_GRAB_TIME)
    return stage_jump(h->playback->stage, h->was);
  return set_field(h, h->before, 0, h->held.grab.bytes);
}

bool hands_hold_time(const hands *h)
{
  return h->holding && h->held.grab.kind == NB_GRAB_TIME;
}
