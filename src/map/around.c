// What stands around the map: above it what it is and how far one has come, below it what is selected and what the signs
// mean. Words that would meet others are set smaller.
#include <math.h>
#include <stdio.h>

#include "map/picture_inside.h"

static const float left = -7.2f, right = 7.2f;
static const float head_y = 3.945f, foot_y = -3.78f, signs_y = -4.15f;
static const float counts_left = 1.1f; // of the head, where the counts may begin
static const float air = 0.35f;        // between words that say different things

typedef struct wording {
  words_face face;
  float size; // points
  nb_color color;
} wording;

static words_style style_of(const scribe *s, wording how, float width)
{
  return (words_style){
      .face = how.face, .size = how.size, .color = scribe_color(s, how.color), .width = fmaxf(width, 0.5f)};
}

// Says it from x to the right, within `width`; returns where it ends.
static float say(const scribe *s, const char *text, wording how, float x, float y, float width)
{
  words_style style = style_of(s, how, width);
  nb_rect r = scribe_words(s, text, &style, (scribe_place){nb_at(x, y), 0}, 1);
  return r.width > 0 ? r.x + r.width : x;
}

// Says it so that it ends at the right; returns where it begins.
static float say_last(const scribe *s, const char *text, wording how, float y, float width)
{
  words_style style = style_of(s, how, width);
  nb_rect r = scribe_words(s, text, &style, (scribe_place){nb_at(right, y), 1}, 1);
  return r.width > 0 ? r.x : right;
}

// ---------------------------------------------------------------------------------------------------------------
// Above

static void record_counts(const scribe *s, const picture_view *v)
{
  int watched = 0, explained = 0;
  char text[160];
  for (int k = 0; k < v->graph->count; k++) {
    graph_state state = v->graph->scenes[k].state;
    watched += graph_is_known(&v->graph->scenes[k]);
    explained += state == GRAPH_EXPLAINED || state == GRAPH_DUE;
  }
  int minutes = (int)(v->spent / 60);
  int used = snprintf(text, sizeof text, "%d watched  ·  %d explained", watched, explained);
  if (minutes >= 60)
    snprintf(text + used, sizeof text - (size_t)used, "  ·  %d h %d min", minutes / 60, minutes % 60);
  else if (minutes > 0)
    snprintf(text + used, sizeof text - (size_t)used, "  ·  %d min", minutes);
  say_last(s, text, (wording){WORDS_REGULAR, 21, NB_DIM}, 3.95f, right - counts_left - air);
}

// Beside the title, as the day's strip lies below it.
static float say_beside(const scribe *s, const char *text, wording how, float x)
{
  return say(s, text, how, x, head_y, counts_left - x);
}

// "stuck at step 3 of Gradient descent — go back for The gradient"
static bool record_stuck(const scribe *s, const picture_view *v, float x)
{
  for (int k = 0; k < v->graph->count; k++) {
    const graph_scene *scene = &v->graph->scenes[k];
    char text[300];
    if (scene->stuck < 0)
      continue;
    int used = snprintf(text, sizeof text, "stuck at step %d of %s", scene->stuck + 1, scene->name);
    if (scene->stuck_for >= 0)
      snprintf(text + used, sizeof text - (size_t)used, " — go back for *%s*",
               v->graph->scenes[scene->stuck_for].name);
    say_beside(s, text, (wording){WORDS_MEDIUM, 20, NB_LEARNING}, x);
    return true;
  }
  return false;
}

static void record_due(const scribe *s, const picture_view *v, float x)
{
  char text[80];
  if (v->due == 0)
    return;
  snprintf(text, sizeof text, "%d review%s due today  ·  Ctrl R", v->due, v->due == 1 ? " is" : "s are");
  say_beside(s, text, (wording){WORDS_MEDIUM, 20, NB_LEARNING}, x);
}

static void record_search(const scribe *s, const picture_view *v, float x)
{
  x = say_beside(s, "looking for ", (wording){WORDS_REGULAR, 21, NB_DIM}, x) + 0.07f;
  x = say_beside(s, v->typed, (wording){WORDS_SEMIBOLD, 21, NB_TEXT}, x) + 0.03f;
  bool found = false;
  for (int k = 0; k < v->graph->count && !found; k++)
    found = picture_is_found(v, k);
  if (!found)
    say_beside(s, "nothing fits", (wording){WORDS_REGULAR, 21, NB_NEGATIVE}, x + 0.25f);
  nb_line(s->board, nb_at(x, head_y - 0.03f), nb_at(x, head_y + 0.16f),
          nb_style(.color = NB_V, .width = 2.5f));
}

static void record_head(const scribe *s, const picture_view *v)
{
  wording title = {WORDS_SEMIBOLD, 24, NB_TEXT};
  float x = say(s, "Deep learning, the mathematics", title, left, head_y, counts_left - left - 2) + air;
  record_counts(s, v);
  if (v->typed[0])
    record_search(s, v, x);
  else if (v->graph->trouble[0])
    say_beside(s, v->graph->trouble, (wording){WORDS_MEDIUM, 20, NB_NEGATIVE}, x);
  else if (!record_stuck(s, v, x))
    record_due(s, v, x);
}

// ---------------------------------------------------------------------------------------------------------------
// Below

static void record_selected(const scribe *s, const picture_view *v)
{
  const graph_scene *scene = &v->graph->scenes[v->selected];
  float all = right - left, end = right;
  if (v->way[0])
    end = say_last(s, v->way, (wording){WORDS_MEDIUM, 20, NB_LEARNING}, foot_y, 0.3f * all) - air;
  float x = say(s, scene->title, (wording){WORDS_SEMIBOLD, 21, NB_TEXT}, left, foot_y, 0.4f * all) + 0.2f;
  say(s, v->words, (wording){WORDS_REGULAR, 20, NB_DIM}, x, foot_y, end - x);
}

static const struct {
  graph_scene like;
  const char *text;
} signs[] = {
    {{.state = GRAPH_EXPLAINED, .written = true}, "explained aloud"},
    {{.state = GRAPH_DUE, .written = true}, "due for review"},
    {{.state = GRAPH_WATCHED, .written = true}, "watched"},
    {{.state = GRAPH_BEGUN, .written = true}, "begun"},
    {{.state = GRAPH_NOT_YET, .written = true}, "not yet"},
    {{.state = GRAPH_SKIPPED, .written = true}, "extra"},
    {{.state = GRAPH_NOT_YET}, "not written yet"},
};

enum { SIGNS = sizeof signs / sizeof *signs };

static const char *const what_to_do = "type to search  ·  Enter opens  ·  Esc";

// By how much words have to be smaller for all signs, and what one can do here, to stand in one row.
static float signs_fit(const scribe *s, wording how, float between)
{
  words_style style = style_of(s, how, right - left);
  scribe_place anywhere = {nb_origin(), 0};
  float wide = scribe_measure(s, what_to_do, &style, anywhere).width;
  for (int k = 0; k < SIGNS; k++)
    wide += scribe_measure(s, signs[k].text, &style, anywhere).width;
  return fminf((right - left - SIGNS * between) / fmaxf(wide, 1e-3f), 1);
}

static void record_signs(const scribe *s)
{
  const float box = 0.32f, before = 0.1f, behind = 0.3f;
  wording how = {WORDS_REGULAR, 17, NB_DIM};
  float x = left;
  how.size *= signs_fit(s, how, box + before + behind);
  for (int k = 0; k < SIGNS; k++) {
    picture_sign(s->board, &signs[k].like, (nb_rect){x, signs_y - 0.02f, box, 0.15f});
    x = say(s, signs[k].text, how, x + box + before, signs_y, right - x) + behind;
  }
  say_last(s, what_to_do, how, signs_y, right - x);
}

void around_record(const scribe *s, const picture_view *v)
{
  record_head(s, v);
  if (v->selected >= 0)
    record_selected(s, v);
  record_signs(s);
}
