// Backpropagation.
//
// What a learner believes: a network that errs is corrected somehow from outside. What mends it: the error at the output asks each
// weight how much of it was its doing, which is three numbers multiplied; each neuron passes the question on to the layer before; and
// 32 such answers averaged are one step downhill. A network of 784, 16, 16 and 10 neurons learns to read that way, live.
#include <math.h>
#include <nabla/learning.h>
#include <nabla/scene.h>

enum { SIDE = NB_DIGITS_SIDE, PIXELS = NB_DIGITS_PIXELS, HIDDEN = NB_READER_HIDDEN };
enum { DIGITS = NB_DIGITS_CLASSES, STEPS_A_TICK = 4, TICKS_A_DIGIT = 48 }; // while it trains

// Of the 784 inputs 14 are shown; of the edges shown LAST is the first into the last layer.
enum { SHOWN = 14, LAST = SHOWN * HIDDEN + HIDDEN * HIDDEN };

// The digit that the first steps follow, a 3; whose blame is told in numbers, the brightest neuron before the wanted output; the unseen
// one on the canvas, till the viewer draws another; where the batch begins, and how many of it are heard one by one.
enum { FOLLOWED = 2412, WANTED = 3, RINGED = 10, OWN = 21, BATCH = 640, VOICES = 4 };

static const nb_network net = {NB_READER_SIZES};

typedef struct {
  float learning_rate; // the viewer's
  float guess;         // how many of the unseen digits they think it will read
  float canvas[PIXELS];

  nb_reader reader; // the scene's own
  nb_history cost;
  float right; // of the unseen digits, 0 to 1
} State;

enum { FORWARD, COST, WEIGHT, BACK, SWEEP, AVERAGE, GUESS, TRAIN, YOURS };

static const nb_step steps[] = {
    [FORWARD] = {"Forward", .seconds = 9,
                 .say = "A picture goes in: *784 numbers*. With random weights the answer is *chance*.",
                 .hear = {"A neuron is a weighted sum, a bias and a squash",
                          "Before training the weights are random, so the output means nothing"},
                 .needs = {"neural-networks/what-is-a-network"}},
    [COST] = {"The cost", .seconds = 7,
              .say = "It should have said *3*. The *cost* adds up the squares of all that is wrong.",
              .hear = {"The cost adds up the squared errors at the output"},
              .needs = {"neural-networks/gradient-descent"}},
    [WEIGHT] = {"One weight", .seconds = 13,
                .say = "Turn *one weight*: it moves z, z moves a, a moves the cost. *Multiply* the rates.",
                .hear = {"A weight's slope: the neuron before it, times the squash's slope, times the error",
                         "Weights from large activations matter most"},
                .needs = {"multivariable-calculus/chain-rule"}},
    [BACK] = {"One hidden neuron", .seconds = 12,
              .say = "Each output has a *blame*, δ. The ringed neuron sums them, each times its *weight*.",
              .hear = {"A neuron's blame is how fast the cost grows with its sum z",
                       "A hidden neuron adds up the blames of all that it feeds, times the weights"}},
    [SWEEP] = {"And backwards", .seconds = 11,
               .say = "So blame goes *back*, layer by layer. In *one sweep* every weight has its slope.",
               .hear = {"Each layer's blame is made from that of the layer after it",
                        "One sweep back gives the slope for every weight and bias"}},
    [AVERAGE] = {"Thirty-two voices", .seconds = 10,
                 .say = "Each digit would lift its output, lower the rest. A *small* step takes the *mean*.",
                 .hear = {"A step follows the gradient averaged over a small batch"},
                 .needs = {"multivariable-calculus/gradient"}},
    [GUESS] = {"Your guess", .seconds = 4, .wait = true, .answer = "guess",
               .ask = "After 3,600 such steps, how many of 1,000 digits that it never saw will it read?",
               .say = "That is your guess. Now train it."},
    [TRAIN] = {"Training, live", .seconds = 15, .live = true,
               .say = "240 steps a second. Drag the curve to *rewind*, change the rate, go on from there.",
               .hear = {"Too small a rate crawls, too large never settles", "Test digits are new to it"}},
    [YOURS] = {"Your own digit", .seconds = 6, .live = true,
               .say = "This digit it never saw. Clear it, draw one of *your own*, and see it read."},
};

static const nb_param params[] = {
    NB_NUMBER(State, learning_rate, "learning rate", .min = 0.001f, .max = 10, .logarithmic = true),
    NB_NUMBER(State, guess, "guess", .min = 0, .max = 1000, .snap = 50),
    NB_CANVAS(State, canvas, "canvas", .columns = SIDE, .rows = SIDE),
};

static void tick(State *s, const nb_frame *f)
{
  nb_digits digits = nb_frame_digits(f);
  nb_training training = {STEPS_A_TICK, .rate = s->learning_rate, .momentum = 0.9f, .shift = 1};
  if (f->step != TRAIN)
    return;
  nb_history_add(&s->cost, nb_reader_train(&s->reader, &net, &digits.train, training));
  if (s->cost.count % 20 == 0)
    s->right = nb_reader_right(&s->reader, &net, &digits.test);
}

static void init(State *s, const nb_frame *f)
{
  nb_digits digits = nb_frame_digits(f);
  nb_reader_start(&s->reader, &net, 7);
  s->right = nb_reader_right(&s->reader, &net, &digits.test);
  nb_digit_picture(&digits.test, OWN, s->canvas);
}

// ---------------------------------------------------------------------------------------------------------------
// What is looked at, and what the network makes of it

static nb_reading read_back(nb_board *b, const float *parameters, nb_pass pass)
{
  // Every other pixel of the middle column.
  static const int shown[SHOWN] = {14, 70, 126, 182, 238, 294, 350, 406, 462, 518, 574, 630, 686, 742};
  return nb_read_back(b, &net, parameters, pass, (nb_diagram_part){0, shown, SHOWN});
}

static const float voice_seconds = 0.8f;

// How many of the batch have had their say, one by one; then the others join quickly, and all are averaged.
static int spoken(const nb_frame *f)
{
  float joined = (f->seconds - voice_seconds * (VOICES + 1)) / 0.08f;
  return (int)(fminf(f->seconds / voice_seconds, VOICES) + fminf(fmaxf(joined, 0), NB_READER_BATCH - VOICES));
}

// What is on the canvas: the digit that it begins with is written from above; what the viewer draws is there at once.
static const float *written(nb_board *b, const nb_frame *f, const State *s)
{
  nb_digits digits = nb_frame_digits(f);
  return nb_digit_written(b, &digits.test, OWN, s->canvas, nb_cue_linear(f, YOURS, 0.2f, 2.4f));
}

// What is read; while one weight's doing is looked at, that is turned and turned back, twice.
static nb_reading read_now(nb_board *b, const nb_frame *f, const State *s)
{
  nb_digits digits = nb_frame_digits(f);
  float turn = nb_visit(f, WEIGHT, 2.4f, 2.2f) + nb_visit(f, WEIGHT, 9.6f, 2.6f), fitted[PIXELS];
  const float *parameters = nb_turned(b, &net, s->reader.parameters, 3, RINGED, WANTED, turn);
  uint32_t voice = f->step == AVERAGE ? (uint32_t)spoken(f) : 0, count = voice < VOICES ? 1 : voice;
  uint32_t first = f->step == AVERAGE ? BATCH + (count == 1 ? voice : 0) : FOLLOWED;
  if (f->step == TRAIN)
    first = (uint32_t)(s->cost.count / TICKS_A_DIGIT * 37);
  if (f->step < YOURS)
    return read_back(b, parameters, nb_read_all(b, &net, parameters, &digits.train, first, count));
  nb_digit_fit(written(b, f, s), fitted);
  return read_back(b, parameters, nb_read(b, &net, parameters, fitted));
}

// ---------------------------------------------------------------------------------------------------------------
// The stage

static const nb_rect picture = {-7.2f, -1.1f, 2.7f, 2.7f}, layers = {-3.6f, -2.72f, 6, 6.1f};

static void draw_picture(nb_board *b, const nb_frame *f, const State *s, const nb_reading *r)
{
  bool own = f->step == YOURS, wrong = f->step == TRAIN && r->said != r->label;
  nb_rect middle = {picture.x + 0.5f * picture.width, picture.y, picture.width / SIDE, picture.height};
  nb_style name = nb_style(NB_FROM(f, FORWARD, 0.6f, 0.8f), .color = wrong ? NB_V : NB_DIM);
  const char *reads = nb_words(b, "one of the 32: digit %d, read as %d", r->label, r->said);
  const char *below = own ? "double-click clears" : f->step == TRAIN ? reads : "28 × 28 pixels";
  nb_digit(b, picture, own ? written(b, f, s) : r->pass.a[0], nb_style(NB_FROM(f, FORWARD, 0, 1)));
  nb_rectangle(b, middle, 0, nb_style(NB_IN(f, FORWARD, 1.2f, 0.8f), .color = NB_V, .width = 2));
  nb_text_below(b, picture, below, name);
  if (own)
    nb_grab_canvas(b, s->canvas, SIDE, SIDE, picture);
}

static void draw_batch(nb_board *b, const nb_frame *f)
{
  const nb_rect sheet = {-7.05f, -2.1f, 2.4f, 4.8f};
  int voice = spoken(f);
  nb_examples batch = nb_digits_from(nb_frame_digits(f).train, BATCH);
  nb_digit_sheet(b, sheet, &batch, NB_READER_BATCH, 4, voice < VOICES ? voice : -voice, nb_style());
  const char *mean = nb_words(b, "the mean of %d", voice);
  nb_text_below(b, sheet, voice < VOICES ? "32 digits, one step" : mean, nb_style());
}

// How far what is lit has come back (nb_diagram_spec.back).
static float back(const nb_frame *f, const State *s)
{
  if (f->step == TRAIN)
    return 2 * nb_smooth((float)(s->cost.count % TICKS_A_DIGIT) / TICKS_A_DIGIT);
  return nb_cue_linear(f, SWEEP, 1, 4.5f) + nb_cue(f, GUESS, 0, 1);
}

// Is there something to be read?
static bool inked(const nb_reading *r)
{
  return r->ink > 8 && r->pass.count == 1;
}

// What the ringed neuron hears from each output.
static void hear(const nb_reading *r, float heard[DIGITS])
{
  for (int j = 0; j < DIGITS; j++)
    heard[j] = r->diagram.weights[LAST + j * HIDDEN + RINGED] * r->pass.dz[3][j];
}

static void draw_network(nb_board *b, const nb_frame *f, const State *s, const nb_reading *r)
{
  float heard[DIGITS], asked = nb_cue(f, BACK, 4, 1.5f) + nb_cue(f, BACK, 7.8f, 1.4f);
  nb_diagram_spec spec = r->diagram;
  spec.area = layers, spec.labels = NB_DIGIT_NAMES;
  spec.dark = inked(r) ? 4 - nb_cue(f, FORWARD, 1.6f, 1) - 3 * nb_cue_linear(f, FORWARD, 3, 4.5f) : 4;
  spec.quiet = f->step == TRAIN ? 1 - fminf(2 * r->cost, 1) : 0;
  spec.wanted = f->step >= COST ? r->label + 1 : 0, spec.edges = nb_cue(f, FORWARD, 2, 5);
  spec.fade = nb_during(f, WEIGHT, AVERAGE), spec.back = back(f, s);
  nb_network_diagram(b, spec, nb_style(NB_FROM(f, FORWARD, 0.8f, 1.5f)));
  nb_text_below(b, (nb_rect){layers.x, layers.y, 0.2f, 0}, "14 of the 784: every other one of the column",
                nb_style(NB_IN(f, FORWARD, 1.7f, 0.8f)));
  nb_diagram_edge(b, spec, 2, RINGED, r->label,
                  nb_style(.reveal = nb_cue(f, WEIGHT, 0.6f, 1.2f), .alpha = f->step == WEIGHT));
  nb_vec2 at = nb_add(nb_diagram_neuron(spec, 3, r->label), nb_at(0.58f, -0.3f));
  float off = r->label < 0 ? 0 : 1 - r->pass.a[3][r->label];
  nb_error_square(b, (nb_rect){at.x, at.y, 0.6f, 0.6f}, off, nb_style(NB_IN(f, WEIGHT, 1.2f, 0.8f)));
  nb_tex(b, nb_add(at, nb_at(0, -0.26f)), "(a - y)^2", nb_style(NB_IN(f, WEIGHT, 1.8f, 0.6f), .size = 20));
  hear(r, heard);
  nb_asks(b, spec, 2, RINGED, heard, nb_style(.reveal = 0.5f * asked, .alpha = f->step == BACK));
  nb_circle(b, nb_diagram_neuron(spec, 2, RINGED), 0.2f,
            nb_style(.color = NB_V, .width = 6, .alpha = f->step == BACK || f->step == SWEEP));
  for (int layer = 1; layer <= 3 && f->step >= BACK && f->step <= AVERAGE && r->label >= 0; layer++)
    nb_blames(b, spec, layer, r->pass.dz[layer],
              nb_style(NB_FROM(f, layer < 3 ? SWEEP : BACK, 5.5f - 1.5f * (float)layer, 1)));
  nb_diagram_numbers(b, spec, r->pass.a[3], 2, "a", nb_style(NB_IN(f, COST, 0.6f, 0.6f)));
  nb_diagram_numbers(b, spec, heard, 3, "w_j\\,\\delta_j", nb_style(NB_IN(f, BACK, 7, 0.8f)));
  float blamed = nb_during(f, BACK, AVERAGE) * nb_cue(f, BACK, 1, 0.8f) + nb_during(f, TRAIN, TRAIN);
  const char *line = f->step == BACK ? "a line: what it asks of the ringed one" : "blue, red: the weights";
  nb_text_below(b, layers, nb_words(b, "violet: should rise, gold: should fall; %s", line),
                nb_style(.alpha = blamed));
}

// seen: how far the picture has come (x), and the network (y).
static void draw_stage(nb_board *b, const nb_frame *f, const State *s, const nb_reading *r, nb_vec2 seen)
{
  nb_fade(b, seen.x);
  if (f->step == AVERAGE)
    draw_batch(b, f);
  else
    draw_picture(b, f, s, r);
  nb_end(b);
  nb_fade(b, seen.y);
  draw_network(b, f, s, r);
  nb_end(b);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static const nb_rect chart = {4.1f, -0.15f, 2.85f, 2.2f}, curve = {3.75f, -2.8f, 3.2f, 1.4f},
                     squares = {NB_COLUMN, -1.95f, 3.5f, 2.1f};

#define SLOPE "\\frac{\\partial C}{\\partial w}"
#define BEND "\\textcolor{learning}{\\sigma'(z)}"
#define ERROR "2(a - y)"

// From the cost to one weight, and from all outputs to one hidden neuron: with the numbers of those that stand out.
static void draw_formulas(nb_board *b, const nb_frame *f, const nb_reading *r)
{
  const float *z = r->pass.z[3], *blame = r->pass.dz[3];
  int wanted = r->label < 0 ? 0 : r->label, from = LAST + wanted * HIDDEN + RINGED;
  float before = r->pass.a[2][RINGED], own_bend = before * (1 - before), weight = r->diagram.weights[from];
  float a = r->pass.a[3][wanted], bend = a * (1 - a), error = 2 * (a - 1), square = (a - 1) * (a - 1);
  float slope = before * blame[wanted], part = weight * blame[wanted];
  float sum = r->pass.da[2][RINGED], own = r->pass.dz[2][RINGED];
  nb_facts(
      b, f, (nb_facts_spec){FORWARD, .at = nb_at(NB_COLUMN, 3)},
      NB_FACTS({2.6f, "z = w_1 a_1 + \\cdots + w_n a_n + b"}, {3.4f, "a = \\textcolor{learning}{\\sigma}(z)"},
               {4.4f, "\\textcolor{positive}{w > 0}\\text{ blue, }\\textcolor{negative}{w < 0}\\text{ red}"},
               {5.4f, "b\\text{: its bias;}\\quad \\sigma\\text{: the squash}", NB_DIM, 28},
               {6.2f, "\\text{the outputs too: not shares of 1}", NB_DIM, 28},
               {7.2f, "\\text{the largest output is the answer}", NB_DIM, 28}));
  nb_facts(b, f, (nb_facts_spec){COST, .at = nb_at(NB_COLUMN, 3), .size = 28},
           NB_FACTS({1.2f, "C = \\sum (a - y)^2 = \\textcolor{v}{\\val[-2]}", .values = {&r->cost}},
                    {2, "a\\text{: said; } y\\text{: wanted, 1 for 3, else 0}", NB_DIM, 26},
                    {3, "\\text{of output 3: } (\\val[-2] - 1)^2 = \\val[-2]", .values = {&a, &square}},
                    {3.8f, "\\text{all ten; each frame has the side 1:}", NB_DIM, 26}));
  nb_error_squares(b, squares, r->pass.a[3], wanted, nb_style(NB_IN(f, COST, 4, 2)));
  nb_facts(b, f, (nb_facts_spec){WEIGHT, .at = nb_at(NB_COLUMN, 3.1f), .gap = 0.2f, .size = 30},
           NB_FACTS({1.2f, "w \\xrightarrow{a_{\\text{before}}} z \\xrightarrow{" BEND
                           "} a \\xrightarrow{" ERROR "} C"},
                    {1.6f, "\\val[2]\\;\\;\\;\\val[-2]\\quad\\;\\val[-2]\\quad\\;\\;\\;\\;\\val[-2]",
                     .values = {&weight, &z[wanted], &a, &r->cost}},
                    {4.6f, SLOPE " = a_{\\text{before}}\\," BEND "\\," ERROR},
                    {5.4f, "a_{\\text{before}} = \\val[-3];\\quad z = w\\,a_{\\text{before}} + \\cdots",
                     .size = 26, .values = {&before}},
                    {6.2f, BEND " = a(1 - a) = \\val[-3]", .values = {&bend}},
                    {7.4f, "2(\\val[-3] - 1) = \\val[-3]", .values = {&a, &error}},
                    {8.2f, SLOPE " = \\val[-3]\\text{: raise } w", .values = {&slope}}));
  nb_squash_plot(b, curve, &z[wanted], NULL, 1, nb_style(NB_IN(f, WEIGHT, 6, 1.6f)));
  nb_facts(b, f, (nb_facts_spec){BACK, .at = nb_at(NB_COLUMN, 3.1f), .size = 30},
           NB_FACTS({0.8f, "\\delta = \\frac{\\partial C}{\\partial z} = " BEND "\\," ERROR},
                    {1.8f, "\\text{output 3: } \\val[-3]\\text{, should rise}", .values = {&blame[wanted]}},
                    {3.2f, "\\frac{\\partial C}{\\partial a_{\\text{before}}} = \\sum_j w_j\\, \\delta_j"},
                    {4.8f, "w_3\\, \\delta_3 = \\val[-3] \\cdot (\\val[-3]) = \\val[-3]", .size = 28,
                     .values = {&weight, &blame[wanted], &part}},
                    {5.8f, "w < 0\\text{ turns the wish round}", NB_DIM, 26},
                    {9, "\\text{all ten: } \\val[-3]\\text{, it should fall}", .values = {&sum}}));
  nb_facts(b, f, (nb_facts_spec){SWEEP, .at = nb_at(NB_COLUMN, 3.1f), .size = 30},
           NB_FACTS({0.6f, SLOPE " = a_{\\text{before}}\\, \\delta\\text{: now each line}"},
                    {1.6f, "\\frac{\\partial C}{\\partial b} = \\delta\\text{: each bias}"},
                    {2.8f, "\\delta_{\\text{before}} = \\sigma'(z_{\\text{before}}) \\sum_j w_j \\delta_j"},
                    {3.8f, "\\sigma'(z_{\\text{before}}) = \\val[-3](1 - \\val[-3])",
                     .values = {&before, &before}},
                    {4.8f, "\\text{the ringed: } \\val[-3] \\cdot \\val[-3] = \\val[-3]",
                     .values = {&own_bend, &sum, &own}},
                    {8, "\\text{turning each instead: 13,002 runs}", NB_DIM, 26}));
  nb_facts(b, f, (nb_facts_spec){AVERAGE, .at = nb_at(NB_COLUMN, 3)},
           NB_FACTS({4.4f, "w \\leftarrow w - \\textcolor{learning}{\\eta}\\;\\overline{" SLOPE "}"},
                    {5.2f, "\\text{the bar: the mean of 32; } \\eta\\text{: the rate}", NB_DIM, 26},
                    {6.8f, "\\text{Untrained, each output is near 0.5;}", .size = 26},
                    {7.4f, "\\text{1 in 10 is wanted: so all fall first.}", .size = 26}));
}

static void draw_training(nb_board *b, const nb_frame *f, const State *s)
{
  float until = f->step == TRAIN ? f->reached : steps[TRAIN].seconds;
  nb_score_line_spec score = {3.49f, s->right, s->guess / 1000};
  score.words = nb_words(b, "reads %s of 1,000 unseen digits", nb_grouped(b, (int)lroundf(1000 * s->right)));
  score.guessed = nb_answered(f, GUESS) ? nb_words(b, "your guess: %.0f", (double)s->guess) : NULL;
  nb_fade(b, nb_cue(f, TRAIN, 0.5f, 0.5f) * (1 - nb_cue(f, YOURS, 0, 0.5f)));
  nb_training_chart_spec costs = {chart, until, 1.2f, s->reader.steps, "starts above 1.2; mean of 32"};
  nb_training_chart(b, costs, &s->cost);
  nb_learning_rate(b, nb_at(NB_COLUMN, -1.5f), &s->learning_rate, 10, nb_style());
  nb_score_line(b, nb_at(NB_COLUMN, -2.6f), score, nb_style());
  nb_end(b);
}

static void draw_yours(nb_board *b, const nb_frame *f, const nb_reading *r)
{
  nb_style said = nb_style(NB_FROM(f, YOURS, 0.5f, 0.6f), .color = NB_V, .size = 44);
  nb_text(b, nb_at(NB_COLUMN, 2.6f), inked(r) ? nb_words(b, "I read %d", r->said) : "…", said);
  nb_text(b, nb_at(NB_COLUMN, 2.2f), "the ten outputs, 0 to 1",
          nb_style(NB_FROM(f, YOURS, 0.5f, 0.6f), .color = NB_DIM, .size = 22, .alpha = inked(r)));
  nb_votes(b, chart, r->pass.a[3], -1, nb_style(NB_FROM(f, YOURS, 0.5f, 0.6f), .alpha = inked(r)));
}

// Where a step, or a voice of the batch, shows another digit or other slopes, what the one before ended with fades as it comes; a
// picture of another size is gone before the next is there.
static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  int voice = f->step == AVERAGE ? (int)fminf((float)spoken(f), VOICES) : 0;
  float since = f->seconds - voice_seconds * (float)voice, half = f->seconds / 0.3f;
  float come = f->step >= BACK ? nb_smooth(since / (voice > 0 ? 0.3f : 0.6f)) : 1;
  nb_vec2 seen = {come, come}, gone = {1 - come, 1 - come};
  nb_frame ended = *f;
  nb_reading now = read_now(b, f, s), before = now;
  if (now.pass.count == 0)
    return;
  if (voice > 0) // the batch stays
    seen.x = 1, gone.x = 0, ended.seconds -= since + 0.01f;
  else if (come < 1)
    ended.step--, ended.seconds = ended.duration = ended.reached = steps[ended.step].seconds;
  if (voice == 0 && (f->step == AVERAGE || f->step == GUESS))
    seen.x = nb_smooth(half - 1), gone.x = 1 - nb_smooth(half);
  if (come < 1) {
    before = read_now(b, &ended, s);
    draw_stage(b, &ended, s, &before, gone);
  }
  draw_stage(b, f, s, &now, seen);
  draw_formulas(b, f, &before); // with the numbers of what is still to be seen
  nb_slider_spec guess = {.label = "\\text{your guess (by chance: 100)}", .length = 3.5f, .max = 1000};
  nb_slider(b, nb_at(NB_COLUMN, 1), &s->guess, guess, nb_style(NB_IN(f, GUESS, 0.6f, 0.6f), .color = NB_V));
  draw_training(b, f, s);
  draw_yours(b, f, &now);
}

NB_SCENE(State, .title = "Backpropagation", NB_STEPS(steps), NB_PARAMS(params),
         .state = &(const State){.learning_rate = 0.1f, .guess = 500}, .data = {"digits"},
         .needs = {"neural-networks/gradient-descent", "multivariable-calculus/chain-rule"}, NB_DRAW(draw),
         NB_TICK(tick), NB_INIT(init))
