// Agents, rewards and values.
//
// What a learner believes: somebody tells the agent what is right, and only the cell with the prize is worth anything. What
// mends it: reward comes at the end, but *value* seeps back from it, a little less with every step, until every cell knows which
// neighbour is better. How much less is the discount; the smaller it is, the more cells does the near prize draw over from the far one.
#include <math.h>
#include <nabla/learning.h>
#include <nabla/scene.h>

enum { COLUMNS = 8, ROWS = 5, CELLS = COLUMNS * ROWS, START = 19, ASIDE = 18, NEAR = 16, FAR = 39 };

typedef struct {
  nb_vec2 flag;   // the prize that the viewer expects it to go for, board units
  nb_vec2 start;  // where the agent is set down, board units
  float discount; // what a reward a step later is worth
  // The agent that learns by trying.
  nb_random random;
  float q[CELLS * NB_GO_WAYS];
  uint32_t at, prizes; // the cell it is in; how often it has come to a prize
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

static void where_to(const void *state, void *truth)
{
  (void)state;
  nb_grid_world grid = maze(near_prize, far_prize);
  bool nearer = near_prize * powf(taught, 2) > far_prize * powf(taught, 5);
  *(nb_vec2 *)truth = nb_world_middle(on_board(&grid), nearer ? NEAR : FAR);
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [WORLD] = {"An agent in a world", .seconds = 5,
               .say =
                   "An *agent* is in a state, here a cell, and chooses an action: a step, where no wall is.",
               .hear = {"An agent is in a state and chooses actions"}},
    [REWARD] =
        {"Reward", .seconds = 6,
         .say = "The world answers with a new state and a *reward*. Only two cells pay, and end the walk.",
         .hear = {"The world answers with a new state and a reward"}},
    [RETURN] = {"Return", .seconds = 8,
                .say =
                    "It wants the *return*: all reward from now on, 0.9 as much each step after the first.",
                .hear = {"The return is all the reward to come", "Later reward is discounted"}},
    [ASK] = {"Which prize?", .seconds = 4, .wait = true, .answer = "flag", .truth = where_to,
             .ask =
                 "The far prize is *1*, but six steps away. Which counts more from here? Put the flag on it.",
             .say = "That is your guess. Now count back."},
    [BACKUP] = {"Value seeps back", .seconds = 9,
                .say = "Beside a prize, a cell's *value* is the prize; else 0.9 of its best neighbour's.",
                .hear = {"The value of a state is the return from there",
                         "A value comes from the best next value, discounted"}},
    [LEARN] =
        {"Learning by trying", .seconds = 15, .live = true,
         .say = "Nobody shows it the map. It *tries*, and each step corrects one value. Soon we speed it up.",
         .hear = {"It learns values from its own experience", "The arrows follow the larger value"}},
    [DISCOUNT] = {"Near or far?", .seconds = 9,
                  .say = "Let later count less, and the *near* prize draws more and more arrows over.",
                  .hear = {"A small discount makes it short-sighted",
                           "A discount near one makes it far-sighted"}},
    [PLAY] = {"Your own agent", .seconds = 8, .live = true,
              .say = "Drag the *discount*, and the ring it starts from: which prize does it go for?"},
};

static const nb_param params[] = {
    NB_POINT(State, flag, "flag", .min = -7.2f, .max = 3.1f),
    NB_POINT(State, start, "start", .min = -7.2f, .max = 3.1f),
    NB_NUMBER(State, discount, "discount", .min = 0.5f, .max = 0.99f),
};

// ---------------------------------------------------------------------------------------------------------------
// Planning: who knows the world counts back from the prizes

enum { ENOUGH = 24 }; // rounds: no way is longer

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
    for (uint32_t k = 0; k < CELLS; k++) {
      now.ways[k] = (uint8_t)nb_best_action(&process, before.values, k);
      now.values[k] = nb_action_value(&process, before.values, k, now.ways[k]);
    }
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
  nb_decision_process process = nb_grid_world_decisions(grid, discount);
  nb_random unused = nb_random_seed(1, 0); // nothing is by chance in this world
  Path p = {{cell}, 1};
  for (; !nb_grid_world_ends(grid, cell) && p.count < CELLS; p.cells[p.count++] = cell)
    cell = nb_sample_outcome(&process, cell, best.ways[cell], &unused).state;
  return p;
}

// Its steps to a prize, where that one alone pays.
static float steps_to(uint32_t prize, uint32_t cell)
{
  nb_grid_world grid = maze(prize == NEAR, prize == FAR);
  return (float)(path_from(cell, &grid, taught).count - 1);
}

// ---------------------------------------------------------------------------------------------------------------
// Trying: who does not know it learns from every step (Q-learning)

static void init(State *s, const nb_frame *f)
{
  (void)f;
  s->random = nb_random_seed(11, 0);
  s->at = START;
}

// It mostly goes where it thinks best, and notes how that turned out; from a prize it is set down anywhere.
static void try_a_step(State *s, const nb_grid_world *grid)
{
  nb_decision_process process = nb_grid_world_decisions(grid, taught);
  uint32_t action = nb_epsilon_greedy(&s->random, &s->q[s->at * NB_GO_WAYS], NB_GO_WAYS, 0.4f);
  nb_outcome seen = nb_sample_outcome(&process, s->at, action, &s->random);
  nb_transition step = {.state = s->at, .action = action, .reward = seen.reward, .next = seen.state};
  step.ended = nb_grid_world_ends(grid, seen.state);
  nb_q_learn(s->q, NB_GO_WAYS, step, taught, 0.5f);
  s->at = seen.state;
  s->prizes += step.ended;
  while (grid->cells[s->at] != NB_CELL_FLOOR)
    s->at = nb_random_below(&s->random, CELLS);
}

// Slowly at first, so that one can follow.
static void tick(State *s, const nb_frame *f)
{
  nb_grid_world grid = maze(near_prize, far_prize);
  int often = f->seconds < 5 ? 6 : 1, many = (int)exp2f(fminf(f->seconds - 5, 7));
  if (f->step == LEARN && f->tick % (uint64_t)often == 0)
    for (int k = 0; k < (f->seconds < 6 ? 1 : many); k++)
      try_a_step(s, &grid);
}

static Plan learned(const State *s)
{
  Plan p;
  for (uint32_t k = 0; k < CELLS; k++) {
    const float *q = &s->q[k * NB_GO_WAYS];
    p.ways[k] = (uint8_t)nb_largest(q, NB_GO_WAYS);
    p.values[k] = q[p.ways[k]];
  }
  return p;
}

// ---------------------------------------------------------------------------------------------------------------
// The board

static float discount_now(const nb_frame *f, const State *s)
{
  float small = taught - 0.35f * nb_cue(f, DISCOUNT, 1.2f, 4);
  return small + nb_cue(f, PLAY, 0, 0.8f) * (s->discount - small);
}

static void draw_prize(nb_board *b, nb_vec2 at, const char *worth, float size, float there)
{
  nb_circle(b, at, size,
            nb_style(.color = NB_V, .fill = nb_mix(b, NB_GROUND, NB_V, 0.25f), .width = 4, .reveal = there));
  nb_text(b, at, worth, nb_style(.font = NB_FONT_SEMIBOLD, .anchor = NB_CENTER, .alpha = there));
}

static void draw_values(nb_board *b, const nb_frame *f, const State *s, nb_world world)
{
  int rounds = f->step == BACKUP ? (int)(1.8f * fmaxf(f->seconds - 1, 0)) : ENOUGH;
  Plan planned = plan(world.grid, rounds, discount_now(f, s)), tried = learned(s);
  nb_style style = nb_style(.alpha = nb_during(f, BACKUP, BACKUP) + nb_cue(f, DISCOUNT, 0, 0.6f));
  nb_world_values(b, world, planned.values, planned.ways, style);
  style.alpha = nb_during(f, LEARN, LEARN);
  nb_world_values(b, world, tried.values, tried.ways, style);
}

static nb_vec2 place_on(nb_world world, const Path *p, float part)
{
  int whole = part < (float)(p->count - 1) ? (int)part : p->count - 1, next = whole + (whole < p->count - 1);
  return nb_mix2(nb_world_middle(world, p->cells[whole]), nb_world_middle(world, p->cells[next]),
                 nb_smooth(part - (float)whole));
}

// What a reward would count after each step to the near prize.
static void draw_return(nb_board *b, const nb_frame *f, nb_world world, const Path *near)
{
  for (int k = 1; k < near->count; k++) {
    float counts = powf(taught, (float)(k - 1));
    nb_vec2 below = nb_add(nb_world_middle(world, near->cells[k]), nb_at(0, -0.455f));
    nb_style style = nb_style(NB_IN(f, RETURN, 1.4f + (float)k, 0.5f), .color = NB_LEARNING, .size = 26);
    style.anchor = NB_CENTER;
    nb_tex(b, below, "\\times \\val[-2]", style, &counts);
  }
}

// Where the agent is: it takes a step, goes to the near prize and back, learns, or walks the best way.
static void draw_agent(nb_board *b, const nb_frame *f, const State *s, nb_world world, const Path *near,
                       const Path *best)
{
  nb_vec2 start = nb_world_middle(world, START), at = start;
  float aside = nb_cue(f, BACKUP, 0, 0.8f), alpha = 1; // where values are to be read it steps aside
  if (f->step == REWARD || (f->step == RETURN && f->seconds < 1.4f))
    at = nb_mix2(at, nb_world_middle(world, ASIDE),
                 nb_cue(f, REWARD, 2.4f, 0.6f) - nb_cue(f, RETURN, 0, 0.8f));
  else if (f->step == RETURN || f->step == ASK)
    at = nb_mix2(place_on(world, near, 3 * nb_cue_linear(f, RETURN, 1.4f, 3)), start, nb_cue(f, ASK, 0, 1));
  else if (f->step == LEARN) // later it is too fast for the eye
    at = nb_world_middle(world, s->at), alpha = 1 - nb_smooth((f->seconds - 8) / 1.5f);
  else if (f->step == DISCOUNT)
    alpha = nb_cue(f, DISCOUNT, 0.4f, 0.6f);
  else if (f->step == PLAY) {
    float round = 0.5f * (float)(best->count - 1) + 1.5f, seconds = fmodf(f->seconds, round);
    at = place_on(world, best, fmaxf(2 * (seconds - 0.5f), 0));
    alpha = (f->seconds < round ? 1 : nb_smooth(4 * seconds)) * nb_smooth(4 * (round - seconds));
  }
  at = nb_add(at, nb_scale(aside, nb_at(-0.42f, 0.42f)));
  nb_world_agent(b, at, nb_style(NB_FROM(f, WORLD, 1, 0.5f), .width = 46 - 20 * aside, .alpha = alpha));
}

static void draw_flag(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_guessed(f, ASK) * nb_cue(f, ASK, 1, 0.5f);
  nb_vec2 pole = nb_add(s->flag, nb_at(0, 0.75f)),
          cloth[] = {pole, nb_add(pole, nb_at(0.5f, -0.17f)), nb_add(pole, nb_at(0, -0.34f))};
  nb_line(b, s->flag, pole, nb_style(.width = 4, .alpha = shown));
  nb_polygon(b, cloth, 3, nb_style(.fill = NB_NEGATIVE, .width = -1, .alpha = shown));
  if (f->step == ASK && shown > 0.9f)
    nb_grab(b, &s->flag, s->flag, nb_identity2());
}

static void draw_world(nb_board *b, const nb_frame *f, const State *s, nb_world world)
{
  nb_grid_world only_near = maze(near_prize, 0);
  uint32_t from = f->step == PLAY ? nb_world_at(world, s->start) : START;
  Path near = path_from(START, &only_near, taught), best = path_from(from, world.grid, discount_now(f, s));
  bool standing = f->step == RETURN && f->seconds > 4.2f; // on the near prize
  nb_vec2 start = nb_world_middle(world, START);
  nb_world_ground(b, world, nb_style(NB_FROM(f, WORLD, 0.1f, 1.2f)));
  draw_values(b, f, s, world);
  nb_world_frame(b, world, best.cells, best.count - 1, nb_style(.alpha = nb_cue(f, DISCOUNT, 0.4f, 0.6f)));
  draw_prize(b, nb_world_middle(world, NEAR), standing ? "" : "0.6", 0.36f, nb_cue(f, REWARD, 0.3f, 0.6f));
  draw_prize(b, nb_world_middle(world, FAR), "1", 0.5f, nb_cue(f, REWARD, 0.9f, 0.6f));
  for (int way = -1; way <= 1; way += 2) // the actions there are: two, as walls are above and below
    nb_arrow(b, nb_add(start, nb_at(0.28f * (float)way, 0)), nb_add(start, nb_at(0.9f * (float)way, 0)),
             nb_style(NB_IN(f, WORLD, 1.8f, 0.6f)));
  draw_return(b, f, world, &near);
  draw_agent(b, f, s, world, &near, &best);
  draw_flag(b, f, s);
  if (f->step == PLAY) {
    nb_vec2 ring = nb_add(nb_world_middle(world, from), nb_at(0.42f, 0.42f));
    nb_circle(b, ring, 0.11f, nb_style(.color = NB_V, .fill = NB_GROUND, .alpha = nb_cue(f, PLAY, 0, 0.5f)));
    nb_grab(b, &s->start, ring, nb_identity2());
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static void draw_words(nb_board *b, const nb_frame *f, const State *s)
{
  float near = near_prize * powf(taught, 2);
  nb_column facts = {nb_at(NB_COLUMN, 2.9f), 0.5f};
  nb_style line = nb_style(NB_BETWEEN(f, WORLD, REWARD, 2.4f, 1), .size = 54);
  nb_formula step = nb_tex_below(b, &facts, "s \\xrightarrow{\\;a\\;} s'", line);
  line.reveal = nb_cue(f, REWARD, 2.6f, 0.6f), line.color = NB_V, line.anchor = NB_LEFT_BASELINE;
  nb_tex(b, nb_at(step.box.x + step.box.width, step.origin.y), ",\\; r", line);
  line = nb_style(NB_BETWEEN(f, WORLD, REWARD, 2.4f, 1), .color = NB_DIM, .size = 28);
  nb_tex_below(b, &facts, "s\\text{: state, } a\\text{: action}", line);
  line.reveal = nb_cue(f, REWARD, 2.6f, 1);
  nb_tex_below(b, &facts, "s'\\text{: new state, } r\\text{: reward}", line);

  facts.at.y = 2.9f;
  line = nb_style(NB_BETWEEN(f, RETURN, ASK, 0.5f, 1.6f), .size = 38);
  nb_tex_below(b, &facts,
               "\\begin{aligned} G = {} &r_1 + \\textcolor{learning}{\\gamma}\\, r_2 \\\\ &+ "
               "\\textcolor{learning}{\\gamma}^2 r_3 + \\cdots \\end{aligned}",
               line);
  nb_tex_below(b, &facts, "\\textcolor{learning}{\\gamma = 0.9}\\text{: the discount}", line);
  line = nb_style(NB_BETWEEN(f, RETURN, ASK, 5, 1.4f), .size = 38);
  nb_tex_below(b, &facts,
               "\\begin{aligned} G &= \\textcolor{learning}{0.9}^2 \\cdot \\textcolor{v}{0.6} \\\\ &= "
               "\\val[-2] \\end{aligned}",
               line, &near);

  facts.at.y = 2.9f;
  line = nb_style(NB_IN(f, BACKUP, 0.8f, 2), .size = 32);
  nb_tex_below(b, &facts,
               "V(s) = \\max_a \\bigl(\\textcolor{v}{r} + \\textcolor{learning}{\\gamma}\\,V(s')\\bigr)",
               line);
  nb_tex_below(b, &facts, "\\textcolor{dim}{V\\text{: the best return from a cell}}", line);
  float far = far_prize * powf(taught, 5);
  line.reveal = nb_cue(f, BACKUP, 6, 1.5f);
  nb_tex_below(
      b, &facts,
      "\\begin{aligned} &\\text{from here, the far prize:} \\\\ &\\textcolor{learning}{0.9}^5 \\cdot "
      "\\textcolor{v}{1} = \\val[-2]\\text{, the near: }\\val[-2] \\end{aligned}",
      line, &far, &near);

  facts.at.y = 2.9f;
  line = nb_style(NB_IN(f, LEARN, 0.8f, 2), .size = 32);
  nb_tex_below(b, &facts,
               "\\begin{aligned} &Q(s, a) \\text{ goes halfway to} \\\\ &\\textcolor{v}{r} + "
               "\\textcolor{learning}{\\gamma}\\,\\max_{a'} Q(s', a') \\\\ &\\textcolor{dim}{Q\\text{: the "
               "value of a step;}} \\\\ &\\textcolor{dim}{\\text{a cell shows its best}} \\end{aligned}",
               line);
  nb_text(b, facts.at, nb_words(b, "found a prize: %s times", nb_grouped(b, (int)s->prizes)),
          nb_style(.size = 26, .anchor = NB_TOP_LEFT, .alpha = line.alpha * nb_cue(f, LEARN, 2, 0.8f)));
}

// What the two prizes count from where the agent starts.
static void draw_comparison(nb_board *b, const nb_frame *f, const State *s, nb_world world)
{
  uint32_t from = f->step == PLAY ? nb_world_at(world, s->start) : START;
  float discount = discount_now(f, s), exponents[] = {steps_to(NEAR, from) - 1, steps_to(FAR, from) - 1};
  float near = near_prize * powf(discount, exponents[0]), far = far_prize * powf(discount, exponents[1]);
  nb_column facts = {nb_at(NB_COLUMN, 2.9f), 0.5f};
  nb_style line = nb_style(.size = 36, .alpha = nb_cue(f, DISCOUNT, 0.4f, 0.6f));
  line.color = near > far ? NB_V : NB_TEXT;
  nb_tex_below(b, &facts, "\\text{near: } \\gamma^{\\val[-0]} \\cdot 0.6 = \\val[-2]", line, &exponents[0],
               &near);
  line.color = near > far ? NB_TEXT : NB_V;
  nb_tex_below(b, &facts, "\\text{far: } \\gamma^{\\val[-0]} \\cdot 1 = \\val[-2]", line, &exponents[1],
               &far);
  nb_slider_spec spec = {.label = "\\text{discount factor } γ", .min = 0.5f, .max = 0.99f, .decimals = 2};
  nb_slider(b, nb_at(NB_COLUMN, 0.1f), f->step == PLAY && f->seconds > 0.8f ? &s->discount : &discount, spec,
            nb_style(.alpha = line.alpha));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  nb_grid_world grid = maze(near_prize, far_prize);
  nb_world world = on_board(&grid);
  draw_world(b, f, s, world);
  draw_words(b, f, s);
  draw_comparison(b, f, s, world);
}

NB_SCENE(State, .title = "Agents, rewards and values", NB_STEPS(steps), NB_PARAMS(params),
         .state = &(const State){.flag = {-1.4f, 0}, .start = {-2.7f, 0.2f}, .discount = 0.9f}, NB_INIT(init),
         NB_TICK(tick), NB_DRAW(draw))
