// Packets to a film's file.
//
// A film has a stream of pictures, and a recording's one of sound: AAC in .mp4 and .mov, Opus in .webm. Parts hold pictures alone,
// so sound is added where they are joined, and no group of frames depends on it.
#ifndef FILM_MUXER_H
#define FILM_MUXER_H

#include "film/packet.h"
#include "film/plan.h"
#include "film/sound.h"

typedef struct muxer muxer;

// Begins the file `path`; `name` is what messages call it, `colors` a GIF's 768 bytes; `sound`
// is NULL for none. Plan and sound have to outlive it.
// Fails with NB_NO_ENCODER or NB_CANNOT_WRITE; *out is then NULL.
nb_error muxer_open(muxer **out, const film_plan *plan, const uint8_t *colors, const char *path,
                    const char *name, const film_sound *sound);

// Appends a packet, in the order of dts.
nb_error muxer_write(muxer *m, const film_packet *packet);

// Writes what belongs in front of it all, and closes the file.
nb_error muxer_finish(muxer *m);

// Frees it, finished or not.
void muxer_close(muxer *m);

#endif
