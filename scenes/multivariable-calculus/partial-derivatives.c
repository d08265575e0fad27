// Partial derivatives.
//
// What a learner believes: a surface has *a* slope at a point, and "treat y as a constant" is a trick with letters. What
// mends it: freeze y, and a wall stands in the surface; on the wall there is one input left and one curve, whose slope is an
// old friend. The other wall through the same point has another slope. Frozen is not gone: slide the wall, and the slope changes.
//
// The surface is drawn as slices, one behind the other: those on which y is frozen, or those on which x is (see `Slices`).
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 at;  // the point that is looked at
  float slope; // which slope along y the viewer expects
} State;

enum { LAND, WALL, SLOPE, SLIDE, ASK, OTHER, LETTERS, PLAY };

static float surface(nb_vec2 p)
{
  return sinf(p.x) * cosf(p.y);
}

static nb_vec2 partials(nb_vec2 p)
{
  return nb_at(cosf(p.x) * cosf(p.y), -sinf(p.x) * sinf(p.y));
}

static void slope_along_y(const void *state, void *truth)
{
  const State *s = state;
  *(float *)truth = partials(s->at).y;
}

static const nb_step steps[] = {
    [LAND] = {"How steep is it here?", .seconds = 5,
              .say = "How steep is it here? It depends on which way you *walk*.",
              .hear = {"On a surface the slope depends on the direction"},
              .needs = {"multivariable-calculus/surfaces"}},
    [WALL] = {"Freeze y", .seconds = 6, .say = "*Freeze* y: a wall along x cuts the surface in a curve.",
              .hear = {"Holding y fixed slices the surface into a curve of x alone"}},
    [SLOPE] = {"The slope of the cut", .seconds = 8,
               .say = "On the wall one input is left: let the step shrink, and its slope is ∂f/∂x.",
               .hear = {"The partial derivative is the slope of the slice", "Only x is nudged, y stays"}},
    [SLIDE] = {"Frozen is not gone", .seconds = 8,
               .say = "Slide the wall: the other input is frozen, not *gone*. The slope changes with it.",
               .hear = {"A partial derivative still depends on both inputs"}},
    [ASK] = {"And along y?", .seconds = 4, .wait = true, .answer = "slope along y", .truth = slope_along_y,
             .ask = "Same point, but now x is frozen. Which *slope* is there along y? Tilt the line.",
             .say = "That is your guess. Now cut."},
    [OTHER] = {"Freeze x", .seconds = 8, .say = "The wall along y: *one* point, and *another* slope, ∂f/∂y.",
               .hear = {"Each input has a partial derivative of its own",
                        "One may rise where the other falls"}},
    [LETTERS] = {"In letters", .seconds = 7,
                 .say = "On the wall cos y is just a *number*, and stays where it stands.",
                 .hear = {"Treat the frozen input as a constant"}},
    [PLAY] = {"Two slopes everywhere", .seconds = 6, .live = true,
              .say = "Drag the point: where is one slope *zero*, and where are both?"},
};

static const nb_param params[] = {
    NB_POINT(State, at, "point", .min = -2.2f, .max = 2.2f),
    NB_NUMBER(State, slope, "slope along y", .min = -1.2f, .max = 1.2f),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const nb_vec2 reach = {3.3f, 2.3f}; // of the surface, to each side
static const float low = -1.15f, high = 1.4f, column = 3.66f;

// Points of space as they are seen, from the front, the right, and above.
static nb_vec2 seen(nb_vec2 p, float z)
{
  nb_vec2 turned = nb_apply(nb_rotation(-0.5f), p);
  return nb_at(-2.3f + 1.12f * turned.x, 0.3f + 1.12f * (0.5f * turned.y + 0.866f * z));
}

static nb_vec2 on_surface(nb_vec2 p)
{
  return seen(p, surface(p));
}

// The point on its way: the walls follow it.
static nb_vec2 looked_at(const nb_frame *f, const State *s)
{
  float level = s->at.y < 0 ? 1.5707963f : -1.5707963f; // there the slice along x is level
  return nb_at(s->at.x, s->at.y + (level - s->at.y) * nb_visit(f, SLIDE, 0.8f, 6.4f));
}

// ---------------------------------------------------------------------------------------------------------------
// The surface as slices

typedef enum { ALONG_X, ALONG_Y } Direction; // y is frozen, or x

typedef struct {
  Direction along;
  nb_vec2 at;  // the wall stands through it
  float drawn; // how many of the slices have been, 0 to 1
  float wall;  // how much of the wall stands, 0 to 1
  float alpha;
} Slices;

enum { SLICES = 36, POINTS = 66 };

static nb_vec2 on_slice(Direction along, float frozen, float way)
{
  return along == ALONG_X ? nb_at(way, frozen) : nb_at(frozen, way);
}

static void draw_slice(nb_board *b, Direction along, float frozen, bool hides, nb_style style)
{
  nb_vec2 line[POINTS + 2];
  float end = along == ALONG_X ? reach.x : reach.y;
  for (int n = 0; n < POINTS; n++)
    line[n] = on_surface(on_slice(along, frozen, end * (2 * (float)n / (POINTS - 1) - 1)));
  line[POINTS] = seen(on_slice(along, frozen, end), low);
  line[POINTS + 1] = seen(on_slice(along, frozen, -end), low);
  if (hides)
    nb_polygon(b, line, POINTS + 2, nb_style(.fill = NB_GROUND, .width = -1, .alpha = style.alpha));
  nb_polyline(b, line, POINTS, style);
}

static void draw_wall(nb_board *b, const Slices *s)
{
  float frozen = s->along == ALONG_X ? s->at.y : s->at.x, end = s->along == ALONG_X ? reach.x : reach.y;
  float top = low + (high - low) * s->wall;
  nb_vec2 left = on_slice(s->along, frozen, -end), right = on_slice(s->along, frozen, end);
  nb_vec2 corners[] = {seen(left, low), seen(right, low), seen(right, top), seen(left, top)};
  nb_color color = s->along == ALONG_X ? NB_I : NB_J;
  nb_polygon(b, corners, 4, nb_style(.fill = color, .width = -1, .alpha = 0.18f));
  nb_polygon(b, corners, 4, nb_style(.color = color, .width = 2, .alpha = 0.7f));
  draw_slice(b, s->along, frozen, false, nb_style(.color = color, .width = 6, .alpha = s->wall));
}

// From the back to the front; what stands before the wall steps back, so that the cut is seen.
static void draw_slices(nb_board *b, const Slices *s)
{
  float wall_at = s->along == ALONG_X ? -s->at.y / reach.y : s->at.x / reach.x, before = -1;
  if (s->alpha <= 0)
    return;
  nb_group(b, nb_affine_identity(), s->alpha);
  for (int k = 0; k < SLICES; k++) {
    float t = 2 * (float)k / (SLICES - 1) - 1, there = fminf(fmaxf(s->drawn * SLICES - (float)k, 0), 1);
    if (before <= wall_at && wall_at < t && s->wall > 0)
      draw_wall(b, s);
    bool in_front = t > wall_at;
    before = t;
    draw_slice(b, s->along, s->along == ALONG_X ? -reach.y * t : reach.x * t, !in_front || s->wall <= 0,
               nb_style(.color = nb_mix(b, NB_PLANE, NB_AXIS, 0.5f), .width = 2,
                        .alpha = there * (in_front ? 1 - 0.65f * s->wall : 1)));
  }
  nb_end(b);
}

static void draw_surface(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 at = looked_at(f, s);
  // Slices along x, but where x is frozen: from there they fade into those along y, and back.
  float turned = nb_cue(f, OTHER, 0.3f, 1) * (1 - nb_cue(f, LETTERS, 0.2f, 0.8f));
  float first = nb_cue(f, WALL, 0.5f, 1.5f) * (1 - nb_cue(f, ASK, 0, 0.8f)),
        second = nb_cue(f, OTHER, 1.3f, 1.5f);
  if (f->step >= LETTERS)
    first = nb_cue(f, LETTERS, 0.2f, 0.8f) * (1 - nb_cue(f, PLAY, 0, 0.8f));
  draw_slices(b, &(Slices){ALONG_X, at, nb_cue(f, LAND, 0.2f, 2.6f), first, 1 - turned});
  draw_slices(b, &(Slices){ALONG_Y, at, 1, second, turned});
}

// ---------------------------------------------------------------------------------------------------------------
// The point, and its tangents

static void draw_tangent(nb_board *b, nb_vec2 at, Direction along, nb_style style)
{
  nb_vec2 g = partials(at), step = along == ALONG_X ? nb_at(1.1f, 0) : nb_at(0, 1.6f);
  float rise = nb_dot(g, step), z = surface(at);
  style.color = along == ALONG_X ? NB_I : NB_J, style.width = 7;
  nb_arrow(b, seen(at, z), seen(nb_add(at, step), z + rise), style);
}

static void draw_point(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 at = looked_at(f, s), g = partials(at);
  float there = nb_cue(f, LAND, 2.6f, 0.5f), both = nb_cue(f, PLAY, 0.6f, 0.8f);
  // At first: it goes up one way and down another.
  float asked = nb_during(f, LAND, LAND);
  draw_tangent(b, at, ALONG_X, nb_style(.alpha = asked, .reveal = nb_cue(f, LAND, 3.2f, 0.7f)));
  draw_tangent(b, at, ALONG_Y, nb_style(.alpha = asked, .reveal = nb_cue(f, LAND, 3.9f, 0.7f)));
  draw_tangent(b, at, ALONG_X,
               nb_style(.reveal = f->step == PLAY ? both : nb_cue(f, SLOPE, 5.4f, 0.8f),
                        .alpha = 1 - nb_during(f, ASK, OTHER)));
  draw_tangent(b, at, ALONG_Y,
               nb_style(.reveal = f->step == PLAY ? both : nb_cue(f, OTHER, 4, 0.8f),
                        .alpha = 1 - nb_during(f, LETTERS, LETTERS)));
  nb_point(b, on_surface(at), nb_style(.width = 20, .reveal = there));
  nb_vec2 origin = seen(nb_origin(), 0), up = nb_sub(seen(nb_origin(), 1), origin);
  nb_vec2 x = nb_add(nb_sub(seen(nb_at(1, 0), 0), origin), nb_scale(g.x, up));
  nb_vec2 y = nb_add(nb_sub(seen(nb_at(0, 1), 0), origin), nb_scale(g.y, up));
  if (there >= 1 && f->step != SLIDE)
    nb_grab(b, &s->at, on_surface(at), nb_columns(x, y));
}

// The names of the axes, at the front edges.
static void draw_axes(nb_board *b, const nb_frame *f)
{
  float there = nb_cue(f, LAND, 1.6f, 0.8f);
  nb_vec2 corner = nb_at(reach.x, -reach.y);
  nb_style edge = nb_style(.width = 4, .reveal = there);
  edge.color = NB_I;
  nb_arrow(b, seen(nb_at(-reach.x, -reach.y), low), seen(corner, low), edge);
  nb_label(b, seen(nb_at(0.8f * reach.x, -reach.y), low), nb_at(-0.4f, -1), "x",
           nb_style(.color = NB_I, .size = 34, .alpha = there));
  edge.color = NB_J;
  nb_arrow(b, seen(corner, low), seen(nb_at(reach.x, reach.y), low), edge);
  nb_label(b, seen(nb_at(reach.x, reach.y), low), nb_at(1, -0.2f), "y",
           nb_style(.color = NB_J, .size = 34, .alpha = there));
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column: the wall as it is seen from before it, as wide as high

typedef struct {
  nb_vec2 at;
  Direction along;
} Cut;

static float height_on_cut(float way, const void *context)
{
  const Cut *c = context;
  return surface(c->along == ALONG_X ? nb_at(way, c->at.y) : nb_at(c->at.x, way));
}

static float middle_of(const Cut *c)
{
  return c->along == ALONG_X ? c->at.x : c->at.y;
}

static nb_plane paper(const Cut *c)
{
  float m = middle_of(c);
  return (nb_plane){{3.8f, -2.5f, 3.3f, 2.7f}, m - 1.65f, m + 1.65f, -1.25f, 1.45f};
}

// The line through the point and the one `step` away, or the tangent for a step of 0.
static float slope_over(const Cut *c, float step)
{
  nb_vec2 g = partials(c->at);
  float m = middle_of(c);
  if (step < 1e-3f)
    return c->along == ALONG_X ? g.x : g.y;
  return (height_on_cut(m + step, c) - height_on_cut(m, c)) / step;
}

static void draw_line(nb_board *b, const Cut *c, float slope, nb_style style)
{
  float m = middle_of(c), z = height_on_cut(m, c), half = 1.3f / sqrtf(1 + slope * slope);
  nb_plane p = paper(c);
  nb_line(b, nb_on_plane(p, nb_at(m - half, z - half * slope)),
          nb_on_plane(p, nb_at(m + half, z + half * slope)), style);
}

static void draw_steps(nb_board *b, const Cut *c, float step, float alpha)
{
  float m = middle_of(c), z = height_on_cut(m, c), end = height_on_cut(m + step, c);
  nb_plane p = paper(c);
  nb_style style = nb_style(.width = 3, .dash = {5, 7}, .alpha = alpha);
  nb_line(b, nb_on_plane(p, nb_at(m, z)), nb_on_plane(p, nb_at(m + step, z)), style);
  nb_line(b, nb_on_plane(p, nb_at(m + step, z)), nb_on_plane(p, nb_at(m + step, end)), style);
  nb_point(b, nb_on_plane(p, nb_at(m + step, end)), nb_style(.width = 12, .alpha = alpha));
}

// The paper of one cut: curve, and line of slope; `curve` and `line` say how much of each is drawn.
static void draw_paper(nb_board *b, const Cut *c, float curve, float line, float step, float alpha)
{
  nb_color color = c->along == ALONG_X ? NB_I : NB_J;
  nb_plane p = paper(c);
  nb_group(b, nb_affine_identity(), alpha);
  nb_rectangle(b, p.area, 0.1f, nb_style(.fill = color, .width = -1, .alpha = 0.1f * curve));
  nb_clip(b, p.area);
  nb_curve(b, p, height_on_cut, c, nb_style(.color = color, .width = 4, .reveal = curve));
  draw_line(b, c, slope_over(c, step), nb_style(.width = 3.5f, .reveal = line));
  if (step > 0.02f)
    draw_steps(b, c, step, line);
  nb_end(b);
  nb_point(b, nb_on_plane(p, nb_at(middle_of(c), height_on_cut(middle_of(c), c))),
           nb_style(.width = 18, .reveal = curve));
  nb_end(b);
}

// The line that the viewer tilts.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s)
{
  Cut c = {s->at, ALONG_Y};
  nb_plane p = paper(&c);
  float shown = nb_guessed(f, ASK) * nb_cue(f, ASK, 0.6f, 0.6f);
  nb_rectangle(b, p.area, 0.1f, nb_style(.fill = NB_J, .width = -1, .alpha = 0.1f * nb_during(f, ASK, ASK)));
  draw_line(b, &c, s->slope, nb_style(.color = NB_V, .width = 4, .dash = {10, 8}, .alpha = shown));
  nb_vec2 end = nb_on_plane(p, nb_at(middle_of(&c) + 1, surface(s->at) + s->slope));
  nb_point(b, nb_on_plane(p, nb_at(middle_of(&c), surface(s->at))),
           nb_style(.width = 18, .alpha = nb_during(f, ASK, ASK)));
  nb_point(b, end, nb_style(.color = NB_V, .width = 16, .alpha = shown * nb_during(f, ASK, ASK)));
  if (f->step == ASK && shown > 0.9f)
    nb_grab_value(b, &s->slope, end, nb_apply(nb_plane_scale(p), nb_at(0, 1)));
}

static void draw_cuts(nb_board *b, const nb_frame *f, const State *s)
{
  Cut x = {looked_at(f, s), ALONG_X}, y = {s->at, ALONG_Y};
  float step = 1.3f * (1 - nb_cue(f, SLOPE, 2.4f, 3));
  draw_paper(b, &x, nb_cue(f, WALL, 2.4f, 1.4f), nb_cue(f, SLOPE, 0.6f, 0.8f), f->step > SLOPE ? 0 : step,
             1 - nb_cue(f, ASK, 0, 0.5f));
  draw_paper(b, &y, nb_cue(f, OTHER, 2.4f, 1.4f), nb_cue(f, OTHER, 4, 0.8f), 0,
             1 - nb_cue(f, LETTERS, 0, 0.5f));
  draw_guess(b, f, s);
}

static void draw_values(nb_board *b, const nb_frame *f, const State *s)
{
  Cut x = {looked_at(f, s), ALONG_X};
  float step = f->step == SLOPE ? 1.3f * (1 - nb_cue(f, SLOPE, 2.4f, 3)) : 0;
  nb_vec2 g = partials(looked_at(f, s));
  float so_far = slope_over(&x, step), cosine = cosf(s->at.y);
  nb_style style = nb_style(.size = 40, .reveal = nb_cue(f, LAND, 0.8f, 1));
  nb_tex(b, nb_at(column, 3), "f(x, y) = \\sin x\\,\\cos y", style);
  style = nb_style(.size = 36, .color = NB_I, .reveal = nb_cue(f, SLOPE, 1, 0.8f));
  style.alpha = (1 - nb_during(f, ASK, OTHER)) * (1 - nb_cue(f, PLAY, 0, 0.5f));
  nb_tex(b, nb_at(column, 2), "\\frac{\\partial f}{\\partial x} = \\val", style, &so_far);
  style.reveal = nb_cue(f, PLAY, 0.4f, 0.8f), style.alpha = 1;
  nb_tex(
      b, nb_at(column, 1.2f),
      "\\begin{aligned} \\frac{\\partial f}{\\partial x} &= \\cos x\\,\\cos y \\\\ &= \\val \\end{aligned}",
      style, &g.x);
  style.color = NB_J, style.reveal = nb_cue(f, PLAY, 0.8f, 0.8f);
  nb_tex(
      b, nb_at(column, -1),
      "\\begin{aligned} \\frac{\\partial f}{\\partial y} &= -\\sin x\\,\\sin y \\\\ &= \\val \\end{aligned}",
      style, &g.y);
  style = nb_style(.size = 36, .color = NB_J, .reveal = nb_cue(f, OTHER, 4.4f, 0.8f),
                   .alpha = 1 - nb_cue(f, LETTERS, 0, 0.5f));
  nb_tex(b, nb_at(column, 2), "\\frac{\\partial f}{\\partial y} = \\val", style, &g.y);
  style = nb_style(.size = 28, .color = NB_V, .reveal = nb_cue(f, OTHER, 5.2f, 0.6f),
                   .alpha = nb_answered(f, ASK) ? nb_during(f, OTHER, OTHER) : 0);
  nb_tex(b, nb_at(column, 1.05f), "\\text{you said }\\val", style, &s->slope);
  // In letters: on the wall cos y is a number, which the derivative leaves alone.
  style = nb_style(.size = 36, .alpha = nb_during(f, LETTERS, LETTERS), .reveal = nb_cue(f, LETTERS, 1, 1));
  nb_tex(b, nb_at(column, 0.75f), "f = \\sin x \\cdot \\textcolor{j}{\\val[-2]}", style, &cosine);
  style.reveal = nb_cue(f, LETTERS, 2.6f, 1);
  nb_tex(b, nb_at(column, -0.35f),
         "\\frac{\\partial f}{\\partial x} = \\textcolor{i}{\\cos x} \\cdot \\textcolor{j}{\\val[-2]}", style,
         &cosine);
  style.reveal = nb_cue(f, LETTERS, 4.2f, 1);
  nb_tex(b, nb_at(column, -1.6f),
         "\\frac{\\partial f}{\\partial x} = \\textcolor{i}{\\cos x}\\,\\textcolor{j}{\\cos y}", style);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_axes(b, f);
  draw_surface(b, f, s);
  draw_point(b, f, s);
  draw_cuts(b, f, s);
  draw_values(b, f, s);
}

NB_SCENE(State, .title = "Partial derivatives", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"multivariable-calculus/surfaces"},
         .state = &(const State){.at = {1.9f, -0.8f}, .slope = -0.4f}, NB_DRAW(draw))
