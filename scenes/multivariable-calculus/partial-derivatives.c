// Partial derivatives.
//
// What a learner believes: a surface has *a* slope at a point, and "treat y as a constant" is a trick with letters. What
// mends it: freeze y, and a wall stands in the surface; on the wall there is one input left and one curve, whose slope is an
// old friend. The other wall through the same point has another slope. Frozen is not gone: slide the wall, and the slope changes.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 at;  // the point that is looked at
  float slope; // which slope along y the viewer expects
  nb_camera camera;
} State;

enum { LAND, WALL, SLOPE, SLIDE, ASK, OTHER, LETTERS, PLAY };

static float surface(nb_vec2 p, const void *nothing)
{
  (void)nothing;
  return sinf(p.x) * cosf(p.y);
}

static nb_vec2 partials(nb_vec2 p)
{
  return nb_at(cosf(p.x) * cosf(p.y), -sinf(p.x) * sinf(p.y));
}

static void slope_along_y(const void *state, void *truth)
{
  *(float *)truth = partials(((const State *)state)->at).y;
}

static const nb_step steps[] = {
    [LAND] = {"How steep is it here?", .seconds = 6,
              .say = "How steep is it at this point? That depends on which way you *walk*.",
              .hear = {"On a surface the slope depends on the direction"}},
    [WALL] = {"Freeze y", .seconds = 6,
              .say = "*Freeze* y: a wall along x cuts the surface in a curve, on which x alone moves.",
              .hear = {"Holding y fixed slices the surface into a curve of x alone"}},
    [SLOPE] = {"The slope of the cut", .seconds = 10.5f,
               .say = "Step along the wall, let the step shrink: its slope becomes the *partial derivative*.",
               .hear = {"The partial derivative is the slope of the slice", "Only x is nudged, y stays"}},
    [SLIDE] = {"Frozen is not gone", .seconds = 9,
               .say = "Slide the wall: freeze y at *another* value, and the slope at the same x changes.",
               .hear = {"A partial derivative still depends on both inputs"}},
    [ASK] = {"And along y?", .seconds = 5, .wait = true, .answer = "slope along y", .truth = slope_along_y,
             .ask = "Same point, but now x is frozen. What is the *slope* along y? Tilt the line.",
             .say = "That is your guess. Now cut.", .moves = {{"slope along y", "0.2", 3.2f, 1.6f}}},
    [OTHER] = {"Freeze x", .seconds = 8, .say = "Cut along y instead: the *same* point has *another* slope.",
               .hear = {"Each input has its own partial derivative", "One may rise where the other falls"}},
    [LETTERS] = {"In letters", .seconds = 12,
                 .say = "Freeze y: cos y is just a *number*, and stays. Only sin x changes. Then freeze x.",
                 .hear = {"Treat the frozen input as a constant"}},
    [PLAY] = {"Two slopes everywhere", .seconds = 14.5f, .live = true,
              .say = "Drag the point: where is one of the two slopes *zero*, and where are both?",
              .moves = {{"point", "1.57,-0.9", 3.4f, 1.4f},
                        {"point", "1.5708,0", 6.4f, 1.6f},
                        {"point", "0,-1.5708", 10, 1.8f}}},
};

static const nb_param params[] = {
    NB_POINT(State, at, "point", .min = -2.2f, .max = 2.2f),
    NB_NUMBER(State, slope, "slope along y", .min = -1.2f, .max = 1.2f),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// What is where at this moment

static const nb_rect ground = {-3.3f, -2.3f, 6.6f, 4.6f};
static const float low = -1.15f, high = 1.3f; // of the walls

// The viewer's point, which the sliding wall takes along: to where its curve is steepest, to where it is level, and back.
static nb_vec2 looked_at(const nb_frame *f, const State *s)
{
  float home = s->at.y, level = copysignf(NB_TURN / 4, home);
  return nb_at(s->at.x, NB_COURSE(f, home, {SLIDE, 0.8f, 1.8f, 0}, {SLIDE, 3.2f, 2, level},
                                  {SLIDE, 6.8f, 1.6f, home}));
}

// The viewer's camera, at first lower, so that how steep an arrow looks is how steep it is; in the end further round, so that none points away.
static nb_view look(const nb_frame *f, const State *s)
{
  float round = 0.25f * nb_cue(f, PLAY, 0, 1.4f), up = 0.16f * (nb_cue(f, WALL, 0, 1.4f) - 1);
  return nb_look(nb_camera_orbit(s->camera, round, up), nb_stage());
}

static nb_cut cut_at(nb_vec2 at, bool along_y)
{
  return (nb_cut){surface, NULL, at, along_y};
}

// The step on the wall, which shrinks to nothing, and stays at a tenth and at a hundredth on the way.
static float step_now(const nb_frame *f)
{
  return NB_COURSE(f, 1.3f, {SLOPE, 3, 1.4f, 0.1f}, {SLOPE, 5, 0.8f, 0.01f}, {SLOPE, 7.2f, 0, 0});
}

// ---------------------------------------------------------------------------------------------------------------
// In space

// The axes, along the edges where the land hides nothing of them, with a few numbers.
static void draw_axes(nb_board *b, const nb_frame *f, nb_view view)
{
  static const struct {
    nb_vec3 zero, one; // where the axis has 0, and the way to 1
    float from, to, step;
    nb_vec2 aside;
    const char *name;
  } axes[] = {{{0, -2.2f, low}, {1, 0, 0}, -3.3f, 3.25f, 2, {-0.8f, -1}, "x"},
              {{3.4f, 0, low}, {0, 1, 0}, -2.1f, 2.5f, 2, {1, -0.6f}, "y"},
              {{-3.3f, -2.2f, 0}, {0, 0, 1}, low, 1.5f, 1, {-1, 0}, "f"}};
  static const nb_color colors[] = {NB_I, NB_J, NB_AXIS};
  for (int k = 0; k < 3; k++) {
    nb_style axis = nb_style(NB_FROM(f, LAND, 0.2f, 1), .color = colors[k], .width = 4, .size = 24);
    nb_vec3 tip = nb_add3(axes[k].zero, nb_scale3(axes[k].to, axes[k].one));
    nb_arrow3(b, nb_add3(axes[k].zero, nb_scale3(axes[k].from, axes[k].one)), tip, axis);
    for (int n = -1; n <= 1; n++)
      nb_label3(b, view, nb_add3(axes[k].zero, nb_scale3((float)n * axes[k].step, axes[k].one)),
                axes[k].aside, nb_words(b, "%.0f", (double)n * (double)axes[k].step), axis);
    axis.size = 32;
    nb_label3(b, view, tip, axes[k].aside, axes[k].name, axis);
  }
}

// The slope at a point, one way: an arrow along the surface, and dashed how it would be if it were level.
static void draw_slope(nb_board *b, nb_cut cut, nb_style style)
{
  nb_vec3 from = nb_cut_place(nb_cut_way(&cut), &cut);
  nb_vec3 way = cut.along_y ? nb_at3(0, 1.3f, 0) : nb_at3(1.3f, 0, 0);
  style.color = cut.along_y ? NB_J : NB_I, style.width = 8;
  nb_arrow3(b, from, nb_add3(from, nb_at3(way.x, way.y, 1.3f * nb_cut_slope(&cut, 0))), style);
  style.color = NB_TEXT, style.width = 2.5f;
  for (int k = 0; k < 18; k += 2) // beyond the tip, for a level arrow lies over the rest
    nb_line3(b, nb_add3(from, nb_scale3((float)k / 12, way)),
             nb_add3(from, nb_scale3((float)(k + 1) / 12, way)), style);
}

// A way over the surface: from a point, in a direction.
static nb_vec3 on_way(float far, const void *point_and_direction)
{
  const nb_vec2 *way = point_and_direction;
  return nb_on_surface(surface, NULL, nb_add(way[0], nb_scale(far, way[1])));
}

// The step along the wall and the change in height, which the paper beside it shows larger.
static void draw_step_on_wall(nb_board *b, const nb_frame *f, const nb_cut *cut)
{
  float step = step_now(f);
  nb_vec3 from = nb_cut_place(nb_cut_way(cut), cut), to = nb_cut_place(nb_cut_way(cut) + step, cut);
  if (step < 0.01f)
    return;
  nb_polyline3(b, (nb_vec3[]){from, nb_at3(to.x, to.y, from.z), to}, 3,
               nb_style(NB_IN(f, SLOPE, 0.5f, 1.2f), .color = NB_V, .width = 5));
  nb_point3(b, to, nb_style(NB_IN(f, SLOPE, 1.4f, 0.5f), .width = fminf(12, 40 * step)));
}

static void draw_space(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 at = looked_at(f, s), g = partials(s->at);
  nb_view view = look(f, s);
  // How much of the walls stands: in letters one after the other.
  float x =
      NB_COURSE(f, 0, {WALL, 0.9f, 1.2f, 1}, {ASK, 0, 0.8f, 0}, {LETTERS, 0, 0.6f, 1}, {LETTERS, 6, 0.6f, 0});
  float y = NB_COURSE(f, 0, {OTHER, 0.4f, 1.2f, 1}, {LETTERS, 0, 0.4f, 0}, {LETTERS, 6.2f, 0.6f, 1},
                      {PLAY, 0, 0.6f, 0});
  float seen_through = fmaxf(fmaxf(x, y), nb_cue(f, LAND, 1.8f, 0.8f) - nb_cue(f, WALL, 0, 0.8f));
  nb_cut along_x = cut_at(at, false), along_y = cut_at(at, true);
  nb_style diagonal = nb_style(NB_FROM(f, PLAY, 0, 0), .width = 3);
  diagonal.alpha = fmaxf(0, 1 - 9 * (nb_length(g) + fabsf(surface(at, NULL))));
  nb_space(b, view, (nb_space_spec){0});
  draw_axes(b, f, view);
  nb_heights h = nb_keep_heights(b, surface, NULL, 0, ground, 89, 65, 0, 0);
  nb_style land = nb_style(NB_FROM(f, LAND, 0.2f, 1.4f), .fill = nb_mix(b, NB_K, NB_GROUND, 0.5f),
                           .alpha = 0.92f - 0.45f * seen_through - 0.2f * nb_cue(f, PLAY, 0, 1));
  nb_surface(b, h, (nb_surface_spec){0}, land);
  land.width = 1.2f, land.alpha *= 0.6f;
  nb_surface_grid(b, h, 8, land);
  nb_cut_wall(b, &along_x, ground, low, high, nb_style(.reveal = x));
  nb_cut_wall(b, &along_y, ground, low, high, nb_style(.reveal = y));
  nb_cut_curve(b, &along_x, ground, nb_style(.alpha = x));
  nb_cut_curve(b, &along_y, ground, nb_style(.alpha = fmaxf(y, 0.6f * nb_during(f, ASK, OTHER)))); // a hint
  draw_step_on_wall(b, f, &along_x);
  draw_slope(b, along_x, nb_style(NB_IN(f, LAND, 2.4f, 0.8f)));
  draw_slope(b, along_y, nb_style(NB_IN(f, LAND, 3.6f, 0.8f)));
  draw_slope(b, along_x, nb_style(NB_BETWEEN(f, SLOPE, SLIDE, 7.2f, 0.8f)));
  draw_slope(b, along_y, nb_style(NB_IN(f, OTHER, 3.6f, 0.8f)));
  for (int side = -1; side <= 1; side += 2) // a saddle's diagonals, which are not level
    nb_curve3(b, on_way, (nb_vec2[]){at, {1, (float)side}}, -0.7f, 0.7f, 0, diagonal);
  if (f->step == PLAY) // wherever the point is dragged, no hill cuts what shows its slopes
    nb_end(b), nb_space(b, view, (nb_space_spec){0});
  draw_slope(b, along_x, nb_style(NB_FROM(f, LETTERS, 4, 0.8f), .alpha = x + nb_cue(f, PLAY, 0.4f, 0.8f)));
  draw_slope(b, along_y, nb_style(NB_FROM(f, LETTERS, 9.4f, 0.8f), .alpha = y + nb_cue(f, PLAY, 0, 0.6f)));
  nb_point3(b, nb_on_surface(surface, NULL, at),
            nb_style(NB_FROM(f, LAND, 1.2f, 0.5f), .color = NB_V, .width = 20));
  nb_label3(b, view, nb_at3(at.x + 1.85f, at.y, surface(at, NULL)), nb_at(1, 0), "dashed: level",
            nb_style(NB_IN(f, LAND, 4.6f, 0.6f), .font = NB_FONT_MEDIUM, .size = 24, .halo_width = 2));
  nb_end(b);
  nb_grab_camera(b, &s->camera, view);
  if (f->step > LAND && f->step != SLIDE)
    nb_grab_over(b, &s->at, nb_on_surface(surface, NULL, s->at), nb_at3(1, 0, g.x), nb_at3(0, 1, g.y), view);
}

// ---------------------------------------------------------------------------------------------------------------
// The wall as it is seen from before it, as wide as high

static nb_plane paper(const nb_cut *cut)
{
  float middle = nb_cut_way(cut);
  return (nb_plane){{3.9f, -2.45f, 3, 2.45f}, middle - 1.65f, middle + 1.65f, -1.25f, 1.45f};
}

// The point on the curve, as the paper counts.
static nb_vec2 on_curve(const nb_cut *cut)
{
  return nb_at(nb_cut_way(cut), nb_cut_height(nb_cut_way(cut), cut));
}

static nb_vec2 on_paper(const nb_cut *cut, float step, float rise)
{
  return nb_on_plane(paper(cut), nb_add(on_curve(cut), nb_at(step, rise)));
}

// The step along, the change in height, and the line through both ends.
static void draw_step(nb_board *b, const nb_frame *f, const nb_cut *cut)
{
  float step = step_now(f), rise = step * nb_cut_slope(cut, step), shown = nb_smooth((step - 0.5f) / 0.4f);
  nb_vec2 corner = on_paper(cut, step, 0), end = on_paper(cut, step, rise);
  nb_style leg = nb_style(NB_IN(f, SLOPE, 0.5f, 1.2f), .color = NB_V, .width = 4);
  nb_tangent(b, paper(cut), on_curve(cut), nb_cut_slope(cut, step), 1.5f,
             nb_style(NB_BETWEEN(f, SLOPE, SLIDE, 1.6f, 0.8f), .width = 3.5f));
  if (step < 0.01f)
    return;
  nb_polyline(b, (nb_vec2[]){on_paper(cut, 0, 0), corner, end}, 3, leg);
  nb_point(b, end, nb_style(NB_IN(f, SLOPE, 1.4f, 0.5f), .width = fminf(12, 40 * step)));
  leg.size = 26, leg.alpha *= shown * leg.reveal;
  nb_label(b, nb_mix2(on_paper(cut, 0, 0), corner, 0.5f), nb_at(0, 1), "\\Delta x", leg);
  nb_label(b, nb_mix2(corner, end, 0.5f), nb_at(1, 0), "\\Delta f", leg);
}

static void draw_papers(nb_board *b, const nb_frame *f, const State *s)
{
  nb_cut x = cut_at(looked_at(f, s), false), y = cut_at(s->at, true);
  nb_cut_paper(b, &x, paper(&x), nb_style(NB_BETWEEN(f, WALL, SLIDE, 2.6f, 1.4f)));
  nb_cut_paper(b, &y, paper(&y), nb_style(NB_IN(f, OTHER, 1.6f, 1.4f)));
  draw_step(b, f, &x);
  nb_style word = nb_style(NB_FROM(f, WALL, 3.4f, 0.8f), .size = 20, .color = NB_DIM);
  word.alpha = nb_during(f, WALL, SLIDE) + nb_cue(f, OTHER, 1.8f, 0.8f) - nb_cue(f, LETTERS, 0, 0.5f);
  nb_text(b, nb_at(3.8f, -3.1f), "the wall near the point, from the front", word);
  nb_tangent(b, paper(&y), on_curve(&y), partials(s->at).y, 1.5f,
             nb_style(NB_IN(f, OTHER, 3.4f, 0.8f), .width = 3.5f));
}

// The line that the viewer tilts, by its end.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s)
{
  nb_cut y = cut_at(s->at, true);
  nb_plane p = paper(&y);
  nb_vec2 end = on_paper(&y, 1, s->slope);
  nb_fade(b, nb_cue(f, ASK, 0, 0.6f) - nb_cue(f, OTHER, 2.4f, 0.6f)); // until the cut has its own
  nb_axes(b, p, (nb_axes_spec){.step = {1, 1}, .x_label = "y", .y_label = "f", .at_edges = true},
          nb_style(.color = NB_DIM, .width = 2));
  nb_line_at_y(b, p, 0, nb_style(.color = NB_DIM, .width = 1.5f, .dash = {4, 6}));
  nb_point(b, on_paper(&y, 0, 0), nb_style(.color = NB_V, .width = 16));
  nb_end(b);
  nb_tangent(b, p, on_curve(&y), s->slope, 1.5f,
             nb_style(.color = NB_V, .width = 4, .dash = {10, 8}, .alpha = nb_guessed(f, ASK)));
  if (nb_guess_in(b, f, ASK, end, end))
    nb_grab_value_on_plane(b, p, &s->slope, nb_add(on_curve(&y), nb_at(1, s->slope)), nb_at(0, 1));
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

// Each input frozen in turn: its part is a number, which the derivative leaves alone.
static void draw_letters(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 p = s->at, g = partials(p);
  float part[] = {sinf(p.x), cosf(p.x), cosf(p.y), -sinf(p.y)};
  nb_facts(b, f, (nb_facts_spec){LETTERS, .at = nb_at(NB_COLUMN, 1.35f), .gap = 0.2f, .size = 32},
           NB_FACTS({0.8f, "f = \\textcolor{i}{\\sin x} \\cdot \\underbrace{\\val[-2]}_{\\cos y}",
                     .values = {&part[2]}},
                    {2.4f, "\\frac{\\partial f}{\\partial x} = \\textcolor{i}{\\cos x} \\cdot \\val[-2]",
                     .values = {&part[2]}},
                    {3.8f, "\\quad\\;\\; = \\textcolor{i}{\\val[-2]} \\cdot \\val[-2] = \\val[-2]",
                     .values = {&part[1], &part[2], &g.x}}));
  nb_facts(b, f, (nb_facts_spec){LETTERS, .at = nb_at(NB_COLUMN, -0.9f), .gap = 0.2f, .size = 32},
           NB_FACTS({6.2f, "f = \\underbrace{\\val[-2]}_{\\sin x} \\cdot \\textcolor{j}{\\cos y}",
                     .values = {&part[0]}},
                    {7.8f,
                     "\\frac{\\partial f}{\\partial y} = \\val[-2] \\cdot "
                     "\\underbrace{(\\textcolor{j}{-\\sin y})}_{-\\sin(\\val[-2])}",
                     .values = {&part[0], &p.y}},
                    {9.2f, "\\quad\\;\\; = \\val[-2] \\cdot \\textcolor{j}{\\val[-2]} = \\val[-2]",
                     .values = {&part[0], &part[3], &g.y}}));
  nb_tex(b, nb_at(NB_COLUMN, 1.75f), "\\sin' = \\cos,\\quad \\cos' = -\\sin",
         nb_style(NB_IN(f, LETTERS, 1.6f, 0.8f), .size = 30));
}

static void draw_values(nb_board *b, const nb_frame *f, const State *s)
{
  static const nb_vec2 above = {NB_COLUMN, 1.65f}, below = {NB_COLUMN, 1.2f}, other = {NB_COLUMN, 0.82f};
  nb_vec2 at = looked_at(f, s), g = partials(at);
  nb_cut x = cut_at(at, false);
  const nb_vec2 *shown = f->step == SLIDE ? &at : &s->at;
  float z = surface(nb_shown2(at, 2), NULL), step = step_now(f), slope = nb_cut_slope(&x, step),
        rise = step * slope;
  nb_tex(b, nb_at(NB_COLUMN, 3), "f(x, y) = \\sin x\\,\\cos y",
         nb_style(NB_FROM(f, LAND, 0.8f, 1), .size = 38));
  nb_tex(b, nb_at(NB_COLUMN, 2.4f), "f" NB_TEX_POINT("-2") " = \\val[-2]",
         nb_style(NB_FROM(f, LAND, 2.4f, 0.8f), .size = 30), &shown->x, &shown->y, &z);
  nb_tex(b, nb_at(NB_COLUMN, 1.9f), "\\text{in radians: } \\pi/2 \\approx 1.57",
         nb_style(NB_BETWEEN(f, WALL, SLIDE, 0.4f, 0.8f), .color = NB_DIM, .size = 24));
  nb_text(b, below, "An arrow's tilt, not its length,\nis the slope.\n\nThe lesson Gradient takes all ways.",
          nb_style(NB_IN(f, LAND, 3.4f, 1), .color = NB_DIM, .size = 24));
  nb_tex(b, below, "\\frac{\\Delta f}{\\Delta x} = \\frac{\\val[-3]}{\\val[-3]} = \\val[-2]",
         nb_style(.alpha = NB_COURSE(f, 0, {SLOPE, 1.8f, 0.8f, 1}, {SLOPE, 6.6f, 0.5f, 0}), .size = 36),
         &rise, &step, &slope);
  nb_style partial = nb_style(NB_BETWEEN(f, SLOPE, OTHER, 7, 0.8f), .color = NB_I, .size = 36);
  nb_vec2 kept = nb_mix2(below, above, nb_cue(f, ASK, 0.2f, 0.8f)); // beside the other
  nb_tex(b, kept, "\\frac{\\partial f}{\\partial x} = \\val[-2]", partial, &g.x);
  nb_tex(b, nb_at(NB_COLUMN, 0.6f), "\\partial\\text{: only } x \\text{ moves, } y \\text{ is frozen}",
         nb_style(NB_IN(f, SLOPE, 7.4f, 0.8f), .color = NB_DIM, .size = 26));
  nb_tex(b, nb_at(NB_COLUMN, 0.6f),
         nb_words(b, "f = \\sin x \\cdot \\cos(\\textcolor{j}{%s\\pi/2}) = 0", at.y < 0 ? "-" : ""),
         nb_style(.alpha = NB_COURSE(f, 0, {SLIDE, 5, 0.8f, 1}, {SLIDE, 6.6f, 0.5f, 0}), .size = 30));
  nb_tex(b, other, "\\text{slope} = \\val[-2]",
         nb_style(NB_IN(f, ASK, 0.6f, 0.8f), .color = NB_V, .size = 36), &s->slope);
  nb_tex(b, nb_add(other, nb_at(2, 0)), "\\text{guess: } \\val[-2]",
         nb_style(NB_IN(f, OTHER, 4.4f, 0.6f), .color = NB_V, .size = 26), &s->slope);
  partial = nb_style(NB_IN(f, OTHER, 4, 0.8f), .color = NB_J, .size = 36);
  nb_tex(b, other, "\\frac{\\partial f}{\\partial y} = \\val[-2]", partial, &g.y);
  nb_tex(b, nb_at(NB_COLUMN, 1.2f), "\\frac{\\partial f}{\\partial x} = \\cos x\\,\\cos y = \\val[-2]",
         nb_style(NB_FROM(f, PLAY, 0.4f, 0.8f), .color = NB_I, .size = 34), &g.x);
  bool both = fmaxf(fabsf(g.x), fabsf(g.y)) < 0.03f;
  const char *what = z > 0.9f ? "top" : z < -0.9f ? "bottom" : "saddle:\nup one diagonal, down the other";
  nb_text(b, nb_at(NB_COLUMN, -1.2f),
          both ? nb_words(b, "Level both ways, as at every top,\nbottom and saddle: here a %s.", what)
               : "A slope is 0 where its arrow\nlies along its dashed line.",
          nb_style(NB_FROM(f, PLAY, 1.6f, 1), .color = both ? NB_TEXT : NB_DIM, .size = 24));
  nb_tex(b, nb_at(NB_COLUMN, 0.1f), "\\frac{\\partial f}{\\partial y} = -\\sin x\\,\\sin y = \\val[-2]",
         nb_style(NB_FROM(f, PLAY, 0.8f, 0.8f), .color = NB_J, .size = 34), &g.y);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_space(b, f, s);
  draw_papers(b, f, s);
  draw_guess(b, f, s);
  draw_values(b, f, s);
  draw_letters(b, f, s);
}

NB_SCENE(State, .title = "Partial derivatives", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"multivariable-calculus/surfaces"},
         .state = &(const State){{1.9f, -0.9f}, -0.4f, {{0.1f, 0, -0.8f}, 11, -0.72f, 0.42f}}, NB_DRAW(draw))
