#include "paint/gl_layers.h"

static void make(gl_layer *l, const gl_api *api)
{
  api->GenTextures(1, &l->texture);
  api->GenFramebuffers(1, &l->framebuffer);
  api->BindTexture(GL_TEXTURE_2D, l->texture);
  api->TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  api->TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  api->TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
}

static nb_error fit(gl_layer *l, const gl_api *api, int width, int height, bool result)
{
  if (l->width == width && l->height == height)
    return nb_ok();
  api->ActiveTexture(GL_TEXTURE0 + 1);
  if (!l->texture)
    make(l, api);
  api->BindTexture(GL_TEXTURE_2D, l->texture);
  api->TexImage2D(GL_TEXTURE_2D, 0, result ? GL_RGBA8 : GL_RGBA16, width, height, 0, GL_RGBA,
                  result ? GL_UNSIGNED_BYTE : GL_UNSIGNED_SHORT, NULL);
  api->BindFramebuffer(GL_FRAMEBUFFER, l->framebuffer);
  api->FramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, l->texture, 0);
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
    e = fit(&l->at[k], api, width, height, false);
  return e;
}

nb_error gl_layers_fit_result(gl_layers *l, const gl_api *api, int width, int height)
{
  return fit(&l->result, api, width, height, true);
}

static void drop(gl_layer *l, const gl_api *api)
{
  if (!l->texture)
    return;
  api->DeleteFramebuffers(1, &l->framebuffer);
  api->DeleteTextures(1, &l->texture);
}

void gl_layers_free(gl_layers *l, const gl_api *api)
{
  for (int k = 0; k <= NB_LIST_MAX_DEPTH; k++)
    drop(&l->at[k], api);
  drop(&l->result, api);
  *l = (gl_layers){0};
}
