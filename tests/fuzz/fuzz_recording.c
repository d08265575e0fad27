// The log of a recording under libFuzzer: pieces of any bytes give events whose bytes lie within them, at times that do not go
// back; what is written again reads the same.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "notebook/recording_event.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool held)
{
  if (!held)
    abort();
}

static void unpack(const recording_event *e)
{
  recording_scene scene;
  recording_moment moment;
  recording_value value;
  recording_answer answer;
  recording_hand hand;
  recording_ink ink;
  recording_page page;
  float seconds;
  char words[20];
  if (recording_unpack_scene(e, &scene)) {
    size_t length = strlen(scene.id) + strlen(scene.moment);
    for (int k = 0; k < scene.step_count; k++)
      length += strlen(scene.titles[k]);
    require(length < e->size);
  }
  require(!recording_unpack_moment(e, &moment) || isfinite(moment.seconds));
  require(!recording_unpack_value(e, &value) || strlen(value.name) + value.size < e->size);
  require(!recording_unpack_answer(e, &answer) || answer.step < RECORDING_MAX_STEPS);
  require(!recording_unpack_hand(e, &hand) || isfinite(hand.x));
  require(!recording_unpack_ink(e, &ink) || ink.size + 4 == e->size);
  require(!recording_unpack_page(e, &page) || page.scale > 0);
  require(!recording_unpack_play(e, &seconds) || seconds <= 1);
  recording_unpack_words(e, words, sizeof words);
  require(strlen(words) < sizeof words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  recording_reader r = recording_read(data, size, 0);
  recording_event e;
  recording_piece again = {0};
  int64_t before = 0;
  while (recording_next(&r, &e, NULL)) {
    require(e.at >= before && e.bytes >= data && e.bytes + e.size <= data + size);
    before = e.at;
    unpack(&e);
    require(recording_add(&again, &e));
  }
  r = recording_read(again.bytes, again.size, again.first);
  int count = 0;
  while (recording_next(&r, &e, NULL))
    count++;
  require(count == again.count && (count == 0 || e.at == before));
  recording_free(&again);
  return 0;
}
