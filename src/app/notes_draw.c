// The column of notes: its place, and its picture.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/parts.h"
#include "app/room.h"

static const float widest = 5.6f, left_air = 0.4f, right_air = 0.45f, top_air = 1.02f, bottom_air = 0.8f;
static const float blink = 0.53f; // seconds that the caret is seen, and is not

nb_rect notes_area(const player *p)
{
  float edge = window_edge(p);
  int width, height;
  window_size(&p->window, &width, &height);
  float high = 2 * edge * (float)height / (float)width;
  float wide = fminf(widest * fmaxf(1, 0.8f * p->settings.text_size), 0.9f * edge);
  return (nb_rect){edge - wide, -0.5f * high, wide, high};
}

nb_rect notes_view(const player *p)
{
  nb_rect a = notes_area(p);
  return (nb_rect){a.x + left_air, a.y + bottom_air, a.width - left_air - right_air,
                   fmaxf(a.height - top_air - bottom_air, 0.1f)};
}

static bool same(const note_options *a, const note_options *b)
{
  return a->width == b->width && a->size == b->size && a->writing == b->writing && a->from == b->from &&
         a->to == b->to;
}

// The caret's line is brought into view.
static void follow_caret(player *p, float high)
{
  notes *n = &p->notes;
  float x;
  int k = note_caret(&n->page, p->board, (uint32_t)n->editor.caret, &x);
  n->follow = false;
  if (k < 0)
    return;
  const note_line *row = &n->page.lines[k];
  n->scroll = fminf(n->scroll, row->top);
  n->scroll = fmaxf(n->scroll, row->top + row->height - high);
}

void notes_set(player *p)
{
  notes *n = &p->notes;
  nb_rect view = notes_view(p);
  note_options now = {.width = view.width, .size = 22 * p->settings.text_size, .writing = n->writing};
  now.from = (uint32_t)editor_from(&n->editor);
  now.to = (uint32_t)editor_to(&n->editor);
  if (n->set != n->editor.version || !same(&now, &n->shown)) {
    player_report(p, note_set(&n->page, p->board, p->fonts, n->editor.text, n->editor.length, now));
    n->set = n->editor.version;
    n->shown = now;
  }
  if (n->follow && n->writing)
    follow_caret(p, view.height);
  n->scroll = fmaxf(fminf(n->scroll, n->page.height - view.height), 0);
}

// ---------------------------------------------------------------------------------------------------------------
// The page

// A row's stretch of the selection.
static void record_selected(player *p, nb_vec2 at, int k)
{
  const note_page *g = &p->notes.page;
  const note_line *row = &g->lines[k];
  uint32_t from = (uint32_t)editor_from(&p->notes.editor), to = (uint32_t)editor_to(&p->notes.editor);
  from = from > row->from ? from : row->from;
  if (!row->source || from > row->to || to <= row->from || from == to)
    return;
  const note_piece *piece = row->count > 0 ? &g->pieces[row->first] : NULL;
  nb_style style = piece ? nb_style(.size = piece->size, .font = piece->font) : nb_style(.size = 22);
  float left = piece ? nb_plain_width(p->board, piece->text, from - row->from, style) : 0;
  uint32_t until = to < row->to ? to : row->to;
  float right = piece ? nb_plain_width(p->board, piece->text, until - row->from, style) : 0;
  right = to > row->to ? right + 0.06f : right; // its end is selected, too
  nb_rectangle(p->board,
               (nb_rect){at.x + row->left + left, at.y - row->top - row->height, right - left, row->height},
               0.03f, nb_style(.fill = nb_mix(p->board, NB_GROUND, NB_POSITIVE, 0.32f), .width = -1));
}

static bool caret_shows(const player *p)
{
  return p->settings.reduced_motion || fmod(p->clock - p->notes.touched, (double)(2 * blink)) < (double)blink;
}

// What an input method has not put yet stands over the page at the caret, underlined.
static float record_composing(player *p, nb_vec2 at, float size)
{
  const char *text = p->notes.composing;
  nb_style style = nb_style(.size = size);
  float width = text[0] ? nb_plain_width(p->board, text, strlen(text), style) : 0,
        em = size / NB_POINTS_PER_UNIT;
  if (width <= 0)
    return 0;
  nb_rectangle(p->board, (nb_rect){at.x, at.y - 0.35f * em, width, 1.3f * em}, 0,
               nb_style(.fill = NB_GROUND, .width = -1));
  nb_plain_text(p->board, at, text, strlen(text), style);
  nb_line(p->board, nb_at(at.x, at.y - 0.2f * em), nb_at(at.x + width, at.y - 0.2f * em),
          nb_style(.width = 1.5f));
  return width;
}

// Where the system's own window of an input method is to stand.
static void tell_place(player *p, nb_rect r)
{
  nb_affine plane = window_plane(p);
  nb_vec2 corner = nb_affine_apply(plane, nb_at(r.x, r.y + r.height));
  int width, height, points_wide, points_high;
  window_size(&p->window, &width, &height);
  SDL_GetWindowSize(p->window.sdl, &points_wide, &points_high);
  float scale = (float)points_wide / (float)width;
  SDL_Rect rect = {(int)(corner.x * scale), (int)(corner.y * scale), 2, (int)(r.height * plane.i.x * scale)};
  SDL_SetTextInputRect(&rect);
}

static void record_caret(player *p, nb_vec2 at)
{
  notes *n = &p->notes;
  float x;
  int k = note_caret(&n->page, p->board, (uint32_t)n->editor.caret, &x);
  if (k < 0)
    return;
  const note_line *row = &n->page.lines[k];
  float size = row->count > 0 ? n->page.pieces[row->first].size : n->shown.size,
        em = size / NB_POINTS_PER_UNIT;
  nb_vec2 foot = nb_at(at.x + x, at.y - row->baseline);
  foot.x += record_composing(p, foot, size);
  tell_place(p, (nb_rect){foot.x, foot.y - 0.25f * em, 0, 1.2f * em});
  if (caret_shows(p))
    nb_line(p->board, nb_at(foot.x, foot.y - 0.24f * em), nb_at(foot.x, foot.y + 0.92f * em),
            nb_style(.color = NB_V, .width = 2.5f));
}

static void record_page(player *p, nb_rect view)
{
  notes *n = &p->notes;
  const note_page *g = &n->page;
  nb_vec2 at = nb_at(view.x, view.y + view.height + n->scroll);
  int first = note_line_at(g, n->scroll), end = note_line_at(g, n->scroll + view.height) + 1;
  for (int k = first; k >= 0 && k < end; k++)
    record_selected(p, at, k);
  if (first >= 0)
    note_record(g, p->board, at, first, end);
  if (n->writing)
    record_caret(p, at);
}

// ---------------------------------------------------------------------------------------------------------------
// What surrounds it

static void say(const scribe *s, const char *text, float size, nb_color color, nb_vec2 at, float width)
{
  words_style style = {
      .face = WORDS_REGULAR, .size = size, .color = scribe_color(s, color), .width = width, .lines = 1};
  scribe_words(s, text, &style, (scribe_place){at, 0}, 1);
}

// Lines that reach beyond the view's edges are covered there.
static void record_edges(const scribe *s, nb_rect a, nb_rect view)
{
  nb_style ground = nb_style(.fill = NB_GROUND, .width = -1);
  nb_rectangle(s->board, (nb_rect){a.x, view.y + view.height + 0.02f, a.width, a.height}, 0, ground);
  nb_rectangle(s->board, (nb_rect){a.x, a.y - 1, a.width, view.y - a.y + 0.98f}, 0, ground);
  nb_line(s->board, nb_at(a.x, a.y), nb_at(a.x, a.y + a.height), nb_style(.color = NB_TRACK, .width = 1.5f));
}

static void record_thumb(const player *p, const scribe *s, nb_rect view)
{
  float whole = p->notes.page.height, x = view.x + view.width + 0.22f;
  if (whole <= view.height)
    return;
  float top = view.y + view.height - view.height * p->notes.scroll / whole,
        high = view.height * view.height / whole;
  nb_line(s->board, nb_at(x, top), nb_at(x, top - high), nb_style(.color = NB_TRACK, .width = 5));
}

static void record_foot(player *p, const scribe *s, nb_rect view)
{
  notebook_status state = notebook_state(p->notebook);
  nb_vec2 at = nb_at(view.x, view.y - 0.52f);
  if (state.trouble[0])
    say(s, "not kept: the notebook is not written", 17, NB_NEGATIVE, at, view.width);
  else if (p->notes.writing)
    say(s, "Esc: keys are the lesson's again", 17, NB_DIM, at, view.width);
  else
    say(s, "N writes · Esc closes", 17, NB_DIM, at, view.width);
}

void notes_record(player *p, const scribe *s)
{
  notes *n = &p->notes;
  if (!n->open)
    return;
  nb_rect a = notes_area(p), view = notes_view(p);
  notes_set(p);
  nb_rectangle(s->board, a, 0, nb_style(.fill = NB_GROUND, .width = -1));
  record_page(p, view);
  record_edges(s, a, view);
  record_thumb(p, s, view);
  say(s, "Your notes", 22, NB_DIM, nb_at(view.x, a.y + a.height - 0.555f), view.width);
  if (n->editor.length == 0)
    say(s, "# heading, - list, *emphasis*, `code`, $x^2$", 20, NB_DIM,
        nb_at(view.x + 0.1f, view.y + view.height - 0.55f), view.width - 0.1f);
  record_foot(p, s, view);
}

// ---------------------------------------------------------------------------------------------------------------
// The question at the end of a scene

static const char *const question = "N: say it in three sentences";

static words_style question_style(const scribe *s)
{
  return (words_style){.face = WORDS_MEDIUM, .size = 21, .color = scribe_color(s, NB_LEARNING), .width = 6};
}

static const scribe_place question_place = {{7.2f, 3.5f}, 1};

nb_rect notes_ask_area(player *p, const scribe *s)
{
  words_style style = question_style(s);
  (void)p;
  nb_rect r = scribe_measure(s, question, &style, question_place);
  return (nb_rect){r.x - 0.2f, r.y - 0.1f, r.width + 0.4f, r.height + 0.2f};
}

void notes_record_ask(player *p, const scribe *s)
{
  if (!notes_ask(p) || layers_cover(p))
    return;
  words_style style = question_style(s);
  scribe_words(s, question, &style, question_place, 1);
}
