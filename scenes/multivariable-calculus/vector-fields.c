// Vector fields.
//
// What a learner believes: a vector field is a picture of many arrows, and what is dropped into it goes where the arrow
// under it points. What mends it: the arrows are samples of a rule that knows *every* point; what moves asks the rule
// again at each place it comes to, and so its way bends. And then it turns out what the rule was all the time: the law of
// a pendulum. Every swing that it can make is one way through the field.
#include <math.h>
#include <nabla/math/field.h>
#include <nabla/math/particles.h>
#include <nabla/scene.h>

enum { DROPS = 420, TRAIL = 241 };

typedef struct {
  nb_vec2 at;     // the point that is asked about, and where the traveller sets off
  nb_vec2 guess;  // where the viewer thinks that it will be
  float friction; // of the pendulum
  nb_random random;
  nb_particle drops[DROPS];
} State;

enum { RULE, FULL, SHRINK, ASK, FLOW, CROWD, PENDULUM, PLAY };

static const float travel_time = 3; // seconds, in the question

// ---------------------------------------------------------------------------------------------------------------
// The rule: at the angle x and with the speed y, the angle changes by y and the speed by gravity and friction

static nb_vec2 field(nb_vec2 p, const void *friction)
{
  return nb_at(p.y, -sinf(p.x) - *(const float *)friction * p.y);
}

// The way from a point for so many seconds, as points along it; how many there are.
static int travel(nb_vec2 from, float seconds, float friction, nb_vec2 way[TRAIL])
{
  int count = 1 + (int)ceilf((TRAIL - 1) * fminf(seconds / 12, 1));
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
    [RULE] = {"A rule", .seconds = 6,
              .say = "A rule gives an *arrow* to every point. Drag the point and ask it.",
              .hear = {"A vector field gives a vector to every point"}, .needs = {"linear-algebra/vectors"}},
    [FULL] = {"At full length", .seconds = 5,
              .say = "Ask it at many points, and the arrows *trip* over each other."},
    [SHRINK] = {"Drawn smaller", .seconds = 5,
                .say = "So draw them *small*: they show the way; short and faint means slow.",
                .hear = {"The arrows are samples, and drawn shorter than they are"}},
    [ASK] = {"Where does it go?", .seconds = 4, .wait = true, .answer = "guess", .truth = destination,
             .ask = "Drop a cork here. Where is it *three seconds* later? Put the ring there.",
             .say = "That is your guess. Now let go."},
    [FLOW] = {"It asks again and again", .seconds = 8,
              .say = "At each moment it obeys the arrow *under it*, so its way bends.",
              .hear = {"A particle moves with the vector where it is",
                       "Its path bends because the arrow changes on the way"}},
    [CROWD] = {"A whole flow", .seconds = 9, .live = true,
               .say = "Drop hundreds: the *flow* shows itself, an eddy within a stream.",
               .hear = {"Following the field from everywhere gives a flow"}},
    [PENDULUM] = {"What the rule was", .seconds = 12,
                  .say = "It was a *pendulum* all along: across is its angle, up is its speed.",
                  .hear = {"A point is a state, and the field says how the state changes"}},
    [PLAY] = {"Friction", .seconds = 12, .live = true,
              .say = "Drag *friction*: the eddy becomes a drain. Drop the cork anywhere."},
};

static const nb_param params[] = {
    NB_POINT(State, at, "start", .min = -4.5f, .max = 4.5f),
    NB_POINT(State, guess, "guess", .min = -4.8f, .max = 4.8f),
    NB_NUMBER(State, friction, "friction", .min = 0, .max = 0.8f),
};

// ---------------------------------------------------------------------------------------------------------------
// Where things are

static const float unit = 1.05f, column = 3.66f;
static const nb_plane plane = {{-8, -3.2f, 11.1f, 6.8f}, -5.2857f, 5.2857f, -3.2381f, 3.2381f};

static nb_vec2 place(nb_vec2 p)
{
  return nb_on_plane(plane, p);
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows

static void draw_plane(nb_board *b, const nb_frame *f)
{
  nb_grid(b, nb_identity2(), (nb_grid_spec){.area = plane.area, .origin = place(nb_origin()), .unit = unit},
          nb_style(.color = NB_GRID, .reveal = nb_cue(f, RULE, 0, 1.6f)));
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
  return s->friction * nb_cue(f, PLAY, 0, 1);
}

static void draw_field(nb_board *b, const nb_frame *f, const State *s)
{
  float friction = friction_now(f, s), behind = nb_cue(f, CROWD, 0.5f, 1);
  nb_vector_field(b, plane, field, &friction, (nb_field_spec){.spacing = 0.525f, .typical = 1.4f},
                  nb_style(.alpha = 1 - 0.55f * behind, .reveal = nb_cue(f, SHRINK, 1.6f, 1.6f)));
}

// ---------------------------------------------------------------------------------------------------------------
// What moves

// Seconds since the traveller was let go.
static float travelled(const nb_frame *f)
{
  if (f->step < PENDULUM)
    return travel_time * nb_cue_linear(f, FLOW, 1.2f, 5);
  if (f->step == PLAY && f->seconds < 1) // back to where it was dropped
    return (steps[PENDULUM].seconds - 1.5f) * (1 - nb_smooth(f->seconds));
  return fmodf(fmaxf(f->seconds - 1.5f, 0), 12); // and it is dropped again
}

static void draw_traveller(nb_board *b, const nb_frame *f, const State *s)
{
  float friction = friction_now(f, s),
        shown = f->step < PENDULUM ? 1 - nb_cue(f, CROWD, 0, 0.6f) : nb_cue(f, PENDULUM, 0.5f, 0.6f);
  nb_vec2 way[TRAIL];
  int count = travel(s->at, travelled(f), friction, way);
  nb_vec2 now = way[count - 1];
  for (int k = 0; k < count; k++)
    way[k] = place(way[k]);
  nb_polyline(b, way, count, nb_style(.color = NB_V, .width = 3, .alpha = 0.7f * shown));
  float asked = nb_cue(f, RULE, 1.4f, 0.8f) * (f->step == FULL || f->step == SHRINK ? 0.9f : 1);
  nb_arrow(
      b, place(now), place(nb_add(now, field(now, &friction))),
      nb_style(.color = NB_V, .width = 8, .reveal = asked, .alpha = shown * (f->step == ASK ? 0.35f : 1)));
  float there = nb_cue(f, RULE, 1, 0.4f);
  nb_point(b, place(now), nb_style(.width = 18, .alpha = shown, .reveal = there));
  bool moving = f->step == FLOW || f->step == PENDULUM, asked_for = f->step == ASK;
  nb_circle(b, place(s->at), 0.12f,
            nb_style(.color = NB_V, .width = 3, .alpha = nb_cue(f, PLAY, 0.3f, 0.5f)));
  if (there >= 1 && shown > 0.9f && !asked_for && !moving)
    nb_grab(b, &s->at, place(s->at), nb_plane_scale(plane));
}

static void draw_guess(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_guessed(f, ASK) * nb_cue(f, ASK, 0.4f, 0.5f);
  nb_guess(b, place(s->at), place(s->guess), nb_style(.alpha = shown));
  if (f->step == ASK && shown >= 0.9f)
    nb_grab(b, &s->guess, place(s->guess), nb_plane_scale(plane));
}

static void draw_drops(nb_board *b, const nb_frame *f, const State *s)
{
  float friction = friction_now(f, s), shown = nb_cue(f, CROWD, 0.4f, 1.2f);
  for (int k = 0; k < DROPS && shown > 0; k++) {
    const nb_particle *d = &s->drops[k];
    float fresh = fminf(fminf(d->age, d->life - d->age) * 2, 1);
    nb_vec2 behind = nb_sub(d->at, nb_scale(0.09f, field(d->at, &friction)));
    nb_line(b, place(behind), place(d->at),
            nb_style(.color = NB_K, .width = 4, .cap = NB_CAP_ROUND, .alpha = shown * fmaxf(fresh, 0)));
  }
}

static const nb_rect sea = {-5.2857f, -3.2381f, 10.5714f, 6.4762f};

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
  nb_vec2 v = field(s->at, &none);
  nb_style style =
      nb_style(.size = 42, .reveal = nb_cue(f, RULE, 0.6f, 1), .alpha = 1 - nb_cue(f, PLAY, 0, 0.5f));
  nb_tex(b, nb_at(column, 2.6f), "\\vec f(x, y) = \\begin{bmatrix} y \\\\ -\\sin x \\end{bmatrix}", style);
  style.reveal = nb_cue(f, PLAY, 0.5f, 1), style.alpha = 1, style.size = 38;
  nb_tex(b, nb_at(column, 2.6f),
         "\\begin{bmatrix} y \\\\ -\\sin x - \\textcolor{learning}{c}\\,y \\end{bmatrix}", style);
  style = nb_style(.size = 42, .reveal = nb_cue(f, FLOW, 0.5f, 1), .alpha = 1 - nb_cue(f, PENDULUM, 0, 0.5f));
  nb_tex(b, nb_at(column, 1), "\\frac{d\\vec x}{dt} = \\vec f(\\vec x)", style);
  style = nb_style(.size = 36, .reveal = nb_cue(f, RULE, 2, 1), .alpha = 1 - nb_cue(f, ASK, 0, 0.5f));
  nb_tex(b, nb_at(column, 0.9f),
         "\\vec f(\\val[-2], \\val[-2]) = \\textcolor{v}{\\begin{bmatrix} \\val \\\\ \\val \\end{bmatrix}}",
         style, &s->at.x, &s->at.y, &v.x, &v.y);
}

static void draw_verdict(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 truth;
  destination(s, &truth);
  float off = nb_length(nb_sub(truth, s->guess));
  nb_style style = nb_style(.size = 32, .color = NB_V, .reveal = nb_cue(f, FLOW, 6.3f, 0.8f));
  style.alpha = nb_answered(f, ASK) ? nb_during(f, FLOW, FLOW) : 0;
  nb_tex(b, nb_at(column, -0.4f),
         off < 0.4f ? "\\text{your ring: spot on}" : "\\text{your ring: }\\val[-1]\\text{ away}", style,
         &off);
}

static void draw_pendulum(nb_board *b, const nb_frame *f, const State *s)
{
  nb_vec2 way[TRAIL], now = way[travel(s->at, travelled(f), friction_now(f, s), way) - 1];
  nb_vec2 pivot = nb_at(5.35f, -0.35f),
          bob = nb_add(pivot, nb_scale(1.45f, nb_at(sinf(now.x), -cosf(now.x))));
  float shown = nb_cue(f, PENDULUM, 0.8f, 0.8f);
  nb_circle(b, pivot, 1.45f, nb_style(.color = NB_GRID, .width = 2, .reveal = shown));
  nb_line(b, pivot, nb_add(pivot, nb_at(0, -1.45f)),
          nb_style(.color = NB_DIM, .width = 2, .dash = {5, 7}, .reveal = shown));
  nb_arc(b, pivot, 0.5f, -1.5707963f, -1.5707963f + now.x,
         nb_style(.color = NB_V, .width = 3, .reveal = shown));
  nb_line(b, pivot, bob, nb_style(.width = 5, .reveal = shown));
  nb_point(b, pivot, nb_style(.width = 10, .reveal = shown));
  nb_point(b, bob, nb_style(.color = NB_V, .width = 40, .reveal = nb_cue(f, PENDULUM, 1.4f, 0.5f)));
  nb_style word =
      nb_style(.size = 30, .reveal = nb_cue(f, PENDULUM, 1.6f, 0.8f), .alpha = 1 - nb_cue(f, PLAY, 0, 0.5f));
  nb_tex(b, nb_at(column, -2.55f), "x: \\text{ angle} \\qquad y: \\text{ speed}", word);
  nb_slider(
      b, nb_at(column, -2.65f), &s->friction,
      (nb_slider_spec){.label = "\\text{friction } c", .length = 3.4f, .min = 0, .max = 0.8f, .decimals = 2},
      nb_style(.reveal = nb_cue(f, PLAY, 0.6f, 0.8f)));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_clip(b, plane.area);
  draw_plane(b, f);
  draw_full_arrows(b, f);
  draw_field(b, f, s);
  draw_drops(b, f, s);
  draw_traveller(b, f, s);
  draw_guess(b, f, s);
  nb_end(b);
  draw_rule(b, f, s);
  draw_verdict(b, f, s);
  draw_pendulum(b, f, s);
}

NB_SCENE(State, .title = "Vector fields", NB_STEPS(steps), NB_PARAMS(params),
         .needs = {"linear-algebra/vectors"},
         .state = &(const State){.at = {-1.9f, 1.1f}, .guess = {0.4f, 2.4f}, .friction = 0.2f}, NB_INIT(init),
         NB_TICK(tick), NB_DRAW(draw))
