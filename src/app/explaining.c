#include "app/explaining.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/parts.h"

double explaining_now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

bool explaining_goes_on(const player *p)
{
  return p->explaining.talk.talk != 0 && !p->explaining.summary.open;
}

static void begin_talk(player *p)
{
  explaining *own = &p->explaining;
  explain_begin(&own->talk, p->notebook, p->scene, stage_scene(p->stage), explaining_now());
  for (int k = 0; k < NOTEBOOK_PAGES; k++)
    own->pages[k] = p->ink.book ? p->ink.book->pages[NB_MAX_STEPS + k].changes : 0;
}

static void say_begun(player *p)
{
  notebook_status s = notebook_state(p->notebook);
  char text[520];
  snprintf(text, sizeof text, "nothing of it is kept: %s", s.trouble);
  bool kept = s.mode == NOTEBOOK_WRITES;
  player_notify_for(p, kept ? "explaining: P ends it, Y keeps where you lost your partner" : text,
                    kept ? 3 : 6);
}

static void begin(player *p)
{
  explaining *own = &p->explaining;
  own->talk.captions = false;
  begin_talk(p);
  own->pointed = -1;
  own->panel = p->settings.panel;
  p->settings.panel = false; // the column is the partner's
  notes_close(p);
  int display = partner_window_display(p);
  if (display >= 0)
    partner_window_open(p, display);
  say_begun(p);
}

void explaining_toggle(player *p)
{
  explaining *own = &p->explaining;
  if (!own->talk.talk)
    begin(p);
  else if (own->summary.open)
    own->summary.open = own->talk.over = false;
  else
    summary_show(p);
  p->stale = true;
}

void explaining_be_lost(player *p)
{
  static const char said[] = "lost me here";
  if (!explaining_goes_on(p)) {
    player_notify(p, "nobody is explained to: P begins");
    return;
  }
  notebook_place place = diary_place(p->scene, p->stage, p->playback.answered);
  explain_be_lost(&p->explaining.talk, stage_where(p->stage), place.moment, explaining_now());
  recorder_note(p, RECORDING_MARK, said, sizeof said - 1);
  diary_free_place(&place);
  p->stale = true;
}

float explaining_since_lost(const player *p)
{
  double lost = p->explaining.talk.lost;
  return lost > 0 ? (float)(explaining_now() - lost) : -1;
}

static bool has_notes(const player *p)
{
  const char *text = notebook_note(p->notebook, p->scene);
  return text && *text;
}

void explaining_record_notes(player *p, nb_board *b, float size)
{
  const char *text = notebook_note(p->notebook, p->scene);
  nb_rect room = p->explaining.spots.notes;
  note_page *page = &p->explaining.page;
  note_options how = {.width = room.width, .size = size};
  if (!text || room.height <= 0 || nb_failed(note_set(page, b, p->fonts, text, strlen(text), how)))
    return;
  // No line is cut in two; three dots say that more is written than there is room for.
  nb_vec2 top = nb_at(room.x, room.y + room.height);
  float dots = page->height > room.height ? size / NB_POINTS_PER_UNIT : 0;
  int shown = note_lines_within(page, room.height - dots);
  if (dots > 0) {
    float foot = shown > 0 ? page->lines[shown - 1].top + page->lines[shown - 1].height : 0;
    nb_text(b, nb_at(top.x, top.y - foot - 0.6f * dots), "…", nb_style(.size = size, .color = NB_DIM));
  }
  note_record(page, b, top, 0, shown);
}

partner_view explaining_view(const player *p, const interface_view *scene, partner_point *points)
{
  const explain *e = &p->explaining.talk;
  const talk *t = explain_talk(e);
  partner_view v = {.scene = scene,
                    .points = points,
                    .total = t ? talk_seconds(t) + e->unkept : 0,
                    .here = e->here,
                    .marked = explaining_since_lost(p),
                    .lost = t ? t->lost_count : 0,
                    .recording = recorder_is_on(&p->recorder),
                    .notes = has_notes(p),
                    .pointed = p->explaining.pointed};
  v.count = explain_fill(e, stage_where(p->stage).step, points, PARTNER_POINTS, &v.own);
  return v;
}

void explaining_tick(player *p, int which)
{
  partner_point points[PARTNER_POINTS];
  interface_view scene = player_view(p);
  partner_view v = explaining_view(p, &scene, points);
  if (explaining_goes_on(p) && which >= 0 && which < v.count)
    explain_tick(&p->explaining.talk, &points[which], explaining_now());
  p->stale = true;
}

void explaining_press(player *p, int spot)
{
  if (spot >= 0 && spot == p->explaining.spots.count - 1)
    explaining_be_lost(p);
  else
    explaining_tick(p, spot);
}

void explaining_settle(player *p)
{
  explain *e = &p->explaining.talk;
  const talk *t = explain_talk(e);
  double now = explaining_now();
  if (!t)
    return;
  if (strcmp(t->scene, p->scene) != 0) {
    begin_talk(p);
    p->explaining.pointed = -1;
  }
  explain_run(e, stage_where(p->stage).step, now);
}

// ---------------------------------------------------------------------------------------------------------------

static int count_pages(player *p)
{
  int count = 0;
  for (int k = 0; p->ink.book && k < NOTEBOOK_PAGES; k++) {
    ink_page *page = &p->ink.book->pages[NB_MAX_STEPS + k];
    count += page->changes != p->explaining.pages[k] && ink_page_bounds(page).width > 0;
  }
  return count;
}

// What the summary tells of the talk: what was not said though its step was reached, then where the partner was lost.
static void fill_summary(player *p)
{
  explaining *own = &p->explaining;
  const talk *t = explain_talk(&own->talk);
  const nb_scene *scene = stage_scene(p->stage);
  int count = 0, said = 0;
  for (int k = 0; k < t->point_count; k++) {
    const talk_point *point = &t->points[k];
    if (talk_is_gap(t, point) && count < SUMMARY_ROWS)
      own->summary.rows[count++] = (summary_row){SUMMARY_UNSAID, point->words, point->step, false};
    else if (point->heard != 0 && said < SUMMARY_ROWS)
      own->summary.said[said++] = point->words;
  }
  for (int k = 0; k < t->lost_count && count < SUMMARY_ROWS; k++) {
    const talk_lost *lost = &t->lost[k];
    const char *title = lost->step < scene->step_count ? scene->steps[lost->step].title : "";
    snprintf(own->summary.when[count], sizeof own->summary.when[count], "%.50s, %d:%02d in", title,
             (int)lost->seconds / 60, (int)lost->seconds % 60);
    own->summary.rows[count] = (summary_row){SUMMARY_LOST, own->summary.when[count], lost->step, false};
    count++;
  }
  own->summary.count = count;
  own->summary.said_count = said;
  own->summary.pages = count_pages(p);
  own->summary.selected = count > 0 ? 0 : -1;
}

void summary_show(player *p)
{
  explaining *own = &p->explaining;
  explaining_settle(p);
  if (!explain_talk(&own->talk))
    return;
  explain_keep(&own->talk, explaining_now());
  if (review_is_no_talk(explain_talk(&own->talk))) {
    summary_close(p);
    player_notify(p, "nothing was said, and nothing is kept");
    return;
  }
  (void)lessons_map(p); // the names of what steps rest on
  fill_summary(p);
  own->summary.open = own->talk.over = true;
  p->playback.playing = false;
  p->stale = true;
}

void summary_close(player *p)
{
  explaining *own = &p->explaining;
  explain_end(&own->talk, explaining_now());
  partner_window_close(p);
  p->settings.panel = own->panel;
  own->summary.open = false;
  p->stale = true;
}

void explaining_leave(player *p)
{
  explaining *own = &p->explaining;
  if (explain_talk(&own->talk))
    summary_close(p);
  note_free(&own->page);
}
