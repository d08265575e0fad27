// Span.
//
// What a learner believes: two arrows reach two directions, and for everything else one needs more arrows. What breaks
// it: paint every point that stretching and adding can reach, and the whole plane is full; then lay the two on one line,
// and of all that paint a line is left. In space the same two paint a plane, and with a third, out of it, that plane
// sweeps through all of space.
#include <math.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 v, w;
  nb_vec2 target; // what is to be reached
  nb_vec2 mix;    // by so much of v and so much of w
  nb_camera camera;
} State;

enum { TWO, LINE, PLANE, PREDICT, REACH, COLLAPSE, SPACE, THIRD, PLAY };

// How much of v and of w leads to the target; where they are on one line, how to come nearest.
static void recipe(const void *state, void *truth)
{
  const State *s = state;
  *(nb_vec2 *)truth = nb_least_squares2(nb_columns(s->v, s->w), s->target);
}

static const nb_step steps[] = {
    [TWO] = {"A combination", .seconds = 6,
             .say = "Take a times v and b times w, and add them: that is a *linear combination*.",
             .hear = {"A linear combination stretches vectors and adds them"},
             .needs = {"linear-algebra/vectors"}},
    [LINE] = {"One number runs", .seconds = 6.5f,
              .say = "Hold a, let b run: from the tip of a times v, a *line* in w’s direction is reached.",
              .hear = {"With one number free, the tip stays on a line"}},
    [PLANE] = {"Both numbers run", .seconds = 7,
               .say = "Let a run too: the line sweeps the *whole plane*. All tips are the *span* of v and w.",
               .hear = {"With both free, the whole plane is reached", "Together that is their span"}},
    [PREDICT] = {"Hit the target", .seconds = 6, .wait = true,
                 .ask = "How much of v, and how much of w, leads to the *cross*? Set a and b.",
                 .say = "Those are your numbers. Now look.", .answer = "a, b", .truth = recipe,
                 .moves = {{"a, b", "-1,2", .at = 4.4f, .seconds = 1.5f}}},
    [REACH] =
        {"One way only", .seconds = 9.5f,
         .say = "Every point has its recipe, an a and a b, and only *one*: v and w lie on different lines.",
         .hear = {"Each point is reached by exactly one pair of numbers"}},
    [COLLAPSE] = {"In line", .seconds = 8.5f,
                  .say = "Let w turn onto v’s line: the span is only *that line* now, and misses the cross.",
                  .hear = {"If the vectors are in line, they reach only that line",
                           "Then one of them adds nothing new, and points of the line have many recipes"}},
    [SPACE] = {"In space", .seconds = 8,
               .say = "In space, v and w span a *plane* if they are not in line. From the side, it is flat.",
               .hear = {"Two vectors in space span a plane, if they are not in line"}},
    [THIRD] = {"A third arrow", .seconds = 13,
               .say = "In the plane u adds nothing. *Out* of it, adding c times u reaches *all of space*.",
               .hear = {"A third one in that plane adds nothing", "Out of it, all of space is spanned"}},
    [PLAY] = {"What is the span?", .seconds = 10, .live = true,
              .say =
                  "The dot can miss the cross. Drag v, w and the cross: when does the *whole span* miss it?",
              .moves = {{"w", "-1,-0.5", .at = 2, .seconds = 1.8f},
                        {"target", "-4,-2", .at = 6, .seconds = 1.8f}}},
};

static const nb_param params[] = {
    NB_POINT(State, v, "v", .min = -4, .max = 4),
    NB_POINT(State, w, "w", .min = -4, .max = 4),
    NB_POINT(State, target, "target", .min = -4, .max = 4),
    NB_POINT(State, mix, "a, b", .min = -6, .max = 6),
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

// By how much w grows as it turns onto the line of v: to the next half of v, whose numbers are round.
static float rounding(const State *s)
{
  float v = nb_length(s->v), w = nb_length(s->w);
  return v > 0 && w > 0 ? fmaxf(0.5f, 0.5f * roundf(2 * w / v)) * v / w : 1;
}

// v and w as they stand at this moment: w turns onto the line of v.
static nb_mat2 arrows(const nb_frame *f, const State *s)
{
  float turn = remainderf(atan2f(nb_cross(s->w, s->v), nb_dot(s->w, s->v)), NB_TURN / 2);
  float turned = f->step < PLAY ? nb_cue(f, COLLAPSE, 0.8f, 3) : 0; // while space is shown nobody sees it
  return nb_columns(s->v,
                    nb_scale(1 + turned * (rounding(s) - 1), nb_apply(nb_rotation(turn * turned), s->w)));
}

// So near to in line, as the sine of half a degree, counts as in line: a hand cannot do better.
#define HAIR 0.0087f

static bool in_line(nb_mat2 m)
{
  return fabsf(nb_cross(m.i, m.j)) <= HAIR * nb_length(m.i) * nb_length(m.j);
}

// Of arrows in line: how a and b can change while the tip stays.
static nb_vec2 idle(nb_mat2 m)
{
  return nb_at(nb_length(m.j), copysignf(nb_length(m.i), -nb_dot(m.i, m.j)));
}

// So much of each is taken at first.
static const nb_vec2 start = {1.5f, 0.5f};

// How much of each is taken at this moment.
static nb_vec2 amounts(const nb_frame *f, const State *s)
{
  nb_vec2 truth, at = nb_mix2(nb_at(1, 1), start, nb_cue(f, TWO, 2.2f, 1.2f));
  recipe(s, &truth);
  at.y += 2.3f * nb_visit(f, LINE, 0.6f, 2.2f) - 4.3f * nb_visit(f, LINE, 2.8f, 2.6f);
  at.x += 2 * nb_visit(f, PLANE, 0.4f, 2.6f) - 4.6f * nb_visit(f, PLANE, 3, 3.2f);
  at = nb_mix2(at, s->mix, nb_cue(f, PREDICT, 0, 0.6f));
  at = nb_mix2(at, truth, f->step < PLAY ? nb_cue(f, REACH, 0.6f, 1.6f) : 0);
  // With another a, no b leads there.
  at.x += NB_COURSE(f, 0, {REACH, 3, 1, 0.6f}, {REACH, 7.6f, 1, 0});
  at.y += 1.4f * nb_visit(f, REACH, 4.2f, 1.5f) - 2.2f * nb_visit(f, REACH, 5.7f, 1.8f);
  return nb_add(at, nb_scale(0.8f * nb_visit(f, COLLAPSE, 4.6f, 3), idle(arrows(f, s))));
}

// How much of the plane shows, or of what is written beside it: they give way to space, and come back `at` seconds into PLAY.
static float flat(const nb_frame *f, float at)
{
  return 1 - nb_cue(f, SPACE, 0, 0.5f) + nb_cue(f, PLAY, at, 0.5f);
}

// ---------------------------------------------------------------------------------------------------------------
// Paint

// From where to where a, or b, has run from its start; and then on, beyond what is seen.
typedef struct {
  float low, high;
} Run;

static Run run_of_a(const nb_frame *f)
{
  return (Run){start.x - 4.6f * nb_cue(f, PLANE, 3, 1.6f) - 4 * nb_cue(f, PLANE, 4.6f, 1),
               start.x + 2 * nb_cue(f, PLANE, 0.4f, 1.3f) + 4 * nb_cue(f, PLANE, 1.7f, 1)};
}

static Run run_of_b(const nb_frame *f)
{
  return (Run){start.y - 4.3f * nb_cue(f, LINE, 2.8f, 1.3f) - 12 * nb_cue(f, LINE, 4.1f, 1),
               start.y + 2.3f * nb_cue(f, LINE, 0.6f, 1.1f) + 12 * nb_cue(f, LINE, 1.7f, 1)};
}

// Where the names of the arrows stand: on the sides that face away from each other while w is to the left of v.
static nb_vec2 beside(nb_vec2 v, float side)
{
  nb_vec2 along = nb_unit(v);
  return nb_add(nb_scale(0.3f, along), nb_at(-side * along.y, side * along.x));
}

// All that has been reached: the lines along w of every a that was run through.
static void draw_swept(nb_board *b, const nb_frame *f, nb_mat2 m, nb_style style)
{
  Run a = run_of_a(f);
  nb_vec2 low = nb_scale(a.low, m.i), high = nb_scale(a.high, m.i), far = nb_scale(20, nb_unit(m.j));
  nb_vec2 corners[] = {on(nb_sub(low, far)), on(nb_add(low, far)), on(nb_add(high, far)),
                       on(nb_sub(high, far))};
  nb_polygon(b, corners, 4, style);
}

// The span: the whole plane, and of arrows in line only their line.
static void draw_span(nb_board *b, const nb_frame *f, nb_mat2 m)
{
  float lined = f->step < PLAY ? nb_cue(f, COLLAPSE, 2.9f, 0.6f) : (float)in_line(m);
  nb_style fill = nb_style(.fill = NB_PLANE, .width = -1, .alpha = 0.22f * (1 - lined));
  nb_vec2 along = nb_scale(20, nb_unit(nb_length(m.i) > nb_length(m.j) ? m.i : m.j));
  if (f->step == PLANE)
    draw_swept(b, f, m, fill);
  else if (nb_after(f, PLANE))
    nb_rectangle(b, nb_stage(), 0, fill);
  nb_line(b, on(nb_scale(-1, along)), on(along), nb_style(.color = NB_PLANE, .width = 6, .alpha = lined));
}

// The line that the tip runs along while a is held.
static void draw_brush(nb_board *b, const nb_frame *f, nb_mat2 m, nb_vec2 mix)
{
  nb_vec2 middle = nb_scale(mix.x, m.i);
  Run b_ran = run_of_b(f);
  float shown = nb_during(f, LINE, PLANE) + NB_COURSE(f, 0, {REACH, 2.6f, 0.5f, 1}, {REACH, 7.4f, 0.5f, 0});
  nb_line(b, on(nb_add(middle, nb_scale(b_ran.low, m.j))), on(nb_add(middle, nb_scale(b_ran.high, m.j))),
          nb_style(.color = NB_K, .width = 3, .alpha = shown));
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows

static void draw_target(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 at = on(s->target), up = nb_at(0.16f, 0.16f), down = nb_at(0.16f, -0.16f);
  nb_style style = nb_style(NB_BETWEEN(f, PREDICT, PLAY, 0.2f, 0.6f), .width = 4);
  nb_line(b, nb_sub(at, up), nb_add(at, up), style);
  nb_line(b, nb_sub(at, down), nb_add(at, down), style);
  nb_tex(b, nb_add(at, nb_at(-0.32f, 0.2f)), "(\\val[~1],\\; \\val[~1])",
         nb_style(.size = 28, .anchor = NB_RIGHT, .halo = NB_GROUND, .alpha = style.alpha * style.reveal),
         &s->target.x, &s->target.y);
  if (f->step == PLAY)
    nb_grab_on_plane(b, plane(), &s->target, nb_origin());
}

// v and w faintly, and stretched, tip to tail. What lies under those is broad: v, and in line w, too.
static void draw_arrows(nb_board *b, const nb_frame *f, const State *s, nb_mat2 m, nb_vec2 mix)
{
  float first = nb_cue(f, TWO, 0.6f, 0.8f), second = nb_cue(f, TWO, 1.2f, 0.8f),
        faint = 1 - 0.5f * nb_cue(f, TWO, 2.6f, 0.8f);
  float stretched = nb_cue(f, TWO, 2.2f, 1.2f), apart = fabsf(nb_cross(nb_unit(m.i), nb_unit(m.j)));
  nb_vec2 slid = nb_scale(stretched * mix.x, m.i);
  nb_vector(b, plane(), nb_origin(), m.i, NULL,
            nb_style(.color = NB_V, .reveal = first, .alpha = faint, .width = 7 + 7 * stretched));
  nb_vector(
      b, plane(), nb_origin(), m.j, NULL,
      nb_style(.color = NB_K, .reveal = second, .alpha = faint, .width = 7 + 7 * fmaxf(0, 1 - 4 * apart)));
  nb_vector(b, plane(), nb_origin(), nb_scale(mix.x, m.i), NULL, nb_style(.color = NB_V, .reveal = first));
  nb_vector(b, plane(), slid, nb_scale(mix.y, m.j), NULL, nb_style(.color = NB_K, .reveal = second));
  nb_label(b, on(m.i), beside(m.i, -1), "\\vec v", nb_style(.color = NB_V, .alpha = first));
  nb_label(b, on(m.j), beside(m.j, 1), "\\vec w", nb_style(.color = NB_K, .alpha = second));
  nb_point(b, on(nb_apply(m, mix)), nb_style(.width = 16, .reveal = nb_cue(f, TWO, 3.4f, 0.5f)));
  if (f->step == PLAY) {
    nb_grab_on_plane(b, plane(), &s->v, nb_origin());
    nb_grab_on_plane(b, plane(), &s->w, nb_origin());
  }
}

static void draw_plane(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 m = arrows(f, s);
  nb_vec2 mix = amounts(f, s);
  nb_clip(b, nb_stage());
  nb_fade(b, flat(f, 0.1f));
  draw_span(b, f, m);
  nb_grid(b, nb_identity2(), nb_plane_grid(plane()), nb_style(NB_FROM(f, TWO, 0, 1.4f)));
  draw_brush(b, f, m, mix);
  draw_target(b, f, s);
  draw_arrows(b, f, s, m, mix);
  nb_point(b, on(nb_origin()), nb_style(NB_FROM(f, TWO, 0.4f, 0.6f), .width = 12));
  nb_end(b);
  nb_end(b);
}

// ---------------------------------------------------------------------------------------------------------------
// Space

static const nb_vec3 space_arrows[3] = {{1.2f, 0.3f, 0.2f}, {-0.3f, 1.1f, 0.5f}, {-0.6f, -0.2f, 1.1f}};

static nb_vec3 reached(float a, float b, float c)
{
  nb_vec3 at = nb_scale3(a, space_arrows[0]);
  return nb_add3(nb_add3(at, nb_scale3(b, space_arrows[1])), nb_scale3(c, space_arrows[2]));
}

// The plane, how far it has run along the third arrow, first within itself, and what it has swept through.
static void draw_planes(nb_board *b, const nb_frame *f)
{
  float slid = nb_visit(f, THIRD, 2.2f, 2.4f);
  float c = NB_COURSE(f, 0, {THIRD, 6.4f, 1.6f, 1}, {THIRD, 8.2f, 2.2f, -1}, {THIRD, 10.8f, 1.4f, 0});
  float high = nb_cue(f, THIRD, 6.4f, 1.6f), low = fminf(fminf(c, 0), -nb_cue(f, THIRD, 10.4f, 0));
  nb_vec3 v = nb_scale3(2.6f, space_arrows[0]), w = nb_scale3(2.6f, space_arrows[1]);
  nb_mat3 swept = {v, w, nb_scale3(high - low, space_arrows[2])};
  nb_style style = nb_style(NB_FROM(f, SPACE, 2.6f, 1.2f), .fill = NB_PLANE, .color = NB_AXIS, .width = 1.5f);
  style.alpha = 0.2f;
  if (high > 0)
    nb_box(b, reached(-1.3f, -1.3f, low), swept, style);
  style.alpha = 0.4f;
  nb_parallelogram(b, reached(-1.3f - 0.4f * slid, -1.3f - 1.1f * slid, c), v, w, style);
  style.alpha = 0.3f * slid; // where it lay
  nb_parallelogram(b, reached(-1.3f, -1.3f, 0), v, w, style);
}

static void draw_space(nb_board *b, const nb_frame *f, const State *s)
{
  static const nb_color colors[] = {NB_V, NB_K, NB_TEXT};
  static const char *const names[] = {"\\vec v", "\\vec w", "\\vec u"};
  // The camera goes around until it sees the plane from its edge, and what leaves it; and back, before the plane moves.
  nb_camera camera = s->camera;
  camera.azimuth += NB_COURSE(f, 0, {SPACE, 4, 2.8f, 1.42f}, {THIRD, 0, 1.7f, 0});
  nb_view view = nb_look(camera, nb_stage());
  nb_fade(b, nb_during(f, SPACE, THIRD));
  nb_space(b, view, (nb_space_spec){0});
  nb_axes3(b, (nb_axes3_spec){.reach = 2.2f, .negative = true}, nb_style());
  draw_planes(b, f);
  for (int k = 0; k < 25; k++) // some of the tips, before all of them
    nb_point3(b, reached(0.5f * (float)(k % 5 - 2), 0.5f * (float)(k / 5 - 2), 0),
              nb_style(NB_IN(f, SPACE, 1.4f + 0.05f * (float)k, 0.3f), .width = 8));
  float lifted = nb_cue(f, THIRD, 4.8f, 1.2f); // u lies in the plane at first
  for (int k = 0; k < 3; k++) {
    nb_style style = nb_style(NB_FROM(f, k < 2 ? SPACE : THIRD, k == 1 ? 1 : 0.6f, 0.8f), .color = colors[k]);
    nb_vec3 to = k < 2 ? space_arrows[k] : nb_mix3(reached(-0.4f, -1.1f, 0), space_arrows[k], lifted);
    nb_vector3(b, view, to, names[k], 0, style);
  }
  nb_end(b);
  nb_grab_camera(b, &s->camera, view);
  nb_end(b);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

#define COMBINATION "a\\,\\color{v}\\vec v \\color{text} + b\\,\\color{k}\\vec w"

static void draw_formulas(nb_board *b, const nb_frame *f, const State *s)
{
  nb_mat2 m = arrows(f, s);
  // What is written is rounded first, so that it adds up.
  nb_vec2 mix = nb_shown2(amounts(f, s), 1), v = nb_shown2(m.i, 1), w = nb_shown2(m.j, 1);
  nb_vec2 sum = nb_apply(nb_columns(v, w), mix);
  bool theirs = (f->step == PREDICT || f->step == PLAY) && f->seconds > 0.6f; // can be dragged
  const nb_vec2 *a = theirs ? &s->mix : &mix;
  nb_style style = nb_style(NB_FROM(f, TWO, 2.2f, 1), .size = 54, .anchor = NB_LEFT, .alpha = flat(f, 0.5f));
  nb_tex(b, nb_at(NB_COLUMN, 2.7f), COMBINATION, style);
  style.size = 36;
  style.reveal = nb_cue(f, TWO, 3.2f, 1.2f);
  nb_tex(b, nb_at(NB_COLUMN, 1.4f),
         "\\val[1]\\," NB_TEX_COLUMN("v", "~1") "\\val[+1]\\," NB_TEX_COLUMN("k", "~1"), style, &a->x, &v.x,
         &v.y, &a->y, &w.x, &w.y);
  style.reveal = nb_cue(f, TWO, 4.2f, 0.8f);
  nb_tex(b, nb_at(NB_COLUMN, 0.2f), "= " NB_TEX_COLUMN("text", "~2"), style, &sum.x, &sum.y);
  style.alpha = nb_guessed(f, PREDICT);
  style.reveal = nb_cue(f, REACH, 0.5f, 0.8f);
  nb_tex(b, nb_at(NB_COLUMN, -1.1f), "\\textcolor{dim}{\\text{your guess}}\\; a = \\val[~1],\\ b = \\val[~1]",
         style, &s->mix.x, &s->mix.y);
}

static void draw_sliders(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_during(f, PREDICT, PREDICT) + nb_during(f, PLAY, PLAY);
  nb_slider_spec spec = {.label = "a", .min = -6, .max = 6, .decimals = 1};
  nb_slider(b, nb_at(NB_COLUMN, -0.9f), &s->mix.x, spec, nb_style(.color = NB_TEXT, .alpha = shown));
  spec.label = "b";
  nb_slider(b, nb_at(NB_COLUMN, -1.85f), &s->mix.y, spec, nb_style(.color = NB_TEXT, .alpha = shown));
}

// What is reached: the lesson's own findings, and at the end that of the arrows as the viewer has laid them.
static void draw_words(nb_board *b, const nb_frame *f, const State *s)
{
  nb_facts(b, f, (nb_facts_spec){.first = SPACE, .last = THIRD},
           NB_FACTS({1.2f, COMBINATION, .size = 44}, {3.4f, "\\text{a plane, without end}"}));
  nb_facts(b, f, (nb_facts_spec){.first = THIRD, .at = nb_at(NB_COLUMN, 1)},
           NB_FACTS({1.2f, COMBINATION "\\color{text} + c\\,\\vec u", .size = 44},
                    {10.6f, "\\text{all of space, without end}"}));
  nb_text(b, nb_at(NB_COLUMN, -1.2f), "a stays, b: any number", nb_style(NB_IN(f, LINE, 4.8f, 0.6f)));
  nb_text(b, nb_at(NB_COLUMN, -1.2f), "a and b: any numbers", nb_style(NB_IN(f, PLANE, 5.4f, 0.6f)));
  nb_text(b, nb_at(NB_COLUMN, -1.9f), "with another a, no b hits it", nb_style(NB_IN(f, REACH, 4, 0.6f)));
  nb_text(b, nb_at(NB_COLUMN, -1.2f), "the cross: no recipe", nb_style(NB_IN(f, COLLAPSE, 3.6f, 0.8f)));
  nb_text(b, nb_at(NB_COLUMN, -1.9f), "the dot: many recipes", nb_style(NB_IN(f, COLLAPSE, 4.8f, 0.8f)));
  nb_vec2 v = nb_length(s->v) > nb_length(s->w) ? s->v : s->w;
  bool line = in_line(nb_columns(s->v, s->w)), misses = line && !in_line(nb_columns(v, s->target));
  nb_style found = nb_style(.size = 28, NB_IN(f, PLAY, 0.6f, 0.6f));
  nb_text(b, nb_at(NB_COLUMN, -2.65f), line ? "the span: only a line" : "the span: the whole plane", found);
  nb_text(b, nb_at(NB_COLUMN, -3.05f), misses ? "it misses the cross" : "the cross is in it", found);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_plane(b, f, s);
  draw_space(b, f, s);
  draw_formulas(b, f, s);
  draw_sliders(b, f, s);
  draw_words(b, f, s);
}

NB_SCENE(State, .title = "Span", NB_STEPS(steps), NB_PARAMS(params), .needs = {"linear-algebra/vectors"},
         // v, w, the cross, and so much of each
         .state = &(const State){{2, 1}, {-1, 1}, {-4, 1}, {1, 0.5f}, {{0}, 9.5f, -0.9f, 0.35f}},
         NB_DRAW(draw))
