// What can go wrong with a graphics card: a driver that lacks something, gives no memory, loses its context, does not take
// a shader. Each time the processor paints the same picture, and one line says why.
#include "gl.h"

#include <SDL.h>
#include <unistd.h>

#include "folder.h"
#include "lists.h"
#include "paint/gl_shaders.h"
#include "paint/shaders.h"

static lists list;

// Without edges, so that both painters agree everywhere.
static void put_space(void)
{
  const nb_vec3 p[4] = {{-90, -90, 0}, {90, -90, 1}, {90, 90, 0}, {-90, 90, -1}};
  const nb_rgba colors[4] = {0xff3080f0, 0xff308000, 0xff3080f0, 0xffa080f0}, dot = 0x80ffffff;
  const uint32_t corners[6] = {0, 1, 2, 0, 2, 3};
  const float size = 4000;
  lists_space(&list, lists_facing((nb_rect){-4, -2, 6, 4}, 10));
  lists_mesh(&list, (nb_mesh_fixed){.point_count = 4, .color_count = 4, .triangle_count = 2, .two_sided = 1},
             p, NULL, colors, corners);
  lists_dots(&list, (nb_dots_fixed){.point_count = 1, .color_count = 1, .size_count = 1}, &(nb_vec3){0, 0, 3},
             &dot, &size);
  lists_end(&list);
}

static void put_picture(void)
{
  lists_begin(&list);
  put_space();
  lists_polygon(&list, NB_FILL_NONZERO, 0xff3080f0, (nb_vec2[]){{-5, -3}, {6, -2}, {1, 4}}, 3);
  lists_group(&list, (nb_group_fixed){.transform = {{1, 0}, {0, 1}, {0, 0}}, .alpha = 0.5f});
  lists_line(&list, 0xff00ff00, 30, (nb_vec2){-7, 0}, (nb_vec2){7, 1});
  lists_end(&list);
  lists_finish(&list);
}

static paint_layer the_layer(void)
{
  return (paint_layer){.list = list.bytes, .size = list.size, .place = board_place(GL_WIDTH, GL_HEIGHT)};
}

// Paints with both, whoever it is that paints.
static int painted_apart(gl_fixture *f)
{
  paint_layer layer = the_layer();
  memset(f->by_gl, 0, GL_BYTES);
  gl_assert_ok(painter_paint(f->cpu, gl_target(f->by_cpu), 0xff112233, &layer, 1));
  gl_assert_ok(painter_paint(f->gl, gl_target(f->by_gl), 0xff112233, &layer, 1));
  return gl_compare(f->by_cpu, f->by_gl, GL_BYTES).most;
}

// ---------------------------------------------------------------------------------------------------------------------
// A driver that fails on demand

static const char *missing;   // a function that is not there
static const char *failing;   // one that does fail
static int pictures_until;    // that many pictures from now
static unsigned failing_code; // of glGetError

static unsigned error_code(void)
{
  return pictures_until-- <= 0 ? failing_code : 0;
}

static void *(*map_buffer)(unsigned, ptrdiff_t, ptrdiff_t, unsigned);
static unsigned char (*unmap_buffer)(unsigned);

static void *map_nothing(unsigned target, ptrdiff_t from, ptrdiff_t size, unsigned access)
{
  return pictures_until-- <= 0 ? NULL : map_buffer(target, from, size, access);
}

static unsigned char unmap_badly(unsigned target)
{
  unsigned char kept = unmap_buffer(target);
  return pictures_until-- <= 0 ? 0 : kept;
}

static unsigned incomplete(unsigned target)
{
  (void)target;
  return 0x8cdd; // GL_FRAMEBUFFER_UNSUPPORTED
}

static void *bad_loader(const char *name)
{
  static const struct {
    const char *name;
    void (*function)(void);
  } bad[] = {
      {"glGetError", (void (*)(void))error_code},
      {"glMapBufferRange", (void (*)(void))map_nothing},
      {"glUnmapBuffer", (void (*)(void))unmap_badly},
      {"glCheckFramebufferStatus", (void (*)(void))incomplete},
  };
  void *found = graphics_loader(name);
  if (missing && strcmp(name, missing) == 0)
    return NULL;
  if (strcmp(name, "glMapBufferRange") == 0)
    memcpy(&map_buffer, &found, sizeof found);
  if (strcmp(name, "glUnmapBuffer") == 0)
    memcpy(&unmap_buffer, &found, sizeof found);
  for (size_t k = 0; k < sizeof bad / sizeof *bad && failing; k++)
    if (strcmp(name, failing) == 0 && strcmp(name, bad[k].name) == 0)
      memcpy(&found, &bad[k].function, sizeof found);
  return found;
}

static void test_every_function_may_be_missing(void **state)
{
  gl_fixture *f = *state;
  static const char *const names[] = {
#define NAME(result, name, arguments) "gl" #name,
      GL_FUNCTIONS(NAME)
#undef NAME
  };
  put_picture();
  for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
    missing = names[k];
    nb_error e = painter_use_gl(f->gl, &(gl_options){.loader = bad_loader});
    assert_int_equal(e.id, NB_NO_GRAPHICS);
    assert_non_null(strstr(e.text, names[k]));
    assert_false(painter_uses_gl(f->gl));
  }
  missing = NULL;
  assert_int_equal(painted_apart(f), 0);
}

// The function fails the first time that it is called after `calls` times.
static void check_failure(gl_fixture *f, const char *function, unsigned code, int calls, const char *words)
{
  failing = function;
  failing_code = code;
  pictures_until = 1000;
  gl_assert_ok(painter_use_gl(f->gl, &(gl_options){.loader = bad_loader}));
  if (strcmp(function, "glCheckFramebufferStatus") != 0) {
    for (int k = 0; k < 3; k++) {
      assert_in_range(painted_apart(f), 0, 2);
      assert_true(painter_uses_gl(f->gl));
    }
  }
  pictures_until = calls;
  assert_int_equal(painted_apart(f), 0); // by the processor, and whole
  assert_false(painter_uses_gl(f->gl));
  if (!strstr(painter_trouble(f->gl), words))
    fail_msg("%s: \"%s\" does not say \"%s\"", function, painter_trouble(f->gl), words);
  assert_int_equal(painted_apart(f), 0);
  failing = NULL;
}

static void test_a_driver_fails_at_any_picture(void **state)
{
  put_picture();
  check_failure(*state, "glGetError", GL_OUT_OF_MEMORY, 0, "no memory");
  check_failure(*state, "glGetError", GL_CONTEXT_LOST, 0, "reset");
  check_failure(*state, "glGetError", 0x0502, 0, "0x0502");
  for (int calls = 0; calls < 3; calls++) { // for runs, for what they are painted with, for spaces
    check_failure(*state, "glMapBufferRange", 0, calls, "no memory");
    check_failure(*state, "glUnmapBuffer", 0, calls, "no memory");
  }
  check_failure(*state, "glCheckFramebufferStatus", 0, 0, "no layer of 800 x 450");
}

static void test_a_framebuffer_cannot_be_painted_by_the_processor(void **state)
{
  gl_fixture *f = *state;
  paint_layer layer = the_layer();
  failing = "glGetError";
  failing_code = GL_CONTEXT_LOST;
  pictures_until = 1000;
  gl_assert_ok(painter_use_gl(f->gl, &(gl_options){.loader = bad_loader}));
  pictures_until = 1;
  pixels screen = {.width = 64, .height = 64};
  gl_assert_ok(painter_paint(f->gl, screen, 0, &layer, 1));
  nb_error e = painter_paint(f->gl, screen, 0, &layer, 1);
  assert_int_equal(e.id, NB_NO_GRAPHICS);
  assert_non_null(strstr(e.text, "reset"));
  assert_int_equal(painted_apart(f), 0);
  failing = NULL;
}

// ---------------------------------------------------------------------------------------------------------------------
// Shaders

static void write_shader(const folder *to, const char *name, const char *text)
{
  char *path = folder_file(to, name);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
  free(path);
}

static const char *shader(const char *name)
{
  for (const shader_text *t = shaders_embedded; t->name; t++)
    if (strcmp(t->name, name) == 0)
      return t->text;
  fail_msg("no shader %s", name);
  return "";
}

// As the window does again and again: what was just saved is taken by the second look.
static bool look_twice(gl_fixture *f, nb_error *e)
{
  return !painter_reload_shaders(f->gl, e) && painter_reload_shaders(f->gl, e);
}

// The same file's mistake in its first line and in a later one, a file that other shaders begin with, and one whose text ends in
// the middle of a line.
static void test_the_line_is_said(void **state)
{
  static const struct {
    const char *file, *text, *said;
  } broken[] = {
      {"solid.frag", "void main() { color = nonsense; }\n", "shader solid.frag, line 1: "},
      {"solid.frag", "// a comment\n\nvoid main()\n{\n  color = nonsense;\n}\n",
       "shader solid.frag, line 5: "},
      {"coverage.glsl", "\nvec4 nonsense = nonsense;\n", "shader coverage.glsl, line 2: "},
      {"common.glsl", "uniform ivec2 canvas;\nint nonsense = nonsense;", "shader common.glsl, line 2: "},
      {"run.vert", "void main()\n{\n  nonsense();\n}", "shader run.vert, line 3: "},
  };
  gl_fixture *f = *state;
  folder made = folder_make();
  gl_options options = {.loader = graphics_loader, .shaders = made.path};
  for (const shader_text *t = shaders_embedded; t->name; t++)
    write_shader(&made, t->name, t->text);
  for (size_t k = 0; k < sizeof broken / sizeof *broken; k++) {
    write_shader(&made, broken[k].file, broken[k].text);
    nb_error e = painter_use_gl(f->gl, &options);
    if (e.id != NB_NO_GRAPHICS || !strstr(e.text, broken[k].said) || !strstr(e.text, "nonsense"))
      fail_msg("\"%s\" does not say \"%s\"", e.text, broken[k].said);
    write_shader(&made, broken[k].file, shader(broken[k].file));
  }
  gl_assert_ok(painter_use_gl(f->gl, &options));
  folder_remove(&made);
}

static void test_broken_shaders(void **state)
{
  gl_fixture *f = *state;
  folder made = folder_make();
  gl_options options = {.loader = graphics_loader, .shaders = made.path};
  put_picture();

  nb_error e = painter_use_gl(f->gl, &options); // an empty folder
  assert_int_equal(e.id, NB_NO_GRAPHICS);
  assert_non_null(strstr(e.text, "cannot be read"));
  for (const shader_text *t = shaders_embedded; t->name; t++)
    write_shader(&made, t->name, t->text);
  write_shader(&made, "solid.frag", "void main() { color = nonsense; }\n");
  e = painter_use_gl(f->gl, &options);
  assert_int_equal(e.id, NB_NO_GRAPHICS);
  assert_non_null(strstr(e.text, "solid.frag"));
  assert_non_null(strstr(e.text, "nonsense"));
  assert_int_equal(painted_apart(f), 0);

  write_shader(&made, "solid.frag", shader("solid.frag"));
  static const char *const of_spaces[] = {"face.vert", "line.vert", "opaque.frag", "clear.frag", "mean.frag"};
  for (size_t k = 0; k < sizeof of_spaces / sizeof *of_spaces; k++) {
    write_shader(&made, of_spaces[k], "void main() { nonsense; }\n");
    e = painter_use_gl(f->gl, &options);
    assert_int_equal(e.id, NB_NO_GRAPHICS);
    assert_non_null(strstr(e.text, of_spaces[k]));
    write_shader(&made, of_spaces[k], shader(of_spaces[k]));
  }
  gl_assert_ok(painter_use_gl(f->gl, &options));
  assert_false(painter_reload_shaders(f->gl, &e));
  assert_in_range(painted_apart(f), 0, 2);

  write_shader(&made, "solid.frag",
               "void main() { color = vec4(1.0, 0.0, 0.0, 1.0); }\n"); // a save that is taken
  assert_true(look_twice(f, &e));
  gl_assert_ok(e);
  assert_true(painted_apart(f) > 100);
  write_shader(&made, "solid.frag", "void main() { color = }\n"); // one that is not: the last good one stays
  assert_true(look_twice(f, &e));
  assert_int_equal(e.id, NB_NO_GRAPHICS);
  assert_false(look_twice(f, &e)); // said once
  assert_true(painter_uses_gl(f->gl));
  assert_true(painted_apart(f) > 100);
  write_shader(&made, "solid.frag", shader("solid.frag"));
  assert_true(look_twice(f, &e));
  gl_assert_ok(e);
  assert_in_range(painted_apart(f), 0, 2);
  write_shader(&made, "solid.frag", "void main() { col"); // half of it is there when somebody looks
  assert_false(painter_reload_shaders(f->gl, &e));
  write_shader(&made, "solid.frag", shader("solid.frag"));
  assert_true(look_twice(f, &e));
  gl_assert_ok(e);
  write_shader(&made, "under.frag",
               "layout(location = 0) out vec4 color;\nvoid main() { color = vec4(1.0); }\n");
  assert_true(look_twice(f, &e));
  gl_assert_ok(e);
  assert_true(painted_apart(f) > 50);
  painter_leave_gl(f->gl);
  folder_remove(&made);
}

// In a context of OpenGL ES 3.0 of its own.
static void test_shaders_are_good_for_es(void **state)
{
  gl_fixture *f = *state;
  graphics_leave(f->graphics);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_Window *window = SDL_CreateWindow("es", 0, 0, 16, 16, SDL_WINDOW_OPENGL | SDL_WINDOW_HIDDEN);
  SDL_GLContext context = SDL_GL_CreateContext(window);
  if (!context)
    fail_msg("no OpenGL ES 3.0: %s", SDL_GetError());
  gl_api api;
  gl_shaders shaders;
  gl_assert_ok(gl_api_load(&api, graphics_loader));
  const char *version = (const char *)api.GetString(GL_VERSION);
  assert_non_null(strstr(version, "OpenGL ES 3"));
  gl_assert_ok(gl_shaders_make(&shaders, &api, "#version 300 es\n", NULL));
  gl_shaders_free(&shaders, &api);
  SDL_GL_DeleteContext(context);
  SDL_DestroyWindow(window);
  assert_true(graphics_enter(f->graphics));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_function_may_be_missing),
      cmocka_unit_test(test_a_driver_fails_at_any_picture),
      cmocka_unit_test(test_a_framebuffer_cannot_be_painted_by_the_processor),
      cmocka_unit_test(test_the_line_is_said),
      cmocka_unit_test(test_broken_shaders),
      cmocka_unit_test(test_shaders_are_good_for_es),
  };
  int failed = cmocka_run_group_tests(tests, gl_set_up, gl_tear_down);
  lists_free(&list);
  return failed;
}
