// Machines that learn, as lessons draw them: a network's votes on a digit, the curve of a training, worlds of cells to walk in.
// What they are and how they learn is in math/: reader.h and network.h, weight_plane.h, history.h, grid_world.h, decision.h.
//
//   networks   nb_digit nb_digit_sheet nb_sheet_square nb_read nb_read_all nb_read_back nb_turned
//              nb_digit_written nb_digit_noise nb_digits_in_turn nb_votes nb_error_square nb_error_squares
//              nb_looked_for nb_blames nb_asks nb_squash nb_squash_plot nb_beams nb_verdict NB_DIGIT_NAMES
//   training   nb_history_plot nb_walk_plot nb_training_chart nb_learning_rate nb_score_line
//   worlds     nb_world nb_world_cell nb_world_at nb_world_middle nb_world_ground nb_world_values nb_world_frame
//              nb_world_agent
//
// (The network itself is drawn by board.h's nb_network_diagram.)
#ifndef NABLA_LEARNING_H
#define NABLA_LEARNING_H

#include "nabla/board.h"
#include "nabla/math/field.h"
#include "nabla/math/grid_world.h"
#include "nabla/math/history.h"
#include "nabla/math/reader.h"
#include "nabla/math/weight_plane.h"

// ---------------------------------------------------------------------------------------------------------------
// Networks

// The names of the ten digits, as nb_bars and nb_diagram_spec take them. Good until the end of the block it stands in.
#define NB_DIGIT_NAMES ((const char *const[]){"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"})

// What a network makes of one picture, as many numbers as it has inputs: forward has been done. The targets are 0. The
// pass's memory is the board's, until the frame ends; count is 0 without memory.
NB_API nb_pass nb_read(nb_board *b, const nb_network *network, const float *parameters, const float *picture);
// The same of `count` examples from the first of them on, whose labels are the targets.
NB_API nb_pass nb_read_all(nb_board *b, const nb_network *network, const float *parameters,
                           const nb_examples *examples, uint32_t first, uint32_t count);

// The parameters with one weight raised by so much: that into neuron `to` of a layer from neuron `from` of the one before. A copy, the
// board's until the frame ends; without memory the parameters as they are.
NB_API const float *nb_turned(nb_board *b, const nb_network *network, const float *parameters, int layer,
                              int from, int to, float by);

// What a pass says, and, as its gradients are found too, which weights are to blame for the cost.
typedef struct nb_reading {
  nb_pass pass;            // forward and backward have been done; count 0: there was nothing to read
  nb_diagram_spec diagram; // its neurons and weights, and with them the slopes of the mean cost
  float cost;              // the mean of all examples
  float ink;               // of the first example: all its inputs together
  int said;                // and its largest output
  int label; // and what that ought to have been; -1 where there are several examples, or no target
} nb_reading;

NB_API nb_reading nb_read_back(nb_board *b, const nb_network *network, const float *parameters, nb_pass pass,
                               nb_diagram_part part);

// A drawing of NB_DIGITS_SIDE squares a side, as nb_pixels draws it, in a thin frame.
NB_API void nb_digit(nb_board *b, nb_rect where, const float *drawing, nb_style style);

// What a canvas of the viewer's shows that begins with the k-th of the digits: that is written from above, `reveal` of it; once anything
// is changed, all is there. The board's memory, until the frame ends.
NB_API const float *nb_digit_written(nb_board *b, const nb_examples *digits, uint32_t k, const float *canvas,
                                     float reveal);

// Pixels at random, 0 to 1, the same for the same `which` (from 0): no digit. Between two whole numbers both are mixed.
NB_API void nb_digit_noise(float which, float *pixels);

// The picture that stands at a place where the first `count` digits are shown in turn: from place 1 on the digits, before and after them
// one's own. For the first quarter of a place it comes out of the one before. Returns which of the digits is more than half there, from 0;
// -1: one's own.
NB_API int nb_digits_in_turn(const nb_examples *digits, int count, float place, const float *own,
                             float *pixels);

// The first `count` digits, in rows of `across` from the area's upper left, as wide as the area, with a frame in NB_V round the one
// that is `chosen` (-n: a quiet one round each of the first n); and the square of the k-th.
NB_API void nb_digit_sheet(nb_board *b, nb_rect area, const nb_examples *digits, int count, int across,
                           int chosen, nb_style style);
NB_API nb_rect nb_sheet_square(nb_rect area, int across, int k);

// What the neurons of the first hidden layer look for: the weights of each as a small square picture, in rows as long as there
// are rows, the weakest of them brightened to be seen. With reveal they come one after the other. Colours: style.color for what
// counts for, else NB_POSITIVE;
// style.fill for what counts against, else NB_NEGATIVE. Only where the number of inputs is a square.
NB_API void nb_looked_for(nb_board *b, nb_rect area, const nb_network *network, const float *parameters,
                          nb_style style);

// What a cost would have the neurons of one layer do: an arc above each whose blame (how fast the cost grows with its sum, as
// nb_pass.dz has it) is below zero, for more of it would lower the cost, in NB_LEARNING; and one below each of the others, in
// NB_V. The larger, the broader.
NB_API void nb_blames(nb_board *b, nb_diagram_spec spec, int layer, const float *blames, nb_style style);

// What one neuron of a layer hears from each of the next: a line to it from each, coloured as blames are, the larger its part the
// broader. With the first half of reveal the lines grow; with the second a dot runs down each of them, and they meet in the neuron.
NB_API void nb_asks(nb_board *b, nb_diagram_spec spec, int layer, int neuron, const float *parts,
                    nb_style style);

// What squashes any sum to between 0 and 1: 1 / (1 + e^-z).
NB_API float nb_squash(float z);
// Its curve for z from -8 to 8, in NB_LEARNING, with its formula; and, with the last third of reveal, where it is at `count` places:
// all in NB_TEXT with their names, which end over them; without names (NULL) the first in NB_V, and where it is alone with the slope that
// it has there.
NB_API void nb_squash_plot(nb_board *b, nb_rect area, const float *z, const char *const *names, int count,
                           nb_style style);

// From a whole picture to each neuron of a diagram's first layer a beam of light, one after the other with reveal.
NB_API void nb_beams(nb_board *b, nb_diagram_spec spec, nb_rect picture, nb_style style);

// The largest of ten shares in words, "a 5: 93 % sure": NB_V, 44 points.
NB_API void nb_verdict(nb_board *b, nb_vec2 at, const float *votes, nb_style style);

// Ten bars, 0 to 1, with their digits below and around the right one's (-1: none) a frame as high as a whole vote, in NB_V.
// The frame is drawn with the last third of reveal. Bars: NB_K unless style.color says otherwise.
NB_API void nb_votes(nb_board *b, nb_rect area, const float *votes, int right, nb_style style);

// The square of an error: a frame in NB_TRACK with the side 1, and filled from its lower left the square of how far a vote is off (0 to 1).
NB_API void nb_error_square(nb_board *b, nb_rect where, float error, nb_style style);
// What a cost of squares adds up: for each digit a square with the side 1, in two rows, and filled of it the square of how far its vote is from
// 1 (the right one's) or 0 (the others'). They are filled one after the other with reveal. Fill: NB_V unless style.color says otherwise.
NB_API void nb_error_squares(nb_board *b, nb_rect area, const float *votes, int right, nb_style style);

// ---------------------------------------------------------------------------------------------------------------
// Training

// A history on a plane whose x is how many numbers have been added and whose y are the numbers: the curve as far as it has
// grown, cut off at the plane's edges, and a point where it has come to. Line: NB_V, 3 points.
NB_API void nb_history_plot(nb_board *b, nb_plane plane, const nb_history *history, nb_style style);

// The values of f where a walk has stood, over its steps so far, on a plane whose x counts steps; and where it has come to, its rate:
// "η = 0.20", with three decimals below 0.01 (22 points; it comes with the first three steps, and stays above the plane's foot).
// Line: NB_LEARNING, 3 points.
NB_API void nb_walk_plot(nb_board *b, nb_plane plane, nb_scalar_field f, const void *context,
                         const nb_walk *walk, nb_style style);

// A training that is under way: its cost over the seconds, what the cost is now and how many steps have been made. Time is
// taken hold of in the chart (nb_grab_time). The history has one number a tick.
typedef struct nb_training_chart_spec {
  nb_rect area;     // of the curve; the words stand above it
  float seconds;    // that its width stands for
  float highest;    // the cost at its top; what was higher is cut off
  int steps;        // made so far
  const char *note; // within, along its top; NULL: none
} nb_training_chart_spec;

NB_API void nb_training_chart(nb_board *b, nb_training_chart_spec spec, const nb_history *cost);

// The slider of a learning rate, 3.5 units long: by factors, from 0.001 to `most`.
NB_API void nb_learning_rate(nb_board *b, nb_vec2 left, const float *field, float most, nb_style style);

// How much is right, on a track with words over it; and under it in NB_V, with a mark, what the viewer expected.
typedef struct nb_score_line_spec {
  float length;        // board units
  float part, guess;   // 0 to 1
  const char *words;   // 22 points
  const char *guessed; // 20 points; NULL: nothing is shown of the guess
} nb_score_line_spec;

NB_API void nb_score_line(nb_board *b, nb_vec2 left, nb_score_line_spec spec, nb_style style);

// ---------------------------------------------------------------------------------------------------------------
// Worlds of cells: a grid world where it stands on the board.
//
//     corner +---+---+---+
//            | 0 | 1 | 2 |     cells are numbered in rows from the top left, `side` board units wide
//            +---+---+---+
//            | 3 | 4 | 5 |
//            +---+---+---+

typedef struct nb_world {
  const nb_grid_world *grid;
  nb_vec2 corner; // the upper left one
  float side;
} nb_world;

// Where a cell is drawn (a little ground is left around it), and its middle.
NB_API nb_rect nb_world_cell(nb_world world, uint32_t cell);
NB_API nb_vec2 nb_world_middle(nb_world world, uint32_t cell);
// The floor cell nearest to a point of the board; 0 where there is no floor.
NB_API uint32_t nb_world_at(nb_world world, nb_vec2 p);

// The cells one may stand in, and hatched in between what one may not. With reveal they come from the upper left on.
NB_API void nb_world_ground(nb_board *b, nb_world world, nb_style style);

// A value in each cell of the floor, 0 to 1: as its shade and as a number, and over it an arrow the way that `ways` names
// (NB_GO_RIGHT ...; NULL: none). What is shown as 0 is left out. Shade: style.color, else NB_POSITIVE.
NB_API void nb_world_values(nb_board *b, nb_world world, const float *values, const uint8_t *ways,
                            nb_style style);

// A frame round each of `count` cells: a way through them. NB_V, 4 points.
NB_API void nb_world_frame(nb_board *b, nb_world world, const uint32_t *cells, int count, nb_style style);

// Who walks there: a face, `width` points across (46). NB_V.
NB_API void nb_world_agent(nb_board *b, nb_vec2 at, nb_style style);

#endif
