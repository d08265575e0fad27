// What picture.c, which draws the map, and around.c, which draws what stands around it, share, and nobody else.
#ifndef MAP_PICTURE_INSIDE_H
#define MAP_PICTURE_INSIDE_H

#include "map/picture.h"

// True where nothing is looked for, or the scene fits it.
bool picture_is_found(const picture_view *v, int scene);

// A small box like a scene's, of no subject: for what the signs mean.
void picture_sign(nb_board *b, const graph_scene *like, nb_rect r);

// The title, the counts, what is typed; what is selected, and what the signs mean.
void around_record(const scribe *s, const picture_view *v);

#endif
