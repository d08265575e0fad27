// The history: snapshots and edits give back every state there was, whatever one does in between.
#include "staged.h"

#include <dlfcn.h>

#include "scenes/ticked.h"
#include "stage/history.h"

// ---------------------------------------------------------------------------------------------------------------
// The history by itself: the state is a number that takes up the block's number at every tick.

typedef struct {
  uint64_t value;
  uint8_t padding[1000];
} number;

static void tick_number(number *n, uint64_t edit)
{
  n->value = n->value * 6364136223846793005u + edit + 1;
}

static uint64_t block_of(const history *h)
{
  uint64_t block;
  memcpy(&block, history_viewer(h), sizeof block);
  return block;
}

static void on_to(history *h, number *n, uint64_t to)
{
  while (history_tick(h) < to) {
    uint64_t left = to - history_tick(h), ticks = history_stretch(h);
    assert_true(ticks > 0);
    ticks = ticks < left ? ticks : left;
    for (uint64_t k = 0; k < ticks; k++)
      tick_number(n, block_of(h));
    history_step(h, n, ticks);
  }
}

static void assert_past(history *h, const uint64_t *values, uint64_t ticks, nb_random *random)
{
  for (int k = 0; k < 300; k++) {
    uint64_t to = nb_random_below(random, (uint32_t)ticks + 1);
    number n = {.value = 1};
    uint64_t from = history_seek(h, to, &n);
    assert_true(from <= to);
    assert_int_equal(n.value, values[from]);
    on_to(h, &n, to);
    assert_int_equal(n.value, values[to]);
  }
}

// Snapshots take 1 KB each, so that the budget is full after a few and they are thinned again and again.
static void check_budget(size_t budget)
{
  enum { TICKS = 9000 };
  static uint64_t values[TICKS + 1];
  nb_random random = nb_random_seed(4, budget);
  number n = {.value = 7};
  uint64_t block = 0;
  history *h = history_create(&n, sizeof n, &block, sizeof block, budget);
  assert_non_null(h);
  values[0] = n.value;
  for (uint64_t tick = 0; tick < TICKS; tick++) {
    if (nb_random_below(&random, 50) == 0)
      block = nb_random_bits(&random);
    assert_true(history_settle(h, &block));
    on_to(h, &n, tick + 1);
    values[tick + 1] = n.value;
  }
  assert_int_equal(history_head(h), TICKS);
  assert_past(h, values, TICKS, &random);

  // Going back from the end costs at most what the budget leaves between snapshots.
  uint64_t most = HISTORY_INTERVAL;
  while (most * (budget / 1100 < 2 ? 2 : budget / 1100) < TICKS)
    most *= 2;
  for (uint64_t to = 0; to <= TICKS; to += 7)
    assert_true(to - history_nearest(h, to) <= 2 * most);

  // A fork in the middle: the past before it stays, the future after it is another.
  uint64_t at = 4321;
  history_seek(h, at, &n);
  on_to(h, &n, at);
  block = 99;
  assert_true(history_settle(h, &block));
  assert_int_equal(history_head(h), at);
  for (uint64_t tick = at; tick < TICKS; tick++) {
    tick_number(&n, block);
    history_step(h, &n, 1);
    values[tick + 1] = n.value;
  }
  assert_past(h, values, TICKS, &random);
  history_destroy(h);
}

static void test_past_comes_back_whatever_the_budget(void **unused)
{
  (void)unused;
  check_budget(0);
  check_budget(5000);
  check_budget(50000);
  check_budget(10 << 20);
}

// ---------------------------------------------------------------------------------------------------------------
// The stage against a model that keeps the block of every tick, and ticks from the start each time.

enum { MOST_TICKS = 1 << 15 };

typedef struct block {
  float rate;
  nb_vec2 push;
  int32_t unused;
  uint64_t answered;
} block;

typedef struct model {
  const nb_scene *scene;
  State start;
  block present;
  block used[MOST_TICKS];
  int head;
  int lived[STEPS]; // -1: nobody
  int step;
  double clock;
} model;

static int ticks_of(float seconds)
{
  return (int)((double)seconds * 60 + 0.01);
}

static int length_of(const model *m, int step)
{
  return m->lived[step] >= 0 ? m->lived[step] : ticks_of(m->scene->steps[step].seconds);
}

static int start_of(const model *m, int step)
{
  return step == 0 ? 0 : start_of(m, step - 1) + length_of(m, step - 1);
}

static void lay(State *s, const block *b)
{
  s->rate = b->rate;
  s->push = b->push;
  s->unused = b->unused;
}

static void model_tick(const model *m, State *s, int tick, const block *b)
{
  int step = 0;
  while (step < STEPS - 1 && tick >= start_of(m, step + 1))
    step++;
  float own = m->scene->steps[step].seconds;
  nb_frame frame = {.step = step,
                    .seconds = (float)((tick - start_of(m, step)) / 60.0),
                    .duration = own,
                    .reached = own,
                    .tick = (uint64_t)tick,
                    .answered = b->answered,
                    .playing = true};
  lay(s, b);
  m->scene->tick(s, &frame);
  lay(s, b);
}

static State model_state(const model *m, int tick)
{
  State s = m->start;
  for (int t = 0; t < tick; t++)
    model_tick(m, &s, t, &m->used[t]);
  lay(&s, &m->present);
  return s;
}

// Would the tick go otherwise with the present parameters?
static bool differs(const model *m, int tick)
{
  State a = m->start;
  for (int t = 0; t < tick; t++)
    model_tick(m, &a, t, &m->used[t]);
  State b = a;
  model_tick(m, &a, tick, &m->used[tick]);
  model_tick(m, &b, tick, &m->present);
  lay(&b, &m->used[tick]);
  return memcmp(&a, &b, sizeof a) != 0;
}

static void extend(model *m, int to)
{
  assert_true(to < MOST_TICKS);
  while (m->head < to)
    m->used[m->head++] = m->present;
}

static void forget_after(model *m, int step)
{
  for (int k = step + 1; k < STEPS; k++)
    m->lived[k] = -1;
}

static void model_jump(model *m, int step, float seconds)
{
  int into = ticks_of(seconds), length = length_of(m, step);
  if (into > length) {
    extend(m, start_of(m, step) + length);
    m->head = start_of(m, step) + length;
    m->lived[step] = into;
    forget_after(m, step);
  }
  extend(m, start_of(m, step) + into);
  m->step = step;
  m->clock = (double)seconds;
}

static bool stops(const model *m, int step)
{
  const nb_step *about = &m->scene->steps[step];
  return about->live || step == STEPS - 1 || (about->wait && !(m->present.answered >> step & 1));
}

static void model_play(model *m, float dt)
{
  int from = start_of(m, m->step) + ticks_of((float)m->clock);
  m->clock += (double)dt;
  while (m->clock >= (double)m->scene->steps[m->step].seconds && !stops(m, m->step))
    m->clock -= (double)m->scene->steps[m->step++].seconds;
  bool live = m->scene->steps[m->step].live;
  if (!live && m->clock > (double)m->scene->steps[m->step].seconds)
    m->clock = (double)m->scene->steps[m->step].seconds;
  int start = start_of(m, m->step), into = ticks_of((float)m->clock);
  if (live && into > length_of(m, m->step)) {
    if (m->head > start + length_of(m, m->step))
      m->head = start + length_of(m, m->step); // what came after it came too early
    m->lived[m->step] = into;
  }
  for (int t = from; t < start + into; t++) {
    if (t < m->head && memcmp(&m->used[t], &m->present, sizeof(block)) != 0 && differs(m, t))
      m->head = t;
    extend(m, t + 1);
  }
  bool at_head = m->head == start + into;
  if (live && (at_head || m->lived[m->step] < into)) {
    m->lived[m->step] = into;
    m->head = start + into;
  }
  if (m->head == start + into)
    forget_after(m, m->step);
}

static void assert_model(const model *m, const stage *s)
{
  int tick = start_of(m, m->step) + ticks_of((float)m->clock);
  State expected = model_state(m, tick);
  const State *state = stage_state(s);
  assert_int_equal(stage_where(s).step, m->step);
  assert_float_equal(stage_where(s).seconds, m->clock, 1e-6);
  assert_int_equal(state->tick, expected.tick);
  assert_int_equal(state->count, expected.count);
  assert_memory_equal(state, &expected, sizeof expected);
}

static void set_something(model *m, stage *s, nb_random *random)
{
  float value = between(random, 0.1f, 0.9f);
  switch (nb_random_below(random, 4)) {
  case 0:
    m->present.rate = value;
    assert_ok(stage_set(s, offsetof(State, rate), &value, sizeof value));
    break;
  case 1:
    m->present.push.x = value;
    assert_ok(stage_set(s, offsetof(State, push.x), &value, sizeof value));
    break;
  case 2:
    m->present.unused++;
    assert_ok(stage_set(s, offsetof(State, unused), &m->present.unused, sizeof(int32_t)));
    m->present.unused = ((const State *)stage_state(s))->unused; // clamped
    break;
  default:
    m->present.answered ^= 1u << QUESTION;
    stage_answer(s, QUESTION, m->present.answered >> QUESTION & 1);
  }
}

static void do_something(model *m, stage *s, nb_random *random)
{
  uint32_t what = nb_random_below(random, 10);
  if (what == 0) {
    set_something(m, s, random);
  } else if (what <= 2) {
    int step = (int)nb_random_below(random, STEPS);
    float limit = m->scene->steps[step].live && what == 1 ? 5 : m->scene->steps[step].seconds;
    float seconds = between(random, 0, limit);
    model_jump(m, step, seconds);
    jump(s, step, seconds);
  } else {
    float dt = between(random, 0, what == 3 ? 0.9f : 0.1f);
    model_play(m, dt);
    stage_play(s, dt);
  }
}

static void test_stage_equals_the_model(void **unused)
{
  (void)unused;
  static model m;
  void *plugin = dlopen(TEST_SCENE("ticked"), RTLD_NOW | RTLD_LOCAL);
  assert_non_null(plugin);
  for (uint64_t seed = 0; seed < 40; seed++) {
    nb_random random = nb_random_seed(seed, 5);
    stage *s = open_scene(TEST_SCENE("ticked"), NULL);
    m = (model){.scene = dlsym(plugin, "nabla_scene"), .start = *(const State *)stage_state(s)};
    m.present = (block){m.start.rate, m.start.push, m.start.unused, 0};
    forget_after(&m, -1);
    for (int k = 0; k < 120; k++) {
      do_something(&m, s, &random);
      assert_model(&m, s);
    }
    stage_close(s);
  }
  dlclose(plugin);
}

// ---------------------------------------------------------------------------------------------------------------
// What a viewer relies on

static void play_for(stage *s, int frames)
{
  for (int k = 0; k < frames; k++)
    stage_play(s, 1.0f / 60);
}

static void set_rate(stage *s, float rate)
{
  assert_ok(stage_set(s, offsetof(State, rate), &rate, sizeof rate));
}

static void test_rewind_change_and_go_on_equals_doing_so_at_once(void **unused)
{
  (void)unused;
  stage *a = open_scene(TEST_SCENE("ticked"), NULL), *b = open_scene(TEST_SCENE("ticked"), NULL);
  jump(a, LIVE, 0);
  play_for(a, 100);
  set_rate(a, 0.5f);
  play_for(a, 200);
  jump(a, LIVE, 2.5f); // back, past one edit
  assert_float_equal(((const State *)stage_state(a))->rate, 0.5f, 0);
  set_rate(a, 2);
  jump(a, LIVE, 0.5f); // back, before it
  jump(a, LIVE, 3.0f);
  assert_float_equal(((const State *)stage_state(a))->rate, 2, 0); // parameters survive it
  play_for(a, 50);

  jump(b, LIVE, 0);
  play_for(b, 100);
  set_rate(b, 0.5f);
  play_for(b, 80);
  set_rate(b, 2);
  play_for(b, 50);
  assert_same_state(a, b);
  assert_float_equal(stage_step_reached(a, LIVE), 230 / 60.0f, 1e-5f); // what came later has been dropped
  stage_close(a);
  stage_close(b);
}

static void test_looking_back_loses_nothing(void **unused)
{
  (void)unused;
  stage *a = open_scene(TEST_SCENE("ticked"), NULL), *b = open_scene(TEST_SCENE("ticked"), NULL);
  jump(a, LIVE, 0);
  set_rate(a, 3);
  play_for(a, 300);
  jump(a, OPENING, 0); // where the rate makes no difference
  play_for(a, 90);     // through the opening and a little into the live step, as it was
  assert_float_equal(stage_step_reached(a, LIVE), 5, 1e-5f);
  jump(a, LIVE, 5);

  jump(b, LIVE, 0);
  set_rate(b, 3);
  play_for(b, 300);
  assert_same_state(a, b);
  stage_close(a);
  stage_close(b);
}

static void test_later_steps_go_on_from_where_a_live_one_was_left(void **unused)
{
  (void)unused;
  static const int frames[] = {0, 30, 120, 400}; // nobody watched, left early, at its end, late
  for (int k = 0; k < 4; k++) {
    stage *s = open_scene(TEST_SCENE("ticked"), NULL);
    jump(s, LIVE, 0);
    play_for(s, frames[k]);
    jump(s, ENDING, 0.5f);
    int lived = frames[k] == 0 ? 120 : frames[k];
    const State *state = stage_state(s);
    assert_int_equal(state->count, lived + 42 + 48 + 30);
    assert_int_equal(state->tick, 78 + lived + 42 + 48 + 29);
    jump(s, LIVE, 0.4f); // looking back within it changes nothing
    jump(s, ENDING, 0.5f);
    assert_int_equal(state->count, lived + 42 + 48 + 30);
    stage_close(s);
  }
}

static void test_thinned_snapshots_give_the_same_states(void **unused)
{
  (void)unused;
  // 4 MB a state: the budget holds two dozen, and 30 s of it are 60.
  stage *large = open_scene(TEST_SCENE("ticked_large"), NULL),
        *small = open_scene(TEST_SCENE("ticked"), NULL);
  nb_random random = nb_random_seed(9, 9);
  jump(large, LIVE, 30);
  jump(small, LIVE, 30);
  for (int k = 0; k < 10; k++) {
    float at = between(&random, 0, 30);
    jump(large, LIVE, at);
    jump(small, LIVE, at);
    assert_memory_equal(stage_state(large), stage_state(small), offsetof(State, extra));
  }
  stage_close(large);
  stage_close(small);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_past_comes_back_whatever_the_budget),
      cmocka_unit_test(test_stage_equals_the_model),
      cmocka_unit_test(test_rewind_change_and_go_on_equals_doing_so_at_once),
      cmocka_unit_test(test_looking_back_loses_nothing),
      cmocka_unit_test(test_later_steps_go_on_from_where_a_live_one_was_left),
      cmocka_unit_test(test_thinned_snapshots_give_the_same_states),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
