// Captions beside a film: SubRip (.srt) and WebVTT (.vtt).
#ifndef FILM_CAPTIONS_H
#define FILM_CAPTIONS_H

#include "film/plan.h"

// Writes the plan's captions beside the film `film`, its ending changed: beside out/f-%05d.png as out/f.vtt, beside
// out/%05d.png as out/captions.vtt. Fails with NB_CANNOT_WRITE.
nb_error captions_write(const film_plan *plan, const char *film);

#endif
