// From what a hand does to the picture of it: a drag, a scrub along the step strip, a key, on every lesson, at 1920 x 1080
// as the window paints it, but shown on no screen; and jumps a second while training is scrubbed.
//
//   bench_hands [SECONDS]     of each of the three on each lesson: 2
#include <SDL.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/parts.h"
#include "command/heap.h"
#include "stage/library.h"

enum { WIDTH = 1920, HEIGHT = 1080, MOST = 20000 };

typedef struct times {
  double ms[MOST];
  int count;
} times;

static int by_value(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void print(const char *what, times *t)
{
  qsort(t->ms, (size_t)t->count, sizeof *t->ms, by_value);
  if (t->count > 0)
    printf("  %s %5.1f / %5.1f", what, t->ms[t->count / 2], t->ms[(int)(0.99 * (t->count - 1))]);
  else
    printf("  %s    – /     –", what);
}

static void send(player *p, Uint32 type, double x, double y)
{
  if (type == SDL_MOUSEMOTION)
    player_event(p, &(SDL_Event){.motion = {.type = type, .x = (int)x, .y = (int)y}});
  else
    player_event(
        p, &(SDL_Event){
               .button = {.type = type, .button = SDL_BUTTON_LEFT, .clicks = 1, .x = (int)x, .y = (int)y}});
}

static void key(player *p, SDL_Keycode code)
{
  player_event(p, &(SDL_Event){.key = {.type = SDL_KEYDOWN, .keysym = {.sym = code}}});
  player_event(p, &(SDL_Event){.key = {.type = SDL_KEYUP, .keysym = {.sym = code}}});
}

// A frame, from the event that asked for it.
static void frame(player *p, double start, times *t)
{
  player_frame(p);
  if (t->count < MOST)
    t->ms[t->count++] = 1000 * (player_now() - start);
}

// A handle that can be dragged, in the step that has one latest.
static bool find_handle(player *p, nb_vec2 *at)
{
  for (int step = stage_scene(p->stage)->step_count - 1; step >= 0; step--) {
    (void)stage_jump(p->stage, (stage_position){step, stage_scene(p->stage)->steps[step].seconds});
    player_frame(p);
    const stage_grab *grabs;
    int count = stage_grabs(p->stage, &grabs);
    for (int k = 0; k < count; k++)
      if (grabs[k].grab.kind == NB_GRAB_POINT || grabs[k].grab.kind == NB_GRAB_VALUE) {
        *at = nb_at(960 + 120 * grabs[k].grab.at.x, 540 - 120 * grabs[k].grab.at.y);
        return true;
      }
  }
  return false;
}

static void bench_drag(player *p, double seconds, times *t)
{
  nb_vec2 at;
  p->playback.playing = false;
  if (!find_handle(p, &at))
    return;
  send(p, SDL_MOUSEMOTION, (double)at.x, (double)at.y);
  player_frame(p);
  send(p, SDL_MOUSEBUTTONDOWN, (double)at.x, (double)at.y);
  int k = 0;
  for (double begun = player_now(), now = begun; now - begun < seconds; now = player_now(), k++) {
    send(p, SDL_MOUSEMOTION, (double)at.x + 90 * sin(0.3 * k), (double)at.y + 60 * cos(0.2 * k));
    frame(p, now, t);
  }
  send(p, SDL_MOUSEBUTTONUP, (double)at.x, (double)at.y);
}

static void bench_scrub(player *p, double seconds, times *t)
{
  double y = 540 + 120 * 4.108;
  send(p, SDL_MOUSEMOTION, 200, y);
  player_frame(p);
  send(p, SDL_MOUSEBUTTONDOWN, 200, y);
  // Once over all of it first: what evolves is ticked for the first time then.
  for (double x = 100; x < 1824; x += 20) {
    send(p, SDL_MOUSEMOTION, x, y);
    player_frame(p);
  }
  int k = 0;
  for (double begun = player_now(), now = begun; now - begun < seconds; now = player_now(), k++) {
    send(p, SDL_MOUSEMOTION, 960 + 860 * sin(0.21 * k), y);
    frame(p, now, t);
  }
  send(p, SDL_MOUSEBUTTONUP, 960, y);
}

static void bench_key(player *p, double seconds, times *t)
{
  static const SDL_Keycode keys[] = {SDLK_RIGHT, SDLK_RIGHT, SDLK_LEFT, SDLK_SPACE, SDLK_SPACE, SDLK_t};
  int k = 0;
  for (double begun = player_now(), now = begun; now - begun < seconds; now = player_now()) {
    key(p, keys[k++ % 6]);
    frame(p, now, t);
  }
}

// Jumps to random moments of the last live step, a minute long.
static void bench_jumps(player *p, double seconds)
{
  int step = stage_scene(p->stage)->step_count - 1;
  while (step > 0 && !stage_scene(p->stage)->steps[step].live)
    step--;
  if (strstr(stage_scene(p->stage)->title, "Backpropagation"))
    step--; // the step that trains
  if (!stage_scene(p->stage)->tick || !stage_scene(p->stage)->steps[step].live ||
      nb_failed(stage_jump(p->stage, (stage_position){step, 60})))
    return;
  int jumps = 0;
  double begun = player_now(), longest = 0;
  for (double now = begun; now - begun < seconds; jumps++) {
    (void)stage_jump(p->stage, (stage_position){step, (float)(30 + 29.9 * sin(17.3 * jumps))});
    double after = player_now();
    longest = fmax(longest, after - now);
    now = after;
  }
  printf("  jumps %.0f /s, longest %.0f ms", jumps / (player_now() - begun), 1000 * longest);
}

static void bench_scene(const char *id, const char *plugin, double seconds)
{
  static times drag, scrub, keys;
  player p;
  static const shelf lessons = {.scenes = NABLA_BUILD "/scenes"};
  char notebook_file[64];
  snprintf(notebook_file, sizeof notebook_file, "/tmp/bench_hands.%d", (int)getpid());
  nb_error e = player_set_up(&p, &(player_options){.plugin = plugin,
                                                   .assets = NABLA_ASSETS,
                                                   .shelf = &lessons,
                                                   .notebook = notebook_file,
                                                   .settings = settings_default(),
                                                   .width = WIDTH,
                                                   .height = HEIGHT});
  if (nb_failed(e)) {
    printf("%s: %s\n", id, e.text);
    return;
  }
  drag.count = scrub.count = keys.count = 0;
  player_frame(&p);
  bench_drag(&p, seconds, &drag);
  bench_scrub(&p, seconds, &scrub);
  bench_key(&p, seconds, &keys);
  printf("%-42s", id);
  print("drag", &drag);
  print("scrub", &scrub);
  print("key", &keys);
  bench_jumps(&p, seconds);
  printf("\n");
  fflush(stdout);
  player_take_down(&p);
  remove(notebook_file);
}

int main(int argc, char **argv)
{
  double seconds = argc > 1 ? atof(argv[1]) : 2;
  library lessons;
  heap_give_back(); // as the program does
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  if (nb_failed(library_open(&lessons, NABLA_BUILD "/scenes")))
    return 1;
  printf("from an event to its picture, ms, median / 99 %%, 1920 x 1080\n");
  for (int k = 0; k < lessons.count; k++)
    bench_scene(lessons.entries[k].id, lessons.entries[k].path, seconds);
  library_close(&lessons);
  return 0;
}
