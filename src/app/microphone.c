#define _GNU_SOURCE // strcasestr
#include "app/microphone.h"

#include <SDL.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/audio.h"
#include "film/sound.h"
#include "notebook/recording_file.h"

enum {
  BLOCK = SOUND_PACKET,
  ROW_PACKETS = 12, // a quarter of a second
  LOOK = 10,        // milliseconds
};
#define GAP 0.25   // seconds that sound may be behind its clock before it is a gap
#define SILENT 2.0 // seconds without sound after which a device counts as gone
#define DECAY 0.9f // of the level, a look

struct microphone {
  microphone_options options;
  char name[200];
  SDL_AudioDeviceID device;
  SDL_Thread *thread;
  SDL_atomic_t stop, gone, level; // the level in millionths
  SDL_mutex *lock;                // of the clock
  steady clock;
  // The thread's own.
  voice *voice;
  int delay;
  bool began;
  int64_t next; // the sample that comes next
  double heard; // when the last came, on the player's clock
  uint8_t row[ROW_PACKETS * (RECORDING_MAX_PACKET + 2)];
  size_t row_size;
  int row_packets;
  int64_t row_first, encoded; // samples: of the row, and of the next packet
};

// ---------------------------------------------------------------------------------------------------------------
// Packets

static void hand_on(microphone *m)
{
  if (m->row_packets > 0)
    m->options.take(m->options.context, m->row_first, m->row, m->row_size);
  m->row_packets = 0;
  m->row_size = 0;
}

static void take_packet(void *to, const void *bytes, size_t size)
{
  microphone *m = to;
  if (size > RECORDING_MAX_PACKET)
    return;
  if (m->row_packets == 0)
    m->row_first = m->encoded - m->delay;
  m->row_size += recording_put_packet(m->row + m->row_size, bytes, size);
  m->encoded += SOUND_PACKET;
  if (++m->row_packets == ROW_PACKETS)
    hand_on(m);
}

// ---------------------------------------------------------------------------------------------------------------
// The thread

static double clock_at(microphone *m, double now)
{
  SDL_LockMutex(m->lock);
  double at = now + m->clock.shift;
  SDL_UnlockMutex(m->lock);
  return at;
}

// Sound that comes now is of the clock's present time, unless it goes on from what came before.
static void place(microphone *m, double now, int count)
{
  int64_t first = llround(clock_at(m, now) * SOUND_RATE) - count;
  double behind = (double)(first - m->next) / SOUND_RATE;
  if (m->began && fabs(behind) < GAP)
    return;
  hand_on(m);
  m->began = true;
  m->next = m->encoded = first;
}

static float peak(const float *samples, int count)
{
  float most = 0;
  for (int k = 0; k < count; k++)
    most = fmaxf(most, fabsf(samples[k]));
  return fminf(most, 1);
}

static void take_block(microphone *m, const float *samples, int count)
{
  double now = m->options.now();
  place(m, now, count);
  (void)voice_write(m->voice, samples, count);
  m->next += count;
  m->heard = now;
  SDL_LockMutex(m->lock);
  steady_hear(&m->clock, now, (double)m->next / SOUND_RATE);
  SDL_UnlockMutex(m->lock);
  float level = fmaxf(peak(samples, count), microphone_level(m) * DECAY);
  SDL_AtomicSet(&m->level, (int)(1e6f * level));
}

static void look(microphone *m)
{
  float block[BLOCK];
  Uint32 size;
  while ((size = SDL_DequeueAudio(m->device, block, sizeof block)) > 0)
    take_block(m, block, (int)(size / sizeof *block));
  bool silent = m->options.now() - m->heard > SILENT;
  if (silent || SDL_GetAudioDeviceStatus(m->device) == SDL_AUDIO_STOPPED)
    SDL_AtomicSet(&m->gone, 1);
}

static int run(void *context)
{
  microphone *m = context;
  while (!SDL_AtomicGet(&m->stop)) {
    look(m);
    SDL_Delay(LOOK);
  }
  return 0;
}

// ---------------------------------------------------------------------------------------------------------------
// Opening

// Of microphones whose name holds the words, in capitals or not, the first.
static const char *find_device(const char *words)
{
  int count = SDL_GetNumAudioDevices(1);
  for (int k = 0; k < count; k++) {
    const char *name = SDL_GetAudioDeviceName(k, 1);
    if (name && strcasestr(name, words))
      return name;
  }
  return NULL;
}

bool microphone_is_here(const char *words)
{
  return audio_open() && find_device(words);
}

static nb_error no_such(const char *words)
{
  char known[300] = "";
  int count = SDL_GetNumAudioDevices(1);
  size_t length = 0;
  for (int k = 0; k < count && length < sizeof known - 1; k++)
    length += (size_t)snprintf(known + length, sizeof known - length, "%s\"%.60s\"", k ? ", " : "",
                               SDL_GetAudioDeviceName(k, 1));
  return nb_fail(NB_NO_SOUND, "no microphone \"%.80s\": recorded without sound; there is %s", words,
                 count > 0 ? known : "none");
}

static nb_error open_device(microphone *m)
{
  if (!audio_open())
    return nb_fail(NB_NO_SOUND, "no microphone: recorded without sound");
  const char *name = NULL;
  if (m->options.device && !(name = find_device(m->options.device)))
    return no_such(m->options.device);
  SDL_AudioSpec wanted = {.freq = SOUND_RATE, .format = AUDIO_F32SYS, .channels = 1, .samples = BLOCK}, got;
  m->device = SDL_OpenAudioDevice(name, 1, &wanted, &got, 0);
  if (!m->device)
    return nb_fail(NB_NO_SOUND, "no microphone: recorded without sound");
  const char *own = name ? name : SDL_GetAudioDeviceName(0, 1);
  snprintf(m->name, sizeof m->name, "%s", own ? own : "microphone");
  return nb_ok();
}

nb_error microphone_open(microphone **out, const microphone_options *options)
{
  *out = NULL;
  microphone *m = calloc(1, sizeof *m);
  if (!m)
    return nb_fail(NB_NO_MEMORY, "no memory for a microphone");
  m->options = *options;
  m->clock = options->clock;
  m->lock = SDL_CreateMutex();
  nb_error e = voice_open(&m->voice, take_packet, m, &m->delay);
  if (!nb_failed(e))
    e = open_device(m);
  if (!nb_failed(e)) {
    m->heard = options->now();
    SDL_PauseAudioDevice(m->device, 0);
    m->thread = SDL_CreateThread(run, "microphone", m);
    if (!m->thread)
      e = nb_fail(NB_NO_SOUND, "no microphone: there is no thread for it");
  }
  if (nb_failed(e))
    microphone_close(m);
  else
    *out = m;
  return e;
}

void microphone_close(microphone *m)
{
  if (!m)
    return;
  SDL_AtomicSet(&m->stop, 1);
  SDL_WaitThread(m->thread, NULL);
  if (m->device)
    SDL_CloseAudioDevice(m->device);
  voice_close(m->voice);
  hand_on(m);
  SDL_DestroyMutex(m->lock);
  free(m);
}

// ---------------------------------------------------------------------------------------------------------------

const char *microphone_name(const microphone *m)
{
  return m->name;
}

double microphone_time(microphone *m, double now)
{
  SDL_LockMutex(m->lock);
  double at = steady_at(&m->clock, now);
  SDL_UnlockMutex(m->lock);
  return at;
}

float microphone_level(microphone *m)
{
  return (float)SDL_AtomicGet(&m->level) * 1e-6f;
}

bool microphone_is_gone(microphone *m)
{
  return SDL_AtomicGet(&m->gone) != 0;
}

unsigned microphone_device(const microphone *m)
{
  return m->device;
}
