#include "app/recorded_voice.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST_ROW = 1 << 20 };

struct recorded_voice {
  recording_file *file;
  speech *speech;
  recording_sound row; // what of it has not been decoded; in `bytes`
  int64_t row_first;   // where the row began; -1: there is none
  uint8_t *bytes;
  float block[SOUND_PACKET]; // the last packet
  int64_t block_first;
  int block_count;
};

nb_error recorded_voice_open(recorded_voice **out, recording_file *file)
{
  recording_sound any;
  *out = NULL;
  if (!recording_sound_at(file, INT64_MAX, &any))
    return nb_fail(NB_NO_SOUND, "nothing was said in recording %d", recording_about(file)->number);
  recorded_voice *v = calloc(1, sizeof *v);
  nb_error e = v ? speech_open(&v->speech) : nb_fail(NB_NO_MEMORY, "no memory for sound");
  if (!nb_failed(e) && !(v->bytes = malloc(LARGEST_ROW)))
    e = nb_fail(NB_NO_MEMORY, "no memory for sound");
  if (nb_failed(e)) {
    recorded_voice_close(v);
    return e;
  }
  v->file = file;
  v->row_first = -1;
  *out = v;
  return e;
}

void recorded_voice_close(recorded_voice *v)
{
  if (!v)
    return;
  speech_close(v->speech);
  free(v->bytes);
  free(v);
}

// A row becomes the present one: it is copied, as it is gone with the next that is fetched.
static bool take_row(recorded_voice *v, const recording_sound *row)
{
  if (row->size > LARGEST_ROW)
    return false;
  memcpy(v->bytes, row->bytes, row->size);
  v->row = (recording_sound){row->first, v->bytes, row->size};
  v->row_first = row->first;
  return true;
}

// Decodes the next packet. False at the end.
static bool go_on(recorded_voice *v)
{
  const uint8_t *packet;
  size_t size;
  recording_sound next;
  int64_t at = v->row.first;
  while (!recording_next_packet(&v->row, &packet, &size)) {
    if (!recording_sound_after(v->file, v->row_first, &next) || !take_row(v, &next))
      return false;
    at = v->row.first;
  }
  int count = speech_read(v->speech, packet, size, v->block, SOUND_PACKET);
  memset(v->block + count, 0, (size_t)(SOUND_PACKET - count) * sizeof *v->block);
  v->block_first = at;
  v->block_count = SOUND_PACKET;
  return true;
}

// Goes to the row that holds a sample, or the first after it. A decoder needs some packets to find its voice: it begins with the
// row before.
static bool go_to(recorded_voice *v, int64_t sample)
{
  recording_sound row;
  speech *anew;
  bool there = recording_sound_at(v->file, sample - SOUND_RATE / 5, &row) ||
               recording_sound_after(v->file, INT64_MIN, &row);
  v->block_count = 0;
  if (!there || nb_failed(speech_open(&anew)))
    return false;
  speech_close(v->speech);
  v->speech = anew;
  return take_row(v, &row) && go_on(v);
}

static bool is_near(const recorded_voice *v, int64_t sample)
{
  return v->block_count > 0 && sample >= v->block_first && sample < v->block_first + SOUND_RATE;
}

void recorded_voice_read(recorded_voice *v, int64_t first, float *samples, int count)
{
  int done = 0;
  bool more = is_near(v, first) || go_to(v, first);
  memset(samples, 0, (size_t)count * sizeof *samples);
  while (more && done < count) {
    int64_t at = first + done, end = v->block_first + v->block_count;
    if (at >= end) {
      more = go_on(v);
    } else if (at < v->block_first) {
      int64_t gap = v->block_first - at;
      done = gap < count - done ? done + (int)gap : count;
    } else {
      int from = (int)(at - v->block_first), left = v->block_count - from;
      int taken = left < count - done ? left : count - done;
      memcpy(samples + done, v->block + from, (size_t)taken * sizeof *samples);
      done += taken;
    }
  }
}
