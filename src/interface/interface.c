#include "interface/interface.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interface/scribe.h"
#include "interface/strip.h"
#include "interface/wrap.h"

// Board units: the edges of all that surrounds a scene, and baselines.
static const float left = -7.2f, right = 7.2f;
static const float title_y = 3.945f, caption_y = -3.655f, hint_y = -3.93f;
static const float caption_width = 13, caption_line = 0.354f, caption_last = -3.859f; // of two lines
static const float scene_foot = -3.2f; // below it words are in nobody's way

struct interface {
  words *words;
};

nb_error interface_create(interface **out, const char *assets)
{
  *out = NULL;
  interface *i = calloc(1, sizeof *i);
  if (!i)
    return nb_fail(NB_NO_MEMORY, "no memory for the interface");
  nb_error e = words_create(&i->words, assets);
  if (nb_failed(e))
    free(i);
  else
    *out = i;
  return e;
}

void interface_destroy(interface *i)
{
  if (!i)
    return;
  words_destroy(i->words);
  free(i);
}

// ---------------------------------------------------------------------------------------------------------------
// Title and step

// Words that end at x, and where what stands before them ends.
static float before(const scribe *s, const char *text, words_style style, float x, float air)
{
  nb_rect r = scribe_words(s, text, &style, (scribe_place){nb_at(x, title_y), 1}, 1);
  return r.x - air;
}

static void record_step(const scribe *s, const interface_view *view)
{
  char text[64];
  const nb_step *step = &view->scene->steps[view->step];
  words_style dim = {.face = WORDS_REGULAR, .size = 22, .color = scribe_color(s, NB_DIM), .width = 6};
  words_style bright = {.face = WORDS_SEMIBOLD, .size = 22, .color = scribe_color(s, NB_TEXT)};
  float x = right;
  if (step->title && *step->title)
    x = before(s, step->title, dim, x, 0.15f);
  snprintf(text, sizeof text, "/ %d", view->scene->step_count);
  x = before(s, text, dim, x, 0.055f);
  snprintf(text, sizeof text, "%d", view->step + 1);
  x = before(s, text, bright, x, 0.3f);
  if (view->loops)
    x = before(s, "again", bright, x, 0.2f);
  if (view->speed != 0 && view->speed != 1 && isfinite(view->speed)) {
    snprintf(text, sizeof text, "%.3g×", (double)view->speed);
    before(s, text, bright, x, 0);
  }
}

static void record_title(const scribe *s, const interface_view *view)
{
  words_style style = {.face = WORDS_MEDIUM, .size = 24, .color = scribe_color(s, NB_DIM), .width = 7};
  scribe_words(s, view->scene->title, &style, (scribe_place){nb_at(left, title_y), 0}, 1);
}

// ---------------------------------------------------------------------------------------------------------------
// Caption and question

static const float fade_seconds = 0.3f;

static words_style caption_style(bool asks)
{
  return (words_style){.face = asks ? WORDS_SEMIBOLD : WORDS_MEDIUM,
                       .size = 34,
                       .width = caption_width,
                       .lines = 2,
                       .wrap = WORDS_BALANCED};
}

int interface_caption_lines(interface *i, const char *text, bool asks)
{
  words_style style = caption_style(asks);
  style.lines = WRAP_MAX_LINES;
  const words_image *image = words_find(i->words, text, &style, 120);
  return image ? image->lines : 0;
}

const char *interface_caption(const interface_view *view)
{
  const nb_step *step = &view->scene->steps[view->step];
  bool asks = step->ask && *step->ask && (!view->answered || !step->say);
  return asks ? step->ask : step->say;
}

// The caption of a view: its words, how they are set, and the first line's baseline.
typedef struct caption {
  const char *text;
  bool asks;
  words_style style;
  int lines;
  float y;
} caption;

static caption caption_of(const scribe *s, const interface_view *view)
{
  const nb_step *step = &view->scene->steps[view->step];
  caption c = {.asks = step->ask && *step->ask && (!view->answered || !step->say)};
  c.text = interface_caption(view);
  c.style = caption_style(c.asks);
  c.style.color = scribe_color(s, NB_TEXT);
  c.lines = scribe_lines(s, c.text, &c.style);
  if (c.lines > 1 && (c.asks || view->next)) {
    // There is a hint to come below it.
    c.style.size = 28;
    c.lines = scribe_lines(s, c.text, &c.style);
  }
  // Larger words grow upwards.
  c.y = c.lines > 1 ? caption_last + caption_line * s->text : caption_y + 0.2f * (s->text - 1);
  return c;
}

bool interface_caption_spot(const scribe *s, const interface_view *view, int from, int to, nb_rect *box)
{
  caption c = caption_of(s, view);
  words_spot spot;
  words_style sized = c.style;
  sized.size *= s->text;
  if (!words_find_spot(s->words, c.text, &sized, s->unit, from, to, &spot))
    return false;
  nb_rect all = scribe_measure(s, c.text, &c.style, (scribe_place){nb_at(0, c.y), 0.5f});
  *box = (nb_rect){all.x + spot.x / s->unit, c.y - (float)spot.line * spot.step / s->unit,
                   spot.width / s->unit, sized.size / NB_POINTS_PER_UNIT * 0.75f};
  return true;
}

// How to answer, and how it went last time.
static void record_how(const scribe *s, const interface_view *view, const words_style *style, float alpha)
{
  char text[120];
  const char *how =
      view->scene->steps[view->step].answer ? "drag, then press space" : "think, then press space";
  bool again = view->last_answer && *view->last_answer;
  snprintf(text, sizeof text, "%s%s%s", how, again ? " · last time: " : "", again ? view->last_answer : "");
  scribe_words(s, text, style, (scribe_place){nb_at(0, hint_y), 0.5f}, alpha);
}

// Large words reach up into the scene: what they cover of it is dimmed, so that no line goes through them.
static void record_ground(const scribe *s, const caption *c, float alpha)
{
  nb_rect r = scribe_measure(s, c->text, &c->style, (scribe_place){nb_at(0, c->y), 0.5f});
  if (c->lines < 1 || r.y + r.height < scene_foot)
    return;
  nb_rectangle(s->board, (nb_rect){r.x - 0.2f, r.y, r.width + 0.4f, r.height}, 0.12f,
               nb_style(.fill = NB_GROUND, .width = -1, .alpha = 0.85f * alpha));
}

static void record_caption(const scribe *s, const interface_view *view)
{
  const nb_step *step = &view->scene->steps[view->step];
  caption c = caption_of(s, view);
  // A picture at rest shows its caption whole, wherever in the step it stands.
  float alpha = view->playing ? nb_smooth(view->seconds / fade_seconds) : 1;
  // The title and the picture of a hovered step stand over it.
  float quiet = view->hovered_step >= 0 ? 0.25f : 1;
  alpha *= quiet;
  record_ground(s, &c, alpha);
  scribe_words(s, c.text, &c.style, (scribe_place){nb_at(0, c.y), 0.5f}, alpha);

  words_style hint = {.face = WORDS_REGULAR, .size = 20, .color = scribe_color(s, NB_DIM)};
  if (c.asks && view->waiting && !view->answered)
    record_how(s, view, &hint, alpha);
  if (view->next)
    scribe_words(s, view->next, &hint, (scribe_place){nb_at(0, hint_y), 0.5f}, quiet);
  // A live step does not end by itself: once its time is up, say how to leave it.
  if (step->live && view->seconds > step->seconds && view->step + 1 < view->scene->step_count)
    scribe_words(s, "goes on until you press →", &hint, (scribe_place){nb_at(0, hint_y), 0.5f},
                 quiet * nb_smooth(view->seconds - step->seconds));
}

// ---------------------------------------------------------------------------------------------------------------
// Notice and trouble

void interface_notice(const scribe *s, const char *text)
{
  words_style style = {.face = WORDS_MEDIUM,
                       .size = 20,
                       .color = scribe_color(s, NB_TEXT),
                       .width = 13,
                       .lines = 3,
                       .wrap = WORDS_BALANCED};
  scribe_place place = {nb_at(0, title_y - 0.55f - 0.3f * (s->text - 1)), 0.5f}; // below the bar
  nb_rect one = scribe_measure(s, "one line", &style, place), all = scribe_measure(s, text, &style, place);
  float half = 0.5f * all.width + 0.22f, more = all.height - one.height, high = s->text * 0.41f;
  scribe_panel(s, (nb_rect){-half, place.at.y - s->text * 0.14f - more, 2 * half, high + more}, NB_TRACK);
  scribe_words(s, text, &style, place, 1);
}

// A panel with a title and lines of text, its middle at height `y`.
static void record_panel(const scribe *s, const char *heading, const char *text, float y)
{
  words_style title = {.face = WORDS_SEMIBOLD, .size = 24, .color = scribe_color(s, NB_NEGATIVE)};
  words_style body = {
      .face = WORDS_REGULAR, .size = 22, .color = scribe_color(s, NB_TEXT), .width = 11, .lines = 8};
  nb_rect text_box = scribe_measure(s, text, &body, (scribe_place){nb_at(0, 0), 0});
  float width = fmaxf(text_box.width, 3.4f) + 0.9f, height = text_box.height + 1.15f;
  nb_rect r = {-0.5f * width, y - 0.5f * height, width, height};
  scribe_panel(s, r, NB_NEGATIVE);
  float x = r.x + 0.45f, top = r.y + r.height;
  scribe_words(s, heading, &title, (scribe_place){nb_at(x, top - 0.52f), 0}, 1);
  scribe_words(s, text, &body, (scribe_place){nb_at(x, top - 0.97f), 0}, 1);
}

// The words without carets, which point at nothing where letters are not equally wide.
static void record_mistake(const scribe *s, const char *text)
{
  char plain[512];
  size_t length = 0;
  while (*text && length + 1 < sizeof plain) {
    const char *caret = text + strspn(text, " ");
    bool starts_line = length == 0 || plain[length - 1] == '\n';
    if (starts_line)
      text = *caret == '^' ? caret + 1 + strspn(caret + 1, " ") : caret;
    if (*text)
      plain[length++] = *text++;
  }
  plain[length] = '\0';
  record_panel(s, "A formula has a mistake", plain, -1.9f);
}

// ---------------------------------------------------------------------------------------------------------------

static void record_scene(const scribe *s, const interface_view *view)
{
  if (!view->hide_title)
    record_title(s, view);
  if (view->step < 0 || view->step >= view->scene->step_count)
    return;
  record_step(s, view);
  if (!view->hide_caption)
    record_caption(s, view);
  if (!view->hide_strip)
    strip_record(s, view);
}

scribe interface_scribe(interface *i, nb_board *b, int width, int height, float text)
{
  return (scribe){.board = b,
                  .words = i->words,
                  .width = width,
                  .height = height,
                  .text = text > 0 ? text : 1,
                  .unit = fminf((float)width / 16, (float)height / 9)};
}

void interface_record(interface *i, nb_board *b, const interface_view *view, int width, int height)
{
  if (width <= 0 || height <= 0)
    return;
  scribe s = interface_scribe(i, b, width, height, view->text_size);
  s.letters = view->letters;
  if (view->scene)
    record_scene(&s, view);
  if (view->trouble && *view->trouble)
    record_panel(&s, view->trouble_in_source ? "The last save is not shown" : "The scene stopped here",
                 view->trouble, 0.3f);
  else if (view->mistake && *view->mistake)
    record_mistake(&s, view->mistake);
}
