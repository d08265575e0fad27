#include "paint/gl_layers.h"

#include "paint/gl_shaders.h"

// How a texture's texels lie in the card, and how they would in memory.
typedef struct form {
  unsigned inside, outside, type;
} form;

static const form colors[] = {
    [GL_LAYER_FINE] = {GL_RGBA16, GL_RGBA, GL_UNSIGNED_SHORT},
    [GL_LAYER_BYTES] = {GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE},
    [GL_LAYER_FRAGMENTS] = {GL_RG32UI, GL_RG_INTEGER, GL_UNSIGNED_INT},
};
static const form depths = {GL_DEPTH_COMPONENT32F, GL_DEPTH_COMPONENT, GL_FLOAT};

static void size_texture(unsigned *texture, const gl_api *api, form f, int width, int height)
{
  api->ActiveTexture(GL_TEXTURE0 + GL_UNIT_LAYER);
  if (!*texture)
    api->GenTextures(1, texture);
  api->BindTexture(GL_TEXTURE_2D, *texture);
  api->TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  api->TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  api->TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  api->TexImage2D(GL_TEXTURE_2D, 0, (int)f.inside, width, height, 0, f.outside, f.type, NULL);
}

nb_error gl_layer_fit(gl_layer *l, const gl_api *api, gl_layer_kind kind, int width, int height)
{
  if (l->width == width && l->height == height)
    return nb_ok();
  if (!l->framebuffer)
    api->GenFramebuffers(1, &l->framebuffer);
  api->BindFramebuffer(GL_FRAMEBUFFER, l->framebuffer);
  size_texture(&l->texture, api, colors[kind], width, height);
  api->FramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, l->texture, 0);
  if (kind == GL_LAYER_FRAGMENTS) {
    size_texture(&l->depth, api, depths, width, height);
    api->FramebufferTexture2D(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_TEXTURE_2D, l->depth, 0);
  }
  bool whole = api->CheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
  l->width = whole ? width : 0;
  l->height = whole ? height : 0;
  return whole
             ? nb_ok()
             : nb_fail(NB_NO_GRAPHICS, "the graphics driver gives no layer of %d x %d pixels", width, height);
}

nb_error gl_layers_fit(gl_layers *l, const gl_api *api, int width, int height, uint32_t depth)
{
  nb_error e = nb_ok();
  for (uint32_t k = 0; k <= depth && !nb_failed(e); k++)
    e = gl_layer_fit(&l->at[k], api, GL_LAYER_BYTES, width, height);
  return e;
}

void gl_layer_free(gl_layer *l, const gl_api *api)
{
  if (l->framebuffer)
    api->DeleteFramebuffers(1, &l->framebuffer);
  if (l->texture)
    api->DeleteTextures(1, &l->texture);
  if (l->depth)
    api->DeleteTextures(1, &l->depth);
  *l = (gl_layer){0};
}

void gl_layers_free(gl_layers *l, const gl_api *api)
{
  for (int k = 0; k <= NB_LIST_MAX_DEPTH; k++)
    gl_layer_free(&l->at[k], api);
}
