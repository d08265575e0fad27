#include "paint/gl_spaces.h"

#include <math.h>

#include "raster/samples.h"

// The samples that are looked at, of the processor's sixteen: no two in one fourth of a pixel's rows or columns.
static const int chosen[GL_SPACE_SAMPLES] = {4, 6, 8, 9};

// A space that is being painted.
typedef struct painting {
  gl_spaces *g;
  const gl_api *api;
  gl_shaders *shaders;
  const gl_solid_set *set;
  const space_shape *shape;
  int width, height;
  int sample;
  float low, scale; // of depths
} painting;

void gl_spaces_open(gl_spaces *g, const gl_api *api)
{
  *g = (gl_spaces){0};
  gl_solids_open(&g->solids, api);
  api->GenVertexArrays(1, &g->faces);
  api->GenVertexArrays(SPACE_PARTS, g->lines);
  api->GenVertexArrays(1, &g->nothing);
  api->GenQueries(1, &g->query);
  api->GenFramebuffers(2, g->under);
}

void gl_spaces_close(gl_spaces *g, const gl_api *api)
{
  gl_layer *const layers[] = {&g->opaque, &g->peels[0], &g->peels[1], &g->sum, &g->result};
  for (size_t k = 0; k < sizeof layers / sizeof *layers; k++)
    gl_layer_free(layers[k], api);
  api->DeleteFramebuffers(2, g->under);
  api->DeleteQueries(1, &g->query);
  api->DeleteVertexArrays(1, &g->nothing);
  api->DeleteVertexArrays(SPACE_PARTS, g->lines);
  api->DeleteVertexArrays(1, &g->faces);
  gl_solids_close(&g->solids, api);
}

// Pixels along a side: what is needed, or what there is where that is more, but no more than a canvas has.
static int side_of(int needed, int there, int canvas)
{
  return there > needed && there <= canvas + SOLID_TILE ? there : needed;
}

nb_error gl_spaces_send(gl_spaces *g, const gl_api *api, pool *threads, const spaces *from, int width,
                        int height)
{
  g->from = from;
  if (from->count == 0)
    return nb_ok();
  int columns = 1, rows = 1;
  for (uint32_t k = 0; k < from->count; k++) {
    const space_layer *l = spaces_layer(from, k);
    columns = l->columns > columns ? l->columns : columns;
    rows = l->rows > rows ? l->rows : rows;
  }
  width = side_of(SOLID_TILE * columns, g->result.width, width);
  height = side_of(SOLID_TILE * rows, g->result.height, height);
  const struct {
    gl_layer *layer;
    gl_layer_kind kind;
  } layers[] = {{&g->opaque, GL_LAYER_FRAGMENTS},
                {&g->peels[0], GL_LAYER_FRAGMENTS},
                {&g->peels[1], GL_LAYER_FRAGMENTS},
                {&g->sum, GL_LAYER_FINE},
                {&g->result, GL_LAYER_FINE}};
  nb_error e = gl_solids_send(&g->solids, api, threads, from);
  for (size_t k = 0; k < sizeof layers / sizeof *layers && !nb_failed(e); k++)
    e = gl_layer_fit(layers[k].layer, api, layers[k].kind, width, height);
  for (int k = 0; k < 2 && !nb_failed(e); k++) {
    api->BindFramebuffer(GL_FRAMEBUFFER, g->under[k]);
    api->FramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, g->sum.texture, 0);
    api->FramebufferTexture2D(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_TEXTURE_2D, g->peels[k].depth, 0);
  }
  return e;
}

// ---------------------------------------------------------------------------------------------------------------------
// Passes

static void bind(const gl_api *api, gl_unit unit, unsigned texture)
{
  api->ActiveTexture(GL_TEXTURE0 + unit);
  api->BindTexture(GL_TEXTURE_2D, texture);
}

static const gl_program *use(const painting *p, gl_program_id id)
{
  return gl_shaders_use(p->shaders, p->api, id, p->width, p->height);
}

// Opens a pass that finds the nearest of something.
static void begin_nearest(const painting *p, const gl_layer *into)
{
  static const float farthest = 0;
  static const unsigned none[4] = {0};
  const gl_api *api = p->api;
  api->BindFramebuffer(GL_FRAMEBUFFER, into->framebuffer);
  api->Disable(GL_BLEND);
  api->Enable(GL_DEPTH_TEST);
  api->DepthFunc(GL_GEQUAL);
  api->DepthMask(1);
  api->ClearBufferuiv(GL_COLOR, 0, none);
  api->ClearBufferfv(GL_DEPTH, 0, &farthest);
}

static void clear(const painting *p, const gl_layer *layer)
{
  static const float nothing[4] = {0};
  p->api->BindFramebuffer(GL_FRAMEBUFFER, layer->framebuffer);
  p->api->ClearBufferfv(GL_COLOR, 0, nothing);
}

// All pixels that may show something, with the program in use.
static void fill(const painting *p, const gl_program *program)
{
  const gl_solid_set *s = p->set;
  int x = p->shape->x, y = p->shape->y;
  p->api->Uniform4i(program->at[GL_AT_BOUNDS], s->x0 - x, s->y0 - y, s->x1 - x, s->y1 - y);
  p->api->BindVertexArray(p->g->nothing);
  p->api->DrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, 1);
}

static void tell(const painting *p, const gl_program *program, bool first)
{
  const gl_api *api = p->api;
  int sample = chosen[p->sample];
  api->Uniform2i(program->at[GL_AT_SHIFT], -16 * sample_x[sample], -16 * sample_y[sample]);
  api->Uniform2f(program->at[GL_AT_DEPTHS], p->low, p->scale);
  if (program->at[GL_AT_SEEN] >= 0)
    api->Uniform2i(program->at[GL_AT_SEEN], p->shape->view->perspective, p->shape->view->mirrored);
  if (program->at[GL_AT_FIRST] >= 0)
    api->Uniform1i(program->at[GL_AT_FIRST], first);
}

static void draw(const painting *p, space_part part, bool first)
{
  const gl_solid_set *s = p->set;
  const uint8_t *start = NULL;
  if (s->corner_count[part]) {
    tell(p, use(p, part == SPACE_OPAQUE ? GL_FACES_OPAQUE : GL_FACES_CLEAR), first);
    p->api->BindVertexArray(p->g->faces);
    if (part == SPACE_OPAQUE)
      p->api->DrawElements(GL_TRIANGLES, (int)s->corner_count[part], GL_UNSIGNED_INT, start + s->corners);
    else
      p->api->DrawArraysInstanced(GL_TRIANGLES, (int)s->points, (int)s->corner_count[part], 1);
  }
  if (s->line_count[part]) {
    tell(p, use(p, part == SPACE_OPAQUE ? GL_LINES_OPAQUE : GL_LINES_CLEAR), first);
    p->api->BindVertexArray(p->g->lines[part]);
    p->api->DrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, (int)s->line_count[part]);
  }
}

// Blends what peel k has found under the sum; its depth tells the card early where that is nothing.
static void add_under(const painting *p, int k)
{
  const gl_api *api = p->api;
  api->BindFramebuffer(GL_FRAMEBUFFER, p->g->under[k]);
  bind(api, GL_UNIT_BEFORE, p->g->peels[k].texture);
  api->DepthFunc(GL_LESS);
  api->DepthMask(0);
  api->Enable(GL_BLEND);
  api->BlendFunc(GL_ONE_MINUS_DST_ALPHA, GL_ONE);
  fill(p, use(p, GL_UNDER));
}

// Finds the nearest of what is translucent behind what the peel before has. False where there was nothing.
static bool peel(const painting *p, int number)
{
  const gl_api *api = p->api;
  gl_spaces *g = p->g;
  unsigned found = 0;
  int k = number & 1;
  begin_nearest(p, &g->peels[k]);
  bind(api, GL_UNIT_BEFORE, g->peels[1 - k].texture);
  bind(api, GL_UNIT_BEFORE_DEPTH, g->peels[1 - k].depth);
  api->BeginQuery(GL_ANY_SAMPLES_PASSED, g->query);
  draw(p, SPACE_CLEAR, number == 0);
  api->EndQuery(GL_ANY_SAMPLES_PASSED);
  add_under(p, k);
  api->GetQueryObjectuiv(g->query, GL_QUERY_RESULT, &found);
  return found != 0;
}

static void add_to_mean(const painting *p)
{
  const gl_api *api = p->api;
  const gl_program *mean = use(p, GL_MEAN);
  api->BindFramebuffer(GL_FRAMEBUFFER, p->g->result.framebuffer);
  api->Disable(GL_DEPTH_TEST);
  api->Enable(GL_BLEND);
  api->BlendFunc(GL_ONE, GL_ONE);
  api->Uniform1f(mean->at[GL_AT_ALPHA], 1.0f / GL_SPACE_SAMPLES);
  fill(p, mean);
}

static void paint_sample(const painting *p)
{
  begin_nearest(p, &p->g->opaque);
  draw(p, SPACE_OPAQUE, false);
  if (p->set->corner_count[SPACE_CLEAR] + p->set->line_count[SPACE_CLEAR] > 0) {
    clear(p, &p->g->sum);
    for (int k = 0; k < GL_SPACE_PEELS && peel(p, k); k++)
      ;
  }
  add_to_mean(p);
}

// Depths as they are stored, above 0 to 1: times a power of two they are as exact as the processor has them.
static void set_depths(painting *p)
{
  const gl_solid_set *s = p->set;
  float less = fmaxf(fmaxf((s->high - s->low) / 1024, fabsf(s->low) * 1e-6f), 1e-6f);
  p->low = p->shape->view->perspective ? 0 : s->low - less;
  float reach = s->high - p->low;
  int exponent = 0;
  if (reach > 0)
    frexpf(reach, &exponent);
  p->scale = ldexpf(1, -exponent);
}

// Bounds on the canvas.
static void set_scissor(const painting *p, int x0, int y0, int x1, int y1)
{
  p->api->Enable(GL_SCISSOR_TEST);
  p->api->Scissor(x0 - p->shape->x, y0 - p->shape->y, x1 - x0, y1 - y0);
}

void gl_spaces_paint(gl_spaces *g, const gl_api *api, gl_shaders *shaders, uint32_t k)
{
  space_shape shape = spaces_shape(g->from, k);
  const gl_solid_set *set = &g->solids.sets[k];
  painting p = {.g = g,
                .api = api,
                .shaders = shaders,
                .set = set,
                .shape = &shape,
                .width = g->result.width,
                .height = g->result.height};
  const space_layer *layer = spaces_layer(g->from, k);
  api->Viewport(0, 0, p.width, p.height);
  set_scissor(&p, layer->x, layer->y, layer->x + SOLID_TILE * layer->columns,
              layer->y + SOLID_TILE * layer->rows);
  clear(&p, &g->result);
  if (set->x0 < set->x1 && set->y0 < set->y1) {
    set_depths(&p);
    api->BindVertexArray(g->faces);
    gl_solids_read_points(&g->solids, api);
    for (int part = 0; part < SPACE_PARTS; part++) {
      api->BindVertexArray(g->lines[part]);
      gl_solids_read_lines(&g->solids, api, set->lines[part]);
    }
    bind(api, GL_UNIT_LAYER, g->sum.texture);
    bind(api, GL_UNIT_OPAQUE, g->opaque.texture);
    bind(api, GL_UNIT_OPAQUE_DEPTH, g->opaque.depth);
    set_scissor(&p, set->x0, set->y0, set->x1, set->y1);
    clear(&p, &g->sum);
    for (p.sample = 0; p.sample < GL_SPACE_SAMPLES; p.sample++)
      paint_sample(&p);
  }
  api->Disable(GL_SCISSOR_TEST);
  api->Disable(GL_DEPTH_TEST);
  api->DepthMask(1);
  api->Enable(GL_BLEND);
  api->BlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}
