// The log of a recording: what was put in comes out, from memory and from a notebook; bytes of any kind do no harm.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"
#include "nabla/math/random.h"
#include "notebook/recording_event.h"
#include "notebook/recording_file.h"

enum { EVENTS = 500, MOST = 300 };

typedef struct any_event {
  recording_event event;
  uint8_t bytes[MOST];
} any_event;

static any_event *any_events(uint64_t seed)
{
  any_event *all = calloc(EVENTS, sizeof *all);
  nb_random r = nb_random_seed(seed, 0);
  int64_t at = 0;
  for (int k = 0; k < EVENTS; k++) {
    at += nb_random_below(&r, 4) == 0 ? nb_random_below(&r, 3000000) : nb_random_below(&r, 20000);
    size_t size = nb_random_below(&r, 3) == 0 ? nb_random_below(&r, MOST) : nb_random_below(&r, 6);
    for (size_t n = 0; n < size; n++)
      all[k].bytes[n] = (uint8_t)nb_random_below(&r, 256);
    all[k].event = (recording_event){(recording_kind)(1 + nb_random_below(&r, 40)), at, all[k].bytes, size};
  }
  return all;
}

static void assert_same(const recording_event *a, const recording_event *b)
{
  assert_int_equal(a->kind, b->kind);
  assert_int_equal(a->at, b->at);
  assert_int_equal(a->size, b->size);
  if (a->size > 0)
    assert_memory_equal(a->bytes, b->bytes, a->size);
}

static void test_round(void **state)
{
  (void)state;
  any_event *all = any_events(7);
  recording_piece piece = {0};
  for (int k = 0; k < EVENTS; k++)
    assert_true(recording_add(&piece, &all[k].event));
  recording_reader r = recording_read(piece.bytes, piece.size, piece.first);
  recording_event e;
  nb_error why;
  for (int k = 0; k < EVENTS; k++) {
    assert_true(recording_next(&r, &e, &why));
    assert_same(&e, &all[k].event);
  }
  assert_false(recording_next(&r, &e, &why));
  assert_false(nb_failed(why));
  recording_free(&piece);
  free(all);
}

// Times never go back, whatever a clock says.
static void test_time_goes_on(void **state)
{
  (void)state;
  recording_piece piece = {0};
  recording_add(&piece, &(recording_event){RECORDING_OTHER, 500, NULL, 0});
  recording_add(&piece, &(recording_event){RECORDING_OTHER, 400, NULL, 0});
  recording_reader r = recording_read(piece.bytes, piece.size, piece.first);
  recording_event e;
  assert_true(recording_next(&r, &e, NULL) && e.at == 500);
  assert_true(recording_next(&r, &e, NULL) && e.at == 500);
  recording_free(&piece);
}

// A piece cut short anywhere gives its whole events, and then says that it breaks off.
static void test_cut(void **state)
{
  (void)state;
  any_event *all = any_events(11);
  recording_piece piece = {0};
  for (int k = 0; k < 20; k++)
    recording_add(&piece, &all[k].event);
  for (size_t size = 0; size <= piece.size; size++) {
    uint8_t *copy = malloc(size + 1); // so that a byte too far is seen
    memcpy(copy, piece.bytes, size);
    recording_reader r = recording_read(copy, size, piece.first);
    recording_event e;
    nb_error why = nb_ok();
    int count = 0;
    while (recording_next(&r, &e, &why))
      assert_same(&e, &all[count++].event);
    assert_true(count == 20 ? !nb_failed(why) : count < 20);
    free(copy);
  }
  recording_free(&piece);
  free(all);
}

static void test_payloads(void **state)
{
  (void)state;
  recording_bytes b = {0};
  recording_scene scene = {.id = "a/b",
                           .build = 77,
                           .clock = 12.5,
                           .moment = "at 0 0\n",
                           .step_count = 2,
                           .titles = {"one", "two"}},
                  back;
  recording_pack_scene(&b, &scene);
  recording_event e = {RECORDING_SCENE, 0, b.bytes, b.size};
  assert_true(recording_unpack_scene(&e, &back));
  assert_string_equal(back.id, "a/b");
  assert_string_equal(back.titles[1], "two");
  assert_true(back.build == 77 && back.clock == 12.5 && back.step_count == 2);
  for (e.size = 0; e.size < b.size; e.size++)
    assert_false(recording_unpack_scene(&e, &back));
  b.size = 0;
  recording_value value = {.name = "step size", .from = 4, .bytes = (const uint8_t *)"abcd", .size = 4},
                  other;
  recording_pack_value(&b, &value);
  e = (recording_event){RECORDING_SET, 0, b.bytes, b.size};
  assert_true(recording_unpack_value(&e, &other));
  assert_string_equal(other.name, "step size");
  assert_true(other.from == 4 && other.size == 4 && memcmp(other.bytes, "abcd", 4) == 0);
  char words[8];
  e = (recording_event){RECORDING_MARK, 0, (const uint8_t *)"ab\ncd\xc3\xa4\xc3\xa4", 9};
  recording_unpack_words(&e, words, sizeof words);
  assert_string_equal(words, "ab cd\xc3\xa4");
  free(b.bytes);
}

// ---------------------------------------------------------------------------------------------------------------
// In a notebook

static notebook *open_notebook(const char *path)
{
  notebook *n = notebook_open(&(notebook_options){.path = path});
  assert_non_null(n);
  assert_int_equal(notebook_state(n).mode, NOTEBOOK_WRITES);
  return n;
}

static int keep(notebook *n, const any_event *all)
{
  int number =
      notebook_begin_recording(n, &(notebook_recording){.scene = "a/b", .title = "A b", .began = 1e9});
  recording_piece piece = {0};
  for (int k = 0; k < EVENTS; k++) {
    recording_add(&piece, &all[k].event);
    if (k % 25 < 24)
      continue;
    assert_true(notebook_add_piece(n, number, k / 25, piece.first, piece.last, piece.bytes, piece.size));
    if (k / 25 % 4 == 1)
      assert_true(notebook_add_state(n, number, k / 25 + 1, piece.last, &k, sizeof k));
    recording_empty(&piece);
  }
  recording_free(&piece);
  return number;
}

static void assert_kept(recording_file *f, const any_event *all, int pieces)
{
  assert_int_equal(recording_pieces(f), pieces);
  for (int k = 0; k < 25 * pieces; k += 25) {
    recording_reader r = recording_piece_at(f, k / 25);
    recording_event e;
    for (int n = 0; recording_next(&r, &e, NULL); n++)
      assert_same(&e, &all[k + n].event);
  }
}

static void test_notebook(void **state)
{
  folder f = folder_make();
  (void)state;
  char path[300];
  snprintf(path, sizeof path, "%s/n.sqlite", f.path);
  any_event *all = any_events(3);
  notebook *n = open_notebook(path);
  int number = keep(n, all);
  assert_int_equal(number, 1);
  uint8_t sound[10];
  size_t size = recording_put_packet(sound, "abc", 3);
  for (int k = 0; k < 5; k++)
    assert_true(notebook_add_sound(n, number, 960 * k, sound, size));
  int take = notebook_begin_take(
      n, &(notebook_recording){.scene = "a/b", .title = "A b", .take_of = number, .taken = 2}, 7, 1000);
  assert_int_equal(take, 2);
  notebook_close(n);

  recording_file *r;
  assert_false(nb_failed(recording_open(&r, path, number)));
  assert_kept(r, all, EVENTS / 25);
  assert_int_equal(recording_length(r), all[EVENTS - 1].event.at);
  int piece, k;
  const void *bytes;
  assert_true(recording_state_before(r, 9, INT64_MAX, &piece, &bytes, &size));
  memcpy(&k, bytes, sizeof k);
  assert_true(piece == 6 && k == 149);
  assert_false(recording_state_before(r, 1, INT64_MAX, &piece, &bytes, &size));
  recording_sound row;
  const uint8_t *packet;
  assert_true(recording_sound_at(r, 2000, &row) && row.first == 1920);
  assert_true(recording_next_packet(&row, &packet, &size) && size == 3 && memcmp(packet, "abc", 3) == 0);
  assert_false(recording_next_packet(&row, &packet, &size));
  assert_true(recording_sound_after(r, 1920, &row) && row.first == 2880);
  recording_close(r);

  assert_false(nb_failed(recording_open(&r, path, take)));
  assert_kept(r, all, 7);
  assert_true(recording_about(r)->take_of == number && recording_about(r)->taken == 2);
  assert_true(recording_sound_at(r, INT64_MAX, &row) && row.first == 960);
  recording_close(r);

  nb_error e = recording_open(&r, path, 9);
  assert_int_equal(e.id, NB_MISSING_FILE);
  assert_non_null(strstr(e.text, "2, 1"));

  n = open_notebook(path);
  const notebook_recording *list;
  assert_int_equal(notebook_recordings(n, &list), 2);
  assert_string_equal(list[1].title, "A b");
  assert_true(notebook_drop_recording(n, 1));
  assert_false(notebook_drop_recording(n, 1));
  notebook_close(n);
  assert_int_equal(recording_open(&r, path, 1).id, NB_MISSING_FILE);
  free(all);
  folder_remove(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_round),    cmocka_unit_test(test_time_goes_on), cmocka_unit_test(test_cut),
      cmocka_unit_test(test_payloads), cmocka_unit_test(test_notebook),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
