// Every parameter to its ends, and corners of all parameters together.
#include <stdio.h>
#include <stdlib.h>

#include "actor/description.h"
#include "check/inside.h"

enum { CORNERS = 12, MOST_VALUES = 80 };

static bool fill_canvas(stage *s, const nb_param *p)
{
  float row[DESCRIPTION_MAX_CANVAS];
  uint32_t bytes = (uint32_t)p->columns * sizeof *row;
  for (int k = 0; k < p->columns; k++)
    row[k] = 1;
  for (int k = 0; k < p->rows; k++)
    if (nb_failed(stage_set(s, p->offset + (uint32_t)k * bytes, row, bytes)))
      return false;
  return true;
}

// Sets a parameter to its k-th extreme; false where it has no more of them.
static bool set_extreme(stage *s, const nb_param *p, int k)
{
  char text[128];
  switch (p->kind) {
  case NB_KIND_SWITCH:
    return k < 2 && !nb_failed(stage_set_text(s, p->name, k ? "true" : "false"));
  case NB_KIND_CHOICE:
    return k <= (int)p->max && !nb_failed(stage_set_text(s, p->name, p->choices[k]));
  case NB_KIND_TEXT:
    return k < 1 && !nb_failed(stage_set_text(s, p->name, ""));
  case NB_KIND_POINT: // its four corners
    snprintf(text, sizeof text, "%.9g,%.9g", (double)(k & 1 ? p->max : p->min),
             (double)(k & 2 ? p->max : p->min));
    return k < 4 && !nb_failed(stage_set_text(s, p->name, text));
  case NB_KIND_MATRIX: { // zero where it may be, both ends of its diagonal, and of all entries
    float v[4] = {k == 0 ? 0 : k % 2 ? p->min : p->max, 0, 0, 0};
    v[3] = v[0];
    if (k > 2)
      v[1] = v[2] = v[0];
    return k < 5 && !nb_failed(stage_set(s, p->offset, v, sizeof v));
  }
  case NB_KIND_POINT3: { // its eight corners
    float v[3] = {k & 1 ? p->max : p->min, k & 2 ? p->max : p->min, k & 4 ? p->max : p->min};
    return k < 8 && !nb_failed(stage_set(s, p->offset, v, sizeof v));
  }
  case NB_KIND_MATRIX3: { // as of the plane
    float v[9] = {0};
    for (int n = 0; n < 9; n++)
      if (k > 2 || n % 4 == 0)
        v[n] = k == 0 ? 0 : k % 2 ? p->min : p->max;
    return k < 5 && !nb_failed(stage_set(s, p->offset, v, sizeof v));
  }
  case NB_KIND_CAMERA: { // from above, from below, from very near, from far away
    static const nb_camera looks[] = {{.elevation = 1.5707963f},
                                      {.elevation = -1.5707963f, .azimuth = 3},
                                      {.distance = 0.01f, .azimuth = 1},
                                      {.distance = 900, .orthographic = 1}};
    return k < 4 && !nb_failed(stage_set(s, p->offset, &looks[k], sizeof looks[k]));
  }
  case NB_KIND_CANVAS: // wholly drawn, row by row
    return k < 1 && fill_canvas(s, p);
  default:
    snprintf(text, sizeof text, "%.9g", (double)(k ? p->max : p->min));
    return k < 2 && !nb_failed(stage_set_text(s, p->name, text));
  }
}

// Every step, halfway and at rest, as it is with these values.
static void look_at_steps(check *c, const char *when)
{
  c->when = when;
  check_text text = {0};
  for (int step = 0; step < c->scene->step_count; step++)
    for (int half = 1; half <= 2; half++) {
      const void *list;
      size_t size;
      if (!check_draw_at(c, step, c->scene->steps[step].seconds * (float)half / 2, NB_CHALK, &list, &size))
        break;
      check_read_text(&text, c->fonts, list, size);
      check_frame(c, NB_CHALK, &text);
      check_state(c);
    }
  c->when = "";
  free(text.glyphs);
}

void check_values(check *c)
{
  c->how.held = UINT64_MAX; // at what it is set to here
  for (int k = 0; k < c->scene->param_count; k++) {
    const nb_param *p = &c->scene->params[k];
    for (int value = 0; value < MOST_VALUES; value++) {
      char when[200], now[64];
      stage_reset(c->stage);
      if (!set_extreme(c->stage, p, value))
        break;
      stage_get_text(c->stage, p, now, sizeof now);
      snprintf(when, sizeof when, " with %.80s = %s", p->name, now);
      look_at_steps(c, when);
    }
  }
  for (int corner = 0; corner < CORNERS && c->scene->param_count > 1; corner++) {
    stage_reset(c->stage);
    for (int k = 0; k < c->scene->param_count; k++)
      set_extreme(c->stage, &c->scene->params[k], (int)nb_random_below(&c->random, 4));
    look_at_steps(c, " with all parameters at their ends");
  }
  stage_reset(c->stage);
  c->how.held = 0;
}
