#include "film/sound.h"

#include <stdlib.h>

#include "film/encoder_module.h"

struct voice {
  const encoder_module *module;
  void *encoder;
};

struct speech {
  const encoder_module *module;
  void *decoder;
};

nb_error voice_open(voice **out, sound_sink *sink, void *to, int *delay)
{
  *out = NULL;
  voice *v = calloc(1, sizeof *v);
  if (!v)
    return nb_fail(NB_NO_MEMORY, "no memory for sound");
  nb_error e = encoder_module_load(&v->module);
  if (!nb_failed(e))
    e = v->module->voice_open(&v->encoder, sink, to, delay);
  if (nb_failed(e))
    free(v);
  else
    *out = v;
  return e;
}

nb_error voice_write(voice *v, const float *wave, int count)
{
  return v->module->voice_write(v->encoder, wave, count);
}

void voice_close(voice *v)
{
  if (!v)
    return;
  (void)v->module->voice_finish(v->encoder);
  v->module->voice_close(v->encoder);
  free(v);
}

nb_error speech_open(speech **out)
{
  *out = NULL;
  speech *s = calloc(1, sizeof *s);
  if (!s)
    return nb_fail(NB_NO_MEMORY, "no memory for sound");
  nb_error e = encoder_module_load(&s->module);
  if (!nb_failed(e))
    e = s->module->speech_open(&s->decoder);
  if (nb_failed(e))
    free(s);
  else
    *out = s;
  return e;
}

void speech_close(speech *s)
{
  if (!s)
    return;
  s->module->speech_close(s->decoder);
  free(s);
}

int speech_read(speech *s, const void *bytes, size_t size, float *wave, int capacity)
{
  return s->module->speech_read(s->decoder, bytes, size, wave, capacity);
}
