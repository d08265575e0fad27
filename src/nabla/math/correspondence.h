// Correspondences: which things of one picture become which of another when the one turns into the other.
//
//   by key    nb_keys nb_match_in_order nb_match_rest nb_match_cells
//   by size   nb_order_by_size
//   by place  nb_nearest_turn
//
//   Things with keys (the signs of a formula) become things of the same key. First as many as can be without any
//   passing another: a longest common subsequence, whose length for what follows thing i of the one and thing j
//   of the other is
//
//     L(i, j) = 1 + L(i + 1, j + 1)              where their keys are equal     a + b = c    a, = and c in order,
//               max(L(i + 1, j), L(i, j + 1))    where they are not             a = c - b    then b
//
//   and then those that are left and have changed places.
//
//   Things with sizes (the contours of a shape) are paired from the largest on: the k-th of the one with the k-th
//   of the other. Points along a closed line have no first one: of all ways to begin, the one is taken in which
//   the sum of the squared distances to the other line's points is least.
#ifndef NABLA_MATH_CORRESPONDENCE_H
#define NABLA_MATH_CORRESPONDENCE_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/export.h"
#include "nabla/math/vector.h"

enum { NB_UNMATCHED = -1 };

// Things in their order, known by their keys: those with equal keys are alike.
typedef struct nb_keys {
  const uint32_t *keys;
  uint32_t count; // at most 2^31 - 1
} nb_keys;

// How long the shorter of two lists may be to be matched in order.
enum { NB_MOST_IN_ORDER = UINT16_MAX };

// How many cells of working memory nb_match_in_order needs: one for each pair of positions, ends included.
NB_API size_t nb_match_cells(nb_keys from, nb_keys to);

// partner[k] for each thing of `from`: its like in `to`, or NB_UNMATCHED. No thing has two partners, partners are
// in the same order on both sides, and as many as there can be; where one of `from` and one of `to` could as well
// be left out, it is that of `from`. Where both have more than NB_MOST_IN_ORDER things none is matched. `cells` is
// working memory. (Wagner and Fischer, "The string-to-string correction problem", 1974.)
NB_API void nb_match_in_order(nb_keys from, nb_keys to, uint16_t *cells, int32_t *partner);

// Gives those of `from` that have no partner yet the first thing of their key in `to` that is nobody's. `taken` is
// working memory, one for each thing of `to`. Partners beyond `to` are left as they are.
NB_API void nb_match_rest(nb_keys from, nb_keys to, uint8_t *taken, int32_t *partner);

// The order of things by their sizes, the largest first: order[k] is the index of the k-th. Those of one size stay
// in their order; sizes that are not a number come last. (Heapsort: Floyd, "Treesort 3", 1964.)
NB_API void nb_order_by_size(const double *sizes, uint32_t count, uint32_t *order);

// By how many places the points of a closed line are to be turned to lie nearest to those of another: the k-th of
// these is points[(k + turn) % count]. From 0 to count - 1, the smallest among equals; 0 where there are none or
// one is not finite. Time: count^2.
NB_API uint32_t nb_nearest_turn(const nb_vec2 *points, const nb_vec2 *to, uint32_t count);

#endif
