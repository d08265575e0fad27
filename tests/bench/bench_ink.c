// Ink on pages that are full: from an event to the ink of it, with 0, 1,000 and 50,000 strokes on the page, at 1920 x 1080 as the
// window paints it, but shown on no screen. One frame is what an event leads to; where it takes longer than 16.7 ms a
// screen would have shown nothing new meanwhile.
//
//   bench_ink [SECONDS [STROKES]]     of each motion: 1; with so many strokes alone
//
// Beside it, through a display: bench_ink_window.sh.
#include <SDL.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/parts.h"

enum { WIDTH = 1920, HEIGHT = 1080, MOST = 4000 };

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
  if (t->count == 0)
    return;
  qsort(t->ms, (size_t)t->count, sizeof *t->ms, by_value);
  double median = t->ms[t->count / 2], late = t->ms[(int)(0.99 * (t->count - 1))];
  printf("  %-28s %8.1f %8.1f ms   %3.0f frames of a screen\n", what, median, late,
         ceil(late / (1000.0 / 60)));
  fflush(stdout);
  t->count = 0;
}

static void frame(player *p, double start, times *t)
{
  player_frame(p);
  if (t->count < MOST)
    t->ms[t->count++] = 1000 * (player_now() - start);
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

static void key(player *p, SDL_Keycode code, int mod)
{
  player_event(p, &(SDL_Event){.key = {.type = SDL_KEYDOWN, .keysym = {.sym = code, .mod = (Uint16)mod}}});
  player_event(p, &(SDL_Event){.key = {.type = SDL_KEYUP, .keysym = {.sym = code, .mod = (Uint16)mod}}});
}

// A letter of handwriting, `size` board units high.
static int letter(ink_knot *knots, nb_vec2 at, float size, uint32_t seed)
{
  int count = 6 + (int)(seed % 7);
  for (int k = 0; k < count; k++) {
    float turn = 2.4f * (float)k + 0.7f * (float)(seed % 9);
    nb_vec2 p = nb_add(at, nb_at(0.8f * size * (float)k / (float)count, 0.4f * size * sinf(turn)));
    nb_vec2 along = nb_scale(0.25f * size, nb_at(0.4f, 0.8f * cosf(turn)));
    knots[k] = (ink_knot){nb_sub(p, along), p, nb_add(p, along), 0.7f + 0.3f * sinf(turn)};
  }
  return count;
}

// Fills an area of the page with so many letters, line by line.
static void fill(ink_page *page, nb_rect area, int strokes)
{
  ink_knot knots[16];
  float size = sqrtf(area.width * area.height / (float)strokes);
  int columns = (int)(area.width / size);
  for (int k = 0; k < strokes; k++) {
    nb_vec2 at = nb_at(area.x + size * (float)(k % columns),
                       area.y + area.height - size * (0.5f + (float)(k / columns)));
    int count = letter(knots, at, size, (uint32_t)k * 2654435761u >> 8);
    ink_look look = {.tool = k % 50 ? INK_PEN : INK_HIGHLIGHTER, .color = (uint32_t)k / 40 % INK_COLORS};
    if (nb_failed(ink_page_edit(page)) || nb_failed(ink_page_put(page, look, knots, count, -1)))
      abort();
    ink_page_end(page);
  }
}

static void bench_writing(player *p, double seconds)
{
  static times write, pen_up, taken_back;
  int k = 0;
  for (double begun = player_now(), now = begun; now - begun < seconds; now = player_now(), k++) {
    double x = 200 + 37 * (k / 40 % 40), y = 540 + 200 * sin(k / 40);
    if (k % 40 == 0) {
      send(p, SDL_MOUSEBUTTONDOWN, x, y);
    } else if (k % 40 == 39) {
      send(p, SDL_MOUSEBUTTONUP, x, y);
      frame(p, now, &pen_up);
      now = player_now();
      key(p, SDLK_z, KMOD_LCTRL);
      frame(p, now, &taken_back);
    } else {
      send(p, SDL_MOUSEMOTION, x + 3 * (k % 40), y + 30 * sin(k));
      frame(p, now, &write);
    }
  }
  send(p, SDL_MOUSEBUTTONUP, 0, 0);
  print("writing", &write);
  print("the pen is lifted", &pen_up);
  print("undo", &taken_back);
}

static void bench_erasing(player *p, double seconds)
{
  static times erase;
  key(p, SDLK_e, 0);
  send(p, SDL_MOUSEMOTION, 300, 300);
  player_frame(p);
  send(p, SDL_MOUSEBUTTONDOWN, 300, 300);
  int k = 0;
  for (double begun = player_now(), now = begun; now - begun < seconds && k < 500; now = player_now(), k++) {
    send(p, SDL_MOUSEMOTION, 300 + 2 * k, 540 + 240 * sin(0.1 * k));
    frame(p, now, &erase);
  }
  send(p, SDL_MOUSEBUTTONUP, 0, 0);
  print("erasing", &erase);
  key(p, SDLK_z, KMOD_LCTRL);
  key(p, SDLK_d, 0);
  player_frame(p);
}

static void bench_coming_back(player *p)
{
  static times back;
  for (int k = 0; k < 12; k++) {
    key(p, k % 2 ? SDLK_HOME : SDLK_END, 0);
    double now = player_now();
    frame(p, now, &back);
  }
  print("coming back to the step", &back);
}

static void bench_strokes(int strokes, double seconds)
{
  static const shelf lessons = {.scenes = NABLA_BUILD "/scenes"};
  player p;
  char file[64];
  snprintf(file, sizeof file, "/tmp/bench_ink.%d", (int)getpid());
  nb_error e =
      player_set_up(&p, &(player_options){.plugin = NABLA_BUILD "/scenes/linear-algebra/transformations.so",
                                          .assets = NABLA_ASSETS,
                                          .shelf = &lessons,
                                          .notebook = file,
                                          .settings = settings_default(),
                                          .width = WIDTH,
                                          .height = HEIGHT});
  if (nb_failed(e)) {
    printf("%s\n", e.text);
    return;
  }
  p.playback.playing = false;
  if (strokes > 0)
    fill(&p.ink.book->pages[0], (nb_rect){-8, -4.5f, 16, 9}, strokes);
  printf("%d strokes over the first step\n", strokes);
  key(&p, SDLK_d, 0);
  player_frame(&p);
  bench_writing(&p, seconds);
  bench_erasing(&p, seconds);
  bench_coming_back(&p);
  player_take_down(&p);
  remove(file);
}

int main(int argc, char **argv)
{
  double seconds = argc > 1 ? atof(argv[1]) : 1;
  static const int counts[] = {0, 1000, 50000};
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  printf("from an event to its ink, median and 99 %%, 1920 x 1080\n");
  for (int k = 0; k < 3 && argc < 3; k++)
    bench_strokes(counts[k], seconds);
  if (argc > 2)
    bench_strokes(atoi(argv[2]), seconds);
  return 0;
}
