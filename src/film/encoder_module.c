#define _GNU_SOURCE // dladdr
#include "film/encoder_module.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

// The module stands beside libnabla, wherever that was found.
nb_error encoder_module_load(const encoder_module **out)
{
  Dl_info nabla;
  char path[PATH_MAX];
  *out = NULL;
  if (!dladdr((void *)(uintptr_t)nb_ok, &nabla))
    return nb_fail(NB_NO_ENCODER, "cannot find libnabla, beside which the encoder stands");
  const char *slash = strrchr(nabla.dli_fname, '/');
  int folder = slash ? (int)(slash + 1 - nabla.dli_fname) : 0;
  snprintf(path, sizeof path, "%.*snabla-encoder.so", folder, nabla.dli_fname);
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  *out = library ? dlsym(library, "nabla_encoder") : NULL;
  return *out ? nb_ok() : nb_fail(NB_NO_ENCODER, "cannot load the encoder: %s", dlerror());
}
