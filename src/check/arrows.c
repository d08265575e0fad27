// Arrows that leave the view: of what points somewhere one should see the point.
//
// An arrow is known by its head, as arrow.c draws it: a barb, the tip, the other barb, behind them the neck on the line from barb
// to barb. In a space it is a cone of faces that share their tip, behind the line that is its shaft.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/inside.h"

enum {
  MOST = 512, // arrows of a picture that are looked at
  FIELD = 8,  // more of one colour are a field, and those at its edge may be cut off
  CONE = 20   // faces
};

static const float seen = 0.35f;   // alpha from which an arrow counts
static const float between = 0.5f; // seconds: what leaves for less, or stands elsewhere by then, passes by
static const float still = 0.05f;  // board units: what moves by less in that time stands
static const float room = 0.03f;   // board units
static const float shape = 3.9f / 3.5f; // a head's length in widths of its own

// An arrow as it stands on the board, and as far as which one sees.
typedef struct arrow {
  nb_vec2 from, tip, barb[2];
  nb_rgba color;
  nb_rect view;
} arrow;

typedef struct arrows {
  arrow arrow[MOST];
  int count;
} arrows;

static void add(arrows *all, const check_place *place, arrow a)
{
  const nb_rect frame = {-8, -4.5f, 16, 9};
  a.view = check_meet(place->clip, frame);
  if (all->count < MOST && place->alpha * (float)(a.color >> 24) / 255 >= seen)
    all->arrow[all->count++] = a;
}

// ---------------------------------------------------------------------------------------------------------------
// On the plane

static bool about(float a, float b)
{
  return fabsf(a - b) <= 0.03f * fabsf(b);
}

// Is p on the line from a to c, between them?
static bool lies_between(nb_vec2 a, nb_vec2 p, nb_vec2 c)
{
  float whole = nb_length(nb_sub(c, a));
  return about(nb_length(nb_sub(p, a)) + nb_length(nb_sub(c, p)), whole) && whole > 0;
}

// p[0] to p[4]: neck, barb, tip, barb, neck.
static bool is_head(const nb_vec2 p[5])
{
  float base = nb_length(nb_sub(p[3], p[1])), height = nb_length(nb_sub(p[2], nb_mix2(p[1], p[3], 0.5f)));
  bool even = about(nb_length(nb_sub(p[2], p[1])), nb_length(nb_sub(p[2], p[3])));
  return even && about(height, shape * base) && lies_between(p[1], p[0], p[3]) &&
         lies_between(p[1], p[4], p[3]);
}

static void read_path(arrows *all, const nb_command *command, const check_place *place)
{
  const nb_path_fixed *path = &command->path;
  for (uint32_t k = 0; path->mode != NB_STROKE && k + 5 <= path->point_count; k++) {
    const nb_vec2 *p = command->points + k;
    if (is_head(p))
      add(all, place,
          (arrow){.from = nb_affine_apply(place->at, command->points[0]),
                  .tip = nb_affine_apply(place->at, p[2]),
                  .barb = {nb_affine_apply(place->at, p[1]), nb_affine_apply(place->at, p[3])},
                  .color = path->paint.color});
  }
}

// ---------------------------------------------------------------------------------------------------------------
// In a space

static nb_vec2 on_board(const nb_space_fixed *space, nb_affine at, nb_vec3 p)
{
  nb_vec3 q = nb_add3(nb_apply3(space->turn, p), space->shift);
  float scale = space->area.height / space->height / (space->projection == NB_PERSPECTIVE ? -q.z : 1);
  nb_vec2 middle = {space->area.x + space->area.width / 2, space->area.y + space->area.height / 2};
  return nb_affine_apply(at, nb_add(middle, nb_scale(scale, nb_at(q.x, q.y))));
}

static bool is_cone(const nb_command *command)
{
  if (command->mesh.point_count != 3 * CONE || command->mesh.triangle_count != CONE)
    return false;
  for (int k = 1; k < CONE; k++)
    if (nb_length3(nb_sub3(command->places[3 * k + 2], command->places[2])) > 0)
      return false;
  return true;
}

static void read_cone(arrows *all, const nb_command *command, const nb_space_fixed *space, nb_vec3 from,
                      const check_place *place)
{
  const nb_vec3 *p = command->places;
  add(all, place,
      (arrow){.from = on_board(space, place->at, from),
              .tip = on_board(space, place->at, p[2]),
              .barb = {on_board(space, place->at, p[0]), on_board(space, place->at, p[3 * CONE / 2])},
              .color = command->colors[0]});
}

static void read_arrows(arrows *all, const void *list, size_t size)
{
  check_places places = check_at_start();
  nb_space_fixed space = {0};
  nb_vec3 from = {0}; // where the last line began
  nb_list_reader reader;
  nb_command command;
  bool done = false;
  all->count = 0;
  if (nb_failed(nb_list_read(&reader, list, size)))
    return;
  while (!nb_failed(nb_list_next(&reader, &command, &done)) && !done) {
    const check_place *here = check_follow(&places, &command);
    if (command.op == NB_OP_SPACE)
      space = command.space;
    else if (command.op == NB_OP_STROKES)
      from = command.places[0];
    else if (command.op == NB_OP_PATH)
      read_path(all, &command, here);
    else if (command.op == NB_OP_MESH && is_cone(&command))
      read_cone(all, &command, &space, from, here);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// What leaves

static bool holds(nb_rect view, nb_vec2 p, float by)
{
  return p.x > view.x - by && p.x < view.x + view.width + by && p.y > view.y - by &&
         p.y < view.y + view.height + by;
}

// It begins in sight, and its head, or a part of that, is not to be seen.
static bool leaves(const arrow *a)
{
  return holds(a->view, a->from, 0) && !(holds(a->view, a->tip, room) && holds(a->view, a->barb[0], room) &&
                                         holds(a->view, a->barb[1], room));
}

static bool stood(const arrows *before, const arrow *a)
{
  for (int k = 0; k < before->count; k++)
    if (before->arrow[k].color == a->color && nb_length(nb_sub(before->arrow[k].tip, a->tip)) < still)
      return true;
  return false;
}

static bool is_in_field(const arrows *all, const arrow *a)
{
  int alike = 0;
  for (int k = 0; k < all->count; k++)
    alike += all->arrow[k].color == a->color;
  return alike > FIELD;
}

static void tell(check *c, const arrows *before, const arrows *now)
{
  for (int k = 0; k < now->count; k++) {
    const arrow *a = &now->arrow[k];
    if (!leaves(a) || !stood(before, a) || is_in_field(now, a))
      continue;
    char subject[32];
    nb_vec2 at = {fminf(fmaxf(a->tip.x, -7.7f), 7.7f), fminf(fmaxf(a->tip.y, -4.2f), 4.2f)};
    nb_rect box = {at.x - 0.2f, at.y - 0.2f, 0.4f, 0.4f};
    snprintf(subject, sizeof subject, "arrow %08x", (unsigned)a->color);
    check_found(c, "frame", subject, NB_CHALK, &box,
                "show more of the plane or space around it, or point with something shorter",
                "an arrow leaves the view: its tip is at (%.2f, %.2f)", (double)a->tip.x, (double)a->tip.y);
  }
}

void check_arrows(check *c)
{
  arrows *before = malloc(sizeof *before), *now = malloc(sizeof *now);
  stage_reset(c->stage);
  for (int step = 0; step < c->scene->step_count && before && now; step++) {
    float seconds = c->scene->steps[step].seconds;
    before->count = 0;
    for (int k = 0; (float)(k - 1) * between < seconds; k++) {
      const void *list;
      size_t size;
      if (!check_draw_at(c, step, fminf((float)k * between, seconds), NB_CHALK, &list, &size))
        break;
      read_arrows(now, list, size);
      tell(c, before, now);
      *before = *now;
    }
  }
  free(before);
  free(now);
}
