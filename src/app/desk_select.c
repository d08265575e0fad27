// What the lasso caught: moved, scaled, recoloured, copied and deleted, each as one edit of the page.
#include <math.h>
#include <stdlib.h>

#include "app/desk_inside.h"
#include "notebook/ink_cut.h"

#define BESIDE 0.25f // board units to the right and down: where a copy goes

bool select_holds(const desk *d)
{
  return d->page && d->selected_count > 0 && d->selected_at == d->page->changes;
}

void select_nothing(desk *d)
{
  d->selected_count = 0;
  d->changing = false;
}

static bool add(desk *d, uint32_t stroke)
{
  if (d->selected_count == d->selected_capacity) {
    uint32_t capacity = 2 * d->selected_capacity + 64;
    uint32_t *moved = realloc(d->selected, capacity * sizeof *moved);
    if (!moved) {
      desk_fail(d, nb_fail(NB_NO_MEMORY, "no memory to select so many strokes"));
      return false;
    }
    d->selected = moved;
    d->selected_capacity = capacity;
  }
  d->selected[d->selected_count++] = stroke;
  return true;
}

static nb_rect around(const nb_vec2 *points, int count)
{
  nb_vec2 low = nb_at(INFINITY, INFINITY), high = nb_at(-INFINITY, -INFINITY);
  for (int k = 0; k < count; k++) {
    low = nb_at(fminf(low.x, points[k].x), fminf(low.y, points[k].y));
    high = nb_at(fmaxf(high.x, points[k].x), fmaxf(high.y, points[k].y));
  }
  return count > 0 ? (nb_rect){low.x, low.y, high.x - low.x, high.y - low.y} : (nb_rect){0};
}

static int by_number(const void *a, const void *b)
{
  const uint32_t *x = a, *y = b;
  return *x < *y ? -1 : *x > *y;
}

bool select_has(const desk *d, uint32_t stroke) // they are in order
{
  return select_holds(d) &&
         bsearch(&stroke, d->selected, d->selected_count, sizeof stroke, by_number) != NULL;
}

// Whether the loop holds a stroke where it is shown.
static bool holds(const desk *d, const ink_stroke *stroke, const nb_vec2 *polygon, int corners)
{
  const ink_knot *knots = &d->page->knots[stroke->first];
  nb_vec2 loop[DESK_LOOP], shift = ink_page_shift(d->page, stroke);
  if (stroke->look.pin == 0)
    return ink_is_inside(knots, (int)stroke->count, polygon, corners);
  corners = corners < DESK_LOOP ? corners : DESK_LOOP;
  for (int k = 0; k < corners; k++)
    loop[k] = nb_sub(polygon[k], shift);
  return ink_is_inside(knots, (int)stroke->count, loop, corners);
}

void select_inside(desk *d, const nb_vec2 *polygon, int corners)
{
  d->selected_count = 0;
  if (!d->page)
    return;
  uint32_t count;
  const uint32_t *near = ink_page_find(d->page, around(polygon, corners), &count);
  for (uint32_t k = 0; k < count; k++) {
    if (holds(d, &d->page->strokes[near[k]], polygon, corners) && !add(d, near[k]))
      break;
  }
  if (d->selected_count > 0)
    qsort(d->selected, d->selected_count, sizeof *d->selected, by_number);
  d->selected_at = d->page->changes;
}

void select_picture(desk *d, nb_vec2 p)
{
  select_nothing(d);
  if (!d->page)
    return;
  uint32_t count;
  const uint32_t *there = ink_page_find(d->page, (nb_rect){p.x, p.y, 0, 0}, &count);
  while (count > 0 && d->page->strokes[there[count - 1]].look.tool != INK_PICTURE)
    count--;
  if (count > 0)
    add(d, there[count - 1]);
  d->selected_at = d->page->changes;
}

static nb_vec2 changed(const desk_change *c, nb_vec2 p)
{
  return nb_add(nb_add(c->from, nb_scale(c->scale, nb_sub(p, c->from))), c->shift);
}

uint32_t desk_lifted(const desk *d, const uint32_t **strokes)
{
  *strokes = d->selected;
  return d->changing && select_holds(d) ? d->selected_count : 0;
}

nb_affine desk_lift(const desk *d)
{
  const desk_change *c = &d->change;
  nb_affine through = {.i = {c->scale, 0}, .j = {0, c->scale}, .origin = changed(c, nb_origin())};
  return d->changing ? through : nb_affine_identity();
}

ink_knot select_changed(const desk_change *c, ink_knot knot)
{
  return (ink_knot){changed(c, knot.in), changed(c, knot.at), changed(c, knot.out), knot.width};
}

nb_rect desk_selection(const desk *d)
{
  nb_vec2 low = nb_at(INFINITY, INFINITY), high = nb_at(-INFINITY, -INFINITY);
  if (!select_holds(d))
    return (nb_rect){0};
  for (uint32_t k = 0; k < d->selected_count; k++) {
    nb_rect r = ink_page_covers(d->page, &d->page->strokes[d->selected[k]]);
    low = nb_at(fminf(low.x, r.x), fminf(low.y, r.y));
    high = nb_at(fmaxf(high.x, r.x + r.width), fmaxf(high.y, r.y + r.height));
  }
  if (d->changing) {
    low = changed(&d->change, low);
    high = changed(&d->change, high);
  }
  return (nb_rect){low.x, low.y, high.x - low.x, high.y - low.y};
}

// The corner opposite to the one that p is near to.
static bool corner_at(nb_rect box, float reach, nb_vec2 p, nb_vec2 *opposite)
{
  for (int k = 0; k < 4; k++) {
    nb_vec2 corner = nb_at(box.x + (k % 2 ? box.width : 0), box.y + (k / 2 ? box.height : 0));
    if (nb_length(nb_sub(p, corner)) > reach)
      continue;
    *opposite = nb_at(2 * box.x + box.width - corner.x, 2 * box.y + box.height - corner.y);
    return true;
  }
  return false;
}

bool select_down(desk *d, nb_vec2 p)
{
  nb_rect box = desk_selection(d);
  nb_vec2 opposite = nb_origin();
  if (!select_holds(d))
    return false;
  d->scaling = corner_at(box, DESK_CORNER * d->scale, p, &opposite);
  d->changing = d->scaling || nb_inside(box, p);
  d->change = (desk_change){.from = opposite, .scale = 1};
  d->still = p; // from here on it is where it was taken
  return d->changing;
}

void select_move(desk *d, nb_vec2 p)
{
  nb_vec2 grip = d->last.at;
  if (d->scaling) {
    nb_vec2 was = nb_sub(grip, d->change.from), is = nb_sub(p, d->change.from);
    float factor = nb_length(was) > 0 ? nb_dot(is, was) / nb_dot(was, was) : 1;
    d->change.scale = fminf(fmaxf(d->change.scale * factor, 0.05f), 20);
  } else {
    d->change.shift = nb_add(d->change.shift, nb_sub(p, grip));
  }
}

static ink_knot shifted(ink_knot k, nb_vec2 by)
{
  return (ink_knot){nb_add(k.in, by), nb_add(k.at, by), nb_add(k.out, by), k.width};
}

// What becomes of the strokes that are selected.
typedef struct renewal {
  desk_change change;
  const uint32_t *color, *width, *pin; // NULL: as it was
  bool copies;                         // the old ones stay
} renewal;

static ink_look renewed(ink_look look, const renewal *r)
{
  bool lines = look.tool != INK_PICTURE;
  look.color = r->color && lines ? *r->color : look.color;
  look.width = r->width && lines ? *r->width : look.width;
  look.pin = r->pin && lines ? *r->pin : look.pin;
  return look;
}

// Puts in a renewed stroke for each that is selected, takes the old ones away, and selects the new ones.
static void renew(desk *d, renewal r)
{
  ink_knot *knots = malloc(INK_MAX_KNOTS * sizeof *knots);
  if (!knots || !desk_edit(d)) {
    free(knots);
    return;
  }
  for (uint32_t k = 0; k < d->selected_count; k++) {
    uint32_t old = d->selected[k];
    ink_stroke stroke = d->page->strokes[old];
    nb_vec2 shift = ink_page_shift(d->page, &stroke);
    stroke.look = renewed(stroke.look, &r);
    nb_vec2 after = nb_scale(-1, ink_page_shift(d->page, &stroke));
    for (uint32_t j = 0; j < stroke.count; j++)
      knots[j] = shifted(select_changed(&r.change, shifted(d->page->knots[stroke.first + j], shift)), after);
    nb_error e = ink_page_put(d->page, stroke.look, knots, (int)stroke.count, r.copies ? -1 : (int32_t)old);
    desk_fail(d, e);
    if (nb_failed(e))
      continue;
    if (!r.copies)
      desk_fail(d, ink_page_take(d->page, old));
    d->selected[k] = d->page->stroke_count - 1;
  }
  desk_edited(d);
  d->selected_at = d->page->changes;
  free(knots);
}

void select_up(desk *d)
{
  bool still = d->change.scale == 1 && nb_length(d->change.shift) == 0;
  d->changing = false;
  if (!still && select_holds(d))
    renew(d, (renewal){.change = d->change});
}

void select_look(desk *d, const uint32_t *color, const uint32_t *width)
{
  if (select_holds(d))
    renew(d, (renewal){.change = {.scale = 1}, .color = color, .width = width});
}

bool desk_duplicate(desk *d)
{
  if (!select_holds(d))
    return false;
  float way = BESIDE * d->scale;
  renew(d, (renewal){.change = {.scale = 1, .shift = {way, -way}}, .copies = true});
  return true;
}

bool desk_delete(desk *d)
{
  if (!select_holds(d) || !desk_edit(d))
    return false;
  for (uint32_t k = 0; k < d->selected_count; k++)
    desk_fail(d, ink_page_take(d->page, d->selected[k]));
  desk_edited(d);
  select_nothing(d);
  return true;
}

// Selects the stroke that was put in last and is shown, where nothing is selected.
static void select_last(desk *d)
{
  uint32_t k = d->page ? d->page->stroke_count : 0;
  while (k > 0 && !d->page->strokes[k - 1].shown)
    k--;
  if (select_holds(d) || k == 0)
    return;
  d->selected_count = 0;
  if (add(d, k - 1))
    d->selected_at = d->page->changes;
}

uint32_t desk_marked(desk *d, const uint32_t **strokes)
{
  desk_up(d);
  select_last(d);
  *strokes = d->selected;
  return select_holds(d) ? d->selected_count : 0;
}

bool desk_pin(desk *d, const ink_pin *pin)
{
  const uint32_t *strokes;
  uint32_t number = 0;
  if (desk_marked(d, &strokes) == 0)
    return false;
  if (pin) {
    nb_error e = ink_page_add_pin(d->page, pin);
    desk_fail(d, e);
    if (nb_failed(e))
      return false;
    desk_tell(d, INK_ADD_PIN);
    number = d->page->pin_count;
  }
  renew(d, (renewal){.change = {.scale = 1}, .pin = &number});
  if (d->tool != DESK_LASSO)
    select_nothing(d);
  return true;
}

// The ink that lay over a picture goes onto the page with it.
static void put_ink_over(desk *d, const ink_page *over, nb_vec2 middle, float scale)
{
  ink_knot *knots = malloc(INK_MAX_KNOTS * sizeof *knots);
  desk_change change = {.shift = middle, .scale = scale};
  for (uint32_t k = 0; knots && over && k < over->stroke_count; k++) {
    const ink_stroke *stroke = &over->strokes[k];
    ink_look look = stroke->look;
    look.pin = 0;
    if (!stroke->shown || look.tool == INK_PICTURE)
      continue;
    for (uint32_t j = 0; j < stroke->count; j++) {
      knots[j] =
          select_changed(&change, shifted(over->knots[stroke->first + j], ink_page_shift(over, stroke)));
      knots[j].width *= scale;
    }
    desk_fail(d, ink_page_put(d->page, look, knots, (int)stroke->count, -1));
  }
  free(knots);
}

static nb_error add_picture(desk *d, const ink_picture *picture)
{
  nb_error e = ink_page_add_picture(d->page, picture->faces[0]);
  if (nb_failed(e))
    return e;
  desk_tell(d, INK_ADD_PICTURE);
  for (int k = 1; k < picture->face_count && !nb_failed(e); k++) {
    e = ink_page_add_face(d->page, picture->faces[k]);
    if (!nb_failed(e))
      desk_tell(d, INK_ADD_FACE);
  }
  return e;
}

nb_error desk_put_picture(desk *d, const ink_picture *picture, const ink_page *over, nb_rect where)
{
  desk_up(d);
  select_nothing(d);
  if (!d->page)
    return nb_ok();
  nb_error e = add_picture(d, picture);
  if (nb_failed(e))
    return e;
  nb_vec2 low = {where.x, where.y}, high = {where.x + where.width, where.y + where.height};
  ink_knot corners[2] = {{low, low, low, 1}, {high, high, high, 1}};
  ink_look look = {.tool = INK_PICTURE, .color = d->page->picture_count - 1};
  if (!desk_edit(d))
    return nb_ok();
  desk_fail(d, ink_page_put(d->page, look, corners, 2, -1));
  put_ink_over(d, over, nb_mix2(low, high, 0.5f), where.width / 16);
  desk_edited(d);
  return nb_ok();
}
