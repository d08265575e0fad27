// Ink on pages that are full: from an event to the ink of it, with 0, 1,000 and 50,000 strokes over a step, and on a page without
// end of which a sixteenth is in sight, or all; at 1920 x 1080 as the window paints it, but shown on no screen. One frame
// is what an event leads to; where it takes longer than 16.7 ms a screen would have shown nothing new meanwhile.
//
//   bench_ink [SECONDS]          of each motion: 1
//   bench_ink --files FOLDER     writes a notebook and a file of Xournal++ with the same strokes, for bench_ink_window.sh
#include <SDL.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/parts.h"
#include "command/heap.h"

enum { WIDTH = 1920, HEIGHT = 1080, MOST = 4000 };

// Of each frame, and the processor's time in all threads of it: that tells more where others use the machine, too.
typedef struct times {
  double ms[MOST], cpu[MOST];
  int count;
} times;

static double cpu_begun;

static double cpu_seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// An event comes now.
static double mark(void)
{
  cpu_begun = cpu_seconds();
  return player_now();
}

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
  qsort(t->cpu, (size_t)t->count, sizeof *t->cpu, by_value);
  double median = t->ms[t->count / 2], late = t->ms[(int)(0.99 * (t->count - 1))];
  printf("  %-28s %8.1f %8.1f ms, %2.0f frames of a screen; processor %6.1f %6.1f ms\n", what, median, late,
         ceil(late / (1000.0 / 60)), t->cpu[t->count / 2], t->cpu[(int)(0.99 * (t->count - 1))]);
  fflush(stdout);
  t->count = 0;
}

static void frame(player *p, double start, times *t)
{
  player_frame(p);
  if (t->count == MOST)
    return;
  t->cpu[t->count] = 1000 * (cpu_seconds() - cpu_begun);
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
  for (double begun = player_now(), now = mark(); now - begun < seconds; now = mark(), k++) {
    double x = 200 + 37 * (k / 40 % 40), y = 540 + 200 * sin(k / 40);
    if (k % 40 == 0) {
      send(p, SDL_MOUSEBUTTONDOWN, x, y);
    } else if (k % 40 == 39) {
      send(p, SDL_MOUSEBUTTONUP, x, y);
      frame(p, now, &pen_up);
      now = mark();
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
  for (double begun = player_now(), now = mark(); now - begun < seconds && k < 500; now = mark(), k++) {
    send(p, SDL_MOUSEMOTION, 300 + 2 * k, 540 + 240 * sin(0.1 * k));
    frame(p, now, &erase);
  }
  send(p, SDL_MOUSEBUTTONUP, 0, 0);
  print("erasing", &erase);
  key(p, SDLK_z, KMOD_LCTRL);
  key(p, SDLK_d, 0);
  player_frame(p);
}

// Frames until all ink is in the picture, and how long they take.
static void settle(player *p, const char *what)
{
  int frames = 0;
  double begun = player_now();
  do {
    player_frame(p);
    frames++;
  } while (!p->ink.sight.painted && frames < 1000);
  printf("  %-28s all of it is painted after %.0f ms, in %d pictures\n", what, 1000 * (player_now() - begun),
         frames);
}

// Around what stands in the middle, so much of the window's height.
static void loop_around(player *p, double part, times *t)
{
  for (int k = 0; k <= 60; k++) {
    double now = mark(), a = 2 * 3.14159 * k / 60;
    Uint32 type = k == 0 ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEMOTION;
    send(p, type, 960 + part * HEIGHT * 0.8 * cos(a), 540 + part * HEIGHT * 0.5 * sin(a));
    frame(p, now, t);
  }
}

static void bench_lasso(player *p, double part, double seconds)
{
  static times loop, caught, moved, put, copied, gone;
  key(p, SDLK_x, 0);
  loop_around(p, part, &loop);
  double now = mark();
  send(p, SDL_MOUSEBUTTONUP, 960, 540);
  frame(p, now, &caught);
  uint32_t count = p->ink.desk.selected_count;
  send(p, SDL_MOUSEMOTION, 960, 540);
  send(p, SDL_MOUSEBUTTONDOWN, 960, 540);
  int k = 0;
  for (double begun = player_now(); player_now() - begun < seconds; k++) {
    now = mark();
    send(p, SDL_MOUSEMOTION, 960 + 100 * sin(0.06 * k), 540 + 100 * cos(0.06 * k));
    frame(p, now, &moved);
  }
  now = mark();
  send(p, SDL_MOUSEBUTTONUP, 960 + 50, 540 + 50);
  frame(p, now, &put);
  now = mark();
  key(p, SDLK_d, KMOD_LCTRL);
  frame(p, now, &copied);
  now = mark();
  key(p, SDLK_DELETE, 0);
  frame(p, now, &gone);
  printf("  the lasso: %u strokes\n", count);
  print("drawing the loop", &loop);
  print("they are caught", &caught);
  print("moving them", &moved);
  print("they are let go", &put);
  print("copying them", &copied);
  print("deleting them", &gone);
  key(p, SDLK_z, KMOD_LCTRL);
  key(p, SDLK_z, KMOD_LCTRL);
  key(p, SDLK_z, KMOD_LCTRL);
  key(p, SDLK_d, 0);
  settle(p, "and undone");
}

static void wheel(player *p, float turns)
{
  player_event(p, &(SDL_Event){.wheel = {.type = SDL_MOUSEWHEEL, .preciseY = turns}});
}

static void bench_looking(player *p, double seconds)
{
  static times pan, zoom;
  double begun = player_now();
  send(p, SDL_MOUSEMOTION, 960, 540);
  player_event(
      p,
      &(SDL_Event){.button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_MIDDLE, .x = 960, .y = 540}});
  int k = 0;
  for (double now = mark(); now - begun < seconds; now = mark(), k++) {
    send(p, SDL_MOUSEMOTION, 960 + 500 * sin(0.06 * k), 540 + 250 * cos(0.06 * k));
    frame(p, now, &pan);
  }
  player_event(
      p,
      &(SDL_Event){.button = {.type = SDL_MOUSEBUTTONUP, .button = SDL_BUTTON_MIDDLE, .x = 960, .y = 540}});
  begun = player_now();
  for (double now = mark(); now - begun < seconds; now = mark(), k++) {
    wheel(p, k % 20 < 10 ? 0.25f : -0.25f);
    frame(p, now, &zoom);
  }
  print("moving the page", &pan);
  print("zooming", &zoom);
}

static void bench_coming_back(player *p)
{
  static times back;
  for (int k = 0; k < 12; k++) {
    double now = mark();
    key(p, k % 2 ? SDLK_HOME : SDLK_END, 0);
    frame(p, now, &back);
  }
  print("coming back to the step", &back);
}

static nb_error start(player *p, const char *file)
{
  static const shelf lessons = {.scenes = NABLA_BUILD "/scenes"};
  static player_options options;
  options = (player_options){.plugin = NABLA_BUILD "/scenes/linear-algebra/transformations.so",
                             .assets = NABLA_ASSETS,
                             .shelf = &lessons,
                             .notebook = file,
                             .settings = settings_default(),
                             .width = WIDTH,
                             .height = HEIGHT};
  nb_error e = player_set_up(p, &options);
  if (nb_failed(e))
    printf("%s\n", e.text);
  else
    p->playback.playing = false;
  return e;
}

static void name_notebook(char *file, size_t capacity)
{
  snprintf(file, capacity, "/tmp/bench_ink.%d", (int)getpid());
}

static void remove_notebook(const char *file)
{
  static const char *const ends[] = {"", "-wal", "-shm", "-lock"};
  char name[80];
  for (int k = 0; k < 4; k++) {
    snprintf(name, sizeof name, "%s%s", file, ends[k]);
    remove(name);
  }
}

static void bench_over_a_step(int strokes, double seconds)
{
  player p;
  char file[64];
  name_notebook(file, sizeof file);
  if (nb_failed(start(&p, file)))
    return;
  if (strokes > 0)
    fill(&p.ink.book->pages[0], (nb_rect){-8, -4.5f, 16, 9}, strokes);
  printf("%d strokes over the first step\n", strokes);
  key(&p, SDLK_d, 0);
  settle(&p, "first of all");
  bench_writing(&p, seconds);
  bench_erasing(&p, seconds);
  bench_coming_back(&p);
  player_take_down(&p);
  remove_notebook(file);
}

// A page of sixteen boards, of which one is in sight at first.
static void bench_on_a_page(int strokes, double seconds)
{
  player p;
  char file[64];
  name_notebook(file, sizeof file);
  if (nb_failed(start(&p, file)))
    return;
  if (strokes > 0)
    fill(&p.ink.book->pages[NB_MAX_STEPS], (nb_rect){-32, -18, 64, 36}, strokes);
  printf("%d strokes on a page, a sixteenth of it in sight\n", strokes);
  key(&p, SDLK_w, 0);
  settle(&p, "first of all");
  bench_writing(&p, seconds);
  bench_erasing(&p, seconds);
  bench_lasso(&p, 0.2, seconds);
  bench_lasso(&p, 0.5, seconds);
  bench_looking(&p, seconds);
  key(&p, SDLK_HOME, 0);
  printf("%d strokes on a page, all of it in sight\n", strokes);
  settle(&p, "first of all");
  bench_writing(&p, seconds);
  bench_lasso(&p, 0.1, seconds);
  bench_lasso(&p, 0.5, seconds);
  bench_looking(&p, seconds);
  player_take_down(&p);
  remove_notebook(file);
}

static const nb_rect paper = {-32, -18, 64, 36}; // sixteen boards

// A notebook as somebody left it: every stroke was an event.
static void write_notebook(const char *file, ink_page *page)
{
  notebook *n = notebook_open(&(notebook_options){.path = file});
  uint32_t all = page->done;
  for (page->done = 1; page->done <= all; page->done++) {
    size_t size;
    uint8_t *event = ink_log_write(page, INK_EDIT, &size);
    notebook_add_ink(n, "linear-algebra/transformations", NB_MAX_STEPS, event, size, 1e9);
    free(event);
    if (page->done % 10000 == 0) // as many at once nobody writes
      (void)notebook_read_ink(n, "nothing", NULL, NULL);
  }
  page->done = all;
  notebook_close(n);
}

static void write_point(nb_vec2 at, float width, void *context)
{
  (void)width;
  fprintf(context, "%.3f %.3f ", (double)(72 * (at.x - paper.x)),
          (double)(72 * (paper.y + paper.height - at.y)));
}

// The same strokes as Xournal++ has them: points of lines, in 1/72 inch, y down.
static void write_xopp(const char *file, const ink_page *page)
{
  static const char *const colors[INK_COLORS] = {"#000000ff", "#1f6fc4ff", "#d1432bff", "#168a54ff",
                                                 "#b97f00ff"};
  FILE *f = fopen(file, "w");
  if (!f)
    return;
  fprintf(f,
          "<?xml version=\"1.0\" standalone=\"no\"?>\n<xournal creator=\"bench_ink\" fileversion=\"4\">\n");
  fprintf(f, "<page width=\"%g\" height=\"%g\">\n", 72.0 * (double)paper.width, 72.0 * (double)paper.height);
  fprintf(f, "<background type=\"solid\" color=\"#ffffffff\" style=\"plain\"/>\n<layer>\n");
  for (uint32_t k = 0; k < page->stroke_count; k++) {
    const ink_stroke *s = &page->strokes[k];
    fprintf(f, "<stroke tool=\"pen\" color=\"%s\" width=\"1.8\">", colors[s->look.color]);
    ink_follow(&page->knots[s->first], (int)s->count, 0.005f, write_point, f);
    fprintf(f, "</stroke>\n");
  }
  fprintf(f, "</layer>\n</page>\n</xournal>\n");
  fclose(f);
}

static int write_files(const char *folder)
{
  char file[400];
  ink_page page = {0};
  fill(&page, paper, 50000);
  snprintf(file, sizeof file, "%s/strokes.sqlite", folder);
  write_notebook(file, &page);
  snprintf(file, sizeof file, "%s/strokes.xopp", folder);
  write_xopp(file, &page);
  ink_page_free(&page);
  return 0;
}

static void bench_opening(int strokes)
{
  player p;
  char file[64];
  ink_page page = {0};
  name_notebook(file, sizeof file);
  if (strokes > 0)
    fill(&page, paper, strokes);
  write_notebook(file, &page);
  ink_page_free(&page);
  double begun = player_now();
  if (nb_failed(start(&p, file)))
    return;
  double there = player_now();
  player_frame(&p);
  printf(
      "a notebook of %d strokes: the player is there after %.0f ms, its first picture after %.0f ms more; %u "
      "strokes\n",
      strokes, 1000 * (there - begun), 1000 * (player_now() - there),
      p.ink.book->pages[NB_MAX_STEPS].stroke_count);
  key(&p, SDLK_w, 0);
  settle(&p, "its page");
  player_take_down(&p);
  remove_notebook(file);
}

int main(int argc, char **argv)
{
  if (argc == 3 && strcmp(argv[1], "--files") == 0)
    return write_files(argv[2]);
  double seconds = argc > 1 ? atof(argv[1]) : 1;
  static const int counts[] = {0, 1000, 50000};
  heap_give_back(); // as the program does
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  printf("from an event to its ink, median and 99 %%, 1920 x 1080\n");
  for (int k = 0; k < 3; k++)
    bench_over_a_step(counts[k], seconds);
  bench_on_a_page(50000, seconds);
  bench_opening(0);
  bench_opening(10000);
  bench_opening(50000);
  return 0;
}
