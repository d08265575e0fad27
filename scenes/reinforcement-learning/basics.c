// Agents, rewards and values.
//
// What a learner believes: somebody tells the agent what is right, and only the cell with the prize is worth anything. What
// mends it: reward comes at the end, but *value* seeps back from it, a little less with every step, until every cell knows which
// neighbour is better. How much less is the discount; the smaller it is, the more cells does the near prize draw over from the far one.
#include <math.h>
#include <nabla/learning.h>
#include <nabla/scene.h>

enum { COLUMNS = 8, ROWS = 5, CELLS = COLUMNS * ROWS, START = 19, NEAR = 16, FAR = 39 };

typedef struct {
  nb_vec2 guess;  // the prize that the viewer expects it to go for, board units
  nb_vec2 start;  // where the agent is set down, board units
  float discount; // what a reward a step later is worth
  // The agent that learns by trying.
  nb_random random;
  float q[CELLS * NB_GO_WAYS];
  uint32_t from, at, prizes; // the cells that it was in, and is in; how often it has come to a prize
  float was, toward, is;     // the worth that was moved last, what it was moved toward, and what it is now
} State;

enum { WORLD, REWARD, RETURN, ASK, BACKUP, LEARN, DISCOUNT, PLAY };

static const float near_prize = 0.6f, far_prize = 1, taught = 0.9f; // the discount before the viewer turns it

// What is a pit elsewhere is the near prize here.
static nb_grid_world maze(float at_near, float at_far)
{
  nb_grid_world w = {.goal_reward = at_far, .pit_reward = at_near};
  (void)nb_grid_world_read(&w, ". . . . . . . . /"
                               ". # # # # # # . /"
                               "P . . . . # . . /"
                               ". # # # . # . # /"
                               ". . . . . . . G");
  return w;
}

static nb_world on_board(const nb_grid_world *grid)
{
  return (nb_world){grid, {-7.2f, 3.35f}, 1.27f};
}

// ---------------------------------------------------------------------------------------------------------------
// Planning: who knows the world counts back from the prizes

enum { ENOUGH = 24, AHEAD = 8 }; // rounds: no way is longer; and the steps whose counts are shown

typedef struct {
  float values[CELLS];
  uint8_t ways[CELLS]; // by which each cell came to its value
} Plan;

// After so many rounds in which every cell looks at its neighbours once, all at the same time.
static Plan plan(const nb_grid_world *grid, int rounds, float discount)
{
  nb_decision_process process = nb_grid_world_decisions(grid, discount);
  Plan before, now = {{0}, {0}};
  for (int round = 0; round < rounds; round++) {
    before = now;
    nb_value_round(&process, before.values, now.values, now.ways);
  }
  return now;
}

// The cells from one to a prize, along the ways of a plan.
typedef struct {
  uint32_t cells[CELLS];
  int count;
} Path;

static Path path_from(uint32_t cell, const nb_grid_world *grid, float discount)
{
  Plan best = plan(grid, ENOUGH, discount);
  Path p;
  p.count = (int)nb_grid_world_walk(grid, best.ways, cell, p.cells, CELLS);
  return p;
}

// The prize it leads to from where the agent stands.
static void where_to(const void *state, void *truth)
{
  (void)state;
  nb_grid_world grid = maze(near_prize, far_prize);
  Path best = path_from(START, &grid, taught);
  *(nb_vec2 *)truth = nb_world_middle(on_board(&grid), best.cells[best.count - 1]);
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [WORLD] = {"An agent in a world", .seconds = 5,
               .say = "An *agent* stands in a cell, its state. It chooses an *action*: here, left or right.",
               .hear = {"An agent is in a state and chooses actions"}},
    [REWARD] = {"Reward", .seconds = 6,
                .say = "The world answers with a new state and a *reward*. Two cells pay, and end the walk.",
                .hear = {"The world answers with a new state and a reward"}},
    [RETURN] = {"Return", .seconds = 9,
                .say = "The *return* is all reward to come. Each further step takes a *tenth* off it.",
                .hear = {"The return is all the reward to come", "Later reward is discounted"}},
    [ASK] = {"Which prize?", .seconds = 6, .wait = true, .answer = "guess", .truth = where_to,
             .ask = "The far prize is *1*, but six steps away. Which counts more here? Put the ring on it.",
             .say = "That is your guess. Now count back.", .moves = {{"guess", "1.86,-1.9", 4.4f, 1.4f}}},
    [BACKUP] = {"Value seeps back", .seconds = 12,
                .say = "*Value*: the best step's reward plus 0.9 of the next value. Watch the agent's arrow.",
                .hear = {"The value of a state is the return from there",
                         "A value comes from the best next value, discounted"}},
    [LEARN] = {"Learning by trying", .seconds = 18, .live = true,
               .say = "No map: it *tries*, 4 in 10 by chance, else its best. A step moves a *value* halfway.",
               .hear = {"It learns values from its own experience", "The arrows follow the larger value"}},
    [DISCOUNT] = {"Near or far?", .seconds = 9,
                  .say = "If later counts *less*, cell after cell turns to the near prize; if more, back.",
                  .hear = {"A small discount factor makes it short-sighted, a large one far-sighted"}},
    [PLAY] = {"Your own agent", .seconds = 14.5f, .live = true,
              .say = "Drag the *discount factor*, and the ring where it starts. Which prize does it go for?",
              .moves = {{"discount", "0.75", 4.4f, 1.5f}, {"start", "1.05,2.7", 9.7f, 0.6f}}},
};

static const nb_param params[] = {
    NB_POINT(State, guess, "guess", .min = -7.2f, .max = 3.1f),
    NB_POINT(State, start, "start", .min = -7.2f, .max = 3.1f),
    NB_NUMBER(State, discount, "discount", .min = 0.5f, .max = 0.99f),
};

// ---------------------------------------------------------------------------------------------------------------
// Trying: who does not know it learns from every step (Q-learning)

static void init(State *s, const nb_frame *f)
{
  (void)f;
  s->random = nb_random_seed(21826, 0); // in which it never stands at a wall for long while one follows
  s->from = s->at = START;
}

// It mostly goes where it thinks best, and notes how that turned out; from a prize it is set down anywhere.
static void try_a_step(State *s, const nb_grid_world *grid)
{
  nb_decision_process process = nb_grid_world_decisions(grid, taught);
  uint32_t action = nb_epsilon_greedy(&s->random, &s->q[s->at * NB_GO_WAYS], NB_GO_WAYS, 0.4f);
  nb_outcome seen = nb_sample_outcome(&process, s->at, action, &s->random);
  nb_transition step = {.state = s->at, .action = action, .reward = seen.reward, .next = seen.state};
  step.ended = nb_grid_world_ends(grid, seen.state);
  float *worth = &s->q[s->at * NB_GO_WAYS + action], was = *worth;
  float difference = nb_q_learn(s->q, NB_GO_WAYS, step, taught, 0.5f);
  if (difference != 0)
    s->was = was, s->is = *worth, s->toward = was + difference;
  s->from = s->at, s->at = seen.state, s->prizes += step.ended;
  while (grid->cells[s->at] != NB_CELL_FLOOR)
    s->from = s->at = nb_random_below(&s->random, CELLS);
}

// Seconds in which one can follow, with so many ticks to a step; and those of a walk, however long its way.
enum { SLOW = 9, PACE = 12, ROUND = 5 };

// It stands for a second; then it goes slowly, so that one can follow; then ever faster.
static void tick(State *s, const nb_frame *f)
{
  nb_grid_world grid = maze(near_prize, far_prize);
  int many = f->seconds < SLOW ? f->tick % PACE == 0 : (int)exp2f(fminf(f->seconds - SLOW, 7));
  for (int k = 0; f->step == LEARN && f->seconds >= 1 && k < many; k++)
    try_a_step(s, &grid);
}

static Plan learned(const State *s)
{
  Plan p;
  nb_q_best(s->q, CELLS, NB_GO_WAYS, p.values, p.ways);
  return p;
}

// ---------------------------------------------------------------------------------------------------------------
// The board

// Where its handle is. What is computed is computed with the two figures that can be read there.
static float discount_now(const nb_frame *f, const State *s)
{
  float turned = taught - 0.35f * nb_visit(f, DISCOUNT, 1.2f, 7.4f); // and back
  return turned + nb_cue(f, PLAY, 0, 0.8f) * (s->discount - turned);
}

static void draw_values(nb_board *b, const nb_frame *f, const State *s, nb_world world)
{
  float late = fmaxf(f->seconds - 1, 0), round = f->step == BACKUP ? late + 0.13f * late * late : ENOUGH,
        turned = nb_cue(f, DISCOUNT, 0, 0.6f), seeps = nb_during(f, BACKUP, BACKUP);
  Plan before = plan(world.grid, (int)round - 1, discount_now(f, s)), tried = learned(s);
  Plan planned = plan(world.grid, (int)round, nb_shown(discount_now(f, s), 2));
  for (int k = 0; f->step == BACKUP && k < CELLS; k++) // a cell that stays as it is does not flicker
    planned.values[k] = planned.values[k] == before.values[k] ? 0 : planned.values[k];
  // What has been learned stays until what is planned covers it.
  nb_world_values(b, world, tried.values, tried.ways,
                  nb_style(.alpha = turned < 1 ? nb_cue(f, LEARN, 0, 0.5f) : 0));
  nb_world_values(b, world, before.values, before.ways, nb_style(.alpha = seeps));
  nb_world_values(b, world, planned.values, planned.ways,
                  nb_style(.alpha = seeps * nb_smooth(6 * (round - floorf(round))) + turned));
}

static nb_vec2 place_on(nb_world world, const Path *p, float part)
{
  int whole = part < (float)(p->count - 1) ? (int)part : p->count - 1, next = whole + (whole < p->count - 1);
  return nb_mix2(nb_world_middle(world, p->cells[whole]), nb_world_middle(world, p->cells[next]),
                 nb_smooth(part - (float)whole));
}

// What is in the picture at this moment.
typedef struct {
  nb_world world;
  Path near, far, best; // from where the agent starts: to either prize, and the better one of them
  nb_vec2 agent;        // where it is
  float seen, aside;    // how much shows of it; how far it is in its cell's corner, for values to be read
} Moment;

// It takes a step, goes to the near prize and back, learns, and walks the best way.
static void place_agent(Moment *m, const nb_frame *f, const State *s)
{
  float walked = nb_begun(f, RETURN) ? 3 * nb_cue_linear(f, RETURN, 1.4f, 3) : nb_cue(f, REWARD, 2.4f, 0.6f);
  m->agent = place_on(m->world, &m->near, nb_begun(f, ASK) ? 0 : walked);
  m->seen = f->step == DISCOUNT ? nb_cue(f, DISCOUNT, 0.4f, 0.6f)
                                : nb_cue(f, WORLD, 1, 0.5f) * NB_ANEW(f, RETURN, ASK); // set down anew
  if (f->step == LEARN) // later it is too fast for the eye
    m->agent = place_on(m->world, &(const Path){{s->from, s->at}, 2},
                        f->seconds < SLOW ? (float)((f->tick + PACE - 1) % PACE) / (PACE - 1) : 1),
    m->seen = 1 - nb_smooth((f->seconds - SLOW - 2) / 1.5f);
  if (f->step == PLAY) {
    float seconds = fmodf(f->seconds, ROUND), part = fmaxf((seconds - 0.8f) / (ROUND - 2), 0);
    m->agent = place_on(m->world, &m->best, part * (float)(m->best.count - 1));
    m->seen = nb_smooth(2 * fminf(f->seconds < ROUND ? 1 : seconds, ROUND - seconds) - 0.6f);
  }
  float to_near = nb_length(nb_sub(m->agent, nb_world_middle(m->world, NEAR))),
        to_far = nb_length(nb_sub(m->agent, nb_world_middle(m->world, FAR)));
  m->aside = fmaxf(nb_cue(f, BACKUP, 0, 0.8f), 1 - nb_smooth(fminf(to_near, to_far) / m->world.side));
}

static Moment moment(const nb_frame *f, const State *s, const nb_grid_world *grid)
{
  nb_grid_world only_near = maze(near_prize, 0), only_far = maze(0, far_prize);
  Moment m = {.world = on_board(grid)};
  uint32_t from = f->step == PLAY ? nb_world_at(m.world, s->start) : START;
  m.near = path_from(from, &only_near, taught), m.far = path_from(from, &only_far, taught);
  m.best = path_from(from, grid, nb_shown(discount_now(f, s), 2));
  place_agent(&m, f, s);
  return m;
}

static void draw_prize(nb_board *b, const nb_frame *f, const Moment *m, uint32_t cell, const char *worth)
{
  nb_vec2 at = nb_world_middle(m->world, cell);
  float there = nb_cue(f, REWARD, cell == NEAR ? 0.3f : 0.9f, 0.6f), size = cell == NEAR ? 0.3f : 0.42f;
  nb_color inside = nb_mix(b, NB_GROUND, NB_V, 0.25f);
  nb_circle(b, at, size, nb_style(.color = NB_V, .fill = inside, .width = 4, .reveal = there));
  nb_text(b, at, worth, nb_style(.font = NB_FONT_SEMIBOLD, .anchor = NB_CENTER, .alpha = there));
}

static void draw_world(nb_board *b, const nb_frame *f, const State *s, const Moment *m)
{
  draw_prize(b, f, m, NEAR, "0.6");
  draw_prize(b, f, m, FAR, "1");
  for (int k = 1; k < m->near.count; k++) { // what a reward would count there
    float counts = powf(taught, (float)(k - 1));
    nb_vec2 at = nb_sub(nb_world_middle(m->world, m->near.cells[k]), nb_at(0.25f, 0.5f));
    nb_style times = nb_style(NB_IN(f, RETURN, 1.2f + (float)k, 0.5f), .color = NB_LEARNING, .size = 24);
    nb_tex(b, at, "\\times \\val[-2]", times, &counts);
  }
  for (int way = -1; way <= 1; way += 2) // the actions there are: two, as walls are above and below
    nb_arrow(b, nb_add(m->agent, nb_at(0.28f * (float)way, 0)), nb_add(m->agent, nb_at(0.9f * (float)way, 0)),
             nb_style(NB_IN(f, WORLD, 1.8f, 0.6f)));
  nb_world_agent(b, nb_add(m->agent, nb_scale(m->aside, nb_at(-0.385f, 0.385f))),
                 nb_style(.width = 46 - 22 * m->aside, .alpha = m->seen));
  nb_vec2 guess = nb_at(s->guess.x, fmaxf(s->guess.y, -3)); // a point's range is the same across and up
  if (nb_guess_in(b, f, ASK, guess, guess))
    nb_grab(b, &s->guess, guess, nb_identity2());
  if (f->step == PLAY) {
    nb_vec2 ring = nb_add(nb_world_middle(m->world, m->best.cells[0]), nb_at(-0.385f, 0.385f)); // about it
    nb_circle(b, ring, 0.14f, nb_style(.color = NB_V, .width = 4, .alpha = nb_cue(f, PLAY, 0, 0.5f)));
    nb_grab(b, &s->start, ring, nb_identity2());
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

#define GAMMA "\\textcolor{learning}{\\gamma}"
#define REWARDED(r) "\\textcolor{v}{" r "}"

static void draw_words(nb_board *b, const nb_frame *f, const State *s)
{
  float near = near_prize * powf(taught, 2), left = near_prize * taught, right = far_prize * powf(taught, 4);
  float by_left = taught * left, by_right = taught * right;
  nb_style line = nb_style(NB_BETWEEN(f, WORLD, REWARD, 2.4f, 1), .anchor = NB_TOP_LEFT, .size = 54,
                           .parts = NB_PARTS({"new", .hidden = 1 - nb_cue(f, REWARD, 2.6f, 1)}));
  nb_tex(b, nb_at(NB_COLUMN, 2.9f), "s \\xrightarrow{\\;a\\;} \\part{new}{s',\\; " REWARDED("r") "}", line);
  line.size = 30, line.color = NB_DIM;
  nb_tex(b, nb_at(NB_COLUMN, 1.8f),
         "\\begin{aligned} &s\\text{: its state, } a\\text{: its action} \\\\ &\\text{hatched: walls} \\\\ "
         "&\\part{new}{s'\\text{: its new state, } r\\text{: the reward,}} \\\\ "
         "&\\part{new}{r = 0\\text{ where no prize is}} \\end{aligned}",
         line);
  nb_facts(b, f, (nb_facts_spec){RETURN, ASK, .size = 38},
           NB_FACTS({0.5f, "G = r_1 + " GAMMA "\\, r_2 + " GAMMA "^2 r_3 + \\cdots"},
                    {1, GAMMA "\\textcolor{learning}{{}= 0.9}\\text{: the discount factor}", .size = 32},
                    {5, "G = \\textcolor{learning}{0.9}^2 \\cdot " REWARDED("0.6") " = \\val[-2]",
                     .values = {&near}}));
  nb_facts(
      b, f, (nb_facts_spec){BACKUP, .size = 32},
      NB_FACTS({0.8f, "V(s) = \\max_a \\bigl(" REWARDED("r") " + " GAMMA "\\,V(s')\\bigr)"},
               {1.6f, "V\\text{: best return; 0 where a walk ends}", NB_DIM, 26},
               {1.6f, "\\max_a\\text{: by the best of its actions}", NB_DIM, 28},
               {1.6f, "\\text{round by round, till nothing changes}", NB_DIM, 26},
               {3.6f, "\\text{left: } 0 + 0.9 \\cdot \\val[-2] = \\val[-2]", NB_TEXT, 30, {&left, &by_left}},
               {5, "\\text{right: } 0 + 0.9 \\cdot \\val[-2] = \\val[-2]", NB_V, 30, {&right, &by_right}}));
  const char *faster = f->step == LEARN && f->seconds < SLOW ? "" : " (film sped up)";
  nb_facts(
      b, f, (nb_facts_spec){LEARN, .gap = 0.25f, .size = 32},
      NB_FACTS(
          {0.5f, "Q(s, a) \\text{ goes halfway to}"},
          {0.8f, REWARDED("r") " + " GAMMA "\\,\\max_{a'} Q(s', a')"},
          {1.2f, "\\text{(only halfway: that is itself a guess)}", NB_DIM, 26},
          {1.5f, "Q\\text{ rates actions; a cell shows its best}", NB_DIM, 26},
          {1.8f, "\\text{after a prize it starts anywhere}", NB_DIM, 28},
          {2, nb_words(b, "\\text{prizes found: %s%s}", nb_grouped(b, (int)s->prizes), faster), .size = 28},
          {3, "\\val[-2] \\to \\val[-2]\\text{, toward }\\val[-2]", .values = {&s->was, &s->is, &s->toward}},
          {16.2f, "\\text{the same values, without a map}", NB_V, 28}));
}

// What the two prizes count from where the agent starts, and what 1 counts, by the step it comes with.
static void draw_counts(nb_board *b, const nb_frame *f, const State *s, const Moment *m)
{
  const nb_plane plane = {{NB_COLUMN, -2.7f, 3.5f, 1.7f}, 0, AHEAD, 0, 1};
  float handle = discount_now(f, s), discount = nb_shown(handle, 2), turned = nb_cue(f, DISCOUNT, 0.4f, 0.6f);
  float counts[AHEAD], later[] = {(float)m->near.count - 2, (float)m->far.count - 2};
  float near = near_prize * powf(discount, later[0]), far = far_prize * powf(discount, later[1]);
  for (int k = 0; k < AHEAD; k++)
    counts[k] = powf(handle, (float)k);
  nb_facts(b, f, (nb_facts_spec){DISCOUNT, PLAY, .gap = 0.5f, .size = 36},
           NB_FACTS({0.4f, "\\text{prize 0.6: } \\gamma^{\\val[-0]} \\cdot 0.6 = \\val[-3]",
                     near > far ? NB_V : NB_TEXT, .values = {&later[0], &near}},
                    {0.4f, "\\text{prize 1: } \\gamma^{\\val[-0]} \\cdot 1 = \\val[-3]",
                     near > far ? NB_TEXT : NB_V, .values = {&later[1], &far}}));
  nb_world_frame(b, m->world, m->best.cells, m->best.count - 1, // none where both count the same
                 nb_style(.alpha = (turned + nb_during(f, BACKUP, BACKUP) * nb_cue(f, BACKUP, 8.4f, 0.8f)) *
                                   nb_smooth(fabsf(near - far) / 0.01f)));
  nb_slider_spec spec = {.label = "\\text{discount factor } γ", .min = 0.5f, .max = 0.99f, .decimals = 2};
  nb_slider(b, nb_at(NB_COLUMN, 0.5f), f->step == PLAY && f->seconds > 0.8f ? &s->discount : &handle, spec,
            nb_style(.alpha = turned));
  nb_style style = nb_style(NB_FROM(f, RETURN, 2.4f, 2.4f), .alpha = nb_during(f, RETURN, ASK) + turned);
  style.color = NB_DIM, style.size = 22;
  nb_text(b, nb_at(NB_COLUMN, -0.8f), "what a reward of 1 counts, by its step", style);
  style.color = NB_LEARNING;
  nb_bars(b, plane, counts, AHEAD, (const char *const[]){"1", "2", "3", "4", "5", "6", "7", "8"}, style);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_grid_world grid = maze(near_prize, far_prize);
  Moment m = moment(f, s, &grid);
  nb_world_ground(b, m.world, nb_style(NB_FROM(f, WORLD, 0.1f, 1.2f)));
  draw_values(b, f, s, m.world);
  draw_counts(b, f, s, &m);
  draw_world(b, f, s, &m);
  draw_words(b, f, s);
}

NB_SCENE(State, .title = "Agents, rewards and values", NB_STEPS(steps), NB_PARAMS(params),
         .state = &(const State){.guess = {-2.1f, 1.45f}, .start = {-2.7f, 0.2f}, .discount = 0.9f},
         NB_INIT(init), NB_TICK(tick), NB_DRAW(draw))
