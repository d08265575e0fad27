#include "interface/strip.h"

#include <math.h>
#include <stdio.h>

// Board units.
static const float left = -7.2f, right = 7.2f, middle = -4.108f;
static const float thickness = 0.05f, gap = 0.066f;
static const float reach = 0.17f; // above and below, for the pointer
static const float dot = 0.075f;
static const float hover_text = -3.9f; // baseline of the hovered step's title

static const float least_share = 0.01f; // of the strip, however short a step: something to point at

static float length_of(const nb_step *step)
{
  return isfinite(step->seconds) && step->seconds > 0 ? step->seconds : 1;
}

int strip_segments(const nb_scene *scene, strip_segment *segments)
{
  int count = scene ? scene->step_count : 0;
  count = count < NB_MAX_STEPS ? count : NB_MAX_STEPS;
  float seconds = 0, weights = 0, room = right - left - gap * (float)(count - 1);
  for (int i = 0; i < count; i++)
    seconds += length_of(&scene->steps[i]);
  for (int i = 0; i < count; i++)
    weights += segments[i].width = fmaxf(length_of(&scene->steps[i]), least_share * seconds);
  float x = left;
  for (int i = 0; i < count; i++) {
    segments[i] = (strip_segment){x, room * segments[i].width / weights};
    x += segments[i].width + gap;
  }
  return count;
}

static float clamp01(float x)
{
  return x > 0 ? fminf(x, 1) : 0;
}

// How far along its step the view is, 0 to 1.
static float progress(const interface_view *view)
{
  float length = fmaxf(length_of(&view->scene->steps[view->step]), view->reached);
  return clamp01(view->seconds / length);
}

bool interface_strip_at(const interface_view *view, nb_vec2 p, int *step, float *along)
{
  strip_segment segments[NB_MAX_STEPS];
  int count = view->hide_strip ? 0 : strip_segments(view->scene, segments);
  if (count == 0 || !(fabsf(p.y - middle) <= reach) || !(p.x >= left - dot && p.x <= right + dot))
    return false;
  int i = 0;
  while (i + 1 < count && p.x > segments[i + 1].x - 0.5f * gap)
    i++;
  *step = i;
  *along = clamp01((p.x - segments[i].x) / segments[i].width);
  return true;
}

static void bar(const scribe *s, float from, float to, float thick, nb_color color)
{
  nb_rect r = {from, middle - 0.5f * thick, to - from, thick};
  if (r.width > 0)
    nb_rectangle(s->board, r, fminf(0.5f * thick, 0.5f * r.width), nb_style(.fill = color, .width = -1));
}

static void record_segment(const scribe *s, const interface_view *view, int i, strip_segment segment)
{
  nb_color passed = nb_mix(s->board, NB_GROUND, NB_TEXT, 0.47f);
  nb_color under_way = nb_mix(s->board, NB_GROUND, NB_TEXT, 0.87f);
  float thick = i == view->hovered_step ? 1.8f * thickness : thickness;
  float end = segment.x + segment.width;
  bar(s, segment.x, end, thick, i < view->step ? passed : NB_TRACK);
  if (i == view->step)
    bar(s, segment.x, segment.x + progress(view) * segment.width, thick, under_way);
}

static const float peek_width = 2.6f, peek_bottom = -3.55f;

nb_rect interface_peek_area(const interface_view *view)
{
  strip_segment segments[NB_MAX_STEPS];
  int count = strip_segments(view->scene, segments), step = view->hovered_step;
  if (step < 0 || step >= count)
    return (nb_rect){0};
  float x = segments[step].x + clamp01(view->hovered_at) * segments[step].width - 0.5f * peek_width;
  x = fminf(fmaxf(x, left), right - peek_width);
  return (nb_rect){x, peek_bottom, peek_width, peek_width * 9 / 16};
}

// The ground that the small picture is painted on.
static void record_peek(const scribe *s, const interface_view *view)
{
  nb_rect r = interface_peek_area(view);
  float air = 0.05f;
  nb_rectangle(s->board, (nb_rect){r.x - air, r.y - air, r.width + 2 * air, r.height + 2 * air}, 0.08f,
               nb_style(.fill = NB_GROUND, .color = NB_TRACK, .width = 2));
}

// The title of the step under the pointer, and a mark where a click would go.
static void record_hover(const scribe *s, const interface_view *view, strip_segment segment)
{
  float x = segment.x + clamp01(view->hovered_at) * segment.width;
  nb_line(s->board, nb_at(x, middle - 0.11f), nb_at(x, middle + 0.11f),
          nb_style(.color = NB_TEXT, .width = 2));

  char text[160];
  const char *title = view->scene->steps[view->hovered_step].title;
  snprintf(text, sizeof text, "%d   %s", view->hovered_step + 1, title ? title : "");
  words_style style = {.face = WORDS_MEDIUM, .size = 18, .color = scribe_color(s, NB_TEXT), .width = 6};
  scribe_place place = {nb_at(segment.x + 0.5f * segment.width, hover_text), 0.5f};
  float half = 0.5f * scribe_measure(s, text, &style, place).width + 0.16f;
  place.at.x = fminf(fmaxf(place.at.x, left + half), right - half);
  scribe_panel(s, (nb_rect){place.at.x - half, hover_text - 0.085f, 2 * half, 0.27f}, NB_TRACK);
  scribe_words(s, text, &style, place, 1);
}

void strip_record(const scribe *s, const interface_view *view)
{
  strip_segment segments[NB_MAX_STEPS];
  int count = strip_segments(view->scene, segments);
  for (int i = 0; i < count; i++)
    record_segment(s, view, i, segments[i]);
  if (view->peeks)
    record_peek(s, view);
  if (view->hovered_step >= 0 && view->hovered_step < count)
    record_hover(s, view, segments[view->hovered_step]);
  if (view->step >= 0 && view->step < count) {
    float x = segments[view->step].x + progress(view) * segments[view->step].width;
    nb_point(s->board, nb_at(x, middle), nb_style(.color = NB_TEXT, .width = 2 * dot * NB_POINTS_PER_UNIT));
  }
}
