// The numbers that a parameter is made of, as a panel shows them: one of a slider, two of a point, four of a matrix
// (row by row), eight of a camera: azimuth, elevation, distance, field of view; the x, y and z of what it looks at; 0 for
// perspective or 1 for orthographic, which is shown as that word. Whatever they are in the state, here they are floats in the units that a person reads: degrees for angles.
#ifndef APP_VALUE_H
#define APP_VALUE_H

#include "stage/stage.h"

typedef struct value {
  const nb_param *param;
  int number; // 0 to value_count - 1
} value;

enum { VALUE_MOST = 9, VALUE_BYTES = 24 };

// How many there are, and in how many columns they stand. None of a text or a canvas.
int value_count(const nb_param *param, int *columns);

// Where it lies in the state: a float, or an int32_t of an integer, switch or choice.
uint32_t value_offset(value v);
bool value_is_whole(value v);

// Whether it is one of two words.
bool value_is_word(value v);

float value_get(value v, const stage *s);
nb_error value_set(value v, stage *s, float to);

// The same number `count` steps of a key or a wheel further; snap: to the parameter's own, fine: a tenth.
float value_step(value v, float from, float count, bool snap, bool fine);

// How far along a slider a number stands, 0 to 1, and the number that stands there.
float value_along(value v, float number);
float value_at(value v, float along, bool snap);

// As a person reads it, with a true minus, and as they type it.
void value_print(value v, float number, char text[VALUE_BYTES]);
bool value_parse(value v, const char *text, float *number);

#endif
