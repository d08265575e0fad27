// The map: who rests on whom, what is still to be seen, and a layout in which no line runs through a box.
#include "staged.h"

#include <math.h>

#include "folder.h"
#include "map/layout.h"
#include "map/picture.h"
#include "map/terms.h"
#include "nabla/math/random.h"

static graph open_lines(const char *lines, curriculum *c, const char *const *found, int count)
{
  folder f = folder_make();
  char *inside = folder_file(&f, "curriculum"), *file = folder_file(&f, "curriculum/scenes.txt");
  char command[600];
  snprintf(command, sizeof command, "mkdir -p '%s'", inside);
  assert_int_equal(system(command), 0);
  FILE *out = fopen(file, "w");
  fputs(lines, out);
  fclose(out);
  assert_ok(curriculum_open(c, f.path));
  graph g;
  assert_ok(graph_open(&g, c, found, count));
  free(inside);
  free(file);
  folder_remove_all(&f);
  return g;
}

static int scene_of(const graph *g, const char *id)
{
  int k = graph_find(g, id);
  if (k < 0)
    fail_msg("there is no %s", id);
  return k;
}

// ---------------------------------------------------------------------------------------------------------------
// The graph

static void a_circle_is_told_and_left_out(void **state)
{
  (void)state;
  curriculum c;
  graph g =
      open_lines("a/one core a/three One\na/two core a/one Two\na/three core a/two Three\n", &c, NULL, 0);
  assert_non_null(strstr(g.trouble, "a circle"));
  layout l;
  assert_ok(layout_make(&l, &g));
  assert_int_equal(l.line_count, 2);
  layout_free(&l);
  graph_close(&g);
  curriculum_close(&c);
}

static void a_need_that_nobody_has_is_told(void **state)
{
  (void)state;
  curriculum c;
  graph g = open_lines("a/one core a/none,a/one One\n", &c, NULL, 0);
  assert_non_null(strstr(g.trouble, "\"a/none\", which there is not"));
  assert_int_equal(g.scenes[0].need_count, 0);
  graph_close(&g);
  curriculum_close(&c);
}

static void what_is_found_beside_it_appears(void **state)
{
  (void)state;
  curriculum c;
  static const char *const found[] = {"my-own/first-try", "a/one"};
  graph g = open_lines("a/one core - One | Uno | single, lone wolf\na/two core a/one Two\n", &c, found, 2);
  int own = scene_of(&g, "my-own/first-try"), one = scene_of(&g, "a/one"), two = scene_of(&g, "a/two");
  assert_string_equal(g.scenes[own].title, "First try");
  assert_string_equal(g.subjects[g.scenes[own].subject].title, "My own");
  assert_string_equal(g.scenes[one].name, "Uno");
  assert_true(g.scenes[own].written && g.scenes[one].written && !g.scenes[two].written);
  assert_int_equal(graph_match(&g.scenes[one], "LONE wo"), 3);
  assert_int_equal(graph_match(&g.scenes[one], "one"), 4);
  assert_int_equal(graph_match(&g.scenes[one], "wolf two"), 0);
  assert_int_equal(graph_match(&g.scenes[own], "try"), 4);
  graph_close(&g);
  curriculum_close(&c);
}

static void states_and_ways_come_from_the_notebook(void **state)
{
  (void)state;
  curriculum c;
  graph g = open_lines("a/one core - One\na/two core a/one Two\na/three skip a/one Three\n"
                       "a/four core a/two,a/three Four\na/five core a/four Five\n",
                       &c, NULL, 0);
  notebook *n = notebook_open(&(notebook_options){.path = "/proc/nowhere/at-all"}); // in memory
  notebook_keep(n, &(notebook_scene){.id = "a/one", .steps = 4, .seen = 15, .begun = 1, .watched = 2});
  notebook_keep(n, &(notebook_scene){.id = "a/two", .steps = 4, .seen = 5, .begun = 1, .due = 50});
  notebook_keep(n, &(notebook_scene){.id = "a/five", .explained = 1, .due = 50});
  notebook_be_stuck(n, "a/two", 3, "a/one", 7);
  graph_learn(&g, n, 49);
  static const graph_state states[] = {GRAPH_WATCHED, GRAPH_BEGUN, GRAPH_SKIPPED, GRAPH_NOT_YET,
                                       GRAPH_EXPLAINED};
  for (int k = 0; k < 5; k++)
    assert_int_equal(g.scenes[k].state, states[k]);
  assert_float_equal(g.scenes[1].seen, 0.5f, 0);
  assert_false(g.scenes[1].due || g.scenes[4].due);
  assert_true(g.scenes[1].stuck == 3 && g.scenes[1].stuck_for == 0);
  g.scenes[1].seconds = 100;
  g.scenes[3].seconds = 60;
  // One is known; what is skipped on purpose is needed all the same.
  graph_way w = graph_way_to(&g, 3);
  assert_int_equal(w.count, 3);
  assert_true(w.scenes[0] == 1 && w.scenes[1] == 2 && w.scenes[2] == 3);
  assert_int_equal(w.unknown, 1);
  assert_float_equal(w.seconds, 160 + GRAPH_UNKNOWN_LENGTH, 1e-3f);
  free(w.scenes);
  graph_learn(&g, n, 51);
  assert_int_equal(g.scenes[4].state, GRAPH_DUE);
  // A point of a scene may be due that has not been explained as a whole.
  assert_true(g.scenes[1].state == GRAPH_BEGUN && g.scenes[1].due && g.scenes[4].due && !g.scenes[0].due);
  notebook_close(n);
  graph_close(&g);
  curriculum_close(&c);
}

// What rests on what was just seen, and on nothing unknown, comes first; then what one is ready for at all.
static void the_next_scene_is_one_that_one_is_ready_for(void **state)
{
  (void)state;
  curriculum c;
  static const char *const found[] = {"a/one", "a/two", "a/three", "a/four", "a/five"};
  graph g = open_lines(
      "a/one core - One\na/two core - Two\na/three core a/one,a/two Three\na/four core a/one Four\n"
      "a/five skip a/one Five\na/six core a/one Six\n",
      &c, found, 5);
  int one = scene_of(&g, "a/one"), two = scene_of(&g, "a/two");
  g.scenes[scene_of(&g, "a/five")].state = GRAPH_SKIPPED;
  assert_int_equal(graph_next(&g, one), scene_of(&g, "a/four")); // three needs two; five is an extra
  g.scenes[one].state = GRAPH_WATCHED;
  assert_int_equal(graph_next(&g, two), scene_of(&g, "a/three"));
  g.scenes[two].state = GRAPH_EXPLAINED;
  g.scenes[scene_of(&g, "a/three")].state = GRAPH_WATCHED;
  assert_int_equal(graph_next(&g, scene_of(&g, "a/three")), scene_of(&g, "a/four"));
  g.scenes[scene_of(&g, "a/four")].state = GRAPH_DUE;
  assert_int_equal(graph_next(&g, two), -1); // six is not written
  assert_int_equal(graph_next(&g, -1), -1);
  graph_close(&g);
  curriculum_close(&c);
}

static void expect_term(const graph *g, const char *sentence, term t, const char *expected, const char *id)
{
  char found[80];
  snprintf(found, sizeof found, "%.*s", t.to - t.from, sentence + t.from);
  assert_string_equal(found, expected);
  assert_string_equal(g->scenes[t.scene].id, id);
}

static void terms_of_a_sentence_lead_to_their_scenes(void **state)
{
  (void)state;
  curriculum c;
  static const char *const found[] = {"a/matrix", "a/product", "a/here"};
  graph g = open_lines(
      "a/matrix core - M | M | matrix, matrices\na/product core - P | P | matrix product, product\n"
      "a/none core - N | N | nothing\na/here core - H | H | here, matrix of here\n",
      &c, found, 3);
  int here = scene_of(&g, "a/here");
  term t[TERMS_MOST];
  const char *one = "The *Matrix* times a matrix; nothing here, no matrixes.";
  assert_int_equal(terms_find(&g, here, one, t), 1);
  expect_term(&g, one, t[0], "Matrix", "a/matrix");
  const char *two = "A matrix *product* of matrices";
  assert_int_equal(terms_find(&g, here, two, t), 2);
  expect_term(&g, two, t[0], "matrix *product", "a/product");
  expect_term(&g, two, t[1], "matrices", "a/matrix");
  assert_int_equal(terms_find(&g, here, "The matrix of here", t), 0);
  assert_int_equal(terms_find(&g, -1, "", t), 0);
  graph_close(&g);
  curriculum_close(&c);
}

// ---------------------------------------------------------------------------------------------------------------
// The layout

static void expect_apart(const layout *l)
{
  for (int a = 0; a < l->count; a++)
    for (int b = a + 1; b < l->count; b++) {
      nb_vec2 way = nb_sub(l->places[a], l->places[b]);
      if (fabsf(way.x) < LAYOUT_BOX_WIDTH + 0.05f && fabsf(way.y) < LAYOUT_BOX_HEIGHT + 0.05f)
        fail_msg("boxes %d and %d lie on each other", a, b);
    }
}

static bool is_in_box(nb_vec2 p, nb_vec2 box, float air)
{
  return fabsf(p.x - box.x) < 0.5f * LAYOUT_BOX_WIDTH + air &&
         fabsf(p.y - box.y) < 0.5f * LAYOUT_BOX_HEIGHT + air;
}

static nb_vec2 on_cubic(const nb_vec2 *p, float t)
{
  nb_vec2 a = nb_mix2(p[0], p[1], t), b = nb_mix2(p[1], p[2], t), c = nb_mix2(p[2], p[3], t);
  return nb_mix2(nb_mix2(a, b, t), nb_mix2(b, c, t), t);
}

static void expect_clear(const layout *l, const layout_line *line)
{
  for (int k = 0; k < line->cubics; k++)
    for (int i = 0; i <= 40; i++) {
      nb_vec2 p = on_cubic(line->points + 3 * k, (float)i / 40);
      assert_true(isfinite(p.x) && isfinite(p.y));
      for (int s = 0; s < l->count; s++)
        if (s != line->from && s != line->to && is_in_box(p, l->places[s], 0.02f))
          fail_msg("the line from %d to %d runs through %d", line->from, line->to, s);
      if (is_in_box(p, l->places[line->from], -0.01f) || is_in_box(p, l->places[line->to], -0.01f))
        fail_msg("the line from %d to %d runs through its own end", line->from, line->to);
    }
}

static void expect_sound(const graph *g)
{
  layout l;
  assert_ok(layout_make(&l, g));
  int needs = 0;
  expect_apart(&l);
  for (int k = 0; k < g->count; k++) {
    const graph_scene *s = &g->scenes[k];
    layout_band band = l.bands[s->subject];
    needs += s->need_count;
    assert_true(l.places[k].y < band.top && l.places[k].y > band.bottom);
    for (int i = 0; i < s->need_count; i++)
      if (g->scenes[s->needs[i]].subject == s->subject)
        assert_true(l.places[s->needs[i]].x < l.places[k].x);
  }
  for (int b = 1; b < l.band_count; b++)
    assert_true(l.bands[b].top < l.bands[b - 1].bottom);
  assert_int_equal(l.line_count, needs);
  for (int k = 0; k < l.line_count; k++) {
    const layout_line *line = &l.lines[k];
    nb_vec2 half = nb_at(0.5f * LAYOUT_BOX_WIDTH, 0);
    nb_vec2 start = nb_add(l.places[line->from], half), end = nb_sub(l.places[line->to], half);
    assert_true(nb_length(nb_sub(line->points[0], start)) < 1e-4f);
    assert_true(nb_length(nb_sub(line->points[3 * line->cubics], end)) < 1e-4f);
    expect_clear(&l, line);
  }
  layout_free(&l);
}

static void the_curriculum_is_laid_out_soundly(void **state)
{
  (void)state;
  curriculum c;
  assert_ok(curriculum_open(&c, NABLA_ASSETS));
  graph g;
  assert_ok(graph_open(&g, &c, NULL, 0));
  assert_string_equal(g.trouble, "");
  expect_sound(&g);
  graph_close(&g);
  curriculum_close(&c);
}

// All of it is seen at once, and every name can be read, whole.
static void names_of_the_curriculum_are_never_small(void **state)
{
  (void)state;
  curriculum c;
  graph g;
  layout l;
  nb_vec2 center;
  nb_fonts *fonts;
  nb_board *b;
  assert_ok(curriculum_open(&c, NABLA_ASSETS));
  assert_ok(graph_open(&g, &c, NULL, 0));
  assert_ok(layout_make(&l, &g));
  assert_ok(nb_fonts_open(&fonts, NABLA_ASSETS));
  assert_ok(nb_board_create(&b, fonts));
  nb_board_begin(b, NB_CHALK, NULL, 0);
  float zoom = picture_whole(&l, &center);
  for (int k = 0; k < g.count; k++) {
    bool cut;
    float points = zoom * picture_name_size(b, g.scenes[k].name, &cut);
    if (cut || !(points >= 16))
      fail_msg("\"%s\" is set in %g points%s", g.scenes[k].name, (double)points, cut ? ", and cut" : "");
  }
  nb_board_destroy(b);
  nb_fonts_close(fonts);
  layout_free(&l);
  graph_close(&g);
  curriculum_close(&c);
}

static void any_graph_is_laid_out_soundly(void **state)
{
  (void)state;
  nb_random r = nb_random_seed(5, 0);
  for (int round = 0; round < 60; round++) {
    int count = 1 + (int)nb_random_below(&r, 40), subjects = 1 + (int)nb_random_below(&r, 5);
    char *lines = calloc((size_t)count, 200), *at = lines;
    int *subject = calloc((size_t)count, sizeof *subject);
    for (int k = 0; k < count; k++) {
      subject[k] = (int)nb_random_below(&r, (uint32_t)subjects);
      at += sprintf(at, "s%d/n%d core ", subject[k], k);
      int needs = k ? (int)nb_random_below(&r, 4) : 0;
      for (int i = 0; i < needs; i++) {
        int need = (int)nb_random_below(&r, (uint32_t)k);
        at += sprintf(at, "%ss%d/n%d", i ? "," : "", subject[need], need);
      }
      at += sprintf(at, "%s N\n", needs ? "" : "-");
    }
    curriculum c;
    graph g = open_lines(lines, &c, NULL, 0);
    expect_sound(&g);
    graph_close(&g);
    curriculum_close(&c);
    free(lines);
    free(subject);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_circle_is_told_and_left_out),
      cmocka_unit_test(a_need_that_nobody_has_is_told),
      cmocka_unit_test(what_is_found_beside_it_appears),
      cmocka_unit_test(states_and_ways_come_from_the_notebook),
      cmocka_unit_test(the_next_scene_is_one_that_one_is_ready_for),
      cmocka_unit_test(terms_of_a_sentence_lead_to_their_scenes),
      cmocka_unit_test(the_curriculum_is_laid_out_soundly),
      cmocka_unit_test(names_of_the_curriculum_are_never_small),
      cmocka_unit_test(any_graph_is_laid_out_soundly),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
