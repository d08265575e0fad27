// Gradient descent.
//
// What a learner believes: training looks for the one best network, in a bowl; and a mix of two good networks is a good
// network. What mends it: the true cost of a real network, cut along two directions through its 13,002 weights. There is more than one
// valley, and a ridge between; which one a walk ends in depends on where it starts, and whether it ends at all on the size of its steps.
//
// Nothing here is made up: `init` trains the network twice on real digits and measures the cost on a grid (see `measure`).
#include <math.h>
#include <nabla/math/between.h>
#include <nabla/scene.h>
#include <nabla/space.h>
#include <string.h>

enum { PIXELS = NB_DIGITS_PIXELS, HIDDEN = 16, DIGITS = NB_DIGITS_CLASSES, SIDE = 25, MOST_STEPS = 400 };

typedef struct {
  nb_camera camera;
  nb_vec2 start; // of the walk, in the slice
  float rate;    // of learning: the step size
  float guess;   // the cost that the viewer expects halfway between two good networks
  // What was measured.
  float cost[SIDE * SIDE];
  float said[2][DIGITS]; // to one digit, by the network at the start and by a trained one
} State;

enum { COST, SLICE, TRAINED, ASK, RIDGE, DOWN, SMALL, LARGE, PLAY };

// ---------------------------------------------------------------------------------------------------------------
// The slice: (0, 0) is a random start, (1, 0) and (0, 1) are trained networks

static const float from = -0.5f, until = 1.5f;
static const nb_vec2 one = {1, 0}, other = {0, 1}, halfway = {0.5f, 0.5f};

// Between the measured costs.
static nb_samples costs(const float *cost)
{
  return (nb_samples){cost, SIDE, SIDE, {from, from, until - from, until - from}};
}

static float cost_at(const State *s, nb_vec2 p)
{
  nb_samples samples = costs(s->cost);
  return nb_value_between(&samples, p);
}

static nb_vec2 gradient_at(const State *s, nb_vec2 p)
{
  nb_samples samples = costs(s->cost);
  return nb_gradient_between(&samples, p);
}

static void cost_halfway(const void *state, void *truth)
{
  *(float *)truth = cost_at(state, halfway);
}

// ---------------------------------------------------------------------------------------------------------------
// Measuring it

enum {
  WEIGHTS =
      NB_DENSE_FLOATS(PIXELS, HIDDEN) + NB_DENSE_FLOATS(HIDDEN, HIDDEN) + NB_DENSE_FLOATS(HIDDEN, DIGITS),
  BATCH = 32,
  MEASURED = 96, // digits on which the cost is measured
  TRAINING = 300 // steps
};

static const nb_network net = {.sizes = {PIXELS, HIDDEN, HIDDEN, DIGITS},
                               .hidden = NB_TANH,
                               .output = NB_SOFTMAX,
                               .cost = NB_CROSS_ENTROPY};

static void train(float *weights, const nb_examples *examples, nb_random *random)
{
  float memory[NB_PASS_FLOATS(BATCH, PIXELS, 2 * HIDDEN, DIGITS)], gradient[WEIGHTS], velocity[WEIGHTS] = {0};
  nb_pass pass = nb_pass_over(&net, BATCH, memory);
  for (int k = 0; k < TRAINING; k++) {
    nb_pass_draw(&net, &pass, examples, random);
    nb_network_step(&net, weights, velocity, gradient, &pass, (nb_sgd){.rate = 0.05f, .momentum = 0.9f});
  }
}

// The cost at every point of a grid in the plane through three networks.
static void measure(State *s, const float *start, const float *a, const float *b, nb_pass *pass)
{
  float weights[WEIGHTS];
  for (int row = 0; row < SIDE; row++)
    for (int column = 0; column < SIDE; column++) {
      float u = from + (until - from) * (float)column / (SIDE - 1),
            v = from + (until - from) * (float)row / (SIDE - 1);
      for (int k = 0; k < WEIGHTS; k++)
        weights[k] = start[k] + u * (a[k] - start[k]) + v * (b[k] - start[k]);
      nb_network_forward(&net, weights, pass);
      s->cost[row * SIDE + column] = nb_network_cost(&net, pass);
    }
}

static void ask(float *said, const float *weights, nb_pass *pass)
{
  nb_network_forward(&net, weights, pass);
  memcpy(said, pass->a[3], sizeof(float[DIGITS])); // to the first example
}

static void init(State *s, const nb_frame *f)
{
  nb_digits digits = nb_frame_digits(f);
  float start[WEIGHTS], a[WEIGHTS], b[WEIGHTS], memory[NB_PASS_FLOATS(MEASURED, PIXELS, 2 * HIDDEN, DIGITS)];
  nb_random random = nb_random_seed(3, 0), elsewhere = nb_random_seed(9, 0);
  if (digits.train.count == 0 || digits.test.count == 0)
    return;
  nb_network_start(&net, start, &random);
  memcpy(a, start, sizeof a);
  nb_network_start(&net, b, &elsewhere);
  train(a, &digits.train, &random);
  train(b, &digits.train, &random);
  nb_pass pass = nb_pass_over(&net, MEASURED, memory);
  nb_pass_draw(&net, &pass, &digits.train, &random);
  measure(s, start, a, b, &pass);
  nb_pass_load(&net, &pass, &digits.test, (const uint32_t[MEASURED]){0});
  ask(s->said[0], start, &pass);
  ask(s->said[1], a, &pass);
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [COST] =
        {"One number for how wrong", .seconds = 8,
         .say = "The *cost* says how wrong a network is: it falls as the right digit gets more of the vote.",
         .hear = {"The cost is one number for how wrong the network is"},
         .needs = {"neural-networks/what-is-a-network"}},
    [SLICE] = {"A landscape", .seconds = 7,
               .say = "All 13,002 weights are *one point*, with one cost. Cut along two directions: this is "
                      "the true cost.",
               .hear = {"All weights together are one point", "The cost is a landscape over the weights"}},
    [TRAINED] = {"Two good networks", .seconds = 6,
                 .say = "One direction leads to a trained network, the other to another: two *valleys*.",
                 .hear = {"There is more than one good network"}},
    [ASK] = {"Halfway between", .seconds = 4, .wait = true, .answer = "guess", .truth = cost_halfway,
             .ask = "Mix the two good networks half and half. How *high* is the cost there? Drag the ring up "
                    "or down.",
             .say = "That is your guess. Now measure."},
    [RIDGE] = {"A ridge between", .seconds = 6,
               .say = "The mix is *bad*: between two valleys lies a ridge. Weights cannot be averaged.",
               .hear = {"Between two minima lies a ridge", "The average of two good networks can be bad"}},
    [DOWN] = {"Downhill", .seconds = 10,
              .say = "Feel the slope, and step *against* the gradient, again and again.",
              .hear = {"Step against the gradient", "It ends in a valley, not in the deepest one of all"},
              .needs = {"multivariable-calculus/gradient"}},
    [SMALL] = {"Too small a step", .seconds = 7, .say = "With a *learning rate* too small it only creeps.",
               .hear = {"Too small a learning rate is slow"}},
    [LARGE] = {"Too large a step", .seconds = 7,
               .say = "Too large, and it *leaps* from wall to wall and never settles.",
               .hear = {"Too large a learning rate never settles"}},
    [PLAY] = {"Your own descent", .seconds = 10, .live = true,
              .say =
                  "Drag the start on the map, the *learning rate*, or the landscape itself. Which valley?"},
};

static const nb_param params[] = {
    NB_CAMERA(State, camera, "camera"),
    NB_POINT(State, start, "start", .min = -0.4f, .max = 1.4f),
    NB_NUMBER(State, rate, "learning rate", .min = 0.001f, .max = 0.6f, .logarithmic = true),
    NB_NUMBER(State, guess, "guess", .min = 0, .max = 3),
};

// ---------------------------------------------------------------------------------------------------------------
// The walk

static float rate_of(int step, const State *s)
{
  return step == PLAY ? s->rate : step == SMALL ? 0.001f : step == LARGE ? 0.45f : 0.06f;
}

// The places up to so many steps, the last of them in part; how many.
static int descend(const nb_frame *f, const State *s, nb_vec2 places[MOST_STEPS + 2])
{
  float made = 5 * fmaxf(f->seconds - 1.6f, 0), rate = rate_of(f->step, s);
  if (f->step > DOWN && f->seconds < 1) { // the walk before is taken back first
    made = 5 * (steps[f->step - 1].seconds - 1.6f) * (1 - nb_smooth(f->seconds));
    rate = rate_of(f->step - 1, s);
  }
  made = fminf(made, MOST_STEPS);
  int count = 1;
  places[0] = s->start;
  for (float left = made; left > 0; left -= 1, count++) {
    nb_vec2 step = nb_scale(-rate * fminf(left, 1), gradient_at(s, places[count - 1]));
    places[count] = nb_add(places[count - 1], step);
    places[count].x = fminf(fmaxf(places[count].x, from), until);
    places[count].y = fminf(fmaxf(places[count].y, from), until);
  }
  return count;
}

// ---------------------------------------------------------------------------------------------------------------
// The landscape

static const float wide = 1.7f, tall = 0.8f; // units of space to one of the slice, and to one of cost
static const float column = 3.66f;
static const nb_plane chart = {{3.75f, -3, 3.4f, 3.4f}, -0.5f, 1.5f, -0.5f, 1.5f};

static nb_vec3 on_land(const State *s, nb_vec2 p, float above)
{
  return nb_at3(wide * (p.x - 0.5f), wide * (p.y - 0.5f), tall * fminf(cost_at(s, p), 3.2f) + above);
}

enum { FINE = 57 };

static float fine_cost(nb_vec2 p, const void *cost)
{
  nb_samples samples = costs(cost);
  return nb_value_between(&samples, p);
}

static void draw_land(nb_board *b, const nb_frame *f, const State *s)
{
  const nb_plane slice = {.x0 = from, .x1 = until, .y0 = from, .y1 = until};
  const float *fine = nb_sample_plane(b, slice, fine_cost, s->cost, sizeof s->cost, FINE, FINE);
  float *z = nb_scratch(b, sizeof(float[FINE * FINE]));
  if (!fine || !z)
    return;
  for (int k = 0; k < FINE * FINE; k++)
    z[k] = tall * fine[k];

  float half = wide * (until - from) / 2, shown = nb_cue(f, SLICE, 0.4f, 2.6f);
  nb_heights land = {.z = z,
                     .columns = FINE,
                     .rows = FINE,
                     .floor = {-half, -half, 2 * half, 2 * half},
                     .low = -1,
                     .high = 3.2f * tall};
  nb_surface(b, land,
             (nb_surface_spec){
                 .low = NB_POSITIVE, .high = NB_NEGATIVE, .low_at = 0.2f * tall, .high_at = 2.8f * tall},
             nb_style(.reveal = shown));
  nb_surface_levels(
      b, land, nb_levels(b, 0.25f * tall, 0.25f * tall, 12), 12, 0, 0,
      nb_style(.color = NB_GROUND, .width = 1.5f, .alpha = 0.55f, .reveal = nb_cue(f, SLICE, 2, 2)));
}

static void draw_walk(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 places[MOST_STEPS + 2];
  nb_vec3 lifted[MOST_STEPS + 2];
  int count = descend(f, s, places);
  for (int k = 0; k < count; k++)
    lifted[k] = on_land(s, places[k], 0.03f);
  nb_polyline3(b, lifted, count, nb_style(.color = NB_LEARNING, .width = 4));
  nb_cloud(b, lifted, NULL, count, nb_style(.color = NB_LEARNING, .width = 9));
  nb_point3(b, on_land(s, places[count - 1], 0.04f), nb_style(.width = 20));
}

static nb_camera eye(const nb_frame *f, const State *s)
{
  nb_camera c = s->camera;
  c.azimuth += 0.25f * nb_visit(f, SLICE, 2, 5); // it sways, so that one sees that it is solid
  return c;
}

static void name_point(nb_board *b, nb_view view, nb_vec3 at, const char *name, float alpha)
{
  nb_style style = nb_style(.font = NB_FONT_MEDIUM, .size = 26, .alpha = alpha, .halo = NB_GROUND);
  nb_label3(b, view, at, nb_at(0, 1), name, style);
}

static void draw_space(nb_board *b, const nb_frame *f, const State *s)
{
  nb_view view = nb_look(eye(f, s), nb_stage());
  float named = nb_cue(f, TRAINED, 0.6f, 0.6f), walking = f->step >= DOWN ? 1 : 0,
        mixed = nb_cue(f, ASK, 0.4f, 0.6f);
  float known = nb_cue(f, RIDGE, 0.8f, 1.2f), answer = cost_at(s, halfway),
        height = s->guess + known * (answer - s->guess);
  nb_vec3 middle = nb_at3(0, 0, tall * height), below = nb_at3(0, 0, tall * answer);
  if (f->step < SLICE)
    return;
  nb_space(b, view, (nb_space_spec){0});
  draw_land(b, f, s);
  const nb_vec2 points[] = {{0, 0}, one, other};
  for (int k = 0; k < 3; k++)
    nb_point3(b, on_land(s, points[k], 0.05f),
              nb_style(.width = 16, .color = k == 0 ? NB_TEXT : NB_V, .reveal = named));
  float asked = mixed * (1 - nb_cue(f, DOWN, 0, 0.5f));
  if (asked > 0) {
    nb_line3(b, nb_at3(0, 0, 0), nb_at3(0, 0, tall * 3), nb_style(.color = NB_V, .width = 3, .alpha = asked));
    nb_line3(b, on_land(s, one, 0.05f), known > 0 ? nb_at3(0, 0, below.z + 0.05f) : middle,
             nb_style(.color = NB_V, .width = 3, .alpha = 0.6f * asked * (1 - known)));
    nb_line3(b, on_land(s, other, 0.05f), middle,
             nb_style(.color = NB_V, .width = 3, .alpha = 0.6f * asked * (1 - known)));
  }
  if (walking > 0)
    draw_walk(b, f, s);
  nb_end(b);
  float labels = named * (1 - nb_cue(f, DOWN, 0, 0.5f));
  name_point(b, view, on_land(s, nb_origin(), 0.1f), "start", named * (f->step >= DOWN ? 0 : 1));
  name_point(b, view, on_land(s, one, 0.1f), "one", labels);
  name_point(b, view, on_land(s, other, 0.1f), "another", labels);
  nb_vec2 at = nb_on_view(view, middle), moves[3];
  nb_circle(b, at, 0.17f, nb_style(.color = NB_V, .fill = NB_GROUND, .width = 4, .alpha = asked));
  nb_view_moves(view, middle, moves);
  if (f->step == ASK && asked > 0.9f)
    nb_grab_value(b, &s->guess, at, nb_scale(tall, moves[2]));
  if (f->step == PLAY)
    nb_grab_camera(b, &s->camera, view);
}

// ---------------------------------------------------------------------------------------------------------------
// One digit, and the vote of the network on it

static void draw_vote(nb_board *b, const nb_frame *f, const State *s)
{
  static const char *const names[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
  nb_digits digits = nb_frame_digits(f);
  float shown = nb_during(f, COST, COST), trained = nb_cue(f, COST, 3.6f, 2.4f), vote[DIGITS], pixels[PIXELS];
  if (shown <= 0 || digits.test.count == 0)
    return;
  uint8_t label = digits.test.labels[0];
  nb_digit_picture(&digits.test, 0, pixels);
  for (int k = 0; k < DIGITS; k++)
    vote[k] = s->said[0][k] + trained * (s->said[1][k] - s->said[0][k]);
  float cost = -logf(vote[label]);
  nb_group(b, nb_affine_identity(), shown);
  nb_pixels(b, (nb_rect){-7.5f, -2.1f, 4.8f, 4.8f}, pixels, 28, 28,
            nb_style(.reveal = nb_cue(f, COST, 0.2f, 0.8f)));
  nb_plane bars = {{-2.4f, -1.7f, 5.2f, 4}, 0, 10, 0, 1};
  nb_bars(b, bars, vote, DIGITS, names, nb_style(.color = NB_K, .reveal = nb_cue(f, COST, 1, 1.2f)));
  nb_rectangle(b, (nb_rect){bars.area.x + 0.52f * (float)label, bars.area.y, 0.52f, 4}, 0.06f,
               nb_style(.color = NB_V, .width = 3, .reveal = nb_cue(f, COST, 2, 0.8f)));
  nb_tex(b, nb_at(column, 0.9f),
         "\\begin{aligned} &\\text{cost} \\\\ &= -\\ln \\textcolor{v}{\\val[-2]} \\\\ &= \\val[-2] "
         "\\end{aligned}",
         nb_style(.size = 44, .reveal = nb_cue(f, COST, 2.4f, 0.9f)), &vote[label], &cost);
  nb_end(b);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// The same slice from straight above, with the walk.
static void draw_chart(nb_board *b, const nb_frame *f, const State *s)
{
  const float *fine = nb_sample_plane(b, chart, fine_cost, s->cost, sizeof s->cost, FINE, FINE);
  float shown = nb_cue(f, DOWN, 0.4f, 0.8f);
  nb_vec2 places[MOST_STEPS + 2];

  nb_contours(b, chart, fine, FINE, FINE, nb_levels(b, 0.25f, 0.25f, 12), 12,
              nb_style(.color = NB_POSITIVE, .fill = NB_NEGATIVE, .width = 2, .reveal = shown));
  for (int k = 0; k < 2; k++)
    nb_point(b, nb_on_plane(chart, k == 0 ? one : other),
             nb_style(.color = NB_V, .width = 10, .alpha = shown));
  if (f->step < DOWN)
    return;
  int count = descend(f, s, places);
  for (int k = 0; k < count; k++)
    places[k] = nb_on_plane(chart, places[k]);
  nb_clip(b, chart.area);
  nb_polyline(b, places, count, nb_style(.color = NB_LEARNING, .width = 2.5f, .alpha = shown));
  for (int k = count > 60 ? count - 60 : 0; k < count; k++)
    nb_point(b, places[k], nb_style(.color = NB_LEARNING, .width = 7, .alpha = shown));
  nb_end(b);
  nb_point(b, places[count - 1], nb_style(.width = 14, .alpha = shown));
  nb_circle(b, places[0], 0.11f, nb_style(.color = NB_V, .width = 3, .alpha = shown));
  if (f->step == PLAY)
    nb_grab(b, &s->start, places[0], nb_plane_scale(chart));
}

static void draw_formulas(nb_board *b, const nb_frame *f, const State *s)
{
  float answer = cost_at(s, halfway), good = fmaxf(cost_at(s, one), cost_at(s, other));
  nb_style line = nb_style(.size = 36, .alpha = nb_during(f, SLICE, RIDGE), .reveal = nb_cue(f, SLICE, 1, 1));
  nb_tex(b, nb_at(column, 2.6f), "C(w_1, \\ldots, w_{13\\,002})", line);
  line.reveal = nb_cue(f, TRAINED, 1.6f, 0.8f);
  nb_tex(b, nb_at(column, 1.5f), "C(\\text{good}) \\leq \\val[-2]", line, &good);
  line.color = NB_V, line.reveal = nb_cue(f, ASK, 0.5f, 0.7f);
  line.alpha = nb_during(f, ASK, RIDGE);
  nb_tex(b, nb_at(column, 0.5f), "\\text{your guess: }\\val[-2]", line, &s->guess);
  line.reveal = nb_cue(f, RIDGE, 2, 0.8f);
  nb_tex(b, nb_at(column, -0.4f), "C(\\text{mix}) = \\val[-2]", line, &answer);

  nb_vec2 places[MOST_STEPS + 2];
  float here = f->step < DOWN ? 0 : cost_at(s, places[descend(f, s, places) - 1]), rate = rate_of(f->step, s);
  bool gliding = f->step > DOWN && f->seconds < 1;
  if (gliding)
    rate = rate_of(f->step - 1, s) * powf(rate / rate_of(f->step - 1, s), nb_smooth(f->seconds));
  line = nb_style(.size = 40, .reveal = nb_cue(f, DOWN, 0.6f, 1));
  nb_tex(b, nb_at(column, 2.9f), "\\vec w \\leftarrow \\vec w - \\textcolor{learning}{\\eta}\\,\\nabla C",
         line);
  line.size = 34, line.reveal = nb_cue(f, DOWN, 1.2f, 0.8f);
  nb_tex(b, nb_at(column, 2.1f), "C = \\val[-2]", line, &here);
  nb_slider(b, nb_at(column, 1), f->step == PLAY && !gliding ? &s->rate : &rate,
            (nb_slider_spec){
                .label = "η", .length = 3.4f, .min = 0.001f, .max = 0.6f, .logarithmic = true, .decimals = 3},
            nb_style(.reveal = nb_cue(f, DOWN, 1, 0.8f)));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_vote(b, f, s);
  draw_space(b, f, s);
  draw_chart(b, f, s);
  draw_formulas(b, f, s);
}

NB_SCENE(State, .title = "Gradient descent", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"neural-networks/what-is-a-network", "multivariable-calculus/gradient"},
         .state = &(const State){.camera = {.target = {0, 0, 1.2f},
                                            .distance = 8.2f,
                                            .azimuth = 0.72f,
                                            .elevation = 0.9f,
                                            .field_of_view = 0.6f},
                                 .start = {0.02f, 0.12f},
                                 .rate = 0.06f,
                                 .guess = 0.3f},
         .data = {"digits"}, NB_INIT(init), NB_DRAW(draw))
