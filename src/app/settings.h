// How a viewer likes it: what is kept from one start to the next, and may be changed while it plays.
//
// A settings struct is plain data. The table of what is in it gives each field a key, so that a file, a command
// and a key press all set it in the same way:
//
//   settings s = settings_default();
//   nb_error e = settings_set(&s, "text-size", "1.25");
//   char text[SETTINGS_BYTES];
//   settings_get(&s, "text-size", text);
//
// Following the system's theme would be a third theme; SDL 2 does not tell it (SDL 3 has SDL_GetSystemTheme), so
// there is none.
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include <stdbool.h>

#include "nabla/color.h"
#include "nabla/error.h"

#define SETTINGS_SMALLEST_TEXT 0.8f
#define SETTINGS_LARGEST_TEXT 1.6f
#define SETTINGS_LASER 1.2f

enum { SETTINGS_BYTES = 64 };

typedef struct settings {
  bool light;          // theme: board, else chalk
  bool high_contrast;  // quiet marks are louder, text as strong as it gets
  float text_size;     // of captions and all words around a scene: 0.8 to 1.6
  bool captions;       // are shown
  bool reduced_motion; // steps are shown as they end; what evolves by itself goes on
  bool panel;          // the panel of parameters is open
  float laser;         // seconds that its trail stays: 0.2 to 60; 0: as by default
  char microphone[64]; // that records: a device's name or a part of it; "system": its own; "none"
} settings;

settings settings_default(void);

// The theme that scenes are drawn in.
nb_theme settings_theme(const settings *s);

// A setting: its key, what it may be, what it means.
typedef struct setting {
  const char *key;    // "text-size"
  const char *values; // "0.8 to 1.6", "chalk, board"
  const char *about;  // one line, for a commented file
} setting;

// The n-th of all, from 0; NULL after the last.
const setting *settings_at(int n);

// Sets one from text. Fails, with nothing changed, with NB_UNKNOWN_PARAMETER where there is no such key
// (suggesting the nearest), and with NB_OUT_OF_RANGE, saying what it may be.
nb_error settings_set(settings *s, const char *key, const char *value);

// Writes one as settings_set takes it. The key must be one.
void settings_get(const settings *s, const char *key, char text[SETTINGS_BYTES]);

#endif
