// Attention.
//
// What a learner believes: a word has its meaning, and a network that reads mixes all words by some fixed rule. What breaks it: a bank
// by a river and a bank for savings are the same word. What mends it: the word asks a question, every word holds up a key, and a dot
// product says how well they fit; softmax makes shares of that, and by these shares the words' values are mixed. Key and value are two
// things: river and savings are both what "bank" asks for, and say the opposite.
//
// The vectors were set by hand, two numbers each, so that one can see why: in a query and a key the first is about kind, the second
// about age. In a network they are learnt, and have hundreds.
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
    [BY] = {"by", {-0.9f, 0.9f}, {-1.2f, -0.5f}, {-0.2f, 0.1f}},
    [THE] = {"the", {-1.1f, -0.7f}, {-0.5f, -1.3f}, {0.1f, -0.2f}},
    [OLD] = {"old", {0.5f, 1.5f}, {-0.6f, 1.8f}, {0.1f, 1.1f}},
    [NEW] = {"new", {0.2f, 1.6f}, {0.2f, 1.9f}, {-0.1f, -1.1f}},
    [RIVER] = {"river", {1.8f, 0.6f}, {1.5f, 0.1f}, {1.9f, 0.2f}},
    [SAVINGS] = {"savings", {1.9f, -0.2f}, {1.4f, 0.2f}, {-1.9f, -0.1f}},
    [BANK] = {"bank", {0.2f, -1.4f}, {1.2f, -0.4f}, {0.2f, 0.1f}},
};
static const nb_vec2 alone = {-0.1f, 0.3f}; // bank's own vector, before it has heard anything

static Word between(Word a, Word b, float t)
{
  return (Word){(t < 0.5f ? a : b).text, nb_mix2(a.key, b.key, t), nb_mix2(a.second_key, b.second_key, t),
                nb_mix2(a.value, b.value, t)};
}

// How far the river is on its way to savings.
static float swapped(const nb_frame *f, const State *s)
{
  float t = nb_visit(f, ALONE, 2, 3.6f) + nb_cue(f, SWAP, 1, 1.6f) - nb_cue(f, PLAY, 0, 1);
  return t + roundf(s->noun) * (1 - 2 * t);
}

// How far the second head has taken the first one's place.
static float second_head(const nb_frame *f)
{
  return nb_cue(f, HEADS, 1.6f, 1.2f) - nb_cue(f, PLAY, 0, 1);
}

// Once it cools down and heats up before one's eyes; then it is the viewer's.
static float temperature_now(const nb_frame *f, const State *s)
{
  return s->temperature * powf(0.15f, nb_visit(f, SHARES, 3, 2.8f) - nb_visit(f, SHARES, 6, 2.8f));
}

// What is in the picture at this moment: attention of one query (Vaswani et al., "Attention is all you need", 2017, 3.2.1).
typedef struct {
  Word of[LENGTH];
  float scores[LENGTH], shares[LENGTH];
  nb_vec2 query, mix;
} Moment;

static Moment moment(const nb_frame *f, const State *s)
{
  Moment m = {{words[BY], words[THE], between(words[OLD], words[NEW], roundf(s->age)),
               between(words[RIVER], words[SAVINGS], swapped(f, s)), words[BANK]}};
  m.query = nb_mix2(s->query, nb_at(0.2f, 2), second_head(f)); // the second one's is about age
  for (int k = 0; k < LENGTH; k++) {
    m.of[k].key = nb_mix2(m.of[k].key, m.of[k].second_key, second_head(f));
    m.scores[k] = nb_dot(m.query, m.of[k].key) / sqrtf(2);
    m.shares[k] = m.scores[k] / temperature_now(f, s);
  }
  nb_softmax(m.shares, m.shares, LENGTH);
  for (int k = 0; k < LENGTH; k++)
    m.mix = nb_add(m.mix, nb_scale(m.shares[k], m.of[k].value));
  return m;
}

static void best_fit(const void *state, void *truth)
{
  Moment m = moment(&(nb_frame){.step = ASK}, state);
  *(float *)truth = nb_right_pick(((const State *)state)->fits, m.scores, LENGTH);
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [ALONE] = {"A word alone", .seconds = 6,
               .say = "A word comes in as the *same* vector everywhere. So which *bank* is this?",
               .hear = {"A word alone cannot know its sentence"}, .needs = {"linear-algebra/vectors"}},
    [KEYS] = {"A question, and keys", .seconds = 9,
              .say = "Each word asks: its *query* (here bank's). And each shows what it offers: its *key*.",
              .hear = {"A query is what a word asks for", "A key is what a word offers",
                       "Both are made from the word's vector by learnt matrices"},
              .needs = {"neural-networks/backpropagation", "linear-algebra/transformations"}},
    [ASK] = {"Which key fits?", .seconds = 5.5f, .wait = true, .answer = "fits best", .truth = best_fit,
             .ask = "Which word will *bank* listen to most? Put the ring below it.",
             .say = "That is your guess. Now measure.", .moves = {{"fits best", "3", 3.8f, 1.5f}}},
    [SCORES] = {"How well it fits", .seconds = 12,
                .say = "How well it fits is a *dot product*: the key's shadow times the query's length.",
                .hear = {"The score is the dot product of query and key",
                         "A key pointing away scores below zero"},
                .needs = {"linear-algebra/dot-product"}},
    [SHARES] = {"Shares of one", .seconds = 10,
                .say = "*Softmax* makes shares of scores. Low *temperature*: one takes all; high: all alike.",
                .hear = {"Softmax turns any scores into shares that sum to one",
                         "A lower temperature leaves nearly all to the best"}},
    [MIX] = {"What is heard", .seconds = 11,
             .say = "Each word's *value* is what it says. Each *adds* its share to bank: it means water.",
             .hear = {"The values, weighted by the shares, are added to the word's vector"}},
    [SWAP] = {"Key and value", .seconds = 7,
              .say = "Swap a word: its *key* fits just as well, but its *value* says the opposite.",
              .hear = {"The key decides whether a word is heard, the value what it says"}},
    [HEADS] = {"A second head", .seconds = 9,
               .say = "At the same time another *head*, with its own query and keys, asks: how *old*?",
               .hear = {"Several heads ask different questions; what each hears is added"}},
    [PLAY] = {"Your own question", .seconds = 11, .live = true,
              .say = "The first head *alone*, now yours: drag its query, swap words, heat it. Who is heard?",
              .moves = {{"query", "-0.4,2", .at = 1.5f, .seconds = 1.5f},
                        {"old or new", "1", .at = 3.8f},
                        {"query", "1.9,-1", .at = 5.6f, .seconds = 1.6f},
                        {"temperature", "4", .at = 8, .seconds = 1.4f}}},
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

static const nb_plane saying = {{-7.4f, -3.2f, 4.9f, 4.5f}, -2.4f, 2.4f, -2.204f, 2.204f};
static const nb_plane asking = {{-2.2f, -3.2f, 4.9f, 4.5f}, -2.4f, 2.4f, -2.204f, 2.204f};

#define POINT "(\\val[-1],\\; \\val[-1])" // of a vector, whose two numbers these are
#define OF(v) .values = {&(v).x, &(v).y}

static nb_vec2 word_place(float k)
{
  return nb_at(-6.2f + 2.1f * k, 3.1f);
}

// ---------------------------------------------------------------------------------------------------------------
// The sentence

// When each word is measured: first one that points away, slowly; what fits best comes last.
static const float measured[LENGTH] = {4.8f, 1.2f, 5.5f, 7.4f, 6.2f};

static void draw_word(nb_board *b, const nb_frame *f, const State *s, const Moment *m, int k)
{
  const Word *word = &m->of[k];
  nb_vec2 at = word_place((float)k), below = nb_at(at.x, 1.55f);
  float heard = nb_cue(f, SHARES, 1 + 0.2f * (float)k, 0.8f) * powf(fabsf(1 - 2 * second_head(f)), 3);
  float change = fabsf(1 - 2 * swapped(f, s));
  float scored = nb_cue(f, SCORES, measured[k] + 0.7f, 0.4f) - nb_cue(f, MIX, 0, 0.6f);
  nb_style name = nb_style(.size = 40, .anchor = NB_CENTER, .font = NB_FONT_MEDIUM,
                           .reveal = nb_cue(f, ALONE, 0.2f * (float)k, 0.8f), .alpha = k == 3 ? change : 1);
  name.color = k == LENGTH - 1 ? nb_mix(b, NB_TEXT, NB_V, nb_cue(f, KEYS, 0.2f, 0.6f)) : NB_TEXT;
  nb_text(b, at, word->text, name);
  nb_style list = nb_style(.size = 28, .anchor = NB_CENTER, .color = NB_K);
  list.alpha = NB_COURSE(f, 0, {KEYS, 2.6f + 0.5f * (float)k, 1, 1}, {SHARES, 0, 1, 0}, {PLAY, 1, 1, 1});
  nb_tex(b, nb_at(at.x, at.y - 0.46f), POINT, list, &word->key.x, &word->key.y);
  list.color = NB_I, list.alpha = nb_cue(f, MIX, 1 + 0.3f * (float)k, 0.6f) - nb_cue(f, PLAY, 0, 0.6f);
  nb_tex(b, nb_at(at.x, at.y - 0.46f), POINT, list, &word->value.x, &word->value.y);
  nb_rect bar = {at.x - 0.5f, 1.8f, 1, 0.62f * m->shares[k] * heard};
  nb_rectangle(b, bar, 0, nb_style(.color = NB_LEARNING, .fill = NB_LEARNING, .width = 2, .alpha = heard));
  nb_style number = nb_style(.size = 28, .anchor = NB_CENTER, .color = NB_K, .alpha = scored);
  // It makes room for the share.
  nb_tex(b, nb_at(at.x, 1.55f + 1.09f * nb_cue(f, SHARES, 0.6f, 0.8f)), "\\val[-2]", number, &m->scores[k]);
  number.color = NB_LEARNING, number.alpha = heard;
  nb_number(b, below, m->shares[k], 2, number);
}

// ---------------------------------------------------------------------------------------------------------------
// The question and the keys

static void draw_frame(nb_board *b, nb_plane plane, const char *name, float alpha)
{
  nb_style style = nb_style(.color = NB_GRID, .width = 2, .alpha = alpha);
  nb_axes(b, plane, (nb_axes_spec){.no_numbers = true, .no_ticks = true}, style);
  style.color = NB_DIM, style.size = 22;
  nb_text(b, nb_at(plane.area.x + 0.2f, plane.area.y + 0.1f), name, style);
}

static void draw_keys(nb_board *b, const nb_frame *f, const State *s, const Moment *m)
{
  nb_vec2 q = m->query, tip = nb_on_plane(asking, q), far = nb_on_plane(asking, nb_scale(-0.95f, q)),
          middle = nb_mix2(far, tip, 0.5f), room = nb_at(20 * q.x + 3, 0.2f * q.y); // for its name
  float asked = nb_cue(f, KEYS, 0.8f, 0.8f), cast = nb_during(f, SCORES, SCORES);
  draw_frame(b, asking, "tells its kind →, age ↑", nb_cue(f, KEYS, 0, 0.6f));
  nb_line(b, middle, far, nb_style(.color = NB_V, .width = 2, .dash = {4, 8}, .alpha = cast));
  nb_fade(b, powf(fabsf(1 - 2 * second_head(f)), 3)); // another head is no motion of the first one's keys
  for (int k = 0; k < LENGTH; k++) {
    float drawn = nb_cue(f, KEYS, 2.4f + 0.5f * (float)k, 0.8f), stays = k == 1 ? 3.4f : 1;
    float up = k == 3 ? 0 : nb_cue(f, SCORES, measured[k] + stays, 0.3f);
    nb_vec2 key = m->of[k].key;
    nb_style arrow = nb_style(.color = NB_K, .width = 6, .size = 30, .font = NB_FONT_MEDIUM, .reveal = drawn);
    // Not while it passes the name of the query.
    arrow.alpha = k == 3 ? powf(fabsf(1 - 2 * swapped(f, s)), 3) : 1;
    nb_label(b, nb_on_plane(asking, key), nb_at(4 * key.x, key.y), m->of[k].text, arrow);
    arrow.alpha = 1 + (sqrtf(m->shares[k]) - 1) * 0.6f * nb_cue(f, SHARES, 1, 1);
    nb_vector(b, asking, nb_origin(), key, NULL, arrow);
    nb_shadow(b, asking, nb_origin(), key, q,
              nb_style(NB_FROM(f, SCORES, measured[k], 1), .alpha = cast - up));
  }
  nb_vector(b, asking, nb_origin(), q, NULL, nb_style(.color = NB_V, .width = 9, .reveal = asked));
  nb_label(b, tip, room, "\\vec q", nb_style(.color = NB_V, .size = 36, .alpha = asked));
  nb_end(b);
  if (f->step == PLAY)
    nb_grab(b, &s->query, tip, nb_plane_scale(asking));
}

// ---------------------------------------------------------------------------------------------------------------
// The values and their mix

// One after the other the values shrink to their shares and go tip to tail, on from what bank has heard before.
static void draw_parts(nb_board *b, const nb_frame *f, const Moment *m, nb_vec2 tail)
{
  for (int k = 0; k < LENGTH; k++) {
    float mixed = nb_cue(f, MIX, 2.8f + 0.8f * (float)k, 1);
    nb_vec2 value = m->of[k].value, part = nb_scale(m->shares[k], value), from = nb_scale(mixed, tail);
    nb_vec2 left = nb_mix2(value, part, mixed), to = nb_add(from, left);
    nb_style arrow = nb_style(.color = NB_I, .width = 6, .size = 30, .font = NB_FONT_MEDIUM);
    arrow.reveal = nb_cue(f, MIX, 0.4f + 0.3f * (float)k, 0.8f);
    nb_arrow(b, nb_on_plane(saying, from), nb_on_plane(saying, to), arrow);
    // Those that say little stand too close to have their names.
    arrow.alpha = (1 - nb_cue(f, MIX, 7, 0.4f)) * nb_smooth(nb_length(left) - 0.4f);
    nb_label(b, nb_on_plane(saying, to), nb_at(8 * value.x, value.y), m->of[k].text, arrow);
    tail = nb_add(tail, part);
  }
}

static void draw_values(nb_board *b, const nb_frame *f, const Moment *first, const Moment *m)
{
  static const char *const ends[] = {"water", "money", "old", "new"};
  static const nb_vec2 at[] = {{1.5f, -0.25f}, {-1.5f, -0.25f}, {-0.45f, 2}, {-0.45f, -2}};
  float seen = nb_cue(f, ALONE, 0.4f, 0.8f);
  draw_frame(b, saying, "meaning", seen);
  for (int k = 0; k < 4; k++)
    nb_text(b, nb_on_plane(saying, at[k]), ends[k],
            nb_style(.color = NB_DIM, .size = 26, .alpha = seen, .anchor = NB_CENTER));
  nb_vec2 heard = nb_scale(second_head(f), first->mix), before = nb_add(alone, heard);
  draw_parts(b, f, m, before);
  nb_style bank = nb_style(.reveal = seen, .color = NB_V, .width = 9, .size = 32, .font = NB_FONT_MEDIUM);
  nb_vec2 means = nb_mix2(alone, nb_add(before, m->mix), nb_cue(f, MIX, 7.4f, 1.4f));
  nb_vector(b, saying, nb_origin(), alone, NULL, nb_style(.color = NB_V, .width = 9, .alpha = 0.45f * seen));
  nb_vector(b, saying, alone, heard, NULL, nb_style(.color = NB_I, .width = 6, .alpha = 0.45f));
  nb_vector(b, saying, nb_origin(), means, NULL, bank);
  nb_vec2 clear = nb_mix2(nb_at(-1, 0.2f), nb_at(0.5f * means.x, 4 * means.y), nb_cue(f, MIX, 7.4f, 0.8f));
  nb_label(b, nb_on_plane(saying, means), clear, "bank", bank); // of the axis and the values
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// The word that is measured in numbers at this moment; and how the share of what fits best is made, at T = 1.
static void draw_scores(nb_board *b, const nb_frame *f, const Moment *m)
{
  int k = f->step > SCORES || f->seconds > measured[3] ? 3 : 1;
  const nb_vec2 *q = &m->query, *key = &m->of[k].key;
  float powers[LENGTH], all = 0, share, product = nb_dot(*q, *key);
  for (int j = 0; j < LENGTH; j++)
    all += powers[j] = expf(m->scores[j]);
  share = powers[3] / all;
  nb_fade(b, 1 - nb_visit(f, SCORES, measured[3] - 0.4f, 0.8f)); // from one word to the other
  nb_facts(
      b, f, (nb_facts_spec){SCORES, .gap = 0.25f, .size = 28},
      NB_FACTS({1, "s_j = \\frac{\\vec q \\cdot \\vec k_j}{\\sqrt 2}", .size = 40},
               {1.4f, nb_words(b, "\\textcolor{k}{\\text{%s: }} \\vec q \\cdot \\vec k", m->of[k].text)},
               {1.4f, "{}= \\val[-1] \\cdot (\\val[-1]) + \\val[-1] \\cdot (\\val[-1]) = \\val[-2]",
                .size = 25, .values = {&q->x, &key->x, &q->y, &key->y, &product}},
               {1.8f, "s = \\frac{\\val[-2]}{\\sqrt 2} = \\val[-2]", .values = {&product, &m->scores[k]}},
               {2.4f, k == 3 ? "\\text{above zero: it points along}" : "\\text{below zero: it points away}"},
               {4, "\\text{(}n\\text{ numbers: }\\sqrt n\\text{ keeps scores small)}", NB_DIM, 26}));
  nb_end(b);
  nb_facts(
      b, f, (nb_facts_spec){SHARES, .gap = 0.25f, .size = 26},
      NB_FACTS({1, "\\textcolor{learning}{a_j} = \\frac{e^{s_j / T}}{\\sum_i e^{s_i / T}}", .size = 40},
               {1.4f, "e^s > 0\\text{, whatever } s\\text{; at } T = 1\\text{:}"},
               {1.8f, "\\val[-1] + \\val[-1] + \\val[-1] + \\val[-1] + \\val[-1] = \\val[-1]",
                .values = {&powers[0], &powers[1], &powers[2], &powers[3], &powers[4], &all}},
               {2, "\\text{river: }\\frac{e^{\\val[-2]}}{\\val[-1]} = \\val[-2]\\text{; with 1 more in } s",
                .values = {&m->scores[3], &all, &share}},
               {2.6f, "\\text{than another, 2.7 times as much}"}));
  nb_rectangle(b, (nb_rect){word_place(3).x - 0.5f, 1.35f, 1, 0.42f}, 0.06f,
               nb_style(NB_IN(f, SCORES, 10, 0.6f), .color = NB_V));
}

#define W_Q "\\begin{bmatrix} -2 & 6 \\\\ 1 & 1 \\end{bmatrix}" // takes bank to its query

#define FROM_TO(color, name, v, w)                                                                           \
  "\\textcolor{" color "}{\\text{" name ": }" POINT " \\to " POINT "}",                                      \
      .values = {&(v).x, &(v).y, &(w).x, &(w).y}

// With what the formulas' letters are, and what the bars show.
static void draw_formulas(nb_board *b, const nb_frame *f, nb_vec2 first, const Moment *m)
{
  nb_vec2 heard = nb_add(alone, m->mix), both = nb_add(heard, first);
  nb_facts(b, f, (nb_facts_spec){ALONE, .at = nb_at(NB_COLUMN, 1.8f), .size = 40},
           NB_FACTS({1, "\\vec x_{\\text{bank}} = " NB_TEX_COLUMN("v", "1"), OF(alone)}));
  nb_facts(
      b, f, (nb_facts_spec){KEYS, ASK, .at = nb_at(NB_COLUMN, 1.8f)},
      NB_FACTS({1.2f, "\\textcolor{v}{\\vec q = " POINT "}\\text{: kind?}", OF(m->query)},
               {2, "{}= W_Q\\, \\vec x_{\\text{bank}} = " W_Q NB_TEX_COLUMN("v", "1"), .size = 28, OF(alone)},
               {3, "2.0 = -2 \\cdot (-0.1) + 6 \\cdot 0.3\\text{, …}", NB_DIM, 28},
               {5.5f, "\\textcolor{k}{\\vec k_j} = W_K\\, \\vec x_j"},
               {6.4f, "W\\text{: learned; keys here set by hand}", NB_DIM, 26}));
  nb_facts(
      b, f, (nb_facts_spec){MIX, SWAP, nb_at(NB_COLUMN, 2), .size = 36},
      NB_FACTS({1, "\\textcolor{i}{\\vec v_j} = W_V\\, \\vec x_j\\text{, here by hand}"},
               {6.2f, "\\sum_j \\textcolor{learning}{a_j}\\, \\textcolor{i}{\\vec v_j} = " POINT, OF(m->mix)},
               {7, "\\vec x_{\\text{bank}}\\text{ + that} = " NB_TEX_COLUMN("v", "1"), OF(heard)}));
  nb_facts(b, f, (nb_facts_spec){SWAP, .at = nb_at(NB_COLUMN, -1), .size = 28},
           NB_FACTS({1, FROM_TO("k", "key", words[RIVER].key, words[SAVINGS].key)},
                    {2.2f, FROM_TO("i", "value", words[RIVER].value, words[SAVINGS].value)}));
  nb_facts(b, f, (nb_facts_spec){HEADS, .at = nb_at(NB_COLUMN, 2), .gap = 0.3f, .size = 32},
           NB_FACTS({0.6f, "\\textcolor{i}{\\text{first head: } " POINT "}", OF(first)},
                    {1.6f, "\\textcolor{v}{\\vec q = " POINT "}\\text{: age?}", OF(m->query)},
                    {2.4f, "\\text{values: here the same, else its own}", NB_DIM, 26},
                    {3, "\\textcolor{i}{\\text{this head: } " POINT "}", OF(m->mix)},
                    {4.4f, "\\vec x_{\\text{bank}}\\text{ + both} = " NB_TEX_COLUMN("v", "1"), OF(both)}));
}

static void draw_sliders(nb_board *b, const nb_frame *f, const State *s)
{
  float now = temperature_now(f, s), shown = nb_cue(f, PLAY, 0.3f, 0.6f);
  nb_slider_spec spec = {.label = "\\text{temperature } T", .length = 3.5f, .min = 0.1f, .max = 10};
  spec.logarithmic = true, spec.decimals = 2;
  nb_slider(b, nb_at(NB_COLUMN, -1.4f), now == s->temperature ? &s->temperature : &now, spec,
            nb_style(NB_FROM(f, SHARES, 1.8f, 0.8f), .alpha = nb_during(f, SHARES, SHARES) + shown));
  nb_style style = nb_style(.color = NB_I, .alpha = shown);
  nb_either(b, nb_at(NB_COLUMN, 2), &s->noun, (const char *const[]){"river", "savings"}, style);
  nb_either(b, nb_at(NB_COLUMN, 0.6f), &s->age, (const char *const[]){"old", "new"}, style);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  Moment m = moment(f, s), first = moment(&(nb_frame){.step = HEADS}, s); // the first head alone
  draw_keys(b, f, s, &m);
  draw_values(b, f, &first, &m);
  for (int k = 0; k < LENGTH; k++)
    draw_word(b, f, s, &m, k);
  nb_vec2 ring = nb_add(word_place(s->fits), nb_at(0, -1)); // below what the viewer thinks fits best
  if (nb_guess_in(b, f, ASK, ring, ring))
    nb_grab_value(b, &s->fits, ring, nb_at(2.1f, 0));
  draw_scores(b, f, &m);
  draw_formulas(b, f, first.mix, &m);
  draw_sliders(b, f, s);
}

NB_SCENE(State, .title = "Attention", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"neural-networks/backpropagation", "linear-algebra/dot-product"},
         .state = &(const State){.query = {2, 0.2f}, .temperature = 1}, NB_DRAW(draw))
