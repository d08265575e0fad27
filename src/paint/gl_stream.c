#include "paint/gl_stream.h"

#include <stdlib.h>
#include <string.h>

enum { ROW = 1024, TEXEL = 16 }; // texels in a row of the texture, bytes in a texel

typedef struct instance {
  uint16_t x, y, count, span;
  uint32_t data;  // of a strip its first texel, of a span its four bytes
  uint32_t paint; // a colour, or the first texel of a source
} instance;

_Static_assert(sizeof(instance) == 16, "an instance is what shaders/run.vert reads");

// A source as the shaders find it, before its colours.
typedef struct gradient_head {
  float x, y, origin, unused;
} gradient_head;

typedef struct image_head {
  float right[2], down[2], origin[2];
  uint32_t size, alpha;
} image_head;

// Where each batch's part begins.
typedef struct layout {
  const gl_picture *picture;
  gl_segments *segments;
  instance *instances;
  uint8_t *data;
  uint32_t first_instance[BATCHES_MAX + 1], first_texel[BATCHES_MAX + 1];
} layout;

void gl_stream_open(gl_stream *s, const gl_api *api)
{
  *s = (gl_stream){0};
  api->GenVertexArrays(1, &s->array);
  api->GenBuffers(1, &s->instances);
  api->GenBuffers(1, &s->staging);
  api->GenTextures(GL_STREAM_TEXTURES, s->textures);
  api->GetIntegerv(GL_MAX_TEXTURE_SIZE, &s->most_rows);
  for (int k = 0; k < GL_STREAM_TEXTURES; k++) {
    api->BindTexture(GL_TEXTURE_2D, s->textures[k]);
    api->TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    api->TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    api->TexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  }
}

void gl_stream_close(gl_stream *s, const gl_api *api)
{
  api->DeleteTextures(GL_STREAM_TEXTURES, s->textures);
  api->DeleteBuffers(1, &s->instances);
  api->DeleteBuffers(1, &s->staging);
  api->DeleteVertexArrays(1, &s->array);
  for (int k = 0; k < BATCHES_MAX; k++)
    free(s->segments[k].items);
  *s = (gl_stream){0};
}

// ---------------------------------------------------------------------------------------------------------------------
// One batch, by one thread

static size_t source_texels(const source *s)
{
  if (s->layer) // which the card paints itself
    return 0;
  return s->pixels ? 2 + ((size_t)s->width * s->height + 3) / 4 : 1 + SOURCE_RAMP / 4;
}

static size_t batch_texels(const batch *b)
{
  size_t texels = b->strips.tile_count;
  for (size_t k = 0; k < b->source_count; k++)
    texels += source_texels(&b->sources[k]);
  return texels;
}

static void put_source(uint8_t *to, const source *s)
{
  const raster_affine *m = &s->from_pixels;
  if (s->layer)
    return;
  if (!s->pixels) {
    gradient_head head = {(float)m->i.x, (float)m->j.x, (float)m->origin.x, 0};
    memcpy(to, &head, sizeof head);
    memcpy(to + sizeof head, s->ramp, sizeof s->ramp);
    return;
  }
  image_head head = {.right = {(float)m->i.x, (float)m->i.y},
                     .down = {(float)m->j.x, (float)m->j.y},
                     .origin = {(float)m->origin.x, (float)m->origin.y},
                     .size = s->width | s->height << 16,
                     .alpha = s->alpha | (s->filter == NB_NEAREST ? 256 : 0)};
  memcpy(to, &head, sizeof head);
  memcpy(to + sizeof head, s->pixels, (size_t)4 * s->width * s->height);
}

static gl_program_id program_of(const batch *b, const batch_shape *shape)
{
  if (shape->through)
    return GL_MASK;
  if (!shape->source)
    return GL_SOLID;
  const source *s = &b->sources[shape->source - 1];
  return s->layer ? GL_SPACE : s->pixels ? GL_IMAGE : GL_GRADIENT;
}

// Adds a row's segment to the last one, or begins one where they have another group, program or space.
static void add_to_segment(gl_segments *s, gl_segment row)
{
  gl_segment *last = s->count ? &s->items[s->count - 1] : NULL;
  if (last && last->group == row.group && last->program == row.program && last->through == row.through &&
      last->space == row.space && last->first + last->count == row.first) {
    last->count += row.count;
    gl_bounds_unite(&last->bounds, row.bounds);
    return;
  }
  if (s->count == s->capacity) {
    uint32_t more = 2 * s->capacity + 16;
    gl_segment *grown = realloc(s->items, more * sizeof *grown);
    s->failed = s->failed || !grown;
    if (!grown)
      return;
    s->items = grown;
    s->capacity = more;
  }
  s->items[s->count++] = row;
}

// Instances have the numbers of the batch's runs, behind those of the batches before it.
static void put_row(const layout *l, const batch *b, int index, const strip_row *row, uint32_t paint)
{
  const strip_run *runs = b->strips.runs + row->first;
  instance *to = l->instances + l->first_instance[index] + row->first;
  for (uint32_t k = 0; k < row->count; k++) {
    bool span = runs[k].count & STRIP_SPAN;
    to[k] = (instance){.x = runs[k].x,
                       .y = (uint16_t)row->y,
                       .count = (uint16_t)(runs[k].count & ~STRIP_SPAN),
                       .span = span,
                       .data = span ? runs[k].data : runs[k].data + l->first_texel[index],
                       .paint = paint};
  }
  const batch_shape *shape = &b->shapes[row->shape];
  strip_run end = runs[row->count - 1];
  gl_bounds bounds = {runs[0].x, (int)row->y, end.x + (end.count & ~STRIP_SPAN), (int)row->y + 1};
  const space_layer *layer = shape->source ? b->sources[shape->source - 1].layer : NULL;
  add_to_segment(&l->segments[index], (gl_segment){.group = shape->group,
                                                   .through = shape->through,
                                                   .space = layer ? layer->space : 0,
                                                   .first = l->first_instance[index] + row->first,
                                                   .count = row->count,
                                                   .program = program_of(b, shape),
                                                   .bounds = bounds});
}

static void put_batch(void *context, int index, int worker)
{
  (void)worker;
  const layout *l = context;
  const batch *b = &l->picture->batches[index];
  uint32_t texel = l->first_texel[index] + b->strips.tile_count;
  size_t at = 0; // the source at texel; sources have the order of their shapes
  l->segments[index].count = 0;
  l->segments[index].failed = false;
  if (b->strips.tile_count)
    memcpy(l->data + (size_t)TEXEL * l->first_texel[index], b->strips.coverage,
           (size_t)TEXEL * b->strips.tile_count);
  for (uint32_t k = 0; k < b->strips.row_count; k++) {
    const strip_row *row = &b->strips.rows[k];
    const batch_shape *shape = &b->shapes[row->shape];
    for (; shape->source && at < shape->source - 1; at++)
      texel += (uint32_t)source_texels(&b->sources[at]);
    put_row(l, b, index, row, shape->source ? texel : shape->color);
  }
  texel = l->first_texel[index] + b->strips.tile_count;
  for (size_t k = 0; k < b->source_count; k++) {
    put_source(l->data + (size_t)TEXEL * texel, &b->sources[k]);
    texel += (uint32_t)source_texels(&b->sources[k]);
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// All of them

static bool lay_out(layout *l, const gl_picture *picture, int most_rows)
{
  size_t instances = 0, texels = 0, most = (size_t)ROW * (size_t)most_rows;
  for (int k = 0; k < picture->batch_count; k++) {
    l->first_instance[k] = (uint32_t)instances;
    l->first_texel[k] = (uint32_t)texels;
    instances += picture->batches[k].strips.run_count;
    texels += batch_texels(&picture->batches[k]);
    if (instances > INT32_MAX || texels > most || texels > INT32_MAX)
      return false;
  }
  l->first_instance[picture->batch_count] = (uint32_t)instances;
  l->first_texel[picture->batch_count] = (uint32_t)texels;
  return true;
}

static void upload(gl_stream *s, const gl_api *api, int rows)
{
  int k = s->turn = (s->turn + 1) % GL_STREAM_TEXTURES;
  api->ActiveTexture(GL_TEXTURE0);
  api->BindTexture(GL_TEXTURE_2D, s->textures[k]);
  if (rows > s->texture_rows[k]) {
    int more = rows + rows / 2 + 16;
    s->texture_rows[k] = more < s->most_rows ? more : s->most_rows;
    api->BindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
    api->TexImage2D(GL_TEXTURE_2D, 0, GL_RGBA32UI, ROW, s->texture_rows[k], 0, GL_RGBA_INTEGER,
                    GL_UNSIGNED_INT, NULL);
    api->BindBuffer(GL_PIXEL_UNPACK_BUFFER, s->staging);
  }
  api->PixelStorei(GL_UNPACK_ALIGNMENT, 4);
  api->PixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  if (rows)
    api->TexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, ROW, rows, GL_RGBA_INTEGER, GL_UNSIGNED_INT, NULL);
  api->BindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
}

static nb_error check_segments(const gl_stream *s, int batch_count)
{
  for (int k = 0; k < batch_count; k++)
    if (s->segments[k].failed)
      return nb_fail(NB_NO_MEMORY, "painter: no memory for what goes to the graphics card");
  return nb_ok();
}

nb_error gl_stream_send(gl_stream *s, const gl_api *api, pool *threads, const gl_picture *picture)
{
  layout l = {.picture = picture, .segments = s->segments};
  if (!lay_out(&l, picture, s->most_rows))
    return nb_fail(NB_NO_GRAPHICS, "a picture has more in it than fits the graphics card's textures");
  int rows = (int)((l.first_texel[picture->batch_count] + ROW - 1) / ROW);
  l.instances =
      gl_map_fresh(api, GL_ARRAY_BUFFER, s->instances,
                   sizeof(instance) * (size_t)l.first_instance[picture->batch_count], &s->instance_capacity);
  l.data = gl_map_fresh(api, GL_PIXEL_UNPACK_BUFFER, s->staging, (size_t)TEXEL * ROW * (size_t)rows,
                        &s->data_capacity);
  if (l.instances && l.data)
    pool_run(threads, put_batch, &l, picture->batch_count);
  bool kept = l.instances && api->UnmapBuffer(GL_ARRAY_BUFFER);
  kept = l.data && api->UnmapBuffer(GL_PIXEL_UNPACK_BUFFER) && kept;
  if (!kept)
    return nb_fail(NB_NO_GRAPHICS, "the graphics driver gives no memory for a picture");
  upload(s, api, rows);
  return check_segments(s, picture->batch_count);
}

void gl_stream_draw(const gl_stream *s, const gl_api *api, uint32_t first, uint32_t count)
{
  const uint8_t *start = NULL;
  api->BindVertexArray(s->array);
  api->BindBuffer(GL_ARRAY_BUFFER, s->instances);
  api->EnableVertexAttribArray(0);
  api->VertexAttribDivisor(0, 1);
  api->VertexAttribIPointer(0, 4, GL_UNSIGNED_INT, sizeof(instance),
                            start + sizeof(instance) * (size_t)first);
  api->DrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, (int)count);
}
