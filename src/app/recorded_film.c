#include "app/recorded_film.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/opening.h"
#include "app/page_ground.h"
#include "app/recorded_voice.h"
#include "app/replay.h"
#include "film/cutout.h"
#include "interface/interface.h"
#include "nabla/record.h"
#include "notebook/ink_draw.h"
#include "notebook/pin.h"

enum { CHAPTERS = NB_MAX_STEPS };

struct recorded_film {
  film_source source; // first, so that a process finds the rest
  recorded_film_options options;
  recording_file *file;
  recorded_voice *voice; // NULL: silent
  film_sound sound;
  film_chapter chapters[CHAPTERS];
};

// What draws, in a process of its own.
typedef struct drawer {
  const recorded_film *film;
  nb_theme theme;
  nb_rgba ground;
  bool bare, hide_caption;
  recording_file *file;
  replay replay;
  ink ink;
  opened scene;
  opening_options opening;
  nb_fonts *fonts;
  interface *interface;
  nb_board *over, *paper; // what is over the scene, and what is there instead where a page covers it
} drawer;

// ---------------------------------------------------------------------------------------------------------------
// Drawing

static nb_error show(void *context, const char *scene, const char *moment, stage **out)
{
  drawer *d = context;
  opening_job job = {.moment = (char *)(uintptr_t)moment}; // it is only read
  shelf_kind kind = shelf_find(d->film->options.shelf, scene, job.path, sizeof job.path);
  if (kind == SHELF_NOTHING)
    return nb_fail(NB_UNKNOWN_SCENE,
                   "the recording is of %.100s, and there is no such scene here; run this in the folder that "
                   "has %.100s.c",
                   scene, scene);
  snprintf(job.id, sizeof job.id, "%s", scene);
  job.source = kind == SHELF_SOURCE;
  opened_close(&d->scene);
  nb_error e = opening_now(&d->scene, &d->opening, &job);
  *out = d->scene.stage;
  return e;
}

static void close_drawer(void *opened_drawer)
{
  drawer *d = opened_drawer;
  replay_close(&d->replay);
  ink_close(&d->ink);
  opened_close(&d->scene);
  if (d->over)
    nb_board_destroy(d->over);
  if (d->paper)
    nb_board_destroy(d->paper);
  interface_destroy(d->interface);
  nb_fonts_close(d->fonts);
  recording_close(d->file);
  free(d);
}

static nb_error set_up(drawer *d, const film_job *job)
{
  const recorded_film_options *o = &d->film->options;
  nb_error e = nb_fonts_open(&d->fonts, o->assets);
  d->opening = (opening_options){
      .sdk = o->sdk, .stage = {.fonts = d->fonts, .assets = o->assets, .in_process = job->in_process}};
  if (!nb_failed(e))
    e = interface_create(&d->interface, o->assets);
  if (!nb_failed(e))
    e = nb_board_create(&d->over, d->fonts);
  if (!nb_failed(e))
    e = nb_board_create(&d->paper, d->fonts);
  if (!nb_failed(e))
    e = recording_open(&d->file, o->notebook, o->number);
  if (!nb_failed(e))
    e = replay_open(
        &d->replay,
        &(replay_options){
            .file = d->file, .ink = &d->ink, .show = show, .context = d, .skips_undone = o->skips_undone});
  return e;
}

static nb_error open_drawer(void **out, const film_source *source, const film_job *job)
{
  *out = NULL;
  drawer *d = calloc(1, sizeof *d);
  if (!d)
    return nb_fail(NB_NO_MEMORY, "no memory for a recording");
  d->film = (const recorded_film *)source;
  d->theme = job->theme;
  d->ground = nb_theme_color(d->theme, NB_GROUND);
  if (job->transparent)
    d->ground = cutout_ground(d->ground);
  d->bare = job->bare;
  d->hide_caption = job->captions != FILM_BURNT;
  nb_error e = ink_open(&d->ink);
  if (!nb_failed(e))
    e = set_up(d, job);
  if (nb_failed(e))
    close_drawer(d);
  else
    *out = d;
  return e;
}

static const nb_fonts *fonts_of(const void *opened_drawer)
{
  return ((const drawer *)opened_drawer)->fonts;
}

// A stroke that rests, or that the hand has lifted. Those that are pinned are the desk's to record.
static void record_stroke(drawer *d, uint32_t stroke, bool lifted, float pixel)
{
  if (d->ink.desk.page->strokes[stroke].look.pin)
    return;
  if (lifted)
    nb_group(d->over, desk_lift(&d->ink.desk), 1);
  ink_draw_stroke(d->over, d->ink.desk.page, stroke, pixel);
  if (lifted)
    nb_end(d->over);
}

static bool is_picture(const ink_page *page, uint32_t stroke)
{
  return page->strokes[stroke].look.tool == INK_PICTURE;
}

// All pictures below all lines, as in the window.
static void record_strokes(drawer *d, float pixel)
{
  desk *on = &d->ink.desk;
  const uint32_t *lifted = NULL;
  uint32_t count = 0, apart = desk_lifted(on, &lifted);
  const uint32_t *shown = on->page ? ink_page_shown(on->page, &count) : NULL;
  for (int pictures = 1; shown && pictures >= 0; pictures--)
    for (uint32_t k = 0; k < count; k++) {
      bool is_lifted = false;
      for (uint32_t n = 0; n < apart && !is_lifted; n++)
        is_lifted = lifted[n] == shown[k];
      if (is_picture(on->page, shown[k]) == pictures)
        record_stroke(d, shown[k], is_lifted, pixel);
    }
}

// The page's strokes and what the hand does, through what the page is looked at with. What is lifted is drawn where it goes.
static void record_ink(drawer *d, int width, int height)
{
  nb_affine board = board_place(width, height), back;
  nb_affine place = page_place(ink_look_at(&d->ink), board); // by whole pixels, as the ground's dots
  nb_rect view = {-1000, -1000, 2000, 2000};
  if (!nb_affine_inverse(board, &back))
    return;
  nb_group(d->over, nb_affine_multiply(back, place), 1);
  record_strokes(d, 1 / place.i.x);
  desk_record(&d->ink.desk, d->over, view, replay_clock(&d->replay));
  nb_end(d->over);
}

// What is pinned follows the scene, as it has just been drawn.
static void let_pins_follow(drawer *d, const paint_layer *scene)
{
  pin_scene s = {.list = scene->list, .size = scene->size};
  s.grab_count = stage_grabs(replay_stage(&d->replay), &s.grabs);
  if (d->ink.desk.page && !d->ink.on_page)
    pin_follow(&s, d->ink.desk.page);
}

static nb_error record_over(drawer *d, int width, int height, paint_layer *layer)
{
  stage *s = replay_stage(&d->replay);
  stage_position at = stage_where(s);
  interface_view view = {.scene = stage_scene(s),
                         .step = at.step,
                         .seconds = at.seconds,
                         .reached = stage_step_reached(s, at.step),
                         .playing = true,
                         .answered = stage_answers(s) >> at.step & 1,
                         .hide_caption = d->hide_caption,
                         .hovered_step = -1};
  nb_board_begin(d->over, d->theme, NULL, 0);
  if (!d->bare && !d->ink.on_page)
    interface_record(d->interface, d->over, &view, width, height);
  record_ink(d, width, height);
  return nb_board_finish(d->over, &layer->list, &layer->size);
}

// What lies under the ink: the scene, or the page that covers it. A scene that fails has its place empty, as it had in the
// window but for the last good picture.
static nb_error record_under(drawer *d, int width, int height, paint_layer *layer)
{
  nb_error e = nb_fail(NB_FAILED, "a page covers it");
  if (!d->ink.on_page)
    e = stage_draw(replay_stage(&d->replay), d->theme, &layer->list, &layer->size);
  if (!nb_failed(e)) {
    let_pins_follow(d, layer);
    return e;
  }
  nb_board_begin(d->paper, d->theme, NULL, 0);
  if (d->ink.on_page)
    page_record_ground(d->paper, ink_look_at(&d->ink), width, height);
  return nb_board_finish(d->paper, &layer->list, &layer->size);
}

static nb_error take(void *opened_drawer, double seconds, int width, int height, shot_picture *picture)
{
  drawer *d = opened_drawer;
  nb_affine place = board_place(width, height);
  *picture = (shot_picture){.ground = d->ground, .layers = {{.place = place}, {.place = place}}};
  nb_error e = replay_go(&d->replay, (int64_t)(seconds * RECORDING_SECOND));
  if (!nb_failed(e) && !replay_stage(&d->replay))
    e = nb_fail(NB_BAD_FILE, "the recording shows nothing at %.2f s", seconds);
  if (!nb_failed(e))
    e = record_under(d, width, height, &picture->layers[0]);
  if (!nb_failed(e))
    e = record_over(d, width, height, &picture->layers[1]);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// The film

static void read_sound(void *context, int64_t first, float *wave, int count)
{
  recorded_voice_read(context, first, wave, count);
}

// A chapter wherever another step begins and lasts a second.
static void add_chapter(recorded_film *r, double at, const char *title)
{
  film_source *s = &r->source;
  if (s->chapter_count > 0 && at - r->chapters[s->chapter_count - 1].at < 1)
    s->chapter_count--;
  if (s->chapter_count == CHAPTERS)
    return;
  film_chapter *chapter = &r->chapters[s->chapter_count++];
  chapter->at = at;
  snprintf(chapter->title, sizeof chapter->title, "%s", title);
}

// Reads the log once: for the chapters, and for the key, FNV-1a.
static void look_through(recorded_film *r)
{
  recording_scene scene = {0};
  recording_page page;
  uint64_t key = 0xcbf29ce484222325;
  for (int k = 0; k < recording_pieces(r->file); k++) {
    recording_event e;
    recording_reader reader = recording_piece_at(r->file, k);
    for (const uint8_t *at = reader.at, *end = at + reader.left; at < end; at++)
      key = (key ^ *at) * 0x100000001b3;
    while (recording_next(&reader, &e, NULL)) {
      recording_scene another;
      if (e.kind == RECORDING_SCENE && recording_unpack_scene(&e, &another))
        scene = another;
      if (e.kind == RECORDING_PAGE && recording_unpack_page(&e, &page) && page.page >= 0 &&
          page.page < scene.step_count)
        add_chapter(r, (double)e.at / RECORDING_SECOND, scene.titles[page.page]);
    }
  }
  r->source.key = key + r->options.skips_undone;
}

nb_error recorded_film_open(recorded_film **out, const recorded_film_options *options)
{
  *out = NULL;
  recorded_film *r = calloc(1, sizeof *r);
  if (!r)
    return nb_fail(NB_NO_MEMORY, "no memory for a recording");
  r->options = *options;
  nb_error e = recording_open(&r->file, options->notebook, options->number);
  if (nb_failed(e)) {
    recorded_film_close(r);
    return e;
  }
  r->source = (film_source){.seconds = (double)recording_length(r->file) / RECORDING_SECOND,
                            .chapters = r->chapters,
                            .open = open_drawer,
                            .take = take,
                            .fonts = fonts_of,
                            .close = close_drawer};
  look_through(r);
  if (!nb_failed(recorded_voice_open(&r->voice, r->file))) {
    r->sound = (film_sound){read_sound, r->voice};
    r->source.sound = &r->sound;
  }
  *out = r;
  return e;
}

void recorded_film_close(recorded_film *r)
{
  if (!r)
    return;
  recorded_voice_close(r->voice);
  recording_close(r->file);
  free(r);
}

const film_source *recorded_film_source(const recorded_film *r)
{
  return &r->source;
}
