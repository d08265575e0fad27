// Matrix multiplication as composition.
//
// What a learner believes: the product of two matrices is a rule about rows and columns, and, like the product of numbers,
// the same either way round. What mends it: a product is one motion after another. To know it, follow î and ĵ: the first
// matrix says where they land, the second moves that. Then do both orders at once, side by side, and see them part.
//
// What has been moved has a prime for each motion. Where the plane is to move anew, the picture fades and comes back at rest: nothing is undone before one's eyes.
#include <math.h>
#include <nabla/math/mat2.h>
#include <nabla/scene.h>

typedef struct {
  nb_mat2 a, b;  // the motion that comes first, and the one that follows
  nb_vec2 guess; // where the viewer thinks that î ends
} State;

enum { FIRST, ALONE, PREDICT, THEN, ONE, COLUMNS, RIGHT, ORDER, PLAY };

static void both(const void *state, void *truth)
{
  const State *s = state;
  *(nb_vec2 *)truth = nb_apply(s->b, s->a.i);
}

static const nb_step steps[] = {
    [FIRST] = {"First A", .seconds = 6,
               .say = "A is a motion. Its columns say *where* it takes î and ĵ: to î′ and ĵ′.",
               .hear = {"A matrix is a motion, and its columns are where î and ĵ land"},
               .needs = {"linear-algebra/transformations"}},
    [ALONE] = {"And B", .seconds = 6,
               .say = "B is another motion. Alone, it takes î and ĵ to *its* two columns.",
               .hear = {"B takes î to its first column and ĵ to its second"}},
    [PREDICT] = {"What will B do?", .seconds = 7, .wait = true,
                 .ask = "Start again: A *first*. Then B: where does it take î′? Drag the ring.",
                 .say = "That is your guess. Now B.", .answer = "guess", .truth = both,
                 .moves = {{"guess", "1,-1", .at = 5.2f, .seconds = 1.4f}}},
    [THEN] = {"Then B", .seconds = 7,
              .say = "î′ stands where ĵ began. So B moves it as it moved ĵ: to B’s *second* column.",
              .hear = {"The second motion moves what the first has moved"}},
    [ONE] = {"All at once", .seconds = 7,
             .say = "The grid stays straight and even, so *one* motion leads there too. What is its matrix?",
             .hear = {"One motion after another is again linear", "Its matrix is the product"}},
    [COLUMNS] = {"Column by column", .seconds = 14,
                 .say = "Follow the arrows: a column of A says *how much* of each column of B to add.",
                 .hear = {"Each column of BA is B applied to a column of A"}},
    [RIGHT] = {"Read from the right", .seconds = 9,
               .say = "The matrix of both is the *product* BA. Read it from the right: A moves v *first*.",
               .hear = {"The motion on the right comes first",
                        "The one matrix BA takes v where the two took it"}},
    [ORDER] = {"Both orders", .seconds = 14.5f,
               .say = "The same two motions, in both orders. Follow the square: does it end the *same*?",
               .hear = {"The order matters: AB is not BA"}},
    [PLAY] = {"Your own motions", .seconds = 9, .live = true,
              .say = "B turns and scales. Drag the numbers of A until both orders end the *same*.",
              .moves = {{"A", "0,-1,1,0", .at = 2, .seconds = 2}, {"A", "1,-1,1,1", .at = 5, .seconds = 2}}},
};

static const nb_param params[] = {
    NB_MATRIX(State, a, "A", .min = -1.5f, .max = 1.5f),
    NB_MATRIX(State, b, "B", .min = -1.5f, .max = 1.5f),
    NB_POINT(State, guess, "guess", .min = -2, .max = 2),
};

// ---------------------------------------------------------------------------------------------------------------
// Motions

// So much of two motions, one after the other: 1 is where the first leads, 2 where the second does.
static nb_mat2 one_after_other(nb_mat2 first, nb_mat2 then, float way)
{
  return nb_multiply(nb_mat2_path(nb_identity2(), then, fmaxf(0, way - 1)),
                     nb_mat2_path(nb_identity2(), first, fminf(1, way)));
}

// How many motions have moved the arrows; none, where the picture has begun anew. In ONE it is both at once.
static float landed(const nb_frame *f)
{
  return NB_COURSE(f, 0, {FIRST, 2, 2.4f, 1}, {ALONE, 0.3f, 0, 0}, {ALONE, 1.8f, 2.4f, 1},
                   {PREDICT, 0.3f, 0, 0}, {PREDICT, 1, 1.8f, 1}, {THEN, 1.2f, 2.6f, 2}, {ONE, 0.3f, 0, 0},
                   {ONE, 1.4f, 2.8f, 2}, {COLUMNS, 0.3f, 0, 0}, {RIGHT, 1.8f, 1.6f, 1}, {RIGHT, 4, 1.8f, 2},
                   {ORDER, 0.3f, 0, 0}, {ORDER, 2.8f, 2.4f, 1}, {ORDER, 5.8f, 2.4f, 2});
}

// Is the picture this step's? It changes in the middle of its fading.
static bool shows(const nb_frame *f, int step)
{
  return nb_begun(f, step) && !nb_begun(f, step + 1);
}

static nb_mat2 motion(const nb_frame *f, const State *s)
{
  if (shows(f, ONE))
    return nb_mat2_path(nb_identity2(), nb_multiply(s->b, s->a), 0.5f * landed(f));
  return one_after_other(shows(f, ALONE) ? s->b : s->a, s->b, landed(f));
}

// How far a basis vector has come in COLUMNS: 1 is where A takes it, 2 where B takes it from there.
static float way_of(const nb_frame *f, int column)
{
  return nb_cue(f, COLUMNS, column == 0 ? 1 : 5.8f, 1.4f) +
         nb_cue(f, COLUMNS, column == 0 ? 3.2f : 10.4f, 1.4f);
}

// ---------------------------------------------------------------------------------------------------------------
// Planes: one that fills the stage, and then two

static const nb_vec2 carried = {2, 1}; // v, to be carried along

// Half of the stage, or more of it: what is left of the middle has (0, 0) in its own.
static nb_plane plane(const nb_frame *f, int side)
{
  float split = nb_cue(f, ORDER, 0.8f, 1.4f), unit = 1.45f - 0.69f * split;
  nb_rect all = nb_stage(),
          area = {all.x, all.y + 0.6f * split, all.width - 5.65f * split, all.height - 0.6f * split};
  if (side == 1)
    area = (nb_rect){area.x + 5.65f, area.y, 5.45f, area.height};
  nb_vec2 half = nb_at(0.5f * area.width / unit, 0.5f * area.height / unit);
  return (nb_plane){area, -half.x, half.x, -half.y, half.y};
}

// What a column of A makes of B's columns: so much of the one, and from there so much of the other. Of one alone there is nothing to add.
static void draw_mix(nb_board *b, const nb_frame *f, const State *s, int column, float at)
{
  nb_vec2 shares = column == 0 ? s->a.i : s->a.j, first = nb_scale(shares.x, s->b.i);
  for (int k = 0; k < 2 && shares.x * shares.y != 0; k++)
    nb_vector_part(b, plane(f, 0), k == 0 ? nb_origin() : first, k == 0 ? first : nb_scale(shares.y, s->b.j),
                   nb_words(b, "\\textcolor{%c}{%g}\\cdot B\\hat\\%cmath", "ij"[column],
                            (double)nb_shown(k == 0 ? shares.x : shares.y, 1), "ij"[k]),
                   nb_style(NB_IN(f, COLUMNS, at + 0.9f * (float)k, 0.8f), .color = k == 0 ? NB_I : NB_J,
                            .width = 5, .size = 27, .anchor = k == 0 ? NB_LEFT : NB_CENTER));
}

// A basis vector, and the way that its tip has come: by A, and on by B.
static void draw_way(nb_board *b, const nb_frame *f, const State *s, int column)
{
  enum { POINTS = 64 };
  nb_vec2 points[POINTS + 1], start = column == 0 ? nb_at(1, 0) : nb_at(0, 1);
  nb_plane p = plane(f, 0);
  float way = way_of(f, column);
  nb_style style = nb_style(.color = column == 0 ? NB_I : NB_J, .width = 3, .dash = {8, 7});
  for (int k = 0; k <= POINTS; k++)
    points[k] = nb_on_plane(p, nb_apply(one_after_other(s->a, s->b, way * (float)k / POINTS), start));
  nb_polyline(b, points, POINTS + 1, style);
  draw_mix(b, f, s, column, column == 0 ? 2.6f : 8.4f);
  style = nb_style(NB_FROM(f, COLUMNS, column == 0 ? 0 : 5.2f, 0.5f), .color = style.color);
  nb_vec2 tip = nb_apply(one_after_other(s->a, s->b, way), start);
  nb_vector(b, p, nb_origin(), tip, NULL, style);
  const char *name = nb_primed(b, column == 0 ? "\\hat\\imath" : "\\hat\\jmath", way, &style.alpha);
  nb_label(b, nb_on_plane(p, tip), column == 0 ? nb_at(0.7f, 0.7f) : nb_at(-0.7f, -0.7f), name, style);
  for (int k = 0; k < 2; k++) {
    // Far enough along to be clear of what else is there.
    nb_vec2 at = nb_apply(one_after_other(s->a, s->b, k == 1 ? 1.5f : column == 0 ? 0.15f : 0.8f), start);
    nb_label(b, nb_on_plane(p, at), at, k == 0 ? "A" : "B",
             nb_style(.size = 30, .alpha = fminf(1, fmaxf(0, 2 * (way - (float)k) - 1))));
  }
}

// Where arrows were, or will be seen to land.
static void draw_ghosts(nb_board *b, nb_plane p, nb_mat2 m, float alpha)
{
  nb_vector(b, p, nb_origin(), m.i, NULL, nb_style(.color = NB_I, .width = 4, .alpha = 0.4f * alpha));
  nb_vector(b, p, nb_origin(), m.j, NULL, nb_style(.color = NB_J, .width = 4, .alpha = 0.4f * alpha));
}

// Where B took them alone, and so takes what stands where they began.
static void draw_alone(nb_board *b, const nb_frame *f, const State *s, nb_plane p)
{
  float took = nb_during(f, ALONE, ALONE) * nb_cue(f, ALONE, 3.8f, 0.8f);
  float takes = nb_during(f, THEN, THEN) * fmaxf(0, 3 - 2 * landed(f)); // gone before î″ has its name
  nb_label(b, nb_on_plane(p, s->b.i), nb_at(1, 0.1f), "B\\hat\\imath",
           nb_style(.color = NB_I, .alpha = took));
  nb_label(b, nb_add(nb_on_plane(p, s->b.j), nb_at(0, 0.15f * takes)), nb_at(-0.4f, 1), "B\\hat\\jmath",
           nb_style(.color = NB_J, .alpha = took + takes));
  nb_vector(b, p, nb_origin(), s->b.j, NULL, nb_style(.color = NB_J, .width = 4, .alpha = takes));
}

// What only the first order has: v, carried along, the guess, and the arrows on their way.
static void draw_first_order(nb_board *b, const nb_frame *f, const State *s, nb_mat2 m)
{
  nb_plane p = plane(f, 0);
  draw_ghosts(b, p, nb_multiply(s->b, s->a), shows(f, ONE)); // where both led
  draw_alone(b, f, s, p);
  nb_fade(b, nb_right_goes(f, THEN, 1.2f, s->guess, nb_apply(s->b, s->a.i)));
  nb_guess_on_plane(b, f, PREDICT, p, &s->guess, nb_origin());
  nb_end(b);
  for (int column = 0; column < 2 && shows(f, COLUMNS); column++)
    draw_way(b, f, s, column);
  nb_style along = nb_style(NB_IN(f, RIGHT, 0.5f, 0.6f), .color = NB_V);
  nb_vector(b, p, nb_origin(), nb_apply(m, carried), NULL, along);
  nb_vector(b, p, nb_origin(), carried, "\\vec v", // where it was
            nb_style(.color = NB_V, .width = 4, .alpha = 0.5f * along.alpha * fminf(1, landed(f))));
  const char *name = nb_primed(b, "\\vec v", landed(f), &along.alpha);
  nb_label(b, nb_on_plane(p, nb_apply(m, carried)), nb_at(0.4f, 1), name, along);
}

// The plane and its arrows in one order, or, beside it, in the other; nothing of one reaches into the next.
static void draw_order(nb_board *b, const nb_frame *f, const State *s, int side)
{
  static const char *const words[] = {"BA: first A, then B", "AB: first B, then A"};
  nb_plane p = plane(f, side);
  nb_mat2 m = side == 0 ? motion(f, s) : one_after_other(s->b, s->a, landed(f));
  float parted = nb_cue(f, ORDER, 1.9f, 0.7f), way = landed(f);
  nb_style style = nb_style(.reveal = side == 0 ? nb_cue(f, FIRST, 0, 1.6f) : parted);
  // Primes: B alone gives none, both at once give two.
  float primes = shows(f, ONE) ? 0.5f * way + (float)(way > 1) : shows(f, ALONE) ? fminf(0.5f, way) : way;
  nb_clip(b, p.area);
  nb_moved_plane(b, p, m, style);
  nb_parallelogram_on_plane(b, p, nb_origin(), m.i, m.j,
                            nb_style(.fill = NB_V, .width = -1, .alpha = 0.25f * parted));
  if (!shows(f, RIGHT)) // there v is followed, and shows where it was
    draw_ghosts(b, p, nb_identity2(),
                style.reveal * (shows(f, COLUMNS) ? 1 : fminf(1, way) - nb_cue(f, PLAY, 0, 0.5f)));
  if (side == 0)
    draw_first_order(b, f, s, m);
  if (!shows(f, COLUMNS))
    nb_moved_basis(b, p, m, primes, style);
  nb_point(b, nb_on_plane(p, nb_origin()), nb_style(.width = 12, .reveal = style.reveal));
  nb_end(b);
  nb_text_below(b, p.area, words[side], nb_style(.color = NB_TEXT, .size = 28, .reveal = parted));
}

// A tip that is dragged moves a column of A: what that does to the tip is B's doing.
static void offer_hands(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 moves = nb_multiply(nb_plane_scale(plane(f, 0)), s->b);
  nb_grab(b, &s->a.i, nb_on_plane(plane(f, 0), nb_apply(s->b, s->a.i)), moves);
  nb_grab(b, &s->a.j, nb_on_plane(plane(f, 0), nb_apply(s->b, s->a.j)), moves);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static nb_formula set_matrix(nb_board *b, float y, const char *source, const nb_mat2 *m, nb_style style)
{
  style.size = 38;
  style.anchor = NB_LEFT;
  return nb_formula_at(b, nb_at(NB_COLUMN, y), source, style, &m->i.x, &m->j.x, &m->i.y, &m->j.y);
}

// Does it only turn and scale? Of such motions either may come first.
static bool turns(nb_mat2 m)
{
  return nb_length(nb_sub(m.j, nb_perp(m.i))) < 0.1f;
}

// The first column of a matrix comes then, and the second.
#define COME(step, first, second)                                                                            \
  NB_PARTS({"i", .hidden = 1 - nb_cue(f, step, first, 0.7f)},                                                \
           {"j", .hidden = 1 - nb_cue(f, step, second, 0.7f)})

static void draw_matrices(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 first_shown = {nb_shown2(s->a.i, 1), nb_shown2(s->a.j, 1)};
  nb_mat2 then_shown = {nb_shown2(s->b.i, 1), nb_shown2(s->b.j, 1)};
  nb_mat2 product = nb_multiply(then_shown, first_shown), other = nb_multiply(first_shown, then_shown);
  float first = nb_cue(f, COLUMNS, 0.4f, 0.6f), second = nb_cue(f, COLUMNS, 5.2f, 0.6f);
  nb_formula_draw(
      b, set_matrix(b, 2.85f, "A = " NB_TEX_MATRIX("~1"), &s->a,
                    nb_style(NB_FROM(f, FIRST, 1, 1),
                             .parts = NB_PARTS({"j", .dim = 0.7f * (first - second)},
                                               {"i", .dim = 0.7f * (second - nb_cue(f, RIGHT, 0, 0.5f))}))));
  nb_text(b, nb_at(NB_COLUMN, 1.5f), "a prime: moved once",
          nb_style(NB_IN(f, FIRST, 4.2f, 0.8f), .color = NB_DIM, .size = 28));
  nb_formula_draw(b, set_matrix(b, 1.75f, "B = " NB_TEX_MATRIX("~1"), &s->b,
                                nb_style(NB_FROM(f, ALONE, 0.6f, 1),
                                         .parts = NB_PARTS({"i", .dim = 0.7f * nb_during(f, THEN, THEN)}))));
  nb_formula_morph(b,
                   set_matrix(b, 0.65f, "\\text{both} = " NB_TEX_MATRIX("~1"), &product,
                              nb_style(NB_FROM(f, ONE, 4, 1), .parts = COME(COLUMNS, 4.6f, 11.8f))),
                   set_matrix(b, 0.65f, "BA = " NB_TEX_MATRIX("~1"), &product, nb_style()),
                   nb_cue(f, RIGHT, 0, 0.8f));
  nb_formula_draw(b, set_matrix(b, -0.4f, "AB = " NB_TEX_MATRIX("~1"), &other,
                                nb_style(NB_FROM(f, ORDER, 8, 0.8f), .parts = COME(ORDER, 10.2f, 12.2f))));
  bool same = nb_length(nb_sub(product.i, other.i)) + nb_length(nb_sub(product.j, other.j)) < 0.1f;
  nb_tex(b, nb_at(NB_COLUMN, -2.75f + 1.55f * nb_cue(f, PLAY, 0.3f, 0.8f)),
         same ? "BA = AB" : "BA \\ne AB\\text{: the order matters}",
         nb_style(NB_FROM(f, ORDER, 12.8f, 0.8f), .size = 32));
  nb_text(b, nb_at(NB_COLUMN, -1.85f),
          turns(first_shown) && turns(then_shown) ? "A too only turns and scales" : "",
          nb_style(.color = NB_DIM, .size = 28, .alpha = nb_during(f, PLAY, PLAY)));
}

#define END(color) "\\part{end}{\\," NB_TEX_COLUMN(color, "~1") "\\,}"
#define SUM_OF(matrix, color)                                                                                \
  matrix NB_TEX_COLUMN(color, "~1") "= \\textcolor{" color "}{\\val[~1]}" NB_TEX_COLUMN(                     \
      "i", "~1") "\\textcolor{" color "}{\\val[+~1]}" NB_TEX_COLUMN("j", "~1") "=" END(color)

// A matrix applied to a column: so much of its own first column, and so much of its second.
static nb_formula draw_column(nb_board *b, float y, const char *source, nb_vec2 column, const nb_mat2 *by,
                              nb_style style)
{
  nb_vec2 shares = {nb_shown(column.x, 1), nb_shown(column.y, 1)}, end = nb_apply(*by, shares);
  style.size = 29;
  style.anchor = NB_LEFT;
  nb_formula sum = nb_formula_at(b, nb_at(NB_COLUMN, y), source, style, &column.x, &column.y, &shares.x,
                                 &by->i.x, &by->i.y, &shares.y, &by->j.x, &by->j.y, &end.x, &end.y);
  return nb_formula_draw(b, nb_formula_within(sum, 3.54f)); // up to the margin
}

static void draw_columns(nb_board *b, const nb_frame *f, const State *s)
{
  draw_column(b, -0.9f, SUM_OF("B", "i"), s->a.i, &s->b, nb_style(NB_IN(f, COLUMNS, 2.6f, 1.6f)));
  draw_column(b, -2, SUM_OF("B", "j"), s->a.j, &s->b, nb_style(NB_IN(f, COLUMNS, 7.4f, 2.4f)));
  draw_column(b, -1.22f, SUM_OF("A", "i"), s->b.i, &s->a, nb_style(NB_IN(f, ORDER, 8.6f, 1.6f)));
  draw_column(b, -1.96f, SUM_OF("A", "j"), s->b.j, &s->a, nb_style(NB_IN(f, ORDER, 10.6f, 1.6f)));
}

// BA next to v, v on its way, and the same in one: both end alike.
static void draw_reading(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 once = nb_apply(s->a, carried), twice = nb_apply(s->b, once);
  nb_mat2 product = nb_multiply(s->b, s->a);
  nb_style style = nb_style(NB_IN(f, RIGHT, 0.5f, 0.5f), .size = 50, .anchor = NB_LEFT);
  style.parts = NB_PARTS({"a", .hidden = 1 - nb_cue(f, RIGHT, 0.9f, 0.6f)},
                         {"b", .hidden = 1 - nb_cue(f, RIGHT, 3.8f, 0.7f)});
  nb_tex(b, nb_at(NB_COLUMN, -0.65f),
         "\\part{b}{\\underbrace{B}_{\\text{then}}}\\;\\part{a}{\\underbrace{A}_{\\text{first}}}\\;\\color{v}"
         "\\vec v",
         style);
  style.size = 32;
  style.parts = NB_PARTS({"a", .hidden = 1 - nb_cue(f, RIGHT, 2.6f, 0.8f)},
                         {"b", .hidden = 1 - nb_cue(f, RIGHT, 5, 0.8f)});
  nb_formula ways[] = {
      nb_tex(b, nb_at(NB_COLUMN, -1.75f),
             NB_TEX_COLUMN("v", "~1") "\\part{a}{\\xrightarrow{A}" NB_TEX_COLUMN(
                 "v", "~1") "}\\part{b}{\\xrightarrow{B}" END("v") "}",
             style, &carried.x, &carried.y, &once.x, &once.y, &twice.x, &twice.y),
      draw_column(b, -2.75f, SUM_OF("BA", "v"), carried, &product, nb_style(NB_IN(f, RIGHT, 6.4f, 1.2f)))};
  for (int k = 0; k < 2; k++) {
    nb_rect end = nb_formula_part(ways[k], "end");
    end.y -= 0.07f, end.height += 0.14f;
    nb_rectangle(b, end, 0.08f, nb_style(NB_IN(f, RIGHT, 7.6f, 0.8f), .color = NB_V, .width = 2.5f));
  }
}

// What was guessed in numbers, and then what it is.
static void draw_guessed(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 end = nb_apply(s->b, s->a.i);
  nb_tex(b, nb_at(NB_COLUMN, -1.2f), "\\textcolor{dim}{\\text{your guess}}\\;" NB_TEX_COLUMN("v", "~1"),
         nb_style(.size = 34, .anchor = NB_LEFT, .alpha = nb_guessed(f, PREDICT)), &s->guess.x, &s->guess.y);
  nb_tex(b, nb_at(NB_COLUMN, 0.3f),
         "\\textcolor{i}{\\hat\\imath''} = B" NB_TEX_COLUMN("i", "~1") "=" NB_TEX_COLUMN("i", "~1"),
         nb_style(NB_IN(f, THEN, 4, 1.2f), .size = 38, .anchor = NB_LEFT), &s->a.i.x, &s->a.i.y, &end.x,
         &end.y);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_fade(b, NB_ANEW(f, ALONE, PREDICT, ONE, COLUMNS, RIGHT, ORDER));
  for (int side = 0; side < 2; side++)
    draw_order(b, f, s, side);
  nb_end(b);
  if (f->step == PLAY)
    offer_hands(b, f, s);
  draw_matrices(b, f, s);
  draw_guessed(b, f, s);
  draw_columns(b, f, s);
  draw_reading(b, f, s);
}

NB_SCENE(State, .title = "Matrix multiplication", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/transformations"},
         .state = &(const State){.a = {{0, 1}, {-1, -1}}, .b = {{1, -1}, {1, 1}}, .guess = {-2, 1}},
         NB_DRAW(draw))
