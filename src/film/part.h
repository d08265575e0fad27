// A part of a film: one closed group of frames, encoded, in a file FOLDER/NUMBER.part.
//
//   nabla-part 1
//   the film's plan, as text
//   the group's number, and a GIF's palette
//   packets
//
// It says what film it is of, so that parts made by many processes, machines or runs can be put together. A part that
// lies under its name is whole.
#ifndef FILM_PART_H
#define FILM_PART_H

#include <stdio.h>

#include "film/output.h"
#include "film/packet.h"
#include "film/plan.h"

enum { PART_PATH = 4400, PART_PALETTE = 768 };

// Where a film's part lies.
nb_error part_path(char *to, size_t capacity, const char *folder, int64_t index);

typedef struct part_writer {
  char path[PART_PATH];
  output output;
  FILE *file;
} part_writer;

// Begins part `index`; palette is NULL for all but GIF. Fails with NB_CANNOT_WRITE.
nb_error part_begin(part_writer *w, const film_plan *plan, const char *folder, int64_t index,
                    const uint8_t *palette);
// A packet_sink, whose first argument is the writer.
nb_error part_add(void *writer, const film_packet *packet);
nb_error part_keep(part_writer *w);
void part_drop(part_writer *w);

typedef struct part_reader {
  const char *path; // for messages; must outlive the reader
  FILE *file;
  film_plan plan;
  int64_t index;
  uint8_t palette[PART_PALETTE];
  uint8_t *bytes; // of the last packet
  size_t capacity;
} part_reader;

// Opens a part. Fails with NB_MISSING_FILE or NB_BAD_FILE; part_close is needed in any case.
nb_error part_open(part_reader *r, const char *path);
// The next packet, valid until the next call; *done after the last one. Fails with NB_BAD_FILE or NB_NO_MEMORY.
nb_error part_next(part_reader *r, film_packet *packet, bool *done);
void part_close(part_reader *r);

// Whether the folder holds that part of that film.
bool part_is_there(const film_plan *plan, const char *folder, int64_t index);

#endif
