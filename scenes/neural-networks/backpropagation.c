// Backpropagation: a network of 784, 16, 16 and 10 neurons learns to read real handwritten digits, live. The
// error at the output asks each weight how much of it was its doing, layer by layer backwards; 32 answers
// averaged are one step downhill.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <nabla/scene.h>

enum {
  SIDE = 28,
  PIXELS = SIDE * SIDE,
  HIDDEN = 16,
  DIGITS = 10,
  SHOWN = 14, // of the 784 inputs: every other pixel of the middle column
  PARAMETERS =
      NB_DENSE_FLOATS(PIXELS, HIDDEN) + NB_DENSE_FLOATS(HIDDEN, HIDDEN) + NB_DENSE_FLOATS(HIDDEN, DIGITS),
  BATCH = 32,
  BATCHES_A_TICK = 4,
  TESTED_A_TICK = 20,
  UNSEEN = 1000,
  CURVE = 2048,  // points of the cost curve
  FIRST_SEEN = 3 // the digit that the first steps follow
};

static const nb_network net = {.sizes = {PIXELS, HIDDEN, HIDDEN, DIGITS}};

typedef struct {
  float learning_rate; // the viewer's
  float guess;         // how many of the unseen digits they think it will read
  float canvas[PIXELS];

  nb_random random; // the scene's own
  float parameters[PARAMETERS], velocity[PARAMETERS];
  float cost[CURVE];     // one point for every `stride` ticks of training
  int32_t ticks, stride; // ticks of training
  uint8_t right[UNSEEN]; // of each unseen digit: was it read right when last looked at?
  float step_cost;
} State;

enum { PICTURE, FORWARD, COST, BLAME, BACK, AVERAGE, GUESS, TRAIN, YOURS };

static const nb_step steps[] = {
    [PICTURE] = {"784 numbers", .seconds = 5,
                 .say = "To a network, a picture is just *784 numbers*: how bright is each pixel?",
                 .hear = {"The input is the brightness of every pixel"}},
    [FORWARD] = {"Forward", .seconds = 7,
                 .say = "Each neuron weighs the layer before it. With random weights, the answer is *noise*.",
                 .hear = {"A neuron is a weighted sum, a bias and a squash",
                          "Before training the weights are random, so the output means nothing"},
                 .needs = {"neural-networks/what-is-a-network"}},
    [COST] = {"The cost", .seconds = 6,
              .say = "What it said, and what it should have said: the *cost* is the squared difference.",
              .hear = {"The cost adds up the squared errors at the output"},
              .needs = {"neural-networks/gradient-descent"}},
    [BLAME] = {"Who is to blame?", .seconds = 8,
               .say = "The error at the output asks each weight: *how much of this was you?*",
               .hear = {"A weight's share is the neuron before it, times the slope, times the error",
                        "Weights from bright neurons matter most"},
               .needs = {"multivariable-calculus/chain-rule"}},
    [BACK] =
        {"And backwards", .seconds = 7,
         .say = "Every hidden neuron sums what the next layer wishes of it, and passes the blame on *back*.",
         .hear = {"The error of a hidden neuron is summed over all that it feeds",
                  "One sweep back gives the slope for every weight"},
         .needs = {"multivariable-calculus/chain-rule"}},
    [AVERAGE] = {"Thirty-two voices", .seconds = 6,
                 .say = "One digit pulls its own way. The *average* over thirty-two is a step downhill.",
                 .hear = {"A step follows the gradient averaged over a small batch"},
                 .needs = {"multivariable-calculus/gradient"}},
    [GUESS] = {"Your guess", .seconds = 4,
               .ask = "After thirty seconds of such steps, how many of 1,000 unseen digits will it read?",
               .wait = true, .answer = "guess"},
    [TRAIN] = {"Training, live", .seconds = 30,
               .say = "Every flicker is a step. Drag the curve to *rewind*, change η, and go on from there.",
               .live = true,
               .hear = {"Too small a rate crawls, too large a rate never settles",
                        "Test digits are ones it never trained on"}},
    [YOURS] = {"Your own digit", .seconds = 10, .say = "Now draw a digit of *your own*, and see it read.",
               .live = true},
};

static const nb_param params[] = {
    NB_NUMBER(State, learning_rate, "learning rate", .min = 0.001f, .max = 10, .logarithmic = true),
    NB_NUMBER(State, guess, "guess", .min = 0, .max = UNSEEN, .snap = 50),
    NB_CANVAS(State, canvas, "canvas", .columns = SIDE, .rows = SIDE),
};

// ---- where things stand

static const nb_rect picture = {-7.15f, -1.1f, 2.6f, 2.6f};
static const nb_rect layers = {-3.6f, -2.85f, 6.0f, 6.15f};
static const nb_rect column = {3.83f, -0.15f, 3.35f, 1.9f}; // the cost curve

// ---- training

// Moves a picture by whole pixels, zeros coming in: digits written a little off the middle are digits too.
static void shift(float *pixels, int right, int down)
{
  int by = down * SIDE + right;
  size_t kept = (size_t)(PIXELS - abs(by)) * sizeof *pixels;
  memmove(pixels + (by > 0 ? by : 0), pixels - (by < 0 ? by : 0), kept);
  memset(by > 0 ? pixels : pixels + PIXELS + by, 0, (size_t)abs(by) * sizeof *pixels);
}

// Loads a random batch, every digit moved by up to a pixel each way.
static void pick_batch(nb_pass *pass, const nb_examples *examples, nb_random *random)
{
  nb_pass_draw(&net, pass, examples, random);
  for (int i = 0; i < BATCH; i++)
    shift(pass->a[0] + i * PIXELS, (int)nb_random_below(random, 3) - 1, (int)nb_random_below(random, 3) - 1);
}

// The curve holds all of the training: when it is full, two points become one.
static void extend_curve(State *s)
{
  if (s->ticks / s->stride >= CURVE) {
    for (int i = 0; i < CURVE / 2; i++)
      s->cost[i] = (s->cost[2 * i] + s->cost[2 * i + 1]) / 2;
    s->stride *= 2;
  }
  s->cost[s->ticks / s->stride] = s->step_cost;
  s->ticks++;
}

// Looks whether some of the unseen digits are read right, from one of them on.
static void test_some(State *s, const nb_examples *unseen, int first)
{
  float memory[NB_PASS_FLOATS(TESTED_A_TICK, PIXELS, 2 * HIDDEN, DIGITS)];
  nb_pass pass = nb_pass_over(&net, TESTED_A_TICK, memory);
  uint32_t picks[TESTED_A_TICK];
  for (int i = 0; i < TESTED_A_TICK; i++)
    picks[i] = (uint32_t)(first + i) % UNSEEN;
  nb_pass_load(&net, &pass, unseen, picks);
  nb_network_forward(&net, s->parameters, &pass);
  for (int i = 0; i < TESTED_A_TICK; i++)
    s->right[picks[i]] = nb_largest(pass.a[3] + i * DIGITS, DIGITS) == unseen->labels[picks[i]];
}

static void tick(State *s, const nb_frame *f)
{
  nb_digits digits = nb_frame_digits(f);
  if (f->step != TRAIN || digits.train.count == 0 || digits.test.count < UNSEEN)
    return;
  float memory[NB_PASS_FLOATS(BATCH, PIXELS, 2 * HIDDEN, DIGITS)], gradient[PARAMETERS];
  nb_pass pass = nb_pass_over(&net, BATCH, memory);
  nb_sgd sgd = {.rate = s->learning_rate, .momentum = 0.9f};
  s->step_cost = 0;
  for (int i = 0; i < BATCHES_A_TICK; i++) {
    pick_batch(&pass, &digits.train, &s->random);
    s->step_cost += nb_network_step(&net, s->parameters, s->velocity, gradient, &pass, sgd) / BATCHES_A_TICK;
  }
  test_some(s, &digits.test, s->ticks * TESTED_A_TICK);
  extend_curve(s);
}

static void init(State *s, const nb_frame *f)
{
  nb_digits digits = nb_frame_digits(f);
  s->random = nb_random_seed(7, 0);
  nb_network_start(&net, s->parameters, &s->random);
  for (int first = 0; first < UNSEEN && digits.test.count >= UNSEEN; first += TESTED_A_TICK)
    test_some(s, &digits.test, first);
}

// ---- one digit on its way through, forward and back

// What the network makes of one picture: activations, errors and the slope of its cost for every parameter.
typedef struct {
  nb_pass pass;
  nb_diagram_spec diagram; // its neurons and weights
  const float *slopes;     // between the same neurons
  int label;               // -1 for none
  bool inked;              // there is something to be read
} Reading;

// Every other pixel of the middle column.
static nb_diagram_part shown_part(int pixels[SHOWN])
{
  for (int i = 0; i < SHOWN; i++)
    pixels[i] = 2 * i * SIDE + SIDE / 2;
  return (nb_diagram_part){.neurons = pixels, .count = SHOWN};
}

static void read_pass(nb_board *b, const State *s, Reading *r, int label)
{
  int pixels[SHOWN];
  float ink = 0, *gradient = nb_scratch(b, PARAMETERS * sizeof *gradient);
  nb_diagram_part part = shown_part(pixels);
  for (int i = 0; i < PIXELS; i++)
    ink += r->pass.a[0][i];
  r->label = label;
  r->inked = ink > 8;
  nb_network_forward(&net, s->parameters, &r->pass);
  nb_network_backward(&net, s->parameters, &r->pass, gradient);
  r->diagram = nb_diagram_of(b, &net, s->parameters, &r->pass, part);
  r->slopes = nb_diagram_edges(b, &net, gradient, part);
}

static nb_pass new_pass(nb_board *b, int count)
{
  return nb_pass_over(&net, (uint32_t)count,
                      nb_scratch(b, nb_pass_floats(&net, (uint32_t)count) * sizeof(float)));
}

// The digit of the moment: one and the same up to the training, then another every 0.8 s.
static Reading read_digit(nb_board *b, const nb_frame *f, const State *s, const nb_examples *unseen)
{
  uint32_t pick = f->step < TRAIN ? 0 : (uint32_t)(s->ticks / 48 * 37 % UNSEEN);
  while (f->step < TRAIN && pick + 1 < unseen->count && unseen->labels[pick] != FIRST_SEEN)
    pick++;
  Reading r = {.pass = new_pass(b, 1)};
  nb_pass_load(&net, &r.pass, unseen, &pick);
  read_pass(b, s, &r, unseen->labels[pick]);
  return r;
}

static Reading read_average(nb_board *b, const State *s, const nb_examples *train)
{
  uint32_t picks[BATCH];
  for (uint32_t i = 0; i < BATCH; i++)
    picks[i] = i;
  Reading r = {.pass = new_pass(b, BATCH)};
  nb_pass_load(&net, &r.pass, train, picks);
  read_pass(b, s, &r, -1);
  return r;
}

static Reading read_canvas(nb_board *b, const State *s)
{
  Reading r = {.pass = new_pass(b, 1)};
  nb_digit_fit(s->canvas, r.pass.a[0]);
  read_pass(b, s, &r, -1);
  return r;
}

// ---- drawing

static void draw_picture(nb_board *b, const nb_frame *f, const State *s, const Reading *r)
{
  float shown = nb_cue(f, PICTURE, 0, 1);
  const float *pixels = f->step == YOURS ? s->canvas : r->pass.a[0];
  nb_pixels(b, picture, pixels, SIDE, SIDE, nb_style(.alpha = shown));
  nb_rectangle(b, picture, 0.06f, nb_style(.color = NB_TRACK, .width = 2, .reveal = shown));
  nb_vec2 below = nb_at(picture.x + picture.width / 2, picture.y - 0.32f);
  nb_text(b, below, f->step == YOURS ? "draw here · double-click clears" : "28 × 28 pixels",
          nb_style(.color = NB_DIM, .size = 20, .anchor = NB_CENTER_BASELINE,
                   .alpha = nb_cue(f, PICTURE, 0.6f, 0.8f)));
}

static void draw_batch(nb_board *b, const Reading *r, float alpha)
{
  enum { ACROSS = 4, DOWN = BATCH / ACROSS };
  const float side = 0.56f, left = picture.x + (picture.width - ACROSS * side) / 2, top = 2.6f;
  for (int i = 0; i < BATCH; i++) {
    nb_vec2 corner = nb_at(left + side * (float)(i % ACROSS), top - side * (float)(i / ACROSS + 1));
    nb_pixels(b, (nb_rect){corner.x, corner.y, side, side}, r->pass.a[0] + i * PIXELS, SIDE, SIDE,
              nb_style(.alpha = alpha));
  }
  nb_text(b, nb_at(picture.x + picture.width / 2, top - side * DOWN - 0.32f), "32 digits, one step",
          nb_style(.color = NB_DIM, .size = 20, .anchor = NB_CENTER_BASELINE, .alpha = alpha));
}

// How far the light has come in a sweep of the layers: forward in the first step, again and again while
// training.
static float lit(const nb_frame *f, const State *s, int layer)
{
  if (f->step != TRAIN)
    return layer == 0 ? nb_cue(f, PICTURE, 2.5f, 1) : nb_cue(f, FORWARD, 0.6f + 1.5f * (float)layer, 0.8f);
  float phase = (float)(s->ticks % 48) / 48;
  return nb_smooth((phase - 0.08f * (float)layer) / 0.08f);
}

// How far the gradients have come back (nb_diagram_spec.back): to the last hidden layer first, then all the
// way.
static float back(const nb_frame *f, const State *s)
{
  if (f->step == TRAIN)
    return 2 * nb_smooth(((float)(s->ticks % 48) / 48 - 0.35f) / 0.65f);
  return nb_cue(f, BLAME, 1, 1.5f) / 3 + nb_cue(f, BACK, 0.4f, 3.5f) * 2 / 3 + nb_cue(f, GUESS, 0, 1);
}

// The slopes of the weights into the neuron that asks alone.
static const float *asked_slopes(nb_board *b, const Reading *r)
{
  enum { LAST = SHOWN * HIDDEN + HIDDEN * HIDDEN, EDGES = LAST + HIDDEN * DIGITS };
  float *slopes = nb_scratch(b, EDGES * sizeof *slopes);
  for (int e = 0; slopes && e < EDGES; e++)
    slopes[e] = e < LAST || (e - LAST) / HIDDEN == r->label ? r->slopes[e] : 0;
  return slopes;
}

static void draw_network(nb_board *b, const nb_frame *f, const State *s, const Reading *r)
{
  static const char *const names[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  nb_diagram_spec spec = r->diagram;
  float a[SHOWN + 2 * HIDDEN + DIGITS];
  for (int layer = 0, at = 0; layer < spec.layer_count; layer++)
    for (int i = 0; i < spec.sizes[layer]; i++, at++)
      a[at] = r->inked ? spec.activations[at] * lit(f, s, layer) : 0;
  spec.area = layers, spec.activations = a, spec.labels = names;
  spec.wanted = f->step >= COST && f->step < TRAIN ? r->label + 1 : 0;
  spec.edges = nb_cue(f, FORWARD, 0.2f, 5);
  spec.gradients = f->step == BLAME ? asked_slopes(b, r) : r->slopes;
  spec.fade = nb_during(f, BLAME, AVERAGE), spec.back = back(f, s);
  nb_network_diagram(b, spec, nb_style(.reveal = nb_cue(f, PICTURE, 1.5f, 1.5f)));
  nb_text(b, nb_at(layers.x, layers.y - 0.16f), "14 of the 784",
          nb_style(.color = NB_DIM, .size = 16, .anchor = NB_TOP, .alpha = nb_cue(f, PICTURE, 2.5f, 0.8f)));
}

// ---- the quiet column

// The chain: what a weight is to blame for, what the neuron before it is, and the step that all of it makes.
static void draw_chain(nb_board *b, const nb_frame *f)
{
#define ERROR_FACTORS "\\,\\textcolor{learning}{\\sigma'(z^{(L)})}\\,\\textcolor{negative}{2(a^{(L)} - y)}"
  static const char *const weight =
      "\\frac{\\partial C}{\\partial w^{(L)}} = \\textcolor{positive}{a^{(L-1)}}" ERROR_FACTORS;
  static const char *const neuron =
      "\\frac{\\partial C}{\\partial a^{(L-1)}} = \\sum \\textcolor{positive}{w^{(L)}}" ERROR_FACTORS;
  static const char *const step =
      "w \\leftarrow w - \\textcolor{learning}{\\eta}\\;\\textcolor{dim}{\\text{mean of}}\\;"
      "\\frac{\\partial C}{\\partial w}";
  float gone = 1 - nb_cue(f, GUESS, 0, 0.6f);
  nb_style style = nb_style(.size = 24, .reveal = nb_cue(f, BLAME, 2.5f, 1.5f));
  nb_tex(b, nb_at(column.x, 2.75f), weight, style);
  style.alpha = gone;
  style.reveal = nb_cue(f, BACK, 1.5f, 1.5f);
  nb_tex(b, nb_at(column.x, 1.6f), neuron, style);
  style.reveal = nb_cue(f, AVERAGE, 1, 1.2f);
  nb_tex(b, nb_at(column.x, 0.5f), step, style);
}

// The factors of one weight, in numbers: the one most to blame.
static void draw_factors(nb_board *b, const nb_frame *f, const Reading *r)
{
  const float *before = r->pass.a[2], *after = r->pass.a[3];
  int from = (int)nb_largest(before, HIDDEN), to = r->label;
  float slope = after[to] * (1 - after[to]), error = 2 * (after[to] - 1);
  const struct {
    const char *name;
    float value;
    nb_color color;
  } rows[] = {{"the neuron before", before[from], NB_POSITIVE},
              {"the slope of the squash", slope, NB_LEARNING},
              {"the error, twice", error, NB_NEGATIVE},
              {"together: the weight’s blame", before[from] * slope * error, NB_V}};
  for (int i = 0; i < 4; i++) {
    float shown = nb_cue(f, BLAME, 4 + 0.7f * (float)i, 0.7f) * (1 - nb_cue(f, BACK, 0, 0.6f));
    float y = 1.75f - 0.5f * (float)i - (i == 3 ? 0.15f : 0);
    nb_text(b, nb_at(column.x, y), rows[i].name, nb_style(.color = NB_DIM, .size = 20, .alpha = shown));
    nb_number(b, nb_at(column.x + column.width, y), rows[i].value, 3,
              nb_style(.color = rows[i].color, .size = 26, .anchor = NB_RIGHT_BASELINE, .alpha = shown));
  }
}

// What each output said as a bar, and what it should have said as a frame around it.
static void draw_answers(nb_board *b, const Reading *r, float shown)
{
  static const char *const names[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  nb_plane plane = {.area = column, .x1 = DIGITS, .y1 = 1};
  nb_bars(b, plane, r->pass.a[3], DIGITS, names,
          nb_style(.fill = NB_POSITIVE, .reveal = shown, .alpha = shown));
  if (r->label < 0)
    return;
  nb_vec2 low = nb_on_plane(plane, nb_at((float)r->label + 0.08f, 0));
  nb_vec2 high = nb_on_plane(plane, nb_at((float)r->label + 0.92f, 1));
  nb_rectangle(b, (nb_rect){low.x, low.y, high.x - low.x, high.y - low.y}, 0,
               nb_style(.color = NB_V, .width = 2.5f, .reveal = shown));
  nb_text(b, nb_at((low.x + high.x) / 2, high.y + 0.14f), "wanted",
          nb_style(.color = NB_V, .size = 18, .anchor = NB_CENTER_BASELINE, .alpha = shown));
}

static void draw_cost(nb_board *b, const nb_frame *f, const Reading *r)
{
  float shown = nb_cue(f, COST, 0.3f, 1) * (1 - nb_cue(f, BLAME, 0, 0.6f));
  float total = 0;
  for (int digit = 0; digit < DIGITS; digit++)
    total += powf(r->pass.a[3][digit] - (digit == r->label ? 1 : 0), 2);
  nb_tex(b, nb_at(column.x, 2.7f), "C = \\sum (a - y)^2 = \\color{v}\\val[-2]",
         nb_style(.size = 30, .alpha = shown), &total);
  draw_answers(b, r, shown);
}

static void draw_forward(nb_board *b, const nb_frame *f)
{
  float gone = 1 - nb_cue(f, COST, 0, 0.5f);
  nb_tex(b, nb_at(column.x, 2.75f), "a = \\sigma(w_1 a_1 + \\dots + w_n a_n + b)",
         nb_style(.size = 28, .reveal = nb_cue(f, FORWARD, 1, 1.2f), .alpha = gone));
  const struct {
    const char *text;
    nb_color color;
  } key[] = {{"positive weight", NB_POSITIVE}, {"negative weight", NB_NEGATIVE}};
  nb_text(b, nb_at(column.x, 0.85f), "σ squashes any sum to 0 … 1",
          nb_style(.color = NB_DIM, .size = 20, .alpha = nb_cue(f, FORWARD, 3.5f, 0.6f) * gone));
  for (int i = 0; i < 2; i++) {
    float y = 1.9f - 0.45f * (float)i, shown = nb_cue(f, FORWARD, 2.5f + 0.4f * (float)i, 0.6f);
    nb_line(b, nb_at(column.x, y + 0.08f), nb_at(column.x + 0.5f, y + 0.08f),
            nb_style(.color = key[i].color, .width = 4, .reveal = shown, .alpha = gone));
    nb_text(b, nb_at(column.x + 0.7f, y), key[i].text,
            nb_style(.color = NB_DIM, .size = 20, .alpha = shown * gone));
  }
}

static void draw_question(nb_board *b, const nb_frame *f, const State *s)
{
  nb_slider(
      b, nb_at(column.x, 1), &s->guess,
      (nb_slider_spec){.label = "\\text{your guess}", .length = column.width, .max = UNSEEN},
      nb_style(.color = NB_V, .alpha = nb_during(f, GUESS, GUESS), .reveal = nb_cue(f, GUESS, 0.2f, 0.8f)));
}

// How many of the unseen digits it reads, with a ring at what the viewer expected, if they did.
static void draw_score(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_during(f, TRAIN, TRAIN);
  nb_vec2 left = nb_at(column.x, -2.5f), right = nb_at(column.x + column.width, left.y);
  int correct = 0;
  char text[48];
  for (int i = 0; i < UNSEEN; i++)
    correct += s->right[i];
  nb_line(b, left, right, nb_style(.color = NB_TRACK, .width = 8, .alpha = shown));
  nb_line(b, left, nb_mix2(left, right, (float)correct / UNSEEN), nb_style(.width = 8, .alpha = shown));
  nb_circle(
      b, nb_mix2(left, right, s->guess / UNSEEN), 0.1f,
      nb_style(.color = NB_V, .fill = NB_GROUND, .width = 3.5f, .alpha = nb_answered(f, GUESS) ? shown : 0));
  snprintf(text, sizeof text, "reads %d of 1,000 unseen digits", correct);
  nb_text(b, nb_at(left.x, left.y + 0.2f), text, nb_style(.size = 20, .alpha = shown));
}

static void draw_training(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_during(f, TRAIN, TRAIN);
  if (f->step < TRAIN || shown <= 0)
    return;
  int points = s->ticks / s->stride;
  float until = f->step == TRAIN ? f->reached : steps[TRAIN].seconds;
  float seconds = (float)s->ticks / NB_TICKS_PER_SECOND;
  nb_plane plane = {.area = column, .x1 = until, .y1 = 1.2f};
  char text[64];
  snprintf(text, sizeof text, "step %d", s->ticks * BATCHES_A_TICK);
  nb_text(b, nb_at(column.x, 2.0f), "cost", nb_style(.color = NB_DIM, .size = 20, .alpha = shown));
  nb_number(b, nb_at(column.x + 0.55f, 2.0f), s->step_cost, 3,
            nb_style(.color = NB_V, .size = 22, .alpha = shown));
  nb_text(b, nb_at(column.x + column.width, 2.0f), text,
          nb_style(.color = NB_DIM, .size = 20, .anchor = NB_RIGHT_BASELINE, .alpha = shown));
  nb_axes(b, plane, (nb_axes_spec){.at_edges = true, .no_numbers = true, .no_ticks = true},
          nb_style(.alpha = shown, .width = 2));
  nb_plane drawn = plane;
  drawn.area.width *= fminf(seconds / until, 1);
  if (points > 1) {
    nb_plot(b, drawn, s->cost, points, nb_style(.color = NB_V, .width = 3, .alpha = shown));
    nb_point(b, nb_on_plane(plane, nb_at(fminf(seconds, until), fminf(s->step_cost, 1.2f))),
             nb_style(.color = NB_V, .width = 15, .alpha = shown));
  }
  nb_text(b, nb_at(column.x, column.y - 0.36f), "drag the curve to rewind training",
          nb_style(.color = NB_DIM, .size = 18, .alpha = shown));
  nb_grab_time(b, column, 0, until);
  nb_slider(
      b, nb_at(column.x, -1.5f), &s->learning_rate,
      (nb_slider_spec){
          .label = "η", .length = column.width, .min = 0.001f, .max = 10, .logarithmic = true, .decimals = 3},
      nb_style(.alpha = shown));
}

static void draw_yours(nb_board *b, const nb_frame *f, const State *s, const Reading *r)
{
  float shown = nb_cue(f, YOURS, 0.3f, 0.8f);
  if (f->step != YOURS)
    return;
  nb_grab_canvas(b, s->canvas, SIDE, SIDE, picture);
  char text[32] = "…";
  if (r->inked)
    snprintf(text, sizeof text, "%u", nb_largest(r->pass.a[3], DIGITS));
  char trained[48];
  snprintf(trained, sizeof trained, "after %d steps of training", s->ticks * BATCHES_A_TICK);
  nb_text(b, nb_at(column.x, column.y - 0.75f), trained,
          nb_style(.color = NB_DIM, .size = 18, .alpha = shown));
  nb_text(b, nb_at(column.x, 2.5f), "I read", nb_style(.color = NB_DIM, .size = 24, .alpha = shown));
  nb_text(b, nb_at(column.x + 1.1f, 2.5f), text,
          nb_style(.color = NB_V, .size = 64, .font = NB_FONT_SEMIBOLD, .alpha = shown));
  draw_answers(b, r, r->inked ? shown : 0);
}

static void draw_step(nb_board *b, const nb_frame *f, const State *s)
{
  nb_digits digits = nb_frame_digits(f);
  if (digits.train.count < BATCH || digits.test.count == 0)
    return;
  Reading r = f->step == AVERAGE ? read_average(b, s, &digits.train)
              : f->step == YOURS ? read_canvas(b, s)
                                 : read_digit(b, f, s, &digits.test);
  if (f->step == AVERAGE)
    draw_batch(b, &r, nb_cue(f, AVERAGE, 0, 0.8f));
  else
    draw_picture(b, f, s, &r);
  draw_network(b, f, s, &r);
  draw_forward(b, f);
  if (r.label >= 0) {
    draw_cost(b, f, &r);
    draw_factors(b, f, &r);
  }
  if (f->step < YOURS)
    draw_chain(b, f);
  draw_question(b, f, s);
  draw_score(b, f, s);
  draw_training(b, f, s);
  draw_yours(b, f, s, &r);
}

// Where a step shows another digit, or other slopes, what the step before ended with fades as it comes.
static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  float come = f->step >= BACK ? nb_smooth(f->seconds / 0.6f) : 1;
  nb_group(b, nb_affine_identity(), 1 - come);
  if (come < 1) {
    nb_frame before = *f;
    before.step--;
    before.seconds = before.duration = before.reached = steps[before.step].seconds;
    draw_step(b, &before, s);
  }
  nb_end(b);
  nb_group(b, nb_affine_identity(), come);
  draw_step(b, f, s);
  nb_end(b);
}

NB_SCENE(State, .title = "Backpropagation", NB_STEPS(steps), NB_PARAMS(params),
         .state = &(const State){.learning_rate = 0.1f, .guess = 500, .stride = 1}, .data = {"digits"},
         .needs = {"neural-networks/gradient-descent", "multivariable-calculus/chain-rule"}, NB_DRAW(draw),
         NB_TICK(tick), NB_INIT(init))
