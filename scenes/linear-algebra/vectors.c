// Vectors.
//
// What a learner believes: a vector is an arrow, or a list of numbers, or a point, depending on who is talking, and
// adding lists entry by entry is a rule that somebody made. What mends it: the three are one thing, seen from the
// origin. Adding is walking, one arrow and then the other; entries add because steps to the right and steps up can be
// walked in any order. And then the list itself turns out to be such a walk: so much of î, so much of ĵ.
#include <math.h>
#include <nabla/scene.h>
#include <stdio.h>

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
    [ARROW] = {"An arrow", .seconds = 4.5f, .say = "A vector is an *arrow*: so far, and in that direction.",
               .hear = {"A vector has a length and a direction"}},
    [LIST] = {"A list", .seconds = 5.5f,
              .say = "Walk to its tip: so many steps right, so many up. The arrow is a *list*.",
              .hear = {"The list says how far to go right and how far up"}},
    [POINT] = {"A point", .seconds = 6,
               .say = "Keep only the tips, and every arrow is a *point*. Three pictures, one thing.",
               .hear = {"Arrow, list and point are the same thing"}},
    [PREDICT] = {"Two walks", .seconds = 5, .wait = true,
                 .ask = "Walk along *v*, then as *w* says. Where do you end? Drag the ring there.",
                 .say = "That is your guess. Now walk.", .answer = "guess", .truth = both_walks},
    [ADD] = {"Tip to tail", .seconds = 6.5f,
             .say = "Put the second tail at the first tip: the *sum* goes straight to where you end.",
             .hear = {"To add vectors, walk one and then the other, tip to tail"}},
    [ENTRIES] = {"Entry by entry", .seconds = 8,
                 .say = "Right adds to right, and up to up: so lists add *entry by entry*.",
                 .hear = {"Lists add entry by entry, because steps right and steps up add by themselves"}},
    [SCALE] = {"Stretch", .seconds = 9,
               .say = "A number *stretches* a vector. Below zero, it turns it round.",
               .hear = {"A number times a vector makes it longer or shorter",
                        "A number below zero turns it the other way"}},
    [RECIPE] = {"The list is a recipe", .seconds = 8,
                .say = "So a list was a *sum* all along: stretch î, stretch ĵ, tip to tail.",
                .hear = {"The entries say how far to stretch î and ĵ",
                         "Every vector is a sum of stretched ones"}},
    [PLAY] = {"Your own", .seconds = 6, .live = true,
              .say = "Drag the tips, and the number. Which points can you *reach*?"},
};

static const nb_param params[] = {
    NB_POINT(State, v, "v", .min = -2.5f, .max = 3),
    NB_POINT(State, w, "w", .min = -2, .max = 2),
    NB_POINT(State, guess, "guess", .min = -2.5f, .max = 5),
    NB_NUMBER(State, c, "c", .min = -2, .max = 2),
};

// At the end it is seen from farther off, so that no sum of what can be dragged leaves it.
static nb_plane plane(const nb_frame *f)
{
  float away = nb_cue(f, PLAY, 0, 0.8f);
  return nb_stage_plane(nb_at(-2.9f, -0.75f + 0.95f * away), 0.9f - 0.42f * away);
}

static nb_vec2 on(const nb_frame *f, nb_vec2 p)
{
  return nb_on_plane(plane(f), p);
}

static void grab(nb_board *b, const nb_frame *f, const nb_vec2 *field, nb_vec2 tail)
{
  nb_grab(b, field, on(f, nb_add(tail, *field)), nb_plane_scale(plane(f)));
}

// ---------------------------------------------------------------------------------------------------------------
// Walks: steps to the right, then steps up

static void draw_run(nb_board *b, const nb_frame *f, nb_vec2 from, nb_vec2 to, nb_color color, float reveal,
                     float alpha)
{
  nb_line(b, on(f, from), on(f, to), nb_style(.color = color, .width = 5, .reveal = reveal, .alpha = alpha));
}

static void draw_walk(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_during(f, LIST, LIST);
  nb_vec2 corner = nb_at(s->v.x, 0);
  draw_run(b, f, nb_origin(), corner, NB_I, nb_cue(f, LIST, 0.4f, 1), shown);
  draw_run(b, f, corner, s->v, NB_J, nb_cue(f, LIST, 1.4f, 1), shown);
}

// Both walks, tip to tail; then the steps to the right slide down and those up slide aside, like to like.
static void draw_sorted_walks(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_during(f, ENTRIES, ENTRIES), sorted = nb_cue(f, ENTRIES, 2.6f, 1.8f);
  nb_vec2 v = s->v, w = s->w;
  nb_vec2 up = nb_at(v.x + sorted * w.x, 0), right = nb_at(v.x, (1 - sorted) * v.y);
  draw_run(b, f, nb_origin(), nb_at(v.x, 0), NB_I, nb_cue(f, ENTRIES, 0.3f, 0.6f), shown);
  draw_run(b, f, up, nb_add(up, nb_at(0, v.y)), NB_J, nb_cue(f, ENTRIES, 0.8f, 0.6f), shown);
  draw_run(b, f, right, nb_add(right, nb_at(w.x, 0)), NB_I, nb_cue(f, ENTRIES, 1.3f, 0.6f), shown);
  draw_run(b, f, nb_add(v, nb_at(w.x, 0)), nb_add(v, w), NB_J, nb_cue(f, ENTRIES, 1.8f, 0.6f), shown);
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows

// Arrows to the points of the grid all around; then their shafts go, and the tips are left.
static void draw_crowd(nb_board *b, const nb_frame *f)
{
  float grown = nb_cue(f, POINT, 0.2f, 1.4f), shafts = 1 - nb_cue(f, POINT, 2.4f, 1.2f),
        shown = nb_during(f, POINT, POINT);
  for (int x = -5; x <= 6; x++)
    for (int y = -2; y <= 4; y++) {
      nb_vec2 tip = nb_at((float)x, (float)y);
      nb_arrow(b, on(f, nb_origin()), on(f, tip),
               nb_style(.color = NB_DIM, .width = 2, .reveal = grown, .alpha = 0.6f * shafts * shown));
      nb_point(b, on(f, tip), nb_style(.color = NB_TEXT, .width = 9, .alpha = shown * (1 - shafts)));
    }
}

// By how much v is stretched at this moment.
static float stretch(const nb_frame *f, const State *s)
{
  float there = nb_cue(f, SCALE, 0.6f, 1.2f), back = nb_cue(f, RECIPE, 0, 0.8f);
  float factor = 1 + (s->c - 1) * (there - back);
  return factor + (-1 - s->c) * nb_visit(f, SCALE, 2.6f, 3.4f);
}

static void draw_v(nb_board *b, const nb_frame *f, const State *s)
{
  float shaft = 1 - nb_cue(f, POINT, 2.4f, 1.2f) + nb_cue(f, PREDICT, 0, 0.8f);
  float factor = stretch(f, s), stretched = nb_during(f, SCALE, SCALE);
  nb_vec2 tip = nb_scale(factor, s->v);
  nb_vector(b, plane(f), nb_origin(), s->v, NULL, nb_style(.color = NB_V, .alpha = 0.35f * stretched));
  nb_vector(b, plane(f), nb_origin(), tip, NULL,
            nb_style(.color = NB_V, .reveal = nb_cue(f, ARROW, 1.2f, 1), .alpha = shaft));
  nb_point(b, on(f, s->v), nb_style(.color = NB_V, .alpha = 1 - shaft));
  nb_vec2 beside = nb_sub(nb_unit(tip), nb_perp(nb_unit(tip)));
  float named = nb_cue(f, ARROW, 1.8f, 0.6f) - nb_during(f, ENTRIES, SCALE); // lines pass there meanwhile
  nb_label(b, on(f, tip), beside, "\\vec v", nb_style(.color = NB_V, .alpha = named));
  nb_label(b, on(f, tip), beside, "c\\,\\vec v", nb_style(.color = NB_V, .alpha = stretched));
}

static void draw_sum(nb_board *b, const nb_frame *f, const State *s)
{
  float slid = nb_cue(f, ADD, 0.5f, 1.6f), shown = nb_during(f, PREDICT, ENTRIES);
  float summed = nb_cue(f, ADD, 2.8f, 1.2f) * nb_during(f, ADD, ENTRIES);
  nb_vector(
      b, plane(f), nb_scale(slid, s->v), s->w, "\\vec w",
      nb_style(.color = NB_K, .anchor = NB_LEFT, .reveal = nb_cue(f, PREDICT, 0.4f, 1), .alpha = shown));
  nb_vector(b, plane(f), nb_origin(), nb_add(s->v, s->w), "\\vec v + \\vec w",
            nb_style(.color = NB_TEXT, .reveal = nb_cue(f, ADD, 2.8f, 1.2f), .alpha = summed));
}

// î and ĵ, stretched by the entries of v and put tip to tail.
static void draw_recipe(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_during(f, RECIPE, RECIPE);
  float x = 1 + (s->v.x - 1) * nb_cue(f, RECIPE, 2.2f, 1), y = 1 + (s->v.y - 1) * nb_cue(f, RECIPE, 3.4f, 1);
  float moved = nb_cue(f, RECIPE, 4.6f, 1.2f);
  nb_vector(b, plane(f), nb_origin(), nb_at(x, 0), "\\hat\\imath",
            nb_style(.color = NB_I, .reveal = nb_cue(f, RECIPE, 0.6f, 0.7f), .alpha = shown));
  nb_vector(
      b, plane(f), nb_at(moved * s->v.x, 0), nb_at(0, y), "\\hat\\jmath",
      nb_style(.color = NB_J, .anchor = NB_LEFT, .reveal = nb_cue(f, RECIPE, 1.2f, 0.7f), .alpha = shown));
}

// v and c times w, tip to tail.
static void draw_play(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_during(f, PLAY, PLAY), drawn = nb_cue(f, PLAY, 0.3f, 0.8f);
  nb_vec2 scaled = nb_scale(s->c, s->w), sum = nb_add(s->v, scaled);
  nb_vector(b, plane(f), nb_origin(), s->w, "\\vec w",
            nb_style(.color = NB_K, .anchor = NB_LEFT, .reveal = drawn, .alpha = shown));
  nb_vector(b, plane(f), s->v, scaled, "c\\,\\vec w",
            nb_style(.color = NB_K, .reveal = nb_cue(f, PLAY, 1, 0.8f), .alpha = shown));
  nb_vector(b, plane(f), nb_origin(), sum, NULL,
            nb_style(.reveal = nb_cue(f, PLAY, 1.8f, 0.8f), .alpha = shown));
  nb_point(b, on(f, sum), nb_style(.reveal = nb_cue(f, PLAY, 2.4f, 0.5f), .alpha = shown));
  if (drawn >= 1)
    grab(b, f, &s->w, nb_origin());
}

static void draw_guess(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_guessed(f, PREDICT);
  nb_guess(b, on(f, nb_origin()), on(f, s->guess), nb_style(.alpha = shown));
  if (f->step == PREDICT && shown > 0)
    grab(b, f, &s->guess, nb_origin());
}

static void draw_plane(nb_board *b, const nb_frame *f, const State *s)
{
  nb_clip(b, nb_stage());
  nb_grid(b, nb_identity2(), nb_plane_grid(plane(f)), nb_style(.reveal = nb_cue(f, ARROW, 0, 1.6f)));
  draw_crowd(b, f);
  draw_walk(b, f, s);
  draw_sorted_walks(b, f, s);
  draw_v(b, f, s);
  draw_sum(b, f, s);
  draw_recipe(b, f, s);
  draw_play(b, f, s);
  draw_guess(b, f, s);
  nb_point(b, on(f, nb_origin()), nb_style(.width = 12, .reveal = nb_cue(f, ARROW, 0.6f, 0.6f)));
  nb_end(b);
  if (nb_cue(f, ARROW, 1.2f, 1) >= 1 && f->step != SCALE && f->step != PREDICT)
    grab(b, f, &s->v, nb_origin());
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

#define LIST_OF(x, y) "\\begin{bmatrix} \\color{" x "}\\val[1] \\\\ \\color{" y "}\\val[1] \\end{bmatrix}"

// A formula with the entries of v in a row: %s stands for the sign before each.
static void draw_row(nb_board *b, nb_vec2 at, const char *format, const char *plus, nb_vec2 v, nb_style style)
{
  char source[256];
  float x = fabsf(v.x), y = fabsf(v.y);
  snprintf(source, sizeof source, format, v.x < 0 ? "-" : "", v.y < 0 ? "-" : plus);
  nb_tex(b, at, source, style, &x, &y);
}

// The three pictures of one thing, one below the other.
static void draw_three(nb_board *b, const nb_frame *f, const State *s)
{
  static const char *const names[] = {"an arrow", "a list", "a point"};
  nb_style style = nb_style(.size = 50, .anchor = NB_LEFT, .alpha = nb_during(f, ARROW, POINT));
  nb_style name = nb_style(.color = NB_DIM, .size = 26, .anchor = NB_LEFT, .alpha = style.alpha);
  for (int k = 0; k < 3; k++) {
    nb_vec2 at = nb_at(NB_COLUMN, 2.2f - 1.75f * (float)k), beside = nb_add(at, nb_at(1.5f, 0));
    name.reveal = style.reveal = nb_cue(f, ARROW + k, k == 0 ? 1.8f : 2.6f, 0.9f);
    nb_text(b, at, names[k], name);
    if (k == 0)
      nb_tex(b, beside, "\\color{v}\\vec v", style);
    else if (k == 1)
      nb_tex(b, beside, LIST_OF("i", "j"), style, &s->v.x, &s->v.y);
    else
      draw_row(b, beside, "(%s\\textcolor{i}{\\val[-1]},\\ %s\\textcolor{j}{\\val[-1]})", "", s->v, style);
  }
}

static void draw_addition(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_during(f, PREDICT, ENTRIES);
  nb_vec2 sum = nb_add(s->v, s->w);
  nb_style style = nb_style(.size = 50, .anchor = NB_LEFT, .alpha = shown);
  style.reveal = nb_cue(f, PREDICT, 0.5f, 0.8f);
  nb_tex(b, nb_at(NB_COLUMN, 2.4f), "\\color{v}\\vec v \\color{text} = " LIST_OF("i", "j"), style, &s->v.x,
         &s->v.y);
  style.reveal = nb_cue(f, PREDICT, 1.1f, 0.8f);
  nb_tex(b, nb_at(NB_COLUMN, 0.9f), "\\color{k}\\vec w \\color{text} = " LIST_OF("i", "j"), style, &s->w.x,
         &s->w.y);
  style.reveal = nb_cue(f, ENTRIES, 4.4f, 1.2f);
  style.size = 44;
  nb_tex(b, nb_at(NB_COLUMN, -0.75f),
         "\\color{v}\\vec v \\color{text} + \\color{k}\\vec w \\color{text} = " LIST_OF("i", "j"), style,
         &sum.x, &sum.y);
}

static void draw_stretch(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_during(f, SCALE, SCALE), factor = stretch(f, s);
  nb_vec2 v = nb_scale(factor, s->v);
  nb_tex(b, nb_at(NB_COLUMN, 1.6f), "\\val[1] \\; " LIST_OF("v", "v") " = " LIST_OF("v", "v"),
         nb_style(.size = 40, .anchor = NB_LEFT, .reveal = nb_cue(f, SCALE, 0.5f, 1), .alpha = shown),
         &factor, &s->v.x, &s->v.y, &v.x, &v.y);
}

static void draw_slider(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_cue(f, SCALE, 6.4f, 0.8f) * nb_during(f, SCALE, SCALE) + nb_cue(f, PLAY, 0.4f, 0.8f);
  nb_slider(b, nb_at(NB_COLUMN, -0.6f), &s->c,
            (nb_slider_spec){.label = "c", .min = -2, .max = 2, .decimals = 1},
            nb_style(.color = NB_TEXT, .reveal = fminf(1, shown)));
}

static void draw_sums(nb_board *b, const nb_frame *f, const State *s)
{
  nb_style style = nb_style(.size = 46, .anchor = NB_LEFT, .alpha = nb_during(f, RECIPE, RECIPE));
  style.reveal = nb_cue(f, RECIPE, 0.6f, 0.9f);
  nb_tex(b, nb_at(NB_COLUMN, 1.8f), "\\color{v}\\vec v\\color{text} = " LIST_OF("i", "j"), style, &s->v.x,
         &s->v.y);
  style.reveal = nb_cue(f, RECIPE, 2.2f, 2.2f);
  draw_row(b, nb_at(NB_COLUMN, 0.2f),
           "= %s\\textcolor{i}{\\val[-1]\\,\\hat\\imath} %s\\textcolor{j}{\\val[-1]\\,\\hat\\jmath}", "+",
           s->v, style);

  nb_vec2 sum = nb_add(s->v, nb_scale(s->c, s->w));
  style.alpha = nb_during(f, PLAY, PLAY);
  style.reveal = nb_cue(f, PLAY, 0.6f, 1);
  nb_tex(b, nb_at(NB_COLUMN, 1.6f),
         "\\color{v}\\vec v\\color{text} + c\\,\\color{k}\\vec w \\color{text}= " LIST_OF("text", "text"),
         style, &sum.x, &sum.y);
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
         .state = &(const State){.v = {3, 1}, .w = {1, 2}, .guess = {2, -1}, .c = 1.5f}, NB_DRAW(draw))
