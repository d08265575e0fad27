// A recording, read from a notebook: its log is in memory, its sound and its states are fetched as they are wanted. It has a
// connection of its own, so the notebook may be open in this program or another one.
//
//   recording_file *f;
//   nb_error e = recording_open(&f, "notebook.sqlite", 7);
//   recording_reader r = recording_piece_at(f, 0);
//
// A notebook may be a stranger's: rows that are not what they should be are passed over.
#ifndef NOTEBOOK_RECORDING_FILE_H
#define NOTEBOOK_RECORDING_FILE_H

#include "notebook/notebook.h"
#include "notebook/recording.h"

enum { RECORDING_MAX_PIECES = 1 << 22, RECORDING_MAX_LOG = 1 << 29 };

// Sound is mono, in packets of 20 ms.
enum { RECORDING_RATE = 48000, RECORDING_PACKET = 960, RECORDING_MAX_PACKET = 4000 };

typedef struct recording_file recording_file;

// Fails with NB_MISSING_FILE where there is no such notebook, or no such recording in it (the text then names those there
// are), with NB_BAD_FILE or NB_NO_MEMORY; *out is then NULL.
nb_error recording_open(recording_file **out, const char *path, int number);
void recording_close(recording_file *f);

const notebook_recording *recording_about(const recording_file *f);

// Until its last event, or the end of its sound, microseconds.
int64_t recording_length(const recording_file *f);

// How much of the notebook it takes, bytes; whether anything was said; whether it was ended, and did not just break off.
int64_t recording_size(recording_file *f);
bool recording_has_sound(recording_file *f);
bool recording_is_whole(const recording_file *f);

// The log: pieces from 0 on, each with the time of its first and last event.
int recording_pieces(const recording_file *f);
recording_reader recording_piece_at(const recording_file *f, int piece);
int recording_piece_number(const recording_file *f,
                           int piece); // as it was kept: they are the same unless some were lost

// The last state that was kept before the piece `before` had begun, and not after the time `at`: *piece is the one that comes
// after it. The bytes are valid until the next call. False where there is none.
bool recording_state_before(recording_file *f, int before, int64_t at, int *piece, const void **bytes,
                            size_t *size);

// The ink that lay on a scene before, the oldest event first (notebook_read_ink).
nb_error recording_read_ink(recording_file *f, const char *scene,
                            void (*read)(int step, const void *event, size_t size, void *context),
                            void *context);

// A row of packets of sound.
typedef struct recording_sound {
  int64_t first; // sample
  const uint8_t *bytes;
  size_t size;
} recording_sound;

// The last row that begins at `sample` or before; and the one after the row that begins at `first`. Valid until the next call
// of either. False where there is none.
bool recording_sound_at(recording_file *f, int64_t sample, recording_sound *row);
bool recording_sound_after(recording_file *f, int64_t first, recording_sound *row);

// The next packet of a row, which is moved on behind it; each is RECORDING_PACKET samples after the one before. False at
// the end, and where what follows is no packet.
bool recording_next_packet(recording_sound *row, const uint8_t **bytes, size_t *size);

// Writes a packet as rows have it: `to` has room for size + 2 bytes, which are counted in what is returned.
size_t recording_put_packet(uint8_t *to, const void *bytes, size_t size);

#endif
