#include "app/loudspeaker.h"

#include <SDL.h>
#include <math.h>

#include "app/audio.h"

enum { DEVICE_SAMPLES = 1024, BLOCK = 4800 };
#define AHEAD 0.4 // seconds that the device has before it

void loudspeaker_open(loudspeaker *l, recording_file *file)
{
  SDL_AudioSpec wanted = {
      .freq = SOUND_RATE, .format = AUDIO_F32SYS, .channels = 1, .samples = DEVICE_SAMPLES};
  *l = (loudspeaker){0};
  if (nb_failed(recorded_voice_open(&l->voice, file)))
    return;
  if (audio_open())
    l->device = SDL_OpenAudioDevice(NULL, 0, &wanted, NULL, 0);
}

void loudspeaker_close(loudspeaker *l)
{
  if (l->device)
    SDL_CloseAudioDevice(l->device);
  recorded_voice_close(l->voice);
  *l = (loudspeaker){0};
}

static void hand_on(loudspeaker *l)
{
  float block[BLOCK];
  while (SDL_GetQueuedAudioSize(l->device) < (Uint32)(AHEAD * SOUND_RATE) * sizeof *block) {
    recorded_voice_read(l->voice, l->next, block, BLOCK);
    if (SDL_QueueAudio(l->device, block, sizeof block) != 0)
      return;
    l->next += BLOCK;
  }
}

void loudspeaker_start(loudspeaker *l, double at, double now)
{
  l->plays = true;
  l->clock = steady_start(now, at);
  l->next = llround(at * SOUND_RATE);
  if (!l->device)
    return;
  SDL_ClearQueuedAudio(l->device);
  hand_on(l);
  SDL_PauseAudioDevice(l->device, 0);
}

void loudspeaker_stop(loudspeaker *l)
{
  l->plays = false;
  if (!l->device)
    return;
  SDL_PauseAudioDevice(l->device, 1);
  SDL_ClearQueuedAudio(l->device);
}

// What the device has taken is heard while it takes the next: a block of its own later.
double loudspeaker_time(loudspeaker *l, double now)
{
  bool stalled = l->device && SDL_GetAudioDeviceStatus(l->device) == SDL_AUDIO_STOPPED;
  if (l->plays && l->device && !stalled) {
    int64_t taken = l->next - (int64_t)(SDL_GetQueuedAudioSize(l->device) / sizeof(float));
    steady_hear(&l->clock, now, (double)(taken - DEVICE_SAMPLES) / SOUND_RATE);
    hand_on(l);
  }
  return steady_at(&l->clock, now);
}
