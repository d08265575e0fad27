// The microphone: what somebody says, as packets of Opus. A thread of its own takes sound from the device, encodes it and hands
// it on, whatever the window does meanwhile.
//
//   microphone *m;
//   nb_error e = microphone_open(&m, &(microphone_options){.began = now, .now = player_now, .take = take, .context = c});
//   double at = microphone_time(m, player_now());     // seconds, by the sound's own count
//   microphone_close(m);                              // the last packets have been taken
#ifndef APP_MICROPHONE_H
#define APP_MICROPHONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/steady.h"
#include "nabla/error.h"

typedef struct microphone microphone;

typedef struct microphone_options {
  const char *device;  // its name, or a part of it; NULL: the system's own
  double (*now)(void); // the player's clock
  steady clock; // the time that sound is counted in: the first sample is at what it says when that comes
  // Takes a row of packets (recording_file.h), the first of which begins at sample `first`; in the microphone's thread.
  void (*take)(void *context, int64_t first, const void *bytes, size_t size);
  void *context;
} microphone_options;

// Opens it. Fails with NB_NO_SOUND where there is none (saying which there are, where one was named), or with NB_NO_ENCODER.
nb_error microphone_open(microphone **out, const microphone_options *options);
void microphone_close(microphone *m);

// A device is here now whose name holds the words, as opening one looks for it.
bool microphone_is_here(const char *words);

const char *microphone_name(const microphone *m);

// The time of the sound (seconds on options.clock) at a time of the player's clock.
double microphone_time(microphone *m, double now);

// How loud it is: the peak of the last moments, 0 to 1.
float microphone_level(microphone *m);

// True where it gives nothing any more: it was unplugged.
bool microphone_is_gone(microphone *m);

// SDL's number of the device.
unsigned microphone_device(const microphone *m);

#endif
