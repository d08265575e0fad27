// Captions beside a film: SubRip (.srt) and WebVTT (.vtt).
#ifndef FILM_CAPTIONS_H
#define FILM_CAPTIONS_H

#include "film/plan.h"

// Whether the plan's captions stand beside the film.
bool captions_beside(const film_plan *plan);

// Where they do. Fails with NB_CANNOT_WRITE where the name would be too long.
nb_error captions_path(char *to, size_t capacity, const film_plan *plan, const char *film);

// Writes the plan's captions beside the film `film`, its ending changed: beside out/f-%05d.png as out/f.vtt, beside
// out/%05d.png as out/captions.vtt. Fails with NB_CANNOT_WRITE.
nb_error captions_write(const film_plan *plan, const char *film);

#endif
