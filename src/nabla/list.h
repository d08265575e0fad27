// The display list: flat bytes that say what one frame shows. It is all that crosses from a scene to the
// program.
//
// A list is a header and then commands, each of them its own header, a fixed part and a tail. There are no
// pointers. Everything is little-endian, aligned to 4 bytes and padded with zeros to a multiple of 4.
//
//   +-------------+----------------------+----------------------+-----+
//   | list header | command, fixed, tail | command, fixed, tail | ... |
//   +-------------+----------------------+----------------------+-----+
//
// Positions are in board units (16 x 9, origin in the middle, y up) under the groups that are open; widths
// and type sizes are in points, 120 to a board unit. A group scales all of them. Colours are sRGB bytes with
// straight alpha.
//
// A list may come from a stranger's code. Copy it to private memory first, then read it with nb_list_next,
// which checks every length, index and float of a command before it hands the command out.
#ifndef NABLA_LIST_H
#define NABLA_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"
#include "nabla/list_space.h"
#include "nabla/math/vector.h"

enum {
  NB_LIST_MAGIC = 0x4c44424e, // "NBDL"
  NB_LIST_VERSION = 3,
  NB_LIST_MAX_BYTES = 64 << 20,
  NB_LIST_MAX_DEPTH = 32,    // groups open at once
  NB_LIST_MAX_STOPS = 8,     // of a gradient
  NB_LIST_MAX_DASHES = 8,    // lengths in a dash pattern
  NB_LIST_MAX_IMAGE = 16384, // pixels along a side
  NB_LIST_MAX_WORDS = 479,   // bytes of a mistake's text
};

#define NB_POINTS_PER_UNIT 120.0f
#define NB_LIST_MAX_SIZE 1e6f   // points: of a line's width, a type size, a dash, a dash phase
#define NB_LIST_MIN_DASHES 0.1f // points: of a whole dash pattern

typedef struct nb_list_header {
  uint32_t magic, version;
  uint32_t bytes;    // of the whole list, this header with it
  uint32_t commands; // how many follow
} nb_list_header;

typedef enum nb_op {
  NB_OP_PATH = 1,
  NB_OP_GLYPHS,
  NB_OP_IMAGE,
  NB_OP_GROUP, // opens a group; each is closed by an NB_OP_END
  NB_OP_END,
  NB_OP_GRAB,
  NB_OP_MISTAKE, // words for the scene's author; nothing to be painted
  NB_OP_SPACE,   // opens a 3-D group (list_space.h), closed by an NB_OP_END; in it stand the next three alone
  NB_OP_MESH,
  NB_OP_STROKES,
  NB_OP_DOTS,
  NB_OP_COUNT, // none: one more than the last
} nb_op;

typedef struct nb_command_header {
  uint32_t op;
  uint32_t bytes; // of the whole command, this header and the padding with it
} nb_command_header;

// A colour: red in the lowest byte, then green, blue, alpha. Straight, not premultiplied.
typedef uint32_t nb_rgba;

typedef struct nb_stop {
  float at; // 0 to 1, not before the stop that precedes it
  nb_rgba color;
} nb_stop;

// What a shape is filled with. Colours between stops are mixed premultiplied, in sRGB bytes; beyond the ends
// the end colours go on.
typedef struct nb_paint {
  nb_rgba color;       // where stop_count is 0
  uint32_t stop_count; // 0, or 2 to NB_LIST_MAX_STOPS: a linear gradient
  nb_vec2 from, to;    // the gradient's ends, in the coordinates of the shape
} nb_paint;

typedef enum nb_path_mode {
  NB_FILL_NONZERO,
  NB_FILL_EVENODD,
  NB_STROKE,
} nb_path_mode;

typedef enum nb_join {
  NB_JOIN_ROUND,
  NB_JOIN_MITER, // up to a ratio of 4, beyond that bevel
  NB_JOIN_BEVEL,
} nb_join;

typedef enum nb_cap {
  NB_CAP_ROUND,
  NB_CAP_BUTT,
} nb_cap;

// How a line is drawn. A contour of length zero paints a dot with round caps and nothing with butt caps.
typedef struct nb_stroke_style {
  float width;         // points, above 0
  uint32_t join, cap;  // nb_join, nb_cap
  uint32_t dash_count; // 0 for a whole line (and where the path is filled), else even: on, off, on, off, ...
  float dash_phase;    // points into the pattern at which the line starts
} nb_stroke_style;

typedef enum nb_verb {
  NB_MOVE,  // 1 point; the first verb of every contour
  NB_LINE,  // 1 point
  NB_QUAD,  // 2 points: control, end
  NB_CUBIC, // 3 points: control, control, end
  NB_CLOSE, // 0 points; what follows is NB_MOVE
} nb_verb;

// The fixed parts, as they lie behind a command's header. Tails, in this order:
//   path    stops, dashes (floats), points (nb_vec2), verbs (bytes)
//   glyphs  stops, glyphs (nb_glyph)
//   group   points (nb_vec2), verbs (bytes) of its mask
//   image   pixels: premultiplied RGBA bytes, top row first, rows without a gap; a colour above its alpha is
//   for
//           the painter to bear
//   mistake text: UTF-8 without a zero
typedef struct nb_path_fixed {
  uint32_t mode; // nb_path_mode
  nb_paint paint;
  nb_stroke_style stroke; // read where mode is NB_STROKE
  uint32_t point_count, verb_count;
} nb_path_fixed;

typedef struct nb_glyph {
  uint32_t id;   // in the font
  nb_vec2 where; // of its origin
} nb_glyph;

typedef struct nb_glyphs_fixed {
  uint32_t font; // a bundled font's id: nb_font in type/font.h
  float size;    // points to the em, above 0
  uint32_t mode; // NB_FILL_NONZERO, or NB_STROKE for a halo: round joins, width below
  float width;   // points; read where mode is NB_STROKE
  nb_paint paint;
  uint32_t glyph_count;
} nb_glyphs_fixed;

typedef enum nb_filter {
  NB_NEAREST,
  NB_LINEAR,
} nb_filter;

typedef struct nb_image_fixed {
  uint32_t width, height; // pixels, 1 to NB_LIST_MAX_IMAGE
  uint32_t filter;        // nb_filter
  float alpha;            // 0 to 1
  nb_rect where;          // what the image covers
} nb_image_fixed;

typedef struct nb_group_fixed {
  nb_affine transform;
  float alpha;       // 0 to 1: the group is painted by itself and then blended as one
  uint32_t has_clip; // 1 where clip counts
  nb_rect clip;      // in the group's own coordinates; its bounding box, snapped to whole pixels, clips
  // A mask, in the group's own coordinates: the group is painted by itself and then shows only as far as this path,
  // filled by the non-zero rule, covers it. alpha is 1 then. Without verbs there is none.
  uint32_t mask_points, mask_verbs;
} nb_group_fixed;

typedef enum nb_grab_kind {
  NB_GRAB_POINT,  // an nb_vec2 in the state: moving it by d moves the handle by moves * d
  NB_GRAB_VALUE,  // a float in the state: moving it by d moves the handle by d * moves.i
  NB_GRAB_CANVAS, // columns x rows floats (0 to 1, top row first) in the state, drawn on within area
  NB_GRAB_TIME,   // the step's seconds: from at the left of area, until at its right
  NB_GRAB_NUMBER, // a float in the state that is written in area, to so many decimals
  NB_GRAB_POINT3, // an nb_vec3 in the state: moving the handle by d moves it by d.x * right + d.y * up
  NB_GRAB_CAMERA, // an nb_camera in the state, turned by whatever else is not taken hold of in area
} nb_grab_kind;

typedef struct nb_grab_fixed {
  uint32_t kind;   // nb_grab_kind
  uint32_t offset; // of the field in the state, bytes; whoever has the state checks that it lies there
  uint32_t bytes;  // of the field; 0 for time
  nb_vec2 at;      // where the handle stands
  nb_mat2 moves;   // how the handle moves with the field
  nb_rect
      area; // what can be taken hold of, for canvas, time and number; of a value, where a press brings its handle
  uint32_t columns, rows; // of a canvas
  float from, until;      // seconds
  uint32_t decimals;      // of a number, 0 to 6
  nb_vec3 right, up;      // of a point in space
} nb_grab_fixed;

// What is wrong in what the scene drew, such as a formula. Words that begin with NB_LIST_ADVICE are for `nabla check` alone: the kind of
// its finding, a colon, and what it tells.
#define NB_LIST_ADVICE "\x01"
typedef struct nb_mistake_fixed {
  uint32_t bytes; // 1 to NB_LIST_MAX_WORDS
} nb_mistake_fixed;

// One command, read and checked. The pointers lead into the list.
typedef struct nb_command {
  nb_op op;
  union {
    nb_path_fixed path;
    nb_glyphs_fixed glyphs;
    nb_image_fixed image;
    nb_group_fixed group;
    nb_grab_fixed grab;
    nb_mistake_fixed mistake;
    nb_space_fixed space;
    nb_mesh_fixed mesh;
    nb_strokes_fixed strokes;
    nb_dots_fixed dots;
  };
  const nb_stop *stops;
  const float *dashes;
  const nb_vec2 *points; // of a path, or of a group's mask
  const uint8_t *verbs;
  const nb_glyph *glyph;
  const uint8_t *pixels;
  const char *words; // not ended by a zero
  // Of a space:
  const nb_vec3 *places, *normals;
  const nb_rgba *colors;
  const uint32_t *corners; // of triangles
  const uint32_t *lengths; // of runs
  const float *sizes;
} nb_command;

typedef struct nb_list_reader {
  const uint8_t *bytes;
  size_t size, at;
  uint32_t left, depth;
  bool in_space;
} nb_list_reader;

// Starts to read size bytes as a list. Fails with NB_BAD_LIST where the header is not one of a list of exactly this size,
// or where bytes does not lie at a multiple of 4.
NB_API nb_error nb_list_read(nb_list_reader *reader, const void *bytes, size_t size);

// Reads the next command into *command. *done is set, and *command left alone, after the last one. Fails with
// NB_BAD_LIST, naming the command's number (from 0) and what is wrong: a length that does not fit, padding
// that is not zero, an unknown op or enum, a float that is not finite or out of its range, a rectangle of
// negative size, a contour that does not start with NB_MOVE, a field whose size is not its kind's, a group
// left open, a space that holds what may not stand there. Points of the plane may be as far away as floats reach. After a failure the reader is not to be used again.
NB_API nb_error nb_list_next(nb_list_reader *reader, nb_command *command, bool *done);

// Reads a whole list and throws the commands away: is it sound?
NB_API nb_error nb_list_check(const void *bytes, size_t size);

#endif
