#include "nabla/board/recorder.h"

void nb_group(nb_board *b, nb_affine transform, float alpha)
{
  board_append_group(b, &(nb_group_fixed){.transform = transform, .alpha = board_unit(alpha)});
}

void nb_fade(nb_board *b, float alpha)
{
  nb_group(b, nb_affine_identity(), alpha);
}

void nb_clip(nb_board *b, nb_rect r)
{
  board_append_group(
      b, &(nb_group_fixed){.transform = nb_affine_identity(), .alpha = 1, .has_clip = 1, .clip = r});
}

void nb_clip_path(nb_board *b, nb_path path)
{
  board_append_mask(b, path);
}

void nb_image(nb_board *b, nb_rect where, const uint8_t *pixels, int width, int height, nb_filter filter,
              nb_style style)
{
  if (!board_shows(&style) || pixels == NULL || width < 1 || height < 1)
    return;
  nb_image_fixed fixed = {.width = (uint32_t)width,
                          .height = (uint32_t)height,
                          .filter = filter == NB_LINEAR ? NB_LINEAR : NB_NEAREST,
                          .alpha = board_unit(style.alpha) * board_unit(style.reveal),
                          .where = where};
  board_append_image(b, &fixed, pixels);
}

// ---------------------------------------------------------------------------------------------------------------
// Hands

// Names the field's place in the state. False where it does not lie there as a whole.
static bool locate(const nb_board *b, const void *field, uint64_t bytes, nb_grab_fixed *grab)
{
  uintptr_t start = (uintptr_t)b->state, place = (uintptr_t)field;
  if (b->state == NULL || field == NULL || place < start || place - start > b->state_size ||
      bytes > b->state_size - (place - start) || place - start + bytes > UINT32_MAX)
    return false;
  grab->offset = (uint32_t)(place - start);
  grab->bytes = (uint32_t)bytes;
  return true;
}

void nb_grab(nb_board *b, const nb_vec2 *field, nb_vec2 at, nb_mat2 moves)
{
  nb_grab_fixed grab = {.kind = NB_GRAB_POINT, .at = at, .moves = moves};
  if (locate(b, field, sizeof *field, &grab))
    board_append_grab(b, &grab);
}

void board_grab_on_track(nb_board *b, const float *field, nb_vec2 at, nb_vec2 moves, nb_rect track)
{
  nb_grab_fixed grab = {.kind = NB_GRAB_VALUE, .at = at, .moves = {.i = moves}, .area = track};
  if (locate(b, field, sizeof *field, &grab))
    board_append_grab(b, &grab);
}

void nb_grab_value(nb_board *b, const float *field, nb_vec2 at, nb_vec2 moves)
{
  board_grab_on_track(b, field, at, moves, (nb_rect){0});
}

void board_grab_field(nb_board *b, const void *field, const nb_grab_fixed *grab)
{
  nb_grab_fixed located = *grab;
  if (locate(b, field, grab->bytes, &located))
    board_append_grab(b, &located);
}

void board_grab_number(nb_board *b, const float *field, nb_rect area, uint32_t decimals)
{
  nb_grab_fixed grab = {.kind = NB_GRAB_NUMBER,
                        .at = {area.x + 0.5f * area.width, area.y + 0.5f * area.height},
                        .area = area,
                        .decimals = decimals};
  if (locate(b, field, sizeof *field, &grab))
    board_append_grab(b, &grab);
}

void nb_grab_canvas(nb_board *b, const float *field, int columns, int rows, nb_rect area)
{
  nb_grab_fixed grab = {.kind = NB_GRAB_CANVAS,
                        .at = {area.x + 0.5f * area.width, area.y + 0.5f * area.height},
                        .area = area,
                        .columns = (uint32_t)columns,
                        .rows = (uint32_t)rows};
  if (columns < 1 || columns > NB_LIST_MAX_IMAGE || rows < 1 || rows > NB_LIST_MAX_IMAGE)
    return;
  if (locate(b, field, (uint64_t)columns * (uint64_t)rows * sizeof *field, &grab))
    board_append_grab(b, &grab);
}

void nb_grab_time(nb_board *b, nb_rect area, float from, float until)
{
  nb_grab_fixed grab = {.kind = NB_GRAB_TIME,
                        .at = {area.x + 0.5f * area.width, area.y + 0.5f * area.height},
                        .area = area,
                        .from = from,
                        .until = until};
  board_append_grab(b, &grab);
}
