// When the next frame is due.
//
// Where presenting waits for the screen's refresh it sets the pace, and this only keeps a driver that does
// not keep its word from spinning. Elsewhere frames are due one period apart, without drift; one that comes
// late is followed by the next at once, and those missed are dropped.
#ifndef APP_PACE_H
#define APP_PACE_H

#include <stdbool.h>

typedef struct pace {
  double period; // seconds
  bool waits;    // presenting waits for the refresh
  double next;   // when the next frame is due, on the caller's clock
} pace;

// Seconds from now until the next frame is due; 0 where it is.
double pace_left(const pace *p, double now);

// A frame begins now.
void pace_begin(pace *p, double now);

#endif
