// The ghost of another run: what stands elsewhere, and nothing else, as a list of its own.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/ghost.h"
#include "nabla/record.h"

typedef struct kept {
  void *list;
  size_t size;
} kept;

static kept record(float x, nb_color color)
{
  nb_board *b;
  const void *list;
  kept k;
  static const nb_vec2 frame[] = {{-7, -3}, {7, -3}, {7, 3}};
  assert_false(nb_failed(nb_board_create(&b, NULL)));
  nb_board_begin(b, NB_CHALK, NULL, 0);
  nb_style style = nb_style(.width = 3);
  style.color = color;
  nb_polyline(b, frame, 3, style);
  nb_group(b, (nb_affine){.i = {2, 0}, .j = {0, 2}}, 0.5f);
  nb_line(b, nb_at(0, 0), nb_at(x, 1), style);
  nb_rectangle(b, (nb_rect){0, 0, x, 1}, 0, nb_style(.fill = NB_I, .width = -1));
  nb_image(b, (nb_rect){x, 0, 1, 1}, (const uint8_t[]){255, 255, 255, 255}, 1, 1, NB_NEAREST, nb_style());
  nb_end(b);
  assert_false(nb_failed(nb_board_finish(b, &list, &k.size)));
  k.list = malloc(k.size);
  memcpy(k.list, list, k.size);
  nb_board_destroy(b);
  return k;
}

typedef struct counts {
  int paths, groups, others;
  nb_rgba color;
} counts;

static counts count(const void *list, size_t size)
{
  counts n = {0};
  nb_list_reader reader;
  nb_command c;
  bool done = false;
  nb_error e = nb_list_read(&reader, list, size);
  while (!nb_failed(e) && !nb_failed(e = nb_list_next(&reader, &c, &done)) && !done) {
    n.paths += c.op == NB_OP_PATH;
    n.groups += c.op == NB_OP_GROUP;
    n.others += c.op != NB_OP_PATH && c.op != NB_OP_GROUP && c.op != NB_OP_END;
    if (c.op == NB_OP_PATH)
      n.color = c.path.paint.color;
  }
  if (nb_failed(e))
    fail_msg("%s", e.text);
  return n;
}

static void what_stands_elsewhere_is_kept(void **state)
{
  (void)state;
  ghost g = {0};
  kept now = record(1, NB_I), other = record(2, NB_J);
  assert_false(nb_failed(ghost_make(&g, now.list, now.size, other.list, other.size, 0xb0030201)));
  counts n = count(g.list, g.size);
  assert_int_equal(n.paths, 2); // the line and the rectangle; the frame is where it was
  assert_int_equal(n.groups, 1);
  assert_int_equal(n.others, 0);
  assert_int_equal(n.color, 0xb0030201);
  free(now.list);
  free(other.list);
  ghost_free(&g);
}

// Another colour or width alone is no ghost.
static void what_stands_where_it_stood_is_not(void **state)
{
  (void)state;
  ghost g = {0};
  kept now = record(1, NB_I), other = record(1, NB_J);
  assert_false(nb_failed(ghost_make(&g, now.list, now.size, other.list, other.size, 0xff000000)));
  assert_int_equal(count(g.list, g.size).paths, 0);
  ((uint8_t *)other.list)[0] ^= 1;
  assert_true(nb_failed(ghost_make(&g, now.list, now.size, other.list, other.size, 0xff000000)));
  free(now.list);
  free(other.list);
  ghost_free(&g);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_stands_elsewhere_is_kept),
      cmocka_unit_test(what_stands_where_it_stood_is_not),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
