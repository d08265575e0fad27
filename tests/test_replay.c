// A replay's pictures are the live ones, to the byte: a session with plays, jumps, parameters, questions, other runs and ink is
// recorded, and its replay draws the same scene and the same ink, frame by frame, and after going anywhere.
#include "staged.h"

#include <math.h>

#include "app/recorder.h"
#include "app/replay.h"
#include "folder.h"
#include "nabla/record.h"
#include "notebook/ink_draw.h"

// ---------------------------------------------------------------------------------------------------------------
// A session, by a clock of its own

static double clock_now;

static double now(void)
{
  return clock_now;
}

typedef struct session {
  notebook *notebook;
  recorder recorder;
  ink ink;
  stage *stage;
  nb_fonts *fonts;
  nb_board *board;
  const char *scene;
} session;

// What was seen in a frame: hashes of the scene's list and of the ink's, FNV-1a.
typedef struct seen {
  int64_t at;  // on the recording's clock, in whole microseconds
  double when; // on the player's
  uint64_t scene, ink;
} seen;

static uint64_t hash(const void *bytes, size_t size)
{
  uint64_t key = 0xcbf29ce484222325;
  for (const uint8_t *at = bytes, *end = at + size; at < end; at++)
    key = (key ^ *at) * 0x100000001b3;
  return key;
}

static uint64_t look_at_scene(stage *s)
{
  const void *list;
  size_t size;
  assert_ok(stage_draw(s, NB_CHALK, &list, &size));
  return hash(list, size);
}

static uint64_t look_at_ink(ink *i, nb_board *b, double at)
{
  const void *list;
  size_t size;
  nb_board_begin(b, NB_CHALK, NULL, 0);
  uint32_t count = 0;
  const ink_page *page = i->desk.page;
  const uint32_t *shown = page ? ink_page_shown(i->desk.page, &count) : NULL;
  for (uint32_t k = 0; k < count; k++) {
    const ink_stroke *stroke = &page->strokes[shown[k]];
    ink_draw(b, stroke->look, &page->knots[stroke->first], (int)stroke->count, 0.01f);
  }
  desk_record(&i->desk, b, (nb_rect){-8, -4.5f, 16, 9}, at);
  assert_ok(nb_board_finish(b, &list, &size));
  return hash(list, size);
}

// As the player's frame has it: time runs, ink lies on the step's page, all is looked at, and the recorder is tended.
static seen frame(session *s)
{
  ink_turn(&s->ink, stage_where(s->stage).step);
  desk_do_look(&s->ink.desk, clock_now);
  int64_t at = (int64_t)(recorder_seconds(&s->recorder) * RECORDING_SECOND);
  seen f = {at, clock_now, look_at_scene(s->stage), look_at_ink(&s->ink, s->board, clock_now)};
  recorder_tend(&s->recorder);
  return f;
}

static void hand(session *s, desk_deed deed)
{
  deed.sample.when = clock_now;
  deed.sample.pressure = -1;
  desk_do(&s->ink.desk, &deed);
}

// ---------------------------------------------------------------------------------------------------------------
// Somebody who does anything

static nb_vec2 any_place(nb_random *r)
{
  return nb_at(between(r, -3, 3), between(r, -2, 2));
}

static void handle_scene(session *s, nb_random *r)
{
  stage *on = s->stage;
  const nb_scene *scene = stage_scene(on);
  const nb_param *p = &scene->params[nb_random_below(r, (uint32_t)scene->param_count)];
  float value = between(r, p->min, p->max);
  switch (nb_random_below(r, 12)) {
  case 0:
    (void)stage_jump(on, (stage_position){(int)nb_random_below(r, 5), between(r, 0, 2)});
    break;
  case 1:
    (void)stage_jump(on, (stage_position){stage_where(on).step, between(r, 0, stage_where(on).seconds)});
    break;
  case 2:
    stage_answer(on, stage_where(on).step, true);
    break;
  case 3:
    stage_reset_param(on, p);
    break;
  case 4:
    (void)stage_take_other(on);
    break;
  default:
    (void)stage_set(on, p->offset, &value, sizeof value);
  }
}

static void use_hand(session *s, nb_random *r, nb_vec2 *at)
{
  static const desk_deed_kind kinds[] = {DESK_DEED_COLOR,     DESK_DEED_WIDTH, DESK_DEED_DELETE,
                                         DESK_DEED_DUPLICATE, DESK_DEED_UNDO,  DESK_DEED_UNDO,
                                         DESK_DEED_REDO,      DESK_DEED_BACK};
  bool down = s->ink.desk.down;
  uint32_t what = nb_random_below(r, 40);
  if (what == 0)
    hand(s, (desk_deed){.kind = DESK_DEED_TAKE, .number = nb_random_below(r, DESK_TOOLS)});
  else if (what < 4 && s->ink.desk.tool != DESK_HAND)
    hand(s, (desk_deed){.kind = down ? DESK_DEED_UP : DESK_DEED_DOWN, .sample.at = *at});
  else if (what == 5)
    hand(s, (desk_deed){.kind = kinds[nb_random_below(r, 8)], .number = nb_random_below(r, 3)});
  else if (what == 6)
    *at = any_place(r);
  else if (what < 30 && s->ink.desk.tool != DESK_HAND) {
    *at = nb_add(*at, nb_at(between(r, -0.2f, 0.2f), between(r, -0.2f, 0.2f)));
    hand(s, (desk_deed){.kind = DESK_DEED_MOVE, .sample.at = *at});
  }
}

static void open_session(session *s, const char *path, const char *scene)
{
  *s = (session){.scene = scene};
  s->notebook = notebook_open(&(notebook_options){.path = path});
  assert_int_equal(notebook_state(s->notebook).mode, NOTEBOOK_WRITES);
  assert_ok(nb_fonts_open(&s->fonts, NABLA_ASSETS));
  assert_ok(nb_board_create(&s->board, s->fonts));
  assert_ok(ink_open(&s->ink));
  s->stage = open_scene(scene, NULL);
  assert_ok(ink_show(&s->ink, s->notebook, scene));
}

static void begin(session *s)
{
  assert_ok(recorder_begin(&s->recorder, &(recorder_start){.notebook = s->notebook,
                                                           .now = now,
                                                           .scene = s->scene,
                                                           .stage = s->stage,
                                                           .desk = &s->ink.desk,
                                                           .page = stage_where(s->stage).step,
                                                           .microphone = ""}));
  s->ink.hear = recorder_listener(&s->recorder);
}

static void close_session(session *s)
{
  recorder_end(&s->recorder);
  s->ink.hear = (ink_listener){0};
  ink_close(&s->ink);
  stage_close(s->stage);
  notebook_close(s->notebook);
}

// A session of so many frames; what was seen in each is written to `all`. Returns the recording's number.
static int record(session *s, uint64_t seed, seen *all, int frames)
{
  nb_random r = nb_random_seed(seed, 0);
  nb_vec2 at = any_place(&r);
  // Something lay there, and was lived, before the recording began.
  hand(s, (desk_deed){.kind = DESK_DEED_TAKE, .number = DESK_PEN});
  hand(s, (desk_deed){.kind = DESK_DEED_DOWN, .sample.at = {0, 0}});
  hand(s, (desk_deed){.kind = DESK_DEED_MOVE, .sample.at = {1, 0.2f}});
  hand(s, (desk_deed){.kind = DESK_DEED_UP});
  hand(s, (desk_deed){.kind = DESK_DEED_UNDO});
  (void)stage_jump(s->stage, (stage_position){1, 1.5f});
  ink_turn(&s->ink, 1);
  begin(s);
  int still = 0;
  for (int k = 0; k < frames; k++) {
    double passed = (double)between(&r, 0.012f, 0.022f);
    clock_now += passed;
    still = still > 0                      ? still - 1
            : nb_random_below(&r, 90) == 0 ? 45
                                           : 0; // a pen that is held still straightens
    for (int n = 0; n < 3 && still == 0; n++)
      use_hand(s, &r, &at);
    if (nb_random_below(&r, 30) == 0)
      handle_scene(s, &r);
    if (k / 200 % 3 != 2)
      stage_play(s->stage, (float)passed);
    all[k] = frame(s);
  }
  return s->recorder.number;
}

// ---------------------------------------------------------------------------------------------------------------
// The replay

typedef struct watching {
  recording_file *file;
  replay replay;
  ink ink;
  stage *stage;
  nb_board *board;
} watching;

static nb_error show(void *context, const char *scene, const char *moment, stage **out)
{
  watching *w = context;
  assert_null(moment); // the build is the same
  stage_close(w->stage);
  *out = w->stage = open_scene(scene, NULL);
  return nb_ok();
}

static void open_replay(watching *w, const char *path, int number, nb_board *board, bool skips_undone)
{
  *w = (watching){.board = board};
  assert_ok(recording_open(&w->file, path, number));
  assert_ok(ink_open(&w->ink));
  assert_ok(replay_open(
      &w->replay,
      &(replay_options){
          .file = w->file, .ink = &w->ink, .show = show, .context = w, .skips_undone = skips_undone}));
}

static void close_replay(watching *w)
{
  replay_close(&w->replay);
  ink_close(&w->ink);
  stage_close(w->stage);
  recording_close(w->file);
}

// The picture after all that was done until a frame, however one came there.
static void assert_seen(watching *w, const seen *f, int number)
{
  assert_ok(replay_go(&w->replay, f->at));
  uint64_t scene = look_at_scene(replay_stage(&w->replay));
  // A laser's trail fades by the second in which it is looked at, which has more digits than microseconds.
  assert_true(fabs(replay_clock(&w->replay) - f->when) < 2e-6);
  uint64_t written = look_at_ink(&w->ink, w->board, f->when);
  if (scene != f->scene)
    fail_msg("frame %d, %.3f s: another picture of the scene", number, (double)f->at / RECORDING_SECOND);
  if (written != f->ink)
    fail_msg("frame %d, %.3f s: other ink (tool %d)", number, (double)f->at / RECORDING_SECOND,
             (int)w->ink.desk.tool);
}

static void replay_all(const char *scene, uint64_t seed, int frames)
{
  folder f = folder_make();
  char *path = folder_file(&f, "n.sqlite");
  seen *all = calloc((size_t)frames, sizeof *all);
  session s;
  watching w;
  clock_now = 4096;
  open_session(&s, path, scene);
  int number = record(&s, seed, all, frames);
  nb_board *board = s.board;
  close_session(&s);
  open_replay(&w, path, number, board, false);
  for (int k = 0; k < frames; k++)
    assert_seen(&w, &all[k], k);
  nb_random r = nb_random_seed(seed, 1);
  for (int n = 0; n < 60; n++) {
    int k = (int)nb_random_below(&r, (uint32_t)frames - 20);
    for (int on = 0; on < 20; on++)
      assert_seen(&w, &all[k + on], k + on);
    if (n % 3 == 0) { // somebody takes hold of what is shown, and goes on
      handle_scene(&(session){.stage = replay_stage(&w.replay)}, &r);
      desk_do(&w.ink.desk, &(desk_deed){.kind = DESK_DEED_UNDO});
      assert_true(replay_is_touched(&w.replay));
    }
  }
  close_replay(&w);
  nb_board_destroy(board);
  nb_fonts_close(s.fonts);
  free(all);
  free(path);
  folder_remove(&f);
}

// Half a minute; NABLA_REPLAY_FRAMES=36000 is ten.
static void a_ticked_scene_is_seen_again(void **unused)
{
  (void)unused;
  const char *asked = getenv("NABLA_REPLAY_FRAMES");
  if (asked) {
    replay_all(TEST_SCENE("ticked"), 1, atoi(asked));
    return;
  }
  replay_all(TEST_SCENE("ticked"), 1, 1600);
  replay_all(TEST_SCENE("ticked"), 2, 800);
}

static void a_scene_without_ticks_is_seen_again(void **unused)
{
  (void)unused;
  replay_all(TEST_SCENE("plain"), 3, 800);
}

// ---------------------------------------------------------------------------------------------------------------
// Without what was undone

static uint32_t shown_strokes(ink *i)
{
  uint32_t count = 0;
  if (i->desk.page)
    (void)ink_page_shown(i->desk.page, &count);
  return count;
}

static void write_line(session *s, float y)
{
  hand(s, (desk_deed){.kind = DESK_DEED_DOWN, .sample.at = {0, y}});
  for (int k = 1; k < 10; k++) {
    clock_now += 0.02;
    hand(s, (desk_deed){.kind = DESK_DEED_MOVE, .sample.at = {0.2f * (float)k, y}});
    frame(s);
  }
  hand(s, (desk_deed){.kind = DESK_DEED_UP});
  clock_now += 0.5;
  frame(s);
}

// A line stays; two more are written, undone, one of them done again, and undone for good; a last one stays.
static void what_was_undone_is_not_shown(void **unused)
{
  (void)unused;
  folder f = folder_make();
  char *path = folder_file(&f, "n.sqlite");
  session s;
  watching w;
  static const desk_deed_kind undos[] = {DESK_DEED_UNDO, DESK_DEED_UNDO, DESK_DEED_REDO, DESK_DEED_UNDO};
  clock_now = 50;
  open_session(&s, path, TEST_SCENE("plain"));
  ink_turn(&s.ink, 0);
  begin(&s);
  hand(&s, (desk_deed){.kind = DESK_DEED_TAKE, .number = DESK_PEN});
  write_line(&s, 0);
  write_line(&s, 1);
  write_line(&s, 2);
  for (int k = 0; k < 4; k++) {
    hand(&s, (desk_deed){.kind = undos[k]});
    clock_now += 0.3;
    frame(&s);
  }
  write_line(&s, -1);
  int number = s.recorder.number;
  nb_board *board = s.board;
  close_session(&s);
  open_replay(&w, path, number, board, true);
  int64_t length = recording_length(w.file);
  uint32_t before = 0;
  for (int64_t at = 0; at <= length; at += RECORDING_SECOND / 50) {
    assert_ok(replay_go(&w.replay, at));
    uint32_t count = shown_strokes(&w.ink);
    assert_true(count >= before && count <= 2);
    assert_true(!w.ink.desk.down || w.ink.desk.last.at.y < 0.5f); // the two that stay lie at 0 and -1
    before = count;
  }
  assert_int_equal(before, 2);
  for (int64_t at = length; at >= 0; at -= length / 7) {
    assert_ok(replay_go(&w.replay, at));
    assert_true(shown_strokes(&w.ink) <= 2);
  }
  close_replay(&w);
  nb_board_destroy(board);
  nb_fonts_close(s.fonts);
  free(path);
  folder_remove(&f);
}

// Whatever is done: in the end the pages are what they were, however one came there.
static void the_end_is_the_same(void **unused)
{
  (void)unused;
  enum { COUNT = 900 };
  folder f = folder_make();
  char *path = folder_file(&f, "n.sqlite");
  seen *all = calloc(COUNT, sizeof *all);
  session s;
  watching w;
  clock_now = 50;
  open_session(&s, path, TEST_SCENE("plain"));
  int number = record(&s, 21, all, COUNT);
  nb_board *board = s.board;
  close_session(&s);
  uint64_t ends[2];
  for (int skips = 0; skips < 2; skips++) {
    open_replay(&w, path, number, board, skips);
    for (int k = 0; k < COUNT; k += 3)
      assert_ok(replay_go(&w.replay, all[k].at));
    assert_ok(replay_go(&w.replay, recording_length(w.file)));
    desk_drop(&w.ink.desk);
    ink_turn(&w.ink, stage_where(replay_stage(&w.replay)).step);
    ends[skips] = look_at_ink(&w.ink, board, 0);
    close_replay(&w);
  }
  assert_true(ends[0] == ends[1]);
  nb_board_destroy(board);
  nb_fonts_close(s.fonts);
  free(all);
  free(path);
  folder_remove(&f);
}

// The sound's clock, by which a recording goes, is slower than the hand's, and then quicker; a laser's trail is as old as it was.
static void a_trail_fades_as_it_did_though_clocks_drift(void **unused)
{
  (void)unused;
  enum { COUNT = 600 };
  folder f = folder_make();
  char *path = folder_file(&f, "n.sqlite");
  seen *all = calloc(COUNT, sizeof *all);
  session s;
  watching w;
  clock_now = 50;
  open_session(&s, path, TEST_SCENE("plain"));
  ink_turn(&s.ink, 0);
  begin(&s);
  hand(&s, (desk_deed){.kind = DESK_DEED_TAKE, .number = DESK_LASER});
  for (int k = 0; k < COUNT; k++) {
    clock_now += 0.016;
    s.recorder.clock.shift += k < COUNT / 2 ? -0.004 : 0.006;
    hand(&s, (desk_deed){.kind = DESK_DEED_MOVE, .sample.at = {0.01f * (float)k, 0}});
    all[k] = frame(&s);
  }
  int number = s.recorder.number;
  nb_board *board = s.board;
  close_session(&s);
  open_replay(&w, path, number, board, false);
  for (int n = 0; n < 2 * COUNT; n++) { // on, and then anywhere
    int k = n < COUNT ? n : n * 37 % COUNT;
    assert_ok(replay_go(&w.replay, all[k].at));
    double off = replay_clock(&w.replay) - all[k].when;
    if (!(fabs(off) < 0.16))
      fail_msg("frame %d: the trail is %.2f s older than it was", k, off);
  }
  close_replay(&w);
  nb_board_destroy(board);
  nb_fonts_close(s.fonts);
  free(all);
  free(path);
  folder_remove(&f);
}

int main(void)
{
  staged_in_process = true;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_ticked_scene_is_seen_again),
      cmocka_unit_test(a_scene_without_ticks_is_seen_again),
      cmocka_unit_test(what_was_undone_is_not_shown),
      cmocka_unit_test(the_end_is_the_same),
      cmocka_unit_test(a_trail_fades_as_it_did_though_clocks_drift),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
