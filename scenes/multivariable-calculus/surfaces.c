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
  return nb_at(at.x, at.y + (at.y > 1 ? -1.5f : 1.5f));
}

static void height_there(const void *state, void *truth)
{
  *(float *)truth = saddle(one_on(((const State *)state)->at), NULL);
}

static const nb_step steps[] = {
    [FLOOR] = {"Two numbers in", .seconds = 6,
               .say = "Two numbers, x and y: together they are *one point* of the floor.",
               .hear = {"Two inputs are a point of the plane"}, .needs = {"linear-algebra/vectors"}},
    [POST] = {"One number out", .seconds = 6,
              .say =
                  "The function answers with a third number. Set it up there as a *post*: its height is f.",
              .hear = {"The output is how high it stands over that point"}},
    [SHEET] = {"A post everywhere", .seconds = 7.5f,
               .say = "A post on every point of the floor. What their tops make is the *surface*.",
               .hear = {"The surface is the tops of all posts",
                        "Every point of the floor has just one height"}},
    [ALONG_X] = {"Cut along x", .seconds = 8,
                 .say = "*Hold y still* and cut: what is left is a curve of x alone, an old friend.",
                 .hear = {"Holding one input leaves a function of the other"}},
    [ASK] = {"And along y?", .seconds = 5, .wait = true, .answer = "guess", .truth = height_there,
             .ask = "Only the formula is left. How *high* is the surface on that post? Drag the ring.",
             .say = "That is your guess. Now cut."},
    [ALONG_Y] = {"A saddle", .seconds = 8,
                 .say = "Along x a valley, along y a hill: the same point is lowest *and* highest. A saddle.",
                 .hear = {"Two cuts through one point can bend opposite ways"}},
    [MAP] = {"Straight from above", .seconds = 9,
             .say = "Join what is equally high, and look straight *down*: the surface has become a map.",
             .hear = {"A level line joins points of the same height"}},
    [YOURS] = {"Your own function", .seconds = 9, .live = true,
               .say = "Press *V* and type a function of your own. Where it has no value there is a hole."},
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

// The slopes at a point, by differences: the viewer's function may be anything.
static nb_vec2 slopes(nb_vec2 p, const Shape *shape)
{
  const float h = 0.01f;
  nb_vec2 g = {(height(nb_at(p.x + h, p.y), shape) - height(nb_at(p.x - h, p.y), shape)) / (2 * h),
               (height(nb_at(p.x, p.y + h), shape) - height(nb_at(p.x, p.y - h), shape)) / (2 * h)};
  return nb_at(fmaxf(-9, fminf(9, g.x)), fmaxf(-9, fminf(9, g.y)));
}

// ---------------------------------------------------------------------------------------------------------------
// Where things are

// The viewer's camera, which in one step climbs to look straight down.
static nb_view look(const nb_frame *f, const State *s)
{
  nb_camera above = s->camera, c = nb_camera_orbit(s->camera, -0.7f * (1 - nb_cue(f, FLOOR, 0.3f, 4)), 0);
  above.azimuth = -1.57079633f, above.elevation = 1.57079633f;
  above.distance *= 4, above.field_of_view = 0.15f; // from far away, so that high and low are equally large
  float down = nb_cue(f, MAP, 3.4f, 2.6f) - nb_cue(f, YOURS, 0, 1.6f);
  return nb_look(nb_camera_between(c, above, down), nb_stage());
}

static nb_vec3 over(nb_vec2 p, float z)
{
  return nb_at3(p.x, p.y, z);
}

// ---------------------------------------------------------------------------------------------------------------
// The floor and the posts

static void draw_floor(nb_board *b, const nb_frame *f, nb_view view)
{
  nb_style line = nb_style(.color = NB_GRID, .width = 1.5f, .reveal = nb_cue(f, FLOOR, 0, 1.4f));
  line.alpha = 1 - nb_cue(f, YOURS, 0, 0.8f); // the viewer's own may lie below it
  for (int k = -2; k <= 2; k++) {
    nb_line3(b, nb_at3((float)k, -reach, 0), nb_at3((float)k, reach, 0), line);
    nb_line3(b, nb_at3(-reach, (float)k, 0), nb_at3(reach, (float)k, 0), line);
  }
  nb_style axis = nb_style(.color = NB_AXIS, .width = 3, .reveal = nb_cue(f, FLOOR, 0.4f, 1));
  const nb_vec3 left = {-reach, -reach, 0}, near = {reach, -reach, 0}, back = {reach, reach + 0.4f, 0};
  nb_arrow3(b, left, nb_at3(reach + 0.4f, -reach, 0), axis);
  nb_arrow3(b, near, back, axis);
  nb_style name = nb_style(.color = NB_AXIS, .size = 30, .alpha = nb_cue(f, FLOOR, 1.2f, 0.5f));
  nb_vec2 aside = nb_sub(nb_on_view(view, near), nb_on_view(view, nb_at3(-reach, reach, 0)));
  nb_label3(b, view, nb_at3(0.6f * reach, -reach - 0.1f, 0), nb_at(-0.3f, -1), "x", name);
  nb_label3(b, view, nb_at3(reach + 0.15f, 0.7f * reach, 0), aside, "y", name);
}

// The way to the point, and its post.
static void draw_point(nb_board *b, const nb_frame *f, nb_vec2 at, const Shape *shape)
{
  float z = height(at, shape), up = nb_cue(f, POST, 0.8f, 1.6f);
  bool shows = fabsf(z) <= most; // the viewer's own may go anywhere
  nb_vec3 foot = over(at, 0), top = over(at, up * (isnan(z) ? z : fmaxf(-most, fminf(most, z))));
  nb_style way = nb_style(.width = 4, .alpha = nb_during(f, FLOOR, POST));
  way.color = NB_I, way.reveal = nb_cue(f, FLOOR, 1.6f, 0.8f);
  nb_line3(b, nb_at3(-reach, -reach, 0), nb_at3(at.x, -reach, 0), way);
  way.color = NB_J, way.reveal = nb_cue(f, FLOOR, 2.4f, 0.8f);
  nb_line3(b, nb_at3(at.x, -reach, 0), foot, way);
  nb_line3(b, foot, top, nb_style(.color = NB_K, .width = 6));
  nb_point3(b, foot, nb_style(.width = 10, .reveal = nb_cue(f, FLOOR, 3, 0.5f)));
  nb_point3(b, top, nb_style(.color = NB_V, .width = 20, .reveal = shows ? nb_cue(f, FLOOR, 3, 0.5f) : 0));
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

static float sheet_alpha(const nb_frame *f)
{
  float cut = nb_cue(f, ALONG_X, 1, 0.8f) - nb_cue(f, MAP, 0, 0.8f);
  return (0.92f - 0.4f * cut) * (1 - nb_during(f, ASK, ASK));
}

// Kept, but for the moment in which it goes from the saddle to the viewer's own.
static nb_heights heights_of(nb_board *b, const Shape *shape, float low)
{
  const nb_rect floor = {-reach, -reach, 2 * reach, 2 * reach};
  if (shape->share < 1 && low < 0)
    return nb_adapt_heights(b, height, shape, floor, GRID, GRID, low, most);
  return nb_keep_adapted_heights(b, height, shape, sizeof *shape, floor, GRID, GRID, low, most);
}

static void draw_surface(nb_board *b, const nb_frame *f, const Shape *shape)
{
  float drawn = nb_cue(f, SHEET, 4.4f, 2.4f), alpha = sheet_alpha(f), own = nb_cue(f, YOURS, 0.4f, 1);
  nb_heights h = heights_of(b, shape, -most * own);
  nb_surface(b, h, (nb_surface_spec){.low = NB_POSITIVE, .high = NB_NEGATIVE, .shine = 0.12f},
             nb_style(.alpha = alpha, .reveal = drawn));
  nb_surface_grid(b, h, 16, nb_style(.alpha = 0.55f * alpha, .reveal = drawn, .width = 1.2f));
  nb_surface_rim(b, h, nb_style(.color = NB_V, .alpha = own));
  float levels[13];
  for (int k = 0; k < 13; k++)
    levels[k] = 0.25f * (float)k;
  float map = nb_cue(f, MAP, 0.6f, 2.4f), gone = nb_cue(f, YOURS, 0, 0.8f);
  nb_style line = nb_style(.color = NB_TEXT, .width = 2.5f, .reveal = map, .alpha = 1 - gone);
  nb_surface_levels(b, h, levels, 13, 0, 0, line);
}

// ---------------------------------------------------------------------------------------------------------------
// Cuts

typedef struct {
  const Shape *shape;
  nb_vec2 at;
  bool along_y; // x is held
} Cut;

static float on_cut(float way, const void *context)
{
  const Cut *c = context;
  return height(c->along_y ? nb_at(c->at.x, way) : nb_at(way, c->at.y), c->shape);
}

static nb_vec3 in_space(float way, const void *context)
{
  const Cut *c = context;
  return over(c->along_y ? nb_at(c->at.x, way) : nb_at(way, c->at.y), on_cut(way, c));
}

// A wall of glass, the curve on it, and in the quiet column the wall as one sees it from before it.
static void draw_wall(nb_board *b, const Cut *c, float wall, float curve, float alpha)
{
  nb_color color = c->along_y ? NB_J : NB_I;
  nb_vec3 corner = c->along_y ? nb_at3(c->at.x, -reach, 0) : nb_at3(-reach, c->at.y, 0);
  nb_vec3 along = c->along_y ? nb_at3(0, 2 * reach, 0) : nb_at3(2 * reach, 0, 0);
  nb_parallelogram(
      b, corner, along, nb_at3(0, 0, wall * 3.2f),
      nb_style(.fill = color, .color = color, .width = 1.5f, .alpha = 0.22f * alpha * (wall > 0)));
  nb_curve3(b, in_space, c, -reach, reach, 200,
            nb_style(.color = color, .width = 7, .reveal = curve, .alpha = alpha));
}

static void draw_paper(nb_board *b, const Cut *c, float curve, float alpha)
{
  static const nb_plane paper = {{3.8f, -2.6f, 3.3f, 2.2f}, -2.4f, 2.4f, 0, 3.2f};
  float way = c->along_y ? c->at.y : c->at.x;
  if (alpha <= 0 || curve <= 0)
    return;
  nb_group(b, nb_affine_identity(), alpha);
  nb_axes(
      b, paper,
      (nb_axes_spec){.x_label = c->along_y ? "y" : "x", .y_label = "f", .at_edges = true, .no_numbers = true},
      nb_style(.color = NB_DIM, .width = 2, .reveal = curve));
  nb_curve(b, paper, on_cut, c, nb_style(.color = c->along_y ? NB_J : NB_I, .width = 5, .reveal = curve));
  nb_point(b, nb_on_plane(paper, nb_at(way, on_cut(way, c))),
           nb_style(.color = NB_V, .width = 16, .reveal = curve));
  nb_end(b);
}

static void draw_cuts(nb_board *b, const nb_frame *f, nb_vec2 at, const Shape *shape, bool flat)
{
  float slid = 1.2f * nb_visit(f, ALONG_X, 4.4f, 3.2f) * (at.y > 0 ? -1 : 1);
  Cut x = {shape, nb_at(at.x, at.y + slid), false}, y = {shape, at, true};
  float x_shown = 1 - nb_cue(f, MAP, 0, 0.6f), y_shown = x_shown;
  if (flat) {
    draw_paper(b, &x, nb_cue(f, ALONG_X, 2, 1.2f), 1 - nb_cue(f, ASK, 0, 0.5f));
    draw_paper(b, &y, nb_cue(f, ALONG_Y, 2, 1.2f), y_shown);
    return;
  }
  draw_wall(b, &x, nb_cue(f, ALONG_X, 0.4f, 1.2f) * (1 - nb_cue(f, ASK, 0, 0.8f)),
            nb_cue(f, ALONG_X, 1.4f, 1.2f), x_shown);
  draw_wall(b, &y, nb_cue(f, ALONG_Y, 0.4f, 1.2f), nb_cue(f, ALONG_Y, 1.4f, 1.2f), y_shown);
}

// The ring on its own post, one step along y.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s, nb_view view)
{
  nb_vec2 p = one_on(s->at);
  nb_vec3 ring = over(p, s->guess);
  float shown = nb_during(f, ASK, nb_answered(f, ASK) ? ALONG_Y : ASK);
  nb_line3(b, over(p, 0), over(p, 3.2f), nb_style(.color = NB_V, .width = 2, .alpha = 0.5f * shown));
  nb_line3(b, over(s->at, 0), over(p, 0),
           nb_style(.color = NB_J, .width = 4, .alpha = nb_during(f, ASK, ASK)));
  if (!nb_inside(view.area, nb_on_view(view, ring)))
    return;
  nb_guess(b, nb_on_view(view, over(s->at, saddle(s->at, NULL))), nb_on_view(view, ring),
           nb_style(.alpha = shown));
  if (f->step == ASK)
    nb_grab_value3(b, &s->guess, ring, nb_at3(0, 0, 1), view);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// What is wrong with the typed function, in lines as wide as the column.
static void draw_trouble(nb_board *b, const nb_error *e, nb_style style)
{
  char words[200];
  int line = 0;
  strncpy(words, e->text, sizeof words - 1);
  words[sizeof words - 1] = 0;
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
  float width = nb_formula_at(b, nb_origin(), tex, style).box.width;
  bool is_long = width > 5;
  if (is_long)
    nb_tex(b, nb_at(NB_COLUMN, 2.9f), "f(x, y) =", style);
  const char *below = is_long ? tex + length : tex;
  width = nb_formula_at(b, nb_origin(), below, style).box.width;
  style.size *= fminf(1, 3.8f / fmaxf(width, 0.1f));
  nb_tex(b, nb_at(NB_COLUMN, 2.3f), below, style);
  nb_style words = nb_style(.color = NB_DIM, .size = 22, .reveal = nb_cue(f, YOURS, 2, 1));
  if (nb_failed(*e))
    draw_trouble(b, e, words);
  else
    nb_text(b, nb_at(NB_COLUMN, 1.2f), "Or try  1/x\nsqrt(4 − x² − y²)\nfloor(x) + floor(y)\nln(x y)", words);
}

static void draw_formula(nb_board *b, const nb_frame *f, const State *s, const Shape *shape)
{
  nb_style style = nb_style(.size = 38, .alpha = 1 - nb_cue(f, YOURS, 0, 0.5f));
  style.reveal = nb_cue(f, POST, 2.2f, 1.2f);
  nb_tex(b, nb_at(NB_COLUMN, 2.4f), "f(x, y) = \\frac{6 + x^2 - y^2}{4}", style);
  style.size = 34, style.alpha = 1;
  float z = height(s->at, shape);
  style.reveal = nb_cue(f, FLOOR, 3.2f, 1);
  style.alpha = 1 - nb_cue(f, POST, 2.4f, 0.5f);
  nb_tex(b, nb_at(NB_COLUMN, 1.2f), "(\\textcolor{i}{\\val[1]},\\; \\textcolor{j}{\\val[1]})", style,
         &s->at.x, &s->at.y);
  style.alpha = nb_cue(f, POST, 2.8f, 0.6f) * (1 - nb_during(f, ASK, ASK)) * (1 - nb_cue(f, YOURS, 0, 0.5f));
  style.reveal = 1;
  nb_tex(b, nb_at(NB_COLUMN, 1.2f),
         "f(\\textcolor{i}{\\val[1]}, \\textcolor{j}{\\val[1]}) = \\textcolor{k}{\\val[2]}", style, &s->at.x,
         &s->at.y, &z);
}

static void draw_verdict(nb_board *b, const nb_frame *f, const State *s)
{
  float truth, shown = nb_during(f, ALONG_Y, ALONG_Y);
  height_there(s, &truth);
  float off = fabsf(truth - s->guess);
  if (nb_answered(f, ASK))
    nb_text(b, nb_at(NB_COLUMN, 0.45f),
            off < 0.1f         ? "Spot on."
            : off < 0.35f      ? "So close."
            : s->guess > truth ? "It bends down there."
                               : "It is higher there.",
            nb_style(.color = NB_DIM, .size = 26, .alpha = shown, .reveal = nb_cue(f, ALONG_Y, 3, 0.8f)));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_view view = look(f, s);
  nb_error e;
  Shape shape = shape_of(f, s, &e);

  nb_space(b, view, (nb_space_spec){0});
  draw_floor(b, f, view);
  draw_posts(b, f, &shape);
  draw_surface(b, f, &shape);
  draw_cuts(b, f, s->at, &shape, false);
  draw_point(b, f, s->at, &shape);
  draw_guess(b, f, s, view);
  nb_end(b);

  draw_cuts(b, f, s->at, &shape, true);
  draw_formula(b, f, s, &shape);
  draw_verdict(b, f, s);
  draw_own(b, f, &shape, &e);
  nb_grab_camera(b, &s->camera, view);
  float up = nb_cue(f, POST, 0.8f, 1.6f), z = up * height(s->at, &shape);
  nb_vec2 slope = nb_scale(up, slopes(s->at, &shape));
  if (nb_cue(f, FLOOR, 3, 0.5f) > 0 && f->step != ASK && fabsf(z) < most)
    nb_grab_over(b, &s->at, over(s->at, z), nb_at3(1, 0, slope.x), nb_at3(0, 1, slope.y), view);
}

NB_SCENE(State, .title = "Functions of two variables", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/vectors"},
         .state = &(const State){.at = {0.5f, -0.8f},
                                 .guess = 2.6f,
                                 .text = "3cos(x^2 + y^2)/(1 + x^2 + y^2)",
                                 .camera = {.target = {0.1f, -0.1f, 0.85f},
                                            .distance = 11.2f,
                                            .azimuth = -0.95f,
                                            .elevation = 0.42f}},
         NB_DRAW(draw))
