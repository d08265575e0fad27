// Agents, rewards and values.
//
// What a learner believes: somebody tells the agent what is right, and only the cell with the prize is worth anything. What
// mends it: reward comes at the end, but *value* seeps back from it, a little less with every step, until every cell knows which
// neighbour is better. How much less is the discount; where it is dragged below a certain point, the far prize is worth
// less than the near one, and every arrow in between turns round.
#include <math.h>
#include <nabla/math/decision.h>
#include <nabla/math/grid_world.h>
#include <nabla/scene.h>

enum { COLUMNS = 8, ROWS = 5, CELLS = COLUMNS * ROWS, START = 19, TREAT = 16, TREASURE = 39 };

typedef struct {
  nb_vec2 flag;   // the prize that the viewer expects it to go for, board units
  nb_vec2 start;  // where the agent is set down, board units
  float discount; // what a reward a step later is worth
  // The agent that learns by trying.
  nb_random random;
  float q[CELLS * NB_GO_WAYS];
  uint32_t at, tries, steps;
} State;

enum { WORLD, REWARD, RETURN, ASK, BACKUP, LEARN, DISCOUNT, PLAY };

static const char *const map = ". . . . . . . . /"
                               ". # # # # # # . /"
                               "P . . . . # . . /"
                               ". # # # . # . # /"
                               ". . . . . . . G";

static nb_grid_world world(void)
{
  nb_grid_world w = {.goal_reward = 1, .pit_reward = 0.5f}; // what is a pit elsewhere is the near prize here
  (void)nb_grid_world_read(&w, map);
  return w;
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static nb_vec2 middle_of(uint32_t cell);

static uint32_t better_prize(float discount)
{
  return 0.5f * powf(discount, 2) > powf(discount, 5) ? TREAT : TREASURE;
}

static const float asked_discount = 0.9f;

static void where_to(const void *state, void *truth)
{
  (void)state;
  *(nb_vec2 *)truth = middle_of(better_prize(asked_discount));
}

static const nb_step steps[] = {
    [WORLD] = {"An agent in a world", .seconds = 5,
               .say = "An *agent* is in some state, here a cell, and chooses an action: a step.",
               .hear = {"An agent is in a state and chooses actions"}},
    [REWARD] = {"Reward", .seconds = 5,
                .say = "The world answers with a new state and a *reward*: only two cells pay.",
                .hear = {"The world answers with a new state and a reward"}},
    [RETURN] = {"Return", .seconds = 8,
                .say =
                    "What counts is the *return*: all reward to come, each step later worth a little less.",
                .hear = {"The return is all the reward to come", "Later reward is discounted"}},
    [ASK] =
        {"Which prize?", .seconds = 4, .wait = true, .answer = "flag", .truth = where_to,
         .ask =
             "A step later is worth 0.9 as much. Which *prize* is worth more from here? Put the flag on it.",
         .say = "That is your guess. Now count back."},
    [BACKUP] = {"Value seeps back", .seconds = 9,
                .say = "Count back from the prizes: a cell's *value* is 0.9 of its best neighbour's.",
                .hear = {"The value of a state is the return from there",
                         "A value comes from the best next value, discounted"}},
    [LEARN] = {"Learning by trying", .seconds = 14, .live = true,
               .say = "Nobody shows it the map: it *tries*, and nudges one value with every step.",
               .hear = {"It learns values from its own experience", "The arrows follow the larger value"}},
    [DISCOUNT] = {"Near or far?", .seconds = 9,
                  .say = "Make it *short-sighted*, and at one point every arrow in between turns round.",
                  .hear = {"A small discount makes it short-sighted",
                           "A discount near one makes it far-sighted"}},
    [PLAY] = {"Your own agent", .seconds = 8, .live = true,
              .say = "Drag the *discount*, and the agent anywhere: which prize does it go for?"},
};

static const nb_param params[] = {
    NB_POINT(State, flag, "flag", .min = -7.2f, .max = 3.1f),
    NB_POINT(State, start, "start", .min = -7.2f, .max = 3.1f),
    NB_NUMBER(State, discount, "discount", .min = 0.5f, .max = 0.99f),
};

// ---------------------------------------------------------------------------------------------------------------
// Values

// After so many rounds in which every cell looks at its neighbours once, all at the same time.
static void values_after(const nb_grid_world *w, int rounds, float discount, float values[CELLS])
{
  nb_decision_process process = nb_grid_world_decisions(w, discount);
  for (int k = 0; k < CELLS; k++)
    values[k] = 0;
  for (int round = 0; round < rounds; round++) {
    float next[CELLS];
    for (uint32_t k = 0; k < CELLS; k++)
      next[k] = nb_action_value(&process, values, k, nb_best_action(&process, values, k));
    for (int k = 0; k < CELLS; k++)
      values[k] = next[k];
  }
}

enum { ENOUGH = 24 }; // rounds: no way is longer

// By how many steps a prize is discounted: one less than there are to it. In a world where it alone pays, the value tells.
static float delay(uint32_t cell, uint32_t prize)
{
  nb_grid_world w = world();
  float values[CELLS];
  w.goal_reward = prize == TREASURE, w.pit_reward = prize == TREAT;
  values_after(&w, ENOUGH, 0.5f, values);
  return -log2f(values[cell]);
}

static float learned(const State *s, uint32_t cell)
{
  const float *q = &s->q[cell * NB_GO_WAYS];
  return fmaxf(fmaxf(q[0], q[1]), fmaxf(q[2], q[3]));
}

static uint32_t best_way(const float *q)
{
  uint32_t best = 0;
  for (uint32_t k = 1; k < NB_GO_WAYS; k++)
    best = q[k] > q[best] ? k : best;
  return best;
}

// The cells from one to a prize, along the best ways; how many.
static int way_from(uint32_t cell, float discount, uint32_t cells[CELLS])
{
  float values[CELLS];
  nb_grid_world w = world();
  nb_decision_process process = nb_grid_world_decisions(&w, discount);
  nb_random unused = nb_random_seed(1, 0); // nothing is by chance in this world
  values_after(&w, ENOUGH, discount, values);
  int count = 0;
  for (cells[count++] = cell; !nb_grid_world_ends(&w, cell) && count < CELLS; cells[count++] = cell)
    cell = nb_sample_outcome(&process, cell, nb_best_action(&process, values, cell), &unused).state;
  return count;
}

static void set_down_anywhere(State *s, const nb_grid_world *w)
{
  do
    s->at = nb_random_below(&s->random, CELLS);
  while (w->cells[s->at] != NB_CELL_FLOOR);
  s->tries++;
}

static void init(State *s, const nb_frame *f)
{
  (void)f;
  s->random = nb_random_seed(11, 0);
  s->at = START;
}

// One step of the learner: it mostly goes where it thinks best, and notes how it turned out.
static void try_a_step(State *s, const nb_grid_world *w)
{
  nb_decision_process process = nb_grid_world_decisions(w, asked_discount);
  uint32_t action = nb_epsilon_greedy(&s->random, &s->q[s->at * NB_GO_WAYS], NB_GO_WAYS, 0.4f);
  nb_outcome seen = nb_sample_outcome(&process, s->at, action, &s->random);
  bool ends = nb_grid_world_ends(w, seen.state);
  nb_q_learn(s->q, NB_GO_WAYS,
             (nb_transition){
                 .state = s->at, .action = action, .reward = seen.reward, .next = seen.state, .ended = ends},
             asked_discount, 0.5f);
  s->at = seen.state;
  s->steps++;
  if (ends)
    set_down_anywhere(s, w);
}

static void tick(State *s, const nb_frame *f)
{
  nb_grid_world w = world();
  int often = f->seconds < 5 ? 5 : 1; // slowly at first, so that one can follow
  if (f->step == LEARN && f->tick % (uint64_t)often == 0)
    for (int k = 0; k < (f->seconds < 8 ? 1 : 4); k++)
      try_a_step(s, &w);
}

// ---------------------------------------------------------------------------------------------------------------
// The board

static const float side = 1.27f, left = -7.2f, top = 3.35f, column = 3.72f;

static nb_vec2 middle_of(uint32_t cell)
{
  return nb_at(left + side * ((float)(cell % COLUMNS) + 0.5f), top - side * ((float)(cell / COLUMNS) + 0.5f));
}

// The floor cell nearest to a point of the board.
static uint32_t cell_at(nb_vec2 p)
{
  nb_grid_world w = world();
  uint32_t best = START;
  for (uint32_t k = 0; k < CELLS; k++)
    if (w.cells[k] == NB_CELL_FLOOR &&
        nb_length(nb_sub(middle_of(k), p)) < nb_length(nb_sub(middle_of(best), p)))
      best = k;
  return best;
}

static float discount_now(const nb_frame *f, const State *s)
{
  if (f->step == PLAY)
    return s->discount;
  return asked_discount - 0.3f * nb_visit(f, DISCOUNT, 1.2f, 7);
}

static void draw_cell(nb_board *b, nb_vec2 at, float value, float alpha)
{
  nb_rect r = {at.x - 0.47f * side, at.y - 0.47f * side, 0.94f * side, 0.94f * side};
  nb_rectangle(b, r, 0.12f,
               nb_style(.fill = nb_mix(b, NB_PANEL, NB_POSITIVE, 0.5f * value), .width = -1, .alpha = alpha));
}

static void draw_ground(nb_board *b, const nb_frame *f)
{
  nb_grid_world w = world();
  for (uint32_t k = 0; k < CELLS; k++) {
    float there = nb_cue(f, WORLD, 0.1f + 0.03f * (float)(k % COLUMNS + k / COLUMNS), 0.5f);
    nb_vec2 at = middle_of(k);
    nb_rect r = {at.x - 0.5f * side, at.y - 0.5f * side, side, side};
    if (w.cells[k] == NB_CELL_WALL)
      nb_rectangle(b, r, 0, nb_style(.fill = NB_TRACK, .width = -1, .alpha = there));
    else
      draw_cell(b, at, 0, there);
  }
}

// A value in its cell, and the way that it recommends.
static void draw_value(nb_board *b, uint32_t cell, float value, int way, float alpha)
{
  static const nb_vec2 ways[] = {
      [NB_GO_RIGHT] = {1, 0}, [NB_GO_UP] = {0, 1}, [NB_GO_LEFT] = {-1, 0}, [NB_GO_DOWN] = {0, -1}};
  nb_vec2 at = middle_of(cell), up = nb_add(at, nb_at(0, 0.2f));
  if (value < 0.005f || alpha <= 0)
    return;
  draw_cell(b, at, value, alpha);
  nb_number(b, nb_add(at, nb_at(0, -0.38f)), value, 2,
            nb_style(.font = NB_FONT_MEDIUM, .size = 24, .anchor = NB_CENTER, .alpha = alpha));
  if (way >= 0)
    nb_arrow(b, nb_sub(up, nb_scale(0.27f, ways[way])), nb_add(up, nb_scale(0.27f, ways[way])),
             nb_style(.width = 5, .alpha = alpha));
}

static void draw_learned(nb_board *b, const nb_frame *f, const State *s)
{
  nb_grid_world w = world();
  float alpha = nb_during(f, LEARN, LEARN);
  for (uint32_t k = 0; k < CELLS && alpha > 0; k++)
    if (w.cells[k] == NB_CELL_FLOOR)
      draw_value(b, k, learned(s, k), (int)best_way(&s->q[k * NB_GO_WAYS]), alpha);
}

static void draw_planned(nb_board *b, const nb_frame *f, const State *s)
{
  float values[CELLS], discount = discount_now(f, s),
                       alpha = nb_during(f, BACKUP, BACKUP) + nb_cue(f, DISCOUNT, 0, 0.6f);
  int rounds = f->step == BACKUP ? (int)(1.8f * fmaxf(f->seconds - 1, 0)) : ENOUGH;
  nb_grid_world w = world();
  nb_decision_process process = nb_grid_world_decisions(&w, discount);
  if (alpha <= 0)
    return;
  values_after(&w, rounds, discount, values);
  for (uint32_t k = 0; k < CELLS; k++)
    if (w.cells[k] == NB_CELL_FLOOR)
      draw_value(b, k, values[k],
                 f->step >= DISCOUNT || rounds > 1 ? (int)nb_best_action(&process, values, k) : -1, alpha);
}

static void draw_prize(nb_board *b, const nb_frame *f, uint32_t cell, const char *worth, float size)
{
  float there = nb_cue(f, REWARD, cell == TREAT ? 0.6f : 1.4f, 0.6f);
  nb_vec2 at = middle_of(cell);
  nb_circle(b, at, size,
            nb_style(.color = NB_V, .fill = nb_mix(b, NB_GROUND, NB_V, 0.25f), .width = 4, .reveal = there));
  nb_text(b, at, worth, nb_style(.font = NB_FONT_SEMIBOLD, .size = 30, .anchor = NB_CENTER, .alpha = there));
}

// Where the agent is: on its way to a prize, where it learns, or where it was set down.
static void draw_agent(nb_board *b, const nb_frame *f, const State *s)
{
  uint32_t cells[CELLS], from = f->step == PLAY ? cell_at(s->start) : START;
  float discount = discount_now(f, s), part = 0;
  int count = way_from(from, discount, cells);
  if (f->step <= ASK)
    part = 5.45f * nb_cue_linear(f, RETURN, 1, 5) * (1 - nb_cue(f, ASK, 0, 1)); // to the treasure, and back
  for (int k = 0; k + 1 < count && f->step >= DISCOUNT; k++) {
    nb_vec2 cell = middle_of(cells[k]);
    nb_rectangle(b, (nb_rect){cell.x - 0.47f * side, cell.y - 0.47f * side, 0.94f * side, 0.94f * side},
                 0.12f, nb_style(.color = NB_V, .width = 4, .alpha = nb_cue(f, DISCOUNT, 0.4f, 0.6f)));
  }
  int whole = part < (float)(count - 1) ? (int)part : count - 1;
  nb_vec2 at = middle_of(cells[whole]);
  if (whole + 1 < count)
    at = nb_mix2(at, middle_of(cells[whole + 1]), nb_smooth(part - (float)whole));
  if (f->step >= LEARN)
    at = nb_mix2(middle_of(s->at), at, nb_cue(f, DISCOUNT, 0, 0.8f));
  // Where values are to be read it steps aside.
  float there = nb_cue(f, WORLD, 1, 0.5f), aside = nb_cue(f, BACKUP, 0, 0.8f), size = 46 - 16 * aside,
        eye = size / 650;
  at = nb_add(at, nb_scale(aside, nb_at(-0.38f, 0.38f)));
  nb_point(b, at, nb_style(.color = NB_V, .width = size, .reveal = there));
  nb_point(b, nb_add(at, nb_at(-eye, 0.7f * eye)),
           nb_style(.color = NB_GROUND, .width = size / 5, .reveal = there));
  nb_point(b, nb_add(at, nb_at(eye, 0.7f * eye)),
           nb_style(.color = NB_GROUND, .width = size / 5, .reveal = there));
  // The four actions.
  for (int k = 0; k < 4; k++) {
    nb_vec2 way_out = nb_polar(1, 1.5707963f * (float)k);
    nb_arrow(b, nb_add(at, nb_scale(0.28f, way_out)), nb_add(at, nb_scale(0.85f, way_out)),
             nb_style(.width = 6, .reveal = nb_cue(f, WORLD, 1.8f + 0.3f * (float)k, 0.5f),
                      .alpha = nb_during(f, WORLD, WORLD)));
  }
  if (f->step == PLAY)
    nb_grab(b, &s->start, at, nb_identity2());
}

// What the treasure is worth on each cell of the way to it.
static void draw_discounted(nb_board *b, const nb_frame *f)
{
  uint32_t cells[CELLS];
  int count = way_from(START, asked_discount, cells);
  float alpha = nb_during(f, RETURN, RETURN), walked = 5.45f * nb_cue_linear(f, RETURN, 1, 5);
  for (int k = 0; k + 1 < count && alpha > 0; k++) {
    float passed = fminf(fmaxf(walked - (float)k, 0), 1);
    nb_line(b, middle_of(cells[k]), nb_mix2(middle_of(cells[k]), middle_of(cells[k + 1]), passed),
            nb_style(.color = NB_V, .width = 4, .dash = {3, 9}, .alpha = alpha));
  }
}

static void draw_flag(nb_board *b, const nb_frame *f, const State *s)
{
  float shown = nb_guessed(f, ASK) * nb_cue(f, ASK, 0.3f, 0.5f);
  nb_vec2 pole = nb_add(s->flag, nb_at(0, 0.75f)),
          cloth[] = {pole, nb_add(pole, nb_at(0.5f, -0.17f)), nb_add(pole, nb_at(0, -0.34f))};
  nb_line(b, s->flag, pole, nb_style(.width = 4, .alpha = shown));
  nb_polygon(b, cloth, 3, nb_style(.fill = NB_NEGATIVE, .width = -1, .alpha = shown));
  if (f->step == ASK && shown > 0.9f)
    nb_grab(b, &s->flag, s->flag, nb_identity2());
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static void draw_formulas(nb_board *b, const nb_frame *f, const State *s)
{
  uint32_t from = f->step == PLAY ? cell_at(s->start) : START;
  float discount = discount_now(f, s), to_treat = delay(from, TREAT), to_treasure = delay(from, TREASURE);
  float near = 0.5f * powf(discount, to_treat), far = powf(discount, to_treasure), tries = (float)s->tries;
  nb_style line =
      nb_style(.size = 40, .alpha = nb_during(f, WORLD, REWARD), .reveal = nb_cue(f, WORLD, 2.4f, 1));
  line.size = 54;
  nb_formula step = nb_tex(b, nb_at(column, 2.4f), "s \\xrightarrow{\\;a\\;} s'", line);
  line.reveal = nb_cue(f, REWARD, 2, 1), line.color = NB_V;
  nb_tex(b, nb_at(step.box.x + step.box.width, 2.4f), ",\\; r", line);

  line = nb_style(.size = 40, .alpha = nb_during(f, RETURN, ASK), .reveal = nb_cue(f, RETURN, 0.5f, 1));
  nb_tex(b, nb_at(column, 2.6f),
         "\\begin{aligned} G = {} &r_1 + \\textcolor{learning}{\\gamma}\\, r_2 \\\\ &+ "
         "\\textcolor{learning}{\\gamma}^2 r_3 + \\cdots \\end{aligned}",
         line);
  line.reveal = nb_cue(f, RETURN, 5.6f, 1), line.alpha = nb_during(f, RETURN, RETURN);
  nb_tex(b, nb_at(column, 0.6f),
         "\\begin{aligned} G &= \\textcolor{learning}{0.9}^5 \\cdot \\textcolor{v}{1} \\\\ &= \\val[-2] "
         "\\end{aligned}",
         line, &far);

  line = nb_style(.size = 36, .alpha = nb_during(f, BACKUP, BACKUP), .reveal = nb_cue(f, BACKUP, 0.8f, 1.4f));
  nb_tex(b, nb_at(column, 2.4f),
         "\\begin{aligned} V(s) = \\max_a\\;(\\,&\\textcolor{v}{r} \\\\ {} + {} "
         "&\\textcolor{learning}{\\gamma}\\,V(s')\\,) \\end{aligned}",
         line);
  line = nb_style(.size = 32, .alpha = nb_during(f, LEARN, LEARN), .reveal = nb_cue(f, LEARN, 0.8f, 1.4f));
  nb_tex(b, nb_at(column, 2.4f),
         "\\begin{aligned} &Q(s, a) \\text{ goes halfway to} \\\\ &\\textcolor{v}{r} + "
         "\\textcolor{learning}{\\gamma}\\,\\max_{a'} Q(s', a') \\end{aligned}",
         line);
  line.reveal = nb_cue(f, LEARN, 1.4f, 0.8f);
  nb_tex(b, nb_at(column, 0.6f), "\\text{tries: }\\val[-0]", line, &tries);

  bool nearer = near > far;
  line = nb_style(.size = 40, .alpha = nb_cue(f, DISCOUNT, 0.4f, 0.6f));
  line.color = nearer ? NB_V : NB_TEXT;
  nb_tex(b, nb_at(column, 2.6f), "\\gamma^{\\val[-0]} \\cdot \\tfrac12 = \\val[-2]", line, &to_treat, &near);
  line.color = nearer ? NB_TEXT : NB_V;
  nb_tex(b, nb_at(column, 1.6f), "\\gamma^{\\val[-0]} \\cdot 1 = \\val[-2]", line, &to_treasure, &far);
  nb_slider(b, nb_at(column, 0.1f), f->step == PLAY ? &s->discount : &discount,
            (nb_slider_spec){
                .label = "\\text{discount } γ", .length = 3.3f, .min = 0.5f, .max = 0.99f, .decimals = 2},
            nb_style(.alpha = line.alpha));
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_ground(b, f);
  draw_planned(b, f, s);
  draw_learned(b, f, s);
  draw_discounted(b, f);
  draw_prize(b, f, TREAT, "½", 0.38f);
  draw_prize(b, f, TREASURE, "1", 0.5f);
  draw_agent(b, f, s);
  draw_flag(b, f, s);
  draw_formulas(b, f, s);
}

NB_SCENE(State, .title = "Agents, rewards and values", NB_STEPS(steps), NB_PARAMS(params),
         .state = &(const State){.flag = {-3.4f, 0.9f}, .start = {-2.7f, 0.2f}, .discount = 0.9f},
         NB_INIT(init), NB_TICK(tick), NB_DRAW(draw))
