#include "paint/gl.h"

#include <stdlib.h>
#include <string.h>

#include "paint/gl_layers.h"
#include "paint/gl_spaces.h"
#include "paint/gl_stream.h"

struct gl {
  gl_api api;
  gl_options options;
  gl_shaders shaders;
  uint64_t found; // what was saved in their folder when somebody last looked
  gl_stream stream;
  gl_layers layers;
  gl_spaces spaces;
  gl_bounds *bounds; // of each group: what was painted in it
  size_t bounds_capacity;
};

// A picture that is being painted.
typedef struct painting {
  gl *gl;
  const gl_picture *picture;
  uint32_t open[NB_LIST_MAX_DEPTH + 1];
  uint32_t depth;
} painting;

// Errors of whoever used the context before are none of ours.
static void forget_errors(const gl_api *api)
{
  for (int k = 0; k < 16 && api->GetError() != GL_NO_ERROR; k++)
    ;
}

static void end(gl *g)
{
  if (g->options.end)
    g->options.end(g->options.context);
  free(g->bounds);
  free(g);
}

static nb_error no_memory(void)
{
  return nb_fail(NB_NO_MEMORY, "painter: no memory for what the graphics card paints");
}

nb_error gl_open(gl **out, const gl_options *options)
{
  gl *g = calloc(1, sizeof *g);
  *out = NULL;
  if (!g) {
    if (options->end)
      options->end(options->context);
    return no_memory();
  }
  g->options = *options;
  nb_error e = gl_api_load(&g->api, options->loader);
  if (!nb_failed(e)) {
    forget_errors(&g->api);
    e = gl_shaders_make(&g->shaders, &g->api, GL_FIRST_LINE, options->shaders);
  }
  if (nb_failed(e)) {
    end(g);
    return e;
  }
  gl_stream_open(&g->stream, &g->api);
  gl_spaces_open(&g->spaces, &g->api);
  *out = g;
  return nb_ok();
}

void gl_close(gl *g)
{
  if (!g)
    return;
  gl_layers_free(&g->layers, &g->api);
  gl_spaces_close(&g->spaces, &g->api);
  gl_stream_close(&g->stream, &g->api);
  gl_shaders_free(&g->shaders, &g->api);
  end(g);
}

bool gl_reload(gl *g, nb_error *trouble)
{
  *trouble = nb_ok();
  if (!g->options.shaders)
    return false;
  uint64_t before = g->found;
  g->found = gl_shaders_saved(g->options.shaders);
  if (g->found == g->shaders.saved || g->found != before) // as it was, or still being written
    return false;
  gl_shaders fresh;
  *trouble = gl_shaders_make(&fresh, &g->api, GL_FIRST_LINE, g->options.shaders);
  if (nb_failed(*trouble)) {
    g->shaders.saved = fresh.saved; // told once
    return true;
  }
  gl_shaders_free(&g->shaders, &g->api);
  g->shaders = fresh;
  return true;
}

// ---------------------------------------------------------------------------------------------------------------------
// Groups

// What is painted in each group, those inside it too, and what is read of it through a mask.
static nb_error find_bounds(gl *g, const gl_picture *picture)
{
  const plan_group *groups = picture->plan->groups;
  size_t count = picture->plan->group_count;
  if (count > g->bounds_capacity) {
    size_t more = 2 * count;
    gl_bounds *grown = realloc(g->bounds, more * sizeof *grown);
    if (!grown)
      return no_memory();
    g->bounds = grown;
    g->bounds_capacity = more;
  }
  for (size_t k = 0; k < count; k++)
    g->bounds[k] = (gl_bounds){INT32_MAX, INT32_MAX, 0, 0};
  for (int k = 0; k < picture->batch_count; k++) {
    const gl_segments *s = &g->stream.segments[k];
    for (uint32_t i = 0; i < s->count; i++) {
      gl_segment segment = s->items[i];
      for (uint32_t at = segment.through ? segment.through : segment.group; at; at = groups[at].parent)
        gl_bounds_unite(&g->bounds[at], segment.bounds);
    }
  }
  return nb_ok();
}

static void use_framebuffer(const painting *p)
{
  const gl *g = p->gl;
  g->api.BindFramebuffer(GL_FRAMEBUFFER, g->layers.at[p->depth].framebuffer);
}

static const gl_program *use(const painting *p, gl_program_id id)
{
  return gl_shaders_use(&p->gl->shaders, &p->gl->api, id, p->picture->width, p->picture->height);
}

static void push(painting *p, uint32_t group)
{
  const gl_api *api = &p->gl->api;
  gl_bounds b = p->gl->bounds[group];
  p->open[++p->depth] = group;
  use_framebuffer(p);
  api->Enable(GL_SCISSOR_TEST);
  api->Scissor(4 * b.x0, 4 * b.y0, 4 * (b.x1 - b.x0), 4 * (b.y1 - b.y0));
  api->ClearColor(0, 0, 0, 0);
  api->Clear(GL_COLOR_BUFFER_BIT);
  api->Disable(GL_SCISSOR_TEST);
}

// What programs read as `layer`: that of the depth.
static void read_layer(const gl *g, uint32_t depth)
{
  g->api.ActiveTexture(GL_TEXTURE0 + GL_UNIT_LAYER);
  g->api.BindTexture(GL_TEXTURE_2D, g->layers.at[depth].texture);
}

// Draws a part of the layer of the depth, with a program that reads it.
static void draw_layer(const gl *g, uint32_t depth, const gl_program *program, gl_bounds b)
{
  read_layer(g, depth);
  g->api.Uniform4i(program->at[GL_AT_BOUNDS], 4 * b.x0, 4 * b.y0, 4 * b.x1, 4 * b.y1);
  g->api.BindVertexArray(g->stream.array);
  g->api.DrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, 1);
}

// Blends the innermost group into the one around it; one with a mask has been, or will be, through that.
static void pop(painting *p)
{
  uint32_t depth = p->depth--, group = p->open[depth];
  use_framebuffer(p);
  if (p->picture->plan->groups[group].masked)
    return;
  const gl_program *program = use(p, GL_LAYER);
  p->gl->api.Uniform1f(program->at[GL_AT_ALPHA], (float)p->picture->plan->groups[group].alpha);
  draw_layer(p->gl, depth, program, p->gl->bounds[group]);
}

// Closes and opens groups until `group` is the innermost.
static void enter(painting *p, uint32_t group)
{
  const plan_group *groups = p->picture->plan->groups;
  uint32_t path[NB_LIST_MAX_DEPTH + 1];
  int count = 0;
  uint32_t at = group;
  for (; groups[at].depth > p->depth || p->open[groups[at].depth] != at; at = groups[at].parent)
    path[count++] = at;
  while (p->depth > groups[at].depth)
    pop(p);
  while (count > 0)
    push(p, path[--count]);
}

static bool is_open(const painting *p, uint32_t group)
{
  uint32_t depth = p->picture->plan->groups[group].depth;
  return depth <= p->depth && p->open[depth] == group;
}

// ---------------------------------------------------------------------------------------------------------------------
// Pictures

static void set_state(const gl_api *api, int width, int height)
{
  static const unsigned off[] = {GL_CULL_FACE, GL_DEPTH_TEST, GL_STENCIL_TEST, GL_SCISSOR_TEST, GL_DITHER};
  for (size_t k = 0; k < sizeof off / sizeof *off; k++)
    api->Disable(off[k]);
  api->ColorMask(1, 1, 1, 1);
  api->Enable(GL_BLEND);
  api->BlendEquation(GL_FUNC_ADD);
  api->BlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  api->Viewport(0, 0, width, height);
}

static void clear(const painting *p)
{
  const gl_api *api = &p->gl->api;
  uint32_t c = p->picture->ground;
  use_framebuffer(p);
  api->ClearColor((float)(c & 255) / 255, (float)(c >> 8 & 255) / 255, (float)(c >> 16 & 255) / 255,
                  (float)(c >> 24) / 255);
  api->Clear(GL_COLOR_BUFFER_BIT);
}

// Paints a space into its layer, from which the segment is then drawn.
static void paint_space(const painting *p, uint32_t space)
{
  gl *g = p->gl;
  gl_spaces_paint(&g->spaces, &g->api, &g->shaders, space);
  g->api.ActiveTexture(GL_TEXTURE0 + GL_UNIT_LAYER);
  g->api.BindTexture(GL_TEXTURE_2D, g->spaces.result.texture);
  g->api.Viewport(0, 0, p->picture->width, p->picture->height);
  use_framebuffer(p);
  const space_layer *layer = spaces_layer(p->picture->spaces, space);
  g->api.Uniform2i(use(p, GL_SPACE)->at[GL_AT_SHIFT], layer->x, layer->y);
}

static void draw(painting *p)
{
  gl *g = p->gl;
  for (int k = 0; k < p->picture->batch_count; k++) {
    const gl_segments *s = &g->stream.segments[k];
    for (uint32_t i = 0; i < s->count; i++) {
      const gl_segment *segment = &s->items[i];
      if (segment->through && !is_open(p, segment->through))
        continue; // nothing was painted in the group
      enter(p, segment->group);
      if (segment->program == GL_SPACE)
        paint_space(p, segment->space);
      use(p, segment->program);
      if (segment->through)
        read_layer(g, p->depth + 1);
      gl_stream_draw(&g->stream, &g->api, segment->first, segment->count);
    }
  }
  enter(p, 0);
}

static nb_error check(const gl_api *api)
{
  unsigned code = api->GetError();
  if (code == GL_NO_ERROR)
    return nb_ok();
  if (code == GL_OUT_OF_MEMORY)
    return nb_fail(NB_NO_GRAPHICS, "the graphics card has no memory for the picture");
  if (code == GL_CONTEXT_LOST)
    return nb_fail(NB_NO_GRAPHICS, "the graphics card was reset");
  return nb_fail(NB_NO_GRAPHICS, "the graphics driver refuses to paint (OpenGL error 0x%04x)", code);
}

// Paints the picture into the layer of depth 0.
static nb_error paint(gl *g, pool *threads, const gl_picture *picture)
{
  painting p = {.gl = g, .picture = picture};
  nb_error e = gl_layers_fit(&g->layers, &g->api, picture->width, picture->height, picture->plan->depth);
  if (!nb_failed(e))
    e = gl_stream_send(&g->stream, &g->api, threads, picture);
  if (!nb_failed(e))
    e = gl_spaces_send(&g->spaces, &g->api, threads, picture->spaces, picture->width, picture->height);
  if (!nb_failed(e))
    e = find_bounds(g, picture);
  if (nb_failed(e))
    return e;
  set_state(&g->api, picture->width, picture->height);
  clear(&p);
  draw(&p);
  return nb_ok();
}

nb_error gl_paint(gl *g, pool *threads, const gl_picture *picture)
{
  nb_error e = paint(g, threads, picture);
  if (nb_failed(e))
    return e;
  const gl_program *copy = gl_shaders_use(&g->shaders, &g->api, GL_COPY, picture->width, picture->height);
  g->api.BindFramebuffer(GL_FRAMEBUFFER, 0);
  g->api.Disable(GL_BLEND);
  draw_layer(g, 0, copy, (gl_bounds){0, 0, (picture->width + 3) / 4, (picture->height + 3) / 4});
  return check(&g->api);
}

static void swap_red_and_blue(pixels target)
{
  for (int y = 0; y < target.height; y++) {
    uint8_t *row = target.bytes + (size_t)y * target.stride;
    for (int x = 0; x < target.width; x++) {
      uint8_t red = row[4 * x];
      row[4 * x] = row[4 * x + 2];
      row[4 * x + 2] = red;
    }
  }
}

nb_error gl_paint_to(gl *g, pool *threads, const gl_picture *picture, pixels target)
{
  nb_error e = paint(g, threads, picture);
  if (nb_failed(e))
    return e;
  g->api.PixelStorei(GL_PACK_ALIGNMENT, 4);
  g->api.PixelStorei(GL_PACK_ROW_LENGTH, (int)(target.stride / 4));
  g->api.ReadPixels(0, 0, target.width, target.height, GL_RGBA, GL_UNSIGNED_BYTE, target.bytes);
  if (target.order == PIXEL_BGRA)
    swap_red_and_blue(target);
  return check(&g->api);
}
