// Three dimensions on the board: a part of it through which a camera looks into space.
//
//    nb_view view = nb_look(s->camera, nb_stage());
//    nb_space(b, view, (nb_space_spec){0});
//    nb_axes3(b, (nb_axes3_spec){.reach = 3}, nb_style());
//    nb_arrow3(b, nb_at3(0, 0, 0), s->v, nb_style(.color = NB_V));
//    nb_end(b);
//    nb_grab_camera(b, &s->camera, view);
//
// x and y lie on the floor and z is up. What stands before something hides it, whatever was drawn first; what is
// translucent lets through what lies behind it. Lines, arrows and dots keep their width in points however far
// away they are. What is flat (a text, a formula, a label at nb_on_view(view, p)) may be drawn before nb_end as well
// as after: it lies over the space, upright and sharp.
//
// Everything takes a style, as on the board: `color` is of lines, `fill` of surfaces (NB_DEFAULT: a shape's own),
// with `alpha` and `reveal` for all. Points that are not finite break lines and make holes.
//
//   views      nb_space nb_label3 nb_vector3 nb_way3
//   lines      nb_line3 nb_polyline3 nb_curve3 nb_arrow3 nb_shares3 nb_turn3 nb_right_angle3 nb_tube
//   points     nb_point3 nb_cloud
//   bodies     nb_parallelogram nb_box nb_solid nb_mesh
//   frames     nb_axes3 nb_grid3 nb_floor3
//   shadows    nb_shadow3 nb_box_shadow
//   surfaces   nb_on_surface nb_sample_heights nb_keep_heights nb_adapt_heights nb_keep_adapted_heights
//              nb_blue_to_red nb_surface nb_surface_grid
//              nb_surface_levels nb_surface_rim nb_parametric_surface
//   sheets     nb_sheet_surface nb_sheet_line nb_sheet_grid nb_sheet_slope
//   cuts       nb_cut_way nb_cut_height nb_cut_place nb_cut_slope nb_cut_wall nb_cut_curve nb_cut_held
//              nb_cut_paper
//   hands      nb_grab_camera nb_grab3 nb_grab_along nb_grab_on nb_grab_over nb_grab_value3
#ifndef NABLA_SPACE_H
#define NABLA_SPACE_H

#include "nabla/board.h"
#include "nabla/math/camera.h"

typedef struct nb_space_spec {
  nb_vec3
      light; // toward it, as the camera sees it (x right, y up, z toward the viewer); all 0: from above its left
  float ambient; // how bright what lies in the shade is, 0 to 1; 0: 0.42, on a light ground 0.66
  float alpha;   // of the whole space; 0: 1
} nb_space_spec;

// Opens a space, ended by nb_end. None can stand in another. Nothing is drawn where the view is not finite or has no
// area.
NB_API void nb_space(nb_board *b, nb_view view, nb_space_spec spec);

// A name beside a point of space, as nb_label places it: `toward` is a direction on the board. None where the point
// lies behind the camera or beside the area. Drawn in the space of that view or right after it, it fades with the space,
// and to about a third where faces that let hardly anything through stand before its point; over faces a halo of the ground is weaker.
NB_API void nb_label3(nb_board *b, nb_view view, nb_vec3 at, nb_vec2 toward, const char *text,
                      nb_style style);

// A vector of space: an arrow from the origin (7 points), and to the left of its tip its name, with a prime for each motion that has landed
// (nb_primed); with the anchor NB_LEFT it stands right beside the tip, off a line that goes on from there. The name comes with the
// second half of reveal, and fades where the arrow is short; style.size is its size.
NB_API void nb_vector3(nb_board *b, nb_view view, nb_vec3 v, const char *name, float landed, nb_style style);

// The way from the origin to a point: along x, along y and up, one after the other with reveal, in NB_I, NB_J and NB_K, or all in
// style.color (5 points). Where style.size is set, beside each how far it goes: one decimal, in NB_V.
NB_API void nb_way3(nb_board *b, nb_view view, nb_vec3 to, nb_style style);

// ---------------------------------------------------------------------------------------------------------------
// Lines: NB_TEXT, 3 points. They lie a little before what they lie on.

NB_API void nb_line3(nb_board *b, nb_vec3 from, nb_vec3 to, nb_style style);
NB_API void nb_polyline3(nb_board *b, const nb_vec3 *points, int count, nb_style style);
// f(t) for t in [from, to], in `count` points (2 or more; 0: 256).
NB_API void nb_curve3(nb_board *b, nb_vec3 (*f)(float t, const void *context), const void *context,
                      float from, float to, int count, nb_style style);
// An arrow whose head, a cone, ends exactly at `to`. 7 points. Short ones shrink whole.
NB_API void nb_arrow3(nb_board *b, nb_vec3 from, nb_vec3 to, nb_style style);
// So much of each column of a matrix, tip to tail: arrows (5 points) that come one after the other with reveal, in NB_I, NB_J and
// NB_K, or all in style.color. The last one ends at nb_apply3(m, shares).
NB_API void nb_shares3(nb_board *b, nb_mat3 m, nb_vec3 shares, nb_style style);
// Which way a turn about an axis through `middle` goes: an arrow bent around it, a quarter of a ring, counter-clockwise for
// one at whom the axis points (nb_rotation3). 4 points. Its head is where the eye sees it from beside; it grows with reveal.
NB_API void nb_turn3(nb_board *b, nb_vec3 middle, nb_vec3 axis, float radius, nb_style style);
// The corner mark between two directions at a point; `size` units along each (0: 0.22).
NB_API void nb_right_angle3(nb_board *b, nb_vec3 corner, nb_vec3 along, nb_vec3 up, float size,
                            nb_style style);
// A round tube along a line, `radius` units of space thick. Filled with style.fill or style.color.
NB_API void nb_tube(nb_board *b, const nb_vec3 *points, int count, float radius, nb_style style);

// ---------------------------------------------------------------------------------------------------------------
// Points: discs `width` points across (14), NB_TEXT.

NB_API void nb_point3(nb_board *b, nb_vec3 at, nb_style style);
// Many of them (4 points across), with a colour each where `colors` is not NULL. reveal shows the first of them.
NB_API void nb_cloud(nb_board *b, const nb_vec3 *points, const nb_color *colors, int count, nb_style style);

// ---------------------------------------------------------------------------------------------------------------
// Bodies: filled with style.fill (NB_PLANE) and lit; edges in style.color (the fill's), 2 points, none where width < 0.
// They grow from their middle with reveal.

// The parallelogram corner, corner + u, corner + u + v, corner + v.
NB_API void nb_parallelogram(nb_board *b, nb_vec3 corner, nb_vec3 u, nb_vec3 v, nb_style style);
// The box that the columns of `edges` span from a corner, flat ones too.
NB_API void nb_box(nb_board *b, nb_vec3 corner, nb_mat3 edges, nb_style style);

typedef enum nb_solid_kind {
  NB_TETRAHEDRON,
  NB_CUBE,
  NB_OCTAHEDRON,
  NB_DODECAHEDRON,
  NB_ICOSAHEDRON,
  NB_SPHERE,
} nb_solid_kind;

// A regular solid, its corners `radius` from its middle.
NB_API void nb_solid(nb_board *b, nb_solid_kind kind, nb_vec3 middle, float radius, nb_style style);

// Triangles of one's own: corners[3 * triangle_count] are numbers of points. normals (NULL: flat triangles, each lit as
// it lies) and colors (NULL: style.fill) are one for each point. A triangle with a point that is not finite, or that
// is none, is left out. No edges.
typedef struct nb_mesh_spec {
  const nb_vec3 *points, *normals;
  const nb_color *colors;
  int point_count;
  const uint32_t *corners;
  int triangle_count;
  float shine; // 0 to 1
} nb_mesh_spec;

NB_API void nb_mesh(nb_board *b, nb_mesh_spec mesh, nb_style style);

// ---------------------------------------------------------------------------------------------------------------
// Frames

typedef struct nb_axes3_spec {
  float reach;          // units along each axis; 0: 3
  bool negative;        // they go as far the other way
  const char *label[3]; // formulas at their ends; NULL: x, y, z; "": none
  bool no_ticks;        // small dots at the whole units
} nb_axes3_spec;

// The three axes with their names, in NB_AXIS unless style.color says otherwise, 3 points.
NB_API void nb_axes3(nb_board *b, nb_axes3_spec spec, nb_style style);

// The lines of a lattice of space that a matrix has moved: all lines through the points m (i, j, k) along m's columns,
// i, j, k from -reach to reach (0: 2, at most 8). NB_PLANE, 1.5 points.
NB_API void nb_grid3(nb_board *b, nb_mat3 m, int reach, nb_style style);

typedef struct nb_floor_spec {
  nb_vec2 middle;
  float reach; // from the middle to the rim; 0: 3
  float step;  // from line to line; 0: 1. At most 200 of them
  float z;
} nb_floor_spec;

// The floor: lines at whole steps from the origin, which fade towards a round rim, so that it ends without an edge. It grows
// from its middle with reveal. NB_GRID, 1.5 points.
NB_API void nb_floor3(nb_board *b, nb_floor_spec spec, nb_style style);

// The soft shadow on the floor z = `floor` of what spans `count` points (the first 64 that are finite), under light from
// straight above: a box by its corners, an arrow by its two ends, a ball by its middle. Where they are higher it is
// fainter and softer. It lies a quarter of a point lower, so that what stands on the floor is in front.
NB_API void nb_shadow3(nb_board *b, const nb_vec3 *points, int count, float floor, nb_style style);
// That of the box that the columns of `edges` span from a corner.
NB_API void nb_box_shadow(nb_board *b, nb_vec3 corner, nb_mat3 edges, float floor, nb_style style);

// ---------------------------------------------------------------------------------------------------------------
// Surfaces z = f(x, y)

// Where a surface ends between two samples of which one has a height: how far on from the first of them, 0 to 1, and at
// which height. Or where it jumps between two that have: z is NaN; or runs off to infinity: z is INFINITY. Or it runs off around
// a lone point of the cell to the right of and above a sample: so far along x and, in `up`, along y, and z is -INFINITY.
typedef struct nb_height_end {
  float at, z; // at below 0: nothing happens
} nb_height_end;

// Heights on a grid over the floor: z[row * columns + column], row 0 at y = floor.y, column 0 at x = floor.x.
typedef struct nb_heights {
  const float *z; // not finite: a hole
  const uint8_t
      *cut; // one for each cell, (columns - 1) x (rows - 1); not 0: the surface jumps here; NULL: nowhere
  const uint8_t *
      block; // one for each cell: 2 to this is the side of the block of cells that is drawn as one face; NULL: 1
  const nb_height_end *right,
      *up;           // one for each sample, toward the next along x, along y; NULL: it ends at samples
  int columns, rows; // 2 to 1024
  nb_rect floor;
  float low, high; // what lies beyond is cut away; both 0: nothing is
  bool fades;      // before it is: so that one sees that it goes on. Those that are sampled do
} nb_heights;

// The point of the surface z = f(x, y) over a point of the floor.
NB_API nb_vec3 nb_on_surface(float (*f)(nb_vec2 p, const void *context), const void *context, nb_vec2 p);

// Samples f on a grid, and finds where it jumps: a steep cell that stays as high however finely it is looked at; and
// where its holes begin, so that their rims are smooth. Its
// memory is the board's, until the frame ends; z is NULL without memory, and such heights draw nothing. What f costs
// every frame is columns x rows calls, and some more at jumps and rims.
NB_API nb_heights nb_sample_heights(nb_board *b, float (*f)(nb_vec2 p, const void *context),
                                    const void *context, nb_rect floor, int columns, int rows, float low,
                                    float high);
// The same, made once and kept (nb_memo): the context_size bytes at context, which must lie aligned to 8 like any struct,
// are all that f may depend on besides p. For a function that takes long.
NB_API nb_heights nb_keep_heights(nb_board *b, float (*f)(nb_vec2 p, const void *context),
                                  const void *context, size_t context_size, nb_rect floor, int columns,
                                  int rows, float low, float high);

// The same, sampled the denser the more f bends: as fine as columns x rows (rounded up to whole blocks) where it has to
// be, at edges, ridges and poles, and as coarse as a 32nd of a side where it is straight; what lies between is filled in,
// off by at most a 400th of the heights' range. What is finer than a 64th of a side may be overlooked.
NB_API nb_heights nb_adapt_heights(nb_board *b, float (*f)(nb_vec2 p, const void *context),
                                   const void *context, nb_rect floor, int columns, int rows, float low,
                                   float high);
// The same, made once and kept, as nb_keep_heights keeps them. For what stands still while something else moves: each of
// what it may look like is kept, so heights that change from frame to frame are better not.
NB_API nb_heights nb_keep_adapted_heights(nb_board *b, float (*f)(nb_vec2 p, const void *context),
                                          const void *context, size_t context_size, nb_rect floor,
                                          int columns, int rows, float low, float high);

typedef struct nb_surface_spec {
  nb_color low,
      high; // colours of the lowest and the highest, through a light one between; NB_DEFAULT: style.fill throughout
  float low_at, high_at; // the values that have them; both 0: the least and greatest there are
  const float *values;   // what colours it, on the grid of the heights; NULL: the heights
  float shine;
} nb_surface_spec;

// Low land blue and high land red, as on a map; paler by so much of the ground, 0 to 1.
NB_API nb_surface_spec nb_blue_to_red(nb_board *b, float paler);

// The surface, filled and lit from both sides. It is uncovered along x with reveal.
NB_API void nb_surface(nb_board *b, nb_heights heights, nb_surface_spec spec, nb_style style);
// Every `every`-th line of its grid, along x and along y. NB_GROUND, 1 point.
NB_API void nb_surface_grid(nb_board *b, nb_heights heights, int every, nb_style style);
// Level lines on the surface, or dropped to the floor at z = `floor`: on the surface at drop 0, on the floor at 1.
// Colours: color at the first level, style.fill (where set) at the last, mixed between. 2 points. At most 64.
NB_API void nb_surface_levels(nb_board *b, nb_heights heights, const float *levels, int count, float drop,
                              float floor, nb_style style);
// Where the surface ends inside its grid: round holes; dashed, along both sides of jumps; and where it runs off to infinity
// (1/x, tan; where it has bounds 1/x^2 and ln, too), dashed on z = 0 below it and at the bounds that it runs through, or upright
// where it is a lone point, wherever that lies between the samples. NB_NEGATIVE, 2 points.
NB_API void nb_surface_rim(nb_board *b, nb_heights heights, nb_style style);

// A surface through points on a grid, points[row * columns + column], as nb_surface; coloured where colors (one for each
// point) is not NULL.
NB_API void nb_parametric_surface(nb_board *b, const nb_vec3 *points, const nb_color *colors, int columns,
                                  int rows, nb_style style);

// A surface that is a function of two numbers, over a rectangle of them.
typedef struct nb_sheet {
  nb_vec3 (*f)(nb_vec2 p, const void *context);
  const void *context;
  nb_rect from;
} nb_sheet;

// The surface, sampled at columns x rows places, 2 to 1024 of each.
NB_API void nb_sheet_surface(nb_board *b, const nb_sheet *sheet, int columns, int rows, nb_style style);
// What the straight way from one input to another becomes on it, in `count` points (0: 256).
NB_API void nb_sheet_line(nb_board *b, const nb_sheet *sheet, nb_vec2 from, nb_vec2 to, int count,
                          nb_style style);
// The lines that part the rectangle into columns x rows equal cells, its border among them.
NB_API void nb_sheet_grid(nb_board *b, const nb_sheet *sheet, int columns, int rows, int count,
                          nb_style style);
// How its point moves as the input goes `way`: the derivative, by differences over 0.01 to both sides.
NB_API nb_vec3 nb_sheet_slope(const nb_sheet *sheet, nb_vec2 at, nb_vec2 way);

// ---------------------------------------------------------------------------------------------------------------
// Cuts: an upright wall through a surface z = f(x, y), on which one input is held and the other runs

typedef struct nb_cut {
  float (*f)(nb_vec2 p, const void *context);
  const void *context;
  nb_vec2 at;   // the wall stands through this point
  bool along_y; // x is held and y runs along the wall; else the other way
} nb_cut;

NB_API float nb_cut_way(const nb_cut *cut); // the input that runs, where the wall's point is
// The height over the running input `way`, and that point of the surface: nb_curve and nb_curve3 take them as they are,
// with the cut as context.
NB_API float nb_cut_height(float way, const void *cut);
NB_API nb_vec3 nb_cut_place(float way, const void *cut);
// The slope of the line through the surface at the wall's point and `step` further along; at 0 that of the tangent, by
// differences over 0.01 to both sides.
NB_API float nb_cut_slope(const nb_cut *cut, float step);

// In a space: the wall as a sheet of glass across the floor, from `low` to `high`, which grows up with reveal; and the curve
// in which it cuts the surface (7 points). NB_I, along y NB_J.
NB_API void nb_cut_wall(nb_board *b, const nb_cut *cut, nb_rect floor, float low, float high, nb_style style);
NB_API void nb_cut_curve(nb_board *b, const nb_cut *cut, nb_rect floor, nb_style style);
// What is held on the wall, "y = -1.4", beside an upper corner of it: where y is held to the left of the least x, else to the right of
// the largest y. NB_J, for x NB_I.
NB_API void nb_cut_held(nb_board *b, nb_view view, const nb_cut *cut, nb_rect floor, float high,
                        nb_style style);
// On the board: the wall as one sees it from before it, with axes at its edges (their name and f, and whole numbers where they are few), a
// dashed line at height 0 where that lies between the edges, the curve (5 points), and the point.
NB_API void nb_cut_paper(nb_board *b, const nb_cut *cut, nb_plane paper, nb_style style);

// ---------------------------------------------------------------------------------------------------------------
// Hands

// The camera is turned by dragging where nothing else is taken hold of in the view's area, moved with the right button
// or Shift, brought nearer by the wheel, and put back by a double click. None where the field is no parameter.
NB_API void nb_grab_camera(nb_board *b, const nb_camera *field, nb_view view);

// A handle for a point of space at the point itself: it moves in the plane that faces the camera; along a line; or in the
// plane through it that u and v span (on the floor: x and y).
NB_API void nb_grab3(nb_board *b, const nb_vec3 *field, nb_view view);
NB_API void nb_grab_along(nb_board *b, const nb_vec3 *field, nb_vec3 direction, nb_view view);
NB_API void nb_grab_on(nb_board *b, const nb_vec3 *field, nb_vec3 u, nb_vec3 v, nb_view view);

// A handle at `at` for a point of the plane or for a number: it moves along u as x (or the number) grows, and along v as
// y does. On a surface z = f(x, y) these are (1, 0, slope along x) and (0, 1, slope along y).
NB_API void nb_grab_over(nb_board *b, const nb_vec2 *field, nb_vec3 at, nb_vec3 u, nb_vec3 v, nb_view view);
NB_API void nb_grab_value3(nb_board *b, const float *field, nb_vec3 at, nb_vec3 u, nb_view view);

#endif
