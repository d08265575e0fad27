// Plays and jumps at random, and compares.
#include <stdlib.h>
#include <string.h>

#include "check/inside.h"

enum { MOMENTS = 40 };

// What is compared of a moment. The whole bytes of a picture are compared by a hash of 64 bits.
typedef struct moment {
  stage_position at;
  uint64_t picture, state;
} moment;

static uint64_t hash_of(const void *bytes, size_t size)
{
  // FNV-1a, by words: only the same or not matters.
  uint64_t hash = UINT64_C(0xcbf29ce484222325);
  const uint8_t *b = bytes;
  for (; size >= 8; size -= 8, b += 8) {
    uint64_t word;
    memcpy(&word, b, 8);
    hash = (hash ^ word) * UINT64_C(0x100000001b3);
    hash ^= hash >> 29;
  }
  while (size-- > 0)
    hash = (hash ^ *b++) * UINT64_C(0x100000001b3);
  return hash;
}

static bool note(stage *s, moment *m)
{
  const void *list;
  size_t size;
  if (nb_failed(stage_draw(s, NB_CHALK, &list, &size)))
    return false;
  *m = (moment){stage_where(s), hash_of(list, size), hash_of(stage_state(s), stage_scene(s)->state_size)};
  return true;
}

// One frame of random length; live steps and questions take their nominal time, as in films. False at the end.
static bool play_on(stage *s, nb_random *random)
{
  stage_position at = stage_where(s);
  const nb_scene *scene = stage_scene(s);
  const nb_step *step = &scene->steps[at.step];
  float dt = 0.004f + 0.036f * nb_random_float(random);
  if (nb_random_below(random, 4) == 0)
    dt *= 8;
  bool ends = step->live && at.seconds + dt >= step->seconds;
  bool runs = stage_play(s, ends ? step->seconds - at.seconds : dt);
  if (runs && !ends)
    return true;
  return at.step + 1 < scene->step_count && !nb_failed(stage_jump(s, (stage_position){at.step + 1, 0}));
}

// Plays the whole scene, and notes moments about evenly. How many there were.
static int play_through(stage *s, nb_random random, moment *moments)
{
  float length = stage_step_start(s, stage_scene(s)->step_count);
  int count = 0;
  do {
    stage_position at = stage_where(s);
    float now = stage_step_start(s, at.step) + at.seconds;
    if (now >= length * (float)count / MOMENTS && count < MOMENTS) {
      if (!note(s, &moments[count]))
        return count;
      count++;
    }
  } while (play_on(s, &random));
  return count;
}

static stage *open_another(const check *c)
{
  stage *s;
  nb_error e = stage_open(
      &s, c->job->plugin,
      (stage_options){.fonts = c->fonts, .assets = c->job->assets, .in_process = c->job->in_process});
  return nb_failed(e) ? NULL : s;
}

// Two stages that play alike; what a scene remembers, or reads from the clock, differs between them.
// False where even the states differ.
static bool compare_ticks(check *c, const moment *first, int count)
{
  moment again[MOMENTS];
  stage *s = open_another(c);
  bool same = true;
  int many = s ? play_through(s, c->random, again) : 0;
  for (int k = 0; k < many && k < count; k++) {
    if (first[k].state == again[k].state && first[k].picture == again[k].picture)
      continue;
    stage_jump(c->stage, first[k].at);
    bool states = first[k].state != again[k].state;
    same = !states;
    check_found(c, "tick", states ? "state" : "picture", NB_CHALK, NULL,
                "tick, init and draw may depend on the state and the frame alone: no clock, no address, no "
                "memory that "
                "nobody filled; random numbers come from an nb_random in the state",
                "played twice in the same way, the %s differ here", states ? "states" : "pictures");
    break;
  }
  stage_close(s);
  return same;
}

static void compare_jumps(check *c, const moment *played, int count)
{
  stage *s = open_another(c);
  for (int k = 0; k < 2 * count && s; k++) {
    const moment *m = &played[nb_random_below(&c->random, (uint32_t)count)];
    moment now;
    if (nb_failed(stage_jump(s, m->at)) || !note(s, &now))
      break;
    if (now.picture == m->picture)
      continue;
    stage_jump(c->stage, m->at);
    check_found(
        c, "jump", "", NB_CHALK, NULL,
        "draw may remember nothing between frames: what it needs to know is the state and f, or is computed "
        "from them",
        "jumping here does not show what playing here showed");
    break;
  }
  stage_close(s);
}

void check_moments(check *c)
{
  moment played[MOMENTS];
  stage *s = open_another(c);
  int count = s ? play_through(s, c->random, played) : 0;
  stage_close(s);
  if (compare_ticks(c, played, count))
    compare_jumps(c, played, count);
}

void check_state(check *c)
{
  // What the processor makes of 0/0 and 1/0; as whole numbers they are none that anybody counts to.
  const uint8_t *state = stage_state(c->stage);
  for (size_t at = 0; at + 4 <= c->scene->state_size; at += 4) {
    uint32_t word;
    memcpy(&word, state + at, 4);
    bool nan = word == 0x7fc00000 || word == 0xffc00000, infinite = word == 0x7f800000 || word == 0xff800000;
    if (!nan && !infinite)
      continue;
    check_found(
        c, "nan", "", NB_CHALK, NULL,
        "look for a division by zero, a root or logarithm of something negative, or a step size too large",
        "byte %zu of the state is %s", at, nan ? "not a number" : "infinite");
    return;
  }
}
