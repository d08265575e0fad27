// The loudspeaker: what was said in a recording, heard; and the time of what is heard, by which the picture goes.
#ifndef APP_LOUDSPEAKER_H
#define APP_LOUDSPEAKER_H

#include <stdbool.h>

#include "app/recorded_voice.h"
#include "app/steady.h"

typedef struct loudspeaker {
  unsigned device; // SDL's; 0: there is none, and nothing is heard
  recorded_voice *voice;
  int64_t next; // the sample that is handed to the device next
  bool plays;
  steady clock; // seconds of the recording
} loudspeaker;

// Opens it for what was said in a recording; where nothing was, or there is no device, time passes all the same.
void loudspeaker_open(loudspeaker *l, recording_file *file);
void loudspeaker_close(loudspeaker *l);

// Begins at a time of the recording; stops.
void loudspeaker_start(loudspeaker *l, double at, double now);
void loudspeaker_stop(loudspeaker *l);

// Hands on more sound; the time of what is heard now. To be called many times a second.
double loudspeaker_time(loudspeaker *l, double now);

#endif
