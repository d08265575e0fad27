// What render, sheet and bench share: a film's job from the options.
#ifndef COMMAND_FILM_OPTIONS_H
#define COMMAND_FILM_OPTIONS_H

#include "command/options.h"
#include "command/places.h"
#include "film/film.h"

// Fills the job; plugin (capacity bytes) holds the plugin's path and must outlive it, as must o and p.
// Fails as places_plugin does.
nb_error film_job_from(film_job *job, const options *o, const places *p, char *plugin, size_t capacity);

// The same without a scene: of a film from elsewhere.
film_job film_job_of(const options *o, const places *p);

// Whether a file's name ends so, in capitals or not.
bool ends_with(const char *name, const char *ending);

#endif
