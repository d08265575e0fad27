// Attention.
//
// What a learner believes: a word has its meaning, and a network that reads mixes all words by some fixed rule. What breaks it: a bank
// by a river and a bank for savings are the same word. What mends it: the word asks a question, every word holds up a key, and a dot
// product says how well they fit; softmax makes shares of that, and by these shares the words' values are mixed. Key and value are two
// things: river and savings are both what "bank" asks for, and say the opposite.
//
// The vectors were set by hand, two numbers each, so that one can see why; in a network they are learnt, and have hundreds.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 query;     // of "bank"
  float temperature; // of softmax
  float noun, age;   // which word stands there: 0 or 1
  float fits;        // which word the viewer thinks fits best
} State;

enum { ALONE, KEYS, ASK, SCORES, SHARES, MIX, SWAP, HEADS, PLAY };

// ---------------------------------------------------------------------------------------------------------------
// The words

typedef struct {
  const char *text;
  nb_vec2 key, second_key; // of the first head and of the second
  nb_vec2 value;           // x: water or money, y: old or new
} Word;

enum { BY, THE, OLD, NEW, RIVER, SAVINGS, BANK, LENGTH = 5 };

static const Word words[] = {
    [BY] = {"by", {-0.9f, 0.9f}, {-1.2f, -0.6f}, {-0.2f, 0.1f}},
    [THE] = {"the", {-1.1f, -0.7f}, {-1.3f, 0.5f}, {0.1f, -0.2f}},
    [OLD] = {"old", {0.5f, 1.5f}, {1.8f, 0.6f}, {0.1f, 1.6f}},
    [NEW] = {"new", {0.2f, 1.6f}, {1.9f, -0.2f}, {-0.1f, -1.6f}},
    [RIVER] = {"river", {1.8f, 0.6f}, {0.4f, -1.5f}, {1.9f, 0.2f}},
    [SAVINGS] = {"savings", {1.88f, -0.23f}, {0.2f, 1.5f}, {-1.9f, -0.1f}},
    [BANK] = {"bank", {0.2f, -1.4f}, {-0.4f, -1.2f}, {-0.1f, 0.3f}},
};

static Word between(int one, int other, float t)
{
  const Word *a = &words[one], *b = &words[other];
  return (Word){(t < 0.5f ? a : b)->text, nb_mix2(a->key, b->key, t),
                nb_mix2(a->second_key, b->second_key, t), nb_mix2(a->value, b->value, t)};
}

// How far the river is on its way to savings.
static float swapped(const nb_frame *f, const State *s)
{
  float t = nb_visit(f, ALONE, 2, 3.6f) + nb_cue(f, SWAP, 1, 1.6f) - nb_cue(f, HEADS, 0, 1);
  return t + roundf(s->noun) * (1 - 2 * t);
}

static void sentence(const nb_frame *f, const State *s, Word out[LENGTH])
{
  const Word now[LENGTH] = {words[BY], words[THE], between(OLD, NEW, roundf(s->age)),
                            between(RIVER, SAVINGS, swapped(f, s)), words[BANK]};
  float second = nb_during(f, HEADS, HEADS);
  for (int k = 0; k < LENGTH; k++) {
    out[k] = now[k];
    out[k].key = nb_mix2(now[k].key, now[k].second_key, second);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Attention (Vaswani et al., "Attention is all you need", 2017, 3.2.1), of one query

static void attend(const Word *of, nb_vec2 query, float temperature, float scores[LENGTH],
                   float shares[LENGTH])
{
  float heated[LENGTH];
  for (int k = 0; k < LENGTH; k++) {
    scores[k] = nb_dot(query, of[k].key) / sqrtf(2);
    heated[k] = scores[k] / temperature;
  }
  nb_softmax(heated, shares, LENGTH);
}

// Once it cools down and warms up again before one's eyes; then it is the viewer's.
static float temperature_now(const nb_frame *f, const State *s)
{
  return s->temperature * powf(0.15f, nb_visit(f, SHARES, 3.6f, 4));
}

// What is in the picture at this moment.
typedef struct {
  Word of[LENGTH];
  float scores[LENGTH], shares[LENGTH];
  nb_vec2 mix;
} Moment;

static Moment moment(const nb_frame *f, const State *s)
{
  Moment m = {.mix = {0, 0}};
  sentence(f, s, m.of);
  attend(m.of, s->query, temperature_now(f, s), m.scores, m.shares);
  for (int k = 0; k < LENGTH; k++)
    m.mix = nb_add(m.mix, nb_scale(m.shares[k], m.of[k].value));
  return m;
}

// What the first head alone makes of it.
static Moment first_head(const State *s)
{
  return moment(&(nb_frame){.step = SHARES}, s);
}

static void best_fit(const void *state, void *truth)
{
  const State *s = state;
  Moment m = moment(&(nb_frame){.step = ASK}, s);
  *(float *)truth = nb_right_pick(s->fits, m.scores, LENGTH);
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [ALONE] = {"A word alone", .seconds = 7,
               .say = "A word comes in as the *same* vector everywhere. So which *bank* is this?",
               .hear = {"The vector of a word alone cannot know its sentence"},
               .needs = {"linear-algebra/vectors"}},
    [KEYS] = {"A question, and keys", .seconds = 8,
              .say = "So *bank* asks: its *query*. And every word holds up what it has to offer: its *key*.",
              .hear = {"A query is what a word asks for", "A key is what a word offers",
                       "Both are made from the word's vector by learnt matrices"},
              .needs = {"neural-networks/backpropagation"}},
    [ASK] = {"Which key fits?", .seconds = 4, .wait = true, .answer = "fits best", .truth = best_fit,
             .ask = "Which word will *bank* listen to most? Drag the ring below it.",
             .say = "That is your guess. Now measure."},
    [SCORES] = {"How well it fits", .seconds = 8,
                .say = "How well it fits is a *dot product*: the key's shadow times the query's length.",
                .hear = {"The score is the dot product of query and key",
                         "A key that points away has a score below zero"},
                .needs = {"linear-algebra/dot-product"}},
    [SHARES] = {"Shares of one", .seconds = 8,
                .say = "*Softmax* makes shares of the scores. The *colder* it is, the more goes to the best.",
                .hear = {"Softmax turns any scores into shares that sum to one",
                         "A lower temperature leaves nearly all to the best"}},
    [MIX] = {"What is heard", .seconds = 9,
             .say = "Each word has a *value*, too: what it says. Added up by share: a bank by *water*.",
             .hear = {"The output is the values, weighted by the shares"}},
    [SWAP] = {"Key and value", .seconds = 8,
              .say = "Swap a word: its *key* is as near, so bank listens; its *value* says the opposite.",
              .hear = {"The key decides whether a word is heard, the value what it says"}},
    [HEADS] = {"A second head", .seconds = 8,
               .say = "Another *head* has its own queries, keys and values. This one asks: how *old*?",
               .hear = {"Several heads ask different questions at once",
                        "Every word asks, not only this one"}},
    [PLAY] = {"Your own question", .seconds = 8, .live = true,
              .say = "Drag the *query*, change the words, cool it or heat it: whom does bank listen to?"},
};

static const nb_param params[] = {
    NB_POINT(State, query, "query", .min = -2, .max = 2), // as far as its map reaches
    NB_NUMBER(State, temperature, "temperature", .min = 0.1f, .max = 10, .logarithmic = true),
    NB_NUMBER(State, noun, "river or savings", .min = 0, .max = 1, .snap = 1),
    NB_NUMBER(State, age, "old or new", .min = 0, .max = 1, .snap = 1),
    NB_NUMBER(State, fits, "fits best", .min = 0, .max = LENGTH - 1, .snap = 1),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const nb_plane asking = {{-7.4f, -3.2f, 5.2f, 4.6f}, -2.4f, 2.4f, -2.123f, 2.123f};
static const float bars_at = 1.8f;

// The plane of values; before there are keys it stands alone.
static nb_plane saying(const nb_frame *f)
{
  nb_plane plane = asking;
  plane.area.x = -5 + 2.95f * nb_cue(f, KEYS, 0, 1);
  return plane;
}

static nb_vec2 word_place(float k)
{
  return nb_at(-6.2f + 2.1f * k, 3.1f);
}

// ---------------------------------------------------------------------------------------------------------------
// The sentence

static void draw_sentence(nb_board *b, const nb_frame *f, const State *s, const Moment *m)
{
  Moment first = first_head(s);
  float asks = nb_cue(f, KEYS, 0.2f, 0.6f), change = 2 * fabsf(swapped(f, s) - 0.5f);
  for (int k = 0; k < LENGTH; k++) {
    float shares = nb_cue(f, SHARES, 1 + 0.2f * (float)k, 0.8f),
          scored = nb_cue(f, SCORES, 2.4f + 0.3f * (float)k, 0.6f);
    nb_style word = nb_style(.size = 40, .anchor = NB_CENTER, .font = NB_FONT_MEDIUM,
                             .reveal = nb_cue(f, ALONE, 0.2f * (float)k, 0.8f));
    word.color = k == LENGTH - 1 ? nb_mix(b, NB_TEXT, NB_V, asks) : NB_TEXT;
    word.alpha = k == 3 ? change : 1;
    nb_text(b, word_place((float)k), m->of[k].text, word);
    nb_rect bar = {word_place((float)k).x - 0.5f, bars_at, 1, 0.9f * m->shares[k] * shares};
    nb_rectangle(b, bar, 0, nb_style(.color = NB_LEARNING, .fill = NB_LEARNING, .width = 2, .alpha = shares));
    bar.height = 0.9f * first.shares[k];
    nb_rectangle(b, bar, 0, nb_style(.color = NB_LEARNING, .width = 2, .alpha = nb_during(f, HEADS, HEADS)));
    nb_style number = nb_style(.size = 28, .anchor = NB_CENTER, .color = NB_K);
    nb_vec2 below = nb_at(word_place((float)k).x, bars_at - 0.25f);
    number.alpha = scored * (1 - shares);
    nb_number(b, below, m->scores[k], 1, number);
    number.color = NB_LEARNING, number.alpha = shares;
    nb_number(b, below, m->shares[k], 2, number);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The question and the keys

static void draw_frame(nb_board *b, nb_plane plane, const char *name, float alpha)
{
  nb_style style = nb_style(.color = NB_GRID, .width = 2, .alpha = alpha);
  nb_axes(b, plane, (nb_axes_spec){.no_numbers = true, .no_ticks = true}, style);
  nb_text(b, nb_at(plane.area.x + 0.2f, plane.area.y + 0.1f), name,
          nb_style(.color = NB_DIM, .size = 22, .alpha = alpha));
}

static void draw_keys(nb_board *b, const nb_frame *f, const State *s, const Moment *m)
{
  nb_vec2 middle = nb_on_plane(asking, nb_origin()), tip = nb_on_plane(asking, s->query),
          along = nb_unit(s->query);
  float asked = nb_cue(f, KEYS, 0.8f, 0.8f), shadows = nb_during(f, SCORES, SCORES);
  draw_frame(b, asking, "query and keys", nb_cue(f, KEYS, 0, 0.6f));
  float second = nb_during(f, HEADS, HEADS), named = nb_cue(f, KEYS, 1.4f, 0.6f) * fabsf(1 - 2 * second);
  nb_text(b, nb_on_plane(asking, nb_at(2.3f, -0.75f)), second < 0.5f ? "which bank? →" : "how old? →",
          nb_style(.color = NB_DIM, .size = 22, .anchor = NB_RIGHT, .alpha = named));
  nb_line(b, nb_on_plane(asking, nb_scale(-1.9f, along)), nb_on_plane(asking, nb_scale(1.9f, along)),
          nb_style(.color = NB_V, .width = 2, .dash = {4, 8}, .alpha = shadows));
  for (int k = 0; k < LENGTH; k++) {
    float drawn = nb_cue(f, KEYS, 2.4f + 0.5f * (float)k, 0.8f),
          fallen = nb_cue(f, SCORES, 0.8f + 0.3f * (float)k, 0.8f);
    nb_vec2 key = m->of[k].key, foot = nb_scale(nb_dot(key, along), along);
    nb_style arrow = nb_style(.color = NB_K, .width = 6, .size = 30, .font = NB_FONT_MEDIUM, .reveal = drawn);
    arrow.alpha = k == 3 ? fabsf(1 - 2 * swapped(f, s)) : 1; // not while it passes the name of the query
    nb_label(b, nb_on_plane(asking, key), key, m->of[k].text, arrow);
    arrow.alpha = 1 + (sqrtf(m->shares[k]) - 1) * 0.75f * nb_cue(f, SHARES, 1, 1);
    nb_arrow(b, middle, nb_on_plane(asking, key), arrow);
    nb_line(b, nb_on_plane(asking, key), nb_on_plane(asking, foot),
            nb_style(.width = 2, .dash = {5, 6}, .alpha = shadows, .reveal = fallen));
    nb_line(b, middle, nb_on_plane(asking, foot), // broader than the query
            nb_style(.color = NB_K, .width = 22, .cap = NB_CAP_BUTT, .alpha = 0.45f * shadows * fallen));
  }
  nb_arrow(b, middle, tip, nb_style(.color = NB_V, .width = 9, .reveal = asked));
  nb_vec2 side = nb_at(4 * s->query.x + 0.6f, -0.4f * s->query.y); // beside it: above and below is no room
  nb_label(b, tip, side, "\\vec q", nb_style(.color = NB_V, .size = 36, .alpha = asked));
  if (f->step == PLAY)
    nb_grab(b, &s->query, tip, nb_plane_scale(asking));
}

// ---------------------------------------------------------------------------------------------------------------
// The values and their mix

// Each value shrinks to its share, and they go tip to tail.
static void draw_parts(nb_board *b, const nb_frame *f, const Moment *m)
{
  nb_plane plane = saying(f);
  nb_vec2 tail = {0};
  float mixed = nb_cue(f, MIX, 3, 2);
  for (int k = 0; k < LENGTH; k++) {
    nb_vec2 value = m->of[k].value, part = nb_scale(m->shares[k], value), from = nb_scale(mixed, tail);
    nb_vec2 to = nb_add(from, nb_mix2(value, part, mixed));
    nb_style arrow = nb_style(.color = NB_I, .width = 6, .size = 30, .font = NB_FONT_MEDIUM);
    arrow.reveal = nb_cue(f, MIX, 0.4f + 0.3f * (float)k, 0.8f);
    nb_arrow(b, nb_on_plane(plane, from), nb_on_plane(plane, to), arrow);
    arrow.alpha = (1 - mixed) * nb_smooth(nb_length(value) - 0.4f); // those that say little stand too close
    nb_label(b, nb_on_plane(plane, to), value, m->of[k].text, arrow);
    tail = nb_add(tail, part);
  }
}

static void draw_values(nb_board *b, const nb_frame *f, const State *s, const Moment *m)
{
  static const char *const ends[] = {"water", "money", "old", "new"};
  static const nb_vec2 at[] = {{1.5f, -0.25f}, {-1.5f, -0.25f}, {-0.45f, 1.75f}, {-0.45f, -1.75f}};
  float there = nb_cue(f, ALONE, 0.4f, 0.8f), heard = nb_cue(f, MIX, 0, 0.6f);
  nb_style asked = nb_style(.alpha = nb_during(f, ALONE, ALONE) * nb_cue(f, ALONE, 3.4f, 0.8f));
  draw_frame(b, saying(f), "meaning: x", there * (1 - heard));
  draw_frame(b, saying(f), "values", heard);
  for (int k = 0; k < 4; k++)
    nb_text(b, nb_on_plane(saying(f), at[k]), ends[k],
            nb_style(.color = NB_DIM, .size = 26, .alpha = there, .anchor = NB_CENTER));
  for (int k = 0; k < 2; k++)
    nb_guess(b, nb_on_plane(saying(f), words[BANK].value),
             nb_on_plane(saying(f), nb_at(k == 0 ? 1.5f : -1.5f, 0.2f)), asked);
  draw_parts(b, f, m);
  nb_vec2 origin = nb_on_plane(saying(f), nb_origin()),
          means = nb_mix2(words[BANK].value, m->mix, nb_cue(f, MIX, 5, 1.4f)),
          tip = nb_on_plane(saying(f), means);
  nb_style bank = nb_style(.reveal = there, .color = NB_V, .width = 9, .size = 32, .font = NB_FONT_MEDIUM);
  nb_arrow(b, origin, tip, bank);
  float aside = nb_cue(f, MIX, 0.2f, 0.6f) - nb_cue(f, MIX, 5, 0.8f); // where no value stands
  nb_label(b, tip, nb_mix2(nb_at(0, means.y < 0 ? -1 : 1), nb_at(-1, 0.2f), aside), "bank", bank);
  bank.alpha = 0.5f * nb_during(f, HEADS, HEADS);
  nb_arrow(b, origin, nb_on_plane(saying(f), first_head(s).mix), bank);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

#define NUMBER "\\color{v}\\val[1] \\\\ "

// With what the formulas' letters are, and what the bars show.
static void draw_formulas(nb_board *b, const nb_frame *f, const State *s, const Moment *m)
{
  const nb_vec2 *alone = &words[BANK].value, first = first_head(s).mix;
  nb_facts(b, f, (nb_facts_spec){ALONE, .at = nb_at(NB_COLUMN, 1.8f), .size = 40},
           NB_FACTS({1.4f, "\\vec x_{\\text{bank}} = " NB_TEX_COLUMN("v", "1"),
                     .values = {&alone->x, &alone->y}}));
  nb_facts(b, f, (nb_facts_spec){KEYS, ASK, nb_at(NB_COLUMN, 1.8f), .size = 40},
           NB_FACTS({2, "\\textcolor{v}{\\vec q} = W_Q\\, \\vec x_{\\text{bank}}"},
                    {2.6f, "\\textcolor{k}{\\vec k_j} = W_K\\, \\vec x_j"},
                    {3.2f, "W_Q,\\, W_K\\text{: learned matrices}", NB_DIM, 28}));
  nb_facts(b, f, (nb_facts_spec){SCORES, SHARES, .size = 40},
           NB_FACTS({1, "s_j = \\frac{\\textcolor{v}{\\vec q} \\cdot \\textcolor{k}{\\vec k_j}}{\\sqrt 2}"}));
  nb_facts(b, f, (nb_facts_spec){SCORES, .at = nb_at(NB_COLUMN, 1.5f), .gap = 0.25f, .size = 28},
           NB_FACTS({2, "\\sqrt 2\\text{: a key is 2 numbers,}", NB_DIM},
                    {2, "\\text{with more, all scores would grow}", NB_DIM},
                    {4.6f, "\\text{above zero: it fits}", NB_K},
                    {4.6f, "\\text{below zero: it points away}", NB_K}));
  nb_facts(b, f, (nb_facts_spec){SHARES, .at = nb_at(NB_COLUMN, 1.5f), .size = 40},
           NB_FACTS({0.6f, "\\textcolor{learning}{a_j} = \\frac{e^{s_j / T}}{\\sum_i e^{s_i / T}}"}));
  nb_facts(
      b, f, (nb_facts_spec){MIX, SWAP, nb_at(NB_COLUMN, 2), .size = 36},
      NB_FACTS({3,
                "\\sum_j \\textcolor{learning}{a_j}\\, \\textcolor{i}{\\vec v_j} = " NB_TEX_COLUMN("v", "1"),
                .values = {&m->mix.x, &m->mix.y}},
               {6, "\\text{in a network: added to }\\vec x_{\\text{bank}}", NB_DIM, 28}));
  nb_facts(b, f, (nb_facts_spec){HEADS, .gap = 0.25f, .size = 28},
           NB_FACTS({1, "\\text{filled bars: this head}", NB_DIM},
                    {1, "\\text{outlined: the first head}", NB_DIM},
                    {1.6f, "\\text{both: }\\begin{bmatrix} " NUMBER NUMBER NUMBER NUMBER "\\end{bmatrix}",
                     .size = 36, .values = {&first.x, &first.y, &m->mix.x, &m->mix.y}}));
}

static void draw_sliders(nb_board *b, const nb_frame *f, const State *s)
{
  float now = temperature_now(f, s), shown = nb_cue(f, PLAY, 0.3f, 0.6f);
  nb_slider_spec spec = {.label = "\\text{temperature } T", .length = 3.5f, .min = 0.1f, .max = 10};
  spec.logarithmic = true, spec.decimals = 1;
  nb_slider(b, nb_at(NB_COLUMN, -1.4f), now == s->temperature ? &s->temperature : &now, spec,
            nb_style(NB_FROM(f, SHARES, 3, 0.8f), .alpha = nb_during(f, SHARES, SHARES) + shown));
  nb_style style = nb_style(.color = NB_I, .alpha = shown);
  nb_either(b, nb_at(NB_COLUMN, 2), &s->noun, (const char *const[]){"river", "savings"}, style);
  nb_either(b, nb_at(NB_COLUMN, 0.6f), &s->age, (const char *const[]){"old", "new"}, style);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  Moment m = moment(f, s);
  draw_keys(b, f, s, &m);
  draw_values(b, f, s, &m);
  draw_sentence(b, f, s, &m);
  nb_vec2 ring = nb_add(word_place(s->fits), nb_at(0, -0.55f)); // below what the viewer thinks fits best
  if (nb_guess_in(b, f, ASK, ring, ring))
    nb_grab_value(b, &s->fits, ring, nb_at(2.1f, 0));
  draw_formulas(b, f, s, &m);
  draw_sliders(b, f, s);
}

NB_SCENE(State, .title = "Attention", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"neural-networks/backpropagation", "linear-algebra/dot-product"},
         .state = &(const State){.query = {2, 0.2f}, .temperature = 1}, NB_DRAW(draw))
