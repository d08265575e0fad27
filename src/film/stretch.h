// The pictures of a stretch of a film, in order: drawn, and painted only where they differ from the
// one before (damage.h). One thread; the pictures do not depend on where the stretch begins.
#ifndef FILM_STRETCH_H
#define FILM_STRETCH_H

#include "film/damage.h"
#include "film/plan.h"
#include "film/shot.h"

typedef struct stretch stretch;

// The shot has to outlive it. Fails with NB_NO_MEMORY; *out is then NULL.
nb_error stretch_open(stretch **out, shot *s, const film_plan *plan);
void stretch_close(stretch *s);

// The picture of frame `number`, valid until the next call, and where it differs from the one that was
// taken before: a box a layer, apart from one another. Fails as drawing and painting do.
nb_error stretch_take(stretch *s, int64_t number, pixels *picture, patch changed[SHOT_LAYERS]);

// From here on the next picture counts as all changed.
void stretch_forget(stretch *s);

#endif
