// Names in space: they are flat and lie over all that stands there, so what would hide them has to be looked for.
#include <math.h>
#include <string.h>

#include "nabla/space/inside.h"
#include "nabla/space/sight.h"

static const float hidden_shows = 0.35f; // of a name whose point is hidden
static const float halo_on_faces = 0.7f; // of a halo of the ground: on a face that is a blot
static const float around = 18;          // points to each side of the named point that are looked at
static const float slack = 48;           // points: half of it is about as long as the head of an arrow

// How much of a name shows whose point is so far from hidden: what is hardly translucent hides, glass does not.
static float shown(float clear)
{
  float hidden = fminf(fmaxf((1 - clear - 0.5f) / 0.4f, 0), 1);
  return 1 - (1 - hidden_shows) * hidden * hidden * (3 - 2 * hidden);
}

static void fade_group(uint8_t *command, float factor)
{
  nb_group_fixed group;
  uint8_t *at = command + sizeof(nb_command_header);
  memcpy(&group, at, sizeof group);
  group.alpha *= factor;
  memcpy(at, &group, sizeof group);
}

static void fade_color(uint8_t *at, nb_rgba color, float factor)
{
  nb_rgba found;
  memcpy(&found, at, sizeof found);
  if (((found ^ color) & 0xffffff) != 0)
    return;
  uint32_t alpha = (uint32_t)lrintf((float)(found >> 24) * factor);
  found = (found & 0xffffff) | alpha << 24;
  memcpy(at, &found, sizeof found);
}

// A halo is what is stroked in its colour.
static void fade_halo(uint8_t *command, const nb_command_header *header, nb_rgba halo, float factor)
{
  uint8_t *at = command + sizeof *header;
  nb_glyphs_fixed glyphs;
  nb_path_fixed path;
  if (header->op == NB_OP_GLYPHS) {
    memcpy(&glyphs, at, sizeof glyphs);
    if (glyphs.mode == NB_STROKE)
      fade_color(at + offsetof(nb_glyphs_fixed, paint.color), halo, factor);
  } else if (header->op == NB_OP_PATH) {
    memcpy(&path, at, sizeof path);
    if (path.mode == NB_STROKE)
      fade_color(at + offsetof(nb_path_fixed, paint.color), halo, factor);
  }
}

static void fade(board_list *list, const board_name *name, nb_rgba ground, float alpha, float halo)
{
  nb_command_header header;
  fade_group(list->bytes + name->from, alpha);
  for (size_t at = name->from; at < name->to; at += header.bytes) {
    memcpy(&header, list->bytes + at, sizeof header);
    fade_halo(list->bytes + at, &header, ground, halo);
  }
}

static nb_rect wider(nb_rect r, float by)
{
  return (nb_rect){r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by};
}

// Names that were recorded in a list, with what is before their points and what is under their letters.
static void settle(nb_board *b, board_list *list, const board_name *names, int count)
{
  const board_space *space = &b->last;
  sight_patch *patches = board_take(b, 2 * (size_t)count * sizeof *patches), *patch = patches;
  if (patches == NULL)
    return;
  for (const board_name *n = names; n; n = n->next) {
    nb_vec2 at = nb_on_view(space->view, n->of);
    float depth = nb_view_depth(space->view, n->of), point = 1 / NB_POINTS_PER_UNIT;
    *patch++ = (sight_patch){.where = wider((nb_rect){at.x, at.y, 0, 0}, around * point),
                             .depth = depth,
                             .slack = slack * point / nb_view_scale(space->view, n->of)};
    *patch++ = (sight_patch){.where = n->where, .depth = NB_LIST_MAX_SPACE, .slack = 1};
  }
  sight_look(b, b->list.bytes + space->from, space->to - space->from, space->view, patches, 2 * count);
  patch = patches;
  for (const board_name *n = names; n; n = n->next, patch += 2)
    fade(list, n, board_rgba(b, NB_GROUND, NB_GROUND, 1), space->alpha * shown(patch[0].clear),
         halo_on_faces + (1 - halo_on_faces) * patch[1].clear);
}

void board_settle_names(nb_board *b)
{
  int count = 0;
  for (const board_name *n = b->last.names; n; n = n->next)
    count++;
  if (count > 0)
    settle(b, &b->over, b->last.names, count);
  b->last.names = NULL;
}

// Draws it in a group of its own, in the list where flat things go now.
static board_name record(nb_board *b, nb_vec2 place, nb_vec2 toward, const char *text, nb_style style)
{
  const board_list *list = b->space > 0 ? &b->over : &b->list;
  board_name name = {.from = list->size};
  nb_fade(b, style.alpha);
  style.alpha = 1;
  name.where = board_label(b, place, toward, text, style);
  nb_end(b);
  name.to = list->size;
  return name;
}

void nb_label3(nb_board *b, nb_view view, nb_vec3 at, nb_vec2 toward, const char *text, nb_style style)
{
  nb_vec2 place = nb_on_view(view, at);
  if (!nb_inside(view.area, place)) // never of a NaN
    return;
  if (memcmp(&view, &b->last.view, sizeof view) != 0) {
    nb_label(b, place, toward, text, style);
    return;
  }
  if (b->last.alpha <= 0)
    return;
  board_name name = record(b, place, toward, text, style), *kept = &name;
  name.of = at;
  if (name.from == name.to)
    return;
  if (b->space == 0) {
    settle(b, &b->list, &name, 1);
  } else if ((kept = board_take(b, sizeof *kept)) != NULL) {
    *kept = name;
    kept->next = b->last.names;
    b->last.names = kept;
  }
}

void nb_vector3(nb_board *b, nb_view view, nb_vec3 v, const char *name, float landed, nb_style style)
{
  const nb_vec3 origin = {0, 0, 0};
  nb_vec2 way = nb_unit(nb_sub(nb_on_view(view, v), nb_on_view(view, origin)));
  nb_arrow3(b, origin, v, style);
  style.alpha *= fminf(fmaxf(2 * style.reveal - 1, 0), 1) * fminf(1, 4 * nb_length3(v));
  style.reveal = 1;
  style.halo_width = style.halo_width == 0 ? 7 : style.halo_width; // tips lie on faces and grids
  name = nb_primed(b, name, landed, &style.alpha);
  float ahead = style.anchor == NB_LEFT ? 0.3f : 1;
  nb_label3(b, view, v, nb_add(nb_scale(ahead, way), nb_scale(0.6f, nb_perp(way))), name, style);
}

nb_style space_leg(nb_style style, int k)
{
  style.color = style.color == NB_DEFAULT ? NB_I + (nb_color)k : style.color;
  style.width = style.width == 0 ? 5 : style.width;
  style.reveal = fminf(fmaxf(3 * style.reveal - (float)k, 0), 1);
  return style;
}

void nb_way3(nb_board *b, nb_view view, nb_vec3 to, nb_style style)
{
  const nb_vec3 corners[] = {{0, 0, 0}, {to.x, 0, 0}, {to.x, to.y, 0}, to};
  const float lengths[] = {to.x, to.y, to.z};
  static const nb_vec2 aside[] = {{-1, -0.6f}, {0.2f, -1}, {1, 0}}; // outside of the box that the three span
  for (int k = 0; k < 3; k++) {
    nb_style leg = space_leg(style, k);
    nb_line3(b, corners[k], corners[k + 1], leg);
    leg.color = NB_V;
    leg.alpha *= leg.reveal * fminf(1, 8 * fabsf(lengths[k]));
    leg.reveal = 1;
    if (style.size > 0)
      nb_label3(b, view, nb_mix3(corners[k], corners[k + 1], k == 0 ? 0.85f : 0.6f), aside[k],
                nb_words(b, "%g", nb_shown(lengths[k], 1)), leg);
  }
}
