// What is asked of a stage, as data: a second stage that is asked the same draws the same lists, to the byte, whatever was
// asked; and so does a third one that is made what the first was at any moment, and goes on from there.
#include "staged.h"

#include "scenes/ticked.h"

// The deeds so far, with what they point to.
typedef struct heard {
  stage_deed deeds[4096];
  uint8_t values[4096][64];
  int count;
} heard;

static void hear(void *context, const stage_deed *deed)
{
  heard *h = context;
  assert_true(h->count < 4096 && deed->bytes <= 64);
  if (deed->value)
    memcpy(h->values[h->count], deed->value, deed->bytes);
  h->deeds[h->count++] = *deed;
}

// What a replay knows of a parameter is its name.
static void do_on(stage *s, const heard *h, int k)
{
  stage_deed deed = h->deeds[k];
  if (deed.param)
    deed.param = stage_param(s, deed.param->name);
  deed.value = h->values[k];
  (void)stage_do(s, &deed); // what failed fails again
}

// A viewer who does anything. `scene` is what there is to do.
static void do_something(stage *s, nb_random *r)
{
  const nb_scene *scene = stage_scene(s);
  int step = (int)nb_random_below(r, (uint32_t)scene->step_count);
  const nb_param *p = &scene->params[nb_random_below(r, (uint32_t)scene->param_count)];
  float part = between(r, p->min, p->max);
  switch (nb_random_below(r, 24)) {
  case 0:
    (void)stage_jump(s, (stage_position){step, between(r, -0.5f, 2.5f)});
    break;
  case 1:
    (void)stage_jump(s, (stage_position){stage_where(s).step, between(r, 0, stage_where(s).seconds)});
    break;
  case 2:
  case 3:
    (void)stage_set(s, p->offset, &part, sizeof part);
    break;
  case 4:
    (void)stage_set_text(s, p->name, nb_random_below(r, 2) ? "1" : "0.5,0.25");
    break;
  case 5:
    stage_reset_param(s, p);
    break;
  case 6:
    stage_answer(s, step, nb_random_below(r, 2));
    break;
  case 7:
    if (nb_random_below(r, 3) == 0)
      (void)stage_take_other(s);
    break;
  case 8:
    stage_play(s, 0);
    break;
  default:
    for (uint32_t k = 1 + nb_random_below(r, 12); k > 0; k--)
      stage_play(s, between(r, 0.004f, 0.05f));
  }
}

// Looking at another moment is no deed.
static void peek(stage *s, nb_random *r)
{
  const void *list;
  size_t size;
  stage_position at = {(int)nb_random_below(r, (uint32_t)stage_scene(s)->step_count), between(r, 0, 1)};
  (void)stage_peek(s, at, NB_CHALK, &list, &size);
}

static void assert_alike(stage *a, stage *b)
{
  picture x = take_picture(a, NB_CHALK), y = take_picture(b, NB_CHALK);
  assert_same_picture(x, y, stage_where(a));
  assert_same_state(a, b);
  bool mine, other;
  assert_true(stage_has_other(a, &mine) == stage_has_other(b, &other));
  free(x.list);
  free(y.list);
}

static void same_deeds(const char *scene, uint64_t seed, int times)
{
  heard *h = calloc(1, sizeof *h);
  stage *live = open_scene(scene, NULL), *replay = open_scene(scene, NULL), *third = NULL;
  nb_random r = nb_random_seed(seed, 0);
  stage_listen(live, hear, h);
  for (int k = 0; k < times; k++) {
    int first = h->count = 0;
    do_something(live, &r);
    for (int n = first; n < h->count; n++) {
      do_on(replay, h, n);
      if (third)
        do_on(third, h, n);
    }
    if (nb_random_below(&r, 4) == 0)
      peek(live, &r);
    assert_alike(live, replay);
    if (third)
      assert_alike(live, third);
    if (nb_random_below(&r, 30) > 0)
      continue;
    size_t size;
    void *kept = stage_keep(live, &size);
    stage_close(third);
    third = open_scene(scene, NULL);
    assert_ok(stage_restore(third, kept, size));
    assert_alike(live, third);
    free(kept);
  }
  stage_close(third);
  stage_close(live);
  stage_close(replay);
  free(h);
}

static void a_ticked_scene_does_the_same(void **unused)
{
  (void)unused;
  for (uint64_t seed = 0; seed < 4; seed++)
    same_deeds(TEST_SCENE("ticked"), seed, 250);
}

static void a_scene_without_ticks_does_the_same(void **unused)
{
  (void)unused;
  same_deeds(TEST_SCENE("plain"), 1, 250);
  same_deeds(TEST_SCENE("hands"), 2, 250);
}

static void a_child_does_the_same(void **unused)
{
  (void)unused;
  staged_in_process = false;
  same_deeds(TEST_SCENE("ticked"), 9, 80);
  staged_in_process = true;
}

// ---------------------------------------------------------------------------------------------------------------

// A stage with all that can be kept: a past, a head that was left, another run.
static stage *rich_stage(void)
{
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  float rate = 3;
  jump(s, LIVE, 0);
  for (int k = 0; k < 200; k++)
    stage_play(s, 1.0f / 60);
  jump(s, LIVE, 1);
  assert_ok(stage_set(s, stage_param(s, "rate")->offset, &rate, sizeof rate));
  for (int k = 0; k < 90; k++)
    stage_play(s, 1.0f / 60);
  jump(s, LIVE, 0.7f);
  assert_true(stage_has_other(s, NULL));
  return s;
}

static void what_is_no_state_changes_nothing(void **unused)
{
  (void)unused;
  stage *s = rich_stage(), *to = open_scene(TEST_SCENE("ticked"), NULL);
  size_t size;
  uint8_t *kept = stage_keep(s, &size);
  picture before = take_picture(to, NB_CHALK);
  for (size_t cut = 0; cut < size; cut += 1 + cut / 7) {
    uint8_t *copy = malloc(cut + 1);
    memcpy(copy, kept, cut);
    assert_int_equal(stage_restore(to, copy, cut).id, NB_BAD_FILE);
    free(copy);
  }
  picture after = take_picture(to, NB_CHALK);
  assert_same_picture(before, after, stage_where(to));
  stage *other = open_scene(TEST_SCENE("plain"), NULL);
  assert_int_equal(stage_restore(other, kept, size).id, NB_BAD_FILE);
  free(before.list);
  free(after.list);
  free(kept);
  stage_close(other);
  stage_close(to);
  stage_close(s);
}

// Any byte may be any other: it is refused, or is a state that can be drawn, played and left.
static void a_strangers_state_does_no_harm(void **unused)
{
  (void)unused;
  stage *s = rich_stage();
  size_t size, rest;
  uint8_t *kept = stage_keep(s, &size);
  nb_random r = nb_random_seed(5, 0);
  int taken = 0;
  for (int k = 0; k < 3000; k++) {
    stage *to = s;
    uint8_t *copy = malloc(size);
    memcpy(copy, kept, size);
    for (uint32_t n = 1 + nb_random_below(&r, 3); n > 0; n--)
      copy[nb_random_below(&r, nb_random_below(&r, 2) ? 160 : (uint32_t)size)] = (uint8_t)nb_random_bits(&r);
    if (!nb_failed(stage_restore(to, copy, size))) {
      taken++;
      const void *list;
      (void)stage_draw(to, NB_CHALK, &list, &rest);
      stage_play(to, 0.1f);
      (void)stage_jump(to, (stage_position){LIVE, 0.2f});
      (void)stage_take_other(to);
    }
    free(copy);
  }
  assert_true(taken > 100 && taken < 3000);
  free(kept);
  stage_close(s);
}

int main(void)
{
  staged_in_process = true;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_ticked_scene_does_the_same),   cmocka_unit_test(a_scene_without_ticks_does_the_same),
      cmocka_unit_test(a_child_does_the_same),          cmocka_unit_test(what_is_no_state_changes_nothing),
      cmocka_unit_test(a_strangers_state_does_no_harm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
