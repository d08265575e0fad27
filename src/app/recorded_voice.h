// What was said in a recording, as samples: decoded as it is asked for.
#ifndef APP_RECORDED_VOICE_H
#define APP_RECORDED_VOICE_H

#include "film/sound.h"
#include "notebook/recording_file.h"

typedef struct recorded_voice recorded_voice;

// The file has to outlive it. Fails with NB_NO_SOUND where nothing was said in it, and as speech_open does.
nb_error recorded_voice_open(recorded_voice **out, recording_file *file);
void recorded_voice_close(recorded_voice *v);

// Fills in samples [first, first + count) of the recording; where nothing was recorded they are zero. Reading on is cheap.
void recorded_voice_read(recorded_voice *v, int64_t first, float *samples, int count);

#endif
