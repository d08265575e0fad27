// Lessons: what each promises, and that its answers are what the mathematics says.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/mat2.h"
#include "nabla/math/random.h"
#include "nabla/scene.h"

typedef struct lesson {
  void *plugin;
  const nb_scene *scene;
  uint8_t state[4096];
} lesson;

static void load_lesson(lesson *l, const char *id)
{
  char path[512];
  snprintf(path, sizeof path, NABLA_BUILD "/scenes/%s.so", id);
  l->plugin = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!l->plugin)
    fail_msg("%s", dlerror());
  l->scene = dlsym(l->plugin, "nabla_scene");
  assert_non_null(l->scene);
}

static void open_lesson(lesson *l, const char *id)
{
  load_lesson(l, id);
  assert_in_range(l->scene->state_size, 1, sizeof l->state);
  memcpy(l->state, l->scene->state, l->scene->state_size);
}

static void *field(lesson *l, const char *name)
{
  for (int k = 0; k < l->scene->param_count; k++)
    if (strcmp(l->scene->params[k].name, name) == 0)
      return l->state + l->scene->params[k].offset;
  fail_msg("%s has no parameter %s", l->scene->title, name);
  return NULL;
}

static nb_vec2 point(lesson *l, const char *name)
{
  nb_vec2 p;
  memcpy(&p, field(l, name), sizeof p);
  return p;
}

static nb_mat2 matrix(lesson *l, const char *name)
{
  nb_mat2 m;
  memcpy(&m, field(l, name), sizeof m);
  return m;
}

// Every number, point and matrix anywhere in its range.
static void shuffle(lesson *l, nb_random *random)
{
  for (int k = 0; k < l->scene->param_count; k++) {
    const nb_param *p = &l->scene->params[k];
    bool floats = p->kind == NB_KIND_NUMBER || p->kind == NB_KIND_ANGLE || p->kind == NB_KIND_POINT ||
                  p->kind == NB_KIND_MATRIX;
    float low = p->min == p->max ? -10 : p->min, high = p->min == p->max ? 10 : p->max;
    for (uint32_t i = 0; floats && i < p->bytes / 4; i++) {
      float x = low + (high - low) * nb_random_float(random);
      memcpy(l->state + p->offset + 4 * i, &x, sizeof x);
    }
  }
}

// The step that asks for this parameter.
static const nb_step *question(const lesson *l, const char *answer)
{
  for (int k = 0; k < l->scene->step_count; k++) {
    const nb_step *s = &l->scene->steps[k];
    if (s->answer && strcmp(s->answer, answer) == 0)
      return s;
  }
  fail_msg("%s does not ask for %s", l->scene->title, answer);
  return NULL;
}

static void truth_point(lesson *l, const char *answer, nb_vec2 wanted)
{
  nb_vec2 told;
  question(l, answer)->truth(l->state, &told);
  assert_float_equal(told.x, wanted.x, 1e-4f);
  assert_float_equal(told.y, wanted.y, 1e-4f);
}

static void vectors_add(void **state)
{
  (void)state;
  lesson l;
  nb_random random = nb_random_seed(1, 0);
  open_lesson(&l, "linear-algebra/vectors");
  for (int k = 0; k < 50; k++, shuffle(&l, &random))
    truth_point(&l, "guess", nb_add(point(&l, "v"), point(&l, "w")));
  dlclose(l.plugin);
}

// a v + b w leads to the target; where v and w are in line, to the point of their line that is nearest to it.
static void spans_are_solved(void **state)
{
  (void)state;
  lesson l;
  nb_random random = nb_random_seed(2, 0);
  open_lesson(&l, "linear-algebra/span");
  for (int k = 0; k < 50; k++, shuffle(&l, &random)) {
    nb_vec2 v = point(&l, "v"), w = point(&l, "w"), target = point(&l, "target"), told;
    if (k % 5 == 4) {
      w = nb_scale(-0.7f, v);
      memcpy(field(&l, "w"), &w, sizeof w);
    }
    question(&l, "a, b")->truth(l.state, &told);
    nb_vec2 off = nb_sub(nb_add(nb_scale(told.x, v), nb_scale(told.y, w)), target);
    float size = 1 + nb_length(told) * (nb_length(v) + nb_length(w));
    assert_float_equal(nb_dot(off, v), 0, 2e-4f * size);
    assert_float_equal(nb_dot(off, w), 0, 2e-4f * size);
    if (fabsf(nb_cross(v, w)) > 0.1f)
      assert_float_equal(nb_length(off), 0, 2e-4f * size);
  }
  dlclose(l.plugin);
}

static void motions_follow_one_another(void **state)
{
  (void)state;
  lesson l;
  nb_random random = nb_random_seed(3, 0);
  open_lesson(&l, "linear-algebra/composition");
  for (int k = 0; k < 50; k++, shuffle(&l, &random))
    truth_point(&l, "guess", nb_multiply(matrix(&l, "B"), matrix(&l, "A")).i);
  dlclose(l.plugin);
}

static void areas_grow_by_the_determinant(void **state)
{
  (void)state;
  lesson l;
  nb_random random = nb_random_seed(4, 0);
  open_lesson(&l, "linear-algebra/determinant");
  for (int k = 0; k < 50; k++, shuffle(&l, &random)) {
    float told;
    nb_mat2 a = matrix(&l, "A");
    nb_svd2 svd = nb_svd2_of(a);
    question(&l, "guess")->truth(l.state, &told);
    assert_float_equal(fabsf(told), svd.s1 * fabsf(svd.s2), 2e-4f);
    assert_true((told < 0) == (nb_cross(a.i, a.j) < 0));
  }
  dlclose(l.plugin);
}

// î falls square onto the line of u.
static void shadows_fall_square(void **state)
{
  (void)state;
  lesson l;
  nb_random random = nb_random_seed(5, 0);
  open_lesson(&l, "linear-algebra/dot-product");
  for (int k = 0; k < 50; k++, shuffle(&l, &random)) {
    float told;
    nb_vec2 u = nb_unit(point(&l, "v"));
    question(&l, "guess")->truth(l.state, &told);
    assert_float_equal(nb_dot(nb_sub(nb_at(1, 0), nb_scale(told, u)), u), 0, 1e-5f);
    assert_float_equal(told, u.x, 1e-5f); // and on u's own entry
  }
  dlclose(l.plugin);
}

// As many columns as there are arrows that land on the plane.
static void columns_count_what_goes_in(void **state)
{
  (void)state;
  lesson l;
  float told, landings = 0;
  open_lesson(&l, "linear-algebra/nonsquare");
  for (int k = 0; k < l.scene->param_count; k++)
    landings += strstr(l.scene->params[k].name, "onto the plane") != NULL;
  question(&l, "columns")->truth(l.state, &told);
  assert_float_equal(told, landings, 0);
  dlclose(l.plugin);
}

// What holds for all of them: few steps, one question at least that is answered before it is shown, two things to
// take hold of, and what a good explanation says wherever something is taught.
static void lessons_keep_their_promises(void **state)
{
  (void)state;
  static const char *const ids[] = {"linear-algebra/vectors",
                                    "linear-algebra/span",
                                    "linear-algebra/transformations",
                                    "linear-algebra/three-dimensions",
                                    "linear-algebra/composition",
                                    "linear-algebra/determinant",
                                    "linear-algebra/dot-product",
                                    "linear-algebra/nonsquare",
                                    "multivariable-calculus/parametric",
                                    "neural-networks/what-is-a-network",
                                    "neural-networks/attention"};
  for (size_t n = 0; n < sizeof ids / sizeof *ids; n++) {
    lesson l;
    load_lesson(&l, ids[n]);
    int asked = 0;
    assert_in_range(l.scene->step_count, 5, 9);
    assert_true(l.scene->param_count >= 2);
    for (int k = 0; k < l.scene->step_count; k++) {
      const nb_step *s = &l.scene->steps[k];
      asked += s->ask && s->answer && s->truth && s->wait;
      if (!s->ask && !s->live && !s->hear[0])
        fail_msg("%s: step \"%s\" does not say what to hear", ids[n], s->title);
    }
    assert_true(asked >= 1);
    assert_true(strcmp(ids[n], "linear-algebra/vectors") == 0 || l.scene->needs[0]);
    dlclose(l.plugin);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lessons_keep_their_promises),
      cmocka_unit_test(vectors_add),
      cmocka_unit_test(spans_are_solved),
      cmocka_unit_test(motions_follow_one_another),
      cmocka_unit_test(areas_grow_by_the_determinant),
      cmocka_unit_test(shadows_fall_square),
      cmocka_unit_test(columns_count_what_goes_in),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
