// Fingers for the player, to be preloaded into it: what is written into the pipe that FINGERS names comes to it as the events
// of a touch screen do, a line each.
//
//   down ID X Y     X, Y: parts of the window, 0 to 1
//   move ID X Y
//   up ID X Y
//   wait SECONDS    before what follows
#define _GNU_SOURCE // unsetenv
#include <SDL.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void touch(Uint32 type, long id, float x, float y)
{
  SDL_Event e = {.tfinger = {.type = type, .touchId = 1, .fingerId = id, .x = x, .y = y, .pressure = 1}};
  SDL_PushEvent(&e);
}

static void follow(const char *line)
{
  static const struct {
    const char *word;
    Uint32 type;
  } words[] = {{"down", SDL_FINGERDOWN}, {"move", SDL_FINGERMOTION}, {"up", SDL_FINGERUP}};
  char word[8];
  long id;
  float x, y;
  if (sscanf(line, "wait %f", &x) == 1)
    SDL_Delay((Uint32)(1000 * x));
  if (sscanf(line, "%7s %ld %f %f", word, &id, &x, &y) != 4)
    return;
  for (int k = 0; k < 3; k++)
    if (strcmp(word, words[k].word) == 0)
      touch(words[k].type, id, x, y);
}

static void *hear(void *path)
{
  char line[80];
  FILE *pipe = fopen(path, "r+"); // open for both, so that it never ends
  while (pipe && fgets(line, sizeof line, pipe))
    follow(line);
  return NULL;
}

__attribute__((constructor)) static void begin(void)
{
  static char path[500];
  pthread_t thread;
  const char *name = getenv("FINGERS");
  if (!name)
    return;
  snprintf(path, sizeof path, "%s", name);
  unsetenv("FINGERS"); // what the player starts has none
  unsetenv("LD_PRELOAD");
  if (pthread_create(&thread, NULL, hear, path) == 0)
    pthread_detach(thread);
}
