#include "app/pace.h"

double pace_left(const pace *p, double now)
{
  return p->next > now ? p->next - now : 0;
}

void pace_begin(pace *p, double now)
{
  // A quarter of the period leaves the other three for drawing before the refresh.
  if (p->waits)
    p->next = now + p->period / 4;
  else if (now - p->next < p->period)
    p->next += p->period;
  else
    p->next = now + p->period;
}
