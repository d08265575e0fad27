// Span.
//
// What a learner believes: two arrows reach two directions, and for everything else one needs more arrows. What breaks
// it: paint every point that stretching and adding can reach, and the whole plane is full; then lay the two on one line,
// and of all that paint a line is left. In space the same two paint a plane, and a third, out of it, all of space.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 v, w;
  nb_vec2 target; // what is to be reached
  nb_vec2 mix;    // by so much of v and so much of w
  nb_camera camera;
} State;

enum { TWO, LINE, PLANE, PREDICT, REACH, COLLAPSE, SPACE, PLAY };

// How much of v and of w leads to the target; where they are on one line, how to come nearest.
static void recipe(const void *state, void *truth)
{
  const State *s = state;
  *(nb_vec2 *)truth = nb_least_squares2(nb_columns(s->v, s->w), s->target);
}

static const nb_step steps[] = {
    [TWO] = {"A combination", .seconds = 6,
             .say = "Stretch *v*, stretch *w*, tip to tail: a *linear combination*.",
             .hear = {"A linear combination stretches vectors and adds them"},
             .needs = {"linear-algebra/vectors"}},
    [LINE] = {"One number runs", .seconds = 6, .say = "Hold *a* and let *b* run: the tip paints a *line*.",
              .hear = {"With one number free, the tip stays on a line"}},
    [PLANE] = {"Both numbers run", .seconds = 7,
               .say = "Let *a* run too, and line by line the *whole plane* is painted.",
               .hear = {"With both numbers free, every point of the plane is reached"}},
    [PREDICT] = {"Hit the target", .seconds = 5, .wait = true,
                 .ask = "How much of *v*, how much of *w*, leads to the cross? Set *a* and *b*.",
                 .say = "Those are your numbers. Now look.", .answer = "a, b", .truth = recipe},
    [REACH] = {"One way only", .seconds = 6, .say = "Every point has its recipe, and only *one*.",
               .hear = {"Each point is reached by exactly one pair of numbers"}},
    [COLLAPSE] = {"In line", .seconds = 7.5f,
                  .say = "Turn *w* onto the line of *v*: all that was painted falls onto one *line*.",
                  .hear = {"If the vectors are in line, they reach only that line",
                           "Then one of them adds nothing new"}},
    [SPACE] = {"In space", .seconds = 10,
               .say = "In space, two paint a *plane*. A third, out of it, paints *everything*.",
               .hear = {"Two vectors in space span a plane",
                        "A third one out of that plane spans all of space"}},
    [PLAY] = {"What is the span?", .seconds = 6, .live = true,
              .say = "All that they reach is their *span*. Drag the arrows: when is it lost?"},
};

static const nb_param params[] = {
    NB_POINT(State, v, "v", .min = -4, .max = 4),
    NB_POINT(State, w, "w", .min = -4, .max = 4),
    NB_POINT(State, target, "target", .min = -4, .max = 4),
    NB_POINT(State, mix, "a, b", .min = -3, .max = 3),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static nb_plane plane(void)
{
  return nb_stage_plane(nb_at(-2.4f, 0.2f), 0.78f);
}

static nb_vec2 on(nb_vec2 p)
{
  return nb_on_plane(plane(), p);
}

// v and w as they stand at this moment: w turns onto the line of v.
static nb_mat2 arrows(const nb_frame *f, const State *s)
{
  float turn = atan2f(nb_cross(s->w, s->v), nb_dot(s->w, s->v)), half = 1.57079633f;
  turn = turn > half ? turn - 2 * half : turn < -half ? turn + 2 * half : turn;
  float turned = nb_cue(f, COLLAPSE, 0.8f, 3) - nb_cue(f, SPACE, 0, 0.5f);
  return nb_columns(s->v, nb_apply(nb_rotation(turn * turned), s->w));
}

// How much of each is taken at this moment.
static nb_vec2 amounts(const nb_frame *f, const State *s)
{
  nb_vec2 truth, at = nb_at(1, 1);
  recipe(s, &truth);
  at.y += 3.5f * nb_visit(f, LINE, 0.6f, 2.2f) - 5.5f * nb_visit(f, LINE, 2.8f, 2.6f);
  at.x += 3 * nb_visit(f, PLANE, 0.4f, 2.6f) - 5 * nb_visit(f, PLANE, 3, 3.2f);
  at = nb_mix2(at, s->mix, nb_cue(f, PREDICT, 0, 0.6f));
  at = nb_mix2(at, truth, nb_cue(f, REACH, 0.6f, 1.6f) - nb_cue(f, PLAY, 0, 0.6f));
  return at;
}

// How much of the plane shows; it waits until space has gone.
static float flat(const nb_frame *f)
{
  return 1 - nb_cue(f, SPACE, 0, 0.5f) + nb_cue(f, PLAY, 0.5f, 0.5f);
}

// ---------------------------------------------------------------------------------------------------------------
// Paint

// Which of the points a v + b w have been painted.
static bool painted(const nb_frame *f, float a, float b)
{
  if (nb_after(f, PLANE))
    return true;
  float high = 1 + 3.5f * nb_cue(f, LINE, 0.6f, 1.1f), low = 1 - 5.5f * nb_cue(f, LINE, 2.8f, 1.3f);
  float right = 1 + 3 * nb_cue(f, PLANE, 0.4f, 1.3f), left = 1 - 5 * nb_cue(f, PLANE, 3, 1.6f);
  if (f->step == LINE)
    return a == 1 && b >= low && b <= high && f->seconds > 0.6f;
  return f->step == PLANE && a >= left && a <= right;
}

// Points reached, in the colour of what they are mostly made of.
static void draw_paint(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  float quiet = 1 - 0.45f * nb_cue(f, PREDICT, 0, 0.6f);
  if (f->step < LINE)
    return;
  for (int i = -16; i <= 16; i++)
    for (int j = -18; j <= 18; j++) {
      nb_vec2 mix = nb_at(0.25f * (float)i, 0.25f * (float)j), at = on(nb_apply(m, mix));
      float share = fabsf(mix.y) / fmaxf(fabsf(mix.x) + fabsf(mix.y), 0.01f);
      if (painted(f, mix.x, mix.y) && nb_inside(nb_stage(), at))
        nb_point(b, at, nb_style(.color = nb_mix(b, NB_V, NB_K, share), .width = 6, .alpha = quiet));
    }
}

// The line that the tip runs along while a is held.
static void draw_brush(nb_board *b, const nb_frame *f, nb_mat2 m, nb_vec2 mix)
{
  nb_vec2 middle = nb_scale(mix.x, m.i), along = nb_scale(12, nb_unit(m.j));
  nb_line(b, on(nb_sub(middle, along)), on(nb_add(middle, along)),
          nb_style(.color = NB_K, .width = 2, .alpha = nb_during(f, LINE, PLANE)));
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows

static void draw_target(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_during(f, PREDICT, PLAY), size = 0.16f;
  nb_vec2 at = on(s->target);
  nb_style style =
      nb_style(.color = NB_TEXT, .width = 4, .alpha = shown, .reveal = nb_cue(f, PREDICT, 0.2f, 0.6f));
  nb_line(b, nb_add(at, nb_at(-size, -size)), nb_add(at, nb_at(size, size)), style);
  nb_line(b, nb_add(at, nb_at(-size, size)), nb_add(at, nb_at(size, -size)), style);
}

// v and w faintly where they start, and stretched, tip to tail.
static void draw_arrows(nb_board *b, const nb_frame *f, nb_mat2 m, nb_vec2 mix)
{
  float first = nb_cue(f, TWO, 0.6f, 0.8f), second = nb_cue(f, TWO, 1.2f, 0.8f),
        summed = nb_cue(f, TWO, 2.6f, 0.8f);
  float beside = 1 - 0.6f * summed;
  nb_vec2 slid = nb_scale(nb_cue(f, TWO, 2.2f, 1.2f) * mix.x, m.i);
  nb_vector(b, plane(), nb_origin(), m.i, NULL, nb_style(.color = NB_V, .reveal = first, .alpha = beside));
  nb_vector(b, plane(), nb_origin(), m.j, NULL, nb_style(.color = NB_K, .reveal = second, .alpha = beside));
  nb_vector(b, plane(), nb_origin(), nb_scale(mix.x, m.i), NULL, nb_style(.color = NB_V, .reveal = first));
  nb_vector(b, plane(), slid, nb_scale(mix.y, m.j), NULL, nb_style(.color = NB_K, .reveal = second));
  nb_vec2 out = nb_unit(nb_sub(m.i, m.j));
  nb_label(b, on(m.i), nb_add(nb_unit(m.i), out), "\\vec v", nb_style(.color = NB_V, .alpha = first));
  nb_label(b, on(m.j), nb_sub(nb_unit(m.j), out), "\\vec w", nb_style(.color = NB_K, .alpha = second));
  nb_point(b, on(nb_apply(m, mix)), nb_style(.width = 16, .reveal = nb_cue(f, TWO, 3.4f, 0.5f)));
}

static void offer_hands(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 scale = nb_plane_scale(plane());
  if (f->step == PLAY && f->seconds > 0.6f) {
    nb_grab(b, &s->v, on(s->v), scale);
    nb_grab(b, &s->w, on(s->w), scale);
    nb_grab(b, &s->target, on(s->target), scale);
  }
}

static void draw_plane(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 m = arrows(f, s);
  nb_vec2 mix = amounts(f, s);
  nb_clip(b, nb_stage());
  nb_group(b, nb_affine_identity(), flat(f));
  nb_grid(b, nb_identity2(), nb_plane_grid(plane()),
          nb_style(.color = NB_GRID, .reveal = nb_cue(f, TWO, 0, 1.4f)));
  draw_paint(b, f, m);
  draw_brush(b, f, m, mix);
  draw_target(b, f, s);
  draw_arrows(b, f, m, mix);
  nb_point(b, on(nb_origin()), nb_style(.width = 12, .reveal = nb_cue(f, TWO, 0.4f, 0.6f)));
  nb_end(b);
  nb_end(b);
  offer_hands(b, f, s);
}

// ---------------------------------------------------------------------------------------------------------------
// Space

static const nb_vec3 space_arrows[3] = {{1.2f, 0.3f, 0.2f}, {-0.3f, 1.1f, 0.5f}, {0.2f, -0.3f, 1.3f}};

static nb_vec3 reached(float a, float b, float c)
{
  nb_vec3 at = nb_scale3(a, space_arrows[0]);
  return nb_add3(nb_add3(at, nb_scale3(b, space_arrows[1])), nb_scale3(c, space_arrows[2]));
}

// A plane of points, and with the third arrow one such plane over the other.
static void draw_cloud(nb_board *b, const nb_frame *f)
{
  enum { SIDE = 9, COUNT = SIDE * SIDE };
  for (int layer = -2; layer <= 2; layer++) {
    nb_vec3 points[COUNT];
    float risen = nb_cue(f, SPACE, 5, 2.5f), c = (float)layer * risen;
    for (int k = 0; k < COUNT; k++)
      points[k] = reached(0.5f * (float)(k % SIDE - 4), 0.5f * (float)(k / SIDE - 4), c);
    nb_cloud(
        b, points, NULL, COUNT,
        nb_style(.color = layer == 0 ? NB_V : NB_K, .width = 7, .reveal = nb_cue_linear(f, SPACE, 1.6f, 2)));
  }
}

static void draw_space(nb_board *b, const nb_frame *f, const State *s)
{
  static const nb_color colors[] = {NB_V, NB_K, NB_TEXT};
  static const float drawn_at[] = {0.6f, 1, 4.2f};
  float shown = nb_during(f, SPACE, SPACE);
  if (shown <= 0)
    return;
  nb_view view = nb_look(s->camera, nb_stage());
  nb_space(b, view, (nb_space_spec){.alpha = shown});
  nb_axes3(b, (nb_axes3_spec){.reach = 2.6f, .negative = true}, nb_style(.color = NB_AXIS));
  nb_parallelogram(
      b, reached(-2, -2, 0), nb_scale3(4, space_arrows[0]), nb_scale3(4, space_arrows[1]),
      nb_style(.fill = NB_PLANE, .width = -1, .alpha = 0.3f, .reveal = nb_cue(f, SPACE, 1.6f, 1.4f)));
  draw_cloud(b, f);
  for (int k = 0; k < 3; k++)
    nb_arrow3(b, reached(0, 0, 0), space_arrows[k],
              nb_style(.color = colors[k], .reveal = nb_cue(f, SPACE, drawn_at[k], 0.8f)));
  nb_end(b);
  nb_grab_camera(b, &s->camera, view);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static void draw_formulas(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 m = arrows(f, s);
  nb_vec2 mix = amounts(f, s), sum = nb_apply(m, mix);
  bool theirs =
      (f->step == PREDICT || f->step == PLAY) && f->seconds > 0.6f; // the state’s own can be dragged
  const nb_vec2 *a = theirs ? &s->mix : &mix;
  nb_style style =
      nb_style(.size = 54, .anchor = NB_LEFT, .alpha = flat(f), .reveal = nb_cue(f, TWO, 2.2f, 1));
  nb_tex(b, nb_at(NB_COLUMN, 2.6f), "a\\,\\color{v}\\vec v \\color{text} + b\\,\\color{k}\\vec w", style);
  style.size = 34;
  style.reveal = nb_cue(f, TWO, 3.2f, 1.2f);
  nb_tex(b, nb_at(NB_COLUMN, 1.3f), "\\val[1]" NB_TEX_COLUMN("v", "1") " + \\val[1]" NB_TEX_COLUMN("k", "1"),
         style, &a->x, &m.i.x, &m.i.y, &a->y, &m.j.x, &m.j.y);
  style.reveal = nb_cue(f, TWO, 4.2f, 0.8f);
  nb_tex(b, nb_at(NB_COLUMN, 0.2f), "= " NB_TEX_COLUMN("text", "1"), style, &sum.x, &sum.y);
}

static void draw_sliders(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_during(f, PREDICT, PREDICT) + nb_during(f, PLAY, PLAY);
  nb_slider_spec spec = {.label = "a", .min = -3, .max = 3, .decimals = 1};
  nb_slider(b, nb_at(NB_COLUMN, -1.2f), &s->mix.x, spec, nb_style(.color = NB_V, .alpha = fminf(1, shown)));
  spec.label = "b";
  nb_slider(b, nb_at(NB_COLUMN, -2.3f), &s->mix.y, spec, nb_style(.color = NB_K, .alpha = fminf(1, shown)));
}

static void draw_words(nb_board *b, const nb_frame *f)
{
  nb_style style = nb_style(.size = 30, .alpha = nb_during(f, SPACE, SPACE));
  style.reveal = nb_cue(f, SPACE, 2.4f, 1);
  nb_text(b, nb_at(NB_COLUMN, 1.4f), "two: a plane", style);
  style.reveal = nb_cue(f, SPACE, 6.4f, 1);
  nb_text(b, nb_at(NB_COLUMN, 0.5f), "three: all of space", style);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_plane(b, f, s);
  draw_space(b, f, s);
  draw_formulas(b, f, s);
  draw_sliders(b, f, s);
  draw_words(b, f);
}

NB_SCENE(State, .title = "Span", NB_STEPS(steps), NB_PARAMS(params), .needs = {"linear-algebra/vectors"},
         .state = &(const State){.v = {2, 1},
                                 .w = {-0.5f, 1.5f},
                                 .target = {-3, 2},
                                 .mix = {1, 0.5f},
                                 .camera = {.distance = 9, .azimuth = -0.9f, .elevation = 0.35f}},
         NB_DRAW(draw))
