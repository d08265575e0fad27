// The processes that make a film's parts, side by side: each takes the next group that is not made yet, draws,
// paints and encodes it in one thread, and writes its part.
//
// Processes and not threads: a group needs nothing of another, so they share nothing but two counters, the memory of one
// that ends comes back whole, and a cluster's processes are no different from these.
#ifndef FILM_CREW_H
#define FILM_CREW_H

#include "film/plan.h"

typedef struct crew_work {
  const film_job *job; // complete
  const film_plan *plan;
  const char *folder;    // of the parts
  const int64_t *groups; // which to make, in order
  int64_t group_count;
  int64_t frames; // in all those groups
} crew_work;

// Makes the parts, telling on stderr how far it is. No thread may run in this process. Fails as the film's first frame that
// fails does, however many processes there are (what lies before it is made), with NB_FAILED where one was ended from
// outside, with NB_INTERRUPTED; parts that are whole stay.
nb_error crew_run(const crew_work *work);

#endif
