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
