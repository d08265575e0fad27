// The layer of a replay: the recording's time as a strip along the upper edge, with its steps and marks, to be dragged.
#include <math.h>
#include <stdio.h>

#include "app/parts.h"

#define EDGE 7.2f    // board units: where the strip ends, left and right
#define HEIGHT 4.34f // of its middle
#define LABEL 3.0f   // where the time stands, between the tray of pens and the step
#define NEAR 0.14f   // how near to it the pointer has hold of it

static bool is_shown(const player *p)
{
  return p->replaying.on && !p->replaying.takes;
}

static float place_of(const player *p, int64_t at)
{
  double length = (double)recording_length(p->replaying.file);
  return -EDGE + 2 * EDGE * (float)(length > 0 ? (double)at / length : 0);
}

static int64_t time_at(const player *p, float x)
{
  double along = fmin(fmax(((double)x + (double)EDGE) / (2 * (double)EDGE), 0), 1);
  return (int64_t)(along * (double)recording_length(p->replaying.file));
}

static nb_vec2 at_pixel(player *p, int x, int y)
{
  return point_at(board_on_window(p), window_pixel(&p->window, x, y));
}

static bool is_over(nb_vec2 at)
{
  return fabsf(at.y - HEIGHT) <= NEAR && fabsf(at.x) <= EDGE + NEAR;
}

static void take(player *p, nb_vec2 at)
{
  replaying *r = &p->replaying;
  r->scrubbing = true;
  r->ran = r->runs;
  if (r->runs)
    replaying_move(p, PLAYBACK_PLAY);
  replaying_seek(p, time_at(p, at.x));
}

static void let_go(player *p)
{
  p->replaying.scrubbing = false;
  if (p->replaying.ran)
    replaying_move(p, PLAYBACK_PLAY);
}

static bool event(player *p, const SDL_Event *e)
{
  if (!is_shown(p))
    return false;
  bool holds = p->replaying.scrubbing;
  if (e->type == SDL_MOUSEBUTTONDOWN && e->button.button == SDL_BUTTON_LEFT) {
    nb_vec2 at = at_pixel(p, e->button.x, e->button.y);
    if (is_over(at))
      take(p, at);
    return is_over(at);
  }
  if (holds && e->type == SDL_MOUSEMOTION)
    replaying_seek(p, time_at(p, at_pixel(p, e->motion.x, e->motion.y).x));
  if (holds && e->type == SDL_MOUSEBUTTONUP)
    let_go(p);
  return holds && (e->type == SDL_MOUSEMOTION || e->type == SDL_MOUSEBUTTONUP);
}

static void write_time(char *to, size_t size, int64_t time)
{
  int seconds = (int)(time / RECORDING_SECOND);
  if (seconds < 3600)
    snprintf(to, size, "%d:%02d", seconds / 60, seconds % 60);
  else
    snprintf(to, size, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static void record_label(player *p, const scribe *s)
{
  char text[80], now[20], all[20];
  const replaying *r = &p->replaying;
  words_style style = {.size = 20, .color = scribe_color(s, NB_DIM)};
  write_time(now, sizeof now, r->replay.now);
  write_time(all, sizeof all, recording_length(r->file));
  snprintf(text, sizeof text, "%s of %s%s", now, all, r->runs ? "" : ", stopped");
  scribe_words(s, text, &style, (scribe_place){nb_at(LABEL, HEIGHT - 0.385f), 0.5f}, 1);
}

static void record(player *p, const scribe *s)
{
  if (!is_shown(p))
    return;
  const replay *r = &p->replaying.replay;
  float x = place_of(p, r->now);
  nb_board *b = s->board;
  nb_line(b, nb_at(-EDGE, HEIGHT), nb_at(EDGE, HEIGHT), nb_style(.color = NB_GRID, .width = 4));
  nb_line(b, nb_at(-EDGE, HEIGHT), nb_at(x, HEIGHT), nb_style(.color = NB_NEGATIVE, .width = 4));
  for (int k = 0; k < r->mark_count; k++) {
    const replay_mark *mark = &r->marks[k];
    float at = place_of(p, mark->at);
    if (mark->said)
      nb_point(b, nb_at(at, HEIGHT), nb_style(.color = NB_V, .width = 9));
    else
      nb_line(b, nb_at(at, HEIGHT - 0.05f), nb_at(at, HEIGHT + 0.05f),
              nb_style(.color = NB_GROUND, .width = 2.5f));
  }
  nb_point(b, nb_at(x, HEIGHT), nb_style(.color = NB_TEXT, .width = 13));
  record_label(p, s);
}

static bool covers(const player *p)
{
  return is_shown(p) && (p->replaying.scrubbing || is_over(pointer_on_board(p)));
}

static bool back(player *p)
{
  if (!is_shown(p))
    return false;
  replaying_end(p);
  player_notify(p, "the recording is left: this is the lesson");
  return true;
}

const layer replay_layer = {
    .name = "replay", .event = event, .back = back, .record = record, .covers = covers};
