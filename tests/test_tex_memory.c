// Formulas without memory: each call for some fails in turn, and each time the answer is an error and nothing else.
//
// The functions of arena.h below stand before libnabla's own, as the executable is searched first.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "nabla/type/tex.h"

static int calls, fails_at; // fails_at 0: never

struct nb_arena_block {
  _Alignas(16) nb_arena_block *next;
};

void *nb_arena_take(nb_arena *arena, size_t size)
{
  if (++calls == fails_at)
    return NULL;
  nb_arena_block *block = malloc(sizeof *block + size);
  assert_non_null(block);
  block->next = arena->blocks;
  arena->blocks = block;
  return block + 1;
}

void nb_arena_reset(nb_arena *arena)
{
  while (arena->blocks != NULL) {
    nb_arena_block *block = arena->blocks;
    arena->blocks = block->next;
    free(block);
  }
}

void nb_arena_free(nb_arena *arena)
{
  nb_arena_reset(arena);
}

static void every_call_for_memory_may_fail(void **state)
{
  (void)state;
  static const char *const sources[] = {
      "\\newcommand{\\f}[2]{\\frac{#1}{#2}}\\f{a}{b'^2_3}+\\sqrt[3]{x}\\cdots\\hat y\\overline{z}ŷx²",
      "\\left(\\begin{array}{c|c}\\hline a&\\val\\\\b\\end{array}\\middle|x\\right)\\big(\\substack{a\\\\b}",
      "\\part{p}{x}^2\\color{v}\\text{a $b$ "
      "c}\\operatorname*{m}_x\\sum_{i}^n\\int\\limits_0\\boxed{\\cancel{x}}",
      "\\underbrace{a+b+c+d+e+f+g+h+i+j+k+l+m}_n\\xrightarrow[a]{bcdefghijk}\\overset{a}{=}\\phantom{x}"
      "\\not+",
      "\\left\\{\\begin{matrix}a\\\\b\\\\c\\\\d\\\\e\\\\f\\\\g\\end{matrix}\\right.a\\pmod{b}\\bmod "
      "c\\hspace{1em}",
  };
  nb_fonts *fonts;
  assert_false(nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)));
  for (size_t k = 0; k < sizeof sources / sizeof *sources; k++) {
    nb_arena memory = {0};
    nb_tex tex;
    nb_error e;
    fails_at = 0;
    do {
      calls = 0;
      e = nb_tex_layout(&tex, fonts, sources[k], strlen(sources[k]), &memory, NULL);
      if (fails_at == 0 && nb_failed(e))
        fail_msg("%s", e.text);
      assert_true(calls > 0); // or these functions are not the ones called
      if (fails_at > 0 && calls >= fails_at) {
        assert_int_equal(e.id, NB_NO_MEMORY);
        assert_int_equal(tex.glyph_count, 0);
      }
      fails_at++;
    } while (fails_at == 1 || nb_failed(e));
    nb_arena_free(&memory);
  }
  nb_fonts_close(fonts);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_call_for_memory_may_fail)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
