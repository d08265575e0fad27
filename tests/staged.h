// For the tests of the stage: the test scenes opened, time let run, pictures kept and compared.
#ifndef TESTS_STAGED_H
#define TESTS_STAGED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nabla/math/random.h"
#include "stage/stage.h"

#define TEST_SCENE(name) NABLA_BUILD "/tests/scenes/tests/" name ".so"

static inline void assert_ok(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s: %s", nb_error_words(e.id), e.text);
}

// Where scenes are opened from now on: in a child, or in this process.
static bool staged_in_process;

static inline stage *open_scene(const char *path, const nb_fonts *fonts)
{
  stage *s;
  assert_ok(stage_open(
      &s, path, (stage_options){.fonts = fonts, .assets = NABLA_ASSETS, .in_process = staged_in_process}));
  assert_non_null(s);
  return s;
}

static inline void jump(stage *s, int step, float seconds)
{
  assert_ok(stage_jump(s, (stage_position){step, seconds}));
}

// A copy of the present picture, to be freed.
typedef struct picture {
  void *list;
  size_t size;
} picture;

static inline picture take_picture(stage *s, nb_theme theme)
{
  const void *list;
  picture p;
  assert_ok(stage_draw(s, theme, &list, &p.size));
  p.list = malloc(p.size);
  assert_non_null(p.list);
  memcpy(p.list, list, p.size);
  return p;
}

static inline void assert_same_picture(picture a, picture b, stage_position at)
{
  if (a.size != b.size || memcmp(a.list, b.list, a.size) != 0)
    fail_msg("pictures of step %d at %.9g s differ (%zu and %zu bytes)", at.step + 1, at.seconds, a.size,
             b.size);
}

static inline void assert_same_state(const stage *a, const stage *b)
{
  size_t size = stage_scene(a)->state_size;
  const uint8_t *x = stage_state(a), *y = stage_state(b);
  for (size_t k = 0; k < size; k++)
    if (x[k] != y[k])
      fail_msg("states of step %d at %.9g s and step %d at %.9g s differ at byte %zu: %u and %u",
               stage_where(a).step + 1, stage_where(a).seconds, stage_where(b).step + 1,
               stage_where(b).seconds, k, x[k], y[k]);
}

static inline float between(nb_random *random, float low, float high)
{
  return low + (high - low) * nb_random_float(random);
}

// One frame of some length. A live step is left at its nominal end, and a question gone past, as films do.
static inline void play_a_little(stage *s, nb_random *random)
{
  stage_position at = stage_where(s);
  const nb_step *step = &stage_scene(s)->steps[at.step];
  float dt = nb_random_below(random, 4) == 0 ? between(random, 0, 0.3f) : between(random, 0.004f, 0.04f);
  bool ends = step->live && at.seconds + dt >= step->seconds;
  bool running = stage_play(s, ends ? step->seconds - at.seconds : dt);
  if ((ends || !running) && at.step + 1 < stage_scene(s)->step_count)
    jump(s, at.step + 1, 0);
}

#endif
