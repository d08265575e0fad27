#include "paint/gl_shaders.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "paint/shaders.h"

enum {
  MOST_TEXT = 16384,
  MOST_PARTS = 4,
  LINES_BETWEEN = 100000
}; // lines count on from 100000 in the second file, ...

typedef struct compiler {
  const gl_api *api;
  const char *first_line, *folder;
} compiler;

// The files of each shader, in the order in which they are put together behind common.glsl.
static const struct {
  const char *vertex, *fragment[MOST_PARTS - 1];
} files[GL_PROGRAMS] = {
    [GL_SOLID] = {"run.vert", {"coverage.glsl", "solid.frag"}},
    [GL_GRADIENT] = {"run.vert", {"coverage.glsl", "gradient.frag"}},
    [GL_IMAGE] = {"run.vert", {"coverage.glsl", "image.frag"}},
    [GL_SPACE] = {"run.vert", {"coverage.glsl", "space.frag"}},
    [GL_MASK] = {"run.vert", {"coverage.glsl", "mask.frag"}},
    [GL_LAYER] = {"layer.vert", {"layer.frag"}},
    [GL_COPY] = {"layer.vert", {"copy.frag"}},
    [GL_FACES_OPAQUE] = {"face.vert", {"face.glsl", "fragment.glsl", "opaque.frag"}},
    [GL_FACES_CLEAR] = {"face.vert", {"face.glsl", "fragment.glsl", "clear.frag"}},
    [GL_LINES_OPAQUE] = {"line.vert", {"line.glsl", "fragment.glsl", "opaque.frag"}},
    [GL_LINES_CLEAR] = {"line.vert", {"line.glsl", "fragment.glsl", "clear.frag"}},
    [GL_UNDER] = {"layer.vert", {"under.frag"}},
    [GL_MEAN] = {"layer.vert", {"mean.frag"}},
};

static const char *const uniforms[GL_UNIFORMS] = {
    [GL_AT_CANVAS] = "canvas", [GL_AT_BOUNDS] = "bounds", [GL_AT_ALPHA] = "alpha", [GL_AT_SHIFT] = "shift",
    [GL_AT_DEPTHS] = "depths", [GL_AT_SEEN] = "seen",     [GL_AT_FIRST] = "first",
};

static const char *const textures[GL_UNITS] = {
    [GL_UNIT_DATA] = "data",     [GL_UNIT_LAYER] = "layer",
    [GL_UNIT_OPAQUE] = "opaque", [GL_UNIT_OPAQUE_DEPTH] = "opaque_depth",
    [GL_UNIT_BEFORE] = "before", [GL_UNIT_BEFORE_DEPTH] = "before_depth",
};

// ---------------------------------------------------------------------------------------------------------------------
// Their texts

static const char *embedded(const char *name)
{
  for (const shader_text *t = shaders_embedded; t->name; t++)
    if (strcmp(t->name, name) == 0)
      return t->text;
  return "";
}

// A file of the folder into text, which holds MOST_TEXT bytes.
static nb_error read_text(const char *folder, const char *name, char *text)
{
  char path[1100];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *f = fopen(path, "rb");
  size_t size = f ? fread(text, 1, MOST_TEXT - 1, f) : 0;
  bool whole = f && feof(f);
  if (f)
    fclose(f);
  text[size] = 0;
  return whole ? nb_ok() : nb_fail(NB_NO_GRAPHICS, "the shader %.400s cannot be read", path);
}

uint64_t gl_shaders_saved(const char *folder)
{
  uint64_t sum = 0;
  for (const shader_text *t = shaders_embedded; folder && t->name; t++) {
    char path[1100];
    struct stat about;
    snprintf(path, sizeof path, "%s/%s", folder, t->name);
    if (stat(path, &about) == 0)
      sum = 31 * sum + (uint64_t)about.st_mtim.tv_sec + (uint64_t)about.st_mtim.tv_nsec +
            (uint64_t)about.st_size;
  }
  return sum;
}

// ---------------------------------------------------------------------------------------------------------------------
// Compiling

// The first line of a driver's log that says something.
static void first_line(char *log)
{
  char *start = log + strspn(log, " \r\n");
  memmove(log, start, strlen(start) + 1);
  log[strcspn(log, "\r\n")] = 0;
}

// What the driver says of one of the files. It says it of a text's number and a line: "0:12(5): error: ..." (Mesa),
// "0(12) : error ..." (NVIDIA), "ERROR: 0:12: ..." (others). The number is no help, as Mesa's is always 0.
static nb_error refused(char *log, const char *const *names, int count)
{
  first_line(log);
  char *words = log + strcspn(log, "0123456789");
  unsigned long line = 0;
  words += strspn(words, "0123456789");
  if (*words == ':' || *words == '(')
    line = strtoul(words + 1, &words, 10);
  unsigned long file = line / LINES_BETWEEN;
  if (line == 0 || file >= (unsigned long)count)
    return nb_fail(NB_NO_GRAPHICS, "the graphics driver does not take the shader %s: %s", names[count - 1],
                   log);
  if (*words == '(')
    words += strcspn(words, ")");
  words += strspn(words, "): ");
  return nb_fail(NB_NO_GRAPHICS, "the graphics driver does not take the shader %s, line %lu: %s", names[file],
                 line % LINES_BETWEEN, words);
}

static nb_error compile(const compiler *c, unsigned kind, const char *const *names, int count, unsigned *out)
{
  const gl_api *api = c->api;
  char texts[MOST_PARTS][MOST_TEXT], begins[MOST_PARTS][20], log[300] = "";
  const char *parts[2 * MOST_PARTS + 1] = {c->first_line};
  for (int k = 0; k < count; k++) {
    nb_error e = c->folder ? read_text(c->folder, names[k], texts[k]) : nb_ok();
    if (nb_failed(e))
      return e;
    snprintf(begins[k], sizeof begins[k], "\n#line %d\n", k * LINES_BETWEEN + 1);
    parts[2 * k + 1] = begins[k];
    parts[2 * k + 2] = c->folder ? texts[k] : embedded(names[k]);
  }
  *out = api->CreateShader(kind);
  api->ShaderSource(*out, 2 * count + 1, parts, NULL);
  api->CompileShader(*out);
  int good = 0;
  api->GetShaderiv(*out, GL_COMPILE_STATUS, &good);
  if (good)
    return nb_ok();
  api->GetShaderInfoLog(*out, (int)sizeof log, NULL, log);
  api->DeleteShader(*out);
  return refused(log, names, count);
}

static void find_uniforms(const gl_api *api, gl_program *p)
{
  for (int k = 0; k < GL_UNIFORMS; k++)
    p->at[k] = api->GetUniformLocation(p->id, uniforms[k]);
  api->UseProgram(p->id);
  for (int unit = 0; unit < GL_UNITS; unit++) {
    int at = api->GetUniformLocation(p->id, textures[unit]);
    if (at >= 0)
      api->Uniform1i(at, unit);
  }
}

static nb_error link(const gl_api *api, unsigned vertex, unsigned pixel, const char *name, gl_program *p)
{
  char log[300] = "";
  int good = 0;
  p->id = api->CreateProgram();
  api->AttachShader(p->id, vertex);
  api->AttachShader(p->id, pixel);
  api->LinkProgram(p->id);
  api->GetProgramiv(p->id, GL_LINK_STATUS, &good);
  if (!good) {
    api->GetProgramInfoLog(p->id, (int)sizeof log, NULL, log);
    first_line(log);
    return nb_fail(NB_NO_GRAPHICS, "the graphics driver does not link the shader %s: %s", name, log);
  }
  find_uniforms(api, p);
  return nb_ok();
}

static nb_error make(const compiler *c, gl_program_id id, gl_program *p)
{
  const char *vertex_files[] = {"common.glsl", files[id].vertex};
  const char *fragment_files[MOST_PARTS] = {"common.glsl"};
  int fragment_count = 1;
  for (; fragment_count < MOST_PARTS && files[id].fragment[fragment_count - 1]; fragment_count++)
    fragment_files[fragment_count] = files[id].fragment[fragment_count - 1];
  unsigned vertex, pixel;
  nb_error e = compile(c, GL_VERTEX_SHADER, vertex_files, 2, &vertex);
  if (nb_failed(e))
    return e;
  e = compile(c, GL_FRAGMENT_SHADER, fragment_files, fragment_count, &pixel);
  if (!nb_failed(e)) {
    e = link(c->api, vertex, pixel, fragment_files[fragment_count - 1], p);
    c->api->DeleteShader(pixel);
  }
  c->api->DeleteShader(vertex);
  return e;
}

nb_error gl_shaders_make(gl_shaders *s, const gl_api *api, const char *first_line, const char *folder)
{
  compiler c = {api, first_line, folder};
  nb_error e = nb_ok();
  *s = (gl_shaders){.saved = gl_shaders_saved(folder)};
  for (gl_program_id id = 0; id < GL_PROGRAMS && !nb_failed(e); id++)
    e = make(&c, id, &s->programs[id]);
  if (nb_failed(e))
    gl_shaders_free(s, api);
  return e;
}

void gl_shaders_free(gl_shaders *s, const gl_api *api)
{
  for (gl_program_id id = 0; id < GL_PROGRAMS; id++) {
    if (s->programs[id].id)
      api->DeleteProgram(s->programs[id].id);
    s->programs[id].id = 0;
  }
}

const gl_program *gl_shaders_use(gl_shaders *s, const gl_api *api, gl_program_id id, int width, int height)
{
  gl_program *p = &s->programs[id];
  api->UseProgram(p->id);
  if (p->width != width || p->height != height)
    api->Uniform2i(p->at[GL_AT_CANVAS], width, height);
  p->width = width;
  p->height = height;
  return p;
}
