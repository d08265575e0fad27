// The reader of display lists takes what a board writes and refuses whatever is broken, without ever reading
// beyond it: every list stands in memory of exactly its size, so that AddressSanitizer sees the first byte
// too many.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>

#include "list_samples.h"
#include "nabla/math/random.h"

enum { RANDOM_LISTS = 10000 };

typedef struct fixture {
  nb_board *board;
  nb_fonts *fonts;
} fixture;

static int open_board(void **state)
{
  static fixture f;
  if (nb_failed(nb_fonts_open(&f.fonts, NABLA_ASSETS)) || nb_failed(nb_board_create(&f.board, f.fonts)))
    return -1;
  *state = &f;
  return 0;
}

static int close_board(void **state)
{
  fixture *f = *state;
  nb_board_destroy(f->board);
  nb_fonts_close(f->fonts);
  return 0;
}

static uint32_t sum_bytes(const void *bytes, size_t size)
{
  uint32_t sum = 0;
  for (size_t k = 0; k < size; k++)
    sum += ((const uint8_t *)bytes)[k];
  return sum;
}

// Reads all that a command points to.
static uint32_t touch(const nb_command *c)
{
  switch (c->op) {
  case NB_OP_PATH:
    return sum_bytes(c->stops, c->path.paint.stop_count * sizeof *c->stops) +
           sum_bytes(c->dashes, c->path.stroke.dash_count * sizeof *c->dashes) +
           sum_bytes(c->points, c->path.point_count * sizeof *c->points) +
           sum_bytes(c->verbs, c->path.verb_count);
  case NB_OP_GLYPHS:
    return sum_bytes(c->stops, c->glyphs.paint.stop_count * sizeof *c->stops) +
           sum_bytes(c->glyph, c->glyphs.glyph_count * sizeof *c->glyph);
  case NB_OP_MISTAKE:
    return sum_bytes(c->words, c->mistake.bytes);
  case NB_OP_IMAGE:
    return sum_bytes(c->pixels, 4 * (size_t)c->image.width * c->image.height);
  case NB_OP_MESH:
    return sum_bytes(c->places, c->mesh.point_count * sizeof *c->places) +
           sum_bytes(c->normals, c->mesh.normal_count * sizeof *c->normals) +
           sum_bytes(c->colors, c->mesh.color_count * sizeof *c->colors) +
           sum_bytes(c->corners, 3 * (size_t)c->mesh.triangle_count * sizeof *c->corners);
  case NB_OP_STROKES:
    return sum_bytes(c->places, c->strokes.point_count * sizeof *c->places) +
           sum_bytes(c->colors, c->strokes.color_count * sizeof *c->colors) +
           sum_bytes(c->lengths, c->strokes.run_count * sizeof *c->lengths);
  case NB_OP_DOTS:
    return sum_bytes(c->places, c->dots.point_count * sizeof *c->places) +
           sum_bytes(c->colors, c->dots.color_count * sizeof *c->colors) +
           sum_bytes(c->sizes, c->dots.size_count * sizeof *c->sizes);
  default:
    return 0;
  }
}

static nb_error read_all(const void *bytes, size_t size)
{
  nb_list_reader reader;
  nb_error e = nb_list_read(&reader, bytes, size);
  bool done = false;
  volatile uint32_t sum = 0;
  while (!nb_failed(e) && !done) {
    nb_command command;
    e = nb_list_next(&reader, &command, &done);
    if (!nb_failed(e) && !done)
      sum += touch(&command);
  }
  return e;
}

static void accepts_what_a_board_writes(void **state)
{
  fixture *f = *state;
  int seen[NB_OP_COUNT] = {0};
  for (int k = 0; k < SAMPLE_COUNT; k++) {
    size_t size;
    uint8_t *list = sample_list(f->board, k, &size);
    nb_list_reader reader;
    nb_command command;
    bool done = false;
    assert_string_equal(read_all(list, size).text, "");
    assert_false(nb_failed(nb_list_read(&reader, list, size)));
    while (!nb_failed(nb_list_next(&reader, &command, &done)) && !done)
      seen[command.op]++;
    assert_true(done);
    free(list);
  }
  for (int op = NB_OP_PATH; op < NB_OP_COUNT; op++)
    assert_true(seen[op] > 0);
}

static void hands_out_what_was_written(void **state)
{
  fixture *f = *state;
  const void *list;
  size_t size;
  nb_list_reader reader;
  nb_command c;
  bool done;
  nb_board_begin(f->board, NB_BOARD, NULL, 0);
  nb_line(f->board, nb_at(1, 2), nb_at(3, 4), nb_style(.color = NB_I, .width = 5, .dash = {6, 7}));
  assert_false(nb_failed(nb_board_finish(f->board, &list, &size)));
  assert_false(nb_failed(nb_list_read(&reader, list, size)));
  assert_false(nb_failed(nb_list_next(&reader, &c, &done)));
  assert_false(done);
  assert_int_equal(c.op, NB_OP_PATH);
  assert_int_equal(c.path.mode, NB_STROKE);
  assert_int_equal(c.path.paint.color, 0xff548a16u);
  assert_float_equal(c.path.stroke.width, 5, 0);
  assert_int_equal(c.path.stroke.dash_count, 2);
  assert_float_equal(c.dashes[1], 7, 0);
  assert_int_equal(c.path.point_count, 2);
  assert_float_equal(c.points[1].y, 4, 0);
  assert_int_equal(c.verbs[1], NB_LINE);
  assert_false(nb_failed(nb_list_next(&reader, &c, &done)));
  assert_true(done);
}

static void put_word(uint8_t *list, size_t at, uint32_t word)
{
  memcpy(list + at, &word, sizeof word);
}

static uint32_t get_word(const uint8_t *list, size_t at)
{
  uint32_t word;
  memcpy(&word, list + at, sizeof word);
  return word;
}

// A list cut short is refused, whether or not its header owns up to the new size.
static void refuses_what_is_cut_short(void **state)
{
  fixture *f = *state;
  for (int k = 0; k < SAMPLE_COUNT; k++) {
    size_t size;
    uint8_t *list = sample_list(f->board, k, &size);
    for (size_t cut = 0; cut < size; cut++) {
      uint8_t *part = malloc(cut == 0 ? 1 : cut);
      memcpy(part, list, cut);
      assert_int_equal(nb_list_check(part, cut).id, NB_BAD_LIST);
      if (cut >= sizeof(nb_list_header)) {
        put_word(part, offsetof(nb_list_header, bytes), (uint32_t)cut);
        assert_int_equal(read_all(part, cut).id, NB_BAD_LIST);
      }
      free(part);
    }
    free(list);
  }
}

// Where a command starts, and what it is.
typedef struct place {
  size_t at;
  uint32_t op, bytes;
} place;

static int find_commands(const uint8_t *list, size_t size, place *places, int capacity)
{
  int count = 0;
  for (size_t at = sizeof(nb_list_header); at < size && count < capacity; at += places[count++].bytes)
    places[count] = (place){at, get_word(list, at), get_word(list, at + 4)};
  return count;
}

#define FIXED sizeof(nb_command_header)

// What can be broken in a command's fixed part: where, and whether it is a float, a count or one of a few.
typedef struct weakness {
  uint32_t op;
  size_t at;
  char kind; // f float, n count, e enum
} weakness;

static const weakness weaknesses[] = {
    {NB_OP_PATH, offsetof(nb_path_fixed, mode), 'e'},
    {NB_OP_PATH, offsetof(nb_path_fixed, paint.stop_count), 'n'},
    {NB_OP_PATH, offsetof(nb_path_fixed, paint.from.x), 'f'},
    {NB_OP_PATH, offsetof(nb_path_fixed, paint.to.y), 'f'},
    {NB_OP_PATH, offsetof(nb_path_fixed, stroke.dash_count), 'n'},
    {NB_OP_PATH, offsetof(nb_path_fixed, point_count), 'n'},
    {NB_OP_PATH, offsetof(nb_path_fixed, verb_count), 'n'},
    {NB_OP_GLYPHS, offsetof(nb_glyphs_fixed, font), 'e'},
    {NB_OP_GLYPHS, offsetof(nb_glyphs_fixed, size), 'f'},
    {NB_OP_GLYPHS, offsetof(nb_glyphs_fixed, mode), 'e'},
    {NB_OP_GLYPHS, offsetof(nb_glyphs_fixed, paint.stop_count), 'n'},
    {NB_OP_GLYPHS, offsetof(nb_glyphs_fixed, glyph_count), 'n'},
    {NB_OP_GLYPHS, sizeof(nb_glyphs_fixed) + offsetof(nb_glyph, where.y), 'f'},
    {NB_OP_IMAGE, offsetof(nb_image_fixed, width), 'n'},
    {NB_OP_IMAGE, offsetof(nb_image_fixed, height), 'n'},
    {NB_OP_IMAGE, offsetof(nb_image_fixed, filter), 'e'},
    {NB_OP_IMAGE, offsetof(nb_image_fixed, alpha), 'f'},
    {NB_OP_IMAGE, offsetof(nb_image_fixed, where.width), 'f'},
    {NB_OP_GROUP, offsetof(nb_group_fixed, transform.j.x), 'f'},
    {NB_OP_GROUP, offsetof(nb_group_fixed, alpha), 'f'},
    {NB_OP_GROUP, offsetof(nb_group_fixed, has_clip), 'e'},
    {NB_OP_GROUP, offsetof(nb_group_fixed, mask_points), 'n'},
    {NB_OP_GROUP, offsetof(nb_group_fixed, mask_verbs), 'n'},
    {NB_OP_GRAB, offsetof(nb_grab_fixed, kind), 'e'},
    {NB_OP_GRAB, offsetof(nb_grab_fixed, bytes), 'n'},
    {NB_OP_GRAB, offsetof(nb_grab_fixed, at.x), 'f'},
    {NB_OP_GRAB, offsetof(nb_grab_fixed, moves.i.y), 'f'},
    {NB_OP_GRAB, offsetof(nb_grab_fixed, area.x), 'f'},
    {NB_OP_GRAB, offsetof(nb_grab_fixed, until), 'f'},
    {NB_OP_GRAB, offsetof(nb_grab_fixed, decimals), 'e'},
    {NB_OP_MISTAKE, offsetof(nb_mistake_fixed, bytes), 'n'},
    {NB_OP_SPACE, offsetof(nb_space_fixed, area.width), 'f'},
    {NB_OP_SPACE, offsetof(nb_space_fixed, turn.j.y), 'f'},
    {NB_OP_SPACE, offsetof(nb_space_fixed, shift.z), 'f'},
    {NB_OP_SPACE, offsetof(nb_space_fixed, projection), 'e'},
    {NB_OP_SPACE, offsetof(nb_space_fixed, height), 'f'},
    {NB_OP_SPACE, offsetof(nb_space_fixed, near), 'f'},
    {NB_OP_SPACE, offsetof(nb_space_fixed, alpha), 'f'},
    {NB_OP_SPACE, offsetof(nb_space_fixed, light.x), 'f'},
    {NB_OP_SPACE, offsetof(nb_space_fixed, diffuse), 'f'},
    {NB_OP_MESH, offsetof(nb_mesh_fixed, point_count), 'n'},
    {NB_OP_MESH, offsetof(nb_mesh_fixed, normal_count), 'n'},
    {NB_OP_MESH, offsetof(nb_mesh_fixed, color_count), 'n'},
    {NB_OP_MESH, offsetof(nb_mesh_fixed, triangle_count), 'n'},
    {NB_OP_MESH, offsetof(nb_mesh_fixed, two_sided), 'e'},
    {NB_OP_MESH, offsetof(nb_mesh_fixed, shine), 'f'},
    {NB_OP_MESH, sizeof(nb_mesh_fixed) + 2 * sizeof(nb_vec3) + offsetof(nb_vec3, y), 'f'},
    {NB_OP_MESH, sizeof(nb_mesh_fixed) + 5 * sizeof(nb_vec3), 'f'},
    {NB_OP_MESH, sizeof(nb_mesh_fixed) + 8 * sizeof(nb_vec3) + 4 * sizeof(nb_rgba), 'e'},
    {NB_OP_STROKES, offsetof(nb_strokes_fixed, width), 'f'},
    {NB_OP_STROKES, offsetof(nb_strokes_fixed, cap), 'e'},
    {NB_OP_STROKES, offsetof(nb_strokes_fixed, lift), 'f'},
    {NB_OP_STROKES, offsetof(nb_strokes_fixed, point_count), 'n'},
    {NB_OP_STROKES, offsetof(nb_strokes_fixed, color_count), 'n'},
    {NB_OP_STROKES, offsetof(nb_strokes_fixed, run_count), 'n'},
    {NB_OP_STROKES, sizeof(nb_strokes_fixed), 'f'},
    {NB_OP_STROKES, sizeof(nb_strokes_fixed) + 4 * sizeof(nb_vec3) + sizeof(nb_rgba), 'n'},
    {NB_OP_DOTS, offsetof(nb_dots_fixed, lift), 'f'},
    {NB_OP_DOTS, offsetof(nb_dots_fixed, point_count), 'n'},
    {NB_OP_DOTS, offsetof(nb_dots_fixed, color_count), 'n'},
    {NB_OP_DOTS, offsetof(nb_dots_fixed, size_count), 'n'},
    {NB_OP_DOTS, sizeof(nb_dots_fixed) + 4 * (sizeof(nb_vec3) + sizeof(nb_rgba)), 'f'},
    {NB_OP_GRAB, offsetof(nb_grab_fixed, right.y), 'f'},
    {NB_OP_GRAB, offsetof(nb_grab_fixed, up.z), 'f'},
};

static uint32_t pick(nb_random *random, uint32_t count)
{
  return nb_random_below(random, count);
}

// A value that cannot be right in place of `word`.
static uint32_t broken(nb_random *random, char kind, uint32_t word)
{
  static const uint32_t floats[] = {0x7fc00000u, 0x7f800000u, 0xff800000u, 0xffffffffu};
  if (kind == 'f')
    return floats[pick(random, 4)];
  if (kind == 'e')
    return 7 + pick(random, UINT32_MAX - 7);
  // Counts that, times the size of what they count, come out right again where a sum overflows.
  static const uint32_t added[] = {1, 0x20000000u, 0x40000000u, 0x80000000u, 0xffffffffu, 1000};
  return word + added[pick(random, 6)];
}

// Makes a coordinate of a path's point infinite or NaN, behind its stops and dashes.
static void break_point(nb_random *random, uint8_t *list, size_t at)
{
  nb_path_fixed fixed;
  memcpy(&fixed, list + at + FIXED, sizeof fixed);
  at += FIXED + sizeof fixed + fixed.paint.stop_count * sizeof(nb_stop) +
        fixed.stroke.dash_count * sizeof(float);
  put_word(list, at + 4 * pick(random, 2 * fixed.point_count), broken(random, 'f', 0));
}

// Breaks one thing in a sound list. False where what was picked does not occur in it.
static bool break_list(nb_random *random, uint8_t *list, size_t size, char *what, size_t what_size)
{
  place places[32];
  int count = find_commands(list, size, places, 32);
  place p = places[pick(random, (uint32_t)count)];
  uint32_t choice = pick(random, 4);
  if (choice == 0) {
    uint32_t wrong = p.bytes + broken(random, 'n', 0) * 4;
    snprintf(what, what_size, "length %u for %u of op %u", wrong, p.bytes, p.op);
    put_word(list, p.at + offsetof(nb_command_header, bytes), wrong);
    return wrong != p.bytes;
  }
  if (choice == 1) {
    uint32_t wrong = pick(random, 2) ? 0 : NB_OP_COUNT + pick(random, 1u << 30);
    snprintf(what, what_size, "op %u for %u", wrong, p.op);
    put_word(list, p.at, wrong);
    return true;
  }
  if (choice == 2 && p.op == NB_OP_PATH) {
    snprintf(what, what_size, "a point that is not finite");
    break_point(random, list, p.at);
    return true;
  }
  weakness w = weaknesses[pick(random, sizeof weaknesses / sizeof *weaknesses)];
  if (w.op != p.op)
    return false;
  uint32_t old = get_word(list, p.at + FIXED + w.at), wrong = broken(random, w.kind, old);
  snprintf(what, what_size, "op %u, byte %zu: %#x for %#x", w.op, w.at, wrong, old);
  put_word(list, p.at + FIXED + w.at, wrong);
  return true;
}

static void refuses_ten_thousand_broken_lists(void **state)
{
  fixture *f = *state;
  nb_random random = nb_random_seed(7, 0);
  uint8_t *broken[SAMPLE_COUNT];
  size_t sizes[SAMPLE_COUNT];
  for (int k = 0; k < SAMPLE_COUNT; k++)
    broken[k] = sample_list(f->board, k, &sizes[k]);
  for (int made = 0; made < RANDOM_LISTS;) {
    uint32_t k = pick(&random, SAMPLE_COUNT);
    char what[200] = "";
    uint8_t *copy = malloc(sizes[k]);
    memcpy(copy, broken[k], sizes[k]);
    if (break_list(&random, copy, sizes[k], what, sizeof what)) {
      made++;
      if (read_all(copy, sizes[k]).id != NB_BAD_LIST)
        fail_msg("list %u was taken with %s", k, what);
    }
    free(copy);
  }
  for (int k = 0; k < SAMPLE_COUNT; k++)
    free(broken[k]);
}

// Words changed at random: whatever is taken is read within its bounds.
static void reads_within_bounds(void **state)
{
  fixture *f = *state;
  nb_random random = nb_random_seed(8, 0);
  for (int n = 0; n < RANDOM_LISTS; n++) {
    size_t size;
    uint8_t *list = sample_list(f->board, n % SAMPLE_COUNT, &size);
    for (uint32_t changes = 1 + pick(&random, 4); changes > 0; changes--) {
      size_t at = sizeof(nb_list_header) + 4 * pick(&random, (uint32_t)((size - sizeof(nb_list_header)) / 4));
      uint32_t word = get_word(list, at);
      put_word(list, at, pick(&random, 2) ? word ^ 1u << pick(&random, 32) : pick(&random, UINT32_MAX));
    }
    nb_error e = read_all(list, size);
    assert_true(e.id == NB_OK || e.id == NB_BAD_LIST);
    free(list);
  }
}

// A list made by hand: groups and spaces opened and closed as the letters say; d is a solid thing, p a flat one.
static nb_error check_groups(const char *letters)
{
  uint32_t words[2048] = {NB_LIST_MAGIC, NB_LIST_VERSION, 0, (uint32_t)strlen(letters)};
  uint32_t at = 4;
  nb_group_fixed group = {.transform = nb_affine_identity(), .alpha = 1};
  nb_space_fixed space = {.turn = nb_identity3(), .height = 1, .near = 1, .light = {0, 0, 1}};
  nb_dots_fixed dots = {.color_count = 0, .size_count = 0};
  nb_path_fixed path = {.mode = NB_FILL_NONZERO};
  for (; *letters != '\0'; letters++) {
    const struct {
      char letter;
      nb_op op;
      const void *fixed;
      size_t size;
    } kinds[] = {{'(', NB_OP_GROUP, &group, sizeof group},
                 {'[', NB_OP_SPACE, &space, sizeof space},
                 {'d', NB_OP_DOTS, &dots, sizeof dots},
                 {'p', NB_OP_PATH, &path, sizeof path},
                 {')', NB_OP_END, &group, 0}};
    int k = 0;
    while (kinds[k].letter != *letters)
      k++;
    words[at] = kinds[k].op;
    words[at + 1] = (uint32_t)(FIXED + kinds[k].size);
    memcpy(&words[at + 2], kinds[k].fixed, kinds[k].size);
    at += words[at + 1] / 4;
  }
  words[2] = at * 4;
  return nb_list_check(words, at * 4);
}

static void keeps_flat_and_solid_apart(void **state)
{
  (void)state;
  assert_int_equal(check_groups("[dd)p").id, NB_OK);
  assert_int_equal(check_groups("([d)p)[)").id, NB_OK);
  assert_int_equal(check_groups("d").id, NB_BAD_LIST);
  assert_int_equal(check_groups("(d)").id, NB_BAD_LIST);
  assert_int_equal(check_groups("[)d").id, NB_BAD_LIST);
  assert_int_equal(check_groups("[p)").id, NB_BAD_LIST);
  assert_int_equal(check_groups("[[))").id, NB_BAD_LIST);
  assert_int_equal(check_groups("[())").id, NB_BAD_LIST);
  assert_int_equal(check_groups("[d").id, NB_BAD_LIST);
}

// A mask belongs to a group that lets nothing through by itself, and is a sound path.
static void checks_masks(void **state)
{
  (void)state;
  static const nb_vec2 points[3] = {{0, 0}, {1, 0}, {0, 1}};
  struct {
    nb_vec2 first;
    float alpha;
    const char *wrong;
  } cases[] = {{{0, 0}, 1, ""},
               {{0, 0}, 0.5f, "display list: command 0: a mask in a group that lets something through"},
               {{0, NAN}, 1, "display list: command 0: a point that is not finite"}};
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    lists l = {0};
    nb_vec2 mask[3] = {cases[k].first, points[1], points[2]};
    lists_begin(&l);
    lists_masked(&l, (nb_group_fixed){.transform = nb_affine_identity(), .alpha = cases[k].alpha}, mask, 3);
    lists_end(&l);
    lists_finish(&l);
    assert_string_equal(nb_list_check(l.bytes, l.size).text, cases[k].wrong);
    lists_free(&l);
  }
}

static void counts_groups(void **state)
{
  (void)state;
  char deep[2 * NB_LIST_MAX_DEPTH + 3] = {0};
  memset(deep, '(', NB_LIST_MAX_DEPTH);
  memset(deep + NB_LIST_MAX_DEPTH, ')', NB_LIST_MAX_DEPTH);
  assert_int_equal(check_groups("").id, NB_OK);
  assert_int_equal(check_groups("(()())").id, NB_OK);
  assert_int_equal(check_groups(deep).id, NB_OK);
  memset(deep, '(', NB_LIST_MAX_DEPTH + 1);
  memset(deep + NB_LIST_MAX_DEPTH + 1, ')', NB_LIST_MAX_DEPTH + 1);
  assert_int_equal(check_groups(deep).id, NB_BAD_LIST);
  assert_int_equal(check_groups("(").id, NB_BAD_LIST);
  assert_int_equal(check_groups(")").id, NB_BAD_LIST);
  assert_int_equal(check_groups("())(").id, NB_BAD_LIST);
}

static void names_the_command(void **state)
{
  (void)state;
  assert_string_equal(check_groups("())").text, "display list: command 2: an end without a group");
}

static void refuses_other_headers(void **state)
{
  fixture *f = *state;
  for (size_t at = 0; at < sizeof(nb_list_header); at += 4) {
    size_t size;
    uint8_t *list = sample_list(f->board, 0, &size);
    put_word(list, at, get_word(list, at) + 4);
    assert_int_equal(nb_list_check(list, size).id, NB_BAD_LIST);
    free(list);
  }
}

static void refuses_other_addresses(void **state)
{
  fixture *f = *state;
  size_t size;
  uint8_t *list = sample_list(f->board, 0, &size), *moved = malloc(size + 4);
  for (size_t by = 1; by < 4; by++) {
    memcpy(moved + by, list, size);
    assert_int_equal(nb_list_check(moved + by, size).id, NB_BAD_LIST);
  }
  free(moved);
  free(list);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(accepts_what_a_board_writes),
      cmocka_unit_test(hands_out_what_was_written),
      cmocka_unit_test(refuses_what_is_cut_short),
      cmocka_unit_test(refuses_ten_thousand_broken_lists),
      cmocka_unit_test(reads_within_bounds),
      cmocka_unit_test(counts_groups),
      cmocka_unit_test(checks_masks),
      cmocka_unit_test(names_the_command),
      cmocka_unit_test(refuses_other_headers),
      cmocka_unit_test(refuses_other_addresses),
      cmocka_unit_test(keeps_flat_and_solid_apart),
  };
  return cmocka_run_group_tests(tests, open_board, close_board);
}
