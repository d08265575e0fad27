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
enum { SHOWN = 14, LAST = SHOWN * HIDDEN + HIDDEN * HIDDEN, EDGES = LAST + HIDDEN * DIGITS };

// The unseen digit that the first steps follow, a 3; the one on the canvas, till the viewer draws another; and how many of the
// batch are heard one by one.
enum { FOLLOWED = 9, OWN = 21, VOICES = 4 };

static const nb_network net = {NB_READER_SIZES};

typedef struct {
  float learning_rate; // the viewer's
  float guess;         // how many of the unseen digits they think it will read
  float canvas[PIXELS];

  nb_reader reader; // the scene's own
  nb_history cost;
  float right; // of the unseen digits, 0 to 1
} State;

enum { PICTURE, FORWARD, COST, BLAME, BACK, AVERAGE, GUESS, TRAIN, YOURS };

static const nb_step steps[] = {
    [PICTURE] = {"784 numbers", .seconds = 5,
                 .say = "To a network, a picture is *784 numbers*: the brightness of each pixel.",
                 .hear = {"The input is the brightness of every pixel"}},
    [FORWARD] = {"Forward", .seconds = 7,
                 .say = "Each neuron weighs up the layer before it. With random weights, *chance* says who "
                        "is brightest.",
                 .hear = {"A neuron is a weighted sum, a bias and a squash",
                          "Before training the weights are random, so the output means nothing"},
                 .needs = {"neural-networks/what-is-a-network"}},
    [COST] = {"The cost", .seconds = 6,
              .say = "It should have said *3*. The *cost* adds up the squares of all that is wrong.",
              .hear = {"The cost adds up the squared errors at the output"},
              .needs = {"neural-networks/gradient-descent"}},
    [BLAME] =
        {"Who is to blame?", .seconds = 9,
         .say = "How fast does the cost change with *one weight*? The chain rule: multiply *three factors*.",
         .hear = {"A weight's share is the neuron before it, times the slope, times the error",
                  "Weights from bright neurons matter most"},
         .needs = {"multivariable-calculus/chain-rule"}},
    [BACK] =
        {"And backwards", .seconds = 8,
         .say = "A hidden neuron adds up all ten blames, each times the *weight* between; and so on *back*.",
         .hear = {"The error of a hidden neuron is summed over all that it feeds",
                  "One sweep back gives the slope for every weight"},
         .needs = {"multivariable-calculus/chain-rule"}},
    [AVERAGE] =
        {"Thirty-two voices", .seconds = 8,
         .say = "Each digit pulls its own way. One *small* step follows the average pull of *thirty-two*.",
         .hear = {"A step follows the gradient averaged over a small batch"},
         .needs = {"multivariable-calculus/gradient"}},
    [GUESS] = {"Your guess", .seconds = 4, .wait = true, .answer = "guess",
               .ask = "After 7,200 such steps, how many of 1,000 digits that it never saw will it read?",
               .say = "That is your guess. Now train it."},
    [TRAIN] = {"Training, live", .seconds = 30, .live = true,
               .say = "240 steps a second. Drag the curve to *rewind*, change the rate, go on from there.",
               .hear = {"Too small a rate crawls, too large a rate never settles",
                        "Test digits are ones it never trained on"}},
    [YOURS] = {"Your own digit", .seconds = 10, .live = true,
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

static nb_reading read_back(nb_board *b, const State *s, nb_pass pass)
{
  // Every other pixel of the middle column.
  static const int shown[SHOWN] = {14, 70, 126, 182, 238, 294, 350, 406, 462, 518, 574, 630, 686, 742};
  return nb_read_back(b, &net, s->reader.parameters, pass, (nb_diagram_part){0, shown, SHOWN});
}

static const float voice_seconds = 0.8f;

// How many of the batch have had their say; then all of them together.
static int spoken(const nb_frame *f)
{
  return (int)fminf(f->seconds / voice_seconds, VOICES);
}

static nb_reading read_now(nb_board *b, const nb_frame *f, const State *s)
{
  const float *weights = s->reader.parameters;
  nb_digits digits = nb_frame_digits(f);
  float fitted[PIXELS];
  uint32_t voice = (uint32_t)spoken(f), heard = voice < VOICES ? 1 : NB_READER_BATCH, which = FOLLOWED;
  if (f->step == AVERAGE)
    return read_back(b, s, nb_read_all(b, &net, weights, &digits.train, voice % VOICES, heard));
  if (f->step == TRAIN)
    which = (uint32_t)(s->cost.count / TICKS_A_DIGIT * 37);
  if (f->step <= TRAIN)
    return read_back(b, s, nb_read_all(b, &net, weights, &digits.test, which, 1));
  nb_digit_fit(s->canvas, fitted);
  return read_back(b, s, nb_read(b, &net, weights, fitted));
}

// ---------------------------------------------------------------------------------------------------------------
// The stage

static const nb_rect picture = {-7.2f, -1.1f, 2.7f, 2.7f}, layers = {-3.6f, -2.72f, 6, 6.1f};

static void draw_picture(nb_board *b, const nb_frame *f, const State *s, const nb_reading *r)
{
  bool own = f->step == YOURS, right = r->said == r->label;
  nb_rect middle = {picture.x + 0.5f * picture.width, picture.y, picture.width / SIDE, picture.height};
  nb_style name = nb_style(NB_FROM(f, PICTURE, 0.6f, 0.8f));
  const char *reads = nb_words(b, "reads %d: %s", r->said, right ? "right" : "wrong");
  const char *below = own ? "double-click clears" : f->step == TRAIN ? reads : "28 × 28 pixels";
  if (f->step == TRAIN)
    name.color = right ? NB_TEXT : NB_NEGATIVE;
  nb_digit(b, picture, own ? s->canvas : r->pass.a[0], nb_style(NB_FROM(f, PICTURE, 0, 1)));
  nb_rectangle(b, middle, 0, nb_style(NB_IN(f, PICTURE, 2, 0.8f), .color = NB_V, .width = 2));
  nb_text_below(b, picture, below, name);
  middle.y -= 0.3f;
  nb_text_below(b, middle, "to the right: every other one", nb_style(NB_IN(f, PICTURE, 2.5f, 0.8f)));
  if (own)
    nb_grab_canvas(b, s->canvas, SIDE, SIDE, picture);
}

static void draw_batch(nb_board *b, const nb_frame *f)
{
  const nb_rect sheet = {-7.05f, -2.1f, 2.4f, 4.8f};
  int voice = spoken(f), across = 4;
  nb_digits digits = nb_frame_digits(f);
  nb_digit_sheet(b, sheet, &digits.train, NB_READER_BATCH, across, nb_style());
  for (int k = 0; k < NB_READER_BATCH; k++)
    if (voice == k || voice == VOICES)
      nb_rectangle(b, nb_sheet_square(sheet, across, k), 0.04f,
                   nb_style(.color = NB_V, .width = 2, .alpha = voice < VOICES ? 1 : 0.35f));
  nb_text_below(b, sheet, "32 digits, one step", nb_style());
}

// How far the gradients have come back (nb_diagram_spec.back): to the last hidden layer first, then all the way.
static float back(const nb_frame *f, const State *s)
{
  if (f->step == TRAIN)
    return 2 * nb_smooth((float)(s->cost.count % TICKS_A_DIGIT) / TICKS_A_DIGIT);
  return nb_cue(f, BLAME, 1, 1.5f) / 3 + nb_cue(f, BACK, 3, 3) * 2 / 3 + nb_cue(f, GUESS, 0, 1);
}

// Is there something to be read?
static bool inked(const nb_reading *r)
{
  return r->ink > 8 && r->pass.count == 1;
}

// Whose blame is told in numbers: the brightest neuron before the wanted output.
static int asked(const nb_reading *r)
{
  return (int)nb_largest(r->pass.a[2], HIDDEN);
}

// At first the wanted output asks alone; then one hidden neuron hears all ten; then all are asked.
static const float *asked_slopes(nb_board *b, const nb_frame *f, const nb_reading *r)
{
  float *slopes = nb_scratch(b, EDGES * sizeof *slopes);
  for (int k = 0; slopes && k < EDGES; k++) {
    bool asks = f->step == BLAME ? (k - LAST) / HIDDEN == r->label : (k - LAST) % HIDDEN == asked(r);
    slopes[k] = r->diagram.gradients[k] * (k < LAST || asks ? 1 : nb_cue(f, BACK, 2.5f, 1));
  }
  return f->step == BLAME || f->step == BACK ? slopes : r->diagram.gradients;
}

static void draw_network(nb_board *b, const nb_frame *f, const State *s, const nb_reading *r)
{
  nb_diagram_spec spec = r->diagram;
  spec.area = layers, spec.labels = NB_DIGIT_NAMES, spec.gradients = asked_slopes(b, f, r);
  spec.dark = inked(r) ? 4 - nb_cue(f, PICTURE, 2.5f, 1) - 3 * nb_cue_linear(f, FORWARD, 1.5f, 4.5f) : 4;
  spec.quiet = f->step == TRAIN ? 1 - fminf(2 * r->cost, 1) : 0;
  spec.wanted = f->step >= COST ? r->label + 1 : 0;
  spec.edges = nb_cue(f, FORWARD, 0.2f, 5);
  spec.fade = nb_during(f, BLAME, AVERAGE), spec.back = back(f, s);
  nb_network_diagram(b, spec, nb_style(NB_FROM(f, PICTURE, 1.5f, 1.5f)));
  nb_vec2 from = nb_diagram_neuron(spec, 2, asked(r)), to = nb_diagram_neuron(spec, 3, r->label);
  nb_vec2 rim = nb_scale(0.2f, nb_unit(nb_sub(from, to)));
  nb_style one = nb_style(.color = NB_V, .width = 6, .reveal = nb_cue(f, BLAME, 2.6f, 0.6f));
  one.alpha = f->step == BLAME || f->step == BACK;
  nb_circle(b, from, 0.2f, one);
  one.alpha = f->step == BLAME;
  nb_circle(b, to, 0.2f, one);
  // As among the others.
  one.color = r->diagram.gradients[LAST + r->label * HIDDEN + asked(r)] < 0 ? NB_LEARNING : NB_V;
  nb_line(b, nb_add(to, rim), nb_sub(from, rim), one);
  nb_text_below(b, (nb_rect){layers.x, layers.y, 0.2f, 0}, "14 of the 784",
                nb_style(.alpha = nb_cue(f, PICTURE, 2.5f, 0.8f)));
  float blamed = nb_cue(f, BLAME, 1, 0.5f) - nb_cue(f, GUESS, 0, 0.5f) + nb_during(f, TRAIN, TRAIN);
  nb_text_below(b, layers, "more of this weight: yellow, more cost; violet, less", nb_style(.alpha = blamed));
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

static const nb_rect chart = {4.1f, -0.15f, 3.05f, 2.2f};

// The slope that is asked for; and, of an output neuron, what it hands on: two factors. j: of the j-th.
#define SLOPE "\\frac{\\partial C}{\\partial w}"
#define ERROR(j) "\\textcolor{v}{2(a" j " - y" j ")}"
#define ASKS(j) "\\textcolor{learning}{\\sigma'(z" j ")}\\;" ERROR(j)

static void draw_formulas(nb_board *b, const nb_frame *f, const nb_reading *r)
{
  nb_facts(b, f, (nb_facts_spec){FORWARD, .at = nb_at(NB_COLUMN, 3)},
           NB_FACTS({1, "z = w_1 a_1 + \\cdots + w_n a_n + b"},
                    {1.8f, "a = \\textcolor{learning}{\\sigma}(z)"},
                    {2.8f, "\\text{blue: a positive weight } w", NB_POSITIVE, 28},
                    {3.2f, "\\text{red: a negative one}", NB_NEGATIVE, 28},
                    {3.8f, "b\\text{: its bias;}\\quad \\sigma\\text{: the squash}", NB_DIM, 28},
                    {5, "\\text{the brightest output is the answer}", NB_DIM, 28}));
  nb_facts(b, f, (nb_facts_spec){COST, .at = nb_at(NB_COLUMN, 3)},
           NB_FACTS({0.3f, "C = \\sum (a - \\textcolor{v}{y})^2 = \\val[-2]", .values = {&r->cost}}));
  nb_facts(b, f, (nb_facts_spec){COST, .at = nb_at(NB_COLUMN, -0.9f), .gap = 0.15f, .size = 26},
           NB_FACTS({2.4f, "a\\text{: what it said, } \\textcolor{v}{y}\\text{: what was wanted}", NB_DIM},
                    {2.4f, "\\text{(other costs, such as }{-\\ln}\\text{, would do)}", NB_DIM}));
  nb_votes(b, chart, r->pass.a[3], r->label, nb_style(NB_IN(f, COST, 0.8f, 1.6f)));
  nb_facts(b, f, (nb_facts_spec){AVERAGE, .at = nb_at(NB_COLUMN, 3)},
           NB_FACTS({3.4f, "w \\leftarrow w - \\textcolor{learning}{\\eta}\\;\\overline{" SLOPE "}"},
                    {4.4f, "\\text{the mean over all 32,}", NB_DIM, 28},
                    {4.4f, "\\text{times the learning rate } \\textcolor{learning}{\\eta}", NB_DIM, 28}));
  nb_facts(b, f, (nb_facts_spec){GUESS, .at = nb_at(NB_COLUMN, 0.6f), .size = 28},
           NB_FACTS({1, "\\text{by chance alone: about 100}", NB_DIM}));
}

// What a weight is to blame for, with the numbers of the one that stands out, and what a neuron is.
static void draw_chain(nb_board *b, const nb_frame *f, const nb_reading *r)
{
  if (r->label < 0)
    return;
  float before = r->pass.a[2][asked(r)], after = r->pass.a[3][r->label];
  float share = r->pass.da[2][asked(r)], weight = r->diagram.weights[LAST + r->label * HIDDEN + asked(r)];
  float slope = after * (1 - after), error = 2 * (after - 1), asks = slope * error;
  float blame = before * asks, part = weight * asks; // the part of the share in all ten
  nb_facts(b, f, (nb_facts_spec){BLAME, BACK, nb_at(NB_COLUMN, 3), .size = 32},
           NB_FACTS({2.5f, SLOPE " = a_{\\text{before}}\\," ASKS("")}));
  nb_facts(
      b, f, (nb_facts_spec){BLAME, .at = nb_at(NB_COLUMN, 1.85f), .gap = 0.3f, .size = 28},
      NB_FACTS({4, "a_{\\text{before}} = \\val[-3]", .values = {&before}},
               {4.7f, "\\sigma'(z) = \\val[-3]\\text{, the slope of } \\sigma", NB_LEARNING, 28, {&slope}},
               {5.4f, "2(a - y) = \\val[-3]\\text{, the error, twice}", NB_V, .values = {&error}},
               {6.1f, SLOPE " = \\val[-3]", .values = {&blame}},
               {6.8f, "\\text{below zero: a larger } w\\text{, a smaller } C", NB_DIM}));
  nb_facts(b, f, (nb_facts_spec){BACK, .at = nb_at(NB_COLUMN, 1.9f), .gap = 0.3f, .size = 30},
           NB_FACTS({1, "\\frac{\\partial C}{\\partial a_{\\text{before}}} = \\sum_j w_j\\," ASKS("_j")},
                    {2, "\\text{output 3: } \\val[-2] \\cdot (\\val[-3]) = \\val[-3]", .size = 28,
                     .values = {&weight, &asks, &part}},
                    {2.8f, "\\text{over all ten: } \\val[-3]", .values = {&share}},
                    {3.4f, "\\text{above zero: less of it, a smaller } C", NB_DIM, 28},
                    {4, "\\text{a layer further back,}", .size = 28},
                    {4, "\\text{this sum stands for } " ERROR(""), .size = 28}));
}

static void draw_training(nb_board *b, const nb_frame *f, const State *s)
{
  float until = f->step == TRAIN ? f->reached : steps[TRAIN].seconds;
  nb_training_chart_spec going = {chart, until, 1.2f, s->reader.steps, "starts above 1.2; mean of 32"};
  nb_score_line_spec score = {3.49f, s->right, s->guess / 1000};
  score.words = nb_words(b, "reads %s of 1,000 unseen digits", nb_grouped(b, (int)lroundf(1000 * s->right)));
  score.guessed = nb_answered(f, GUESS) ? nb_words(b, "your guess: %.0f", (double)s->guess) : NULL;
  nb_fade(b, nb_cue(f, TRAIN, 0.5f, 0.5f) * (1 - nb_cue(f, YOURS, 0, 0.5f)));
  nb_training_chart(b, going, &s->cost);
  nb_learning_rate(b, nb_at(NB_COLUMN, -1.5f), &s->learning_rate, 10, nb_style());
  nb_score_line(b, nb_at(NB_COLUMN, -2.6f), score, nb_style());
  nb_end(b);
}

static void draw_yours(nb_board *b, const nb_frame *f, const nb_reading *r)
{
  nb_fade(b, nb_cue(f, YOURS, 0.5f, 0.6f));
  nb_text(b, nb_at(NB_COLUMN, 2.6f), "I read", nb_style(.color = NB_DIM));
  nb_text(b, nb_at(NB_COLUMN + 1.1f, 2.6f), inked(r) ? nb_words(b, "%d", r->said) : "…",
          nb_style(.color = NB_V, .size = 64, .font = NB_FONT_SEMIBOLD));
  nb_votes(b, chart, r->pass.a[3], -1, nb_style(.alpha = inked(r)));
  nb_end(b);
}

// Where a step, or a voice of the batch, shows another digit or other slopes, what the one before ended with fades as it comes; a
// picture of another size is gone before the next is there.
static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  int voice = f->step == AVERAGE ? spoken(f) : 0;
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
  draw_chain(b, f, &before);
  nb_slider_spec guess = {.label = "\\text{your guess}", .length = 3.5f, .max = 1000};
  nb_slider(b, nb_at(NB_COLUMN, 1), &s->guess, guess, nb_style(NB_IN(f, GUESS, 0.6f, 0.6f), .color = NB_V));
  draw_training(b, f, s);
  draw_yours(b, f, &now);
}

NB_SCENE(State, .title = "Backpropagation", NB_STEPS(steps), NB_PARAMS(params),
         .state = &(const State){.learning_rate = 0.1f, .guess = 500}, .data = {"digits"},
         .needs = {"neural-networks/gradient-descent", "multivariable-calculus/chain-rule"}, NB_DRAW(draw),
         NB_TICK(tick), NB_INIT(init))
