#include "paint/gl_api.h"

#include <string.h>

nb_error gl_api_load(gl_api *api, gl_loader loader)
{
  void *address;
#define GL_FIND(result, name, arguments)                                                                     \
  address = loader("gl" #name);                                                                              \
  if (!address)                                                                                              \
    return nb_fail(NB_NO_GRAPHICS, "the graphics driver has no gl" #name ", which OpenGL 3.3 has");          \
  memcpy(&api->name, &address, sizeof api->name); // ISO C has no cast for it
  GL_FUNCTIONS(GL_FIND)
#undef GL_FIND
  return nb_ok();
}

void *gl_map_fresh(const gl_api *api, unsigned target, unsigned buffer, size_t size, size_t *capacity)
{
  size = size ? size : 1; // of nothing there is no memory
  if (size > *capacity)
    *capacity = size + size / 2 + (1 << 16);
  api->BindBuffer(target, buffer);
  api->BufferData(target, (ptrdiff_t)*capacity, NULL, GL_STREAM_DRAW);
  return api->MapBufferRange(target, 0, (ptrdiff_t)size, GL_MAP_WRITE_BIT | GL_MAP_INVALIDATE_BUFFER_BIT);
}
