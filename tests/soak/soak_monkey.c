// A monkey at the player: random keys, words, drags, wheels, fingers, sizes, themes and scenes. Nothing crashes, nothing is
// left behind, and the scene's state is always one that it may have. A round is a hundred events with a frame or two
// between them; the same round makes the same events.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "actor/parameter.h"
#include "app/parts.h"
#include "command/heap.h"
#include "nabla/math/random.h"
#include "soak.h"

typedef struct monkey {
  player p;
  nb_random random;
  bool down[3];
  int x, y;
  int rests;
} monkey;

enum { EVENTS = 100 };

static int below(monkey *m, int n)
{
  return (int)(nb_random_bits(&m->random) % (uint32_t)n);
}

static void send(monkey *m, SDL_Event e)
{
  player_event(&m->p, &e);
}

static void press_key(monkey *m)
{
  static const SDL_Keycode keys[] = {SDLK_SPACE, SDLK_RIGHT, SDLK_LEFT,   SDLK_UP,        SDLK_DOWN,
                                     SDLK_HOME,  SDLK_END,   SDLK_PAGEUP, SDLK_PAGEDOWN,  SDLK_ESCAPE,
                                     SDLK_TAB,   SDLK_TAB,   SDLK_RETURN, SDLK_BACKSPACE, SDLK_DELETE,
                                     SDLK_F1,    SDLK_UP,    SDLK_DOWN};
  static const int mods[] = {0, 0, 0, 0, KMOD_LSHIFT, KMOD_LCTRL, KMOD_LALT, KMOD_LCTRL | KMOD_LSHIFT};
  int mod = mods[below(m, 8)];
  SDL_Keycode key = below(m, 2) ? keys[below(m, (int)(sizeof keys / sizeof *keys))] : SDLK_a + below(m, 26);
  if (key == SDLK_q || key == SDLK_F11 || key == SDLK_f)
    return;
  SDL_SetModState((SDL_Keymod)mod);
  SDL_Event e = {
      .key = {.type = SDL_KEYDOWN, .repeat = below(m, 8) == 0, .keysym = {.sym = key, .mod = (Uint16)mod}}};
  send(m, e);
  e.key.type = SDL_KEYUP;
  send(m, e);
  SDL_SetModState(KMOD_NONE);
}

static void type(monkey *m)
{
  static const char *const signs[] = {"1", "2.5", "-", "x^2", "sin(", "[", "]", "0",
                                      "?", ",",   ".", "é",   "∇",    "9", "/", "+"};
  SDL_Event e = {.text = {.type = SDL_TEXTINPUT}};
  snprintf(e.text.text, sizeof e.text.text, "%s", signs[below(m, 16)]);
  send(m, e);
}

static void move(monkey *m)
{
  int width, height;
  SDL_GetWindowSize(m->p.window.sdl, &width, &height);
  // Now and then along the strip, or beyond the window.
  m->x = below(m, 4) ? m->x + below(m, 61) - 30 : below(m, width + 40) - 20;
  m->y = below(m, 6) == 0 ? height * 688 / 720 : below(m, 4) ? m->y + below(m, 41) - 20 : below(m, height);
  send(m, (SDL_Event){.motion = {.type = SDL_MOUSEMOTION, .x = m->x, .y = m->y}});
}

static void click(monkey *m)
{
  int which = below(m, 5) ? 0 : below(m, 3);
  m->down[which] = !m->down[which];
  SDL_Event e = {.button = {.type = m->down[which] ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP,
                            .button = (Uint8)(which + 1),
                            .clicks = (Uint8)(1 + below(m, 2)),
                            .x = m->x,
                            .y = m->y}};
  send(m, e);
}

static void touch_screen(monkey *m)
{
  static const Uint32 types[] = {SDL_FINGERDOWN, SDL_FINGERMOTION, SDL_FINGERMOTION, SDL_FINGERUP};
  send(m, (SDL_Event){.tfinger = {.type = types[below(m, 4)],
                                  .touchId = 1,
                                  .fingerId = below(m, 3),
                                  .x = (float)below(m, 100) / 100,
                                  .y = (float)below(m, 100) / 100}});
}

static void resize(monkey *m)
{
  static const int sizes[][2] = {{320, 200}, {640, 360}, {400, 400}, {160, 90}, {700, 200}};
  const int *size = sizes[below(m, 5)];
  SDL_SetWindowSize(m->p.window.sdl, size[0], size[1]);
  SDL_Event e;
  while (SDL_PollEvent(&e))
    if (e.type != SDL_QUIT)
      send(m, e);
}

static void change_scene(monkey *m)
{
  static const char *const scenes[] = {"linear-algebra/transformations", "multivariable-calculus/gradient",
                                       "neural-networks/backpropagation", "linear-algebra/three-dimensions",
                                       "no-such/scene"};
  (void)player_open(&m->p, scenes[below(m, 5)], NULL);
}

// What is on its way arrives, so that rounds leave the same things behind.
static void settle(monkey *m)
{
  SDL_Event e;
  bool busy = true;
  for (int tries = 0; tries < 2000 && busy; tries++) {
    busy = opening_is_busy(m->p.opening); // before the events: the last is that it is there
    while (SDL_PollEvent(&e))
      if (e.type != SDL_QUIT)
        send(m, e);
    if (busy)
      SDL_Delay(5);
  }
  m->p.quit = false;
}

static void check(const monkey *m, int round)
{
  const stage *s = m->p.stage;
  const nb_scene *scene = stage_scene(s);
  for (int k = 0; k < scene->param_count; k++) {
    const nb_param *param = &scene->params[k];
    nb_error e = parameter_check(param, (const char *)stage_state(s) + param->offset);
    if (nb_failed(e))
      soak_fail("round %d: %s", round, e.text);
  }
  stage_position at = stage_where(s);
  if (at.step < 0 || at.step >= scene->step_count || !(at.seconds >= 0 && at.seconds <= 3600))
    soak_fail("round %d: at step %d, %g s", round, at.step, (double)at.seconds);
  if (m->p.trouble[0])
    soak_fail("round %d: %s", round, m->p.trouble);
}

static void once(void *context, int k)
{
  monkey *m = context;
  m->random = nb_random_seed(7, (uint64_t)k);
  for (int n = 0; n < EVENTS; n++) {
    int what = below(m, 1000);
    if (what < 330)
      move(m);
    else if (what < 480)
      click(m);
    else if (what < 720)
      press_key(m);
    else if (what < 840)
      type(m);
    else if (what < 900)
      touch_screen(m);
    else if (what < 990)
      send(m, (SDL_Event){.wheel = {.type = SDL_MOUSEWHEEL, .preciseY = (float)(below(m, 5) - 2)}});
    else if (what < 997)
      resize(m);
    else
      change_scene(m);
    if (below(m, 8) == 0)
      player_frame(&m->p);
  }
  settle(m);
  // Nothing of one round is held in the next.
  for (int which = 0; which < 3; which++)
    if (m->down[which])
      send(m, (SDL_Event){
                  .button = {.type = SDL_MOUSEBUTTONUP, .button = (Uint8)(which + 1), .x = m->x, .y = m->y}});
  memset(m->down, 0, sizeof m->down);
  player_frame(&m->p);
  check(m, k);
}

// The same scene in the same window: what a scene takes by itself is nothing that was left behind. Ink is kept on purpose,
// so it is laid away: a page is shown on which nobody has written.
static void rest(void *context)
{
  monkey *m = context;
  char nobody[NOTEBOOK_ID];
  static const char *const home = "linear-algebra/transformations";
  while (layers_back(&m->p))
    ;
  settle(m);
  SDL_SetWindowSize(m->p.window.sdl, 640, 360);
  (void)player_open(&m->p, home, NULL);
  settle(m);
  if (strcmp(m->p.scene, home) != 0)
    soak_fail("%s does not open", home);
  snprintf(nobody, sizeof nobody, "nobody/rest-%d", m->rests++);
  (void)ink_show(&m->p.ink, m->p.notebook, nobody);
  for (int k = 0; k < 3; k++)
    player_frame(&m->p);
}

int main(int argc, char **argv)
{
  static monkey m;
  static sdk built = {NABLA_SOURCE "/src", NABLA_BUILD "/libnabla.so"};
  static shelf lessons;
  heap_give_back(); // as the program does
  char folder[] = "/tmp/nabla-monkey-XXXXXX", kept[64];
  if (!mkdtemp(folder))
    soak_fail("%s cannot be made", folder);
  // What it makes, it makes there.
  if (chdir(folder) != 0)
    soak_fail("%s cannot be entered", folder);
  snprintf(kept, sizeof kept, "%s/notebook", folder);
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  setenv("XDG_CACHE_HOME", folder, 1);
  setenv("XDG_DATA_HOME", folder, 1);
  setenv("XDG_CONFIG_HOME", folder, 1);
  snprintf(lessons.scenes, sizeof lessons.scenes, NABLA_BUILD "/scenes");
  snprintf(lessons.sources, sizeof lessons.sources, NABLA_SOURCE "/scenes");
  nb_error e = player_set_up(&m.p, &(player_options){.plugin = NABLA_BUILD "/tests/scenes/tests/hands.so",
                                                     .sdk = &built,
                                                     .assets = NABLA_ASSETS,
                                                     .shelf = &lessons,
                                                     .notebook = kept,
                                                     .settings = settings_default(),
                                                     .width = 320,
                                                     .height = 180,
                                                     .threads = 1});
  if (nb_failed(e))
    soak_fail("%s", e.text);
  player_frame(&m.p);
  int status = soak_run(&(soak){"monkey", 1000, once, &m, rest}, argc, argv);
  player_take_down(&m.p);
  char command[96];
  snprintf(command, sizeof command, "rm -rf %s", folder);
  return system(command) == 0 ? status : 1;
}
