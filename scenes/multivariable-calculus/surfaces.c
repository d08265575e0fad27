// Functions of two variables.
//
// What a learner believes: f(x, y) is a formula that one puts numbers into, and a picture of it is something that
// computers make. What mends it: two numbers are a point of the floor, the third is how high a post stands there, and
// the surface is what the tops of all posts make. It is looked into by cutting: hold one input, and an old curve of one
// variable appears. From straight above, with the heights written on it, it is a map.
//
// The surface is a saddle, for on it the two cuts through one point disagree; the last one is the viewer's own.
#include <math.h>
#include <nabla/math/expression.h>
#include <nabla/scene.h>
#include <string.h>

typedef struct {
  nb_vec2 at;    // the two numbers
  float guess;   // how high the viewer thinks the surface is one step on along y
  char text[80]; // the viewer's own function
  nb_camera camera;
} State;

enum { FLOOR, POST, SHEET, ALONG_X, ASK, ALONG_Y, MAP, YOURS };

static const float reach = 2.4f, most = 3.4f; // of the floor to each side, and of the heights

static float saddle(nb_vec2 p, const void *nothing)
{
  (void)nothing;
  return (6 + p.x * p.x - p.y * p.y) / 4;
}

// Where the guess is made: one step along y from the point, inwards.
static nb_vec2 one_on(nb_vec2 at)
{
  return nb_at(at.x, at.y + (at.y > 0.9f ? -1.5f : 1.5f));
}

static void height_there(const void *state, void *truth)
{
  *(float *)truth = saddle(one_on(((const State *)state)->at), NULL);
}

static const nb_step steps[] = {
    [FLOOR] = {"Two numbers in", .seconds = 6,
               .say = "Two numbers, x and y, together name *one point* of the floor.",
               .hear = {"Two inputs are a point of the plane"}, .needs = {"linear-algebra/vectors"}},
    [POST] = {"One number out", .seconds = 6,
              .say = "The function answers with a third number: the height of a *post* on that point.",
              .hear = {"The output is how high it stands over that point"}},
    [SHEET] = {"A post everywhere", .seconds = 7.5f,
               .say = "Put a post on every point of the floor: together their tops are the *surface*.",
               .hear = {"The surface is the tops of all posts", "Every point has just one height"}},
    [ALONG_X] = {"Cut along x", .seconds = 8,
                 .say = "*Hold y still* and cut: what is left is a curve of x alone, here a parabola.",
                 .hear = {"Holding one input leaves a function of the other"}},
    [ASK] = {"And along y?", .seconds = 5, .wait = true, .answer = "guess", .truth = height_there,
             .ask = "A second post, 1.5 away along y: how *high* is the surface there? Drag the ring.",
             .say = "That is your guess. Now cut."},
    [ALONG_Y] = {"A saddle", .seconds = 13,
                 .say = "The middle is the lowest point along x, and the highest along y: a *saddle*.",
                 .hear = {"Two cuts through one point can bend opposite ways"}},
    [MAP] = {"Straight from above", .seconds = 9,
             .say = "Join points of equal height, and look straight *down*: the surface becomes a map.",
             .hear = {"A level line joins points of the same height"}},
    [YOURS] = {"Your own function", .seconds = 9, .live = true,
               .say = "Press *V* to see the values, and type a function of your own there."},
};

static const nb_param params[] = {
    NB_POINT(State, at, "point", .min = -2.3f, .max = 2.3f),
    NB_NUMBER(State, guess, "guess", .min = 0, .max = 3.2f),
    NB_INPUT(State, text, "f(x, y)", .variables = "x y"),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// The function, on its way from the saddle to the viewer's own

typedef struct {
  nb_expression own;
  float share; // of it: 0 the saddle, 1 the viewer's
} Shape;

static Shape shape_of(const nb_frame *f, const State *s, nb_error *e)
{
  Shape shape;
  memset(&shape, 0, sizeof shape); // its bytes say what is kept
  *e = nb_expression_parse(s->text, "x y", &shape.own, NULL);
  shape.share = nb_cue(f, YOURS, 0.8f, 1.6f);
  return shape;
}

static float height(nb_vec2 p, const void *context)
{
  const Shape *shape = context;
  float old = saddle(p, NULL);
  nb_expression_at own = {.f = &shape->own};
  return shape->share <= 0 ? old : old + shape->share * (nb_expression_of_point(p, &own) - old);
}

static nb_cut cut_at(nb_vec2 at, const Shape *shape, bool along_y)
{
  return (nb_cut){height, shape, at, along_y};
}

// The slopes at a point, as steep as a hand can follow: the viewer's function may be anything.
static nb_vec2 slopes(nb_vec2 at, const Shape *shape)
{
  nb_cut x = cut_at(at, shape, false), y = cut_at(at, shape, true);
  float along_x = nb_cut_slope(&x, 0), along_y = nb_cut_slope(&y, 0);
  return nb_at(fmaxf(-9, fminf(9, along_x)), fmaxf(-9, fminf(9, along_y)));
}

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const nb_rect ground = {-2.4f, -2.4f, 4.8f, 4.8f};

// The point goes along with the wall that slides, to the second post, and to the middle of the saddle.
static nb_vec2 looked_at(const nb_frame *f, const State *s)
{
  float slid = 1.2f * nb_visit(f, ALONG_X, 4.4f, 3.2f) * (s->at.y > 0 ? -1 : 1);
  slid += f->step == ALONG_Y ? (one_on(s->at).y - s->at.y) * nb_cue(f, ALONG_Y, 1.6f, 1.2f) : 0;
  float aside = 1 - nb_cue(f, ALONG_Y, 4.6f, 1.6f) + nb_cue(f, YOURS, 0.2f, 1.4f);
  return nb_scale(aside, nb_at(s->at.x, s->at.y + slid));
}

static float looks_down(const nb_frame *f)
{
  return nb_cue(f, MAP, 2, 2.6f) - nb_cue(f, YOURS, 0, 1.6f);
}

// The viewer's camera, which faces either cut, so that the middle is seen to be its lowest point, and its highest; and
// then climbs to look straight down.
static nb_view look(const nb_frame *f, const State *s)
{
  nb_camera c = nb_camera_orbit(s->camera, -0.3f * (1 - nb_cue(f, FLOOR, 0.3f, 4)), 0);
  nb_camera before_x = s->camera, before_y = s->camera;
  before_x.azimuth = -NB_TURN / 4, before_y.azimuth = 0, before_x.elevation = before_y.elevation = 0.1f;
  c = nb_camera_between(c, before_x, nb_cue(f, ALONG_Y, 5.2f, 1.4f) - nb_cue(f, ALONG_Y, 10.6f, 1.4f));
  c = nb_camera_between(c, before_y, nb_cue(f, ALONG_Y, 7.8f, 1.4f) - nb_cue(f, ALONG_Y, 10.6f, 1.4f));
  return nb_look(nb_camera_between(c, nb_camera_above(s->camera), looks_down(f)), nb_stage());
}

static nb_vec3 over(nb_vec2 p, float z)
{
  return nb_at3(p.x, p.y, z);
}

// ---------------------------------------------------------------------------------------------------------------
// The floor and the posts

static void draw_floor(nb_board *b, const nb_frame *f, nb_view view)
{
  float below = 1 - nb_cue(f, YOURS, 0, 0.8f); // the viewer's own may lie there
  nb_style line = nb_style(NB_FROM(f, FLOOR, 0, 1.4f), .color = NB_PLANE, .width = 1.5f, .alpha = below);
  for (int k = -2; k <= 2; k++) {
    nb_line3(b, nb_at3((float)k, -reach, 0), nb_at3((float)k, reach, 0), line);
    nb_line3(b, nb_at3(-reach, (float)k, 0), nb_at3(reach, (float)k, 0), line);
  }
  const nb_vec3 ends[] = {{reach + 0.5f, 0, 0}, {0, reach + 0.5f, 0}, {0, 0, most}};
  const char *const names[] = {"x", "y", "f"};
  for (int k = 0; k < 3; k++) {
    float at = k == 2 ? nb_cue(f, POST, 0.2f, 0.8f) : nb_cue(f, FLOOR, 0.4f, 1);
    nb_style axis = nb_style(.color = NB_AXIS, .width = 3, .reveal = at, .size = 30);
    axis.alpha = k == 2 ? 1 - looks_down(f) : 1; // from above it would stand before the point
    nb_arrow3(b, k == 2 ? nb_at3(0, 0, 0) : nb_scale3(-reach / (reach + 0.5f), ends[k]), ends[k], axis);
    axis.alpha = k == 2 ? at * (1 - looks_down(f)) : at;
    nb_label3(b, view, ends[k], k == 2 ? nb_at(1, 0) : nb_at(1, -0.4f), names[k], axis);
    for (int n = 1; n <= 2 + k / 2; n++) { // 1 and 2 on each, on f 3 too
      axis.size = 20, axis.alpha = at * (nb_during(f, FLOOR, POST) + nb_during(f, ASK, ASK));
      nb_label3(b, view, nb_scale3((float)n / nb_length3(ends[k]), ends[k]),
                nb_at(k == 2 ? 1 : 0, k == 2 ? 0 : -1), (const char[]){(char)('0' + n), 0}, axis);
    }
  }
}

// The way to the point, and its post.
static void draw_point(nb_board *b, const nb_frame *f, nb_vec2 at, const Shape *shape)
{
  float z = height(at, shape), up = nb_cue(f, POST, 0.8f, 1.6f);
  nb_vec3 foot = over(at, 0), top = over(at, up * (isnan(z) ? z : fmaxf(-most, fminf(most, z))));
  nb_line3(b, over(nb_origin(), 0), nb_at3(at.x, 0, 0),
           nb_style(NB_BETWEEN(f, FLOOR, POST, 1.6f, 0.8f), .color = NB_I, .width = 6));
  nb_line3(b, nb_at3(at.x, 0, 0), foot,
           nb_style(NB_BETWEEN(f, FLOOR, POST, 2.4f, 0.8f), .color = NB_J, .width = 6));
  nb_line3(b, foot, top, nb_style(.color = NB_K, .width = 6, .alpha = fminf(1, 9 * up)));
  nb_line3(b, top, over(nb_origin(), top.z), // its height, carried over to the axis
           nb_style(NB_BETWEEN(f, POST, POST, 2.4f, 0.6f), .color = NB_K, .width = 2));
  nb_point3(b, foot, nb_style(.width = 10, .reveal = nb_cue(f, FLOOR, 3, 0.5f)));
  nb_point3(b, top,
            nb_style(.color = NB_V, .width = 20, .reveal = fabsf(z) <= most ? nb_cue(f, FLOOR, 3, 0.5f) : 0));
}

// Posts all over the floor, from the far corner to the near one; then only their tops are left.
static void draw_posts(nb_board *b, const nb_frame *f, const Shape *shape)
{
  enum { SIDE = 17 };
  float shown = 1 - nb_cue(f, SHEET, 4.6f, 1.2f), tops = 1 - nb_cue(f, SHEET, 6, 1);
  for (int k = 0; k < SIDE * SIDE && f->step == SHEET; k++) {
    nb_vec2 p = nb_at(reach * (2 * (float)(k % SIDE) / (SIDE - 1) - 1),
                      reach * (2 * (float)(k / SIDE) / (SIDE - 1) - 1));
    float up = nb_cue(f, SHEET, 0.3f + 0.4f * (p.x - p.y + 2 * reach), 0.7f);
    nb_vec3 top = over(p, up * height(p, shape));
    nb_line3(b, over(p, 0), top, nb_style(.color = NB_K, .width = 2, .alpha = up * shown));
    nb_point3(b, top, nb_style(.color = NB_K, .width = 8, .alpha = up * tops));
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The surface

enum { GRID = 193 };

// Kept, but for the moment in which it goes from the saddle to the viewer's own.
static nb_heights heights_of(nb_board *b, const Shape *shape, float low)
{
  if (shape->share < 1 && low < 0)
    return nb_adapt_heights(b, height, shape, ground, GRID, GRID, low, most);
  return nb_keep_adapted_heights(b, height, shape, sizeof *shape, ground, GRID, GRID, low, most);
}

static void draw_surface(nb_board *b, const nb_frame *f, const Shape *shape)
{
  float cut = nb_cue(f, ALONG_X, 1, 0.8f) - nb_cue(f, MAP, 0, 0.8f), own = nb_cue(f, YOURS, 0.4f, 1);
  float drawn = nb_cue(f, SHEET, 4.4f, 2.4f), alpha = (0.92f - 0.4f * cut) * (1 - nb_during(f, ASK, ASK));
  nb_heights h = heights_of(b, shape, -most * own);
  nb_surface(b, h, (nb_surface_spec){.low = NB_POSITIVE, .high = NB_NEGATIVE, .shine = 0.12f},
             nb_style(.alpha = alpha, .reveal = drawn));
  nb_surface_grid(b, h, 16,
                  nb_style(.alpha = 0.55f * alpha * (1 - looks_down(f)), .reveal = drawn, .width = 1.2f));
  nb_surface_rim(b, h, nb_style(.color = NB_V, .alpha = own));
  static const float levels[] = {0, .25f, .5f, .75f, 1, 1.25f, 1.5f, 1.75f, 2, 2.25f, 2.5f, 2.75f, 3};
  nb_style line = nb_style(NB_FROM(f, MAP, 0.6f, 2.4f), .color = NB_TEXT, .width = 2.5f, .alpha = 1 - own);
  nb_surface_levels(b, h, levels, 13, 0, 0, line);
}

// ---------------------------------------------------------------------------------------------------------------
// Cuts: walls of glass with the curve on them, and in the quiet column what one sees from before them

static void draw_cuts(nb_board *b, const nb_frame *f, nb_vec2 at, const Shape *shape)
{
  nb_cut x = cut_at(at, shape, false), y = cut_at(at, shape, true);
  float first = nb_cue(f, ALONG_X, 0.4f, 1.2f) - nb_cue(f, ASK, 0, 0.8f), gone = 1 - nb_cue(f, MAP, 0, 0.6f);
  nb_cut_wall(b, &x, ground, 0, 3.2f, nb_style(.reveal = first));
  nb_cut_wall(b, &y, ground, 0, 3.2f, nb_style(NB_FROM(f, ALONG_Y, 0.4f, 1.2f), .alpha = gone));
  nb_style curve = nb_style(NB_FROM(f, ALONG_X, 1.4f, 1.2f), .alpha = gone * (1 - nb_during(f, ASK, ASK)));
  nb_cut_curve(b, &x, ground, curve);
  nb_cut_curve(b, &y, ground, nb_style(NB_FROM(f, ALONG_Y, 1.4f, 1.2f), .alpha = gone));
}

static void draw_papers(nb_board *b, const nb_frame *f, nb_vec2 at, const Shape *shape)
{
  static const nb_plane paper = {{3.8f, -2.65f, 3.3f, 1.35f}, -2.4f, 2.4f, 0, 3.2f},
                        above = {{3.8f, -0.85f, 3.3f, 1.35f}, -2.4f, 2.4f, 0, 3.2f};
  nb_cut x = cut_at(at, shape, false), y = cut_at(at, shape, true);
  nb_cut_paper(b, &x, above, nb_style(NB_IN(f, f->step <= ASK ? ALONG_X : ALONG_Y, 2, 1.2f)));
  nb_cut_paper(b, &y, paper, nb_style(NB_IN(f, ALONG_Y, 2, 1.2f)));
}

// How high the post stands; and the ring on its own post, one step along y.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s, nb_view view)
{
  nb_vec2 p = one_on(s->at);
  nb_vec3 ring = over(p, s->guess);
  nb_line3(b, over(p, 0), over(p, 3.2f), nb_style(.color = NB_V, .width = 4, .alpha = nb_guessed(f, ASK)));
  nb_line3(b, over(s->at, 0), over(p, 0),
           nb_style(.color = NB_J, .width = 4, .alpha = nb_during(f, ASK, ASK)));
  nb_vec3 top = over(s->at, saddle(s->at, NULL)), beside = f->step < ASK ? over(nb_origin(), top.z) : top;
  nb_label3(b, view, beside, f->step < ASK ? nb_at(1, 0.5f) : nb_at(-1, 0),
            nb_words(b, "%.2f", (double)top.z),
            nb_style(NB_IN(f, f->step < ASK ? POST : ASK, 2.6f, 0.8f), .color = NB_K, .size = 26));
  nb_vec2 from = nb_on_view(view, top), at = nb_on_view(view, ring);
  if (nb_inside(view.area, at) && nb_guess_in(b, f, ASK, from, at))
    nb_grab_value3(b, &s->guess, ring, nb_at3(0, 0, 1), view);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// What is wrong with the typed function, in lines as wide as the column.
static void draw_trouble(nb_board *b, const nb_error *e, nb_style style)
{
  char words[200] = {0};
  int line = 0;
  memcpy(words, e->text, sizeof words - 1);
  for (char *at = words; *at; at++) {
    line = *at == ' ' && line > 30 ? 0 : line + 1;
    *at = line == 0 ? '\n' : *at == '*' ? '.' : *at; // a star would be emphasis
  }
  style.color = NB_NEGATIVE, style.size = 20;
  nb_text(b, nb_at(NB_COLUMN, 1.4f), words, style);
}

// The viewer's function as in print, no wider than the column; a long one has a line of its own.
static void draw_own(nb_board *b, const nb_frame *f, const Shape *shape, const nb_error *e)
{
  char tex[900] = "f(x, y) = ";
  size_t length = strlen(tex);
  nb_style style = nb_style(.size = 38, .reveal = nb_cue(f, YOURS, 0.8f, 1));
  if (nb_failed(*e) || !nb_expression_tex(&shape->own, "x y", tex + length, sizeof tex - length))
    strcpy(tex + length, "\\ldots");
  bool is_long = nb_formula_at(b, nb_origin(), tex, style).box.width > 5;
  if (is_long)
    nb_tex(b, nb_at(NB_COLUMN, 2.9f), "f(x, y) =", style);
  const char *below = is_long ? tex + length : tex;
  float width = nb_formula_at(b, nb_origin(), below, style).box.width;
  style.size *= fminf(1, 3.5f / fmaxf(width, 0.1f));
  nb_tex(b, nb_at(NB_COLUMN, 2.3f), below, style);
  nb_style words = nb_style(.color = NB_DIM, .size = 22, .reveal = nb_cue(f, YOURS, 2, 1));
  if (nb_failed(*e))
    draw_trouble(b, e, words);
  else
    nb_text(b, nb_at(NB_COLUMN, 1.2f), "Or try  1/x\nsqrt(4 - x^2 - y^2)\nfloor(x) + floor(y)\nln(x y)",
            words);
}

static void draw_formula(nb_board *b, const nb_frame *f, const State *s, const Shape *shape)
{
  nb_vec2 at = looked_at(f, s), there = one_on(s->at), below = nb_at(NB_COLUMN, 1.2f);
  const nb_vec2 *shown = f->step <= ALONG_X && nb_visit(f, ALONG_X, 4.4f, 3.2f) == 0 ? &s->at : &at;
  float z = height(at, shape);
  nb_tex(b, nb_at(NB_COLUMN, 2.4f), "f(x, y) = \\frac{6 + x^2 - y^2}{4}",
         nb_style(NB_BETWEEN(f, POST, MAP, 2.2f, 1.2f), .size = 38));
  nb_tex(b, below, "(x, y) = " NB_TEX_POINT("-1"), nb_style(NB_IN(f, FLOOR, 3.2f, 1), .size = 34), &s->at.x,
         &s->at.y);
  nb_style value = nb_style(NB_BETWEEN(f, POST, MAP, 2.8f, 0.8f), .size = 34);
  value.alpha *= 1 - nb_during(f, ASK, ASK);
  nb_tex(b, below, "f" NB_TEX_POINT("-1") " = \\textcolor{k}{\\val[-2]}", value, &shown->x, &shown->y, &z);
  nb_tex(b, below, "f" NB_TEX_POINT("-1") " = \\textcolor{v}{\\val[-1]}\\;?",
         nb_style(NB_IN(f, ASK, 0.5f, 0.8f), .size = 34), &there.x, &there.y, &s->guess);
  nb_text(b, nb_at(NB_COLUMN, 0.4f), "red is high, blue is low",
          nb_style(NB_IN(f, SHEET, 5.6f, 0.8f), .color = NB_DIM, .size = 24));
  nb_text(b, nb_at(NB_COLUMN, 0.4f), "Each line is 0.25 higher or lower:\nclose lines, steep land.",
          nb_style(NB_IN(f, MAP, 4.8f, 0.8f), .color = NB_DIM, .size = 24));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_view view = look(f, s);
  nb_vec2 at = looked_at(f, s);
  nb_error e;
  Shape shape = shape_of(f, s, &e);
  // On a map no side lies in the shade: there a colour is a height.
  float shade = f->theme == NB_CHALK ? 0.42f : 0.66f;

  nb_space(b, view, (nb_space_spec){.ambient = shade + (1 - shade) * looks_down(f)});
  draw_floor(b, f, view);
  draw_posts(b, f, &shape);
  draw_surface(b, f, &shape);
  draw_cuts(b, f, at, &shape);
  draw_point(b, f, at, &shape);
  draw_guess(b, f, s, view);
  nb_end(b);

  draw_papers(b, f, at, &shape);
  draw_formula(b, f, s, &shape);
  draw_own(b, f, &shape, &e);
  nb_grab_camera(b, &s->camera, view);
  bool theirs = f->step == YOURS ? f->seconds > 1.6f : f->step < ASK;
  float up = nb_cue(f, POST, 0.8f, 1.6f), z = up * height(at, &shape);
  nb_vec2 slope = nb_scale(up, slopes(at, &shape));
  if (nb_cue(f, FLOOR, 3, 0.5f) > 0 && theirs && fabsf(z) < most)
    nb_grab_over(b, &s->at, over(at, z), nb_at3(1, 0, slope.x), nb_at3(0, 1, slope.y), view);
}

NB_SCENE(State, .title = "Functions of two variables", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/vectors"},
         .state = &(const State){{0.5f, -0.8f},
                                 2.6f,
                                 "3cos(x^2 + y^2)/(1 + x^2 + y^2)",
                                 {{0.1f, -0.1f, 0.85f}, 11.2f, -0.95f, 0.42f}},
         NB_DRAW(draw))
