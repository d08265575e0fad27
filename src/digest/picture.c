// A digest's pictures.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "digest/inside.h"
#include "interface/guess.h"
#include "nabla/record.h"
#include "notebook/ink_draw.h"
#include "notebook/pin.h"
#include "stage/answer.h"

#define AIR 0.5f     // board units around what is on a page
#define LEAST 10.0f  // how wide a page is shown at least, and
#define TALLEST 1.3f // how tall at most, of its width

static nb_error copy_list(digest_picture *p, int k, const void *list, size_t size)
{
  p->lists[k] = malloc(size);
  if (!p->lists[k])
    return nb_fail(NB_NO_MEMORY, "no memory for a picture");
  memcpy(p->lists[k], list, size);
  p->sizes[k] = size;
  return nb_ok();
}

// What was answered on the board, and what is right there: the scene is drawn with the answer.
static bool place(stage *s, const nb_param *param, const char *value, nb_vec2 *at, paint_layer *drawn)
{
  return value[0] && !nb_failed(stage_set_text(s, param->name, value)) &&
         !nb_failed(stage_draw(s, NB_BOARD, &drawn->list, &drawn->size)) && answer_place(s, param, at);
}

static void draw_answer(shot *s, nb_board *b, const digest_answer *a, int step, paint_layer *drawn)
{
  nb_vec2 given, right;
  stage *on = shot_stage(s);
  paint_layer other;
  const nb_param *param = stage_answer_param(on, step);
  bool placed =
      param && place(on, param, a->right, &right, &other) && place(on, param, a->given, &given, drawn);
  if (placed) {
    guess_record(b, given, 1);
    guess_record_right(b, given, right, 1);
  }
  if (!placed && param) { // the scene as it was
    stage_reset_param(on, param);
    (void)stage_draw(on, NB_BOARD, &drawn->list, &drawn->size);
  }
}

// What is pinned stands where its point does in this picture.
static void follow(shot *s, ink_page *page, const paint_layer *drawn)
{
  pin_scene scene = {.list = drawn->list, .size = drawn->size};
  scene.grab_count = stage_grabs(shot_stage(s), &scene.grabs);
  pin_follow(&scene, page);
}

static nb_error draw_over(digest_picture *p, nb_board *b, const ink_page *page, const uint32_t *strokes,
                          uint32_t count)
{
  const void *list;
  size_t size;
  ink_draw_strokes(b, page, strokes, count, 0.25f / NB_POINTS_PER_UNIT);
  nb_error e = nb_board_finish(b, &list, &size);
  return nb_failed(e) ? e : copy_list(p, 1, list, size);
}

static nb_error take_step(digest_picture *p, shot *s, nb_board *b, digest *d, int step)
{
  shot_picture taken;
  uint32_t count = 0;
  const uint32_t *strokes = ink_page_shown(&d->ink[step], &count);
  nb_error e = shot_take(s, (stage_position){step, shot_scene(s)->steps[step].seconds}, 1920, 1080, &taken);
  if (nb_failed(e))
    return e;
  nb_board_begin(b, NB_BOARD, NULL, 0);
  if (d->answers[step].given[0])
    draw_answer(s, b, &d->answers[step], step, &taken.layers[0]);
  follow(s, &d->ink[step], &taken.layers[0]);
  e = copy_list(p, 0, taken.layers[0].list, taken.layers[0].size);
  if (!nb_failed(e))
    e = draw_over(p, b, &d->ink[step], strokes, count);
  if (d->answers[step].given[0] && stage_answer_param(shot_stage(s), step))
    stage_reset_param(shot_stage(s), stage_answer_param(shot_stage(s), step));
  return e;
}

// Light, but for an older page's pictures that are dark alone: what was written over them can be read there.
static nb_theme theme_of(const ink_page *page, const uint32_t *strokes, uint32_t count)
{
  nb_rgba light = nb_theme_color(NB_BOARD, NB_GROUND);
  for (uint32_t k = 0; k < count; k++) {
    const ink_look *look = &page->strokes[strokes[k]].look;
    if (look->tool == INK_PICTURE &&
        (ink_picture_on(&page->pictures[look->color], light)->ground >> 8 & 255) < 128)
      return NB_CHALK;
  }
  return NB_BOARD;
}

nb_error digest_picture_of_ink(digest_picture *p, nb_board *b, ink_page *page, bool blank)
{
  uint32_t count = 0;
  const uint32_t *strokes = ink_page_shown(page, &count);
  nb_theme theme = theme_of(page, strokes, count);
  *p = (digest_picture){.view = blank ? digest_view(page, true) : (nb_rect){-8, -4.5f, 16, 9},
                        .ground = nb_theme_color(theme, NB_GROUND)};
  nb_board_begin(b, theme, NULL, 0);
  return draw_over(p, b, page, strokes, count);
}

nb_rect digest_view(ink_page *page, bool blank)
{
  if (!blank) // not the stretches where the player has title and caption
    return (nb_rect){-8, -3.6f, 16, 7.45f};
  nb_rect r = ink_page_bounds(page);
  float wide = fmaxf(r.width + 2 * AIR, LEAST), high = fmaxf(r.height + 2 * AIR, wide / 4);
  wide = fmaxf(wide, high / TALLEST);
  return (nb_rect){r.x + 0.5f * (r.width - wide), r.y + 0.5f * (r.height - high), wide, high};
}

nb_error digest_picture_take(digest_picture *p, shot *s, nb_board *b, digest *d, int page)
{
  if (page >= NB_MAX_STEPS)
    return digest_picture_of_ink(p, b, &d->ink[page], true);
  *p = (digest_picture){.view = digest_view(NULL, false), .ground = nb_theme_color(NB_BOARD, NB_GROUND)};
  nb_error e = take_step(p, s, b, d, page);
  if (nb_failed(e))
    digest_picture_free(p);
  return e;
}

int digest_picture_layers(const digest_picture *p, nb_vec2 corner, float width, paint_layer layers[2])
{
  float unit = width / p->view.width, top = p->view.y + p->view.height;
  int count = 0;
  for (int k = 0; k < 2; k++)
    if (p->lists[k])
      layers[count++] = (paint_layer){
          .list = p->lists[k],
          .size = p->sizes[k],
          .place = {{unit, 0}, {0, -unit}, {corner.x - unit * p->view.x, corner.y + unit * top}},
          .clip = {corner.x, corner.y, width, unit * p->view.height}};
  return count;
}

void digest_picture_free(digest_picture *p)
{
  for (int k = 0; k < 2; k++) {
    free(p->lists[k]);
    p->lists[k] = NULL;
  }
}

nb_error digest_picture_write(const digest_picture *p, const char *path, const nb_fonts *fonts,
                              const char *assets)
{
  const int width = 960;
  paint_layer layers[2];
  vector *v;
  int count = digest_picture_layers(p, nb_at(0, 0), (float)width, layers);
  float height = (float)width * p->view.height / p->view.width;
  nb_error e = vector_open(&v, path, (vector_options){.fonts = fonts, .assets = assets});
  if (nb_failed(e))
    return e;
  e = vector_page(v, p->ground, layers, count, width, (int)height, width);
  if (!nb_failed(e))
    e = vector_keep(v);
  vector_close(v);
  return e;
}
