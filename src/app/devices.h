// What the machine shows and sounds with, for `nabla doctor`.
#ifndef APP_DEVICES_H
#define APP_DEVICES_H

#include <stdbool.h>

// How well something is provided for, and in words: what there is, and what to do where something is missing.
typedef enum device_health {
  DEVICE_GOOD,
  DEVICE_LACKS,   // the program works, but something it could do it cannot
  DEVICE_MISSING, // something does not work at all
} device_health;

typedef struct device_report {
  device_health health;
  char found[240];
  const char *mend; // NULL where nothing is to be done
} device_report;

// A screen to open a window on.
device_report device_display(void);
// OpenGL, and whether a graphics card is behind it.
device_report device_graphics(void);
// Outputs and microphones.
device_report device_sound(void);

#endif
