// Vectors.
//
// What a learner believes: a vector is an arrow, or a list of numbers, or a point, depending on who is talking, and
// adding lists entry by entry is a rule that somebody made. What mends it: the three are one thing, seen from the
// origin. Adding is walking, one arrow and then the other; entries add because steps to the right and steps up can be
// walked in any order. And then the list itself turns out to be such a walk: so much of î, so much of ĵ.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 v, w;
  nb_vec2 guess; // where the viewer thinks that v and then w lead
  float c;       // what a vector is stretched by
} State;

enum { ARROW, LIST, POINT, PREDICT, ADD, ENTRIES, SCALE, RECIPE, PLAY };

static void both_walks(const void *state, void *truth)
{
  const State *s = state;
  *(nb_vec2 *)truth = nb_add(s->v, s->w);
}

static const nb_step steps[] = {
    [ARROW] = {"An arrow", .seconds = 4.5f, .say = "A vector is an *arrow*: it has a length and a direction.",
               .hear = {"A vector has a length and a direction"}},
    [LIST] = {"A list", .seconds = 8,
              .say = "Count steps to its tip, right and then up: a *list*. Left and down count as *minus*.",
              .hear = {"The list says how far to go right and how far up, with a minus for left and down"},
              .moves = {{"v", "-2,-1", .at = 3.8f}, {"v", "3,1", .at = 6.2f}}},
    [POINT] = {"A point", .seconds = 6,
               .say =
                   "If arrows start at the origin, the tip is enough: a *point*. Three pictures, one thing.",
               .hear = {"Arrow, list and point are the same thing"}},
    [PREDICT] = {"Two walks", .seconds = 6, .wait = true,
                 .ask = "Walk along v, then on from its tip just as w goes. Where do you end? Drag the ring.",
                 .say = "That is your guess. Now walk.", .answer = "guess", .truth = both_walks,
                 .moves = {{"guess", "4,3", .at = 4.4f, .seconds = 1.4f}}},
    [ADD] = {"Tip to tail", .seconds = 6.5f,
             .say =
                 "Move w to the tip of v: the same steps, the same list. The *sum* goes from start to end.",
             .hear = {"To add vectors, walk one and then the other, tip to tail"}},
    [ENTRIES] = {"Entry by entry", .seconds = 9.5f,
                 .say = "Sort the steps: first all to the right, then all up. Lists add *entry by entry*.",
                 .hear = {"Lists add entry by entry, because steps right and steps up add by themselves"}},
    [SCALE] = {"Longer, shorter, back", .seconds = 10.5f,
               .say = "A *number* c times v stretches it or shrinks it. Below 0 it turns *around*, too.",
               .hear = {"A number times a vector makes it longer or shorter",
                        "A number below zero turns it the other way"}},
    [RECIPE] =
        {"The list is a recipe", .seconds = 8,
         .say = "Let î, say i-hat, be *one* step right, and ĵ *one* step up: the list says how many of each.",
         .hear = {"The entries say how far to stretch î and ĵ", "Every vector is a sum of stretched ones"}},
    [PLAY] = {"Your own", .seconds = 10.5f, .live = true,
              .say = "Drag c, v and w: can you make the sum v + c w point straight to the *right*?",
              .moves = {{"c", "-0.5", .at = 3.6f, .seconds = 2}, {"w", "2,2", .at = 7, .seconds = 2}}},
};

static const nb_param params[] = {
    NB_POINT(State, v, "v", .min = -3, .max = 3),
    NB_POINT(State, w, "w", .min = -2, .max = 2),
    NB_POINT(State, guess, "guess", .min = -4, .max = 5),
    NB_NUMBER(State, c, "c", .min = -2, .max = 2),
};

// At the end it is seen from a little farther off, so that no sum of what can be dragged leaves it.
static nb_plane plane(const nb_frame *f)
{
  return nb_stage_plane(nb_at(-2.45f, 0.2f), 0.77f - 0.28f * nb_cue(f, PLAY, 0, 0.8f));
}

static nb_vec2 on(const nb_frame *f, nb_vec2 p)
{
  return nb_on_plane(plane(f), p);
}

// ---------------------------------------------------------------------------------------------------------------
// Walks: steps to the right, then steps up

// How many steps a run has, beside its middle.
static void draw_count(nb_board *b, const nb_frame *f, nb_vec2 middle, nb_vec2 aside, float count,
                       nb_style style)
{
  style.anchor = NB_CENTER;
  style.halo = NB_GROUND;
  style.reveal = 1;
  nb_tex(b, nb_add(on(f, middle), aside), "\\val[~1]", style, &count);
}

// How many steps have been walked: whole ones are counted as such.
static float walked(float t, float all)
{
  return all == roundf(all) ? roundf(t * all) : t * all;
}

// The walk to v, with the steps counted.
static void draw_walk(nb_board *b, const nb_frame *f, nb_vec2 v)
{
  nb_style right = nb_style(NB_BETWEEN(f, LIST, POINT, 0.4f, 1.2f), .color = NB_I, .width = 5, .size = 32),
           up = nb_style(NB_BETWEEN(f, LIST, POINT, 1.6f, 1.2f), .color = NB_J, .width = 5, .size = 32);
  nb_line(b, on(f, nb_origin()), on(f, nb_at(v.x, 0)), right);
  nb_line(b, on(f, nb_at(v.x, 0)), on(f, v), up);
  // The count of steps to the right stands on the side away from v; it fades where it changes sides.
  float under = fmaxf(-1, fminf(1, 1 + 20 * v.y));
  right.alpha *= right.reveal * fabsf(under);
  up.alpha *= up.reveal;
  draw_count(b, f, nb_at(0.5f * v.x, 0), nb_at(0, -0.3f * under), walked(right.reveal, v.x), right);
  draw_count(b, f, nb_at(v.x, 0.5f * v.y), nb_at(copysignf(0.35f, v.x), 0), walked(up.reveal, v.y), up);
}

// Both walks, tip to tail; then the steps to the right slide down, and those up slide aside: like to like.
static void draw_sorted_walks(nb_board *b, const nb_frame *f, nb_vec2 v, nb_vec2 w)
{
  float down = nb_cue(f, ENTRIES, 2.6f, 1.1f), aside = nb_cue(f, ENTRIES, 3.8f, 1.1f);
  const nb_vec2 from[] = {{0, 0}, {v.x + aside * w.x, 0}, {v.x, (1 - down) * v.y}, {v.x + w.x, v.y}};
  const nb_vec2 runs[] = {{v.x, 0}, {0, v.y}, {w.x, 0}, {0, w.y}};
  for (int k = 0; k < 4; k++) {
    nb_style style = nb_style(NB_IN(f, ENTRIES, 0.3f + 0.5f * (float)k, 0.6f), .color = k % 2 ? NB_J : NB_I,
                              .width = 5, .size = 32);
    nb_line(b, on(f, from[k]), on(f, nb_add(from[k], runs[k])), style);
    style.alpha *= nb_cue(f, ENTRIES, 5, 0.6f);
    float side = k >= 2 && nb_dot(runs[k], runs[k - 2]) < 0 ? -1 : 1; // that goes back: on the other side
    draw_count(b, f, nb_add(from[k], nb_scale(0.5f, runs[k])),
               nb_scale(side, k % 2 ? nb_at(0.3f, 0) : nb_at(0, -0.3f)), runs[k].x + runs[k].y, style);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows

// Arrows from the origin to anywhere, not to whole steps alone; then their shafts go, and the tips are left.
static void draw_crowd(nb_board *b, const nb_frame *f)
{
  float tips = nb_cue(f, POINT, 2.4f, 1.2f), there = nb_during(f, POINT, POINT);
  for (int k = 4; k < 60; k++) {
    nb_vec2 tip =
        nb_polar(0.85f * sqrtf((float)k), 2.4f * (float)k); // evenly all around, as seeds in a sunflower lie
    if (nb_length(nb_sub(tip, nb_at(2.2f, 0.4f))) < 1.6f)   // room for v, its walk and its name
      continue;
    nb_arrow(b, on(f, nb_origin()), on(f, tip),
             nb_style(NB_FROM(f, POINT, 0.2f, 1.4f), .color = NB_DIM, .width = 2.5f,
                      .alpha = 0.6f * (1 - tips) * there));
    nb_point(b, on(f, tip), nb_style(.width = 9, .alpha = tips * there));
  }
  nb_label(b, nb_sub(on(f, nb_origin()), nb_at(0.15f, 0)), nb_at(-1, -1), "\\text{origin}",
           nb_style(NB_IN(f, POINT, 0.4f, 0.8f), .size = 30));
}

// By how much v is stretched at this moment.
static float stretch(const nb_frame *f, const State *s)
{
  return NB_COURSE(f, 1, {SCALE, 0.8f, 1, 2}, {SCALE, 2.4f, 1, 0.5f}, {SCALE, 4, 0.7f, 0},
                   {SCALE, 5.3f, 0.8f, -1}, {SCALE, 6.8f, 0.8f, -2}, {SCALE, 8.4f, 1, s->c});
}

// Where a name stands outside of two arrows that meet: ahead of both, as they come in, and a little to the left of one.
static nb_vec2 outside(nb_vec2 one, nb_vec2 other, float left)
{
  nb_vec2 in = nb_scale(1 / fmaxf(1, nb_length(other)), other); // one of no length has no say
  return nb_add(nb_add(nb_unit(one), nb_scale(left, nb_perp(nb_unit(one)))), in);
}

static void draw_v(nb_board *b, const nb_frame *f, const State *s)
{
  float shaft = 1 - 0.55f * (nb_cue(f, POINT, 2.4f, 1.2f) - nb_cue(f, PREDICT, 0, 0.8f));
  float factor = stretch(f, s), stretched = nb_during(f, SCALE, SCALE),
        beside = nb_during(f, ENTRIES, ENTRIES);
  nb_vec2 scaled = nb_scale(factor, s->v), left = nb_perp(s->v);
  // Under what it is stretched to it is broad and pale, and can be compared.
  nb_vector(b, plane(f), nb_origin(), s->v, NULL,
            nb_style(NB_FROM(f, ARROW, 1.2f, 1), .color = NB_V, .width = 7 + 7 * stretched,
                     .alpha = shaft * (1 - 0.6f * stretched)));
  nb_vector(b, plane(f), nb_origin(), scaled, NULL, nb_style(.color = NB_V, .alpha = stretched));
  nb_point(b, on(f, s->v), nb_style(.color = NB_V, .alpha = fminf(1, 3 * (1 - shaft))));
  // Its name stands at the tip, out of the way of what begins at the origin and above what comes to it from below; where
  // steps are walked, beside the middle, and there away from the sum; and at the end outside of the corner.
  float above = nb_during(f, ARROW, POINT) + nb_cue(f, RECIPE, 4.2f, 1);
  nb_vec2 side = nb_mix2(nb_add(s->v, nb_scale(2 * above - 1, left)),
                         outside(s->v, nb_scale(-s->c, s->w), -0.6f), nb_cue(f, PLAY, 0, 0.8f));
  nb_label(b, on(f, s->v), side, "\\vec v",
           nb_style(.color = NB_V, .alpha = nb_cue(f, ARROW, 1.8f, 0.6f) - beside));
  nb_vector_name(b, plane(f), nb_origin(), nb_scale(1.4f, s->v), "\\vec v",
                 nb_style(.color = NB_V, .anchor = NB_LEFT, .alpha = beside));
  nb_label(b, on(f, scaled), nb_add(scaled, nb_scale(copysignf(1, factor), left)), "c\\,\\vec v",
           nb_style(.color = NB_V, .alpha = stretched * fminf(1, 4 * fabsf(factor))));
}

static void draw_sum(nb_board *b, const nb_frame *f, const State *s)
{
  nb_style w = nb_style(NB_BETWEEN(f, PREDICT, ENTRIES, 0.4f, 1), .color = NB_K);
  nb_vec2 tail = nb_scale(nb_cue(f, ADD, 0.5f, 1.6f), s->v);
  float left_behind = nb_during(f, ADD, ADD) * (1 - nb_cue(f, ADD, 2.4f, 0.6f));
  nb_vector(b, plane(f), nb_origin(), s->w, NULL, nb_style(.color = NB_K, .alpha = 0.4f * left_behind));
  nb_vector(b, plane(f), tail, s->w, NULL, w);
  w.alpha *= w.reveal * (1 - nb_visit(f, ADD, 0.5f, 1.6f)); // its name comes by that of v
  float nearer = 1 - 0.4f * nb_cue(f, ENTRIES, 0, 0.5f);    // away from the steps up
  nb_vector_name(b, plane(f), tail, nb_scale(nearer, s->w), "\\vec w", w);
  nb_vector_part(b, plane(f), nb_origin(), nb_add(s->v, s->w), "\\vec v + \\vec w",
                 nb_style(NB_BETWEEN(f, ADD, ENTRIES, 2.8f, 1.2f), .anchor = NB_LEFT));
}

// î and ĵ, so many of each, and then tip to tail.
static void draw_recipe(nb_board *b, const nb_frame *f, nb_vec2 v)
{
  float x = 1 + (v.x - 1) * nb_cue(f, RECIPE, 2.2f, 1), y = 1 + (v.y - 1) * nb_cue(f, RECIPE, 3.4f, 1);
  nb_vec2 foot = nb_at(v.x * nb_cue(f, RECIPE, 4.6f, 1.2f), 0);
  nb_style i = nb_style(NB_IN(f, RECIPE, 0.4f, 0.7f), .color = NB_I, .size = 34, .anchor = NB_TOP,
                        .halo = NB_GROUND),
           j = nb_style(NB_IN(f, RECIPE, 1.2f, 0.7f), .color = NB_J, .size = 34, .anchor = NB_CENTER,
                        .halo = NB_GROUND);
  nb_vector(b, plane(f), nb_origin(), nb_at(x, 0), NULL, i);
  nb_vector(b, plane(f), foot, nb_at(0, y), NULL, j);
  i.parts = NB_PARTS({"n", .hidden = 1 - nb_cue(f, RECIPE, 2.2f, 0.5f)}); // plain at first
  nb_tex(b, nb_sub(on(f, nb_at(0.5f * x, 0)), nb_at(0, 0.15f)), "\\part{n}{\\val[~1]\\,}\\hat\\imath", i, &x);
  float moved = nb_cue(f, RECIPE, 4.6f, 1.2f);
  j.parts = NB_PARTS({"n", .hidden = 1 - nb_cue(f, RECIPE, 3.4f, 0.5f)});
  nb_vec2 beside =
      nb_at(-0.42f + 0.9f * moved, 0); // on the outer side of v; not seen where it crosses its arrow
  j.alpha *= fabsf(1 - 2 * moved);
  nb_tex(b, nb_add(on(f, nb_add(foot, nb_at(0, 0.5f * y))), beside), "\\part{n}{\\val[~1]\\,}\\hat\\jmath", j,
         &y);
}

// v and c times w, tip to tail.
static void draw_play(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 scaled = nb_scale(s->c, s->w), sum = nb_add(s->v, scaled);
  nb_style w = nb_style(NB_IN(f, PLAY, 0.3f, 0.8f), .color = NB_K, .anchor = NB_LEFT),
           moved = nb_style(NB_IN(f, PLAY, 1, 0.8f), .color = NB_K);
  nb_vector(b, plane(f), nb_origin(), s->w, "\\vec w", w);
  nb_vector(b, plane(f), s->v, scaled, NULL, moved);
  moved.alpha *= moved.reveal * fminf(1, fmaxf(0, 2 * nb_length(scaled) - 1));
  nb_label(b, on(f, nb_add(s->v, nb_scale(0.5f, scaled))), outside(s->v, sum, -0.4f), "c\\,\\vec w", moved);
  nb_vector(b, plane(f), nb_origin(), sum, NULL, nb_style(NB_IN(f, PLAY, 1.8f, 0.8f)));
  // Its name stands on the side away from v, and goes while one is the other or nothing is left.
  float told = fminf(fminf(1, 4 * nb_length(scaled)), fmaxf(0, 2 * nb_length(sum) - 1));
  nb_label(b, on(f, sum), outside(sum, scaled, copysignf(0.6f, nb_cross(s->v, scaled))),
           "\\vec v + c\\,\\vec w", nb_style(.alpha = nb_cue(f, PLAY, 2.2f, 0.6f) * told));
  if (w.reveal >= 1)
    nb_grab_on_plane(b, plane(f), &s->w, nb_origin());
}

static void draw_plane(nb_board *b, const nb_frame *f, const State *s)
{
  nb_clip(b, nb_stage());
  nb_grid(b, nb_identity2(), nb_plane_grid(plane(f)), nb_style(NB_FROM(f, ARROW, 0, 1.6f)));
  draw_crowd(b, f);
  draw_walk(b, f, s->v);
  draw_sorted_walks(b, f, s->v, s->w);
  draw_v(b, f, s);
  draw_sum(b, f, s);
  draw_recipe(b, f, s->v);
  draw_play(b, f, s);
  nb_point(b, on(f, nb_origin()), nb_style(NB_FROM(f, ARROW, 0.6f, 0.6f), .width = 12));
  // The second walk, as the viewer has it; where that is right, its ring gives way to the arrows that end there.
  nb_fade(b, nb_right_goes(f, ADD, 0.8f, s->guess, nb_add(s->v, s->w)));
  if (nb_guess_in(b, f, PREDICT, on(f, s->v), on(f, s->guess)))
    nb_grab_on_plane(b, plane(f), &s->guess, nb_origin());
  nb_end(b);
  nb_end(b);
  if (nb_cue(f, ARROW, 1.2f, 1) >= 1 && f->step != SCALE && f->step != PREDICT)
    nb_grab_on_plane(b, plane(f), &s->v, nb_origin());
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

#define LIST_OF(format)                                                                                      \
  "\\begin{bmatrix} \\color{i}\\val[" format "] \\\\ \\color{j}\\val[" format "] \\end{bmatrix}"

// The three pictures of one thing, one below the other.
static void draw_three(nb_board *b, const nb_frame *f, const State *s)
{
  static const char *const names[] = {"an arrow", "a list", "a point"};
  static const char *const sources[] = {"\\color{v}\\vec v", LIST_OF("~1"), NB_TEX_POINT("~1")};
  for (int k = 0; k < 3; k++) {
    nb_style style = nb_style(NB_BETWEEN(f, ARROW, POINT, 0, 0), .size = 50, .anchor = NB_LEFT), name;
    nb_vec2 at = nb_at(NB_COLUMN, 2.2f - 1.75f * (float)k);
    style.reveal = nb_cue(f, ARROW + k, k == 0 ? 1.8f : 2.6f, 0.9f);
    name = style;
    name.color = NB_DIM, name.size = 26;
    nb_text(b, at, names[k], name);
    nb_formula_draw(b, nb_formula_set(b, nb_add(at, nb_at(1.5f, 0)), sources[k], style,
                                      (const float *[]){&s->v.x, &s->v.y}, k == 0 ? 0 : 2));
  }
}

static void draw_addition(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 v = nb_shown2(s->v, 1), w = nb_shown2(s->w, 1), sum = nb_add(v, w);
  nb_vec2 below = nb_at(NB_COLUMN, 0);
  nb_facts(b, f, (nb_facts_spec){.first = PREDICT, .last = ENTRIES, .size = 44},
           NB_FACTS({0.5f, "\\textcolor{v}{\\vec v} = " LIST_OF("~1"), .values = {&s->v.x, &s->v.y}},
                    {1.1f, "\\textcolor{k}{\\vec w} = " LIST_OF("~1"), .values = {&s->w.x, &s->w.y}}));
  const char *guess =
      nb_answered(f, PREDICT) ? "\\textcolor{dim}{\\text{your guess}}\\; " NB_TEX_POINT("~1") : "";
  nb_facts(b, f, (nb_facts_spec){.first = ADD, .at = below, .size = 36},
           NB_FACTS({0.5f, guess, .values = {&s->guess.x, &s->guess.y}},
                    {4, "\\text{the end}\\; " NB_TEX_POINT("~1"), .values = {&sum.x, &sum.y}}));
  nb_facts(b, f, (nb_facts_spec){.first = ENTRIES, .at = below, .size = 44},
           NB_FACTS({5.4f,
                     "\\color{v}\\vec v \\color{text} + \\color{k}\\vec w \\color{text} = \\begin{bmatrix} "
                     "\\color{i}\\val[~1] \\val[+~1] \\\\ \\color{j}\\val[~1] \\val[+~1] \\end{bmatrix}",
                     .values = {&v.x, &w.x, &v.y, &w.y}},
                    {7, "= " LIST_OF("~1"), .values = {&sum.x, &sum.y}}));
}

// c times v; what is shown is what is multiplied.
static void draw_stretch(nb_board *b, const nb_frame *f, const State *s)
{
  float factor = nb_shown(stretch(f, s), 1);
  nb_vec2 v = nb_shown2(s->v, 1), product = nb_scale(factor, v);
  const char *turned = factor < 0 ? "turned around, " : "", *length = "as long as v";
  if (fabsf(factor) != 1)
    length = factor == 0 ? "nothing is left" : fabsf(factor) < 1 ? "shorter" : "longer";
  nb_facts(b, f, (nb_facts_spec){.first = SCALE, .size = 40},
           NB_FACTS({0.4f, "c = \\val[-1]", .values = {&factor}},
                    {0.8f, "c\\,\\color{v}\\vec v \\color{text} = \\val[-1]\\," LIST_OF("~1"),
                     .values = {&factor, &v.x, &v.y}},
                    {0.8f, "= " LIST_OF("~2"), .values = {&product.x, &product.y}},
                    {0.8f, nb_words(b, "\\text{%s%s}", turned, length), .size = 32}));
}

static void draw_slider(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = f->step < PLAY ? nb_cue(f, SCALE, 9.3f, 0.8f) : nb_cue(f, PLAY, 0.4f, 0.8f);
  nb_slider(b, nb_at(NB_COLUMN, -2.2f), &s->c,
            (nb_slider_spec){.label = "c", .min = -2, .max = 2, .decimals = 1},
            nb_style(.color = NB_TEXT, .reveal = shown,
                     .alpha = nb_during(f, SCALE, SCALE) + nb_during(f, PLAY, PLAY)));
}

static void draw_sums(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 v = nb_shown2(s->v, 1), w = nb_shown2(s->w, 1), sum = nb_add(v, nb_scale(nb_shown(s->c, 1), w));
  nb_facts(
      b, f, (nb_facts_spec){.first = RECIPE, .size = 46},
      NB_FACTS({0.6f, "\\color{v}\\vec v\\color{text} = " LIST_OF("~1"), .values = {&s->v.x, &s->v.y}},
               {2.8f, "= \\textcolor{i}{\\val[~1]\\,\\hat\\imath} \\textcolor{j}{\\val[+~1]\\,\\hat\\jmath}",
                .values = {&s->v.x, &s->v.y}}));
  nb_facts(b, f, (nb_facts_spec){.first = PLAY, .size = 44},
           NB_FACTS({0.6f, "\\color{v}\\vec v\\color{text} + c\\,\\color{k}\\vec w"},
                    {1.4f, "= " LIST_OF("~1") "\\val[+1]\\," LIST_OF("~1"),
                     .values = {&s->v.x, &s->v.y, &s->c, &s->w.x, &s->w.y}},
                    {2.2f, "= " LIST_OF("~2"), .values = {&sum.x, &sum.y}},
                    {2.2f, sum.x > 0 && sum.y == 0 ? "\\text{straight right: 0 up}" : "", .size = 32}));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_plane(b, f, s);
  draw_three(b, f, s);
  draw_addition(b, f, s);
  draw_stretch(b, f, s);
  draw_sums(b, f, s);
  draw_slider(b, f, s);
}

NB_SCENE(State, .title = "Vectors", NB_STEPS(steps), NB_PARAMS(params),
         .state = &(const State){.v = {3, 1}, .w = {1, 2}, .guess = {2, 3}, .c = 1}, NB_DRAW(draw))
