#define _GNU_SOURCE // dladdr

#include "film/encoder_module.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct encoder {
  void *library;
  const encoder_module *module;
  void *film; // what the module opened
};

// The module stands beside libnabla, wherever that was found.
static nb_error load(encoder *e)
{
  Dl_info nabla;
  char path[PATH_MAX];
  if (!dladdr((void *)(uintptr_t)nb_ok, &nabla))
    return nb_fail(NB_NO_ENCODER, "cannot find libnabla, beside which the encoder stands");
  const char *slash = strrchr(nabla.dli_fname, '/');
  int folder = slash ? (int)(slash + 1 - nabla.dli_fname) : 0;
  snprintf(path, sizeof path, "%.*snabla-encoder.so", folder, nabla.dli_fname);
  e->library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  e->module = e->library ? dlsym(e->library, "nabla_encoder") : NULL;
  return e->module ? nb_ok() : nb_fail(NB_NO_ENCODER, "cannot load the encoder: %s", dlerror());
}

nb_error encoder_open(encoder **out, const char *path, const char *name, encoder_options options)
{
  *out = NULL;
  encoder *e = calloc(1, sizeof *e);
  if (!e)
    return nb_fail(NB_NO_MEMORY, "no memory for the encoder");
  nb_error error = load(e);
  if (!nb_failed(error))
    error = e->module->open(&e->film, path, name, options);
  if (nb_failed(error)) {
    encoder_close(e);
    return error;
  }
  *out = e;
  return nb_ok();
}

nb_error encoder_write(encoder *e, yuv_picture picture)
{
  return e->module->write(e->film, picture);
}

nb_error encoder_finish(encoder *e)
{
  return e->module->finish(e->film);
}

void encoder_close(encoder *e)
{
  if (!e)
    return;
  if (e->film)
    e->module->close(e->film);
  free(e); // the library stays: libavcodec leaves threads and tables behind that would outlive it
}
