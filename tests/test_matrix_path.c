// Matrices of the plane and of space taken apart, and the ways from one to another.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "nabla/math/mat2.h"
#include "nabla/math/random.h"
#include "nabla/math/vector3.h"

static const float pi = 3.14159265f;

static float any(nb_random *random)
{
  return 6 * nb_random_float(random) - 3;
}

static nb_mat2 any_matrix(nb_random *random)
{
  float a = any(random), b = any(random), c = any(random);
  return nb_columns(nb_at(a, b), nb_at(c, any(random)));
}

static nb_vec3 any_vector3(nb_random *random)
{
  float x = any(random), y = any(random);
  return nb_at3(x, y, any(random));
}

static nb_mat3 any_matrix3(nb_random *random)
{
  nb_vec3 i = any_vector3(random), j = any_vector3(random);
  return nb_columns3(i, j, any_vector3(random));
}

static float apart2(nb_mat2 a, nb_mat2 b)
{
  return fmaxf(nb_length(nb_sub(a.i, b.i)), nb_length(nb_sub(a.j, b.j)));
}

static float apart3(nb_mat3 a, nb_mat3 b)
{
  return fmaxf(nb_length3(nb_sub3(a.i, b.i)),
               fmaxf(nb_length3(nb_sub3(a.j, b.j)), nb_length3(nb_sub3(a.k, b.k))));
}

static nb_mat2 diagonal(float a, float d)
{
  return nb_columns(nb_at(a, 0), nb_at(0, d));
}

static void eigenvectors_keep_their_directions(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(1, 0);
  for (int round = 0; round < 1000; round++) {
    nb_mat2 m = any_matrix(&random);
    nb_eigen2 e = nb_eigen2_of(m);
    assert_true(fabs(e.values[0].real + e.values[1].real - nb_trace2(m)) < 1e-5);
    for (int k = 0; k < 2 && e.values[0].imaginary == 0; k++) {
      assert_float_equal(nb_length(e.directions[k]), 1, 1e-6f);
      nb_vec2 moved = nb_apply(m, e.directions[k]);
      nb_vec2 stretched = nb_scale((float)e.values[k].real, e.directions[k]);
      assert_true(nb_length(nb_sub(moved, stretched)) < 1e-5f);
    }
    if (e.values[0].imaginary != 0) {
      double size = e.values[0].real * e.values[0].real + e.values[0].imaginary * e.values[0].imaginary;
      assert_float_equal(size, nb_determinant(m), 1e-4f);
      assert_true(e.values[1].imaginary == -e.values[0].imaginary);
    }
  }
  nb_eigen2 two = nb_eigen2_of(diagonal(2, 2));
  assert_true(fabsf(nb_cross(two.directions[0], two.directions[1])) ==
              1); // every direction stays: two are given
}

static void singular_values_measure_the_ellipse(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(2, 0);
  for (int round = 0; round < 1000; round++) {
    nb_mat2 m = any_matrix(&random);
    nb_svd2 d = nb_svd2_of(m);
    nb_mat2 made = nb_multiply(nb_multiply(d.u, diagonal(d.s1, d.s2)), nb_transpose2(d.v));
    assert_true(apart2(made, m) < 1e-5f);
    assert_true(d.s1 >= d.s2 && d.s2 >= 0);
    assert_true(apart2(nb_multiply(d.u, nb_transpose2(d.u)), nb_identity2()) < 1e-6f);
    assert_float_equal(nb_determinant(d.v), 1, 1e-6f);
    nb_polar2 p = nb_polar2_of(m);
    assert_true(apart2(nb_multiply(nb_rotation(p.angle), p.stretch), m) < 1e-5f);
    assert_true(p.stretch.i.y == p.stretch.j.x);
  }
}

static void paths_begin_and_end_where_they_should(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(3, 0);
  for (int round = 0; round < 1000; round++) {
    nb_mat2 a = any_matrix(&random), b = any_matrix(&random);
    assert_true(apart2(nb_mat2_path(a, b, 0), a) == 0 && apart2(nb_mat2_path(a, b, 1), b) == 0);
    if (fabsf(nb_determinant(a)) < 0.3f)
      continue;
    float near = 1e-4f * (10 + 10 / fabsf(nb_determinant(a)));
    assert_true(apart2(nb_mat2_path(a, b, 1e-6f), a) < near);
    assert_true(apart2(nb_mat2_path(a, b, 1 - 1e-6f), b) < 10 * near);
    // Where the plane is not turned over it does not collapse on the way.
    if (nb_determinant(a) * nb_determinant(b) > 0)
      for (float t = 0; t <= 1; t += 0.05f)
        assert_true(nb_determinant(nb_mat2_path(a, b, t)) * nb_determinant(b) > 0);
  }
}

static void a_rotation_rotates_and_a_shear_shears(void **state)
{
  (void)state;
  for (float angle = -3.1f; angle < 3.1f; angle += 0.2f)
    for (float t = 0; t <= 1; t += 0.1f)
      assert_true(apart2(nb_mat2_path(nb_identity2(), nb_rotation(angle), t), nb_rotation(t * angle)) <
                  1e-5f);
  nb_mat2 half = nb_mat2_path(nb_identity2(), diagonal(-1, -1), 0.5f);
  assert_true(apart2(half, nb_rotation(pi / 2)) < 1e-5f);
  for (float t = 0; t <= 1; t += 0.1f) {
    nb_mat2 shear = nb_mat2_path(nb_identity2(), nb_columns(nb_at(1, 0), nb_at(1, 1)), t);
    assert_true(shear.i.x == 1 && shear.i.y == 0 && fabsf(shear.j.x - t) < 1e-6f && shear.j.y == 1);
    nb_mat2 flip = nb_mat2_path(nb_identity2(), diagonal(1, -1), t);
    assert_true(flip.i.x == 1 && fabsf(flip.j.y - (1 - 2 * t)) < 1e-6f && flip.i.y == 0 && flip.j.x == 0);
    nb_mat2 far = nb_mat2_path(nb_identity2(), diagonal(1, -3), t); // more is turned over than stays
    assert_true(far.i.x == 1 && fabsf(far.j.y - (1 - 4 * t)) < 1e-6f && far.i.y == 0 && far.j.x == 0);
  }
}

static void what_is_not_finite_does_not_travel(void **state)
{
  (void)state;
  nb_mat2 bad = diagonal(NAN, 1), one = nb_identity2();
  nb_eigen2 e = nb_eigen2_of(bad);
  assert_true(e.values[0].real == 0 && e.directions[0].x == 0);
  assert_true(nb_svd2_of(bad).s1 == 0 && nb_polar2_of(diagonal(INFINITY, 1)).angle == 0);
  assert_true(apart2(nb_mat2_path(bad, one, 0.5f), one) == 0);
  assert_true(apart2(nb_mat2_path(diagonal(2, 2), one, NAN), one) == 0);
  nb_mat3 kept = nb_identity3(), out = kept;
  nb_mat3 flat = nb_columns3(nb_at3(1, 2, 3), nb_at3(2, 4, 6), nb_at3(0, 0, 1));
  assert_false(nb_inverse3(flat, &out));
  flat.j.x = NAN;
  assert_false(nb_inverse3(flat, &out));
  assert_true(apart3(out, kept) == 0);
}

static void space_keeps_its_laws(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(4, 0);
  for (int round = 0; round < 1000; round++) {
    nb_vec3 u = any_vector3(&random), v = any_vector3(&random);
    nb_mat3 a = any_matrix3(&random), b = any_matrix3(&random), back;
    nb_vec3 n = nb_cross3(u, v);
    assert_float_equal(nb_dot3(n, u), 0, 1e-4f);
    assert_float_equal(nb_dot3(n, n) + nb_dot3(u, v) * nb_dot3(u, v), nb_dot3(u, u) * nb_dot3(v, v), 2e-3f);
    assert_float_equal(nb_determinant3(nb_columns3(u, v, n)), nb_dot3(n, n), 1e-3f);
    assert_float_equal(nb_length3(nb_unit3(u)), 1, 1e-6f);
    assert_true(nb_length3(nb_sub3(nb_apply3(nb_multiply3(a, b), v), nb_apply3(a, nb_apply3(b, v)))) < 1e-3f);
    if (fabsf(nb_determinant3(a)) > 1 && nb_inverse3(a, &back))
      assert_true(apart3(nb_multiply3(a, back), nb_identity3()) < 1e-4f);
    float angle = any(&random);
    nb_mat3 r = nb_rotation3(u, angle);
    assert_true(apart3(nb_multiply3(r, nb_transpose3(r)), nb_identity3()) < 1e-5f);
    assert_true(nb_length3(nb_sub3(nb_apply3(r, u), u)) < 1e-5f);
    assert_float_equal(r.i.x + r.j.y + r.k.z, 1 + 2 * cosf(angle), 1e-5f);
  }
  nb_vec3 up = nb_apply3(nb_rotation3(nb_at3(1, 0, 0), pi / 2), nb_at3(0, 1, 0));
  assert_true(nb_length3(nb_sub3(up, nb_at3(0, 0, 1))) < 1e-6f);
}

static void space_turns_on_its_way(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(5, 0);
  for (int round = 0; round < 500; round++) {
    nb_vec3 axis = any_vector3(&random);
    float angle = pi * (2 * nb_random_float(&random) - 1), t = nb_random_float(&random);
    if (round % 5 == 0)
      angle = pi - 1e-3f * nb_random_float(&random);
    nb_mat3 way = nb_mat3_path(nb_identity3(), nb_rotation3(axis, angle), t);
    if (fabsf(angle) > 0.01f)
      assert_true(apart3(way, nb_rotation3(axis, t * angle)) < 2e-3f);
    nb_mat3 a = any_matrix3(&random), b = any_matrix3(&random);
    float signs = nb_determinant3(a) * nb_determinant3(b);
    if (fabsf(nb_determinant3(a)) > 1 && signs > 1)
      for (t = 0; t <= 1; t += 0.1f)
        assert_true(nb_determinant3(nb_mat3_path(a, b, t)) * nb_determinant3(b) > 0);
  }
  for (int round = 0; round < 100; round++) { // exactly half a turn, 2 n n^T - 1, either way round
    nb_vec3 n = nb_unit3(any_vector3(&random));
    nb_mat3 turned = {nb_scale3(2 * n.x, n), nb_scale3(2 * n.y, n), nb_scale3(2 * n.z, n)};
    turned.i.x -= 1, turned.j.y -= 1, turned.k.z -= 1;
    nb_mat3 half = nb_mat3_path(nb_identity3(), turned, 0.5f);
    float one = apart3(half, nb_rotation3(n, pi / 2)), other = apart3(half, nb_rotation3(n, -pi / 2));
    assert_true(fminf(one, other) < 1e-3f);
  }
  nb_mat3 shear = {{1, 0, 0}, {1, 1, 0}, {0, 0.5f, 1}};
  nb_mat3 half = nb_mat3_path(nb_identity3(), shear, 0.5f);
  assert_true(apart3(half, (nb_mat3){{1, 0, 0}, {0.5f, 1, 0}, {0, 0.25f, 1}}) < 1e-6f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(eigenvectors_keep_their_directions),
      cmocka_unit_test(singular_values_measure_the_ellipse),
      cmocka_unit_test(paths_begin_and_end_where_they_should),
      cmocka_unit_test(a_rotation_rotates_and_a_shear_shears),
      cmocka_unit_test(what_is_not_finite_does_not_travel),
      cmocka_unit_test(space_keeps_its_laws),
      cmocka_unit_test(space_turns_on_its_way),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
