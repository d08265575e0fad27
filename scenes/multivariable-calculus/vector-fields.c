// Vector fields.
//
// What a learner believes: a vector field is a picture of many arrows, and what is dropped into it goes where the arrow
// under it points. What mends it: the arrows are samples of a rule that knows *every* point; what moves asks the rule
// again at each place it comes to, and so its way bends. And then it turns out what the rule was all the time: the law of
// a pendulum. Every swing that it can make is one way through the field: eddies are swings, streams go over the top.
#include <math.h>
#include <nabla/math/field.h>
#include <nabla/math/particles.h>
#include <nabla/scene.h>

enum { DROPS = 800, TRAIL = 265 };

typedef struct {
  nb_vec2 at;     // the point that is asked about, and where the traveller sets off
  nb_vec2 guess;  // where the viewer thinks that it will be
  float friction; // of the pendulum
  nb_random random;
  nb_particle drops[DROPS];
} State;

enum { RULE, FULL, SHRINK, ASK, FLOW, CROWD, PENDULUM, OVER, PLAY };

static const float travel_time = 3,
                   longest = 13.2f; // seconds: in the question; of a way, so that it comes round

// ---------------------------------------------------------------------------------------------------------------
// The rule: at the angle x and with the speed y, the angle changes by y and the speed by gravity and friction

static nb_vec2 field(nb_vec2 p, const void *friction)
{
  return nb_at(p.y, -sinf(p.x) - *(const float *)friction * p.y);
}

// The way from a point for so many seconds, as points along it; how many there are.
static int travel(nb_vec2 from, float seconds, float friction, nb_vec2 way[TRAIL])
{
  int count = 1 + (int)ceilf((TRAIL - 1) * fminf(seconds / longest, 1));
  way[0] = from;
  for (int k = 1; k < count; k++) {
    nb_vec2 half = nb_field_flow(field, &friction, way[k - 1], seconds / (float)(2 * (count - 1)));
    way[k] = nb_field_flow(field, &friction, half, seconds / (float)(2 * (count - 1)));
  }
  return count;
}

static void destination(const void *state, void *truth)
{
  const State *s = state;
  nb_vec2 way[TRAIL];
  *(nb_vec2 *)truth = way[travel(s->at, travel_time, 0, way) - 1];
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [RULE] = {"A rule", .seconds = 7,
              .say = "A rule gives every point an *arrow*: which way things move there, and how *fast*.",
              .hear = {"A vector field gives a vector to every point"}, .needs = {"linear-algebra/vectors"}},
    [FULL] = {"At full length", .seconds = 5,
              .say = "Draw the arrows of many points, and they *cross* each other.",
              .hear = {"There is an arrow at every point, not only where one is drawn"}},
    [SHRINK] = {"Drawn smaller", .seconds = 5,
                .say = "So *shrink* them: short and *faint* is slow. Now there is room for many more.",
                .hear = {"The arrows are samples, and drawn shorter than they are"}},
    [ASK] = {"Where does it go?", .seconds = 5.5f, .wait = true, .answer = "guess", .truth = destination,
             .ask = "Drop a cork here. Where is it *three seconds* later? Put the ring there.",
             .moves = {{"guess", "2.44,0.57", .at = 3.8f, .seconds = 1.5f}},
             .say = "That is your guess. Now let go."},
    [FLOW] = {"A new arrow at every place", .seconds = 7,
              .say = "At each moment it follows the arrow of the place *where it is*, so its way bends.",
              .hear = {"A particle moves with the vector where it is",
                       "Its path bends because the arrow changes on the way"}},
    [CROWD] = {"A whole flow", .seconds = 9, .live = true,
               .say = "Drop hundreds, and the *flow* shows itself: eddies, and streams above and below.",
               .hear = {"Following the field from everywhere gives a flow"}},
    [PENDULUM] =
        {"What the rule was", .seconds = 14.2f,
         .say = "It was a *pendulum* all along: x is its *angle*, y its *speed*. In an eddy it *swings*.",
         .hear = {"A point is a state, and the field says how the state changes",
                  "In an eddy it swings to and fro"}},
    [OVER] = {"Over the top", .seconds = 6.5f,
              .say = "In a *stream* it is fast enough to go over the top, and round and round.",
              .hear = {"In a stream it goes over the top"}},
    [PLAY] = {"Friction", .seconds = 18, .live = true,
              .say =
                  "With *friction*, nearly every way winds down to hanging at rest. Drag the start anywhere.",
              .moves = {{"start", "-4.4,2.4", .at = 9, .seconds = 1.4f}}},
};

static const nb_param params[] = {
    NB_POINT(State, at, "start", .min = -4.5f, .max = 4.5f),
    NB_POINT(State, guess, "guess", .min = -4.8f, .max = 4.8f),
    NB_NUMBER(State, friction, "friction", .min = 0, .max = 0.8f),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const nb_plane plane = {{-8, -3.2f, 11.1f, 6.8f}, -5.2857f, 5.2857f, -3.2381f, 3.2381f};

static nb_vec2 place(nb_vec2 p)
{
  return nb_on_plane(plane, p);
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows

static void draw_plane(nb_board *b, const nb_frame *f)
{
  nb_grid_spec grid = nb_plane_grid(plane);
  grid.axes_width = -1;
  float quiet = nb_cue(f, FULL, 0, 0.6f);
  nb_style axes = nb_style(NB_FROM(f, RULE, 0, 1.6f), .size = 22, .alpha = 1 - 0.7f * quiet);
  nb_grid(b, nb_identity2(), grid, nb_style(NB_FROM(f, RULE, 0, 1.6f), .color = NB_GRID));
  nb_axes(b, plane, (nb_axes_spec){.step = {2, 2}, .no_numbers = true}, axes);
  axes.alpha = 1 - quiet; // arrows would cross the numbers
  nb_axes(b, plane, (nb_axes_spec){.step = {2, 2}}, axes);
}

// At the axes' ends, where no arrow comes.
static void draw_axis_names(nb_board *b, const nb_frame *f)
{
  nb_style name = nb_style(NB_FROM(f, RULE, 1, 0.6f), .size = 30, .anchor = NB_CENTER);
  nb_tex(b, nb_add(place(nb_at(plane.x1, 0)), nb_at(0.2f, 0)), "x", name);
  nb_tex(b, nb_add(place(nb_at(0, plane.y1)), nb_at(0, 0.2f)), "y", name);
}

// What the angles mean.
static void draw_marks(nb_board *b, const nb_frame *f)
{
  nb_style line = nb_style(NB_FROM(f, PENDULUM, 1.2f, 0.8f), .color = NB_DIM, .width = 2, .dash = {6, 8});
  nb_style name = nb_style(NB_FROM(f, PENDULUM, 1.6f, 0.6f), .font = NB_FONT_MEDIUM, .size = 22);
  for (int k = -1; k <= 1; k++) {
    float x = (float)k * NB_TURN / 2;
    nb_line_at_x(b, plane, x, line);
    nb_label(b, place(nb_at(x, -2.95f)), nb_origin(), k == 0 ? "hanging" : "upside down", name);
  }
}

// Arrows on a coarse lattice at their full length, and then as short as those that take their place.
static void draw_full_arrows(nb_board *b, const nb_frame *f)
{
  static const float none = 0;
  float shrunk = nb_cue(f, SHRINK, 0.4f, 1.8f), gone = nb_cue(f, SHRINK, 2, 0.8f), number = 0;
  for (int x = -4; x <= 4 && gone < 1; x++)
    for (int y = -3; y <= 3; y++, number++) {
      nb_vec2 p = nb_at((float)x, (float)y), v = nb_scale(1 - 0.75f * shrunk, field(p, &none));
      nb_arrow(b, place(p), place(nb_add(p, v)),
               nb_style(.color = NB_AXIS, .width = 5 - 2 * shrunk, .alpha = 0.9f * (1 - gone),
                        .reveal = nb_cue(f, FULL, 0.3f + 0.05f * number, 0.7f)));
    }
}

static float friction_now(const nb_frame *f, const State *s)
{
  return s->friction * nb_cue(f, PLAY, 0.6f, 1.6f);
}

static void draw_field(nb_board *b, const nb_frame *f, const State *s)
{
  float friction = friction_now(f, s), behind = nb_cue(f, CROWD, 0.5f, 1);
  nb_vector_field(b, plane, field, &friction, (nb_field_spec){.spacing = 0.525f, .typical = 1.4f},
                  nb_style(.alpha = 1 - 0.55f * behind, .reveal = nb_cue(f, SHRINK, 1.6f, 1.6f)));
}

// ---------------------------------------------------------------------------------------------------------------
// What moves

// Does the traveller go through the stream? When a step begins, the way of the one before fades first.
static bool is_over(const nb_frame *f)
{
  return nb_begun(f, OVER) && !(f->step == PLAY && f->seconds >= 0.6f);
}

// Where the rule is asked: at first it goes about, as every point has an arrow.
static nb_vec2 asked_at(const nb_frame *f, const State *s)
{
  float turn = NB_TURN * nb_cue(f, RULE, 3, 3.6f);
  if (is_over(f))
    return nb_at(-5.1f, 2.2f); // in the stream
  return nb_add(s->at, nb_at(1.6f - 1.6f * cosf(turn), -1.1f * sinf(turn)));
}

// Seconds since the traveller was let go: at first as many as are asked for, then again and again.
static float travelled(const nb_frame *f)
{
  if (f->step < PENDULUM)
    return travel_time * nb_cue_linear(f, FLOW, 1.2f, travel_time);
  if (is_over(f))
    return fminf(f->step == OVER ? fmaxf(f->seconds - 0.8f, 0) : 9, 4.6f); // over two tops
  if (f->step == OVER)                                                     // on its way out
    return steps[PENDULUM].seconds - 1.2f;
  return fmodf(fmaxf(f->seconds - (f->step == PLAY ? 2.8f : 1.2f), 0), f->step == PLAY ? 24 : longest);
}

// Its way so far, whose last point is where it is; how many points.
static int way_now(const nb_frame *f, const State *s, nb_vec2 way[TRAIL])
{
  return travel(asked_at(f, s), travelled(f), friction_now(f, s), way);
}

// The traveller is not seen while the rule changes.
static float traveller_shown(const nb_frame *f)
{
  if (f->step < PENDULUM)
    return 1 - nb_cue(f, CROWD, 0, 0.6f);
  return nb_cue(f, PENDULUM, 0.2f, 0.6f) * NB_ANEW(f, OVER) - nb_cue(f, PLAY, 0, 0.5f) +
         nb_cue(f, PLAY, 2.2f, 0.6f);
}

static void draw_traveller(nb_board *b, const nb_frame *f, const State *s)
{
  float friction = friction_now(f, s), shown = traveller_shown(f), there = nb_cue(f, RULE, 1, 0.4f);
  nb_vec2 way[TRAIL];
  int count = way_now(f, s, way);
  nb_vec2 now = way[count - 1];
  nb_polyline_on_plane(b, plane, way, count, nb_style(.color = NB_V, .width = 3, .alpha = 0.7f * shown));
  nb_arrow(b, place(now), place(nb_add(now, field(now, &friction))),
           nb_style(NB_FROM(f, RULE, 1.4f, 0.8f), .color = NB_V, .width = 8, .alpha = shown));
  nb_point(b, place(now), nb_style(.width = 18, .alpha = shown, .reveal = there));
  nb_ring(b, place(s->at), "start", nb_style(NB_FROM(f, PLAY, 2.2f, 0.5f)));
  bool moving = f->step == ASK || f->step == FLOW || f->step == PENDULUM || f->step == OVER ||
                way[0].x != place(s->at).x;
  if (there >= 1 && shown > 0.9f && !moving)
    nb_grab_on_plane(b, plane, &s->at, nb_origin());
}

// The ring, and where the cork is when the seconds are over.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 end;
  destination(s, &end);
  nb_style name =
      nb_style(NB_IN(f, FLOW, 1.2f + travel_time, 0.4f), .font = NB_FONT_MEDIUM, .color = NB_V, .size = 26);
  nb_label(b, place(end), nb_at(1, 0.6f), "3 seconds", name);
  if (nb_guess_in(b, f, ASK, place(s->at), place(s->guess)))
    nb_grab_on_plane(b, plane, &s->guess, nb_origin());
}

static void draw_drops(nb_board *b, const nb_frame *f, const State *s)
{
  float friction = friction_now(f, s), shown = nb_cue(f, CROWD, 0.4f, 1.2f);
  shown *= 1 - 0.5f * nb_cue(f, PENDULUM, 0, 0.8f);
  for (int k = 0; k < DROPS && shown > 0; k++) {
    const nb_particle *d = &s->drops[k];
    float fresh = fminf(fminf(d->age, d->life - d->age) * 2, 1);
    nb_vec2 behind = nb_sub(d->at, nb_scale(0.09f, field(d->at, &friction)));
    nb_line(b, place(behind), place(d->at),
            nb_style(.color = NB_K, .width = 4, .cap = NB_CAP_ROUND, .alpha = shown * fmaxf(fresh, 0)));
  }
}

// Wider than what is seen of it, so that as much flows in as out.
static const nb_rect sea = {-8.5f, -3.9f, 17, 7.8f};

static void init(State *s, const nb_frame *f)
{
  (void)f;
  s->random = nb_random_seed(7, 0);
  nb_particles_start(s->drops, DROPS, sea, &s->random);
}

static void tick(State *s, const nb_frame *f)
{
  float friction = friction_now(f, s);
  if (f->step >= CROWD)
    nb_particles_move(s->drops, DROPS, field, &friction, sea, 1.0f / NB_TICKS_PER_SECOND, &s->random);
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static void draw_rule(nb_board *b, const nb_frame *f, const State *s)
{
  static const float none = 0;
  nb_vec2 at = asked_at(f, s), v = field(at, &none), top = nb_at(NB_COLUMN, 3.1f);
  float seconds = travelled(f);
  nb_style rule = nb_style(NB_FROM(f, RULE, 0.6f, 1), .size = 40, .anchor = NB_TOP_LEFT);
  nb_formula free =
      nb_formula_at(b, top, "\\vec f(x, y) = \\begin{bmatrix} y \\\\ -\\sin x \\end{bmatrix}", rule);
  rule.size = 34;
  nb_formula braked = nb_formula_at(
      b, top,
      "\\vec f(x, y) = \\begin{bmatrix} y \\\\ -\\sin x - \\textcolor{learning}{c}\\,y \\end{bmatrix}", rule);
  nb_formula_morph(b, free, braked, nb_cue(f, PLAY, 0.4f, 1));
  nb_column facts = {.at = nb_at(NB_COLUMN, 1.85f), .gap = 0.5f}, flow = facts;
  nb_tex_below(
      b, &facts,
      "\\vec f(\\val[-2],\\, \\val[-2]) = \\textcolor{v}{\\begin{bmatrix} \\val \\\\ \\val \\end{bmatrix}}",
      nb_style(NB_BETWEEN(f, RULE, SHRINK, 2, 1), .size = 34), &at.x, &at.y, &v.x, &v.y);
  nb_tex_below(b, &flow, "\\text{velocity} = \\vec f(x, y)",
               nb_style(NB_BETWEEN(f, FLOW, CROWD, 0.5f, 0.8f), .size = 36));
  nb_tex_below(b, &flow, "t = \\textcolor{v}{\\val[-1]}", nb_style(NB_IN(f, FLOW, 0.5f, 0.8f), .size = 36),
               &seconds);
  nb_style note = nb_style(NB_IN(f, RULE, 2.8f, 0.8f), .color = NB_DIM, .size = 24);
  nb_text(b, nb_at(NB_COLUMN, 0.75f), "first y, and then −sin x,\nwith x in radians", note);
  note = nb_style(NB_BETWEEN(f, RULE, ASK, 4.2f, 0.8f), .color = NB_DIM, .size = 24);
  nb_text(b, nb_at(NB_COLUMN, -0.3f), "The large arrow is the way\nof one second at that speed.", note);
  note = nb_style(NB_IN(f, PENDULUM, 0.8f, 0.8f), .color = NB_DIM, .size = 24);
  nb_text(
      b, nb_at(NB_COLUMN, 1.7f),
      "The angle changes by the speed, y,\nthe speed by gravity, −sin x.\nHalf a turn is 3.14 in radians.",
      note);
  note = nb_style(NB_FROM(f, PLAY, 0.8f, 0.8f), .color = NB_DIM, .size = 24);
  nb_text(b, nb_at(NB_COLUMN, 1.15f), "Friction, −c y, brakes the more\nthe faster it swings.", note);
}

// The pendulum that the traveller is a state of.
static void draw_pendulum(nb_board *b, const nb_frame *f, const State *s)
{
  float friction = friction_now(f, s);
  nb_vec2 way[TRAIL], now = way[way_now(f, s, way) - 1];
  nb_vec2 pivot = nb_at(5.35f, -0.8f), bob = nb_add(pivot, nb_scale(1.2f, nb_at(sinf(now.x), -cosf(now.x))));
  nb_vec2 between = nb_at(sinf(0.5f * now.x), -cosf(0.5f * now.x));
  nb_vec2 speed = nb_scale(0.35f * now.y, nb_at(cosf(now.x), sinf(now.x)));
  nb_style line = nb_style(NB_FROM(f, PENDULUM, 0.1f, 0.6f), .color = NB_GRID, .width = 2);
  nb_fade(b, f->step < OVER ? 1 : traveller_shown(f));
  nb_circle(b, pivot, 1.2f, line);
  line.color = NB_DIM, line.dash[0] = line.dash[1] = 6;
  nb_line(b, pivot, nb_add(pivot, nb_at(0, -1.2f)), line);
  line.color = NB_V, line.width = 3, line.dash[0] = line.dash[1] = 0;
  nb_arc(b, pivot, 0.45f, -NB_TURN / 4, now.x - NB_TURN / 4, line);
  nb_style name = nb_style(NB_FROM(f, PENDULUM, 0.6f, 0.5f), .color = NB_V, .size = 28);
  nb_label(b, nb_add(pivot, nb_scale(0.45f, between)), between, "x", name);
  line.color = NB_TEXT, line.width = 5;
  nb_line(b, pivot, bob, line);
  nb_point(b, pivot, nb_style(NB_FROM(f, PENDULUM, 0.1f, 0.6f), .width = 10));
  nb_arrow(b, bob, nb_add(bob, speed), nb_style(NB_FROM(f, PENDULUM, 0.8f, 0.5f), .color = NB_V, .width = 5));
  nb_point(b, bob, nb_style(NB_FROM(f, PENDULUM, 0.5f, 0.5f), .color = NB_V, .width = 40));
  nb_label(b, nb_add(bob, speed), nb_sub(bob, pivot), "y", name);
  nb_end(b);
  bool theirs = f->step == PLAY && f->seconds > 2.4f;
  nb_slider(b, nb_at(NB_COLUMN, -2.75f), theirs ? &s->friction : &friction,
            (nb_slider_spec){.label = "\\text{friction } c", .length = 3.4f, .max = 0.8f, .decimals = 2},
            nb_style(NB_FROM(f, PLAY, 0.2f, 0.6f)));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_clip(b, plane.area);
  draw_plane(b, f);
  draw_full_arrows(b, f);
  draw_field(b, f, s);
  draw_drops(b, f, s);
  draw_marks(b, f);
  draw_traveller(b, f, s);
  draw_guess(b, f, s);
  nb_end(b);
  draw_axis_names(b, f);
  draw_rule(b, f, s);
  draw_pendulum(b, f, s);
}

NB_SCENE(State, .title = "Vector fields", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/vectors"},
         .state = &(const State){.at = {-1.9f, 1.1f}, .guess = {-0.2f, -1.2f}, .friction = 0.35f},
         NB_INIT(init), NB_TICK(tick), NB_DRAW(draw))
