// What is a neural network?
//
// What a learner believes: somebody wrote down what a 3 looks like, or the network "sees" it as we do. What mends it: a drawing is
// 784 numbers, a neuron lays 784 weights over them and adds up, and one can paint such weights by hand. 42 neurons of that
// kind, all weights turned a little again and again, read digits; and then read one, very sure of it, out of static. They were
// never told what a digit is.
//
// Nothing here is made up: the digits are real, and the network is trained while one watches.
#include <math.h>
#include <nabla/learning.h>
#include <nabla/scene.h>

// LENS: how many pixels across it shows; of the digits that it learns from, so many EXAMPLES are seen from FIRST on: all of them can be
// told for what they are.
enum { SIDE = NB_DIGITS_SIDE, PIXELS = NB_DIGITS_PIXELS, DIGITS = NB_DIGITS_CLASSES };
enum { SAMPLES = 4, LENS = 7, EXAMPLES = 6, FIRST = 640 };

static const nb_network net = {NB_READER_SIZES, .output = NB_SOFTMAX, .cost = NB_CROSS_ENTROPY};

typedef struct {
  float drawing[PIXELS]; // the viewer's
  float paint[PIXELS];   // where the weights of their own neuron are for
  float bias;            // of that neuron
  float largest;         // what they think: which sample has the largest sum
  float sure;            // and how sure the network is of static, in %
  nb_vec2 lens;          // on the drawing, pixels from its upper left

  float samples[SAMPLES][PIXELS]; // the scene's
  nb_reader reader;
  float right; // of the unseen digits, 0 to 1
} State;

enum { DRAWING, WEIGH, ASK, SQUASH, LAYERS, LEARN, STATIC, SURE, PLAY };

// ---------------------------------------------------------------------------------------------------------------
// One neuron, painted by hand, and a network of forty-two

// Ink where it is painted counts for, ink elsewhere against.
static float painted_weight(const State *s, int pixel)
{
  return 0.36f * s->paint[pixel] - 0.16f;
}

static float weighted_sum(const State *s, const float *pixels)
{
  float sum = 0;
  for (int k = 0; k < PIXELS; k++)
    sum += painted_weight(s, k) * pixels[k];
  return sum;
}

static void sample_sums(const State *s, float sums[SAMPLES])
{
  for (int k = 0; k < SAMPLES; k++)
    sums[k] = weighted_sum(s, s->samples[k]);
}

static void largest_sum(const void *state, void *truth)
{
  const State *s = state;
  float sums[SAMPLES];
  sample_sums(s, sums);
  *(float *)truth = nb_right_pick(s->largest, sums, SAMPLES);
}

static void how_sure(const void *state, void *truth)
{
  float pixels[PIXELS], votes[DIGITS];
  nb_digit_noise(0, pixels);
  nb_reader_vote(((const State *)state)->reader.parameters, &net, pixels, votes);
  *(float *)truth = 100 * votes[nb_largest(votes, DIGITS)];
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [DRAWING] = {"A drawing is numbers", .seconds = 6,
                 .say = "A drawing is 28 by 28, *784 numbers*: 0 is empty, 1 is full. Draw one of your own.",
                 .hear = {"A picture is a list of numbers, one for each pixel"}},
    [WEIGH] = {"A neuron weighs them", .seconds = 8,
               .say = "A neuron lays *weights* over it: ink on blue counts for, on red against.",
               .hear = {"A neuron multiplies every input by a weight and adds up",
                        "Positive weights count for, negative ones against"},
               .needs = {"linear-algebra/transformations"}},
    [ASK] = {"The largest sum", .seconds = 5, .wait = true, .answer = "largest sum", .truth = largest_sum,
             .ask = "The same weights, four drawings. Which has the *largest* sum? Drag the ring.",
             .say = "That is your guess. Now add up.", .moves = {{"largest sum", "2", 3.4f, 1.4f}}},
    [SQUASH] = {"And squashes the sum", .seconds = 12,
                .say = "The framed one fits *best*. Then a *bias* is added, and σ *squashes* all to 0 to 1.",
                .hear = {"More ink is not more light: it must lie on the right weights",
                         "The bias shifts how large a sum is needed",
                         "The squash brings any sum to between 0 and 1"},
                .moves = {{"bias", "1.5", 7.6f, 1.3f}, {"bias", "-3", 9.7f, 1.2f}}},
    [LAYERS] = {"Forty-two neurons", .seconds = 9,
                .say = "*16* neurons look at it, 16 more at those, ten *vote*. Random weights: nonsense.",
                .hear = {"A layer looks at the activations of the layer before it",
                         "With random weights the vote means nothing"}},
    [LEARN] = {"Every weight, a little", .seconds = 10,
               .say = "Show it digits *and what they are*; turn each *weight and bias* a bit, to err *less*.",
               .hear = {"Learning is finding weights and biases, from digits with their answers",
                        "Nobody chose what they look for"}},
    [STATIC] = {"And of static?", .seconds = 4, .wait = true, .answer = "how sure", .truth = how_sure,
                .ask = "No digit: pixels at random. How *sure* will it be of its best guess? Set the slider.",
                .say = "That is your guess. Now let it look."},
    [SURE] = {"Sure of nothing", .seconds = 7,
              .say = "It is *sure*. It only learnt to tell digits apart, never what a digit *is*.",
              .hear = {"It finds a digit in static, because it must vote for one",
                       "It has learnt what tells digits apart, and nothing else"}},
    [PLAY] = {"No digit at all", .seconds = 5, .live = true,
              .say = "And of a *drawing*? Clear it (double-click), draw *no digit at all*: how sure is it?"},
};

static const nb_param params[] = {
    NB_CANVAS(State, drawing, "drawing", .columns = SIDE, .rows = SIDE),
    NB_CANVAS(State, paint, "weights", .columns = SIDE, .rows = SIDE),
    NB_NUMBER(State, bias, "bias", .min = -8, .max = 4),
    NB_NUMBER(State, largest, "largest sum", .min = 0, .max = SAMPLES - 1, .snap = 1),
    NB_POINT(State, lens, "lens", .min = 0, .max = SIDE - LENS, .snap = 1),
    NB_NUMBER(State, sure, "how sure", .min = 0, .max = 100),
};

// ---------------------------------------------------------------------------------------------------------------
// Training

static void tick(State *s, const nb_frame *f)
{
  nb_digits digits = nb_frame_digits(f);
  if (f->step != LEARN || f->seconds < 1.5f)
    return;
  nb_reader_train(&s->reader, &net, &digits.train, (nb_training){.steps = 2, .rate = 0.1f, .momentum = 0.9f});
  if (s->reader.steps % 30 == 0)
    s->right = nb_reader_right(&s->reader, &net, &digits.test);
}

static void init(State *s, const nb_frame *f)
{
  static const uint32_t chosen[] = {5, 341, 17, 14, 22}; // a 5 to start with; an 8, a 1, a 0 and a 7
  nb_digits digits = nb_frame_digits(f);
  for (int k = 0; k < PIXELS; k++) { // the weights are a ring
    float across = ((float)(k % SIDE) - 13.5f) / 6.5f, down = ((float)(k / SIDE) - 13.5f) / 8;
    s->paint[k] = fminf(fmaxf(2.2f - 6 * fabsf(hypotf(across, down) - 0.92f), 0), 1);
  }
  nb_reader_start(&s->reader, &net, 566);
  s->right = nb_reader_right(&s->reader, &net, &digits.test);
  for (int k = 0; k <= SAMPLES; k++)
    nb_digit_picture(&digits.test, chosen[k], k == 0 ? s->drawing : s->samples[k - 1]);
}

// ---------------------------------------------------------------------------------------------------------------
// The drawing

static const nb_rect large = {-5.1f, -2.7f, 6, 6}, input = {-7.2f, -1.1f, 2.7f, 2.7f},
                     learnt = {-7.2f, -2.75f, 2.7f, 1.35f}, layers = {-3.3f, -2.72f, 5.5f, 6.07f},
                     curve = {3.75f, -2.85f, 3.2f, 1.6f}, tiles = {NB_COLUMN, -3.25f, 3.5f, 3.5f};

// The row of drawing, weights and product; it rises to make room for the samples.
static nb_rect square_at(const nb_frame *f, int which)
{
  return (nb_rect){-7.2f + 3.4f * (float)which, -1.3f + nb_cue(f, ASK, 0, 0.8f), 3, 3};
}

static nb_rect drawing_area(const nb_frame *f)
{
  nb_rect in_row = nb_rect_between(large, square_at(f, 0), nb_cue(f, WEIGH, 0, 1.2f));
  return nb_rect_between(in_row, input, nb_cue(f, LAYERS, 0, 1));
}

// What is looked at: the drawing, for two steps static in its place, and in one the digits it learns from, one after the other:
// which of them (from 0; -1 is the drawing).
static int looked_at(const nb_frame *f, const float *drawing, float pixels[PIXELS])
{
  nb_examples examples = nb_digits_from(nb_frame_digits(f).train, FIRST);
  float noise[PIXELS], noisy = nb_cue(f, STATIC, 0, 0.8f) - nb_cue(f, PLAY, 0, 0.8f);
  float place = f->step == LEARN ? f->seconds / 1.25f : 0;
  int shown = nb_digits_in_turn(&examples, EXAMPLES, place, drawing, pixels);
  nb_digit_noise(nb_cue(f, SURE, 3.2f, 0.8f) + nb_cue(f, SURE, 5.2f, 0.8f), noise);
  for (int k = 0; k < PIXELS; k++)
    pixels[k] += noisy * (noise[k] - pixels[k]);
  return shown;
}

static void draw_drawing(nb_board *b, const nb_frame *f, const State *s)
{
  float pixels[PIXELS];
  looked_at(f, s->drawing, pixels);
  nb_digit(b, drawing_area(f), pixels, nb_style(.alpha = nb_cue(f, DRAWING, 0, 1)));
  if (f->step != LEARN && f->step != STATIC && f->step != SURE)
    nb_grab_canvas(b, s->drawing, SIDE, SIDE, drawing_area(f));
}

// Some of the pixels as what they are.
static void draw_lens(nb_board *b, const nb_frame *f, const State *s)
{
  const nb_rect page = {NB_COLUMN, -1.2f, 3.5f, 3.5f};
  float unit = large.width / SIDE, numbers[LENS * LENS];
  nb_vec2 at = nb_at(roundf(s->lens.x), roundf(s->lens.y));
  nb_rect lens = {large.x + unit * at.x, large.y + unit * (SIDE - LENS - at.y), LENS * unit, LENS * unit};
  for (int k = 0; k < LENS * LENS; k++)
    numbers[k] = s->drawing[((int)at.y + k / LENS) * SIDE + (int)at.x + k % LENS];
  nb_style frame = nb_style(NB_IN(f, DRAWING, 1.2f, 0.5f), .color = NB_V, .width = 4);
  nb_rectangle(b, lens, 0.04f, frame);
  nb_rectangle(b, page, 0.06f, frame);
  nb_table(b, page, numbers, LENS, LENS, 1, nb_style(NB_IN(f, DRAWING, 1.5f, 2), .font = NB_FONT_MEDIUM));
  if (f->step == DRAWING && f->seconds > 1.7f)
    nb_grab(b, &s->lens, nb_at(lens.x + lens.width, lens.y), nb_columns(nb_at(unit, 0), nb_at(0, -unit)));
}

// ---------------------------------------------------------------------------------------------------------------
// One neuron

// Drawing times weights, pixel by pixel: it slides out of the weights.
static void draw_product(nb_board *b, const nb_frame *f, const State *s)
{
  static const char *const names[] = {"drawing: p", "w: −0.16 to 0.20 (paint it)", "w p, pixel by pixel"};
  float weights[PIXELS], counts[PIXELS], shown[3], slid = nb_cue(f, WEIGH, 2.4f, 1.2f);
  shown[0] = shown[1] = nb_cue(f, WEIGH, 0.8f, 0.8f), shown[2] = slid;
  for (int k = 0; k < PIXELS; k++) {
    weights[k] = 3.6f * painted_weight(s, k); // so that they can be seen
    counts[k] = weights[k] * s->drawing[k];
  }
  nb_rect weight = square_at(f, 1), product = nb_rect_between(weight, square_at(f, 2), slid);
  nb_digit(b, weight, weights, nb_style(.color = NB_POSITIVE, .fill = NB_NEGATIVE, .alpha = shown[1]));
  nb_digit(b, product, counts, nb_style(.color = NB_POSITIVE, .fill = NB_NEGATIVE, .alpha = slid));
  for (int k = 0; k < 3; k++) {
    nb_rect square = square_at(f, k);
    nb_style sign = nb_style(.size = 40, .anchor = NB_CENTER, .alpha = powf(shown[k], 8)); // comes at the end
    nb_text_below(b, square, names[k], nb_style(.alpha = shown[k]));
    if (k > 0)
      nb_tex(b, nb_at(square.x - 0.2f, square.y + 1.5f), k == 1 ? "\\times" : "=", sign);
  }
  if (f->step >= WEIGH && f->step <= SQUASH)
    nb_grab_canvas(b, s->paint, SIDE, SIDE, weight);
}

// A neuron, as bright as its activation.
static void draw_cell(nb_board *b, nb_vec2 at, float radius, float level, float alpha)
{
  nb_circle(b, at, radius, nb_style(.fill = nb_mix(b, NB_GROUND, NB_TEXT, level), .alpha = alpha));
}

static void draw_neuron(nb_board *b, const nb_frame *f, const State *s)
{
  float sum = weighted_sum(s, s->drawing), z[SAMPLES + 1], added = 0, taken = 0;
  sample_sums(s, z), z[SAMPLES] = sum;
  for (int k = 0; k <= SAMPLES; k++)
    z[k] += s->bias;
  for (int k = 0; k < PIXELS; k++) // the ink on blue, and that on red
    *(painted_weight(s, k) > 0 ? &added : &taken) += fabsf(painted_weight(s, k)) * s->drawing[k];
  static const char *const names[] = {"8", "1", "0", "7", "yours"};
  float own = z[SAMPLES], level = nb_squash(own), needed = 0 - s->bias,
        top = 0.6f + 2.2f * nb_cue(f, ASK, 0, 0.8f);
  nb_facts(b, f, (nb_facts_spec){WEIGH, SQUASH, nb_at(NB_COLUMN, top), .gap = 0.2f, .size = 34},
           NB_FACTS({4, "\\sum_k w_k\\, p_k = \\val[-1]", .values = {&sum}},
                    {5, "{}= \\textcolor{positive}{\\val[-1]} - \\textcolor{negative}{\\val[-1]}",
                     .values = {&added, &taken}}));
  nb_facts(b, f, (nb_facts_spec){SQUASH, .at = nb_at(NB_COLUMN, 1.5f), .gap = 0.16f, .size = 30},
           NB_FACTS({3.4f, "a = \\sigma(z),\\quad z = \\sum_k w_k\\,p_k + \\textcolor{v}{b}"},
                    {4.4f, "\\sigma(\\val[-1] + (\\val[-1])) = \\sigma(\\val[-1]) = \\val[-2]", .size = 25,
                     .values = {&sum, &s->bias, &own, &level}},
                    {7, "a > 0.5\\text{ when the sum is above }\\textcolor{v}{\\val[-1]}", .size = 26,
                     .values = {&needed}}));
  float there = nb_cue(f, WEIGH, 4.4f, 0.6f);
  draw_cell(b, nb_at(6.75f, top - 0.36f), 0.34f, nb_cue(f, SQUASH, 4.4f, 0.8f) * level, there);
  nb_text_below(b, (nb_rect){6.41f, top - 0.7f, 0.68f, 0.68f}, "neuron", nb_style(.alpha = there));
  nb_slider_spec bias = {.label = "b", .length = 3.5f, .min = -8, .max = 4, .decimals = 1};
  nb_slider(b, nb_at(NB_COLUMN, -0.45f), &s->bias, bias, nb_style(NB_FROM(f, SQUASH, 3, 1), .color = NB_V));
  nb_squash_plot(b, curve, z, names, SAMPLES + 1, nb_style(NB_FROM(f, SQUASH, 3.4f, 2)));
}

// The four drawings, the viewer's guess, and what they add up to.
static void draw_samples(nb_board *b, const nb_frame *f, const State *s)
{
  const float way = 2.6f;
  nb_vec2 ring = nb_at(-6.45f + way * s->largest, -2.98f);
  float sums[SAMPLES];
  sample_sums(s, sums);
  nb_fade(b, nb_during(f, ASK, SQUASH));
  for (int k = 0; k < SAMPLES; k++) {
    nb_rect r = {-7.2f + way * (float)k, -2.75f, 1.5f, 1.5f};
    float sum = sums[k], told = nb_cue(f, SQUASH, 0.3f + 0.3f * (float)k, 0.6f);
    nb_digit(b, r, s->samples[k], nb_style(.alpha = nb_cue(f, ASK, 0.2f + 0.2f * (float)k, 0.6f)));
    if (nb_largest(sums, SAMPLES) == (uint32_t)k)
      nb_rectangle(b, r, 0.05f, nb_style(NB_FROM(f, SQUASH, 1.7f, 0.6f), .color = NB_V, .width = 5));
    float lit = nb_squash(sum + s->bias) * nb_cue(f, SQUASH, 4, 0.8f);
    nb_number(b, nb_at(r.x + 1.96f, -1.7f), sum, 1, nb_style(.size = 28, .anchor = NB_CENTER, .alpha = told));
    draw_cell(b, nb_at(r.x + 1.96f, -2.3f), 0.22f, lit, told);
  }
  nb_end(b);
  if (nb_guess_in(b, f, ASK, ring, ring))
    nb_grab_value(b, &s->largest, ring, nb_at(way, 0));
}

// ---------------------------------------------------------------------------------------------------------------
// The network

static void draw_words(nb_board *b, const nb_frame *f, const State *s, const float *votes)
{
  nb_style dim = nb_style(.color = NB_DIM, .size = 24);
  dim.alpha = NB_COURSE(f, 0, {LAYERS, 4.4f, 0.6f, 1}, {STATIC, 0, 0.5f, 0}, {SURE, 1.2f, 0.6f, 1});
  nb_verdict(b, nb_at(NB_COLUMN, 2.6f), votes, nb_style(.alpha = dim.alpha));
  nb_tex(b, nb_at(NB_COLUMN, 2.2f), "\\text{vote: } e^z / \\sum e^z\\text{, a share of 1}", dim);
  dim.alpha = nb_cue(f, LAYERS, 2, 0.6f);
  nb_text(b, nb_at(NB_COLUMN, 0.42f), "the weights of the first sixteen", dim);
  dim.alpha = nb_during(f, LEARN, LEARN) * nb_cue(f, LEARN, 0.4f, 0.5f);
  const char *reads = nb_grouped(b, (int)lroundf(1000 * s->right)), *after = nb_grouped(b, s->reader.steps);
  nb_text(b, nb_at(NB_COLUMN, 1.7f),
          nb_words(b, "%s steps, each by 32 such digits:\nreads %s of 1,000 unseen ones", after, reads), dim);
  nb_score_line_spec score = {3.5f, votes[nb_largest(votes, DIGITS)], 0.01f * s->sure, "how sure it is"};
  score.guessed = nb_answered(f, STATIC) ? nb_words(b, "your guess: %.0f %%", (double)s->sure) : NULL;
  nb_score_line(b, nb_at(NB_COLUMN, 1.35f), score, nb_style(NB_IN(f, SURE, 1.2f, 0.8f)));
  nb_facts(b, f, (nb_facts_spec){LAYERS, .at = nb_at(NB_COLUMN, 1.92f), .gap = 0.12f, .size = 28},
           NB_FACTS({5.4f, "784\\cdot16 + 16\\cdot16 + 16\\cdot10"}, {5.6f, "{}+ 16 + 16 + 10 = 13{,}002"},
                    {6, "\\text{weights and biases}", NB_DIM, 24}));
}

static void draw_network(nb_board *b, const nb_frame *f, const State *s)
{
  const float *weights = s->reader.parameters;
  // It is not lit before the guess.
  float pixels[PIXELS], fitted[PIXELS], lit = 1 - nb_cue(f, STATIC, 0, 0.5f) + nb_cue(f, SURE, 0.4f, 1.2f);
  nb_digit_fit(s->drawing, fitted);
  int shown = looked_at(f, fitted, pixels);
  nb_pass pass = nb_read(b, &net, weights, pixels);
  nb_examples examples = nb_digits_from(nb_frame_digits(f).train, FIRST);
  int label = shown < 0 ? -1 : examples.labels[shown];
  float vote = label < 0 ? 0 : pass.a[3][label], go = nb_cue(f, LAYERS, 0, 1.4f);
  draw_words(b, f, s, pass.a[3]);
  nb_diagram_spec spec = nb_diagram_of(b, &net, weights, &pass, (nb_diagram_part){.first = 1});
  spec.area = layers, spec.radius = 0.14f, spec.labels = NB_DIGIT_NAMES, spec.wanted = label + 1;
  spec.edges = nb_cue(f, LAYERS, 1.6f, 2.4f), spec.dark = 3 * (1 - lit);
  nb_beams(b, spec, input, nb_style(.reveal = nb_cue(f, LAYERS, 1, 1.8f)));
  // The one neuron becomes the first of them.
  draw_cell(b, nb_mix2(nb_at(6.75f, 2.44f), nb_diagram_neuron(spec, 0, 0), go), 0.34f - 0.2f * go,
            nb_squash(weighted_sum(s, s->drawing) + s->bias), 1 - nb_cue(f, LAYERS, 1.8f, 0.6f));
  nb_network_diagram(b, spec, nb_style(NB_FROM(f, LAYERS, 0.8f, 1.6f)));
  nb_text_below(b, layers, "a circle: a sum plus bias, squashed, the ten by vote; a line: a weight",
                nb_style(NB_BETWEEN(f, LAYERS, LEARN, 2.4f, 0.8f)));
  nb_looked_for(b, tiles, &net, weights, nb_style(NB_FROM(f, LAYERS, 2, 2)));
  nb_slider_spec ask = {.label = "\\text{your guess before it looks, in \\%}", .length = 3.5f, .max = 100};
  nb_slider(b, nb_at(NB_COLUMN, 1.5f), &s->sure, ask, nb_style(NB_IN(f, STATIC, 0.4f, 0.6f), .color = NB_V));
  nb_diagram_numbers(b, spec, pass.a[3], 2, "\\text{vote}",
                     nb_style(.alpha = lit < 1 ? 0 : nb_cue(f, LAYERS, 4.4f, 0.6f)));
  nb_style sheet = nb_style(.alpha = nb_during(f, LEARN, LEARN)), words = nb_style(.alpha = label >= 0);
  const char *says = nb_words(b, "vote for %d: %.2f, error %.2f", label, (double)vote, 1 - (double)vote);
  nb_digit_sheet(b, learnt, &examples, 8, 4, shown < 0 ? 8 : shown, sheet);
  nb_text_below(b, learnt, says, words);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  if (f->step >= LAYERS)
    draw_network(b, f, s);
  draw_drawing(b, f, s);
  draw_lens(b, f, s);
  nb_fade(b, nb_during(f, WEIGH, SQUASH));
  draw_product(b, f, s);
  draw_neuron(b, f, s);
  nb_end(b);
  draw_samples(b, f, s);
}

NB_SCENE(State, .title = "What is a neural network?", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/transformations"}, .data = {"digits"},
         .state = &(const State){.bias = -3, .largest = 1, .sure = 10, .lens = {13, 5}}, NB_INIT(init),
         NB_TICK(tick), NB_DRAW(draw))
