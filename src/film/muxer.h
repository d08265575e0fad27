// Packets to a film's file.
//
// A film has one stream, of pictures. The sound of a recording, once there is one, is another stream here: parts hold
// pictures alone, so sound is added where they are joined, and no group of frames depends on it.
#ifndef FILM_MUXER_H
#define FILM_MUXER_H

#include "film/packet.h"
#include "film/plan.h"

typedef struct muxer muxer;

// Begins the file `path`; `name` is what messages call it, `colors` a GIF's 768 bytes. The plan has to outlive it.
// Fails with NB_NO_ENCODER or NB_CANNOT_WRITE; *out is then NULL.
nb_error muxer_open(muxer **out, const film_plan *plan, const uint8_t *colors, const char *path,
                    const char *name);

// Appends a packet, in the order of dts.
nb_error muxer_write(muxer *m, const film_packet *packet);

// Writes what belongs in front of it all, and closes the file.
nb_error muxer_finish(muxer *m);

// Frees it, finished or not.
void muxer_close(muxer *m);

#endif
