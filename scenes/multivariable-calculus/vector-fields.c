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

enum { DROPS = 800, TRAIL = 529 };

typedef struct {
  nb_vec2 at;     // the point that is asked about, and where the traveller sets off
  nb_vec2 guess;  // where the viewer thinks that it will be
  float friction; // of the pendulum
  nb_vec2 begun;  // where its present way began
  float since;    // seconds that it has been on it, once the viewer has let go
  nb_random random;
  nb_particle drops[DROPS];
} State;

enum { RULE, SHRINK, ASK, FLOW, CROWD, PENDULUM, SWING, OVER, PLAY };

// No friction; seconds of the question, and of a way that comes round.
static const float none = 0, travel_time = 3, longest = 10.04f;

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
  for (int k = 1; k < count; k++)
    way[k] = nb_field_flow(field, &friction, way[k - 1], seconds / (float)(count - 1));
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
    [RULE] = {"A rule", .seconds = 8.5f,
              .say = "A rule gives every point an *arrow*: which way things move there, and how *fast*.",
              .hear = {"A vector field gives a vector to every point"}, .needs = {"linear-algebra/vectors"}},
    [SHRINK] = {"A vector field", .seconds = 9.5f,
                .say = "An arrow at every point is a *vector field*. Long ones *cross*: draw them smaller.",
                .hear = {"There is an arrow at every point, not only where one is drawn",
                         "The arrows are samples, and drawn shorter than they are"}},
    [ASK] = {"Where does it go?", .seconds = 5.5f, .wait = true, .answer = "guess", .truth = destination,
             .ask = "Drop a cork into this water, at the dot. Put the ring where it is *3 seconds* later.",
             .moves = {{"guess", "-0.4,3.03", .at = 3.8f, .seconds = 1.5f}},
             .say = "That is your guess. Now let go."},
    [FLOW] = {"A new arrow at every place", .seconds = 7,
              .say = "At each moment it follows the arrow of the place *where it is*, so its path bends.",
              .hear = {"A particle moves with the vector where it is",
                       "Its path bends because the arrow changes on the way"}},
    [CROWD] = {"A whole flow", .seconds = 9, .live = true,
               .say = "Drop hundreds, and see the *flow*: an eddy in the middle, streams above and below.",
               .hear = {"Following the field from everywhere gives a flow"}},
    [PENDULUM] = {"What the rule was", .seconds = 9,
                  .say = "The rule was a *pendulum* all along: x is its *angle*, and y its *speed*.",
                  .hear = {"A point is a state, and the field says how the state changes"}},
    [SWING] = {"An eddy is a swing", .seconds = 9.5f,
               .say = "The dot is the pendulum *now*. Round and round in an *eddy*, it *swings* to and fro.",
               .hear = {"In an eddy it swings to and fro"}},
    [OVER] = {"Over the top", .seconds = 9,
              .say = "Started *faster*, it goes over the top: a *stream*. Both dashed lines are *one* place.",
              .hear = {"In a stream it goes over the top",
                       "Both upside-down lines are the same place of the pendulum"}},
    [PLAY] = {"Friction", .seconds = 20, .live = true,
              .say = "With *friction*, nearly every path winds down to hanging at rest. Drag the start.",
              .moves = {{"start", "-2.4,2.6", .at = 6.6f, .seconds = 1.4f}}},
};

static const nb_param params[] = {
    NB_POINT(State, at, "start", .min = -3.1f, .max = 3.1f),
    NB_POINT(State, guess, "guess", .min = -4.8f, .max = 4.8f),
    NB_NUMBER(State, friction, "friction", .min = 0, .max = 1),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are, and what they are called

#define X "\\textcolor{i}{x}"
#define Y "\\textcolor{j}{y}"
#define C "\\textcolor{learning}{c}"
#define F "\\vec f(" X ", " Y ")"

static const nb_plane plane = {{-8, -3.2f, 11.1f, 6.8f}, -5.2857f, 5.2857f, -3.2381f, 3.2381f};

static nb_vec2 place(nb_vec2 p)
{
  return nb_on_plane(plane, p);
}

// From upside down to upside down.
static const nb_rect one_turn = {-5.7486f, -3.2f, 6.5973f, 6.8f};

// How often the pendulum at p has gone over the top: as long as it is not one yet, never.
static float turns(const nb_frame *f, nb_vec2 p)
{
  return f->step < PENDULUM ? 0 : floorf(p.x / NB_TURN + 0.5f);
}

// The plane on which it hangs at x = 0 again after so many turns.
static nb_plane plane_after(float turns)
{
  return (nb_plane){plane.area, plane.x0 + turns * NB_TURN, plane.x1 + turns * NB_TURN, plane.y0, plane.y1};
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows

// What the numbers mean, and what is seen in the flow.
static void draw_marks(nb_board *b, const nb_frame *f)
{
  static const char *const names[] = {"−3.14: upside down", "0: hanging", "3.14: upside down"};
  nb_style line = nb_style(NB_FROM(f, PENDULUM, 1.2f, 0.8f), .color = NB_DIM, .width = 2, .dash = {6, 8});
  nb_style name = nb_style(NB_FROM(f, PENDULUM, 0.8f, 0.6f), .font = NB_FONT_MEDIUM, .size = 24);
  nb_style flow = nb_style(NB_IN(f, CROWD, 3, 0.6f), .font = NB_FONT_MEDIUM, .size = 28);
  nb_path_rectangle(b, (nb_rect){-8.1f, -3.3f, 11.3f, 7}, 0);
  nb_path_rectangle(b, one_turn, 0);
  nb_draw(b, nb_style(NB_FROM(f, OVER, 0.2f, 0.8f), .fill = NB_GROUND, .width = -1, .alpha = 0.7f,
                      .even_odd = true));
  nb_text(b, nb_at(3.15f, 0.5f), "angle", name);
  nb_text(b, nb_add(place(nb_at(0.2f, plane.y1)), nb_at(0, 0.12f)), "speed (below 0: the other way)", name);
  for (int k = -1; k <= 1; k++) {
    float x = (float)k * NB_TURN / 2;
    if (k != 0)
      nb_line_at_x(b, plane, x, line);
    nb_label(b, place(nb_at(x, -2.95f)), nb_origin(), names[k + 1], name);
    nb_label(b, place(nb_at(0.7f, 2.6f * (float)k + 0.4f)), nb_origin(), k == 0 ? "eddy" : "stream", flow);
    if (k != 0)
      nb_circle(b, place(nb_at(x, 1.45f)), 0.2f, nb_style(NB_IN(f, OVER, 1.2f, 0.6f), .width = 3));
    nb_point(b, place(nb_at(x, 0)), nb_style(NB_FROM(f, PLAY, 3.4f, 0.6f), .color = NB_DIM, .width = 12));
  }
}

static float friction_now(const nb_frame *f, const State *s)
{
  return s->friction * nb_cue(f, PLAY, 0.6f, 1.6f);
}

// A coarse lattice of arrows at their full length, which shrink to a seventh; and then those between them. Each begins at its point,
// and the slower, the fainter.
static void draw_field(nb_board *b, const nb_frame *f, const State *s)
{
  float friction = friction_now(f, s), shrunk = nb_cue(f, SHRINK, 4.6f, 1.8f), number = 0;
  float loud = NB_COURSE(f, 1, {CROWD, 0.5f, 1, 0.45f}, {PENDULUM, 0, 1, 0.25f}, {SWING, 0, 1, 0.45f});
  for (int y = -6; y <= 6; y++)
    for (int left = y < 0 ? -9 : -10, x = left; x < left + 20; x++) { // as far as their tips are seen
      if (y % 4 == 0 && (x == (y < 0 ? 0 : -1) || (y == 0 && x % 4 == 0)))
        continue; // a number stands there
      // But those whose long tips would lie on one.
      bool coarse = x % 2 == 0 && y % 2 == 0 && (y != -2 || (x != -2 && x != 10));
      float at = coarse ? 0.3f + 0.04f * number++ : 6.2f + 0.06f * (float)(x + 10);
      nb_vec2 p = nb_scale(0.5f, nb_at((float)x, (float)y)), v = field(p, &friction);
      nb_arrow(b, place(p), place(nb_add(p, nb_scale(1 - 6.0f / 7 * shrunk, v))),
               nb_style(NB_FROM(f, SHRINK, at, 0.7f), .width = 5 - 2 * shrunk,
                        .alpha = loud * (0.65f - 0.3f * shrunk * (1 - nb_length(v) / 2))));
    }
}

// ---------------------------------------------------------------------------------------------------------------
// What moves

// Where the rule is asked: at first it goes about, as every point has an arrow; and once in the stream, when the way in the
// eddy has faded.
static nb_vec2 asked_at(const nb_frame *f, const State *s)
{
  float turn = NB_TURN * nb_cue(f, RULE, 2.8f, 5.2f);
  if (nb_begun(f, OVER) && !nb_begun(f, PLAY))
    return nb_at(-3.14f, 1.45f);
  return nb_add(s->at, nb_at(1.6f - 1.6f * cosf(turn), -1.1f * sinf(turn)));
}

// Seconds since the traveller was let go.
static float travelled(const nb_frame *f, const State *s)
{
  return f->step < PENDULUM ? travel_time * nb_cue_linear(f, FLOW, 1.2f, travel_time) : s->since;
}

// Its way so far, whose last point is where it is; how many points.
static int way_now(const nb_frame *f, const State *s, nb_vec2 way[TRAIL])
{
  return travel(asked_at(f, s), travelled(f, s), friction_now(f, s), way);
}

// With its way, and its numbers as ways along the axes, in the colours that they have at the pendulum. What goes over the top on the
// right comes in at the left again.
static void draw_traveller(nb_board *b, const nb_frame *f, const State *s)
{
  float friction = friction_now(f, s), there = nb_cue(f, RULE, 1, 0.4f);
  float shown = NB_COURSE(f, 1, {CROWD, 0, 0.6f, 0}, {SWING, 0.2f, 0.8f, 1}) * NB_ANEW(f, OVER, PLAY);
  nb_vec2 way[TRAIL];
  int count = way_now(f, s, way);
  float last = turns(f, way[count - 1]), beside = f->step < PENDULUM ? 0 : 1;
  nb_vec2 now = nb_sub(way[count - 1], nb_at(last * NB_TURN, 0)), foot = nb_at(now.x, 0);
  nb_style part = nb_style(NB_FROM(f, SWING, 0.8f, 0.8f), .color = NB_I, .width = 5, .alpha = shown);
  nb_line(b, place(nb_origin()), place(foot), part);
  part.color = NB_J;
  nb_line(b, place(foot), place(now), part);
  nb_arrow(b, place(now), place(nb_add(now, field(now, &friction))),
           nb_style(NB_FROM(f, RULE, 1.4f, 0.8f), .color = NB_V, .width = 8, .alpha = shown));
  nb_clip(b, beside > 0 ? one_turn : plane.area);
  for (float k = fminf(last, 0) - beside; k <= fmaxf(last, 0) + beside; k++) {
    nb_plane turned = plane_after(k);
    nb_polyline_on_plane(b, turned, way, count, nb_style(.color = NB_V, .width = 3, .alpha = 0.7f * shown));
    nb_point(b, nb_on_plane(turned, way[count - 1]), nb_style(.width = 18, .alpha = shown, .reveal = there));
  }
  nb_end(b);
  // Its name stands where it does not go, and rather beside it than over it, where the picture may end.
  nb_style name = nb_style(NB_FROM(f, PLAY, 2.2f, 0.5f), .font = NB_FONT_MEDIUM, .color = NB_V, .size = 22);
  nb_vec2 v = field(s->at, &friction), back = nb_unit(nb_at(-v.x, -0.3f * v.y));
  nb_ring(b, place(s->at), NULL, name);
  nb_label(b, nb_add(place(s->at), nb_scale(0.15f, back)), back, "start", name);
  if (there >= 1 && shown > 0.9f && way[0].x == s->at.x && (f->step < ASK || f->step == PLAY))
    nb_grab_on_plane(b, plane, &s->at, nb_origin());
}

// The ring, and where the cork is when the seconds are over.
static void draw_guess(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 end;
  destination(s, &end);
  nb_label(b, nb_add(place(end), nb_at(0.15f, 0.08f)), nb_at(1, 0.3f), "3 seconds",
           nb_style(NB_IN(f, FLOW, 4.2f, 0.4f), .font = NB_FONT_MEDIUM, .color = NB_V, .size = 28));
  if (nb_guess_in(b, f, ASK, place(s->guess), place(s->guess)))
    nb_grab_on_plane(b, plane, &s->guess, nb_origin());
}

static void draw_drops(nb_board *b, const nb_frame *f, const State *s)
{
  float friction = friction_now(f, s), shown = nb_cue(f, CROWD, 0.4f, 1.2f);
  shown *= NB_COURSE(f, 1, {PENDULUM, 0, 0.8f, 0.2f}, {SWING, 0, 0.8f, 0.5f});
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
  bool waits = f->step != SWING && f->seconds >= 0.3f && f->seconds < (f->step == PLAY ? 2.8f : 1.2f);
  bool held = f->step < PENDULUM || waits || nb_length(nb_sub(s->at, s->begun)) > 0;
  s->since = held ? 0 : fmodf(s->since + 1.0f / NB_TICKS_PER_SECOND, 2 * longest);
  s->begun = s->at;
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static void draw_rule(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 at = asked_at(f, s), v = field(at, &none), top = nb_at(NB_COLUMN, 3.1f);
  nb_vec2 below = nb_at(NB_COLUMN, 1.8f);
  float seconds = travelled(f, s);
  nb_style rule = nb_style(NB_FROM(f, RULE, 0.6f, 1), .size = 40, .anchor = NB_TOP_LEFT);
  nb_formula free = nb_formula_at(b, top, F " = \\begin{bmatrix}" Y " \\\\ -\\sin " X "\\end{bmatrix}", rule);
  nb_formula braked = nb_formula_at(
      b, top, F " = \\begin{bmatrix}" Y " \\\\ -\\sin " X " - " C "\\," Y "\\end{bmatrix}", rule);
  nb_formula_morph(b, free, braked, nb_cue(f, PLAY, 0.4f, 1));
  nb_facts(
      b, f, (nb_facts_spec){RULE, SHRINK, .at = below},
      NB_FACTS({2, "\\vec f(\\val[-2],\\, \\val[-2]) = " NB_TEX_COLUMN("v", "-2"),
                .values = {&at.x, &at.y, &v.x, &v.y}},
               {2.4f, "\\text{first }" Y "\\text{, then }{-\\sin " X "}\\text{, in radians}", NB_DIM, 28}));
  nb_facts_spec lower = {RULE, .at = nb_at(NB_COLUMN, 0.15f), .gap = 0.15f, .size = 28};
  nb_facts(b, f, lower,
           NB_FACTS({4.2f, "\\text{The arrow: how far in one second,}"},
                    {4.2f, "\\text{if it kept this velocity}"}));
  lower.first = SHRINK, lower.last = ASK;
  nb_facts(b, f, lower,
           NB_FACTS({5, "\\text{small ones: a seventh as long}"}, {5.6f, "\\text{short and faint is slow}"}));
  nb_facts(b, f, (nb_facts_spec){.first = FLOW, .at = below},
           NB_FACTS({0.5f, "\\text{velocity} = " F},
                    {0.5f, "t = \\textcolor{v}{\\val[-1]}", .values = {&seconds}}));
  nb_facts(b, f, (nb_facts_spec){.first = CROWD, .at = below, .size = 28},
           NB_FACTS({1.6f, "\\text{each cork follows the arrows, too}"}));
  nb_facts(b, f, (nb_facts_spec){PENDULUM, OVER, .at = nb_at(NB_COLUMN, 2), .gap = 0.16f, .size = 28},
           NB_FACTS({1.6f, X "\\text{ changes at rate }" Y "\\text{, the speed}"},
                    {3.4f, Y "\\text{ changes at rate }{-\\sin " X "}\\text{: gravity}"},
                    {4.6f, "\\text{strongest when the stiff rod is level}", NB_DIM, 26}));
  nb_facts(b, f, (nb_facts_spec){.first = PLAY, .at = below, .size = 30},
           NB_FACTS({0.8f, "{-" C "\\," Y "}\\text{ is friction: it brakes}"},
                    {3.4f, "\\text{balanced upside down, it stays}", NB_DIM, 28}));
}

// The pendulum that the traveller is a state of.
static void draw_pendulum(nb_board *b, const nb_frame *f, const State *s)
{
  float friction = friction_now(f, s);
  nb_vec2 way[TRAIL], now = way[way_now(f, s, way) - 1];
  now.x -= turns(f, now) * NB_TURN;
  nb_vec2 out = nb_at(sinf(now.x), -cosf(now.x)), half = nb_at(sinf(0.5f * now.x), -cosf(0.5f * now.x));
  nb_vec2 pivot = nb_at(5.35f, -0.65f), bob = nb_add(pivot, out);
  nb_vec2 ahead = nb_scale(copysignf(1, now.y), nb_perp(out)), rim = nb_add(bob, nb_scale(0.14f, ahead));
  nb_vec2 tip = nb_add(rim, nb_scale(0.3f * fabsf(now.y), ahead));
  nb_style line = nb_style(NB_FROM(f, PENDULUM, 0.1f, 0.6f), .color = NB_GRID, .width = 2);
  nb_fade(b, NB_ANEW(f, OVER, PLAY));
  nb_circle(b, pivot, 1, line);
  line.color = NB_DIM, line.dash[0] = line.dash[1] = 6;
  nb_line(b, pivot, nb_add(pivot, nb_at(0, -1)), line);
  line.color = NB_I, line.width = 5, line.dash[0] = line.dash[1] = 0;
  nb_arc(b, pivot, 0.45f, -NB_TURN / 4, now.x - NB_TURN / 4, line);
  nb_style name = nb_style(NB_FROM(f, PENDULUM, 0.6f, 0.5f), .color = NB_I, .size = 28);
  name.alpha = fminf(fmaxf(4 * fabsf(now.x) - 1, 0), 1); // not where the rod leaves it no room
  nb_label(b, nb_add(pivot, nb_scale(0.45f, half)), half, "x", name);
  line.color = NB_TEXT;
  nb_line(b, pivot, bob, line);
  nb_point(b, pivot, nb_style(NB_FROM(f, PENDULUM, 0.1f, 0.6f), .width = 10));
  nb_point(b, bob, nb_style(NB_FROM(f, PENDULUM, 0.5f, 0.5f), .width = 34));
  nb_arrow(b, rim, tip, nb_style(NB_FROM(f, PENDULUM, 0.8f, 0.5f), .color = NB_J, .width = 5));
  name.color = NB_J, name.alpha = fminf(4 * fabsf(now.y), 1);
  nb_label(b, nb_add(tip, nb_scale(0.06f, out)), out, "y", name);
  nb_end(b);
  // It is theirs when it has come to their number.
  nb_slider(b, nb_at(NB_COLUMN, -2.75f), f->step == PLAY && f->seconds > 2.4f ? &s->friction : &friction,
            (nb_slider_spec){.label = "\\text{friction } c", .length = 3.4f, .max = 1, .decimals = 2},
            nb_style(NB_FROM(f, PLAY, 0.2f, 0.6f)));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_style axes = nb_style(NB_FROM(f, RULE, 0, 1.6f), .size = 22);
  nb_clip(b, plane.area);
  nb_axes(b, plane, (nb_axes_spec){.step = {2, 2}, .no_ticks = true, .no_numbers = true, .grid = true}, axes);
  draw_field(b, f, s);
  draw_drops(b, f, s);
  nb_end(b);
  // Its numbers over the arrows.
  nb_axes(b, plane, (nb_axes_spec){.step = {2, 2}, .x_label = X, .y_label = Y, .no_ticks = true}, axes);
  draw_marks(b, f);
  nb_clip(b, plane.area);
  draw_guess(b, f, s);
  draw_traveller(b, f, s);
  nb_end(b);
  draw_rule(b, f, s);
  draw_pendulum(b, f, s);
}

NB_SCENE(State, .title = "Vector fields", NB_STEPS(steps), NB_PARAMS(params), NB_INIT(init), NB_TICK(tick),
         NB_DRAW(draw), .needs = {"linear-algebra/vectors"},
         .state = &(const State){.at = {-2.2f, 0.6f}, .guess = {-0.2f, -1.2f}, .friction = 0.5f})
