// SDL's sound, for the microphone, the loudspeaker and `nabla doctor`.
#ifndef APP_AUDIO_H
#define APP_AUDIO_H

#include <stdbool.h>

// Starts it, where it was not. False where there is none: SDL_GetError() says why. Libraries below it say nothing on stderr:
// what a person has to know is told by who asked.
bool audio_open(void);

#endif
