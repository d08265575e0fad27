// The board: what a scene draws with. It records a display list (list.h) and paints nothing itself.
//
// The board is 16 x 9 units with the origin in the middle and y up, whatever the window's size; what lies
// outside is margin. Line widths and type sizes are in points of 1/1080 of the frame's height (120 to a
// unit). Angles are radians.
//
//    (-8, 4.5) +-----------------------+ (8, 4.5)        title and step: above y = 3.7
//              |           y           |                 the stage: -8 to 3.1 across, -3.3 to 3.7 up
//              |           |__ x       |                 the quiet column for formulas: 3.6 to 7.2 across
//              |                       |                 caption and step strip: below y = -3.3
//   (-8, -4.5) +-----------------------+ (8, -4.5)
//
// Everything drawn takes a style, made with nb_style(...): what is not named has its sensible default.
//
//    nb_arrow(b, nb_origin(), now.i, nb_style(.color = NB_I, .width = 8, .reveal = nb_cue(f, BASIS, 0, 1)));
//
// Input that is not finite draws nothing (`nabla check` tells), or breaks the curve there. Nothing here fails: a board that runs
// out of memory records no more, and the program says so.
//
//   style      nb_style
//   paths      nb_move_to nb_line_to nb_quad_to nb_cubic_to nb_close nb_draw nb_take_path nb_draw_path nb_morph
//   outlines   nb_path_circle nb_path_ellipse nb_path_rectangle nb_path_polygon nb_path_arc nb_path_text
//   shapes     nb_line nb_polyline nb_arrow nb_curved_arrow nb_point nb_circle nb_arc nb_ellipse nb_rectangle
//              nb_polygon nb_brace nb_right_angle
//   planes     nb_polyline_on_plane nb_line_at_x nb_line_at_y nb_grid nb_moved_plane nb_stage nb_stage_plane nb_vector
//              nb_vector_name nb_vector_part nb_shadow nb_parallelogram_on_plane nb_basis nb_moved_basis nb_primed
//              nb_axes nb_curve nb_on_curve nb_tangent nb_ramp nb_two_ramps nb_two_cuts nb_parametric nb_vector_field
//              nb_sample_plane nb_contours nb_level_lines nb_levels nb_heat_map
//   charts     nb_bars nb_plot nb_network_diagram nb_diagram_of nb_diagram_edges nb_diagram_neuron nb_diagram_edge nb_diagram_numbers
//   text       nb_text nb_text_below nb_text_width nb_words nb_grouped nb_label nb_number nb_shown nb_shown2 nb_exact
//   formulas   nb_tex nb_tex_below nb_formula_at nb_formula_within nb_formula_draw nb_formula_part nb_formula_morph
//   pointing   nb_brace_over nb_brace_under nb_brace_beside nb_arrow_at
//   images     nb_image nb_pixels nb_table
//   groups     nb_group nb_fade nb_end nb_clip nb_clip_path
//   hands      nb_grab nb_grab_on_plane nb_grab_value nb_grab_value_on_plane nb_grab_canvas nb_grab_time nb_slider
//              nb_either nb_guess nb_ring
//   costs      nb_memo nb_scratch
//   colour     nb_mix nb_board_theme
#ifndef NABLA_BOARD_H
#define NABLA_BOARD_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/color.h"
#include "nabla/list.h"
#include "nabla/math/network.h"
#include "nabla/math/vector.h"
#include "nabla/type/font.h"

typedef struct nb_board nb_board;

// ---------------------------------------------------------------------------------------------------------------
// Style

// Which point of a text, number or formula stands at the place that is named.
typedef enum nb_anchor {
  NB_LEFT_BASELINE, // text's default
  NB_CENTER_BASELINE,
  NB_RIGHT_BASELINE,
  NB_LEFT,
  NB_CENTER, // the middle both ways
  NB_RIGHT,
  NB_TOP_LEFT,
  NB_TOP,
  NB_BOTTOM,
} nb_anchor;

typedef struct nb_gradient {
  nb_vec2 from, to;  // board units; where both are equal there is none
  nb_color color[4]; // the first `count` of them, evenly spaced
  int count;         // 0 for none, else 2 to 4
} nb_gradient;

// How a part of a formula stands out: \part{name}{...} names one. Zero leaves it as it is.
typedef struct nb_part {
  const char *name; // of all parts with this name; "": what is in no part named here; NULL ends a list
  nb_color color;   // NB_DEFAULT: its own
  float dim;        // how far it steps back, 0 to 1
  float raise;      // it stands higher, points
  float grow;       // it is larger by this much of its size, about its middle: 0.2 is a fifth
  float hidden;     // how much of it has not been written yet, 0 to 1
} nb_part;

// The parts of a formula that stand out: nb_style(.parts = NB_PARTS({"slope", .color = NB_V}, {"", .dim = 1}))
#define NB_PARTS(...) ((const nb_part[]){__VA_ARGS__, {0}})

// How something is drawn. Make it with nb_style(...): a bare (nb_style){...} has alpha and reveal 0 and draws
// nothing.
typedef struct nb_style {
  nb_color color;       // of the line or text; NB_DEFAULT: the shape's own, mostly NB_TEXT
  nb_color fill;        // of the inside; NB_DEFAULT: none, or the shape's own
  nb_gradient gradient; // takes the place of fill where count is not 0
  float width;          // of the line, points; 0: the shape's own, below 0: no line
  float alpha;          // 0 to 1
  float reveal; // how much of it has been drawn, 0 to 1: lines along their length, text glyph by glyph
  nb_join join;
  nb_cap cap;
  float dash[2];        // on and off, points; 0: a whole line
  bool even_odd;        // fill by the even-odd rule instead of the non-zero one
  float size;           // of text, points; 0: 30
  nb_font font;         // of text: the default is Inter
  nb_anchor anchor;     // of text, numbers, formulas
  nb_color halo;        // around text; NB_DEFAULT: none
  float halo_width;     // points of ground around the letters; 0: 5 where halo is set
  float angle;          // text turned about its place, radians
  const nb_part *parts; // of a formula: how they stand out; NULL: none does
} nb_style;

#define nb_style(...) ((nb_style){.alpha = 1, .reveal = 1, __VA_ARGS__})

// The macro names alpha and reveal first, and the caller may name them again: that is how zero can mean zero
// there.
#if defined(__clang__)
#pragma clang diagnostic ignored "-Winitializer-overrides"
#elif defined(__GNUC__) && !defined(__cplusplus)
#pragma GCC diagnostic ignored "-Woverride-init"
#endif

// A live number of another type than float is a mistake, and no warning.
#if defined(__GNUC__) && !defined(__cplusplus)
#pragma GCC diagnostic error "-Wincompatible-pointer-types"
#endif

// ---------------------------------------------------------------------------------------------------------------
// Paths: a contour is begun with nb_move_to (or by the first point of all); nb_draw fills and strokes all
// contours of the path and clears it. After nb_close a path goes on from where its contour began. A move that
// nothing follows is dropped. Shapes drawn meanwhile leave the path alone.

NB_API void nb_move_to(nb_board *b, nb_vec2 p);
NB_API void nb_line_to(nb_board *b, nb_vec2 p);
NB_API void nb_quad_to(nb_board *b, nb_vec2 control, nb_vec2 p);
NB_API void nb_cubic_to(nb_board *b, nb_vec2 control1, nb_vec2 control2, nb_vec2 p);
NB_API void nb_close(nb_board *b);

// Whole outlines, added to the path.
NB_API void nb_path_circle(nb_board *b, nb_vec2 center, float radius);
NB_API void nb_path_ellipse(nb_board *b, nb_vec2 center, nb_vec2 radii, float angle);
NB_API void nb_path_rectangle(nb_board *b, nb_rect r, float corner); // corner radius, board units
NB_API void nb_path_polygon(nb_board *b, const nb_vec2 *points, int count);
NB_API void nb_path_arc(nb_board *b, nb_vec2 center, float radius, float from,
                        float to); // open; to < from: clockwise
NB_API void nb_path_text(nb_board *b, nb_vec2 at, const char *text, nb_style style);

// Fills (where style.fill or style.gradient says so) and strokes (unless style.width < 0) the path, and
// clears it. While reveal goes from 0 to 1 the line is drawn along its length, all contours one after the
// other, and the inside fades in over the second half. Line: NB_TEXT, 3 points.
NB_API void nb_draw(nb_board *b, nb_style style);

// A path kept for later in this frame. Its memory is the board's, until the frame ends.
typedef struct nb_path {
  const uint8_t *verbs; // nb_verb
  const nb_vec2 *points;
  uint32_t verb_count, point_count;
} nb_path;

// Takes the path as a value and clears it.
NB_API nb_path nb_take_path(nb_board *b);
NB_API void nb_draw_path(nb_board *b, nb_path path, nb_style style);

// A path between two: exactly `from` at t = 0 and exactly `to` at t = 1. Contours are matched in order of
// size, closed ones turned so that their points lie nearest; a contour without a partner grows from, or
// shrinks to, its middle.
NB_API nb_path nb_morph(nb_board *b, nb_path from, nb_path to, float t);

// ---------------------------------------------------------------------------------------------------------------
// Shapes. Colour NB_TEXT and width 3 points unless a line says otherwise.

NB_API void nb_line(nb_board *b, nb_vec2 from, nb_vec2 to, nb_style style);
NB_API void nb_polyline(nb_board *b, const nb_vec2 *points, int count,
                        nb_style style); // breaks at what is not finite

// An arrow whose head ends sharp exactly at `to`; the shaft does not show through the tip. Width 7 points.
// Arrows shorter than their head shrink whole; one of length zero draws nothing. It grows from `from` with
// reveal.
NB_API void nb_arrow(nb_board *b, nb_vec2 from, nb_vec2 to, nb_style style);
// The same along an arc that bends by `bend` times the distance to its left (negative: right).
NB_API void nb_curved_arrow(nb_board *b, nb_vec2 from, nb_vec2 to, float bend, nb_style style);

// A disc `width` points across (default 14) in style.color; it grows with reveal.
NB_API void nb_point(nb_board *b, nb_vec2 at, nb_style style);
NB_API void nb_circle(nb_board *b, nb_vec2 center, float radius, nb_style style);
NB_API void nb_arc(nb_board *b, nb_vec2 center, float radius, float from, float to, nb_style style);
NB_API void nb_ellipse(nb_board *b, nb_vec2 center, nb_vec2 radii, float angle, nb_style style);
NB_API void nb_rectangle(nb_board *b, nb_rect r, float corner, nb_style style);
NB_API void nb_polygon(nb_board *b, const nb_vec2 *points, int count, nb_style style);
// A curly brace from one point to another, its tip to the left of that direction, `depth` units away (0:
// 0.25).
NB_API void nb_brace(nb_board *b, nb_vec2 from, nb_vec2 to, float depth, nb_style style);
// The corner mark between two directions at a point; `size` units along each (0: 0.22).
NB_API void nb_right_angle(nb_board *b, nb_vec2 corner, nb_vec2 along, nb_vec2 up, float size,
                           nb_style style);

// ---------------------------------------------------------------------------------------------------------------
// Planes

// Where a plane of numbers lies on the board: x from x0 to x1 across area, y from y0 to y1 up it.
typedef struct nb_plane {
  nb_rect area;
  float x0, x1, y0, y1;
} nb_plane;

NB_API nb_vec2 nb_on_plane(nb_plane plane, nb_vec2 p);   // numbers to board units
NB_API nb_vec2 nb_from_plane(nb_plane plane, nb_vec2 p); // and back
NB_API nb_mat2 nb_plane_scale(nb_plane plane);           // how a step in numbers moves on the board
// Its left part, up to x: for what has been drawn so far.
NB_API nb_plane nb_plane_until(nb_plane plane, float x);

// A line through points of a plane; it breaks at what is not finite.
NB_API void nb_polyline_on_plane(nb_board *b, nb_plane plane, const nb_vec2 *points, int count,
                                 nb_style style);
// The line on which x is held, from the plane's lower edge up; and that on which y is held, from its left edge on.
NB_API void nb_line_at_x(nb_board *b, nb_plane plane, float x, nb_style style);
NB_API void nb_line_at_y(nb_board *b, nb_plane plane, float y, nb_style style);

// A grid of lines of a plane that `m` has moved, drawn as far as `area` (in board units) reaches, one line a
// unit of `plane`: the line x = c lies through the moved points (c, y). Lines: NB_PLANE, 1.5 points; those
// through the origin in NB_AXIS, 3 points. It clips itself to area. The lines grow from the middle with
// reveal. Of each of the two families at most 129 lines are drawn, and where they come closer than 0.3 units
// they grow fainter: a singular matrix leaves a line, or nothing where it is zero.
typedef struct nb_grid_spec {
  nb_rect area;     // width 0: the whole board
  nb_vec2 origin;   // where (0, 0) stands, board units
  float unit;       // board units to a step; 0: 1
  nb_color axes;    // NB_DEFAULT: NB_AXIS
  float axes_width; // points; 0: 3, below 0: the axes are lines like the others
} nb_grid_spec;

NB_API void nb_grid(nb_board *b, nb_mat2 m, nb_grid_spec spec, nb_style style);

// The stage: what the quiet column, title and caption leave, as drawn at the top. Formulas beside it begin at NB_COLUMN.
NB_API nb_rect nb_stage(void);
#define NB_COLUMN 3.66f

// The stage as a plane of numbers: (0, 0) stands at `origin`, and a step of one is `unit` board units.
NB_API nb_plane nb_stage_plane(nb_vec2 origin, float unit);
// What nb_grid needs to draw the grid of a plane whose steps are as wide as high.
NB_API nb_grid_spec nb_plane_grid(nb_plane plane);
// A motion of a plane: its grid at rest, without axes in NB_GRID, and over it the one that m has moved.
NB_API void nb_moved_plane(nb_board *b, nb_plane plane, nb_mat2 m, nb_style style);

// A vector on a plane: an arrow from the point `tail` to tail + v, and its name (a formula; NULL: none) beside
// its tip, to the right of its way, or with the style's anchor NB_LEFT to the left. The name comes with the
// second half of reveal, and fades with the second half of alpha, and where the arrow is shorter than a quarter of a board unit;
// style.size is its size.
NB_API void nb_vector(nb_board *b, nb_plane plane, nb_vec2 tail, nb_vec2 v, const char *name, nb_style style);
// The name of such a vector beside its middle, where two that stand tip to tail have room: on the same sides.
NB_API void nb_vector_name(nb_board *b, nb_plane plane, nb_vec2 tail, nb_vec2 v, const char *name,
                           nb_style style);
// Such a vector with its name beside its middle: a part of a sum.
NB_API void nb_vector_part(nb_board *b, nb_plane plane, nb_vec2 tail, nb_vec2 v, const char *name,
                           nb_style style);
// The shadow that such a vector casts, at a right angle, on the line through its tail along `line`: with the first half of reveal the
// dashed way from its tip down to its foot, with the second a broad stroke beside the line, on the far side (8 points). NB_K.
// The corner is marked at the foot; where v stands square to the line there is no shadow, and the corner is at the tail.
NB_API void nb_shadow(nb_board *b, nb_plane plane, nb_vec2 tail, nb_vec2 v, nb_vec2 line, nb_style style);
// The parallelogram of a plane with the corners p, p + u, p + u + v and p + v: of the columns of a motion, what the unit square becomes.
NB_API void nb_parallelogram_on_plane(nb_board *b, nb_plane plane, nb_vec2 p, nb_vec2 u, nb_vec2 v,
                                      nb_style style);
// The columns of m as arrows from the origin, î in NB_I and ĵ in NB_J, with their names on their outer sides. The
// shorter lies on top: in line, neither hides the other.
NB_API void nb_basis(nb_board *b, nb_plane plane, nb_mat2 m, nb_style style);
// The same of a motion, so many of which have landed (0 to 3): with a prime for each.
NB_API void nb_moved_basis(nb_board *b, nb_plane plane, nb_mat2 m, float landed, nb_style style);
// The name of what so many motions have landed: with a prime for each. Between two whole numbers it fades, changes
// halfway where it cannot be seen, and comes back: *alpha is multiplied by how clear it is. Good until the frame ends.
NB_API const char *nb_primed(nb_board *b, const char *name, float landed, float *alpha);

// Axes with ticks and numbers at round places (1, 2 or 5 times a power of ten), unless step says where.
typedef struct nb_axes_spec {
  nb_vec2 step;        // between ticks, in numbers; 0: chosen
  const char *x_label; // a formula; NULL: none
  const char *y_label;
  bool no_numbers, no_ticks, grid;
  bool at_edges; // the axes stand at the left and lower edge instead of through (0, 0)
} nb_axes_spec;

NB_API void nb_axes(nb_board *b, nb_plane plane, nb_axes_spec spec, nb_style style);

// y = f(x), from x0 to x1 of the plane, sampled more densely where it bends; broken where it is not finite or
// jumps; clipped to the plane's area. context is passed on. Samples: 256 to 16,384, and more where it jumps.
// Line: NB_TEXT, 3 points.
NB_API void nb_curve(nb_board *b, nb_plane plane, float (*f)(float x, const void *context),
                     const void *context, nb_style style);
// Where on the board the point of that curve stands whose first number is x.
NB_API nb_vec2 nb_on_curve(nb_plane plane, float (*f)(float x, const void *context), const void *context,
                           float x);
// The straight line with that slope through a point of a plane, as a tangent or a secant is drawn: it reaches `half` board
// units to either side.
NB_API void nb_tangent(nb_board *b, nb_plane plane, nb_vec2 at, float slope, float half, nb_style style);
// A ramp from a foot on the board to the right: a level line for the way, which is `unit` board units to one of it (a way below
// zero goes to the right, too), and over it how it climbs; and its numbers: way, slope and rise, slope times way, to two places. They come
// one after the other with reveal. Returns its top, where the next ramp may begin. Numbers: 26 points.
NB_API nb_vec2 nb_ramp(nb_board *b, nb_vec2 foot, float unit, float way, float slope, nb_style style);
// Two of them: the way's part along x in NB_I, and from its top the one along y in NB_J; the rises add up to the dot product.
// They begin at left.x, and left.y is halfway between the first one's foot and the second one's top.
NB_API void nb_two_ramps(nb_board *b, nb_vec2 left, float unit, nb_vec2 way, nb_vec2 slopes, nb_style style);
// What lies under two ramps: the place of a ground, of height f, at which they have its slopes.
typedef struct nb_ground {
  nb_vec2 at;
  float (*f)(nb_vec2 p, const void *context);
  const void *context;
} nb_ground;
// The ground itself under these ramps, which touch it where each begins: its cut along x from that place on, and the one along y
// from that same place on. They come one after the other with reveal. Draw them first.
NB_API void nb_two_cuts(nb_board *b, nb_vec2 left, float unit, nb_vec2 way, nb_vec2 slopes, nb_ground ground,
                        nb_style style);
// (x, y) = f(t) for t in [from, to], likewise.
NB_API void nb_parametric(nb_board *b, nb_plane plane, nb_vec2 (*f)(float t, const void *context),
                          const void *context, float from, float to, nb_style style);

// Arrows of a vector field on a lattice `spacing` board units apart (0: 0.5), centred on their points.
// Lengths grow with the field's and level off at `longest` (0: 0.9 spacing); weak arrows are drawn fainter.
// Colour NB_TEXT, width 2.5 points. At most 256 arrows stand along a side: the spacing is as much wider as
// that needs.
typedef struct nb_field_spec {
  float spacing, longest;
  float typical; // the field's length that draws half the longest arrow; 0: 1
} nb_field_spec;

NB_API void nb_vector_field(nb_board *b, nb_plane plane, nb_vec2 (*f)(nb_vec2 p, const void *context),
                            const void *context, nb_field_spec spec, nb_style style);

// Samples of f on a grid over the plane, 2 or more columns and rows, in the order that nb_contours and nb_heat_map take:
// values[row * columns + column], row 0 at y0, column 0 at x0. They are made once and kept (nb_memo); the context_size
// bytes at context, which must lie aligned to 8 like any struct, are all that f may depend on besides p. NULL without memory.
NB_API const float *nb_sample_plane(nb_board *b, nb_plane plane, float (*f)(nb_vec2 p, const void *context),
                                    const void *context, size_t context_size, int columns, int rows);

// Level lines of such samples (NULL: none). At most 64 levels. Colours: color at the first level, style.fill (where set) at the last, mixed
// between. Width 2 points.
NB_API void nb_contours(nb_board *b, nb_plane plane, const float *values, int columns, int rows,
                        const float *levels, int level_count, nb_style style);

// The level lines of f itself, a map of it: sampled 13 times to a board unit, at least 64 times along a side, and kept, as
// nb_sample_plane has it.
NB_API void nb_level_lines(nb_board *b, nb_plane plane, float (*f)(nb_vec2 p, const void *context),
                           const void *context, size_t context_size, const float *levels, int level_count,
                           nb_style style);

// `count` levels that are `step` apart, the lowest of them `first`: until the frame ends. NULL without memory.
NB_API const float *nb_levels(nb_board *b, float first, float step, int count);

// The same samples as a picture: color (default NB_GROUND) at `low` through `fill`
// (default NB_K) at `high`; what is not finite is left out. With NB_NEAREST each sample is a cell of the
// area; with NB_LINEAR the samples stand at the points of a grid over it, the outermost on its edge. Fades in
// with reveal.
typedef struct nb_heat_spec {
  float low, high; // both 0: the samples' own
  nb_filter filter;
  nb_color middle; // the colour halfway between them; NB_DEFAULT: as the two are mixed
} nb_heat_spec;

NB_API void nb_heat_map(nb_board *b, nb_plane plane, const float *values, int columns, int rows,
                        nb_heat_spec spec, nb_style style);

// ---------------------------------------------------------------------------------------------------------------
// Charts

// Bars from y = 0, one a value, evenly across the plane, in style.color (default NB_K); negative ones hang,
// and all are cut off at the plane's edges. labels (or NULL) stand below. They grow one after the other with
// reveal.
NB_API void nb_bars(nb_board *b, nb_plane plane, const float *values, int count, const char *const *labels,
                    nb_style style);
// y values at even x from x0 to x1 as a line, clipped to the plane's area. Thousands of points are thinned to
// what the eye can see: lowest and highest of each column of points, and the last value.
// Line: NB_V, 3 points.
NB_API void nb_plot(nb_board *b, nb_plane plane, const float *values, int count, nb_style style);

// A network in layers, left to right: neurons as circles filled by activation, edges by weight: sign as
// colour (NB_POSITIVE, NB_NEGATIVE) and size as width and alpha.
typedef struct nb_diagram_spec {
  nb_rect area;
  int layer_count;          // 2 to 8
  const int *sizes;         // neurons drawn a layer, 1 to 64
  const float *activations; // 0 to 1, all layers one after the other; NULL: empty circles
  const float *weights; // for layer l, edge from a to b at [b * sizes[l] + a], all layers one after the other
  float weight_scale;   // the weight drawn at full strength; 0: the largest of each layer
  float dark;           // how many layers are not lit yet, the last ones first; between whole numbers in part
  float radius;         // of a neuron, board units; 0: 0.125
  float edges;          // how much of the edges has been drawn, 0 to 1; they grow left to right
  // Laid out as weights and lit over them, the largest of each layer brightest: NB_V above zero, NB_LEARNING below.
  const float *gradients;
  float quiet; // how much fainter all of them are, 0 to 1
  float fade;  // how far the weights step back behind the gradients, 0 to 1
  float back;  // how far they have come: 0 to 1 they grow from right to left, 1 to 2 they leave
  const char *const
      *labels; // names to the right of the last layer, the brightest neuron's louder; NULL: none
  int wanted;  // from 1: which of those names is in NB_LEARNING, as what it ought to be
} nb_diagram_spec;

NB_API void nb_network_diagram(nb_board *b, nb_diagram_spec spec, nb_style style);
// Where a neuron stands.
NB_API nb_vec2 nb_diagram_neuron(nb_diagram_spec spec, int layer, int neuron);
// One edge that stands out: from a neuron of `layer` to one of the next, with a ring round either; the rings come first, then the
// line from left to right. NB_V, 6 points; where the diagram has weights the line is as its own: NB_POSITIVE or NB_NEGATIVE, and broader
// the larger it is (2.5 to 9 points, those of the layer's largest, or of weight_scale).
NB_API void nb_diagram_edge(nb_board *b, nb_diagram_spec spec, int layer, int from, int to, nb_style style);
// A number beside each neuron of the last layer, behind its name, as nb_number sets it, and over them what they are (a formula; NULL:
// none). NB_TEXT, 24 points.
NB_API void nb_diagram_numbers(nb_board *b, nb_diagram_spec spec, const float *values, int decimals,
                               const char *head, nb_style style);

// Which of a network's layers a diagram shows: all from `first` on, and of that one all neurons or those named.
typedef struct nb_diagram_part {
  int first;
  const int *neurons; // `count` of them; NULL: all
  int count;
} nb_diagram_part;

// The diagram of a network: its sizes, its weights, and in its neurons what the first example of a pass left there. The rest
// of the spec is for the caller to fill. Its memory is the board's, until the frame ends; no layers without memory.
NB_API nb_diagram_spec nb_diagram_of(nb_board *b, const nb_network *network, const float *parameters,
                                     const nb_pass *pass, nb_diagram_part part);
// Of an array laid out as the network's parameters (a gradient), what belongs to the edges of that diagram.
NB_API const float *nb_diagram_edges(nb_board *b, const nb_network *network, const float *parameters,
                                     nb_diagram_part part);

// ---------------------------------------------------------------------------------------------------------------
// Text: UTF-8, lines parted by \n and 1.3 ems apart. Combining marks (v⃗, ı̂) are placed. *word* is set in
// italics, in Inter. In NB_FONT_MATH the letters of the alphabet become mathematical italics, figures and
// signs stay upright, - is a minus and ' a prime. A sign that Inter lacks (∇, x⃗) is taken from Latin Modern
// Math, and the other way round. NB_TOP is the top of the capitals, NB_BOTTOM the foot of letters that
// descend, NB_CENTER the middle of the capitals. While reveal goes from 0 to 1 the text is written: outlines
// are drawn glyph by glyph, and fill. Size 30; what is no size draws nothing. At most 65,536 bytes are read.

NB_API void nb_text(nb_board *b, nb_vec2 at, const char *text, nb_style style);
NB_API float nb_text_width(nb_board *b, const char *text, nb_style style); // board units
// Words under the middle of a box: a picture's name. 22 points, NB_DIM.
NB_API void nb_text_below(nb_board *b, nb_rect box, const char *text, nb_style style);
// Words with numbers in them, as printf has them, and a whole number with its thousands parted, "13,002": for nb_text. Their
// memory is the board's, until the frame ends; "" without memory.
NB_API const char *nb_words(nb_board *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
NB_API const char *nb_grouped(nb_board *b, int number);

// The name of an arrow's tip or of a point: a formula (see below), or a word where the style names another font
// than NB_FONT_REGULAR, just clear of `beside`, in the direction `toward` (of any length; zero: upon it). It glides
// as both change, has a halo of the ground, and never leaves the frame. Size 40.
NB_API void nb_label(nb_board *b, nb_vec2 beside, nb_vec2 toward, const char *text, nb_style style);

// A number with tabular figures and a true minus, `decimals` places (0 to 6), in NB_FONT_MATH or, where the
// style names one, in Inter Medium, SemiBold or Italic. A minus stands in room of its own to the left of the
// figures, so that a number does not shake as it changes: behind that room they begin at an anchor at the
// left; at any other the figures alone are centred, or end there. Nothing carries a minus that is shown as 0.
// Nan and infinities are set as such. Size 30.
NB_API void nb_number(nb_board *b, nb_vec2 at, float value, int decimals, nb_style style);

// The value as it is shown with so many decimals (0 to 6): what is computed from it comes out for who checks the numbers on
// the board. Never -0; what is not finite stays.
NB_API float nb_shown(float value, int decimals);
NB_API nb_vec2 nb_shown2(nb_vec2 value, int decimals); // of both parts
// Are these values what is shown of them with so many decimals, to within 1e-4? If not, what is computed from them is not equal
// to the eye, and wants ≈ instead of =.
NB_API bool nb_exact(const float *values, int count, int decimals);

// ---------------------------------------------------------------------------------------------------------------
// Formulas: LaTeX's mathematics (the language is in type/tex.h), in Latin Modern Math, set here and at once.
//
//    nb_tex(b, nb_at(3.6f, 2), "\\vec v = \\begin{bmatrix} \\val \\\\ \\val \\end{bmatrix}",
//           nb_style(.size = 54), &s->v.x, &s->v.y);
//
// For what lessons write again and again there are pieces of source: NB_TEX_COLUMN, NB_TEX_COLUMN3, NB_TEX_POINT, NB_TEX_MATRIX
// and NB_TEX_MATRIX3.
//
// LIVE NUMBERS. Behind the style come the addresses of floats; each \val takes the next (one without is 0). \val has two decimals
// and keeps room for a sign; \val[-1] has one, and no such room; \val[~1] is written as by hand, 2 and not 2.0.
// Another type does not compile; &(float){x} gives a number that has no address. A number that lies in the
// state and is a parameter can be taken hold of where it stands: dragged, scrolled, typed.
//
// WRITING. While reveal goes from 0 to 1 the formula is written: its signs follow one another as one reads,
// the outline of each is drawn along its length, and fills. At 0 there is nothing, at 1 exactly the formula.
//
// STYLE. The colour is that of what \color does not colour; size (0: 30 points to the em), alpha, halo, angle
// and parts count, and the anchor: NB_LEFT, NB_CENTER and NB_RIGHT are the middle between the formula's top and
// its foot.
//
// A mistake in the source does not end the scene: the source is set in NB_NEGATIVE where the formula would
// stand, and the program says what is wrong (NB_OP_MISTAKE in list.h).
//
// A formula that has been set before is not laid out again, and where only its numbers have changed they alone
// are set anew. Nothing of that can be seen in the picture.

// A formula as it stands on the board; good until the frame ends.
typedef struct nb_formula {
  nb_vec2 at;                  // the place that was named
  nb_rect box;                 // from its left end to its right, from foot to top, before it is turned
  nb_vec2 origin;              // the left end of its baseline
  float em;                    // board units
  nb_style style;              // how it is drawn
  const struct nb_tex *layout; // in ems; NULL where there is nothing to be drawn
  const float *const *values;  // where its numbers come from
  const char *source;          // of a formula with a mistake, else NULL
} nb_formula;

// Sets a formula and draws it. source is UTF-8 of at most NB_TEX_MAX_BYTES.
//   nb_formula nb_tex(nb_board *b, nb_vec2 at, const char *source, nb_style style, const float *value...)
#define nb_tex(b, at, source, ...) nb_formula_draw(b, nb_formula_at(b, at, source, __VA_ARGS__))
// Sets it and draws nothing: to ask for its size first, or to morph.
//   nb_formula nb_formula_at(nb_board *b, nb_vec2 at, const char *source, nb_style style, const float *value...)
#define nb_formula_at(b, at, source, ...)                                                                    \
  nb_formula_set(b, at, source, NB_TEX_STYLE(__VA_ARGS__, 0), NB_TEX_VALUES(__VA_ARGS__, NULL))
#define NB_TEX_STYLE(style, ...) style
#define NB_TEX_VALUES(style, ...)                                                                            \
  (const float *const[]){__VA_ARGS__},                                                                       \
      (int)(sizeof((const float *const[]){__VA_ARGS__}) / sizeof(float *)) - 1

// Pieces of source with live numbers, set as \val[FORMAT] says (format: "1", "2", ...). A column takes two, from the top, and one of space three; a
// point two, (x, y), in the colours of î and ĵ; a matrix four, row by row, its columns in the colours of î and ĵ and their entries in parts named i and j.
#define NB_TEX_COLUMN(color, format)                                                                         \
  "\\begin{bmatrix} \\color{" color "}\\val[" format "] \\\\ \\color{" color "}\\val[" format                \
  "] \\end{bmatrix}"
#define NB_TEX_COLUMN3(color, format)                                                                        \
  "\\begin{bmatrix} \\color{" color "}\\,\\val[" format "]\\, \\\\ \\color{" color "}\\,\\val[" format       \
  "]\\, \\\\ \\color{" color "}\\,\\val[" format "]\\, \\end{bmatrix}"
#define NB_TEX_POINT(format) "(\\textcolor{i}{\\val[" format "]},\\; \\textcolor{j}{\\val[" format "]})"
#define NB_TEX_MATRIX(format) "\\begin{bmatrix}" NB_TEX_ROW(format) "\\\\" NB_TEX_ROW(format) "\\end{bmatrix}"
// Of space: nine, row by row, in three colours and parts; NB_ENTRIES3(m) lists those of an nb_mat3 so.
#define NB_TEX_MATRIX3(format)                                                                               \
  "\\begin{bmatrix}" NB_TEX_ROW3(format) "\\\\" NB_TEX_ROW3(format) "\\\\" NB_TEX_ROW3(                      \
      format) "\\end{bmatrix}"
#define NB_TEX_ROW3(format) "\\," NB_TEX_ROW(format) " & \\part{k}{\\color{k}\\val[" format "]}\\,"
#define NB_ENTRIES3(m)                                                                                       \
  &(m).i.x, &(m).j.x, &(m).k.x, &(m).i.y, &(m).j.y, &(m).k.y, &(m).i.z, &(m).j.z, &(m).k.z
// Of a dot product: itself, for four (a.x, a.y, b.x, b.y), the second column in a colour; its two products, for four (a.x, b.x, a.y, b.y);
// and their sum, for two.
#define NB_TEX_DOT(color, format) NB_TEX_COLUMN("text", format) " \\cdot " NB_TEX_COLUMN(color, format)
#define NB_TEX_PRODUCTS(format)                                                                              \
  "\\textcolor{i}{\\val[" format "] \\cdot \\val[" format "]} + "                                            \
  "\\textcolor{j}{\\val[" format "] \\cdot \\val[" format "]}"
#define NB_TEX_SUM "\\textcolor{i}{\\val[-2]} \\textcolor{j}{\\val[+2]}"
#define NB_TEX_ROW(format) "\\part{i}{\\color{i}\\val[" format "]} & \\part{j}{\\color{j}\\val[" format "]}"

// What the two stand for: `count` addresses.
NB_API nb_formula nb_formula_set(nb_board *b, nb_vec2 at, const char *source, nb_style style,
                                 const float *const *values, int count);

// The same, where it is wider than `width` board units as much smaller as that needs: for numbers that may grow long.
NB_API nb_formula nb_formula_within(nb_formula f, float width);

// Draws a formula that has been set, as it was set or with another style's colour, alpha, reveal, halo and
// parts; returns it.
NB_API nb_formula nb_formula_draw(nb_board *b, nb_formula f);

// A column of formulas, one below the other: each stands with its top at the column's place, which moves to `gap` board units
// below its foot (0: 0.3), whether it shows yet or not.
//
//    nb_column facts = {.at = nb_at(NB_COLUMN, 3)};
//    nb_tex_below(b, &facts, "f(x) = \\val", nb_style(NB_IN(f, SLOPE, 1, 0.8f)), &height);
//    nb_tex_below(b, &facts, "f'(x) = \\val", nb_style(NB_IN(f, SLOPE, 2, 0.8f)), &slope);
typedef struct nb_column {
  nb_vec2 at;
  float gap;
} nb_column;

//   nb_formula nb_tex_below(nb_board *b, nb_column *column, const char *source, nb_style style, const float *value...)
#define nb_tex_below(b, column, source, ...)                                                                 \
  nb_formula_below(b, column, nb_formula_at(b, (column)->at, source, __VA_ARGS__))
NB_API nb_formula nb_formula_below(nb_board *b, nb_column *column, nb_formula f);

// The box of the first part with that name: where it stands while it does not stand out. The whole formula's
// where there is none.
NB_API nb_rect nb_formula_part(nb_formula f, const char *name);

// Draws what is between two formulas: exactly `from` at t = 0 and exactly `to` at t = 1. Parts with the same name
// turn into each other, and of the rest each sign into its like; they travel along gentle arcs. What has no
// partner fades.
NB_API void nb_formula_morph(nb_board *b, nb_formula from, nb_formula to, float t);

// ---------------------------------------------------------------------------------------------------------------
// Pointing at a box: a part of a formula, or anything else

// A brace along the box's upper, lower or right side, and beyond its tip a label (a formula; NULL: none) of style.size
// (0: 30). What counts columns stands over or under a matrix, what counts rows beside it.
NB_API void nb_brace_over(nb_board *b, nb_rect box, const char *label, nb_style style);
NB_API void nb_brace_under(nb_board *b, nb_rect box, const char *label, nb_style style);
NB_API void nb_brace_beside(nb_board *b, nb_rect box, const char *label, nb_style style);
// An arrow from a point to just before the box. None where the point lies in it. Width 4 points.
NB_API void nb_arrow_at(nb_board *b, nb_vec2 from, nb_rect box, nb_style style);

// ---------------------------------------------------------------------------------------------------------------
// Images, groups

// width x height premultiplied RGBA pixels, top row first, over `where`. The bytes are copied. Fades in with
// reveal.
NB_API void nb_image(nb_board *b, nb_rect where, const uint8_t *pixels, int width, int height,
                     nb_filter filter, nb_style style);
// A small picture as a sheet of squares with a little ground between: columns x rows values, top row first,
// from 0 (NB_GROUND) to 1 (style.color, default NB_TEXT), and where style.fill is set down to -1 (that colour). At most
// 256 x 256.
NB_API void nb_pixels(nb_board *b, nb_rect where, const float *values, int columns, int rows, nb_style style);
// The same values as numbers, each in the middle of its square, as nb_number sets them; those that are shown as 0 in
// NB_DIM. Size: 0.45 of a row. With reveal they come one after the other. At most 32 x 32.
NB_API void nb_table(nb_board *b, nb_rect where, const float *values, int columns, int rows, int decimals,
                     nb_style style);

// What follows, up to nb_end, is moved by `transform` and blended as one with `alpha` (clamped to 0..1). Where
// alpha is 0, or the transform or clip is not finite or empty, nothing in it is drawn and no handle counts. At
// most NB_LIST_MAX_DEPTH groups and clips are open at once.
NB_API void nb_group(nb_board *b, nb_affine transform, float alpha);
// The same without moving it.
NB_API void nb_fade(nb_board *b, float alpha);
// What follows, up to nb_end, shows only within r.
NB_API void nb_clip(nb_board *b, nb_rect r);
// What follows, up to nb_end, shows only inside the path, whose edge is smooth; nothing does where the path is empty.
// Costs a layer of its own: nb_clip is cheaper.
NB_API void nb_clip_path(nb_board *b, nb_path path);
NB_API void nb_end(nb_board *b);

// ---------------------------------------------------------------------------------------------------------------
// Hands. A field is given by its address in the state; one that is not in the state, or not a parameter, is
// no handle.

// A handle at `at` for a point: moving the point by d moves the handle by moves * d. The program inverts it,
// by least squares where `moves` is singular.
NB_API void nb_grab(nb_board *b, const nb_vec2 *field, nb_vec2 at, nb_mat2 moves);
// The tip of a vector of a plane, drawn from the point `tail`, as its handle.
NB_API void nb_grab_on_plane(nb_board *b, nb_plane plane, const nb_vec2 *field, nb_vec2 tail);
// A handle for a number: raising it by one moves the handle by `moves`.
NB_API void nb_grab_value(nb_board *b, const float *field, nb_vec2 at, nb_vec2 moves);
// The same in the numbers of a plane: a time, say, whose handle is the walker, and moves with the walker's velocity.
NB_API void nb_grab_value_on_plane(nb_board *b, nb_plane plane, const float *field, nb_vec2 at,
                                   nb_vec2 moves);
// A canvas to draw on: columns x rows floats from 0 to 1, top row first, shown over area (see nb_pixels).
NB_API void nb_grab_canvas(nb_board *b, const float *field, int columns, int rows, nb_rect area);
// A stretch of board that stands for this step's time: seconds `from` at its left edge, `until` at its right.
NB_API void nb_grab_time(nb_board *b, nb_rect area, float from, float until);

// A slider for a number: a track from `left` to the right, its label (a formula) over its left end, the
// value over its right, what its ends stand for below them, and a knob that is the number's handle. It has the
// style's colour up to the knob (default NB_LEARNING), and takes room from 0.5 units above the track to 0.4 below
// it. One that cannot be seen cannot be taken hold of.
typedef struct nb_slider_spec {
  const char *label;
  float length;     // board units; 0: 3.3
  float min, max;   // what its ends stand for: the parameter's own, mostly
  bool logarithmic; // equal ways are equal factors (min > 0); small marks stand at the powers of ten
  int decimals;
} nb_slider_spec;

NB_API void nb_slider(nb_board *b, nb_vec2 left, const float *field, nb_slider_spec spec, nb_style style);

// A choice between two words, over a track of 3.5 units: the ring, which is the number's handle, lies at the left one where the
// number is nearer to 0, else (1) at the right one, and that word is louder. The ring and that word have the style's colour.
NB_API void nb_either(nb_board *b, nb_vec2 left, const float *field, const char *const words[2],
                      nb_style style);

// Where the viewer thinks that something will be: a ring with a question mark, on a dotted line from `from`.
// Colour NB_V. The ring becomes a handle by nb_grab.
NB_API void nb_guess(nb_board *b, nb_vec2 from, nb_vec2 at, nb_style style);

// A ring about a point that can be taken hold of, with its name (a word; NULL: none) below it. Colour NB_V. It becomes a
// handle by nb_grab.
NB_API void nb_ring(nb_board *b, nb_vec2 at, const char *name, nb_style style);

// ---------------------------------------------------------------------------------------------------------------
// Costs

// What is dear to compute, kept between frames: size bytes that `make` filled from the key alone. A key not
// seen lately is made anew; so the cache can never change the picture. At most 64 results and 32 MB
// are kept from one frame to the next. NULL without memory.
NB_API const void *nb_memo(nb_board *b, const void *key, size_t key_size, size_t size,
                           void (*make)(const void *key, void *result));

// size bytes, aligned to 16 and zeroed, until the frame ends. NULL without memory.
NB_API void *nb_scratch(nb_board *b, size_t size);

// ---------------------------------------------------------------------------------------------------------------
// Colour

NB_API nb_color nb_mix(const nb_board *b, nb_color a, nb_color c, float t); // in the board's theme
NB_API nb_theme nb_board_theme(const nb_board *b);

#endif
