#include "app/steady.h"

#include <math.h>

#define SHARE 0.1
#define JUMP 0.5 // seconds

steady steady_start(double now, double at)
{
  return (steady){.shift = at - now, .last = at};
}

void steady_hear(steady *s, double now, double at)
{
  double off = at - (now + s->shift);
  s->shift += fabs(off) > JUMP ? off : SHARE * off;
}

double steady_at(steady *s, double now)
{
  s->last = fmax(s->last, now + s->shift);
  return s->last;
}
