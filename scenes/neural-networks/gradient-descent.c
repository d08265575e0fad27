// Gradient descent.
//
// What a learner believes: training looks for the one best network, in a bowl; and a mix of two good networks is a good
// network. What breaks it: the cost halfway between two good networks. What mends it: the true cost of a real network on a flat cut
// through its 13,002 weights. There is more than one valley; which one a walk ends in depends on where it starts, and whether it
// ends at all on the size of its steps.
//
// Nothing here is made up: `init` trains the network twice on real digits and measures the cost on a grid.
#include <math.h>
#include <nabla/learning.h>
#include <nabla/math/between.h>
#include <nabla/math/field.h>
#include <nabla/scene.h>

enum { WEIGHTS = NB_READER_PARAMETERS, DIGITS = NB_DIGITS_CLASSES, COLUMNS = 28, ROWS = 17 };

typedef struct {
  nb_camera camera;
  nb_vec2 start; // of the viewer's walk, in the cut
  float rate;    // of learning: the step size, in units of the cut
  float guess;   // the cost that the viewer expects halfway between two good networks
  // What was measured.
  float cost[COLUMNS * ROWS];
  nb_vec2 untrained;     // where in the cut the first network started
  float said[2][DIGITS]; // of one digit, by that network and by the trained one
} State;

// Digits that are measured; samples and levels of the land.
enum { MEASURED = 96, ACROSS = 73, DEEP = 45, LEVELS = 8 };

enum { COST, TRAINED, ASK, HILL, LAND, DOWN, SMALL, LARGE, PLAY };

// ---------------------------------------------------------------------------------------------------------------
// The cut: one trained network stands at (-1, 0), another at (1, 0), and the first one's start is in it too

static const nb_rect cut = {-1.8f, -1, 3.6f, 2.2f};
static const nb_vec2 one = {-1, 0}, another = {1, 0}, halfway = {0, 0}, side = {-0.7f, 0.5f};

// Between the measured costs.
static float cost_at(nb_vec2 p, const void *cost)
{
  return nb_value_between(&(nb_samples){cost, COLUMNS, ROWS, cut}, p);
}

static nb_vec2 gradient_at(nb_vec2 p, const void *cost)
{
  return nb_gradient_between(&(nb_samples){cost, COLUMNS, ROWS, cut}, p);
}

static void cost_halfway(const void *state, void *truth)
{
  *(float *)truth = cost_at(halfway, ((const State *)state)->cost);
}

// ---------------------------------------------------------------------------------------------------------------
// Measuring it

static const nb_network net = {NB_READER_SIZES, .hidden = NB_TANH, .output = NB_SOFTMAX,
                               .cost = NB_CROSS_ENTROPY};

static void init(State *s, const nb_frame *f)
{
  static const nb_training training = {.steps = 800, .rate = 0.05f, .momentum = 0.9f};
  nb_digits digits = nb_frame_digits(f);
  nb_reader start, a, b;
  nb_random picks = nb_random_seed(77, 0);
  float memory[NB_READER_PASS(MEASURED)], weights[WEIGHTS], picture[NB_DIGITS_PIXELS];
  nb_reader_start(&start, &net, 3);
  nb_reader_start(&b, &net, 6);
  a = start;
  nb_reader_train(&a, &net, &digits.train, training);
  nb_reader_train(&b, &net, &digits.train, training);
  nb_weight_plane plane = nb_weights_through(a.parameters, b.parameters, start.parameters, WEIGHTS);
  nb_pass pass = nb_pass_over(&net, MEASURED, memory);
  nb_pass_draw(&net, &pass, &digits.train, &picks);
  for (int k = 0; k < COLUMNS * ROWS; k++) {
    float across = (float)(k % COLUMNS) / (COLUMNS - 1), up = (float)(k / COLUMNS) / (ROWS - 1);
    nb_weights_on(&plane, nb_at(cut.x + cut.width * across, cut.y + cut.height * up), weights);
    nb_network_forward(&net, weights, &pass);
    s->cost[k] = nb_network_cost(&net, &pass);
  }
  s->untrained = plane.at;
  nb_digit_picture(&digits.test, 0, picture);
  nb_reader_vote(start.parameters, &net, picture, s->said[0]);
  nb_reader_vote(a.parameters, &net, picture, s->said[1]);
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [COST] = {"One number for how wrong", .seconds = 9,
              .say = "The *cost* is one number: the less vote for the right digit, the more cost.",
              .hear = {"The cost is one number for how wrong the network is"},
              .needs = {"neural-networks/what-is-a-network"}},
    [TRAINED] = {"Two good networks", .seconds = 7,
                 .say = "All 13,002 weights are *one point*. Two such points, both trained: both good.",
                 .hear = {"All weights together are one point", "There is more than one good network"}},
    [ASK] = {"Halfway between", .seconds = 4, .wait = true, .answer = "guess", .truth = cost_halfway,
             .ask = "Halfway between them each weight is the *mean* of two. How high is the cost there?",
             .say = "That is your guess. Now measure.", .moves = {{"guess", "0.9", 2.4f, 1.4f}}},
    [HILL] = {"A hill between", .seconds = 6,
              .say = "Halfway it is *bad*. A mix of these two good networks is a poor one.",
              .hear = {"The average of two good networks can be bad", "Between two minima lies a ridge"}},
    [LAND] = {"A landscape", .seconds = 8,
              .say = "Around it lies a *landscape*, as high as the cost: two *valleys*, and mountains.",
              .hear = {"The cost is a landscape over the weights"}},
    [DOWN] = {"Downhill", .seconds = 12.5f,
              .say = "The *gradient* points up the slope. So take a step the other way, and look again.",
              .hear = {"Step against the gradient", "It ends in a valley, not in the deepest one of all"},
              .needs = {"multivariable-calculus/gradient"}},
    [SMALL] = {"Too small a step", .seconds = 7,
               .say = "How long is a step? With too small a *learning rate* it hardly gets anywhere.",
               .hear = {"Too small a learning rate is slow"}},
    [LARGE] = {"Too large a step", .seconds = 7,
               .say = "From here, too large a step *leaps* over the valley and back, and never settles.",
               .hear = {"Too large a learning rate never settles"}},
    [PLAY] = {"Your own descent", .seconds = 10, .live = true,
              .say = "Another start, another *valley*. Drag the start on the map, and the learning rate.",
              .moves = {{"start", "0.7,0.9", .at = 4.2f}, {"learning rate", "0.03", .at = 6.6f}}},
};

static const nb_param params[] = {
    NB_CAMERA(State, camera, "camera"),
    NB_POINT(State, start, "start", .min = -1, .max = 1.2f),
    NB_NUMBER(State, rate, "learning rate", .min = 0.001f, .max = 1, .logarithmic = true),
    NB_NUMBER(State, guess, "guess", .min = 0, .max = 3),
};

// ---------------------------------------------------------------------------------------------------------------
// The walk

static float rate_of(int step, const State *s)
{
  return step == PLAY ? s->rate : step == SMALL ? 0.001f : step == LARGE ? 0.76f : 0.1f;
}

// The walk of a step, as far as it has come: slowly at first, for 4.8 seconds. When a step begins, that of the one before fades first.
static nb_walk walk_of(const nb_frame *f, const State *s, int step)
{
  step -= step == f->step && step > DOWN && f->seconds < 0.5f;
  float since = step == DOWN ? 2.4f : 1.2f, now = step == f->step ? f->seconds : steps[step].seconds;
  float seconds = fmaxf(now - since, 0), slow = step == DOWN ? fminf(seconds, 4.8f) : 0;
  float made = fminf(slow / 1.6f + 3.5f * (seconds - slow), step == PLAY ? 60 : step == LARGE ? 15 : 20);
  nb_vec2 from = step == PLAY ? s->start : step == LARGE ? side : s->untrained;
  nb_descent d = {from, rate_of(step, s), made, 0.4f, cut};
  nb_walk w = nb_walk_down(gradient_at, s->cost, d);
  if (!nb_inside(cut, w.now)) // the land ends there
    w.count--, w.made = w.made < w.count ? w.made : w.count - 1, w.now = w.foot = w.places[w.count - 1];
  return w;
}

static float walk_shown(const nb_frame *f)
{
  return fabsf(1 - 2 * nb_cue(f, f->step, 0, 1)) * nb_cue(f, DOWN, 0, 0.5f);
}

// ---------------------------------------------------------------------------------------------------------------
// The landscape

// Units of space to one of the cut, and to one of cost: what costs more than 2 is drawn lower, and nothing higher than 3.
static const float wide = 1.75f, tall = 0.7f;

static float height(nb_vec2 p, const void *cost)
{
  float c = cost_at(nb_scale(1 / wide, p), cost);
  return tall * (c < 2 ? c : 3 - expf(2 - c));
}

static nb_vec3 on_land(const State *s, nb_vec2 p, float above)
{
  return nb_at3(wide * p.x, wide * p.y, height(nb_scale(wide, p), s->cost) + above);
}

static void draw_land(nb_board *b, const nb_frame *f, const State *s)
{
  nb_rect floor = {wide * cut.x, wide * cut.y, wide * cut.width, wide * cut.height};
  nb_heights land = nb_keep_heights(b, height, s->cost, sizeof s->cost, floor, ACROSS, DEEP, -1, 4);
  nb_surface_spec colors = nb_blue_to_red(b, 0.45f);
  colors.low_at = 0.2f * tall, colors.high_at = 2.8f * tall;
  nb_style line = nb_style(NB_FROM(f, LAND, 3.6f, 2), .color = NB_GROUND, .width = 1.5f, .alpha = 0.55f);
  nb_surface(b, land, colors, nb_style(NB_FROM(f, LAND, 1.7f, 2.8f)));
  nb_surface_levels(b, land, nb_levels(b, 0.25f * tall, 0.25f * tall, LEVELS), LEVELS, 0, 0, line);
}

// The straight way between the two, how high they stand over it, and the cost along it.
static void draw_way(nb_board *b, const nb_frame *f, const State *s)
{
  nb_style line = nb_style(NB_BETWEEN(f, TRAINED, LAND, 3, 1), .color = NB_V);
  nb_line3(b, nb_at3(-wide, 0, 0), nb_at3(wide, 0, 0), line);
  nb_cut_curve(b, &(nb_cut){.f = height, .context = s->cost}, (nb_rect){-wide, -1, 2 * wide, 2},
               nb_style(NB_BETWEEN(f, HILL, LAND, 0.6f, 2.4f), .color = NB_TEXT, .width = 6));
  for (int k = 0; k < 2; k++) {
    nb_vec3 top = on_land(s, k == 0 ? one : another, 0);
    line.reveal = nb_cue(f, TRAINED, 0.2f + (float)k, 0.8f);
    nb_line3(b, nb_at3(top.x, 0, 0), top, line);
    nb_point3(b, top, nb_style(NB_FROM(f, TRAINED, 0.9f + (float)k, 0.6f), .color = NB_V, .width = 16));
  }
  nb_point3(b, on_land(s, halfway, 0), nb_style(NB_BETWEEN(f, HILL, LAND, 3, 0.6f), .color = NB_NEGATIVE));
}

static void draw_walk(nb_board *b, const nb_frame *f, const State *s, const nb_walk *w)
{
  nb_vec3 lifted[NB_WALK_PLACES];
  nb_style line = nb_style(.color = NB_LEARNING, .width = 5, .alpha = walk_shown(f));
  for (int k = 0; k < w->count; k++)
    lifted[k] = on_land(s, w->places[k], 0.03f);
  nb_polyline3(b, lifted, w->count, line);
  line.width = 12;
  nb_cloud(b, lifted, NULL, w->made + 1, line);
  nb_point3(b, on_land(s, w->now, 0.07f), nb_style(.width = 20, .alpha = line.alpha));
}

// Before each of the first steps: which way is up, and the step that is taken the other way.
static void draw_step(nb_board *b, const nb_frame *f, nb_view view, const State *s, const nb_walk *w)
{
  nb_vec2 next = nb_sub(w->foot, nb_scale(w->rate, w->slope)), up = nb_mix2(w->foot, next, -0.5f);
  nb_vec3 foot = on_land(s, w->foot, 0.06f), ends[2] = {on_land(s, up, 0.06f), on_land(s, next, 0.06f)};
  ends[0].z = fmaxf(ends[0].z, nb_mix3(foot, ends[1], -0.5f).z); // not under the land
  for (int k = 0; k < 2; k++) {
    nb_style arrow = nb_style(NB_FROM(f, DOWN, 0.4f + (float)k, 0.8f), .width = 6, .size = 28);
    arrow.reveal *= w->aimed, arrow.alpha = 1 - nb_cue(f, DOWN, 5.8f, 0.5f);
    nb_label3(b, view, ends[k], nb_at(k == 0 ? 1 : -1, 0), k == 0 ? "\\text{along }∇C" : "-η\\,∇C", arrow);
    arrow.color = k == 0 ? NB_V : NB_LEARNING;
    nb_arrow3(b, foot, ends[k], arrow);
  }
}

// Before there is a landscape one looks along the floor, at the way between alone; then the eye rises, and sways, so that one
// sees that it is solid.
static nb_view look(const nb_frame *f, const State *s)
{
  nb_camera low = {{0, 0, 0.6f}, .distance = 4.7f, .azimuth = s->camera.azimuth, .elevation = 0.08f};
  nb_camera eye = nb_camera_between(low, s->camera, nb_cue(f, LAND, 0, 2.5f));
  eye.azimuth += 0.1f * nb_visit(f, LAND, 3, 5);
  return nb_look(eye, nb_stage());
}

static void draw_space(nb_board *b, const nb_frame *f, const State *s, const nb_walk *w)
{
  static const char *const names[] = {"one", "another", "start"};
  // The viewer's walk has a start of its own.
  nb_vec2 begin = nb_mix2(s->untrained, side, nb_cue(f, LARGE, 0, 0.6f));
  nb_vec2 places[] = {one, another, nb_mix2(begin, s->start, nb_cue(f, PLAY, 0, 0.6f))};
  nb_vec3 guessed = {0, 0, tall * s->guess};
  nb_view view = look(f, s);
  nb_space(b, view, (nb_space_spec){0});
  draw_land(b, f, s);
  draw_way(b, f, s);
  nb_point3(b, on_land(s, places[2], 0.05f), nb_style(NB_FROM(f, DOWN, 0, 0.6f), .color = NB_LEARNING));
  draw_walk(b, f, s, w);
  draw_step(b, f, view, s, w);
  nb_end(b);
  nb_style name = nb_style(.font = NB_FONT_MEDIUM, .size = 26, .halo = NB_GROUND);
  for (int k = 0; k < 3; k++) { // away from the walks and the gradient
    name.alpha = nb_cue(f, k < 2 ? TRAINED : DOWN, k < 2 ? 0.9f + (float)k : 0.2f, 0.6f);
    nb_label3(b, view, on_land(s, places[k], 0.1f), nb_at(k == 1 ? 1 : -1, 0), names[k], name);
  }
  name.alpha = nb_during(f, TRAINED, HILL) * nb_cue(f, TRAINED, 3.6f, 0.6f);
  nb_label3(b, view, nb_at3(0, 0, 0), nb_at(0, -1), "height is the cost; this line lies at 0", name);
  if (nb_guess_in(b, f, ASK, nb_on_view(view, nb_at3(0, 0, 0)), nb_on_view(view, guessed)))
    nb_grab_value3(b, &s->guess, guessed, nb_at3(0, 0, tall), view);
  nb_grab_camera(b, &s->camera, view);
}

// ---------------------------------------------------------------------------------------------------------------
// One digit, and the vote of the network on it

static void draw_vote(nb_board *b, const nb_frame *f, const State *s)
{
  nb_digits digits = nb_frame_digits(f);
  float trained = nb_cue(f, COST, 4.6f, 2.4f), vote[DIGITS], picture[NB_DIGITS_PIXELS];
  if (f->step > TRAINED || digits.test.count == 0)
    return;
  uint8_t label = digits.test.labels[0];
  nb_digit_picture(&digits.test, 0, picture);
  for (int k = 0; k < DIGITS; k++)
    vote[k] = s->said[0][k] + trained * (s->said[1][k] - s->said[0][k]);
  float share = roundf(1000 * vote[label]) / 1000, cost = -logf(share); // of the share as it is shown
  nb_fade(b, nb_during(f, COST, COST));
  nb_pixels(b, (nb_rect){-7.5f, -2, 4.8f, 4.8f}, picture, 28, 28, nb_style(NB_FROM(f, COST, 0.2f, 0.8f)));
  nb_votes(b, (nb_rect){-2.4f, -1.5f, 5.2f, 4.4f}, vote, label, nb_style(NB_FROM(f, COST, 1, 2)));
  nb_text(b, nb_at(-0.85f, -2.4f), trained < 0.5f ? "its vote before training" : "its vote after training",
          nb_style(NB_FROM(f, COST, 1, 0.6f), .color = NB_DIM, .size = 24, .alpha = fabsf(1 - 2 * trained)));
  nb_end(b);
  nb_facts(b, f, (nb_facts_spec){COST, .at = nb_at(NB_COLUMN, 0.9f), .size = 36},
           NB_FACTS({2.4f, "\\text{cost} = -\\ln \\textcolor{v}{\\val[-3]} = \\val[-2]",
                     .values = {&share, &cost}},
                    {3.6f, "\\text{all the vote: } -\\ln 1 = 0", NB_DIM, 28}));
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static void draw_facts(nb_board *b, const nb_frame *f, const State *s)
{
  float ends[] = {cost_at(one, s->cost), cost_at(another, s->cost)}, middle = cost_at(halfway, s->cost);
  nb_facts(b, f, (nb_facts_spec){TRAINED, LAND, .gap = 0.35f, .size = 36},
           NB_FACTS({0.3f, "C(w_1, \\ldots, w_{13{,}002}),"},
                    {0.6f, "\\text{the mean over 96 digits}", NB_DIM, 30},
                    {1.4f, "C(\\text{one}) = \\val[-2]", .values = {&ends[0]}},
                    {2.4f, "C(\\text{another}) = \\val[-2]", .values = {&ends[1]}}));
  nb_tex(b, nb_at(NB_COLUMN, 0.17f), "\\text{your guess: }\\val[-2]",
         nb_style(.color = NB_V, .size = 36, .anchor = NB_LEFT, .alpha = nb_guessed(f, ASK)), &s->guess);
  nb_facts(b, f, (nb_facts_spec){HILL, LAND, nb_at(NB_COLUMN, -0.3f), .size = 36},
           NB_FACTS({3, "C(\\text{halfway}) = \\val[-2]", NB_NEGATIVE, .values = {&middle}}));
  nb_text(b, nb_at(NB_COLUMN, -1.1f), "Two of 13,002 directions. Training\nwent along all, to both dots.",
          nb_style(NB_IN(f, LAND, 3.4f, 1.6f), .color = NB_DIM, .size = 24));
}

static void draw_descent(nb_board *b, const nb_frame *f, const State *s, const nb_walk *w)
{
  float made = (float)w->made, here = cost_at(w->places[w->made], s->cost);
  float changed = f->step > DOWN ? nb_cue(f, f->step, 0, 0.8f) : 1; // the knob glides
  float before = rate_of(f->step - 1, s), rate = before * powf(rate_of(f->step, s) / before, changed);
  nb_facts(b, f, (nb_facts_spec){DOWN, PLAY, nb_at(NB_COLUMN, 3.2f), .gap = 0.3f, .size = 40},
           NB_FACTS({0.6f, "\\vec w \\leftarrow \\vec w - \\textcolor{learning}{η}\\,∇C"},
                    {1.2f, "\\text{step }\\val[-0]\\text{: }C = \\val[-2]", .size = 34,
                     .values = {&made, &here}}));
  nb_learning_rate(b, nb_at(NB_COLUMN, 0.35f), f->step == PLAY && changed == 1 ? &s->rate : &rate, 1,
                   nb_style(NB_FROM(f, DOWN, 1, 0.8f)));
}

// The cost after every step, of this walk and of those before it.
static void draw_costs(nb_board *b, const nb_frame *f, const State *s)
{
  nb_plane plane = {{3.75f, 0.95f, 2.5f, 1}, 0, 20, 0, 2.5f};
  nb_axes_spec spec = {.y_label = "C", .no_numbers = true, .no_ticks = true};
  nb_axes(b, plane, spec, nb_style(NB_FROM(f, DOWN, 1.2f, 0.8f), .color = NB_DIM, .size = 20, .width = 1.5f));
  for (int step = f->step == PLAY ? LARGE : DOWN; step <= f->step; step++) {
    nb_walk w = walk_of(f, s, step);
    plane.x1 = fmaxf(20, (float)w.made);
    nb_walk_plot(b, plane, cost_at, s->cost, &w,
                 nb_style(.alpha = step == f->step ? walk_shown(f)
                                                   : 1 - nb_cue(f, step < LARGE ? LARGE : PLAY, 0, 0.5f)));
  }
}

// The same landscape from straight above, with the walk.
static void draw_map(nb_board *b, const nb_frame *f, const State *s, const nb_walk *w)
{
  static const nb_plane map = {{3.7f, -2.75f, 3.45f, 2.11f}, -1.8f, 1.8f, -1, 1.2f};
  nb_style shown = nb_style(NB_FROM(f, DOWN, 0.4f, 0.8f), .color = NB_POSITIVE, .fill = NB_NEGATIVE);
  nb_level_lines(b, map, cost_at, s->cost, sizeof s->cost, nb_levels(b, 0.25f, 0.25f, LEVELS), LEVELS, shown);
  shown = nb_style(.reveal = shown.reveal, .color = NB_DIM, .size = 20, .width = 1.5f);
  nb_rectangle(b, map.area, 0, shown);
  nb_text(b, nb_at(3.7f, -0.35f), "from above, a line every 0.25, up to 2", shown);
  shown.color = NB_V, shown.width = 10;
  nb_point(b, nb_on_plane(map, one), shown), nb_point(b, nb_on_plane(map, another), shown);
  nb_polyline_on_plane(b, map, w->places, w->count,
                       nb_style(.color = NB_LEARNING, .width = 4, .alpha = walk_shown(f)));
  nb_point(b, nb_on_plane(map, w->now), nb_style(.alpha = walk_shown(f)));
  nb_circle(b, nb_on_plane(map, s->start), 0.11f, nb_style(NB_FROM(f, PLAY, 0, 0.5f), .color = NB_V));
  if (f->step == PLAY)
    nb_grab_on_plane(b, map, &s->start, nb_origin());
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_walk w = walk_of(f, s, f->step);
  draw_vote(b, f, s);
  draw_space(b, f, s, &w);
  draw_facts(b, f, s);
  draw_descent(b, f, s, &w);
  draw_costs(b, f, s);
  draw_map(b, f, s, &w);
}

NB_SCENE(State, .title = "Gradient descent", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"neural-networks/what-is-a-network", "multivariable-calculus/gradient"},
         .state = &(const State){{{0, 0.3f, 0.6f}, 8.8f, -NB_TURN / 4, 0.95f}, {0.3f, 1}, 0.1f, 0.3f},
         .data = {"digits"}, NB_INIT(init), NB_DRAW(draw))
