// Contour maps.
//
// What a learner believes: the lines of a map go around things, and more lines mean higher ground. What mends it: a line
// is a level cut through the landscape, dropped to the floor; it is the shore that rising water would leave. Two hills of
// the same height are cut equally often, and yet their maps differ: where the cuts lie close together the ground is steep->
//
// It is one landscape in space all the time. At first it is seen from the side; then the cuts drop, the eye climbs until it looks
// straight down, and what is left is a map (see `look` and `plane`, which agree from then on).
#include <math.h>
#include <nabla/math/land.h>
#include <nabla/scene.h>

typedef struct {
  nb_vec2 pin;   // where the viewer thinks it is steepest
  nb_vec2 at;    // where the walker stands
  float water;   // how high the water stands
  float spacing; // from one level to the next
  nb_camera camera;
} State;

enum { LAND, CUT, FLOOD, DROP, ASK, CROWD, PASS, PLAY };

// ---------------------------------------------------------------------------------------------------------------
// The landscape: two hills of the same height, one steep and one gentle, and a pass between them

// Where the steep one stands, the gentle one is not quite 0: both tops are 1.90 high.
static const nb_land land = {.hills = {{{-1.75f, 0.1f}, .rise = 1.87f, .spread = 0.62f},
                                       {{1.55f, -0.1f}, .rise = 1.9f, .spread = 1.15f}}};
static const nb_hill *const steep = &land.hills[0], *const gentle = &land.hills[1];
static const nb_rect ground = {-4.2f, -2.72f, 8.4f, 5.44f};

static float height(nb_vec2 p)
{
  return nb_land_height(p, &land);
}

// A hill of this shape is steepest one spread from its middle; here a little more where the other falls the same way.
static void steepest_place(const void *state, void *truth)
{
  (void)state;
  *(nb_vec2 *)truth = nb_add(steep->middle, nb_polar(steep->spread, 1.964f));
}

// Between the hills: the lowest point of the way from one to the other.
static nb_vec2 pass(void)
{
  return nb_land_level(&land, nb_mix2(steep->middle, gentle->middle, 0.4f));
}

// Where the way from one place up to another passes a level.
static nb_vec2 crossing(float level, nb_vec2 low, nb_vec2 high)
{
  for (int k = 0; k < 30; k++) {
    nb_vec2 middle = nb_mix2(low, high, 0.5f);
    *(height(middle) < level ? &low : &high) = middle;
  }
  return low;
}

// The same climb, going east along y = 0, on either hill: where it begins and ends.
static const float climb_from = 0.75f, climb_to = 1.75f;

static nb_vec2 climb_at(float level, const nb_hill *hill)
{
  return crossing(level, nb_at(hill == steep ? -4 : pass().x, 0), nb_at(hill->middle.x, 0));
}

// ---------------------------------------------------------------------------------------------------------------
// Steps and parameters

static const nb_step steps[] = {
    [LAND] = {"A landscape", .seconds = 7,
              .say = "Two hills of the same height. Every point of the floor has a *height* above it.",
              .hear = {"Every point has a height"}},
    [CUT] = {"Cut it level", .seconds = 7,
             .say = "Cut the hills level, 0.25 apart in height: each cut leaves a *curve* on them.",
             .hear = {"A level cut leaves a curve of one height", "The cuts are equally far apart"}},
    [FLOOD] = {"Let water rise", .seconds = 8,
               .say = "Let water rise: its *shore* is such a curve. At one height the island *splits*.",
               .hear = {"A curve of one height is the shore of rising water"}},
    [DROP] = {"A map", .seconds = 9.5f,
              .say = "Let the curves sink to the floor, and look *down*: a map made of *contour lines*.",
              .hear = {"A contour line joins points of one height", "The map is the cuts from above"}},
    [ASK] = {"Where is it steepest?", .seconds = 5, .wait = true, .answer = "pin", .truth = steepest_place,
             .ask = "Both hills are equally high. Where is the climb *steepest*? Put the ring there.",
             .say = "That is your guess. Now walk across.", .moves = {{"pin", "-1.9,0.72", 3.4f, 1.4f}}},
    [CROWD] = {"Where lines crowd", .seconds = 9,
               .say = "Both arrows climb from 0.75 to 1.75. The shorter way is steeper: lines *crowd*.",
               .hear = {"Lines close together mean steep ground", "From line to line the climb is the same"}},
    [PASS] = {"The pass", .seconds = 9,
              .say = "*Rings* circle a summit. Two *meet* at the *pass*: the lowest way over between hills.",
              .hear = {"Rings shrink towards a summit", "A line crosses itself at a pass"}},
    [PLAY] =
        {"Read it yourself", .seconds = 10, .live = true,
         .say =
             "Drag the dot along *one* line: f stays. Closer cuts crowd *everywhere*; no hill gets steeper.",
         .moves = {{"walker", "0.717,1.233", 1.6f, 0.7f},
                   {"walker", "0.457,1.032", 2.3f, 0.7f},
                   {"walker", "0.241,0.783", 3.0f, 0.7f},
                   {"walker", "0.071,0.498", 3.7f, 0.7f},
                   {"walker", "-0.046,0.181", 4.4f, 0.7f},
                   {"step", "0.15", 6, 1.6f}}},
};

static const nb_param params[] = {
    NB_POINT(State, pin, "pin", .min = -3.2f, .max = 3.2f),
    NB_POINT(State, at, "walker", .min = -3.2f, .max = 3.2f),
    NB_NUMBER(State, water, "water", .min = 0.05f, .max = 1.85f),
    NB_NUMBER(State, spacing, "step", .min = 0.1f, .max = 0.5f),
    NB_CAMERA(State, camera, "camera"),
};

// ---------------------------------------------------------------------------------------------------------------
// Where it is seen from: the side, in the middle of the board; or straight above, beside the quiet column

static const float unit = 1.14f;
static const nb_plane plane = {{-8, -3.3f, 11.1f, 7}, -5.2307f, 4.5061f, -3.2541f, 2.8863f}; // the stage
static const nb_vec2 corner = {-4.2f, -2.75f}; // where the axes begin

static nb_vec2 place(nb_vec2 p)
{
  return nb_on_plane(plane, p);
}

static nb_view look(const nb_frame *f, const State *s)
{
  float climbed = nb_cue(f, DROP, 3.4f, 3.2f);
  nb_rect area = nb_stage();
  nb_camera above = {{-0.3623f, -0.1839f, 0}, 0.5f * area.height / unit / tanf(0.3f)}; // the map's scale
  area.width += 4.9f * (1 - climbed);
  return nb_look(nb_camera_between(s->camera, nb_camera_above(above), climbed), area);
}

// ---------------------------------------------------------------------------------------------------------------
// The land

// From level to level, as long as the viewer leaves it; the sheet that cuts sets off, and rises a unit in so many seconds.
static const float usual_spacing = 0.25f, cut_from = 0.8f, cut_pace = 2.2f;

// A level sheet across the whole ground.
static void draw_sheet(nb_board *b, float level, nb_style style)
{
  style.fill = style.color = NB_K, style.width = 2;
  style.alpha *= fminf(level / 0.15f, 1); // it would lie in the ground's rim
  nb_parallelogram(b, nb_at3(ground.x, ground.y, level), nb_at3(ground.width, 0, 0),
                   nb_at3(0, ground.height, 0), style);
}

// From blue to red, as the land is; nearer to the text's color as long as they lie on the land itself.
static void draw_levels(nb_board *b, const nb_frame *f, float spacing, nb_heights h)
{
  float dropped = nb_cue(f, DROP, 0.8f, 2.6f);
  for (float level = spacing; level < 1.92f; level += spacing)
    nb_surface_levels(b, h, &level, 1, dropped, 0,
                      nb_style(NB_FROM(f, CUT, cut_from - 0.2f + cut_pace * level, 0.4f), .width = 2.5f,
                               .color = nb_mix(b, nb_mix(b, NB_POSITIVE, NB_NEGATIVE, level / 2), NB_TEXT,
                                               0.5f - dropped / 2)));
}

// A level line that stands out.
static void draw_level(nb_board *b, const nb_frame *f, nb_heights h, float level, nb_style style)
{
  style.color = NB_V, style.width = 5;
  nb_surface_levels(b, h, &level, 1, nb_cue(f, DROP, 0.5f, 0), 0, style);
}

// Up to the pass, where the island is about to split; and on.
static float water_level(const nb_frame *f, const State *s)
{
  return NB_COURSE(f, 0.05f, {FLOOD, 0.8f, 3, height(pass())}, {FLOOD, 5.2f, 1.3f, s->water});
}

// An axis of the floor in space; and both with numbers on the map.
static void draw_axis(nb_board *b, const nb_frame *f, nb_view view, nb_vec3 end, const char *name)
{
  nb_style line = nb_style(NB_FROM(f, LAND, 0.3f, 1), .color = NB_AXIS, .width = 3, .size = 30);
  line.alpha = 1 - nb_cue(f, DROP, 3.2f, 0.6f);
  nb_arrow3(b, nb_at3(corner.x, corner.y, 0), end, line);
  line.alpha = 1 - nb_cue(f, CUT, 0, 0.6f); // cuts and water would lie over the names
  nb_label3(b, view, end, nb_at(end.x, 0.3f), name, line);
}

static void draw_map_axes(nb_board *b, const nb_frame *f)
{
  static const nb_plane map = {{-6.825f, -2.7253f, 9.576f, 5.928f}, -4.2f, 4.2f, -2.75f, 2.45f};
  nb_axes(b, map, (nb_axes_spec){.step = {1, 1}, .x_label = "x", .y_label = "y", .at_edges = true},
          nb_style(.color = NB_DIM, .width = 2, .size = 22, .alpha = nb_cue(f, DROP, 6.4f, 0.6f)));
}

// From just below the summits down to where the two rings meet.
static float ring_level(const nb_frame *f)
{
  return 1.87f + (height(pass()) - 1.87f) * nb_cue(f, PASS, 1.6f, 4);
}

// From summit to summit: they are equally high. And a point of the floor, and how high the land stands above it.
static void draw_heights(nb_board *b, const nb_frame *f, nb_view view, nb_vec2 p)
{
  nb_vec3 foot = nb_at3(p.x, p.y, 0), top = nb_on_surface(nb_land_height, &land, p), summit[2];
  nb_style line = nb_style(NB_IN(f, LAND, 2, 0.8f), .width = 3), name = line;
  for (int k = 0; k < 2; k++)
    summit[k] = nb_on_surface(nb_land_height, &land, land.hills[k].middle);
  nb_line3(b, summit[0], summit[1], line);
  name.size = 30, name.halo = NB_GROUND, name.halo_width = 2;
  nb_label3(b, view, nb_mix3(summit[0], summit[1], 0.5f), nb_at(0, 1), "\\text{both 1.90 high}", name);
  line.color = NB_V, line.width = 6, line.reveal = name.reveal = nb_cue(f, LAND, 3.4f, 0.8f);
  nb_line3(b, foot, top, line);
  line.width = 16;
  nb_point3(b, foot, line);
  nb_point3(b, top, line);
  nb_label3(b, view, foot, nb_at(0, -1), "(x, y)", name);
  name.reveal = nb_cue(f, LAND, 4.4f, 0.6f);
  nb_label3(b, view, nb_mix3(foot, top, 0.5f), nb_at(1, 0), "f(x, y)", name);
}

static void draw_space(nb_board *b, const nb_frame *f, const State *s, nb_view view)
{
  float cut = fminf(fmaxf((f->seconds - cut_from) / cut_pace, 0), 2), water = water_level(f, s);
  float cutting = nb_cue(f, CUT, cut_from, 0.4f) - nb_cue(f, CUT, 5.4f, 0.8f);
  nb_style land_style = nb_style(NB_FROM(f, LAND, 0.2f, 2.4f));
  land_style.alpha = (0.92f - 0.5f * nb_cue(f, LAND, 2, 0.8f) + 0.2f * nb_cue(f, CUT, 0, 0.8f)) *
                     (1 - 0.75f * nb_cue(f, DROP, 0.2f, 1) - 0.25f * nb_cue(f, DROP, 3.2f, 2));
  nb_space(b, view, (nb_space_spec){0});
  nb_heights fine = nb_keep_heights(b, nb_land_height, &land, sizeof land, ground, 206, 131, 0, 0);
  nb_floor3(b, (nb_floor_spec){.reach = 6.5f}, nb_style(NB_FROM(f, LAND, 0, 1)));
  nb_surface(b, nb_keep_adapted_heights(b, nb_land_height, &land, sizeof land, ground, 193, 129, 0, 0),
             nb_blue_to_red(b, 0.45f), land_style);
  draw_axis(b, f, view, nb_at3(-corner.x, corner.y, 0), "x");
  draw_axis(b, f, view, nb_at3(corner.x, -corner.y, 0), "y");
  draw_heights(b, f, view, nb_at(2.2f, -0.9f));
  draw_sheet(b, cut, nb_style(.alpha = 0.25f * cutting));
  draw_sheet(b, water, nb_style(.alpha = 0.6f * nb_during(f, FLOOD, FLOOD)));
  draw_levels(b, f, f->step == PLAY ? s->spacing : usual_spacing, fine);
  draw_level(b, f, fine, water, nb_style(.alpha = nb_during(f, FLOOD, FLOOD)));
  draw_level(b, f, fine, 0.75f, nb_style(NB_IN(f, DROP, 7.2f, 1.2f)));
  draw_level(b, f, fine, ring_level(f), nb_style(NB_IN(f, PASS, 0.6f, 0.4f)));
  draw_level(b, f, fine, height(s->at), nb_style(NB_FROM(f, PLAY, 0.4f, 0.8f)));
  nb_end(b);
  nb_tex(b, nb_at(5, 2.6f), "\\text{cut at } \\val[-2]", nb_style(.color = NB_K, .alpha = cutting), &cut);
  if (f->step < DROP)
    nb_grab_camera(b, &s->camera, view);
}

// ---------------------------------------------------------------------------------------------------------------
// What stands on the map

// The heights of every second line, on it.
static void draw_numbers(nb_board *b, const nb_frame *f, float spacing)
{
  for (float level = spacing; level < 1.8f; level += 2 * spacing)
    nb_number(b, place(crossing(level, nb_at(2.55f, -2.95f), gentle->middle)), level, 2,
              nb_style(.size = 22, .anchor = NB_CENTER, .alpha = nb_cue(f, DROP, 6.6f, 0.8f),
                       .halo = NB_GROUND, .halo_width = 5));
}

static void draw_words(nb_board *b, const nb_frame *f)
{
  nb_vec2 low = place(pass()), below = nb_add(low, nb_at(0, -1.9f)), above = nb_add(low, nb_at(0, 2.3f));
  nb_style word = nb_style(NB_IN(f, PASS, 0.5f, 0.6f), .font = NB_FONT_MEDIUM, .size = 26);
  nb_vec2 tops[] = {place(steep->middle), above, place(gentle->middle)};
  nb_label(b, above, nb_at(0, 1), "summits", word);
  nb_point(b, tops[0], word);
  nb_point(b, tops[2], word);
  word.width = 1.5f;
  nb_polyline(b, tops, 3, word);
  word.color = NB_V, word.width = 0, word.reveal = nb_cue(f, PASS, 6, 0.6f);
  nb_label(b, below, nb_at(0, -1), "pass", word);
  nb_arrow(b, below, nb_add(low, nb_at(0, -0.1f)), word);
  // It is steepest one spread from the middle, and nearly as steep all along the side that faces away from the other hill.
  nb_style steepest =
      nb_style(NB_IN(f, CROWD, 5.6f, 0.8f), .color = NB_V, .size = 24, .width = 2, .halo = NB_GROUND);
  nb_line(b, nb_at(-5.35f, 2.4f), nb_add(tops[0], nb_polar(unit * steep->spread, 2.2f)), steepest);
  nb_text(b, nb_at(-6.55f, 2.95f), "steepest: here the\nlines are closest", steepest);
  steepest.width = 14, steepest.alpha *= 0.5f; // broad and pale: no contour line
  nb_arc(b, tops[0], unit * steep->spread, 1.7f, 4.6f, steepest);
}

// The viewer's ring, and in the end the walker.
static void draw_hands(nb_board *b, const nb_frame *f, const State *s)
{
  float there = nb_cue(f, PLAY, 0.4f, 0.6f);
  if (nb_guess_in(b, f, ASK, place(s->pin), place(s->pin)))
    nb_grab_on_plane(b, plane, &s->pin, nb_origin());
  nb_point(b, place(s->at), nb_style(.color = NB_V, .width = 22, .reveal = there));
  if (there >= 1)
    nb_grab_on_plane(b, plane, &s->at, nb_origin());
}

// ---------------------------------------------------------------------------------------------------------------
// A way straight east: dashed on the map, and in the column as it is seen from the side

static const nb_plane side = {{3.9f, -2.4f, 3.2f, 2}, -4.2f, 4.2f, 0, 2.1f};

static void draw_way(nb_board *b, float y, float spacing, nb_style style)
{
  nb_cut cut = {nb_land_height, &land, nb_at(ground.x, y), false};
  nb_style dashes = style, line = style;
  dashes.width = 2, dashes.dash[0] = 6, dashes.dash[1] = 8;
  nb_line(b, place(nb_at(ground.x, y)), place(nb_at(-ground.x, y)), dashes);
  line.width = 1.5f;
  for (float level = spacing; level < 1.92f; level += spacing) {
    line.color = nb_mix(b, NB_POSITIVE, NB_NEGATIVE, level / 2);
    nb_line_at_y(b, side, level, line);
  }
  style.width = 4, style.color = NB_DIM;
  nb_curve(b, side, nb_cut_height, &cut, style);
  style.size = 22;
  nb_text(b, nb_at(NB_COLUMN, side.area.y - 0.4f), "the dashed line from the side,\nits heights stretched",
          style);
}

// One climb: its way on the map, and from the side how far and how high. Returns how far.
static float draw_climb(nb_board *b, const nb_frame *f, const nb_hill *hill, float at, nb_color color)
{
  nb_vec2 low = climb_at(climb_from, hill), high = climb_at(climb_to, hill);
  nb_style style = nb_style(NB_IN(f, CROWD, at, 1.2f), .color = color, .width = 8);
  nb_arrow(b, place(low), place(high), style);
  style.width = 5;
  nb_polyline_on_plane(b, side, (nb_vec2[]){{low.x, climb_from}, {high.x, climb_from}, {high.x, climb_to}}, 3,
                       style);
  return high.x - low.x;
}

#define SLOPE "\\frac{\\val[-2]}{\\val[-2]} = \\val[-2]"

static void draw_crowd(nb_board *b, const nb_frame *f)
{
  draw_way(b, 0, usual_spacing, nb_style(NB_IN(f, CROWD, 0.3f, 1.4f)));
  float climb = climb_to - climb_from, short_way = draw_climb(b, f, steep, 0.8f, NB_V),
        long_way = draw_climb(b, f, gentle, 1.6f, NB_TEXT);
  float slope[] = {climb / nb_shown(short_way, 2), climb / nb_shown(long_way, 2)};
  nb_style name = nb_style(NB_IN(f, CROWD, 1.6f, 0.8f), .size = 22, .width = 5);
  nb_label(b, nb_on_plane(side, nb_at(side.x0, climb_from)), nb_at(-1, 0), "0.75", name);
  nb_label(b, nb_on_plane(side, nb_at(side.x0, climb_to)), nb_at(-1, 0), "1.75", name);
  nb_facts(b, f, (nb_facts_spec){CROWD, .at = nb_at(NB_COLUMN, 3.1f), .gap = 0.35f, .size = 36},
           NB_FACTS({2.4f, "\\text{mean slope} = \\frac{\\text{climb}}{\\text{way on the map}}", .size = 30},
                    {3.4f, "\\text{steep: } " SLOPE, NB_V, .values = {&climb, &short_way, &slope[0]}},
                    {4.4f, "\\text{gentle: } " SLOPE, NB_TEXT, .values = {&climb, &long_way, &slope[1]}}));
}

// ---------------------------------------------------------------------------------------------------------------
// The quiet column

static void draw_facts(nb_board *b, const nb_frame *f, const State *s)
{
  float level = water_level(f, s), here = height(s->at), ring = ring_level(f);
  nb_slider(b, nb_at(4.2f, 2.6f), f->seconds > 6.5f ? &s->water : &level,
            (nb_slider_spec){"\\text{water}", 3, 0.05f, 1.85f, .decimals = 2},
            nb_style(NB_IN(f, FLOOD, 0.3f, 0.6f), .color = NB_K));
  nb_tex(b, nb_at(4.2f, 1.6f), "\\text{it splits at } 0.62", nb_style(NB_IN(f, FLOOD, 4, 1), .color = NB_V));
  nb_vec2 top = nb_at(NB_COLUMN, 2.5f);
  nb_tex(b, top, "f = 0.75\\text{, twice}", nb_style(NB_IN(f, DROP, 7.6f, 1), .size = 40, .color = NB_V));
  nb_text(b, nb_at(NB_COLUMN, 1.7f), "Each line farther up a hill\nis 0.25 higher.",
          nb_style(NB_BETWEEN(f, DROP, ASK, 8, 1), .color = NB_DIM, .size = 24));
  nb_facts(b, f, (nb_facts_spec){PASS, .at = top, .gap = 0.3f, .size = 36},
           NB_FACTS({1, "f = \\val[-2]", NB_V, .values = {&ring}}, {0.8f, "\\text{summits: } f = 1.90"},
                    {6, "\\text{the pass, where the island split}", .size = 26}));
  nb_style play = nb_style(NB_FROM(f, PLAY, 0.6f, 0.8f), .size = 40);
  draw_way(b, s->at.y, s->spacing, play);
  nb_point(b, nb_on_plane(side, nb_at(s->at.x, here)),
           nb_style(.color = NB_V, .width = 16, .reveal = play.reveal));
  nb_tex(b, top, "f(x, y) = \\textcolor{v}{\\val[-2]}", play, &here);
  nb_slider(b, nb_at(NB_COLUMN, 1.2f), &s->spacing,
            (nb_slider_spec){"\\text{from line to line}", 3.4f, 0.1f, 0.5f, .decimals = 2}, play);
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  draw_space(b, f, s, look(f, s));
  draw_map_axes(b, f);
  draw_numbers(b, f, f->step == PLAY ? s->spacing : usual_spacing);
  draw_words(b, f);
  draw_crowd(b, f);
  draw_facts(b, f, s);
  draw_hands(b, f, s);
}

// The walker stands on a line.
static const State start = {
    {1.5f, 1.6f}, {1.012f, 1.377f}, 0.8f, 0.25f, {{0, -0.1f, 0.2f}, 10.4f, -1.6314f, 0.5f}};

NB_SCENE(State, .title = "Contour maps", NB_STEPS(steps), NB_PARAMS(params), .state = &start,
         .needs = {"multivariable-calculus/surfaces"}, NB_DRAW(draw))
